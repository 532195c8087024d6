/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

static GhResult *
rehearse (GhTestOrganisation *org,
          const char         *query)
{
  return gh_test_rehearse (org, "user.trash", gh_target_new_for_query (query), NULL);
}

static void
test_differences (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) before = NULL;
  g_autoptr (GhResult) same = NULL;
  g_autoptr (GhResult) managed = NULL;
  g_autoptr (GhResult) fewer = NULL;

  gh_test_add_users (org, "anna bert cleo");
  before = rehearse (org, "");
  same = rehearse (org, "");
  g_assert_cmpuint (gh_result_count_differences (before, same), ==, 0);

  gh_test_make_managed (org, "bert");
  managed = rehearse (org, "");
  g_assert_cmpuint (gh_result_count_differences (before, managed), ==, 1);
  g_assert_cmpuint (gh_result_count_differences (managed, before), ==, 1);

  fewer = rehearse (org, "-anna");
  g_assert_cmpuint (gh_result_count_differences (managed, fewer), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O4/result/differences", test_differences);

  return g_test_run ();
}
