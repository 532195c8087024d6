/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-job.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/** How many differences are described; the rest is counted. */
#define GH_LOG_DIFFERENCES 1000

/**
 * GhLogDifference:
 * @kind: name of the record's kind, static
 * @id: its row id
 * @label: (nullable): its name; %NULL: it is gone
 * @field: (nullable): the field that differs, by its journal name; %NULL: the whole record
 * @problem: what is wrong, as a sentence
 *
 * What no operation made of a record.
 */
typedef struct {
  const char *kind;
  gint64      id;
  char       *label;
  char       *field;
  char       *problem;
} GhLogDifference;

void gh_log_difference_free (GhLogDifference *self);

/**
 * gh_log_compare_state:
 * @store: an organisation
 * @differences: (element-type GhLogDifference): where to add the first %GH_LOG_DIFFERENCES
 * @n_differences: (out): how many there are in all
 * @n_records: (out): how many records were compared
 * @job: (nullable): progress and cancellation
 * @error: (out): where to put the error
 *
 * Compares every record with its last journalled value, as far as the journal goes back, and every journalled record
 * with what is there (L10). It proves only as much as the journal does: verify that first. One read transaction.
 * Blocks: call it from a worker.
 *
 * Returns: %TRUE if they could be compared
 */
gboolean gh_log_compare_state (GhStore    *store,
                               GPtrArray  *differences,
                               gint64     *n_differences,
                               gint64     *n_records,
                               GhJob      *job,
                               GError    **error);

G_END_DECLS
