/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-late-indexes.h"

struct _GhLateIndexes {
  GhConnection *connection;
  GString      *drop;
  GString      *create;
};

static gboolean
list_indexes (GhLateIndexes  *self,
              const char     *table,
              GError        **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (self->connection, "store/list-late-indexes", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", table);
  while (gh_statement_next (select))
    {
      g_string_append_printf (self->drop, "DROP INDEX %s;", gh_statement_get_text (select, 0));
      g_string_append_printf (self->create, "%s;", gh_statement_get_text (select, 1));
    }

  return gh_statement_finish (select, error);
}

GhLateIndexes *
gh_late_indexes_new (GhConnection       *connection,
                     const char *const  *tables,
                     GError            **error)
{
  g_autoptr (GhLateIndexes) self = g_new0 (GhLateIndexes, 1);

  self->connection = connection;
  self->drop = g_string_new (NULL);
  self->create = g_string_new (NULL);
  for (; *tables != NULL; tables++)
    if (!list_indexes (self, *tables, error))
      return NULL;

  return gh_connection_execute (connection, self->drop->str, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
gh_late_indexes_build (GhLateIndexes  *self,
                       GError        **error)
{
  return gh_connection_execute (self->connection, self->create->str, error);
}

void
gh_late_indexes_free (GhLateIndexes *self)
{
  g_string_free (self->drop, TRUE);
  g_string_free (self->create, TRUE);
  g_free (self);
}
