/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X: what people read when the store fails. The message names the file and what to do, without SQLite's words; only for
 * a change does it say that nothing was changed. */
#include "gh-test-files.h"

#include "organisation/gh-organisation-open.h"
#include "store/gh-backup.h"
#include "store/gh-connection-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY    65534
#define UNCHANGED "Nothing was changed."

/* Which file a message must name. */
typedef enum {
  DIRECTORY,
  EVENTS,
  FOLDER,
  BACKUP,
  NONE, /* it is about no file */
} Named;

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  g_clear_object (&org->store);

  return org;
}

static char *
beside (GhTestOrganisation *org,
        const char         *end)
{
  return g_strconcat (org->path, end, NULL);
}

/* --- the message --- */

static void
check_message (GhTestOrganisation *org,
               const char         *message,
               Named               named,
               gboolean            says_unchanged)
{
  static const char *const ends[] = { [DIRECTORY] = "/test.db", [EVENTS] = "/test.db-events", [FOLDER] = "", [BACKUP] = "/backup.db" };
  static const char *const forbidden[] = {
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA", "WITH", "ATTACH", "TRIGGER", ".sql", "users/",
    "operations/", "constraint failed", "database disk image", "unable to open", "SQL logic", "sqlite3", "file:",
    "no such table", "I/O error", "lease", "uccessful",
  };
  g_auto (GStrv) parts = g_strsplit (message, org->folder, -1);
  g_autofree char *words = g_strjoinv ("", parts);

  g_test_message ("%s", message);
  g_assert_true (g_utf8_validate (message, -1, NULL));
  if (named != NONE)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s%s”", org->folder, ends[named]);

      if (strstr (message, quoted) == NULL)
        g_error ("“%s” does not name %s", message, quoted);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (strstr (words, forbidden[i]) != NULL)
      g_error ("“%s” has “%s” in it", message, forbidden[i]);
  if ((strstr (message, UNCHANGED) != NULL) != says_unchanged)
    g_error (says_unchanged ? "“%s” does not say that nothing was changed" : "“%s” speaks of a change", message);
  g_assert_true (g_str_has_suffix (message, "."));
}

static void
check_error (GhTestOrganisation *org,
             GError             *error,
             int                 code,
             Named               named,
             gboolean            is_change)
{
  /* One who may not write at all is told so; others may wonder how far it got. */
  gboolean is_before = code == GH_ERROR_READ_ONLY || code == GH_ERROR_UNSAFE;

  g_assert_error (error, GH_ERROR, code);
  check_message (org, error->message, named, is_change && !is_before);
  g_error_free (error);
}

/* --- what is done --- */

static void
open_fails (GhTestOrganisation *org,
            int                 code,
            Named               named)
{
  GError *error = NULL;
  g_autoptr (GhStore) store = gh_organisation_open (org->path, org->clock, &error);

  g_assert_null (store);
  check_error (org, error, code, named, FALSE);
}

static void
reopen (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  /* Not gh_organisation_open(), which would find the fault now. */
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
}

/* Reads a column of both files. */
static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  static const char *const texts[] = {
    "SELECT username, notes FROM users",
    "SELECT time FROM events.logins",
    "SELECT username, time FROM users LEFT JOIN events.logins ON user_id = id",
  };

  gh_connection_set_cancellable (connection, data);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, texts[i], error);

      if (select == NULL || !gh_statement_run (select, error))
        return FALSE;
    }

  return TRUE;
}

static void
look_fails (GhTestOrganisation *org,
            GCancellable       *cancellable,
            int                 code,
            Named               named)
{
  GError *error = NULL;

  g_assert_false (gh_store_read (org->store, read_cb, cancellable, &error));
  check_error (org, error, code, named, FALSE);
}

static void
change_fails (GhTestOrganisation *org,
              int                 code,
              Named               named)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  GError *error = NULL;

  json_object_set_string_member (parameters, "username", "bert");
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("user.add"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_null (result);
  check_error (org, error, code, named, TRUE);
}

/* --- opening --- */

static void
put_prose (const char *path)
{
  g_autofree char *prose = g_strnfill (20000, 'x');

  g_assert_true (g_file_set_contents (path, prose, -1, NULL));
}

static void
cut (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size / 2), ==, 0);
}

static void
empty (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
make_newer (const char *path)
{
  gh_test_write_raw (path, "PRAGMA user_version = 1000");
}

static void
make_foreign (const char *path)
{
  gh_test_write_raw (path, "PRAGMA application_id = 1");
}

static void
add_trigger (const char *path)
{
  gh_test_write_raw (path, "CREATE TABLE t (x); CREATE TRIGGER spy AFTER INSERT ON t BEGIN SELECT 1; END");
}

static void
put_bad_text (const char *path)
{
  gh_test_write_raw (path, "UPDATE users SET notes = CAST (x'ff' AS TEXT)");
}

static void
put_bad_events (const char *path)
{
  gh_test_write_raw (path, GH_TEST_LOCK_OUT "VALUES (1, 1, NULL, CAST (x'ff' AS TEXT))");
}

static void
remove_file (const char *path)
{
  g_unlink (path);
}

static void
put_folder (const char *path)
{
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
put_pipe (const char *path)
{
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static void
put_link (const char *path)
{
  g_autofree char *elsewhere = g_strconcat (path, ".elsewhere", NULL);

  g_rename (path, elsewhere);
  g_assert_cmpint (symlink (elsewhere, path), ==, 0);
}

static void
put_dangling_link (const char *path)
{
  g_unlink (path);
  g_assert_cmpint (symlink ("/nonexistent/x.db", path), ==, 0);
}

static void
let_others_write (const char *path)
{
  g_chmod (path, 0602);
}

static void
open_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_chmod (folder, 0777);
}

static const struct {
  const char *name;
  Named       where;
  void      (*harm) (const char *path);
  int         code;
  Named       named;
} openings[] = {
  { "not-a-database", DIRECTORY, put_prose, GH_ERROR_DAMAGED, DIRECTORY },
  { "damaged", DIRECTORY, cut, GH_ERROR_DAMAGED, DIRECTORY },
  { "empty", DIRECTORY, empty, GH_ERROR_NOT_FOUND, DIRECTORY },
  { "newer", DIRECTORY, make_newer, GH_ERROR_NEWER, DIRECTORY },
  { "of-another-program", DIRECTORY, make_foreign, GH_ERROR_DAMAGED, DIRECTORY },
  { "foreign-trigger", DIRECTORY, add_trigger, GH_ERROR_UNSAFE, DIRECTORY },
  { "bad-text", DIRECTORY, put_bad_text, GH_ERROR_DAMAGED, DIRECTORY },
  { "no-such-file", DIRECTORY, remove_file, GH_ERROR_NOT_FOUND, DIRECTORY },
  { "folder", DIRECTORY, put_folder, GH_ERROR_UNSAFE, DIRECTORY },
  { "pipe", DIRECTORY, put_pipe, GH_ERROR_UNSAFE, DIRECTORY },
  { "link", DIRECTORY, put_link, GH_ERROR_UNSAFE, DIRECTORY },
  { "dangling-link", DIRECTORY, put_dangling_link, GH_ERROR_UNSAFE, DIRECTORY },
  { "writable-by-others", DIRECTORY, let_others_write, GH_ERROR_UNSAFE, DIRECTORY },
  { "folder-writable-by-others", DIRECTORY, open_folder, GH_ERROR_UNSAFE, FOLDER },
  { "events-newer", EVENTS, make_newer, GH_ERROR_NEWER, EVENTS },
  { "events-foreign-trigger", EVENTS, add_trigger, GH_ERROR_UNSAFE, EVENTS },
  { "events-bad-text", EVENTS, put_bad_events, GH_ERROR_DAMAGED, EVENTS },
  { "events-folder", EVENTS, put_folder, GH_ERROR_UNSAFE, EVENTS },
  { "events-link", EVENTS, put_link, GH_ERROR_UNSAFE, EVENTS },
  { "events-writable-by-others", EVENTS, let_others_write, GH_ERROR_UNSAFE, EVENTS },
};

static void
test_opening (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *path = beside (org, openings[i].where == EVENTS ? "-events" : "");

  openings[i].harm (path);
  open_fails (org, openings[i].code, openings[i].named);
  g_chmod (org->folder, 0700);
}

/* Another program keeps all others out. */
static void
test_locked (gconstpointer data)
{
  Named named = GPOINTER_TO_INT (data);
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *path = beside (org, named == EVENTS ? "-events" : "");
  sqlite3 *other = NULL;

  gh_connection_set_patience_for_tests (50);
  sqlite3_open (path, &other);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; CREATE TABLE t (x); DROP TABLE t;"
                                        "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  open_fails (org, GH_ERROR_LOCKED, named);
  sqlite3_close (other);
  gh_connection_set_patience_for_tests (10000);
}

/* --- a recreated events file --- */

static void
make_of_another (const char *path)
{
  gh_test_write_raw (path, "UPDATE about SET organisation = 'DA000000000000000000'");
}

static const struct {
  const char *name;
  void      (*harm) (const char *path);
} beginnings[] = {
  { "damaged", put_prose },
  { "cut", cut },
  { "of-another-organisation", make_of_another },
  { "gone", remove_file },
};

static void
test_begun (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = beside (org, "-events");
  const char *notice;

  beginnings[i].harm (events);
  reopen (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 1);
  notice = g_ptr_array_index (gh_store_get_notices (org->store), 0);
  g_assert_nonnull (strstr (notice, events));
  check_message (org, notice, NONE, FALSE);
}

/* --- failures while open --- */

/* Puts nonsense into the first page of @table. */
static void
damage_table (const char *path,
              const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema"
                                          " WHERE name = '%s'", table);
  g_autofree char *nonsense = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int page, size, fd;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  page = sqlite3_column_int (stmt, 0);
  size = sqlite3_column_int (stmt, 1);
  sqlite3_finalize (stmt);
  sqlite3_close (db);

  nonsense = g_strnfill (size, 'x');
  fd = open (path, O_WRONLY | O_CLOEXEC);
  g_assert_cmpint (pwrite (fd, nonsense, size, (off_t) (page - 1) * size), ==, size);
  close (fd);
}

static void
test_damaged_table (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  damage_table (org->path, "users");
  reopen (org);
  look_fails (org, NULL, GH_ERROR_DAMAGED, DIRECTORY);
  change_fails (org, GH_ERROR_DAMAGED, DIRECTORY);
  g_clear_object (&org->store);
  open_fails (org, GH_ERROR_DAMAGED, DIRECTORY);
}

/* One connection reads both. */
static void
test_damaged_events (void)
{
  static const char *const tables[] = { "logins", "lockouts" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_sample ();
      g_autofree char *events = beside (org, "-events");
      GError *error = NULL;

      damage_table (events, tables[i]);
      reopen (org);
      if (i == 0)
        look_fails (org, NULL, GH_ERROR_DAMAGED, EVENTS);
      else
        gh_test_assert_query (org, "SELECT time FROM events.logins", "1795510000");
      g_assert_false (gh_store_read (org->store, (GhStoreFunc) gh_connection_execute, (gpointer) "SELECT * FROM events.logins, events.lockouts"
                                     " UNION ALL SELECT 1, 1, 1, 1, 1, 1, 1, 1, count (*) FROM events.lockouts", &error));
      check_error (org, error, GH_ERROR_DAMAGED, EVENTS, FALSE);
      g_clear_object (&org->store);
      open_fails (org, GH_ERROR_DAMAGED, EVENTS);
    }
}

static void
test_kept_locked (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  sqlite3 *other = NULL;

  gh_connection_set_patience_for_tests (50);
  reopen (org);
  sqlite3_open (org->path, &other);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  change_fails (org, GH_ERROR_LOCKED, DIRECTORY);
  sqlite3_close (other);
  gh_connection_set_patience_for_tests (10000);
}

static const struct {
  const char *name;
  Named       where;
  void      (*harm) (const char *path);
  int         code;
} losses[] = {
  { "deleted", DIRECTORY, remove_file, GH_ERROR_GONE },
  { "events-deleted", EVENTS, remove_file, GH_ERROR_GONE },
  { "linked", DIRECTORY, put_link, GH_ERROR_GONE },
  { "events-linked", EVENTS, put_link, GH_ERROR_GONE },
  { "folder-there", DIRECTORY, put_folder, GH_ERROR_GONE },
  { "opened-to-others", DIRECTORY, let_others_write, GH_ERROR_UNSAFE },
  { "events-opened-to-others", EVENTS, let_others_write, GH_ERROR_UNSAFE },
};

static void
test_loss (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *path = beside (org, losses[i].where == EVENTS ? "-events" : "");
  GError *error = NULL;

  reopen (org);
  losses[i].harm (path);
  g_assert_false (gh_store_check_files (org->store, &error));
  check_error (org, error, losses[i].code, losses[i].where, FALSE);
  change_fails (org, losses[i].code, losses[i].where);
}

/* Contradictory rows. */
static void
test_contradiction (void)
{
  static const char *const orphans[] = {
    "INSERT INTO user_status (user_id, status, last_op) VALUES (2, 0, 1)",
    ("INSERT INTO log SELECT seq + 1, time, actor_kind, actor_id, way, operation, undoes, object_kind, object_id, result,"
     " changed, skipped, journal_rows, journal_hash, salt, payload, hash, NULL, NULL FROM log ORDER BY seq DESC LIMIT 1"),
    "INSERT INTO journal SELECT op + 1, kind, id + 1, prev, before, after, salt, hash FROM journal WHERE op = 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orphans); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_sample ();

      gh_test_write_raw (org->path, orphans[i]);
      reopen (org);
      change_fails (org, GH_ERROR_DAMAGED, DIRECTORY);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) sql = g_string_new ("INSERT INTO logins VALUES (2, 1)");

  for (guint id = 3; id < 20000; id++)
    g_string_append_printf (sql, ",(%u, 1)", id);
  reopen (org);
  gh_test_write_events (org, sql->str);
  g_cancellable_cancel (cancellable);
  look_fails (org, cancellable, GH_ERROR_CANCELLED, NONE);
}

static void
test_backup (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  void (*const harms[]) (const char *path) = { put_prose, put_folder, put_pipe, put_dangling_link };
  GError *error = NULL;

  reopen (org);
  for (gsize i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      harms[i] (backup);
      g_assert_false (gh_backup_make (org->store, backup, NULL, &error));
      check_error (org, g_steal_pointer (&error), GH_ERROR_EXISTS, BACKUP, FALSE);
      g_remove (backup);
    }
}

/* --- as somebody else, on other disks --- */

/* Runs in its own process, which may report that a thing is impossible. */
static void
run_apart (void (*func) (GhTestOrganisation *org))
{
  g_autoptr (GhTestOrganisation) org = NULL;
  pid_t child;
  int status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become somebody else, or mount a disk");
      return;
    }

  org = make_sample ();
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      func (org);
      _exit (0);
    }
  g_assert_cmpint (child, >, 0);
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("a disk may not be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
become_nobody (void)
{
  g_assert_true (setgroups (0, NULL) == 0 && setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}

static void
with_read_only_file (GhTestOrganisation *org)
{
  g_autofree char *events = beside (org, "-events");

  g_chmod (org->folder, 01777);
  g_chmod (org->path, 0644);
  g_chmod (events, 0644);
  become_nobody ();
  reopen (org);
  change_fails (org, GH_ERROR_READ_ONLY, DIRECTORY);
}

static void
with_read_only_folder (GhTestOrganisation *org)
{
  g_autofree char *events = beside (org, "-events");

  g_chmod (org->folder, 0755);
  g_chmod (org->path, 0644);
  g_chmod (events, 0644);
  become_nobody ();
  reopen (org);
  change_fails (org, GH_ERROR_READ_ONLY, DIRECTORY);
}

static void
with_unreadable_file (GhTestOrganisation *org)
{
  g_chmod (org->folder, 0755);
  become_nobody ();
  open_fails (org, GH_ERROR_UNSAFE, DIRECTORY);
}

static void
with_unreadable_events (GhTestOrganisation *org)
{
  g_chmod (org->folder, 0755);
  g_chmod (org->path, 0644);
  become_nobody ();
  open_fails (org, GH_ERROR_UNSAFE, EVENTS);
}

static void
on_a_small_disk (GhTestOrganisation *org)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *ballast = g_build_filename (org->folder, "ballast", NULL);
  GError *error = NULL;
  int fd;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", org->folder, "tmpfs", 0, "size=2m,mode=0700") != 0)
    _exit (77);

  org->store = gh_store_create (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_do (org, "organisation.create", NULL, "{\"name\":\"Full\",\"time-zone\":\"UTC\"}", 1);
  json_object_set_int_member (parameters, "users", 20000);
  json_object_set_int_member (parameters, "seed", 1);
  json_object_set_string_member (parameters, "today", "2026-11-24T00:00:00Z");
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("organisation.fill-practice"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_null (result);
  check_error (org, g_steal_pointer (&error), GH_ERROR_FULL, DIRECTORY, TRUE);

  g_clear_object (&org->store);
  reopen (org);
  fd = open (ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  for (gsize n = 1 << 20; n > 0; n /= 2)
    while (fallocate (fd, 0, lseek (fd, 0, SEEK_END), n) == 0)
      ;
  close (fd);

  /* Either of its files. */
  g_assert_false (gh_backup_make (org->store, backup, NULL, &error));
  g_assert_nonnull (strstr (error->message, backup));
  check_error (org, error, GH_ERROR_FULL, NONE, FALSE);
}

static void
on_fuse (GhTestOrganisation *org)
{
  g_autofree char *mounted = g_build_filename (org->folder, "mount", NULL);
  const char *const mounting[] = { "bindfs", "--no-allow-other", org->folder, mounted, NULL };
  GhTestOrganisation there = *org;
  int status;

  g_assert_cmpint (g_mkdir (mounted, 0700), ==, 0);
  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 || !g_spawn_sync (NULL, (char **) mounting, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL) || status != 0)
    _exit (77);

  there.folder = mounted;
  there.path = g_build_filename (mounted, "test.db", NULL);
  reopen (&there);
  change_fails (&there, GH_ERROR_UNSAFE, DIRECTORY);
  g_clear_object (&there.store);
  g_free (there.path);
}

static void
test_apart (gconstpointer data)
{
  run_apart (data);
}

static const struct {
  const char *name;
  void      (*func) (GhTestOrganisation *org);
} aparts[] = {
  { "read-only-file", with_read_only_file },
  { "read-only-folder", with_read_only_folder },
  { "unreadable", with_unreadable_file },
  { "events-unreadable", with_unreadable_events },
  { "full", on_a_small_disk },
  { "fuse", on_fuse },
};

/* --- */

static void
add_case (const char    *kind,
          const char    *name,
          gconstpointer  data,
          GTestDataFunc  func)
{
  g_autofree char *path = g_strdup_printf ("/X/messages/%s/%s", kind, name);

  g_test_add_data_func (path, data, func);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    add_case ("opening", openings[i].name, GSIZE_TO_POINTER (i), test_opening);
  add_case ("opening", "locked", GINT_TO_POINTER (DIRECTORY), test_locked);
  add_case ("opening", "events-locked", GINT_TO_POINTER (EVENTS), test_locked);
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    add_case ("events", beginnings[i].name, GSIZE_TO_POINTER (i), test_begun);
  g_test_add_func ("/X/messages/damaged-table", test_damaged_table);
  g_test_add_func ("/X/messages/damaged-events", test_damaged_events);
  g_test_add_func ("/X/messages/kept-locked", test_kept_locked);
  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    add_case ("lost", losses[i].name, GSIZE_TO_POINTER (i), test_loss);
  g_test_add_func ("/X/messages/contradiction", test_contradiction);
  g_test_add_func ("/X/messages/cancelled", test_cancelled);
  g_test_add_func ("/X/messages/backup", test_backup);
  for (gsize i = 0; i < G_N_ELEMENTS (aparts); i++)
    add_case ("apart", aparts[i].name, aparts[i].func, test_apart);

  return g_test_run ();
}
