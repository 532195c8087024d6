/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table-row-private.h"
#include "kit/gh-table.h"

G_BEGIN_DECLS

/* The wanted state of a column; how it is shown depends on the room. Widths are in pixels. */
typedef struct {
  int      least;
  int      own;    /* unless the user sets one; -1: what is left */
  int      chosen; /* likewise */
  gboolean is_chosen;
  gboolean is_offered;
} GhTableWidth;

struct _GhTable {
  GtkWidget             parent_instance;

  /* template */
  GtkWidget            *overlay;
  GtkScrolledWindow    *window;
  GtkColumnView        *view;
  GtkCheckButton       *header_check;

  /* inner widgets of the view, borrowed */
  GtkWidget            *header;
  GtkWidget            *list_view;

  /* given */
  const GhTableColumn  *descriptors;
  guint                 n_columns;

  /* owned */
  GhTableList          *list;
  GtkColumnViewColumn  *check_column;
  GtkColumnViewColumn **columns;
  GhTableWidth         *widths;        /* of each column */

  /* state */
  guint                 cursor;
  gboolean              is_anchored;    /* the view extends Shift selections from the cursor */
  gboolean              setting_layout;
  gboolean              is_narrow;
  gboolean              is_dragged;     /* a column was resized since the button press */
  gboolean              updating_check;
  gboolean              is_plain;       /* without check boxes */
  guint                 header_idle_id;
  guint                 order_idle_id;
  guint                 fold_idle_id;
  guint                 settle_id;      /* the tick that moves the focus to the cursor */
  gboolean              laid_out;       /* since the table was scrolled for that */
  double                page;           /* the last vertical adjustment */
  double                upper;
  double                value;
  gboolean              lost_bearings;  /* the list is anchored away from where its rows belong */
  GdkFrameClock        *frame_clock;    /* while there is one */
  const char           *sort_key;
  gboolean              sort_descending;
  GtkWidget            *hovered;      /* the link under the pointer */
  guint                 pressed;      /* position whose check cell or link was pressed */
};

enum {
  GH_TABLE_OPEN,
  GH_TABLE_TYPE_AHEAD,
  GH_TABLE_CONTEXT_MENU,
  GH_TABLE_COLUMNS_MENU,
  GH_TABLE_SORT_CHANGED,
  GH_TABLE_LAYOUT_CHANGED,
  GH_TABLE_VIEWPORT_CHANGED,
  GH_TABLE_CURSOR_CHANGED,
  GH_TABLE_N_SIGNALS
};

extern guint gh_table_signals[GH_TABLE_N_SIGNALS];

/* The index of the check box column. */
#define GH_TABLE_CHECK_COLUMN G_MAXUINT

/* gh-table-columns.c: columns, sorting and the layout */
void gh_table_add_columns    (GhTable *self);
void gh_table_remove_columns (GhTable *self);

/* gh-table-fold.c: the columns that fit */

/* Shows them as wide as room allows. Not during layout. */
void gh_table_fold       (GhTable *self);
void gh_table_queue_fold (GhTable *self);

/* GTK 4.8 makes room even for hidden columns, unless their width is 0. */
void gh_table_show_column (GhTable  *self,
                           guint     i,
                           int       width,
                           gboolean  visible);

/* gh-table-factory.c: cells */
GtkListItemFactory *gh_table_create_factory (GhTable *self,
                                             guint    column) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the text of a cell does not fit. */
gboolean gh_table_cell_is_ellipsized (GtkWidget *cell);

/* Finds what a widget in the table shows: the row (borrowed) and which of its cells. Works for all in a cell.
 * Returns: the cell's own widget, or NULL if there is none */
GtkWidget *gh_table_find_cell (GhTable     *self,
                               GtkWidget   *widget,
                               GhTableRow **row,
                               guint       *column);

/* The row widget (borrowed) that shows the row at @position now, or NULL. */
GtkWidget *gh_table_get_row_widget (GhTable *self,
                                    guint    position);

/* The row that a row widget shows, or NULL. */
GhTableRow *gh_table_get_widget_row (GtkWidget *row_widget);

/* gh-table-place.c: what is on the screen, and the cursor */
void     gh_table_viewport_resized  (GhTable *self);
void     gh_table_viewport_scrolled (GhTable *self);
void     gh_table_watch_layout      (GhTable *self);
void     gh_table_unwatch_layout    (GhTable *self);
gboolean gh_table_has_focus_inside  (GhTable *self);

/* gh-table-input.c: mouse and keyboard */
void gh_table_add_input (GhTable *self);

/* gh-table.c */
void gh_table_open (GhTable    *self,
                    GhTableRow *row);

G_END_DECLS
