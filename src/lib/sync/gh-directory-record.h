/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** Directory records in the journal. */
#define GH_DIRECTORY_KIND "directory"

extern const GhRecordKind gh_record_kind_directory;

/** Inserts a directory under a free name; the caller journals it. */
gboolean gh_directory_insert_row (GhRun       *run,
                                  const char  *key,
                                  const char  *name,
                                  GError     **error);

G_END_DECLS
