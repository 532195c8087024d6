/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/gh-report-file.h"

#include <json-glib/json-glib.h>

#include "base/gh-secret.h"

G_BEGIN_DECLS

/**
 * gh_ctl_guard_streams:
 *
 * Opens /dev/null for any of stdin, stdout and stderr that is closed. From then on g_print() and g_printerr() escape on
 * a terminal what gh_ctl_print_cell() does, except line ends and tabs, and errors on stdout are noted.
 */
void gh_ctl_guard_streams (void);

/** From now on what is printed goes to @file instead of stdout; NULL: no more. */
void gh_ctl_print_to (GhReportFile *file);

/**
 * gh_ctl_check_output:
 * @error: (out): why the output could not be written (C4)
 *
 * For callers that print a lot; others leave it to gh_ctl_end_output().
 *
 * Returns: %TRUE if all was written so far
 */
gboolean gh_ctl_check_output (GError **error);

/**
 * gh_ctl_end_output:
 * @status: the exit status so far
 *
 * Flushes and closes stdout, and reports a write error unless that was already done.
 *
 * Returns: @status, or %GH_EXIT_REFUSED if only the output failed
 */
int gh_ctl_end_output (int status);

/**
 * gh_ctl_print_cell:
 * @text: the text as stored
 * @width: the minimum width in columns; 0 for the last cell of a line
 *
 * Prints a table cell and two blanks. On a terminal, control characters and those that change the text direction are
 * escaped, so that no name can move the cursor (R9); files and pipes get the text as it is.
 */
void gh_ctl_print_cell (const char *text,
                        int         width);

/** A table column: its heading, marked for translation, and its minimum width; 0 for the last column. */
typedef struct {
  const char *label;
  int         width;
} GhCtlColumn;

/** Prints a table row, one cell per column; with %NULL for @cells the headings. */
void gh_ctl_print_cells (const GhCtlColumn *columns, const char *const *cells);

/** Prints a tree (transfer full) on one line. */
void gh_ctl_print_json (JsonNode *node);

/** Prints @secret alone on a line, past stdio, whose buffers nobody wipes. */
void gh_ctl_print_secret (GhSecret *secret);

/** The same as a string of JSON, with no line's end after it. */
void gh_ctl_print_secret_as_json (GhSecret *secret);

/** Ends a line. */
void gh_ctl_print_end (void);

/** A time in readable form, or "never" for 0. */
char *gh_ctl_make_time (gint64 seconds);

G_END_DECLS
