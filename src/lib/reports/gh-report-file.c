/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/gh-report-file.h"

#include "store/gh-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_BYTES (1024 * 1024)

struct _GhReportFile {
  char   *path;       /* the target, links resolved */
  char   *temporary;  /* NULL: writes directly to the target */
  int     fd;
  char   *buffer;
  gsize   used;
  guint64 flushed;    /* bytes already written out */
  gboolean may_wait;  /* for whoever reads what is written directly */
  gboolean is_patient; /* nothing is held meanwhile, so it may take all the time */
  GCancellable *cancellable; /* nullable */
  gint64  waited_us;
  GhReportFile *rest; /* what did not wait any longer; NULL: nothing */
  GError *error;      /* the first one */
};

/* How long a report waits in all for whoever reads it, while it holds a read transaction (X); only tests are less
 * patient. */
static int patience_ms = 60 * 1000;

void
gh_report_file_set_patience_for_tests (int milliseconds)
{
  patience_ms = milliseconds;
}

static gboolean
open_temporary (GhReportFile *self,
                GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);

  for (int attempt = 0; attempt < 100 && self->fd < 0; attempt++)
    {
      g_autofree char *temporary = g_strdup_printf ("%s/.%.100s.%08x", folder, name, g_random_int ());

      /* Stored only once it is ours, because it is removed later. */
      self->fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (self->fd >= 0)
        self->temporary = g_steal_pointer (&temporary);
      else if (errno != EEXIST)
        break;
    }

  if (self->fd < 0 || fchmod (self->fd, 0600) != 0)
    {
      int saved_errno = errno;

      gh_error_set_from_errno (error, saved_errno, _("Making a file in “%s”"), folder);
      return FALSE;
    }

  return TRUE;
}

/* An inherited stream is written to, wherever it leads. */
static int
find_open_stream (const char *path)
{
  static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };

  if (strcmp (path, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (strcmp (path, "/dev/stderr") == 0)
    return STDERR_FILENO;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      guint64 fd;

      if (g_str_has_prefix (path, folders[i]) &&
          g_ascii_string_to_unsigned (path + strlen (folders[i]), 10, 0, G_MAXINT, &fd, NULL))
        return (int) fd;
    }

  return -1;
}

GhReportFile *
gh_report_file_new (const char  *path,
                    GError     **error)
{
  g_autoptr (GhReportFile) self = g_new0 (GhReportFile, 1);
  g_autofree char *resolved = realpath (path, NULL);
  int resolve_errno = errno;
  int stream = find_open_stream (path);
  struct stat info;

  self->fd = -1;
  if (*path == '\0' || g_str_has_suffix (path, "/"))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_REFUSED, _("“%s” is no name of a file."), path);
      return NULL;
    }

  self->path = g_strdup (resolved != NULL ? resolved : path);
  self->buffer = g_malloc (BUFFER_BYTES);

  if (stream >= 0 || (stat (path, &info) == 0 && !S_ISREG (info.st_mode)))
    {
      self->fd = stream >= 0 ? fcntl (stream, F_DUPFD_CLOEXEC, 0) : open (path, O_WRONLY | O_CLOEXEC);
      if (self->fd < 0)
        {
          gh_error_set_from_errno (error, errno, _("Writing to “%s”"), path);
          return NULL;
        }
      self->may_wait = fstat (self->fd, &info) == 0 && !S_ISREG (info.st_mode);
    }
  else if (resolved == NULL && lstat (path, &info) == 0 && S_ISLNK (info.st_mode))
    {
      /* A link to nowhere or to a deleted file: the link itself would be replaced. */
      gh_error_set_from_errno (error, resolve_errno, _("Following the link “%s”"), path);
      return NULL;
    }
  else if (!gh_file_check_replaceable (self->path, error) || !open_temporary (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gh_report_file_free (GhReportFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self->buffer);
  g_clear_pointer (&self->rest, gh_report_file_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

/* Whether something can be written within what is left of the patience. A closed pipe can: writing then fails. */
static gboolean
is_ready (GhReportFile *self)
{
  GPollFD streams[2] = { { .fd = self->fd, .events = G_IO_OUT } };
  guint n_streams = g_cancellable_make_pollfd (self->cancellable, &streams[1]) ? 2 : 1;
  gint64 begun = g_get_monotonic_time ();
  int n = g_poll (streams, n_streams, self->is_patient ? -1 : (int) MAX (patience_ms - self->waited_us / 1000, 0));

  if (n_streams == 2)
    g_cancellable_release_fd (self->cancellable);
  self->waited_us += g_get_monotonic_time () - begun;

  return n > 0 || (n < 0 && errno == EINTR);
}

/* Writes to the target. Where it may wait and is out of patience, what is left goes to a file on the disk. */
static void
write_out (GhReportFile *self,
           const char   *data,
           gsize         length)
{
  while (self->error == NULL && self->rest == NULL && length > 0)
    {
      gssize n;

      if (self->may_wait && !is_ready (self))
        {
          self->rest = gh_report_file_new_scratch (self, &self->error);
          break;
        }
      if (gh_error_check_cancelled (self->cancellable, &self->error))
        break;

      /* That much of a pipe is free once it is ready. */
      n = write (self->fd, data, self->may_wait ? MIN (length, PIPE_BUF) : length);
      if (n >= 0)
        {
          data += n;
          length -= n;
        }
      else if (errno != EINTR)
        gh_error_set_from_errno (&self->error, errno, _("Writing “%s”"), self->path);
    }

  if (self->rest != NULL)
    gh_report_file_append (self->rest, data, length);
}

static void
flush (GhReportFile *self)
{
  write_out (self, self->buffer, self->used);
  self->flushed += self->used;
  self->used = 0;
}

/* Nothing is held any more: now whoever reads may take all the time. */
static void
write_rest (GhReportFile *self)
{
  g_autoptr (GhReportFile) rest = g_steal_pointer (&self->rest);
  guint64 length = gh_report_file_get_length (rest);

  for (guint64 at = 0; at < length && self->error == NULL; at += BUFFER_BYTES)
    {
      gsize n = MIN (length - at, BUFFER_BYTES);

      if (gh_report_file_read (rest, at, self->buffer, n, &self->error))
        write_out (self, self->buffer, n);
    }
}

void
gh_report_file_set_cancellable (GhReportFile *self,
                                GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

void
gh_report_file_append (GhReportFile *self,
                       const char   *data,
                       gsize         length)
{
  while (length > 0)
    {
      gsize n = MIN (length, BUFFER_BYTES - self->used);

      memcpy (self->buffer + self->used, data, n);
      self->used += n;
      data += n;
      length -= n;
      if (self->used == BUFFER_BYTES)
        flush (self);
    }
}

/* --- scratch files --- */

GhReportFile *
gh_report_file_new_scratch (GhReportFile  *self,
                            GError       **error)
{
  g_autoptr (GhReportFile) scratch = g_new0 (GhReportFile, 1);

  /* A target not on a disk may be /dev/stdout, and /tmp may be memory. */
  scratch->path = self->temporary != NULL ? g_path_get_dirname (self->path) : g_strdup ("/var/tmp");
  scratch->buffer = g_malloc (BUFFER_BYTES);
  scratch->fd = open (scratch->path, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (scratch->fd < 0)
    {
      /* Not every file system has unnamed files. */
      g_autofree char *name = g_build_filename (scratch->path, ".gatehouse-XXXXXX", NULL);

      scratch->fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
      if (scratch->fd < 0)
        {
          gh_error_set_from_errno (error, errno, _("Making a file in “%s”"), scratch->path);
          return NULL;
        }
      unlink (name);
    }

  return g_steal_pointer (&scratch);
}

guint64
gh_report_file_get_length (GhReportFile *self)
{
  return self->flushed + self->used;
}

gboolean
gh_report_file_read (GhReportFile  *scratch,
                     guint64        offset,
                     void          *data,
                     gsize          length,
                     GError       **error)
{
  char *at = data;

  flush (scratch);

  while (scratch->error == NULL && length > 0)
    {
      gssize got = pread (scratch->fd, at, length, (off_t) offset);

      if (got > 0)
        {
          at += got;
          offset += got;
          length -= got;
        }
      else if (got == 0 || errno != EINTR)
        gh_error_set_from_errno (&scratch->error, got == 0 ? EIO : errno,
                                 _("Reading back what was written in “%s”"), scratch->path);
    }

  if (scratch->error != NULL && error != NULL)
    *error = g_error_copy (scratch->error);

  return scratch->error == NULL;
}

gboolean
gh_report_file_has_failed (GhReportFile *self)
{
  return self->error != NULL;
}

gboolean
gh_report_file_commit (GhReportFile  *self,
                       GError       **error)
{
  self->is_patient = TRUE;
  flush (self);
  if (self->rest != NULL)
    write_rest (self);

  if (self->error == NULL && self->temporary != NULL)
    {
      if (fsync (self->fd) != 0 || rename (self->temporary, self->path) != 0)
        gh_error_set_from_errno (&self->error, errno, _("Writing “%s”"), self->path);
      else
        g_clear_pointer (&self->temporary, g_free);
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}
