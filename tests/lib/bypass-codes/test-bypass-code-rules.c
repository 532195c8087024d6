/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-rules.h"

#include <string.h>

/* --- B1: what may be made --- */

static void
test_wishes (void)
{
  static const struct {
    const char *digits;
    gint64      count, minutes, uses;
    GhRefusal   refusal;
  } rows[] = {
    { NULL, 1, 60, 1, GH_REFUSAL_NONE },
    { NULL, 10, 0, 0, GH_REFUSAL_NONE },
    { NULL, 0, 60, 1, GH_REFUSAL_CODE_COUNT },
    { NULL, 11, 60, 1, GH_REFUSAL_CODE_COUNT },
    { NULL, -1, 60, 1, GH_REFUSAL_CODE_COUNT },
    { NULL, 1, -1, 1, GH_REFUSAL_CODE_MINUTES },
    { NULL, 1, GH_BYPASS_CODE_MAX_MINUTES, 1, GH_REFUSAL_NONE },
    { NULL, 1, GH_BYPASS_CODE_MAX_MINUTES + 1, 1, GH_REFUSAL_CODE_MINUTES },
    { NULL, 1, G_MAXINT64, 1, GH_REFUSAL_CODE_MINUTES },
    { NULL, 1, 60, -1, GH_REFUSAL_CODE_USES },
    { NULL, 1, 60, 1001, GH_REFUSAL_CODE_USES },
    { "83915", 1, 60, 1, GH_REFUSAL_CODE_DIGITS },
    { "839152", 1, 60, 1, GH_REFUSAL_NONE },
    { "839152", 1, 24 * 60, 1, GH_REFUSAL_NONE },
    { "839152", 1, 24 * 60 + 1, 1, GH_REFUSAL_CODE_SHORT },
    { "839152", 1, 0, 1, GH_REFUSAL_CODE_SHORT },
    { "839152", 1, 60, 2, GH_REFUSAL_CODE_SHORT },
    { "839152", 1, 60, 0, GH_REFUSAL_CODE_SHORT },
    { "83915270", 1, 0, 1, GH_REFUSAL_CODE_SHORT },
    { "839152704", 1, 0, 0, GH_REFUSAL_NONE },
    { "83915270483915270483915270483916", 1, 0, 0, GH_REFUSAL_NONE },
    { "839152704839152704839152704839161", 1, 0, 0, GH_REFUSAL_CODE_DIGITS },
    { "83915270a", 1, 60, 1, GH_REFUSAL_CODE_DIGITS },
    { "", 1, 60, 1, GH_REFUSAL_CODE_DIGITS },
    { "839152704", 2, 60, 1, GH_REFUSAL_ONE_OWN_CODE },
    { "123456789", 1, 60, 1, GH_REFUSAL_CODE_GUESSABLE },
  };
  GhSettings settings = { .helpdesk_bypass = (char *) "deny" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhBypassCodeWish wish = { rows[i].digits, rows[i].count, rows[i].minutes, rows[i].uses };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (gh_bypass_code_check (&wish, GH_ROLE_USER_MANAGER, &settings), ==, rows[i].refusal);
    }
}

static void
test_guessable (void)
{
  static const char *const guessable[] = {
    "000000", "111111111", "123456", "987654", "890123456", "210987654", "121212", "123123", "123412341", "12341234123",
    "112112112", "5858585858",
  };
  static const char *const good[] = { "839152", "124578", "100000", "112233", "135790", "314159265" };

  for (gsize i = 0; i < G_N_ELEMENTS (guessable); i++)
    {
      g_test_message ("%s", guessable[i]);
      g_assert_true (gh_bypass_code_is_guessable (guessable[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_false (gh_bypass_code_is_guessable (good[i]));
    }
}

/* --- B3 --- */

static void
test_help_desk (void)
{
  GhBypassCodeWish standard = { NULL, 1, 45, 1 };
  GhBypassCodeWish others[] = {
    { NULL, 2, 45, 1 }, { NULL, 1, 60, 1 }, { NULL, 1, 44, 1 }, { NULL, 1, 0, 1 },
    { NULL, 1, 45, 2 }, { NULL, 1, 45, 0 }, { "839152704", 1, 45, 1 },
  };
  GhSettings settings = { .helpdesk_bypass = (char *) "allow", .helpdesk_bypass_expiration = 45 };

  g_assert_cmpint (gh_bypass_code_check (&standard, GH_ROLE_HELP_DESK, &settings), ==, GH_REFUSAL_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (gh_bypass_code_check (&others[i], GH_ROLE_HELP_DESK, &settings), ==, GH_REFUSAL_NONE);

  settings.helpdesk_bypass = (char *) "limit";
  g_assert_cmpint (gh_bypass_code_check (&standard, GH_ROLE_HELP_DESK, &settings), ==, GH_REFUSAL_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (gh_bypass_code_check (&others[i], GH_ROLE_HELP_DESK, &settings), ==,
                     GH_REFUSAL_STANDARD_CODES_ONLY);

  /* What is no word of the setting's counts as the strictest. */
  for (const char *const *word = (const char *const[]) { "deny", "", "Allow", NULL }; *word != NULL; word++)
    {
      settings.helpdesk_bypass = (char *) *word;
      g_assert_cmpint (gh_bypass_code_check (&standard, GH_ROLE_HELP_DESK, &settings), ==, GH_REFUSAL_NO_BYPASS_CODES);
      g_assert_cmpint (gh_bypass_code_check (&standard, GH_ROLE_USER_MANAGER, &settings), ==, GH_REFUSAL_NONE);
    }
}

static void
test_makers (void)
{
  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_assert_cmpint (gh_bypass_code_check_maker (role, TRUE), ==, GH_REFUSAL_NONE);
      g_assert_cmpint (gh_bypass_code_check_maker (role, FALSE), ==,
                       role == GH_ROLE_HELP_DESK ? GH_REFUSAL_CODE_OF_OTHERS : GH_REFUSAL_NONE);
    }
}

/* --- A6 --- */

static void
test_passcode_again (void)
{
  g_assert_false (gh_bypass_code_needs_passcode (&(GhBypassCodeWish) { NULL, 1, 60, 1 }, 10));
  g_assert_true (gh_bypass_code_needs_passcode (&(GhBypassCodeWish) { NULL, 1, 60, 1 }, 11));
  g_assert_true (gh_bypass_code_needs_passcode (&(GhBypassCodeWish) { NULL, 2, 60, 1 }, 6));
  g_assert_true (gh_bypass_code_needs_passcode (&(GhBypassCodeWish) { NULL, 1, 0, 1 }, 1));
  g_assert_true (gh_bypass_code_needs_passcode (&(GhBypassCodeWish) { NULL, 1, 60, 0 }, 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/B1/rules/wishes", test_wishes);
  g_test_add_func ("/B1/rules/guessable", test_guessable);
  g_test_add_func ("/B3/rules/help-desk", test_help_desk);
  g_test_add_func ("/B6/rules/makers", test_makers);
  g_test_add_func ("/A6/rules/bypass-codes", test_passcode_again);

  return g_test_run ();
}
