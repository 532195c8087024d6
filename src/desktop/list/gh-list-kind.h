/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-table.h"
#include "list/gh-list-term.h"
#include "operate/gh-operate-offer.h"
#include "operations/gh-actor.h"
#include "reports/gh-export.h"
#include "session/gh-session.h"

G_BEGIN_DECLS

/** The most big buttons that people can take in. */
#define GH_LIST_MAX_CATEGORIES 8

/**
 * GhListCategory:
 * @key: its name in views; never translated
 * @query: (nullable): its query, "" for everything; %NULL: it only leads to another page
 * @label: its name, marked for translation
 * @icon_name: (nullable): an icon before the name
 * @icon_style: (nullable): a style class for the icon
 *
 * One of the big buttons above a list.
 */
typedef struct {
  const char *key;
  const char *query;
  const char *label;
  const char *icon_name;
  const char *icon_style;
} GhListCategory;

typedef struct _GhListKind GhListKind;

/**
 * GhListKind:
 * @name: its name in settings and files; never translated
 * @link: the page that links to its views lead to
 * @fields: its query fields; for every organisation, if not @get_fields
 * @categories: (array zero-terminated=1): the big buttons, at most %GH_LIST_MAX_CATEGORIES; the first has everything.
 *   With only that one there are no buttons
 * @columns: (array length=n_columns): the columns of its table
 * @n_columns: how many there are
 * @n_choices: how many of them can be chosen
 * @sort: (nullable): the initial order; %NULL: it has only one
 * @offer: the operations on its records
 * @view_right: the right to see and copy them
 * @export_right: the right to export more of them
 * @has_saved_views: whether views can be saved
 * @has_base: shows nothing until gh_list_page_set_base()
 * @has_no_selection: its rows have no operations
 * @can_import: an exact report can be imported again
 * @is_live: new rows appear at the top by themselves; their ids grow
 * @search_label: the search's name; marked for translation, like all that follow
 * @search_placeholder: (nullable): its placeholder; %NULL: its name
 * @search_all: the button that searches everything instead
 * @no_match_title: that nothing matches
 * @no_match: that nothing has "%s" in it, if that was typed
 * @no_match_in_view: likewise, if a category or a filter narrows it
 * @no_match_filter: what to say if nothing was typed
 * @none_selected: why nothing can be done
 * @count_of_all: "%s user", both plural forms
 * @count_of_some: "%s of %s user", both plural forms, by the second number
 * @report_of: "Report of %s user", both plural forms
 * @report_of_selected: (nullable): "Report of the %s selected user", both plural forms; %NULL: it has all shown rows
 * @icon_name: for the empty page
 * @empty_title: that there is nothing
 * @empty_text: (nullable): what to do, or why; %NULL: the page says so itself
 * @empty_action: (nullable): the action of a button there
 * @empty_label: (nullable): its label
 * @empty_other_action: (nullable): the action of a second button
 * @empty_other_label: (nullable): its label
 * @get_fields: (nullable): its query fields as the session's organisation is set
 * @has_column: (nullable): whether records have a column as the organisation is set; %NULL: they have all
 * @create_source: creates what fills the rows
 * @get_counts: (nullable): puts the number of each category into an array, if the session counts them anyway; returns
 *   %FALSE until it has
 * @is_by_facts: (nullable): whether a view's rows or their order depend on facts
 * @list: lists a view on a worker; at most @n_first, unless that is 0
 * @list_async: (nullable): lists it without @list; ends with a #GTask of a #GArray
 * @count: counts a view on a worker; %GH_ERROR_QUERY if it cannot be read
 * @read: (nullable): reads all records, on a worker with each list, for a kind with few
 * @take: (nullable): gives them to the source, which then owns them
 * @copy: appends a line of tab-separated cells for each of @ids, on a worker
 * @write: writes a report, on a worker; fills in now and time zone of the view
 *
 * Describes a kind of record to the page that lists it: its fields, columns, categories, words, and how to read it.
 * #GhListPage itself knows no kind.
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

  const GhListFields   *(*get_fields)    (GhSession *session);
  gboolean              (*has_column)    (GhSession *session,
                                          guint      column);
  GhTableSource        *(*create_source) (GhSession *session);
  gboolean              (*get_counts)    (GhSession *session,
                                          gint64    *counts);
  gboolean              (*list)          (const GhListKind  *self,
                                          const GhView      *view,
                                          guint              n_first,
                                          GhConnection      *connection,
                                          GArray            *ids,
                                          GError           **error);
  gboolean              (*is_by_facts)   (const char *query,
                                          const char *sort);
  void                  (*list_async)    (const GhListKind    *self,
                                          const GhView        *view,
                                          guint                n_first,
                                          GhSession           *session,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             data);
  gboolean              (*count)         (gconstpointer   self,
                                          const GhView   *view,
                                          GhConnection   *connection,
                                          gint64         *count,
                                          GError        **error);
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
                                          const GhView      *view,
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
 * Returns: (nullable): the category @key, if it has a list
 */
const GhListCategory *gh_list_kind_find_category (const GhListKind *self,
                                                  const char       *key);

/**
 * gh_list_append_cell:
 * @text: a table to copy
 * @cell: the text of its next cell; what would break the table is replaced
 * @is_last: whether it ends the line
 */
void gh_list_append_cell (GString  *text,
                          char     *cell,
                          gboolean  is_last);

/**
 * gh_list_kind_is_sort:
 *
 * Returns: whether it can be sorted by @sort, a column, perhaps with ":desc"
 */
gboolean gh_list_kind_is_sort (const GhListKind *self,
                               const char       *sort);

G_END_DECLS
