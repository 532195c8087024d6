/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * gh_entry_row_tell_name:
 * @row: a row that is not yet in a window
 *
 * Lets screen readers know the field in @row by the row's title, also when that changes. GTK 4.8 hides from them the
 * text that has the focus.
 */
void gh_entry_row_tell_name (AdwEntryRow *row);

G_END_DECLS
