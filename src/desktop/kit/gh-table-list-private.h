/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table-list.h"
#include "kit/gh-table-selection.h"

G_BEGIN_DECLS

/* The class is in two files: gh-table-list.c is the list, gh-table-list-selection.c is GtkSelectionModel. */

struct _GhTableList {
  GObject           parent_instance;

  GhTableSource    *source;
  guint             n_columns;

  GArray           *ids;
  guint             n_shown;
  gboolean          is_resting;         /* it is not on the screen */
  GHashTable       *rows;
  guint             viewport_first;
  guint             viewport_n;
  guint64           n_asked;            /* how often a row was asked for, for tests */

  GhTableSelection *selection;
  gboolean          is_plain;           /* only the program selects */
  gint64            n_selected_in_view; /* -1: not known */
  GtkBitset        *extension;          /* positions selected since Shift was pressed */

  guint             work_id;            /* of the idle work that is left */
  guint             step_id;
};

void gh_table_list_selection_init (GtkSelectionModelInterface *iface);

/* Tells views that the selection changed, rows on the screen at once. */
void gh_table_list_selection_changed (GhTableList *self);

G_END_DECLS
