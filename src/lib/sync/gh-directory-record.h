/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of directories in the journal. */
#define GH_DIRECTORY_KIND "directory"

extern const GhRecordKind gh_record_kind_directory;

G_END_DECLS
