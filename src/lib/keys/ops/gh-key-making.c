/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/ops/gh-key-making.h"

#include "keys/gh-key-list.h"

static gboolean
next_number_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  return gh_key_read_next_number (connection, data, error);
}

GhResult *
gh_key_make (GhStore        *store,
             const char     *operation,
             const GhActor  *actor,
             gboolean        only_rehearse,
             GhKeyKeepFunc   keep,
             gpointer        data,
             GhJob          *job,
             GError        **error)
{
  g_autoptr (GhSecret) master = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  GhRequest request = {
    .operation = gh_operation_find (operation),
    .actor = actor,
    .parameters = parameters,
  };
  GhResult *result;
  gint64 number;

  if (!gh_store_read (store, next_number_cb, &number, error))
    return NULL;

  /* Nothing is kept for what would be refused. */
  json_object_set_int_member (parameters, "number", number);
  rehearsal = gh_rehearse (store, &request, job, error);
  if (rehearsal == NULL || rehearsal->is_refused || only_rehearse)
    return g_steal_pointer (&rehearsal);

  if (keep != NULL && !keep (store, number, master, data, error))
    return NULL;

  g_hash_table_insert (secrets, g_strdup ("master-key"), gh_secret_ref (master));
  request.secrets = secrets;
  result = gh_run (store, &request, job, error);
  if (result != NULL && result->entry != 0)
    gh_keys_add (gh_keys_of (store), number, master);

  return result;
}
