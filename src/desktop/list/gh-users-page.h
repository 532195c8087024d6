/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-category-bar.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-selection-bar.h"
#include "kit/gh-table.h"
#include "list/gh-users-kind.h"
#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_USERS_PAGE           (gh_users_page_get_type ())
#define GH_USERS_PAGE(o)             (G_TYPE_CHECK_INSTANCE_CAST ((o), GH_TYPE_USERS_PAGE, GhUsersPage))
#define GH_IS_USERS_PAGE(o)          (G_TYPE_CHECK_INSTANCE_TYPE ((o), GH_TYPE_USERS_PAGE))
#define GH_USERS_PAGE_CLASS(c)       (G_TYPE_CHECK_CLASS_CAST ((c), GH_TYPE_USERS_PAGE, GhUsersPageClass))
#define GH_USERS_PAGE_GET_CLASS(o)   (G_TYPE_INSTANCE_GET_CLASS ((o), GH_TYPE_USERS_PAGE, GhUsersPageClass))

typedef struct _GhUsersPage GhUsersPage;

/**
 * GhUsersPage:
 *
 * The table of users with its categories, filters and actions (U1 to U6). The page of users as it is; the Trash and
 * the members of a group are classes of it, which have a #GhUsersKind of their own. What is in the struct is for the
 * files of this folder.
 */
struct _GhUsersPage {
  GhPage           parent_instance;

  const GhUsersKind *kind;
  gboolean         has_heading;    /* and the search below it */
  char            *base;           /* nullable: the query that all of it must match, whatever is asked for */
  gint64           total;          /* of @base; -1: not counted yet */
  guint            hold_id;        /* of painting, while a list is about to come */
  guint            counting;       /* generation of the last counting asked for */

  GSettings       *settings;       /* of the table */
  GSettings       *computer;       /* of the whole window */

  /* template */
  GtkStack        *title_stack;
  GtkWidget       *search_clamp;
  GtkWidget       *window_title;
  GtkWidget       *entry;
  GtkMenuButton   *add_button;
  GtkWidget       *search_button;
  GtkLabel        *reason;
  GtkBox          *head;           /* for what a page has above the categories */
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
  GtkStack        *stack;
  GtkWidget       *spinner;
  AdwBin          *table_place;
  AdwStatusPage   *nobody;
  GtkWidget       *nobody_button;
  GtkWidget       *nobody_other_button;
  AdwStatusPage   *no_match;
  GtkWidget       *search_all_button;
  GtkLabel        *trash_matches;
  GhSelectionBar  *selection_bar;

  /* made by the program; borrowed */
  GhTable         *table;
  GtkWidget       *context_menu;
  GtkWidget       *bar_buttons[GH_OPERATE_BUTTONS];
  GtkWidget       *view_update;    /* of the popover that saves a view */
  GtkWidget       *view_name;
  GtkWidget       *view_save;

  gint64           menu_id;        /* the row that the context menu means, GH_TABLE_ROW_BLANK for the selection */

  /* the view */
  GPtrArray       *terms;          /* of the chips */
  gboolean         is_readable;    /* what was typed is a query */
  guint            trash_id;       /* until the Trash is asked for what nobody else matches */
  guint            pause_id;       /* while a word may become a term */
  guint            save_id;        /* until the view is remembered */
  gboolean         is_setting;     /* the program changes the view, in several steps */

  /* the list of the view */
  GCancellable    *listing;        /* nullable */
  guint            generation;     /* of the last list asked for */
  gboolean         has_list;
  gboolean         is_other_view;  /* than what is listed; what comes next is not merely newer */
  guint            spinner_id;     /* until the spinner is shown for the first list */
};

/**
 * GhUsersPageClass:
 * @kind: in what the table differs from that of users
 * @dup_parameters: (nullable): what is chosen at first in the dialog of an operation
 * @get_reason: (nullable): why an operation cannot be used, in words; %NULL where it can
 */
typedef struct {
  GhPageClass        parent_class;

  const GhUsersKind *kind;
  JsonObject      *(*dup_parameters) (GhUsersPage       *self,
                                      const GhOperation *operation);
  const char      *(*get_reason)     (GhUsersPage       *self,
                                      const GhOperation *operation);
} GhUsersPageClass;

GType gh_users_page_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUsersPage, g_object_unref)

/**
 * gh_users_page_set_base:
 * @self: a page
 * @query: the query that all users of the page match
 *
 * Begins with a plain view of other users.
 */
void gh_users_page_set_base (GhUsersPage *self,
                             const char  *query);

/**
 * gh_users_page_renew_base:
 * @self: a page
 * @query: the query that all users of the page match now; they may be called otherwise
 *
 * To be said after each change of the data: only then the page lists anew. Filter, order and selection stay.
 */
void gh_users_page_renew_base (GhUsersPage *self,
                               const char  *query);

/** What the page says where it has nobody at all. */
void gh_users_page_set_empty_text (GhUsersPage *self,
                                   const char  *text);

/** Something other than the users has changed that decides what can be done. */
void gh_users_page_update_actions (GhUsersPage *self);

/** Where a page puts what it has above the categories. */
GtkBox *gh_users_page_get_head (GhUsersPage *self);

/**
 * gh_users_page_set_heading:
 * @self: a page
 * @title: what the header bar says
 * @subtitle: and below it
 *
 * For a page whose header bar has a title of its own; the search then stands in the line of filters.
 */
void gh_users_page_set_heading (GhUsersPage *self,
                                const char  *title,
                                const char  *subtitle);

G_END_DECLS
