/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-keyring-private.h"

#include "base/gh-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define KEY_BYTES 32

guint gh_keyring_late_ms = 5000;

/* The number is text there: the schema's integers are shorter than ours. */
static const SecretSchema schema = {
  "io.github.gatehouse.Gatehouse.MasterKey",
  SECRET_SCHEMA_NONE,
  {
    { "organisation", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "number", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL },
  },
};

typedef struct {
  GhKeyringRequest  request;
  GHashTable       *attributes;
  GhKeyringAnswer  *answer;
  GhKeyringState    known;       /* said of a late or failed answer */
  gboolean          is_done;     /* what the service still answers comes too late */
  gboolean          was_unlocked;
  guint             n_wrong;
  GList            *doomed;      /* SecretItem, to be removed */
  SecretService    *service;
  GSource          *late;
  GSource          *cancelled;
} Asking;

static void search (GTask *task);

/* --- answers --- */

static GhKeyringAnswer *
answer_new (void)
{
  GhKeyringAnswer *self = g_new0 (GhKeyringAnswer, 1);

  self->places = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gh_keyring_answer_free (GhKeyringAnswer *self)
{
  g_clear_pointer (&self->key, gh_secret_unref);
  g_ptr_array_unref (self->places);
  g_free (self->reason);
  g_free (self);
}

const char *
gh_keyring_state_get_sentence (GhKeyringState state)
{
  switch (state)
    {
    case GH_KEYRING_FOUND:
      return _("The key is in your keyring.");
    case GH_KEYRING_NO_SERVICE:
      return _("No keyring answers in this session.");
    case GH_KEYRING_LOCKED:
      return _("Your keyring is locked.");
    case GH_KEYRING_ABSENT:
      return _("The key of this organisation is not in your keyring. Another computer or installation may have it.");
    case GH_KEYRING_WRONG_KEY:
      return _("The key in your keyring is not the one of this organisation.");
    default:
      g_assert_not_reached ();
    }
}

char *
gh_keyring_answer_dup_places (const GhKeyringAnswer *self)
{
  g_autofree char *places = NULL;

  if (self->places->len < 2)
    return NULL;

  g_ptr_array_add (self->places, NULL);
  places = g_strjoinv (_(", "), (char **) self->places->pdata);
  g_ptr_array_set_size (self->places, (int) self->places->len - 1);

  return g_strdup_printf (ngettext ("Your keyring has this key in %u place: %s.", "Your keyring has this key in %u places: %s.",
                                    self->places->len), self->places->len, places);
}

/* --- waiting --- */

static void
end_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
asking_free (gpointer data)
{
  Asking *self = data;

  end_source (&self->late);
  end_source (&self->cancelled);
  g_clear_pointer (&self->answer, gh_keyring_answer_free);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->request.key, gh_secret_unref);
  g_list_free_full (self->doomed, g_object_unref);
  g_clear_object (&self->service);
  g_free ((char *) self->request.organisation);
  g_free ((char *) self->request.label);
  g_free (self);
}

static gboolean
late_cb (gpointer data)
{
  Asking *self = data;

  end_source (&self->late);
  self->request.late (self->known, self->request.data);

  return G_SOURCE_REMOVE;
}

/* Before each call of the service, which takes a reference to @task. */
static GTask *
begin_call (GTask *task)
{
  Asking *self = g_task_get_task_data (task);

  end_source (&self->late);
  if (self->request.late != NULL && !self->is_done)
    {
      self->late = g_timeout_source_new (gh_keyring_late_ms);
      g_source_set_callback (self->late, late_cb, self, NULL);
      g_source_attach (self->late, g_task_get_context (task));
    }

  return g_object_ref (task);
}

static void
end (GTask          *task,
     GhKeyringState  state)
{
  Asking *self = g_task_get_task_data (task);

  if (self->is_done)
    return;

  self->is_done = TRUE;
  end_source (&self->late);
  end_source (&self->cancelled);
  self->answer->state = state;
  g_task_return_pointer (task, g_steal_pointer (&self->answer), (GDestroyNotify) gh_keyring_answer_free);
}

static void
end_cancelled (GTask *task)
{
  Asking *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->is_done)
    return;

  self->is_done = TRUE;
  end_source (&self->late);
  end_source (&self->cancelled);
  gh_error_check_cancelled (g_task_get_cancellable (task), &error);
  g_task_return_error (task, error);
}

/* Not left to the calls of libsecret: one that closes a question of the desktop waits for the answer to that. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  end_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Whether the service was there and is not any more, or never was. */
static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
end_failed (GTask  *task,
            GError *error)
{
  Asking *self = g_task_get_task_data (task);
  GhKeyringState state = self->known;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      end_cancelled (task);
      return;
    }
  if (self->is_done)
    return;

  if (is_gone (error))
    state = GH_KEYRING_NO_SERVICE;
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    state = GH_KEYRING_LOCKED;
  g_dbus_error_strip_remote_error (error);
  self->answer->reason = g_strdup (error->message);
  end (task, state);
}

/* --- unlocking --- */

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error) < 0)
    end_failed (task, error);
  else
    search (task);
}

/* @locked: (element-type GObject): items or collections */
static void
unlock (GTask *task,
        GList *locked)
{
  Asking *self = g_task_get_task_data (task);

  self->known = GH_KEYRING_LOCKED;
  if (!self->request.unlock || self->was_unlocked)
    {
      end (task, GH_KEYRING_LOCKED);
      return;
    }

  self->was_unlocked = TRUE;
  secret_service_unlock (self->service, locked, g_task_get_cancellable (task), unlocked_cb, begin_call (task));
}

/* --- storing --- */

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  Asking *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (item == NULL)
    {
      end_failed (task, error);
      return;
    }

  if (!self->is_done)
    self->answer->key = gh_secret_ref (self->request.key);
  end (task, GH_KEYRING_FOUND);
}

static void
create (GTask            *task,
        SecretCollection *collection)
{
  Asking *self = g_task_get_task_data (task);
  gsize length;
  const char *bytes = (const char *) gh_secret_get (self->request.key, &length);
  SecretValue *value = secret_value_new (bytes, (gssize) length, "application/octet-stream");

  /* Without SECRET_ITEM_CREATE_REPLACE: no item is ever overwritten (K2). */
  secret_item_create (collection, &schema, self->attributes, self->request.label, value, SECRET_ITEM_CREATE_NONE,
                      g_task_get_cancellable (task), created_cb, begin_call (task));
  secret_value_unref (value);
}

static void
keyring_made_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_create_finish (result, &error);

  if (collection != NULL)
    create (task, collection);
  else
    end_failed (task, error);
}

static void
store (GTask            *task,
       SecretCollection *collection)
{
  Asking *self = g_task_get_task_data (task);

  if (collection != NULL)
    {
      create (task, collection);
      return;
    }

  if (!self->request.unlock)
    {
      self->answer->reason = g_strdup (_("There is no keyring to put a key into."));
      end (task, GH_KEYRING_NO_SERVICE);
      return;
    }

  /* The desktop asks for its password. */
  secret_collection_create (self->service, _("Keyring"), SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_CREATE_NONE,
                            g_task_get_cancellable (task), keyring_made_cb, begin_call (task));
}

/* --- removing --- */

static void remove_next (GTask *task);

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    remove_next (task);
  else
    end_failed (task, error);
}

static void
remove_next (GTask *task)
{
  Asking *self = g_task_get_task_data (task);
  g_autoptr (SecretItem) item = NULL;

  if (self->doomed == NULL)
    {
      g_clear_pointer (&self->answer->key, gh_secret_unref);
      end (task, GH_KEYRING_ABSENT);
      return;
    }

  item = self->doomed->data;
  self->doomed = g_list_delete_link (self->doomed, self->doomed);
  secret_item_delete (item, g_task_get_cancellable (task), removed_cb, begin_call (task));
}

/* --- finding --- */

static void
take_default_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  Asking *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    end_failed (task, error);
  else if (collection != NULL && secret_collection_get_locked (collection))
    {
      GList locked = { collection, NULL, NULL };

      unlock (task, &locked);
    }
  else if (self->request.wish == GH_KEYRING_STORE)
    store (task, collection);
  else
    end (task, self->n_wrong > 0 ? GH_KEYRING_WRONG_KEY : GH_KEYRING_ABSENT);
}

static char *
describe (SecretItem *item)
{
  g_autofree char *label = secret_item_get_label (item);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local ((gint64) secret_item_get_created (item));
  g_autofree char *when = made != NULL ? g_date_time_format (made, "%x %X") : NULL;

  /* Translators: what a keyring calls a key, and when it was put there. */
  return when != NULL ? g_strdup_printf (_("“%s” of %s"), label, when) : g_strdup_printf (_("“%s”"), label);
}

static gboolean
is_right (Asking   *self,
          GhSecret *key)
{
  if (self->request.wish == GH_KEYRING_STORE)
    return gh_secret_equal (key, self->request.key);

  return self->request.check (key, self->request.data);
}

/* Takes what @item holds, if that is the right key. */
static void
try_item (Asking     *self,
          SecretItem *item)
{
  g_autoptr (GhSecret) key = NULL;
  SecretValue *value = secret_item_get_secret (item);
  const char *bytes;
  gsize length = 0;

  if (value != NULL)
    {
      bytes = secret_value_get (value, &length);
      key = gh_secret_copy (bytes, length);
      secret_value_unref (value);
    }

  if (length != KEY_BYTES || !is_right (self, key))
    {
      self->n_wrong++;
      return;
    }

  g_ptr_array_add (self->answer->places, describe (item));
  if (self->answer->key == NULL)
    self->answer->key = g_steal_pointer (&key);
  if (self->request.wish == GH_KEYRING_REMOVE)
    self->doomed = g_list_prepend (self->doomed, g_object_ref (item));
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Asking *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  g_autoptr (GList) locked = NULL;

  if (self->is_done)
    return;
  if (error != NULL)
    {
      end_failed (task, error);
      return;
    }

  self->n_wrong = 0;
  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      locked = g_list_prepend (locked, l->data);
    else
      try_item (self, l->data);

  if (self->answer->key != NULL && self->request.wish == GH_KEYRING_REMOVE)
    remove_next (task);
  else if (self->answer->key != NULL)
    end (task, GH_KEYRING_FOUND);
  else if (locked != NULL)
    unlock (task, locked);
  else
    /* Some services do not tell what a locked keyring has: nothing found is believed of an open one alone. */
    secret_collection_for_alias (self->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 g_task_get_cancellable (task), take_default_cb, begin_call (task));
}

static void
search (GTask *task)
{
  Asking *self = g_task_get_task_data (task);

  secret_service_search (self->service, &schema, self->attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                         g_task_get_cancellable (task), searched_cb, begin_call (task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Asking *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->service = secret_service_open_finish (result, &error);
  if (self->is_done)
    return;
  if (self->service == NULL)
    {
      end_failed (task, error);
      return;
    }

  /* By default GLib ends the program with its bus. */
  g_dbus_connection_set_exit_on_close (g_dbus_proxy_get_connection (G_DBUS_PROXY (self->service)), FALSE);
  search (task);
}

void
gh_keyring_ask_async (const GhKeyringRequest *request,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, request->number);
  Asking *self = g_new0 (Asking, 1);

  g_return_if_fail (request->organisation != NULL);
  g_return_if_fail (request->wish == GH_KEYRING_STORE ? request->key != NULL && request->label != NULL
                                                      : request->check != NULL);

  g_task_set_source_tag (task, gh_keyring_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  self->request = *request;
  self->request.organisation = g_strdup (request->organisation);
  self->request.label = g_strdup (request->label);
  self->request.key = request->key != NULL ? gh_secret_ref (request->key) : NULL;
  self->attributes = secret_attributes_build (&schema, "organisation", request->organisation, "number", number, NULL);
  self->answer = answer_new ();
  self->known = GH_KEYRING_NO_SERVICE;
  g_task_set_task_data (task, self, asking_free);

  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }

  /* One of its own each time: libsecret's shared one outlives a service that is gone. Not to be cancelled: GLib would
   * keep the bus that it was about to connect to as one that failed, for all of the program. */
  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, NULL, opened_cb, begin_call (task));
}

GhKeyringAnswer *
gh_keyring_ask_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- blocking --- */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GAsyncResult **answered = data;

  *answered = g_object_ref (result);
}

GhKeyringAnswer *
gh_keyring_ask (const GhKeyringRequest  *request,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) answered = NULL;
  GhKeyringAnswer *answer;

  g_main_context_push_thread_default (context);
  gh_keyring_ask_async (request, cancellable, answered_cb, &answered);
  while (answered == NULL)
    g_main_context_iteration (context, TRUE);
  answer = gh_keyring_ask_finish (answered, error);
  g_clear_object (&answered);
  /* What was given up may still hold something, and the bus lets go of what watched it from here. */
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);

  return answer;
}
