/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-fold.h"

#include "base/gh-default-ignorable.h"

#include <string.h>

/* Phone numbers are not searched for shorter words (Q2). */
#define WORD_DIGITS_MIN 3

/* The case of most names: folds in one pass, allocating only the result. */
static char *
fold_ascii (const char *text)
{
  gsize length = 0;
  char *folded;

  for (; text[length] != '\0'; length++)
    if ((guchar) text[length] >= 0x80)
      return NULL;

  folded = g_malloc (length + 1);
  for (gsize i = 0; i <= length; i++)
    folded[i] = g_ascii_tolower (text[i]);

  return folded;
}

/* GLib swaps capital and small Cherokee letters; CaseFolding.txt of the Unicode
 * Character Database folds both to capitals. */
static gunichar
fold_cherokee (gunichar c)
{
  if (c >= 0xab70 && c <= 0xabbf)
    return c - 0xab70 + 0x13a0;

  return c >= 0x13f8 && c <= 0x13fd ? c - 8 : c;
}

static char *
casefold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *mended;

  /* The first bytes of U+1000 to U+1FFF and of U+A000 to U+AFFF. */
  if (strpbrk (folded, "\xe1\xea") == NULL)
    return g_steal_pointer (&folded);

  mended = g_string_sized_new (strlen (folded));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (mended, fold_cherokee (g_utf8_get_char (p)));

  return g_string_free (mended, FALSE);
}

char *
gh_fold_name_key (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = fold_ascii (text);

  if (folded != NULL)
    return g_steal_pointer (&folded);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;

  /* Case folding can undo the composition, so compose again at the end. */
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  folded = casefold (normal);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
}

static const char *
spell (gunichar c)
{
  switch (c)
    {
    case 0x0142: return "l";   /* ł */
    case 0x0111: return "d";   /* đ */
    case 0x00f8: return "o";   /* ø */
    case 0x0131: return "i";   /* ı */
    case 0x00fe: return "th";  /* þ */
    case 0x00f0: return "d";   /* ð */
    case 0x00e6: return "ae";  /* æ */
    case 0x0153: return "oe";  /* œ */
    case 0x00df: return "ss";  /* ß */
    case 0x2019: return "'";   /* as word processors write an apostrophe (Q10) */
    default: return NULL;
    }
}

static char *
fold_search_once (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  g_autofree char *folded = casefold (decomposed);
  g_autofree char *again = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKD);
  GString *result = g_string_sized_new (strlen (again));

  for (const char *p = again; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *spelt;

      if (c < 0x80)
        g_string_append_c (result, (char) c);
      else if ((spelt = spell (c)) != NULL)
        g_string_append (result, spelt);
      else if (!g_unichar_ismark (c))
        g_string_append_len (result, p, g_utf8_next_char (p) - p);
    }

  return g_string_free (result, FALSE);
}

char *
gh_fold_search (const char *text)
{
  char *folded = fold_ascii (text);

  if (folded != NULL)
    return folded;

  return g_utf8_validate (text, -1, NULL) ? fold_search_once (text) : NULL;
}

char *
gh_fold_digits (const char *text)
{
  g_autofree char *digits = g_malloc (strlen (text) + 1);
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
      else if (strchr (" \t+-()./", *p) == NULL)
        return NULL;
    }
  digits[n] = '\0';

  return g_steal_pointer (&digits);
}

char *
gh_fold_word_digits (const char *word)
{
  g_autofree char *digits = gh_fold_digits (word);

  return digits != NULL && strlen (digits) >= WORD_DIGITS_MIN ? g_steal_pointer (&digits) : NULL;
}

/* Scripts whose letters join or form conjuncts, so U+200C and U+200D between them are visible. */
static gboolean
is_joining_script (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
    case G_UNICODE_SCRIPT_DEVANAGARI:
    case G_UNICODE_SCRIPT_BENGALI:
    case G_UNICODE_SCRIPT_GURMUKHI:
    case G_UNICODE_SCRIPT_GUJARATI:
    case G_UNICODE_SCRIPT_ORIYA:
    case G_UNICODE_SCRIPT_TAMIL:
    case G_UNICODE_SCRIPT_TELUGU:
    case G_UNICODE_SCRIPT_KANNADA:
    case G_UNICODE_SCRIPT_MALAYALAM:
    case G_UNICODE_SCRIPT_SINHALA:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether the joiner at @at is between two letters of one joining script. A virama or vowel sign may follow the
 * first. */
static gboolean
is_between_joining_letters (const char *name,
                            const char *at)
{
  gunichar next = g_utf8_get_char (g_utf8_next_char (at));
  gunichar before = 0;

  while (at > name)
    {
      at = g_utf8_prev_char (at);
      before = g_utf8_get_char (at);
      if (!g_unichar_ismark (before))
        break;
    }

  return g_unichar_isalpha (before) && g_unichar_isalpha (next) &&
         is_joining_script (g_unichar_get_script (before)) &&
         g_unichar_get_script (before) == g_unichar_get_script (next);
}

GhRefusal
gh_fold_check_name (const char *name,
                    gsize       max_characters)
{
  gsize n = 0;

  if (!g_utf8_validate (name, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;
  if (*name == '\0')
    return GH_REFUSAL_NAME_EMPTY;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_joiner = c == 0x200c || c == 0x200d;

      if (g_unichar_iscntrl (c) ||
          (gh_is_default_ignorable (c) && !(is_joiner && is_between_joining_letters (name, p))))
        return GH_REFUSAL_NAME_CHARACTERS;
      if (g_unichar_isspace (c) && (p == name || *g_utf8_next_char (p) == '\0'))
        return GH_REFUSAL_NAME_BLANKS;
    }

  return n > max_characters ? GH_REFUSAL_TOO_LONG : GH_REFUSAL_NONE;
}
