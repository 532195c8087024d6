/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-report-file.h"

G_BEGIN_DECLS

/* Hand-written JSON (RFC 8259), because json-glib builds a tree of each row first; a test compares the two.
 * Texts must be UTF-8. */

/** Appends @text as a JSON string, or null for %NULL. */
void gh_json_append_text (GhReportFile *file,
                          const char   *text);

/** Appends a number. */
void gh_json_append_number (GhReportFile *file,
                            gint64        number);

/** Appends a number, or null if it is 0. */
void gh_json_append_time (GhReportFile *file,
                          gint64        seconds);

/** Appends true or false. */
void gh_json_append_boolean (GhReportFile *file,
                             gboolean      value);

/** Appends @literal as it is: brackets, commas and constant keys. */
static inline void
gh_json_append_literal (GhReportFile *file,
                        const char   *literal)
{
  gh_report_file_append_text (file, literal);
}

G_END_DECLS
