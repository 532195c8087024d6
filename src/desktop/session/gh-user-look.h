/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "users/gh-user-status.h"

G_BEGIN_DECLS

/** How statuses look: an icon and its style class. */
typedef struct {
  const char *icon;
  const char *style;
} GhUserLook;

extern const GhUserLook gh_user_looks[GH_N_EFFECTIVE_STATUSES];

/** Shows a status: icon and word, never colour alone. */
void gh_user_look_set (GtkImage          *icon,
                       GtkLabel          *label,
                       GhEffectiveStatus  status);

G_END_DECLS
