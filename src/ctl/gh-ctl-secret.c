/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets that are typed or piped in (K8): past stdio, whose buffers nobody wipes. */
#include "ctl/gh-ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Longer than any secret that is typed. */
#define MAX_BYTES 4096

#define CTRL_C 0x03
#define CTRL_D 0x04
#define BACKSPACE 0x08
#define CTRL_U 0x15
#define DELETE 0x7f

/* The next byte of standard input, or -1 at its end. */
static int
read_byte (void)
{
  guint8 byte;
  gssize n;

  do
    n = read (STDIN_FILENO, &byte, 1);
  while (n < 0 && errno == EINTR);

  return n == 1 ? byte : -1;
}

/* Drops the last character, which may be several bytes of UTF-8. */
static gsize
drop_last (guint8 *line,
           gsize   length)
{
  while (length > 0 && (line[--length] & 0xc0) == 0x80)
    continue;

  return length;
}

static GhSecret *
read_line (gboolean   is_terminal,
           GError   **error)
{
  g_autoptr (GhSecret) buffer = gh_secret_new (MAX_BYTES);
  guint8 *line = gh_secret_get (buffer, NULL);
  gboolean has_nul = FALSE;
  gsize length = 0;
  int byte;

  while ((byte = read_byte ()) >= 0 && byte != '\n' && !(is_terminal && (byte == CTRL_D || byte == '\r')))
    if (is_terminal && byte == CTRL_C)
      {
        g_set_error_literal (error, GH_ERROR, GH_ERROR_CANCELLED, _("Cancelled."));
        return NULL;
      }
    else if (is_terminal && (byte == BACKSPACE || byte == DELETE))
      length = drop_last (line, length);
    else if (is_terminal && byte == CTRL_U)
      length = 0;
    else if (length == MAX_BYTES)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("What was given is longer than %d bytes."), MAX_BYTES);
        return NULL;
      }
    else
      line[length++] = byte;

  if (length > 0 && line[length - 1] == '\r')
    length--;

  /* Not by memchr(), which leaves them in vector registers. */
  for (gsize i = 0; i < length && !has_nul; i++)
    has_nul = line[i] == '\0';
  if (has_nul)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("What was typed holds a NUL."));
      return NULL;
    }

  return gh_secret_copy (line, length);
}

GhSecret *
gh_ctl_ask_secret (const char  *label,
                   GError     **error)
{
  struct termios before, silent;
  GhSecret *secret;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (FALSE, error);

  /* Ctrl+C is read like the rest, so that nothing ends the program while the terminal shows nothing. */
  silent = before;
  silent.c_lflag &= ~(ECHO | ICANON | ISIG);
  silent.c_cc[VMIN] = 1;
  silent.c_cc[VTIME] = 0;
  /* Before anything asks for it: what is typed ahead is not shown either. */
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  g_printerr ("%s: ", label);
  secret = read_line (TRUE, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");

  return secret;
}
