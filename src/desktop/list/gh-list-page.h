/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-category-bar.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table.h"
#include "list/gh-list-kind.h"
#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_LIST_PAGE           (gh_list_page_get_type ())
#define GH_LIST_PAGE(o)             (G_TYPE_CHECK_INSTANCE_CAST ((o), GH_TYPE_LIST_PAGE, GhListPage))
#define GH_IS_LIST_PAGE(o)          (G_TYPE_CHECK_INSTANCE_TYPE ((o), GH_TYPE_LIST_PAGE))
#define GH_LIST_PAGE_CLASS(c)       (G_TYPE_CHECK_CLASS_CAST ((c), GH_TYPE_LIST_PAGE, GhListPageClass))
#define GH_LIST_PAGE_GET_CLASS(o)   (G_TYPE_INSTANCE_GET_CLASS ((o), GH_TYPE_LIST_PAGE, GhListPageClass))

/**
 * GH_LIST_PAGE_INPUT:
 *
 * Type of the unsaved input on a list page: category, chips, the typed text and its cursor, sort; the selected ids; the
 * current row, and whether it is in the pane. A class that has more adds it.
 */
#define GH_LIST_PAGE_INPUT "(sassisaxxb)"

typedef struct _GhListPage GhListPage;

/**
 * GhListPage:
 *
 * A table with its search, categories, filters and actions (U1 to U6), of a #GhListKind: each list page is a
 * subclass. Besides what a page takes, its template may have children of type "head", above the categories, "filter",
 * at the end of the filters, "no-match", below the text when nothing matches, and one of type "pane", which shows more
 * of one row below the list. The struct is private to this folder.
 */
struct _GhListPage {
  GhPage           parent_instance;

  const GhListKind *kind;
  GhTableSource   *source;
  gboolean         has_heading;    /* and the search below it */
  char            *base;           /* nullable: the query that all rows must match */
  gint64           total;          /* of @base; -1: not counted yet */
  guint            hold_id;        /* of painting, while a list is pending */
  guint            counting;       /* generation of the last count requested */

  GSettings       *settings;       /* of the table */
  GSettings       *computer;       /* of the whole window */

  /* template */
  GtkStack        *title_stack;
  GtkWidget       *search_clamp;
  GtkWidget       *window_title;
  GtkWidget       *entry;
  GtkWidget       *search_button;
  GtkLabel        *reason;
  GtkBox          *head;
  GtkWidget       *bars;
  GhCategoryBar   *categories;
  GtkWidget       *filter_row;
  GhFilterBar     *chips;
  GtkMenuButton   *filter_button;
  GtkWidget       *filter_label;
  GtkWidget       *filter_arrow;
  GtkWidget       *clear_button;
  GtkInscription  *count;
  GtkMenuButton   *save_view_button;
  GtkMenuButton   *select_button;
  GtkMenuButton   *columns_button;
  GtkMenuButton   *report_button;
  GtkWidget       *report_popover;
  GtkLabel        *report_title;
  GtkLabel        *report_caption;
  GtkCheckButton  *csv;
  GtkCheckButton  *safe;
  GtkCheckButton  *exact;
  GtkWidget       *report_save;
  GtkWidget       *report_link;
  GtkStack        *stack;
  GtkWidget       *spinner;
  GtkPaned        *paned;
  AdwBin          *table_place;
  GtkButton       *news;
  AdwStatusPage   *nothing;
  GtkWidget       *nothing_button;
  GtkWidget       *nothing_other_button;
  AdwStatusPage   *no_match;
  GtkBox          *no_match_box;
  GtkWidget       *search_all_button;
  GhSelectionBar  *selection_bar;

  /* created in code; borrowed */
  GhTable         *table;
  GtkWidget       *context_menu;
  GtkWidget       *bar_buttons[GH_OPERATE_BUTTONS];
  GtkWidget       *view_update;    /* of the popover that saves a view */
  GtkWidget       *view_name;
  GtkWidget       *view_save;

  gint64           menu_id;        /* the row of the context menu, GH_TABLE_ROW_BLANK for the selection */

  /* the view */
  const GhListFields *fields;      /* as the organisation is set */
  GPtrArray       *terms;          /* of the chips */
  gboolean         is_readable;    /* the typed text is a query */
  guint            pause_id;       /* while a word may become a term */
  guint            save_id;        /* until the view is saved */
  gboolean         is_setting;     /* the program changes the view, in several steps */

  /* the list of the view */
  GCancellable    *listing;        /* nullable */
  guint            generation;     /* of the last list requested */
  gboolean         has_list;
  gboolean         is_other_view;  /* than the listed one; the next is not merely newer */
  char            *listed_query;   /* the last request */
  char            *listed_sort;
  guint            first_id;       /* until the request for the first rows in another order */
  guint            spinner_id;     /* until the spinner is shown for the first list */

  /* rows that arrive by themselves, and the one in the pane */
  gint64           newest_seen;    /* the newest row that was on the screen */
  gint64           shown;          /* 0: the pane is closed */
  gint64           sought;         /* the row to move the cursor to; 0: none */
  gint64           returns_to;     /* the row it was on before the page was created again; 0: none */
};

/**
 * GhListPageClass:
 * @kind: what it lists
 * @open_row: opens the record in a row
 * @find_facts: (nullable): what checking an operation asks of a record, if the page has it at hand
 * @dup_parameters: (nullable): the initial choices in the dialog of an operation on @ids
 * @get_reason: (nullable): why an operation cannot be used, in words; %NULL if it can
 * @nothing_matches: (nullable): called when nothing matches and the page says so
 * @show_row: (nullable): reads what the pane shows of a row, then calls gh_list_page_reveal_pane(); 0: it was closed
 */
typedef struct {
  GhPageClass        parent_class;

  const GhListKind  *kind;
  void             (*open_row)        (GhListPage        *self,
                                       gint64             id);
  gconstpointer    (*find_facts)      (GhListPage        *self,
                                       gint64             id);
  JsonObject      *(*dup_parameters)  (GhListPage        *self,
                                       const GhOperation *operation,
                                       GArray            *ids);
  const char      *(*get_reason)      (GhListPage        *self,
                                       const GhOperation *operation);
  void             (*nothing_matches) (GhListPage        *self);
  void             (*show_row)        (GhListPage        *self,
                                       gint64             id);
} GhListPageClass;

GType gh_list_page_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhListPage, g_object_unref)

/**
 * gh_list_page_install_operations:
 * @klass: a page class, in its class_init
 *
 * Adds the kind's actions and keys; once for all classes that offer the same.
 */
void gh_list_page_install_operations (GhListPageClass *klass);

/**
 * gh_list_page_set_base:
 * @self: a page
 * @query: the query that all rows of the page match
 *
 * Starts with a plain view of other rows.
 */
void gh_list_page_set_base (GhListPage *self,
                            const char *query);

/**
 * gh_list_page_renew_base:
 * @self: a page
 * @query: the query that all rows of the page match now; it may differ in wording
 *
 * Call it after each change of the data: only then the page lists again. Filter, order and selection stay.
 */
void gh_list_page_renew_base (GhListPage *self,
                              const char *query);

/** Sets the text for an empty page. */
void gh_list_page_set_empty_text (GhListPage *self,
                                  const char *text);

/** Updates the actions, after a change other than of rows. */
void gh_list_page_update_actions (GhListPage *self);

/**
 * gh_list_page_get_source:
 *
 * Returns: (transfer none): the source of the rows, from the kind
 */
GhTableSource *gh_list_page_get_source (GhListPage *self);

/**
 * gh_list_page_get_ids:
 *
 * Returns: (transfer none) (element-type gint64): the rows, in their order
 */
GArray *gh_list_page_get_ids (GhListPage *self);

/**
 * gh_list_page_get_category:
 *
 * Returns: (transfer none): the chosen category
 */
const GhListCategory *gh_list_page_get_category (GhListPage *self);

/**
 * gh_list_page_dup_filter:
 *
 * Returns: (transfer full): the query without the category, as views store it
 */
char *gh_list_page_dup_filter (GhListPage *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_page_dup_sort:
 *
 * Returns: (transfer full): the sort order, such as "login:desc"
 */
char *gh_list_page_dup_sort (GhListPage *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_list_page_show_row:
 * @self: a page with a pane
 * @id: a row
 *
 * Shows it in the pane, or updates it there.
 */
void gh_list_page_show_row (GhListPage *self,
                            gint64      id);

/**
 * gh_list_page_get_shown:
 *
 * Returns: the row in the pane, 0 if that is closed
 */
gint64 gh_list_page_get_shown (GhListPage *self);

/** Shows the pane, once it is filled. */
void gh_list_page_reveal_pane (GhListPage *self);

/**
 * gh_list_page_go_to_row:
 * @self: a page with a pane
 * @id: a row
 *
 * Shows it in the pane and in the list, where no filter may hide it.
 */
void gh_list_page_go_to_row (GhListPage *self,
                             gint64      id);

/**
 * gh_list_page_set_heading:
 * @self: a page
 * @title: what the header bar says
 * @subtitle: its second line
 *
 * For a page whose header bar has its own title; the search then moves to the line of filters.
 */
void gh_list_page_set_heading (GhListPage *self,
                               const char *title,
                               const char *subtitle);

G_END_DECLS
