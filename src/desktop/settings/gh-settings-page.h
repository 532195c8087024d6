/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhSettingsPage:
 *
 * What is set for the organisation (I1), in sections. Each change is an operation and applies at once.
 */
#define GH_TYPE_SETTINGS_PAGE (gh_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (GhSettingsPage, gh_settings_page, GH, SETTINGS_PAGE, GhPage)

G_END_DECLS
