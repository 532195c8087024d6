/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * gh_organisation_open:
 * @path: the directory file
 * @clock: what time it is
 * @warning: (out) (optional) (nullable): the sentence of gh_witness_attach()
 * @error: (out): as of gh_store_open(); %GH_ERROR_DAMAGED also for what a row holds
 *
 * How a program opens an organisation: gh_store_open(), then a look at every row unless the file was last written
 * here (X1), then gh_witness_attach(). It was last written here if its newest log entry is the newest that the
 * user's state folder knows. Blocks, some seconds for a large file from elsewhere: not for a main loop.
 *
 * Returns: (transfer full) (nullable): the store
 */
GhStore *gh_organisation_open (const char  *path,
                               GhClock     *clock,
                               char       **warning,
                               GError     **error);

G_END_DECLS
