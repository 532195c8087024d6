/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of every program linked with this is in the file that the environment names: unix seconds, and after a
 * blank the word "synchronised" if it is. Without such a file it is the computer's, not synchronised. */
#include "base/gh-clock.h"

#include <string.h>

#define VARIABLE "GATEHOUSE_TEST_CLOCK"

static const char *path;

static gint64
read_file (gboolean *is_synchronised)
{
  g_autofree char *text = NULL;

  *is_synchronised = FALSE;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_get_real_time ();

  *is_synchronised = strstr (text, " synchronised") != NULL;

  return g_ascii_strtoll (text, NULL, 10) * G_USEC_PER_SEC;
}

static void __attribute__ ((constructor))
follow (void)
{
  path = g_getenv (VARIABLE);
  if (path != NULL)
    gh_clock_set_source (read_file);
}
