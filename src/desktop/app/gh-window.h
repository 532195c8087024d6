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
 * The window: the sidebar and a page of an open organisation; before that what to open, or why it could not be
 * opened.
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
 * @path: (nullable): the directory file; %NULL: asks what to open
 * @name: (nullable): makes a new organisation of this name
 *
 * Opens another organisation.
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
 * Returns: (transfer none) (nullable): the page that is shown
 */
GhPage *gh_window_get_page (GhWindow *self);

G_END_DECLS
