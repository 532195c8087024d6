/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-json-text.h"

#include <string.h>

static void append_node (GString  *text,
                         JsonNode *node);

/* json-glib 1.6 writes U+001F as it is, which RFC 8259, section 7, forbids. */
static char *
escape_unit_separators (char *json)
{
  g_autofree char *plain = json;
  g_auto (GStrv) parts = NULL;

  if (strchr (json, '\x1f') == NULL)
    return g_steal_pointer (&plain);

  parts = g_strsplit (plain, "\x1f", -1);

  return g_strjoinv ("\\u001f", parts);
}

static void
append_object (GString    *text,
               JsonObject *object)
{
  g_autoptr (JsonNode) key = json_node_new (JSON_NODE_VALUE);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean is_first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (!is_first)
        g_string_append_c (text, ',');
      is_first = FALSE;
      json_node_set_string (key, name);
      append_node (text, key);
      g_string_append_c (text, ':');
      append_node (text, member);
    }
  g_string_append_c (text, '}');
}

static void
append_array (GString   *text,
              JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
append_double (GString *text,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, number));
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
append_node (GString  *text,
             JsonNode *node)
{
  g_autofree char *plain = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    append_double (text, json_node_get_double (node));
  else
    {
      plain = escape_unit_separators (json_to_string (node, FALSE));
      g_string_append (text, plain);
    }
}

char *
gh_json_to_text (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  append_node (text, node);

  return g_string_free (text, FALSE);
}

/* json-glib's own copies share their content. */
static JsonNode *
copy_node (JsonNode *node)
{
  JsonArray *elements, *array;
  JsonNode *copy;

  if (!JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);

  copy = json_node_new (JSON_NODE_TYPE (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_node_take_object (copy, gh_json_object_copy (json_node_get_object (node)));
      return copy;
    }

  elements = json_node_get_array (node);
  array = json_array_sized_new (json_array_get_length (elements));
  for (guint i = 0; i < json_array_get_length (elements); i++)
    json_array_add_element (array, copy_node (json_array_get_element (elements, i)));
  json_node_take_array (copy, array);

  return copy;
}

char *
gh_json_object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return escape_unit_separators (json_to_string (node, FALSE));
}

JsonObject *
gh_json_object_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, copy_node (member));

  return copy;
}
