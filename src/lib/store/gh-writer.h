/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhWriter:
 *
 * A thread that owns a writing connection and does one piece of work after the other on it.
 */
typedef struct _GhWriter GhWriter;

/**
 * gh_writer_new:
 * @connection: (transfer full): used on the thread alone from now on
 * @name: of the thread
 *
 * Returns: (transfer full): a writer
 */
GhWriter *gh_writer_new (GhConnection *connection,
                         const char   *name);

/**
 * gh_writer_free:
 * @self: a writer that nobody waits for
 *
 * Ends the thread and closes the connection.
 */
void gh_writer_free (GhWriter *self);

/**
 * gh_writer_run:
 * @self: a writer
 * @func: called on the thread
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Blocks until @func has returned.
 *
 * Returns: what @func returned
 */
gboolean gh_writer_run (GhWriter     *self,
                        GhStoreFunc   func,
                        gpointer      data,
                        GError      **error);

/**
 * gh_writer_is_current:
 * @connection: a connection
 *
 * Returns: whether this is the thread of the writer that has @connection
 */
gboolean gh_writer_is_current (GhConnection *connection);

G_END_DECLS
