/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

#include <string.h>

G_BEGIN_DECLS

/**
 * GhReportFile:
 *
 * A file that a report goes to (R3): it is written beside its target, with mode 0600, and takes the target's
 * place only when it is whole. A target that is no regular file, such as a pipe, is written to.
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
 * gh_report_file_commit:
 * @self: a file
 * @error: (out): the first error of all writes, too
 *
 * Writes what is buffered, to the disk, and puts the file in its target's place.
 *
 * Returns: %TRUE if the target is whole
 */
gboolean gh_report_file_commit (GhReportFile  *self,
                                GError       **error);

/**
 * gh_report_file_free:
 * @self: a file
 *
 * Without gh_report_file_commit() nothing is left behind.
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
 * Returns: whether a write has failed already, so that there is no point in going on
 */
gboolean gh_report_file_has_failed (GhReportFile *self);

/**
 * gh_report_file_new_scratch:
 * @self: a file
 * @error: (out): where to put the error
 *
 * Makes a file without a name, on the disk that takes @self, for parts that come in another order than they are
 * wanted in. It is gone with gh_report_file_free().
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
 * @error: (out): the first error of all writes to @scratch, too
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReportFile, gh_report_file_free)

G_END_DECLS
