/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "logs/gh-log-entry.h"
#include "operations/gh-result.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Of how many records the pane shows what changed. */
#define GH_LOG_PANE_N_CHANGES 5

/**
 * GhLogPane:
 *
 * One entry of the log, whole. Its buttons activate `log.show-users`, `log.save-result`, `log.undo` and
 * `list.close-pane`.
 */
#define GH_TYPE_LOG_PANE (gh_log_pane_get_type ())
G_DECLARE_FINAL_TYPE (GhLogPane, gh_log_pane, GH, LOG_PANE, GtkBox)

/**
 * gh_log_pane_show:
 * @self: a pane
 * @details: the entry
 * @skips: (element-type GhLogSkip): what it left as it was
 * @now: unix seconds
 *
 * Whether it can be undone is not known then.
 */
void gh_log_pane_show (GhLogPane          *self,
                       const GhLogDetails *details,
                       const GPtrArray    *skips,
                       gint64              now);

/** With little room what changed stands below the facts. */
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
