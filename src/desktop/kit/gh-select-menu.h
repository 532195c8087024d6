/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"

G_BEGIN_DECLS

/**
 * gh_select_menu_attach:
 * @button: a button
 * @table: the table that it selects in
 *
 * Gives @button the menu All, Rows on Screen, None, Invert, usable while the table is.
 */
void gh_select_menu_attach (GtkMenuButton *button,
                            GhTable       *table);

G_END_DECLS
