/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-organisation.h"

#include "organisation/gh-restore.h"

G_BEGIN_DECLS

/* What is done to an organisation's files: backups, and what others write there. */

/* Returns: (transfer full): the backup's path, in the organisation's folder */
char *gh_test_make_backup (GhTestOrganisation *org,
                           const char         *name);

/* Restores it, without keys; the store stays open. */
GhRestoreReport *gh_test_restore (GhTestOrganisation *org,
                                  const char         *backup);

/* Closes the store and opens it again as a program does, with all that it settles then. */
void gh_test_come_back (GhTestOrganisation *org);

/* As anybody can who may write the file: with SQLite alone. */
void gh_test_write_raw (const char *path,
                        const char *sql);

void gh_test_assert_log_whole (GhTestOrganisation *org);

/* And that each record is as operations left it (L10). */
void gh_test_assert_records_whole (GhTestOrganisation *org);

G_END_DECLS
