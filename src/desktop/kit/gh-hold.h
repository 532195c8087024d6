/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_hold_paint:
 * @hold_id: (inout): 0, or what this made of it; stays where it is until it is 0 again
 *
 * Lets nothing be painted for a few milliseconds: an answer that is about to come is then seen in the same frame as
 * the question, not in the one after it. Events are handled meanwhile.
 */
void gh_hold_paint (guint *hold_id);

/**
 * gh_release_paint:
 * @hold_id: (inout): what gh_hold_paint() made of it, or 0; becomes 0
 */
void gh_release_paint (guint *hold_id);

G_END_DECLS
