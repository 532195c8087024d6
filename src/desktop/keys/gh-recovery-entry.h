/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/gh-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * gh_recovery_entry_ask_async:
 * @parent: a widget of the window that it belongs to
 * @session: an organisation
 * @is_test: only find out whether it is the right one, and open nothing
 * @callback: called when a right one was typed, or none; its source is %NULL
 * @data: for @callback
 *
 * Asks for the recovery key, which opens the organisation's keys (K6). A wrong one is said to be so, by the group where
 * that is known, and stays to be corrected.
 */
void gh_recovery_entry_ask_async (GtkWidget           *parent,
                                  GhSession           *session,
                                  gboolean             is_test,
                                  GAsyncReadyCallback  callback,
                                  gpointer             data);

/**
 * gh_recovery_entry_ask_finish:
 *
 * Returns: %TRUE if the right one was typed; otherwise with %GH_ERROR_CANCELLED
 */
gboolean gh_recovery_entry_ask_finish (GAsyncResult  *result,
                                       GError       **error);

G_END_DECLS
