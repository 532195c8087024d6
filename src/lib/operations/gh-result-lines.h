/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/**
 * GhLineSort:
 *
 * What becomes of a row of a file (U10). A changed row has a line for each column that changes; any row that is not
 * refused has one for each odd value that is accepted.
 */
typedef enum {
  GH_LINE_REFUSED,
  GH_LINE_NEW,
  GH_LINE_CHANGED,
  GH_LINE_UNCHANGED,
  GH_LINE_REMARK,
} GhLineSort;

#define GH_N_LINE_SORTS 5

/**
 * GhResultLine:
 * @line: where its row begins in the file, the header being 1
 * @subject: (nullable): the user it names
 * @realname: (nullable): that person's name, for a new or unchanged user
 * @email: (nullable): likewise
 * @column: (nullable): the column that is refused, would change or is odd
 * @before: (nullable): the value now, where it would change
 * @after: (nullable): the value in the file
 * @refusal: why the row is refused, or what is odd; %GH_REFUSAL_NONE: neither
 * @detail: (nullable): more, such as who holds the name
 *
 * What an import finds in one row.
 */
typedef struct {
  guint64     line;
  const char *subject;
  const char *realname;
  const char *email;
  const char *column;
  const char *before;
  const char *after;
  GhRefusal   refusal;
  const char *detail;
} GhResultLine;

/** How many lines of each sort are printed. */
#define GH_RESULT_LINES 1000

/** A longer text is cut off. */
#define GH_RESULT_LINE_TEXT 1000

/**
 * GhResultLines:
 *
 * The lines of an import, a million or more: sixteen bytes each and their texts, packed.
 */
typedef struct _GhResultLines GhResultLines;

GhResultLines *gh_result_lines_new   (void);
GhResultLines *gh_result_lines_ref   (GhResultLines *self);
void           gh_result_lines_unref (GhResultLines *self);

/** Adds a copy of @line. */
void gh_result_lines_add (GhResultLines      *self,
                          GhLineSort          sort,
                          const GhResultLine *line);

guint gh_result_lines_count (GhResultLines *self,
                             GhLineSort     sort);

/** Drops all of @sort but the first @count. */
void gh_result_lines_truncate (GhResultLines *self,
                               GhLineSort     sort,
                               guint          count);

/**
 * gh_result_lines_get:
 * @self: lines
 * @sort: the sort of line
 * @index: index among them
 * @line: (out caller-allocates): the line; its texts belong to @self
 */
void gh_result_lines_get (GhResultLines *self,
                          GhLineSort     sort,
                          guint          index,
                          GhResultLine  *line);

/** Returns: (transfer full): "Line 70, column phone1, “0815”: reason"; for all but new and unchanged rows */
char *gh_result_line_get_text (const GhResultLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhResultLines, gh_result_lines_unref)

G_END_DECLS
