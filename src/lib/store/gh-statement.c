/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-statement-private.h"

#include <glib/gi18n-lib.h>

struct _GhStatement {
  sqlite3_stmt *stmt;
  char         *name;
  gboolean      is_used;  /* since the last reset */
};

GhStatement *
gh_statement_new (sqlite3_stmt *stmt,
                  const char   *name)
{
  GhStatement *self = g_new0 (GhStatement, 1);

  self->stmt = stmt;
  self->name = g_strdup (name);

  return self;
}

void
gh_statement_free (GhStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self->name);
  g_free (self);
}

/* What each failure of SQLite means to a person, and what can be done about it (X). */
void
gh_sqlite_set_error (GError     **error,
                     sqlite3     *db,
                     int          rc,
                     const char  *doing)
{
  GhError code = GH_ERROR_FAILED;
  const char *advice = NULL;

  switch (rc & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, GH_ERROR, GH_ERROR_CANCELLED, _("Nothing was changed."));
      return;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = GH_ERROR_LOCKED;
      advice = _("another program has kept the database locked for over 10 seconds: end it, then try again");
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      code = GH_ERROR_READ_ONLY;
      advice = _("the database or its folder cannot be written: looking and exporting still work");
      break;
    case SQLITE_CORRUPT:
      code = GH_ERROR_DAMAGED;
      advice = _("the database is damaged: put back a backup with “gatehousectl restore”");
      break;
    case SQLITE_NOTADB:
      code = GH_ERROR_DAMAGED;
      advice = _("the file is not a database");
      break;
    case SQLITE_FULL:
      code = GH_ERROR_FULL;
      advice = _("the disk is full: make room, then try again; nothing was changed");
      break;
    case SQLITE_IOERR:
      /* A write that fails for want of room shows as an I/O error where SQLite cannot tell it apart. */
      if (sqlite3_system_errno (db) == ENOSPC)
        {
          code = GH_ERROR_FULL;
          advice = _("the disk is full: make room, then try again; nothing was changed");
        }
      break;
    case SQLITE_CANTOPEN:
      code = GH_ERROR_NOT_FOUND;
      advice = _("the database cannot be opened");
      break;
    default:
      break;
    }

  g_set_error (error, GH_ERROR, code, "%s: %s", doing, advice != NULL ? advice : sqlite3_errmsg (db));
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
  for (int index = 1; types[index - 1] != '\0'; index++)
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

  g_return_if_fail (self != NULL);

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
gh_statement_step (GhStatement  *self,
                   GError      **error)
{
  int rc;

  g_return_val_if_fail (self != NULL, FALSE);

  self->is_used = TRUE;
  rc = sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW)
    return TRUE;

  if (rc != SQLITE_DONE)
    gh_sqlite_set_error (error, sqlite3_db_handle (self->stmt), rc, self->name);

  return FALSE;
}

gboolean
gh_statement_run (GhStatement  *self,
                  GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  while (gh_statement_step (self, &local_error))
    ;

  sqlite3_reset (self->stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

void
gh_statement_rewind (GhStatement *self)
{
  sqlite3_reset (self->stmt);
}

void
gh_statement_reset (GhStatement *self)
{
  if (self == NULL || !self->is_used)
    return;

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->is_used = FALSE;
}

int
gh_statement_get_n_parameters (GhStatement *self)
{
  return sqlite3_bind_parameter_count (self->stmt);
}

int
gh_statement_get_n_columns (GhStatement *self)
{
  return sqlite3_column_count (self->stmt);
}

const char *
gh_statement_get_column_name (GhStatement *self,
                              int          column)
{
  return sqlite3_column_name (self->stmt, column);
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
