/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-email.h"

#include "base/gh-default-ignorable.h"

#include <gio/gio.h>
#include <string.h>

/* RFC 5322, 3.2.3, besides letters and digits. */
#define ATOM_PUNCTUATION "!#$%&'*+-/=?^_`{|}~"

#define MAX_LABEL 63

static gboolean
is_letter_digit_or_mark (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Accepts what RFC 6531 adds to an atom except blanks and punctuation, which come from the text around the address. */
static gboolean
is_atom_character (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || (c != 0 && strchr (ATOM_PUNCTUATION, (char) c) != NULL);

  return is_letter_digit_or_mark (c) || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

/* Checks for what is wrong anywhere. */
static GhRefusal
check_characters (const char *email)
{
  for (const char *p = email; *p != '\0'; p = g_utf8_next_char (p))
    if (gh_is_default_ignorable (g_utf8_get_char (p)))
      return GH_REFUSAL_EMAIL_INVISIBLE;

  if (g_ascii_strncasecmp (email, "mailto:", strlen ("mailto:")) == 0 || strpbrk (email, "<>") != NULL)
    return GH_REFUSAL_EMAIL_MORE;

  for (const char *p = email; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '.' && *p != '@' && !is_atom_character (g_utf8_get_char (p)))
      return GH_REFUSAL_EMAIL_CHARACTERS;

  return GH_REFUSAL_NONE;
}

/* Dots separate atoms or labels, none of them empty. */
static gboolean
has_stray_dot (const char *text,
               gsize       length)
{
  return length == 0 || text[0] == '.' || text[length - 1] == '.' || g_strstr_len (text, (gssize) length, "..") != NULL;
}

/* Without allocating: a file has a million of them. */
static GhRefusal
check_labels (const char *domain,
              gboolean    needs_dot)
{
  const char *start = domain;
  gboolean has_dot = FALSE;

  for (const char *p = domain;; p = g_utf8_next_char (p))
    {
      if (*p != '.' && *p != '\0')
        {
          if (*p != '-' && !is_letter_digit_or_mark (g_utf8_get_char (p)))
            return GH_REFUSAL_EMAIL_DOMAIN;
          continue;
        }

      if (*start == '-' || p[-1] == '-' || p - start > MAX_LABEL)
        return GH_REFUSAL_EMAIL_DOMAIN;
      if (*p == '\0')
        break;
      has_dot = TRUE;
      start = p + 1;
    }
  if (strlen (domain) > GH_EMAIL_MAX_DOMAIN)
    return GH_REFUSAL_TOO_LONG;

  return has_dot || !needs_dot ? GH_REFUSAL_NONE : GH_REFUSAL_EMAIL_NO_DOT;
}

static GhRefusal
check_domain (const char *domain,
              gboolean    needs_dot)
{
  g_autofree char *ascii = NULL;

  if (has_stray_dot (domain, strlen (domain)))
    return GH_REFUSAL_EMAIL_DOTS;
  if (g_str_is_ascii (domain))
    return check_labels (domain, needs_dot);

  /* As it is sent (RFC 5891). */
  ascii = g_hostname_to_ascii (domain);

  return ascii != NULL ? check_labels (ascii, needs_dot) : GH_REFUSAL_EMAIL_DOMAIN;
}

GhRefusal
gh_email_check (const char *email,
                gboolean    needs_dot)
{
  const char *at = strchr (email, '@');
  GhRefusal refusal;

  if (!g_utf8_validate (email, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;
  if (*email == '\0')
    return GH_REFUSAL_NONE;

  refusal = check_characters (email);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (at == NULL || at == email || at[1] == '\0' || strchr (at + 1, '@') != NULL)
    return GH_REFUSAL_EMAIL;
  if (has_stray_dot (email, (gsize) (at - email)))
    return GH_REFUSAL_EMAIL_DOTS;
  /* A mail program would take it for an option. */
  if (*email == '-')
    return GH_REFUSAL_EMAIL_HYPHEN;
  if (at - email > GH_EMAIL_MAX_LOCAL)
    return GH_REFUSAL_TOO_LONG;

  return check_domain (at + 1, needs_dot);
}
