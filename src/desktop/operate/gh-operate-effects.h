/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operate/gh-operate-words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhOperateEffects:
 *
 * What will happen, and its side effects: the numbers of a rehearsal. Activates `operate.show-users` with the index of
 * a reason in the result.
 */
#define GH_TYPE_OPERATE_EFFECTS (gh_operate_effects_get_type ())
G_DECLARE_FINAL_TYPE (GhOperateEffects, gh_operate_effects, GH, OPERATE_EFFECTS, GtkBox)

/**
 * gh_operate_effects_new:
 * @words: the operation's words
 * @has_heading: whether it needs a heading, with something above it
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *gh_operate_effects_new (const GhOperateWords *words,
                                   gboolean              has_heading);

/** Shows dots until the next result. */
void gh_operate_effects_set_waiting (GhOperateEffects *self);

void gh_operate_effects_set_result (GhOperateEffects *self,
                                    JsonObject       *parameters,
                                    const GhResult   *result);

/**
 * gh_operate_effects_set_remark:
 * @self: a plan
 * @remark: (nullable): a sentence above it, in amber
 */
void gh_operate_effects_set_remark (GhOperateEffects *self,
                                    const char       *remark);

G_END_DECLS
