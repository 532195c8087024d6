/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "reports/gh-csv-reader.h"
#include "users/gh-import-row.h"
#include "users/gh-sharing.h"

G_BEGIN_DECLS

/* A row's outcome other than an existing user's id. */
#define GH_IMPORT_NEW       0
#define GH_IMPORT_UNCHANGED (-1)
#define GH_IMPORT_REFUSED   (-2)

/**
 * GhImportGroup:
 *
 * A group that the file names; id 0: to be created.
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
 * The user that a row names, as stored.
 */
typedef struct {
  gint64         id;
  char          *username;
  char          *realname;
  char          *firstname;
  char          *lastname;
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
 * Rows to write, about 64 users at a time.
 */
typedef struct {
  char       *indexes;      /* the SQL of those dropped meanwhile, or NULL */
  GhInserter *users;
  GhInserter *statuses;
  GhInserter *names;
  GhInserter *aliases;
  GhInserter *memberships;
  GhInserter *phones;
  GhInserter *phone_owners;
  GhInserter *tokens;
  GhInserter *token_owners;
  GHashTable *new_phones;   /* number and extension -> gint64 *, the waiting phones */
  GHashTable *new_tokens;   /* serial and type -> gint64 *, the waiting tokens */
  GArray     *group_ids;    /* gint64, of the row being written, like the next two */
  GArray     *phone_ids;
  GArray     *token_ids;
  GString    *record;       /* for the journal, JSON */
  gint64      last_user;    /* last row ids before the waiting rows */
  gint64      last_phone;
  gint64      last_token;
} GhImportBatch;

/**
 * GhImport:
 *
 * A running user.import. The plan reads the file once and keeps eight bytes a row; applying reads it again.
 */
typedef struct {
  GhCsvReader      *reader;
  GArray           *columns;      /* GhImportColumn */
  GArray           *outcomes;     /* gint64 per row: a user's id or one of the above */
  GPtrArray        *problems;     /* char *, one per refused row, in order */
  GHashTable       *groups;       /* name key -> GhImportGroup */
  guint64           checksum;
  guint64           size;
  GhImportRow       row;
  GhImportExisting  existing;
  GhImportBatch     batch;
  GArray           *shareable[GH_N_SHARED_DEVICES]; /* gint64: those that the row gives to its user */
  GHashTable       *given[GH_N_SHARED_DEVICES];     /* gint64 *: those of all rows that somebody has or gets */
  GhSharing        *sharing;
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
 * Opens the file at its first row and reads the header. An unknown or repeated column refuses the run.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_import_open (GhImport  *import,
                         GhRun     *run,
                         GError   **error);

/** Reads the reader's current row into @import->row. */
void gh_import_read_row (GhImport        *import,
                         GhRun           *run,
                         GhImportProblem *problem);

/** Keeps the row's outcome for display: all of a rehearsal, else the first of each sort. */
void gh_import_note_line (GhImport     *import,
                          GhRun        *run,
                          GhLineSort    sort,
                          GhResultLine  line);

/** Clears @import->existing. */
void gh_import_forget_existing (GhImport *import);

/** Loads user row @id into @import->existing. */
gboolean gh_import_load_existing (GhImport  *import,
                                  GhRun     *run,
                                  gint64     id,
                                  GError   **error);

/**
 * gh_import_check:
 * @import: an import whose row passed the file's own checks
 * @run: its run
 * @outcome: (out): the row's outcome
 * @problem: (out): why it is refused
 * @error: (out): where to put the error
 *
 * Checks the row against the directory and the earlier rows.
 */
gboolean gh_import_check (GhImport         *import,
                          GhRun            *run,
                          gint64           *outcome,
                          GhImportProblem  *problem,
                          GError          **error);

/** Returns: the index of a column, of those numbered @number; -1: the file has none */
int gh_import_find_column (GhImport      *import,
                           GhImportField  field,
                           guint          number);

/** Refuses the row; @detail: (transfer full) (nullable) */
void gh_import_refuse (GhImportProblem *problem,
                       GhRefusal        refusal,
                       int              column,
                       char            *detail);

/** Shows what would change of a user who is there. Returns: whether it changes; a value that is not given does not */
gboolean gh_import_show_change (GhImport   *import,
                                GhRun      *run,
                                const char *column,
                                const char *before,
                                const char *after);

/** Refuses a row of which a name is taken, by a user or by a line before. */
gboolean gh_import_check_names (GhImport         *import,
                                GhRun            *run,
                                GhImportProblem  *problem,
                                GError          **error);

/**
 * gh_import_settle_phones:
 * @import: an import with a row
 * @run: its run
 * @user_id: user the row names; 0: none yet
 * @error: (out): where to put the error
 *
 * R10: a number that lost its `+` to a spreadsheet matches the phone that the user has; one without a match keeps its
 * refusal.
 *
 * Returns: %FALSE on error
 */
gboolean gh_import_settle_phones (GhImport  *import,
                                  GhRun     *run,
                                  gint64     user_id,
                                  GError   **error);

/**
 * gh_import_check_devices:
 * @import: an import with a row
 * @run: its run
 * @is_changed: (inout): set if the row gives its user a phone or token
 * @problem: (out): why the row is refused
 * @error: (out): where to put the error
 *
 * Settles the row's phones and checks them and its tokens, and notes which it may come to share (P1).
 *
 * Returns: %FALSE on error
 */
gboolean gh_import_check_devices (GhImport         *import,
                                  GhRun            *run,
                                  gboolean         *is_changed,
                                  GhImportProblem  *problem,
                                  GError          **error);

/** Notes that the row is accepted, and so that its user may share authenticators (P1). */
gboolean gh_import_note_sharing (GhImport  *import,
                                 GhRun     *run,
                                 GError   **error);

/* Once before the first gh_import_apply(). */
gboolean gh_import_begin (GhImport  *import,
                          GhRun     *run,
                          GError   **error);

/* Once after the last gh_import_apply(), which holds rows back to write them together. */
gboolean gh_import_finish (GhImport  *import,
                           GhRun     *run,
                           GError   **error);

void     gh_import_batch_clear (GhImportBatch *batch);

/**
 * gh_import_apply:
 * @import: an import
 * @run: its run
 * @user_id: the user that the row changes, or %GH_IMPORT_NEW
 * @error: (out): where to put the error
 *
 * Writes one row that the plan accepted, with its journal.
 */
gboolean gh_import_apply (GhImport  *import,
                          GhRun     *run,
                          gint64     user_id,
                          GError   **error);

G_END_DECLS
