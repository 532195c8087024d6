/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Netstrings, D. J. Bernstein, 1997: length in decimal, ":", the bytes, ",". */
#include "base/gh-netstring.h"

#include <string.h>

static void
append (GByteArray    *bytes,
        gconstpointer  data,
        gsize          length)
{
  char head[24];

  g_byte_array_append (bytes, (const guint8 *) head, g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length));
  g_byte_array_append (bytes, data, length);
  g_byte_array_append (bytes, (const guint8 *) ",", 1);
}

GByteArray *
gh_netstrings_new (const char *types,
                   ...)
{
  GByteArray *bytes = g_byte_array_sized_new (256);
  va_list args;

  va_start (args, types);
  for (const char *type = types; *type != '\0'; type++)
    switch (*type)
      {
      case 's':
        {
          const char *text = va_arg (args, const char *);

          append (bytes, text, strlen (text));
          break;
        }
      case 'i':
        {
          char digits[24];

          append (bytes, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, va_arg (args, gint64)));
          break;
        }
      case 'b':
        {
          gconstpointer data = va_arg (args, gconstpointer);

          append (bytes, data, va_arg (args, gsize));
          break;
        }
      default:
        g_assert_not_reached ();
      }
  va_end (args);

  return bytes;
}
