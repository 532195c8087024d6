/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

typedef struct _GhRecordKind GhRecordKind;

/**
 * GhRecordKind:
 * @name: as it stands in the journal, such as "user"; also the noun of the command line
 * @noun: for one and for more; `%s` is the number
 * @table: where its rows are, each with an id and a key
 * @touched: (nullable): where else each row's last_op is, by the same row id; %NULL: in @table
 * @describe: name of a statement: ?1 a row id; gives its key and its label
 * @record: name of a statement: ?1 a row id; gives JSON of the whole record (J1). A field that a later migration adds
 *   stands in it only where it differs from what that migration gave it, and so may be absent when it is put back
 * @fields: the fields that its JSON may have, each as " name:type " with a type of SQLite's json_type()
 * @label_fields: JSON array of fields: the first that is not empty is what a record that is gone was called
 * @check_undo: (nullable): what else keeps a record from being put back: @before is the JSON to come back,
 *   %NULL where undoing removes the record
 * @list_missing: (nullable): name of a statement: ?1 the entry to undo, ?2 JSON array of row ids; gives those that refer
 *   to what is gone (%GH_REFUSAL_OWNER_GONE) with what that was called
 * @put_back: (nullable): what comes before @back, or instead of it
 * @back: names of statements as gh_run_statement() takes, run in this order: they write the rows of the temporary
 *   table `back` (id, before, after) of the connection, as gh-undo.c describes it
 * @list_users_touched: (nullable): name of a statement: ?1 an entry; gives the users whose rows show what entries after
 *   it did to records of this kind, where it is not that of users
 * @is_name_of_users: whether users only refer to these records, and any row of a user may show one's name
 * @name_option: (nullable): the option of the command line that names one record; %NULL: it has no commands
 * @find_by_name: (nullable): name of a statement: ?1 a name key; gives the row id
 * @no_such_name: (nullable): that there is no record of the name `%s`, marked for translation
 * @no_such_key: (nullable): the same of a key
 * @list_removed: (nullable): name of a statement as gh_journal_rows() takes, which gives the whole records of `chunk`
 *
 * A sort of record that operations change: what all that deals with every sort asks about it, undo (J3), verification,
 * the feed of changes, logs and the command line. Each domain folder defines its own; gh-record-kind-list.h lists them
 * in an order in which each depends only on those before it.
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
  const char  *list_missing;
  gboolean   (*put_back)   (GhRun   *run,
                            GError **error);
  const char  *back[5];
  const char  *list_users_touched;
  gboolean     is_name_of_users;
  const char  *name_option;
  const char  *find_by_name;
  const char  *no_such_name;
  const char  *no_such_key;
  const char  *list_removed;
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

/** The same by @name, in any case, of a kind whose records have names. */
gboolean gh_record_kind_find_name (const GhRecordKind  *self,
                                   GhConnection        *connection,
                                   const char          *name,
                                   gint64              *id,
                                   GError             **error);

/** gh_record_kind_find_key(), where that there is none is %GH_ERROR_NOT_FOUND. */
gboolean gh_record_kind_require_key (const GhRecordKind  *self,
                                     GhConnection        *connection,
                                     const char          *key,
                                     gint64              *id,
                                     GError             **error);

/** gh_record_kind_find_name(), where that there is none is %GH_ERROR_NOT_FOUND. */
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
 * @run: a run that applies, with rows in `back`
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
 * Deletes these records, and of their earlier journal rows texts and salts: the hashes stay, so the log can still be
 * proved (J4). What belongs to a record goes by its foreign keys.
 *
 * Returns: %TRUE if they are gone
 */
gboolean gh_record_kind_remove_for_good (const GhRecordKind  *self,
                                         GhConnection        *connection,
                                         GError             **error);

G_END_DECLS
