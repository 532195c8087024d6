/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * gh_ctl_guard_streams:
 *
 * Opens those of stdin, stdout and stderr that are closed, as /dev/null. From now on g_print() and g_printerr() escape
 * on a terminal what gh_ctl_print_cell() does, but for the ends of lines and tabs, and what cannot be written to
 * stdout is noted.
 */
void gh_ctl_guard_streams (void);

/**
 * gh_ctl_check_output:
 * @error: (out): why what was printed could not be written (C4)
 *
 * For whoever prints much. Whoever does not leaves it to gh_ctl_end_output().
 *
 * Returns: %TRUE as long as all could be written
 */
gboolean gh_ctl_check_output (GError **error);

/**
 * gh_ctl_end_output:
 * @status: the exit status up to now
 *
 * Writes what is left, closes stdout, and says why something could not be written unless that was said.
 *
 * Returns: @status, or %GH_EXIT_REFUSED where all was well but the output
 */
int gh_ctl_end_output (int status);

/**
 * gh_ctl_print_cell:
 * @text: a text as it is stored
 * @width: how many columns it should fill at the least; 0 for the last cell of a line
 *
 * Prints a cell of a table and two blanks. On a terminal control characters and those that change the direction
 * of writing are escaped, so that no name can move the cursor (R9); files and pipes get the text as it is.
 */
void gh_ctl_print_cell (const char *text,
                        int         width);

/** A column of a table: what stands above it, marked for translation, and its least width; 0 ends the table. */
typedef struct {
  const char *label;
  int         width;
} GhCtlColumn;

/** Print a line of a table, a cell a column. */
void gh_ctl_print_heads (const GhCtlColumn *columns);
void gh_ctl_print_cells (const GhCtlColumn *columns, const char *const *cells);

/** Prints a tree in one line. */
void gh_ctl_print_json (JsonNode *node);

/** Ends a line. */
void gh_ctl_print_end (void);

/** A moment as people read it, or "never" for 0. */
char *gh_ctl_make_time (gint64 seconds);

G_END_DECLS
