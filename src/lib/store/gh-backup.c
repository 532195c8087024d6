/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9. A restore takes three steps, and a kill between them does no harm:
 *
 *   copy       the backup's two files into a folder of their own beside the database; the caller checks and
 *              amends them there. The folder is locked as long as its process lives, so the next restore can
 *              tell what a kill left behind from what is in use.
 *   events     first, and never as a whole where there are sound ones: the copy's facts are added to them, which
 *              does no harm beside the older directory
 *   directory  in one transaction, or without a sound file by one rename
 */
#include "store/gh-backup.h"

#include "store/gh-file.h"
#include "store/gh-migrator.h"
#include "store/gh-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MARK ".restoring-"

struct _GhBackupCopy {
  char         *database;
  char         *folder;
  int           folder_fd;    /* holds the lock */
  char         *path;
  char         *organisation;
  gint64        now;          /* unix seconds */
  gboolean      keeps_events; /* the database has sound events of this organisation */
};

/* --- making a backup --- */

/* Opens a connection whose reads all see this moment. */
static GhConnection *
pin (const char  *path,
     GError     **error)
{
  GhAccess access;
  g_autoptr (GhConnection) connection = gh_store_open_for_reading (path, &access, error);
  gint64 version;

  if (connection == NULL ||
      !gh_connection_begin_read (connection, error) ||
      !gh_connection_read_int (connection, "PRAGMA schema_version", &version, error))
    return NULL;

  return g_steal_pointer (&connection);
}

static gboolean
check_absent (const char  *path,
              GError     **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_EXISTS, _("“%s” is there already: a backup overwrites nothing."), path);
  return FALSE;
}

gboolean
gh_backup_make (GhStore     *store,
                const char  *path,
                GhJob       *job,
                GError     **error)
{
  g_autofree char *events_copy = g_strconcat (path, GH_EVENTS_SUFFIX, NULL);
  const char *events_path;
  g_autoptr (GhConnection) directory = NULL;
  g_autoptr (GhConnection) events = NULL;

  g_return_val_if_fail (GH_IS_STORE (store), FALSE);

  if (!gh_store_check_files (store, error) || !check_absent (path, error) || !check_absent (events_copy, error))
    return FALSE;

  /* Events last, so that they hold everything that led to this state of the directory. */
  directory = pin (gh_store_get_path (store), error);
  if (directory == NULL)
    return FALSE;

  events_path = gh_store_get_events_path (store);
  if (events_path != NULL)
    {
      events = pin (events_path, error);
      if (events == NULL || !gh_connection_backup_to (events, events_copy, job, error))
        return FALSE;
    }

  if (!gh_connection_backup_to (directory, path, job, error))
    {
      if (events != NULL)
        g_unlink (events_copy);
      return FALSE;
    }

  return TRUE;
}

/* --- reading --- */

/* Opens @path unchanged, whatever its version. */
static GhConnection *
open_checked (const char  *path,
              GhSchema     schema,
              gboolean    *is_old,
              GError     **error)
{
  g_autoptr (GhConnection) connection = NULL;
  GhAccess access;
  gint64 application_id;

  connection = gh_store_open_for_reading (path, &access, error);
  if (connection == NULL ||
      !gh_connection_begin_read (connection, error) ||
      !gh_migrator_check (connection, schema, is_old, error) ||
      !gh_connection_read_int (connection, "PRAGMA application_id", &application_id, error))
    return NULL;

  if (application_id == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is empty."), path);
      return NULL;
    }

  return g_steal_pointer (&connection);
}

gboolean
gh_backup_read (const char   *path,
                GhStoreFunc   func,
                gpointer      data,
                GError      **error)
{
  g_autoptr (GhConnection) connection = open_checked (path, GH_SCHEMA_DIRECTORY, NULL, error);

  return connection != NULL && func (connection, data, error);
}

gboolean
gh_backup_read_events (const char   *path,
                       GhStoreFunc   func,
                       gpointer      data,
                       GError      **error)
{
  g_autofree char *events_path = g_strconcat (path, GH_EVENTS_SUFFIX, NULL);
  g_autoptr (GhConnection) connection = open_checked (events_path, GH_SCHEMA_EVENTS, NULL, error);

  return connection != NULL && func (connection, data, error);
}

static gboolean
is_of (GhConnection *events,
       const char   *organisation)
{
  g_autofree char *owner = NULL;

  return gh_store_read_text (events, "SELECT organisation FROM about", &owner, NULL) &&
         g_strcmp0 (owner, organisation) == 0;
}

/* Whether there are sound events of @organisation, and as which file the directory may know them; @identity is NULL
 * where they are of an earlier version. */
static gboolean
find_events (const char  *path,
             const char  *organisation,
             GBytes     **identity)
{
  gboolean is_old;
  g_autoptr (GhConnection) events = open_checked (path, GH_SCHEMA_EVENTS, &is_old, NULL);
  g_autoptr (GhStatement) select = NULL;

  *identity = NULL;
  if (events == NULL || !is_of (events, organisation))
    return FALSE;
  if (is_old)
    return TRUE;

  select = gh_connection_prepare (events, "store/get-events-identity", NULL);
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *data = gh_statement_get_blob (select, 0, &length);

      *identity = g_bytes_new (data, length);
    }

  return gh_statement_finish (select, NULL);
}

/* --- the folder --- */

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      g_unlink (inside);
    }
  g_rmdir (path);
}

/* The lock ends with its process, however that ends. */
static int
lock_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static void
remove_left_behind (const char *parent,
                    const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *path = g_build_filename (parent, name, NULL);
        int fd = lock_folder (path);

        if (fd < 0)
          continue;
        remove_folder (path);
        close (fd);
      }
}

static gboolean
make_folder (GhBackupCopy  *self,
             GError       **error)
{
  g_autofree char *parent = g_path_get_dirname (self->database);
  g_autofree char *name = g_path_get_basename (self->database);
  g_autofree char *prefix = g_strconcat (name, FOLDER_MARK, NULL);
  g_autofree char *pattern = g_strconcat (self->database, FOLDER_MARK, "XXXXXX", NULL);

  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Making the folder “%s”"), parent);
      return FALSE;
    }
  if (!gh_file_check_local (parent, error))
    return FALSE;

  remove_left_behind (parent, prefix);
  if (g_mkdtemp (pattern) == NULL)
    {
      gh_error_set_from_errno (error, errno, _("Making a folder in “%s”"), parent);
      return FALSE;
    }

  self->folder = g_steal_pointer (&pattern);
  self->folder_fd = lock_folder (self->folder);
  self->path = g_build_filename (self->folder, name, NULL);

  return TRUE;
}

/* --- the copy --- */

static gboolean
check_other_file (const char  *backup,
                  const char  *database,
                  GError     **error)
{
  struct stat a, b;

  if (stat (backup, &a) != 0 || stat (database, &b) != 0 || a.st_dev != b.st_dev || a.st_ino != b.st_ino)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” is the database itself, not a backup of it."), backup);
  return FALSE;
}

/* The backup's events, or new ones: a directory without its events is still worth restoring. */
static gboolean
copy_events (GhBackupCopy  *self,
             const char    *path,
             const char    *copy,
             GhJob         *job,
             GError       **error)
{
  gboolean is_old;
  g_autoptr (GhConnection) events = open_checked (path, GH_SCHEMA_EVENTS, &is_old, NULL);

  if (events == NULL || !is_of (events, self->organisation))
    return gh_store_begin_events (copy, self->organisation, self->now, TRUE, error);

  return gh_connection_backup_to (events, copy, job, error) &&
         (!is_old || gh_store_prepare_file (copy, GH_SCHEMA_EVENTS, error));
}

/* Decides as which file the directory will know its events. Without the present ones nobody knows what was used since
 * the backup, so that they count as new (X). */
static gboolean
identify_events (GhBackupCopy  *self,
                 const char    *copy,
                 GError       **error)
{
  g_autofree char *present = g_strconcat (self->database, GH_EVENTS_SUFFIX, NULL);
  g_autoptr (GhConnection) connection = gh_connection_open (copy, GH_ACCESS_WRITE, error);
  g_autoptr (GBytes) identity = NULL;

  if (connection == NULL)
    return FALSE;

  self->keeps_events = find_events (present, self->organisation, &identity);
  if (!self->keeps_events)
    return gh_connection_run (connection, "store/renew-events", error, "ibi", self->now, NULL,
                              self->now * GH_ATTEMPTS_A_SECOND);

  return identity == NULL || gh_connection_run (connection, "store/set-events-identity", error, "b", identity);
}

GhBackupCopy *
gh_backup_copy_new (const char    *backup,
                    const char    *database,
                    gint64         now,
                    GhJob         *job,
                    GError       **error)
{
  g_autoptr (GhBackupCopy) self = g_new0 (GhBackupCopy, 1);
  g_autoptr (GhConnection) directory = NULL;
  g_autofree char *events_path = g_strconcat (backup, GH_EVENTS_SUFFIX, NULL);
  g_autofree char *events_copy = NULL;

  self->folder_fd = -1;
  self->now = now;
  self->database = g_canonicalize_filename (database, NULL);
  directory = open_checked (backup, GH_SCHEMA_DIRECTORY, NULL, error);
  if (directory == NULL || !check_other_file (backup, database, error))
    return NULL;

  gh_store_read_text (directory, "SELECT key FROM organisation", &self->organisation, NULL);
  if (self->organisation == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” holds no organisation."), backup);
      return NULL;
    }

  if (!make_folder (self, error))
    return NULL;

  events_copy = g_strconcat (self->path, GH_EVENTS_SUFFIX, NULL);
  if (!gh_connection_backup_to (directory, self->path, job, error) ||
      !copy_events (self, events_path, events_copy, job, error) ||
      !identify_events (self, events_copy, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gh_backup_copy_free (GhBackupCopy *self)
{
  if (self->folder != NULL)
    remove_folder (self->folder);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self->database);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->organisation);
  g_free (self);
}

const char *
gh_backup_copy_get_path (GhBackupCopy *self)
{
  return self->path;
}

gboolean
gh_backup_copy_compare (GhBackupCopy  *self,
                        GhStoreFunc    func,
                        gpointer       data,
                        GError       **error)
{
  g_autoptr (GhConnection) connection = open_checked (self->database, GH_SCHEMA_DIRECTORY, NULL, error);

  return connection != NULL &&
         gh_connection_attach (connection, self->path, "backup", GH_ACCESS_READ, NULL, error) &&
         func (connection, data, error);
}

gboolean
gh_backup_copy_keeps_events (GhBackupCopy *self)
{
  return self->keeps_events;
}

/* --- the exchange --- */

/* Moves the WAL's content into the file, which is then complete on its own. */
static gboolean
finish_copy (const char  *path,
             GError     **error)
{
  g_autoptr (GhConnection) connection = gh_connection_open (path, GH_ACCESS_WRITE, error);
  gint64 busy = 1;

  if (connection == NULL ||
      !gh_connection_read_int (connection, "PRAGMA wal_checkpoint (TRUNCATE)", &busy, error))
    return FALSE;

  if (busy != 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_LOCKED, _("“%s” is still in use."), path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
sync_folder_of (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    gh_error_set_from_errno (error, errno, _("Writing the folder “%s”"), folder);
  if (fd >= 0)
    close (fd);

  return ok;
}

/* Sets aside any existing file and renames @copy into its place. @path always exists if it did before: the old file
 * has two names for a moment. A stale WAL must go first, or it would be read into the new file. */
static gboolean
exchange_file (const char  *copy,
               const char  *path,
               gint64       now,
               char       **aside,
               GError     **error)
{
  g_autofree char *old = g_strdup_printf ("%s.set-aside-%" G_GINT64_FORMAT, path, now);
  gboolean had_file = link (path, old) == 0;

  if (!had_file && errno != ENOENT)
    {
      gh_error_set_from_errno (error, errno, _("Setting “%s” aside"), path);
      return FALSE;
    }

  if (!gh_file_move_log (path, old, error))
    return FALSE;

  if (rename (copy, path) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Putting “%s” in its place"), path);
      return FALSE;
    }
  if (had_file && aside != NULL)
    *aside = g_steal_pointer (&old);

  return sync_folder_of (path, error);
}

static gboolean
exchange_content (const char   *copy,
                  const char   *path,
                  GhStoreFunc   check,
                  gpointer      data,
                  GError      **error)
{
  g_autoptr (GhConnection) connection = gh_connection_open (path, GH_ACCESS_WRITE, error);
  g_autoptr (GhConnection) reader = NULL;

  if (connection == NULL)
    return FALSE;

  /* Opening may roll changes forward or back, and those count too, so open the reader afterwards. */
  reader = check != NULL ? gh_connection_open (path, GH_ACCESS_READ, error) : NULL;
  if (check != NULL && reader == NULL)
    return FALSE;

  return gh_connection_restore_from (connection, copy, reader, check, data, error);
}

/* Whether there is a database whose content can be replaced; otherwise its file must be. */
static gboolean
is_sound (const char  *path,
          gboolean    *sound,
          GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhConnection) connection = NULL;
  struct stat info;

  *sound = FALSE;
  if (lstat (path, &info) != 0 && errno == ENOENT)
    return TRUE;
  if (!gh_file_check_safe (path, NULL, error))
    return FALSE;

  connection = open_checked (path, GH_SCHEMA_DIRECTORY, NULL, &local_error);
  *sound = connection != NULL;
  if (*sound || g_error_matches (local_error, GH_ERROR, GH_ERROR_DAMAGED) ||
      g_error_matches (local_error, GH_ERROR, GH_ERROR_UNSAFE))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Adds the copy's facts to those that are there, in one transaction. */
static gboolean
merge_events (const char   *copy,
              const char   *path,
              GhStoreFunc   merge,
              gpointer      data,
              GError      **error)
{
  g_autoptr (GhConnection) connection = NULL;

  if (!gh_store_prepare_file (path, GH_SCHEMA_EVENTS, error))
    return FALSE;

  connection = gh_connection_open (path, GH_ACCESS_WRITE, error);
  if (connection == NULL ||
      !gh_connection_attach (connection, copy, "backup", GH_ACCESS_READ, NULL, error) ||
      !gh_connection_begin_write (connection, error))
    return FALSE;

  if (gh_connection_run (connection, "store/merge-about", error, "") && merge (connection, data, error))
    return gh_connection_commit (connection, error);

  gh_connection_rollback (connection);
  return FALSE;
}

static gboolean
install_events (GhBackupCopy  *self,
                GhStoreFunc    merge,
                gpointer       data,
                GError       **error)
{
  g_autofree char *copy = g_strconcat (self->path, GH_EVENTS_SUFFIX, NULL);
  g_autofree char *path = g_strconcat (self->database, GH_EVENTS_SUFFIX, NULL);

  if (!finish_copy (copy, error))
    return FALSE;

  return self->keeps_events ? merge_events (copy, path, merge, data, error)
                            : exchange_file (copy, path, self->now, NULL, error);
}

gboolean
gh_backup_copy_install (GhBackupCopy  *self,
                        GhStoreFunc    check,
                        GhStoreFunc    merge,
                        gpointer       data,
                        char         **aside,
                        GError       **error)
{
  gboolean sound;

  if (aside != NULL)
    *aside = NULL;
  if (!finish_copy (self->path, error) ||
      !is_sound (self->database, &sound, error) ||
      !install_events (self, merge, data, error))
    return FALSE;

  if (sound)
    return exchange_content (self->path, self->database, check, data, error);

  return exchange_file (self->path, self->database, self->now, aside, error);
}
