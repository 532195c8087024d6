/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users as a view: the fields of Q4 and the columns of R4 over the tables of FROM_SQL. */
#include "users/gh-user-query.h"

#include "operations/gh-era.h"
#include "users/gh-user-status-sql.h"
#include "users/gh-user-status.h"

/* Every user has a status; with a LEFT JOIN it is not even read if nothing uses it. */
#define FROM_SQL \
  "users AS u LEFT JOIN user_status AS s ON s.user_id = u.id" \
  " LEFT JOIN trash AS t ON t.user_id = u.id" \
  " LEFT JOIN events.logins AS n ON n.user_id = u.id" \
  " LEFT JOIN events.lockouts AS l ON l.user_id = u.id" \
  " LEFT JOIN directories AS d ON d.id = u.directory_id"

#define ENROLLED_SQL \
  "(EXISTS (SELECT 1 FROM phone_owners WHERE user_id = u.id) OR" \
  " EXISTS (SELECT 1 FROM token_owners WHERE user_id = u.id))"

#define COUNT_SQL(table, what) "(SELECT " what " FROM " table " WHERE user_id = u.id)"

/* --- fields --- */

/* All who can have it are found without checking each user: a status other than Active is rare. */
#define STATUS_SQL(status, candidates) "((" GH_USER_STATUS_SQL ") = " status " AND u.id IN (" candidates "))"

#define OWN_OR_IN_GROUP_SQL(status) \
  "SELECT user_id FROM user_status WHERE status = " status " AND status <> 0" \
  " UNION ALL SELECT m.user_id FROM groups AS g CROSS JOIN memberships AS m ON m.group_id = g.id" \
  " WHERE g.status = " status

static const char *const statuses[] = {
  [GH_EFFECTIVE_ACTIVE] = "((" GH_USER_STATUS_SQL ") = 0)",
  [GH_EFFECTIVE_BYPASS] = STATUS_SQL ("1", OWN_OR_IN_GROUP_SQL ("1")),
  [GH_EFFECTIVE_DISABLED] = STATUS_SQL ("2", OWN_OR_IN_GROUP_SQL ("2")),
  [GH_EFFECTIVE_LOCKED_OUT] = STATUS_SQL ("3", "SELECT user_id FROM events.lockouts"),
  [GH_EFFECTIVE_PENDING_DELETION] = STATUS_SQL ("4", "SELECT user_id FROM trash"),
};

static const char *const is[] = {
  [GH_USER_IS_ENROLLED] = ENROLLED_SQL,
  [GH_USER_IS_PENDING] = "(EXISTS (SELECT 1 FROM enrolments WHERE user_id = u.id AND era = " GH_ERA_NOW_SQL ")"
                         " AND NOT " ENROLLED_SQL ")",
  [GH_USER_IS_INACTIVE] = "coalesce (n.time, 0) <= ?1 - " G_STRINGIFY (GH_USER_INACTIVE_DAYS) " * 24 * 60 * 60",
  [GH_USER_IS_NOEND] = "(s.status = 1 AND s.until IS NULL)",
  [GH_USER_IS_MANAGED] = "u.directory_id IS NOT NULL",
};

static const GhViewField asks[] = {
  /* Every user has one, but one made only of marks folds to nothing. */
  [GH_USER_FIELD_USERNAME] = { "u.username_fold", .any = "1" },
  [GH_USER_FIELD_ALIAS] = { "alias_fold", "EXISTS (SELECT 1 FROM user_aliases WHERE user_id = u.id AND %s)" },
  [GH_USER_FIELD_NAME] = { "u.realname_fold" },
  [GH_USER_FIELD_EMAIL] = { "u.email_fold" },
  [GH_USER_FIELD_NOTES] = { "gh_search_fold (u.notes)" },
  [GH_USER_FIELD_PHONE] = { "replace (p.number, '+', '')",
                            "EXISTS (SELECT 1 FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id"
                            " WHERE o.user_id = u.id AND p.number <> '' AND %s)", .is_digits = TRUE },
  [GH_USER_FIELD_TOKEN] = { "k.serial_fold", "EXISTS (SELECT 1 FROM token_owners AS o JOIN tokens AS k"
                                             " ON k.id = o.token_id WHERE o.user_id = u.id AND %s)" },
  /* IS, not an equals sign, which SQLite would turn into a slower list. */
  [GH_USER_FIELD_GROUP] = { "name_key", "EXISTS (SELECT 1 FROM memberships AS m WHERE m.user_id = u.id AND %s)",
                            .each = "m.group_id IS (SELECT id FROM groups WHERE %s)",
                            .any = "EXISTS (SELECT 1 FROM memberships WHERE user_id = u.id)" },
  [GH_USER_FIELD_DIRECTORY] = { "name_key", "u.directory_id IN (SELECT id FROM directories WHERE %s)",
                                .any = "u.directory_id IS NOT NULL" },
  [GH_USER_FIELD_STATUS] = { .words = statuses },
  [GH_USER_FIELD_OWN] = { "s.status" },
  [GH_USER_FIELD_IS] = { .words = is },
  [GH_USER_FIELD_PHONES] = { "count (*)", COUNT_SQL ("phone_owners", "%s") },
  [GH_USER_FIELD_TOKENS] = { "count (*)", COUNT_SQL ("token_owners", "%s") },
  [GH_USER_FIELD_ALIASES] = { "count (*)", COUNT_SQL ("user_aliases", "%s") },
  [GH_USER_FIELD_GROUPS] = { "count (*)", COUNT_SQL ("memberships", "%s") },
  [GH_USER_FIELD_LOGIN] = { "n.time" },
  [GH_USER_FIELD_CREATED] = { "u.created" },
  [GH_USER_FIELD_SYNCED] = { "u.last_sync" },
  [GH_USER_FIELD_UNTIL] = { "s.until", "(s.status = 1 AND s.until > ?1 AND %s)" },
  [GH_USER_FIELD_PURGE] = { "t.purge_at" },
  /* Its words start at GH_TRASH_BY_HAND. */
  [GH_USER_FIELD_ORIGIN] = { "t.origin - 1" },
};

static const GhViewField *const words[] = {
  &asks[GH_USER_FIELD_USERNAME], &asks[GH_USER_FIELD_NAME],  &asks[GH_USER_FIELD_EMAIL],
  &asks[GH_USER_FIELD_ALIAS],    &asks[GH_USER_FIELD_TOKEN], &asks[GH_USER_FIELD_PHONE], NULL,
};

/* --- order --- */

#define ALIAS(column, which) \
  "coalesce ((SELECT " column " FROM user_aliases WHERE user_id = u.id " which "), '')"
#define FIRST_ALIAS { ALIAS ("alias_fold", "ORDER BY slot LIMIT 1"), ALIAS ("alias", "ORDER BY slot LIMIT 1") }
#define ALIAS_IN(slot) { ALIAS ("alias_fold", "AND slot = " slot), ALIAS ("alias", "AND slot = " slot) }
#define FIRST_GROUP(column) \
  "coalesce ((SELECT g." column " FROM memberships AS m JOIN groups AS g ON g.id = m.group_id" \
  " WHERE m.user_id = u.id ORDER BY g.name_fold, g.name LIMIT 1), '')"
#define FIRST_PHONE(column) \
  "coalesce ((SELECT p." column " FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id" \
  " WHERE o.user_id = u.id ORDER BY p.number, p.extension LIMIT 1), '')"
#define FIRST_TOKEN(column) \
  "coalesce ((SELECT k." column " FROM token_owners AS o JOIN tokens AS k ON k.id = o.token_id" \
  " WHERE o.user_id = u.id ORDER BY k.serial, k.type LIMIT 1), '')"

static const GhViewColumn columns[] = {
  { "username", { "u.username_fold", "u.username" } },
  { "realname", { "u.realname_fold", "u.realname" } },
  { "name", { "u.realname_fold", "u.realname" } },
  { "email", { "u.email_fold", "u.email" } },
  { "alias", FIRST_ALIAS },
  { "alias1", ALIAS_IN ("1") },
  { "alias2", ALIAS_IN ("2") },
  { "alias3", ALIAS_IN ("3") },
  { "alias4", ALIAS_IN ("4") },
  { "alias5", ALIAS_IN ("5") },
  { "alias6", ALIAS_IN ("6") },
  { "alias7", ALIAS_IN ("7") },
  { "alias8", ALIAS_IN ("8") },
  { "notes", { "gh_search_fold (u.notes)", "u.notes" } },
  { "phone", { FIRST_PHONE ("number"), FIRST_PHONE ("extension") } },
  { "phone1", { FIRST_PHONE ("number"), FIRST_PHONE ("extension") } },
  { "platform1", { FIRST_PHONE ("platform") } },
  { "token", { FIRST_TOKEN ("serial_fold"), FIRST_TOKEN ("serial") } },
  { "token1", { FIRST_TOKEN ("serial_fold"), FIRST_TOKEN ("serial") } },
  { "type1", { FIRST_TOKEN ("type") } },
  { "group", { FIRST_GROUP ("name_fold"), FIRST_GROUP ("name") } },
  { "group1", { FIRST_GROUP ("name_fold"), FIRST_GROUP ("name") } },
  { "directory", { "coalesce (gh_search_fold (d.name), '')", "coalesce (d.name, '')" } },
  { "status", { GH_USER_STATUS_SQL } },
  { "effective_status", { GH_USER_STATUS_SQL } },
  { "own", { "s.status" } },
  { "status_until", { "coalesce (s.until, -1)" } },
  { "until", { "coalesce (s.until, -1)" } },
  { "phones", { COUNT_SQL ("phone_owners", "count (*)") } },
  { "tokens", { COUNT_SQL ("token_owners", "count (*)") } },
  { "aliases", { COUNT_SQL ("user_aliases", "count (*)") } },
  { "groups", { COUNT_SQL ("memberships", "count (*)") } },
  { "enrolled", { ENROLLED_SQL } },
  { "created", { "u.created" } },
  { "login", { "coalesce (n.time, -1)" } },
  { "last_login", { "coalesce (n.time, -1)" } },
  { "synced", { "coalesce (u.last_sync, -1)" } },
  { "last_directory_sync", { "coalesce (u.last_sync, -1)" } },
  { "purge", { "coalesce (t.purge_at, -1)" } },
  { "sent", { "coalesce (t.sent, -1)" } },
  { "origin", { "coalesce (t.origin, 0)" } },
  { "sent_by", { "gh_search_fold (coalesce (t.sent_by, ''))", "coalesce (t.sent_by, '')" } },
  { "user_id", { "u.key" } },
  { NULL },
};

/* --- selection and scope --- */

static gboolean
fill_selection (const GhView  *view,
                GhConnection  *connection,
                GError       **error)
{
  g_autoptr (GhStatement) insert = NULL;

  if (!gh_connection_execute (connection, "CREATE TABLE IF NOT EXISTS temp.selection (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.selection", error))
    return FALSE;

  insert = gh_connection_prepare (connection, "users/add-to-selection", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < view->ids->len; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (view->ids, gint64, i));
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
narrow (GhViewQuery   *query,
        const GhView  *view,
        GhConnection  *connection,
        GError       **error)
{
  if (view->ids != NULL && !fill_selection (view, connection, error))
    return FALSE;

  if (view->ids != NULL)
    gh_view_query_narrow (query, "u.id IN (SELECT id FROM temp.selection)");
  else if (view->scope == GH_USER_SCOPE_TRASH)
    gh_view_query_narrow (query, "t.user_id IS NOT NULL");
  else if (view->scope == GH_USER_SCOPE_USERS &&
           !gh_view_query_asks_for (query, GH_USER_FIELD_STATUS, GH_EFFECTIVE_PENDING_DELETION))
    gh_view_query_narrow (query, "t.user_id IS NULL");

  return TRUE;
}

const GhViewKind gh_user_views = {
  FROM_SQL, "u.id", gh_user_fields, asks, words, columns, "username", .narrow = narrow,
};
