/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kit/gh-table-row.h"

G_BEGIN_DECLS

/* For GhTableList, GhTable and GhTableCell only. */

/* What a cell shows. Style classes and icon names are interned, because rows are filled thousands of times. */
typedef struct {
  char       *text;
  const char *style;
  const char *icon;
  const char *icon_style;
  char       *suffix;
  const char *suffix_style;
  GtkWidget  *widget; /* that shows it now: borrowed, NULL when unbound; so no cell needs a signal handler */
} GhTableRowCell;

struct _GhTableRow {
  GObject         parent_instance;

  guint           position;      /* the same as long as it lives */
  gint64          id;
  gboolean        is_loading;    /* not filled yet: the texts are those of an earlier id */
  gboolean        is_blank;      /* it is not there, or is gone */
  gboolean        told_selected; /* the view was last told that it is selected */

  GHashTable     *home;          /* (nullable): maps positions to rows, without holding them */
  guint           n_cells;
  GhTableRowCell *cells;
  GtkWidget      *check;         /* the check box that shows it now: likewise */
};

GhTableRow *gh_table_row_new (guint position,
                              guint n_columns) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the row to @home (borrowed) under its position, until it dies or gets another home. */
void gh_table_row_set_home (GhTableRow *row,
                            GHashTable *home);

/* Gives the row another id and marks it as loading: it keeps the old texts until it is filled. */
void gh_table_row_set_id (GhTableRow *row,
                          gint64      id);

/* Empties all cells. */
void gh_table_row_blank (GhTableRow *row);

void gh_table_row_emit_changed (GhTableRow *row);

G_END_DECLS
