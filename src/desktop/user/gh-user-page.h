/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhUserPage:
 *
 * One user in full (U7): editable properties, what the user has, the status and what decides it, and the history.
 */
#define GH_TYPE_USER_PAGE (gh_user_page_get_type ())
G_DECLARE_FINAL_TYPE (GhUserPage, gh_user_page, GH, USER_PAGE, GhPage)

G_END_DECLS
