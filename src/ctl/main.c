/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"
#include "ctl/gh-ctl-print.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

static const GhCommand *const command_lists[] = {
  gh_ctl_organisation_commands,
  gh_ctl_user_list_commands,
  gh_ctl_user_show_commands,
  gh_ctl_group_commands,
  gh_ctl_log_commands,
};

/* Whether the register gives @operation a command of its own: "user.trash" is `user trash`. */
static gboolean
is_command (const GhOperation *operation)
{
  return !operation->has_no_menu &&
         (g_str_has_prefix (operation->name, "user.") || g_str_has_prefix (operation->name, "group.")) &&
         strcmp (operation->name, "user.import") != 0;
}

static void
print_usage (void)
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  g_print (_("Usage: gatehousectl [--database FILE] NOUN VERB [OPTION…]\n\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (command_lists); i++)
    for (const GhCommand *c = command_lists[i]; c->noun != NULL; c++)
      g_print ("  %s%s%s %s\n      %s\n", c->noun, c->verb != NULL ? " " : "", c->verb != NULL ? c->verb : "",
               c->usage, _(c->help));

  for (gsize i = 0; i < n_operations; i++)
    if (is_command (operations[i]))
      {
        g_auto (GStrv) words = g_strsplit (operations[i]->name, ".", 2);

        g_print ("  %s %s", words[0], words[1]);
        if (operations[i]->target != NULL)
          g_print (strcmp (words[0], "user") == 0 ? " --username NAME | --id ID… | --ids-from FILE | --query QUERY"
                                                  : " --name NAME");
        for (const GhParameter *p = operations[i]->parameters; p != NULL && p->name != NULL; p++)
          g_print (p->is_required ? " --%s%s" : " [--%s%s]", p->name, p->kind == GH_PARAMETER_FLAG ? "" : " …");
        g_print ("\n      %s\n", _(operations[i]->label));
      }

  g_print (_("\nAll commands take --database FILE and --format text|csv|json, all operations --rehearse.\n"
             "They end with 0 when done, 1 when refused or failed, 2 when what was typed cannot be read.\n"));
}

static const GhOperation *
find_operation (const char *noun,
                const char *verb)
{
  g_autofree char *name = g_strconcat (noun, ".", verb, NULL);
  const GhOperation *operation = gh_operation_find (name);

  return operation != NULL && is_command (operation) ? operation : NULL;
}

static int
run_command (GhCtl *ctl,
             GStrv  words)
{
  const char *noun = words[0];
  const char *verb = words[0] != NULL ? words[1] : NULL;
  const GhOperation *operation;

  if (noun == NULL || g_str_equal (noun, "help") || g_str_equal (noun, "--help"))
    {
      print_usage ();
      return noun == NULL ? GH_EXIT_USAGE : GH_EXIT_DONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (command_lists); i++)
    for (const GhCommand *c = command_lists[i]; c->noun != NULL; c++)
      if (g_str_equal (c->noun, noun) && (c->verb == NULL || g_strcmp0 (c->verb, verb) == 0))
        return c->run (ctl, words + (c->verb != NULL ? 2 : 1));

  operation = verb != NULL ? find_operation (noun, verb) : NULL;
  if (operation != NULL)
    return gh_ctl_run_from_register (ctl, operation, words + 2);

  g_printerr (_("There is no command “%s%s%s”. “gatehousectl help” lists them.\n"), noun, verb != NULL ? " " : "",
              verb != NULL ? verb : "");
  return GH_EXIT_USAGE;
}

/* Moves the options before the noun behind it, where each command reads its own. */
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
      if ((strcmp (argv[i], "--database") == 0 || strcmp (argv[i], "--format") == 0) && i + 1 < argc)
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
  umask (0077);
  gh_ctl_guard_terminals ();
  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");

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

  return status;
}
