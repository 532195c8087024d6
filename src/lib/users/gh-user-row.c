/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-row.h"

#include "base/gh-time.h"
#include "phones/gh-phone-rules.h"
#include "reports/gh-json.h"
#include "users/gh-user-rules.h"
#include "users/gh-user-status-sql.h"
#include "users/gh-user-status.h"

#define FIRST_GROUP_SQL(status) \
  "(SELECT 'group ' || g.name FROM memberships AS m JOIN groups AS g ON g.id = m.group_id" \
  " WHERE m.user_id = u.id AND g.status = " status " ORDER BY g.name_fold, g.name LIMIT 1)"

/* Which rule decided (S3), in the order of GH_USER_STATUS_SQL. */
#define SOURCE_SQL \
  "CASE WHEN t.user_id IS NOT NULL THEN 'trash'" \
  " WHEN s.status = 2 THEN iif (u.directory_disabled, 'directory', 'user')" \
  " WHEN " GH_USER_LOCKED_SQL " THEN 'lockout'" \
  " WHEN " GH_USER_IN_GROUP_SQL ("2") " THEN " FIRST_GROUP_SQL ("2") \
  " WHEN s.status = 1 AND (s.until IS NULL OR s.until > ?1) THEN 'user'" \
  " WHEN " GH_USER_IN_GROUP_SQL ("1") " THEN " FIRST_GROUP_SQL ("1") \
  " ELSE 'user' END"

/* ?1 now, ?2 user; the columns are those of GhUserColumn. */
#define ROW_SQL \
  "SELECT u.key, u.username, u.realname, u.email, u.notes, u.created, u.last_sync, d.key, u.external_id," \
  " u.directory_disabled, s.status, s.until, n.time, l.reason, t.purge_at, " GH_USER_STATUS_SQL ", " SOURCE_SQL "," \
  " EXISTS (SELECT 1 FROM phone_owners WHERE user_id = u.id)" \
  " OR EXISTS (SELECT 1 FROM token_owners WHERE user_id = u.id)" \
  " FROM users AS u JOIN user_status AS s ON s.user_id = u.id" \
  " LEFT JOIN trash AS t ON t.user_id = u.id" \
  " LEFT JOIN events.logins AS n ON n.user_id = u.id" \
  " LEFT JOIN events.lockouts AS l ON l.user_id = u.id" \
  " LEFT JOIN directories AS d ON d.id = u.directory_id" \
  " WHERE u.id = ?2"

gboolean
gh_user_rows_init (GhUserRows    *self,
                   GhConnection  *connection,
                   gint64         now,
                   GError       **error)
{
  *self = (GhUserRows) {
    .row = gh_connection_prepare_text (connection, ROW_SQL, error),
    .aliases = gh_connection_prepare (connection, "users/list-aliases-of-user", error),
    .phones = gh_connection_prepare (connection, "users/list-phones-of-user", error),
    .tokens = gh_connection_prepare (connection, "users/list-tokens-of-user", error),
    .groups = gh_connection_prepare (connection, "users/list-groups-of-user", error),
  };
  if (self->row == NULL || self->aliases == NULL || self->phones == NULL || self->tokens == NULL ||
      self->groups == NULL)
    return FALSE;

  gh_statement_bind_int (self->row, 1, now);

  return TRUE;
}

void
gh_user_rows_clear (GhUserRows *self)
{
  g_clear_pointer (&self->row, gh_statement_reset);
  g_clear_pointer (&self->aliases, gh_statement_reset);
  g_clear_pointer (&self->phones, gh_statement_reset);
  g_clear_pointer (&self->tokens, gh_statement_reset);
  g_clear_pointer (&self->groups, gh_statement_reset);
}

gboolean
gh_user_rows_read (GhUserRows  *self,
                   gint64       id,
                   GError     **error)
{
  GhStatement *const lists[] = { self->aliases, self->phones, self->tokens, self->groups };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gh_statement_rewind (lists[i]);
      gh_statement_bind_int (lists[i], 1, id);
    }
  gh_statement_rewind (self->row);
  gh_statement_bind_int (self->row, 2, id);

  return gh_statement_step (self->row, error);
}

const char *
gh_user_row_get_stored_word (gint64 status)
{
  return gh_stored_status_get_word ((GhStoredStatus) status);
}

const char *
gh_user_row_get_effective_word (gint64 effective)
{
  return gh_effective_status_get_word ((GhEffectiveStatus) effective);
}

/* --- CSV --- */

static void
append_numbered (GhReportFile *file,
                 GhCsvKind     kind,
                 const char   *name,
                 gint64        number)
{
  char column[32];

  g_snprintf (column, sizeof column, "%s%" G_GINT64_FORMAT, name, number);
  gh_csv_append_cell (file, kind, FALSE, column);
}

void
gh_user_row_append_csv_header (GhReportFile       *file,
                               GhCsvKind           kind,
                               const GhUserWidths *widths)
{
  static const char *const read_only[] = {
    "effective_status", "status_source", "enrolled", "created", "last_login", "last_directory_sync", "user_id",
  };

  gh_csv_append_cell (file, kind, TRUE, "username");
  gh_csv_append_cell (file, kind, FALSE, "realname");
  for (int i = 1; i <= GH_MAX_ALIASES; i++)
    append_numbered (file, kind, "alias", i);
  gh_csv_append_cell (file, kind, FALSE, "email");
  gh_csv_append_cell (file, kind, FALSE, "status");
  gh_csv_append_cell (file, kind, FALSE, "status_until");
  for (gint64 i = 1; i <= widths->phones; i++)
    {
      append_numbered (file, kind, "phone", i);
      append_numbered (file, kind, "platform", i);
    }
  for (gint64 i = 1; i <= widths->tokens; i++)
    {
      append_numbered (file, kind, "token", i);
      append_numbered (file, kind, "type", i);
    }
  for (gint64 i = 1; i <= widths->groups; i++)
    append_numbered (file, kind, "group", i);
  gh_csv_append_cell (file, kind, FALSE, "notes");
  if (kind == GH_CSV_SAFE)
    for (gsize i = 0; i < G_N_ELEMENTS (read_only); i++)
      gh_csv_append_cell (file, kind, FALSE, read_only[i]);
  gh_csv_end_row (file);
}

static void
append_time_cell (GhReportFile *file,
                  GhCsvKind     kind,
                  GhStatement  *row,
                  int           column)
{
  g_autofree char *time = NULL;

  if (!gh_statement_is_null (row, column))
    time = gh_time_format (gh_statement_get_int (row, column));
  gh_csv_append_cell (file, kind, FALSE, time != NULL ? time : "");
}

static void
append_phone_cells (GhReportFile *file,
                    GhCsvKind     kind,
                    GhStatement  *phones)
{
  const char *number = gh_statement_get_text (phones, 1);
  const char *extension = gh_statement_get_text (phones, 2);
  g_autofree char *whole = *extension != '\0' ? g_strconcat (number, " x", extension, NULL) : NULL;

  gh_csv_append_cell (file, kind, FALSE, whole != NULL ? whole : number);
  gh_csv_append_cell (file, kind, FALSE, gh_phone_platform_to_word (gh_statement_get_text (phones, 4),
                                                                    gh_statement_get_text (phones, 5)));
}

static void
append_empty_cells (GhReportFile *file,
                    GhCsvKind     kind,
                    gint64        n)
{
  for (; n > 0; n--)
    gh_csv_append_cell (file, kind, FALSE, "");
}

gboolean
gh_user_row_append_csv (GhUserRows          *rows,
                        GhReportFile        *file,
                        GhCsvKind            kind,
                        const GhUserWidths  *widths,
                        GError             **error)
{
  GhStatement *row = rows->row;
  gint64 next = 1;
  gint64 n = 0;

  gh_csv_append_cell (file, kind, TRUE, gh_statement_get_text (row, GH_USER_COLUMN_USERNAME));
  gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (row, GH_USER_COLUMN_REALNAME));

  for (; gh_statement_step (rows->aliases, error); next++)
    {
      gint64 slot = gh_statement_get_int (rows->aliases, 0);

      append_empty_cells (file, kind, slot - next);
      next = slot;
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (rows->aliases, 1));
    }
  append_empty_cells (file, kind, GH_MAX_ALIASES + 1 - next);

  gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (row, GH_USER_COLUMN_EMAIL));
  gh_csv_append_cell (file, kind, FALSE,
                      gh_user_row_get_stored_word (gh_statement_get_int (row, GH_USER_COLUMN_STATUS)));
  append_time_cell (file, kind, row, GH_USER_COLUMN_UNTIL);

  /* A phone without a number cannot be told from another one in a file. */
  while (gh_statement_step (rows->phones, error))
    if (*gh_statement_get_text (rows->phones, 1) != '\0')
      {
        append_phone_cells (file, kind, rows->phones);
        n++;
      }
  append_empty_cells (file, kind, 2 * (widths->phones - n));

  for (n = 0; gh_statement_step (rows->tokens, error); n++)
    {
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (rows->tokens, 2));
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (rows->tokens, 1));
    }
  append_empty_cells (file, kind, 2 * (widths->tokens - n));

  for (n = 0; gh_statement_step (rows->groups, error); n++)
    gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (rows->groups, 1));
  append_empty_cells (file, kind, widths->groups - n);

  gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (row, GH_USER_COLUMN_NOTES));

  if (kind == GH_CSV_SAFE)
    {
      gint64 effective = gh_statement_get_int (row, GH_USER_COLUMN_EFFECTIVE);

      gh_csv_append_cell (file, kind, FALSE, gh_user_row_get_effective_word (effective));
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (row, GH_USER_COLUMN_SOURCE));
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_int (row, GH_USER_COLUMN_ENROLLED) ? "true" : "false");
      append_time_cell (file, kind, row, GH_USER_COLUMN_CREATED);
      append_time_cell (file, kind, row, GH_USER_COLUMN_LAST_LOGIN);
      append_time_cell (file, kind, row, GH_USER_COLUMN_LAST_SYNC);
      gh_csv_append_cell (file, kind, FALSE, gh_statement_get_text (row, GH_USER_COLUMN_KEY));
    }
  gh_csv_end_row (file);

  return *error == NULL;
}

/* --- JSON --- */

static void
append_key (GhReportFile *file,
            const char   *key)
{
  gh_json_append_literal (file, ",\"");
  gh_json_append_literal (file, key);
  gh_json_append_literal (file, "\":");
}

static void
append_text (GhReportFile *file,
             const char   *key,
             const char   *text)
{
  append_key (file, key);
  gh_json_append_text (file, text);
}

static void
append_time (GhReportFile *file,
             const char   *key,
             gint64        seconds)
{
  append_key (file, key);
  gh_json_append_time (file, seconds);
}

/* The map of those that are there, then the first four again by themselves, as the API has them. */
static void
append_aliases (GhUserRows    *rows,
                GhReportFile  *file,
                GError       **error)
{
  char *first[4] = { NULL };

  append_key (file, "aliases");
  for (gboolean is_first = TRUE; gh_statement_step (rows->aliases, error); is_first = FALSE)
    {
      gint64 slot = gh_statement_get_int (rows->aliases, 0);
      const char *alias = gh_statement_get_text (rows->aliases, 1);

      gh_json_append_literal (file, is_first ? "{\"alias" : ",\"alias");
      gh_json_append_number (file, slot);
      gh_json_append_literal (file, "\":");
      gh_json_append_text (file, alias);
      if (slot <= 4)
        first[slot - 1] = g_strdup (alias);
    }
  gh_statement_rewind (rows->aliases);
  gh_json_append_literal (file, gh_statement_step (rows->aliases, error) ? "}" : "{}");

  for (int i = 0; i < 4; i++)
    {
      const char key[] = { 'a', 'l', 'i', 'a', 's', (char) ('1' + i), '\0' };

      append_text (file, key, first[i]);
      g_free (first[i]);
    }
}

static void
append_groups (GhUserRows    *rows,
               GhReportFile  *file,
               GError       **error)
{
  static const char *const labels[] = { "Active", "Bypass", "Disabled" };

  append_key (file, "groups");
  gh_json_append_literal (file, "[");
  for (gboolean is_first = TRUE; gh_statement_step (rows->groups, error); is_first = FALSE)
    {
      gh_json_append_literal (file, is_first ? "{\"group_id\":" : ",{\"group_id\":");
      gh_json_append_text (file, gh_statement_get_text (rows->groups, 0));
      append_text (file, "name", gh_statement_get_text (rows->groups, 1));
      append_text (file, "desc", gh_statement_get_text (rows->groups, 2));
      append_text (file, "status", labels[gh_statement_get_int (rows->groups, 3)]);
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

static void
append_phones (GhUserRows    *rows,
               GhReportFile  *file,
               GError       **error)
{
  append_key (file, "phones");
  gh_json_append_literal (file, "[");
  for (gboolean is_first = TRUE; gh_statement_step (rows->phones, error); is_first = FALSE)
    {
      gh_json_append_literal (file, is_first ? "{\"phone_id\":" : ",{\"phone_id\":");
      gh_json_append_text (file, gh_statement_get_text (rows->phones, 0));
      append_text (file, "number", gh_statement_get_text (rows->phones, 1));
      append_text (file, "extension", gh_statement_get_text (rows->phones, 2));
      append_text (file, "name", gh_statement_get_text (rows->phones, 3));
      append_text (file, "type", gh_phone_get_type_label (gh_statement_get_text (rows->phones, 4)));
      append_text (file, "platform", gh_phone_get_platform_label (gh_statement_get_text (rows->phones, 5)));
      append_key (file, "activated");
      gh_json_append_boolean (file, !gh_statement_is_null (rows->phones, 6));
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

static void
append_tokens (GhUserRows    *rows,
               GhReportFile  *file,
               GError       **error)
{
  append_key (file, "tokens");
  gh_json_append_literal (file, "[");
  for (gboolean is_first = TRUE; gh_statement_step (rows->tokens, error); is_first = FALSE)
    {
      gh_json_append_literal (file, is_first ? "{\"token_id\":" : ",{\"token_id\":");
      gh_json_append_text (file, gh_statement_get_text (rows->tokens, 0));
      append_text (file, "type", gh_statement_get_text (rows->tokens, 1));
      append_text (file, "serial", gh_statement_get_text (rows->tokens, 2));
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

gboolean
gh_user_row_append_json (GhUserRows    *rows,
                         GhReportFile  *file,
                         GError       **error)
{
  GhStatement *row = rows->row;
  gint64 effective = gh_statement_get_int (row, GH_USER_COLUMN_EFFECTIVE);
  gint64 stored = gh_statement_get_int (row, GH_USER_COLUMN_STATUS);
  gboolean is_locked = effective == 3;

  gh_json_append_literal (file, "{\"user_id\":");
  gh_json_append_text (file, gh_statement_get_text (row, GH_USER_COLUMN_KEY));
  append_text (file, "username", gh_statement_get_text (row, GH_USER_COLUMN_USERNAME));
  append_aliases (rows, file, error);
  append_text (file, "realname", gh_statement_get_text (row, GH_USER_COLUMN_REALNAME));
  gh_json_append_literal (file, ",\"firstname\":\"\",\"lastname\":\"\"");
  append_text (file, "email", gh_statement_get_text (row, GH_USER_COLUMN_EMAIL));
  append_text (file, "status", effective >= 3 ? gh_user_row_get_effective_word (effective)
                                              : gh_user_row_get_stored_word (stored));
  append_text (file, "lockout_reason",
               is_locked ? gh_statement_get_text (row, GH_USER_COLUMN_LOCKOUT_REASON) : NULL);
  append_text (file, "notes", gh_statement_get_text (row, GH_USER_COLUMN_NOTES));
  append_groups (rows, file, error);
  append_phones (rows, file, error);
  append_tokens (rows, file, error);
  gh_json_append_literal (file, ",\"u2ftokens\":[],\"webauthncredentials\":[],\"desktoptokens\":[],"
                                "\"desktop_authenticators\":[]");
  append_key (file, "is_enrolled");
  gh_json_append_boolean (file, gh_statement_get_int (row, GH_USER_COLUMN_ENROLLED) != 0);
  append_time (file, "created", gh_statement_get_int (row, GH_USER_COLUMN_CREATED));
  append_time (file, "last_login", gh_statement_get_int (row, GH_USER_COLUMN_LAST_LOGIN));
  append_time (file, "last_directory_sync", gh_statement_get_int (row, GH_USER_COLUMN_LAST_SYNC));
  append_text (file, "directory_key", gh_statement_get_text (row, GH_USER_COLUMN_DIRECTORY_KEY));
  if (!gh_statement_is_null (row, GH_USER_COLUMN_EXTERNAL_ID))
    append_text (file, "external_id", gh_statement_get_text (row, GH_USER_COLUMN_EXTERNAL_ID));
  gh_json_append_literal (file, ",\"enable_auto_prompt\":true,\"custom_attributes\":{}");
  append_text (file, "effective_status", gh_user_row_get_effective_word (effective));
  append_text (file, "status_source", gh_statement_get_text (row, GH_USER_COLUMN_SOURCE));
  append_time (file, "status_until", gh_statement_get_int (row, GH_USER_COLUMN_UNTIL));
  append_key (file, "directory_disabled");
  gh_json_append_boolean (file, gh_statement_get_int (row, GH_USER_COLUMN_DIRECTORY_DISABLED) != 0);
  append_time (file, "purge_at", gh_statement_get_int (row, GH_USER_COLUMN_PURGE_AT));
  gh_json_append_literal (file, "}");

  return *error == NULL;
}
