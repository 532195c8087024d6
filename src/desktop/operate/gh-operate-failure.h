/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_operate_failure_async:
 * @parent: (nullable): a widget of the window that it belongs to
 * @heading: what did not happen
 * @reason: why, and what to do
 * @operation: the operation
 * @callback: called when it is closed
 * @data: for @callback
 *
 * Says that an operation failed and nothing changed; its details can be saved.
 */
void gh_operate_failure_async (GtkWidget           *parent,
                               const char          *heading,
                               const char          *reason,
                               const GhOperation   *operation,
                               GAsyncReadyCallback  callback,
                               gpointer             data);

void gh_operate_failure_finish (GAsyncResult *result);

G_END_DECLS
