/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V6: from where people signed in lately, and with which program. */
#include "gh-test-belongings.h"
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "jobs/gh-timed-jobs.h"
#include "users/gh-user.h"
#include "verification/gh-endpoint.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define DAY        (G_GINT64_CONSTANT (24) * 60 * 60)

/* As “1 desk ssh +60, …”: the user, and when it was last used, in seconds after GH_TEST_NOW. */
#define ENDPOINTS \
  "SELECT coalesce (group_concat (user_id || ' ' || host || ' ' || client || ' ' || printf ('%+d', used - 1795510800), ', ')," \
  " '') FROM (SELECT * FROM events.endpoints ORDER BY user_id, host, client)"

/* Anna and bert are in Bypass, so every sign-in is a success; cleo is not. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("-username:=cleo"), "{\"status\":\"bypass\"}", 2);

  return org;
}

static GhOutcome
attempt (GhTestOrganisation *org,
         GhPurpose           purpose,
         const char         *name,
         const char         *passcode,
         const char         *host,
         const char         *address,
         const char         *client)
{
  const GhAttempt attempt = {
    .purpose = purpose, .name = name, .passcode = passcode, .actor = purpose != GH_PURPOSE_SIGN_IN ? org->actor : NULL,
    .way = "test", .host = host, .address = address, .client = client,
  };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  g_assert_true (gh_attempt_judge (org->store, &attempt, &verdict, &error));
  g_assert_no_error (error);

  return verdict.decision.outcome;
}

static void
sign_in (GhTestOrganisation *org,
         const char         *name,
         const char         *host,
         const char         *client)
{
  g_assert_cmpint (attempt (org, GH_PURPOSE_SIGN_IN, name, "", host, "192.0.2.7", client), ==, GH_OUTCOME_BYPASS);
}

/* One code of @name's, good @uses times. */
static char *
make_code (GhTestOrganisation *org,
           const char         *name,
           int                 uses)
{
  g_autofree char *parameters = g_strdup_printf ("{\"uses\":%d}", uses);
  g_autoptr (GhResult) result = gh_test_run (org, "bypass-code.create", NAME (name), parameters);

  g_assert_false (result->is_refused);

  return g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, name), NULL));
}

static void
run_jobs (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTimedJobsReport) report = gh_timed_jobs_run_due (org->store, "test", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
}

/* --- when --- */

static void
test_noted (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = NULL;

  gh_test_run_key (org, "key.create");
  code = make_code (org, "cleo", 1);
  g_assert_cmpint (attempt (org, GH_PURPOSE_SIGN_IN, "cleo", code, "desk", "192.0.2.7", "sshd"), ==, GH_OUTCOME_ACCEPTED);
  sign_in (org, "anna", "desk", "su");
  gh_test_assert_query (org, ENDPOINTS, "1 desk su +0, 3 desk sshd +0");
}

/* Neither a denial nor a check is from where somebody signed in. */
static void
test_not_noted (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = NULL;

#define assert_leaves_none(purpose, name, passcode, outcome) \
  g_assert_cmpint (attempt (org, purpose, name, passcode, "desk", "192.0.2.7", "sshd"), ==, outcome); \
  gh_test_assert_query (org, ENDPOINTS, "")

  gh_test_run_key (org, "key.create");
  code = make_code (org, "cleo", 1);
  assert_leaves_none (GH_PURPOSE_SIGN_IN, "cleo", "000000000", GH_OUTCOME_WRONG);
  assert_leaves_none (GH_PURPOSE_SIGN_IN, "nobody", code, GH_OUTCOME_UNKNOWN_DENIED);
  assert_leaves_none (GH_PURPOSE_CALLER_CHECK, "cleo", code, GH_OUTCOME_NO_AUTHENTICATOR);
  assert_leaves_none (GH_PURPOSE_CHECK, "cleo", code, GH_OUTCOME_ACCEPTED);
  assert_leaves_none (GH_PURPOSE_CHECK, "anna", code, GH_OUTCOME_NO_DEVICE);
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", 1);
  assert_leaves_none (GH_PURPOSE_SIGN_IN, "anna", code, GH_OUTCOME_DISABLED);
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  assert_leaves_none (GH_PURPOSE_SIGN_IN, "bert", code, GH_OUTCOME_IN_TRASH);
#undef assert_leaves_none
}

/* All of an attempt stands, or nothing does. */
static void
test_with_the_attempt (void)
{
  static const char *const failing[] = { "attempts", "endpoints" };

  for (gsize i = 0; i < G_N_ELEMENTS (failing); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autofree char *sql = g_strdup_printf ("CREATE TRIGGER fails BEFORE INSERT ON %s BEGIN SELECT RAISE (ABORT, 'no');"
                                              " END", failing[i]);
      const GhAttempt anna = { .name = "anna", .passcode = "", .way = "test", .host = "desk" };
      g_autoptr (GError) error = NULL;
      GhVerdict verdict;

      gh_test_write_events (org, sql);
      g_assert_false (gh_attempt_judge (org->store, &anna, &verdict, &error));
      g_assert_nonnull (error);
      g_assert_cmpint (gh_outcome_get_answer (verdict.decision.outcome), ==, GH_ANSWER_DENY);
      gh_test_assert_query (org, "SELECT (SELECT count (*) FROM events.endpoints) + (SELECT count (*) FROM events.logins) +"
                                 " (SELECT count (*) FROM events.attempts)", "0");
      gh_test_write_events (org, "DROP TRIGGER fails");
    }
}

static void
test_last_use (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  sign_in (org, "anna", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  sign_in (org, "anna", "desk", "ssh");
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +60");

  /* However the clock is set. */
  gh_clock_set (org->clock, GH_TEST_NOW + 5);
  sign_in (org, "anna", "desk", "ssh");
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +60");
  sign_in (org, "anna", "ward", "ssh");
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +60, 1 ward ssh +5");
}

/* --- whose, and which --- */

static void
test_apart (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  sign_in (org, "anna", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 10);
  sign_in (org, "anna", "desk", "su");
  sign_in (org, "bert", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 20);
  sign_in (org, "bert", "desk", "ssh");
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +0, 1 desk su +10, 2 desk ssh +20");
}

static void
test_address (void)
{
  static const struct {
    const char *host;
    const char *address;
    const char *endpoint;  /* NULL: none is noted */
  } cases[] = {
    { "desk", "192.0.2.7", "desk" },
    { "desk", "no address", "desk" },
    { NULL, "192.0.2.7", "192.0.2.7" },
    { "", "2001:0DB8:0:0::0001", "2001:db8::1" },
    { " \n ", "::1", "::1" },
    { NULL, "no address", NULL },
    { NULL, "192.0.2.7 and more", NULL },
    { NULL, "", NULL },
    { NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autofree char *noted = cases[i].endpoint != NULL ? g_strconcat (cases[i].endpoint, "|", NULL) : NULL;

      g_assert_cmpint (attempt (org, GH_PURPOSE_SIGN_IN, "anna", "", cases[i].host, cases[i].address, NULL), ==,
                       GH_OUTCOME_BYPASS);
      gh_test_assert_query (org, "SELECT group_concat (host || '|' || client) FROM events.endpoints", noted);
    }
}

/* Kept as it was said, but cut at whole characters and made UTF-8 (L2, X). */
static void
test_hostile_texts (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *long_name = g_strnfill (10000, 'x');
  g_autofree char *wide_name = NULL;
  g_autoptr (GString) wide = g_string_new (NULL);

  for (int i = 0; i < 10000; i++)
    g_string_append (wide, "😀");
  wide_name = g_string_free (g_steal_pointer (&wide), FALSE);

  sign_in (org, "anna", "two\nlines", "a\tb");
  sign_in (org, "anna", "\342\200\256ksed", "'; DROP TABLE endpoints; --");
  sign_in (org, "anna", "bad \377\376 bytes", "\303");
  sign_in (org, "anna", "<b>&amp;", "%s%n");
  sign_in (org, "anna", long_name, wide_name);
  sign_in (org, "anna", wide_name, long_name);

  gh_test_assert_query (org, "SELECT json_group_array (json_array (host, client)) FROM (SELECT * FROM events.endpoints"
                             " ORDER BY id LIMIT 4)",
                        "[[\"two\\nlines\",\"a\\tb\"],[\"\342\200\256ksed\",\"'; DROP TABLE endpoints; --\"],"
                        "[\"bad \357\277\275\357\277\275 bytes\",\"\357\277\275\"],[\"<b>&amp;\",\"%s%n\"]]");
  gh_test_assert_query (org, "SELECT group_concat (length (host) || ' ' || length (CAST (client AS BLOB)), ', ')"
                             " FROM (SELECT * FROM events.endpoints ORDER BY id LIMIT -1 OFFSET 4)", "255 200, 255 200");

  /* Each is found again. */
  gh_clock_set (org->clock, GH_TEST_NOW + 1);
  sign_in (org, "anna", "two\nlines", "a\tb");
  sign_in (org, "anna", "bad \377\376 bytes", "\303");
  sign_in (org, "anna", wide_name, long_name);
  gh_test_assert_query (org, "SELECT count (*) || ' ' || sum (used = 1795510801) FROM events.endpoints", "6 3");
}

/* --- how many --- */

static void
test_many_hosts (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  for (int i = 0; i < 150; i++)
    {
      g_autofree char *host = g_strdup_printf ("host-%03d", i);

      gh_clock_set (org->clock, GH_TEST_NOW + i);
      sign_in (org, "anna", host, "ssh");
    }
  sign_in (org, "bert", "host-000", "ssh");
  gh_test_assert_query (org, "SELECT count (*) || ' ' || min (host) || ' ' || max (host) FROM events.endpoints WHERE user_id = 1",
                        "100 host-050 host-149");
  gh_test_assert_query (org, "SELECT host FROM events.endpoints WHERE user_id = 2", "host-000");

  /* The one that was used again stays, and a new one does, even if the clock was once ahead of it. */
  sign_in (org, "anna", "host-050", "ssh");
  gh_test_write_events (org, "UPDATE endpoints SET used = used + 1000000 WHERE user_id = 1 AND host <> 'host-050'");
  sign_in (org, "anna", "new", "ssh");
  gh_test_assert_query (org, "SELECT group_concat (host) FROM events.endpoints WHERE user_id = 1 AND used < 1796000000", "new");
  gh_test_assert_query (org, "SELECT count (*) FROM events.endpoints WHERE user_id = 1", "100");
}

/* Ten thousand, whoever wrote them there, are nothing to a known endpoint, and go with the first new one. */
static void
test_ten_thousand_hosts (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_events (org, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                             " INSERT INTO endpoints (user_id, host, client, used)"
                             " SELECT 1, 'host-' || i, 'ssh', " G_STRINGIFY (GH_TEST_NOW) " - i FROM n");
  sign_in (org, "anna", "host-10000", "ssh");
  gh_test_assert_query (org, "SELECT count (*) || ' ' || sum (used = 1795510800) FROM events.endpoints", "10000 1");

  sign_in (org, "anna", "new", "ssh");
  gh_test_assert_query (org, "SELECT count (*) FROM events.endpoints", "100");
  gh_test_assert_query (org, "SELECT group_concat (host) FROM (SELECT * FROM events.endpoints ORDER BY used DESC, id DESC"
                             " LIMIT 4)", "new,host-10000,host-1,host-2");
}

/* --- how long --- */

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GhTestOrganisation *org = data;
  g_autoptr (GhUser) user = gh_user_load (connection, 1, gh_clock_now (org->clock), error);

  if (user == NULL)
    return FALSE;

  g_object_set_data_full (G_OBJECT (org->store), "endpoints", g_strjoinv (" ", (GStrv) gh_user_get_endpoints (user)), g_free);

  return TRUE;
}

static void
assert_listed (GhTestOrganisation *org,
               const char         *hosts)
{
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, load_cb, org, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (org->store), "endpoints"), ==, hosts);
}

static void
test_thirty_days (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_clock_set_synchronised (org->clock, TRUE);
  sign_in (org, "anna", "attic", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 1);
  sign_in (org, "anna", "desk", "ssh");
  sign_in (org, "bert", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 30 * DAY - 1);
  run_jobs (org);
  gh_test_assert_query (org, ENDPOINTS, "1 attic ssh +0, 1 desk ssh +1, 2 desk ssh +1");
  assert_listed (org, "attic desk");

  /* Nobody sees it any more, whether a job has run or not. */
  gh_clock_set (org->clock, GH_TEST_NOW + 30 * DAY);
  assert_listed (org, "desk");
  run_jobs (org);
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +1, 2 desk ssh +1");
  sign_in (org, "bert", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 30 * DAY + 1);
  run_jobs (org);
  gh_test_assert_query (org, "SELECT group_concat (user_id || host) FROM events.endpoints", "2desk");
}

/* More than go at once. */
static void
test_all_go (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_clock_set_synchronised (org->clock, TRUE);
  gh_test_write_events (org, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                             " INSERT INTO endpoints (user_id, host, client, used)"
                             " SELECT i, 'desk', '', " G_STRINGIFY (GH_TEST_NOW) " - 86400 * iif (i % 1000, 30, 29) FROM n");
  run_jobs (org);
  gh_test_assert_query (org, "SELECT count (*) || ' ' || sum (user_id % 1000) FROM events.endpoints", "12 0");
}

/* A clock that jumped forgets nothing (T5); one that is set back forgets nothing twice. */
static void
test_clock (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  run_jobs (org);
  sign_in (org, "anna", "desk", "ssh");
  gh_clock_set (org->clock, GH_TEST_NOW + 400 * DAY);
  run_jobs (org);
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +0");
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  run_jobs (org);
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +0");
  assert_listed (org, "desk");

  gh_clock_set (org->clock, GH_TEST_NOW + 400 * DAY);
  gh_test_do (org, "job.accept-clock", NULL, NULL, 1);
  run_jobs (org);
  gh_test_assert_query (org, ENDPOINTS, "");
}

/* --- people who go, files that come back --- */

static void
test_forgotten (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) rehearsal = NULL;

  sign_in (org, "anna", "desk", "ssh");
  sign_in (org, "anna", "ward", "ssh");
  sign_in (org, "bert", "desk", "ssh");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  rehearsal = gh_test_rehearse (org, "user.purge", NAME ("anna"), NULL);
  gh_test_assert_query (org, ENDPOINTS, "1 desk ssh +0, 1 ward ssh +0, 2 desk ssh +0");
  g_assert_cmpstr (((const GhConsequence *) g_ptr_array_index (rehearsal->also, 0))->what, ==,
                   "1 endpoint that nobody else uses goes too.");

  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, ENDPOINTS, "2 desk ssh +0");
}

/* Of both files the higher stays, value by value (O9). */
static void
test_restored (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = NULL;

  sign_in (org, "anna", "only-then", "ssh");
  sign_in (org, "anna", "both", "ssh");
  sign_in (org, "bert", "both", "ssh");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org, "DELETE FROM endpoints WHERE host = 'only-then';"
                             "UPDATE endpoints SET used = used - 5 WHERE user_id = 2");
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  sign_in (org, "anna", "both", "ssh");
  sign_in (org, "anna", "both", "su");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_assert_query (org, ENDPOINTS, "1 both ssh +60, 1 both su +60, 1 only-then ssh +0, 2 both ssh +0");
}

/* --- as a page shows them --- */

static void
test_properties (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) endpoints = NULL;
  gpointer desk;

  sign_in (org, "anna", "desk", "ssh");
  endpoints = gh_test_belongings_new (org, &gh_endpoints_of_user, 1);
  desk = gh_test_get_belonging (endpoints, 0);
  gh_test_assert_properties (endpoints, 0, "host=desk, client=ssh, last-use=1795510800");

  gh_clock_set (org->clock, GH_TEST_NOW + 5);
  sign_in (org, "anna", "desk", "ssh");
  gh_test_assert_heard (endpoints, "1.last-use");
  sign_in (org, "anna", "attic", NULL);
  gh_test_assert_heard (endpoints, "+2@0");
  g_assert_true (gh_test_get_belonging (endpoints, 1) == desk);
  gh_test_assert_properties (endpoints, 0, "host=attic, client=, last-use=1795510805");
  gh_test_assert_properties (endpoints, 1, "host=desk, client=ssh, last-use=1795510805");

  /* Somebody else's, and what is no fact of hers. */
  sign_in (org, "bert", "desk", "ssh");
  gh_test_do (org, "user.edit", NAME ("anna"), "{\"notes\":\"x\"}", 1);
  gh_test_assert_heard (endpoints, "");

  gh_clock_set (org->clock, GH_TEST_NOW + 10);
  sign_in (org, "anna", "desk", "ssh");
  gh_test_assert_heard (endpoints, "1.last-use");
  gh_clock_set (org->clock, GH_TEST_NOW + 30 * DAY + 5);
  gh_test_assert_heard_of_time (endpoints, "-2@0");
  gh_clock_set_synchronised (org->clock, TRUE);
  run_jobs (org);
  gh_test_assert_heard (endpoints, "=");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_heard (endpoints, "-1@0");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V6/endpoint/noted", test_noted);
  g_test_add_func ("/V6/endpoint/not-noted", test_not_noted);
  g_test_add_func ("/V6/endpoint/with-the-attempt", test_with_the_attempt);
  g_test_add_func ("/V6/endpoint/last-use", test_last_use);
  g_test_add_func ("/V6/endpoint/apart", test_apart);
  g_test_add_func ("/V6/endpoint/address", test_address);
  g_test_add_func ("/L2/endpoint/hostile-texts", test_hostile_texts);
  g_test_add_func ("/V6/endpoint/many-hosts", test_many_hosts);
  g_test_add_func ("/V6/endpoint/ten-thousand-hosts", test_ten_thousand_hosts);
  g_test_add_func ("/V6/endpoint/thirty-days", test_thirty_days);
  g_test_add_func ("/V6/endpoint/all-go", test_all_go);
  g_test_add_func ("/X/endpoint/clock", test_clock);
  g_test_add_func ("/T4/endpoint/forgotten", test_forgotten);
  g_test_add_func ("/O9/endpoint/restored", test_restored);
  g_test_add_func ("/V6/endpoint/properties", test_properties);

  return g_test_run ();
}
