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
  before = rehearse (org, "username:*");
  same = rehearse (org, "username:*");
  g_assert_cmpuint (gh_result_count_differences (before, same), ==, 0);

  gh_test_make_managed (org, "bert");
  managed = rehearse (org, "username:*");
  g_assert_cmpuint (gh_result_count_differences (before, managed), ==, 1);
  g_assert_cmpuint (gh_result_count_differences (managed, before), ==, 1);

  fewer = rehearse (org, "-anna");
  g_assert_cmpuint (gh_result_count_differences (managed, fewer), ==, 1);
}

static void
test_lines (void)
{
  g_autoptr (GhResultLines) lines = gh_result_lines_new ();
  g_autoptr (GString) longest = g_string_new (NULL);
  GhResultLine line;

  for (guint i = 0; i < GH_RESULT_LINE_TEXT; i++)
    g_string_append (longest, "ø");
  gh_result_lines_add (lines, GH_LINE_NEW, &(GhResultLine) { .line = 2, .subject = "anna", .email = "" });
  gh_result_lines_add (lines, GH_LINE_REFUSED,
                       &(GhResultLine) { .line = 3, .column = "phone1", .after = longest->str,
                                         .refusal = GH_REFUSAL_NAME_TAKEN, .detail = "bert" });
  g_assert_cmpuint (gh_result_lines_count (lines, GH_LINE_NEW), ==, 1);
  g_assert_cmpuint (gh_result_lines_count (lines, GH_LINE_CHANGED), ==, 0);

  gh_result_lines_get (lines, GH_LINE_NEW, 0, &line);
  g_assert_cmpuint (line.line, ==, 2);
  g_assert_cmpstr (line.subject, ==, "anna");
  g_assert_cmpstr (line.email, ==, "");
  g_assert_null (line.realname);
  g_assert_cmpint (line.refusal, ==, GH_REFUSAL_NONE);

  gh_result_lines_get (lines, GH_LINE_REFUSED, 0, &line);
  g_assert_null (line.subject);
  g_assert_cmpstr (line.column, ==, "phone1");
  g_assert_cmpstr (line.detail, ==, "bert");
  g_assert_cmpint (line.refusal, ==, GH_REFUSAL_NAME_TAKEN);
  g_assert_true (g_utf8_validate (line.after, -1, NULL));
  g_assert_true (g_str_has_suffix (line.after, "ø…"));
  g_assert_cmpuint (strlen (line.after), <=, GH_RESULT_LINE_TEXT + strlen ("…"));

  gh_result_lines_truncate (lines, GH_LINE_REFUSED, 0);
  g_assert_cmpuint (gh_result_lines_count (lines, GH_LINE_REFUSED), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O4/result/differences", test_differences);
  g_test_add_func ("/U10/result/lines", test_lines);

  return g_test_run ();
}
