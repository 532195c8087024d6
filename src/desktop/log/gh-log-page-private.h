/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-notice.h"
#include "kit/gh-table.h"
#include "log/gh-log-page.h"
#include "log/gh-log-pane.h"
#include "logs/gh-log-result.h"

G_BEGIN_DECLS

struct _GhLogPage {
  GhPage         parent_instance;

  GSettings     *settings;      /* of this computer */
  GSettings     *organisation;  /* of this organisation */

  /* template */
  GtkWidget     *entry;
  GtkRevealer   *reason_revealer;
  GtkLabel      *reason;
  GhNotice      *notice;
  GhFilterBar   *chips;
  GtkMenuButton *filter_button;
  GtkWidget     *filter_label;
  GtkWidget     *filter_arrow;
  GtkWidget     *clear_button;
  GtkLabel      *count;
  GtkImage      *verified_icon;
  GtkLabel      *verified;
  GtkMenuButton *report_button;
  GtkStack      *stack;
  AdwStatusPage *message;
  GtkPaned      *paned;
  AdwBin        *table_place;
  GtkButton     *news;
  GhLogPane     *pane;

  /* made by the program; borrowed */
  GhTable       *table;

  /* the view */
  GPtrArray     *terms;         /* of the chips, such as "time:<7d" */
  guint          pause_id;      /* while a word may become a term */
  gboolean       is_readable;   /* what was typed is a query */

  /* the list of the view */
  GCancellable  *listing;       /* nullable */
  guint          generation;    /* of the last list asked for */
  gboolean       has_list;
  gint64         newest_seen;   /* the newest entry that was on the screen */

  /* the pane */
  gint64         shown;         /* the entry in it; 0: it is closed */
  gint64         sought;        /* the entry that the cursor is to go to; 0: none */
  GArray        *user_ids;      /* whom that entry touched */
  GCancellable  *reading;       /* nullable: of what is in it */
  GhJob         *rehearsing;    /* nullable: of undoing it */

  /* verifying */
  GhJob         *verifying;     /* nullable */
};

/* gh-log-page.c */

/* Lists anew. */
void gh_log_page_update_view (GhLogPage    *self,
                              GhTablePlace  place);

/* gh-log-page-pane.c: the entry in the pane */
void gh_log_page_class_install_pane_actions (GtkWidgetClass *klass);
void gh_log_page_show_entry (GhLogPage *self,
                             gint64     entry);
void gh_log_page_stop_reading (GhLogPage *self);
void gh_log_page_keep_pane_height (GhLogPage *self);

/* Shows an entry in the pane, and its row in the list, where a filter must not hide it. */
void gh_log_page_go_to_entry (GhLogPage *self,
                              gint64     entry);

/* There is another list: perhaps it has the row that is looked for. */
void gh_log_page_seek (GhLogPage *self);

/* gh-log-page-filter.c: the query */
void     gh_log_page_add_filter_menu (GhLogPage *self);
void     gh_log_page_set_term (GhLogPage *self, const char *term);
void     gh_log_page_remove_chip (GhLogPage *self, const char *key);
void     gh_log_page_clear_filter (GhLogPage *self);
char    *gh_log_page_dup_query (GhLogPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* Says what cannot be read, and returns whether all can. */
gboolean gh_log_page_check_query (GhLogPage *self);

/* gh-log-page-check.c: verifying and reports */
void gh_log_page_class_install_check_actions (GtkWidgetClass *klass);
void gh_log_page_update_verified (GhLogPage *self);

G_END_DECLS
