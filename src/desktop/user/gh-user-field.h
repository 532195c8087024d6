/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhUserField:
 *
 * An editable text of a user: what is stored, what is typed, and beneath it what is wrong with it or who changed it
 * meanwhile. Emits `changed`.
 */
#define GH_TYPE_USER_FIELD (gh_user_field_get_type ())
G_DECLARE_FINAL_TYPE (GhUserField, gh_user_field, GH, USER_FIELD, GObject)

/**
 * gh_user_field_new:
 * @title: its title
 * @is_long: whether it has several lines
 *
 * Returns: (transfer full): a field
 */
GhUserField *gh_user_field_new (const char *title,
                                gboolean    is_long);

/** Return the two rows, to be stacked: the field and the remark about it. */
GtkWidget *gh_user_field_get_row (GhUserField *self);
GtkWidget *gh_user_field_get_remark_row (GhUserField *self);

/** Starts over with another user's text. */
void gh_user_field_begin (GhUserField *self,
                          const char  *text);

/**
 * gh_user_field_take:
 * @self: a field
 * @before: what gh_user_field_get_before() returned
 * @text: what was typed
 *
 * Restores what was typed earlier; gh_user_field_update() then sets what is stored now.
 */
void gh_user_field_take (GhUserField *self,
                         const char  *before,
                         const char  *text);

/**
 * gh_user_field_update:
 * @self: a field
 * @text: what is stored now
 *
 * Updates the text unless it is being edited; what is typed stays.
 *
 * Returns: whether somebody changed what is being edited; if so, call gh_user_field_set_conflict()
 */
gboolean gh_user_field_update (GhUserField *self,
                               const char  *text);

/**
 * gh_user_field_set_conflict:
 * @self: a field
 * @sentence: who changed it, to what, when
 *
 * Offers to take over the stored text.
 */
void gh_user_field_set_conflict (GhUserField *self,
                                 const char  *sentence);

/**
 * gh_user_field_set_error:
 * @self: a field
 * @sentence: (nullable): what is wrong
 */
void gh_user_field_set_error (GhUserField *self,
                              const char  *sentence);

/**
 * gh_user_field_set_editable:
 * @self: a field
 * @editable: whether it may be edited
 * @padlock: (nullable): why not, as the tooltip of a padlock
 */
void gh_user_field_set_editable (GhUserField *self,
                                 gboolean     editable,
                                 const char  *padlock);

/** Restores the stored text. */
void gh_user_field_revert (GhUserField *self);

void        gh_user_field_focus (GhUserField *self);
gboolean    gh_user_field_is_changed (GhUserField *self);
gboolean    gh_user_field_has_error (GhUserField *self);

/** Returns what was stored when it was edited: what is stored now, unless somebody has changed it since. */
const char *gh_user_field_get_before (GhUserField *self);
const char *gh_user_field_get_text (GhUserField *self);

G_END_DECLS
