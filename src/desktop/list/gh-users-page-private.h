/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-category-bar.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table.h"
#include "users/gh-user-block.h"
#include "list/gh-users-page.h"
#include "list/gh-users-source.h"

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
  GtkWidget       *filter_row;
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
  GtkWidget       *spinner;
  AdwBin          *table_place;
  AdwStatusPage   *no_match;
  GtkWidget       *search_all_button;
  GtkLabel        *trash_matches;
  GhSelectionBar  *selection_bar;

  /* made by the program; borrowed */
  GhTable         *table;
  GtkWidget       *context_menu;
  GtkWidget       *bar_buttons[3];
  GtkWidget       *view_update;    /* of the popover that saves a view */
  GtkWidget       *view_name;
  GtkWidget       *view_save;

  GVariant        *wide_layout;    /* of the table, while there is little room; else NULL */
  gint64           menu_id;        /* the row that the context menu means, GH_TABLE_ROW_BLANK for the selection */

  /* the view */
  GPtrArray       *terms;          /* of the chips */
  gboolean         is_readable;    /* what was typed is a query */
  guint            save_id;        /* until the view is remembered */
  gboolean         is_setting;     /* the program changes the view, in several steps */

  /* the list of the view */
  GCancellable    *listing;        /* nullable */
  guint            generation;     /* of the last list asked for */
  gboolean         has_list;
  guint            spinner_id;     /* until the spinner is shown for the first list */
};

/* gh-users-page.c: the view and its list */

/* The whole query of what is shown. */
char *gh_users_page_dup_query (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* By what it is sorted, as "login:desc". */
char *gh_users_page_dup_sort (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* Something about the view is another: lists anew. */
void gh_users_page_update_view (GhUsersPage  *self,
                                GhTablePlace  place);

/* gh-users-page-filter.c: chips, and views given as a whole */
void  gh_users_page_add_filter_popover (GhUsersPage *self);
void  gh_users_page_edit_chip (GhUsersPage *self, const char *key);
void  gh_users_page_remove_chip (GhUsersPage *self, const char *key);
void  gh_users_page_describe_no_match (GhUsersPage *self);

/* Shows a view: chips from the terms of @query that have a field, the rest of it as text. FALSE if it cannot be. */
gboolean gh_users_page_set_view (GhUsersPage *self,
                                 const char  *category,
                                 const char  *query,
                                 const char  *sort);

/* The query without the category. */
char *gh_users_page_dup_filter (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* The view in a few words, as a name to offer. */
char *gh_users_page_describe_view (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* A link to the view; NULL if it would be too long. */
char *gh_users_page_dup_link (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* gh-users-page-actions.c: what can be done to users */
void     gh_users_page_class_install_actions (GtkWidgetClass *klass);
void     gh_users_page_add_menus (GhUsersPage *self);
void     gh_users_page_update_actions (GhUsersPage *self);
void     gh_users_page_operated (GhPage *page, const GhResult *result);
gboolean gh_users_page_has_selection (GhUsersPage *self);

/* gh-users-page-report.c: reports, links, saved views */
void gh_users_page_add_report_popover (GhUsersPage *self);
void gh_users_page_add_save_popover (GhUsersPage *self);
void gh_users_page_update_saved (GhUsersPage *self);

/* gh-users-page-narrow.c: fitting into little room */
void gh_users_page_update_narrow (GhUsersPage *self);
void gh_users_page_update_comfortable (GhUsersPage *self);
void gh_users_page_update_title (GhUsersPage *self);

G_END_DECLS
