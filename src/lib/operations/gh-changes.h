/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/** With more changed records than this, reading them all again is cheaper. */
#define GH_CHANGES_MAX 10000

/**
 * GhChangesPlace:
 * @entry: the newest log entry
 * @hash: its hash: a log that goes on otherwise is another one
 * @fact: the newest number of a fact
 *
 * Up to where the changes of an organisation are known.
 */
typedef struct {
  gint64 entry;
  guint8 hash[GH_HASH_BYTES];
  gint64 fact;
} GhChangesPlace;

/**
 * GhChanges:
 * @place: up to where these go
 * @is_everything: whether it is not known what changed, or too much to name: anything may have
 * @is_time: whether time has passed, so that what moves with the clock may be another
 * @has_entries: whether there are new log entries
 * @has_names: whether there are decisions on records whose names any user may show, such as groups
 * @has_all_facts: whether there are more new facts than can be named: those of any record may be others
 *
 * What has happened since a place, by whichever program: the decisions from the journal (J1), the facts from the numbered
 * rows of the events file; each by the kind of record and its row id.
 */
typedef struct {
  GhChangesPlace   place;
  gboolean         is_everything;
  gboolean         is_time;
  gboolean         has_entries;
  gboolean         has_names;
  gboolean         has_all_facts;

  /*< private >*/
  GArray         **decisions;     /* of each kind, in the order of gh_record_kind_get_all(); none: NULL */
  GArray         **facts;
} GhChanges;

/**
 * GhChangesBeside:
 * @GH_CHANGES_FACTS: facts about records of the kinds, not decisions alone
 * @GH_CHANGES_TIME: what time does to them
 * @GH_CHANGES_ENTRIES: log entries, whatever they are about
 *
 * What may be of interest beside the decisions on records of some kinds.
 */
typedef enum {
  GH_CHANGES_FACTS = 1 << 0,
  GH_CHANGES_TIME = 1 << 1,
  GH_CHANGES_ENTRIES = 1 << 2,
} GhChangesBeside;

/**
 * gh_changes_read:
 * @connection: a reader inside a transaction
 * @since: (nullable): the place up to where all is known already; %NULL: nothing is, so that everything is news
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): what changed
 */
GhChanges *gh_changes_read (GhConnection          *connection,
                            const GhChangesPlace  *since,
                            GError               **error);

/** Returns: (transfer full): that anything may have changed, up to no place */
GhChanges *gh_changes_new_everything (void);

/** Returns: (transfer full): that time has passed */
GhChanges *gh_changes_new_time (void);

void gh_changes_free (GhChanges *self);

/**
 * gh_changes_get_decisions:
 * @self: changes that are not everything
 * @kind: the name of a kind of records
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the records of this kind that were made, changed or removed,
 *   ascending; of users also those whose rows show what was done to a phone or token. %NULL: none
 */
GArray *gh_changes_get_decisions (const GhChanges *self,
                                  const char      *kind);

/**
 * gh_changes_get_facts:
 * @self: changes without @has_all_facts
 * @kind: the name of a kind of records
 *
 * Returns: (transfer none) (nullable) (element-type gint64): the records of this kind that there are new facts about,
 *   ascending; %NULL: none
 */
GArray *gh_changes_get_facts (const GhChanges *self,
                              const char      *kind);

/**
 * gh_changes_has:
 * @self: changes
 * @kind: the name of a kind of records
 * @id: the row id of a record
 *
 * Returns: whether the record may be another, by a decision or a fact
 */
gboolean gh_changes_has (const GhChanges *self,
                         const char      *kind,
                         gint64           id);

/**
 * gh_changes_concern:
 * @self: changes
 * @kinds: (nullable) (array zero-terminated=1): names of kinds of records
 * @beside: what is of interest beside the decisions on them
 *
 * Returns: whether anything of it changed
 */
gboolean gh_changes_concern (const GhChanges   *self,
                             const char *const *kinds,
                             GhChangesBeside    beside);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhChanges, gh_changes_free)

G_END_DECLS
