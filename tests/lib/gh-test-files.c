/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-files.h"

#include "logs/gh-log-state.h"
#include "logs/gh-log-verify.h"
#include "organisation/gh-organisation-open.h"
#include "store/gh-backup.h"

#include <sqlite3.h>

char *
gh_test_make_backup (GhTestOrganisation *org,
                     const char         *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (org->folder, name, NULL);

  gh_backup_make (org->store, path, NULL, &error);
  g_assert_no_error (error);

  return path;
}

GhRestoreReport *
gh_test_restore (GhTestOrganisation *org,
                 const char         *backup)
{
  g_autoptr (GError) error = NULL;
  GhRestoreReport *report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (report->result->is_refused);

  return report;
}

void
gh_test_come_back (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&org->store);
  org->store = gh_organisation_open (org->path, org->clock, &error);
  g_assert_no_error (error);
}

void
gh_test_write_raw (const char *path,
                   const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

void
gh_test_assert_log_whole (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = gh_log_verify (org->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
}

void
gh_test_assert_records_whole (GhTestOrganisation *org)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  g_autoptr (GError) error = NULL;
  gint64 n_differences, n_records;

  gh_test_assert_log_whole (org);
  g_assert_true (gh_log_compare_state (org->store, differences, &n_differences, &n_records, NULL, &error));
  for (guint i = 0; i < differences->len; i++)
    {
      const GhLogDifference *one = g_ptr_array_index (differences, i);

      g_error ("%s %" G_GINT64_FORMAT " %s: %s", one->kind, one->id, one->field, one->problem);
    }
}
