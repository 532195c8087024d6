/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-store.h"

#include "base/gh-id.h"
#include "store/gh-file.h"
#include "store/gh-lock.h"
#include "store/gh-migrator.h"
#include "store/gh-store-private.h"
#include "store/gh-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _GhStore {
  GObject      parent_instance;

  char        *path;
  char        *events_path;
  GhClock     *clock;
  char        *organisation_key;
  GPtrArray   *notices;
  GError      *read_only_error; /* why nothing can be written; NULL: it can */
  GhAccess     access;          /* how the two files can be read */
  GhAccess     events_access;
  int          locks[2];        /* what keeps other programs from removing the WAL of each file */
  GhConnection *empty_events;   /* holds an empty one in memory where the file is missing and cannot be made */

  GMutex       lock;            /* for all below */
  GPtrArray   *readers;         /* idle ones */
  GhWriter    *writers[2];      /* made when first needed */
  GhStoreCommittedFunc committed_func;
  gpointer     committed_data;
  GThread     *checkpointer;    /* the last one started */
  int          is_checkpointing;
};

G_DEFINE_FINAL_TYPE (GhStore, gh_store, G_TYPE_OBJECT)

static void
gh_store_finalize (GObject *object)
{
  GhStore *self = GH_STORE (object);

  g_clear_pointer (&self->checkpointer, g_thread_join);
  for (int i = 0; i < 2; i++)
    gh_lock_release (self->locks[i]);

  /* Whoever closes last moves the WAL into the file and removes it, which a reader cannot. */
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->writers[i], gh_writer_free);

  g_clear_pointer (&self->empty_events, gh_connection_close);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->events_path, g_free);
  g_clear_pointer (&self->clock, gh_clock_unref);
  g_clear_pointer (&self->organisation_key, g_free);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_error (&self->read_only_error);
  g_mutex_clear (&self->lock);

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
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_connection_close);
  self->access = GH_ACCESS_READ;
  self->events_access = GH_ACCESS_READ;
  self->locks[GH_FILE_DIRECTORY] = self->locks[GH_FILE_EVENTS] = -1;
  g_mutex_init (&self->lock);
}

char *
gh_store_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gatehouse", "organisation.db", NULL);
}

static GhStore *
store_new (const char *path,
           GhClock    *clock)
{
  GhStore *self = g_object_new (GH_TYPE_STORE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->events_path = g_strconcat (self->path, GH_EVENTS_SUFFIX, NULL);
  self->clock = gh_clock_ref (clock);

  return self;
}

static void
hold_locks (GhStore *self)
{
  self->locks[GH_FILE_DIRECTORY] = gh_lock_hold (self->path);
  self->locks[GH_FILE_EVENTS] = gh_lock_hold (self->events_path);
}

/* --- files --- */

GhConnection *
gh_store_open_for_reading (const char  *path,
                           GhAccess    *access_found,
                           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GhConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 version;
  GStatBuf info;

  *access_found = GH_ACCESS_READ;
  connection = gh_connection_open (path, GH_ACCESS_READ, &local_error);
  if (connection != NULL && gh_connection_read_int (connection, "PRAGMA schema_version", &version, &local_error))
    return g_steal_pointer (&connection);

  if (access (folder, W_OK) == 0 || !(g_error_matches (local_error, GH_ERROR, GH_ERROR_READ_ONLY) ||
                                      g_error_matches (local_error, GH_ERROR, GH_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (g_stat (wal, &info) == 0 && info.st_size > 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_READ_ONLY,
                   _("“%s” was not closed properly, and its folder cannot be written by you: whoever owns it must open "
                     "it once, then you can read it."), path);
      return NULL;
    }

  *access_found = GH_ACCESS_IMMUTABLE;

  return gh_connection_open (path, GH_ACCESS_IMMUTABLE, error);
}

static gboolean
prepare_file (const char  *path,
              GhSchema     schema,
              GError     **error)
{
  g_autoptr (GhConnection) connection = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !gh_file_create (path, error))
    return FALSE;

  if (!gh_file_check_safe (path, error))
    return FALSE;

  connection = gh_connection_open (path, GH_ACCESS_WRITE, error);
  if (connection == NULL)
    return FALSE;

  return gh_connection_execute (connection, "PRAGMA journal_mode = WAL", error) &&
         gh_migrator_migrate (connection, schema, error);
}

static gboolean
begin_events (GhStore  *self,
              GError  **error)
{
  g_autoptr (GhConnection) connection = NULL;

  if (!prepare_file (self->events_path, GH_SCHEMA_EVENTS, error))
    return FALSE;

  connection = gh_connection_open (self->events_path, GH_ACCESS_WRITE, error);
  if (connection == NULL)
    return FALSE;

  return gh_connection_run (connection, "store/begin-events", error, "si",
                            self->organisation_key, gh_clock_now (self->clock));
}

static gboolean
imagine_events (GhStore  *self,
                GError  **error)
{
  self->empty_events = gh_connection_open (GH_EMPTY_EVENTS, GH_ACCESS_WRITE, error);

  return self->empty_events != NULL && gh_migrator_migrate (self->empty_events, GH_SCHEMA_EVENTS, error);
}

static char *
read_text (GhConnection  *connection,
           const char    *sql,
           GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);

  if (select == NULL || !gh_statement_step (select, error))
    return NULL;

  return g_strdup (gh_statement_get_text (select, 0));
}

static char *
read_events_owner (GhStore  *self,
                   GError  **error)
{
  g_autoptr (GhConnection) connection = NULL;
  gboolean is_old;

  connection = gh_store_open_for_reading (self->events_path, &self->events_access, error);
  if (connection == NULL || !gh_migrator_check (connection, GH_SCHEMA_EVENTS, &is_old, error))
    return NULL;

  return read_text (connection, "SELECT organisation FROM about", error);
}

/* The events file must be there and this organisation's; otherwise a new one begins and that is said. */
static gboolean
check_events (GhStore  *self,
              GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *aside = NULL;

  if (g_file_test (self->events_path, G_FILE_TEST_EXISTS))
    {
      if (!gh_file_check_safe (self->events_path, error))
        return FALSE;

      owner = read_events_owner (self, &local_error);
      if (g_strcmp0 (owner, self->organisation_key) == 0)
        return TRUE;
      if (g_error_matches (local_error, GH_ERROR, GH_ERROR_NEWER) ||
          g_error_matches (local_error, GH_ERROR, GH_ERROR_UNSAFE) ||
          g_error_matches (local_error, GH_ERROR, GH_ERROR_LOCKED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  if (self->read_only_error != NULL)
    {
      g_ptr_array_add (self->notices, g_strdup_printf (
        _("The events file “%s” is gone or of another organisation: last sign-ins and lock-outs are not known."),
        self->events_path));
      return imagine_events (self, error);
    }

  aside = g_strdup_printf ("%s.set-aside-%" G_GINT64_FORMAT, self->events_path, gh_clock_now (self->clock));
  if (g_rename (self->events_path, aside) == 0)
    g_ptr_array_add (self->notices, g_strdup_printf (
      _("The events file was damaged or of another organisation. It was set aside as “%s” and a new one begun: "
        "last sign-ins and lock-outs start afresh, and nobody becomes inactive by it."), aside));
  else if (errno == ENOENT)
    g_ptr_array_add (self->notices, g_strdup_printf (
      _("The events file “%s” was gone. A new one was begun: last sign-ins and lock-outs start afresh, "
        "and nobody becomes inactive by it."), self->events_path));
  else
    {
      gh_error_set_from_errno (error, errno, _("Setting “%s” aside"), self->events_path);
      return FALSE;
    }

  /* The old WAL must not be read into the new file. */
  if (!gh_file_move_log (self->events_path, aside, error))
    return FALSE;

  return begin_events (self, error);
}

static gboolean
find_organisation (GhStore       *self,
                   GhConnection  *connection,
                   GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  self->organisation_key = read_text (connection, "SELECT key FROM organisation", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

GhStore *
gh_store_create (const char  *path,
                 GhClock     *clock,
                 GError     **error)
{
  g_autoptr (GhStore) self = store_new (path, clock);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GhConnection) connection = NULL;
  gboolean is_interrupted;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Making the folder “%s”"), folder);
      return NULL;
    }

  is_interrupted = g_file_test (self->events_path, G_FILE_TEST_EXISTS);
  if (!gh_file_check_local (folder, error) || !prepare_file (self->path, GH_SCHEMA_DIRECTORY, error))
    return NULL;

  connection = gh_connection_open (self->path, GH_ACCESS_WRITE, error);
  if (connection == NULL || !find_organisation (self, connection, error))
    return NULL;

  if (self->organisation_key != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_EXISTS, _("“%s” holds an organisation already."), self->path);
      return NULL;
    }

  /* Decided now, because the events file carries it too; organisation.create writes it into the directory. */
  self->organisation_key = gh_id_new (GH_ID_ORGANISATION);
  if (!check_events (self, error))
    return NULL;
  if (!is_interrupted)
    g_ptr_array_set_size (self->notices, 0);
  hold_locks (self);

  return g_steal_pointer (&self);
}

/* --- opening --- */

static void
find_what_is_writable (GhStore *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (access (self->path, W_OK) != 0 || access (folder, W_OK) != 0)
    g_set_error (&self->read_only_error, GH_ERROR, GH_ERROR_READ_ONLY,
                 _("“%s” or its folder cannot be written by you: you can look and export, but not change anything."),
                 self->path);
  else
    gh_file_check_local (self->path, &self->read_only_error);
}

GhStore *
gh_store_open (const char  *path,
               GhClock     *clock,
               GError     **error)
{
  g_autoptr (GhStore) self = store_new (path, clock);
  g_autoptr (GhConnection) connection = NULL;
  gboolean is_old = FALSE;

  if (!gh_file_check_safe (self->path, error))
    return NULL;

  find_what_is_writable (self);
  connection = gh_store_open_for_reading (self->path, &self->access, error);
  if (connection == NULL || !gh_migrator_check (connection, GH_SCHEMA_DIRECTORY, &is_old, error))
    return NULL;

  if (is_old)
    {
      if (self->read_only_error != NULL)
        {
          g_propagate_error (error, g_error_copy (self->read_only_error));
          return NULL;
        }
      if (!prepare_file (self->path, GH_SCHEMA_DIRECTORY, error))
        return NULL;
    }

  if (!find_organisation (self, connection, error))
    return NULL;

  if (self->organisation_key == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                   _("“%s” holds no organisation yet: make one with “gatehousectl init”."), self->path);
      return NULL;
    }

  g_clear_pointer (&connection, gh_connection_close);
  if (!check_events (self, error))
    return NULL;
  hold_locks (self);

  return g_steal_pointer (&self);
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
  return self->empty_events == NULL ? self->events_path : NULL;
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

GPtrArray *
gh_store_get_notices (GhStore *self)
{
  g_return_val_if_fail (GH_IS_STORE (self), NULL);

  return self->notices;
}

gboolean
gh_store_is_writable (GhStore  *self,
                      GError  **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  if (self->read_only_error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (self->read_only_error);
  return FALSE;
}

/* --- the writer threads --- */

static GhConnection *
open_writer (GhStore  *self,
             GhFile    file,
             GError  **error)
{
  const char *path = file == GH_FILE_DIRECTORY ? self->path : self->events_path;
  g_autoptr (GhConnection) connection = gh_connection_open (path, GH_ACCESS_WRITE, error);

  if (connection == NULL)
    return NULL;

  if (file == GH_FILE_DIRECTORY &&
      !gh_connection_attach (connection, self->events_path, "events", GH_ACCESS_READ, error))
    return NULL;

  /* A backup that was copied here by hand has no WAL yet. A large operation must not stop in its middle to
   * checkpoint; a worker does it afterwards. */
  if (!gh_connection_execute (connection, "PRAGMA main.journal_mode = WAL;"
                                          "PRAGMA main.wal_autocheckpoint = 0", error))
    return NULL;

  return g_steal_pointer (&connection);
}

static gboolean
start_writer (GhStore  *self,
              GhFile    file,
              GError  **error)
{
  GhConnection *connection;
  gboolean is_there;

  g_mutex_lock (&self->lock);
  if (self->writers[file] == NULL && (connection = open_writer (self, file, error)) != NULL)
    self->writers[file] = gh_writer_new (connection,
                                         file == GH_FILE_DIRECTORY ? "write-directory" : "write-events");
  is_there = self->writers[file] != NULL;
  g_mutex_unlock (&self->lock);

  return is_there;
}

typedef struct {
  GhStore    *store;
  GhFile      file;
  GhStoreFunc func;
  gpointer    data;
} Write;

static gboolean
write_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Write *write = data;
  GhStoreCommittedFunc func;
  gpointer func_data;

  if (!write->func (connection, write->data, error))
    return FALSE;

  g_mutex_lock (&write->store->lock);
  func = write->store->committed_func;
  func_data = write->store->committed_data;
  g_mutex_unlock (&write->store->lock);
  if (func != NULL && write->file == GH_FILE_DIRECTORY)
    func (write->store, connection, func_data);

  return TRUE;
}

gboolean
gh_store_write (GhStore      *self,
                GhFile        file,
                GhStoreFunc   func,
                gpointer      data,
                GError      **error)
{
  Write write = { self, file, func, data };

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  return gh_store_is_writable (self, error) &&
         start_writer (self, file, error) &&
         gh_writer_run (self->writers[file], write_cb, &write, error);
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

static gpointer
checkpoint_thread (gpointer data)
{
  GhStore *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhConnection) connection = gh_connection_open (self->path, GH_ACCESS_WRITE, &error);

  /* Best effort: whoever closes the file last does it otherwise. */
  if (connection == NULL || !gh_connection_execute (connection, "PRAGMA wal_checkpoint (PASSIVE)", &error))
    g_debug ("Checkpointing %s: %s", self->path, error->message);
  g_atomic_int_set (&self->is_checkpointing, FALSE);

  return NULL;
}

void
gh_store_checkpoint_soon (GhStore *self)
{
  g_return_if_fail (GH_IS_STORE (self));

  if (!g_atomic_int_compare_and_exchange (&self->is_checkpointing, FALSE, TRUE))
    return;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->checkpointer, g_thread_join);
  self->checkpointer = g_thread_new ("checkpoint", checkpoint_thread, self);
  g_mutex_unlock (&self->lock);
}

/* --- readers --- */

static GhConnection *
open_reader (GhStore  *self,
             GError  **error)
{
  g_autoptr (GhConnection) reader = gh_connection_open (self->path, self->access, error);

  if (reader == NULL)
    return NULL;

  if (self->empty_events != NULL)
    {
      if (!gh_connection_attach (reader, GH_EMPTY_EVENTS, "events", GH_ACCESS_WRITE, error))
        return NULL;
    }
  else if (!gh_connection_attach (reader, self->events_path, "events", self->events_access, error))
    return NULL;

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
  gh_connection_trim (reader);
  g_return_if_fail (GH_IS_STORE (self));
  g_return_if_fail (reader != NULL);

  gh_connection_rollback (reader);
  gh_connection_set_cancellable (reader, NULL);

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->readers, reader);
  g_mutex_unlock (&self->lock);
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
