/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateProgress:
 *
 * The progress of a job, with a button to cancel and, when it takes long, one to continue in the background; they
 * activate `window.close` and `operate.hide`.
 */
#define GH_TYPE_OPERATE_PROGRESS (gh_operate_progress_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateProgress, gh_operate_progress, GH, OPERATE_PROGRESS, GtkBox)

/** Sets the title, a sentence with dots. */
void gh_operate_progress_set_title (GhOperateProgress *self,
                                    const char        *title);

/**
 * gh_operate_progress_set_job:
 * @self: a progress
 * @job: (nullable): a job that starts now
 */
void gh_operate_progress_set_job (GhOperateProgress *self,
                                  GhJob             *job);

/** Moves focus to where Return cancels. */
void gh_operate_progress_focus (GhOperateProgress *self);

G_END_DECLS
