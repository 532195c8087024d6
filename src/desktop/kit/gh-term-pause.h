/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_term_pause:
 * @entry: the query entry, which has just changed
 * @fields: the fields of its list
 * @id: (inout): the current pause, or 0; an earlier one ends
 * @over: called once when the pause is over; it clears @id
 * @data: for @over
 *
 * Q9: `login` may become `login:>90d` or a person's name. While the word at the cursor may become a term, the list
 * waits for the next key; after 250 ms without one, or once a blank ends it, it is an ordinary word.
 *
 * Returns: whether to leave the list as it is until @over is called
 */
gboolean gh_term_pause (GtkEditable        *entry,
                        const GhQueryField *fields,
                        guint              *id,
                        GSourceFunc         over,
                        gpointer            data);

G_END_DECLS
