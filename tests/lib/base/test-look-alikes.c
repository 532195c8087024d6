/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R9: names that look the same as others. */
#include "base/gh-default-ignorable.h"
#include "base/gh-fold.h"

static const struct {
  const char *name;
  gboolean    is_taken;
} rows[] = {
  { "anna", TRUE },
  { "anna\xc2\xad", FALSE },                  /* soft hyphen */
  { "an\xcd\x8fna", FALSE },                  /* combining grapheme joiner */
  { "\xd8\x9c" "anna", FALSE },               /* Arabic letter mark */
  { "anna\xe1\x85\x9f", FALSE },              /* Hangul filler */
  { "anna\xe1\xa0\x8e", FALSE },              /* Mongolian vowel separator */
  { "an\xe2\x80\x8bna", FALSE },              /* zero width space */
  { "an\xe2\x80\x8cna", FALSE },              /* zero width non-joiner */
  { "an\xe2\x80\x8dna", FALSE },              /* zero width joiner */
  { "anna\xe2\x80\x8e", FALSE },              /* left-to-right mark */
  { "anna\xe2\x80\xae", FALSE },              /* right-to-left override */
  { "an\xe2\x81\xa0na", FALSE },              /* word joiner */
  { "an\xe2\x81\xa3na", FALSE },              /* invisible separator */
  { "an\xe2\x81\xa9na", FALSE },              /* pop directional isolate */
  { "an\xe2\x81\xafna", FALSE },              /* nominal digit shapes */
  { "anna\xe3\x85\xa4", FALSE },              /* Hangul filler */
  { "anna\xef\xb8\x8f", FALSE },              /* variation selector 16 */
  { "\xef\xbb\xbf" "anna", FALSE },           /* byte order mark */
  { "anna\xef\xbe\xa0", FALSE },              /* half-width Hangul filler */
  { "anna\xf3\xa0\x81\xa1", FALSE },          /* tag letter a */
  { "anna\xf3\xa0\x84\x80", FALSE },          /* variation selector 17 */
  { "an\tna", FALSE },
  { "an\nna", FALSE },
  { "anna\x7f", FALSE },
  { "an\xc2\x85na", FALSE },
  { "anna\xe2\x98\xba\xef\xb8\x8f", FALSE },

  /* where joiners are seen */
  { "نام\xe2\x80\x8cها", TRUE },              /* Persian */
  { "می\xe2\x80\x8cخواهم", TRUE },
  { "क्\xe2\x80\x8dष", TRUE },                /* after a virama */
  { "ক্\xe2\x80\x8cষ", TRUE },
  { "ශ්\xe2\x80\x8dරී", TRUE },               /* Sinhala */
  { "മന്\xe2\x80\x8dമ", TRUE },               /* Malayalam */
  { "مَ\xe2\x80\x8cن", TRUE },                /* after a vowel mark */

  /* and where they are not */
  { "\xe2\x80\x8cنام", FALSE },
  { "نام\xe2\x80\x8c", FALSE },
  { "نام\xe2\x80\x8c\xe2\x80\x8cها", FALSE },
  { "نام\xe2\x80\x8c" "a", FALSE },
  { "نام\xe2\x80\x8c 1", FALSE },
  { "क\xe2\x80\x8dن", FALSE },
  { "ан\xe2\x80\x8dна", FALSE },
  { "안\xe2\x80\x8d나", FALSE },
  { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", FALSE }, /* a pictogram of two */
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhRefusal refusal = gh_fold_check_name (rows[i].name, 100);

      if (refusal != (rows[i].is_taken ? GH_REFUSAL_NONE : GH_REFUSAL_NAME_CHARACTERS))
        g_error ("“%s” (%" G_GSIZE_FORMAT ") is %s", rows[i].name, i, gh_refusal_get_code (refusal));
    }
}

/* The ends of each range that R9 names, and their neighbours. */
static void
test_ranges (void)
{
  static const gunichar ranges[][2] = {
    { 0xad, 0xad },       { 0x34f, 0x34f },     { 0x61c, 0x61c },     { 0x200b, 0x200f },
    { 0x202a, 0x202e },   { 0x2060, 0x206f },   { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },
    { 0xe0000, 0xe0fff },
  };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_assert_false (gh_is_default_ignorable (ranges[i][0] - 1));
      for (gunichar c = ranges[i][0]; c <= ranges[i][1]; c++)
        g_assert_true (gh_is_default_ignorable (c));
      g_assert_false (gh_is_default_ignorable (ranges[i][1] + 1));
    }

  /* The count in DerivedCoreProperties.txt. */
  for (gunichar c = 0; c <= 0x10ffff; c++)
    n += gh_is_default_ignorable (c);
  g_assert_cmpuint (n, ==, 4174);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R9/look-alikes/table", test_table);
  g_test_add_func ("/R9/look-alikes/ranges", test_ranges);

  return g_test_run ();
}
