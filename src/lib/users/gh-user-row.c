/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-row.h"

#include "base/gh-time.h"
#include "phones/gh-phone-rules.h"
#include "reports/gh-json.h"

gboolean
gh_user_row_is_enrolled (const GhUserRow *self)
{
  return self->n_phones > 0 || self->n_tokens > 0;
}

/* --- CSV --- */

/* A file cannot tell phones without a number apart. */
static gboolean
is_in_csv (const GhRowPhone *phone)
{
  return *phone->number != '\0';
}

void
gh_user_row_widen (const GhUserRow *self,
                   GhUserWidths    *widths)
{
  gint64 n_numbers = 0;

  for (guint i = 0; i < self->n_phones; i++)
    n_numbers += is_in_csv (&self->phones[i]) ? 1 : 0;

  widths->phones = MAX (widths->phones, n_numbers);
  widths->tokens = MAX (widths->tokens, self->n_tokens);
  widths->groups = MAX (widths->groups, self->n_groups);
}

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
  if (widths->has_identity)
    {
      gh_csv_append_cell (file, kind, FALSE, "firstname");
      gh_csv_append_cell (file, kind, FALSE, "lastname");
    }
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
                  gint64        seconds)
{
  char time[GH_TIME_BYTES] = "";

  if (seconds != 0)
    gh_time_write (seconds, time);
  gh_csv_append_cell (file, kind, FALSE, time);
}

static void
append_phone_cells (GhReportFile     *file,
                    GhCsvKind         kind,
                    const GhRowPhone *phone)
{
  g_autofree char *whole = *phone->extension != '\0' ? g_strconcat (phone->number, " x", phone->extension, NULL) : NULL;

  gh_csv_append_cell (file, kind, FALSE, whole != NULL ? whole : phone->number);
  gh_csv_append_cell (file, kind, FALSE, gh_phone_platform_to_word (phone->type, phone->platform));
}

static void
append_empty_cells (GhReportFile *file,
                    GhCsvKind     kind,
                    gint64        n)
{
  for (; n > 0; n--)
    gh_csv_append_cell (file, kind, FALSE, "");
}

void
gh_user_row_append_csv (const GhUserRow    *self,
                        GhReportFile       *file,
                        GhCsvKind           kind,
                        const GhUserWidths *widths)
{
  gint64 n_numbers = 0;

  gh_csv_append_cell (file, kind, TRUE, self->username);
  gh_csv_append_cell (file, kind, FALSE, self->realname);
  if (widths->has_identity)
    {
      gh_csv_append_cell (file, kind, FALSE, self->firstname);
      gh_csv_append_cell (file, kind, FALSE, self->lastname);
    }
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    gh_csv_append_cell (file, kind, FALSE, self->aliases[i] != NULL ? self->aliases[i] : "");
  gh_csv_append_cell (file, kind, FALSE, self->email);
  gh_csv_append_cell (file, kind, FALSE, gh_stored_status_get_word (self->facts.status));
  append_time_cell (file, kind, self->facts.until);

  for (guint i = 0; i < self->n_phones; i++)
    if (is_in_csv (&self->phones[i]))
      {
        append_phone_cells (file, kind, &self->phones[i]);
        n_numbers++;
      }
  append_empty_cells (file, kind, 2 * (widths->phones - n_numbers));

  for (guint i = 0; i < self->n_tokens; i++)
    {
      gh_csv_append_cell (file, kind, FALSE, self->tokens[i].serial);
      gh_csv_append_cell (file, kind, FALSE, self->tokens[i].type);
    }
  append_empty_cells (file, kind, 2 * (widths->tokens - self->n_tokens));

  for (guint i = 0; i < self->n_groups; i++)
    gh_csv_append_cell (file, kind, FALSE, self->groups[i]->name);
  append_empty_cells (file, kind, widths->groups - self->n_groups);

  gh_csv_append_cell (file, kind, FALSE, self->notes);

  if (kind == GH_CSV_SAFE)
    {
      gh_csv_append_cell (file, kind, FALSE, gh_effective_status_get_word (self->status));
      gh_csv_append_cell (file, kind, FALSE, self->source);
      gh_csv_append_cell (file, kind, FALSE, gh_user_row_is_enrolled (self) ? "true" : "false");
      append_time_cell (file, kind, self->created);
      append_time_cell (file, kind, self->last_login);
      append_time_cell (file, kind, self->last_sync);
      gh_csv_append_cell (file, kind, FALSE, self->key);
    }
  gh_csv_end_row (file);
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

/* A map of the aliases, then the first four again on their own, as in the API. */
static void
append_aliases (const GhUserRow *self,
                GhReportFile    *file)
{
  gboolean is_first = TRUE;

  append_key (file, "aliases");
  gh_json_append_literal (file, "{");
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (self->aliases[i] != NULL)
      {
        gh_json_append_literal (file, is_first ? "\"alias" : ",\"alias");
        gh_json_append_number (file, i + 1);
        gh_json_append_literal (file, "\":");
        gh_json_append_text (file, self->aliases[i]);
        is_first = FALSE;
      }
  gh_json_append_literal (file, "}");

  for (guint i = 0; i < 4; i++)
    {
      const char key[] = { 'a', 'l', 'i', 'a', 's', (char) ('1' + i), '\0' };

      append_text (file, key, self->aliases[i]);
    }
}

static void
append_groups (const GhUserRow *self,
               GhReportFile    *file)
{
  static const char *const labels[] = { "Active", "Bypass", "Disabled" };

  append_key (file, "groups");
  gh_json_append_literal (file, "[");
  for (guint i = 0; i < self->n_groups; i++)
    {
      const GhRowGroup *group = self->groups[i];

      gh_json_append_literal (file, i == 0 ? "{\"group_id\":" : ",{\"group_id\":");
      gh_json_append_text (file, group->key);
      append_text (file, "name", group->name);
      append_text (file, "desc", group->description);
      append_text (file, "status", labels[group->status]);
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

static void
append_phones (const GhUserRow *self,
               GhReportFile    *file)
{
  append_key (file, "phones");
  gh_json_append_literal (file, "[");
  for (guint i = 0; i < self->n_phones; i++)
    {
      const GhRowPhone *phone = &self->phones[i];

      gh_json_append_literal (file, i == 0 ? "{\"phone_id\":" : ",{\"phone_id\":");
      gh_json_append_text (file, phone->key);
      append_text (file, "number", phone->number);
      append_text (file, "extension", phone->extension);
      append_text (file, "name", phone->name);
      append_text (file, "type", gh_phone_get_type_label (phone->type));
      append_text (file, "platform", gh_phone_get_platform_label (phone->platform));
      append_key (file, "activated");
      gh_json_append_boolean (file, phone->is_activated);
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

static void
append_tokens (const GhUserRow *self,
               GhReportFile    *file)
{
  append_key (file, "tokens");
  gh_json_append_literal (file, "[");
  for (guint i = 0; i < self->n_tokens; i++)
    {
      const GhRowToken *token = &self->tokens[i];

      gh_json_append_literal (file, i == 0 ? "{\"token_id\":" : ",{\"token_id\":");
      gh_json_append_text (file, token->key);
      append_text (file, "type", token->type);
      append_text (file, "serial", token->serial);
      gh_json_append_literal (file, "}");
    }
  gh_json_append_literal (file, "]");
}

void
gh_user_row_append_json (const GhUserRow *self,
                         GhReportFile    *file)
{
  gboolean is_locked = self->status == GH_EFFECTIVE_LOCKED_OUT;
  gboolean is_trashed = self->status == GH_EFFECTIVE_PENDING_DELETION;

  gh_json_append_literal (file, "{\"user_id\":");
  gh_json_append_text (file, self->key);
  append_text (file, "username", self->username);
  append_aliases (self, file);
  append_text (file, "realname", self->realname);
  append_text (file, "firstname", self->firstname);
  append_text (file, "lastname", self->lastname);
  append_text (file, "email", self->email);
  append_text (file, "status", is_locked || is_trashed ? gh_effective_status_get_word (self->status)
                                                       : gh_stored_status_get_word (self->facts.status));
  append_text (file, "lockout_reason", is_locked ? self->lockout_reason : NULL);
  append_text (file, "notes", self->notes);
  append_groups (self, file);
  append_phones (self, file);
  append_tokens (self, file);
  gh_json_append_literal (file, ",\"u2ftokens\":[],\"webauthncredentials\":[],\"desktoptokens\":[],"
                                "\"desktop_authenticators\":[]");
  append_key (file, "is_enrolled");
  gh_json_append_boolean (file, gh_user_row_is_enrolled (self));
  append_time (file, "created", self->created);
  append_time (file, "last_login", self->last_login);
  append_time (file, "last_directory_sync", self->last_sync);
  append_text (file, "directory_key", self->directory_key);
  if (self->external_id != NULL)
    append_text (file, "external_id", self->external_id);
  gh_json_append_literal (file, ",\"enable_auto_prompt\":true,\"custom_attributes\":{}");
  append_text (file, "effective_status", gh_effective_status_get_word (self->status));
  append_text (file, "status_source", self->source);
  append_time (file, "status_until", self->facts.until);
  append_key (file, "directory_disabled");
  gh_json_append_boolean (file, self->facts.directory_disabled);
  append_time (file, "purge_at", self->facts.purge_at);
  gh_json_append_literal (file, "}");
}
