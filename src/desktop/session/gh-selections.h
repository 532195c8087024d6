/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table-list.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * GhSelections:
 *
 * The selection of a table before each of the last operations. Undoing one restores it: rows that had left the list
 * come back selected as before. Belongs to the main loop.
 */
#define GH_TYPE_SELECTIONS (gh_selections_get_type ())
G_DECLARE_FINAL_TYPE (GhSelections, gh_selections, GH, SELECTIONS, GObject)

/**
 * gh_selections_new:
 * @session: whose operations it listens to
 * @list: whose selection
 *
 * Returns: (transfer full): selections, empty so far
 */
GhSelections *gh_selections_new (GhSession   *session,
                                 GhTableList *list);

/**
 * gh_selections_begin:
 *
 * Keeps the current selection, before an operation.
 */
void gh_selections_begin (GhSelections *self);

/**
 * gh_selections_end:
 * @entry: the log entry of the operation that began last
 */
void gh_selections_end (GhSelections *self,
                        gint64        entry);

/**
 * gh_selections_forget:
 *
 * Forgets all: the table shows something else, where old selections mean nothing.
 */
void gh_selections_forget (GhSelections *self);

G_END_DECLS
