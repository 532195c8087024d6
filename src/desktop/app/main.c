/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-application.h"

#include "base/gh-secret.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sodium.h>
#include <sys/stat.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  umask (0077);
  gh_secret_forbid_cores ();
  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");

  application = gh_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
