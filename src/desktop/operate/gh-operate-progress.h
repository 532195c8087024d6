/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhOperateProgress:
 *
 * How far a job is, with a button to cancel and, when it takes long, one to let it go on out of sight; they
 * activate `window.close` and `operate.hide`.
 */
#define GH_TYPE_OPERATE_PROGRESS (gh_operate_progress_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateProgress, gh_operate_progress, GH, OPERATE_PROGRESS, GtkBox)

/** What is going on, as a sentence with dots. */
void gh_operate_progress_set_title (GhOperateProgress *self,
                                    const char        *title);

/**
 * gh_operate_progress_set_job:
 * @self: a progress
 * @job: (nullable): a job that begins now
 */
void gh_operate_progress_set_job (GhOperateProgress *self,
                                  GhJob             *job);

/** Puts the focus where Return cancels. */
void gh_operate_progress_focus (GhOperateProgress *self);

G_END_DECLS
