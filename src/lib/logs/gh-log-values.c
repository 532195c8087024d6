/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-values.h"

#include "base/gh-json-reader.h"
#include "base/gh-time.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-result.h"
#include "settings/ops/gh-setting-record.h"
#include "users/gh-user-fields.h"
#include "users/gh-user-status.h"

#include <string.h>

/* For all kinds of record: a name means the same in each. */
static const struct {
  const char     *name;
  GhLogValueKind  kind;
  const char     *record_kind; /* for GH_LOG_VALUE_RECORDS */
} fields[] = {
  { "status", GH_LOG_VALUE_STATUS },
  { "status_before", GH_LOG_VALUE_STATUS },
  { "origin", GH_LOG_VALUE_ORIGIN },
  { "created", GH_LOG_VALUE_TIME },
  { "made", GH_LOG_VALUE_TIME },
  { "last_sync", GH_LOG_VALUE_TIME },
  { "until", GH_LOG_VALUE_TIME },
  { "until_before", GH_LOG_VALUE_TIME },
  { "unlocked", GH_LOG_VALUE_LOCKOUT },
  { "unlocked_there", GH_LOG_VALUE_LOCKOUT },
  { "restored", GH_LOG_VALUE_TIME },
  { "sent", GH_LOG_VALUE_TIME },
  { "purge_at", GH_LOG_VALUE_TIME },
  { "activated", GH_LOG_VALUE_TIME },
  { "expires", GH_LOG_VALUE_TIME },
  { "directory_disabled", GH_LOG_VALUE_FLAG },
  { "directory", GH_LOG_VALUE_RECORDS, "directory" },
  { "user", GH_LOG_VALUE_RECORDS, "user" },
  { "phone", GH_LOG_VALUE_RECORDS, "phone" },
  { "groups", GH_LOG_VALUE_RECORDS, "group" },
  { "phones", GH_LOG_VALUE_RECORDS, "phone" },
  { "tokens", GH_LOG_VALUE_RECORDS, "token" },
};

static gssize
find_field (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      return (gssize) i;

  return -1;
}

GhLogValueKind
gh_log_value_get_kind (const char *field)
{
  gssize i = find_field (field);

  return i >= 0 ? fields[i].kind : GH_LOG_VALUE_PLAIN;
}

/* --- one value --- */

/* A record's key or label; its kind and number if it is gone. */
static char *
name_record (GhConnection *connection,
             const char   *kind,
             gint64        id,
             gboolean      by_key)
{
  g_autofree char *valid = NULL;
  char *name;

  gh_record_kind_describe (gh_record_kind_find (kind), connection, id, by_key ? &name : NULL, by_key ? NULL : &name,
                           NULL);
  if (name != NULL)
    return name;

  valid = g_utf8_make_valid (kind, -1);

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, valid, id);
}

char *
gh_log_dup_record_key (GhConnection *connection,
                       const char   *kind,
                       gint64        id)
{
  return name_record (connection, kind, id, TRUE);
}

static gboolean
is_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static JsonNode *
make_text (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

/* NULL if @number is meaningless. */
static JsonNode *
spell_number (gssize        field,
              gint64        number,
              GhConnection *connection)
{
  const char *const *origins = gh_user_fields[GH_USER_FIELD_ORIGIN].words;
  g_autofree char *label = NULL;
  char time[GH_TIME_BYTES];
  JsonNode *node;

  switch (fields[field].kind)
    {
    case GH_LOG_VALUE_STATUS:
      return number >= GH_STATUS_ACTIVE && number <= GH_STATUS_DISABLED
               ? make_text (gh_stored_status_get_word ((GhStoredStatus) number)) : NULL;
    case GH_LOG_VALUE_ORIGIN:
      return number >= 1 && number <= (gint64) g_strv_length ((GStrv) origins) ? make_text (origins[number - 1]) : NULL;
    case GH_LOG_VALUE_TIME:
      gh_time_write (number, time);
      return *time != '\0' ? make_text (time) : NULL;
    case GH_LOG_VALUE_LOCKOUT:
      label = g_strdup_printf ("lockout %" G_GINT64_MODIFIER "x", number);
      return make_text (label);
    case GH_LOG_VALUE_FLAG:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, number != 0);
      return node;
    case GH_LOG_VALUE_RECORDS:
      label = name_record (connection, fields[field].record_kind, number, FALSE);
      return make_text (label);
    default:
      return NULL;
    }
}

static JsonNode *
spell_array (gssize        field,
             JsonArray    *array,
             GhConnection *connection)
{
  JsonArray *spelt = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *text = is_integer (element) ? spell_number (field, json_node_get_int (element), connection) : NULL;

      json_array_add_element (spelt, text != NULL ? text : json_node_copy (element));
    }
  json_node_take_array (node, spelt);

  return node;
}

void
gh_log_values_spell (JsonObject   *values,
                     GhConnection *connection)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (values, l->data);
      gssize field = find_field (l->data);
      JsonNode *spelt = NULL;

      /* The Trash record is nested in the user's; nothing is nested deeper. */
      if (strcmp (l->data, "trash") == 0 && JSON_NODE_HOLDS_OBJECT (node))
        gh_log_values_spell (json_node_get_object (node), connection);
      else if (field >= 0 && is_integer (node))
        spelt = spell_number (field, json_node_get_int (node), connection);
      else if (field >= 0 && JSON_NODE_HOLDS_ARRAY (node))
        spelt = spell_array (field, json_node_get_array (node), connection);

      if (spelt != NULL)
        json_object_set_member (values, l->data, spelt);
    }
}

static void
spell_setting (JsonObject   *values,
               gint64        id,
               GhConnection *connection)
{
  g_autofree char *key = NULL;
  JsonNode *node = json_object_get_member (values, "value");
  const GhSetting *setting;
  GhSettingValue value;

  gh_record_kind_describe (&gh_record_kind_setting, connection, id, &key, NULL, NULL);
  setting = gh_setting_find (key);
  if (setting == NULL || node == NULL || !gh_setting_read_json (setting, node, &value))
    return;

  if (value.is_off)
    json_object_set_string_member (values, "value", setting->kind == GH_SETTING_NUMBER ? "never" : "");
  else if (setting->kind == GH_SETTING_FLAG)
    json_object_set_boolean_member (values, "value", value.number != 0);
}

void
gh_log_record_spell (JsonObject   *values,
                     const char   *kind,
                     gint64        id,
                     GhConnection *connection)
{
  if (strcmp (kind, GH_SETTING_KIND) == 0)
    spell_setting (values, id, connection);
  else
    gh_log_values_spell (values, connection);
}

/* --- payloads --- */

static void
spell_skip (JsonObject   *skip,
            GhConnection *connection)
{
  const char *kind = gh_json_get_text (skip, "kind");
  JsonNode *ids = json_object_get_member (skip, "ids");
  JsonArray *keys;

  /* The lines of a file stay numbers. */
  if (kind == NULL || gh_record_kind_find (kind) == NULL || ids == NULL || !JSON_NODE_HOLDS_ARRAY (ids))
    return;

  keys = json_array_new ();
  for (guint i = 0; i < MIN (json_array_get_length (json_node_get_array (ids)), GH_SKIP_KEYS); i++)
    {
      JsonNode *id = json_array_get_element (json_node_get_array (ids), i);

      if (is_integer (id))
        {
          g_autofree char *key = gh_log_dup_record_key (connection, kind, json_node_get_int (id));

          json_array_add_string_element (keys, key);
        }
    }
  json_object_set_array_member (skip, "ids", keys);
}

void
gh_log_payload_spell (JsonObject   *payload,
                      GhConnection *connection)
{
  JsonNode *skipped = json_object_get_member (payload, "skipped");

  for (guint i = 0; skipped != NULL && JSON_NODE_HOLDS_ARRAY (skipped) &&
                    i < json_array_get_length (json_node_get_array (skipped)); i++)
    {
      JsonNode *skip = json_array_get_element (json_node_get_array (skipped), i);

      if (JSON_NODE_HOLDS_OBJECT (skip))
        spell_skip (json_node_get_object (skip), connection);
    }
}
