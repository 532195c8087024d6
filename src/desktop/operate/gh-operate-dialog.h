/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-words.h"
#include "operations/gh-run.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhOperateDialog:
 *
 * Rehearses an operation while it is set up, and runs it. Emits `done` once, when it has closed itself.
 */
#define GH_TYPE_OPERATE_DIALOG (gh_operate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateDialog, gh_operate_dialog, GH, OPERATE_DIALOG, AdwWindow)

/**
 * gh_operate_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @store: the organisation
 * @actor: who acts
 * @operation: what is to be done
 * @target: (nullable): its target
 * @parameters: (nullable): the initial choices
 * @settings: what is set
 * @today: the day in the organisation's time zone
 * @groups: (nullable) (element-type GhGroup): all groups, if the operation asks for one
 *
 * Returns: (transfer full): the dialog
 */
GhOperateDialog *gh_operate_dialog_new (GtkWindow         *parent,
                                        GhStore           *store,
                                        const GhActor     *actor,
                                        const GhOperation *operation,
                                        const GhTarget    *target,
                                        JsonObject        *parameters,
                                        const GhSettings  *settings,
                                        GDateTime         *today,
                                        GPtrArray         *groups);

/** Shows it, rehearsing. */
void gh_operate_dialog_ask (GhOperateDialog *self,
                            gboolean         by_key);

/** Runs without asking; appears only if that takes long. */
void gh_operate_dialog_run (GhOperateDialog *self);

G_END_DECLS
