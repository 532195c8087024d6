/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-category-bar.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-table.h"
#include "users/gh-users-page.h"
#include "users/gh-users-source.h"

G_BEGIN_DECLS

struct _GhUsersPage {
  GhPage           parent_instance;

  GSettings       *settings;       /* of the table */
  GSettings       *computer;       /* of the whole window */

  /* template */
  GtkStack        *title_stack;
  GtkWidget       *search_clamp;
  GtkWidget       *window_title;
  GtkWidget       *entry;
  GtkMenuButton   *add_button;
  GtkWidget       *search_button;
  GtkRevealer     *reason_revealer;
  GtkLabel        *reason;
  GtkWidget       *bars;
  GhCategoryBar   *categories;
  GhFilterBar     *chips;
  GtkMenuButton   *filter_button;
  GtkWidget       *filter_label;
  GtkWidget       *filter_arrow;
  GtkWidget       *clear_button;
  GtkLabel        *count;
  GtkMenuButton   *save_view_button;
  GtkMenuButton   *select_button;
  GtkMenuButton   *columns_button;
  GtkMenuButton   *report_button;
  GtkStack        *stack;
  AdwBin          *table_place;
  AdwStatusPage   *no_match;
  GtkWidget       *search_all_button;
  GtkLabel        *trash_matches;

  GhTable         *table;          /* borrowed */

  /* the view */
  GPtrArray       *terms;          /* of the chips */
  gboolean         is_readable;    /* what was typed is a query */
  gboolean         is_setting;     /* the program changes the view, in several steps */

  /* the list of the view */
  GCancellable    *listing;        /* nullable */
  guint            generation;     /* of the last list asked for */
  gboolean         has_list;
};

/* The whole query of what is shown; of what was readable last. */
char *gh_users_page_dup_query (GhUsersPage *self);

/* By what it is sorted, as "login:desc". */
char *gh_users_page_dup_sort (GhUsersPage *self);

/* Something about the view is another: lists anew. */
void gh_users_page_update_view (GhUsersPage  *self,
                                GhTablePlace  place);

/* Shows a view: a category, chips from the field terms of @query and the rest of it as text. */
void gh_users_page_set_view (GhUsersPage *self,
                             const char  *category,
                             const char  *query,
                             const char  *sort);

void gh_users_page_update_counts (GhUsersPage *self);

G_END_DECLS
