/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/** Above this many changed records, reading everything again is cheaper. */
#define GH_CHANGES_MAX 10000

/**
 * GhChangesPlace:
 * @entry: the newest log entry
 * @hash: its hash: a log that continues differently is another log
 * @fact: the number of the newest fact
 *
 * How far the changes of an organisation are known.
 */
typedef struct {
  gint64 entry;
  guint8 hash[GH_HASH_BYTES];
  gint64 fact;
} GhChangesPlace;

/**
 * GhChanges:
 * @place: how far these go
 * @is_everything: whether what changed is unknown, or too much to list: anything may have
 * @is_time: whether time has passed, so that what moves with the clock may have changed
 * @has_entries: whether there are new log entries
 * @has_names: whether there are decisions on records whose names any user may show, such as groups
 * @has_all_facts: whether there are too many new facts to list: those of any record may have changed
 *
 * What has happened since a place, in any program: the decisions from the journal (J1), the facts from the numbered
 * rows of the events file; each by record kind and row id.
 */
typedef struct {
  GhChangesPlace  place;
  gboolean        is_everything;
  gboolean        is_time;
  gboolean        has_entries;
  gboolean        has_names;
  gboolean        has_all_facts;

  /*< private >*/
  GHashTable     *decisions;     /* const GhRecordKind -> GArray of gint64 */
  GHashTable     *facts;
} GhChanges;

/**
 * GhChangesBeside:
 * @GH_CHANGES_FACTS: facts about those records, not only decisions
 * @GH_CHANGES_TIME: what time does to them
 * @GH_CHANGES_ENTRIES: log entries, whatever they are about
 *
 * What may be of interest besides the decisions on records of some kinds.
 */
typedef enum {
  GH_CHANGES_FACTS = 1 << 0,
  GH_CHANGES_TIME = 1 << 1,
  GH_CHANGES_ENTRIES = 1 << 2,
} GhChangesBeside;

/**
 * gh_changes_read:
 * @connection: a reader inside a transaction
 * @since: (nullable): the place up to which all is known; %NULL: nothing is known, so everything is new
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): what changed
 */
GhChanges *gh_changes_read (GhConnection          *connection,
                            const GhChangesPlace  *since,
                            GError               **error);

/** Returns: (transfer full): changes to possibly everything, without a place */
GhChanges *gh_changes_new_everything (void);

/** Returns: (transfer full): the passing of time */
GhChanges *gh_changes_new_time (void);

void gh_changes_free (GhChanges *self);

/**
 * gh_changes_get_decisions:
 * @self: changes that are not everything
 * @kind: the name of a kind of records
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the records of this kind that were created, changed or
 *   removed, ascending; for users also those whose rows show what was done to a phone or token. %NULL: none
 */
GArray *gh_changes_get_decisions (const GhChanges *self,
                                  const char      *kind);

/**
 * gh_changes_get_facts:
 * @self: changes without @has_all_facts
 * @kind: the name of a kind of records
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the records of this kind with new facts, ascending;
 *   %NULL: none
 */
GArray *gh_changes_get_facts (const GhChanges *self,
                              const char      *kind);

/** Returns: whether a decision or a fact may have changed the record @id of @kind */
gboolean gh_changes_has (const GhChanges *self,
                         const char      *kind,
                         gint64           id);

/** Returns: whether anything changed: a program may also write what is no record, such as who runs the timed jobs */
gboolean gh_changes_has_any (const GhChanges *self);

/**
 * gh_changes_concern:
 * @self: changes
 * @kinds: (nullable) (array zero-terminated=1): names of kinds of records
 * @beside: what is of interest besides the decisions on them
 *
 * Returns: whether any of it changed
 */
gboolean gh_changes_concern (const GhChanges   *self,
                             const char *const *kinds,
                             GhChangesBeside    beside);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhChanges, gh_changes_free)

G_END_DECLS
