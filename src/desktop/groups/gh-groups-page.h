/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-page.h"

G_BEGIN_DECLS

#define GH_TYPE_GROUPS_PAGE (gh_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (GhGroupsPage, gh_groups_page, GH, GROUPS_PAGE, GhListPage)

/**
 * GhGroupsPage:
 *
 * All groups (G1).
 */

G_END_DECLS
