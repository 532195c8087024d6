/* SPDX-License-Identifier: GPL-3.0-or-later */
/* I1: what is set for the organisation, one setting at a time. */
#include "base/gh-json-text.h"
#include "base/gh-time.h"
#include "operations/gh-journal.h"
#include "settings/ops/gh-setting-record.h"
#include "trash/gh-trash-inactive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* The operation's data. */
typedef struct {
  const GhSetting *setting;
  gint64           last_op;
  GhSettingValue   before;
  GhSettingValue   after;
} Change;

/* --- what else happens --- */

static gboolean
note_inactive (GhRun   *run,
               gint64   days,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_trash_list_inactive (run->connection, run->now, days, FALSE, ids, error))
    return FALSE;
  gh_run_also (run, "inactive", ids->len, "%s user has not signed in for that long and goes to the Trash",
               "%s users have not signed in for that long and go to the Trash");

  return TRUE;
}

static gboolean
note_old_entries (GhRun   *run,
                  gint64   days,
                  GError **error)
{
  gint64 n;

  if (!gh_connection_get_number (run->connection, "settings/count-entries-before", &n, error, "i",
                                 run->now_us - days * DAY_US))
    return FALSE;
  gh_run_also (run, "entries", n, "%s entry is older than that and is deleted",
               "%s entries are older than that and are deleted");

  return TRUE;
}

static gboolean
note_trashed (GhRun   *run,
              GError **error)
{
  gint64 n;

  if (!gh_connection_get_number (run->connection, "settings/count-trashed-users", &n, error, ""))
    return FALSE;
  gh_run_also (run, "in-trash", n, "%s user is in the Trash already and keeps the date",
               "%s users are in the Trash already and keep their dates");

  return TRUE;
}

static gboolean
note_consequences (GhRun         *run,
                   const Change  *change,
                   GError       **error)
{
  const char *key = change->setting->key;
  gint64 days = change->after.number;

  if (change->after.is_off)
    return TRUE;
  if (strcmp (key, "inactive_user_expiration") == 0)
    return note_inactive (run, days, error);
  if (strcmp (key, "log_retention_days") == 0)
    return note_old_entries (run, days, error);
  if (strcmp (key, "pending_deletion_days") == 0)
    return note_trashed (run, error);

  return TRUE;
}

/* --- the operation --- */

/* Says who changed the setting since it was read, when, and to what (O8). */
static gboolean
refuse_changed (GhRun         *run,
                const Change  *change,
                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "settings/get-last-change", error, "i",
                                                        change->last_op);
  g_autofree char *value = gh_setting_dup_words (change->setting, &change->before);
  g_autofree char *detail = NULL;

  if (gh_statement_next (select))
    {
      const char *actor = gh_statement_get_text (select, 0);
      g_autofree char *who = g_utf8_make_valid (actor != NULL ? actor : "", -1);
      g_autofree char *when = gh_time_format_local (gh_statement_get_int (select, 1), run->settings.timezone);

      /* Translators: the value of a setting, who set it, and when */
      detail = g_strdup_printf (_("%s, set by %s, %s"), value, who, when);
    }
  gh_run_refuse (run, GH_REFUSAL_CHANGED_SINCE, detail != NULL ? detail : value);

  return gh_statement_finish (select, error);
}

static gboolean
plan_change (GhRun   *run,
             Change  *change,
             GError **error)
{
  gint64 id;

  if (!gh_setting_find_record (run->connection, change->setting->key, &id, &change->last_op, error))
    return FALSE;

  run->result->selected = 1;
  gh_run_about (run, GH_SETTING_KIND, change->setting->key, change->setting->key);
  change->before = gh_setting_get (change->setting, &run->settings);
  if (gh_setting_value_equal (&change->before, &change->after))
    {
      gh_run_skip (run, GH_SETTING_KIND, id, GH_REFUSAL_ALREADY_SO);
      return TRUE;
    }
  if (change->setting->is_owners && run->actor->role != GH_ROLE_OWNER)
    {
      gh_run_refuse (run, GH_REFUSAL_ROLE, NULL);
      return TRUE;
    }
  if (change->last_op > gh_run_get_number (run, "revision", G_MAXINT64))
    return refuse_changed (run, change, error);

  if (gh_setting_weakens (change->setting, &change->before, &change->after))
    gh_run_need_passcode (run);
  gh_run_change (run, id);

  return note_consequences (run, change, error);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Change *change = g_new0 (Change, 1);
  const char *name = gh_run_get_text (run, "name");
  const char *value = gh_run_get_text (run, "value");
  GhRefusal refusal;

  run->data = change;
  run->data_free = g_free;
  change->setting = gh_setting_find (name);
  if (change->setting == NULL)
    {
      gh_run_refuse (run, GH_REFUSAL_UNKNOWN_SETTING, name);
      return TRUE;
    }

  refusal = gh_setting_read (change->setting, value, &change->after);
  if (refusal != GH_REFUSAL_NONE)
    {
      g_autofree char *range = gh_setting_dup_range (change->setting);

      gh_run_about (run, GH_SETTING_KIND, change->setting->key, change->setting->key);
      gh_run_refuse (run, refusal, refusal == GH_REFUSAL_SETTING_RANGE ? range : *value != '\0' ? value : NULL);
      return TRUE;
    }

  return plan_change (run, change, error);
}

/* As in the journal. */
static char *
make_json (const GhSetting      *setting,
           const GhSettingValue *value)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (value->is_off)
    json_object_set_null_member (object, "value");
  else if (setting->kind == GH_SETTING_TEXT)
    json_object_set_string_member (object, "value", value->text);
  else
    json_object_set_int_member (object, "value", value->number);

  return gh_json_object_to_text (object);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const Change *change = run->data;
  gint64 id = g_array_index (run->changes, gint64, 0);
  g_autofree char *before = make_json (change->setting, &change->before);
  g_autofree char *after = make_json (change->setting, &change->after);
  g_autoptr (GhStatement) update = NULL;

  if (!gh_journal_changed (run, GH_SETTING_KIND, id, change->last_op, before, after, error))
    return FALSE;

  update = gh_connection_prepare (run->connection, "settings/set-setting", error);
  if (update == NULL)
    return FALSE;

  gh_statement_bind (update, "ii", id, run->entry);
  if (change->after.is_off)
    gh_statement_bind_null (update, 3);
  else if (change->setting->kind == GH_SETTING_TEXT)
    gh_statement_bind_text (update, 3, change->after.text, -1);
  else
    gh_statement_bind_int (update, 3, change->after.number);

  return gh_statement_run (update, error);
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, TRUE, N_("Setting") },
  { "value", GH_PARAMETER_TEXT, TRUE, N_("Value: text, number, never, on or off") },
  { "revision", GH_PARAMETER_NUMBER, FALSE, N_("Entry that last changed the setting when it was read") },
  { NULL },
};

const GhOperation gh_op_settings_set = {
  .name = "settings.set",
  .label = N_("Change Setting"),
  .done = GH_PLURAL ("%s setting changed", "%s settings changed"),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
