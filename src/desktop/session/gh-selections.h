/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table-list.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

/**
 * GhSelections:
 *
 * What was selected in a table before each of the last operations. Once one is undone, that is selected again: rows
 * that it had taken from the list come back as they were. Belongs to the main loop.
 */
#define GH_TYPE_SELECTIONS (gh_selections_get_type ())
G_DECLARE_FINAL_TYPE (GhSelections, gh_selections, GH, SELECTIONS, GObject)

/**
 * gh_selections_new:
 * @session: whose operations it listens to
 * @list: where people select
 *
 * Returns: (transfer full): selections, none of them known yet
 */
GhSelections *gh_selections_new (GhSession   *session,
                                 GhTableList *list);

/**
 * gh_selections_begin:
 *
 * An operation on what is selected now is about to be asked for.
 */
void gh_selections_begin (GhSelections *self);

/**
 * gh_selections_end:
 * @entry: the log entry of the operation that was begun last
 */
void gh_selections_end (GhSelections *self,
                        gint64        entry);

/**
 * gh_selections_forget:
 *
 * The table shows something else: what was selected before means nothing in it.
 */
void gh_selections_forget (GhSelections *self);

G_END_DECLS
