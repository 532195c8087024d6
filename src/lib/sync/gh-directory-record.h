/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of directories in the journal. */
#define GH_DIRECTORY_KIND "directory"

extern const GhRecordKind gh_record_kind_directory;

/** A new directory, of a name that is free; the caller journals it. */
gboolean gh_directory_insert_row (GhRun       *run,
                                  const char  *key,
                                  const char  *name,
                                  GError     **error);

G_END_DECLS
