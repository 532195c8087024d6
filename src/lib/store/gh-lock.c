/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

/* Where the file format has readers lock a database: after the pending and the reserved byte. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE  510

/* Where the header has the file format's write version, and its value with a WAL. */
#define VERSIONS_OFFSET 18
#define WAL_VERSION     2

/* Descriptors above are ignored: SQLite's are opened early. */
#define MAX_DESCRIPTORS 65536

/* Which descriptors are shared memory. SQLite sets its own before locking it. */
static guint8 is_shared_memory[MAX_DESCRIPTORS];

/* See gh_lock_expect(). SQLite opens the path with links resolved. */
static __thread char *expected_end;
static __thread GhFileIdentity expected;

void
gh_lock_expect (const char           *path,
                const GhFileIdentity *identity)
{
  g_clear_pointer (&expected_end, g_free);
  if (path != NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      expected_end = g_strconcat ("/", name, NULL);
      expected = *identity;
    }
}

static gboolean
is_expected (const char *path,
             int         descriptor)
{
  struct stat info;

  return expected_end == NULL || !g_str_has_suffix (path, expected_end) ||
         (fstat (descriptor, &info) == 0 && info.st_dev == expected.device && info.st_ino == expected.inode);
}

/* SQLite passes three arguments, whatever it declares. Links among the folders are resolved by now; one in place of a
 * file, even a WAL, was put there by somebody. */
static int
open_and_note (const char *path,
               int         flags,
               int         mode)
{
  int descriptor = open (path, flags | O_NOFOLLOW, mode);

  if (descriptor >= 0 && !is_expected (path, descriptor))
    {
      close (descriptor);
      errno = ELOOP;
      return -1;
    }

  if (descriptor >= 0 && descriptor < MAX_DESCRIPTORS)
    __atomic_store_n (&is_shared_memory[descriptor], g_str_has_suffix (path, "-shm"), __ATOMIC_RELAXED);

  return descriptor;
}

static int
lock_lastingly (int descriptor,
                int command,
                ...)
{
  gboolean is_lasting = descriptor >= 0 && descriptor < MAX_DESCRIPTORS &&
                        __atomic_load_n (&is_shared_memory[descriptor], __ATOMIC_RELAXED);
  struct flock *lock;
  va_list arguments;
  int value;

  va_start (arguments, command);
  switch (command)
    {
    case F_SETLK:
    case F_SETLKW:
    case F_GETLK:
      lock = va_arg (arguments, struct flock *);
      va_end (arguments);
      if (!is_lasting)
        return fcntl (descriptor, command, lock);
      lock->l_pid = 0;
      return fcntl (descriptor, command == F_GETLK ? F_OFD_GETLK : command == F_SETLK ? F_OFD_SETLK : F_OFD_SETLKW,
                    lock);

    case F_GETFD:
    case F_GETFL:
      va_end (arguments);
      return fcntl (descriptor, command);

    default:
      value = va_arg (arguments, int);
      va_end (arguments);
      return fcntl (descriptor, command, value);
    }
}

void
gh_lock_use_lasting (void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

  if (vfs != NULL && vfs->iVersion >= 3)
    {
      vfs->xSetSystemCall (vfs, "open", (sqlite3_syscall_ptr) open_and_note);
      vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) lock_lastingly);
    }
}

int
gh_lock_hold (const char *path)
{
  struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  guint8 version = 0;

  /* A file without a WAL, such as a backup, will still be given one, and nobody may hold it then. */
  if (descriptor >= 0 && (pread (descriptor, &version, 1, VERSIONS_OFFSET) != 1 || version != WAL_VERSION ||
                          fcntl (descriptor, F_OFD_SETLK, &lock) != 0))
    {
      close (descriptor);
      descriptor = -1;
    }

  return descriptor;
}

void
gh_lock_release (int lock)
{
  if (lock >= 0)
    close (lock);
}
