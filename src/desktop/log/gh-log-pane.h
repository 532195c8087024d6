/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-entry.h"
#include "operations/gh-result.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** How many records' changes the pane shows. */
#define GH_LOG_PANE_N_CHANGES 5

/**
 * GhLogPane:
 *
 * One entry of the log in full. Its buttons activate `log.show-users`, `log.save-result`, `log.undo` and
 * `list.close-pane`.
 */
#define GH_TYPE_LOG_PANE (gh_log_pane_get_type ())
G_DECLARE_FINAL_TYPE (GhLogPane, gh_log_pane, GH, LOG_PANE, GtkBox)

/**
 * gh_log_pane_show:
 * @self: a pane
 * @details: the entry
 * @skips: (element-type GhLogSkip): what it skipped
 * @now: unix seconds
 *
 * Shows an entry; whether it can be undone is not known yet.
 */
void gh_log_pane_show (GhLogPane          *self,
                       const GhLogDetails *details,
                       const GPtrArray    *skips,
                       gint64              now);

/** Sets whether the changes go below the facts. */
void gh_log_pane_set_narrow (GhLogPane *self,
                             gboolean   narrow);

/**
 * gh_log_pane_set_undo:
 * @self: a pane
 * @rehearsal: what undoing the entry would do
 */
void gh_log_pane_set_undo (GhLogPane      *self,
                           const GhResult *rehearsal);

G_END_DECLS
