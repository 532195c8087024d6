/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_ACTION_POPOVER (gh_action_popover_get_type ())
G_DECLARE_FINAL_TYPE (GhActionPopover, gh_action_popover, GH, ACTION_POPOVER, GtkPopover)

/**
 * GhActionPopover:
 *
 * A menu that explains its greyed entries: groups of buttons, dim accelerators at the right, and the reason beneath an
 * unusable entry, for screen readers too. #GMenu can do none of that.
 */
GtkWidget *gh_action_popover_new (void);

/**
 * gh_action_popover_add:
 * @popover: a popover
 * @label: what it does, in header capitals
 * @action_name: a detailed action name
 * @accelerator: (nullable): in gtk_accelerator_parse() syntax, only shown
 * @reason: (nullable): why it cannot be used now; greys the entry and is shown there
 */
void gh_action_popover_add (GhActionPopover *popover,
                            const char      *label,
                            const char      *action_name,
                            const char      *accelerator,
                            const char      *reason);

/**
 * gh_action_popover_add_separator:
 *
 * Begins a new group, if there is anything before it.
 */
void gh_action_popover_add_separator (GhActionPopover *popover);

/**
 * gh_action_popover_clear:
 *
 * Removes all entries.
 */
void gh_action_popover_clear (GhActionPopover *popover);

G_END_DECLS
