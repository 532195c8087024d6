/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GH_TYPE_DASHBOARD_CARD (gh_dashboard_card_get_type ())
G_DECLARE_FINAL_TYPE (GhDashboardCard, gh_dashboard_card, GH, DASHBOARD_CARD, GtkButton)

/**
 * GhDashboardCard:
 *
 * A number of users who need help. A click opens their list.
 */

/**
 * gh_dashboard_card_new:
 * @title: who they are
 * @caption: what that means, in a few words
 * @icon_name: an icon
 * @icon_style: (nullable): a style class for it
 * @link: (nullable): what a click shows
 */
GtkWidget *gh_dashboard_card_new (const char *title,
                                  const char *caption,
                                  const char *icon_name,
                                  const char *icon_style,
                                  const char *link);

/**
 * gh_dashboard_card_set_count:
 * @self: a card
 * @count: how many; 0 shows a tick and "None"
 */
void   gh_dashboard_card_set_count (GhDashboardCard *self,
                                    gint64           count);
gint64 gh_dashboard_card_get_count (GhDashboardCard *self);

G_END_DECLS
