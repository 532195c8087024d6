/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-secret-file.h"

#include "keys/gh-secret-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
gh_ctl_secret_file_open (GhCtlSecretFile  *file,
                         const char       *database,
                         const char       *path,
                         GError          **error)
{
  *file = (GhCtlSecretFile) { .path = path, .fd = -1 };
  if (path == NULL)
    return TRUE;

  if (!gh_secret_file_check_place (database, path, error))
    return FALSE;

  file->fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file->fd < 0)
    gh_error_set_from_errno (error, errno, _("Creating “%s”"), path);

  return file->fd >= 0;
}

gboolean
gh_ctl_secret_file_write (GhCtlSecretFile  *file,
                          GhSecret         *secret,
                          GError          **error)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (secret, &length);
  gboolean ends_line = length > 0 && bytes[length - 1] == '\n';

  while (length > 0)
    {
      gssize n = write (file->fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        break;
      bytes += n;
      length -= n;
    }
  if (length > 0 || (!ends_line && write (file->fd, "\n", 1) != 1) || fsync (file->fd) != 0)
    {
      gh_error_set_from_errno (error, errno, _("Writing “%s”"), file->path);
      return FALSE;
    }

  return TRUE;
}

void
gh_ctl_secret_file_close (GhCtlSecretFile *file,
                          gboolean         keeps)
{
  if (file->fd < 0)
    return;

  close (file->fd);
  if (!keeps)
    g_unlink (file->path);
}
