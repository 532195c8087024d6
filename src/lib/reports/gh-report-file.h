/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

#include <string.h>

G_BEGIN_DECLS

/**
 * GhReportFile:
 *
 * The file of a report (R3): it is written beside its target, with mode 0600, and replaces the target only when
 * complete. A target that is not a regular file, such as a pipe, is written to directly; but for one that takes over a
 * minute what is left is kept on the disk until gh_report_file_commit(), because a report holds a read transaction (X).
 */
typedef struct _GhReportFile GhReportFile;

/**
 * gh_report_file_new:
 * @path: the target
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): the file, to end with gh_report_file_commit()
 */
GhReportFile *gh_report_file_new (const char  *path,
                                  GError     **error);

/**
 * gh_report_file_set_cancellable:
 * @self: a file
 * @cancellable: (nullable): ends waiting for whoever reads it, and all further writing, with %GH_ERROR_CANCELLED
 */
void gh_report_file_set_cancellable (GhReportFile *self,
                                     GCancellable *cancellable);

/**
 * gh_report_file_commit:
 * @self: a file
 * @error: (out): also the first error of any write
 *
 * Writes the buffer to disk and replaces the target with the file. Call it without a read transaction: it may wait for
 * whoever reads a pipe.
 *
 * Returns: %TRUE if the target is complete
 */
gboolean gh_report_file_commit (GhReportFile  *self,
                                GError       **error);

/**
 * gh_report_file_free:
 * @self: a file
 *
 * Leaves nothing behind without gh_report_file_commit().
 */
void gh_report_file_free (GhReportFile *self);

/**
 * gh_report_file_append:
 * @self: a file
 * @data: what to add
 * @length: its bytes
 *
 * Errors are kept until gh_report_file_commit() or gh_report_file_has_failed().
 */
void gh_report_file_append (GhReportFile *self,
                            const char   *data,
                            gsize         length);

/**
 * gh_report_file_has_failed:
 * @self: a file
 *
 * Returns: whether a write has failed, so that there is no point in going on
 */
gboolean gh_report_file_has_failed (GhReportFile *self);

/**
 * gh_report_file_new_scratch:
 * @self: a file
 * @error: (out): where to put the error
 *
 * Creates an unnamed file, on the disk that takes @self, for parts that arrive in a different order than needed.
 * gh_report_file_free() removes it.
 *
 * Returns: (transfer full) (nullable): an empty file, to append to and for gh_report_file_read()
 */
GhReportFile *gh_report_file_new_scratch (GhReportFile  *self,
                                          GError       **error);

/** How many bytes have been appended. */
guint64 gh_report_file_get_length (GhReportFile *self);

/**
 * gh_report_file_read:
 * @scratch: one from gh_report_file_new_scratch()
 * @offset: where the part begins
 * @data: (out caller-allocates) (array length=length): where to put it
 * @length: its bytes
 * @error: (out): also the first error of any write to @scratch
 *
 * Returns: %TRUE if @data holds the part
 */
gboolean gh_report_file_read (GhReportFile  *scratch,
                              guint64        offset,
                              void          *data,
                              gsize          length,
                              GError       **error);

static inline void
gh_report_file_append_text (GhReportFile *self,
                            const char   *text)
{
  gh_report_file_append (self, text, strlen (text));
}

/** For tests: how long a report waits for whoever reads it. */
void gh_report_file_set_patience_for_tests (int milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReportFile, gh_report_file_free)

G_END_DECLS
