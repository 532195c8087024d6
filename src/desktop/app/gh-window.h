/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_WINDOW (gh_window_get_type ())
G_DECLARE_FINAL_TYPE (GhWindow, gh_window, GH, WINDOW, AdwApplicationWindow)

/**
 * GhWindow:
 *
 * The window: the sidebar and a page of the open organisation; before that, what to open or why it failed to open.
 */

/**
 * gh_window_new:
 * @application: the application
 * @settings: this computer's settings
 *
 * Returns: (transfer floating): a window without an organisation
 */
GhWindow *gh_window_new (GtkApplication *application,
                         GSettings      *settings);

/**
 * gh_window_open:
 * @self: a window
 * @path: (nullable): the directory file; %NULL to ask
 * @name: (nullable): the name of a new organisation to create
 *
 * Opens another organisation, once the current page may be left.
 */
void gh_window_open (GhWindow   *self,
                     const char *path,
                     const char *name);

/**
 * gh_window_show_link:
 * @self: a window
 * @link: a link (Q8); shown once the organisation is open
 */
void gh_window_show_link (GhWindow   *self,
                          const char *link);

/**
 * gh_window_get_page:
 *
 * Returns: (transfer none) (nullable): the page shown
 */
GhPage *gh_window_get_page (GhWindow *self);

G_END_DECLS
