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

/* +, then digits (one at least) and blanks, perhaps " x" and digits: no formula, and what everybody expects. */
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

static gboolean
needs_guard (GhCsvKind   kind,
             const char *text)
{
  const char *bare = text + strspn (text, "'");

  if (kind == GH_CSV_AS_READ || !begins_formula (bare))
    return FALSE;

  /* An exact cell that begins with ' before a formula would lose it in the decoder. */
  return kind == GH_CSV_EXACT ? bare > text : !is_phone_number (text);
}

/* What a cell with a guard can begin with: ', a formula, or the first byte of a full-width sign. */
static gboolean
may_need_guard (guchar first)
{
  return first == 0xef || (first <= '@' && first != '\0' && strchr ("'=+-@\t\r\n", first) != NULL);
}

/* Other separators too: so a reader that has to find the separator finds the comma, whatever the first line holds. */
static gboolean
needs_quotes (guchar c)
{
  static const gboolean table[256] = {
    [','] = TRUE, ['"'] = TRUE, ['\r'] = TRUE, ['\n'] = TRUE, [';'] = TRUE, ['\t'] = TRUE,
  };

  return table[c];
}

/* In one pass, for most cells are short and plain: its length, and whether it goes without quotes. */
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
  gboolean guard = may_need_guard (*text) && needs_guard (kind, text);
  gsize length;
  gboolean is_plain = measure (text, &length);

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
      gsize n = strcspn (p, "\"");

      gh_report_file_append (file, p, n);
      p += n;
      if (*p == '"')
        {
          gh_report_file_append (file, "\"\"", 2);
          p++;
        }
    }
  gh_report_file_append (file, "\"", 1);
}

void
gh_csv_end_row (GhReportFile *file)
{
  gh_report_file_append (file, "\r\n", 2);
}

const char *
gh_csv_decode (const char *cell)
{
  if (*cell == '\'' && begins_formula (cell + strspn (cell, "'")))
    return cell + 1;

  return cell;
}
