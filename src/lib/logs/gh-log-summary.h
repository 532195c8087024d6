/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * gh_log_summarise:
 * @operation: the name of an entry's operation
 * @payload: (nullable): the entry's payload, JSON as stored
 *
 * Says of a change of many what it set and on whom (L1): "Status set to Bypass, for status:disabled group:vpn".
 *
 * Returns: (transfer full) (nullable): the text, translated; %NULL where the entry is about one record, which its name
 *   says better, or about none
 */
char *gh_log_summarise (const char *operation,
                        const char *payload);

/**
 * gh_log_dup_object:
 * @row: a row of gh_log_view_prepare()
 *
 * Returns: (transfer full): what the entry was about, as lists, files and the window show it: of an undo what it undid,
 *   such as "Send to Trash (entry 12)", of a redo "Undo of Send to Trash (entry 13)"; the summary where there is one,
 *   else the name of the one record; perhaps ""
 */
char *gh_log_dup_object (GhStatement *row);

G_END_DECLS
