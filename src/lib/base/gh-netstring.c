/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Netstrings, D. J. Bernstein, 1997: length in decimal, ":", the bytes, ",". NULL is ours. */
#include "base/gh-netstring.h"

#include <string.h>

static void
append (GByteArray    *bytes,
        gconstpointer  data,
        gsize          length)
{
  char head[24];

  if (data == NULL)
    {
      g_byte_array_append (bytes, (const guint8 *) "-,", 2);
      return;
    }

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

          append (bytes, text, text != NULL ? strlen (text) : 0);
          break;
        }
      case 'i':
      case 'n':
        {
          gint64 number = va_arg (args, gint64);
          char digits[24];
          int length = g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);

          append (bytes, *type == 'n' && number == 0 ? NULL : digits, length);
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
