/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

typedef struct _GhRecordKind GhRecordKind;

/**
 * GhRecordKind:
 * @name: its name in the journal, such as "user"; also the noun of the command line
 * @noun: singular and plural; `%s` is the number
 * @table: where its rows are, each with an id and a key
 * @touched: (nullable): the table that holds each row's last_op, by the same row id; %NULL: @table
 * @describe: name of a statement: ?1 a row id; returns its key and label
 * @record: name of a statement: ?1 a row id; returns JSON of the whole record (J1). A field that a later migration adds
 *   appears only where it differs from what that migration set, so it may be absent when the record is put back
 * @fields: the fields that its JSON may have, each as " name:type " with a type of SQLite's json_type()
 * @label_fields: JSON array of fields: the first that is not empty names a record that is gone
 * @check_undo: (nullable): what else keeps a record from being put back: @before is the JSON to put back,
 *   %NULL where undoing removes the record
 * @note_undo: (nullable): says what else comes with putting back the kind's records in the temporary table `undo`
 * @list_missing: (nullable): name of a statement: ?1 the entry to undo, ?2 JSON array of row ids; returns those that
 *   refer to a record that is gone (%GH_REFUSAL_OWNER_GONE) with what it was called
 * @put_back: (nullable): runs before @back, or instead of it
 * @back: names of statements for gh_run_statement(), run in this order: they apply the rows of the connection's
 *   temporary table `back` (id, before, after), described in gh-undo.c
 * @list_users_touched: (nullable): name of a statement: ?1 an entry; returns the users whose rows show what later
 *   entries did to records of this kind; %NULL for users themselves
 * @is_name_of_users: whether users only refer to these records, and any user's row may show one's name
 * @name_option: (nullable): the command-line option that names one record; %NULL: it has no commands
 * @find_by_name: (nullable): name of a statement: ?1 a name key; returns the row id
 * @make_name_key: (nullable): makes the name key of what was typed; %NULL: gh_fold_name_key()
 * @no_such_name: (nullable): says that no record has the name `%s`, marked for translation
 * @no_such_key: (nullable): the same for a key
 * @remove_right: (nullable): the operation that the role must be allowed where an undo removes such a record (O5)
 * @left_behind: (nullable): says that `%s` records do not come back when their removal is undone, for one and for more
 *   (O5); "": without a word
 * @list_removed: (nullable): name of a statement for gh_journal_rows() that returns the whole records of `chunk`
 *
 * A kind of record that operations change, as seen by the code that handles every kind: undo (J3), verification, the
 * feed of changes, logs and the command line. Each domain folder defines its own; gh-record-kind-list.h lists each
 * after those it depends on.
 */
struct _GhRecordKind {
  const char  *name;
  const char  *noun[2];
  const char  *table;
  const char  *touched;
  const char  *describe;
  const char  *record;
  const char  *fields;
  const char  *label_fields;
  GhRefusal  (*check_undo) (GhRun       *run,
                            gint64       id,
                            const char  *before,
                            GError     **error);
  gboolean   (*note_undo)  (GhRun   *run,
                            GError **error);
  const char  *list_missing;
  gboolean   (*put_back)   (GhRun   *run,
                            GError **error);
  const char  *back[5];
  const char  *list_users_touched;
  gboolean     is_name_of_users;
  const char  *name_option;
  const char  *find_by_name;
  char      *(*make_name_key) (GhConnection  *connection,
                               const char    *name,
                               GError       **error);
  const char  *no_such_name;
  const char  *no_such_key;
  const char  *remove_right;
  const char  *left_behind[2];
  const char  *list_removed;
};

const GhRecordKind *const *gh_record_kind_get_all (gsize *n_kinds);
const GhRecordKind        *gh_record_kind_find (const char *name);

/**
 * gh_record_kind_describe:
 * @self: (nullable): a kind; %NULL where no kind has that name, so that all its records are gone
 * @connection: a connection
 * @id: row id
 * @key: (out) (optional) (transfer full): its key; %NULL: it is gone
 * @label: (out) (optional) (transfer full): its name, such as a username; %NULL: it is gone
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up; both texts are UTF-8, whatever is in the file
 */
gboolean gh_record_kind_describe (const GhRecordKind  *self,
                                  GhConnection        *connection,
                                  gint64               id,
                                  char               **key,
                                  char               **label,
                                  GError             **error);

/**
 * gh_record_kind_find_key:
 * @self: a kind
 * @connection: a connection
 * @key: a key of 20 characters
 * @id: (out): row id; 0: no record has that key
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_record_kind_find_key (const GhRecordKind  *self,
                                  GhConnection        *connection,
                                  const char          *key,
                                  gint64              *id,
                                  GError             **error);

/** The same by @name, ignoring case, for a kind whose records have names. */
gboolean gh_record_kind_find_name (const GhRecordKind  *self,
                                   GhConnection        *connection,
                                   const char          *name,
                                   gint64              *id,
                                   GError             **error);

/** gh_record_kind_find_key(), but a missing record is %GH_ERROR_NOT_FOUND. */
gboolean gh_record_kind_require_key (const GhRecordKind  *self,
                                     GhConnection        *connection,
                                     const char          *key,
                                     gint64              *id,
                                     GError             **error);

/** gh_record_kind_find_name(), but a missing record is %GH_ERROR_NOT_FOUND. */
gboolean gh_record_kind_require_name (const GhRecordKind  *self,
                                      GhConnection        *connection,
                                      const char          *name,
                                      gint64              *id,
                                      GError             **error);

/**
 * gh_record_kind_exists:
 * @self: a kind
 * @connection: a connection
 * @id: row id
 * @exists: (out): whether there is such a record
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_record_kind_exists (const GhRecordKind  *self,
                                GhConnection        *connection,
                                gint64               id,
                                gboolean            *exists,
                                GError             **error);

/**
 * gh_record_kind_query_changes:
 * @self: a kind
 * @connection: a connection
 * @id: row id of a record
 * @entry: an entry
 * @error: (out): where to put the error
 *
 * Who changed what about the record after @entry, latest first (O8); no index is needed, because each journal row names
 * the one before.
 *
 * Returns: (transfer none) (nullable): a statement that returns the unix seconds, the actor, and the fields before
 */
GhStatement *gh_record_kind_query_changes (const GhRecordKind  *self,
                                           GhConnection        *connection,
                                           gint64               id,
                                           gint64               entry,
                                           GError             **error);

/**
 * gh_record_kind_list_touched:
 * @self: a kind
 * @connection: a connection, with the temporary table `undo` (kind, id, last)
 * @entry: an entry
 * @error: (out): where to put the error
 *
 * Adds to `undo` the records of the kind that @entry touched, each with the entry that last touched it; NULL where it
 * is gone.
 *
 * Returns: %TRUE if listed
 */
gboolean gh_record_kind_list_touched (const GhRecordKind  *self,
                                      GhConnection        *connection,
                                      gint64               entry,
                                      GError             **error);

/**
 * gh_record_kind_put_back:
 * @self: a kind
 * @run: a run being applied, with rows in `back`
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all of them are written
 */
gboolean gh_record_kind_put_back (const GhRecordKind  *self,
                                  GhRun               *run,
                                  GError             **error);

/**
 * gh_record_kind_remove_for_good:
 * @self: a kind
 * @connection: the writing connection, with row ids in `chunk`
 * @error: (out): where to put the error
 *
 * Deletes these records, and the texts and salts of their earlier journal rows; the hashes stay, so that the log can
 * still be verified (J4). Foreign keys delete what belongs to a record.
 *
 * Returns: %TRUE if they are gone
 */
gboolean gh_record_kind_remove_for_good (const GhRecordKind  *self,
                                         GhConnection        *connection,
                                         GError             **error);

G_END_DECLS
