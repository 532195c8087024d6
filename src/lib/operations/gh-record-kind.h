/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"

G_BEGIN_DECLS

typedef struct _GhRecordKind GhRecordKind;

/**
 * GhRecordKind:
 * @name: as it stands in the journal, such as "user"
 * @describe: name of a statement: ?1 a row id; gives its key and its label
 * @record: name of a statement: ?1 a row id; gives JSON of the whole record (J1)
 * @fields: the fields that its JSON may have, each as " name:type " with a type of SQLite's json_type()
 * @list_to_undo: name of a statement: ?1 an entry; adds the records that it touched to the temporary table `undo`
 *   (kind, id, last), with the entry that last touched each; NULL where it is gone
 * @check_undo: (nullable): what else keeps a record from being put back: @before is the JSON to come back,
 *   %NULL where undoing removes the record
 * @list_missing: (nullable): name of a statement: ?1 the entry to undo, ?2 JSON array of row ids; gives those that refer
 *   to what is gone (%GH_REFUSAL_OWNER_GONE) with what that was called
 * @put_back: writes the rows of the temporary table `back` (id, before, after) of the connection, as
 *   gh-undo.c describes it
 * @list_removed: (nullable): name of a statement as gh_journal_rows() takes, which gives the whole records of `chunk`
 * @remove: (nullable): name of a statement that removes the records of `chunk`
 *
 * A sort of record that operations change, and how an undo puts one back (J3). Each domain folder defines its
 * own; gh-record-kind-list.h lists them in an order in which each depends only on those before it.
 */
struct _GhRecordKind {
  const char  *name;
  const char  *describe;
  const char  *record;
  const char  *fields;
  const char  *list_to_undo;
  GhRefusal  (*check_undo) (GhRun       *run,
                            gint64       id,
                            const char  *before,
                            GError     **error);
  const char  *list_missing;
  gboolean   (*put_back)   (GhRun   *run,
                            GError **error);
  const char  *list_removed;
  const char  *remove;
};

const GhRecordKind *const *gh_record_kind_get_all (gsize *n_kinds);
const GhRecordKind        *gh_record_kind_find (const char *name);

G_END_DECLS
