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
 * @target: (nullable): its target
 * @parameters: (nullable): the initial choices; those without an editor are passed on
 * @by_key: whether a key opened it: the next key then presses no red button
 * @callback: called once it has run, or was closed
 * @data: for @callback
 *
 * Shows the one dialog for all operations: choices, what would happen, the button with the number that will
 * change; then progress. It also shows failures. The caller shows the result, as a toast.
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
 * @callback: called when it was undone, or failed
 * @data: for @callback
 *
 * Undoes at once; a dialog appears only if it takes long or is refused.
 */
void gh_operate_undo_async (GtkWidget           *parent,
                            GhStore             *store,
                            const GhActor       *actor,
                            gint64               entry,
                            GAsyncReadyCallback  callback,
                            gpointer             data);

/**
 * gh_operate_finish:
 * @result: the result passed to either callback
 * @error: (out): why it could not even start
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
 *   skipped”. The operation's `no_undo_reason` says whether to offer to undo it.
 */
char *gh_operate_dup_toast_text (GAsyncResult *result);

/**
 * gh_operate_chose:
 * @result: what the callback was given
 * @flag: a parameter's name
 *
 * Returns: whether that flag was on
 */
gboolean gh_operate_chose (GAsyncResult *result,
                           const char   *flag);

/**
 * gh_operate_was_in_background:
 * @result: what the callback was given
 *
 * Returns: whether people have moved on since: the selection is no longer what it was about
 */
gboolean gh_operate_was_in_background (GAsyncResult *result);

G_END_DECLS
