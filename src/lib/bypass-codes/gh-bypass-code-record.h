/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of bypass codes in the journal: all but their digits (J1). */
#define GH_BYPASS_CODE_KIND "bypass-code"

/**
 * gh_bypass_code_insert_practice:
 * @run: the run of organisation.fill-practice
 * @key: its key of 20 characters
 * @user_id: whose it is
 * @created: unix seconds
 * @end: unix seconds; 0: never
 * @uses: how many it has
 * @error: (out): where to put the error
 *
 * Makes a code that stands in lists and nobody can use: it has no digits (Y4).
 *
 * Returns: %TRUE if made
 */
gboolean gh_bypass_code_insert_practice (GhRun       *run,
                                         const char  *key,
                                         gint64       user_id,
                                         gint64       created,
                                         gint64       end,
                                         gint64       uses,
                                         GError     **error);

G_END_DECLS
