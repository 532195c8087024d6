/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms in the query language and as people read them on a chip (Q1, U3). */
#include "users/gh-users-kind.h"

static void
test_make (void)
{
  const struct {
    GhUserField field;
    gboolean    is_not;
    const char *values[3];
    const char *term;
  } cases[] = {
    { GH_USER_FIELD_STATUS, FALSE, { "bypass", "locked" }, "status:bypass,locked" },
    { GH_USER_FIELD_GROUP, FALSE, { "Øst, \"ny\"" }, "group:\"Øst, \\\"ny\\\"\"" },
    { GH_USER_FIELD_GROUP, TRUE, { "*" }, "-group:*" },
    { GH_USER_FIELD_PHONES, FALSE, { "<2" }, "phones:<2" },
    { GH_USER_FIELD_LOGIN, FALSE, { ">90d" }, "login:>90d" },
    { GH_USER_FIELD_LOGIN, FALSE, { "soon" }, NULL },
    { GH_USER_FIELD_EMAIL, FALSE, { NULL }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *term = gh_list_term_make (&gh_users_fields, cases[i].field, cases[i].is_not, cases[i].values);

      g_assert_cmpstr (term, ==, cases[i].term);
    }
}

static void
test_describe (void)
{
  const char *const cases[][2] = {
    { "phones:0", "none" },
    { "phones:>1", "more than 1" },
    { "tokens:1..3", "1 to 3" },
    { "login:>90d", "over 90 days ago" },
    { "login:<1d,never", "within 1 day or never" },
    { "status:bypass,trash", "Bypass or In Trash" },
    { "-group:VPN", "not VPN" },
    { "-email:*", "none" },
    { "is:noend", "Bypass without end" },
    { "created:2026-11", "2026-11" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhQuery) query = gh_list_term_parse (&gh_users_fields, cases[i][0]);
      g_autofree char *text = gh_list_term_describe (&gh_users_fields, g_ptr_array_index (query->terms, 0));

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* Splitting a query and joining it again keeps its meaning. */
static void
test_split (void)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = gh_list_term_split (&gh_users_fields, "-group:VPN login:<7d\nåsa \"de vries\"", terms);
  g_autofree char *joined = gh_list_term_join ("status:bypass", terms, words);
  g_autofree char *none = NULL;

  g_assert_cmpstr (words, ==, "åsa \"de vries\"");
  g_assert_cmpuint (terms->len, ==, 2);
  g_assert_cmpstr (joined, ==, "status:bypass -group:VPN login:<7d åsa \"de vries\"");
  none = gh_list_term_split (&gh_users_fields, "login:soon", terms);
  g_assert_null (none);
}

/* U6: a view is stored and shown again exactly, both chips and typed text. */
static void
test_view (void)
{
  static const struct {
    const char *query;
    guint n_chips;
    const char *typed;
  } cases[] = {
    { "", 0, "" },
    { "mar phones:1", 0, "mar phones:1" },
    { "phones:1\n", 1, "" },
    { "phones:1\nmar -login:never", 1, "mar -login:never" },
    { "notes:\"two\nlines \\\" more\" phones:1\nmar", 2, "mar" },
    { "\nmar\nphones:1", 0, "mar\nphones:1" },
  };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *typed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) chips = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = gh_list_term_split (&gh_users_fields, cases[i].query, chips);
      g_autofree char *again = gh_list_term_join_view (chips, text);

      g_assert_cmpstr (text, ==, cases[i].typed);
      g_assert_cmpuint (chips->len, ==, cases[i].n_chips);
      g_assert_cmpstr (again, ==, cases[i].query);
    }

  typed = gh_list_term_split (&gh_users_fields, "mar phones:1\nanna", terms);
  g_assert_cmpstr (typed, ==, "mar anna");
  g_assert_cmpuint (terms->len, ==, 1);
}

/* Every possible filter needs a name: no field without one. */
static void
test_labels (void)
{
  for (guint i = 0; gh_user_fields[i].name != NULL; i++)
    {
      g_assert_nonnull (gh_list_field_get_label (&gh_users_fields, i));
      for (gsize j = 0; gh_user_fields[i].words != NULL && gh_user_fields[i].words[j] != NULL; j++)
        g_assert_nonnull (gh_users_fields.fields[i].get_word ((gint64) j));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U3/term/make", test_make);
  g_test_add_func ("/U3/term/describe", test_describe);
  g_test_add_func ("/U3/term/split", test_split);
  g_test_add_func ("/U6/term/view", test_view);
  g_test_add_func ("/U3/term/labels", test_labels);

  return g_test_run ();
}
