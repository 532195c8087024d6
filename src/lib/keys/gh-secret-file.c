/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-secret-file.h"

#include "store/gh-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

gboolean
gh_secret_file_check_place (const char  *database,
                            const char  *path,
                            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *database_folder = g_path_get_dirname (database);
  GStatBuf one, other;

  if (g_stat (folder, &one) != 0 || g_stat (database_folder, &other) != 0 || one.st_dev != other.st_dev ||
      one.st_ino != other.st_ino)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_REFUSED,
               _("“%s” would be beside the database, where a copy of the one is a copy of both: choose another "
                 "folder."), path);

  return FALSE;
}

gboolean
gh_secret_file_save (const char  *database,
                     const char  *path,
                     GhSecret    *secret,
                     GError     **error)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (secret, &length);
  g_autoptr (GhSecret) line = gh_secret_new (length + 1);
  guint8 *out = gh_secret_get (line, NULL);

  if (!gh_secret_file_check_place (database, path, error) || !gh_file_check_replaceable (path, error))
    return FALSE;

  memcpy (out, bytes, length);
  out[length] = '\n';

  return g_file_set_contents_full (path, (const char *) out, (gssize) length + 1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
