/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "import/gh-import-page.h"
#include "import/gh-import-source.h"
#include "kit/gh-category-bar.h"
#include "kit/gh-notice.h"
#include "operate/gh-operate-jobs.h"
#include "operations/gh-operation.h"

G_BEGIN_DECLS

struct _GhImportPage {
  GhPage          parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkLabel       *file;             /* when the header bar has no room for it */
  GtkWidget      *cancel_button;
  GtkButton      *import_button;
  GtkStack       *stack;
  GtkLabel       *working_label;
  GtkProgressBar *bar;
  GtkLabel       *working_caption;
  AdwStatusPage  *refusal;
  GhNotice       *notice;
  GhCategoryBar  *categories;
  GtkBox         *summary_row;
  GtkLabel       *summary;
  GtkCheckButton *create_groups;
  GtkCheckButton *save_refused;
  GtkStack       *lists;
  AdwStatusPage  *message;

  GhTable        *tables[GH_N_LINE_SORTS];  /* created in code; borrowed */

  char           *path;
  char           *category;    /* nullable: the one to show once the file is read, if it has any lines */
  JsonObject     *parameters;  /* of the last rehearsal or the run */
  GhResult       *rehearsal;   /* nullable: the one shown */
  gboolean        is_outdated; /* the plan had changed by the time of the run */
  GhJob          *job;         /* nullable: of the current rehearsal or run */
  gboolean        is_running;
  GhOperateJob   *running;     /* nullable: the run, among all jobs */
  guint           generation;  /* answers of an earlier one are stale */
  guint           bar_id;
};

/* gh-import-page.c */
const GhOperation *gh_import_page_get_operation (void);

/* gh-import-page-plan.c: what is shown */

/* Adds the categories, and a table for each. */
void   gh_import_page_add_categories (GhImportPage *self);

/* Returns how many rows of the file are in a category; needs a rehearsal. */
gint64 gh_import_page_get_count (GhImportPage *self,
                                 GhLineSort    sort);

/* Shows a page of the stack. */
void   gh_import_page_show (GhImportPage *self,
                            const char   *name);

/* Show the rehearsal, or why there is none. */
void   gh_import_page_show_plan    (GhImportPage *self);
void   gh_import_page_show_refusal (GhImportPage *self,
                                    const char   *reason);

/* Fit the page to the room that it has. */
void   gh_import_page_update_narrow   (GhImportPage *self);
void   gh_import_page_update_category (GhImportPage *self);
void   gh_import_page_update_actions  (GhImportPage *self);

/* gh-import-page-run.c: rehearsing and importing */
void gh_import_page_rehearse (GhImportPage *self);
void gh_import_page_import   (GhImportPage *self);
void gh_import_page_stop     (GhImportPage *self);

/* Leaves the page: a running import continues among the jobs. */
void gh_import_page_go_on    (GhImportPage *self);

G_END_DECLS
