/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Q7: by search fold bytewise, then exact bytes, then id; numbers and times by value, never before all times. */
#include "users/gh-user-sort.h"

#include "users/gh-user-status-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_ALIAS(column) \
  "coalesce ((SELECT " column " FROM user_aliases WHERE user_id = u.id ORDER BY slot LIMIT 1), '')"
#define FIRST_GROUP(column) \
  "coalesce ((SELECT g." column " FROM memberships AS m JOIN groups AS g ON g.id = m.group_id" \
  " WHERE m.user_id = u.id ORDER BY g.name_fold, g.name LIMIT 1), '')"
#define FIRST_PHONE(column) \
  "coalesce ((SELECT p." column " FROM phone_owners AS o JOIN phones AS p ON p.id = o.phone_id" \
  " WHERE o.user_id = u.id ORDER BY p.number, p.extension LIMIT 1), '')"
#define FIRST_TOKEN(column) \
  "coalesce ((SELECT k." column " FROM token_owners AS o JOIN tokens AS k ON k.id = o.token_id" \
  " WHERE o.user_id = u.id ORDER BY k.serial, k.type LIMIT 1), '')"
#define COUNT(table) "(SELECT count (*) FROM " table " WHERE user_id = u.id)"

/* A column's keys, the most significant first; the row id is added to each. */
static const struct {
  const char *name;
  const char *keys[3];
} columns[] = {
  { "username", { "u.username_fold", "u.username" } },
  { "realname", { "u.realname_fold", "u.realname" } },
  { "name", { "u.realname_fold", "u.realname" } },
  { "email", { "u.email_fold", "u.email" } },
  { "alias", { FIRST_ALIAS ("alias_fold"), FIRST_ALIAS ("alias") } },
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
  { "phones", { COUNT ("phone_owners") } },
  { "tokens", { COUNT ("token_owners") } },
  { "aliases", { COUNT ("user_aliases") } },
  { "groups", { COUNT ("memberships") } },
  { "enrolled", { "EXISTS (SELECT 1 FROM phone_owners WHERE user_id = u.id) OR"
                  " EXISTS (SELECT 1 FROM token_owners WHERE user_id = u.id)" } },
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
};

/* alias1 to alias8, which need no row each. */
static char *
make_alias_key (const char *name,
                const char *column)
{
  if (!g_str_has_prefix (name, "alias") || name[5] < '1' || name[5] > '8' || name[6] != '\0')
    return NULL;

  return g_strdup_printf ("coalesce ((SELECT %s FROM user_aliases WHERE user_id = u.id AND slot = %c), '')",
                          column, name[5]);
}

static void
append_key (GString    *sql,
            const char *key,
            gboolean    is_descending)
{
  g_string_append_printf (sql, "%s%s%s", sql->len > 0 ? ", " : "", key, is_descending ? " DESC" : "");
}

char *
gh_user_sort_to_sql (const char  *sort,
                     GError     **error)
{
  gboolean is_descending = sort != NULL && g_str_has_suffix (sort, ":desc");
  g_autofree char *name = NULL;
  g_autofree char *alias_fold = NULL;
  g_autofree char *alias = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);

  if (sort == NULL)
    name = g_strdup ("username");
  else
    name = g_strndup (sort, strlen (sort) - (is_descending ? strlen (":desc") : 0));

  alias_fold = make_alias_key (name, "alias_fold");
  alias = make_alias_key (name, "alias");
  if (alias != NULL)
    {
      append_key (sql, alias_fold, is_descending);
      append_key (sql, alias, is_descending);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].name, name) == 0)
      for (gsize j = 0; j < G_N_ELEMENTS (columns[i].keys) && columns[i].keys[j] != NULL; j++)
        append_key (sql, columns[i].keys[j], is_descending);

  if (sql->len == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("There is no column “%s” to sort by."), name);
      return NULL;
    }
  append_key (sql, "u.id", is_descending);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
