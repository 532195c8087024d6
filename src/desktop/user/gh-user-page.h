/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhUserPage:
 *
 * One user, whole (U7): the properties to be edited, what the user holds, the status with what decides it, and the
 * history.
 */
#define GH_TYPE_USER_PAGE (gh_user_page_get_type ())
G_DECLARE_FINAL_TYPE (GhUserPage, gh_user_page, GH, USER_PAGE, GhPage)

G_END_DECLS
