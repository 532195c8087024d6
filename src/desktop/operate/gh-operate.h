/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_operate_async:
 * @parent: (nullable): a widget of the window that asks
 * @store: the organisation
 * @actor: who acts
 * @operation: what is to be done
 * @target: (nullable): to what
 * @parameters: (nullable): what is chosen at first; what the dialog has no editor for is passed on
 * @by_key: whether a key asks: the next one then does not press a red button
 * @callback: called when it was run, or closed without
 * @data: for @callback
 *
 * Shows the one dialog for all operations: choices, what would happen, the button with the number that will
 * change; then progress. A failure is shown there too. What came of it is for the caller to show, as a toast.
 */
void gh_operate_async (GtkWidget           *parent,
                       GhStore             *store,
                       const GhActor       *actor,
                       const GhOperation   *operation,
                       const GhTarget      *target,
                       JsonObject          *parameters,
                       gboolean             by_key,
                       GAsyncReadyCallback  callback,
                       gpointer             data);

/**
 * gh_operate_undo_async:
 * @parent: (nullable): a widget of the window that asks
 * @store: the organisation
 * @actor: who acts
 * @entry: the log entry to undo; 0: the newest of @actor's own
 * @callback: called when it was undone, or could not be
 * @data: for @callback
 *
 * Undoes at once; there is a dialog only while it takes long, or if it is refused.
 */
void gh_operate_undo_async (GtkWidget           *parent,
                            GhStore             *store,
                            const GhActor       *actor,
                            gint64               entry,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

/**
 * gh_operate_finish:
 * @result: what the callback was given, of either
 * @error: (out): why it could not even be asked
 *
 * Returns: (transfer full) (nullable): what was done; %NULL without an error: nothing, and the person knows
 */
GhResult *gh_operate_finish (GAsyncResult  *result,
                             GError       **error);

/**
 * gh_operate_dup_toast_text:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): what was done in one line, such as “1,187 users sent to the Trash, 17
 *   skipped”. Whether to offer to undo it is what the operation's `no_undo_reason` says.
 */
char *gh_operate_dup_toast_text (GAsyncResult *result);

/**
 * gh_operate_chose:
 * @result: what the callback was given
 * @flag: name of a parameter
 *
 * Returns: whether that flag was on
 */
gboolean gh_operate_chose (GAsyncResult *result,
                           const char   *flag);

/**
 * gh_operate_was_in_background:
 * @result: what the callback was given
 *
 * Returns: whether people have gone on to other things since: what they have selected now is not what it was about
 */
gboolean gh_operate_was_in_background (GAsyncResult *result);

G_END_DECLS
