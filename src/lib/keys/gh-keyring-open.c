/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-keyring-open.h"

#include "base/gh-error.h"
#include "keys/gh-seal.h"

#include <glib/gi18n-lib.h>

/* What the database has to tell a master key by. */
typedef struct {
  const char *organisation;
  gint64      number;
  GBytes     *check_value;
  gboolean    is_needed;   /* something is sealed under it */
} Known;

static void
known_free (gpointer data)
{
  Known *self = data;

  g_bytes_unref (self->check_value);
  g_free (self);
}

typedef struct {
  const char *organisation;
  GPtrArray  *known;  /* Known, the newest first */
} Reading;

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  g_autoptr (GhStatement) row = gh_connection_query (connection, "keys/list-master-keys", error, "");

  if (row == NULL)
    return FALSE;

  while (gh_statement_next (row))
    {
      Known *known = g_new0 (Known, 1);
      gsize length;
      const guint8 *value = gh_statement_get_blob (row, 1, &length);

      known->organisation = reading->organisation;
      known->number = gh_statement_get_int (row, 0);
      known->check_value = g_bytes_new (value, length);
      known->is_needed = gh_statement_get_int (row, 2) != 0;
      g_ptr_array_add (reading->known, known);
    }

  return gh_statement_finish (row, error);
}

typedef struct {
  Known         *known;
  GhKeyringLate  late;
  gpointer       late_data;
} Look;

static gboolean
check_cb (GhSecret *key,
          gpointer  data)
{
  Look *look = data;
  gsize length;
  gconstpointer value = g_bytes_get_data (look->known->check_value, &length);

  return gh_key_check (key, look->known->organisation, look->known->number, value, length);
}

static void
late_cb (GhKeyringState state,
         gpointer       data)
{
  Look *look = data;

  look->late (state, look->late_data);
}

/* Of a key that a rotation has ended: nothing comes of it where that fails, but a word. */
static void
settle_ended (GhStore      *store,
              Known        *known,
              GCancellable *cancellable)
{
  Look look = { .known = known };
  const GhKeyringRequest request = {
    .wish = known->is_needed ? GH_KEYRING_FIND : GH_KEYRING_REMOVE, .organisation = known->organisation,
    .number = known->number, .check = check_cb, .data = &look,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhKeyringAnswer) answer = gh_keyring_ask (&request, cancellable, &error);

  if (answer == NULL)
    g_debug ("An ended key stays in the keyring: %s", error->message);
  else if (answer->key != NULL)
    gh_keys_add (gh_keys_of (store), known->number, answer->key);
}

GhKeyringAnswer *
gh_keyring_open (GhStore        *store,
                 gboolean        unlock,
                 GhKeyringLate   late,
                 gpointer        late_data,
                 GCancellable   *cancellable,
                 GError        **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (known_free);
  Reading reading = { gh_store_get_organisation_key (store), known };
  Look look = { .late = late, .late_data = late_data };
  GhKeyringRequest request = {
    .wish = GH_KEYRING_FIND, .organisation = reading.organisation, .unlock = unlock, .check = check_cb,
    .late = late != NULL ? late_cb : NULL, .data = &look,
  };
  g_autoptr (GhKeyringAnswer) answer = NULL;

  if (!gh_store_read (store, read_cb, &reading, error))
    return NULL;
  if (known->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("This organisation has no key yet."));
      return NULL;
    }

  look.known = g_ptr_array_index (known, 0);
  request.number = look.known->number;
  answer = gh_keyring_ask (&request, cancellable, error);
  if (answer == NULL)
    return NULL;

  if (answer->state == GH_KEYRING_FOUND)
    {
      gh_keys_add (gh_keys_of (store), request.number, answer->key);
      for (guint i = 1; i < known->len; i++)
        settle_ended (store, g_ptr_array_index (known, i), cancellable);
    }

  return g_steal_pointer (&answer);
}

/* --- on a worker --- */

typedef struct {
  GhStore       *store;
  gboolean       unlock;
  GhKeyringLate  late;
  gpointer       late_data;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_object_unref (self->store);
  g_free (self);
}

typedef struct {
  GTask          *task;
  GhKeyringState  state;
} Lateness;

static void
lateness_free (gpointer data)
{
  Lateness *self = data;

  g_object_unref (self->task);
  g_free (self);
}

static gboolean
tell_late_cb (gpointer data)
{
  Lateness *lateness = data;
  Opening *opening = g_task_get_task_data (lateness->task);

  opening->late (lateness->state, opening->late_data);

  return G_SOURCE_REMOVE;
}

/* Queued before the task's own end, so it is told before that. */
static void
worker_late_cb (GhKeyringState state,
                gpointer       data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Lateness *lateness = g_new0 (Lateness, 1);

  lateness->task = g_object_ref (data);
  lateness->state = state;
  g_source_set_priority (source, g_task_get_priority (data));
  g_source_set_callback (source, tell_late_cb, lateness, lateness_free);
  g_source_attach (source, g_task_get_context (data));
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  GhKeyringAnswer *answer = gh_keyring_open (opening->store, opening->unlock,
                                             opening->late != NULL ? worker_late_cb : NULL, task, cancellable, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) gh_keyring_answer_free);
  else
    g_task_return_error (task, error);
}

void
gh_keyring_open_async (GhStore             *store,
                       gboolean             unlock,
                       GhKeyringLate        late,
                       gpointer             late_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (GH_IS_STORE (store));

  g_task_set_source_tag (task, gh_keyring_open_async);
  g_task_set_check_cancellable (task, FALSE);
  opening->store = g_object_ref (store);
  opening->unlock = unlock;
  opening->late = late;
  opening->late_data = late_data;
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

GhKeyringAnswer *
gh_keyring_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
