/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-head.h"

#include <string.h>

enum {
  HEAD_SEQ,
  HEAD_HASH,
  HEAD_TIME,
  HEAD_KEY,
  HEAD_SIGNATURE,
};

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
      const guint8 *hash = gh_statement_get_blob (select, HEAD_HASH, &length);

      self->is_there = TRUE;
      self->seq = gh_statement_get_int (select, HEAD_SEQ);
      self->time_us = gh_statement_get_int (select, HEAD_TIME);
      self->is_whole = length == sizeof self->hash;
      if (self->is_whole)
        memcpy (self->hash, hash, length);
      self->key_number = gh_statement_get_int (select, HEAD_KEY);
      hash = gh_statement_get_blob (select, HEAD_SIGNATURE, &length);
      self->is_signed = length == sizeof self->signature;
      if (self->is_signed)
        memcpy (self->signature, hash, length);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_head_read_entry (GhConnection  *connection,
                    gint64         entry,
                    guint8         hash[GH_HASH_BYTES],
                    GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-entry-hash", error);

  memset (hash, 0, GH_HASH_BYTES);
  if (select == NULL)
    return FALSE;

  gh_statement_bind_int (select, 1, entry);
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *stored = gh_statement_get_blob (select, 0, &length);

      memcpy (hash, stored, MIN (length, GH_HASH_BYTES));
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_head_read_first (GhConnection  *connection,
                    gint64        *first,
                    GError       **error)
{
  return gh_connection_get_number (connection, "operations/get-first-entry", first, error, "");
}
