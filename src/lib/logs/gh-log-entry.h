/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-chain.h"
#include "operations/gh-operation.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhLogEntry:
 * @entry: its number
 * @time: unix seconds
 * @actor: its name at the time
 * @way: the program
 * @operation: its name; gh_operation_find() may no longer find it
 * @object: its name at the time, what was set for whom, or what an undo undid: see gh_log_dup_object(); may be ""
 * @changed: how many changed
 * @skipped: how many stayed as they were
 * @result: such as "done"
 * @undoes: the entry that it undoes; 0: none
 * @undone: (nullable): the name of the undone entry's operation
 * @host: (nullable): the computer
 * @login: (nullable): who was signed in there
 * @file: (nullable): the path of the file that it read
 *
 * An entry of the administrator log.
 */
typedef struct {
  gint64  entry;
  gint64  time;
  char   *actor;
  char   *way;
  char   *operation;
  char   *object;
  gint64  changed;
  gint64  skipped;
  char   *result;
  gint64  undoes;
  char   *undone;
  char   *host;
  char   *login;
  char   *file;
} GhLogEntry;

/**
 * gh_log_entry_read:
 * @connection: a connection
 * @entry: the number of an entry
 * @error: (out) (optional): where to put the error; not set if there is no such entry
 *
 * Takes one look-up by primary key, two for an undo.
 *
 * Returns: (transfer full) (nullable): the entry
 */
GhLogEntry *gh_log_entry_read (GhConnection  *connection,
                               gint64         entry,
                               GError       **error);

/** Returns: (transfer none): what it is about, as people call it: a setting by its label; may be empty */
const char *gh_log_entry_get_object_label (const GhLogEntry *self);

void gh_log_entry_free (GhLogEntry *self);

/**
 * GhLogChange:
 * @kind: name of the record's kind
 * @label: (nullable): its name now; %NULL: it is gone for good
 * @field: (nullable): the first changed field, by its journal name; %NULL: the record was created or removed
 * @before: (nullable): the field as JSON in words (C4); %NULL: the record did not exist
 * @after: (nullable): likewise
 * @problem: (nullable): why the journal's row cannot be read; then the other values are %NULL
 *
 * What an entry did to one record.
 */
typedef struct {
  char *kind;
  char *label;
  char *field;
  char *before;
  char *after;
  char *problem;
} GhLogChange;

/**
 * GhLogKindCount:
 * @kind: name of a record kind, static
 * @count: how many such records were touched
 */
typedef struct {
  const char *kind;
  gint64      count;
} GhLogKindCount;

/**
 * GhLogDetails:
 * @entry: the entry
 * @hash: its place in the chain (J2), in hexadecimal digits
 * @changes: (element-type GhLogChange): what was done to the first records
 * @counts: (element-type GhLogKindCount): how many records of each kind were touched
 * @user_ids: (element-type gint64): the users among them, ascending
 *
 * All details of one entry.
 */
typedef struct {
  GhLogEntry *entry;
  char       *hash;
  GPtrArray  *changes;
  GArray     *counts;
  GArray     *user_ids;
} GhLogDetails;

/**
 * gh_log_details_read:
 * @connection: a connection inside a read transaction
 * @entry: the number of an entry
 * @n_changes: the most records to describe
 * @error: (out): %GH_ERROR_NOT_FOUND if there is no such entry
 *
 * Reads all the entry's records: call it from a worker.
 *
 * Returns: (transfer full) (nullable): the details
 */
GhLogDetails *gh_log_details_read (GhConnection  *connection,
                                   gint64         entry,
                                   guint          n_changes,
                                   GError       **error);

void gh_log_details_free (GhLogDetails *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLogEntry, gh_log_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLogDetails, gh_log_details_free)

G_END_DECLS
