/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * gh_log_summarise:
 * @operation: the name of an entry's operation
 * @payload: (nullable): the entry's payload, JSON as stored
 *
 * Describes what a bulk change set and for whom (L1): "Status set to Bypass, for status:disabled group:vpn".
 *
 * Returns: (transfer full) (nullable): the translated text; %NULL if the entry is about one record, whose name says
 *   more, or about none
 */
char *gh_log_summarise (const char *operation,
                        const char *payload);

/**
 * gh_log_dup_object:
 * @row: a row of gh_view_prepare() of #gh_log_views, or of gh_log_prepare_entry()
 *
 * Returns: (transfer full): what the entry was about, as lists, files and the window show it: for an undo what it
 *   undid, such as "Send to Trash (entry 12)", for a redo "Undo of Send to Trash (entry 13)"; otherwise the summary if
 *   there is one, or the name of the one record; may be ""
 */
char *gh_log_dup_object (GhStatement *row);

G_END_DECLS
