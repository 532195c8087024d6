/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "reports/gh-csv-reader.h"
#include "store/gh-late-indexes.h"
#include "users/gh-import-row.h"

G_BEGIN_DECLS

/* What user.import decides for a row instead of an existing user's id. */
#define GH_IMPORT_NEW       0
#define GH_IMPORT_UNCHANGED (-1)
#define GH_IMPORT_REFUSED   (-2)

/**
 * GhImportGroup:
 *
 * A group that the file names; id 0: to be made.
 */
typedef struct {
  gint64         id;
  GhStoredStatus status;
  gint64         directory_id;
  char          *name;
} GhImportGroup;

/**
 * GhImportExisting:
 *
 * The user whom a row names, as it is.
 */
typedef struct {
  gint64         id;
  char          *username;
  char          *realname;
  char          *email;
  char          *notes;
  char          *aliases[GH_MAX_ALIASES];
  GhStoredStatus status;
  gint64         until;
  gint64         last_op;
  gint64         directory_id;
  gboolean       directory_disabled;
  gboolean       is_trashed;
} GhImportExisting;

/**
 * GhImportBatch:
 *
 * What is to be written, some 64 users together.
 */
typedef struct {
  GhLateIndexes *indexes;   /* or NULL */
  GhInserter *users;
  GhInserter *statuses;
  GhInserter *names;
  GhInserter *aliases;
  GhInserter *memberships;
  GhInserter *phones;
  GhInserter *phone_owners;
  GhInserter *tokens;
  GhInserter *token_owners;
  GHashTable *new_phones;   /* number and extension -> gint64 *, the phones that wait */
  GHashTable *new_tokens;   /* serial and type -> gint64 *, the tokens that wait */
  GArray     *group_ids;    /* gint64, of the row that is being written, as the next two */
  GArray     *phone_ids;
  GArray     *token_ids;
  GString    *record;       /* for the journal, JSON */
  gint64      last_user;    /* row ids that were given before those that wait */
  gint64      last_phone;
  gint64      last_token;
} GhImportBatch;

/**
 * GhImport:
 *
 * user.import under way. The plan reads the file once and keeps eight bytes a row; applying reads it again.
 */
typedef struct {
  GhCsvReader      *reader;
  GArray           *columns;      /* GhImportColumn */
  GArray           *outcomes;     /* gint64 a row: a user's id or one of the above */
  GPtrArray        *problems;     /* char *, a refused row each, in their order */
  GHashTable       *groups;       /* name key -> GhImportGroup */
  guint64           checksum;
  guint64           size;
  GhImportRow       row;
  GhImportExisting  existing;
  GhImportBatch     batch;
  char             *region;       /* for phone numbers without + */
  gint64            n_new;
  gint64            n_changed;
  gint64            n_unchanged;
} GhImport;

GhImport *gh_import_new (void);
void      gh_import_free (gpointer data);

/**
 * gh_import_open:
 * @import: an import
 * @run: its run, whose parameter `file` names the file
 * @error: (out): where to put the error
 *
 * Opens the file at its first row and reads the header. A column that is unknown or there twice refuses the run.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_import_open (GhImport  *import,
                         GhRun     *run,
                         GError   **error);

/** Reads the row at which the reader stands into @import->row. */
void gh_import_read_row (GhImport        *import,
                         GhRun           *run,
                         GhImportProblem *problem);

/** Keeps what becomes of the row to be shown: all of a rehearsal, else the first of each sort. */
void gh_import_note_line (GhImport     *import,
                          GhRun        *run,
                          GhLineSort    sort,
                          GhResultLine  line);

/** No user is there yet. */
void gh_import_forget_existing (GhImport *import);

/** The user of row id @id into @import->existing. */
gboolean gh_import_load_existing (GhImport  *import,
                                  GhRun     *run,
                                  gint64     id,
                                  GError   **error);

/**
 * gh_import_check:
 * @import: an import with a row that the file alone does not refuse
 * @run: its run
 * @outcome: (out): what becomes of the row
 * @problem: (out): why it is refused
 * @error: (out): where to put the error
 *
 * Checks the row against the directory and against the rows before.
 */
gboolean gh_import_check (GhImport         *import,
                          GhRun            *run,
                          gint64           *outcome,
                          GhImportProblem  *problem,
                          GError          **error);

/**
 * gh_import_settle_phones:
 * @import: an import with a row
 * @run: its run
 * @user_id: whom the row names; 0: nobody yet
 * @error: (out): where to put the error
 *
 * R10: a number that lost its `+` to a spreadsheet is the phone that the user has; whichever is none then keeps its
 * refusal.
 *
 * Returns: %FALSE on error
 */
gboolean gh_import_settle_phones (GhImport  *import,
                                  GhRun     *run,
                                  gint64     user_id,
                                  GError   **error);

/** Says in a rehearsal which of the row's phones, new to its user, has a number that is odd though possible. */
void gh_import_remark_phone (GhImport            *import,
                             GhRun               *run,
                             const GhImportPhone *phone);

/* Once before the first gh_import_apply(). */
gboolean gh_import_begin (GhImport  *import,
                          GhRun     *run,
                          GError   **error);

/* Once after the last gh_import_apply(), which keeps what it writes until there is more to write together. */
gboolean gh_import_finish (GhImport  *import,
                           GhRun     *run,
                           GError   **error);

void     gh_import_batch_clear (GhImportBatch *batch);

/**
 * gh_import_apply:
 * @import: an import
 * @run: its run
 * @user_id: the user whom the row changes, or %GH_IMPORT_NEW
 * @error: (out): where to put the error
 *
 * Writes one row that the plan has passed, with its journal.
 */
gboolean gh_import_apply (GhImport  *import,
                          GhRun     *run,
                          gint64     user_id,
                          GError   **error);

G_END_DECLS
