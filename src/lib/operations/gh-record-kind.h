/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"
#include "store/gh-connection.h"

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
};

const GhRecordKind *const *gh_record_kind_get_all (gsize *n_kinds);
const GhRecordKind        *gh_record_kind_find (const char *name);

/**
 * gh_record_kind_describe:
 * @self: (nullable): a kind; %NULL where there is none of that name, so that everything of it is gone
 * @connection: a connection
 * @id: row id
 * @key: (out) (optional) (transfer full): its key; %NULL: it is gone
 * @label: (out) (optional) (transfer full): what it is called, such as a username; %NULL: it is gone
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up; both texts are UTF-8, whatever stands in the file
 */
gboolean gh_record_kind_describe (const GhRecordKind  *self,
                                  GhConnection        *connection,
                                  gint64               id,
                                  char               **key,
                                  char               **label,
                                  GError             **error);

G_END_DECLS
