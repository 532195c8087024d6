/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3, X: what becomes of an attempt that cannot be written, because the disk is full or another program has the lock. */
#include "gh-test-organisation.h"

#include "keys/ops/gh-key-making.h"
#include "store/gh-store-private.h"
#include "verification/gh-attempt.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RESERVE (G_GINT64_CONSTANT (1) << 20)

static GhVerdict
judge_passcode (GhTestOrganisation *org,
                const char         *name,
                const char         *passcode)
{
  GhAttempt attempt = {
    .purpose = GH_PURPOSE_SIGN_IN, .name = name, .passcode = passcode, .way = "test", .address = "::1",
  };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;
  gboolean ok = gh_attempt_judge (org->store, &attempt, &verdict, &error);

  g_assert_no_error (error);
  g_assert_true (ok);

  return verdict;
}

/* Somebody whom nobody knows, and who is denied in any case: what counts here is whether it is recorded. */
static GhVerdict
judge (GhTestOrganisation *org)
{
  GhVerdict verdict = judge_passcode (org, "nobody", "123456");

  g_assert_cmpint (gh_outcome_get_answer (verdict.decision.outcome), ==, GH_ANSWER_DENY);

  return verdict;
}

static void
assert_recorded (GhTestOrganisation *org)
{
  GhVerdict verdict = judge (org);

  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_UNKNOWN_DENIED);
  g_assert_cmpint (verdict.number, >, 0);
}

static void
assert_not_recorded (GhTestOrganisation *org)
{
  GhVerdict verdict = judge (org);

  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_NOT_RECORDED);
  g_assert_cmpint (verdict.number, ==, 0);
}

static void
assert_notice (GhTestOrganisation *org,
               guint               number,
               const char         *words)
{
  GPtrArray *notices = gh_store_get_notices (org->store);

  g_assert_cmpuint (notices->len, >, number);
  if (strstr (g_ptr_array_index (notices, number), words) == NULL)
    g_error ("“%s” says nothing of “%s”", (char *) g_ptr_array_index (notices, number), words);
}

static char *
beside (GhTestOrganisation *org,
        const char         *end)
{
  return g_strconcat (org->path, end, NULL);
}

static void
assert_reserve (GhTestOrganisation *org,
                gint64              bytes)
{
  g_autofree char *path = beside (org, "-events-reserve");
  struct stat info = { 0 };

  g_assert_cmpint (lstat (path, &info) == 0 ? info.st_size : -1, ==, bytes);
}

/* --- the disk is full --- */

static void
test_made (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = beside (org, "-events-reserve");
  struct stat info;

  /* Not before somebody signs in. */
  assert_reserve (org, -1);
  assert_recorded (org);
  if (stat (path, &info) != 0)
    {
      g_test_skip ("this disk keeps no room");
      return;
    }
  g_assert_cmpint (info.st_size, ==, RESERVE);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_blocks * 512, >=, RESERVE);

  /* What somebody shortened is made whole by the next program. */
  g_assert_cmpint (truncate (path, 100), ==, 0);
  gh_test_reopen (org);
  assert_recorded (org);
  assert_reserve (org, RESERVE);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
}

static void
test_link (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = beside (org, "-events-reserve");
  g_autofree char *other = g_build_filename (org->folder, "other", NULL);
  struct stat info;

  g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
  g_assert_cmpint (symlink (other, path), ==, 0);
  assert_recorded (org);
  g_assert_cmpint (stat (other, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 4);
}

/* Takes all the room there is. */
static void
fill_disk (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (gint64 n = 1 << 20; n > 0; n /= 2)
    while (fallocate (fd, 0, lseek (fd, 0, SEEK_END), n) == 0)
      ;
  close (fd);
}

static gboolean
insert_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  return gh_connection_execute (connection,
                                "INSERT INTO main.exports (time, actor, what, format, query, rows, target)"
                                " VALUES (0, '', '', '', '', 0, hex (zeroblob (20000)))", error);
}

static void
mount_disk (GhTestOrganisation *org,
            const char         *options)
{
  g_autoptr (GError) error = NULL;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", org->folder, "tmpfs", 0, options) != 0)
    _exit (77);

  g_clear_object (&org->store);
  org->store = gh_store_create (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_do (org, "organisation.create", NULL, "{\"name\":\"Full\",\"time-zone\":\"UTC\"}", 1);
}

/* A bypass code of anna's, good once. */
static char *
make_code (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) key = gh_key_make (org->store, "key.create", org->actor, FALSE, NULL, NULL, NULL, &error);
  g_autoptr (GhResult) code = NULL;

  g_assert_no_error (error);
  g_assert_false (key->is_refused);
  gh_test_add_users (org, "anna");
  code = gh_test_run (org, "bypass-code.create", gh_target_new_for_name ("anna"), "{}");
  g_assert_false (code->is_refused);

  return g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (code->secrets, "anna"), NULL));
}

static void
on_a_full_disk (GhTestOrganisation *org)
{
  g_autofree char *ballast = g_build_filename (org->folder, "ballast", NULL);
  g_autofree char *code = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 3;

  mount_disk (org, "size=8m,mode=0700");
  code = make_code (org);
  assert_recorded (org);
  assert_reserve (org, RESERVE);
  fill_disk (ballast);

  /* Others may not use it. */
  g_assert_false (gh_store_write_together (org->store, GH_FILE_EVENTS, insert_cb, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FULL);
  assert_reserve (org, RESERVE);

  /* What was tried in vain counts for nothing. */
  g_assert_cmpint (judge_passcode (org, "anna", code).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  assert_notice (org, 0, "is full");
  assert_reserve (org, RESERVE - RESERVE / 16);
  g_assert_cmpint (judge_passcode (org, "anna", code).decision.outcome, ==, GH_OUTCOME_NO_DEVICE);

  /* Others get nothing of it, not even where they take at once what is given back. */
  fill_disk (ballast);
  while (judge (org).decision.outcome == GH_OUTCOME_UNKNOWN_DENIED)
    {
      n++;
      fill_disk (ballast);
    }
  g_assert_cmpuint (n, >, 8);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 2);
  assert_notice (org, 1, "denied");
  assert_reserve (org, 0);
  assert_not_recorded (org);
  expected = g_strdup_printf ("%u %u", n, n);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM events.attempts) || ' ' || last_attempt FROM events.about",
                        expected);

  /* With room again. */
  g_unlink (ballast);
  assert_recorded (org);
  gh_test_reopen (org);
  assert_recorded (org);
  assert_reserve (org, RESERVE);
}

/* A disk of which it would take too much. */
static void
on_a_small_disk (GhTestOrganisation *org)
{
  g_autofree char *ballast = g_build_filename (org->folder, "ballast", NULL);

  mount_disk (org, "size=4m,mode=0700");
  assert_recorded (org);
  assert_reserve (org, -1);
  fill_disk (ballast);
  while (judge (org).decision.outcome == GH_OUTCOME_UNKNOWN_DENIED)
    ;
  assert_not_recorded (org);
  assert_notice (org, 0, "denied");
}

static void
test_apart (gconstpointer data)
{
  void (*func) (GhTestOrganisation *org) = data;
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  pid_t child;
  int status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can mount a disk");
      return;
    }

  g_clear_object (&org->store);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      func (org);
      g_clear_object (&org->store);
      _exit (0);
    }
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("a small disk may not be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
test_read_only (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhAttempt attempt = { .name = "nobody", .passcode = "1", .way = "test" };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  gh_test_reopen (org);
  g_set_error_literal (&org->store->opened.read_only_error, GH_ERROR, GH_ERROR_READ_ONLY, "read-only");
  g_assert_false (gh_attempt_judge (org->store, &attempt, &verdict, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_READ_ONLY);
  g_assert_cmpint (gh_outcome_get_answer (verdict.decision.outcome), ==, GH_ANSWER_DENY);
  assert_reserve (org, -1);
}

/* --- another program has the lock --- */

typedef struct {
  GThread  *thread;
  GhStore  *store;
  gboolean  result;
  int       is_done;  /* (atomic) */
} Other;

static gpointer
write_thread (gpointer data)
{
  Other *other = data;

  other->result = gh_store_write_together (other->store, GH_FILE_EVENTS, insert_cb, NULL, NULL);
  g_atomic_int_set (&other->is_done, TRUE);

  return NULL;
}

static sqlite3 *
lock_events (GhTestOrganisation *org)
{
  g_autofree char *events = beside (org, "-events");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (events, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  return db;
}

static void
test_locked (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 began = g_get_monotonic_time ();
  sqlite3 *db = lock_events (org);

  assert_not_recorded (org);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 1);
  assert_notice (org, 0, "locked");

  sqlite3_close (db);
  assert_recorded (org);
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts", "1");
}

/* What waits longer is in nobody's way. */
static void
test_behind_another (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  Other other = { .store = org->store };
  sqlite3 *db;

  gh_connection_set_patience_for_tests (600 * 1000);
  gh_test_reopen (org);
  other.store = org->store;
  db = lock_events (org);
  other.thread = g_thread_new ("other", write_thread, &other);
  g_usleep (100 * 1000);
  assert_not_recorded (org);
  assert_not_recorded (org);
  g_assert_false (g_atomic_int_get (&other.is_done));

  sqlite3_close (db);
  g_thread_join (other.thread);
  g_assert_true (other.result);
  assert_recorded (org);
  gh_connection_set_patience_for_tests (10000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gh_store_set_reserve_for_tests (RESERVE);
  g_test_add_func ("/X/sign-in/reserve/made", test_made);
  g_test_add_func ("/X/sign-in/reserve/link", test_link);
  g_test_add_data_func ("/X/sign-in/reserve/used", on_a_full_disk, test_apart);
  g_test_add_data_func ("/X/sign-in/reserve/small-disk", on_a_small_disk, test_apart);
  g_test_add_func ("/X/sign-in/reserve/read-only", test_read_only);
  g_test_add_func ("/V3/sign-in/locked", test_locked);
  g_test_add_func ("/V3/sign-in/behind-another", test_behind_another);

  return g_test_run ();
}
