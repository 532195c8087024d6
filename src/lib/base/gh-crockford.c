/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-crockford.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char
gh_crockford_get_character (guint value)
{
  g_return_val_if_fail (value < 32, '\0');

  return alphabet[value];
}

int
gh_crockford_get_value (gunichar c)
{
  const char *place;

  if (c >= 0x80)
    return -1;

  c = g_ascii_toupper (c);
  if (c == 'O')
    c = '0';
  else if (c == 'I' || c == 'L')
    c = '1';
  place = c != 0 ? strchr (alphabet, c) : NULL;

  return place != NULL ? place - alphabet : -1;
}

gboolean
gh_crockford_read (const char **p,
                   const char  *end,
                   int         *value)
{
  while (*p < end)
    {
      gunichar c = g_utf8_get_char_validated (*p, end - *p);
      gboolean is_text = c != (gunichar) -1 && c != (gunichar) -2;

      *p = is_text ? g_utf8_next_char (*p) : *p + 1;
      if (is_text && (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION))
        continue;
      *value = is_text ? gh_crockford_get_value (c) : -1;
      return TRUE;
    }

  return FALSE;
}
