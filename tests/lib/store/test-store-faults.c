/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X, X1, X2: bad files and bad days. Each case ends with a message naming the file, and with the data unharmed. */
#include "gh-test-files.h"

#include "logs/gh-log-verify.h"
#include "store/gh-backup.h"
#include "store/gh-connection-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY   65534
#define STRANGER 12345

static void
close_store (GhTestOrganisation *org)
{
  g_clear_object (&org->store);
}

static char *
events_of (GhTestOrganisation *org)
{
  return g_strconcat (org->path, "-events", NULL);
}

/* Asserts that @path is refused, with @code and a message on @named. */
static void
assert_refused (GhTestOrganisation *org,
                const char         *path,
                int                 code,
                const char         *named)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (path, org->clock, &error);

  g_assert_null (store);
  g_assert_error (error, GH_ERROR, code);
  if (strstr (error->message, named) == NULL)
    g_error ("The message “%s” does not name “%s”", error->message, named);
}

/* Asserts that anna is there and the log whole. */
static void
assert_unharmed (GhTestOrganisation *org)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna");
  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
}

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  close_store (org);

  return org;
}

static int
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);

  return info.st_mode & 0777;
}

/* Runs @func as @uid in its own process; 0: as ourselves. */
static void
run_apart (uid_t                uid,
           void               (*func) (GhTestOrganisation *org),
           GhTestOrganisation  *org)
{
  pid_t child;
  int status;

  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      if (uid != 0 && (setgroups (0, NULL) != 0 || setgid (uid) != 0 || setuid (uid) != 0))
        _exit (2);
      func (org);
      _exit (0);
    }

  g_assert_cmpint (child, >, 0);
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gboolean
skip_unless_root (void)
{
  if (geteuid () == 0)
    return FALSE;

  g_test_skip ("only root can become somebody else");
  return TRUE;
}

/* --- the content of the file --- */

static void
test_newer (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  gh_test_write_raw (org->path, "PRAGMA user_version = 1000");
  assert_refused (org, org->path, GH_ERROR_NEWER, "1000");
  gh_test_write_raw (org->path, "PRAGMA user_version = 5");

  gh_test_write_raw (events, "PRAGMA user_version = 1000");
  assert_refused (org, org->path, GH_ERROR_NEWER, "1000");
  gh_test_write_raw (events, "PRAGMA user_version = 6");
  assert_unharmed (org);
}

static void
test_foreign_schema (void)
{
  static const struct {
    const char *make;
    const char *remove;
    const char *named;
  } foreign[] = {
    { "CREATE TRIGGER evil AFTER UPDATE ON user_status BEGIN DELETE FROM trash; END", "DROP TRIGGER evil", "evil" },
    { "CREATE VIEW spy AS SELECT * FROM users", "DROP VIEW spy", "spy" },
    { "CREATE TABLE other (x)", "DROP TABLE other", "other" },
    { "CREATE INDEX extra ON users (notes)", "DROP INDEX extra", "extra" },
    { "DROP INDEX users_by_created", "CREATE INDEX users_by_created ON users (created)", "users_by_created" },
    { "ALTER TABLE groups ADD COLUMN more TEXT", "ALTER TABLE groups DROP COLUMN more", "groups" },
  };
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      gh_test_write_raw (org->path, foreign[i].make);
      assert_refused (org, org->path, GH_ERROR_UNSAFE, foreign[i].named);
      gh_test_write_raw (org->path, foreign[i].remove);
    }

  gh_test_write_raw (events, "CREATE TRIGGER evil AFTER INSERT ON logins BEGIN DELETE FROM logins; END");
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "evil");
  gh_test_write_raw (events, "DROP TRIGGER evil");
  assert_unharmed (org);

  /* Our own triggers, one missing and one altered. */
  gh_test_write_raw (events, "DROP TRIGGER logins_update");
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "logins_update");
  gh_test_write_raw (events, "CREATE TRIGGER logins_update AFTER UPDATE ON logins BEGIN DELETE FROM lockouts; END");
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "logins_update");
}

static void
test_not_ours (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *other = g_build_filename (org->folder, "other.db", NULL);
  g_autofree char *text = g_build_filename (org->folder, "text.db", NULL);
  g_autofree char *missing = g_build_filename (org->folder, "missing.db", NULL);
  g_autofree char *empty = g_build_filename (org->folder, "empty.db", NULL);
  g_autofree char *prose = g_strnfill (20000, 'x');
  g_autofree char *after = NULL;

  gh_test_write_raw (other, "PRAGMA application_id = 1; CREATE TABLE t (x)");
  assert_refused (org, other, GH_ERROR_DAMAGED, "Gatehouse");

  g_file_set_contents (text, prose, -1, NULL);
  assert_refused (org, text, GH_ERROR_DAMAGED, "text.db");
  g_file_get_contents (text, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, prose);

  assert_refused (org, missing, GH_ERROR_NOT_FOUND, "missing.db");
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));

  g_file_set_contents (empty, "", 0, NULL);
  assert_refused (org, empty, GH_ERROR_NOT_FOUND, "empty.db");
  assert_unharmed (org);
}

static void
test_truncated (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *whole = NULL;
  gsize length;

  g_file_get_contents (org->path, &whole, &length, NULL);
  for (gsize part = 1; part < 8; part++)
    {
      g_assert_cmpint (truncate (org->path, length * part / 8), ==, 0);
      assert_refused (org, org->path, GH_ERROR_DAMAGED, "test.db");
      g_file_set_contents (org->path, whole, length, NULL);
    }
  assert_unharmed (org);
}

/* Bits flipped by a failing disk: an error or the truth, never a crash. */
static void
test_flipped_bytes (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *whole = NULL;
  gsize length;

  g_file_get_contents (org->path, &whole, &length, NULL);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 40; j++)
        damaged[g_test_rand_int_range (0, length)] ^= g_test_rand_int_range (1, 256);
      g_file_set_contents (org->path, damaged, length, NULL);
      org->store = gh_store_open (org->path, org->clock, &error);
      if (org->store != NULL)
        {
          g_autoptr (GhLogReport) report = gh_log_verify_chain (org->store, NULL, &error);

          g_assert_true ((report != NULL) == (error == NULL));
        }
      else
        g_assert_nonnull (error);
      close_store (org);
    }
  g_file_set_contents (org->path, whole, length, NULL);
  assert_unharmed (org);
}

/* --- locks --- */

static void
try_to_add (GhTestOrganisation *org,
            const char         *name,
            int                 code)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;

  json_object_set_string_member (parameters, "username", name);
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("user.add"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, code);
}

static void
test_locked (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  sqlite3 *other = NULL;

  gh_connection_set_patience_for_tests (100);
  gh_test_reopen (org);
  sqlite3_open (org->path, &other);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  try_to_add (org, "bert", GH_ERROR_LOCKED);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "1");

  /* Unlocked, it continues. */
  sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL);
  gh_test_add_users (org, "bert");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  close_store (org);

  /* Another may even keep all others from reading. */
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE;"
                                        "DELETE FROM enrolments; COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  assert_refused (org, org->path, GH_ERROR_LOCKED, "test.db");
  sqlite3_close (other);
  gh_connection_set_patience_for_tests (10000);
  assert_unharmed (org);
}

/* --- the file and its folder --- */

static void
test_kinds_of_file (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *link = g_build_filename (org->folder, "link.db", NULL);
  g_autofree char *fifo = g_build_filename (org->folder, "fifo.db", NULL);
  g_autofree char *dangling = g_build_filename (org->folder, "dangling.db", NULL);

  g_assert_cmpint (symlink (org->path, link), ==, 0);
  g_assert_cmpint (symlink ("/nonexistent/x.db", dangling), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_refused (org, link, GH_ERROR_UNSAFE, "link.db");
  assert_refused (org, dangling, GH_ERROR_UNSAFE, "dangling.db");
  assert_refused (org, fifo, GH_ERROR_UNSAFE, "fifo.db");
  assert_refused (org, org->folder, GH_ERROR_UNSAFE, org->folder);
  assert_unharmed (org);
}

static void
test_events_link (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);
  g_autofree char *elsewhere = g_build_filename (org->folder, "elsewhere", NULL);

  g_rename (events, elsewhere);
  g_assert_cmpint (symlink (elsewhere, events), ==, 0);
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "test.db-events");
  g_unlink (events);
  g_rename (elsewhere, events);
  assert_unharmed (org);
}

static void
test_world_writable_folder (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  g_chmod (org->folder, 0777);
  assert_refused (org, org->path, GH_ERROR_UNSAFE, org->folder);

  /* Like /tmp: nobody can replace another's file there. */
  g_chmod (org->folder, 01777);
  assert_unharmed (org);
}

static void
refused_to_stranger (GhTestOrganisation *org)
{
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "belongs");
}

static void
opened_by_member (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  close_store (org);
}

static void
test_foreign_owner (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  if (skip_unless_root ())
    return;

  g_chmod (org->folder, 0755);
  g_chmod (org->path, 0644);
  g_chmod (events, 0644);
  g_assert_cmpint (chown (org->path, STRANGER, STRANGER), ==, 0);
  run_apart (NOBODY, refused_to_stranger, org);

  /* But a group of one's own is trusted. */
  g_assert_cmpint (chown (org->path, STRANGER, NOBODY), ==, 0);
  g_assert_cmpint (chown (events, STRANGER, NOBODY), ==, 0);
  run_apart (NOBODY, opened_by_member, org);
  assert_unharmed (org);
}

/* --- read-only --- */

static void
looks_but_cannot_write (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_strdup_printf ("%s/gatehouse-backup-of-nobody-%d.db", g_get_tmp_dir (), getpid ());
  g_autofree char *backup_events = g_strconcat (backup, "-events", NULL);

  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  g_assert_false (gh_store_is_writable (org->store, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_READ_ONLY);
  g_clear_error (&error);

  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795510000");
  try_to_add (org, "bert", GH_ERROR_READ_ONLY);

  g_unlink (backup);
  g_unlink (backup_events);
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_unlink (backup);
  g_unlink (backup_events);
  close_store (org);
}

static void
looks_without_events (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  /* The events are gone, and everybody may read the directory. */
  g_assert_cmpint (gh_store_get_notices (org->store)->len, ==, 2);
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "0");
  close_store (org);
}

static void
told_to_have_it_opened (GhTestOrganisation *org)
{
  assert_refused (org, org->path, GH_ERROR_READ_ONLY, "not closed properly");
}

static void
leave_open (GhTestOrganisation *org)
{
  gh_test_reopen (org);
  gh_test_add_users (org, "bert");
  kill (getpid (), SIGSTOP);
}

static void
test_read_only (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  if (skip_unless_root ())
    return;

  g_chmod (org->folder, 0755);
  g_chmod (org->path, 0644);
  g_chmod (events, 0644);
  gh_test_reopen (org);
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  close_store (org);
  run_apart (NOBODY, looks_but_cannot_write, org);

  /* A folder that is writable, and a file that is not. */
  g_chmod (org->folder, 01777);
  run_apart (NOBODY, looks_but_cannot_write, org);

  g_chmod (org->folder, 0755);
  g_unlink (events);
  run_apart (NOBODY, looks_without_events, org);
  g_assert_false (g_file_test (events, G_FILE_TEST_EXISTS));
  assert_unharmed (org);
}

/* What a killed program left in the WAL is readable only if its index can be created. */
static void
test_read_only_after_a_kill (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);
  g_autofree char *shm = g_strconcat (org->path, "-shm", NULL);
  pid_t child;
  int status;

  if (skip_unless_root ())
    return;

  g_chmod (org->folder, 0755);
  g_chmod (org->path, 0644);
  g_chmod (events, 0644);
  child = fork ();
  if (child == 0)
    {
      leave_open (org);
      _exit (0);
    }
  waitpid (child, &status, WUNTRACED);
  g_assert_true (WIFSTOPPED (status));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_unlink (shm);

  run_apart (NOBODY, told_to_have_it_opened, org);
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "2");
}

static void
refused_unread (GhTestOrganisation *org)
{
  assert_refused (org, org->path, GH_ERROR_UNSAFE, "may not be read");
}

static void
test_unreadable (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  if (skip_unless_root ())
    return;

  g_chmod (org->folder, 0755);
  run_apart (NOBODY, refused_unread, org);
  assert_unharmed (org);
}

/* --- the events file --- */

static void
assert_begun_anew (GhTestOrganisation *org,
                   const char         *said)
{
  gh_clock_set (org->clock, GH_TEST_NOW + 500);
  assert_unharmed (org);
  g_assert_cmpint (gh_store_get_notices (org->store)->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (gh_store_get_notices (org->store), 0), said));
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "0");
  gh_test_assert_query (org, "SELECT began - 1795510800 FROM events.about", "500");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  close_store (org);

  gh_test_reopen (org);
  g_assert_cmpint (gh_store_get_notices (org->store)->len, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "1");
}

static void
test_events_gone (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  g_unlink (events);
  assert_begun_anew (org, "gone");
}

static void
assert_set_aside (GhTestOrganisation *org,
                  const char         *text)
{
  g_autofree char *aside = g_strdup_printf ("%s-events.set-aside-%d", org->path, GH_TEST_NOW + 500);
  g_autofree char *kept = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (aside, &kept, &length, NULL));
  if (text != NULL)
    g_assert_cmpmem (kept, length, text, strlen (text));
}

static void
test_events_of_another (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);

  gh_test_write_raw (events, "UPDATE about SET organisation = 'DA000000000000000000'; INSERT INTO logins VALUES (1, 5)");
  assert_begun_anew (org, "set aside");
  assert_set_aside (org, NULL);
}

static void
test_events_damaged (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);
  g_autofree char *prose = g_strnfill (20000, 'x');

  g_file_set_contents (events, prose, -1, NULL);
  assert_begun_anew (org, "set aside");
  assert_set_aside (org, prose);
}

/* Facts in the WAL of a damaged or foreign file must not get into the new one. */
static void
test_events_with_wal (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = events_of (org);
  g_autofree char *wal = g_strconcat (events, "-wal", NULL);
  g_autofree char *content = NULL;
  gsize length;
  sqlite3 *db = NULL;

  sqlite3_open (events, &db);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_autocheckpoint = 0;"
                                     "INSERT INTO logins VALUES (7, 7), (8, 8), (9, 9)", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (wal, &content, &length, NULL));
  g_assert_cmpint (length, >, 0);
  sqlite3_close (db);

  g_unlink (events);
  g_file_set_contents (wal, content, length, NULL);
  assert_begun_anew (org, "gone");
}

/* --- creation --- */

static void
test_interrupted_creation (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *path = g_build_filename (org->folder, "new.db", NULL);
  g_autofree char *events = g_strconcat (path, "-events", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = NULL;

  /* Killed before organisation.create. */
  store = gh_store_create (path, org->clock, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  assert_refused (org, path, GH_ERROR_NOT_FOUND, "init");

  store = gh_store_create (path, org->clock, &error);
  g_assert_no_error (error);
  g_clear_object (&store);

  /* Killed just after creating the file. */
  g_unlink (events);
  g_file_set_contents (path, "", 0, NULL);
  store = gh_store_create (path, org->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_store_get_notices (store)->len, ==, 0);
  g_clear_object (&store);

  /* Create never replaces one. */
  store = gh_store_create (org->path, org->clock, &error);
  g_assert_null (store);
  g_assert_error (error, GH_ERROR, GH_ERROR_EXISTS);
  assert_unharmed (org);
}

static void
assert_modes (const char *folder,
              int         wanted)
{
  static const char *const names[] = { "m.db", "m.db-wal", "m.db-shm", "m.db-events", "m.db-events-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (get_mode (path) != wanted)
        g_error ("%s has mode %o instead of %o", path, get_mode (path), wanted);
    }
}

static void
make_with_mask (GhTestOrganisation *org,
                const char         *folder,
                mode_t              mask,
                int                 wanted)
{
  g_autofree char *path = g_build_filename (folder, "m.db", NULL);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mode_t old = umask (mask);

  json_object_set_string_member (parameters, "name", "Modes");
  json_object_set_string_member (parameters, "time-zone", "UTC");
  org->store = gh_store_create (path, org->clock, &error);
  g_assert_no_error (error);
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("organisation.create"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_no_error (error);
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1)");
  assert_modes (folder, wanted);
  close_store (org);
  umask (old);
}

static void
test_modes (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *private = g_build_filename (org->folder, "made", "for-it", NULL);
  g_autofree char *made = g_build_filename (org->folder, "made", NULL);
  g_autofree char *shared = g_build_filename (org->folder, "shared", NULL);
  g_autofree char *open = g_build_filename (org->folder, "open", NULL);

  make_with_mask (org, private, 0, 0600);
  g_assert_cmpint (get_mode (private), ==, 0700);
  g_assert_cmpint (get_mode (made), ==, 0700);

  g_mkdir (shared, 0700);
  g_chmod (shared, 02770);
  make_with_mask (org, shared, 0, 0660);

  /* A folder open to all is no reason to share the file. */
  g_mkdir (open, 0700);
  g_chmod (open, 02775);
  make_with_mask (org, open, 0, 0600);
}

/* --- the disk is full --- */

static gboolean
mount_small_disk (const char *path)
{
  return unshare (CLONE_NEWNS) == 0 &&
         mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", path, "tmpfs", 0, "size=2m,mode=0700") == 0;
}

static int
add_until_full (GhTestOrganisation *org)
{
  for (int n = 0; n < 10000; n++)
    {
      g_autoptr (JsonObject) parameters = json_object_new ();
      g_autofree char *name = g_strdup_printf ("user%d", n);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result = NULL;

      json_object_set_string_member (parameters, "username", name);
      result = gh_run (org->store,
                       &(GhRequest) {
                         .operation = gh_operation_find ("user.add"),
                         .actor = org->actor,
                         .parameters = parameters,
                       },
                       NULL, &error);
      if (result == NULL)
        {
          g_assert_error (error, GH_ERROR, GH_ERROR_FULL);
          return n;
        }
    }

  return -1;
}

static void
on_a_small_disk (GhTestOrganisation *org)
{
  g_autofree char *ballast = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *backup_events = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  int fd, n;

  if (!mount_small_disk (org->folder))
    _exit (77);

  /* The contents of the folder are hidden now. */
  org->store = gh_store_create (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_do (org, "organisation.create", NULL, "{\"name\":\"Full\",\"time-zone\":\"UTC\"}", 1);

  /* A bulk operation is not half done. */
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
  g_assert_error (error, GH_ERROR, GH_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "full"));
  g_clear_error (&error);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");

  /* Closing frees the WAL's space. */
  gh_test_reopen (org);
  ballast = g_build_filename (org->folder, "ballast", NULL);
  fd = open (ballast, O_WRONLY | O_CREAT, 0600);
  g_assert_cmpint (posix_fallocate (fd, 0, 600 * 1024), ==, 0);
  close (fd);

  n = add_until_full (org);
  g_assert_cmpint (n, >, 0);
  expected = g_strdup_printf ("%d", n);
  gh_test_assert_query (org, "SELECT count (*) FROM users", expected);

  backup = g_build_filename (org->folder, "backup.db", NULL);
  backup_events = g_strconcat (backup, "-events", NULL);
  g_assert_false (gh_backup_make (org->store, backup, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (backup_events, G_FILE_TEST_EXISTS));

  /* With space again, it continues; another program finds all that was reported done. */
  g_unlink (ballast);
  gh_test_add_users (org, "after");
  gh_test_reopen (org);
  g_free (expected);
  expected = g_strdup_printf ("%d", n + 1);
  gh_test_assert_query (org, "SELECT count (*) FROM users", expected);
  gh_test_assert_query (org, "PRAGMA integrity_check", "ok");
  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  close_store (org);
}

static void
test_full (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  pid_t child;
  int status;

  if (skip_unless_root ())
    return;

  child = fork ();
  if (child == 0)
    {
      on_a_small_disk (org);
      _exit (0);
    }
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    {
      g_test_skip ("a small disk may not be mounted here");
      return;
    }
  g_assert_cmpint (status, ==, 0);
  assert_unharmed (org);
}

/* Reading continues; a writer is told where the file is. */
static void
test_fuse (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *mount = g_build_filename (org->folder, "mount", NULL);
  g_autofree char *mounted = g_build_filename (mount, "test.db", NULL);
  g_autofree char *created = g_build_filename (mount, "new.db", NULL);
  const char *const mounting[] = { "bindfs", "--no-allow-other", org->folder, mount, NULL };
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhStore) store = NULL;
  g_autoptr (GhStore) other = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (skip_unless_root ())
    return;

  close_store (org);
  g_assert_cmpint (g_mkdir (mount, 0700), ==, 0);
  if (!g_spawn_sync (NULL, (char **) mounting, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("FUSE may not be mounted here");
      return;
    }

  store = gh_store_open (mounted, org->clock, &error);
  g_assert_no_error (error);
  json_object_set_string_member (parameters, "username", "bert");
  result = gh_run (store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("user.add"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_null (result);
  g_assert_nonnull (strstr (error->message, "FUSE"));
  g_clear_error (&error);
  g_clear_object (&store);

  other = gh_store_create (created, org->clock, &error);
  g_assert_null (other);
  g_assert_nonnull (strstr (error->message, "FUSE"));
  g_clear_error (&error);

  g_assert_cmpint (umount (mount), ==, 0);
  assert_unharmed (org);
}

/* Changing 48 MB in one statement is no full disk. */
static void
test_large_statement (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhConnection) connection = gh_connection_open (":memory:", GH_ACCESS_WRITE, &error);

  g_assert_no_error (error);
  gh_connection_execute (connection,
                         "CREATE TABLE t (x INTEGER PRIMARY KEY, y BLOB, z REAL UNIQUE);"
                         "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 12000)"
                         " INSERT INTO t SELECT x, zeroblob (4000), x FROM n;"
                         "BEGIN;"
                         "INSERT INTO t VALUES (20000, '', 20000);"
                         "UPDATE t SET y = randomblob (4000), z = z + 0.5;"
                         "COMMIT", &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X/newer", test_newer);
  g_test_add_func ("/X1/foreign-schema", test_foreign_schema);
  g_test_add_func ("/X/not-ours", test_not_ours);
  g_test_add_func ("/X/truncated", test_truncated);
  g_test_add_func ("/X/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/X/locked", test_locked);
  g_test_add_func ("/X1/kinds-of-file", test_kinds_of_file);
  g_test_add_func ("/X1/events-link", test_events_link);
  g_test_add_func ("/X1/world-writable-folder", test_world_writable_folder);
  g_test_add_func ("/X1/foreign-owner", test_foreign_owner);
  g_test_add_func ("/X/read-only", test_read_only);
  g_test_add_func ("/X/read-only-after-a-kill", test_read_only_after_a_kill);
  g_test_add_func ("/X1/unreadable", test_unreadable);
  g_test_add_func ("/X/events/gone", test_events_gone);
  g_test_add_func ("/X/events/of-another-organisation", test_events_of_another);
  g_test_add_func ("/X/events/damaged", test_events_damaged);
  g_test_add_func ("/X/events/with-a-stale-wal", test_events_with_wal);
  g_test_add_func ("/X/interrupted-creation", test_interrupted_creation);
  g_test_add_func ("/X2/modes", test_modes);
  g_test_add_func ("/X/large-statement", test_large_statement);
  g_test_add_func ("/X/fuse", test_fuse);
  g_test_add_func ("/X/full", test_full);

  return g_test_run ();
}
