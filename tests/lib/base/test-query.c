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
    { "  anna  ", "anna" },
    { "\tAnna\r\n-berg", "Anna -berg" },
    { "\"Anna\" -\"berg\"", "Anna -berg" },
    { "\"a \\\" b\\\\\"", "\"a \\\" b\\\\\"" },
    { "\"a \\n b\"", "\"a \\n b\"" },
    { "\"a \\\\\\n\"", "\"a \\\\\\n\"" },
    { "STATUS:Bypass,locked", "status:bypass,locked" },
    { "own:active -is:enrolled", "own:active -is:enrolled" },
    { "phones:2 phones:<2 phones:>2 phones:1..3", "phones:2 phones:<2 phones:>2 phones:1..3" },
    { "phones:0..1 phones:3..3 phones:<1 phones:007", "phones:<2 phones:3 phones:0 phones:7" },
    { "phones:0..2147483647 phones:5..2147483647", "phones:0..2147483647 phones:>4" },
    { "phones:<0 phones:>2147483647", "phones:<0 phones:<0" },
    { "login:<90d login:>2w login:never login:NEVER", "login:<90d login:>2w login:never login:never" },
    { "created:2026-12-03..2027-01 synced:2026-12", "created:2026-12-03..2027-01 synced:2026-12" },
    { "created:2026-12..2026-12 created:2026-12-03..2026-12", "created:2026-12 created:2026-12-03..2026-12" },
    { "created:<2026-12-03 created:>2026-12", "created:<2026-12-03 created:>2026-12" },
    { "until:<7d purge:2026-12-01", "until:<7d purge:2026-12-01" },
    { "username:=anna name:\"Anna B\" email:*", "username:=anna name:\"Anna B\" email:*" },
    { "username:=\"a b\",c", "username:=\"a b\",c" },
    { "name:\"a,b\" name:\"*\" name:\"=a\" name:=* name:==a", "name:\"a,b\" name:\"*\" name:\"=a\" name:=* name:==a" },
    { "email:=\"\"", "email:=\"\"" },
    { "group:vpn,\"Exam desk\" directory:* group:\"*\"", "group:vpn,\"Exam desk\" directory:* group:\"*\"" },
    { "group:=vpn group:\"=vpn\"", "group:=vpn group:=vpn" },
    { "nofield:x http://a :x", "nofield:x http://a :x" },
    { "\"login:x\" \"-a\" -\"login:x\"", "\"login:x\" \"-a\" -\"login:x\"" },
    { "- -- --- -\"-\"", "- -- --- --" },
    { "a\"b a,b *", "a\"b a,b *" },
    { "a\xc2\xa0" "b", "a\xc2\xa0" "b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhQuery) query = gh_query_parse (cases[i].text, gh_user_fields, NULL, &error);
      g_autofree char *canonical = NULL;

      g_assert_no_error (error);
      canonical = gh_query_to_string (query);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

/* A slip refuses the whole, with the place and what would be right. */
static void
test_unreadable (void)
{
  static const struct {
    const char *text;
    gsize       start;
    const char *says;
  } cases[] = {
    { "anna login:soon", 5, "login:<90d" },
    { "login:2026-02-29", 0, "the calendar has no 2026-02-29" },
    { "created:2026-13", 0, "the calendar has no 2026-13" },
    { "anna until:>2027-04-31", 5, "the calendar has no 2027-04-31" },
    { "created:2026-01-01..2026-06-31", 0, "the calendar has no 2026-06-31" },
    { "synced:<0000-12-03", 0, "0000-12-03 is not in the years" },
    { "purge:10000-01-01", 0, "10000-01-01 is not in the years" },
    { "created:2026-12..12026-12", 0, "12026-12 is not in the years" },
    { "created:2027-01..2026-12-31", 0, "2027-01 lies behind 2026-12-31" },
    { "login:26-12-03", 0, "login:<90d" },
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
    { "created:..2026-01", 0, "created:2026-12" },
    { "created:>2026", 0, "created:2026-12" },
    { "a -created:2027-01..2026-01", 2, "created:2026-12" },
    { "created:2026-12-04..2026-12-03", 0, "created:2026-12" },
    { "login:<90", 0, "login:<90d" },
    { "login:<90m", 0, "login:<90d" },
    { "login:<99999999999999999999d", 0, "login:<90d" },
    { "login:", 0, "login:never" },
    { "phones:", 0, "phones:1..3" },
    { "phones:-1", 0, "phones:1..3" },
    { "phones:2147483648", 0, "phones:1..3" },
    { "phones:1..2..3", 0, "phones:1..3" },
    { "phones:*", 0, "phones:1..3" },
    { "email:=", 0, "email:anna" },
    { "-email:=", 0, "email:anna" },
    { "name:\"\"", 0, "name:anna" },
    { "name:a,", 0, "name:anna" },
    { "name:,a", 0, "name:anna" },
    { "group:\"\"", 0, "group:anna" },
    { "own:locked", 0, "active, bypass, disabled" },
    { "is:bypass", 0, "enrolled, pending, inactive, noend, managed" },
    { "김민준 \"\\\"", 10, "At character 5" },
    { "-\"", 0, "no end" },
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

/* --- random queries --- */

static void
assert_same (const GhQuery *query,
             const GhQuery *again)
{
  g_assert_cmpuint (query->terms->len, ==, again->terms->len);
  for (guint i = 0; i < query->terms->len; i++)
    {
      const GhQueryTerm *term = g_ptr_array_index (query->terms, i);
      const GhQueryTerm *other = g_ptr_array_index (again->terms, i);

      g_assert_cmpint (term->is_not, ==, other->is_not);
      g_assert_cmpint (term->field, ==, other->field);
      g_assert_cmpuint (term->values->len, ==, other->values->len);
      for (guint j = 0; j < term->values->len; j++)
        {
          const GhQueryValue *value = g_ptr_array_index (term->values, j);
          const GhQueryValue *copy = g_ptr_array_index (other->values, j);

          /* Nothing is below zero or above the maximum: both are written <0. */
          if (value->type == GH_QUERY_RANGE && value->low > value->high)
            {
              g_assert_cmpint (copy->low, >, copy->high);
              continue;
            }
          g_assert_cmpint (value->type, ==, copy->type);
          g_assert_cmpstr (value->text, ==, copy->text);
          g_assert_cmpstr (value->to, ==, copy->to);
          g_assert_cmpint (value->low, ==, copy->low);
          g_assert_cmpint (value->high, ==, copy->high);
        }
    }
}

/* Whether @text is readable; if so, its written form must be no longer and mean the same. */
static gboolean
check_round_trip (const char *text)
{
  GhQueryPlace place = { G_MAXSIZE, G_MAXSIZE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) query = gh_query_parse (text, gh_user_fields, &place, &error);
  g_autoptr (GhQuery) again = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *canonical_again = NULL;

  if (query == NULL)
    {
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
      g_assert_cmpuint (place.start, <=, strlen (text));
      g_assert_cmpuint (place.length, <=, strlen (text) - place.start);
      return FALSE;
    }

  canonical = gh_query_to_string (query);
  g_assert_cmpuint (strlen (canonical), <=, strlen (text));
  again = gh_query_parse (canonical, gh_user_fields, NULL, &error);
  g_assert_no_error (error);
  assert_same (query, again);
  canonical_again = gh_query_to_string (again);
  g_assert_cmpstr (canonical_again, ==, canonical);

  return TRUE;
}

static void
test_round_trip (void)
{
  static const char *const pieces[] = {
    " ", " ", " ", "-", ",", "\"", "\\", "\\\"", "=", "*", ":", "<", ">", "..", "\t", "a", "anna", "åsa", "김", "\xc2\xa0",
    "name:", "EMAIL:", "group:", "status:", "active", "Locked", "is:", "managed", "phones:", "0", "3", "2147483647",
    "login:", "until:", "90d", "7D", "12h", "never", "2026-12", "2026-12-03", "0001-01-01", "9999-12-31", "nofield:",
    "\"a b\"", "=\"\"",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint n_readable = 0;

  for (int n = 0; n < 50000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int i = g_rand_int_range (random, 1, 14); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      n_readable += check_round_trip (text->str);
    }

  /* A generator that rarely wrote a readable query would prove nothing. */
  g_assert_cmpuint (n_readable, >, 10000);
  g_assert_cmpuint (n_readable, <, 50000);
}

/* The longest texts, of what takes most room when written. */
static void
test_long (void)
{
  static const char *const bodies[] = { "\\", "a\"", "a\\", "-", "=", "å", "*" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      g_autofree char *value = NULL;

      while (word->len + strlen (bodies[i]) <= GH_QUERY_MAX_BYTES - strlen ("name:x"))
        g_string_append (word, bodies[i]);
      value = g_strdup_printf ("name:x%s", word->str);
      g_assert_true (check_round_trip (word->str));
      g_assert_true (check_round_trip (value));
    }
}

/* Where a colon could still turn the word at the cursor ("|" here) into a term. */
static void
test_may_become_term (void)
{
  static const struct {
    const char *text;
    gboolean    may;
  } cases[] = {
    { "login|", TRUE },
    { "lo|", TRUE },
    { "l|", TRUE },
    { "LOGIN|", TRUE },
    { "-login|", TRUE },
    { "anna status|", TRUE },
    { "status:bypass gr|", TRUE },
    { "\"anna berg\" phon|", TRUE },
    { "name:\"anna berg\" pho|", TRUE },
    { "log|in anna", TRUE },
    { "origi|\tanna", TRUE },
    { "logins|", FALSE },
    { "lügin|", FALSE },
    { "login |", FALSE },
    { "|", FALSE },
    { "-|", FALSE },
    { "login:|", FALSE },
    { "login:<90d|", FALSE },
    { "status:bypass,dis|", FALSE },
    { "name:log|", FALSE },
    { "\"login\"|", FALSE },
    { "\"anna log|", FALSE },
    { "name:\"anna log|", FALSE },
    { "nofield:x l|x", FALSE },
    { "anna|", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *mark = strchr (cases[i].text, '|');
      g_autofree char *before = g_strndup (cases[i].text, mark - cases[i].text);
      g_autofree char *text = g_strconcat (before, mark + 1, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (gh_query_may_become_term (text, strlen (before), gh_user_fields), ==, cases[i].may);
    }
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
  g_test_add_func ("/Q1/round-trip", test_round_trip);
  g_test_add_func ("/Q1/round-trip/long", test_long);

  g_test_add_func ("/Q9/may-become-term", test_may_become_term);

  return g_test_run ();
}
