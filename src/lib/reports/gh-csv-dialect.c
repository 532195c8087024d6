/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-csv-dialect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes that must look like UTF-16 or UTF-32 without a byte order mark. */
#define WIDE_SAMPLE 32

/* --- what is not CSV --- */

static gboolean
is_control (guchar c)
{
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* ASCII in units of @width bytes, of which only the one at @place is not 0. */
static gboolean
is_wide (const guchar *bytes,
         gsize         length,
         gsize         width,
         gsize         place)
{
  gsize end = MIN (length, WIDE_SAMPLE) / width * width;

  for (gsize i = 0; i < end; i++)
    if (i % width == place ? bytes[i] == 0 || bytes[i] >= 0x80 || is_control (bytes[i]) : bytes[i] != 0)
      return FALSE;

  return end >= 2 * width;
}

/* The name of another encoding that spreadsheets write, or NULL. */
static const char *
find_wide_encoding (const guchar *bytes,
                    gsize         length)
{
  static const struct {
    const char *mark;
    gsize       mark_length;
    gsize       width;
    gsize       place;
    const char *name;
  } encodings[] = {
    { "\xff\xfe\0\0", 4, 4, 0, "UTF-32" },
    { "\0\0\xfe\xff", 4, 4, 3, "UTF-32" },
    { "\xff\xfe", 2, 2, 0, "UTF-16" },
    { "\xfe\xff", 2, 2, 1, "UTF-16" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if ((length >= encodings[i].mark_length && memcmp (bytes, encodings[i].mark, encodings[i].mark_length) == 0) ||
        is_wide (bytes, length, encodings[i].width, encodings[i].place))
      return encodings[i].name;

  return NULL;
}

/* Control characters in the first line, or anywhere if that line is not UTF-8. Later lines are judged on their
 * own: their cells may hold anything but NUL. */
static gboolean
is_binary (const guchar *bytes,
           gsize         length)
{
  gsize line = 0;
  const char *valid;
  gboolean is_text;

  if (length >= 5 && memcmp (bytes, "%PDF-", 5) == 0)
    return TRUE;

  while (line < length && bytes[line] != '\n' && bytes[line] != '\r')
    line++;
  /* The end of what was read may cut a character in two. */
  is_text = g_utf8_validate_len ((const char *) bytes, line, &valid) ||
            (line == length && (const char *) bytes + line - valid < 4);
  for (gsize i = 0; i < (is_text ? line : length); i++)
    if (is_control (bytes[i]))
      return TRUE;

  return FALSE;
}

/* --- the separator --- */

/* The most frequent separator in the first line with anything in it, outside quotes. */
static char
find_separator (const char *bytes,
                gsize       length)
{
  static const char candidates[] = ",;\t";
  guint counts[G_N_ELEMENTS (candidates) - 1] = { 0 };
  gboolean is_quoted = FALSE;
  gsize i = 0;
  guint best = 0;

  while (i < length && (bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == ' '))
    i++;

  for (; i < length; i++)
    {
      char c = bytes[i];
      const char *found;

      if (c == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (c == '\n' || c == '\r'))
        break;
      else if (!is_quoted && c != '\0' && (found = strchr (candidates, c)) != NULL)
        counts[found - candidates]++;
    }

  for (i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return candidates[best];
}

static gboolean
may_separate (char c)
{
  return c == '\t' || (g_ascii_isprint (c) && !g_ascii_isalnum (c) && c != '"' && c != ' ');
}

/* `sep=X`, perhaps in quotes, perhaps followed by empty cells; moves past its line. */
static gboolean
read_separator_line (GhCsvDialect  *self,
                     const char    *bytes,
                     gsize          length,
                     GError       **error)
{
  gsize at = self->start;
  gsize quotes = at < length && bytes[at] == '"' ? 1 : 0;

  at += quotes;
  if (length - at < 4 || g_ascii_strncasecmp (bytes + at, "sep=", 4) != 0)
    return TRUE;

  at += 4;
  if (at < length && may_separate (bytes[at]))
    {
      self->separator = bytes[at++];
      if (quotes == 1 && at < length && bytes[at] == '"')
        at++;
      while (at < length && bytes[at] == self->separator)
        at++;
      if (at == length || bytes[at] == '\n' || bytes[at] == '\r')
        {
          at += at < length ? 1 : 0;
          at += at < length && bytes[at - 1] == '\r' && bytes[at] == '\n' ? 1 : 0;
          self->start = at;
          return TRUE;
        }
    }

  g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_FILE,
                       _("Line 1: behind “sep=” stands one separator, such as “sep=;”, and nothing else."));

  return FALSE;
}

gboolean
gh_csv_dialect_read (GhCsvDialect  *self,
                     const char    *bytes,
                     gsize          length,
                     GError       **error)
{
  const char *encoding = find_wide_encoding ((const guchar *) bytes, length);

  *self = (GhCsvDialect) { '\0', 0 };
  if (encoding != NULL)
    {
      /* Translators: %s is UTF-16 or UTF-32 */
      g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("The file is %s: save it as CSV UTF-8."), encoding);
      return FALSE;
    }
  if (is_binary ((const guchar *) bytes, length))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_FILE,
                           _("This is not a CSV file: save the table as CSV UTF-8 in the program that made it."));
      return FALSE;
    }

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    self->start = 3;
  if (!read_separator_line (self, bytes, length, error))
    return FALSE;
  if (self->separator == '\0')
    self->separator = find_separator (bytes + self->start, length - self->start);

  return TRUE;
}
