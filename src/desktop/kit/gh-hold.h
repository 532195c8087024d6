/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_hold_paint:
 * @hold_id: (inout): 0, or set by this; must stay in place until it is 0 again
 *
 * Holds painting for a few milliseconds, so that an answer about to come shows in the same frame as the question, not
 * in the next. Events are still handled.
 */
void gh_hold_paint (guint *hold_id);

/**
 * gh_release_paint:
 * @hold_id: (inout): as set by gh_hold_paint(), or 0; becomes 0
 */
void gh_release_paint (guint *hold_id);

G_END_DECLS
