/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-fields.h"

#include <string.h>

/* What each query is, written out again. */
static void
test_readable (void)
{
  static const struct {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "", "" },
    { "  anna  ", "\"anna\"" },
    { "Anna -berg", "\"Anna\" -\"berg\"" },
    { "\"a \\\" b\\\\\"", "\"a \\\" b\\\\\"" },
    { "STATUS:Bypass,locked", "status:bypass,locked" },
    { "own:active -is:enrolled", "own:active -is:enrolled" },
    { "phones:2 phones:<2 phones:>2 phones:1..3", "phones:2 phones:0..1 phones:>2 phones:1..3" },
    { "login:<90d login:>2w login:never", "login:<90d login:>2w login:never" },
    { "created:2026-12 created:<2026-12-03 created:>2026", "" },
    { "created:2026-12-03..2027-01 synced:2026-12", "created:2026-12-03..2027-01 synced:2026-12..2026-12" },
    { "until:<7d purge:2026-12-01", "until:<7d purge:2026-12-01..2026-12-01" },
    { "username:=anna name:\"Anna B\" email:*", "username:=\"anna\" name:\"Anna B\" email:*" },
    { "username:=\"a b\",c", "username:=\"a b\",\"c\"" },
    { "group:vpn,\"Exam desk\" directory:*", "group:\"vpn\",\"Exam desk\" directory:*" },
    { "nofield:x http://a", "\"nofield:x\" \"http://a\"" },
    { "- -- -\"-\"", "\"-\" -\"-\" -\"-\"" },
    { "a\"b", "\"a\\\"b\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhQuery) query = gh_query_parse (cases[i].text, gh_user_fields, NULL, &error);
      g_autofree char *canonical = NULL;

      if (*cases[i].canonical == '\0' && *cases[i].text != '\0')
        {
          g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
          continue;
        }
      g_assert_no_error (error);
      canonical = gh_query_to_string (query);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

/* A slip refuses the whole, and says where and what would be right. */
static void
test_unreadable (void)
{
  static const struct {
    const char *text;
    gsize       start;
    const char *says;
  } cases[] = {
    { "anna login:soon", 5, "login:<90d" },
    { "status:", 0, "active, bypass, disabled, locked, trash" },
    { "status:active,", 0, "active" },
    { "åsa phones:many", 5, "phones:>2" },
    { "åsa phones:many", 5, "At character 5" },
    { "phones:3..1", 0, "phones:1..3" },
    { "until:never", 0, "until:<7d" },
    { "until:>7d", 0, "until:<7d" },
    { "name:", 0, "name:anna" },
    { "group:", 0, "group:anna" },
    { "a \"open", 2, "no end" },
    { "\"a\"b", 0, "blank" },
    { "name:\"a\"b", 0, "comma" },
    { "\"\"", 0, "nothing in the quotes" },
    { "created:2026-02-30", 0, "created:2026-12" },
    { "created:2026-01..", 0, "created:2026-12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhQuery) query = NULL;
      GhQueryPlace place;

      query = gh_query_parse (cases[i].text, gh_user_fields, &place, &error);
      g_assert_null (query);
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_cmpuint (place.start, ==, cases[i].start);
      g_assert_cmpuint (place.start + place.length, <=, strlen (cases[i].text));
    }
}

static void
test_limits (void)
{
  g_autofree char *long_text = g_strnfill (GH_QUERY_MAX_BYTES + 1, 'a');
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) query = NULL;

  g_assert_null (gh_query_parse (long_text, gh_user_fields, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
  g_clear_error (&error);

  for (int i = 0; i < GH_QUERY_MAX_TERMS; i++)
    g_string_append (many, "a ");
  query = gh_query_parse (many->str, gh_user_fields, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (query->terms->len, ==, GH_QUERY_MAX_TERMS);

  g_string_append (many, "a");
  g_assert_null (gh_query_parse (many->str, gh_user_fields, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
  g_clear_error (&error);

  g_assert_null (gh_query_parse ("b\xe9", gh_user_fields, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
}

static void
test_places (void)
{
  g_autoptr (GhQuery) query = gh_query_parse ("  åsa -status:trash", gh_user_fields, NULL, NULL);
  const GhQueryTerm *term = g_ptr_array_index (query->terms, 1);

  g_assert_cmpuint (term->start, ==, 7);
  g_assert_cmpuint (term->length, ==, strlen ("-status:trash"));
  g_assert_true (term->is_not);
  g_assert_cmpint (term->field, ==, GH_USER_FIELD_STATUS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Q1/readable", test_readable);
  g_test_add_func ("/Q6/unreadable", test_unreadable);
  g_test_add_func ("/Q1/limits", test_limits);
  g_test_add_func ("/Q6/places", test_places);

  return g_test_run ();
}
