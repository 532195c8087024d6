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

static GhResult *
run_with_key (GhStore        *store,
              const char     *operation,
              const GhActor  *actor,
              JsonObject     *parameters,
              const char     *name,
              GhSecret       *master,
              GhJob          *job,
              GError        **error)
{
  g_autoptr (GHashTable) secrets = gh_secrets_new ();

  g_hash_table_insert (secrets, g_strdup (name), gh_secret_ref (master));

  return gh_run (store,
                 &(GhRequest) {
                   .operation = gh_operation_find (operation),
                   .actor = actor,
                   .parameters = parameters,
                   .secrets = secrets,
                 },
                 job, error);
}

/* Runs what makes a key, and opens it. */
static GhResult *
put_in_place (GhStore        *store,
              const char     *operation,
              const GhActor  *actor,
              JsonObject     *parameters,
              GhSecret       *master,
              GhJob          *job,
              GError        **error)
{
  GhResult *result = run_with_key (store, operation, actor, parameters, "master-key", master, job, error);

  if (result != NULL && result->entry != 0)
    gh_keys_add (gh_keys_of (store), json_object_get_int_member (parameters, "number"), master);

  return result;
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
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  gint64 number;

  if (!gh_store_read (store, next_number_cb, &number, error))
    return NULL;

  /* Nothing is kept for what would be refused. */
  json_object_set_int_member (parameters, "number", number);
  rehearsal = gh_rehearse (store,
                           &(GhRequest) {
                             .operation = gh_operation_find (operation),
                             .actor = actor,
                             .parameters = parameters,
                           },
                           job, error);
  if (rehearsal == NULL || rehearsal->is_refused || only_rehearse)
    return g_steal_pointer (&rehearsal);

  if (keep != NULL && !keep (store, number, master, data, error))
    return NULL;

  return put_in_place (store, operation, actor, parameters, master, job, error);
}

GhResult *
gh_key_export_coming (GhStore        *store,
                      const GhActor  *actor,
                      const char     *unit,
                      GhKeyKeepFunc   keep,
                      gpointer        data,
                      GhKeyComing    *coming,
                      GhJob          *job,
                      GError        **error)
{
  g_autoptr (GhSecret) master = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  GhResult *result;
  gint64 next;

  if (!gh_store_read (store, next_number_cb, &next, error))
    return NULL;

  /* Nor is anything exported for a rotation that would be refused. */
  json_object_set_int_member (parameters, "number", next);
  rehearsal = gh_rehearse (store,
                           &(GhRequest) {
                             .operation = gh_operation_find ("key.rotate"),
                             .actor = actor,
                             .parameters = parameters,
                           },
                           job, error);
  if (rehearsal == NULL || rehearsal->is_refused)
    return g_steal_pointer (&rehearsal);

  if (keep != NULL && !keep (store, next + 1, master, data, error))
    return NULL;

  json_object_remove_member (parameters, "number");
  json_object_set_string_member (parameters, "unit", unit);
  json_object_set_int_member (parameters, "coming", next + 1);
  result = run_with_key (store, "key.export", actor, parameters, "coming-key", master, job, error);
  if (result != NULL && result->entry != 0)
    {
      coming->number = next + 1;
      coming->master = g_steal_pointer (&master);
    }

  return result;
}

GhResult *
gh_key_rotate_to (GhStore            *store,
                  const GhActor      *actor,
                  const GhKeyComing  *coming,
                  GhJob              *job,
                  GError            **error)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_int_member (parameters, "number", coming->number);
  json_object_set_int_member (parameters, "export", coming->number - 1);

  return put_in_place (store, "key.rotate", actor, parameters, coming->master, job, error);
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
