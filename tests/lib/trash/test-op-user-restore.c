/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")
#define DAY        (24 * 60 * 60)

#define STATUSES \
  "SELECT group_concat (status || '/' || coalesce (until, '-')) FROM (SELECT * FROM user_status ORDER BY user_id)"

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

/* Anna was Active, Bert in Bypass until 3 December, Cleo in Bypass without end, Dora Disabled. */
static GhTestOrganisation *
make_trash (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo dora");
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (org, "user.set-status", NAME ("dora"), "{\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.trash", ALL, NULL, 4);

  return org;
}

static void
test_stays_disabled (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = gh_test_run (org, "user.restore", ALL, NULL);

  g_assert_cmpint (result->changed, ==, 4);
  g_assert_cmpint (get_also (result, "stays-disabled"), ==, 4);
  gh_test_assert_query (org, STATUSES, "2/-,2/-,2/-,2/-");
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM user_status WHERE restored = 1795510800", "4");
}

static void
test_previous_status (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = gh_test_run (org, "user.restore", ALL, "{\"previous-status\":true}");

  g_assert_cmpint (result->changed, ==, 4);
  g_assert_cmpint (get_also (result, "becomes-active"), ==, 1);
  g_assert_cmpint (get_also (result, "becomes-bypass"), ==, 1);
  g_assert_cmpint (get_also (result, "becomes-bypass-without-end"), ==, 1);
  g_assert_cmpint (get_also (result, "stays-disabled"), ==, 1);
  gh_test_assert_query (org, STATUSES, "0/-,1/1796338800,1/-,2/-");
}

static void
test_previous_status_that_has_ended (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY);
  gh_test_do (org, "user.restore", ALL, "{\"previous-status\":true}", 1);
  gh_test_assert_query (org, STATUSES, "0/-");
}

static void
test_previous_status_needs_the_right (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = NULL;

  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  result = gh_test_run (org, "user.restore", ALL, "{\"previous-status\":true}");
  g_assert_cmpint (result->changed, ==, 1); /* Dora, who was Disabled */
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ONLY_UNLOCK), ==, 3);
  gh_test_do (org, "user.restore", ALL, NULL, 3);
  gh_test_assert_query (org, STATUSES, "2/-,2/-,2/-,2/-");
}

static void
test_undo_dates_the_purge_anew (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();

  gh_clock_set (org->clock, GH_TEST_NOW + DAY);
  gh_test_do (org, "user.restore", ALL, "{\"previous-status\":true}", 4);
  gh_clock_set (org->clock, GH_TEST_NOW + 3 * DAY);
  gh_test_do (org, "log.undo", NULL, NULL, 4);
  gh_test_assert_query (org, STATUSES, "2/-,2/-,2/-,2/-");
  gh_test_assert_query (org, "SELECT count (*) FROM trash WHERE purge_at = 1795510800 + 10 * 86400"
                             " AND sent = 1795510800", "4");
  gh_test_assert_query (org, "SELECT count (*) FROM user_status WHERE restored IS NULL", "4");

  /* The status before the Trash is kept. */
  gh_test_do (org, "user.restore", NAME ("bert"), "{\"previous-status\":true}", 1);
  gh_test_assert_query (org, STATUSES, "2/-,1/1796338800,2/-,2/-");
}

static void
test_undo_refuses_edited_since (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = NULL;
  gint64 entry = gh_test_do (org, "user.restore", ALL, NULL, 4);
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  gh_test_do (org, "user.set-status", NAME ("cleo"), "{\"status\":\"active\"}", 1);
  result = gh_test_run (org, "log.undo", NULL, parameters);
  g_assert_cmpint (result->changed, ==, 3);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (user_id) FROM trash", "1,2,4");
}

static void
test_only_sync_restores (void)
{
  g_autoptr (GhTestOrganisation) org = make_trash ();
  g_autoptr (GhResult) result = NULL;

  gh_test_make_managed (org, "anna");
  gh_test_write_directory (org, "UPDATE trash SET origin = 3 WHERE user_id = 1");
  gh_test_refused (org, "user.restore", NAME ("anna"), NULL, GH_REFUSAL_ONLY_SYNC_RESTORES);
  result = gh_test_run (org, "user.restore", ALL, NULL);
  g_assert_cmpint (result->changed, ==, 3);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ONLY_SYNC_RESTORES), ==, 1);
}

static void
test_not_in_trash (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_refused (org, "user.restore", NAME ("anna"), NULL, GH_REFUSAL_NOT_IN_TRASH);
  gh_test_refused (org, "user.restore", ALL, NULL, GH_REFUSAL_NO_TARGETS);
}

static void
test_from_inactivity (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) rehearsal = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.trash", NAME ("bert"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * DAY);
  gh_test_do (org, "user.sweep-inactive", NULL, "{\"days\":5}", 1);
  rehearsal = gh_test_rehearse (org, "user.restore", ALL, NULL);
  g_assert_cmpint (rehearsal->changed, ==, 2);
  g_assert_cmpint (get_also (rehearsal, "from-inactivity"), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "2");
}

static void
test_everything_attached_stays (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_write_directory (org,
                           "INSERT INTO phones (id, key, number, last_op) VALUES (1, 'DP1', '+4722855050', 1);"
                           "INSERT INTO phone_owners VALUES (1, 1);"
                           "INSERT INTO groups (id, key, name, name_key, name_fold, last_op)"
                           " VALUES (1, 'DG1', 'staff', 'staff', 'staff', 1);"
                           "INSERT INTO memberships VALUES (1, 1)");
  gh_test_do (org, "user.trash", ALL, NULL, 1);
  gh_test_do (org, "user.restore", ALL, NULL, 1);
  gh_test_assert_query (org, "SELECT phone_id FROM phone_owners WHERE user_id = 1", "1");
  gh_test_assert_query (org, "SELECT group_id FROM memberships WHERE user_id = 1", "1");
}

/* Deleting a group also ends the memberships of trashed users. */
static void
test_after_the_group_was_deleted (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) before = NULL;
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"staff\"}", 1);
  gh_test_do (org, "user.add-to-group", NAME ("anna"), "{\"group\":\"staff\"}", 1);
  gh_test_do (org, "user.trash", ALL, NULL, 2);
  before = gh_test_rehearse (org, "user.restore", ALL, NULL);
  g_assert_cmpint (get_also (before, "left-groups"), ==, 0);

  gh_test_do (org, "group.delete", NAME ("staff"), NULL, 1);
  result = gh_test_run (org, "user.restore", ALL, NULL);
  g_assert_cmpint (result->changed, ==, 2);
  g_assert_cmpint (get_also (result, "left-groups"), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "0");
}

static void
test_roles (void)
{
  static const char may[GH_N_ROLES + 1] = "yy-yy--";

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = make_trash ();

      gh_test_act_as (org, role);
      if (may[role] == 'y')
        gh_test_do (org, "user.restore", ALL, NULL, 4);
      else
        gh_test_refused (org, "user.restore", ALL, NULL, GH_REFUSAL_ROLE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T3/restore/stays-disabled", test_stays_disabled);
  g_test_add_func ("/T3/restore/previous-status", test_previous_status);
  g_test_add_func ("/S5/restore/previous-status-that-has-ended", test_previous_status_that_has_ended);
  g_test_add_func ("/A4/restore/previous-status-needs-the-right", test_previous_status_needs_the_right);
  g_test_add_func ("/J3/restore/undo-dates-the-purge-anew", test_undo_dates_the_purge_anew);
  g_test_add_func ("/J3/restore/undo-refuses-edited-since", test_undo_refuses_edited_since);
  g_test_add_func ("/S7/restore/only-sync-restores", test_only_sync_restores);
  g_test_add_func ("/S7/restore/not-in-trash", test_not_in_trash);
  g_test_add_func ("/T2/restore/from-inactivity", test_from_inactivity);
  g_test_add_func ("/T3/restore/everything-attached-stays", test_everything_attached_stays);
  g_test_add_func ("/J3/restore/after-the-group-was-deleted", test_after_the_group_was_deleted);
  g_test_add_func ("/A4/restore/roles", test_roles);

  return g_test_run ();
}
