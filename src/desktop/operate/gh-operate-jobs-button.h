/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-jobs.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateJobRow:
 *
 * A job in the popover: its title and progress, with a button to cancel it; then its result, with a button to undo or
 * show it.
 */
#define GH_TYPE_OPERATE_JOB_ROW (gh_operate_job_row_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJobRow, gh_operate_job_row, GH, OPERATE_JOB_ROW, GtkListBoxRow)

/**
 * GhOperateJobsButton:
 *
 * A pie that shows the progress of background jobs, with a popover that lists them. Hidden while there are none.
 * Activates `win.undo-entry` and `win.open-entry`.
 */
#define GH_TYPE_OPERATE_JOBS_BUTTON (gh_operate_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJobsButton, gh_operate_jobs_button, GH, OPERATE_JOBS_BUTTON, GtkWidget)

GtkWidget *gh_operate_jobs_button_new (GhOperateJobs *jobs);

G_END_DECLS
