/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "operations/gh-result.h"
#include "settings/gh-settings.h"
#include "users/gh-user.h"

G_BEGIN_DECLS

/**
 * GhUserProperties:
 *
 * A user's username, names, e-mail, aliases and notes, editable. Emits `changed` when something is typed.
 */
#define GH_TYPE_USER_PROPERTIES (gh_user_properties_get_type ())
G_DECLARE_FINAL_TYPE (GhUserProperties, gh_user_properties, GH, USER_PROPERTIES, AdwPreferencesGroup)

/** Starts with a user, discarding what was typed. */
void gh_user_properties_begin (GhUserProperties *self,
                               GhUser           *user,
                               const GhSettings *settings,
                               GhRefusal         refusal);

/**
 * gh_user_properties_update:
 * @self: properties
 * @user: the same user, as it is now
 * @settings: what is set for the organisation
 * @refusal: why nothing may be edited, or %GH_REFUSAL_NONE
 * @by: (nullable): who changed the user last
 * @at: (nullable): and when, as lists show it
 *
 * Updates fields that are not being edited; where somebody changed one that is, offers both texts.
 */
void gh_user_properties_update (GhUserProperties *self,
                                GhUser           *user,
                                const GhSettings *settings,
                                GhRefusal         refusal,
                                const char       *by,
                                const char       *at);

/**
 * GH_USER_PROPERTIES_INPUT:
 *
 * Type of the input: for each edited field, which one it is, what was stored then and what is typed.
 */
#define GH_USER_PROPERTIES_INPUT "a(uss)"

/**
 * gh_user_properties_dup_input:
 *
 * Returns: (transfer full): what is typed, of type %GH_USER_PROPERTIES_INPUT; empty if nothing is
 */
GVariant *gh_user_properties_dup_input (GhUserProperties *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * gh_user_properties_take_input:
 * @self: properties that show the user
 * @input: of type %GH_USER_PROPERTIES_INPUT
 *
 * Restores what was typed over what was stored then; gh_user_properties_update() then sets what is stored now.
 */
void gh_user_properties_take_input (GhUserProperties *self,
                                    GVariant         *input);

/** Returns whether what would be saved differs from what is stored. */
gboolean gh_user_properties_is_changed (GhUserProperties *self);

/** Returns whether the texts are valid by themselves; only a rehearsal can tell whether a name is taken. */
gboolean gh_user_properties_is_valid (GhUserProperties *self);

/** Returns the parameters of user.edit. */
JsonObject *gh_user_properties_dup_parameters (GhUserProperties *self);

/**
 * gh_user_properties_set_refusal:
 * @self: properties
 * @result: (nullable): a rehearsal's result; %NULL if nothing is wrong
 *
 * Shows beneath the names what is wrong with them.
 */
void gh_user_properties_set_refusal (GhUserProperties *self,
                                     const GhResult   *result);

/** Returns the labels of what is changed, for a question: "notes", "username and e-mail". */
char *gh_user_properties_dup_changed (GhUserProperties *self);

void gh_user_properties_focus_username (GhUserProperties *self);
void gh_user_properties_focus_realname (GhUserProperties *self);

G_END_DECLS
