/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-session-private.h"

#include "groups/gh-group.h"
#include "session/gh-due-work.h"
#include "session/gh-files-watch.h"
#include "session/gh-pace.h"
#include "session/gh-searcher.h"
#include "settings/ops/gh-setting-record.h"
#include "users/gh-user-block.h"

#include <string.h>

/* A change must be on the screen within a second (F4). The monitors are a hint, the timer is the guarantee. */
#define WATCH_MS 300
#define LOAD_MS  200

/* Facts may come by the hundred, so they are signalled and counted in batches. */
#define FACTS_MS 500
#define COUNT_MS 2000

/* “Inactive” and the ends of Bypass move with the clock. */
#define CLOCK_SECONDS 60

struct _GhSession {
  GObject        parent_instance;

  GhStore       *store;
  GhActor       *actor;
  GhSettings     settings;
  GhConnection  *reader;
  gboolean       is_reading;   /* in a transaction, until the loop is idle */
  GhUserBlock   *block;        /* nullable; reads in such transactions */
  gint64         block_version; /* of the directory whose groups it has, in its upper half */
  guint          idle_id;
  GhSearcher    *searcher;
  GhSavedViews  *views;        /* created on demand */
  GCancellable  *closed;

  /* watching */
  guint          watch_id;
  guint          clock_id;
  GhFilesWatch  *files;
  GhDueWork     *due_work;     /* begins when the search is loaded */
  GError        *lost;         /* why they cannot be used; nothing is read until it is NULL again */
  guint          load_id;      /* until the search is loaded */
  gboolean       is_loaded;
  gint64         version;      /* of the database, as of the last update that worked */
  gint64         updating;     /* the version of the current or last update */
  GhPace        *updates;

  /* counting */
  GhUserCounts   counts;
  gint64         n_groups;
  gboolean       has_counts;
  GhPace        *countings;
};

/* The kinds of records that counts depend on. */
static const char *const counted_kinds[] = { "user", "group", NULL };

static const char *const setting_kinds[] = { GH_SETTING_KIND, NULL };

enum {
  SIGNAL_CHANGED,
  SIGNAL_SETTINGS_CHANGED,
  SIGNAL_COUNTED,
  SIGNAL_OPERATED,
  SIGNAL_LOST,
  SIGNAL_NOTICED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSession, gh_session, G_TYPE_OBJECT)

/* --- the main loop's reader --- */

static void
end_reading (GhSession *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  /* A rollback would drop the block's own table. */
  if (self->is_reading && !gh_connection_commit (self->reader, NULL))
    g_clear_pointer (&self->block, gh_user_block_free);
  self->is_reading = FALSE;
}

/* An open transaction would keep the database from tidying up. */
static gboolean
end_reading_cb (gpointer data)
{
  end_reading (data);

  return G_SOURCE_REMOVE;
}

GhConnection *
gh_session_get_reader (GhSession  *self,
                       GError    **error)
{
  gint64 version;

  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  if (!self->is_reading)
    {
      if (!gh_connection_begin_read (self->reader, error))
        return NULL;
      self->is_reading = TRUE;
      version = gh_connection_get_data_version (self->reader);
      if ((version ^ self->block_version) >> 32 != 0)
        g_clear_pointer (&self->block, gh_user_block_free);
      self->block_version = version;
      self->idle_id = g_idle_add_full (G_PRIORITY_LOW, end_reading_cb, self, NULL);
    }

  return self->reader;
}

void
gh_session_renew_reader (GhSession *self)
{
  g_return_if_fail (GH_IS_SESSION (self));

  end_reading (self);
}

const GhUserRow *
gh_session_read_user (GhSession *self,
                      gint64     id)
{
  g_autoptr (GError) error = NULL;
  GhConnection *reader = gh_session_get_reader (self, &error);

  if (reader != NULL && self->block == NULL)
    self->block = gh_user_block_new (reader, gh_session_get_now (self), &error);
  if (reader == NULL || self->block == NULL)
    {
      g_warning ("Rows cannot be read: %s", error->message);
      return NULL;
    }

  gh_user_block_set_now (self->block, gh_session_get_now (self));

  return gh_user_block_read (self->block, &id, 1, NULL) ? gh_user_block_get_row (self->block, 0) : NULL;
}

/* --- counts --- */

typedef struct {
  GhUserCounts counts;
  gint64       n_groups;
  gint64       now;
  gint64       cost;   /* microseconds */
} Counting;

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;
  gint64 began = g_get_monotonic_time ();
  gboolean ok = gh_user_counts_read (&counting->counts, connection, counting->now, error) &&
                gh_group_count (connection, &counting->n_groups, error);

  counting->cost = g_get_monotonic_time () - began;

  return ok;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhSession) self = data;
  g_autoptr (GError) error = NULL;
  Counting *counting = gh_session_read_finish (result, &error);

  if (g_cancellable_is_cancelled (self->closed))
    return;

  if (counting != NULL)
    {
      self->counts = counting->counts;
      self->n_groups = counting->n_groups;
      self->has_counts = TRUE;
      g_signal_emit (self, signals[SIGNAL_COUNTED], 0);
    }
  else
    {
      g_debug ("Counting: %s", error->message);
      gh_files_watch_ask (self->files);
    }
  gh_pace_end (self->countings, counting != NULL ? counting->cost : 0);
}

static void
count (gpointer data)
{
  GhSession *self = data;
  Counting *counting;

  if (self->lost != NULL)
    {
      gh_pace_end (self->countings, 0);
      return;
    }

  counting = g_new0 (Counting, 1);
  counting->now = gh_session_get_now (self);
  gh_session_read_async (self, count_cb, counting, g_free, self->closed, counted_cb, g_object_ref (self));
}

/* --- what changes --- */

/* Returns whether all must be shown anew: days end elsewhere. */
static gboolean
read_settings (GhSession *self)
{
  g_autoptr (GError) error = NULL;
  GhConnection *reader = gh_session_get_reader (self, &error);
  g_auto (GhSettings) settings = { 0 };
  gboolean moves_days;

  if (reader == NULL || !gh_settings_read (&settings, reader, &error) || settings.timezone == NULL)
    {
      g_debug ("What is set could not be read: %s", error != NULL ? error->message : "nothing is");
      return FALSE;
    }

  moves_days = strcmp (settings.timezone, self->settings.timezone) != 0;
  gh_settings_clear (&self->settings);
  self->settings = settings;
  settings = (GhSettings) { 0 };
  g_signal_emit (self, signals[SIGNAL_SETTINGS_CHANGED], 0);

  return moves_days;
}

static void
tell_changed (GhSession       *self,
              const GhChanges *changes)
{
  g_autoptr (GhChanges) everything = NULL;

  if (gh_changes_concern (changes, setting_kinds, 0) && read_settings (self))
    everything = gh_changes_new_everything ();
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, everything != NULL ? everything : changes);
}

static void
updated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhChanges) changes = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->closed))
    return;

  if (changes != NULL)
    {
      end_reading (self);
      self->version = self->updating;
      if (!self->is_loaded || gh_changes_has_any (changes))
        tell_changed (self, changes);
      if (!self->is_loaded || gh_changes_concern (changes, NULL, GH_CHANGES_ENTRIES))
        gh_due_work_look (self->due_work);
      self->is_loaded = TRUE;
      if (gh_changes_concern (changes, counted_kinds, GH_CHANGES_FACTS))
        gh_pace_ask (self->countings, gh_changes_concern (changes, counted_kinds, 0));
    }
  else
    {
      /* The version still differs from the database's, so the watch tries again. */
      g_debug ("What changed could not be read: %s", error->message);
      gh_files_watch_ask (self->files);
    }

  gh_pace_end (self->updates, gh_searcher_take_busy_time (self->searcher));
}

static void
update (gpointer data)
{
  GhSession *self = data;

  if (self->lost != NULL)
    {
      gh_pace_end (self->updates, 0);
      return;
    }

  self->updating = gh_connection_get_data_version (self->reader);
  gh_searcher_update_async (self->searcher, self->closed, updated_cb, g_object_ref (self));
}

/* Decisions are signalled at once; facts are batched. */
static gboolean
watch_cb (gpointer data)
{
  GhSession *self = data;
  gint64 version = self->lost == NULL ? gh_connection_get_data_version (self->reader) : self->version;
  gint64 known = gh_pace_is_begun (self->updates) ? self->updating : self->version;

  if (version != known)
    gh_pace_ask (self->updates, (version ^ known) >> 32 != 0);

  return G_SOURCE_CONTINUE;
}

static gboolean
load_cb (gpointer data)
{
  GhSession *self = data;

  self->load_id = 0;
  gh_pace_ask (self->updates, TRUE);

  return G_SOURCE_REMOVE;
}

static gboolean
clock_cb (gpointer data)
{
  GhSession *self = data;
  g_autoptr (GhChanges) time = gh_changes_new_time ();

  if (self->lost != NULL)
    return G_SOURCE_CONTINUE;

  end_reading (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, time);
  gh_pace_ask (self->countings, FALSE);

  return G_SOURCE_CONTINUE;
}

/* --- the files --- */

static void
follow (GhSession *self,
        GhOpening *opening)
{
  self->reader = g_steal_pointer (&opening->reader);
  self->version = opening->version;
  self->searcher = gh_searcher_new (self->store, &opening->place, self->closed);
}

static void
lost_cb (const GError *error,
         gpointer      data)
{
  GhSession *self = data;

  if (!g_error_matches (error, GH_ERROR, GH_ERROR_NEWER))
    {
      gh_session_set_lost (self, g_error_copy (error));
      return;
    }

  /* Looking goes on. */
  g_ptr_array_add (gh_store_get_notices (self->store), g_strdup (error->message));
  g_signal_emit (self, signals[SIGNAL_NOTICED], 0);
}

const GError *
gh_session_get_lost (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->lost;
}

void
gh_session_set_lost (GhSession *self,
                     GError    *error)
{
  g_clear_error (&self->lost);
  self->lost = error;
  g_signal_emit (self, signals[SIGNAL_LOST], 0);
}

void
gh_session_resume (GhSession *self,
                   GhOpening *opening)
{
  g_autoptr (GhChanges) everything = gh_changes_new_everything ();

  end_reading (self);
  g_clear_pointer (&self->block, gh_user_block_free);
  gh_store_return_reader (self->store, self->reader);
  /* Its data may come from another file. */
  gh_searcher_unref (self->searcher);
  follow (self, opening);

  g_clear_error (&self->lost);
  gh_files_watch_resume (self->files);
  tell_changed (self, everything);
  gh_pace_ask (self->countings, TRUE);
  gh_pace_ask (self->updates, TRUE);
}

/* --- life --- */

static void
gh_session_dispose (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  g_cancellable_cancel (self->closed);
  g_clear_pointer (&self->files, gh_files_watch_stop);
  g_clear_pointer (&self->due_work, gh_due_work_stop);
  g_clear_handle_id (&self->watch_id, g_source_remove);
  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_pointer (&self->updates, gh_pace_free);
  g_clear_pointer (&self->countings, gh_pace_free);
  g_clear_pointer (&self->searcher, gh_searcher_unref);
  end_reading (self);
  g_clear_pointer (&self->block, gh_user_block_free);
  if (self->reader != NULL)
    gh_store_return_reader (self->store, g_steal_pointer (&self->reader));
  g_clear_object (&self->views);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gh_session_parent_class)->dispose (object);
}

static void
gh_session_finalize (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  gh_actor_free (self->actor);
  g_clear_error (&self->lost);
  gh_settings_clear (&self->settings);
  g_object_unref (self->closed);

  G_OBJECT_CLASS (gh_session_parent_class)->finalize (object);
}

static void
gh_session_class_init (GhSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_session_dispose;
  object_class->finalize = gh_session_finalize;

  /**
   * GhSession::changed:
   * @changes: (type GhChanges): what changed
   *
   * Something changed, whoever did it. Lists may differ now, and rows may look different.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * GhSession::settings-changed:
   *
   * gh_session_get_settings() may say something else now. Comes just before `changed`.
   */
  signals[SIGNAL_SETTINGS_CHANGED] =
    g_signal_new ("settings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * GhSession::counted:
   *
   * There are new counts.
   */
  signals[SIGNAL_COUNTED] =
    g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GhSession::operated:
   * @result: (type GhResult): what was done
   *
   * This window has done something; `changed` comes just before or soon after.
   */
  signals[SIGNAL_OPERATED] =
    g_signal_new ("operated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * GhSession::noticed:
   *
   * There is a new sentence in gh_store_get_notices(), or gh_session_waits_for_clock() says something else.
   */
  signals[SIGNAL_NOTICED] =
    g_signal_new ("noticed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GhSession::lost:
   *
   * The organisation's files are no longer those that were opened; gh_session_get_lost() says more.
   */
  signals[SIGNAL_LOST] =
    g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_session_init (GhSession *self)
{
  self->closed = g_cancellable_new ();
  self->updates = gh_pace_new (FACTS_MS, update, self);
  self->countings = gh_pace_new (COUNT_MS, count, self);
  self->n_groups = -1;
}

/* --- creating --- */

static void
noticed_cb (gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_NOTICED], 0);
}

GhSession *
gh_session_make (GhOpening *opening,
                 GhActor   *actor)
{
  GhSession *self = g_object_new (GH_TYPE_SESSION, NULL);

  self->actor = actor;
  self->store = g_steal_pointer (&opening->store);
  self->settings = opening->settings;
  opening->settings = (GhSettings) { 0 };
  follow (self, opening);

  self->files = gh_files_watch_new (self->store, lost_cb, watch_cb, self);
  self->due_work = gh_due_work_new (self->store, noticed_cb, self);
  self->watch_id = g_timeout_add (WATCH_MS, watch_cb, self);
  self->clock_id = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  gh_pace_ask (self->countings, TRUE);
  /* The first list comes from the database, and need not wait for this. */
  self->load_id = g_timeout_add (LOAD_MS, load_cb, self);

  return self;
}

/* --- for pages --- */

GhStore *
gh_session_get_store (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->store;
}

const GhActor *
gh_session_get_actor (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->actor;
}

const char *
gh_session_get_name (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->settings.name;
}

const char *
gh_session_get_time_zone (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->settings.timezone;
}

const GhSettings *
gh_session_get_settings (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return &self->settings;
}

gboolean
gh_session_waits_for_clock (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), FALSE);

  return gh_due_work_waits (self->due_work);
}

gint64
gh_session_get_now (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), 0);

  return gh_clock_now (gh_store_get_clock (self->store));
}

void
gh_session_tell_operated (GhSession      *self,
                          const GhResult *result)
{
  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (result != NULL);

  g_signal_emit (self, signals[SIGNAL_OPERATED], 0, result);
}

const GhUserCounts *
gh_session_get_counts (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->has_counts ? &self->counts : NULL;
}

gint64
gh_session_get_n_groups (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), -1);

  return self->n_groups;
}

GhSavedViews *
gh_session_get_saved_views (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  if (self->views == NULL)
    self->views = gh_saved_views_new (gh_store_get_organisation_key (self->store));

  return self->views;
}

void
gh_session_list_users_async (GhSession           *self,
                             const GhView        *view,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  GhView now = *view;

  g_return_if_fail (GH_IS_SESSION (self));

  now.now = gh_session_get_now (self);
  now.time_zone = self->settings.timezone;
  gh_searcher_list_async (self->searcher, &now, cancellable, callback, data);
}

GArray *
gh_session_list_users_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
