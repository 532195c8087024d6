/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * GhSettingsKeys:
 *
 * The section with the organisation's key and its recovery key, and what can be done with them (K6, K7).
 */
#define GH_TYPE_SETTINGS_KEYS (gh_settings_keys_get_type ())
G_DECLARE_FINAL_TYPE (GhSettingsKeys, gh_settings_keys, GH, SETTINGS_KEYS, AdwPreferencesGroup)

/** Returns: (transfer floating): the section on @page, which must outlive it */
GtkWidget *gh_settings_keys_new (GhPage *page);

/** Shows the keys as they are now. */
void gh_settings_keys_update (GhSettingsKeys *self);

G_END_DECLS
