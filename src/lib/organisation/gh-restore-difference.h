/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** How many of each difference are named. */
#define GH_RESTORE_NAMES 10

/** O9: what a backup would bring back or take away, besides what the log says; a kind of difference each. */
typedef struct _GhRestoreDifferences GhRestoreDifferences;

/**
 * gh_restore_differences_read:
 * @connection: a connection to the database that would be replaced, perhaps of an earlier version, with the copy of the
 *   backup attached as `backup`
 * @error: (out): where to put the error
 *
 * Records are told apart by their keys. Blocks.
 *
 * Returns: (transfer full) (nullable): the differences
 */
GhRestoreDifferences *gh_restore_differences_read (GhConnection  *connection,
                                                   GError       **error);

void gh_restore_differences_free (GhRestoreDifferences *self);

/** Appends a sentence a line. */
void gh_restore_differences_append_text (const GhRestoreDifferences *self,
                                         GString                    *text);

/** Returns: (transfer full): a member for each kind with count and names */
JsonObject *gh_restore_differences_to_json (const GhRestoreDifferences *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRestoreDifferences, gh_restore_differences_free)

G_END_DECLS
