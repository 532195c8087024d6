/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhLogState:
 * @GH_LOG_SIGNED: intact, and the head signed with the organisation's key (L6)
 * @GH_LOG_CHAINED: intact, without a signature
 * @GH_LOG_BROKEN: changed by something other than an operation
 *
 * The results of verifying the administrator log (L4).
 */
typedef enum {
  GH_LOG_SIGNED,
  GH_LOG_CHAINED,
  GH_LOG_BROKEN,
} GhLogState;

/**
 * GhLogReport:
 * @state: what was found
 * @n_entries: how many entries the log has
 * @n_rows: how many journal rows
 * @n_erased: how many of those a permanent deletion has blanked (J4)
 * @first_bad: if @state is %GH_LOG_BROKEN, the number of the first entry that is altered or missing
 * @problem: (nullable): why, as a translated sentence
 */
typedef struct {
  GhLogState  state;
  gint64      n_entries;
  gint64      n_rows;
  gint64      n_erased;
  gint64      first_bad;
  char       *problem;
} GhLogReport;

/**
 * gh_log_report_to_text:
 * @self: a report
 *
 * Returns: (transfer full): the report in sentences, one per line
 */
char *gh_log_report_to_text (const GhLogReport *self);

/**
 * gh_log_report_to_json:
 * @self: a report
 *
 * Returns: (transfer full): the same as an object
 */
JsonNode *gh_log_report_to_json (const GhLogReport *self);

/**
 * gh_log_state_get_name:
 * @state: a state
 *
 * Returns: "signed", "chained only" or "broken"; never translated
 */
const char *gh_log_state_get_name (GhLogState state);

void gh_log_report_free (GhLogReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLogReport, gh_log_report_free)

G_END_DECLS
