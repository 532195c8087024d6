/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-file.h"

G_BEGIN_DECLS

/*
 * SQLite's locks are POSIX ones: a process loses all that it has on a file as soon as anything in it opens and closes
 * that file, as a file dialog does that looks what kind of file it is. Another program would then take itself for
 * the last one, and remove the WAL under this one.
 *
 * Locks of an open file description do not get lost so. Other programs see no difference.
 */

/**
 * gh_lock_use_lasting:
 *
 * From now on SQLite's locks on its shared memory are lasting ones. Once, before the first connection.
 */
void gh_lock_use_lasting (void);

/**
 * gh_lock_expect:
 * @path: (nullable): the database that this thread is about to open; %NULL: none any more
 * @identity: which file that was when it was found safe
 *
 * Until the next call SQLite cannot open another file by the name of @path on this thread, so that one which was
 * put there in between does not get in. A file that this process has open already may be opened by another of its
 * descriptors, and was looked at then.
 */
void gh_lock_expect (const char           *path,
                     const GhFileIdentity *identity);

/**
 * gh_lock_hold:
 * @path: a database in use
 *
 * Keeps every other program from being the last one to close @path. Our own connections are kept from it, too:
 * let go before they are closed.
 *
 * Returns: what to give to gh_lock_release(); -1 where it cannot be locked
 */
int  gh_lock_hold    (const char *path);
void gh_lock_release (int lock);

G_END_DECLS
