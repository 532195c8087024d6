/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The .sql files that are compiled in. They can be read until the process is gone: a thread may still be at it while
 * the program ends, when GLib has forgotten its resources already. */

/** Returns: (transfer full) (nullable): the text of the file at @path, below `/io/github/gatehouse/Gatehouse/sql/` */
GBytes *gh_sql_files_read (const char *path);

/** Returns: (transfer full): the names of the files in the folder @path, in no order */
GStrv gh_sql_files_list (const char *path);

G_END_DECLS
