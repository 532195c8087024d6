/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "operations/gh-actor.h"

G_BEGIN_DECLS

/**
 * GhOperateStatusChoice:
 *
 * Chooses a status and, for Bypass, its last day. Emits `changed` after writing a new value.
 */
#define GH_TYPE_OPERATE_STATUS_CHOICE (gh_operate_status_choice_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateStatusChoice, gh_operate_status_choice, GH, OPERATE_STATUS_CHOICE, GtkBox)

/**
 * gh_operate_status_choice_new:
 * @values: the operation's parameters; the widget writes two of them
 * @status: the parameter for the status; an existing value is the initial choice
 * @until: (nullable): the parameter for the last day
 * @actor: who acts: what the role may not set is greyed
 * @settings: what is set
 * @today: the day in the organisation's time zone
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *gh_operate_status_choice_new (JsonObject       *values,
                                         const char       *status,
                                         const char       *until,
                                         const GhActor    *actor,
                                         const GhSettings *settings,
                                         GDateTime        *today);

G_END_DECLS
