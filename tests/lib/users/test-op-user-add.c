/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

static void
test_only_a_username (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_do (org, "user.add", NULL, "{\"username\":\"Åsa\"}", 1);

  gh_test_assert_query (org, "SELECT username FROM users", "Åsa");
  gh_test_assert_query (org, "SELECT status FROM user_status", "0");
  gh_test_assert_query (org, "SELECT created FROM users", G_STRINGIFY (GH_TEST_NOW));
}

static void
test_unique_in_any_case (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_refused (org, "user.add", NULL, "{\"username\":\"ANNA\"}", GH_REFUSAL_NAME_TAKEN);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "1");
}

static void
test_rehearsal_writes_nothing (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = gh_test_rehearse (org, "user.add", NULL, "{\"username\":\"anna\"}");

  g_assert_true (result->is_rehearsed);
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (result->entry, ==, 0);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
}

static void
test_undo_and_redo (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *hash = NULL;

  gh_test_add_users (org, "anna");
  hash = gh_test_query (org, "SELECT hex (after) FROM journal WHERE op = 2");

  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM user_names", "0");

  gh_test_do (org, "log.undo", NULL, "{\"entry\":3}", 1);
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  gh_test_assert_query (org, "SELECT hex (after) FROM journal WHERE op = 4", hash);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":2}", GH_REFUSAL_UNDONE_ALREADY);
}

static void
test_undo_when_the_name_is_taken (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_add_users (org, "Anna");
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":3}", GH_REFUSAL_NAME_TAKEN);
}

static void
test_roles (void)
{
  static const gboolean may[GH_N_ROLES] = { TRUE, TRUE, FALSE, TRUE, FALSE, FALSE, FALSE };

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

      gh_test_act_as (org, role);
      if (may[role])
        gh_test_do (org, "user.add", NULL, "{\"username\":\"anna\"}", 1);
      else
        gh_test_refused (org, "user.add", NULL, "{\"username\":\"anna\"}", GH_REFUSAL_ROLE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U8/add/only-a-username", test_only_a_username);
  g_test_add_func ("/U9/add/unique-in-any-case", test_unique_in_any_case);
  g_test_add_func ("/O3/add/rehearsal-writes-nothing", test_rehearsal_writes_nothing);
  g_test_add_func ("/O5/add/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/J3/add/undo-when-the-name-is-taken", test_undo_when_the_name_is_taken);
  g_test_add_func ("/A4/add/roles", test_roles);

  return g_test_run ();
}
