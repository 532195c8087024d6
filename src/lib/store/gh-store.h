/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-clock.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhStore:
 *
 * An organisation's two files, open: the directory (NAME.db, decisions) and the events (NAME.db-events,
 * facts). Each file has one writing connection on a thread of its own; readers are lent out from a pool.
 * Safe to use from any thread.
 */
#define GH_TYPE_STORE (gh_store_get_type ())
G_DECLARE_FINAL_TYPE (GhStore, gh_store, GH, STORE, GObject)

/**
 * GhFile:
 * @GH_FILE_DIRECTORY: NAME.db
 * @GH_FILE_EVENTS: NAME.db-events
 */
typedef enum {
  GH_FILE_DIRECTORY,
  GH_FILE_EVENTS,
} GhFile;

/**
 * GhStoreFunc:
 * @connection: valid during the call
 * @data: what was given
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it worked
 */
typedef gboolean (*GhStoreFunc) (GhConnection  *connection,
                                 gpointer       data,
                                 GError       **error);

/** Returns: (transfer full): where this person's organisation is if no file is named */
char *gh_store_get_default_path (void);

/**
 * gh_store_create:
 * @path: a file that does not exist, or one whose creation was interrupted
 * @clock: the clock
 * @error: (out): %GH_ERROR_EXISTS if there is already an organisation
 *
 * Creates both files, empty; the caller runs the operation organisation.create next. Creates the folder, with mode
 * 0700, if it is missing.
 *
 * Returns: (transfer full) (nullable): the store
 */
GhStore *gh_store_create (const char  *path,
                          GhClock     *clock,
                          GError     **error);

/**
 * gh_store_open:
 * @path: the directory file
 * @clock: the clock
 * @error: (out): any of the codes about databases
 *
 * Checks the file as X1 asks, migrates it if it is older, and begins a new events file if that is gone. Opens files
 * that cannot be written as read-only. Blocks: not for a main loop.
 *
 * Returns: (transfer full) (nullable): the store
 */
GhStore *gh_store_open (const char  *path,
                        GhClock     *clock,
                        GError     **error);

const char *gh_store_get_path (GhStore *self);
GhClock    *gh_store_get_clock (GhStore *self);

/** Returns: (transfer none) (nullable): the organisation's key; %NULL until it is created */
const char *gh_store_get_organisation_key (GhStore *self);

/**
 * gh_store_get_notices:
 * @self: a store
 *
 * Returns: (transfer none) (element-type utf8): sentences to show the person after opening, such as that a new events
 *   file was begun; always to be asked for on the same thread
 */
GPtrArray *gh_store_get_notices (GhStore *self);

/** Adds a sentence to gh_store_get_notices(), from any thread, unless it is there already. */
void gh_store_add_notice (GhStore    *self,
                          const char *sentence);

/**
 * gh_store_is_writable:
 * @self: a store
 * @error: (out) (optional): why it is not
 *
 * Returns: whether gh_store_write() can work
 */
gboolean gh_store_is_writable (GhStore  *self,
                               GError  **error);

/**
 * gh_store_write:
 * @self: a store
 * @file: which file to write
 * @func: called on that file's writer thread, outside a transaction
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Runs @func and blocks until it has returned: call it from a worker.
 *
 * Returns: what @func returned
 */
gboolean gh_store_write (GhStore      *self,
                         GhFile        file,
                         GhStoreFunc   func,
                         gpointer      data,
                         GError      **error);

/**
 * gh_store_write_together:
 *
 * gh_store_write() within a transaction that other pending pieces may share, so that many cost one wait for the disk.
 * Returns once that is committed; a failed piece's changes are rolled back.
 */
gboolean gh_store_write_together (GhStore      *self,
                                  GhFile        file,
                                  GhStoreFunc   func,
                                  gpointer      data,
                                  GError      **error);

/**
 * gh_store_write_sign_in:
 * @self: a store
 * @func: called within a transaction of the events file, perhaps more than once: what it did before counts for nothing
 * @data: for @func
 * @error: (out): %GH_ERROR_LOCKED or %GH_ERROR_FULL if it cannot be written now
 *
 * gh_store_write_together() for what somebody waits for at a prompt: it waits 2 seconds for a lock, not 10 (V3), and where
 * the disk is full it may use the room that is kept for it in a file beside the events file (X).
 *
 * Returns: what @func returned
 */
gboolean gh_store_write_sign_in (GhStore      *self,
                                 GhStoreFunc   func,
                                 gpointer      data,
                                 GError      **error);

/**
 * GhWrite:
 * @GH_WRITE_ALONE: outside a transaction, as gh_store_write() does
 * @GH_WRITE_TOGETHER: within a transaction shared with other pieces; a failed piece's changes are rolled back
 * @GH_WRITE_SIGN_IN: the same, as gh_store_write_sign_in() does
 */
typedef enum {
  GH_WRITE_ALONE,
  GH_WRITE_TOGETHER,
  GH_WRITE_SIGN_IN,
} GhWrite;

/**
 * gh_store_write_async:
 * @self: a store
 * @file: which file to write
 * @how: alone, or in a transaction with other pending pieces
 * @func: called on that file's writer thread
 * @func_data: for @func
 * @callback: called when the commit is on the disk
 * @data: for @callback
 *
 * Writes without blocking a thread. Pieces are written in the order they were queued.
 */
void gh_store_write_async (GhStore             *self,
                           GhFile               file,
                           GhWrite              how,
                           GhStoreFunc          func,
                           gpointer             func_data,
                           GAsyncReadyCallback  callback,
                           gpointer             data);

gboolean gh_store_write_finish (GhStore       *self,
                                GAsyncResult  *result,
                                GError       **error);

/**
 * gh_store_read:
 * @self: a store
 * @func: called on this thread with a reader, inside a read transaction
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Returns: what @func returned
 */
gboolean gh_store_read (GhStore      *self,
                        GhStoreFunc   func,
                        gpointer      data,
                        GError      **error);

/**
 * gh_store_lend_reader:
 * @self: a store
 * @error: (out): where to put the error
 *
 * Returns: (transfer none) (nullable): a reader to give back with gh_store_return_reader()
 */
GhConnection *gh_store_lend_reader (GhStore  *self,
                                    GError  **error);

void gh_store_return_reader (GhStore      *self,
                             GhConnection *reader);

/**
 * gh_store_note_latest:
 * @self: a store that can be written
 * @seconds: unix seconds that its clock rightly shows
 * @least: how much later than what was last noted, in seconds, to be worth writing
 * @error: (out): where to put the error
 *
 * Keeps in the events file that this moment has been, so that no program that opens it later tells an earlier time (X),
 * and notes it in the store's clock. Blocks: call it from a worker.
 *
 * Returns: %TRUE if it is kept
 */
gboolean gh_store_note_latest (GhStore  *self,
                               gint64    seconds,
                               gint64    least,
                               GError  **error);

/** More attempts than there are in a second, over the years; by the time when it was begun, a new or
 * renewed events file numbers them above any lost one's. */
#define GH_ATTEMPTS_A_SECOND 1000

/** Takes the number of the next attempt to sign in, which is never given again, from the file that @events writes. */
gboolean gh_store_take_attempt_number (GhConnection  *events,
                                       gint64        *number,
                                       GError       **error);

/**
 * gh_store_tell_fact:
 * @events: the events file's writing connection, in a transaction
 * @kind: the kind of a record, as in the journal
 * @record: its row id
 * @error: (out): where to put the error
 *
 * Numbers a new fact about a record, so that whoever shows it hears of it (F4): for facts that are kept by what outlives
 * the record, so that no trigger could know it.
 *
 * Returns: %TRUE if written
 */
gboolean gh_store_tell_fact (GhConnection  *events,
                             const char    *kind,
                             gint64         record,
                             GError       **error);

/**
 * GhStoreCommittedFunc:
 * @store: the store
 * @connection: the directory's writing connection, outside a transaction
 * @data: what was given
 *
 * Must not write.
 */
typedef void (*GhStoreCommittedFunc) (GhStore      *store,
                                      GhConnection *connection,
                                      gpointer      data);

/**
 * gh_store_set_committed_func:
 * @self: a store
 * @func: (nullable): called on the directory's writer thread after each successful write, before gh_store_write()
 *   returns
 * @data: for @func
 *
 * For code that must see every commit and may not be included here, such as the witness of L8.
 */
void gh_store_set_committed_func (GhStore              *self,
                                  GhStoreCommittedFunc  func,
                                  gpointer              data);

/**
 * gh_store_checkpoint_soon:
 * @self: a store
 * @file: the file whose WAL to checkpoint
 * @truncate: nothing may be left in the WAL: something was deleted for good (X1)
 *
 * Makes a thread move the WAL's content into the file; the writer never does. If a reader takes too long to truncate
 * the WAL, the next checkpoint does, or the last to close the file.
 */
void gh_store_checkpoint_soon (GhStore  *self,
                               GhFile    file,
                               gboolean  truncate);

/**
 * gh_store_check_files:
 * @self: a store
 * @error: (out): %GH_ERROR_GONE if a file was deleted, moved or replaced; %GH_ERROR_UNSAFE if it may no longer be
 *   opened (X1)
 *
 * Checks that both files are still those that were opened. Each write does this itself; a program that only shows what
 * it has read should call it from time to time. Blocks: not for a main loop.
 *
 * Returns: %TRUE if they are
 */
gboolean gh_store_check_files (GhStore  *self,
                               GError  **error);

/**
 * gh_store_check_format:
 * @self: a store
 * @error: (out): %GH_ERROR_NEWER if a later version has migrated the directory since it was opened
 *
 * Each write finds this out by itself and is refused; a program that only shows what it has read should ask from time to
 * time (X). Blocks: not for a main loop.
 *
 * Returns: %TRUE if it can still be written, as far as can be read
 */
gboolean gh_store_check_format (GhStore  *self,
                                GError  **error);

/**
 * gh_store_reopen:
 * @self: a store whose files are not those that were opened
 * @error: (out): any of the codes about databases; %GH_ERROR_GONE if it belongs to another organisation now
 *
 * Switches to the files that are there now, checked as by gh_store_open(). Lent readers keep the old ones until
 * returned. Blocks: not for a main loop.
 *
 * Returns: %TRUE if the store can go on; otherwise nothing changed
 */
gboolean gh_store_reopen (GhStore  *self,
                          GError  **error);

/**
 * gh_store_renew_events:
 * @self: a store whose events file was found to be set back: an older copy, or one with fewer facts than were seen
 * @identity: which file that was; nothing is done if another program has renewed it since
 * @error: (out): where to put the error
 *
 * From now on it counts as another file, which begins now: its facts stay, but nobody knows what else was used since,
 * so that nothing made before is good any more (X). organisation.begin-era says so in the log. Blocks.
 *
 * Returns: %TRUE if written
 */
gboolean gh_store_renew_events (GhStore  *self,
                                GBytes   *identity,
                                GError  **error);

/** Aborts unless @connection is the directory's writing connection and this is its thread. */
void gh_store_assert_writer (GhConnection *connection);

G_END_DECLS
