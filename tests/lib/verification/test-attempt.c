/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3: what becomes of an attempt that cannot be written, because another program has the lock. */
#include "gh-test-organisation.h"

#include "store/gh-store-private.h"
#include "verification/gh-attempt.h"

#include <string.h>

/* Somebody whom nobody knows, and who is denied in any case: what counts here is whether it is recorded. */
static GhVerdict
judge (GhTestOrganisation *org)
{
  GhAttempt attempt = {
    .purpose = GH_PURPOSE_SIGN_IN, .name = "nobody", .passcode = "123456", .way = "test", .address = "::1",
  };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;
  gboolean ok = gh_attempt_judge (org->store, &attempt, &verdict, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
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

/* --- another program has the lock --- */

typedef struct {
  GThread  *thread;
  GhStore  *store;
  gboolean  result;
  int       is_done;  /* (atomic) */
} Other;

static gboolean
insert_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  return gh_connection_execute (connection,
                                "INSERT INTO main.exports (time, actor, what, format, query, rows, target)"
                                " VALUES (0, '', '', '', '', 0, hex (zeroblob (20000)))", error);
}

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
  g_test_add_func ("/V3/sign-in/locked", test_locked);
  g_test_add_func ("/V3/sign-in/behind-another", test_behind_another);

  return g_test_run ();
}
