/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-words.h"
#include "operations/gh-actor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhOperateChoices:
 *
 * The inputs of an operation: an editor for each parameter, by its kind. A file and rows have none: the caller passes
 * them. Emits `changed` at each change.
 */
#define GH_TYPE_OPERATE_CHOICES (gh_operate_choices_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateChoices, gh_operate_choices, GH, OPERATE_CHOICES, GtkBox)

/**
 * gh_operate_choices_new:
 * @operation: the operation
 * @words: its words
 * @given: (nullable): the initial values
 * @actor: who acts
 * @settings: what is set
 * @today: the day in the organisation's time zone
 * @groups: (nullable) (element-type GhGroup): all groups, where gh_operate_choices_needs_groups()
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *gh_operate_choices_new (const GhOperation    *operation,
                                   const GhOperateWords *words,
                                   JsonObject           *given,
                                   const GhActor        *actor,
                                   const GhSettings     *settings,
                                   GDateTime            *today,
                                   GPtrArray            *groups);

gboolean gh_operate_choices_needs_groups (const GhOperation *operation);

/** Returns whether there are choices. */
gboolean gh_operate_choices_has_any (GhOperateChoices *self);

/** Whether all that the operation needs is set. */
gboolean gh_operate_choices_is_complete (GhOperateChoices *self);

/**
 * gh_operate_choices_dup_parameters:
 * @self: choices
 *
 * Returns: (transfer full): the current choices; later ones do not change it
 */
JsonObject *gh_operate_choices_dup_parameters (GhOperateChoices *self);

/** The number that confirms the operation is no choice: it is typed after the rehearsal. */
#define GH_OPERATE_CONFIRM "confirm"

/** Nor is the entry to undo: the caller gives it. */
#define GH_OPERATE_ENTRY "entry"

G_END_DECLS
