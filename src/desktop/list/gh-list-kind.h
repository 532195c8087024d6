/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-table.h"
#include "list/gh-list-term.h"
#include "operate/gh-operate-offer.h"
#include "operations/gh-actor.h"
#include "reports/gh-export.h"
#include "session/gh-list-view.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

/** More big buttons than this nobody overlooks. */
#define GH_LIST_MAX_CATEGORIES 8

typedef struct _GhListKind GhListKind;

/**
 * GhListKind:
 * @name: what settings and files call it; never translated
 * @link: the page that links to a view of it lead to
 * @fields: what can be asked of it
 * @categories: (array zero-terminated=1): the big buttons, at most %GH_LIST_MAX_CATEGORIES, of which the first has
 *   everything; with only that one there are none
 * @columns: (array length=n_columns): of its table
 * @n_columns: how many they are
 * @n_choices: how many of them can be chosen
 * @sort: (nullable): the order at first; %NULL: it has but one
 * @offer: what can be done to its records
 * @view_right: the right to see and copy them
 * @export_right: the right to take more of them out of the house
 * @has_saved_views: whether views can be saved
 * @has_base: shows nothing until gh_list_page_set_base() says of what
 * @has_no_selection: nothing can be done to its rows
 * @can_import: an exact report can be imported again
 * @is_live: new rows come at the top by themselves; their ids grow
 * @search_label: what the search is called; marked for translation, as all that follow
 * @search_placeholder: (nullable): what it says while it is empty; %NULL: its name
 * @search_all: the button that looks for the same among everything
 * @no_match_title: that nothing matches
 * @no_match: what has not "%s" in it, where that was typed
 * @no_match_in_view: likewise, where a category or a filter narrows it
 * @no_match_filter: what to say where nothing was typed
 * @none_selected: why nothing can be done
 * @count_of_all: "%s user", both plural forms
 * @count_of_some: "%s of %s user", both plural forms, by the second number
 * @report_of: "Report of %s user", both plural forms
 * @report_of_selected: (nullable): "Report of the %s selected user", both plural forms; %NULL: it is of all that is seen
 * @icon_name: for the empty page
 * @empty_title: that there is nothing
 * @empty_text: (nullable): what to do, or why; %NULL: the page says so itself
 * @empty_action: (nullable): the action of a button there
 * @empty_label: (nullable): its label
 * @empty_other_action: (nullable): the action of a second button
 * @empty_other_label: (nullable): its label
 * @create_source: makes what fills the rows
 * @get_counts: (nullable): puts the number of each category into an array, where the session counts them anyway; returns
 *   %FALSE until it has
 * @is_by_facts: (nullable): whether facts decide what a view lists, or in which order
 * @list: lists a view on a worker; not more than @n_first, if that is not 0
 * @list_async: (nullable): lists it in another way than by @list; ends with a #GTask of a #GArray
 * @count: counts a view on a worker; %GH_ERROR_QUERY where it cannot be read
 * @read: (nullable): all records, on a worker with each list: for a kind of which there are few
 * @take: (nullable): gives them to the source, which owns them then
 * @copy: appends a line of tab-separated cells for each of @ids, on a worker
 * @write: writes a report, on a worker; fills in now and time zone of the view
 *
 * What there is to say of a kind of record for a page that lists it: its fields, columns, categories, words, and how
 * it is read. All of it is asked by #GhListPage, which knows no kind.
 */
struct _GhListKind {
  const char             *name;
  const char             *link;
  const GhListFields     *fields;
  const GhListCategory   *categories;
  const GhTableColumn    *columns;
  guint                   n_columns;
  guint                   n_choices;
  const char             *sort;
  GhOperateOffer          offer;
  const char             *view_right;
  const char             *export_right;
  gboolean                has_saved_views;
  gboolean                has_base;
  gboolean                has_no_selection;
  gboolean                can_import;
  gboolean                is_live;

  const char             *search_label;
  const char             *search_placeholder;
  const char             *search_all;
  const char             *no_match_title;
  const char             *no_match;
  const char             *no_match_in_view;
  const char             *no_match_filter;
  const char             *none_selected;
  const char             *count_of_all[2];
  const char             *count_of_some[2];
  const char             *report_of[2];
  const char             *report_of_selected[2];
  const char             *icon_name;
  const char             *empty_title;
  const char             *empty_text;
  const char             *empty_action;
  const char             *empty_label;
  const char             *empty_other_action;
  const char             *empty_other_label;

  GhTableSource        *(*create_source) (GhSession *session);
  gboolean              (*get_counts)    (GhSession *session,
                                          gint64    *counts);
  gboolean              (*list)          (const GhListKind  *self,
                                          const GhListView  *view,
                                          guint              n_first,
                                          GhConnection      *connection,
                                          GArray            *ids,
                                          GError           **error);
  gboolean              (*is_by_facts)   (const char *query,
                                          const char *sort);
  void                  (*list_async)    (const GhListKind    *self,
                                          const GhListView    *view,
                                          guint                n_first,
                                          GhSession           *session,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             data);
  gboolean              (*count)         (gconstpointer      self,
                                          const GhListView  *view,
                                          GhConnection      *connection,
                                          gint64            *count,
                                          GError           **error);
  GPtrArray            *(*read)          (GhConnection  *connection,
                                          GError       **error);
  void                  (*take)          (GhTableSource *source,
                                          GPtrArray     *rows);
  gboolean              (*copy)          (const GArray  *ids,
                                          const guint   *columns,
                                          guint          n_columns,
                                          gint64         now,
                                          GhConnection  *connection,
                                          GString       *text,
                                          GError       **error);
  gboolean              (*write)         (const GhListKind  *self,
                                          const GhListView  *view,
                                          GhStore           *store,
                                          const GhActor     *actor,
                                          GhReportFormat     format,
                                          const char        *path,
                                          GhJob             *job,
                                          gint64            *count,
                                          GError           **error);
};

/**
 * gh_list_kind_find_category:
 *
 * Returns: (nullable): the category @key that has a list
 */
const GhListCategory *gh_list_kind_find_category (const GhListKind *self,
                                                  const char       *key);

/**
 * gh_list_append_cell:
 * @text: a table to copy
 * @cell: the text of its next cell; what would break the table is replaced in it
 * @is_last: whether it ends the line
 */
void gh_list_append_cell (GString  *text,
                          char     *cell,
                          gboolean  is_last);

/**
 * gh_list_kind_is_sort:
 *
 * Returns: whether it can be sorted by @sort, a column that may have ":desc" behind it
 */
gboolean gh_list_kind_is_sort (const GhListKind *self,
                               const char       *sort);

G_END_DECLS
