/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/ops/gh-key-making.h"

#include "keys/gh-key-list.h"
#include "settings/gh-settings.h"

#include <glib/gi18n-lib.h>

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

static gboolean
read_settings_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  return gh_settings_read (data, connection, error);
}

GhKeyringAnswer *
gh_key_keep_in_keyring (GhStore        *store,
                        gint64          number,
                        GhSecret       *master,
                        gboolean        unlock,
                        GhKeyringLate   late,
                        gpointer        late_data,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_auto (GhSettings) settings = { 0 };
  g_autofree char *label = NULL;

  if (!gh_store_read (store, read_settings_cb, &settings, error))
    return NULL;

  /* Translators: what the key of an organisation is called in the person's keyring. */
  label = g_strdup_printf (_("Gatehouse: key %d of “%s”"), (int) number, settings.name);

  return gh_keyring_ask (&(GhKeyringRequest) {
                           .wish = GH_KEYRING_STORE, .organisation = gh_store_get_organisation_key (store),
                           .number = number, .unlock = unlock, .late = late, .data = late_data, .key = master,
                           .label = label },
                         cancellable, error);
}
