/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-user-look.h"

const GhUserLook gh_user_looks[GH_N_EFFECTIVE_STATUSES] = {
  [GH_EFFECTIVE_ACTIVE] = { "gh-active-symbolic", "success" },
  [GH_EFFECTIVE_BYPASS] = { "gh-bypass-symbolic", "warning" },
  [GH_EFFECTIVE_DISABLED] = { "gh-disabled-symbolic", "dim-label" },
  [GH_EFFECTIVE_LOCKED_OUT] = { "gh-locked-symbolic", "error" },
  [GH_EFFECTIVE_PENDING_DELETION] = { "gh-trash-symbolic", "dim-label" },
};

void
gh_user_look_set (GtkImage          *icon,
                  GtkLabel          *label,
                  GhEffectiveStatus  status)
{
  gtk_image_set_from_icon_name (icon, gh_user_looks[status].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (icon), (const char *[]) { gh_user_looks[status].style, NULL });
  gtk_label_set_text (label, gh_effective_status_get_label (status));
}
