/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_hold_paint:
 * @hold_id: (inout): 0, or the source that holds it: remove it to paint at once; must stay in place until it is 0 again
 *
 * Holds painting for a few milliseconds, so that an answer about to come shows in the same frame as the question, not
 * in the next. Events are still handled.
 */
void gh_hold_paint (guint *hold_id);

G_END_DECLS
