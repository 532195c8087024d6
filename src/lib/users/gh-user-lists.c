/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-lists-private.h"

#include "phones/gh-phone-number.h"

static void
phone_free (gpointer data)
{
  GhUserPhone *phone = data;

  g_free (phone->key);
  g_free (phone->number);
  g_free (phone->grouped);
  g_free (phone->extension);
  g_free (phone->name);
  g_free (phone->type);
  g_free (phone->platform);
  g_free (phone);
}

gboolean
gh_user_is_same_phone (gconstpointer a,
                       gconstpointer b)
{
  const GhUserPhone *x = a;
  const GhUserPhone *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->number, y->number) &&
         g_str_equal (x->extension, y->extension) && g_str_equal (x->name, y->name) &&
         g_str_equal (x->type, y->type) && g_str_equal (x->platform, y->platform) &&
         x->is_activated == y->is_activated;
}

GPtrArray *
gh_user_copy_phones (const GhUserRow *row)
{
  GPtrArray *phones = g_ptr_array_new_with_free_func (phone_free);

  for (guint i = 0; i < row->n_phones; i++)
    {
      const GhRowPhone *from = &row->phones[i];
      GhUserPhone *phone = g_new0 (GhUserPhone, 1);

      phone->key = g_strdup (from->key);
      phone->number = g_strdup (from->number);
      phone->grouped = gh_phone_number_format (from->number);
      phone->extension = g_strdup (from->extension);
      phone->name = g_strdup (from->name);
      phone->type = g_strdup (from->type);
      phone->platform = g_strdup (from->platform);
      phone->is_activated = from->is_activated;
      g_ptr_array_add (phones, phone);
    }

  return phones;
}

static void
token_free (gpointer data)
{
  GhUserToken *token = data;

  g_free (token->key);
  g_free (token->type);
  g_free (token->serial);
  g_free (token);
}

gboolean
gh_user_is_same_token (gconstpointer a,
                       gconstpointer b)
{
  const GhUserToken *x = a;
  const GhUserToken *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->type, y->type) && g_str_equal (x->serial, y->serial);
}

GPtrArray *
gh_user_copy_tokens (const GhUserRow *row)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (token_free);

  for (guint i = 0; i < row->n_tokens; i++)
    {
      GhUserToken *token = g_new0 (GhUserToken, 1);

      token->key = g_strdup (row->tokens[i].key);
      token->type = g_strdup (row->tokens[i].type);
      token->serial = g_strdup (row->tokens[i].serial);
      g_ptr_array_add (tokens, token);
    }

  return tokens;
}

static void
membership_free (gpointer data)
{
  GhUserMembership *membership = data;

  g_free (membership->key);
  g_free (membership->name);
  g_free (membership);
}

gboolean
gh_user_is_same_membership (gconstpointer a,
                            gconstpointer b)
{
  const GhUserMembership *x = a;
  const GhUserMembership *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->name, y->name) && x->status == y->status;
}

GPtrArray *
gh_user_copy_groups (const GhUserRow *row)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (membership_free);

  for (guint i = 0; i < row->n_groups; i++)
    {
      GhUserMembership *membership = g_new0 (GhUserMembership, 1);

      membership->key = g_strdup (row->groups[i]->key);
      membership->name = g_strdup (row->groups[i]->name);
      membership->status = row->groups[i]->status;
      g_ptr_array_add (groups, membership);
    }

  return groups;
}

static void
code_free (gpointer data)
{
  GhUserCode *code = data;

  g_free (code->key);
  g_free (code->created_by);
  g_free (code);
}

gboolean
gh_user_is_same_code (gconstpointer a,
                      gconstpointer b)
{
  const GhUserCode *x = a;
  const GhUserCode *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->created_by, y->created_by) && x->created == y->created &&
         x->expires == y->expires && x->uses == y->uses;
}

GPtrArray *
gh_user_list_codes (GhConnection  *connection,
                    gint64         user_id,
                    GError       **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (code_free);
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-codes-of-user", error);

  if (select == NULL)
    return NULL;

  gh_statement_bind_int (select, 1, user_id);
  while (gh_statement_next (select))
    {
      GhUserCode *code = g_new0 (GhUserCode, 1);

      code->key = g_strdup (gh_statement_get_text (select, 0));
      code->created = gh_statement_get_int (select, 1);
      code->created_by = g_strdup (gh_statement_get_text (select, 2));
      code->expires = gh_statement_get_int (select, 3);
      code->uses = gh_statement_get_int (select, 4);
      g_ptr_array_add (codes, code);
    }
  if (!gh_statement_finish (select, error))
    return NULL;

  return g_steal_pointer (&codes);
}

static void
endpoint_free (gpointer data)
{
  GhUserEndpoint *endpoint = data;

  g_free (endpoint->key);
  g_free (endpoint->name);
  g_free (endpoint);
}

gboolean
gh_user_is_same_endpoint (gconstpointer a,
                          gconstpointer b)
{
  const GhUserEndpoint *x = a;
  const GhUserEndpoint *y = b;

  return g_str_equal (x->key, y->key) && g_str_equal (x->name, y->name);
}

GPtrArray *
gh_user_list_endpoints (GhConnection  *connection,
                        gint64         user_id,
                        GError       **error)
{
  g_autoptr (GPtrArray) endpoints = g_ptr_array_new_with_free_func (endpoint_free);
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/list-endpoints-of-user", error);

  if (select == NULL)
    return NULL;

  gh_statement_bind_int (select, 1, user_id);
  while (gh_statement_next (select))
    {
      GhUserEndpoint *endpoint = g_new0 (GhUserEndpoint, 1);

      endpoint->key = g_strdup (gh_statement_get_text (select, 0));
      endpoint->name = g_strdup (gh_statement_get_text (select, 1));
      g_ptr_array_add (endpoints, endpoint);
    }
  if (!gh_statement_finish (select, error))
    return NULL;

  return g_steal_pointer (&endpoints);
}
