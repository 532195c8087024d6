/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3, X: how an attempt to sign in is written. What is not written counts for nothing, so it must be denied; therefore
 * some room on the disk is kept for it.
 *
 * The room is a file beside the events file, which gets shorter when an attempt finds the disk full. SQLite can keep none
 * in its own files: a commit needs it in the WAL, which grows from nothing each time. It is given back in parts, so that
 * another program that fills the disk gets one of them at most each time.
 */
#include "store/gh-store-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define RESERVE_SUFFIX "-reserve"

/* In how many parts it is given back. */
#define N_PARTS 16

/* It is made, or made whole again, only where so many times its size are free. */
#define TIMES_FREE 4

/* How often that is looked at. */
#define LOOK_AFTER_US (60 * G_USEC_PER_SEC)

/* Only tests keep less. */
static gint64 reserve_bytes = 64 * 1024 * 1024;

void
gh_store_set_reserve_for_tests (gint64 bytes)
{
  reserve_bytes = bytes;
}

static char *
make_path (GhStore *self)
{
  return g_strconcat (gh_store_get_file_path (self, GH_FILE_EVENTS), RESERVE_SUFFIX, NULL);
}

/* How much is left; 0: none was made. */
static gint64
get_left (GhStore *self)
{
  g_autofree char *path = make_path (self);
  struct stat info;

  return lstat (path, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : 0;
}

static gboolean
has_room (GhStore *self)
{
  struct statvfs info;

  return statvfs (gh_store_get_file_path (self, GH_FILE_EVENTS), &info) == 0 &&
         (gint64) info.f_bavail * (gint64) info.f_frsize >= TIMES_FREE * reserve_bytes;
}

static int
open_reserve (GhStore *self)
{
  g_autofree char *path = make_path (self);

  return open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

/* Where it cannot be made there is none: that is no reason to deny anybody. */
static void
make_reserve (GhStore *self)
{
  g_autofree char *path = make_path (self);
  int fd;

  if (!gh_store_is_writable (self, NULL) || get_left (self) >= reserve_bytes || !has_room (self))
    return;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    gh_file_create (path, NULL);
  fd = open_reserve (self);
  if (fd < 0)
    return;

  /* Not every file system can. To write it full instead would be slow, and some keep no room for zeros. */
  if (fallocate (fd, 0, 0, reserve_bytes) != 0 && get_left (self) == 0)
    unlink (path);
  close (fd);
}

static gboolean
is_time_to_look (GhStore *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_time;

  g_mutex_lock (&self->lock);
  is_time = self->reserve_looked == 0 || now - self->reserve_looked >= LOOK_AFTER_US;
  if (is_time)
    self->reserve_looked = now;
  g_mutex_unlock (&self->lock);

  return is_time;
}

/* Gives back a part, unless another attempt has done so since @left was left. Returns whether there is more room. */
static gboolean
give_back (GhStore *self,
           gint64   left)
{
  struct stat info;
  gboolean ok;
  int fd = open_reserve (self);

  if (fd < 0)
    return FALSE;

  g_mutex_lock (&self->lock);
  ok = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) &&
       (info.st_size < left || ftruncate (fd, MAX (left - reserve_bytes / N_PARTS, 0)) == 0);
  g_mutex_unlock (&self->lock);
  close (fd);

  return ok;
}

static void
say_full (GhStore *self)
{
  g_autofree char *notice = g_strdup_printf (
    _("The disk that “%s” is on is full. Sign-ins go on for a while in the room that was kept for them, then they are "
      "denied: make room."), gh_store_get_file_path (self, GH_FILE_EVENTS));

  gh_store_add_notice (self, notice);
}

gboolean
gh_store_write_sign_in (GhStore      *self,
                        GhStoreFunc   func,
                        gpointer      data,
                        GError      **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  if (is_time_to_look (self))
    make_reserve (self);

  while (TRUE)
    {
      g_autoptr (GError) local_error = NULL;
      gint64 left = get_left (self);

      if (gh_writer_run (gh_store_get_writer (self, GH_FILE_EVENTS), GH_WRITE_SIGN_IN, func, data, &local_error))
        return TRUE;

      if (!g_error_matches (local_error, GH_ERROR, GH_ERROR_FULL) || left == 0 || !give_back (self, left))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      say_full (self);
    }
}
