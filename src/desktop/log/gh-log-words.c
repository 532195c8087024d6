/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-words.h"

#include "base/gh-json-reader.h"
#include "base/gh-time.h"
#include "logs/gh-log-values.h"
#include "operate/gh-operate-words.h"
#include "operations/gh-record-kind.h"
#include "session/gh-when.h"
#include "settings/ops/gh-setting-record.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- actions --- */

char *
gh_log_words_dup_label (const char *name)
{
  const GhOperation *operation = gh_operation_find (name);

  return operation != NULL ? gh_operate_words_dup_label (operation) : g_strdup (name);
}

char *
gh_log_words_dup_action (const GhLogEntry *entry)
{
  g_autofree char *label = NULL;

  if (entry->undone == NULL)
    return gh_log_words_dup_label (entry->operation);

  label = gh_log_words_dup_label (entry->undone);

  return g_strdup_printf (_("Undid: %s"), label);
}

char *
gh_log_words_dup_object (const GhLogEntry *entry)
{
  if (*entry->object == '\0' && entry->file != NULL)
    return g_filename_display_basename (entry->file);

  return g_strdup (gh_log_entry_get_object_label (entry));
}

const char *
gh_log_words_get_icon (const GhLogEntry *entry)
{
  return gh_operate_words_find_by_name (entry->operation)->icon_name;
}

/* --- numbers --- */

char *
gh_log_words_dup_changed (const GhLogEntry *entry)
{
  static const char *const changed[] = GH_PLURAL ("%s changed", "%s changed");
  const GhOperation *operation = gh_operation_find (entry->operation);

  return gh_operate_words_dup_count (operation != NULL ? operation->done : changed, entry->changed);
}

char *
gh_log_words_dup_also (const GhLogDetails *details)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *first = details->user_ids->len > 0 ? "user" : NULL;

  for (guint i = 0; i < details->counts->len; i++)
    {
      const GhLogKindCount *kind = &g_array_index (details->counts, GhLogKindCount, i);
      g_autofree char *part = NULL;

      if (first == NULL)
        first = kind->kind;
      if (g_str_equal (kind->kind, first))
        continue;

      part = gh_operate_words_dup_count (gh_record_kind_find (kind->kind)->noun, kind->count);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
gh_log_words_dup_skipped (const GhLogEntry *entry,
                          const GPtrArray  *skips)
{
  g_autofree char *number = gh_operate_words_dup_number (entry->skipped);
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (entry->skipped == 0)
    return NULL;

  for (guint i = 0; i < skips->len; i++)
    {
      const GhLogSkip *skip = g_ptr_array_index (skips, i);
      g_autofree char *n = gh_operate_words_dup_number (skip->count);
      /* Translators: how many were skipped, and why: “14 × Managed by a directory” */
      g_autofree char *reason = g_strdup_printf (_("%s × %s"), n, gh_refusal_get_tooltip (skip->refusal));

      g_string_append_printf (reasons, "%s%s", i > 0 ? ", " : "", reason);
    }
  if (skips->len == 0)
    return g_steal_pointer (&number);
  if (skips->len == 1)
    return g_string_free (g_steal_pointer (&reasons), FALSE);

  /* Translators: how many were skipped, then the reasons */
  return g_strdup_printf (_("%s: %s"), number, reasons->str);
}

char *
gh_log_words_dup_from (const GhLogEntry *entry)
{
  if (entry->host == NULL || entry->login == NULL)
    return g_strdup (entry->way);

  return g_strdup_printf (_("%s, signed in as %s, by %s"), entry->host, entry->login, entry->way);
}

/* --- values --- */

static char *
describe_array (JsonArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", json_node_get_string (name));
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_("(none)"));
}

static char *
describe_text (const char *field,
               const char *text,
               gint64      now)
{
  GhLogValueKind kind = gh_log_value_get_kind (field);
  GhStoredStatus status;
  gint64 seconds;

  if (*text == '\0')
    return g_strdup (_("(none)"));
  if (kind == GH_LOG_VALUE_STATUS && gh_stored_status_parse (text, &status))
    return g_strdup (gh_effective_status_get_label ((GhEffectiveStatus) status));
  if (kind == GH_LOG_VALUE_TIME && gh_time_parse (text, &seconds))
    return gh_when_dup_text (seconds, now);

  return g_strdup (text);
}

static char *
describe_node (const char *field,
               JsonNode   *node,
               gint64      now)
{
  if (g_str_equal (field, "trash"))
    return g_strdup (JSON_NODE_HOLDS_NULL (node) ? _("Not in the Trash") : _("In Trash"));
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup (_("(none)"));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return describe_array (json_node_get_array (node));
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("{…}");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return describe_text (field, json_node_get_string (node), now);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _("Yes") : _("No"));

  return json_to_string (node, FALSE);
}

/* NULL for other records, and for what no operation has written. */
static char *
describe_setting (const GhLogChange *change,
                  JsonNode          *node)
{
  const GhSetting *setting = strcmp (change->kind, GH_SETTING_KIND) == 0 ? gh_setting_find (change->label) : NULL;
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  g_autofree char *text = NULL;
  GhSettingValue value;

  if (setting == NULL || strcmp (change->field, "value") != 0)
    return NULL;

  if (type == G_TYPE_BOOLEAN)
    text = g_strdup (json_node_get_boolean (node) ? "on" : "off");
  else
    text = type == G_TYPE_STRING ? json_node_dup_string (node) : json_to_string (node, FALSE);
  if (gh_setting_read (setting, text, &value) != GH_REFUSAL_NONE || (*text == '\0'))
    return NULL;

  return gh_setting_dup_words (setting, &value);
}

char *
gh_log_words_dup_record (const GhLogChange *change)
{
  const GhSetting *setting = strcmp (change->kind, GH_SETTING_KIND) == 0 ? gh_setting_find (change->label) : NULL;

  if (setting != NULL)
    return g_strdup (_(setting->label));

  return g_strdup (change->label != NULL ? change->label : _("(gone)"));
}

char *
gh_log_words_dup_value (const GhLogChange *change,
                        gboolean           after,
                        gint64             now)
{
  const char *text = after ? change->after : change->before;
  g_autoptr (JsonNode) node = NULL;
  char *words;

  if (change->problem != NULL)
    return g_strdup (after ? change->problem : "");
  if (change->field == NULL && change->before == NULL && change->after == NULL)
    return g_strdup (after ? _("Deleted for good") : "");
  if (change->field == NULL)
    return g_strdup (text == NULL ? _("(none)") : after ? _("Added") : _("There"));

  node = gh_json_parse (text, NULL);
  if (node != NULL && (words = describe_setting (change, node)) != NULL)
    return words;

  return node != NULL ? describe_node (change->field, node, now) : g_strdup (text);
}
