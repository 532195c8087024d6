/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"
#include "session/gh-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * gh_recovery_window_show:
 * @parent: a widget of the window that it belongs to
 * @session: the organisation
 * @text: its new recovery key, from gh_recovery_key_to_text()
 * @warning: (nullable): a sentence to add, such as that no keyring has the key
 *
 * Shows a recovery key, this once: to copy, print or save. It closes only when two of its groups were typed back (K6).
 */
void gh_recovery_window_show (GtkWidget  *parent,
                              GhSession  *session,
                              GhSecret   *text,
                              const char *warning);

G_END_DECLS
