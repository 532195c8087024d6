/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-block.h"
#include "list/gh-users-page.h"
#include "list/gh-users-source.h"

G_BEGIN_DECLS

/* gh-users-page.c: the view */

/* The whole query of what is shown. */
char *gh_users_page_dup_query (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* By what it is sorted, as "login:desc". */
char *gh_users_page_dup_sort (GhUsersPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether everybody is shown. */
gboolean gh_users_page_is_plain (GhUsersPage *self);

/* Something about the view is another: lists anew. */
void gh_users_page_update_view (GhUsersPage  *self,
                                GhTablePlace  place);

/* gh-users-page-list.c: the list of a view */
void gh_users_page_start_list (GhUsersPage  *self,
                               GhTablePlace  place);

/* A list that is on its way is not waited for any more. */
void gh_users_page_stop_list (GhUsersPage *self);

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
gboolean gh_users_page_has_selection (GhUsersPage *self);

/* gh-users-page-report.c: reports, links, saved views */
void gh_users_page_add_report_popover (GhUsersPage *self);
void gh_users_page_add_save_popover (GhUsersPage *self);
void gh_users_page_update_saved (GhUsersPage *self);

/* gh-users-page-counts.c */
void gh_users_page_update_counts (GhUsersPage *self);
void gh_users_page_update_count_label (GhUsersPage *self);

/* gh-users-page-narrow.c: fitting into little room */
void gh_users_page_update_narrow (GhUsersPage *self);
void gh_users_page_update_comfortable (GhUsersPage *self);
void gh_users_page_update_clear       (GhUsersPage *self);
void gh_users_page_update_title (GhUsersPage *self);
void gh_users_page_search_toggled (GhUsersPage *self);

G_END_DECLS
