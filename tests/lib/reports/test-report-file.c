/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-report-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("gh-test-report-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "users.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (bytes, ==, expected);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static void
write_report (const char *path,
              const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReportFile) file = gh_report_file_new (path, &error);

  g_assert_no_error (error);
  gh_report_file_append_text (file, text);
  g_assert_true (gh_report_file_commit (file, &error));
  g_assert_no_error (error);
}

/* --- a file of its own --- */

static void
test_mode (Fixture       *fixture,
           gconstpointer  data)
{
  mode_t before = umask (0);

  write_report (fixture->path, "text");
  assert_mode (fixture->path, 0600);
  umask (0777);
  write_report (fixture->path, "again");
  umask (before);

  assert_mode (fixture->path, 0600);
  assert_contents (fixture->path, "again");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_mode_in_shared_folder (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_cmpint (g_chmod (fixture->folder, 02770), ==, 0);
  write_report (fixture->path, "text");
  assert_mode (fixture->path, 0600);

  g_assert_cmpint (g_chmod (fixture->folder, 02775), ==, 0);
  write_report (fixture->path, "text");
  assert_mode (fixture->path, 0600);
}

static void
test_untouched_until_commit (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReportFile) file = NULL;
  g_autofree char *big = g_strnfill (3 * 1024 * 1024 + 7, 'x');

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
  gh_report_file_append_text (file, big);
  assert_contents (fixture->path, "before");

  g_assert_true (gh_report_file_commit (file, &error));
  g_assert_no_error (error);
  assert_contents (fixture->path, big);
  assert_mode (fixture->path, 0600);
}

static void
test_abandoned (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *big = g_strnfill (2 * 1024 * 1024, 'x');
  GhReportFile *file = gh_report_file_new (fixture->path, NULL);

  g_assert_nonnull (file);
  gh_report_file_append_text (file, big);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  gh_report_file_free (file);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_no_such_folder (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "users.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_report_file_new (path, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "none"));
}

static void
test_folder_as_target (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_report_file_new (fixture->folder, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
}

/* --- links --- */

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.csv", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  g_assert_cmpint (symlink ("users.csv", link), ==, 0);
  write_report (link, "after");

  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_contents (fixture->path, "after");
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

/* A dangling link may be there on purpose: it is neither replaced nor followed to a new file. */
static void
test_dangling_link (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("none.csv", fixture->path), ==, 0);
  g_assert_null (gh_report_file_new (fixture->path, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* --- non-regular files --- */

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GhReportFile) file = NULL;
  GStatBuf info;

  g_assert_cmpint (symlink ("/dev/full", fixture->path), ==, 0);
  file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
  gh_report_file_append_text (file, "little");
  g_assert_false (gh_report_file_has_failed (file));
  gh_report_file_append_text (file, big);
  g_assert_true (gh_report_file_has_failed (file));

  g_assert_false (gh_report_file_commit (file, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FULL);
  g_assert_cmpint (g_stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static gpointer
read_all_cb (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  GString *text = g_string_new (NULL);
  char block[1000];
  gssize n;

  while ((n = read (fd, block, sizeof block)) > 0)
    g_string_append_len (text, block, n);
  close (fd);

  return g_string_free (text, FALSE);
}

/* More than a pipe holds, so that writes are short. */
static void
test_pipe (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *big = g_strnfill (2 * 1024 * 1024 + 3, 'x');
  g_autofree char *read = NULL;
  GThread *thread;
  int fd;
  GStatBuf info;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  fd = g_open (fixture->path, O_RDONLY | O_NONBLOCK, 0);
  g_assert_cmpint (fd, >=, 0);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GhReportFile) file = gh_report_file_new (fixture->path, &error);

    g_assert_no_error (error);
    g_assert_cmpint (fcntl (fd, F_SETFL, 0), ==, 0);
    thread = g_thread_new ("reader", read_all_cb, GINT_TO_POINTER (fd));
    gh_report_file_append_text (file, big);
    g_assert_true (gh_report_file_commit (file, &error));
    g_assert_no_error (error);
  }
  read = g_thread_join (thread);

  g_assert_cmpstr (read, ==, big);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* X: a report waits a minute in all for whoever reads it, for it holds a read transaction, and keeps the rest for later. */
static void
test_slow_pipe (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *big = g_strnfill (3 * 1024 * 1024 + 5, 'x');
  g_autofree char *wanted = g_strconcat (big, "y", big, NULL);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReportFile) file = NULL;
  GThread *thread;
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  fd = g_open (fixture->path, O_RDONLY | O_NONBLOCK, 0);
  file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fcntl (fd, F_SETFL, 0), ==, 0);

  /* Nobody reads, and yet this returns. */
  gh_report_file_set_patience_for_tests (20);
  gh_report_file_append_text (file, big);
  gh_report_file_append_text (file, "y");
  gh_report_file_append_text (file, big);
  gh_report_file_set_patience_for_tests (60 * 1000);
  g_assert_cmpint (gh_report_file_get_length (file), ==, strlen (wanted));

  thread = g_thread_new ("reader", read_all_cb, GINT_TO_POINTER (fd));
  g_assert_true (gh_report_file_commit (file, &error));
  g_assert_no_error (error);
  g_clear_pointer (&file, gh_report_file_free);
  read = g_thread_join (thread);
  g_assert_cmpstr (read, ==, wanted);
}

/* It goes away while what is left waits. */
static void
test_slow_pipe_breaks (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *big = g_strnfill (3 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReportFile) file = NULL;
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  fd = g_open (fixture->path, O_RDONLY | O_NONBLOCK, 0);
  file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
  gh_report_file_set_patience_for_tests (20);
  gh_report_file_append_text (file, big);
  gh_report_file_set_patience_for_tests (60 * 1000);
  g_assert_true (g_close (fd, NULL));

  g_assert_false (gh_report_file_commit (file, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, g_strerror (EPIPE)));
}

static void
test_broken_pipe (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReportFile) file = NULL;
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  fd = g_open (fixture->path, O_RDONLY | O_NONBLOCK, 0);
  file = gh_report_file_new (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  gh_report_file_append_text (file, "text");

  g_assert_false (gh_report_file_commit (file, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, g_strerror (EPIPE)));
}

/* A descriptor of a regular file, as in `> users.csv`: the shell's file continues where it is. */
static void
test_descriptor (Fixture       *fixture,
                 gconstpointer  data)
{
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT, 0644);
  g_autofree char *target = g_strdup_printf ("%s/%d", (const char *) data, fd);
  GStatBuf before, after;

  g_assert_cmpint (write (fd, "one ", 4), ==, 4);
  g_assert_cmpint (fstat (fd, &before), ==, 0);
  write_report (target, "two ");
  g_assert_cmpint (write (fd, "three", 5), ==, 5);
  g_assert_true (g_close (fd, NULL));

  assert_contents (fixture->path, "one two three");
  g_assert_cmpint (g_stat (fixture->path, &after), ==, 0);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_standard_output (Fixture       *fixture,
                      gconstpointer  data)
{
  int saved = dup (STDOUT_FILENO);
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT | O_APPEND, 0644);

  g_assert_cmpint (write (fd, "one ", 4), ==, 4);
  fflush (stdout);
  g_assert_cmpint (dup2 (fd, STDOUT_FILENO), ==, STDOUT_FILENO);
  write_report ("/dev/stdout", "two");
  g_assert_cmpint (dup2 (saved, STDOUT_FILENO), ==, STDOUT_FILENO);
  g_assert_true (g_close (saved, NULL));
  g_assert_true (g_close (fd, NULL));

  assert_contents (fixture->path, "one two");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_no_such_descriptor (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_report_file_new ("/dev/fd/987654", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (gh_report_file_new ("/dev/fd/x", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);

  g_test_add ("/X2/report-file/mode", Fixture, NULL, set_up, test_mode, tear_down);
  g_test_add ("/X2/report-file/mode-in-shared-folder", Fixture, NULL, set_up, test_mode_in_shared_folder, tear_down);
  g_test_add ("/R3/report-file/untouched-until-commit", Fixture, NULL, set_up, test_untouched_until_commit, tear_down);
  g_test_add ("/R3/report-file/abandoned", Fixture, NULL, set_up, test_abandoned, tear_down);
  g_test_add ("/R3/report-file/no-such-folder", Fixture, NULL, set_up, test_no_such_folder, tear_down);
  g_test_add ("/R3/report-file/folder-as-target", Fixture, NULL, set_up, test_folder_as_target, tear_down);
  g_test_add ("/R3/report-file/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/R3/report-file/dangling-link", Fixture, NULL, set_up, test_dangling_link, tear_down);
  g_test_add ("/X/report-file/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  g_test_add ("/R3/report-file/pipe", Fixture, NULL, set_up, test_pipe, tear_down);
  g_test_add ("/X/report-file/slow-pipe", Fixture, NULL, set_up, test_slow_pipe, tear_down);
  g_test_add ("/X/report-file/slow-pipe-breaks", Fixture, NULL, set_up, test_slow_pipe_breaks, tear_down);
  g_test_add ("/R3/report-file/broken-pipe", Fixture, NULL, set_up, test_broken_pipe, tear_down);
  g_test_add ("/R3/report-file/descriptor/dev", Fixture, "/dev/fd", set_up, test_descriptor, tear_down);
  g_test_add ("/R3/report-file/descriptor/proc", Fixture, "/proc/self/fd", set_up, test_descriptor, tear_down);
  g_test_add ("/R3/report-file/standard-output", Fixture, NULL, set_up, test_standard_output, tear_down);
  g_test_add ("/R3/report-file/no-such-descriptor", Fixture, NULL, set_up, test_no_such_descriptor, tear_down);

  return g_test_run ();
}
