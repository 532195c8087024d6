/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "kit/gh-notice.h"
#include "log/gh-log-page.h"
#include "log/gh-log-pane.h"
#include "logs/gh-log-result.h"

G_BEGIN_DECLS

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
};

/* gh-log-page-pane.c: the entry in the pane */
void gh_log_page_class_install_pane_actions (GtkWidgetClass *klass);
void gh_log_page_show_row (GhListPage *page, gint64 entry);
void gh_log_page_stop_reading (GhLogPage *self);

/* gh-log-page-check.c: verifying */
void gh_log_page_class_install_check_actions (GtkWidgetClass *klass);
void gh_log_page_update_verified (GhLogPage *self);

G_END_DECLS
