/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-changes.h"

#include "base/gh-row-ids.h"
#include "operations/gh-head.h"
#include "operations/gh-record-kind.h"

static gboolean
list_users (GhUserChanges  *self,
            GhConnection   *connection,
            const char     *statement,
            gint64          since,
            GError        **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, statement, error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "i", since);
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_array_append_val (self->ids, id);
    }

  return gh_statement_finish (select, error);
}

static gboolean
list_ids (GhUserChanges  *self,
          GhConnection   *connection,
          gint64          since,
          GError        **error)
{
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    if (kinds[i]->list_users_touched != NULL &&
        !list_users (self, connection, kinds[i]->list_users_touched, since, error))
      return FALSE;
  gh_row_ids_unify (self->ids);

  return TRUE;
}

/* The kinds whose records' names any user's row may show, as a JSON array. */
static char *
list_naming_kinds (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    if (kinds[i]->is_name_of_users)
      g_string_append_printf (names, "%s\"%s\"", names->len > 0 ? "," : "", kinds[i]->name);

  return g_strdup_printf ("[%s]", names->str);
}

GhUserChanges *
gh_user_changes_read (GhConnection  *connection,
                      gint64         since,
                      GError       **error)
{
  g_autoptr (GhUserChanges) self = g_new0 (GhUserChanges, 1);
  g_autofree char *naming_kinds = list_naming_kinds ();
  GhHead head;
  gint64 n_touches;
  gint64 is_untold;
  gint64 has_names;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!gh_head_read (&head, connection, error) ||
      !gh_connection_get_number (connection, "users/has-untold-changes", &is_untold, error, "i", since) ||
      !gh_connection_get_number (connection, "users/has-touched-kinds", &has_names, error, "is", since, naming_kinds) ||
      !gh_connection_get_number (connection, "users/count-touches", &n_touches, error, "ii", since,
                                 (gint64) GH_USER_CHANGES_MAX + 1))
    return NULL;

  self->head = head.seq;
  self->has_names = has_names != 0;
  /* A log that has become shorter is another one: a backup was restored. */
  self->is_everything = is_untold != 0 || self->head < since || n_touches > GH_USER_CHANGES_MAX;
  if (!self->is_everything && n_touches > 0 && !list_ids (self, connection, since, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gh_user_changes_free (GhUserChanges *self)
{
  g_array_unref (self->ids);
  g_free (self);
}
