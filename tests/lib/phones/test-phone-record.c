/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an undo restores phones. What an import would write is added to the entry of user.add. */
#include "gh-test-organisation.h"

/* Anna with a phone, both created by entry 2. */
static GhTestOrganisation *
make_import (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_write_directory (org,
    "INSERT INTO phones (id, key, number, activated, last_op) VALUES (1, 'DP1', '+4722855050', 5, 2);"
    "INSERT INTO phone_owners VALUES (1, 1);"
    "INSERT INTO journal VALUES (2, 'phone', 1, NULL, NULL, x'01', x'02', x'03')");

  return org;
}

static void
test_undo_and_redo (void)
{
  g_autoptr (GhTestOrganisation) org = make_import ();

  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");

  /* Restored with their holder, but without the credentials (O5). */
  gh_test_do (org, "log.undo", NULL, "{\"entry\":3}", 2);
  gh_test_assert_query (org, "SELECT user_id || ' ' || number || ' ' || coalesce (activated, 'no') || ' ' || last_op"
                             " FROM phones JOIN phone_owners ON phone_id = id", "1 +4722855050 no 4");
}

static void
test_others_hold_it (void)
{
  g_autoptr (GhTestOrganisation) org = make_import ();
  g_autoptr (GhResult) result = NULL;

  gh_test_add_users (org, "bert");
  gh_test_write_directory (org, "INSERT INTO phone_owners VALUES (2, 1)");
  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":2}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT user_id FROM phone_owners", "2");
  gh_test_assert_query (org, "SELECT username FROM users", "bert");
}

/* A user kept by a later edit keeps the phone. */
static void
test_holder_was_edited (void)
{
  g_autoptr (GhTestOrganisation) org = make_import ();

  gh_test_do (org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"disabled\"}", 1);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":2}", GH_REFUSAL_EDITED_SINCE);
  gh_test_assert_query (org, "SELECT user_id FROM phone_owners", "1");
}

static void
test_number_taken (void)
{
  g_autoptr (GhTestOrganisation) org = make_import ();
  g_autoptr (GhResult) result = NULL;

  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_write_directory (org, "INSERT INTO phones (id, key, number, last_op) VALUES (2, 'DP2', '+4722855050', 1)");
  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":3}");
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_NUMBER_TAKEN), ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (id) FROM phones", "2");
}

static void
test_changed_fields (void)
{
  g_autoptr (GhTestOrganisation) org = make_import ();

  gh_test_write_directory (org,
    "DELETE FROM journal WHERE kind <> 'user';"
    "INSERT INTO journal VALUES (2, 'phone', 1, 1, '{\"name\":\"Old\",\"platform\":\"apple ios\"}',"
    " '{\"name\":\"New\",\"platform\":\"unknown\"}', x'02', x'03');"
    "UPDATE phones SET name = 'New'");
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, "SELECT name || ' ' || platform || ' ' || number || ' ' || activated || ' ' || last_op"
                             " FROM phones", "Old apple ios +4722855050 5 3");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O5/phone/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/J3/phone/others-hold-it", test_others_hold_it);
  g_test_add_func ("/J3/phone/holder-was-edited", test_holder_was_edited);
  g_test_add_func ("/J3/phone/number-taken", test_number_taken);
  g_test_add_func ("/O5/phone/changed-fields", test_changed_fields);

  return g_test_run ();
}
