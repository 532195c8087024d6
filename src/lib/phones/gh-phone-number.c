/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-number.h"

#include "base/gh-default-ignorable.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No number is longer, even with an international prefix. */
#define MAX_TYPED_DIGITS 22

/* Three digits reach an emergency or information service everywhere. */
#define SHORT_DIGITS 3

/* What was typed, not yet interpreted. */
typedef struct {
  gboolean has_plus;
  gboolean has_trunk;  /* "(0)" after other digits */
  guint    n_digits;   /* including those that did not fit */
  char     digits[1 + MAX_TYPED_DIGITS + 1]; /* after a + */
} Typed;

/* --- reading --- */

/* A cell that a spreadsheet took for a quantity: "4.47911E+11", "447911123456.0". */
static gboolean
is_of_spreadsheet (const char *text)
{
  gsize n = strspn (text, "0123456789");
  const char *behind = text + n;
  gsize n_decimals = 0;

  if (n == 0)
    return FALSE;

  if (*behind == '.' || *behind == ',')
    {
      n_decimals = strspn (behind + 1, "0123456789");
      if (behind[1 + n_decimals] == '\0')
        return n_decimals > 0 && strspn (behind + 1, "0") == n_decimals;
      behind += 1 + n_decimals;
    }

  return (*behind == 'E' || *behind == 'e') && (behind[1] == '+' || behind[1] == '-') &&
         behind[2] != '\0' && strspn (behind + 2, "0123456789") == strlen (behind + 2);
}

static int
get_digit (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isdigit (c) ? g_unichar_digit_value (c) : -1;
}

static gboolean
is_passed_over (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
      return TRUE;
    default:
      /* full-width . and /, the minus sign, the middle dot */
      return g_unichar_isspace (c) || gh_is_default_ignorable (c) || c == '.' || c == '/' || c == 0xff0e ||
             c == 0xff0f || c == 0x2212 || c == 0x00b7;
    }
}

/* Nothing but digits and blanks. */
static gboolean
read_extension_digits (const char *text,
                       char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1])
{
  gsize n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      int digit = get_digit (text);

      if (digit >= 0 && n < GH_PHONE_MAX_EXTENSION_DIGITS)
        extension[n++] = (char) ('0' + digit);
      else if (digit >= 0 || !g_unichar_isspace (g_utf8_get_char (text)))
        {
          *extension = '\0';
          return FALSE;
        }
    }
  extension[n] = '\0';

  return TRUE;
}

/* "x417", "ext. 417", ";ext=417" (RFC 3966): the rest of a number. */
static gboolean
read_extension (const char *text,
                char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1])
{
  static const char *const words[] = { "extension", "ext", "x" };

  text += *text == ';';
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      {
        text += strlen (words[i]);
        text += *text == '.' || *text == ':' || *text == '=';
        return read_extension_digits (text, extension) && *extension != '\0';
      }

  return FALSE;
}

/* Checks the three characters at @p, in any script, ignoring blanks. */
static gboolean
is_bracketed_zero (const char *p)
{
  const GUnicodeType types[] = { G_UNICODE_OPEN_PUNCTUATION, G_UNICODE_DECIMAL_NUMBER, G_UNICODE_CLOSE_PUNCTUATION };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++, p = g_utf8_next_char (p))
    {
      while (g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (g_unichar_type (g_utf8_get_char (p)) != types[i] || (i == 1 && get_digit (p) != 0))
        return FALSE;
    }

  return TRUE;
}

static GhRefusal
read_typed (const char *text,
            Typed      *typed,
            char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1])
{
  typed->digits[0] = '+';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = get_digit (p);

      if (digit >= 0)
        {
          typed->n_digits++;
          if (typed->n_digits <= MAX_TYPED_DIGITS)
            typed->digits[typed->n_digits] = (char) ('0' + digit);
        }
      else if ((c == '+' || c == 0xff0b) && typed->n_digits == 0 && !typed->has_plus)
        typed->has_plus = TRUE;
      else if (is_passed_over (c))
        typed->has_trunk |= typed->n_digits > 0 && is_bracketed_zero (p);
      else if (typed->n_digits > 0 && read_extension (p, extension))
        break;
      else
        return g_unichar_isalpha (c) ? GH_REFUSAL_PHONE_LETTERS : GH_REFUSAL_PHONE_NUMBER;
    }
  typed->digits[1 + MIN (typed->n_digits, MAX_TYPED_DIGITS)] = '\0';

  return typed->n_digits > 0 ? GH_REFUSAL_NONE : GH_REFUSAL_PHONE_NUMBER;
}

/* --- deciding --- */

/* Countries where the library changes a number even if its length is possible and it has no leading 0, such as the 1 of
 * Mexican and the 15 of Argentinian mobile phones and carrier codes. */
static gboolean
is_rewritten (guint country)
{
  static const guint countries[] = { 52, 54, 55, 61, 86, 352, 375 };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (countries[i] == country)
      return TRUE;

  return FALSE;
}

static const guint32 *
get_lengths (void)
{
  static guint32 lengths[GH_PHONE_COUNTRY_CODES];
  static gsize are_there;

  if (g_once_init_enter (&are_there))
    {
      gh_phone_library_get_lengths (lengths);
      g_once_init_leave (&are_there, 1);
    }

  return lengths;
}

/* For most numbers with + the length tells all that the library would, in a hundredth of the time. */
static gboolean
is_possible_as_it_is (const Typed *typed)
{
  const guint32 *lengths = get_lengths ();
  guint country = 0;

  if (!typed->has_plus || typed->n_digits > GH_PHONE_MAX_DIGITS)
    return FALSE;

  /* No country code begins with another. */
  for (guint i = 1; i <= 3 && i < typed->n_digits; i++)
    {
      country = country * 10 + (guint) (typed->digits[i] - '0');
      if (lengths[country] != 0)
        return typed->digits[i + 1] != '0' && !is_rewritten (country) &&
               (lengths[country] & (1u << (typed->n_digits - i))) != 0;
    }

  return FALSE;
}

/* Whether numbers of @region have a leading 0 when dialled at home, as in Germany but not in Norway. */
static gboolean
has_trunk_zero (const Typed         *typed,
                const char          *region,
                const GhPhoneNumber *number)
{
  g_autofree char *with_zero = g_strconcat ("0", typed->digits + 1, NULL);
  char other[GH_PHONE_NUMBER_BYTES];
  gboolean keeps_zero;

  return gh_phone_library_read (with_zero, region, other, &keeps_zero) == GH_PHONE_ANSWER_POSSIBLE &&
         strcmp (other, number->number) == 0;
}

/* "4915112345678" has a length that is also possible in Germany. It has neither the 0 nor the + that the two readings
 * need, so it is not a German number if it is one with a +. */
static gboolean
has_lost_plus (const Typed         *typed,
               const char          *region,
               const GhPhoneNumber *number)
{
  if (*number->with_plus == '\0' || typed->digits[1] == '0' || strcmp (number->number, number->with_plus) == 0 ||
      !gh_phone_library_is_valid (number->with_plus))
    return FALSE;

  return has_trunk_zero (typed, region, number) || !gh_phone_library_is_valid (number->number);
}

static GhRefusal
refuse (GhPhoneNumber *number,
        GhRefusal      refusal)
{
  *number->number = '\0';

  return refusal;
}

static GhRefusal
ask_library (const Typed   *typed,
             const char    *region,
             GhPhoneNumber *number)
{
  gboolean keeps_zero;

  switch (gh_phone_library_read (typed->has_plus ? typed->digits : typed->digits + 1, region, number->number, &keeps_zero))
    {
    case GH_PHONE_ANSWER_POSSIBLE:
      /* Japan has free numbers of 19 digits, which only work at home. */
      if (strlen (number->number) > 1 + GH_PHONE_MAX_DIGITS)
        return refuse (number, GH_REFUSAL_PHONE_IMPOSSIBLE);
      if (typed->has_trunk && keeps_zero)
        return refuse (number, GH_REFUSAL_PHONE_TRUNK);
      if (has_lost_plus (typed, region, number))
        return refuse (number, GH_REFUSAL_PHONE_LOST_PLUS);
      return GH_REFUSAL_NONE;

    case GH_PHONE_ANSWER_SHORT:
      return GH_REFUSAL_PHONE_SHORT;

    case GH_PHONE_ANSWER_NO_COUNTRY:
      return typed->has_plus ? GH_REFUSAL_PHONE_COUNTRY : GH_REFUSAL_PHONE_NO_REGION;

    case GH_PHONE_ANSWER_IMPOSSIBLE:
    default:
      return typed->has_trunk ? GH_REFUSAL_PHONE_TRUNK : GH_REFUSAL_PHONE_IMPOSSIBLE;
    }
}

GhRefusal
gh_phone_number_read (const char    *text,
                      const char    *region,
                      GhPhoneNumber *number)
{
  Typed typed = { 0 };
  GhRefusal refusal;

  *number->number = *number->extension = *number->with_plus = '\0';
  if (!g_utf8_validate (text, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;
  if (is_of_spreadsheet (text))
    return GH_REFUSAL_PHONE_SPREADSHEET;

  refusal = read_typed (text, &typed, number->extension);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (!typed.has_plus && typed.n_digits <= SHORT_DIGITS)
    return GH_REFUSAL_PHONE_SHORT;
  if (typed.n_digits > MAX_TYPED_DIGITS)
    return GH_REFUSAL_PHONE_IMPOSSIBLE;
  if (!typed.has_plus && typed.n_digits <= GH_PHONE_MAX_DIGITS)
    g_strlcpy (number->with_plus, typed.digits, sizeof number->with_plus);

  if (is_possible_as_it_is (&typed))
    g_strlcpy (number->number, typed.digits, sizeof number->number);
  else
    refusal = ask_library (&typed, region, number);

  return refusal;
}

GhRefusal
gh_phone_extension_read (const char *text,
                         char        extension[GH_PHONE_MAX_EXTENSION_DIGITS + 1])
{
  *extension = '\0';
  if (!g_utf8_validate (text, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;

  return read_extension_digits (text, extension) ? GH_REFUSAL_NONE : GH_REFUSAL_PHONE_EXTENSION;
}

/* --- what was read --- */

GhRefusal
gh_phone_number_check_likely (const char *number)
{
  return gh_phone_library_is_valid (number) ? GH_REFUSAL_NONE : GH_REFUSAL_PHONE_UNLIKELY;
}

char *
gh_phone_number_format (const char *number)
{
  return gh_phone_library_group (number);
}

char *
gh_phone_number_format_whole (const char *number,
                              const char *extension)
{
  g_autofree char *grouped = gh_phone_number_format (number);

  /* Translators: a phone number and its extension */
  return *extension != '\0' ? g_strdup_printf (_("%s ext. %s"), grouped, extension) : g_steal_pointer (&grouped);
}
