/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-jobs.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateJobsButton:
 *
 * A pie that shows the progress of background jobs, with a popover that lists them: each with a button to cancel, undo
 * or show it. Hidden while there are none. Activates `win.undo-entry` and `win.open-page`.
 */
#define GH_TYPE_OPERATE_JOBS_BUTTON (gh_operate_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJobsButton, gh_operate_jobs_button, GH, OPERATE_JOBS_BUTTON, GtkWidget)

GtkWidget *gh_operate_jobs_button_new (GhOperateJobs *jobs);

G_END_DECLS
