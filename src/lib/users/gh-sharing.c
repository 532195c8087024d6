/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-sharing.h"

#include "operations/gh-record-kind.h"

/* The payload names no more. */
#define MAX_NAMED 100

struct _GhSharing {
  GHashTable *users;   /* their usernames */
  GPtrArray  *names;   /* of the first, with one of the others */
  JsonArray  *shared;  /* for the facts */
};

static const struct {
  const char *kind;
  const char *find_other;  /* ?1 device, ?2 a username: somebody else who has it */
  const char *fact;
} devices[GH_N_SHARED_DEVICES] = {
  [GH_SHARED_PHONE] = { "phone", "users/find-other-owner-of-phone", "phone_id" },
  [GH_SHARED_TOKEN] = { "token", "users/find-other-owner-of-token", "token_id" },
};

GhSharing *
gh_sharing_new (void)
{
  GhSharing *self = g_new0 (GhSharing, 1);

  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->shared = json_array_new ();

  return self;
}

void
gh_sharing_free (GhSharing *self)
{
  g_hash_table_unref (self->users);
  g_ptr_array_unref (self->names);
  json_array_unref (self->shared);
  g_free (self);
}

static gboolean
add_name (GhSharing       *self,
          GhRun           *run,
          const char      *username,
          GhSharedDevice   device,
          gint64           id,
          GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, devices[device].find_other, error, "is", id,
                                                        username);
  const char *other = gh_statement_next (select) ? gh_statement_get_text (select, 0) : NULL;

  g_ptr_array_add (self->names, gh_result_dup_name (username, other));

  return other != NULL || gh_statement_finish (select, error);
}

static gboolean
add_fact (GhSharing       *self,
          GhRun           *run,
          const char      *username,
          GhSharedDevice   device,
          gint64           id,
          GError         **error)
{
  g_autofree char *key = NULL;
  JsonObject *fact;

  if (!gh_record_kind_describe (gh_record_kind_find (devices[device].kind), run->connection, id, &key, NULL, error))
    return FALSE;

  fact = json_object_new ();
  json_object_set_string_member (fact, "username", username);
  json_object_set_string_member (fact, devices[device].fact, key);
  json_array_add_object_element (self->shared, fact);

  return TRUE;
}

gboolean
gh_sharing_add (GhSharing       *self,
                GhRun           *run,
                const char      *username,
                GhSharedDevice   device,
                gint64           id,
                GError         **error)
{
  if (g_hash_table_add (self->users, g_strdup (username)) && self->names->len < GH_SKIP_NAMES &&
      !add_name (self, run, username, device, id, error))
    return FALSE;

  return json_array_get_length (self->shared) >= MAX_NAMED || add_fact (self, run, username, device, id, error);
}

gboolean
gh_sharing_add_all (GhSharing       *self,
                    GhRun           *run,
                    GhSharedDevice   device,
                    GhStatement     *select,
                    GError         **error)
{
  while (gh_statement_next (select))
    if (!gh_sharing_add (self, run, gh_statement_get_text (select, 0), device, gh_statement_get_int (select, 1), error))
      return FALSE;

  return gh_statement_finish (select, error);
}

void
gh_sharing_say (const GhSharing *self,
                GhRun           *run)
{
  guint n_users = g_hash_table_size (self->users);

  if (n_users == 0)
    return;

  gh_run_also_of (run, "share-authenticator", n_users, self->names,
                  "%s person will share an authenticator with somebody else",
                  "%s people will share an authenticator with somebody else");
  json_object_set_array_member (run->facts, "shared", json_array_ref (self->shared));
}
