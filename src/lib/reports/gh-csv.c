/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-csv.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What a spreadsheet takes for a formula: = + - @ TAB CR LF, and full-width ＝＋－＠. */
static gboolean
begins_formula (const char *text)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  if (*text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;

  return FALSE;
}

/* +, then digits (at least one) and blanks, perhaps " x" and digits: not a formula, and what everybody expects. */
static gboolean
is_phone_number (const char *text)
{
  const char *rest;
  gsize n;

  if (*text != '+')
    return FALSE;

  n = strspn (text + 1, "0123456789 ");
  rest = text + 1 + n;
  if (strspn (text + 1, " ") == n)
    return FALSE;
  if (*rest == '\0')
    return TRUE;

  return *rest == 'x' && rest[-1] == ' ' && rest[1] != '\0' && strspn (rest + 1, "0123456789") == strlen (rest + 1);
}

/* R6. @part: a cell, or what follows a ; or TAB in it, where spreadsheets of other locales begin a cell. */
static gboolean
needs_guard (GhCsvKind   kind,
             const char *part)
{
  const char *bare = part + strspn (part, "'");

  if (!begins_formula (bare))
    return FALSE;

  /* The decoder would drop a ' before a formula. */
  return kind == GH_CSV_SAFE || bare > part;
}

/* What a guarded cell can begin with: ', a formula, or the first byte of a full-width sign. */
static gboolean
may_need_guard (guchar first)
{
  return first == 0xef || (first <= '@' && first != '\0' && strchr ("'=+-@\t\r\n", first) != NULL);
}

/* Other separators too, so that a reader that guesses the separator finds the comma, whatever the first line holds. */
static gboolean
needs_quotes (guchar c)
{
  static const gboolean table[256] = {
    [','] = TRUE, ['"'] = TRUE, ['\r'] = TRUE, ['\n'] = TRUE, [';'] = TRUE, ['\t'] = TRUE,
  };

  return table[c];
}

/* Finds the length, and whether quotes are unnecessary, in one pass: most cells are short and plain. */
static gboolean
measure (const char *text,
         gsize      *length)
{
  gboolean is_plain = *text != ' ';
  const char *p = text;

  for (; *p != '\0'; p++)
    if (needs_quotes (*p))
      is_plain = FALSE;
  *length = p - text;

  return is_plain && (p == text || p[-1] != ' ');
}

void
gh_csv_begin (GhReportFile *file,
              GhCsvKind     kind)
{
  if (kind == GH_CSV_SAFE)
    gh_report_file_append_text (file, BYTE_ORDER_MARK);
}

void
gh_csv_append_cell (GhReportFile *file,
                    GhCsvKind     kind,
                    gboolean      is_first,
                    const char   *text)
{
  gboolean guard;
  gboolean is_plain;
  gsize length;

  if (text == NULL)
    text = "";
  guard = may_need_guard (*text) && needs_guard (kind, text) && !is_phone_number (text);
  is_plain = measure (text, &length);

  if (!is_first)
    gh_report_file_append (file, ",", 1);

  if (is_plain)
    {
      if (guard)
        gh_report_file_append (file, "'", 1);
      gh_report_file_append (file, text, length);
      return;
    }

  gh_report_file_append (file, "\"", 1);
  if (guard)
    gh_report_file_append (file, "'", 1);
  for (const char *p = text; *p != '\0';)
    {
      gsize n = strcspn (p, "\";\t");
      char end = p[n];

      n += end != '\0' ? 1 : 0;
      gh_report_file_append (file, p, n);
      p += n;
      if (end == '"')
        gh_report_file_append (file, "\"", 1);
      else if (end != '\0' && needs_guard (kind, p))
        gh_report_file_append (file, "'", 1);
    }
  gh_report_file_append (file, "\"", 1);
}

void
gh_csv_append_cell_as_read (GhReportFile *file,
                            gboolean      is_first,
                            const char   *text,
                            gsize         length)
{
  const char *end = text + length;
  gboolean is_plain = length == 0 || (*text != ' ' && end[-1] != ' ');

  for (const char *p = text; p < end && is_plain; p++)
    is_plain = !needs_quotes ((guchar) *p);

  if (!is_first)
    gh_report_file_append (file, ",", 1);
  if (is_plain)
    {
      gh_report_file_append (file, text, length);
      return;
    }

  gh_report_file_append (file, "\"", 1);
  while (text < end)
    {
      const char *quotes = memchr (text, '"', end - text);
      gsize n = quotes != NULL ? (gsize) (quotes + 1 - text) : (gsize) (end - text);

      gh_report_file_append (file, text, n);
      if (quotes != NULL)
        gh_report_file_append (file, "\"", 1);
      text += n;
    }
  gh_report_file_append (file, "\"", 1);
}

void
gh_csv_end_row (GhReportFile *file)
{
  gh_report_file_append (file, "\r\n", 2);
}

static gboolean
has_guard (const char *part)
{
  return *part == '\'' && needs_guard (GH_CSV_EXACT, part);
}

const char *
gh_csv_decode (const char  *cell,
               char       **decoded)
{
  const char *text = has_guard (cell) ? cell + 1 : cell;
  GString *value;

  *decoded = NULL;
  if (strchr (text, '\'') == NULL || (strstr (text, ";'") == NULL && strstr (text, "\t'") == NULL))
    return text;

  value = g_string_new (NULL);
  while (*text != '\0')
    {
      gsize n = strcspn (text, ";\t");

      n += text[n] != '\0' ? 1 : 0;
      g_string_append_len (value, text, (gssize) n);
      text += n;
      if (has_guard (text))
        text++;
    }
  *decoded = g_string_free (value, FALSE);

  return *decoded;
}
