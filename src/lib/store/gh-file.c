/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Not in every <linux/magic.h>. */
#define GH_FUSE_MAGIC 0x65735546
#define GH_CIFS_MAGIC 0xFF534D42
#define GH_SMB2_MAGIC 0xFE534D42
#define GH_9P_MAGIC   0x01021997

/* What SQLite keeps beside a database. */
static const char *const log_ends[] = { "-wal", "-shm", "-journal" };

gboolean
gh_file_create (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  mode_t mode = 0600;
  int fd;

  if (stat (folder, &info) == 0 && (info.st_mode & S_ISGID) != 0 && (info.st_mode & S_IRWXO) == 0)
    mode = 0660;

  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  if (fd < 0 || fchmod (fd, mode) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Making the file “%s”"), path);
      if (fd >= 0)
        g_close (fd, NULL);
      return FALSE;
    }

  return g_close (fd, error);
}

static gboolean
is_our_group (gid_t group)
{
  gid_t groups[256];
  int n = getgroups (G_N_ELEMENTS (groups), groups);

  for (int i = 0; i < n; i++)
    if (groups[i] == group)
      return TRUE;

  return group == getegid ();
}

/* Checks one of a database's files. A link could lead to another file tomorrow. */
static gboolean
check_file (const char         *path,
            const struct stat  *info,
            GError            **error)
{
  if (S_ISLNK (info->st_mode))
    g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                 _("“%s” is a symbolic link: open the file that it leads to."), path);
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE, _("“%s” is not a regular file."), path);
  else if (geteuid () != 0 && info->st_uid != geteuid () && info->st_uid != 0 && !is_our_group (info->st_gid))
    g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                 _("“%s” belongs neither to you, nor to root, nor to a group of yours."), path);
  else if ((info->st_mode & S_IWOTH) != 0)
    g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                 _("Everybody may write to “%s”, so anybody could change the database: close it with “chmod o-w”."),
                 path);
  else
    return TRUE;

  return FALSE;
}

gboolean
gh_file_check_safe (const char      *path,
                    GhFileIdentity  *identity,
                    GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat file, beside, dir;

  if (lstat (path, &file) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no file “%s”."), path);
      else
        gh_error_set_from_errno (error, errno, _("Opening “%s”"), path);
      return FALSE;
    }

  if (!check_file (path, &file, error))
    return FALSE;

  if (stat (folder, &dir) == 0 && (dir.st_mode & S_IWOTH) != 0 && (dir.st_mode & S_ISVTX) == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                   _("Everybody may write to the folder “%s”, so anybody could exchange the database: "
                     "close it with “chmod o-w”."), folder);
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (log_ends); i++)
    {
      g_autofree char *log = g_strconcat (path, log_ends[i], NULL);

      if (lstat (log, &beside) == 0 && !check_file (log, &beside, error))
        return FALSE;
    }

  if (access (path, R_OK) != 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE, _("“%s” may not be read by you."), path);
      return FALSE;
    }

  if (identity != NULL)
    *identity = (GhFileIdentity) { file.st_dev, file.st_ino };

  return TRUE;
}

gboolean
gh_file_is_mine (const char *path)
{
  struct stat info;

  return geteuid () == 0 || (lstat (path, &info) != 0 ? errno == ENOENT : info.st_uid == geteuid ());
}

gboolean
gh_file_is_open_to_others (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat file, dir;

  return stat (path, &file) == 0 && (file.st_mode & S_IROTH) != 0 &&
         stat (folder, &dir) == 0 && (dir.st_mode & S_IXOTH) != 0;
}

GhFileIdentity
gh_file_identify (const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return (GhFileIdentity) { 0 };

  return (GhFileIdentity) { info.st_dev, info.st_ino };
}

gboolean
gh_file_check_same (const char            *path,
                    const GhFileIdentity  *identity,
                    GError               **error)
{
  GhFileIdentity now = gh_file_identify (path);

  if (now.inode == 0)
    g_set_error (error, GH_ERROR, GH_ERROR_GONE,
                 _("“%s” is gone: it was deleted or moved, or its disk was taken away, while it was open. Put it back, "
                   "or restore a backup with “gatehousectl restore”."), path);
  else if (!gh_file_identity_equal (&now, identity))
    g_set_error (error, GH_ERROR, GH_ERROR_GONE,
                 _("“%s” was replaced by another file while it was open. Find out who did it before you go on "
                   "with the file that is there now."), path);
  else
    return TRUE;

  return FALSE;
}

gboolean
gh_file_move_log (const char  *path,
                  const char  *new_path,
                  GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (log_ends); i++)
    {
      g_autofree char *from = g_strconcat (path, log_ends[i], NULL);
      g_autofree char *to = g_strconcat (new_path, log_ends[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          gh_error_set_from_errno (error, errno, _("Setting “%s” aside"), from);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
gh_file_check_local (const char  *path,
                     GError     **error)
{
  static const struct {
    guint32     magic;
    const char *name;
  } remote[] = {
    { NFS_SUPER_MAGIC, "NFS" },
    { SMB_SUPER_MAGIC, "SMB" },
    { GH_CIFS_MAGIC, "SMB" },
    { GH_SMB2_MAGIC, "SMB" },
    { GH_FUSE_MAGIC, "FUSE" },
    { GH_9P_MAGIC, "9P" },
  };
  struct statfs info;

  if (statfs (path, &info) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Looking at “%s”"), path);
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    if ((guint32) info.f_type == remote[i].magic)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("“%s” is on %s, where several computers could write at once: "
                       "move the database to a disk of this computer."), path, remote[i].name);
        return FALSE;
      }

  return TRUE;
}

/* By how a database and its write-ahead log begin (https://www.sqlite.org/fileformat.html, 1.2 and 4.1). */
static gboolean
is_database (const char *path)
{
  static const char database[] = "SQLite format 3";
  static const guint8 log[] = { 0x37, 0x7f, 0x06 };
  char begin[sizeof database] = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat info;
  gboolean is_one;

  if (fd < 0)
    return FALSE;

  is_one = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && read (fd, begin, sizeof begin) == sizeof begin &&
           (memcmp (begin, database, sizeof database) == 0 || memcmp (begin, log, sizeof log) == 0);
  close (fd);

  return is_one;
}

gboolean
gh_file_check_replaceable (const char  *path,
                           GError     **error)
{
  g_autofree char *beside = g_str_has_suffix (path, "-wal") || g_str_has_suffix (path, "-shm")
                            ? g_strndup (path, strlen (path) - strlen ("-wal")) : NULL;

  if (!is_database (path) && (beside == NULL || !is_database (beside)))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_REFUSED, _("“%s” belongs to a database and stays as it is: choose another file."),
               path);

  return FALSE;
}
