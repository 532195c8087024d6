/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/* V4. A name that was somebody's must not pass for one that was never here, however it went: by a rename, a removed alias,
 * a permanent deletion, an undo, a restored backup. A trigger notes each in the transaction that takes it away, in the
 * table `left_names`; before that is committed, what is still nobody's goes to `former_names` as salted hashes, which
 * outlive every key and tell nobody what the names were (docs/formats.md). */

/**
 * gh_former_names_hash:
 * @salt: the organisation's salt
 * @salt_length: its length, in bytes
 * @text: one of gh_spelling_list_left()
 * @hash: (out caller-allocates): SHA-256 of N("gatehouse-name-1") N(@salt) N(@text)
 */
void gh_former_names_hash (gconstpointer  salt,
                           gsize          salt_length,
                           const char    *text,
                           guint8         hash[GH_HASH_BYTES]);

/**
 * gh_former_names_hash_with:
 * @connection: a connection to a directory
 * @text: a text
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): gh_former_names_hash() with that directory's salt
 */
GBytes *gh_former_names_hash_with (GhConnection  *connection,
                                   const char    *text,
                                   GError       **error);

/**
 * gh_former_names_note:
 * @directory: the directory's writing connection, in the transaction of an operation that has done its work
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Remembers the names that are nobody's any more.
 *
 * Returns: %TRUE if they are noted
 */
gboolean gh_former_names_note (GhConnection  *directory,
                               gint64         now,
                               GError       **error);

/**
 * gh_former_names_has:
 * @connection: a connection to a directory
 * @texts: (array zero-terminated=1): from gh_spelling_list_tried()
 * @was: (out): whether one of them was somebody's
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_former_names_has (GhConnection        *connection,
                              const char *const   *texts,
                              gboolean            *was,
                              GError             **error);

/**
 * GhAbandonedNames:
 *
 * What a directory that gives way to a backup knows of names: those that are nobody's then, and those that were
 * nobody's before (O9).
 */
typedef struct _GhAbandonedNames GhAbandonedNames;

GhAbandonedNames *gh_abandoned_names_new (void);
void              gh_abandoned_names_free (GhAbandonedNames *self);

/** Reads the former names of a directory, and its salt. */
gboolean gh_abandoned_names_read_former (GhAbandonedNames  *self,
                                         GhConnection      *directory,
                                         GError           **error);

/** Reads which names would be nobody's: @connection is to the directory, with the backup attached as `backup`. */
gboolean gh_abandoned_names_read_leaving (GhAbandonedNames  *self,
                                          GhConnection      *connection,
                                          GError           **error);

/** Returns: (nullable): the salt that was read */
GBytes *gh_abandoned_names_get_salt (const GhAbandonedNames *self);

/**
 * gh_abandoned_names_hand_over:
 * @self: what was read
 * @directory: the backup's writing connection, in a transaction
 * @error: (out): where to put the error
 *
 * The next operation there remembers what has left.
 *
 * Returns: %TRUE if handed over
 */
gboolean gh_abandoned_names_hand_over (const GhAbandonedNames  *self,
                                       GhConnection            *directory,
                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAbandonedNames, gh_abandoned_names_free)

G_END_DECLS
