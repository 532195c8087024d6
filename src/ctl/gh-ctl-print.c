/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-print.h"

#include "base/gh-time.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
must_be_escaped (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Where @keeps_lines, line ends and tabs stay what they are. */
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

static void
print_escaped (const char *text,
               FILE       *stream)
{
  g_autofree char *escaped = escape (text, TRUE);
  g_autofree char *local = g_locale_from_utf8 (escaped, -1, NULL, NULL, NULL);

  fputs (local != NULL ? local : escaped, stream);
  fflush (stream);
}

static void
print_cb (const char *text)
{
  print_escaped (text, stdout);
}

static void
print_error_cb (const char *text)
{
  print_escaped (text, stderr);
}

void
gh_ctl_guard_terminals (void)
{
  if (isatty (STDOUT_FILENO))
    g_set_print_handler (print_cb);
  if (isatty (STDERR_FILENO))
    g_set_printerr_handler (print_error_cb);
}

void
gh_ctl_print_cell (const char *text,
                   int         width)
{
  g_autofree char *escaped = isatty (STDOUT_FILENO) ? escape (text, FALSE) : NULL;
  const char *shown = escaped != NULL ? escaped : text;

  fputs (shown, stdout);
  if (width > 0)
    printf ("%*s", MAX (0, width - measure (shown)) + 2, "");
}

void
gh_ctl_print_end (void)
{
  putchar ('\n');
}

char *
gh_ctl_make_time (gint64 seconds)
{
  return seconds != 0 ? gh_time_format (seconds) : g_strdup (_("never"));
}
