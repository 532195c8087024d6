/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GhChoiceButton:
 *
 * A button that shows what is chosen, and opens a long list to choose from, with a search. Emits `chosen` when a person
 * chose something else.
 */
#define GH_TYPE_CHOICE_BUTTON (gh_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (GhChoiceButton, gh_choice_button, GH, CHOICE_BUTTON, GtkWidget)

/** Creates a button without choices. @name: what is chosen, for screen readers */
GtkWidget *gh_choice_button_new (const char *name);

/**
 * gh_choice_button_add:
 * @self: a button
 * @value: what is meant
 * @label: what people read
 * @detail: (nullable): a second line, which is searched as well
 *
 * Adds a choice below the others.
 */
void gh_choice_button_add (GhChoiceButton *self,
                           const char     *value,
                           const char     *label,
                           const char     *detail);

/** Shows what is chosen; a value that is no choice, or none yet, is shown itself. */
void gh_choice_button_set_value (GhChoiceButton *self,
                                 const char     *value);

const char *gh_choice_button_get_value (GhChoiceButton *self);

G_END_DECLS
