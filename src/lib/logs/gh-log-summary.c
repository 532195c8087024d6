/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-log-summary.h"

#include "base/gh-json-reader.h"
#include "operations/gh-record-kind.h"
#include "base/gh-json-text.h"
#include "logs/gh-log-query.h"
#include "operations/gh-operation.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- what it set --- */

static char *
describe_status (JsonObject *parameters)
{
  const char *word = gh_json_get_text (parameters, "status");
  const char *until = gh_json_get_text (parameters, "until");
  const char *label;
  GhStoredStatus status;

  if (word == NULL)
    return NULL;

  label = gh_stored_status_parse (word, &status) ? gh_effective_status_get_label ((GhEffectiveStatus) status) : word;

  return until != NULL ? g_strdup_printf (_("Status set to %s until %s"), label, until)
                       : g_strdup_printf (_("Status set to %s"), label);
}

static char *
describe_value (JsonNode *node)
{
  g_autoptr (GString) text = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup_printf (_("“%s”"), json_node_get_string (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return gh_json_to_text (node);

  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_autofree char *one = describe_value (json_array_get_element (json_node_get_array (node), i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", one);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* For operations without their own wording: each parameter's label and value. */
static char *
describe_parameters (const GhOperation *operation,
                     JsonObject        *parameters)
{
  g_autoptr (GString) text = g_string_new (_(operation->label));

  if (g_str_has_suffix (text->str, "…"))
    g_string_truncate (text, text->len - strlen ("…"));

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    {
      JsonNode *node = json_object_get_member (parameters, p->name);
      gboolean is_shown = node != NULL && p->kind != GH_PARAMETER_FLAG && p->kind != GH_PARAMETER_SECRET;
      g_autofree char *value = is_shown ? describe_value (node) : NULL;

      if (node != NULL)
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? ", " : "", _(p->label), value != NULL ? " " : "",
                                value != NULL ? value : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A group's status counts for all its members. */
static gboolean
is_of_group_status (const char *operation,
                    JsonObject *parameters)
{
  return strcmp (operation, "group.edit") == 0 && gh_json_get_text (parameters, "status") != NULL;
}

static char *
describe_change (const GhOperation *operation,
                 JsonObject        *parameters)
{
  static const struct {
    const char *operation;
    const char *text;
  } plain[] = {
    { "user.trash", N_("Sent to the Trash") },
    { "user.restore", N_("Restored") },
    { "user.purge", N_("Deleted for good") },
    { "group.delete", N_("Deleted") },
  };
  const char *group = gh_json_get_text (parameters, "group");

  if (strcmp (operation->name, "user.set-status") == 0 || is_of_group_status (operation->name, parameters))
    return describe_status (parameters);
  if (strcmp (operation->name, "user.add-to-group") == 0 && group != NULL)
    return g_strdup_printf (_("Added to group %s"), group);
  if (strcmp (operation->name, "user.remove-from-group") == 0 && group != NULL)
    return g_strdup_printf (_("Removed from group %s"), group);
  if (strcmp (operation->name, "user.restore") == 0 && json_object_has_member (parameters, "previous-status"))
    return g_strdup (_("Restored with the previous status"));
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (strcmp (operation->name, plain[i].operation) == 0)
      return g_strdup (_(plain[i].text));

  return describe_parameters (operation, parameters);
}

/* --- on whom --- */

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_int (node) : 0;
}

static char *
describe_target (const GhOperation *operation,
                 JsonObject        *target)
{
  const GhTargetKind *kind = operation->target;
  const char *const *noun = kind->noun[0] != NULL ? kind->noun : gh_record_kind_find (kind->record_kind)->noun;
  const char *query = gh_json_get_text (target, "query");
  gint64 n_ids = get_number (target, "ids");
  gint64 n_except = get_number (target, "except");
  g_autofree char *ids = g_strdup_printf ("%" G_GINT64_FORMAT, n_ids);
  g_autofree char *except = g_strdup_printf ("%" G_GINT64_FORMAT, n_except);

  if (query != NULL && n_except > 0)
    return g_strdup_printf (ngettext ("%s, all but %s", "%s, all but %s", (gulong) n_except), query, except);
  if (query != NULL)
    return g_strdup (query);
  if (n_ids == 0)
    return g_strdup (gh_json_get_text (target, "name"));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, noun[0], noun[1], (gulong) n_ids), ids);
#pragma GCC diagnostic pop
}

/* Whether an entry about one group is about its members, or about those who join or leave. */
static gboolean
is_of_members (const char *operation,
               JsonObject *parameters,
               JsonObject *target)
{
  return is_of_group_status (operation, parameters) ||
         (gh_json_get_text (parameters, "group") != NULL && get_number (target, "ids") != 1 &&
          gh_json_get_text (target, "name") == NULL);
}

char *
gh_log_summarise (const char *name,
                  const char *payload)
{
  const GhOperation *operation = gh_operation_find (name);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *change = NULL;
  g_autofree char *whom = NULL;
  JsonNode *parameters, *target;
  JsonObject *object;
  const char *label;

  if (operation == NULL || operation->target == NULL || payload == NULL)
    return NULL;
  /* Most entries are about one user, and a list has millions. */
  if (strstr (payload, "\"label\":") != NULL && strstr (payload, "\"group\":") == NULL &&
      strcmp (name, "group.edit") != 0)
    return NULL;

  root = gh_json_parse (payload, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  parameters = json_object_get_member (object, "parameters");
  target = json_object_get_member (object, "target");
  if (parameters == NULL || !JSON_NODE_HOLDS_OBJECT (parameters) || target == NULL || !JSON_NODE_HOLDS_OBJECT (target))
    return NULL;

  label = gh_json_get_text (object, "label");
  if (label != NULL && !is_of_members (name, json_node_get_object (parameters), json_node_get_object (target)))
    return NULL;

  change = describe_change (operation, json_node_get_object (parameters));
  whom = label != NULL && strcmp (name, "group.edit") == 0 ? g_strdup (label)
                                                           : describe_target (operation, json_node_get_object (target));

  /* Translators: what was set, and for whom: “Status set to Bypass, for status:disabled group:vpn” */
  return change != NULL && whom != NULL ? g_strdup_printf (_("%s, for %s"), change, whom) : NULL;
}

/* --- what it undid --- */

/* As in menus, but without the ellipsis; an unknown name is returned as it is. */
static char *
dup_operation_label (const char *name)
{
  const GhOperation *operation = gh_operation_find (name);
  const char *label = operation != NULL ? _(operation->label) : name;

  return g_strndup (label, strlen (label) - (g_str_has_suffix (label, "…") ? strlen ("…") : 0));
}

/* @object: the name of the operation that the chain of undos began with; all that is known if the log has lost the
 * undone entry */
static char *
describe_undo (const char *object,
               const char *undone,
               gint64      entry)
{
  gboolean is_redo = g_strcmp0 (undone, "log.undo") == 0 && *object != '\0';
  g_autofree char *label = dup_operation_label (undone == NULL || is_redo ? object : undone);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry);

  if (is_redo)
    /* Translators: the operation that was done again, and the number of the undo that was undone for it */
    return g_strdup_printf (_("Undo of %s (entry %s)"), label, number);

  /* Translators: the operation that was undone, and its number */
  return g_strdup_printf (_("%s (entry %s)"), label, number);
}

char *
gh_log_dup_object (GhStatement *row)
{
  const char *text = gh_statement_get_text (row, GH_LOG_COLUMN_OBJECT);
  g_autofree char *object = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *summary;

  if (!gh_statement_is_null (row, GH_LOG_COLUMN_UNDOES))
    {
      g_autofree char *undo = describe_undo (object, gh_statement_get_text (row, GH_LOG_COLUMN_UNDONE),
                                             gh_statement_get_int (row, GH_LOG_COLUMN_UNDOES));

      return g_utf8_make_valid (undo, -1);
    }

  summary = gh_log_summarise (gh_statement_get_text (row, GH_LOG_COLUMN_OPERATION),
                              gh_statement_get_text (row, GH_LOG_COLUMN_PAYLOAD));

  return summary != NULL ? summary : g_steal_pointer (&object);
}
