/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Names for screen readers. The focus of these widgets is on an inner one, and GTK 4.8 does not pass the name on to it.
 */

/**
 * gh_entry_row_tell_name:
 * @row: a row that is not yet in a window
 *
 * Names the field in @row after the row's title, and keeps up with changes.
 */
void gh_entry_row_tell_name (AdwEntryRow *row);

/**
 * gh_menu_button_set_name:
 * @button: a button
 * @name: what it is for, translated
 *
 * Names it, also in its tooltip while it has no label.
 */
void gh_menu_button_set_name (GtkMenuButton *button,
                              const char    *name);

/**
 * gh_drop_down_set_up:
 * @drop_down: a drop-down of strings
 * @name: what it is for, translated
 *
 * Names it, along with the choice. The list opens with the focus on the choice.
 */
void gh_drop_down_set_up (GtkDropDown *drop_down,
                          const char  *name);

G_END_DECLS
