/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/* O10. Endings are facts: the events file keeps the key of every authenticator that was ended, so that a restored
 * directory, which has its record again, cannot bring it back. A trigger notes an ending in the transaction that causes
 * it, in the directory's table `ended`; from there it comes here right after the commit or, after a crash, at the next
 * start. */

/**
 * gh_ending_has:
 * @connection: a connection with both files
 * @kind: the kind of its record, as in the journal
 * @key: the record's key
 * @has_ended: (out): whether it must not be accepted, whatever the directory says
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_ending_has (GhConnection  *connection,
                        const char    *kind,
                        const char    *key,
                        gboolean      *has_ended,
                        GError       **error);

/**
 * gh_ending_catch_up:
 * @store: a store
 * @error: (out): why the events file could not be written; the next call does it then
 *
 * Takes over what has ended and is not in the events file. Doing it twice does no harm. Blocks.
 *
 * Returns: %TRUE if the events file has all
 */
gboolean gh_ending_catch_up (GhStore  *store,
                             GError  **error);

/** Whether there is anything for gh_ending_catch_up(), as far as can be read. */
gboolean gh_ending_is_behind (GhConnection *connection);

/**
 * gh_ending_list:
 * @directory: a connection to a directory
 * @after: lists those with a higher number
 * @endings: (element-type GhEnding): filled
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if they could be read
 */
gboolean gh_ending_list (GhConnection  *directory,
                         gint64         after,
                         GPtrArray     *endings,
                         GError       **error);

/** Returns: (transfer full) (element-type GhEnding): an empty array for gh_ending_list() */
GPtrArray *gh_ending_list_new (void);

/** Reads the highest number in the events of @connection; 0: none. */
gboolean gh_ending_read_highest (GhConnection  *connection,
                                 gint64        *number,
                                 GError       **error);

/**
 * gh_ending_add:
 * @events: the events file's writer, inside a transaction
 * @endings: (element-type GhEnding): what has ended
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if they are noted, now or before
 */
gboolean gh_ending_add (GhConnection  *events,
                        GPtrArray     *endings,
                        gint64         now,
                        GError       **error);

/** Adds the endings of the attached `backup`, another events file of the organisation, to those of @events. */
gboolean gh_ending_merge (GhConnection  *events,
                          GError       **error);

G_END_DECLS
