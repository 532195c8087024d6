/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-application.h"

#include "base/gh-process.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gh_process_begin ();
  /* GLib reads its MIME cache twice if it is first asked for the folders later, and unmaps both while a file dialog's
     thread may still be comparing names from them. */
  g_content_type_get_mime_dirs ();

  application = gh_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
