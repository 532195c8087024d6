/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * gh_entry_row_tell_name:
 * @row: a row that is not yet in a window
 *
 * Names the field in @row after the row's title for screen readers, and keeps up with changes. GTK 4.8 hides the
 * focused text from them.
 */
void gh_entry_row_tell_name (AdwEntryRow *row);

G_END_DECLS
