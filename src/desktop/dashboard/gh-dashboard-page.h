/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

#define GH_TYPE_DASHBOARD_PAGE (gh_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (GhDashboardPage, gh_dashboard_page, GH, DASHBOARD_PAGE, GhPage)

/**
 * GhDashboardPage:
 *
 * What needs attention and what ends soon; each number opens the list of users it counts.
 */

G_END_DECLS
