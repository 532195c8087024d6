/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-json.h"

static void
append_escape (GhReportFile *file,
               guchar        c)
{
  char escape[7];

  switch (c)
    {
    case '"':
      gh_report_file_append (file, "\\\"", 2);
      break;
    case '\\':
      gh_report_file_append (file, "\\\\", 2);
      break;
    case '\n':
      gh_report_file_append (file, "\\n", 2);
      break;
    case '\r':
      gh_report_file_append (file, "\\r", 2);
      break;
    case '\t':
      gh_report_file_append (file, "\\t", 2);
      break;
    default:
      gh_report_file_append (file, escape, g_snprintf (escape, sizeof escape, "\\u%04x", c));
    }
}

void
gh_json_append_text (GhReportFile *file,
                     const char   *text)
{
  const char *start = text;

  if (text == NULL)
    {
      gh_report_file_append (file, "null", 4);
      return;
    }

  gh_report_file_append (file, "\"", 1);
  for (const char *p = text;; p++)
    {
      guchar c = (guchar) *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;

      gh_report_file_append (file, start, p - start);
      if (c == '\0')
        break;
      append_escape (file, c);
      start = p + 1;
    }
  gh_report_file_append (file, "\"", 1);
}

void
gh_json_append_number (GhReportFile *file,
                       gint64        number)
{
  char digits[24];

  gh_report_file_append (file, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

void
gh_json_append_time (GhReportFile *file,
                     gint64        seconds)
{
  if (seconds == 0)
    gh_report_file_append (file, "null", 4);
  else
    gh_json_append_number (file, seconds);
}

void
gh_json_append_boolean (GhReportFile *file,
                        gboolean      value)
{
  gh_report_file_append_text (file, value ? "true" : "false");
}
