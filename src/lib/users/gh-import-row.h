/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "phones/gh-phone-number.h"
#include "settings/gh-settings.h"
#include "users/gh-user-rules.h"

G_BEGIN_DECLS

/**
 * GhImportField:
 *
 * What a column of an import file means (R4, R7). Numbered ones come with their number; an unnamed one must be blank
 * (R11).
 */
typedef enum {
  GH_IMPORT_IGNORED,
  GH_IMPORT_UNNAMED,
  GH_IMPORT_USERNAME,
  GH_IMPORT_REALNAME,
  GH_IMPORT_FIRSTNAME,
  GH_IMPORT_LASTNAME,
  GH_IMPORT_ALIAS,
  GH_IMPORT_EMAIL,
  GH_IMPORT_STATUS,
  GH_IMPORT_STATUS_UNTIL,
  GH_IMPORT_PHONE,
  GH_IMPORT_PLATFORM,
  GH_IMPORT_TOKEN,
  GH_IMPORT_TYPE,
  GH_IMPORT_GROUP,
  GH_IMPORT_NOTES,
} GhImportField;

typedef struct {
  GhImportField  field;
  guint          number; /* from 1; 0 where the field has none */
  char          *name;
} GhImportColumn;

/**
 * gh_import_read_column:
 * @header: a cell of the first line; blanks around it are ignored (R11)
 * @has_identity: whether users have first and last names; else those columns are unknown (U7)
 * @column: (out): what it means; the caller frees its name
 *
 * Returns: %TRUE if it is a column of R4 or one that import ignores
 */
gboolean gh_import_read_column (const char     *header,
                                gboolean        has_identity,
                                GhImportColumn *column);

/**
 * GhImportPhone:
 * @read: the parsed cell
 * @number: E.164, from @read
 * @extension: from @read
 * @type: mobile, landline …
 * @platform: google android …
 * @refusal: why @number is invalid, unless the user has a phone with this number after a `+` (R10)
 * @column: number of the column, from 0
 */
typedef struct {
  GhPhoneNumber  read;
  const char    *number;
  const char    *extension;
  const char    *type;
  const char    *platform;
  GhRefusal      refusal;
  int            column;
} GhImportPhone;

typedef struct {
  char *serial;
  char *type;
} GhImportToken;

/**
 * GhImportProblem:
 * @refusal: why the row is refused; %GH_REFUSAL_NONE: it is not
 * @column: (nullable): number of the column, from 0, or -1
 * @detail: (nullable): more, such as who holds the name
 */
typedef struct {
  GhRefusal  refusal;
  int        column;
  char      *detail;
} GhImportProblem;

/**
 * GhImportRow:
 *
 * One row, read and checked as far as the file alone can tell. Absent or empty cells are %NULL or -1 and mean
 * "unchanged".
 */
typedef struct {
  char      *username;
  char      *realname;
  char      *firstname;
  char      *lastname;
  char      *email;
  char      *notes;
  char      *aliases[GH_MAX_ALIASES];
  int        status;     /* GhStoredStatus or -1 */
  gint64     until;      /* 0: not given */
  GPtrArray *phones;     /* GhImportPhone */
  GPtrArray *tokens;     /* GhImportToken */
  GPtrArray *groups;     /* names */
  GArray    *group_columns;
} GhImportRow;

void gh_import_row_init (GhImportRow *self);
void gh_import_row_clear (GhImportRow *self);

/**
 * gh_import_row_read:
 * @self: initialised; its old contents are freed
 * @columns: (element-type GhImportColumn): of the first line
 * @get_cell: returns the text of a column
 * @data: for @get_cell
 * @n_cells: cells in the row
 * @settings: the organisation's
 * @region: where its phone numbers without `+` are dialled, as gh_phone_region_find() gives it
 * @problem: (out): what is wrong, if anything; the caller frees its detail
 *
 * Decodes the cells (R6) and checks them one by one.
 */
void gh_import_row_read (GhImportRow      *self,
                         GArray           *columns,
                         const char     *(*get_cell) (gpointer data,
                                                      guint    column),
                         gpointer          data,
                         guint             n_cells,
                         const GhSettings *settings,
                         const char       *region,
                         GhImportProblem  *problem);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhImportRow, gh_import_row_clear)

G_END_DECLS
