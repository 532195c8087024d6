/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")

#define STATUS_OF(name) \
  "SELECT status FROM user_status JOIN users ON users.id = user_id WHERE username = '" name "'"
#define UNTIL_OF(name) \
  "SELECT until FROM user_status JOIN users ON users.id = user_id WHERE username = '" name "'"
/* The number of the lock-out that was ended last. */
#define UNLOCKED_OF(name) \
  "SELECT unlocked FROM user_status JOIN users ON users.id = user_id WHERE username = '" name "'"
/* All the operation may touch, in one text. */
#define EVERYTHING \
  "SELECT group_concat (user_id || ':' || status || ':' || coalesce (until, '-') || ':' || coalesce (restored, '-'))" \
  " FROM (SELECT * FROM user_status ORDER BY user_id)"

static void
lock_out (GhTestOrganisation *org,
          const char         *user_id)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO lockouts (user_id, time, until, reason, number) VALUES (%s, "
                                          G_STRINGIFY (GH_TEST_NOW) " - 60, NULL, 'Failed Attempts', 7%s)", user_id, user_id);

  gh_test_write_events (org, sql);
}

static void
test_set_and_undo (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *before = NULL;
  gint64 entry;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  before = gh_test_query (org, EVERYTHING);

  entry = gh_test_do (org, "user.set-status", ALL, "{\"status\":\"disabled\"}", 3);
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "2,2,2");
  gh_test_assert_query (org, UNTIL_OF ("bert"), NULL);
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op = (SELECT max (op) FROM journal)", "3");
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 6 AND id = 1", "{\"status\":0}");
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 6 AND id = 2",
                        "{\"status\":1,\"until\":1796338800}");
  gh_test_assert_query (org, "SELECT after FROM journal WHERE op = 6 AND id = 2", "{\"status\":2,\"until\":null}");
  g_assert_cmpint (entry, ==, 6);

  gh_test_do (org, "log.undo", NULL, NULL, 3);
  gh_test_assert_query (org, EVERYTHING, before);

  /* Redo is undoing the undo. */
  gh_test_do (org, "log.undo", NULL, "{\"entry\":7}", 3);
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "2,2,2");
}

static void
test_undo_refuses_edited_since (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;
  const GhSkip *skip;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"disabled\"}", 3);
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\"}", 1);

  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":5}");
  g_assert_cmpint (result->changed, ==, 2);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_EDITED_SINCE), ==, 1);
  skip = g_ptr_array_index (result->skips, 0);
  gh_test_assert_query (org, "SELECT key FROM users WHERE username = 'bert'", g_ptr_array_index (skip->keys, 0));
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "0,1,0");
}

static void
test_last_day_ends_at_midnight (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  /* 2026-12-04T00:00 in Oslo. */
  gh_test_assert_query (org, UNTIL_OF ("anna"), "1796338800");

  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-12-03T17:00:00Z\"}", 1);
  gh_test_assert_query (org, UNTIL_OF ("anna"), "1796317200");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", 1);
  gh_test_assert_query (org, UNTIL_OF ("anna"), NULL);
}

static void
test_bad_values (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"locked out\"}", GH_REFUSAL_UNKNOWN_STATUS);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"disabled\",\"until\":\"2026-12-03\"}",
                   GH_REFUSAL_UNTIL_WITHOUT_BYPASS);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"bypass\",\"until\":\"\"}", GH_REFUSAL_DATE);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"bypass\",\"until\":\"3 December\"}", GH_REFUSAL_DATE);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"bypass\",\"until\":\"2026-11-23\"}",
                   GH_REFUSAL_DATE_PASSED);
  /* Today is not past. */
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"bypass\",\"until\":\"2026-11-24\"}", 1);
}

static void
test_already_so (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"disabled\"}", 1);
  result = gh_test_run (org, "user.set-status", ALL, "{\"status\":\"active\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ALREADY_SO), ==, 1);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"active\"}", GH_REFUSAL_ALREADY_SO);

  /* Anna is Active, but nobody can tell: a group of hers is not. */
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Left\",\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.add-to-group", NAME ("anna"), "{\"group\":\"Left\"}", 1);
  gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", GH_REFUSAL_STATUS_OF_GROUP);
  gh_test_refused (org, "user.set-status", NAME ("bert"), "{\"status\":\"active\"}", GH_REFUSAL_ALREADY_SO);
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", 1);
  gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", GH_REFUSAL_ALREADY_SO);
}

static void
test_unlock (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *status = "{\"status\":\"active\"}";

  gh_test_add_users (org, "anna bert");
  lock_out (org, "1");
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("status:locked"), status, 1);
  gh_test_assert_query (org, UNLOCKED_OF ("anna"), "71");
  gh_test_assert_query (org, UNLOCKED_OF ("bert"), NULL);
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = (SELECT max (op) FROM journal)",
                        "{\"unlocked\":null}");
  gh_test_refused (org, "user.set-status", NAME ("anna"), status, GH_REFUSAL_ALREADY_SO);

  /* A lock-out and its end are not decisions to undo (O5). */
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_UNLOCKING_STAYS);

  /* Bypass and Disabled do not unlock. */
  lock_out (org, "2");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\"}", 1);
  gh_test_assert_query (org, UNLOCKED_OF ("bert"), NULL);
  gh_test_do (org, "user.set-status", NAME ("bert"), status, 1);
  gh_test_assert_query (org, UNLOCKED_OF ("bert"), "72");

  /* Bypass without the lock-out would let in who was kept out. */
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_UNLOCKING_STAYS);
  gh_test_assert_query (org, STATUS_OF ("bert"), "0");

  /* Disabled is stricter than either: that comes back, and the lock-out stays ended. */
  lock_out (org, "2");
  gh_test_write_events (org, "UPDATE lockouts SET number = 73 WHERE user_id = 2");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("bert"), status, 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, STATUS_OF ("bert"), "2");
  gh_test_assert_query (org, UNLOCKED_OF ("bert"), "73");
}

static void
test_unlock_after_the_clock_was_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  lock_out (org, "1");
  gh_clock_set (org->clock, GH_TEST_NOW - 3600);
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", 1);
  gh_test_refused (org, "user.set-status", gh_target_new_for_query ("status:locked"), "{\"status\":\"active\"}",
                   GH_REFUSAL_NO_TARGETS);
}

/* V3: an unlocking names its lock-out, so that one made with the clock far ahead does not unlock what comes later. */
static void
test_unlock_with_the_clock_ahead (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *again = GH_TEST_LOCK_OUT "VALUES (1, " G_STRINGIFY (GH_TEST_NOW) ", NULL, 'Failed Attempts')";

  gh_test_add_users (org, "anna");
  lock_out (org, "1");
  gh_clock_set (org->clock, GH_TEST_NOW + G_GINT64_CONSTANT (366) * 24 * 60 * 60);
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", 1);
  gh_clock_set (org->clock, GH_TEST_NOW);
  gh_test_write_events (org, again);
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("status:locked"), "{\"status\":\"active\"}", 1);
}

static void
test_managed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_make_managed (org, "bert");
  gh_test_make_managed (org, "cleo");
  gh_test_write_directory (org, "UPDATE users SET directory_disabled = 1 WHERE username = 'cleo';"
                                "UPDATE user_status SET status = 2 WHERE user_id = 3");

  gh_test_refused (org, "user.set-status", NAME ("bert"), "{\"status\":\"disabled\"}", GH_REFUSAL_MANAGED_BY_DIRECTORY);
  gh_test_refused (org, "user.set-status", NAME ("cleo"), "{\"status\":\"active\"}", GH_REFUSAL_DISABLED_BY_DIRECTORY);
  gh_test_refused (org, "user.set-status", NAME ("cleo"), "{\"status\":\"bypass\"}", GH_REFUSAL_DISABLED_BY_DIRECTORY);

  result = gh_test_run (org, "user.set-status", ALL, "{\"status\":\"disabled\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_MANAGED_BY_DIRECTORY), ==, 2);

  /* Only administrators may set Bypass. */
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\"}", 1);

  /* A Disabled that the directory did not set, as after the Trash, may be lifted. */
  gh_test_write_directory (org, "UPDATE user_status SET status = 2 WHERE user_id = 2");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"active\"}", 1);
}

static void
test_in_trash (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", GH_REFUSAL_IN_TRASH);
  gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"active\"}", GH_REFUSAL_NO_TARGETS);
}

static void
test_rehearsal_is_the_run (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autofree char *before = NULL;

  gh_test_add_users (org, "anna bert cleo dora");
  gh_test_make_managed (org, "cleo");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"disabled\"}", 1);
  before = gh_test_query (org, EVERYTHING);

  rehearsal = gh_test_rehearse (org, "user.set-status", ALL, "{\"status\":\"disabled\"}");
  gh_test_assert_query (org, EVERYTHING, before);
  gh_test_assert_query (org, "SELECT max (seq) FROM log", "6");

  result = gh_test_run (org, "user.set-status", ALL, "{\"status\":\"disabled\"}");
  g_assert_cmpint (rehearsal->selected, ==, 4);
  g_assert_cmpint (rehearsal->changed, ==, 2);
  g_assert_cmpint (rehearsal->n_skipped, ==, 2);
  g_assert_cmpmem (rehearsal->digest, sizeof rehearsal->digest, result->digest, sizeof result->digest);
  gh_test_assert_query (org, "SELECT changed || ' ' || skipped || ' ' || journal_rows FROM log WHERE seq = 7", "2 2 2");
}

static void
test_roles (void)
{
  static const char may[GH_N_ROLES + 1] = "yy-yo--"; /* o: only to unlock */

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

      gh_test_add_users (org, "anna bert cleo");
      gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"disabled\"}", 1);
      lock_out (org, "1");
      gh_test_act_as (org, role);
      switch (may[role])
        {
        case 'y':
          gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\"}", 1);
          gh_test_do (org, "user.set-status", ALL, "{\"status\":\"active\"}", 3);
          break;
        case 'o':
          gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", GH_REFUSAL_ONLY_UNLOCK);
          gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", GH_REFUSAL_ONLY_UNLOCK);
          gh_test_refused (org, "user.set-status", NAME ("cleo"), "{\"status\":\"active\"}", GH_REFUSAL_ONLY_UNLOCK);
          gh_test_do (org, "user.set-status", ALL, "{\"status\":\"active\"}", 1);
          gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "0,0,2");
          break;
        default:
          gh_test_refused (org, "user.set-status", ALL, "{\"status\":\"active\"}", GH_REFUSAL_ROLE);
        }
    }
}

/* Disabled and locked out counts as Disabled, which the Help Desk may not lift. */
static void
test_help_desk_does_not_lift_disabled (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  lock_out (org, "1");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", 1);
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  gh_test_refused (org, "user.set-status", NAME ("anna"), "{\"status\":\"active\"}", GH_REFUSAL_ONLY_UNLOCK);
  /* Nor by undoing another's change. */
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":3}", GH_REFUSAL_ONLY_UNLOCK);
}

static void
test_end_bypass (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) nothing = NULL;

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-11-26\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"bypass\"}", 1);

  nothing = gh_test_run (org, "user.end-bypass", NULL, NULL);
  g_assert_false (nothing->is_refused);
  g_assert_cmpint (nothing->entry, ==, 0);

  gh_clock_set (org->clock, GH_TEST_NOW + 2 * 24 * 60 * 60);
  gh_test_do (org, "user.end-bypass", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "0,1,1");
  gh_test_assert_query (org, UNTIL_OF ("anna"), NULL);
  gh_test_assert_query (org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "user.end-bypass");
}

static void
test_names_the_one (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) one = NULL;
  g_autoptr (GhResult) two = NULL;

  gh_test_add_users (org, "anna bert");
  one = gh_test_rehearse (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}");
  g_assert_cmpstr (one->object_label, ==, "anna");
  gh_test_assert_query (org, "SELECT key FROM users WHERE id = 1", one->object_key);
  two = gh_test_rehearse (org, "user.set-status", ALL, "{\"status\":\"disabled\"}");
  g_assert_null (two->object_label);

  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"disabled\"}", 1);
  gh_test_assert_query (org, "SELECT object_kind || ' ' || (object_id = (SELECT key FROM users WHERE id = 1)) || ' ' ||"
                             " (payload ->> '$.label') FROM log ORDER BY seq DESC LIMIT 1", "user 1 anna");
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"bypass\"}", 2);
  gh_test_assert_query (org, "SELECT object_kind FROM log ORDER BY seq DESC LIMIT 1", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/S1/set/set-and-undo", test_set_and_undo);
  g_test_add_func ("/J3/set/undo-refuses-edited-since", test_undo_refuses_edited_since);
  g_test_add_func ("/S9/set/last-day-ends-at-midnight", test_last_day_ends_at_midnight);
  g_test_add_func ("/S1/set/bad-values", test_bad_values);
  g_test_add_func ("/S1/set/already-so", test_already_so);
  g_test_add_func ("/S1/set/unlock", test_unlock);
  g_test_add_func ("/X/set/unlock-after-the-clock-was-set-back", test_unlock_after_the_clock_was_set_back);
  g_test_add_func ("/V3/unlock/clock-ahead", test_unlock_with_the_clock_ahead);
  g_test_add_func ("/S2/set/managed", test_managed);
  g_test_add_func ("/S7/set/in-trash", test_in_trash);
  g_test_add_func ("/O3/set/rehearsal-is-the-run", test_rehearsal_is_the_run);
  g_test_add_func ("/A4/set/roles", test_roles);
  g_test_add_func ("/A4/set/help-desk-does-not-lift-disabled", test_help_desk_does_not_lift_disabled);
  g_test_add_func ("/T5/set/end-bypass", test_end_bypass);
  g_test_add_func ("/L1/set/names-the-one", test_names_the_one);

  return g_test_run ();
}
