/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhError:
 * @GH_ERROR_FAILED: any other failure; the message says what was being done
 * @GH_ERROR_REFUSED: a rule forbids it; the message is the refusal's sentence
 * @GH_ERROR_QUERY: a query, an option or another word that cannot be parsed (Q6)
 * @GH_ERROR_CANCELLED: the person cancelled
 * @GH_ERROR_PLAN_CHANGED: the rehearsal no longer shows what would happen (O4)
 * @GH_ERROR_NOT_FOUND: no such file, user, group or entry
 * @GH_ERROR_EXISTS: the file already exists
 * @GH_ERROR_LOCKED: another program held the database for too long
 * @GH_ERROR_READ_ONLY: the database or its folder cannot be written
 * @GH_ERROR_NEWER: a later version of Gatehouse wrote this database
 * @GH_ERROR_DAMAGED: not a database, or a damaged one
 * @GH_ERROR_FULL: the disk is full
 * @GH_ERROR_UNSAFE: the file, its folder or its schema is not what X1 allows
 * @GH_ERROR_GONE: the database was deleted, moved or replaced while it was open
 * @GH_ERROR_BAD_FILE: an input file holds invalid data; the message names the line
 *
 * The library's only error domain. Errors of GLib, SQLite and json-glib are converted where they occur, with what
 * was being done before the colon.
 */
typedef enum {
  GH_ERROR_FAILED,
  GH_ERROR_REFUSED,
  GH_ERROR_QUERY,
  GH_ERROR_CANCELLED,
  GH_ERROR_PLAN_CHANGED,
  GH_ERROR_NOT_FOUND,
  GH_ERROR_EXISTS,
  GH_ERROR_LOCKED,
  GH_ERROR_READ_ONLY,
  GH_ERROR_NEWER,
  GH_ERROR_DAMAGED,
  GH_ERROR_FULL,
  GH_ERROR_UNSAFE,
  GH_ERROR_GONE,
  GH_ERROR_BAD_FILE,
} GhError;

#define GH_ERROR (gh_error_quark ())
GQuark gh_error_quark (void);

/**
 * gh_error_set_from_errno:
 * @error: (out) (optional): where to put the error
 * @saved_errno: errno right after the failing call
 * @format: what was being done, with its arguments
 *
 * Sets @error to "what was being done: the system's reason", with the code that fits @saved_errno.
 */
void gh_error_set_from_errno (GError     **error,
                              int          saved_errno,
                              const char  *format,
                              ...) G_GNUC_PRINTF (3, 4);

/**
 * gh_error_check_cancelled:
 * @cancellable: (nullable): a cancellable
 * @error: (out) (optional): set to %GH_ERROR_CANCELLED
 *
 * Returns: %TRUE if cancelled, with @error set
 */
gboolean gh_error_check_cancelled (GCancellable  *cancellable,
                                   GError       **error);

/**
 * gh_error_say_unchanged:
 * @error: why a change was not made
 *
 * Adds that nothing was changed, unless the error already says so. Only for changes, never for reading.
 */
void gh_error_say_unchanged (GError *error);

G_END_DECLS
