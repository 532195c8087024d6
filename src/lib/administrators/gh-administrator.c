/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator.h"

#include "administrators/gh-administrator-record.h"

struct _GhAdministrator {
  GObject                parent_instance;

  GhAdministratorFacts   facts;
  GhAdministratorStatus  status;
  gint64                 last_sign_in;
};

G_DEFINE_FINAL_TYPE (GhAdministrator, gh_administrator, G_TYPE_OBJECT)

/* --- as a view: the fields of Q11 --- */

#define HAS_SQL(what) \
  "EXISTS (SELECT 1 FROM administrator_credentials AS c WHERE c.administrator_id = a.id AND c.kind = '" what "'" \
  " AND NOT EXISTS (SELECT 1 FROM events.endings WHERE kind = 'administrator-credential' AND key = c.key))"

/* ?1 is now. */
#define LOCKOUT_SQL \
  "coalesce ((SELECT number FROM events.administrator_lockouts" \
  " WHERE who = a.key AND until > ?1 AND number IS NOT a.unlocked), 0)"

#define STATUS_SQL \
  "CASE WHEN a.disabled OR EXISTS (SELECT 1 FROM events.endings WHERE kind = 'administrator' AND key = a.key) THEN 0" \
  " WHEN " LOCKOUT_SQL " <> 0 THEN 1 WHEN NOT " HAS_SQL ("factor") " THEN 2 ELSE 3 END"

#define SIGNED_IN_SQL "(SELECT time FROM events.administrator_sign_ins WHERE administrator = a.key)"

#define COLUMNS_SQL "a.id, " STATUS_SQL ", " SIGNED_IN_SQL

static const char *const status_words[] = { "disabled", "locked", "pending", "active", NULL };

const GhQueryField gh_administrator_fields[] = {
  [GH_ADMINISTRATOR_FIELD_NAME] = { "name", GH_QUERY_FIELD_TEXT },
  [GH_ADMINISTRATOR_FIELD_EMAIL] = { "email", GH_QUERY_FIELD_TEXT },
  [GH_ADMINISTRATOR_FIELD_ROLE] = { "role", GH_QUERY_FIELD_WORD, gh_role_words },
  [GH_ADMINISTRATOR_FIELD_STATUS] = { "status", GH_QUERY_FIELD_WORD, status_words },
  { NULL },
};

static const GhViewField asks[] = {
  [GH_ADMINISTRATOR_FIELD_NAME] = { "a.name_fold", .any = "1" },
  [GH_ADMINISTRATOR_FIELD_EMAIL] = { "gh_search_fold (a.email)", .any = "1" },
  [GH_ADMINISTRATOR_FIELD_ROLE] = { "a.role" },
  [GH_ADMINISTRATOR_FIELD_STATUS] = { "(" STATUS_SQL ")" },
};

static const GhViewField *const words[] = {
  &asks[GH_ADMINISTRATOR_FIELD_NAME], &asks[GH_ADMINISTRATOR_FIELD_EMAIL], NULL,
};

#define THEN_BY_NAME "a.name_fold", "a.name"

static const GhViewColumn columns[] = {
  { "name", { THEN_BY_NAME } },
  { "email", { "gh_search_fold (a.email)", THEN_BY_NAME } },
  { "role", { "a.role", THEN_BY_NAME } },
  { "status", { STATUS_SQL, THEN_BY_NAME } },
  { "second_factor", { HAS_SQL ("factor"), THEN_BY_NAME } },
  { "last_sign_in", { "coalesce (" SIGNED_IN_SQL ", 0)", THEN_BY_NAME } },
  { NULL },
};

const GhViewKind gh_administrator_views = {
  "administrators AS a", "a.id", gh_administrator_fields, asks, words, columns, "name", COLUMNS_SQL,
};

const char *
gh_administrator_status_get_word (GhAdministratorStatus status)
{
  g_return_val_if_fail (status < GH_N_ADMINISTRATOR_STATUSES, NULL);

  return status_words[status];
}

/* --- the object --- */

static void
gh_administrator_finalize (GObject *object)
{
  gh_administrator_facts_clear (&GH_ADMINISTRATOR (object)->facts);

  G_OBJECT_CLASS (gh_administrator_parent_class)->finalize (object);
}

static void
gh_administrator_class_init (GhAdministratorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_administrator_finalize;
}

static void
gh_administrator_init (GhAdministrator *self)
{
}

GPtrArray *
gh_administrator_view_read (const GhView  *view,
                            GhConnection  *connection,
                            GError       **error)
{
  g_autoptr (GPtrArray) administrators = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GhStatement) select = gh_view_prepare (&gh_administrator_views, view, connection, error);

  if (select == NULL)
    return NULL;

  while (gh_statement_next (select))
    {
      GhAdministrator *self = g_object_new (GH_TYPE_ADMINISTRATOR, NULL);

      g_ptr_array_add (administrators, self);
      self->status = (GhAdministratorStatus) gh_statement_get_int (select, 1);
      self->last_sign_in = gh_statement_get_int (select, 2);
      if (!gh_administrator_facts_read (&self->facts, connection, gh_statement_get_int (select, 0), view->now, error))
        return NULL;
    }

  return gh_statement_finish (select, error) ? g_steal_pointer (&administrators) : NULL;
}

const GhAdministratorFacts *
gh_administrator_get_facts (GhAdministrator *self)
{
  g_return_val_if_fail (GH_IS_ADMINISTRATOR (self), NULL);

  return &self->facts;
}

GhAdministratorStatus
gh_administrator_get_status (GhAdministrator *self)
{
  g_return_val_if_fail (GH_IS_ADMINISTRATOR (self), GH_ADMINISTRATOR_DISABLED);

  return self->status;
}

gint64
gh_administrator_get_last_sign_in (GhAdministrator *self)
{
  g_return_val_if_fail (GH_IS_ADMINISTRATOR (self), 0);

  return self->last_sign_in;
}
