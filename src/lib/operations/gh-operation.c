/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-operation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GH_OPERATION(symbol) extern const GhOperation symbol;
#include "operations/gh-operation-list.h"
#undef GH_OPERATION

static const GhOperation *operations[] = {
#define GH_OPERATION(symbol) &symbol,
#include "operations/gh-operation-list.h"
#undef GH_OPERATION
  NULL, /* for gh_operation_add() */
};

static gsize n_all = G_N_ELEMENTS (operations) - 1;

const GhOperation *const *
gh_operation_get_all (gsize *n_operations)
{
  *n_operations = n_all;

  return operations;
}

void
gh_operation_add (const GhOperation *operation,
                  const char        *may)
{
  g_return_if_fail (n_all < G_N_ELEMENTS (operations));

  gh_role_add (operation->name, may);
  operations[n_all++] = operation;
}

const GhOperation *
gh_operation_find (const char *name)
{
  for (gsize i = 0; i < n_all; i++)
    if (g_strcmp0 (operations[i]->name, name) == 0)
      return operations[i];

  return NULL;
}

const GhParameter *
gh_operation_find_parameter (const GhOperation *self,
                             const char        *name)
{
  for (const GhParameter *p = self->parameters; p != NULL && p->name != NULL; p++)
    if (strcmp (p->name, name) == 0)
      return p;

  return NULL;
}

GhRefusal
gh_operation_check (const GhOperation *self,
                    GhRole             role,
                    gconstpointer      facts,
                    gint64             now)
{
  GhRefusal refusal = gh_role_may (role, self->name);

  if (refusal == GH_REFUSAL_NONE && facts != NULL && self->check != NULL)
    refusal = self->check (facts, now);

  return refusal;
}

static gboolean
is_of_kind (JsonNode        *node,
            GhParameterKind  kind)
{
  switch (kind)
    {
    case GH_PARAMETER_FLAG:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
    case GH_PARAMETER_NUMBER:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
    case GH_PARAMETER_TEXTS:
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        if (!is_of_kind (json_array_get_element (json_node_get_array (node), i), GH_PARAMETER_TEXT))
          return FALSE;
      return TRUE;
    case GH_PARAMETER_ROWS:
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (node), i)))
          return FALSE;
      return TRUE;
    case GH_PARAMETER_SECRET:
      return FALSE;
    default:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
    }
}

static gboolean
set_unknown (const GhOperation  *self,
             const char         *name,
             GError            **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” takes no “%s”."), self->name, name);

  return FALSE;
}

static gboolean
set_missing (const GhOperation  *self,
             const GhParameter  *parameter,
             GError            **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” needs “%s”."), self->name, parameter->name);

  return FALSE;
}

gboolean
gh_operation_check_parameters (const GhOperation  *self,
                               JsonObject         *parameters,
                               GError            **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, parameters);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const GhParameter *parameter = gh_operation_find_parameter (self, name);

      if (parameter == NULL)
        return set_unknown (self, name, error);
      if (!is_of_kind (node, parameter->kind))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("The “%s” of “%s” is not of the right kind."),
                       name, self->name);
          return FALSE;
        }
    }

  for (const GhParameter *p = self->parameters; p != NULL && p->name != NULL; p++)
    if (p->is_required && p->kind != GH_PARAMETER_SECRET && !json_object_has_member (parameters, p->name))
      return set_missing (self, p, error);

  return TRUE;
}

gboolean
gh_operation_check_secrets (const GhOperation  *self,
                            GHashTable         *secrets,
                            gboolean            must_be_complete,
                            GError            **error)
{
  GHashTableIter iter;
  gpointer name;

  if (secrets != NULL)
    {
      g_hash_table_iter_init (&iter, secrets);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        {
          const GhParameter *parameter = gh_operation_find_parameter (self, name);

          if (parameter == NULL || parameter->kind != GH_PARAMETER_SECRET)
            return set_unknown (self, name, error);
        }
    }

  for (const GhParameter *p = self->parameters; must_be_complete && p != NULL && p->name != NULL; p++)
    if (p->is_required && p->kind == GH_PARAMETER_SECRET &&
        (secrets == NULL || !g_hash_table_contains (secrets, p->name)))
      return set_missing (self, p, error);

  return TRUE;
}

gboolean
gh_parameter_is_named_like_secret (const GhParameter *self)
{
  static const char *const names[] = { "code", "password", "passcode", "secret", "seed", "key", "pin" };
  g_auto (GStrv) words = g_strsplit (self->name, "-", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        gsize length = strlen (names[j]);

        if (strncmp (words[i], names[j], length) == 0 &&
            (words[i][length] == '\0' || strcmp (words[i] + length, "s") == 0))
          return TRUE;
      }

  return FALSE;
}
