/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For now an import creates tokens: how an undo treats them. */
#include "gh-test-organisation.h"

static gint64
import (GhTestOrganisation *org,
        const char         *csv,
        gint64              changed)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, csv, -1, &error);
  g_assert_no_error (error);

  return gh_test_do (org, "user.import", NULL, parameters, changed);
}

static void
test_made_and_undone (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *key = NULL;

  gh_test_add_users (org, "anna");
  import (org, "username,token1,type1\nanna,123,h6\nbert,456,t8\n", 2);
  key = gh_test_query (org, "SELECT key FROM tokens WHERE serial = '456'");

  gh_test_do (org, "log.undo", NULL, NULL, 4);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM token_owners", "0");
  gh_test_assert_query (org, "SELECT before ->> '$.serial' FROM journal WHERE op = 4 AND kind = 'token' AND id = 2",
                        "456");

  gh_test_do (org, "log.undo", NULL, "{\"entry\":4}", 4);
  gh_test_assert_query (org, "SELECT key FROM tokens WHERE serial = '456' AND type = 't8'", key);
  gh_test_assert_query (org, "SELECT serial FROM tokens JOIN token_owners ON token_id = id WHERE user_id = 1", "123");
}

static void
test_given_to_another_stays (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;

  import (org, "username,token1,type1\nanna,123,h6\n", 1);
  import (org, "username,token1,type1\nbert,123,h6\n", 1);

  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":2}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT username FROM token_owners JOIN users ON id = user_id", "bert");
}

static void
test_serial_taken (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;

  import (org, "username,token1,type1\nanna,123,h6\n", 1);
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  import (org, "username,token1,type1\nbert,123,h6\n", 1);

  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":3}");
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_NAME_TAKEN), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/J3/token/made-and-undone", test_made_and_undone);
  g_test_add_func ("/J3/token/given-to-another-stays", test_given_to_another_stays);
  g_test_add_func ("/J3/token/serial-taken", test_serial_taken);

  return g_test_run ();
}
