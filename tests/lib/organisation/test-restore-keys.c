/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9, L6: the keys that are open when a backup is restored vouch for its log, and sign what the restore adds. */
#include "gh-test-files.h"
#include "gh-test-log.h"

#include "logs/gh-log-verify.h"

#include <sodium.h>
#include <string.h>

#define LAST_ENTRY "SELECT operation || ' ' || ifnull (key_number, '-') FROM log ORDER BY seq DESC LIMIT 1"

/* 1 created · 2 the first key · 3 anna */
static GhTestOrganisation *
make_signed (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_make_key (org);
  gh_test_add_users (org, "anna");

  return org;
}

static GhRestoreReport *
restore_with_keys (GhTestOrganisation  *org,
                   const char          *backup,
                   GError             **error)
{
  return gh_restore (backup, org->path, org->clock, org->actor, gh_keys_of (org->store), FALSE, NULL, error);
}

static void
assert_state (GhTestOrganisation *org,
              GhLogState          state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = gh_log_verify (org->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, state);
}

static void
test_entry_is_signed (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_add_users (org, "bert");
  report = restore_with_keys (org, backup, &error);
  g_assert_no_error (error);
  g_assert_null (report->result->notice);
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore 1");
  gh_test_come_back (org);
  gh_test_open_key (org, 1);
  assert_state (org, GH_LOG_SIGNED);
}

static void
test_without_keys (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_test_add_users (org, "bert");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore -");
}

/* Made by somebody who has the file, but not its key. */
static void
test_signed_anew (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autofree char *forged = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_sign_anew (org);
  forged = gh_test_make_backup (org, "forged.db");
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  gh_test_open_key (org, 1);

  report = restore_with_keys (org, forged, &error);
  g_assert_null (report);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "another key than the organisation’s"));
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore -");

  /* Nobody can know that without the key. */
  gh_restore_report_free (gh_test_restore (org, forged));
}

/* The number alone does not make it the backup's key: two computers may each have made a second one. */
static void
test_another_of_the_number (void)
{
  g_autoptr (GhTestOrganisation) org = make_signed ();
  g_autofree char *backup = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GhSecret) other = gh_secret_new (GH_KEY_BYTES);
  g_autoptr (GError) error = NULL;

  backup = gh_test_make_backup (org, "backup.db");
  gh_test_reopen (org);
  memset (gh_secret_get (other, NULL), 0x77, GH_KEY_BYTES);
  g_assert_true (gh_keys_add (gh_keys_of (org->store), 1, other));
  report = restore_with_keys (org, backup, &error);
  g_assert_no_error (error);
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore -");
}

/* A backup from before the key was exchanged, or from before there was one. */
static void
test_older_key (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *none = gh_test_make_backup (org, "none.db");
  g_autofree char *first = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_make_key (org);
  first = gh_test_make_backup (org, "first.db");
  gh_test_make_key (org);
  report = restore_with_keys (org, first, &error);
  g_assert_no_error (error);
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore 1");
  g_clear_pointer (&report, gh_restore_report_free);

  report = restore_with_keys (org, none, &error);
  g_assert_no_error (error);
  gh_test_assert_query (org, LAST_ENTRY, "organisation.restore -");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  state = g_dir_make_tmp ("gatehouse-state-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O9/keys/entry-is-signed", test_entry_is_signed);
  g_test_add_func ("/O9/keys/none", test_without_keys);
  g_test_add_func ("/O9/keys/signed-anew", test_signed_anew);
  g_test_add_func ("/O9/keys/another-of-the-number", test_another_of_the_number);
  g_test_add_func ("/O9/keys/older", test_older_key);

  return g_test_run ();
}
