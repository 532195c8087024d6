/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "users/gh-user-status.h"

G_BEGIN_DECLS

/** Icon and word of a status: never colour alone. */
void gh_user_look_set (GtkImage          *icon,
                       GtkLabel          *label,
                       GhEffectiveStatus  status);

G_END_DECLS
