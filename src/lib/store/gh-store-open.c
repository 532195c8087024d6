/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a store gets its two files: created, opened, and reopened if others have replaced them. */
#include "base/gh-id.h"
#include "store/gh-content.h"
#include "store/gh-lock.h"
#include "store/gh-migrator.h"
#include "store/gh-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define LONG_LOG_BYTES (64 * 1024 * 1024)

#define READ_KEY "SELECT key FROM organisation"

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
  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    self->opened.locks[file] = gh_lock_hold (gh_store_get_file_path (self, file));
}

/* As long as a program reads, nothing written since can be moved from the WAL into the file (X). */
static void
note_long_log (GhStore *self,
               GhFile   file)
{
  g_autofree char *log = g_strconcat (gh_store_get_file_path (self, file), "-wal", NULL);
  GStatBuf info;

  if (g_stat (log, &info) == 0 && info.st_size > LONG_LOG_BYTES)
    {
      g_autofree char *size = g_format_size (info.st_size);

      g_ptr_array_add (self->notices, g_strdup_printf (
        _("“%s” has grown to %s: some program may be reading the database without end. Close those that need not be "
          "open."), log, size));
    }
}

/* Notes which files are open, and adds notices about them. */
static void
note_files (GhStore      *self,
            GhConnection *connection)
{
  self->opened.identities[GH_FILE_DIRECTORY] = connection->identity;
  if (self->opened.empty_events == NULL)
    self->opened.identities[GH_FILE_EVENTS] = gh_file_identify (self->events_path);

  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    if (gh_file_is_open_to_others (gh_store_get_file_path (self, file)))
      g_ptr_array_add (self->notices, g_strdup_printf (
        _("Everybody on this computer may read “%s”: close it with “chmod o-r”."),
        gh_store_get_file_path (self, file)));

  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    note_long_log (self, file);

  hold_locks (self);
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

gboolean
gh_store_prepare_file (const char  *path,
                       GhSchema     schema,
                       GError     **error)
{
  g_autoptr (GhConnection) connection = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !gh_file_create (path, error))
    return FALSE;

  connection = gh_connection_open (path, GH_ACCESS_WRITE, error);
  if (connection == NULL)
    return FALSE;

  return gh_connection_execute (connection, "PRAGMA journal_mode = WAL", error) &&
         gh_migrator_migrate (connection, schema, error);
}

gboolean
gh_store_begin_events (const char  *path,
                       const char  *organisation,
                       gint64       now,
                       gboolean     is_anew,
                       GError     **error)
{
  g_autoptr (GhConnection) connection = NULL;

  if (!gh_store_prepare_file (path, GH_SCHEMA_EVENTS, error))
    return FALSE;

  connection = gh_connection_open (path, GH_ACCESS_WRITE, error);

  return connection != NULL && gh_connection_run (connection, "store/begin-events", error, "sii", organisation, now,
                                                  is_anew ? now * GH_ATTEMPTS_A_SECOND : 0);
}

static gboolean
imagine_events (GhStore  *self,
                GError  **error)
{
  self->opened.empty_events = gh_connection_open (GH_EMPTY_EVENTS, GH_ACCESS_WRITE, error);

  return self->opened.empty_events != NULL && gh_migrator_migrate (self->opened.empty_events, GH_SCHEMA_EVENTS, error);
}

gboolean
gh_store_read_text (GhConnection  *connection,
                    const char    *sql,
                    char         **text,
                    GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);

  *text = gh_statement_next (select) ? g_strdup (gh_statement_get_text (select, 0)) : NULL;

  return gh_statement_finish (select, error);
}

/* Checks the file as X1 asks. */
static GhConnection *
open_checked (GhStore   *self,
              GhFile     file,
              gboolean  *is_old,
              GError   **error)
{
  GhSchema schema = file == GH_FILE_DIRECTORY ? GH_SCHEMA_DIRECTORY : GH_SCHEMA_EVENTS;
  g_autoptr (GhConnection) connection = NULL;

  /* Version and schema must be read at the same moment: another program may be migrating it. */
  connection = gh_store_open_for_reading (gh_store_get_file_path (self, file), &self->opened.access[file], error);
  if (connection == NULL || !gh_connection_begin_read (connection, error) ||
      !gh_migrator_check (connection, schema, is_old, error))
    return NULL;
  gh_connection_rollback (connection);

  return g_steal_pointer (&connection);
}

/* And migrates it to the newest version. */
static GhConnection *
open_migrated (GhStore  *self,
               GhFile    file,
               GError  **error)
{
  GhSchema schema = file == GH_FILE_DIRECTORY ? GH_SCHEMA_DIRECTORY : GH_SCHEMA_EVENTS;
  const char *path = gh_store_get_file_path (self, file);
  gboolean is_old;
  g_autoptr (GhConnection) connection = open_checked (self, file, &is_old, error);

  if (connection == NULL || !is_old)
    return g_steal_pointer (&connection);

  if (self->opened.read_only_error != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_READ_ONLY,
                   _("“%s” is of an earlier version and cannot be written by you: whoever owns it must open it once, then "
                     "you can read it."), path);
      return NULL;
    }

  return gh_store_prepare_file (path, schema, error) ? g_steal_pointer (&connection) : NULL;
}

/* Whether these are this organisation's events. Also notes the latest moment that they know of. */
static gboolean
are_our_events (GhStore       *self,
                GhConnection  *connection,
                GError       **error)
{
  g_autofree char *owner = NULL;
  gint64 latest;

  if (!gh_store_read_text (connection, "SELECT organisation FROM about", &owner, error) ||
      g_strcmp0 (owner, self->organisation_key) != 0)
    return FALSE;

  if (gh_connection_read_int (connection, "SELECT latest FROM about", &latest, NULL))
    gh_clock_note_latest (self->clock, latest);

  return TRUE;
}

/* Under another name until it is whole: nobody may find it half made. What a kill left of one is taken up. */
static gboolean
begin_events (GhStore  *self,
              gboolean  is_new,
              GError  **error)
{
  g_autofree char *made = g_strconcat (self->events_path, ".new", NULL);

  if (!gh_store_begin_events (made, self->organisation_key, gh_clock_now (self->clock), !is_new, error))
    return FALSE;
  if (g_rename (made, self->events_path) == 0)
    return TRUE;

  gh_error_set_from_errno (error, errno, _("Putting “%s” in its place"), self->events_path);

  return FALSE;
}

/* Begins a new one, with a notice, unless another program has just done so. */
static gboolean
replace_events (GhStore  *self,
                gboolean  is_new,
                GError  **error)
{
  g_autoptr (GhConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *aside = NULL;

  if (g_file_test (self->events_path, G_FILE_TEST_EXISTS))
    connection = open_migrated (self, GH_FILE_EVENTS, &local_error);
  if (connection != NULL && are_our_events (self, connection, &local_error))
    return TRUE;
  g_clear_pointer (&connection, gh_connection_close);
  if (local_error != NULL && !g_error_matches (local_error, GH_ERROR, GH_ERROR_DAMAGED) &&
      !g_error_matches (local_error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (self->opened.read_only_error != NULL)
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
        "last sign-ins and lock-outs start afresh, nobody becomes inactive by it, and bypass codes and links made "
        "before end."), aside));
  else if (errno == ENOENT)
    g_ptr_array_add (self->notices, g_strdup_printf (
      _("The events file “%s” was gone. A new one was begun: last sign-ins and lock-outs start afresh, nobody becomes "
        "inactive by it, and bypass codes and links made before end."), self->events_path));
  else
    {
      gh_error_set_from_errno (error, errno, _("Setting “%s” aside"), self->events_path);
      return FALSE;
    }

  /* The old WAL must not be read into the new file. */
  if (!gh_file_move_log (self->events_path, aside, error))
    return FALSE;

  return begin_events (self, is_new, error);
}

/* The events file must exist and be this organisation's. Two programs that miss it at the same moment would each set
 * aside what the other has begun, so they do it one after the other. */
static gboolean
check_events (GhStore  *self,
              gboolean  is_new,
              GError  **error)
{
  g_autofree char *folder = g_path_get_dirname (self->events_path);
  g_autoptr (GhConnection) connection = NULL;
  gboolean is_old, ok;
  int lock;

  if (g_file_test (self->events_path, G_FILE_TEST_EXISTS))
    connection = open_checked (self, GH_FILE_EVENTS, &is_old, NULL);
  if (connection != NULL && !is_old && are_our_events (self, connection, NULL))
    return TRUE;
  g_clear_pointer (&connection, gh_connection_close);

  lock = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (lock >= 0 && flock (lock, LOCK_EX) != 0 && errno == EINTR)
    ;
  ok = replace_events (self, is_new, error);
  if (lock >= 0)
    close (lock);

  return ok;
}

typedef struct {
  GBytes *identity;
  gint64  now;
} Renewal;

static gboolean
renew_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  const Renewal *renewal = data;

  return gh_connection_run (connection, "store/renew-events", error, "ibi", renewal->now, renewal->identity,
                            renewal->now * GH_ATTEMPTS_A_SECOND);
}

gboolean
gh_store_renew_events (GhStore  *self,
                       GBytes   *identity,
                       GError  **error)
{
  Renewal renewal = { .identity = identity };

  g_return_val_if_fail (GH_IS_STORE (self) && identity != NULL, FALSE);

  renewal.now = gh_clock_now (self->clock);

  return gh_store_write (self, GH_FILE_EVENTS, renew_cb, &renewal, error);
}

/* --- a newer program --- */

static gboolean
check_format_cb (GhConnection  *connection,
                 gpointer       data,
                 GError       **error)
{
  return gh_migrator_check_version (connection, GH_SCHEMA_DIRECTORY, error);
}

gboolean
gh_store_check_format (GhStore  *self,
                       GError  **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  if (gh_store_read (self, check_format_cb, NULL, &local_error) ||
      !g_error_matches (local_error, GH_ERROR, GH_ERROR_NEWER))
    return TRUE;

  g_clear_error (&local_error);
  g_set_error (error, GH_ERROR, GH_ERROR_NEWER,
               _("A later version of Gatehouse has opened “%s” and changed its format. Nothing can be changed here any "
                 "more: restart this one once it is updated, too."), self->path);

  return FALSE;
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
  if (!gh_file_check_local (folder, error) || !gh_store_prepare_file (self->path, GH_SCHEMA_DIRECTORY, error))
    return NULL;

  connection = gh_connection_open (self->path, GH_ACCESS_WRITE, error);
  if (connection == NULL || !gh_store_read_text (connection, READ_KEY, &self->organisation_key, error))
    return NULL;

  if (self->organisation_key != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_EXISTS, _("“%s” holds an organisation already."), self->path);
      return NULL;
    }

  /* Chosen now, because the events file has it too; organisation.create writes it into the directory. */
  self->organisation_key = gh_id_new (GH_ID_ORGANISATION);
  if (!check_events (self, TRUE, error))
    return NULL;
  if (!is_interrupted)
    g_ptr_array_set_size (self->notices, 0);
  note_files (self, connection);

  return g_steal_pointer (&self);
}

/* --- opening --- */

static void
find_what_is_writable (GhStore *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (access (self->path, W_OK) != 0 || access (folder, W_OK) != 0)
    g_set_error (&self->opened.read_only_error, GH_ERROR, GH_ERROR_READ_ONLY,
                 _("“%s” or its folder cannot be written by you: you can look and export, but not change anything."),
                 self->path);
  else
    gh_file_check_local (self->path, &self->opened.read_only_error);
}

GhStore *
gh_store_open (const char  *path,
               GhClock     *clock,
               GError     **error)
{
  g_autoptr (GhStore) self = store_new (path, clock);
  g_autoptr (GhConnection) connection = NULL;

  find_what_is_writable (self);
  connection = open_migrated (self, GH_FILE_DIRECTORY, error);
  if (connection == NULL || !gh_store_read_text (connection, READ_KEY, &self->organisation_key, error))
    return NULL;

  if (self->organisation_key == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                   _("“%s” holds no organisation yet: make one with “gatehousectl init”."), self->path);
      return NULL;
    }

  if (!check_events (self, FALSE, error))
    return NULL;
  note_files (self, connection);

  return g_steal_pointer (&self);
}

/* --- reopening --- */

/* Whether the WAL beside a file belongs to the previous file. It must not be read into this one. */
static gboolean
has_old_log (GhStore *self,
             GhFile   file)
{
  const char *path = gh_store_get_file_path (self, file);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GhFileIdentity file_now = gh_file_identify (path);
  GhFileIdentity log_now = gh_file_identify (log);
  GhFileIdentity file_then, log_then;

  g_mutex_lock (&self->lock);
  file_then = self->opened.identities[file];
  log_then = self->opened.logs[file];
  g_mutex_unlock (&self->lock);

  return file_now.inode != 0 && log_now.inode != 0 &&
         !gh_file_identity_equal (&file_now, &file_then) &&
         gh_file_identity_equal (&log_now, &log_then);
}

static gboolean
check_same_organisation (GhStore  *self,
                         GError  **error)
{
  GhAccess access = has_old_log (self, GH_FILE_DIRECTORY) ? GH_ACCESS_IMMUTABLE : GH_ACCESS_READ;
  g_autoptr (GhConnection) connection = gh_connection_open (self->path, access, error);
  g_autofree char *key = NULL;

  if (connection == NULL || !gh_store_read_text (connection, READ_KEY, &key, error))
    return FALSE;
  if (g_strcmp0 (key, self->organisation_key) == 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_GONE,
               _("“%s” holds another organisation now than the one that was open. Put back the file that was there, "
                 "or open the other one for itself."), self->path);
  return FALSE;
}

static void
take_over (GhStore *self,
           GhStore *other)
{
  g_mutex_lock (&self->lock);
  gh_store_close_opened (self);
  self->opened = other->opened;
  self->generation++;
  g_mutex_unlock (&self->lock);

  other->opened = (GhOpened) { .locks = { -1, -1 } };
  for (guint i = 0; i < other->notices->len; i++)
    g_ptr_array_add (self->notices, g_strdup (g_ptr_array_index (other->notices, i)));
}

/* A backup that was put here has no WAL yet, and cannot get one while it is read: readers are already waiting. */
static void
give_log (GhStore *self)
{
  g_autoptr (GhConnection) connection = gh_connection_open (self->path, GH_ACCESS_WRITE, NULL);

  gh_lock_release (self->opened.locks[GH_FILE_DIRECTORY]);
  if (connection != NULL)
    gh_connection_execute (connection, "PRAGMA journal_mode = WAL", NULL);
  self->opened.locks[GH_FILE_DIRECTORY] = gh_lock_hold (self->path);
}

/* Opens the files there now. Meanwhile a WAL of the old file is set aside, and put back if opening fails. */
static GhStore *
open_beside_old_logs (GhStore  *self,
                      GError  **error)
{
  GhStore *other = NULL;
  char *asides[2] = { NULL };
  gboolean ok = TRUE;

  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS && ok; file++)
    if (has_old_log (self, file))
      {
        asides[file] = g_strdup_printf ("%s.set-aside-%" G_GINT64_FORMAT, gh_store_get_file_path (self, file),
                                        gh_clock_now (self->clock));
        ok = gh_file_move_log (gh_store_get_file_path (self, file), asides[file], error);
      }

  if (ok)
    other = gh_store_open (self->path, self->clock, error);
  /* Whoever put it there may have changed its content, too (X1). */
  if (other != NULL && !gh_content_check (other, GH_CONTENT_QUICK, error))
    g_clear_object (&other);
  if (other != NULL && gh_store_is_writable (other, NULL))
    give_log (other);
  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    {
      if (other == NULL && asides[file] != NULL)
        gh_file_move_log (asides[file], gh_store_get_file_path (self, file), NULL);
      g_free (asides[file]);
    }

  return other;
}

gboolean
gh_store_reopen (GhStore  *self,
                 GError  **error)
{
  g_autoptr (GhStore) other = NULL;

  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  if (gh_store_check_files (self, NULL))
    return TRUE;

  /* No writer runs meanwhile. */
  g_rw_lock_writer_lock (&self->writing);
  if (check_same_organisation (self, error))
    other = open_beside_old_logs (self, error);
  if (other != NULL)
    take_over (self, other);
  g_rw_lock_writer_unlock (&self->writing);

  return other != NULL;
}
