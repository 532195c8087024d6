/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Returns: (transfer none): the window that lists the keys */
GtkWindow *gh_shortcuts_new (void);

G_END_DECLS
