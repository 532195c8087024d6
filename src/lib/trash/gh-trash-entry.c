/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-entry.h"

#include <stdlib.h>

GArray *
gh_trash_entry_list (GhConnection  *connection,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "trash/list-trash", error);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (GhTrashEntry));
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return NULL;

  while (gh_statement_step (select, &local_error))
    {
      /* Few different people send users to the Trash. */
      const GhTrashEntry entry = {
        gh_statement_get_int (select, 0), (GhTrashOrigin) gh_statement_get_int (select, 1),
        gh_statement_get_int (select, 2), gh_statement_get_int (select, 3),
        g_intern_string (gh_statement_get_text (select, 4)),
      };

      g_array_append_val (entries, entry);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&entries);
}

static int
compare_ids_cb (const void *a,
                const void *b)
{
  gint64 one = ((const GhTrashEntry *) a)->user_id;
  gint64 other = ((const GhTrashEntry *) b)->user_id;

  return (one > other) - (one < other);
}

const GhTrashEntry *
gh_trash_entry_find (GArray *entries,
                     gint64  user_id)
{
  const GhTrashEntry wanted = { .user_id = user_id };

  return bsearch (&wanted, entries->data, entries->len, sizeof (GhTrashEntry), compare_ids_cb);
}
