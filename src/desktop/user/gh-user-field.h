/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhUserField:
 *
 * A text of the user, to be edited: what is stored, what is typed, and beneath it what is wrong with it or who
 * changed it meanwhile. Emits `changed`.
 */
#define GH_TYPE_USER_FIELD (gh_user_field_get_type ())
G_DECLARE_FINAL_TYPE (GhUserField, gh_user_field, GH, USER_FIELD, GObject)

/**
 * gh_user_field_new:
 * @title: what it is
 * @is_long: whether it has several lines
 *
 * Returns: (transfer full): a field
 */
GhUserField *gh_user_field_new (const char *title,
                                gboolean    is_long);

/** The two rows, to be put one below the other: the field and what is said of it. */
GtkWidget *gh_user_field_get_row (GhUserField *self);
GtkWidget *gh_user_field_get_remark_row (GhUserField *self);

/** Begins anew with another user's text. */
void gh_user_field_begin (GhUserField *self,
                          const char  *text);

/**
 * gh_user_field_take:
 * @self: a field
 * @before: what gh_user_field_get_before() gave
 * @text: what was typed
 *
 * Begins with what was typed earlier; what is stored now is for gh_user_field_update() to say.
 */
void gh_user_field_take (GhUserField *self,
                         const char  *before,
                         const char  *text);

/**
 * gh_user_field_update:
 * @self: a field
 * @text: what is stored now
 *
 * What is not edited changes in place; what is typed stays.
 *
 * Returns: whether somebody changed what is being edited: then say who with gh_user_field_set_conflict()
 */
gboolean gh_user_field_update (GhUserField *self,
                               const char  *text);

/**
 * gh_user_field_set_conflict:
 * @self: a field
 * @sentence: who changed it, to what, when
 *
 * Offers to take over what is stored.
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

/** Puts back what is stored. */
void gh_user_field_revert (GhUserField *self);

void        gh_user_field_focus (GhUserField *self);
gboolean    gh_user_field_is_changed (GhUserField *self);
gboolean    gh_user_field_has_error (GhUserField *self);

/** What was stored when it was edited: what is stored now, but where somebody has changed it since. */
const char *gh_user_field_get_before (GhUserField *self);
const char *gh_user_field_get_text (GhUserField *self);

G_END_DECLS
