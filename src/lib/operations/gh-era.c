/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-era.h"

#include <string.h>

gboolean
gh_era_is_now (GhConnection   *connection,
               gconstpointer   era,
               gsize           length,
               gboolean       *is_now,
               GError        **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-era", error);

  *is_now = FALSE;
  if (gh_statement_next (select))
    {
      gsize length_now;
      const guint8 *now = gh_statement_get_blob (select, 0, &length_now);

      *is_now = era != NULL && length == GH_ERA_BYTES && length_now == length && memcmp (era, now, length) == 0;
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_era_knows_events (GhConnection  *connection,
                     gboolean      *knows,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-era", error);

  *knows = gh_statement_next (select);

  return gh_statement_finish (select, error);
}
