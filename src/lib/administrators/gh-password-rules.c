/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-password-rules.h"

#include "base/gh-default-ignorable.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define COMMON_PASSWORDS "/io/github/gatehouse/Gatehouse/administrators/common-passwords.txt"

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d
#define VIRAMA_CLASS          9

/* By glib-compile-resources. */
GResource *gh_passwords_get_resource (void);

/* A password, or the fold of one, as characters. g_utf8_normalize() and g_utf8_casefold() would leave copies behind in
 * ordinary memory (K5): so what they do is done here, in memory of libsodium, by questions about single characters. */
typedef struct {
  gunichar *at;
  gsize     n;
  gsize     room;
} Characters;

/* Room for @n characters, each of them decomposed. */
static void
characters_init (Characters *self,
                 gsize       n)
{
  self->n = 0;
  self->room = (n + 1) * G_UNICHAR_MAX_DECOMPOSITION_LENGTH;
  self->at = sodium_allocarray (self->room, sizeof (gunichar));
  if (self->at == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " characters", self->room);
}

static void
characters_clear (Characters *self)
{
  /* Wipes it. */
  sodium_free (self->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Characters, characters_clear)

/* What follows in the buffer is overwritten by the next character. */
static void
characters_append_decomposed (Characters *self,
                              gunichar    c,
                              gboolean    compatibly)
{
  self->n += g_unichar_fully_decompose (c, compatibly, self->at + self->n, self->room - self->n);
}

/* --- preparing --- */

/* Marks that follow one letter, by class; those of one class stay as they are. */
static void
order_marks (Characters *self)
{
  for (gsize i = 1; i < self->n; i++)
    {
      gunichar c = self->at[i];
      int class = g_unichar_combining_class (c);
      gsize to = i;

      for (; class > 0 && to > 0 && g_unichar_combining_class (self->at[to - 1]) > class; to--)
        self->at[to] = self->at[to - 1];
      self->at[to] = c;
    }
}

/* The Unicode Standard, 3.11, D117: each character with the last starter before it, unless one between them, of its own
 * or a higher class or a starter, is in the way. */
static void
compose (Characters *self)
{
  gsize n = 0, starter = G_MAXSIZE;
  int last = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      gunichar c = self->at[i];
      int class = g_unichar_combining_class (c);
      gunichar both;

      if (starter != G_MAXSIZE && (starter + 1 == n || last < class) && g_unichar_compose (self->at[starter], c, &both))
        {
          self->at[starter] = both;
          continue;
        }
      if (class == 0)
        starter = n;
      last = class;
      self->at[n++] = c;
    }
  self->n = n;
}

/* RFC 5892, 2.6. */
static gboolean
is_disallowed_exception (gunichar c)
{
  return c == 0x0640 || c == 0x07fa || c == 0x302e || c == 0x302f || (c >= 0x3031 && c <= 0x3035) || c == 0x303b;
}

/* The parts of Hangul syllables, which have become syllables where they make one. */
static gboolean
is_old_hangul_jamo (gunichar c)
{
  return (c >= 0x1100 && c <= 0x11ff) || (c >= 0xa960 && c <= 0xa97c) || (c >= 0xd7b0 && c <= 0xd7fb);
}

static gboolean
is_noncharacter (gunichar c)
{
  return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* The joiners, RFC 5892, A.1 and A.2. GLib does not tell which letters join, so U+200C is good between any two of a
 * script that has such letters, as Persian keyboards type it. */
static gboolean
is_joiner_in_place (const Characters *self,
                    gsize             at)
{
  gsize before = at;

  if (at == 0)
    return FALSE;
  if (g_unichar_combining_class (self->at[at - 1]) == VIRAMA_CLASS)
    return TRUE;

  while (before > 1 && g_unichar_ismark (self->at[before - 1]))
    before--;
  if (self->at[at] != ZERO_WIDTH_NON_JOINER || at + 1 == self->n || !g_unichar_isalpha (self->at[before - 1]) ||
      !g_unichar_isalpha (self->at[at + 1]))
    return FALSE;

  switch (g_unichar_get_script (self->at[before - 1]))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_MONGOLIAN:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      return g_unichar_get_script (self->at[before - 1]) == g_unichar_get_script (self->at[at + 1]);
    default:
      return FALSE;
    }
}

/* FreeformClass, RFC 8264, 4.3 and 8, as far as GLib knows characters: of those with a rule for their surroundings,
 * only the joiners are looked at, as the others can be seen. */
static gboolean
is_allowed (const Characters *self,
            gsize             at)
{
  gunichar c = self->at[at];

  if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
    return is_joiner_in_place (self, at);
  if (is_disallowed_exception (c) || is_old_hangul_jamo (c) || is_noncharacter (c) || gh_is_default_ignorable (c))
    return FALSE;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}

static GhSecret *
encode (const Characters *self)
{
  GhSecret *encoded;
  gsize length = 0;
  char *at;

  for (gsize i = 0; i < self->n; i++)
    length += (gsize) g_unichar_to_utf8 (self->at[i], NULL);

  encoded = gh_secret_new (length);
  at = (char *) gh_secret_get (encoded, NULL);
  for (gsize i = 0; i < self->n; i++)
    at += g_unichar_to_utf8 (self->at[i], at);

  return encoded;
}

static GhPasswordFault
check_typed (GhSecret *typed)
{
  gsize length;
  const char *text = (const char *) gh_secret_get (typed, &length);

  if (length == 0)
    return GH_PASSWORD_EMPTY;
  /* To GLib it would be no text. */
  if (memchr (text, '\0', length) != NULL)
    return GH_PASSWORD_CONTROL;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return GH_PASSWORD_NOT_TEXT;

  return g_utf8_strlen (text, (gssize) length) > GH_PASSWORD_MAX ? GH_PASSWORD_TOO_LONG : GH_PASSWORD_GOOD;
}

GhSecret *
gh_password_prepare (GhSecret        *typed,
                     GhPasswordFault *fault)
{
  g_auto (Characters) characters = { NULL };
  const char *text = (const char *) gh_secret_get (typed, NULL);

  *fault = check_typed (typed);
  if (*fault != GH_PASSWORD_GOOD)
    return NULL;

  characters_init (&characters, (gsize) g_utf8_strlen (text, -1));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      characters_append_decomposed (&characters, g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR ? ' ' : c, FALSE);
    }
  order_marks (&characters);
  compose (&characters);

  /* Last, as RFC 8264, 7 has it: parts of Hangul syllables have become syllables by now. */
  for (gsize i = 0; i < characters.n; i++)
    if (!is_allowed (&characters, i))
      {
        *fault = GH_PASSWORD_CONTROL;
        return NULL;
      }
  /* Some characters are two in NFC. */
  if (characters.n > GH_PASSWORD_MAX)
    {
      *fault = GH_PASSWORD_TOO_LONG;
      return NULL;
    }

  return encode (&characters);
}

/* --- checking --- */

/* Held from the first question on. */
static const char *
get_common_passwords (gsize *length)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      GBytes *bytes = g_resource_lookup_data (gh_passwords_get_resource (), COMMON_PASSWORDS,
                                              G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

      g_assert_no_error (error);
      g_once_init_leave (&once, (gsize) bytes);
    }

  return g_bytes_get_data ((GBytes *) once, length);
}

/* As memcmp(), of a line and a password whose ASCII letters count as small. */
static int
compare (const char *line,
         gsize       line_length,
         const char *text,
         gsize       length)
{
  for (gsize i = 0; i < line_length && i < length; i++)
    {
      guchar a = (guchar) line[i];
      guchar b = (guchar) g_ascii_tolower (text[i]);

      if (a != b)
        return a < b ? -1 : 1;
    }

  return line_length == length ? 0 : line_length < length ? -1 : 1;
}

/* The lines that begin with # are about the list. The others are sorted; each ends with a line end. */
static gboolean
is_common (GhSecret *password)
{
  gsize length, list_length, low = 0, high;
  const char *text = (const char *) gh_secret_get (password, &length);
  const char *list = get_common_passwords (&list_length);

  while (low < list_length && list[low] == '#')
    low = (gsize) ((const char *) memchr (list + low, '\n', list_length - low) - list) + 1;

  /* Both are always where a line begins. */
  high = list_length;
  while (low < high)
    {
      gsize begin = low + (high - low) / 2;
      gsize end;
      int order;

      while (begin > low && list[begin - 1] != '\n')
        begin--;
      end = (gsize) ((const char *) memchr (list + begin, '\n', list_length - begin) - list);
      order = compare (list + begin, end - begin, text, length);
      if (order == 0)
        return TRUE;
      if (order < 0)
        low = end + 1;
      else
        high = begin;
    }

  return FALSE;
}

/* Letters and digits, without marks and case, much as gh_fold_search() has them. */
static void
fold (Characters *self,
      const char *text)
{
  characters_init (self, (gsize) g_utf8_strlen (text, -1));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gsize from = self->n, n = self->n;

      characters_append_decomposed (self, g_utf8_get_char (text), TRUE);
      /* By way of the capital, as two small letters may have one: σ and ς. */
      for (gsize i = from; i < self->n; i++)
        if (g_unichar_isalnum (self->at[i]))
          self->at[n++] = g_unichar_tolower (g_unichar_toupper (self->at[i]));
      self->n = n;
    }
}

static gboolean
is_little_more_than_name (const char *password,
                          const char *name)
{
  g_auto (Characters) folded = { NULL };
  g_auto (Characters) folded_name = { NULL };
  gsize n_names = 0;

  fold (&folded, password);
  fold (&folded_name, name);
  if (folded_name.n < GH_PASSWORD_NAME_MIN)
    return FALSE;

  for (gsize at = 0; at + folded_name.n <= folded.n;)
    if (memcmp (folded.at + at, folded_name.at, folded_name.n * sizeof (gunichar)) == 0)
      {
        n_names++;
        at += folded_name.n;
      }
    else
      {
        at++;
      }

  return n_names > 0 && folded.n - n_names * folded_name.n < GH_PASSWORD_BESIDE_NAME;
}

static GhPasswordFault
check_classes (const char            *text,
               const GhPasswordRules *rules)
{
  gboolean has_upper = FALSE, has_lower = FALSE, has_digit = FALSE, has_special = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      has_upper |= g_unichar_isupper (c);
      has_lower |= g_unichar_islower (c);
      has_digit |= g_unichar_isdigit (c);
      has_special |= !g_unichar_isalnum (c) && !g_unichar_ismark (c);
    }
  if (rules->requires_upper && !has_upper)
    return GH_PASSWORD_NO_UPPER;
  if (rules->requires_lower && !has_lower)
    return GH_PASSWORD_NO_LOWER;
  if (rules->requires_digit && !has_digit)
    return GH_PASSWORD_NO_DIGIT;

  return rules->requires_special && !has_special ? GH_PASSWORD_NO_SPECIAL : GH_PASSWORD_GOOD;
}

/* Whether it is a shorter text again and again: letmeinletmein. */
static gboolean
is_repeated (const char *text,
             gsize       length)
{
  for (gsize period = 1; period <= length / 2; period++)
    {
      gsize i = period;

      while (i < length && text[i] == text[i - period])
        i++;
      if (i == length)
        return TRUE;
    }

  return FALSE;
}

/* Whether each character is the one before or its neighbour, but for one place: 123456789012. */
static gboolean
is_sequence (const char *text)
{
  guint n_steps = 0;

  for (const char *p = g_utf8_next_char (text); *p != '\0'; p = g_utf8_next_char (p))
    {
      gint64 step = (gint64) g_utf8_get_char (p) - (gint64) g_utf8_get_char (g_utf8_prev_char (p));

      n_steps += step < -1 || step > 1;
    }

  return n_steps <= 1;
}

GhPasswordFault
gh_password_check (GhSecret              *prepared,
                   const GhPasswordRules *rules)
{
  gsize length;
  const char *text = (const char *) gh_secret_get (prepared, &length);

  if (g_utf8_strlen (text, -1) < (glong) rules->minimum_length)
    return GH_PASSWORD_TOO_SHORT;
  if (is_common (prepared))
    return GH_PASSWORD_COMMON;
  if (rules->organisation != NULL && g_utf8_validate (rules->organisation, -1, NULL) &&
      is_little_more_than_name (text, rules->organisation))
    return GH_PASSWORD_NAME;
  if (is_repeated (text, length) || is_sequence (text))
    return GH_PASSWORD_COMMON;

  return check_classes (text, rules);
}

/* --- saying so --- */

char *
gh_password_fault_dup_text (GhPasswordFault        fault,
                            const GhPasswordRules *rules)
{
  static const char *const texts[GH_N_PASSWORD_FAULTS] = {
    [GH_PASSWORD_EMPTY] = N_("A password is needed"),
    [GH_PASSWORD_NOT_TEXT] = N_("Not UTF-8 text"),
    [GH_PASSWORD_CONTROL] = N_("Holds a character that passwords may not hold"),
    [GH_PASSWORD_COMMON] = N_("Too common"),
    [GH_PASSWORD_NAME] = N_("Little more than the organisation’s name"),
    [GH_PASSWORD_NO_UPPER] = N_("A capital letter is missing"),
    [GH_PASSWORD_NO_LOWER] = N_("A small letter is missing"),
    [GH_PASSWORD_NO_DIGIT] = N_("A digit is missing"),
    [GH_PASSWORD_NO_SPECIAL] = N_("A character that is no letter or digit is missing"),
  };

  switch (fault)
    {
    case GH_PASSWORD_GOOD:
      return g_strdup ("");
    case GH_PASSWORD_TOO_SHORT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At least %u character", "At least %u characters",
                                           rules->minimum_length), rules->minimum_length);
    case GH_PASSWORD_TOO_LONG:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At most %u character", "At most %u characters",
                                           GH_PASSWORD_MAX), GH_PASSWORD_MAX);
    default:
      return g_strdup (_(texts[fault]));
    }
}
