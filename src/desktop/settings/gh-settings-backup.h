/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-page.h"

G_BEGIN_DECLS

/**
 * gh_settings_backup_new:
 * @page: the page that it is on
 *
 * Returns: (transfer floating): the section with which both files are copied, and a copy is put in their place (O9)
 */
GtkWidget *gh_settings_backup_new (GhPage *page);

G_END_DECLS
