/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhUserColumns:
 *
 * A wide column beside a narrow one of two parts: its properties `main`, `first` and `second`. Without room for both,
 * they stack: first, main, second.
 */
#define GH_TYPE_USER_COLUMNS (gh_user_columns_get_type ())
G_DECLARE_FINAL_TYPE (GhUserColumns, gh_user_columns, GH, USER_COLUMNS, GtkWidget)

G_END_DECLS
