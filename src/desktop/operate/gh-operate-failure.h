/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gh_operate_failure_show:
 * @parent: (nullable): a widget of the window that it belongs to
 * @heading: what did not happen
 * @reason: why, and what to do
 * @operation: the operation
 * @closed: (nullable) (scope async): called when it is closed
 * @data: for @closed
 *
 * Says that an operation failed and nothing changed; its details can be saved.
 */
void gh_operate_failure_show (GtkWidget         *parent,
                              const char        *heading,
                              const char        *reason,
                              const GhOperation *operation,
                              GDestroyNotify     closed,
                              gpointer           data);

G_END_DECLS
