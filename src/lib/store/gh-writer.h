/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhWriter:
 *
 * A thread that owns a file's writing connection and runs one piece of work after another on it. Pending pieces that
 * may share a commit do: a commit waits for the disk, however little it writes.
 */
typedef struct _GhWriter GhWriter;

/**
 * gh_writer_new:
 * @store: the store, which lives until gh_writer_free()
 * @file: the file that it writes
 *
 * Returns: (transfer full): a writer
 */
GhWriter *gh_writer_new (GhStore *store,
                         GhFile   file);

/** Ends the thread, for which no other waits, and closes the connection. */
void gh_writer_free (GhWriter *self);

/**
 * gh_writer_run:
 * @self: a writer
 * @how: alone or together with other pending pieces
 * @func: called on the thread
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Runs @func and blocks until what it wrote is committed. A sign-in does not wait longer than it would for a lock itself
 * where the thread waits for one for an earlier piece.
 *
 * Returns: what @func returned
 */
gboolean gh_writer_run (GhWriter     *self,
                        GhWrite       how,
                        GhStoreFunc   func,
                        gpointer      data,
                        GError      **error);

/**
 * gh_writer_run_async:
 * @self: a writer
 * @how: alone or together with other pending pieces
 * @func: called on the thread
 * @data: for @func
 * @task: (transfer full): returns a boolean or the error after the commit
 */
void gh_writer_run_async (GhWriter    *self,
                          GhWrite      how,
                          GhStoreFunc  func,
                          gpointer     data,
                          GTask       *task);

/** Makes the connection of an idle writer, if there is one, let go of the other file. */
void gh_writer_detach (GhWriter   *self,
                       const char *sql);

/** Closes the connection of an idle writer, which gets no new work meanwhile; the next piece reopens it. */
void gh_writer_forget_connection (GhWriter *self);

/** Returns: whether this is the thread of the writer that owns @connection */
gboolean gh_writer_is_current (GhConnection *connection);

G_END_DECLS
