/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_SAVED_VIEWS_LIST (gh_saved_views_list_get_type ())
G_DECLARE_FINAL_TYPE (GhSavedViewsList, gh_saved_views_list, GH, SAVED_VIEWS_LIST, GtkWidget)

/**
 * GhSavedViewsList:
 *
 * The saved views in the sidebar, each with its current number of users. A click activates `win.open-view`. Hidden
 * while there are none.
 */

/**
 * gh_saved_views_list_set_session:
 * @self: a new list
 * @session: the open organisation
 */
void gh_saved_views_list_set_session (GhSavedViewsList *self,
                                      GhSession        *session);

/**
 * gh_saved_views_list_set_shown:
 * @self: a list
 * @is_shown: whether the views' page is shown
 */
void gh_saved_views_list_set_shown (GhSavedViewsList *self,
                                    gboolean          is_shown);

G_END_DECLS
