/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-connection-private.h"

#include "base/gh-fold.h"
#include "store/gh-file.h"
#include "store/gh-lock.h"
#include "store/gh-sql-files.h"
#include "store/gh-statement-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define READER_CACHE         "-16384"   /* KiB; there are several, and the system has a cache, too */
#define WRITER_CACHE         "-262144"  /* the working set of an operation on a million users */
#define LOOKASIDE_BYTES      512
#define LOOKASIDE_SLOTS      2000
#define CANCEL_CHECK_OPCODES 20000

/* How many statements built for a filter or for a number of rows are kept besides those of the .sql files, whose number
 * is fixed: people type new filters all day, and each takes some KiB. */
#define MAX_MADE_STATEMENTS 64

#define RESOURCE_PREFIX      "/io/github/gatehouse/Gatehouse/sql/"

/* How long to wait for a lock (X); only tests are less patient. */
static int busy_timeout_ms = 10000;

/* --- functions for statements --- */

static void
fold_function (sqlite3_context  *context,
               sqlite3_value    *value,
               char            *(*fold) (const char *))
{
  const char *text = (const char *) sqlite3_value_text (value);
  char *folded = text != NULL ? fold (text) : NULL;

  if (folded != NULL)
    sqlite3_result_text (context, folded, -1, g_free);
  else
    sqlite3_result_null (context);
}

static void
search_fold_function (sqlite3_context  *context,
                      int               n_values,
                      sqlite3_value   **values)
{
  fold_function (context, values[0], gh_fold_search);
}

static void
name_key_function (sqlite3_context  *context,
                   int               n_values,
                   sqlite3_value   **values)
{
  fold_function (context, values[0], gh_fold_name_key);
}

static void
sha256_function (sqlite3_context  *context,
                 int               n_values,
                 sqlite3_value   **values)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  const guint8 *data = sqlite3_value_blob (values[0]);
  int length = sqlite3_value_bytes (values[0]);

  if (sqlite3_value_type (values[0]) == SQLITE_NULL)
    {
      sqlite3_result_null (context);
      return;
    }

  crypto_hash_sha256 (hash, data, length);
  sqlite3_result_blob (context, hash, sizeof hash, SQLITE_TRANSIENT);
}

static int
cancel_cb (gpointer data)
{
  GhConnection *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

void
gh_connection_set_patience (sqlite3 *db)
{
  sqlite3_busy_timeout (db, busy_timeout_ms);
}

int
gh_connection_get_patience (void)
{
  return busy_timeout_ms;
}

/* Before the first connection: nothing asks SQLite how much memory it uses, and counting takes a lock each time. */
static gpointer
set_up_sqlite (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  /* A statement's changes are kept in memory until it ends: a chunk of scattered users is 20 MB. They are never
   * spilled, because SQLite writes at most 128 KB of them at a time and then reports “full”. */
  sqlite3_config (SQLITE_CONFIG_STMTJRNL_SPILL, -1);
  gh_lock_use_lasting ();

  return NULL;
}

static gboolean
harden (GhConnection  *self,
        GhAccess       access,
        GError       **error)
{
  static const struct {
    const char *name;
    void (*call) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "gh_search_fold", search_fold_function },
    { "gh_name_key", name_key_function },
    { "gh_sha256", sha256_function },
  };
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_extended_result_codes (self->db, 1);
  gh_connection_set_patience (self->db);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_LOOKASIDE, NULL, LOOKASIDE_BYTES, LOOKASIDE_SLOTS);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 1);
  /* What a foreign key removes may be noted by a trigger, and no more. */
  sqlite3_limit (self->db, SQLITE_LIMIT_TRIGGER_DEPTH, 2);
  sqlite3_progress_handler (self->db, CANCEL_CHECK_OPCODES, cancel_cb, self);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function (self->db, functions[i].name, 1, flags, NULL, functions[i].call, NULL, NULL);

  return gh_connection_execute (self,
                                "PRAGMA cell_size_check = ON;"
                                "PRAGMA foreign_keys = ON;"
                                "PRAGMA mmap_size = 0;"
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA cache_size = " READER_CACHE ";",
                                error) &&
         (access != GH_ACCESS_WRITE ||
          gh_connection_execute (self, "PRAGMA cache_size = " WRITER_CACHE "; PRAGMA secure_delete = ON", error));
}

static char *
make_uri (const char *path,
          GhAccess    access)
{
  /* A path is data: characters special in a URI are escaped. */
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  const char *mode = access == GH_ACCESS_WRITE ? "rw" : access == GH_ACCESS_READ ? "ro" : "ro&immutable=1";

  if (g_str_equal (path, ":memory:"))
    return g_strdup ("file::memory:");
  if (g_str_equal (path, GH_EMPTY_EVENTS))
    return g_strdup ("file:gatehouse-empty-events?mode=memory&cache=shared");

  return g_strdup_printf ("file:%s?mode=%s", escaped, mode);
}

static gboolean
is_in_memory (const char *path)
{
  return g_str_equal (path, ":memory:") || g_str_equal (path, GH_EMPTY_EVENTS);
}

/* Checks @path; until gh_lock_expect(NULL) no other file can be opened by that name. */
static gboolean
expect_safe (const char            *path,
             const GhFileIdentity  *wanted,
             GhFileIdentity        *identity,
             GError               **error)
{
  if (is_in_memory (path))
    return TRUE;

  if ((wanted != NULL && !gh_file_check_same (path, wanted, error)) ||
      !gh_file_check_safe (path, identity, error))
    return FALSE;

  gh_lock_expect (path, wanted != NULL ? wanted : identity);

  return TRUE;
}

GhConnection *
gh_connection_open (const char  *path,
                    GhAccess     access,
                    GError     **error)
{
  return gh_connection_open_same (path, access, NULL, error);
}

GhConnection *
gh_connection_open_same (const char            *path,
                         GhAccess               access,
                         const GhFileIdentity  *wanted,
                         GError               **error)
{
  static GOnce set_up = G_ONCE_INIT;
  g_autoptr (GhConnection) self = g_new0 (GhConnection, 1);
  g_autofree char *uri = make_uri (path, access);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  int rc;

  g_once (&set_up, set_up_sqlite, NULL);
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_statement_free);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_statement_free);
  if (!expect_safe (path, wanted, &self->identity, error))
    return NULL;
  rc = sqlite3_open_v2 (uri, &self->db,
                        flags | (access == GH_ACCESS_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY),
                        NULL);
  gh_lock_expect (NULL, NULL);
  if (rc != SQLITE_OK)
    {
      gh_sqlite_set_error (error, self->db, rc, path);
      return NULL;
    }

  if (!harden (self, access, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gh_connection_attach (GhConnection          *self,
                      const char            *path,
                      const char            *name,
                      GhAccess               access,
                      const GhFileIdentity  *wanted,
                      GError               **error)
{
  g_autofree char *uri = make_uri (path, access);
  g_autofree char *sql = g_strdup_printf ("ATTACH ?1 AS %s", name);
  g_autoptr (GhStatement) attach = gh_connection_prepare_text (self, sql, error);
  g_autoptr (GError) local_error = NULL;
  GhFileIdentity identity;

  if (attach == NULL)
    return FALSE;

  if (!expect_safe (path, wanted, &identity, error))
    return FALSE;
  gh_statement_bind (attach, "s", uri);
  gh_statement_run (attach, &local_error);
  gh_lock_expect (NULL, NULL);
  if (local_error == NULL)
    return TRUE;

  /* The attached file is the one that could not be opened. */
  gh_sqlite_set_error (error, self->db, sqlite3_extended_errcode (self->db), path);
  return FALSE;
}

void
gh_connection_close (GhConnection *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->made, g_hash_table_unref);
  sqlite3_close (self->db);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

void
gh_connection_set_patience_for_tests (int milliseconds)
{
  busy_timeout_ms = milliseconds;
}

static GhStatement *
prepare (GhConnection  *self,
         GHashTable    *kept,
         const char    *name,
         const char    *sql,
         GError       **error)
{
  GhStatement *statement;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (rc != SQLITE_OK)
    {
      g_debug ("Preparing %s:", name);
      gh_sqlite_set_error (error, self->db, rc, self->path);
      return NULL;
    }

  statement = gh_statement_new (stmt, name, self->path);
  g_hash_table_insert (kept, g_strdup (name), statement);

  return statement;
}

/* Drops the one lent longest ago that is not in use. */
static void
make_room (GhConnection *self)
{
  GHashTableIter iter;
  gpointer key, value;
  gpointer oldest = NULL;
  guint64 lent = G_MAXUINT64;

  if (g_hash_table_size (self->made) < MAX_MADE_STATEMENTS)
    return;

  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GhStatement *statement = value;

      if (!statement->is_used && statement->lent < lent)
        {
          oldest = key;
          lent = statement->lent;
        }
    }
  if (oldest != NULL)
    g_hash_table_remove (self->made, oldest);
}

/* Finds the built statement called @name. */
static GhStatement *
find_made (GhConnection *self,
           const char   *name)
{
  GhStatement *statement = g_hash_table_lookup (self->made, name);

  if (statement != NULL)
    {
      gh_statement_reset (statement);
      statement->lent = ++self->n_lent;
    }

  return statement;
}

static GhStatement *
prepare_made (GhConnection  *self,
              const char    *name,
              const char    *sql,
              GError       **error)
{
  GhStatement *statement;

  make_room (self);
  statement = prepare (self, self->made, name, sql, error);
  if (statement != NULL)
    statement->lent = ++self->n_lent;

  return statement;
}

/* Loads the text of a named statement. */
static GBytes *
load_sql (const char *name)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_PREFIX "%s.sql", name);
  GBytes *sql = gh_sql_files_read (path);

  if (sql == NULL)
    g_error ("There is no statement %s", name);

  return sql;
}

GhStatement *
gh_connection_prepare (GhConnection  *self,
                       const char    *name,
                       GError       **error)
{
  GhStatement *statement = g_hash_table_lookup (self->statements, name);
  g_autoptr (GBytes) sql = NULL;

  if (statement != NULL)
    {
      gh_statement_reset (statement);
      return statement;
    }

  sql = load_sql (name);

  return prepare (self, self->statements, name, g_bytes_get_data (sql, NULL), error);
}

/* Appends @tuple with the parameters of its row: of 3 columns, ?1 is ?4 in row 1. */
static void
append_tuple (GString    *sql,
              const char *tuple,
              guint       row,
              guint       n_columns)
{
  while (*tuple != '\0')
    {
      guint64 number = *tuple == '?' ? g_ascii_strtoull (tuple + 1, (char **) &tuple, 10) : 0;

      if (number != 0)
        g_string_append_printf (sql, "?%" G_GUINT64_FORMAT, number + row * n_columns);
      else
        g_string_append_c (sql, *tuple++);
    }
}

GhStatement *
gh_connection_prepare_rows (GhConnection  *self,
                            const char    *name,
                            guint          n_rows,
                            GError       **error)
{
  g_autofree char *key = g_strdup_printf ("%s (%u rows)", name, n_rows);
  GhStatement *statement = find_made (self, key);
  g_autoptr (GhStatement) one = NULL;
  g_autoptr (GBytes) sql = NULL;
  g_autoptr (GString) rows = NULL;
  const char *tuple;

  if (statement != NULL)
    return statement;

  one = gh_connection_prepare (self, name, error);
  if (one == NULL)
    return NULL;

  sql = load_sql (name);
  tuple = strstr (g_bytes_get_data (sql, NULL), "VALUES (");
  g_assert (tuple != NULL);
  tuple += strlen ("VALUES ");

  rows = g_string_new_len (g_bytes_get_data (sql, NULL), tuple - (const char *) g_bytes_get_data (sql, NULL));
  for (guint row = 0; row < n_rows; row++)
    {
      if (row > 0)
        g_string_append_c (rows, ',');
      append_tuple (rows, tuple, row, gh_statement_get_n_parameters (one));
    }

  return prepare_made (self, key, rows->str, error);
}

GhStatement *
gh_connection_prepare_text (GhConnection  *self,
                            const char    *sql,
                            GError       **error)
{
  GhStatement *statement = find_made (self, sql);

  return statement != NULL ? statement : prepare_made (self, sql, sql, error);
}

static GhStatement *
query (GhConnection  *self,
       const char    *name,
       GError       **error,
       const char    *types,
       va_list        args)
{
  GhStatement *statement = gh_connection_prepare (self, name, error);

  gh_statement_lend_valist (statement, types, args);

  return statement;
}

GhStatement *
gh_connection_query (GhConnection  *self,
                     const char    *name,
                     GError       **error,
                     const char    *types,
                     ...)
{
  GhStatement *statement;
  va_list args;

  va_start (args, types);
  statement = query (self, name, error, types, args);
  va_end (args);

  return statement;
}

gboolean
gh_connection_run (GhConnection  *self,
                   const char    *name,
                   GError       **error,
                   const char    *types,
                   ...)
{
  g_autoptr (GhStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query (self, name, error, types, args);
  va_end (args);

  return gh_statement_run (statement, error);
}

gboolean
gh_connection_get_number (GhConnection  *self,
                          const char    *name,
                          gint64        *number,
                          GError       **error,
                          const char    *types,
                          ...)
{
  g_autoptr (GhStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query (self, name, error, types, args);
  va_end (args);

  *number = gh_statement_next (statement) ? gh_statement_get_int (statement, 0) : 0;

  return gh_statement_finish (statement, error);
}

gboolean
gh_connection_list_ids (GhConnection  *self,
                        const char    *name,
                        GArray        *ids,
                        GError       **error,
                        const char    *types,
                        ...)
{
  g_autoptr (GhStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = query (self, name, error, types, args);
  va_end (args);

  return gh_statement_list_ids (statement, ids, error);
}

gboolean
gh_connection_execute (GhConnection  *self,
                       const char    *sql,
                       GError       **error)
{
  int rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    {
      g_debug ("Executing %s:", sql);
      gh_sqlite_set_error (error, self->db, rc, self->path);
    }

  return rc == SQLITE_OK;
}

gboolean
gh_connection_read_int (GhConnection  *self,
                        const char    *sql,
                        gint64        *value,
                        GError       **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *value = sqlite3_column_int64 (stmt, 0);
  else
    gh_sqlite_set_error (error, self->db, rc, self->path);
  sqlite3_finalize (stmt);

  return rc == SQLITE_ROW;
}

gboolean
gh_connection_begin_read (GhConnection  *self,
                          GError       **error)
{
  return gh_connection_execute (self, "BEGIN", error);
}

/* Writes to a deleted file are lost, and SQLite does not notice. */
static gboolean
check_still_there (GhConnection  *self,
                   GError       **error)
{
  return self->identity.inode == 0 || gh_file_check_same (self->path, &self->identity, error);
}

/* A newer program may have migrated the file since (X). */
static gboolean
check_version (GhConnection  *self,
               GError       **error)
{
  gint64 version;

  if (self->version == 0)
    return TRUE;
  if (!gh_connection_read_int (self, "PRAGMA main.user_version", &version, error))
    return FALSE;

  if (version != self->version)
    g_set_error (error, GH_ERROR, GH_ERROR_NEWER,
                 _("A later version of Gatehouse has opened “%s” and changed its format: restart this one once it is "
                   "updated, too."), self->path);

  return version == self->version;
}

gboolean
gh_connection_begin_write (GhConnection  *self,
                           GError       **error)
{
  if (!check_still_there (self, error) || !gh_connection_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (check_version (self, error))
    return TRUE;

  gh_connection_rollback (self);
  return FALSE;
}

gboolean
gh_connection_note_version (GhConnection  *self,
                            GError       **error)
{
  return gh_connection_read_int (self, "PRAGMA main.user_version", &self->version, error);
}

gboolean
gh_connection_commit (GhConnection  *self,
                      GError       **error)
{
  gboolean is_write = sqlite3_txn_state (self->db, "main") == SQLITE_TXN_WRITE;

  if ((!is_write || check_still_there (self, error)) && gh_connection_execute (self, "COMMIT", error))
    return TRUE;

  gh_connection_rollback (self);
  return FALSE;
}

void
gh_connection_rollback (GhConnection *self)
{
  GHashTableIter iter;
  gpointer statement;

  /* A cancelled or failed statement may still be open, and must not block the rollback. */
  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    gh_statement_reset (statement);
  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    gh_statement_reset (statement);

  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_progress_handler (self->db, CANCEL_CHECK_OPCODES, cancel_cb, self);
}

gint64
gh_connection_get_changes (GhConnection *self)
{
  return sqlite3_changes64 (self->db);
}

gint64
gh_connection_get_last_row_id (GhConnection *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

gint64
gh_connection_get_data_version (GhConnection *self)
{
  gint64 directory = 0;
  gint64 events = 0;

  gh_connection_read_int (self, "PRAGMA main.data_version", &directory, NULL);
  gh_connection_read_int (self, "PRAGMA events.data_version", &events, NULL);

  return directory << 32 ^ events;
}

void
gh_connection_set_cancellable (GhConnection *self,
                               GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

GCancellable *
gh_connection_get_cancellable (GhConnection *self)
{
  return self->cancellable;
}

static gboolean
is_unreadable (int rc)
{
  return (rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB;
}

gboolean
gh_connection_backup_to (GhConnection  *self,
                         const char    *path,
                         GhJob         *job,
                         GError       **error)
{
  GCancellable *cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL;
  g_autoptr (GhConnection) target = NULL;
  sqlite3_backup *backup;
  int rc;

  if (!gh_file_create (path, error))
    return FALSE;

  target = gh_connection_open (path, GH_ACCESS_WRITE, error);
  if (target == NULL)
    {
      unlink (path);
      return FALSE;
    }

  backup = sqlite3_backup_init (target->db, "main", self->db, "main");
  rc = backup != NULL ? SQLITE_OK : sqlite3_errcode (target->db);
  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    {
      rc = sqlite3_backup_step (backup, 4096);
      gh_job_set_progress (job, sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup),
                           sqlite3_backup_pagecount (backup));
    }
  if (backup != NULL)
    sqlite3_backup_finish (backup);

  if (rc != SQLITE_DONE)
    {
      /* Read errors concern the source, all others the target. */
      gh_sqlite_set_error (error, target->db, rc == SQLITE_OK ? SQLITE_INTERRUPT : rc,
                           is_unreadable (rc) ? self->path : path);
      g_clear_pointer (&target, gh_connection_close);
      unlink (path);
      return FALSE;
    }

  /* Without a WAL it is one file, which can be read from read-only media. */
  return gh_connection_execute (target, "PRAGMA journal_mode = DELETE", error);
}

gboolean
gh_connection_restore_from (GhConnection           *self,
                            const char             *path,
                            GhConnection           *reader,
                            GhConnectionCheckFunc   check,
                            gpointer                data,
                            GError                **error)
{
  g_autoptr (GhConnection) source = gh_connection_open (path, GH_ACCESS_READ, error);
  g_autoptr (GError) local_error = NULL;
  sqlite3_backup *backup;
  int rc;

  if (source == NULL)
    return FALSE;

  g_hash_table_remove_all (self->statements);
  g_hash_table_remove_all (self->made);
  backup = sqlite3_backup_init (self->db, "main", source->db, "main");
  if (backup == NULL)
    {
      gh_sqlite_set_error (error, self->db, sqlite3_errcode (self->db), self->path);
      return FALSE;
    }

  /* A step of no pages only takes the lock. The next copies everything, so that it is one transaction. */
  rc = sqlite3_backup_step (backup, 0);
  if (rc == SQLITE_OK && (check == NULL || check (reader, data, &local_error)))
    do
      rc = sqlite3_backup_step (backup, -1);
    while (rc == SQLITE_OK);
  sqlite3_backup_finish (backup);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (rc != SQLITE_DONE)
    gh_sqlite_set_error (error, self->db, rc, is_unreadable (rc) ? path : self->path);

  return rc == SQLITE_DONE;
}
