/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X, X1: a database that is deleted, moved, replaced or made inaccessible while open. Nothing is written to a file
 * without a name, and work continues when the file is back. */
#include "gh-test-organisation.h"

#include "logs/gh-log-verify.h"
#include "store/gh-backup.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");

  return org;
}

static char *
beside (GhTestOrganisation *org,
        const char         *end)
{
  return g_strconcat (org->path, end, NULL);
}

static GhResult *
try_to_add (GhTestOrganisation *org,
            GError            **error)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "username", "bert");

  return gh_run (org->store,
                 &(GhRequest) {
                   .operation = gh_operation_find ("user.add"),
                   .actor = org->actor,
                   .parameters = parameters,
                 },
                 NULL, error);
}

/* Asserts that reading and writing fail with @code for @path, the latter saying it did nothing. */
static void
assert_refused (GhTestOrganisation *org,
                const char         *path,
                int                 code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_store_check_files (org->store, &error));
  g_assert_error (error, GH_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);

  g_assert_null (try_to_add (org, &error));
  g_assert_error (error, GH_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  if (code == GH_ERROR_GONE)
    g_assert_nonnull (strstr (error->message, "Nothing was changed."));
  g_clear_error (&error);

  g_assert_false (gh_store_write (org->store, GH_FILE_EVENTS, NULL, NULL, &error));
  g_assert_error (error, GH_ERROR, code);
}

static void
assert_goes_on (GhTestOrganisation *org,
                const char         *before,
                const char         *after)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_store_reopen (org->store, &error));
  g_assert_no_error (error);
  g_assert_true (gh_store_check_files (org->store, NULL));
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", before);
  gh_test_add_users (org, "cleo");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");

  /* What was written is where others look for it. */
  gh_test_reopen (org);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", after);
  gh_test_assert_query (org, "SELECT time FROM events.logins", "1795510000");
  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
}

static void
test_deleted (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *again = g_build_filename (org->folder, "again.db", NULL);
  g_autoptr (GError) error = NULL;

  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  g_unlink (org->path);
  assert_refused (org, org->path, GH_ERROR_GONE);
  g_assert_false (g_file_test (org->path, G_FILE_TEST_EXISTS));

  /* No backup of a missing file, and no continuing. */
  g_assert_false (gh_backup_make (org->store, again, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (gh_store_reopen (org->store, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);

  /* What was read can still be viewed. */
  gh_test_assert_query (org, "SELECT username FROM users", "anna");

  g_rename (backup, org->path);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_moved (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *elsewhere = g_build_filename (org->folder, "elsewhere.db", NULL);

  g_rename (org->path, elsewhere);
  assert_refused (org, org->path, GH_ERROR_GONE);
  g_rename (elsewhere, org->path);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_folder_moved (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *elsewhere = g_strconcat (org->folder, "-moved", NULL);

  g_rename (org->folder, elsewhere);
  assert_refused (org, org->path, GH_ERROR_GONE);
  g_rename (elsewhere, org->folder);
  assert_goes_on (org, "anna", "anna,cleo");
}

/* The old file's WAL must not get into the new one either. */
static void
test_replaced (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;

  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "bert");
  g_assert_true (gh_store_check_files (org->store, NULL));

  g_rename (backup, org->path);
  assert_refused (org, org->path, GH_ERROR_GONE);
  assert_goes_on (org, "anna", "anna,cleo");
}

/* An identical copy is still another file: writing to one does not write to the other. */
static void
test_replaced_by_a_copy (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *copy = g_build_filename (org->folder, "copy.db", NULL);
  g_autofree char *content = NULL;
  gsize length;

  gh_test_reopen (org);
  g_assert_true (g_file_get_contents (org->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents_full (copy, content, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  gh_test_assert_query (org, "SELECT username FROM users", "anna");
  g_assert_true (gh_store_check_files (org->store, NULL));
  g_rename (copy, org->path);
  assert_refused (org, org->path, GH_ERROR_GONE);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_another_organisation (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GhTestOrganisation) other = gh_test_organisation_new ();
  g_autofree char *kept = g_build_filename (org->folder, "kept.db", NULL);
  g_autofree char *backup = g_build_filename (org->folder, "other.db", NULL);
  g_autoptr (GError) error = NULL;

  gh_backup_make (other->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_rename (org->path, kept);
  g_rename (backup, org->path);
  assert_refused (org, org->path, GH_ERROR_GONE);

  /* The events beside it are not the other's, and stay. */
  g_assert_false (gh_store_reopen (org->store, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_GONE);
  g_assert_nonnull (strstr (error->message, "another organisation"));

  g_rename (kept, org->path);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_events_deleted (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = beside (org, "-events");

  g_unlink (events);
  assert_refused (org, events, GH_ERROR_GONE);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_events_replaced (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = beside (org, "-events");
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autofree char *backup_events = g_strconcat (backup, "-events", NULL);
  g_autoptr (GError) error = NULL;

  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_rename (backup_events, events);
  assert_refused (org, events, GH_ERROR_GONE);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
test_opened_to_others (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *events = beside (org, "-events");

  g_chmod (org->path, 0602);
  assert_refused (org, org->path, GH_ERROR_UNSAFE);
  g_chmod (org->path, 0600);
  g_chmod (events, 0666);
  assert_refused (org, events, GH_ERROR_UNSAFE);
  g_chmod (events, 0600);
  assert_goes_on (org, "anna", "anna,cleo");
}

static void
become_nobody (GhTestOrganisation *org)
{
  g_autoptr (GDir) dir = g_dir_open (org->folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name;

  g_clear_object (&org->store);
  g_assert_cmpint (chown (org->folder, NOBODY, NOBODY), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (org->folder, name, NULL);

      g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
    }
  if (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
    _exit (2);
  org->store = gh_store_open (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "zoe");
}

static void
without_rights (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  become_nobody (org);
  g_chmod (org->path, 0);
  assert_refused (org, org->path, GH_ERROR_UNSAFE);

  /* A file that can be read, but no longer written. */
  g_chmod (org->path, 0400);
  g_assert_true (gh_store_check_files (org->store, NULL));
  g_assert_null (try_to_add (org, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, org->path));

  g_chmod (org->path, 0600);
  assert_goes_on (org, "anna,zoe", "anna,cleo,zoe");
}

static void
on_a_disk (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", org->folder, "tmpfs", 0, "size=4m,mode=0700") != 0)
    _exit (77);

  org->store = gh_store_create (org->path, org->clock, &error);
  g_assert_no_error (error);
  gh_test_do (org, "organisation.create", NULL, "{\"name\":\"Disk\",\"time-zone\":\"UTC\"}", 1);

  /* Like a USB stick being pulled out. Beneath is another organisation's file. */
  g_assert_cmpint (umount2 (org->folder, MNT_DETACH), ==, 0);
  assert_refused (org, org->path, GH_ERROR_GONE);
  g_unlink (org->path);
  assert_refused (org, org->path, GH_ERROR_GONE);
}

/* Runs in its own process. */
static void
run_apart (void (*func) (GhTestOrganisation *org))
{
  pid_t child;
  int status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become somebody else, or mount a disk");
      return;
    }

  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      func (make_sample ());
      _exit (0);
    }
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    {
      g_test_skip ("a disk may not be mounted here");
      return;
    }
  g_assert_cmpint (status, ==, 0);
}

static void
test_rights_taken (void)
{
  run_apart (without_rights);
}

static void
test_disk_gone (void)
{
  run_apart (on_a_disk);
}

typedef struct {
  GhTestOrganisation *org;
  const char         *path;
} Removal;

static gboolean
remove_while_writing_cb (GhConnection  *connection,
                         gpointer       data,
                         GError       **error)
{
  Removal *removal = data;
  gboolean ok = gh_connection_begin_write (connection, error) &&
                gh_connection_execute (connection, "DELETE FROM enrolments", error);

  g_assert_true (ok);
  g_unlink (removal->path);

  return gh_connection_commit (connection, error);
}

/* Between the beginning of a long operation and its end. */
static void
test_deleted_while_writing (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GError) error = NULL;
  Removal removal = { org, org->path };

  gh_test_write_directory (org, "INSERT INTO enrolments VALUES (1, 'a@example.com', 1, 2, NULL)");
  gh_test_assert_query (org, "SELECT count (*) FROM enrolments", "1");
  g_assert_false (gh_store_write (org->store, GH_FILE_DIRECTORY, remove_while_writing_cb, &removal, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_GONE);
  gh_test_assert_query (org, "SELECT count (*) FROM enrolments", "1");
}

/* A worker's reader still belongs to the old files, and must not be returned among those of the new. */
static void
test_lent_readers (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;
  GhConnection *lent;

  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  gh_test_add_users (org, "bert");
  lent = gh_store_lend_reader (org->store, &error);
  g_assert_no_error (error);
  g_rename (backup, org->path);
  g_assert_true (gh_store_reopen (org->store, &error));
  gh_store_return_reader (org->store, lent);
  for (guint i = 0; i < 3; i++)
    gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X/gone/deleted", test_deleted);
  g_test_add_func ("/X/gone/moved", test_moved);
  g_test_add_func ("/X/gone/folder-moved", test_folder_moved);
  g_test_add_func ("/X/gone/replaced", test_replaced);
  g_test_add_func ("/X/gone/replaced-by-a-copy", test_replaced_by_a_copy);
  g_test_add_func ("/X/gone/another-organisation", test_another_organisation);
  g_test_add_func ("/X/gone/events-deleted", test_events_deleted);
  g_test_add_func ("/X/gone/events-replaced", test_events_replaced);
  g_test_add_func ("/X1/gone/opened-to-others", test_opened_to_others);
  g_test_add_func ("/X/gone/rights-taken", test_rights_taken);
  g_test_add_func ("/X/gone/disk", test_disk_gone);
  g_test_add_func ("/X/gone/while-writing", test_deleted_while_writing);
  g_test_add_func ("/X/gone/lent-readers", test_lent_readers);

  return g_test_run ();
}
