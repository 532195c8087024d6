/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-notice.h"
#include "list/gh-list-page.h"
#include "log/gh-log-pane.h"

G_BEGIN_DECLS

#define GH_TYPE_LOG_PAGE (gh_log_page_get_type ())
G_DECLARE_FINAL_TYPE (GhLogPage, gh_log_page, GH, LOG_PAGE, GhListPage)

/**
 * GhLogPage:
 *
 * The administrator log (L3): everything done, newest first, and below it one entry in full. The struct is private to
 * this folder.
 */
struct _GhLogPage {
  GhListPage     parent_instance;

  GSettings     *organisation;  /* of this organisation */

  /* template */
  GhNotice      *notice;
  GtkImage      *verified_icon;
  GtkLabel      *verified;
  GhLogPane     *pane;

  /* the pane */
  GArray        *user_ids;      /* the users its entry touched */
  GCancellable  *reading;       /* nullable: of its contents */
  GhJob         *rehearsing;    /* nullable: of undoing it */

  /* verifying */
  GhJob         *verifying;     /* nullable */
  char          *report;        /* nullable: what it found since the page was made, in sentences */
  gboolean       is_signed;     /* and whether all of it was signed (L6) */
  gboolean       needs_owner;   /* or an Owner must look at its end */
};

G_END_DECLS
