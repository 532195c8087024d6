/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kit/gh-table.h"

G_BEGIN_DECLS

/* Rows made up from their ids: the same id is always the same person. */

enum {
  TEST_COLUMN_USERNAME,
  TEST_COLUMN_REAL_NAME,
  TEST_COLUMN_EMAIL,
  TEST_COLUMN_PHONES,
  TEST_COLUMN_TOKENS,
  TEST_COLUMN_STATUS,
  TEST_COLUMN_LAST_LOGIN,
  TEST_COLUMN_NOTES,
  TEST_N_COLUMNS
};

/* Nobody has it. */
#define TEST_NO_ID G_MAXINT64

extern const GhTableColumn test_columns[TEST_N_COLUMNS];

GhTableSource *test_source_new (void);

/* How many rows it has filled. */
guint64 test_source_get_n_filled (GhTableSource *source);

/* The ids 1 to @n, shuffled by @seed; 0 leaves them in order. */
GArray *test_ids_new (guint   n,
                      guint32 seed);

/* Those of @ids divisible by @divisor. */
GArray *test_ids_filter (GArray *ids,
                         guint   divisor);

G_END_DECLS
