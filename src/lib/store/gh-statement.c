/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-statement-private.h"

#include "store/gh-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

GhStatement *
gh_statement_new (sqlite3_stmt *stmt,
                  const char   *name,
                  const char   *path)
{
  GhStatement *self = g_new0 (GhStatement, 1);

  self->stmt = stmt;
  self->name = g_strdup (name);
  self->path = path;

  return self;
}

void
gh_statement_free (GhStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self->name);
  g_free (self);
}

/* For I/O and opening errors the system knows the reason. */
static void
set_error_from_system (GError     **error,
                       int          saved_errno,
                       const char  *path)
{
  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, GH_ERROR, GH_ERROR_FULL,
                   _("The disk that “%s” is on is full: make room, then try again."), path);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no file “%s”."), path);
      break;
    case ELOOP:
      g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                   _("“%s”, or what belongs beside it, is a symbolic link or was exchanged while it was being opened."),
                   path);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, GH_ERROR, GH_ERROR_READ_ONLY, _("“%s” or its folder may not be opened by you."), path);
      break;
    case 0:
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("“%s” cannot be opened."), path);
      break;
    default:
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("“%s” cannot be read or written: %s. Look at the disk."), path,
                   g_strerror (saved_errno));
      break;
    }
}

/* SQLite does not say in which file a statement failed. It was the directory, unless the events turn out to be damaged,
 * locked or unreadable. A main loop, which reads single rows and reports no errors, must not wait for that. */
static const char *
find_failed_file (sqlite3    *db,
                  int         rc,
                  const char *path)
{
  gboolean is_unreadable = rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB || rc == SQLITE_IOERR;
  const char *events = sqlite3_db_filename (db, "events");
  sqlite3_stmt *stmt = NULL;
  int found;

  if (events == NULL || *events == '\0' || !(is_unreadable || rc == SQLITE_BUSY || rc == SQLITE_CANTOPEN) ||
      g_main_context_is_owner (g_main_context_default ()))
    return path;

  /* The statement has already waited. */
  sqlite3_busy_timeout (db, 0);
  found = sqlite3_prepare_v2 (db, is_unreadable ? "PRAGMA events.quick_check (1)"
                                                : "SELECT count (*) FROM events.sqlite_schema", -1, &stmt, NULL);
  if (found == SQLITE_OK)
    found = sqlite3_step (stmt);
  if (found == SQLITE_ROW && is_unreadable && g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") != 0)
    found = SQLITE_CORRUPT;
  sqlite3_finalize (stmt);
  gh_connection_set_patience (db);

  return found == SQLITE_ROW || (found & 0xff) == SQLITE_INTERRUPT ? path : events;
}

void
gh_sqlite_set_damaged (GError     **error,
                       const char  *path)
{
  if (g_str_has_suffix (path, GH_EVENTS_SUFFIX))
    g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                 _("“%s” is damaged, or another program wrote to it. Move it away: a new events file is begun then, and "
                   "nobody becomes inactive by it."), path);
  else
    g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                 _("“%s” is damaged: put back a backup with “gatehousectl restore”."), path);
}

/* Says what a failure of SQLite means to a person, and what can be done about it (X). */
void
gh_sqlite_set_error (GError     **error,
                     sqlite3     *db,
                     int          rc,
                     const char  *path)
{
  g_autofree char *said = g_utf8_make_valid (sqlite3_errmsg (db), -1);
  int system_errno = sqlite3_system_errno (db);

  path = find_failed_file (db, rc & 0xff, path);
  g_debug ("%s: %d, %s", path, rc, said);

  switch (rc & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, GH_ERROR, GH_ERROR_CANCELLED, _("Cancelled."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, GH_ERROR, GH_ERROR_LOCKED,
                   _("Another program has kept “%s” locked for over 10 seconds: end it, then try again."), path);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, GH_ERROR, GH_ERROR_READ_ONLY,
                   _("“%s” or its folder cannot be written by you: you can look and export, but not change anything."),
                   path);
      break;
    case SQLITE_CORRUPT:
      gh_sqlite_set_damaged (error, path);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is not a database."), path);
      break;
    case SQLITE_FULL:
      set_error_from_system (error, ENOSPC, path);
      break;
    case SQLITE_IOERR:
      set_error_from_system (error, system_errno != 0 ? system_errno : EIO, path);
      break;
    case SQLITE_CANTOPEN:
      set_error_from_system (error, system_errno, path);
      break;
    case SQLITE_NOMEM:
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("There is not enough memory to work on “%s”."), path);
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, _("A value is too large for “%s”."), path);
      break;
    default:
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                   _("“%s” holds what Gatehouse would not have written (SQLite’s error %d)."), path, rc);
      break;
    }
}

static void
bind_text (GhStatement             *self,
           int                      index,
           const char              *text,
           gssize                   length,
           sqlite3_destructor_type  keeping)
{
  int rc = sqlite3_bind_text (self->stmt, index, text, (int) length, keeping);

  g_assert (rc == SQLITE_OK);
  self->is_used = TRUE;
}

static void
bind_blob (GhStatement             *self,
           int                      index,
           gconstpointer            data,
           gsize                    length,
           sqlite3_destructor_type  keeping)
{
  int rc = sqlite3_bind_blob64 (self->stmt, index, data, length, keeping);

  g_assert (rc == SQLITE_OK);
  self->is_used = TRUE;
}

static void
bind_valist (GhStatement             *self,
             sqlite3_destructor_type  keeping,
             const char              *types,
             va_list                  args)
{
  for (int index = 1; self != NULL && types[index - 1] != '\0'; index++)
    {
      switch (types[index - 1])
        {
        case 'i':
          gh_statement_bind_int (self, index, va_arg (args, gint64));
          break;
        case 't':
          {
            gint64 time = va_arg (args, gint64);

            if (time != 0)
              gh_statement_bind_int (self, index, time);
            else
              gh_statement_bind_null (self, index);
          }
          break;
        case 's':
          bind_text (self, index, va_arg (args, const char *), -1, keeping);
          break;
        case 'b':
          {
            GBytes *bytes = va_arg (args, GBytes *);

            if (bytes != NULL)
              bind_blob (self, index, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), keeping);
            else
              gh_statement_bind_null (self, index);
          }
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
gh_statement_bind (GhStatement *self,
                   const char  *types,
                   ...)
{
  va_list args;

  va_start (args, types);
  bind_valist (self, SQLITE_TRANSIENT, types, args);
  va_end (args);
}

void
gh_statement_lend_valist (GhStatement *self,
                          const char  *types,
                          va_list      args)
{
  bind_valist (self, SQLITE_STATIC, types, args);
}

void
gh_statement_bind_int (GhStatement *self,
                       int          index,
                       gint64       value)
{
  int rc = sqlite3_bind_int64 (self->stmt, index, value);

  g_assert (rc == SQLITE_OK);
  self->is_used = TRUE;
}

void
gh_statement_bind_text (GhStatement *self,
                        int          index,
                        const char  *text,
                        gssize       length)
{
  bind_text (self, index, text, length, SQLITE_TRANSIENT);
}

void
gh_statement_lend_text (GhStatement *self,
                        int          index,
                        const char  *text,
                        gssize       length)
{
  bind_text (self, index, text, length, SQLITE_STATIC);
}

void
gh_statement_bind_blob (GhStatement   *self,
                        int            index,
                        gconstpointer  data,
                        gsize          length)
{
  bind_blob (self, index, data, length, SQLITE_TRANSIENT);
}

void
gh_statement_lend_blob (GhStatement   *self,
                        int            index,
                        gconstpointer  data,
                        gsize          length)
{
  bind_blob (self, index, data, length, SQLITE_STATIC);
}

void
gh_statement_bind_null (GhStatement *self,
                        int          index)
{
  int rc = sqlite3_bind_null (self->stmt, index);

  g_assert (rc == SQLITE_OK);
  self->is_used = TRUE;
}

gboolean
gh_statement_next (GhStatement *self)
{
  if (self == NULL)
    return FALSE;

  self->is_used = TRUE;
  self->rc = sqlite3_step (self->stmt);
  self->is_to_ask = self->rc != SQLITE_ROW;

  return !self->is_to_ask;
}

gboolean
gh_statement_finish (GhStatement  *self,
                     GError      **error)
{
  gboolean ok;

  if (self == NULL)
    return FALSE;

  ok = !self->is_to_ask || self->rc == SQLITE_DONE;
  if (!ok)
    {
      g_debug ("Running %s:", self->name);
      gh_sqlite_set_error (error, sqlite3_db_handle (self->stmt), self->rc, self->path);
    }
  self->is_to_ask = FALSE;
  sqlite3_reset (self->stmt);

  return ok;
}

gboolean
gh_statement_require (GhStatement  *self,
                      GError      **error)
{
  if (gh_statement_next (self))
    return TRUE;

  if (gh_statement_finish (self, error))
    gh_sqlite_set_damaged (error, self->path);

  return FALSE;
}

gboolean
gh_statement_run (GhStatement  *self,
                  GError      **error)
{
  while (gh_statement_next (self))
    ;

  return gh_statement_finish (self, error);
}

gboolean
gh_statement_list_ids (GhStatement  *self,
                       GArray       *ids,
                       GError      **error)
{
  while (gh_statement_next (self))
    {
      gint64 id = gh_statement_get_int (self, 0);

      g_array_append_val (ids, id);
    }

  return gh_statement_finish (self, error);
}

void
gh_statement_reset (GhStatement *self)
{
  if (self == NULL || !self->is_used)
    return;

  if (self->is_to_ask)
    g_critical ("Nobody asked how %s ended", self->name);
  self->is_to_ask = FALSE;
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->is_used = FALSE;
}

int
gh_statement_get_n_parameters (GhStatement *self)
{
  return sqlite3_bind_parameter_count (self->stmt);
}

gboolean
gh_statement_is_null (GhStatement *self,
                      int          column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gint64
gh_statement_get_int (GhStatement *self,
                      int          column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
gh_statement_get_text (GhStatement *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

const guint8 *
gh_statement_get_blob (GhStatement *self,
                       int          column,
                       gsize       *length)
{
  const guint8 *data = sqlite3_column_blob (self->stmt, column);

  *length = sqlite3_column_bytes (self->stmt, column);

  return data;
}

/* --- to the byte --- */

gboolean
gh_statement_take_text (GhStatement *self,
                        int          column,
                        const char **text)
{
  *text = gh_statement_get_text (self, column);

  return *text == NULL || strlen (*text) == (gsize) sqlite3_column_bytes (self->stmt, column);
}

gboolean
gh_statement_take_number (GhStatement *self,
                          int          column,
                          gint64      *number)
{
  *number = gh_statement_get_int (self, column);

  return gh_statement_is_null (self, column) == (*number == 0);
}

gboolean
gh_statement_take_blob (GhStatement   *self,
                        int            column,
                        gsize          wanted,
                        const guint8 **blob)
{
  gsize length;

  *blob = gh_statement_get_blob (self, column, &length);

  return length == wanted;
}
