/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-file.h"

G_BEGIN_DECLS

/*
 * SQLite uses POSIX locks: a process loses all its locks on a file as soon as anything in it opens and closes that
 * file, as a file dialog does to find its type. Another program would then think it is the last one, and remove the
 * WAL under this one.
 *
 * Open file description locks are not lost that way. Other programs see no difference.
 */

/** Makes SQLite's locks on its shared memory lasting. Call it once, before the first connection. */
void gh_lock_use_lasting (void);

/**
 * gh_lock_expect:
 * @path: (nullable): the database that this thread is about to open; %NULL: none any more
 * @identity: which file it was when found safe
 *
 * Prevents SQLite from opening another file named @path on this thread until the next call, so that one put there in
 * between is not used. A file that this process already has open may be opened through another descriptor, and was
 * checked then.
 */
void gh_lock_expect (const char           *path,
                     const GhFileIdentity *identity);

/**
 * gh_lock_hold:
 * @path: a database in use
 *
 * Keeps every other program from being the last one to close @path. This also applies to our own connections: release
 * it before closing them.
 *
 * Returns: a lock for gh_lock_release(); -1 if it cannot be locked
 */
int  gh_lock_hold    (const char *path);
void gh_lock_release (int lock);

G_END_DECLS
