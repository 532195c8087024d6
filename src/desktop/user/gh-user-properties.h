/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "operations/gh-result.h"
#include "users/gh-user.h"

G_BEGIN_DECLS

/**
 * GhUserProperties:
 *
 * Username, real name, e-mail, aliases and notes of a user, to be edited. Emits `changed` when something was typed.
 */
#define GH_TYPE_USER_PROPERTIES (gh_user_properties_get_type ())
G_DECLARE_FINAL_TYPE (GhUserProperties, gh_user_properties, GH, USER_PROPERTIES, AdwPreferencesGroup)

/** Begins with a user, forgetting what was typed. */
void gh_user_properties_begin (GhUserProperties *self,
                               GhUser           *user,
                               GhRefusal         refusal);

/**
 * gh_user_properties_update:
 * @self: properties
 * @user: the same user, as now
 * @refusal: why nothing may be edited, or %GH_REFUSAL_NONE
 * @by: (nullable): who changed the user last
 * @at: (nullable): and when, as lists show it
 *
 * What is not edited changes in place; where somebody changed what is being edited, both are offered.
 */
void gh_user_properties_update (GhUserProperties *self,
                                GhUser           *user,
                                GhRefusal         refusal,
                                const char       *by,
                                const char       *at);

/**
 * GH_USER_PROPERTIES_INPUT:
 *
 * Type of what is typed: for each field that was edited which one it is, what was stored then and what is typed.
 */
#define GH_USER_PROPERTIES_INPUT "a(uss)"

/**
 * gh_user_properties_dup_input:
 *
 * Returns: (transfer full): what is typed, of type %GH_USER_PROPERTIES_INPUT; empty where nothing is
 */
GVariant *gh_user_properties_dup_input (GhUserProperties *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_user_properties_take_input:
 * @self: properties that show the user
 * @input: of type %GH_USER_PROPERTIES_INPUT
 *
 * Puts back what was typed, over what was stored then; gh_user_properties_update() has to say what is stored now.
 */
void gh_user_properties_take_input (GhUserProperties *self,
                                    GVariant         *input);

/** What would be saved differs from what is stored. */
gboolean gh_user_properties_is_changed (GhUserProperties *self);

/** Nothing is wrong with it by itself; whether a name is taken only a rehearsal knows. */
gboolean gh_user_properties_is_valid (GhUserProperties *self);

/** The parameters of user.edit. */
JsonObject *gh_user_properties_dup_parameters (GhUserProperties *self);

/**
 * gh_user_properties_set_refusal:
 * @self: properties
 * @result: (nullable): what a rehearsal came to; %NULL: nothing is wrong
 *
 * Says beneath the names what is wrong with them.
 */
void gh_user_properties_set_refusal (GhUserProperties *self,
                                     const GhResult   *result);

/** The labels of what is changed, for a question: "notes", "username and e-mail". */
char *gh_user_properties_dup_changed (GhUserProperties *self);

void gh_user_properties_focus_username (GhUserProperties *self);
void gh_user_properties_focus_realname (GhUserProperties *self);

G_END_DECLS
