/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X1: whose files are opened, how, and what remains in them of permanently deleted data. */
#include "gh-test-organisation.h"

#include "store/gh-backup.h"
#include "store/gh-connection-private.h"
#include "store/gh-lock.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  g_clear_object (&org->store);

  return org;
}

static void
assert_refused (GhTestOrganisation *org,
                const char         *path,
                const char         *named)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (path, org->clock, &error);

  g_assert_null (store);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNSAFE);
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_written_by_others (void)
{
  static const char *const ends[] = { "", "-events", "-wal", "-events-wal", "-journal", "-shm" };
  static const int modes[] = { 0602, 0606, 0622, 0666, 0777 };
  g_autoptr (GhTestOrganisation) org = make_sample ();

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);
      gboolean was_there = g_file_test (path, G_FILE_TEST_EXISTS);

      if (!was_there)
        g_file_set_contents (path, "", 0, NULL);
      for (gsize j = 0; j < G_N_ELEMENTS (modes); j++)
        {
          g_chmod (path, modes[j]);
          assert_refused (org, org->path, path);
        }
      g_chmod (path, 0600);
      if (!was_there)
        g_unlink (path);
    }

  /* A group may share it (X2). */
  g_chmod (org->path, 0660);
  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
}

static void
test_backup_written_by_others (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GhBackupCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_chmod (backup, 0646);
  copy = gh_backup_copy_new (backup, org->path, GH_TEST_NOW, NULL, &error);
  g_assert_null (copy);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNSAFE);
}

static void
test_read_by_others (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  const char *notice;

  g_chmod (org->path, 0644);
  g_chmod (org->folder, 0755);
  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 1);
  notice = g_ptr_array_index (gh_store_get_notices (org->store), 0);
  g_assert_nonnull (strstr (notice, org->path));
  g_assert_nonnull (strstr (notice, "chmod o-r"));

  g_chmod (events, 0604);
  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 2);

  /* No others can enter the folder. */
  g_chmod (org->folder, 0700);
  gh_test_reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
}

/* A folder may be a link, anywhere on the path; a database file may not. */
static void
test_links (void)
{
  static const char *const ends[] = { "", "-events", "-wal", "-events-wal" };
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *folder = g_strconcat (org->folder, "-link", NULL);
  g_autofree char *through = g_build_filename (folder, "test.db", NULL);
  g_autofree char *kept = g_build_filename (org->folder, "kept", NULL);

  g_assert_cmpint (symlink (org->folder, folder), ==, 0);
  g_free (org->path);
  org->path = g_strdup (through);
  gh_test_reopen (org);
  gh_test_add_users (org, "bert");
  gh_test_assert_query (org, "SELECT count (*) FROM users", "2");
  g_clear_object (&org->store);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);
      gboolean was_there = g_rename (path, kept) == 0;

      if (!was_there)
        g_file_set_contents (kept, "", 0, NULL);
      g_assert_cmpint (symlink (kept, path), ==, 0);
      assert_refused (org, org->path, "symbolic link");
      g_unlink (path);
      if (was_there)
        g_rename (kept, path);
      else
        g_unlink (kept);
    }

  gh_test_reopen (org);
  g_unlink (folder);
}

/* A file swapped in between the check and the opening is not used. */
static void
test_swapped_in_between (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GhTestOrganisation) other = make_sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (org->path, "-wal", NULL);
  GhFileIdentity found;
  GhConnection *connection;
  int descriptor;
  sqlite3 *db = NULL;

  /* As gh_connection_open() does, with time in between. */
  connection = gh_connection_open (org->path, GH_ACCESS_READ, &error);
  g_assert_no_error (error);
  gh_connection_close (connection);
  g_assert_true (gh_file_check_safe (org->path, &found, &error));
  g_assert_cmpint (g_rename (other->path, org->path), ==, 0);
  gh_lock_expect (org->path, &found);
  g_assert_cmpint (sqlite3_open_v2 (org->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_CANTOPEN);
  sqlite3_close (db);
  gh_lock_expect (NULL, NULL);

  /* The same for a link in place of the WAL, which SQLite opens much later. */
  g_assert_cmpint (sqlite3_open_v2 (org->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  descriptor = open (other->folder, O_RDONLY | O_DIRECTORY);
  g_assert_cmpint (descriptor, >=, 0);
  close (descriptor);
  g_unlink (wal);
  g_assert_cmpint (symlink (other->path, wal), ==, 0);
  g_assert_cmpint (sqlite3_exec (db, "SELECT count (*) FROM users", NULL, NULL, NULL), !=, SQLITE_OK);
  sqlite3_close (db);
  g_unlink (wal);
}

/* --- what the connection allows --- */

static gint64
read_pragma (GhConnection *connection,
             const char   *pragma)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strconcat ("PRAGMA ", pragma, NULL);
  gint64 value = -1;

  gh_connection_read_int (connection, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

static gboolean
check_hardened_cb (GhConnection  *connection,
                   gpointer       data,
                   GError       **error)
{
  sqlite3 *db = connection->db;
  int is_defensive, trusts_schema, loads_extensions;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, -1, &is_defensive);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &trusts_schema);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &loads_extensions);
  g_assert_true (is_defensive);
  g_assert_false (trusts_schema);
  g_assert_false (loads_extensions);
  g_assert_cmpint (read_pragma (connection, "cell_size_check"), ==, 1);
  g_assert_cmpint (read_pragma (connection, "main.mmap_size"), ==, 0);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, -1), ==, 1);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_LENGTH, -1), ==, 64 * 1024 * 1024);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, -1), ==, 2);
  g_assert_false (gh_connection_execute (connection, "SELECT load_extension ('x')", NULL));
  g_assert_false (gh_connection_execute (connection, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", NULL));
  if (data != NULL)
    g_assert_cmpint (read_pragma (connection, "main.secure_delete"), ==, 1);

  return TRUE;
}

static void
test_hardened (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_store_read (org->store, check_hardened_cb, NULL, &error);
  g_assert_no_error (error);
  for (GhFile file = GH_FILE_DIRECTORY; file <= GH_FILE_EVENTS; file++)
    {
      gh_store_write (org->store, file, check_hardened_cb, org, &error);
      g_assert_no_error (error);
    }
}

static int
count_statements (GhConnection *connection)
{
  int n = 0;

  for (sqlite3_stmt *stmt = sqlite3_next_stmt (connection->db, NULL); stmt != NULL;
       stmt = sqlite3_next_stmt (connection->db, stmt))
    n++;

  return n;
}

static void
test_statements_are_bounded (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhConnection) connection = gh_connection_open (":memory:", GH_ACCESS_WRITE, &error);
  g_autoptr (GhStatement) first = gh_connection_prepare_text (connection, "SELECT ?1", &error);

  g_assert_no_error (error);

  /* One in use is never dropped, however old. */
  gh_statement_bind (first, "i", (gint64) 42);
  g_assert_true (gh_statement_require (first, &error));
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);
      g_autoptr (GhStatement) statement = gh_connection_prepare_text (connection, sql, &error);

      g_assert_true (gh_statement_require (statement, &error));
      g_assert_cmpint (gh_statement_get_int (statement, 0), ==, i);
    }
  g_assert_cmpint (gh_statement_get_int (first, 0), ==, 42);
  g_assert_cmpint (count_statements (connection), <=, 64);
}

static void
test_readers_are_bounded (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  GhConnection *readers[40];
  g_autoptr (GError) error = NULL;
  guint n_known = 0;

  /* Each is marked and recognised by that. */
  gh_test_reopen (org);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
        {
          readers[i] = gh_store_lend_reader (org->store, &error);
          g_assert_no_error (error);
          if (round == 1)
            n_known += gh_connection_execute (readers[i], "SELECT x FROM temp.mark", NULL);
          else
            gh_connection_execute (readers[i], "CREATE TABLE temp.mark (x)", &error);
          g_assert_no_error (error);
        }
      for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
        gh_store_return_reader (org->store, readers[i]);
    }
  g_assert_cmpuint (n_known, ==, 8);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "1");
}

/* --- permanent deletion --- */

static gboolean
file_holds (const char *path,
            const char *text)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL) && memmem (content, length, text, strlen (text)) != NULL;
}

static gboolean
is_anywhere (GhTestOrganisation *org,
             const char         *text)
{
  static const char *const ends[] = { "", "-wal", "-events", "-events-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);

      if (file_holds (path, text))
        return TRUE;
    }

  return FALSE;
}

/* Among many others, so that pages fill, split and merge around them. What operations were given stays in the log until
 * retention (J4), so these texts are written another way. */
static void
test_purged_is_gone (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GhStore) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (org->path, "-wal", NULL);
  GStatBuf info;

  gh_test_reopen (org);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);
      g_autofree char *sql = g_strdup_printf ("UPDATE users SET realname = 'Realname-of-%u', realname_fold = 'realname-of-%u',"
                                              " email = 'mail-of-%u@example.com', email_fold = 'mail-of-%u@example.com',"
                                              " notes = 'Note-of-%u-' || hex (zeroblob (%u)) WHERE id = %u",
                                              i, i, i, i, i, 20 + i * 37 % 400, i + 2);

      gh_test_add_users (org, name);
      gh_test_write_directory (org, sql);
    }

  /* Another has it open, so that nobody closes it last. */
  other = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  g_assert_true (is_anywhere (org, "Realname-of-17"));
  gh_test_do (org, "user.trash", gh_target_new_for_ids ((gint64[]) { 19 }, 1), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_ids ((gint64[]) { 19 }, 1), "{\"confirm\":1}", 1);

  /* The truncating thread has ended with its store. */
  g_clear_object (&org->store);
  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
  g_assert_false (is_anywhere (org, "Realname-of-17"));
  g_assert_false (is_anywhere (org, "realname-of-17"));
  g_assert_false (is_anywhere (org, "mail-of-17@"));
  g_assert_false (is_anywhere (org, "Note-of-17-"));
  g_assert_true (is_anywhere (org, "Realname-of-16"));
}

/* A reader sees the old rows, and delays nobody for long; the erasing is caught up later. */
static void
test_purged_while_read (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GhStore) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (org->path, "-wal", NULL);
  GhConnection *reader;
  GStatBuf info;

  gh_test_reopen (org);
  gh_test_write_directory (org, "UPDATE users SET realname = 'Somebody-Special', realname_fold = 'x' WHERE id = 1");
  gh_test_do (org, "user.trash", gh_target_new_for_ids ((gint64[]) { 1 }, 1), NULL, 1);
  other = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  reader = gh_store_lend_reader (other, &error);
  g_assert_no_error (error);
  gh_connection_begin_read (reader, &error);
  g_assert_cmpint (read_pragma (reader, "schema_version"), >, 0);

  gh_test_do (org, "user.purge", gh_target_new_for_ids ((gint64[]) { 1 }, 1), "{\"confirm\":1}", 1);
  gh_test_add_users (org, "bert");
  gh_connection_rollback (reader);
  gh_store_return_reader (other, reader);

  g_clear_object (&org->store);
  gh_test_reopen (org);
  gh_store_checkpoint_soon (org->store, GH_FILE_DIRECTORY, TRUE);
  g_clear_object (&org->store);
  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
  g_assert_false (is_anywhere (org, "Somebody-Special"));
}

/* --- whose files they are (X2) --- */

static int
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);

  return info.st_mode & 07777;
}

static void
test_modes (void)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-events", "-events-wal", "-events-shm", "-copy", "-copy-events" };
  static const struct {
    mode_t      mask;
    int         folder;
    int         files;
    const char *name;   /* below that folder */
  } cases[] = {
    { 0, 0700, 0600, "modes.db" },
    { 0177, 0700, 0600, "modes.db" },
    { 0, 0755, 0600, "modes.db" },
    { 0, 0770, 0600, "modes.db" },
    { 0, 02775, 0600, "modes.db" },
    { 0, 02770, 0660, "modes.db" },
    { 0077, 02770, 0660, "modes.db" },
    { 0, 0755, 0600, "new/modes.db" }, /* the program makes that folder */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      g_autofree char *backup = NULL;
      g_autofree char *folder = NULL;
      g_autoptr (GError) error = NULL;
      mode_t before;

      g_test_message ("umask %o, folder %o, %s", cases[i].mask, cases[i].folder, cases[i].name);
      g_clear_object (&org->store);
      g_free (org->path);
      org->path = g_build_filename (org->folder, cases[i].name, NULL);
      backup = g_strconcat (org->path, "-copy", NULL);
      g_assert_cmpint (g_chmod (org->folder, cases[i].folder), ==, 0);

      before = umask (cases[i].mask);
      org->store = gh_store_create (org->path, org->clock, &error);
      g_assert_no_error (error);
      gh_test_do (org, "organisation.create", NULL, "{\"name\":\"Test\",\"time-zone\":\"Europe/Oslo\"}", 1);
      gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1)");
      gh_backup_make (org->store, backup, NULL, &error);
      g_assert_no_error (error);
      umask (before);

      for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          g_autofree char *path = g_strconcat (org->path, ends[j], NULL);

          g_test_message ("%s", path);
          g_assert_cmpint (get_mode (path), ==, cases[i].files);
        }

      folder = g_path_get_dirname (org->path);
      g_assert_cmpint (get_mode (folder), ==, strchr (cases[i].name, '/') != NULL ? 0700 : cases[i].folder);
      g_clear_object (&org->store);
      for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          g_autofree char *path = g_strconcat (org->path, ends[j], NULL);

          g_unlink (path);
        }
      if (strchr (cases[i].name, '/') != NULL)
        g_rmdir (folder);
    }
}

/* --- a read that never ends (X) --- */

static void
test_long_log (void)
{
  static const char *const ends[] = { "-wal", "-events-wal" };
  g_autoptr (GhTestOrganisation) org = make_sample ();

  gh_test_reopen (org);
  gh_test_add_users (org, "bert");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1)");
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *log = g_strconcat (org->path, ends[i], NULL);
      g_autoptr (GhStore) other = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (truncate (log, 64 * 1024 * 1024 + 1), ==, 0);
      other = gh_store_open (org->path, org->clock, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gh_store_get_notices (other)->len, ==, i + 1);
      g_assert_nonnull (strstr (g_ptr_array_index (gh_store_get_notices (other), i), ends[i]));
    }
}

GResource *gh_sql_get_resource (void);

/* While a program ends GLib forgets its resources, and a thread may still be at work. */
static void
test_resources_gone (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GError) error = NULL;

  g_resources_unregister (gh_sql_get_resource ());
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "bjorn");
  g_resources_register (gh_sql_get_resource ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X1/written-by-others", test_written_by_others);
  g_test_add_func ("/X1/backup-written-by-others", test_backup_written_by_others);
  g_test_add_func ("/X1/read-by-others", test_read_by_others);
  g_test_add_func ("/X1/links", test_links);
  g_test_add_func ("/X2/modes", test_modes);
  g_test_add_func ("/X/long-log", test_long_log);
  g_test_add_func ("/X/resources-gone", test_resources_gone);
  g_test_add_func ("/X1/swapped-in-between", test_swapped_in_between);
  g_test_add_func ("/X1/hardened", test_hardened);
  g_test_add_func ("/X1/bounds/statements", test_statements_are_bounded);
  g_test_add_func ("/X1/bounds/readers", test_readers_are_bounded);
  g_test_add_func ("/X1/purged-is-gone", test_purged_is_gone);
  g_test_add_func ("/X1/purged-while-read", test_purged_while_read);

  return g_test_run ();
}
