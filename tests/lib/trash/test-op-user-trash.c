/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")
#define DAY        (24 * 60 * 60)

#define EVERYTHING \
  "SELECT group_concat (s.user_id || ':' || s.status || ':' || coalesce (s.until, '-') || ':' ||" \
  " coalesce (t.origin || '/' || t.sent || '/' || t.sent_by || '/' || t.purge_at || '/' || t.status_before || '/' ||" \
  " coalesce (t.until_before, '-'), '-'))" \
  " FROM (SELECT * FROM user_status ORDER BY user_id) AS s LEFT JOIN trash AS t ON t.user_id = s.user_id"

static const GhConsequence *
find_also (const GhResult *result,
           const char     *code)
{
  for (guint i = 0; i < result->also->len; i++)
    {
      const GhConsequence *also = g_ptr_array_index (result->also, i);

      if (strcmp (also->code, code) == 0)
        return also;
    }

  return NULL;
}

static void
test_send (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.trash", ALL, NULL, 3);
  gh_test_assert_query (org, EVERYTHING,
                        "1:2:-:1/1795510800/local:tester/1796115600/0/-,"
                        "2:2:-:1/1795510800/local:tester/1796115600/1/1796338800,"
                        "3:2:-:1/1795510800/local:tester/1796115600/2/-");

  /* Only changes are journaled: a Disabled user stays Disabled. */
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 7 AND id = 3", "{\"trash\":null}");
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 7 AND id = 2",
                        "{\"status\":1,\"until\":1796338800,\"trash\":null}");
}

static void
test_undo (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *before = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  before = gh_test_query (org, EVERYTHING);
  gh_test_do (org, "user.trash", ALL, NULL, 2);
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, EVERYTHING, before);

  /* Done again a day later, the seven days restart (J3). */
  gh_clock_set (org->clock, GH_TEST_NOW + DAY);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":6}", 2);
  gh_test_assert_query (org, "SELECT count (*) FROM trash WHERE purge_at = 1795510800 + 8 * 86400", "2");
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "2,2");
}

static void
test_purge_date_is_said (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;
  const GhConsequence *note;

  gh_test_add_users (org, "anna");
  result = gh_test_rehearse (org, "user.trash", ALL, NULL);
  note = find_also (result, "purge-date");
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note->what, "1 December 2026, 10:00"));
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
}

static void
test_managed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_make_managed (org, "bert");
  gh_test_refused (org, "user.trash", NAME ("bert"), NULL, GH_REFUSAL_MANAGED_BY_DIRECTORY);
  result = gh_test_run (org, "user.trash", ALL, NULL);
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_MANAGED_BY_DIRECTORY), ==, 1);
}

static void
test_twice (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + DAY);
  gh_test_refused (org, "user.trash", NAME ("anna"), NULL, GH_REFUSAL_ALREADY_SO);
  gh_test_assert_query (org, "SELECT purge_at FROM trash", "1796115600");
}

static void
test_rehearsal_is_the_run (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_make_managed (org, "bert");
  rehearsal = gh_test_rehearse (org, "user.trash", ALL, NULL);
  result = gh_test_run (org, "user.trash", ALL, NULL);
  g_assert_cmpint (rehearsal->changed, ==, 2);
  g_assert_cmpmem (rehearsal->digest, sizeof rehearsal->digest, result->digest, sizeof result->digest);
}

static void
test_roles (void)
{
  static const char may[GH_N_ROLES + 1] = "yy-yy--";

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

      gh_test_add_users (org, "anna");
      gh_test_act_as (org, role);
      if (may[role] == 'y')
        gh_test_do (org, "user.trash", ALL, NULL, 1);
      else
        gh_test_refused (org, "user.trash", ALL, NULL, GH_REFUSAL_ROLE);
    }
}

/* Undoing would set Active, which the Help Desk may not. */
static void
test_help_desk_cannot_undo (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_ONLY_UNLOCK);
}

/* --- the sweep --- */

static void
test_sweep (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo dora");
  gh_test_make_managed (org, "dora");
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * DAY);
  gh_test_add_users (org, "emil");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, " G_STRINGIFY (GH_TEST_NOW) " + 3 * 86400)");

  /* Bert signed in, Emil is new, Dora is managed. */
  gh_test_do (org, "user.sweep-inactive", NULL, "{\"days\":5}", 2);
  gh_test_assert_query (org, "SELECT group_concat (user_id || ':' || origin) FROM trash", "1:2,3:2");
  gh_test_assert_query (org, "SELECT operation || ' ' || skipped FROM log ORDER BY seq DESC LIMIT 1",
                        "user.sweep-inactive 0");

  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
}

static void
test_sweep_spares (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) nothing = NULL;

  gh_test_add_users (org, "anna");
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * DAY);

  /* A new events file has no earlier sign-ins. */
  gh_test_write_events (org, "UPDATE about SET began = " G_STRINGIFY (GH_TEST_NOW) " + 1");
  nothing = gh_test_run (org, "user.sweep-inactive", NULL, "{\"days\":5}");
  g_assert_false (nothing->is_refused);
  g_assert_cmpint (nothing->entry, ==, 0);
  g_clear_pointer (&nothing, gh_result_free);
  gh_test_write_events (org, "UPDATE about SET began = " G_STRINGIFY (GH_TEST_NOW));

  /* A restored user has a day, then returns. */
  gh_test_do (org, "user.sweep-inactive", NULL, "{\"days\":5}", 1);
  gh_test_do (org, "user.restore", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 6 * DAY - 1);
  nothing = gh_test_run (org, "user.sweep-inactive", NULL, "{\"days\":5}");
  g_assert_cmpint (nothing->changed, ==, 0);
  gh_clock_set (org->clock, GH_TEST_NOW + 6 * DAY);
  gh_test_do (org, "user.sweep-inactive", NULL, "{\"days\":5}", 1);
}

/* Without a number of days the setting applies, which is not to sweep. */
static void
test_sweep_is_off (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) off = NULL;
  g_autoptr (GhResult) zero = NULL;
  g_autoptr (GhResult) far = NULL;

  gh_test_add_users (org, "anna");
  gh_clock_set (org->clock, GH_TEST_NOW + 6 * DAY);
  off = gh_test_run (org, "user.sweep-inactive", NULL, NULL);
  g_assert_cmpint (off->changed, ==, 0);
  zero = gh_test_run (org, "user.sweep-inactive", NULL, "{\"days\":0}");
  g_assert_cmpint (zero->changed, ==, 0);
  far = gh_test_run (org, "user.sweep-inactive", NULL, "{\"days\":9223372036854775807}");
  g_assert_cmpint (far->changed, ==, 0);
}

static void
test_sweep_waits_for_the_clock (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_clock_set (org->clock, GH_TEST_NOW + 7 * DAY + 1);
  gh_test_refused (org, "user.sweep-inactive", NULL, "{\"days\":5}", GH_REFUSAL_CLOCK_AHEAD);
  gh_test_do (org, "job.accept-clock", NULL, NULL, 1);
  gh_test_do (org, "user.sweep-inactive", NULL, "{\"days\":5}", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T1/trash/send", test_send);
  g_test_add_func ("/O5/trash/undo", test_undo);
  g_test_add_func ("/T1/trash/purge-date-is-said", test_purge_date_is_said);
  g_test_add_func ("/T2/trash/managed", test_managed);
  g_test_add_func ("/S7/trash/twice", test_twice);
  g_test_add_func ("/O3/trash/rehearsal-is-the-run", test_rehearsal_is_the_run);
  g_test_add_func ("/A4/trash/roles", test_roles);
  g_test_add_func ("/A4/trash/help-desk-cannot-undo", test_help_desk_cannot_undo);
  g_test_add_func ("/T2/sweep/sends", test_sweep);
  g_test_add_func ("/S8/sweep/spares", test_sweep_spares);
  g_test_add_func ("/T2/sweep/is-off", test_sweep_is_off);
  g_test_add_func ("/T5/sweep/waits-for-the-clock", test_sweep_waits_for_the_clock);

  return g_test_run ();
}
