/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhGroupsPage:
 *
 * The groups of the organisation: search, sort, select, and what can be done to them. A group opens its members.
 */
#define GH_TYPE_GROUPS_PAGE (gh_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (GhGroupsPage, gh_groups_page, GH, GROUPS_PAGE, GhPage)

G_END_DECLS
