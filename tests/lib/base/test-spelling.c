/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-fold.h"
#include "base/gh-spelling.h"

#include <string.h>

static void
test_forms (void)
{
  static const struct {
    const char *typed;
    const char *key;    /* NULL: nothing that anybody could be called */
    const char *plain;
    const char *folds;  /* joined by | */
  } rows[] = {
    { "Anna", "anna", "anna", "anna" },
    { " \u00a0" "Anna\u3000\n", "anna", "anna", "anna" },
    { "An\u200dna", "an\u200dna", "anna", "anna" },
    { "anna \u200e", "anna \u200e", "anna", "anna" },
    { "\u00c5sa", "\u00e5sa", "\u00e5sa", "asa" },
    { "A\u034f\u030asa", "a\u034f\u030asa", "\u00e5sa", "asa" },
    { "DOM\\anna", "dom\\anna", "dom\\anna", "dom\\anna|anna" },
    { "\u00c5sa@host", "\u00e5sa@host", "\u00e5sa@host", "asa@host|asa" },
    { "DOM\\anna@host", "dom\\anna@host", "dom\\anna@host", "dom\\anna@host|anna|anna@host|dom\\anna" },
    { "DOM\uff3canna\uff20host", "dom\\anna@host", "dom\\anna@host", "dom\\anna@host|anna|anna@host|dom\\anna" },
    { "a\\b\\anna", "a\\b\\anna", "a\\b\\anna", "a\\b\\anna|anna" },
    { "anna@a@b", "anna@a@b", "anna@a@b", "anna@a@b|anna" },
    { "DOM\\ anna", "dom\\ anna", "dom\\ anna", "dom\\ anna|anna" },
    { "@host", "@host", "@host", "@host" },
    { "DOM\\", "dom\\", "dom\\", "dom\\" },
    { "", NULL },
    { " \t\u00a0\u3000", NULL },
    { "\u200b\u2060\ufeff", NULL },
    { "\u200b \u200b", NULL },
    { "anna\x01", NULL },
    { "an\nna", NULL },
    { "\xff" "anna", NULL },
    { "12345678901", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GhSpelling) spelling;
      gboolean is_name = gh_spelling_read (&spelling, rows[i].typed, i < 15 ? 100 : 10);
      g_autofree char *folds = is_name ? g_strjoinv ("|", spelling.folds) : NULL;

      g_assert_cmpint (is_name, ==, rows[i].key != NULL);
      g_assert_cmpstr (spelling.key, ==, rows[i].key);
      g_assert_cmpstr (spelling.plain, ==, rows[i].plain);
      g_assert_cmpstr (folds, ==, rows[i].folds);
    }
}

/* The fold alone finds whoever the key would find: it is the same, whether made from a name or from its key. */
static void
test_fold_of_key (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[8] = { 0 };
      g_autofree char *key = NULL;
      g_autofree char *of_key = NULL;
      g_autofree char *of_text = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      key = gh_fold_name_key (text);
      of_key = gh_fold_search (key);
      of_text = gh_fold_search (text);
      if (strcmp (of_key, of_text) != 0)
        g_error ("U+%04X: %s, %s", c, of_key, of_text);
    }
}

static gboolean
is_remembered (const char *name,
               const char *typed)
{
  g_autofree char *key = gh_fold_name_key (name);
  g_auto (GStrv) left = gh_spelling_list_left (key);
  g_auto (GStrv) tried = NULL;
  g_auto (GhSpelling) spelling;
  gboolean found = FALSE;

  g_assert_true (gh_spelling_read (&spelling, typed, 256));
  tried = gh_spelling_list_tried (&spelling);
  for (guint i = 0; tried[i] != NULL; i++)
    found |= g_strv_contains ((const char *const *) left, tried[i]);

  return found;
}

/* V4: one of them is the other's Simple form, or both have one fold; two hosts are two people. */
static void
test_left (void)
{
  static const struct {
    const char *name;
    const char *typed;
    gboolean    is_remembered;
  } rows[] = {
    { "Anna", "ANNA", TRUE },
    { "Anna", "\u00e4nn\u00e4", TRUE },
    { "\u00c4nna", "anna", TRUE },
    { "\u00c4nna", "a\u0308nna", TRUE },
    { "anna", "DOM\\anna", TRUE },
    { "anna", "\u00c4nna@host", TRUE },
    { "anna@host", "anna", TRUE },
    { "\u00c4nna@host", "anna", TRUE },
    { "DOM\\anna", "anna", TRUE },
    { "DOM\\anna", "dom\\anna@host", TRUE },
    { "anna@host", "anna@other", FALSE },
    { "DOM\\anna", "OTHER\\anna", FALSE },
    { "anna", "ann", FALSE },
    { "anna", "annabel", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_remembered (rows[i].name, rows[i].typed) != rows[i].is_remembered)
      g_error ("%s, %s", rows[i].name, rows[i].typed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V4/spelling/forms", test_forms);
  g_test_add_func ("/V4/spelling/fold-of-key", test_fold_of_key);
  g_test_add_func ("/V4/spelling/left", test_left);

  return g_test_run ();
}
