/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"

G_BEGIN_DECLS

/** The records of bypass codes in the journal: all but their digits (J1). */
#define GH_BYPASS_CODE_KIND "bypass-code"

/** A #GhRunChunkFunc: ends the codes in `chunk`, all still valid, now. */
gboolean gh_bypass_code_end_chunk (GhRun    *run,
                                   gpointer  data,
                                   GError  **error);

G_END_DECLS
