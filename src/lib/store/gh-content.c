/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X1: checks the content of a file that others may have written. The schema was compared before, so it is ours. */
#include "store/gh-content.h"

#include "store/gh-statement-private.h"
#include "store/gh-store-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

/* Far more than are ever used, and far below where SQLite runs out. */
#define MAX_ROW_ID (G_GINT64_CONSTANT (1) << 53)

typedef struct {
  GhConnection   *connection;
  const char     *name; /* "main", "events" */
  const char     *path;
  GhContentCheck  check;
} Look;

static gboolean
set_damaged (const Look  *look,
             const char  *table,
             GError     **error)
{
  if (table == NULL || g_str_equal (look->name, "events"))
    gh_sqlite_set_damaged (error, look->path);
  else
    g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                 _("“%s” holds what Gatehouse would not have written, in its table “%s”: put back a backup with "
                   "“gatehousectl restore”."), look->path, table);

  return FALSE;
}

static gboolean
take_failure (const Look  *look,
              int          rc,
              GError     **error)
{
  gh_sqlite_set_error (error, look->connection->db, rc, look->path);

  return FALSE;
}

static sqlite3_stmt *
prepare (const Look  *look,
         const char  *sql,
         GError     **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (look->connection->db, sql, -1, &stmt, NULL);

  if (rc != SQLITE_OK)
    take_failure (look, rc, error);

  return stmt;
}

/* Finds the table in "NULL value in users.username", "CHECK constraint failed in users"; page errors have none. */
static char *
dup_table (const char *complaint)
{
  const char *place = strstr (complaint, " in ");

  if (place == NULL || strpbrk (place + strlen (" in "), " \n") != NULL)
    return NULL;

  place += strlen (" in ");

  return g_strndup (place, strcspn (place, "."));
}

static gboolean
check_pages (const Look  *look,
             GError     **error)
{
  g_autofree char *sql = g_strdup_printf (look->check == GH_CONTENT_QUICK ? "PRAGMA %s.quick_check (1)"
                                                                         : "PRAGMA %s.integrity_check (1)", look->name);
  g_autofree char *said = NULL;
  g_autofree char *table = NULL;
  sqlite3_stmt *stmt = prepare (look, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;

  rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    said = g_utf8_make_valid ((const char *) sqlite3_column_text (stmt, 0), -1);
  sqlite3_finalize (stmt);
  if (said == NULL)
    return take_failure (look, rc, error);
  if (g_str_equal (said, "ok"))
    return TRUE;

  g_debug ("%s: %s", look->path, said);
  table = dup_table (said);

  return set_damaged (look, table, error);
}

static gboolean
is_ours (sqlite3_stmt *stmt,
         int           column)
{
  switch (sqlite3_column_type (stmt, column))
    {
    case SQLITE_TEXT:
      {
        const char *text = (const char *) sqlite3_column_text (stmt, column);

        return text != NULL && g_utf8_validate_len (text, sqlite3_column_bytes (stmt, column), NULL);
      }
    case SQLITE_INTEGER:
      return !g_str_equal (sqlite3_column_name (stmt, column), "id") ||
             (sqlite3_column_int64 (stmt, column) > 0 && sqlite3_column_int64 (stmt, column) < MAX_ROW_ID);
    default:
      return TRUE;
    }
}

static gboolean
check_values (const Look  *look,
              const char  *table,
              GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s.\"%s\"", look->name, table);
  sqlite3_stmt *stmt = prepare (look, sql, error);
  gboolean ok = TRUE;
  int n_columns, rc;

  if (stmt == NULL)
    return FALSE;

  n_columns = sqlite3_column_count (stmt);
  while (ok && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < n_columns && ok; i++)
      ok = is_ours (stmt, i);
  sqlite3_finalize (stmt);

  if (!ok)
    return set_damaged (look, table, error);

  return rc == SQLITE_DONE || take_failure (look, rc, error);
}

static gboolean
check_tables (const Look  *look,
              GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM %s.sqlite_schema WHERE type = 'table'", look->name);
  sqlite3_stmt *stmt = prepare (look, sql, error);
  gboolean ok = TRUE;
  int rc;

  if (stmt == NULL)
    return FALSE;

  while (ok && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    ok = check_values (look, (const char *) sqlite3_column_text (stmt, 0), error);
  sqlite3_finalize (stmt);

  return ok && (rc == SQLITE_DONE || take_failure (look, rc, error));
}

/* A connection of its own: SQLite ignores CHECK constraints where it cannot write. */
static GhConnection *
open_own (GhStore  *store,
          GError  **error)
{
  gboolean is_writable = gh_store_is_writable (store, NULL);
  const GhOpened *opened = &store->opened;
  g_autoptr (GhConnection) connection = NULL;
  GhAccess access[2];

  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    access[file] = is_writable ? GH_ACCESS_WRITE : opened->access[file];

  connection = gh_connection_open_same (store->path, access[GH_FILE_DIRECTORY],
                                        &opened->identities[GH_FILE_DIRECTORY], error);
  if (connection == NULL ||
      (gh_store_get_events_path (store) != NULL &&
       !gh_connection_attach (connection, store->events_path, "events", access[GH_FILE_EVENTS],
                              &opened->identities[GH_FILE_EVENTS], error)))
    return NULL;

  return g_steal_pointer (&connection);
}

gboolean
gh_content_check (GhStore         *store,
                  GhContentCheck   check,
                  GError         **error)
{
  g_autoptr (GhConnection) connection = open_own (store, error);
  gboolean has_events = gh_store_get_events_path (store) != NULL;

  /* It reads each page once: a cache of a writer's size would only fill up. */
  if (connection == NULL ||
      !gh_connection_execute (connection, "PRAGMA cache_size = -16384", error) ||
      !gh_connection_begin_read (connection, error))
    return FALSE;

  for (GhFile file = GH_FILE_DIRECTORY; file <= (has_events ? GH_FILE_EVENTS : GH_FILE_DIRECTORY); file++)
    {
      const Look look = {
        .connection = connection,
        .name = file == GH_FILE_DIRECTORY ? "main" : "events",
        .path = gh_store_get_file_path (store, file),
        .check = check,
      };

      if (!check_pages (&look, error) || !check_tables (&look, error))
        return FALSE;
    }

  return TRUE;
}
