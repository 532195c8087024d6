/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X: nothing else this process does with the files of an open organisation releases its locks. */
#include "gh-test-organisation.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* From SQLite's file format: the readers' bytes, and the byte that marks shared memory as in use. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE  510
#define IN_USE_BYTE  128

/* Whether another process could lock the bytes exclusively, as the last closer does. */
static gboolean
could_be_locked (const char *path,
                 off_t       start,
                 off_t       length)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = length };
      int descriptor = open (path, O_RDWR);

      _exit (descriptor >= 0 && fcntl (descriptor, F_SETLK, &lock) == 0 ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* As a file dialog does to find out the types of files. */
static void
look_into (const char *path)
{
  int descriptor = open (path, O_RDONLY);

  g_assert_cmpint (descriptor, >=, 0);
  close (descriptor);
}

static void
test_lasting (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *memory = g_strconcat (org->path, "-shm", NULL);
  g_autofree char *events = g_strconcat (org->path, "-events", NULL);
  g_autofree char *count = NULL;

  gh_test_add_users (org, "anna");
  look_into (org->path);
  look_into (memory);
  look_into (events);
  g_assert_false (could_be_locked (org->path, SHARED_FIRST, SHARED_SIZE));
  g_assert_false (could_be_locked (memory, IN_USE_BYTE, 1));
  g_assert_false (could_be_locked (events, SHARED_FIRST, SHARED_SIZE));

  gh_test_add_users (org, "bert");
  count = gh_test_query (org, "SELECT count (*) FROM users");
  g_assert_cmpstr (count, ==, "2");
}

/* The last one still cleans up. */
static void
test_closed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *log = g_strconcat (org->path, "-wal", NULL);

  gh_test_add_users (org, "anna");
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_clear_object (&org->store);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (could_be_locked (org->path, SHARED_FIRST, SHARED_SIZE));
  gh_test_reopen (org);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/X/locks/lasting", test_lasting);
  g_test_add_func ("/X/locks/closed", test_closed);

  return g_test_run ();
}
