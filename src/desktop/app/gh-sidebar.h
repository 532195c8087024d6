/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SIDEBAR (gh_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GhSidebar, gh_sidebar, GH, SIDEBAR, GtkWidget)

/**
 * GhSidebar:
 *
 * The organisation's name, the pages and the saved views with their counts, and the actor. A click activates
 * `win.open-page` or `win.open-view`.
 */
GtkWidget *gh_sidebar_new (GhSession *session);

/**
 * gh_sidebar_select:
 * @self: a sidebar
 * @page: the name of the page shown
 */
void gh_sidebar_select (GhSidebar  *self,
                        const char *page);

/**
 * gh_sidebar_set_folded:
 * @self: a sidebar
 * @folded: whether it has the window to itself, buttons included
 */
void gh_sidebar_set_folded (GhSidebar *self,
                            gboolean   folded);

/**
 * gh_sidebar_open_menu:
 * @self: a visible sidebar
 *
 * Opens the main menu.
 */
void gh_sidebar_open_menu (GhSidebar *self);

G_END_DECLS
