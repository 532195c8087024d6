/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-words.h"
#include "operations/gh-actor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhOperateChoices:
 *
 * The inputs of an operation, made from its parameters: an editor for each by its kind. A file and rows have none:
 * who has them gives them. Emits `changed` at each change.
 */
#define GH_TYPE_OPERATE_CHOICES (gh_operate_choices_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateChoices, gh_operate_choices, GH, OPERATE_CHOICES, GtkBox)

/**
 * gh_operate_choices_new:
 * @operation: what has the parameters
 * @words: its words
 * @given: (nullable): values that are there at first
 * @actor: who asks
 * @today: the day in the organisation's time zone
 * @groups: (nullable) (element-type GhGroup): all groups, where gh_operate_choices_needs_groups()
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *gh_operate_choices_new (const GhOperation    *operation,
                                   const GhOperateWords *words,
                                   JsonObject           *given,
                                   const GhActor        *actor,
                                   GDateTime            *today,
                                   GPtrArray            *groups);

gboolean gh_operate_choices_needs_groups (const GhOperation *operation);

/** Whether there is anything to choose. */
gboolean gh_operate_choices_has_any (GhOperateChoices *self);

/** Whether all that the operation needs is chosen. */
gboolean gh_operate_choices_is_complete (GhOperateChoices *self);

/**
 * gh_operate_choices_dup_parameters:
 * @self: choices
 *
 * Returns: (transfer full): what is chosen now; later choices do not change it
 */
JsonObject *gh_operate_choices_dup_parameters (GhOperateChoices *self);

/** The number by which the operation is confirmed is no choice: it is typed behind the rehearsal. */
#define GH_OPERATE_CONFIRM "confirm"

/** Nor is the entry to undo, which is what one came for. */
#define GH_OPERATE_ENTRY "entry"

G_END_DECLS
