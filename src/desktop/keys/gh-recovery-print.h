/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_recovery_print_new:
 * @organisation: its name
 * @made: when the recovery key was made, unix seconds
 * @text: the recovery key, from gh_recovery_key_to_text()
 *
 * Returns: (transfer full): one page with the organisation, the recovery key in groups and as a QR code, and what it is
 *   for
 */
GtkPrintOperation *gh_recovery_print_new (const char *organisation,
                                          gint64      made,
                                          GhSecret   *text);

G_END_DECLS
