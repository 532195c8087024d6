/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kit/gh-table-row.h"

G_BEGIN_DECLS

/* For GhTableList and GhTable only. */

GhTableRow *gh_table_row_new (guint position,
                              guint n_columns) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the row to @home (borrowed) under its position, until it dies or gets another home. */
void gh_table_row_set_home (GhTableRow *row,
                            GHashTable *home);


/* Gives the row another id and marks it as loading: it keeps the old texts until it is filled. */
void gh_table_row_set_id (GhTableRow *row,
                          gint64      id);

void gh_table_row_set_loading (GhTableRow *row,
                               gboolean    loading);

/* Empties all cells, for a row that is not there, or is gone. */
void     gh_table_row_blank    (GhTableRow *row);
gboolean gh_table_row_is_blank (GhTableRow *row);

void gh_table_row_emit_changed (GhTableRow *row);

/* Whether the view was last told that the row is selected. */
void     gh_table_row_set_told_selected (GhTableRow *row,
                                         gboolean    selected);
gboolean gh_table_row_get_told_selected (GhTableRow *row);

/* The cell widgets that show the row now (borrowed, NULL when unbound): one pointer per column, so no cell needs a
 * signal handler. */
void       gh_table_row_set_widget (GhTableRow *row,
                                    guint       column,
                                    GtkWidget  *widget);
GtkWidget *gh_table_row_get_widget (GhTableRow *row,
                                    guint       column);

/* Likewise for the check box. */
void       gh_table_row_set_check (GhTableRow *row,
                                   GtkWidget  *check);
GtkWidget *gh_table_row_get_check (GhTableRow *row);

G_END_DECLS
