/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-store.h"

#include "store/gh-lock.h"
#include "store/gh-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many idle readers are kept for reuse: as many as a page uses at once. Each has a cache of up to 16 MiB and two
 * open files. */
#define MAX_IDLE_READERS 8

/* From how many pages on the events' WAL is moved into the file: sign-ins wait while the disk is busy with that, and four
 * times SQLite's own number spares them most of it. */
#define LARGE_LOG_PAGES 4000

/* A truncating checkpoint blocks writers while it waits for readers, so its timeout is below theirs, sign-ins included. */
#define TRUNCATE_PATIENCE "PRAGMA busy_timeout = 1000"

G_DEFINE_FINAL_TYPE (GhStore, gh_store, G_TYPE_OBJECT)

void
gh_store_close_opened (GhStore *self)
{
  for (int i = 0; i < 2; i++)
    {
      gh_lock_release (self->opened.locks[i]);
      self->opened.locks[i] = -1;
    }

  /* The last to close moves the WAL into the file and removes it, which a reader cannot: so nobody else still reads the
   * directory when its writer closes, nor the events. */
  g_ptr_array_set_size (self->readers, 0);
  if (self->writers[GH_FILE_EVENTS] != NULL)
    gh_writer_detach (self->writers[GH_FILE_EVENTS], "DETACH directory");
  for (int i = 0; i < 2; i++)
    if (self->writers[i] != NULL)
      gh_writer_forget_connection (self->writers[i]);

  g_clear_pointer (&self->opened.empty_events, gh_connection_close);
  g_clear_error (&self->opened.read_only_error);
}

static void
gh_store_finalize (GObject *object)
{
  GhStore *self = GH_STORE (object);

  g_clear_pointer (&self->checkpointer, g_thread_join);
  gh_store_close_opened (self);
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->writers[i], gh_writer_free);
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->events_path, g_free);
  g_clear_pointer (&self->clock, gh_clock_unref);
  g_clear_pointer (&self->organisation_key, g_free);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->new_notices, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  g_rw_lock_clear (&self->writing);

  G_OBJECT_CLASS (gh_store_parent_class)->finalize (object);
}

static void
gh_store_class_init (GhStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_store_finalize;
}

static void
gh_store_init (GhStore *self)
{
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->new_notices = g_ptr_array_new_with_free_func (g_free);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_connection_close);
  for (int i = 0; i < 2; i++)
    {
      self->opened.access[i] = GH_ACCESS_READ;
      self->opened.locks[i] = -1;
    }
  g_mutex_init (&self->lock);
  g_rw_lock_init (&self->writing);
}

char *
gh_store_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gatehouse", "organisation.db", NULL);
}

const char *
gh_store_get_path (GhStore *self)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  return self->path;
}

const char *
gh_store_get_events_path (GhStore *self)
{
  gboolean has_events;

  g_mutex_lock (&self->lock);
  has_events = self->opened.empty_events == NULL;
  g_mutex_unlock (&self->lock);

  return has_events ? self->events_path : NULL;
}

GhClock *
gh_store_get_clock (GhStore *self)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  return self->clock;
}

const char *
gh_store_get_organisation_key (GhStore *self)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  return self->organisation_key;
}

typedef struct {
  gint64 seconds;
  gint64 latest;   /* what was last noted */
} Latest;

static gboolean
read_latest_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Latest *latest = data;

  return gh_connection_get_number (connection, "store/get-latest", &latest->latest, error, "");
}

static gboolean
note_latest_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Latest *latest = data;

  return gh_connection_run (connection, "store/note-latest", error, "i", latest->seconds);
}

gboolean
gh_store_note_latest (GhStore  *self,
                      gint64    seconds,
                      gint64    least,
                      GError  **error)
{
  Latest latest = { seconds, 0 };

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  if (!gh_store_read (self, read_latest_cb, &latest, error) ||
      (latest.latest + least < seconds && !gh_store_write (self, GH_FILE_EVENTS, note_latest_cb, &latest, error)))
    return FALSE;

  gh_clock_note_latest (self->clock, MAX (seconds, latest.latest));

  return TRUE;
}

GPtrArray *
gh_store_get_notices (GhStore *self)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  g_mutex_lock (&self->lock);
  while (self->new_notices->len > 0)
    {
      g_autofree char *sentence = g_ptr_array_steal_index (self->new_notices, 0);

      if (!g_ptr_array_find_with_equal_func (self->notices, sentence, g_str_equal, NULL))
        g_ptr_array_add (self->notices, g_steal_pointer (&sentence));
    }
  g_mutex_unlock (&self->lock);

  return self->notices;
}

void
gh_store_add_notice (GhStore    *self,
                     const char *sentence)
{
  g_return_if_fail (GH_IS_STORE (self));

  g_mutex_lock (&self->lock);
  if (!g_ptr_array_find_with_equal_func (self->new_notices, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->new_notices, g_strdup (sentence));
  g_mutex_unlock (&self->lock);
}

gboolean
gh_store_is_writable (GhStore  *self,
                      GError  **error)
{
  gboolean is_writable;

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  g_mutex_lock (&self->lock);
  is_writable = self->opened.read_only_error == NULL;
  if (!is_writable && error != NULL)
    *error = g_error_copy (self->opened.read_only_error);
  g_mutex_unlock (&self->lock);

  return is_writable;
}

/* --- whether the files are still the same --- */

const char *
gh_store_get_file_path (GhStore *self,
                        GhFile   file)
{
  return file == GH_FILE_DIRECTORY ? self->path : self->events_path;
}

gboolean
gh_store_check_files (GhStore  *self,
                      GError  **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    {
      const char *path = gh_store_get_file_path (self, file);
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      GhFileIdentity log_now = gh_file_identify (log);
      GhFileIdentity wanted;

      g_mutex_lock (&self->lock);
      wanted = self->opened.identities[file];
      g_mutex_unlock (&self->lock);
      if (wanted.inode == 0)
        continue;
      if (!gh_file_check_same (path, &wanted, error) || !gh_file_check_safe (path, NULL, error))
        return FALSE;

      /* It was seen before the file was, so it is that file's. */
      g_mutex_lock (&self->lock);
      self->opened.logs[file] = log_now;
      g_mutex_unlock (&self->lock);
    }

  return TRUE;
}

/* Before a write: a connection that opened the file as writable could go on writing, whatever has changed since. */
static gboolean
check_writable (GhStore  *self,
                GhFile    file,
                GError  **error)
{
  const char *path = gh_store_get_file_path (self, file);

  if (!gh_store_is_writable (self, error) || !gh_store_check_files (self, error))
    return FALSE;

  if (access (path, W_OK) != 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_READ_ONLY, _("“%s” cannot be written by you any more."), path);
      return FALSE;
    }

  return TRUE;
}

/* --- the writer threads --- */

/* The size of the file tells nothing where it stays as long as it was. */
static int
note_log_cb (void       *data,
             sqlite3    *db,
             const char *name,
             int         n_pages)
{
  GhConnection *connection = data;

  connection->log_pages = n_pages;

  return SQLITE_OK;
}

static GhConnection *
open_writer (GhStore  *self,
             GhFile    file,
             GError  **error)
{
  const char *path = gh_store_get_file_path (self, file);
  g_autoptr (GhConnection) connection = NULL;

  connection = gh_connection_open_same (path, GH_ACCESS_WRITE, &self->opened.identities[file], error);
  if (connection == NULL)
    return NULL;

  /* Each reads the other file, in which it sees what was committed last and waits for nobody. */
  if (file == GH_FILE_DIRECTORY ? !gh_connection_attach (connection, self->events_path, "events", GH_ACCESS_READ,
                                                         &self->opened.identities[GH_FILE_EVENTS], error)
                                : !gh_connection_attach (connection, self->path, "directory", GH_ACCESS_READ,
                                                         &self->opened.identities[GH_FILE_DIRECTORY], error))
    return NULL;

  /* A backup that was copied here by hand has no WAL yet. A large operation must not stop halfway to checkpoint;
   * a worker does it afterwards, and then the log starts again, no longer than needed. That of the events stays as long as
   * it is: a commit need not make the file longer, which takes the disk twice the time. */
  if (!gh_connection_execute (connection, "PRAGMA main.journal_mode = WAL;"
                                          "PRAGMA main.wal_autocheckpoint = 0", error) ||
      !gh_connection_execute (connection, file == GH_FILE_EVENTS ? "PRAGMA main.journal_size_limit = 16777216"
                                                                 : "PRAGMA main.journal_size_limit = 0", error) ||
      !gh_connection_note_version (connection, error))
    return NULL;
  sqlite3_wal_hook (connection->db, note_log_cb, connection);

  return g_steal_pointer (&connection);
}

gboolean
gh_store_begin_writing (GhStore        *self,
                        GhFile          file,
                        GhConnection  **connection,
                        GError        **error)
{
  g_rw_lock_reader_lock (&self->writing);
  if (!check_writable (self, file, error))
    return FALSE;

  if (*connection == NULL)
    *connection = open_writer (self, file, error);

  return *connection != NULL;
}

void
gh_store_end_writing (GhStore      *self,
                      GhFile        file,
                      GhConnection *connection)
{
  GhStoreCommittedFunc func;
  gpointer func_data;

  g_mutex_lock (&self->lock);
  func = self->committed_func;
  func_data = self->committed_data;
  g_mutex_unlock (&self->lock);
  if (connection != NULL && func != NULL && file == GH_FILE_DIRECTORY)
    func (self, connection, func_data);
  /* An operation requests its own checkpoint; facts come in small pieces. */
  if (connection != NULL && file == GH_FILE_EVENTS && connection->log_pages >= LARGE_LOG_PAGES)
    gh_store_checkpoint_soon (self, GH_FILE_EVENTS, FALSE);
  g_rw_lock_reader_unlock (&self->writing);
}

GhWriter *
gh_store_get_writer (GhStore *self,
                     GhFile   file)
{
  g_mutex_lock (&self->lock);
  if (self->writers[file] == NULL)
    self->writers[file] = gh_writer_new (self, file);
  g_mutex_unlock (&self->lock);

  return self->writers[file];
}

gboolean
gh_store_write (GhStore      *self,
                GhFile        file,
                GhStoreFunc   func,
                gpointer      data,
                GError      **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  return gh_writer_run (gh_store_get_writer (self, file), GH_WRITE_ALONE, func, data, error);
}

gboolean
gh_store_take_attempt_number (GhConnection  *events,
                              gint64        *number,
                              GError       **error)
{
  return gh_connection_get_number (events, "store/take-attempt-number", number, error, "");
}

gboolean
gh_store_tell_fact (GhConnection  *events,
                    const char    *kind,
                    gint64         record,
                    GError       **error)
{
  return gh_connection_run (events, "store/tell-fact", error, "si", kind, record) &&
         gh_connection_run (events, "store/drop-told-facts", error, "");
}

gboolean
gh_store_write_together (GhStore      *self,
                         GhFile        file,
                         GhStoreFunc   func,
                         gpointer      data,
                         GError      **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  return gh_writer_run (gh_store_get_writer (self, file), GH_WRITE_TOGETHER, func, data, error);
}

void
gh_store_write_async (GhStore             *self,
                      GhFile               file,
                      GhWrite              how,
                      GhStoreFunc          func,
                      gpointer             func_data,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  GTask *task;

  g_return_if_fail (GH_IS_STORE (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, gh_store_write_async);
  gh_writer_run_async (gh_store_get_writer (self, file), how, func, func_data, task);
}

gboolean
gh_store_write_finish (GhStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gh_store_set_committed_func (GhStore              *self,
                             GhStoreCommittedFunc  func,
                             gpointer              data)
{
  g_return_if_fail (GH_IS_STORE (self));

  g_mutex_lock (&self->lock);
  self->committed_func = func;
  self->committed_data = data;
  g_mutex_unlock (&self->lock);
}

void
gh_store_assert_writer (GhConnection *connection)
{
  g_assert (gh_writer_is_current (connection));
}

/* --- checkpoints --- */

/* Copies the WAL into the file, and empties it if @truncate is set. Best effort: otherwise the last to close the file
 * does it. */
static gboolean
checkpoint (GhStore  *self,
            GhFile    file,
            gboolean  truncate,
            GError  **error)
{
  g_autoptr (GhConnection) connection = NULL;
  GhFileIdentity identity;
  gint64 busy = 1;

  g_mutex_lock (&self->lock);
  identity = self->opened.identities[file];
  g_mutex_unlock (&self->lock);

  connection = gh_connection_open_same (gh_store_get_file_path (self, file), GH_ACCESS_WRITE, &identity, error);
  if (connection == NULL ||
      !gh_connection_execute (connection, TRUNCATE_PATIENCE, error) ||
      !gh_connection_read_int (connection,
                               truncate ? "PRAGMA wal_checkpoint (TRUNCATE)" : "PRAGMA wal_checkpoint (PASSIVE)",
                               &busy, error))
    return FALSE;

  return busy == 0;
}

/* Finds the next file, if there is one. */
static gboolean
take_checkpoint (GhStore  *self,
                 GhFile   *file,
                 gboolean *truncate)
{
  gboolean is_asked = FALSE;

  g_mutex_lock (&self->lock);
  for (int i = 0; i < 2 && !is_asked; i++)
    if (self->must_checkpoint[i])
      {
        is_asked = TRUE;
        *file = (GhFile) i;
        *truncate = self->must_truncate[i];
        self->must_checkpoint[i] = FALSE;
        self->must_truncate[i] = FALSE;
      }
  self->is_checkpointing = is_asked;
  g_mutex_unlock (&self->lock);

  return is_asked;
}

static gpointer
checkpoint_thread (gpointer data)
{
  GhStore *self = data;
  gboolean truncate;
  GhFile file;

  while (take_checkpoint (self, &file, &truncate))
    {
      g_autoptr (GError) error = NULL;

      if (checkpoint (self, file, truncate, &error))
        continue;

      g_debug ("Checkpointing %s: %s", gh_store_get_file_path (self, file), error != NULL ? error->message : "busy");
      g_mutex_lock (&self->lock);
      self->must_truncate[file] |= truncate;
      g_mutex_unlock (&self->lock);
    }

  return NULL;
}

void
gh_store_checkpoint_soon (GhStore  *self,
                          GhFile    file,
                          gboolean  truncate)
{
  g_return_if_fail (GH_IS_STORE (self));

  g_mutex_lock (&self->lock);
  self->must_truncate[file] |= truncate;
  self->must_checkpoint[file] = TRUE;
  if (!self->is_checkpointing)
    {
      /* The last one is ending, and takes no more locks. */
      g_clear_pointer (&self->checkpointer, g_thread_join);
      self->is_checkpointing = TRUE;
      self->checkpointer = g_thread_new ("checkpoint", checkpoint_thread, self);
    }
  g_mutex_unlock (&self->lock);
}

/* --- readers --- */

static GhConnection *
open_reader (GhStore  *self,
             GError  **error)
{
  g_autoptr (GhConnection) reader = NULL;
  GhAccess accesses[2];
  GhFileIdentity identities[2];
  gboolean has_events;
  guint generation;

  g_mutex_lock (&self->lock);
  memcpy (accesses, self->opened.access, sizeof accesses);
  memcpy (identities, self->opened.identities, sizeof identities);
  has_events = self->opened.empty_events == NULL;
  generation = self->generation;
  g_mutex_unlock (&self->lock);

  reader = gh_connection_open_same (self->path, accesses[GH_FILE_DIRECTORY], &identities[GH_FILE_DIRECTORY], error);
  if (reader == NULL ||
      !(has_events ? gh_connection_attach (reader, self->events_path, "events", accesses[GH_FILE_EVENTS],
                                           &identities[GH_FILE_EVENTS], error)
                   : gh_connection_attach (reader, GH_EMPTY_EVENTS, "events", GH_ACCESS_WRITE, NULL, error)))
    return NULL;

  reader->generation = generation;

  return g_steal_pointer (&reader);
}

GhConnection *
gh_store_lend_reader (GhStore  *self,
                      GError  **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  g_mutex_lock (&self->lock);
  if (self->readers->len > 0)
    {
      GhConnection *reader = g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);

      g_mutex_unlock (&self->lock);
      return reader;
    }
  g_mutex_unlock (&self->lock);

  return open_reader (self, error);
}

void
gh_store_return_reader (GhStore      *self,
                        GhConnection *reader)
{
  g_return_if_fail (GH_IS_STORE (self));
  g_return_if_fail (reader != NULL);

  sqlite3_db_release_memory (reader->db);
  gh_connection_rollback (reader);
  gh_connection_set_cancellable (reader, NULL);

  /* A reader of files that are no longer open is useless. */
  g_mutex_lock (&self->lock);
  if (self->readers->len < MAX_IDLE_READERS && reader->generation == self->generation)
    g_ptr_array_add (self->readers, g_steal_pointer (&reader));
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&reader, gh_connection_close);
}

gboolean
gh_store_read (GhStore      *self,
               GhStoreFunc   func,
               gpointer      data,
               GError      **error)
{
  GhConnection *reader;
  gboolean result;

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  reader = gh_store_lend_reader (self, error);
  if (reader == NULL)
    return FALSE;

  result = gh_connection_begin_read (reader, error) && func (reader, data, error);
  gh_store_return_reader (self, reader);

  return result;
}
