/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "logs/gh-log-verify.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")
#define DAY        (24 * 60 * 60)

static gint64
get_also (const GhResult *result,
          const char     *code)
{
  for (guint i = 0; i < result->also->len; i++)
    {
      const GhConsequence *also = g_ptr_array_index (result->also, i);

      if (strcmp (also->code, code) == 0)
        return also->count;
    }

  return 0;
}

/* Anna and Bert are in the Trash, Cleo too, Dora is not.
 *   phone 1     Anna              laptop  Anna with two programs   token 1  Anna
 *   phone 2     Anna and Bert     desk    Anna, Dora               token 2  Anna, Dora
 *   phone 3     Anna and Cleo     ward    Anna, Bert               code 1   Anna
 *   phone 4     Anna and Dora     gate    Anna, Cleo long ago      code 2   Bert
 *   phone 5     nobody            attic   Bert, long ago           code 3   Dora */
static GhTestOrganisation *
make_trash (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo dora");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", 1);
  gh_test_write_directory (org,
    "INSERT INTO phones (id, key, number, name, last_op) SELECT value, 'DP' || value, '+472285505' || value, 'Work', 1"
    " FROM json_each ('[1,2,3,4,5]');"
    "INSERT INTO phone_owners VALUES (1, 1), (1, 2), (2, 2), (1, 3), (3, 3), (1, 4), (4, 4);"
    "INSERT INTO tokens (id, key, type, serial, serial_fold, last_op)"
    " VALUES (1, 'DH1', 't6', 'A1', 'a1', 1), (2, 'DH2', 't6', 'A2', 'a2', 1);"
    "INSERT INTO token_owners VALUES (1, 1), (1, 2), (4, 2);"
    "INSERT INTO bypass_codes (id, key, user_id, created, created_by, expires, uses, last_op) VALUES (1, 'DB1', 1, 1, 'x', NULL, 1, 1), (2, 'DB2', 2, 1, 'x', NULL, 1, 1),"
    " (3, 'DB3', 4, 1, 'x', NULL, 1, 1);"
    "INSERT INTO enrolments SELECT 2, 'b@example.org', 1, 2, era FROM organisation");
  gh_test_write_events (org,
    "INSERT INTO endpoints (user_id, host, client, used) SELECT column1, column2, column3, " G_STRINGIFY (GH_TEST_NOW)
    " - 86400 * column4 FROM (VALUES (1, 'laptop', 'ssh', 1), (1, 'laptop', 'su', 29), (1, 'desk', 'ssh', 1),"
    " (4, 'desk', 'ssh', 1), (1, 'ward', 'ssh', 1), (2, 'ward', 'su', 1), (1, 'gate', '', 1), (3, 'gate', '', 30),"
    " (2, 'attic', '', 30))");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  gh_test_do (org, "user.trash", NAME ("cleo"), NULL, 1);

  return org;
}

static void
test_what_goes (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, "user.purge", gh_target_new_for_query ("anna"), NULL);
  g_autoptr (GhResult) result = NULL;

  g_assert_cmpint (get_also (rehearsal, "phones"), ==, 1);
  g_assert_cmpint (get_also (rehearsal, "endpoints"), ==, 2); /* laptop, gate */
  g_assert_cmpint (get_also (rehearsal, "bypass-codes"), ==, 1);
  g_assert_cmpint (get_also (rehearsal, "tokens-released"), ==, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "4");

  result = gh_test_run (org, "user.purge", gh_target_new_for_query ("anna"), "{\"confirm\":1}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpmem (rehearsal->digest, sizeof rehearsal->digest, result->digest, sizeof result->digest);

  gh_test_assert_query (org, "SELECT group_concat (id) FROM users", "2,3,4");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM phones", "2,3,4,5");
  gh_test_assert_query (org, "SELECT group_concat (user_id || ':' || phone_id) FROM phone_owners", "2:2,3:3,4:4");
  gh_test_assert_query (org, "SELECT group_concat (user_id || host, ' ') FROM (SELECT * FROM events.endpoints ORDER BY id)",
                        "4desk 2ward 3gate 2attic");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM tokens", "1,2");
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM token_owners", "4");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM bypass_codes", "2,3");
  gh_test_assert_query (org, "SELECT count (*) FROM user_names WHERE name_key = 'anna'", "0");

  /* The name is free again. */
  gh_test_add_users (org, "ANNA");
}

static void
test_shared_within_the_deletion (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = gh_test_run (org, "user.purge", ALL, "{\"confirm\":3}");

  g_assert_cmpint (result->changed, ==, 3);
  g_assert_cmpint (get_also (result, "phones"), ==, 3);
  g_assert_cmpint (get_also (result, "endpoints"), ==, 3); /* laptop, ward, gate */
  g_assert_cmpint (get_also (result, "enrolments"), ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (id) FROM users", "4");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM phones", "4,5");
  gh_test_assert_query (org, "SELECT count (*) FROM enrolments", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
  gh_test_assert_query (org, "SELECT group_concat (user_id || host) FROM events.endpoints", "4desk");
  /* 3 users, 3 phones, 2 codes. */
  gh_test_assert_query (org, "SELECT journal_rows FROM log ORDER BY seq DESC LIMIT 1", "8");
}

static void
test_confirm (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhResult) wrong = NULL;
  const GhSkip *skip;

  result = gh_test_run (org, "user.purge", ALL, NULL);
  g_assert_true (result->is_refused);
  skip = g_ptr_array_index (result->skips, 0);
  g_assert_cmpint (skip->refusal, ==, GH_REFUSAL_COUNT_NOT_CONFIRMED);
  g_assert_cmpstr (skip->detail, ==, "3");

  gh_test_refused (org, "user.purge", ALL, "{\"confirm\":2}", GH_REFUSAL_COUNT_NOT_CONFIRMED);
  wrong = gh_test_rehearse (org, "user.purge", ALL, "{\"confirm\":2}");
  g_assert_true (wrong->is_refused);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "4");
}

static void
test_limit (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GString) names = g_string_new ("u0");

  for (int i = 1; i <= 100; i++)
    g_string_append_printf (names, " u%d", i);
  gh_test_add_users (org, names->str);
  gh_test_do (org, "user.trash", ALL, NULL, 101);
  gh_test_refused (org, "user.purge", ALL, "{\"confirm\":101}", GH_REFUSAL_TOO_MANY_AT_ONCE);
  gh_test_do (org, "user.purge", gh_target_new_for_query ("-username:=u0"), "{\"confirm\":100}", 100);

  /* The limit is for people. */
  gh_test_add_users (org, names->str + strlen ("u0 "));
  gh_test_do (org, "user.trash", ALL, NULL, 100);
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  gh_test_do (org, "user.purge-due", NULL, NULL, 101);
}

static void
test_only_from_the_trash (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();

  gh_test_refused (org, "user.purge", NAME ("dora"), "{\"confirm\":1}", GH_REFUSAL_NOT_IN_TRASH);
  /* Whatever sent them, managed or not. */
  gh_test_make_managed (org, "bert");
  gh_test_write_directory (org, "UPDATE trash SET origin = 3 WHERE user_id = 2;"
                                "UPDATE trash SET origin = 2 WHERE user_id = 3");
  gh_test_do (org, "user.purge", ALL, "{\"confirm\":3}", 3);
}

static void
test_no_undo (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();

  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":10}", GH_REFUSAL_CANNOT_BE_UNDONE);
  /* Earlier changes to the person cannot be undone either. */
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":7}", GH_REFUSAL_EDITED_SINCE);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":2}", GH_REFUSAL_EDITED_SINCE);
}

static void
test_journal_forgets (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  const char *all_hashes = "SELECT group_concat (hex (hash)) FROM (SELECT hash FROM journal WHERE op < 10"
                           " ORDER BY op, kind, id)";
  const char *others = "SELECT group_concat (op || coalesce (before, '-') || hex (after) || hex (salt)) FROM"
                       " (SELECT * FROM journal WHERE op < 10 AND NOT (kind = 'user' AND id = 1)"
                       "  AND NOT (kind = 'phone' AND id = 1) ORDER BY op, kind, id)";
  g_autofree char *hashes_before = NULL;
  g_autofree char *others_before = NULL;

  /* One phone with a history, and one that stays. */
  gh_test_write_directory (org,
    "INSERT INTO journal VALUES (6, 'phone', 1, NULL, NULL, x'01', x'02', x'03'),"
    " (7, 'phone', 1, 6, '{\"name\":\"Home\"}', '{\"name\":\"Work\"}', x'02', x'04'),"
    " (7, 'phone', 4, 6, '{\"name\":\"Home\"}', '{\"name\":\"Work\"}', x'02', x'05');"
    "UPDATE phones SET last_op = 7 WHERE id IN (1, 4)");
  hashes_before = gh_test_query (org, all_hashes);
  others_before = gh_test_query (org, others);

  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);

  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE before IS NULL AND after IS NULL AND salt IS NULL"
                             " AND kind = 'user' AND id = 1", "4"); /* added, set, trashed, purged */
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE before IS NULL AND after IS NULL AND salt IS NULL"
                             " AND kind = 'phone' AND id = 1", "3");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = 10 AND salt IS NOT NULL", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = 10 AND length (hash) = 32", "3");
  gh_test_assert_query (org, all_hashes, hashes_before);
  gh_test_assert_query (org, others, others_before);
}

/* The log can still be proved, and has how much was erased. */
static void
test_log_stays_whole (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  report = gh_log_verify (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);
  /* Anna was added, set and trashed; a phone and a code went with her. */
  g_assert_cmpint (report->n_erased, ==, 6);
}

static void
test_due (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) nothing = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + DAY);
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);

  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY - 1);
  nothing = gh_test_run (org, "user.purge-due", NULL, NULL);
  g_assert_false (nothing->is_refused);
  g_assert_cmpint (nothing->entry, ==, 0);

  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
  gh_test_do (org, "user.purge-due", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "bert");
  gh_test_assert_query (org, "SELECT object_id IS NOT NULL FROM log ORDER BY seq DESC LIMIT 1", "1");
}

static void
test_clock (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhTestOrganisation) synchronised = make_trash ();

  gh_clock_set (org->clock, GH_TEST_NOW + 8 * DAY);
  gh_test_refused (org, "user.purge-due", NULL, NULL, GH_REFUSAL_CLOCK_AHEAD);
  gh_test_do (org, "job.accept-clock", NULL, NULL, 1);
  gh_test_do (org, "user.purge-due", NULL, NULL, 3);

  gh_clock_set (synchronised->clock, GH_TEST_NOW + 8 * DAY);
  gh_clock_set_synchronised (synchronised->clock, TRUE);
  gh_test_do (synchronised, "user.purge-due", NULL, NULL, 3);
}

/* After a reopen it stays done; a repeat is refused. */
static void
test_reopened (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();

  gh_test_do (org, "user.purge", ALL, "{\"confirm\":3}", 3);
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "dora");
  gh_test_refused (org, "user.purge", ALL, "{\"confirm\":3}", GH_REFUSAL_NO_TARGETS);
}

static void
test_roles (void)
{
  static const char may[GH_N_ROLES + 1] = "yy-yy--";
  static const char may_run_jobs[GH_N_ROLES + 1] = "y------";

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = make_trash ();

      gh_test_act_as (org, role);
      if (may[role] == 'y')
        gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
      else
        gh_test_refused (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", GH_REFUSAL_ROLE);

      gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY);
      if (may_run_jobs[role] == 'y')
        gh_test_do (org, "user.purge-due", NULL, NULL, 2);
      else
        gh_test_refused (org, "user.purge-due", NULL, NULL, GH_REFUSAL_ROLE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T4/purge/what-goes", test_what_goes);
  g_test_add_func ("/T4/purge/shared-within-the-deletion", test_shared_within_the_deletion);
  g_test_add_func ("/T4/purge/confirm", test_confirm);
  g_test_add_func ("/T4/purge/limit", test_limit);
  g_test_add_func ("/T2/purge/only-from-the-trash", test_only_from_the_trash);
  g_test_add_func ("/O5/purge/no-undo", test_no_undo);
  g_test_add_func ("/J4/purge/journal-forgets", test_journal_forgets);
  g_test_add_func ("/J4/purge/log-stays-whole", test_log_stays_whole);
  g_test_add_func ("/T1/purge-due/due", test_due);
  g_test_add_func ("/T5/purge-due/clock", test_clock);
  g_test_add_func ("/T4/purge/reopened", test_reopened);
  g_test_add_func ("/A4/purge/roles", test_roles);

  return g_test_run ();
}
