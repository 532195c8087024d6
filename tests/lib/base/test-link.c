/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-link.h"

static void
test_round_trip (void)
{
  const GhLink link = { (char *) "users", (char *) "DO123", (char *) "bypass", (char *) "group:\"Øst & vest\" 100%",
                        (char *) "login:desc" };
  g_autofree char *text = gh_link_format (&link);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLink) parsed = gh_link_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "gatehouse:///users?org=DO123&view=bypass"
                             "&q=group:%22%C3%98st%20%26%20vest%22%20100%25&sort=login:desc");
  g_assert_cmpstr (parsed->page, ==, link.page);
  g_assert_cmpstr (parsed->organisation, ==, link.organisation);
  g_assert_cmpstr (parsed->view, ==, link.view);
  g_assert_cmpstr (parsed->query, ==, link.query);
  g_assert_cmpstr (parsed->sort, ==, link.sort);
}

static void
test_plain (void)
{
  g_autoptr (GhLink) link = gh_link_parse ("gatehouse:///trash", NULL);

  g_assert_cmpstr (link->page, ==, "trash");
  g_assert_null (link->query);
}

static void
test_refused (void)
{
  g_autofree char *filling = g_strnfill (GH_LINK_MAX_BYTES, 'a');
  g_autofree char *long_link = g_strconcat ("gatehouse:///users?q=", filling, NULL);
  const GhLink link = { .page = (char *) "users", .query = filling };
  const char *const refused[] = {
    "", "users", "https:///users", "gatehouse:users", "gatehouse:///", "gatehouse://elsewhere/users",
    "gatehouse:///users?run=purge", "gatehouse:///users?q=a&q=b", "gatehouse:///users?q=%FF", "gatehouse:///users#top",
    "gatehouse:///users?q", long_link,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gh_link_parse (refused[i], &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
    }
  g_assert_null (gh_link_format (&link));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Q8/there-and-back", test_round_trip);
  g_test_add_func ("/Q8/page-alone", test_plain);
  g_test_add_func ("/Q8/refused", test_refused);

  return g_test_run ();
}
