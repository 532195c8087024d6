/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-passcode.h"

#include "base/gh-default-ignorable.h"

#include <sodium.h>
#include <string.h>

#define MINUS_SIGN 0x2212

static gboolean
is_dropped (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return g_unichar_isspace (c);
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_DASH_PUNCTUATION:
      return TRUE;
    default:
      return c == MINUS_SIGN || gh_is_default_ignorable (c);
    }
}

gboolean
gh_passcode_read (GhPasscode *self,
                  const char *typed)
{
  memset (self, 0, sizeof *self);
  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;

  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      char bytes[6];
      int n;

      if (is_dropped (c))
        continue;

      if (g_unichar_type (c) == G_UNICODE_DECIMAL_NUMBER)
        c = '0' + (gunichar) g_unichar_digit_value (c);
      else if (c < 0x80)
        c = (gunichar) g_ascii_tolower ((char) c);
      n = g_unichar_to_utf8 (c, bytes);
      if (self->length + (gsize) n > GH_PASSCODE_MAX)
        {
          gh_passcode_clear (self);
          return FALSE;
        }
      memcpy (self->text + self->length, bytes, (gsize) n);
      self->length += (gsize) n;
    }

  return self->length > 0;
}

gboolean
gh_passcode_is_blank (const char *typed)
{
  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;

  while (*typed != '\0' && is_dropped (g_utf8_get_char (typed)))
    typed = g_utf8_next_char (typed);

  return *typed == '\0';
}

gboolean
gh_passcode_has_digits (const GhPasscode *self,
                        gsize             digits)
{
  return self->length > 0 && (digits == 0 || self->length == digits) &&
         strspn (self->text, "0123456789") == self->length;
}

void
gh_passcode_clear (GhPasscode *self)
{
  sodium_memzero (self, sizeof *self);
}
