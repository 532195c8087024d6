/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-term.h"
#include "session/gh-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_FILTER_POPOVER (gh_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (GhFilterPopover, gh_filter_popover, GH, FILTER_POPOVER, GtkPopover)

/**
 * GhFilterPopover:
 *
 * Makes a term without typing it: first choose a field, then its values.
 */
GtkWidget *gh_filter_popover_new (GhSession          *session,
                                  const GhListFields *fields);

/**
 * gh_filter_popover_edit:
 * @self: a popover
 * @term: (nullable): a term to change; %NULL: begins with the fields
 */
void gh_filter_popover_edit (GhFilterPopover *self,
                             const char      *term);

G_END_DECLS
