/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib is built without the thread sanitizer, which therefore sees none of its locks. Linked into tests, these wrap
 * GLib's functions and tell the sanitizer what they order. */
#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>

#define REAL(name) \
  static __typeof__ (name) *real; \
  if (__atomic_load_n (&real, __ATOMIC_RELAXED) == NULL) \
    __atomic_store_n (&real, (__typeof__ (name) *) dlsym (RTLD_NEXT, #name), __ATOMIC_RELAXED)

void (g_mutex_lock) (GMutex *mutex);
void (g_mutex_unlock) (GMutex *mutex);
void (g_cond_wait) (GCond *cond, GMutex *mutex);

/* --- locks --- */

void
(g_mutex_lock) (GMutex *mutex)
{
  REAL (g_mutex_lock);

  __tsan_mutex_pre_lock (mutex, 0);
  real (mutex);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

void
(g_mutex_unlock) (GMutex *mutex)
{
  REAL (g_mutex_unlock);

  __tsan_mutex_pre_unlock (mutex, 0);
  real (mutex);
  __tsan_mutex_post_unlock (mutex, 0);
}

void
g_cond_wait (GCond  *cond,
             GMutex *mutex)
{
  REAL (g_cond_wait);

  __tsan_mutex_pre_unlock (mutex, 0);
  __tsan_mutex_post_unlock (mutex, 0);
  real (cond, mutex);
  __tsan_mutex_pre_lock (mutex, 0);
  __tsan_mutex_post_lock (mutex, 0, 0);
}

void
g_rw_lock_reader_lock (GRWLock *lock)
{
  REAL (g_rw_lock_reader_lock);

  __tsan_mutex_pre_lock (lock, __tsan_mutex_read_lock);
  real (lock);
  __tsan_mutex_post_lock (lock, __tsan_mutex_read_lock, 0);
}

void
g_rw_lock_reader_unlock (GRWLock *lock)
{
  REAL (g_rw_lock_reader_unlock);

  __tsan_mutex_pre_unlock (lock, __tsan_mutex_read_lock);
  real (lock);
  __tsan_mutex_post_unlock (lock, __tsan_mutex_read_lock);
}

void
g_rw_lock_writer_lock (GRWLock *lock)
{
  REAL (g_rw_lock_writer_lock);

  __tsan_mutex_pre_lock (lock, 0);
  real (lock);
  __tsan_mutex_post_lock (lock, 0, 0);
}

void
g_rw_lock_writer_unlock (GRWLock *lock)
{
  REAL (g_rw_lock_writer_unlock);

  __tsan_mutex_pre_unlock (lock, 0);
  real (lock);
  __tsan_mutex_post_unlock (lock, 0);
}

/* --- what passes from thread to thread --- */

void
(g_object_unref) (gpointer object)
{
  REAL (g_object_unref);

  __tsan_release (object);
  __tsan_acquire (object);
  real (object);
}

gboolean
g_thread_pool_push (GThreadPool  *pool,
                    gpointer      data,
                    GError      **error)
{
  REAL (g_thread_pool_push);

  __tsan_release (data);

  return real (pool, data, error);
}

static void
task_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GTaskThreadFunc func = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), "thread-func");

  __tsan_acquire (task);
  func (task, source, data, cancellable);
}

void
g_task_run_in_thread (GTask           *task,
                      GTaskThreadFunc  func)
{
  REAL (g_task_run_in_thread);

  g_object_set_data (G_OBJECT (task), "thread-func", (gpointer) func);
  __tsan_release (task);
  real (task, task_thread);
}

gpointer
g_task_get_task_data (GTask *task)
{
  REAL (g_task_get_task_data);

  __tsan_acquire (task);

  return real (task);
}

void
g_task_return_pointer (GTask          *task,
                       gpointer        result,
                       GDestroyNotify  free_result)
{
  REAL (g_task_return_pointer);

  __tsan_release (task);
  real (task, result, free_result);
}

void
g_task_return_boolean (GTask    *task,
                       gboolean  result)
{
  REAL (g_task_return_boolean);

  __tsan_release (task);
  real (task, result);
}

void
g_task_return_error (GTask  *task,
                     GError *error)
{
  REAL (g_task_return_error);

  __tsan_release (task);
  real (task, error);
}

gpointer
g_task_propagate_pointer (GTask   *task,
                          GError **error)
{
  REAL (g_task_propagate_pointer);

  __tsan_acquire (task);

  return real (task, error);
}

gboolean
g_task_propagate_boolean (GTask   *task,
                          GError **error)
{
  REAL (g_task_propagate_boolean);

  __tsan_acquire (task);

  return real (task, error);
}
