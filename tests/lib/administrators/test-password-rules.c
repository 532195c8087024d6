/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-password-rules.h"

#include <gio/gio.h>
#include <string.h>

#define COMMON_PASSWORDS "/io/github/gatehouse/Gatehouse/administrators/common-passwords.txt"

/* --- A9: the one form --- */

static GhSecret *
prepare_bytes (const char      *typed,
               gsize            length,
               GhPasswordFault *fault)
{
  g_autoptr (GhSecret) secret = gh_secret_copy (typed, length);

  return gh_password_prepare (secret, fault);
}

static void
assert_prepared (const char *typed,
                 const char *expected)
{
  GhPasswordFault fault = GH_PASSWORD_EMPTY;
  g_autoptr (GhSecret) prepared = prepare_bytes (typed, strlen (typed), &fault);
  gsize length;

  g_assert_cmpint (fault, ==, GH_PASSWORD_GOOD);
  g_assert_nonnull (prepared);
  g_assert_cmpstr ((const char *) gh_secret_get (prepared, &length), ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

static void
check_prepared (const char *typed,
                const char *expected)
{
  g_test_message ("“%s”", typed);
  assert_prepared (typed, expected);
}

static void
check_refused (const char      *typed,
               gsize            length,
               GhPasswordFault  expected)
{
  GhPasswordFault fault = GH_PASSWORD_GOOD;
  g_autofree char *escaped = g_strescape (typed, NULL);

  g_test_message ("“%s”", escaped);
  g_assert_null (prepare_bytes (typed, length, &fault));
  g_assert_cmpint (fault, ==, expected);
}

/* RFC 8265, section 4.3: tables 3 and 4. */
static void
test_examples (void)
{
  check_prepared ("correct horse battery staple", "correct horse battery staple");
  check_prepared ("Correct Horse Battery Staple", "Correct Horse Battery Staple");
  check_prepared ("πßå", "πßå");
  check_prepared ("Jack of ♦s", "Jack of ♦s");
  check_prepared ("foo\u1680bar", "foo bar");
  check_refused ("", 0, GH_PASSWORD_EMPTY);
  check_refused ("my cat is a \tby", strlen ("my cat is a \tby"), GH_PASSWORD_CONTROL);
}

static void
test_blanks (void)
{
  check_prepared (" ", " ");
  check_prepared ("  two  blanks  ", "  two  blanks  ");
  for (gunichar c = 1; c <= 0xffff; c++)
    if (g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
      {
        char typed[8] = "a";

        typed[1 + g_unichar_to_utf8 (c, typed + 1)] = 'b';
        check_prepared (typed, "a b");
      }
}

static void
test_composed (void)
{
  check_prepared ("Zoe\u0308", "Zo\u00eb");
  check_prepared ("Zo\u00eb", "Zo\u00eb");
  check_prepared ("\u212b", "\u00c5");
  check_prepared ("\u2126", "\u03a9");
  /* Marks in both orders; one that is in the way; a composition that Unicode excludes. */
  check_prepared ("q\u0307\u0323", "q\u0323\u0307");
  check_prepared ("s\u0307\u0323", "\u1e69");
  check_prepared ("a\u0315\u0300", "\u00e0\u0315");
  check_prepared ("a\u0301\u0301", "\u00e1\u0301");
  check_prepared ("\u0958", "\u0915\u093c");
  check_prepared ("\u0301a", "\u0301a");
  /* Parts of Hangul syllables are refused unless they make one. */
  check_prepared ("\u1112\u1161\u11ab", "\ud55c");
  check_prepared ("\uac00\u11a8", "\uac01");
  /* What is compatible is not the same. */
  check_prepared ("\ufb01\uff21\u00b2", "\ufb01\uff21\u00b2");
}

static void
test_refused (void)
{
  static const char *const not_text[] = {
    "b\xe9", "\xff", "abc\xc3", "\xc0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
    "\xed\xa0\x80", /* a surrogate */
  };
  static const char *const controls[] = {
    "a\nb", "a\rb", "a\033b", "a\177b", "\xc2\x85", "\xc2\x9f",
    "\u2028", "\u2029",
    "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\u115f", "\u3164", "\U000e0041", /* unseen */
    "\u0600",                                                                                    /* formats */
    "\u0378", "\U0001fffd", "\U000e0fff",                                                         /* unassigned */
    "\ue000", "\U000f0000", "\U0010fffd",                                                         /* private use */
    "\ufdd0", "\ufffe", "\uffff", "\U0010ffff",                                                   /* no characters */
    "\u0640", "\u07fa", "\u302e", "\u3031", "\u303b",                                             /* RFC 5892, 2.6 */
    "\u1112", "\u1161", "\u11ab", "\ua960", "\ud7b0",                                             /* parts of Hangul */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (not_text); i++)
    check_refused (not_text[i], strlen (not_text[i]), GH_PASSWORD_NOT_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autofree char *inside = g_strconcat ("correct horse ", controls[i], "battery staple", NULL);

      check_refused (controls[i], strlen (controls[i]), GH_PASSWORD_CONTROL);
      check_refused (inside, strlen (inside), GH_PASSWORD_CONTROL);
    }
  /* Nothing is cut off at a NUL. */
  check_refused ("\0", 1, GH_PASSWORD_CONTROL);
  check_refused ("correct horse\0", 14, GH_PASSWORD_CONTROL);
  check_refused ("correct horse\0battery", 21, GH_PASSWORD_CONTROL);
}

static void
test_joiners (void)
{
  static const char *const out_of_place[] = {
    "\u200c", "\u200d", "a\u200cb", "a\u200db", "\u0645\u06cc\u200c", "\u200c\u062e", "\u0645\u200db", "\u0645\u200ca",
    "\U0001f468\u200d\U0001f469",
  };

  check_prepared ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937");
  check_prepared ("\u0915\u094d\u200c\u0937", "\u0915\u094d\u200c\u0937");
  check_prepared ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648");
  check_prepared ("\u0645\u064e\u200c\u062e", "\u0645\u064e\u200c\u062e");
  for (gsize i = 0; i < G_N_ELEMENTS (out_of_place); i++)
    check_refused (out_of_place[i], strlen (out_of_place[i]), GH_PASSWORD_CONTROL);
}

static char *
repeat (const char *text,
        gsize       times)
{
  GString *result = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (result, text);

  return g_string_free (result, FALSE);
}

static void
test_lengths (void)
{
  static const char *const letters[] = { "a", "é", "€", "😀" };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *longest = repeat (letters[i], GH_PASSWORD_MAX);
      g_autofree char *longer = repeat (letters[i], GH_PASSWORD_MAX + 1);

      check_prepared (longest, longest);
      check_refused (longer, strlen (longer), GH_PASSWORD_TOO_LONG);
    }
  {
    /* Two characters once it is composed; the four of the other become one. */
    g_autofree char *grows = repeat ("\u0958", GH_PASSWORD_MAX / 2 + 1);
    g_autofree char *shrinks = repeat ("a\u0323\u0302", GH_PASSWORD_MAX / 3);
    g_autofree char *shrunk = repeat ("\u1ead", GH_PASSWORD_MAX / 3);

    check_refused (grows, strlen (grows), GH_PASSWORD_TOO_LONG);
    check_prepared (shrinks, shrunk);
  }
}

static gboolean
is_good_alone (gunichar c)
{
  GhPasswordFault fault;
  char typed[6];
  g_autoptr (GhSecret) prepared = prepare_bytes (typed, (gsize) g_unichar_to_utf8 (c, typed), &fault);

  return prepared != NULL;
}

static gboolean
is_good_mark (gunichar c)
{
  return g_unichar_combining_class (c) != 0 && is_good_alone (c);
}

/* Characters of @first to @last that @is_good accepts, at most @most of them, drawn at random. */
static GArray *
draw_characters (gunichar   first,
                 gunichar   last,
                 guint      most,
                 gboolean (*is_good) (gunichar c))
{
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (guint tries = 0; tries < 20 * most && drawn->len < most; tries++)
    {
      gunichar c = (gunichar) g_test_rand_int_range ((gint32) first, (gint32) last);

      if (g_unichar_validate (c) && g_unichar_isdefined (c) && is_good (c))
        g_array_append_val (drawn, c);
    }
  g_assert_cmpuint (drawn->len, >, most / 2);

  return drawn;
}

static void
append_from (GString *text,
             GArray  *characters)
{
  g_string_append_unichar (text, g_array_index (characters, gunichar,
                                                g_test_rand_int_range (0, (gint32) characters->len)));
}

/* Whatever is put together from any scripts is composed as GLib does it in ordinary memory, and stays so. */
static void
test_like_glib (void)
{
  g_autoptr (GArray) letters = draw_characters (0x20, 0x20000, 1000, is_good_alone);
  g_autoptr (GArray) latin = draw_characters (0x20, 0x2100, 500, is_good_alone);
  g_autoptr (GArray) marks = draw_characters (0x300, 0x370, 100, is_good_mark);
  g_autoptr (GArray) signs = draw_characters (0x483, 0x1200, 100, is_good_mark);

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) blanks = g_string_new (NULL);
      g_autofree char *expected = NULL;

      for (int n = g_test_rand_int_range (1, 24); n > 0; n--)
        switch (g_test_rand_int_range (0, 6))
          {
          case 0:
            append_from (text, letters);
            break;
          case 1:
            append_from (text, latin);
            break;
          case 2:
            for (int stacked = g_test_rand_int_range (1, 6); stacked > 0; stacked--)
              append_from (text, marks);
            break;
          case 3:
            append_from (text, signs);
            break;
          case 4:
            g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0xac00, 0xd7a4));
            break;
          default:
            g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x1100, 0x1113));
            g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x1161, 0x1176));
            if (g_test_rand_bit ())
              g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x11a8, 0x11c3));
            break;
          }

      for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
        g_string_append_unichar (blanks, g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_SPACE_SEPARATOR
                                         ? ' ' : g_utf8_get_char (p));
      expected = g_utf8_normalize (blanks->str, -1, G_NORMALIZE_NFC);
      assert_prepared (text->str, expected);
      assert_prepared (expected, expected);
    }
}

/* --- A2: what is refused as a new password --- */

static const GhPasswordRules plain = { .minimum_length = 12 };

static GhPasswordFault
check (const char            *text,
       const GhPasswordRules *rules)
{
  GhPasswordFault fault;
  g_autoptr (GhSecret) prepared = prepare_bytes (text, strlen (text), &fault);

  g_test_message ("“%s”", text);
  g_assert_nonnull (prepared);

  return gh_password_check (prepared, rules);
}

static void
test_minimum (void)
{
  g_assert_cmpint (check ("abcdefghijk", &plain), ==, GH_PASSWORD_TOO_SHORT);
  g_assert_cmpint (check ("abqdefxhijkl", &plain), ==, GH_PASSWORD_GOOD);
  /* Characters, not bytes, and of the composed text. */
  g_assert_cmpint (check ("ééééééééééé", &plain), ==, GH_PASSWORD_TOO_SHORT);
  g_assert_cmpint (check ("éàéèéàéêéàéû", &plain), ==, GH_PASSWORD_GOOD);
  g_assert_cmpint (check ("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", &plain), ==, GH_PASSWORD_TOO_SHORT);
  g_assert_cmpint (check ("            ", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("aqzbxc", &(GhPasswordRules) { 0 }), ==, GH_PASSWORD_GOOD);
}

static void
test_listed (void)
{
  g_autoptr (GBytes) list = g_resources_lookup_data (COMMON_PASSWORDS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const char *before = "";
  guint n = 0;

  g_assert_nonnull (list);
  text = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *capitals = g_ascii_strup (lines[i], -1);
      g_autofree char *more = g_strconcat (lines[i], "Qz7", NULL);

      if (lines[i][0] == '#')
        {
          g_assert_cmpuint (n, ==, 0);
          continue;
        }
      n++;
      g_assert_true (g_str_is_ascii (lines[i]));
      g_assert_cmpuint (strlen (lines[i]), >=, 12);
      g_assert_cmpint (strcmp (before, lines[i]), <, 0);
      before = lines[i];
      g_assert_cmpint (check (lines[i], &plain), ==, GH_PASSWORD_COMMON);
      g_assert_cmpint (check (capitals, &plain), ==, GH_PASSWORD_COMMON);
      g_assert_cmpint (check (more, &plain), ==, GH_PASSWORD_GOOD);
    }
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (n, <=, 1500);
}

static void
test_not_listed (void)
{
  static const char *const good[] = {
    "# refused anyway.", "correct horse battery staple", "passwordpasswor",
  };

  g_assert_cmpint (check ("passwordpassword", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("PasswordPassword", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("aaaaaaaaaaaa", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("            ", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("letmeinletmein", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("Zoë!Zoë!Zoë!", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("123456789012", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("zyxwvutsrqpo", &plain), ==, GH_PASSWORD_COMMON);
  g_assert_cmpint (check ("letmeinletmeout", &plain), ==, GH_PASSWORD_GOOD);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpint (check (good[i], &plain), ==, GH_PASSWORD_GOOD);
}

static void
test_name (void)
{
  static const struct {
    const char     *organisation;
    const char     *password;
    GhPasswordFault fault;
  } rows[] = {
    { "Halden University", "haldenuniversity", GH_PASSWORD_NAME },
    { "Halden University", "Halden-University-2026!", GH_PASSWORD_NAME },
    { "Halden University", "1234567haldenUNIVERSITY", GH_PASSWORD_NAME },
    { "Halden University", "12345678 halden university", GH_PASSWORD_GOOD },
    { "Halden University", "1234halden university4567", GH_PASSWORD_GOOD },
    { "Halden University", "haldenuniversityhaldenuniversity", GH_PASSWORD_NAME },
    { "Halden University", "halden and university", GH_PASSWORD_GOOD },
    { "Halden University", "!!! halden !!! university !!!", GH_PASSWORD_NAME },
    { "Zoë & Søn", "zoesøn202612", GH_PASSWORD_NAME },
    { "Zoe", "Z. O. Ë. 2026!", GH_PASSWORD_NAME },
    { "ΣΟΦΟΣ", "σοφος, σοφός", GH_PASSWORD_NAME },
    { "Ｈａｌｄｅｎ", "halden halden", GH_PASSWORD_NAME },
    { "한국대학교", "한국대학교, 한국대학교", GH_PASSWORD_NAME },
    { "abc", "abcabcabcabc", GH_PASSWORD_NAME },
    { "abc", "abcabcabcabc12345678", GH_PASSWORD_GOOD },
    /* Too short to be told from other words, or no name at all. */
    { "ab", "abqabxabzabk", GH_PASSWORD_GOOD },
    { "a-b", "abqabxabzabk", GH_PASSWORD_GOOD },
    { "!!!!!", "!!!!!!!!!!!!", GH_PASSWORD_COMMON },
    { "", "abqabxabzabk", GH_PASSWORD_GOOD },
    { NULL, "abqabxabzabk", GH_PASSWORD_GOOD },
    { "b\xe9" "b\xe9" "b", "abqabxabzabk", GH_PASSWORD_GOOD },
    { "The longest name of an organisation that there can be", "the longest n", GH_PASSWORD_GOOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasswordRules rules = { .minimum_length = 12, .organisation = rows[i].organisation };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (check (rows[i].password, &rules), ==, rows[i].fault);
    }
}

static void
test_classes (void)
{
  static const struct {
    GhPasswordRules rules;
    const char     *without, *with, *with_too;
    GhPasswordFault fault;
  } rows[] = {
    { { .minimum_length = 12, .requires_upper = TRUE }, "lower 12345678 ß", "Upper 12345678", "lower 12345 Ж",
      GH_PASSWORD_NO_UPPER },
    { { .minimum_length = 12, .requires_lower = TRUE }, "UPPER 12345678 Ж", "uPPER 12345678", "UPPER 12345 ß",
      GH_PASSWORD_NO_LOWER },
    { { .minimum_length = 12, .requires_digit = TRUE }, "no digit, but ½ and ²", "a digit: 1", "a digit, too: ٣",
      GH_PASSWORD_NO_DIGIT },
    { { .minimum_length = 12, .requires_special = TRUE }, "NothingSpecial12é", "something Special", "alsoSpecial12€",
      GH_PASSWORD_NO_SPECIAL },
  };
  const GhPasswordRules all = { 12, TRUE, TRUE, TRUE, TRUE, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasswordRules rules = rows[i].rules;

      rules.minimum_length = 1;
      g_assert_cmpint (check (rows[i].without, &rules), ==, rows[i].fault);
      g_assert_cmpint (check (rows[i].with, &rules), ==, GH_PASSWORD_GOOD);
      g_assert_cmpint (check (rows[i].with_too, &rules), ==, GH_PASSWORD_GOOD);
      g_assert_cmpint (check (rows[i].without, &plain), ==, GH_PASSWORD_GOOD);
    }
  g_assert_cmpint (check ("Abcdefghijk 1", &all), ==, GH_PASSWORD_GOOD);
  /* What no class mends is said first. */
  g_assert_cmpint (check ("abc", &all), ==, GH_PASSWORD_TOO_SHORT);
  g_assert_cmpint (check ("passwordpassword", &all), ==, GH_PASSWORD_COMMON);
}

static void
test_texts (void)
{
  GhPasswordRules one = { .minimum_length = 1 };

  for (GhPasswordFault fault = 0; fault < GH_N_PASSWORD_FAULTS; fault++)
    {
      g_autofree char *text = gh_password_fault_dup_text (fault, &plain);

      g_assert_cmpuint (*text == '\0', ==, fault == GH_PASSWORD_GOOD);
      if (fault == GH_PASSWORD_TOO_SHORT)
        g_assert_cmpstr (text, ==, "At least 12 characters");
      if (fault == GH_PASSWORD_TOO_LONG)
        g_assert_cmpstr (text, ==, "At most 256 characters");
      if (fault == GH_PASSWORD_COMMON)
        g_assert_cmpstr (text, ==, "Too common");
    }
  {
    g_autofree char *text = gh_password_fault_dup_text (GH_PASSWORD_TOO_SHORT, &one);

    g_assert_cmpstr (text, ==, "At least 1 character");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/A9/prepare/examples", test_examples);
  g_test_add_func ("/A9/prepare/blanks", test_blanks);
  g_test_add_func ("/A9/prepare/composed", test_composed);
  g_test_add_func ("/A9/prepare/refused", test_refused);
  g_test_add_func ("/A9/prepare/joiners", test_joiners);
  g_test_add_func ("/A9/prepare/lengths", test_lengths);
  g_test_add_func ("/A9/prepare/like-glib", test_like_glib);
  g_test_add_func ("/A2/minimum/characters", test_minimum);
  g_test_add_func ("/A2/common/listed", test_listed);
  g_test_add_func ("/A2/common/not-listed", test_not_listed);
  g_test_add_func ("/A2/name/little-more", test_name);
  g_test_add_func ("/A2/classes/asked-for", test_classes);
  g_test_add_func ("/A2/texts/all", test_texts);

  return g_test_run ();
}
