/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_secret_clipboard_copy:
 * @widget: a widget on the display
 * @text: what to copy
 *
 * Copies a secret: marked as a password, which clipboard managers do not keep, and never to the primary selection. A
 * minute later it is taken off again, unless something else was copied meanwhile (B6).
 */
void gh_secret_clipboard_copy (GtkWidget *widget,
                               GhSecret  *text);

G_END_DECLS
