/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-passcode.h"

#include <string.h>

#define LONGEST "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

/* P5: one form, wherever it is typed. */
static void
test_forms (void)
{
  static const struct {
    const char *typed;
    const char *form;  /* NULL: none */
  } rows[] = {
    { "123456", "123456" },
    { "123 456", "123456" },
    { "  123456\n", "123456" },
    { "123456\r\n", "123456" },
    { "\t123\t456", "123456" },
    { "123-456", "123456" },
    { "123\u2010456", "123456" },                      /* hyphen */
    { "123\u2011456", "123456" },                      /* non-breaking hyphen */
    { "123\u2013456", "123456" },                      /* en dash */
    { "123\u2014456", "123456" },                      /* em dash */
    { "123\u2212456", "123456" },                      /* minus */
    { "123\uff0d456", "123456" },                      /* full-width hyphen */
    { "123\u00a0456", "123456" },                      /* no-break space */
    { "123\u202f456", "123456" },                      /* narrow no-break space */
    { "123\u2009456", "123456" },                      /* thin space */
    { "123\u3000456", "123456" },                      /* ideographic space */
    { "123\u200b456", "123456" },                      /* zero-width space */
    { "\ufeff123456", "123456" },                      /* byte order mark */
    { "\u200e123456\u200f", "123456" },                /* marks of direction */
    { "\u2066123456\u2069", "123456" },
    { "123\u00ad456", "123456" },                      /* soft hyphen */
    { "123\u2028456\u2029", "123456" },
    { "\u0661\u0662\u0663\u0664\u0665\u0666", "123456" },  /* Arabic-Indic */
    { "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6", "123456" },  /* Persian */
    { "\u0967\u0968\u0969\u096a\u096b\u096c", "123456" },  /* Devanagari */
    { "\uff11\uff12\uff13\uff14\uff15\uff16", "123456" },  /* full width */
    { "\U0001d7cf\U0001d7d0\U0001d7d1\U0001d7d2\U0001d7d3\U0001d7d4", "123456" }, /* mathematical bold */
    { "000001", "000001" },
    { "0", "0" },
    { "00", "00" },
    { "\u00b2\u00b3", "\u00b2\u00b3" },                /* raised digits are none */
    { "\u2460", "\u2460" },                            /* nor is one in a circle */
    { "12345O", "12345o" },
    { "CCCCCCBCGUJHINGJRDEJHGFNUETRGIGVEJHHGBKUGDED", "ccccccbcgujhingjrdejhgfnuetrgigvejhhgbkugded" },
    { "12.34", "12.34" },
    { "+123456", "+123456" },
    { "\x01" "123456", "\x01" "123456" },
    { "", NULL },
    { " \n", NULL },
    { "- -", NULL },
    { "\u200b", NULL },
    { "\xff" "123456", NULL },
    { "123\xe2\x80", NULL },
    { LONGEST, LONGEST },
    { " " LONGEST "\n", LONGEST },
    { LONGEST "c", NULL },
    { LONGEST "\u00e9", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GhPasscode) passcode;

      g_assert_cmpint (gh_passcode_read (&passcode, rows[i].typed), ==, rows[i].form != NULL);
      g_assert_cmpstr (passcode.text, ==, rows[i].form != NULL ? rows[i].form : "");
      g_assert_cmpuint (passcode.length, ==, strlen (passcode.text));
    }
}

static void
test_digits (void)
{
  static const struct {
    const char *typed;
    gsize       digits;
    gboolean    has;
  } rows[] = {
    { "123456", 6, TRUE },
    { "123456", 7, FALSE },
    { "123456", 0, TRUE },
    { "12345a", 6, FALSE },
    { "12345\u00e9", 0, FALSE },
    { "\u00b2\u00b3\u00b2", 6, FALSE },
    { "", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GhPasscode) passcode;

      gh_passcode_read (&passcode, rows[i].typed);
      g_assert_cmpint (gh_passcode_has_digits (&passcode, rows[i].digits), ==, rows[i].has);
    }
}

static void
test_blank (void)
{
  static const char *const blank[] = { "", " ", "\t \r\n", "\302\240", " - ", "\342\200\213" };
  static const char *const not_blank[] = { "0", " 1 ", "x", "\302", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_true (gh_passcode_is_blank (blank[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (not_blank); i++)
    g_assert_false (gh_passcode_is_blank (not_blank[i]));
}

/* Whatever the bytes, the form is a form of itself, and never too long. */
static void
test_any_bytes (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      g_auto (GhPasscode) passcode, again;
      char typed[100];
      gsize n = (gsize) g_test_rand_int_range (0, sizeof typed);

      for (gsize k = 0; k < n; k++)
        typed[k] = (char) g_test_rand_int_range (0, i % 2 == 0 ? 128 : 256);
      typed[n] = '\0';

      if (gh_passcode_read (&passcode, typed))
        {
          g_assert_true (gh_passcode_read (&again, passcode.text));
          g_assert_cmpstr (again.text, ==, passcode.text);
        }
      else
        gh_passcode_read (&again, "");
      g_assert_cmpuint (passcode.length, <=, GH_PASSCODE_MAX);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P5/passcode/forms", test_forms);
  g_test_add_func ("/P5/passcode/digits", test_digits);
  g_test_add_func ("/P5/passcode/blank", test_blank);
  g_test_add_func ("/P5/passcode/any-bytes", test_any_bytes);

  return g_test_run ();
}
