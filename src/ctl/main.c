/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "base/gh-process.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

/* Whether --help is anywhere among @words, up to "--". */
static gboolean
asks_for_help (GStrv words)
{
  for (guint i = 0; words[i] != NULL && strcmp (words[i], "--") != 0; i++)
    if (strcmp (words[i], "--help") == 0 || strcmp (words[i], "-h") == 0)
      return TRUE;

  return FALSE;
}

static int
say_unknown (const char *noun,
             const char *verb)
{
  g_printerr (_("There is no command “%s%s%s”. “gatehousectl help” lists them.\n"), noun, verb != NULL ? " " : "",
              verb != NULL ? verb : "");

  return GH_EXIT_USAGE;
}

static int
run_command (GhCtl *ctl,
             GStrv  words)
{
  gboolean is_help = words[0] != NULL && strcmp (words[0], "help") == 0;
  GStrv named = words + (is_help ? 1 : 0);
  const char *noun = named[0] != NULL && *named[0] != '-' ? named[0] : NULL;
  const char *verb = noun != NULL && named[1] != NULL && *named[1] != '-' ? named[1] : NULL;
  const GhCommand *command;
  const GhOperation *operation;

  if (is_help || asks_for_help (words))
    return gh_ctl_print_help (g_print, noun, verb) ? GH_EXIT_DONE : say_unknown (noun, verb);
  if (noun == NULL)
    {
      gh_ctl_print_help (g_printerr, NULL, NULL);
      return GH_EXIT_USAGE;
    }

  command = gh_ctl_find_command (noun, verb);
  ctl->command = command;
  if (command != NULL)
    return command->run (ctl, words + (command->verb != NULL ? 2 : 1));
  operation = gh_ctl_find_operation (noun, verb);
  if (operation != NULL)
    return gh_ctl_run_from_register (ctl, operation, words + 2);

  return say_unknown (noun, verb);
}

/* Moves leading options to the end, where each command reads its own. */
static GStrv
collect_words (int    argc,
               char **argv)
{
  g_autoptr (GStrvBuilder) leading = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) options = NULL;
  int i = 1;

  for (; i < argc && g_str_has_prefix (argv[i], "--") && strcmp (argv[i], "--help") != 0; i++)
    {
      g_strv_builder_add (leading, argv[i]);
      if ((strcmp (argv[i], "--database") == 0 || strcmp (argv[i], "--format") == 0 ||
           strcmp (argv[i], "--as") == 0) && i + 1 < argc)
        g_strv_builder_add (leading, argv[++i]);
    }
  for (; i < argc; i++)
    g_strv_builder_add (words, argv[i]);

  options = g_strv_builder_end (leading);
  g_strv_builder_addv (words, (const char **) options);

  return g_strv_builder_end (words);
}

int
main (int    argc,
      char **argv)
{
  g_auto (GStrv) words = collect_words (argc, argv);
  GhCtl ctl = { 0 };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gh_ctl_guard_streams ();
  gh_process_begin ();

  ctl.database = gh_store_get_default_path ();
  ctl.clock = gh_clock_new ();
  ctl.actor = gh_actor_new_local ("gatehousectl");
  ctl.job = gh_job_new ();

  status = run_command (&ctl, words);

  g_clear_object (&ctl.store);
  g_clear_object (&ctl.job);
  gh_actor_free (ctl.actor);
  gh_clock_unref (ctl.clock);
  g_free (ctl.database);
  g_free (ctl.skipped);
  g_free (ctl.as);
  g_clear_pointer (&ctl.proof, gh_proof_free);

  return gh_ctl_end_output (status);
}
