/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"

G_BEGIN_DECLS

/** Bypass codes, by their keys. */
extern const GhTargetKind gh_target_bypass_codes;

/** Returns: (transfer full): what stands in a code for @actor, who made it */
char *gh_bypass_code_dup_maker (const GhActor *actor);

/** Plans an operation on bypass codes that somebody may show or delete (B3, B6). */
gboolean gh_bypass_code_plan (GhRun   *run,
                              GError **error);

/** How many codes an entry names. */
#define GH_BYPASS_CODES_NAMED 100

/** Notes in the entry of @run, being applied, that it is about code @id, and whose that is (domain 10.2). */
gboolean gh_bypass_code_note (GhRun   *run,
                              gint64   id,
                              GError **error);

G_END_DECLS
