/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-page.h"

G_BEGIN_DECLS

/* gh-list-page.c: the view */

/* The whole query of the view. */
char *gh_list_page_dup_query (GhListPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* @sort: a column, perhaps with ":desc" */
void gh_list_page_set_sort (GhListPage *self,
                            const char *sort);

/* Whether everything is shown. */
gboolean gh_list_page_is_plain (GhListPage *self);

/* Lists again after a change of the view. */
void gh_list_page_update_view (GhListPage   *self,
                               GhTablePlace  place);

/* gh-list-page-list.c: the list of a view */
void gh_list_page_start_list (GhListPage   *self,
                              GhTablePlace  place);

/* Drops the pending list, if any. */
void gh_list_page_stop_list (GhListPage *self);

/* gh-list-page-filter.c: chips, and whole views */

/* From now on it is queried by these. Chips of other fields become ordinary words, so that no list gets wider by it. */
void  gh_list_page_set_fields (GhListPage         *self,
                               const GhListFields *fields);
void  gh_list_page_edit_chip (GhListPage *self, const char *key);
void  gh_list_page_remove_chip (GhListPage *self, const char *key);
void  gh_list_page_describe_no_match (GhListPage *self);

/* Shows what of the search cannot be read, and returns whether all can. */
gboolean gh_list_page_check_text (GhListPage *self);

/* Shows a view: chips for the terms of @query that have a field, the rest as text. Returns FALSE if it cannot. */
gboolean gh_list_page_set_view (GhListPage *self,
                                const char *category,
                                const char *query,
                                const char *sort);

/* What outlives the page. */
GVariant *gh_list_page_dup_input (GhPage *page) G_GNUC_WARN_UNUSED_RESULT;
void      gh_list_page_take_input (GhPage *page, GVariant *input);

/* The view in a few words, as a suggested name. */
char *gh_list_page_describe_view (GhListPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* A link to the view; NULL if it would be too long. */
char *gh_list_page_dup_link (GhListPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* gh-list-page-actions.c: actions on the rows */
void     gh_list_page_class_install_actions (GtkWidgetClass *klass);
void     gh_list_page_add_menus (GhListPage *self);
gboolean gh_list_page_has_selection (GhListPage *self);

/* gh-list-page-pane.c */
void gh_list_page_class_install_pane_actions (GtkWidgetClass *klass);
void gh_list_page_set_up_pane (GhListPage *self);
void gh_list_page_set_pane (GhListPage *self, GtkWidget *pane);

/* How the place in the table moves when a list arrives. */
GhTablePlace gh_list_page_find_place (GhListPage *self, GhTablePlace place) G_GNUC_WARN_UNUSED_RESULT;

/* Follows a new list. */
void gh_list_page_follow_list (GhListPage *self, GhTablePlace place);

/* gh-list-page-report.c: reports, links, saved views */
void     gh_list_page_set_up_report (GhListPage *self);
gboolean gh_list_page_reports_selection (GhListPage *self);
void gh_list_page_add_save_popover (GhListPage *self);
void gh_list_page_update_saved (GhListPage *self);

/* gh-list-page-counts.c */
void gh_list_page_update_counts (GhListPage *self);
void gh_list_page_update_count_label (GhListPage *self);

/* gh-list-page-narrow.c: narrow windows */
void gh_list_page_update_narrow (GhListPage *self);
void gh_list_page_update_comfortable (GhListPage *self);
void gh_list_page_update_clear       (GhListPage *self);
void gh_list_page_update_title (GhListPage *self);
void gh_list_page_search_toggled (GhListPage *self);

G_END_DECLS
