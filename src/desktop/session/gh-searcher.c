/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-searcher.h"

#include "settings/ops/gh-setting-record.h"
#include "users/gh-user-record.h"
#include "users/gh-user-search.h"

#include <malloc.h>

/* How long an answer of the database is good, because “inactive” moves with the clock. */
#define GOOD_SECONDS 60

struct _GhSearcher {
  gatomicrefcount  ref_count;
  GhStore         *store;
  GCancellable    *closed;     /* once cancelled, nobody asks */
  GThreadPool     *pool;       /* one thread, which owns the rest */

  GhUserSearch    *search;
  int              is_loaded;  /* atomic */
  GhChangesPlace   place;      /* how far it has read the changes */
  char            *sort;       /* of the last list */
  gint64           asked;      /* when the database was asked, unix seconds */
  gboolean         is_ready;   /* for the next key, apart from its words */
  gint64           began;      /* when its work began, monotonic */
  int              busy_us;    /* atomic: the thread's work since last taken, without loading */
};

/* A list or an update. */
typedef struct {
  GhSearcher    *self;
  char          *query;
  char          *sort;
  char          *time_zone;
  GhView         view;
  GArray        *ids;         /* NULL for an update */
  GhChanges     *changes;
} Job;

static void work (gpointer task, gpointer data);

GhSearcher *
gh_searcher_new (GhStore              *store,
                 const GhChangesPlace *place,
                 GCancellable         *closed)
{
  GhSearcher *self = g_new0 (GhSearcher, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->store = g_object_ref (store);
  self->place = *place;
  self->closed = g_object_ref (closed);
  self->search = gh_user_search_new ();
  self->pool = g_thread_pool_new (work, self, 1, TRUE, NULL);

  return self;
}

/* A job may hold the last reference, on the thread itself, so do not wait for the thread here. */
void
gh_searcher_unref (GhSearcher *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_thread_pool_free (self->pool, FALSE, FALSE);
  gh_user_search_free (self->search);
  g_free (self->sort);
  g_object_unref (self->closed);
  g_object_unref (self->store);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->query);
  g_free (job->sort);
  g_free (job->time_zone);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->changes, gh_changes_free);
  gh_searcher_unref (job->self);
  g_free (job);
}

static Job *
job_new (GhSearcher *self)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  job->self = self;

  return job;
}

static void
run (GTask       *task,
     GhStoreFunc  func)
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gh_store_read (job->self->store, func, task, &error))
    g_task_return_error (task, error);
  else if (job->ids != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job->ids), (GDestroyNotify) g_array_unref);
  else
    g_task_return_pointer (task, g_steal_pointer (&job->changes), (GDestroyNotify) gh_changes_free);
}

/* --- lists --- */

static gboolean
list_from_database_cb (GhConnection  *connection,
                       gpointer       data,
                       GError       **error)
{
  Job *job = g_task_get_task_data (data);
  const GhViewKind *kind = gh_user_views_read (connection, error);

  gh_connection_set_cancellable (connection, g_task_get_cancellable (data));

  return kind != NULL && gh_view_list (kind, &job->view, connection, job->ids, error);
}

/* It caches what it reads for the next key, so it is never interrupted. */
static gboolean
list_from_memory_cb (GhConnection  *connection,
                     gpointer       data,
                     GError       **error)
{
  Job *job = g_task_get_task_data (data);

  return gh_user_search_list (job->self->search, &job->view, connection, job->ids, error);
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  run (task, list_from_database_cb);
}

void
gh_searcher_list_async (GhSearcher          *self,
                        const GhView        *view,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = job_new (self);

  g_task_set_source_tag (task, gh_searcher_list_async);
  job->query = g_strdup (view->query);
  job->sort = g_strdup (view->sort);
  job->time_zone = g_strdup (view->time_zone);
  job->view = *view;
  job->view.query = job->query;
  job->view.sort = job->sort;
  job->view.time_zone = job->time_zone;
  job->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_task_data (task, job, job_free);

  /* Loading the index is faster than finding words in the database, so they wait for it. */
  if (view->limit == 0 && (g_atomic_int_get (&self->is_loaded) || (job->query != NULL && *job->query != '\0')))
    g_thread_pool_push (self->pool, g_steal_pointer (&task), NULL);
  else
    g_task_run_in_thread (task, list_in_thread);
}

/* --- updates --- */

static gboolean
load (GhSearcher    *self,
      GhConnection  *connection,
      GError       **error)
{
  g_atomic_int_set (&self->is_loaded, FALSE);
  gh_user_search_free (self->search);
  self->search = gh_user_search_new ();
  if (!gh_user_search_load (self->search, connection, NULL, error))
    return FALSE;

  /* Loading needs half as much memory again as it keeps; return that to the system. */
  malloc_trim (0);
  g_atomic_int_set (&self->is_loaded, TRUE);
  self->asked = gh_clock_now (gh_store_get_clock (self->store));
  self->began = g_get_monotonic_time ();

  return TRUE;
}

/* Whether users have got or lost first and last names, so that the index lacks or has texts of all. */
static gboolean
is_outdated (GhSearcher    *self,
             GhConnection  *connection,
             gboolean      *is_outdated,
             GError       **error)
{
  g_auto (GhSettings) settings = { 0 };

  if (!gh_settings_read (&settings, connection, error))
    return FALSE;

  *is_outdated = settings.identity_proofing != gh_user_search_has_identity (self->search);

  return TRUE;
}

/* Users not in @changes are neither forgotten nor read again. */
static gboolean
take_changes (GhSearcher       *self,
              GhConnection     *connection,
              const GhChanges  *changes,
              GError          **error)
{
  GArray *decided = gh_changes_get_decisions (changes, GH_USER_KIND);
  GArray *facts = gh_changes_get_facts (changes, GH_USER_KIND);
  gint64 now = gh_clock_now (gh_store_get_clock (self->store));
  gboolean must_load = FALSE;

  if (gh_changes_get_decisions (changes, GH_SETTING_KIND) != NULL &&
      !is_outdated (self, connection, &must_load, error))
    return FALSE;
  if (must_load)
    return load (self, connection, error);
  if (changes->has_names)
    gh_user_search_forget (self->search);
  if (decided != NULL &&
      !gh_user_search_update (self->search, connection, (const gint64 *) (void *) decided->data, decided->len, now, error))
    return FALSE;
  if (changes->has_all_facts)
    return gh_user_search_update_facts (self->search, connection, NULL, 0, now, error);

  return facts == NULL ||
         gh_user_search_update_facts (self->search, connection, (const gint64 *) (void *) facts->data, facts->len, now,
                                      error);
}

static gboolean
update_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Job *job = g_task_get_task_data (data);
  GhSearcher *self = job->self;
  gboolean is_ok;

  self->is_ready = FALSE;
  gh_connection_set_cancellable (connection, g_task_get_cancellable (data));
  job->changes = gh_changes_read (connection, &self->place, error);
  if (job->changes == NULL)
    return FALSE;

  if (job->changes->is_everything || !g_atomic_int_get (&self->is_loaded))
    is_ok = load (self, connection, error);
  else
    is_ok = take_changes (self, connection, job->changes, error);
  if (is_ok)
    self->place = job->changes->place;

  return is_ok;
}

void
gh_searcher_update_async (GhSearcher          *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, gh_searcher_update_async);
  g_task_set_task_data (task, job_new (self), job_free);
  g_thread_pool_push (self->pool, g_steal_pointer (&task), NULL);
}

/* --- the thread --- */

static gboolean
prepare_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  GhSearcher *self = data;
  gint64 now = gh_clock_now (gh_store_get_clock (self->store));

  gh_connection_set_cancellable (connection, self->closed);

  return gh_user_search_prepare (self->search, self->sort, now, connection, &self->is_ready, error);
}

/* Prepares what the next key needs, as long as no list is waiting. */
static void
prepare (GhSearcher *self)
{
  while (!self->is_ready && g_atomic_int_get (&self->is_loaded) && g_thread_pool_unprocessed (self->pool) == 0 &&
         !g_cancellable_is_cancelled (self->closed))
    if (!gh_store_read (self->store, prepare_cb, self, NULL))
      return;
}

static void
work_on_list (GhSearcher *self,
              GTask      *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->view.now >= self->asked + GOOD_SECONDS)
    {
      gh_user_search_forget_times (self->search);
      self->asked = job->view.now;
      self->is_ready = FALSE;
    }
  if (g_strcmp0 (job->view.sort, self->sort) != 0)
    {
      g_free (self->sort);
      self->sort = g_strdup (job->view.sort);
    }
  run (task, g_atomic_int_get (&self->is_loaded) ? list_from_memory_cb : list_from_database_cb);
}

static void
work (gpointer data,
      gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GhSearcher *self = user_data;

  self->began = g_get_monotonic_time ();
  if (!g_task_return_error_if_cancelled (task))
    {
      if (g_task_get_source_tag (task) == gh_searcher_list_async)
        work_on_list (self, task);
      else
        run (task, update_cb);
    }
  prepare (self);
  g_atomic_int_add (&self->busy_us, (int) (g_get_monotonic_time () - self->began));
}

gint64
gh_searcher_take_busy_time (GhSearcher *self)
{
  return g_atomic_int_and ((guint *) &self->busy_us, 0);
}
