/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-minutes.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhLogState:
 * @GH_LOG_SIGNED: intact, and every entry since there was a key is signed by one that somebody vouches for (L6)
 * @GH_LOG_UNVOUCHED: the same, but only the file itself knows the key
 * @GH_LOG_CHAINED: intact, but there is no key, or entries were written without it
 * @GH_LOG_BROKEN: changed by something other than an operation
 *
 * The results of verifying the administrator log (L4). That it could not be checked is an error, not a result.
 */
typedef enum {
  GH_LOG_SIGNED,
  GH_LOG_UNVOUCHED,
  GH_LOG_CHAINED,
  GH_LOG_BROKEN,
} GhLogState;

/**
 * GhLogRange:
 * @first: its first entry
 * @last: its last
 * @first_time_us: when the first was written, microseconds since 1970
 * @last_time_us: when the last was
 * @is_before_key: they were written before the organisation had a key
 *
 * Entries without a signature.
 */
typedef struct {
  gint64   first;
  gint64   last;
  gint64   first_time_us;
  gint64   last_time_us;
  gboolean is_before_key;
} GhLogRange;

/** How many ranges without a signature a report names; the rest is counted. */
#define GH_LOG_RANGES 1000

/**
 * GhLogReport:
 * @state: what was found
 * @checked: when, unix seconds
 * @first: the first entry, which is not 1 where retention removed others; 0: there is none
 * @last: the last entry
 * @first_time_us: when the first was written, microseconds since 1970
 * @last_time_us: when the last was
 * @n_entries: how many entries the log has
 * @n_rows: how many journal rows
 * @n_erased: how many of those a permanent deletion has blanked (J4)
 * @ranges: (element-type GhLogRange): the first %GH_LOG_RANGES ranges without a signature
 * @n_unsigned: how many entries without a signature there are, but for those before there was a key
 * @fingerprint: (nullable): names the key of the last good signature (J5)
 * @is_vouched: whether somebody vouches for that key
 * @notes: (element-type utf8): what could not be compared, as sentences
 * @minutes: what was found of the authentication log, which changes nothing in @state
 * @first_bad: if @state is %GH_LOG_BROKEN, the number of the first entry that is altered or missing
 * @problem: (nullable): why, as a translated sentence
 */
typedef struct {
  GhLogState  state;
  gint64      checked;
  gint64      first;
  gint64      last;
  gint64      first_time_us;
  gint64      last_time_us;
  gint64      n_entries;
  gint64      n_rows;
  gint64      n_erased;
  GArray     *ranges;
  gint64      n_unsigned;
  char       *fingerprint;
  gboolean    is_vouched;
  GPtrArray  *notes;
  GhMinutes   minutes;
  gint64      first_bad;
  char       *problem;
} GhLogReport;

/** Returns: (transfer full): a report that has found nothing yet */
GhLogReport *gh_log_report_new (void);

/** Says that entry @seq is the first bad one, unless an earlier one is. */
void gh_log_report_complain (GhLogReport *self,
                             gint64       seq,
                             const char  *problem);

/** Adds a range without a signature. */
void gh_log_report_add_range (GhLogReport      *self,
                              const GhLogRange *range);

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
 * Returns: "signed", "signed by a key that nobody vouches for", "chained only" or "broken"; never translated
 */
const char *gh_log_state_get_name (GhLogState state);

void gh_log_report_free (GhLogReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLogReport, gh_log_report_free)

G_END_DECLS
