/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GH_TYPE_GROUP_PICKER (gh_group_picker_get_type ())
G_DECLARE_FINAL_TYPE (GhGroupPicker, gh_group_picker, GH, GROUP_PICKER, AdwWindow)

/**
 * GhGroupPicker:
 *
 * Chooses users who are not in a group yet. Emits `picked` with their row ids.
 */
GtkWidget *gh_group_picker_new (GtkWindow  *parent,
                                GhSession  *session,
                                const char *group_name);

G_END_DECLS
