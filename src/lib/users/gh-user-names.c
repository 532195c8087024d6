/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-names.h"

#include "base/gh-fold.h"

#include <string.h>

static gboolean
is_same_name (const char *a,
              const char *b)
{
  g_autofree char *key_a = gh_fold_name_key (a);
  g_autofree char *key_b = gh_fold_name_key (b);

  return key_a != NULL && g_strcmp0 (key_a, key_b) == 0;
}

/* 0 if there is none. */
static guint
find_slot (const GhUserNames *self,
           const char        *alias)
{
  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    if (self->aliases[slot] != NULL && is_same_name (self->aliases[slot], alias))
      return slot;

  return 0;
}

void
gh_user_names_clear (GhUserNames *self)
{
  g_clear_pointer (&self->username, g_free);
  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    g_clear_pointer (&self->aliases[slot], g_free);
}

void
gh_user_names_copy (const GhUserNames *self,
                    GhUserNames       *copy)
{
  copy->username = g_strdup (self->username);
  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    copy->aliases[slot] = g_strdup (self->aliases[slot]);
}

gboolean
gh_user_names_read (GhUserNames  *self,
                    GhRun        *run,
                    gint64        user_id,
                    const char   *username,
                    GError      **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/list-aliases-of-user", error);

  *self = (GhUserNames) { .username = g_strdup (username) };
  if (select == NULL)
    return FALSE;

  gh_statement_bind_int (select, 1, user_id);
  while (gh_statement_next (select))
    self->aliases[gh_statement_get_int (select, 0)] = g_strdup (gh_statement_get_text (select, 1));

  return gh_statement_finish (select, error);
}

GhRefusal
gh_user_names_remove_alias (GhUserNames *self,
                            const char  *alias)
{
  guint slot = find_slot (self, alias);

  if (slot == 0)
    return GH_REFUSAL_NO_SUCH_ALIAS;

  g_clear_pointer (&self->aliases[slot], g_free);

  return GH_REFUSAL_NONE;
}

GhRefusal
gh_user_names_add_alias (GhUserNames *self,
                         const char  *alias)
{
  guint slot = find_slot (self, alias);

  if (is_same_name (self->username, alias))
    return GH_REFUSAL_ALIAS_IS_USERNAME;
  if (slot != 0)
    return strcmp (self->aliases[slot], alias) == 0 ? GH_REFUSAL_NONE : GH_REFUSAL_ALIAS_IS_USERNAME;

  for (slot = 1; slot <= GH_MAX_ALIASES; slot++)
    if (self->aliases[slot] == NULL)
      {
        self->aliases[slot] = g_strdup (alias);
        return GH_REFUSAL_NONE;
      }

  return GH_REFUSAL_TOO_MANY_ALIASES;
}

GhRefusal
gh_user_names_set_username (GhUserNames *self,
                            const char  *username)
{
  if (find_slot (self, username) != 0)
    return GH_REFUSAL_ALIAS_IS_USERNAME;

  g_free (self->username);
  self->username = g_strdup (username);

  return GH_REFUSAL_NONE;
}

gboolean
gh_user_names_have_same_aliases (const GhUserNames *a,
                                 const GhUserNames *b)
{
  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    if (g_strcmp0 (a->aliases[slot], b->aliases[slot]) != 0)
      return FALSE;

  return TRUE;
}

char *
gh_user_names_join_aliases (const GhUserNames *self)
{
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();

  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    if (self->aliases[slot] != NULL)
      g_ptr_array_add (aliases, self->aliases[slot]);
  g_ptr_array_add (aliases, NULL);

  return g_strjoinv (", ", (GStrv) aliases->pdata);
}

JsonObject *
gh_user_names_to_json (const GhUserNames *self)
{
  JsonObject *aliases = json_object_new ();

  for (guint slot = 1; slot <= GH_MAX_ALIASES; slot++)
    if (self->aliases[slot] != NULL)
      {
        const char key[] = { 'a', 'l', 'i', 'a', 's', (char) ('0' + slot), '\0' };

        json_object_set_string_member (aliases, key, self->aliases[slot]);
      }

  return aliases;
}
