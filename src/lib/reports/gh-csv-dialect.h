/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-error.h"

G_BEGIN_DECLS

/**
 * GhCsvDialect:
 * @separator: the character between cells
 * @start: where the first row begins: after a byte order mark and a line `sep=X`
 *
 * What the beginning of a CSV file tells about the rest (R11).
 */
typedef struct {
  char  separator;
  gsize start;
} GhCsvDialect;

/**
 * gh_csv_dialect_read:
 * @self: (out caller-allocates): what is found
 * @bytes: the beginning of a file
 * @length: its bytes; what follows does not count
 * @error: (out): %GH_ERROR_BAD_FILE, with what to do
 *
 * Returns: %FALSE if this is UTF-16, UTF-32 or not text at all
 */
gboolean gh_csv_dialect_read (GhCsvDialect  *self,
                              const char    *bytes,
                              gsize          length,
                              GError       **error);

G_END_DECLS
