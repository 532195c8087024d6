/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-head.h"

#include <string.h>

gboolean
gh_head_read (GhHead        *self,
              GhConnection  *connection,
              GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-head", error);

  *self = (GhHead) { 0 };

  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *hash = gh_statement_get_blob (select, 1, &length);

      self->is_there = TRUE;
      self->seq = gh_statement_get_int (select, 0);
      self->time_us = gh_statement_get_int (select, 2);
      self->is_whole = length == sizeof self->hash;
      if (self->is_whole)
        memcpy (self->hash, hash, length);
    }

  return gh_statement_finish (select, error);
}
