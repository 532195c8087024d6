/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-print.h"

#include "base/gh-error.h"
#include "base/gh-json-text.h"
#include "base/gh-time.h"
#include "ctl/gh-ctl.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
must_be_escaped (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* With @keeps_lines, line ends and tabs are not escaped. */
static char *
escape (const char *text,
        gboolean    keeps_lines)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (must_be_escaped (c) && !(keeps_lines && (c == '\n' || c == '\t')))
        g_string_append_printf (escaped, "\\u%04x", c);
      else
        g_string_append_unichar (escaped, c);
    }

  return g_string_free (escaped, FALSE);
}

static int
measure (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* --- write errors (C4) --- */

/* The first error on stdout, and whether it was reported. */
static int output_errno;
static gboolean is_output_reported;

/* What is printed goes there instead of stdout; NULL: it does not. */
static GhReportFile *target;

void
gh_ctl_print_to (GhReportFile *file)
{
  target = file;
}

/* Writes nothing more after an error: half of the rest would be no better. */
static void
put (const char *text)
{
  if (target != NULL)
    gh_report_file_append_text (target, text);
  else if (output_errno == 0 && fputs (text, stdout) == EOF)
    output_errno = errno;
}

static void
flush (void)
{
  if (output_errno == 0 && fflush (stdout) == EOF)
    output_errno = errno;
}

gboolean
gh_ctl_check_output (GError **error)
{
  /* Whoever set the target says what went wrong with it. */
  if (target != NULL)
    return !gh_report_file_has_failed (target) || gh_report_file_commit (target, error);

  if (output_errno == 0)
    return TRUE;

  is_output_reported = TRUE;
  gh_error_set_from_errno (error, output_errno, _("Writing the output"));

  return FALSE;
}

int
gh_ctl_end_output (int status)
{
  g_autoptr (GError) error = NULL;

  flush ();
  if (fclose (stdout) == EOF && output_errno == 0)
    output_errno = errno;
  if (is_output_reported || gh_ctl_check_output (&error))
    return status;

  g_printerr ("%s\n", error->message);

  return status == GH_EXIT_DONE ? GH_EXIT_REFUSED : status;
}

/* --- streams --- */

static char *
make_local (const char *text,
            int         fd)
{
  g_autofree char *escaped = isatty (fd) ? escape (text, TRUE) : g_strdup (text);
  char *local = g_locale_from_utf8 (escaped, -1, NULL, NULL, NULL);

  return local != NULL ? local : g_steal_pointer (&escaped);
}

static void
print_cb (const char *text)
{
  g_autofree char *local = make_local (text, STDOUT_FILENO);

  put (local);
  flush ();
}

static void
print_error_cb (const char *text)
{
  g_autofree char *local = make_local (text, STDERR_FILENO);

  fputs (local, stderr);
  fflush (stderr);
}

void
gh_ctl_guard_streams (void)
{
  /* Otherwise the next file opened, perhaps the database, would get the closed stream's number. Writing to a stream
   * opened only for reading fails, as it should. */
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) == -1 && open ("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) != fd)
      g_error ("/dev/null cannot be opened");

  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
}

void
gh_ctl_print_cell (const char *text,
                   int         width)
{
  g_autofree char *escaped = isatty (STDOUT_FILENO) ? escape (text, FALSE) : NULL;
  const char *shown = escaped != NULL ? escaped : text;

  put (shown);
  if (width > 0)
    {
      g_autofree char *blanks = g_strnfill (MAX (0, width - measure (shown)) + 2, ' ');

      put (blanks);
    }
}

void
gh_ctl_print_cells (const GhCtlColumn *columns,
                    const char *const *cells)
{
  guint i = 0;

  do
    gh_ctl_print_cell (cells != NULL ? cells[i] : _(columns[i].label), columns[i].width);
  while (columns[i++].width != 0);
  gh_ctl_print_end ();
}

void
gh_ctl_print_json (JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *json = gh_json_to_text (owned);

  g_print ("%s\n", json);
}

static void
put_bytes (gconstpointer data,
           gsize         length)
{
  const guint8 *bytes = data;

  flush ();
  while (output_errno == 0 && length > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, length);

      if (n >= 0)
        {
          bytes += n;
          length -= n;
        }
      else if (errno != EINTR)
        output_errno = errno;
    }
}

void
gh_ctl_print_secret (GhSecret *secret)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (secret, &length);

  put_bytes (bytes, length);
  if (length == 0 || bytes[length - 1] != '\n')
    put_bytes ("\n", 1);
}

void
gh_ctl_print_secret_as_json (GhSecret *secret)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (secret, &length);

  put_bytes ("\"", 1);
  for (gsize i = 0; i < length; i++)
    if (bytes[i] < 0x20)
      {
        char escaped[7];

        put_bytes (escaped, g_snprintf (escaped, sizeof escaped, "\\u%04x", bytes[i]));
      }
    else
      {
        if (bytes[i] == '"' || bytes[i] == '\\')
          put_bytes ("\\", 1);
        put_bytes (bytes + i, 1);
      }
  put_bytes ("\"", 1);
}

void
gh_ctl_print_end (void)
{
  put ("\n");
}

char *
gh_ctl_make_time (gint64 seconds)
{
  return seconds != 0 ? gh_time_format (seconds) : g_strdup (_("never"));
}
