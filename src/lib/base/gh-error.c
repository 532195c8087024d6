/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (gh-error-quark, gh_error)

static GhError
code_of_errno (int saved_errno)
{
  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      return GH_ERROR_NOT_FOUND;
    case EEXIST:
      return GH_ERROR_EXISTS;
    case EACCES:
    case EPERM:
    case EROFS:
      return GH_ERROR_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
      return GH_ERROR_FULL;
    default:
      return GH_ERROR_FAILED;
    }
}

void
gh_error_set_from_errno (GError     **error,
                         int          saved_errno,
                         const char  *format,
                         ...)
{
  g_autofree char *doing = NULL;
  va_list args;

  va_start (args, format);
  doing = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, GH_ERROR, code_of_errno (saved_errno), "%s: %s", doing, g_strerror (saved_errno));
}

gboolean
gh_error_check_cancelled (GCancellable  *cancellable,
                          GError       **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_CANCELLED, _("Cancelled."));
  return TRUE;
}

void
gh_error_say_unchanged (GError *error)
{
  const char *sentence = _("Nothing was changed.");
  char *message;

  if (error->domain != GH_ERROR)
    return;

  switch ((GhError) error->code)
    {
    case GH_ERROR_CANCELLED:
    case GH_ERROR_LOCKED:
    case GH_ERROR_DAMAGED:
    case GH_ERROR_FULL:
    case GH_ERROR_GONE:
      break;
    default:  /* these errors are found before anything has begun */
      return;
    }

  if (g_str_has_suffix (error->message, sentence))
    return;

  message = g_strconcat (error->message, " ", sentence, NULL);
  g_free (error->message);
  error->message = message;
}
