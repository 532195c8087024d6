/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateJobRow:
 *
 * A job in a list: its title and progress, with a button to cancel it; then its result, with a button to undo or show
 * it, which emits `after`.
 */
#define GH_TYPE_OPERATE_JOB_ROW (gh_operate_job_row_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateJobRow, gh_operate_job_row, GH, OPERATE_JOB_ROW, GtkListBoxRow)

GtkWidget *gh_operate_job_row_new (GhOperateJob *job);

/**
 * gh_operate_job_row_get_job:
 *
 * Returns: (transfer none): the job
 */
GhOperateJob *gh_operate_job_row_get_job (GhOperateJobRow *self);

G_END_DECLS
