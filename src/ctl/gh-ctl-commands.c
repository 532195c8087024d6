/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All commands: those that each file lists, and those derived from the register of operations. */
#include "ctl/gh-ctl.h"

#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GhCommand *const command_lists[] = {
  gh_ctl_organisation_commands,
  gh_ctl_user_list_commands,
  gh_ctl_user_show_commands,
  gh_ctl_group_commands,
  gh_ctl_settings_commands,
  gh_ctl_log_commands,
  gh_ctl_administrator_commands,
  gh_ctl_key_commands,
  gh_ctl_job_commands,
  gh_ctl_passcode_commands,
};

/* Whether @operation gets its command from the register: "user.trash" is `user trash`. */
static gboolean
is_command (const GhOperation *operation)
{
  g_autofree char *noun = g_strndup (operation->name, strcspn (operation->name, "."));
  const GhRecordKind *kind = gh_record_kind_find (noun);

  if (operation->has_no_menu || kind == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (command_lists); i++)
    for (const GhCommand *c = command_lists[i]; c->noun != NULL; c++)
      if (g_strcmp0 (c->operation, operation->name) == 0)
        return FALSE;

  return TRUE;
}

const GhCommand *
gh_ctl_find_command (const char *noun,
                     const char *verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (command_lists); i++)
    for (const GhCommand *c = command_lists[i]; c->noun != NULL; c++)
      if (strcmp (c->noun, noun) == 0 && (c->verb == NULL || g_strcmp0 (c->verb, verb) == 0))
        return c;

  return NULL;
}

const GhOperation *
gh_ctl_find_operation (const char *noun,
                       const char *verb)
{
  g_autofree char *name = g_strconcat (noun, ".", verb, NULL);
  const GhOperation *operation = gh_operation_find (name);

  return operation != NULL && is_command (operation) ? operation : NULL;
}

/* --- help --- */

static void
print_command (GhCtlPrint       print,
               const GhCommand *command)
{
  print ("  %s%s%s %s\n      %s\n", command->noun, command->verb != NULL ? " " : "",
         command->verb != NULL ? command->verb : "", command->usage, _(command->help));
}

static void
print_operation (GhCtlPrint         print,
                 const GhOperation *operation,
                 const char        *noun,
                 const char        *verb)
{
  print ("  %s %s", noun, verb);
  if (operation->target != NULL)
    {
      g_autofree char *usage = gh_ctl_dup_target_usage (operation->target);

      print (" %s", usage);
    }
  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->kind != GH_PARAMETER_SECRET)
      print (p->is_required ? " --%s%s" : " [--%s%s]", p->name, p->kind == GH_PARAMETER_FLAG ? "" : " …");
    else if (!p->is_required)
      print (" [--%s]", p->name);
  print ("\n      %s\n", _(operation->label));
}

/* What each option of an operation means. */
static void
print_options (GhCtlPrint         print,
               const GhOperation *operation)
{
  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->kind == GH_PARAMETER_SECRET && !p->is_required)
      print (_("      --%-20s asks for it, or reads it from standard input: %s\n"), p->name, _(p->label));
    else if (p->kind == GH_PARAMETER_SECRET)
      print (_("      asked for, or read from standard input: %s\n"), _(p->label));
    else
      print ("      --%-20s %s\n", p->name, _(p->label));
}

gboolean
gh_ctl_print_help (GhCtlPrint  print,
                   const char *noun,
                   const char *verb)
{
  const GhCommand *one = noun != NULL ? gh_ctl_find_command (noun, verb) : NULL;
  gsize n_operations, n_printed = 0;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  if (noun != NULL && verb != NULL && one == NULL && gh_ctl_find_operation (noun, verb) == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (command_lists); i++)
    for (const GhCommand *c = command_lists[i]; c->noun != NULL; c++)
      if (noun == NULL || c == one || (verb == NULL && strcmp (c->noun, noun) == 0))
        {
          if (n_printed++ == 0)
            print (_("Usage: gatehousectl [--database FILE] NOUN VERB [OPTION…]\n\n"));
          print_command (print, c);
        }

  for (gsize i = 0; i < n_operations; i++)
    {
      g_auto (GStrv) words = g_strsplit (operations[i]->name, ".", 2);

      if (!is_command (operations[i]) || one != NULL ||
          (noun != NULL && strcmp (words[0], noun) != 0) || (verb != NULL && strcmp (words[1], verb) != 0))
        continue;

      if (n_printed++ == 0)
        print (_("Usage: gatehousectl [--database FILE] NOUN VERB [OPTION…]\n\n"));
      print_operation (print, operations[i], words[0], words[1]);
      if (verb != NULL)
        print_options (print, operations[i]);
    }
  if (n_printed == 0)
    return FALSE;

  print (_("\nAll commands take --database FILE and --format text|csv|json, all operations --rehearse, and\n"
           "--skipped FILE.csv for those whom they left as they are. “help NOUN” and “NOUN VERB --help” say more.\n"
           "--as EMAIL signs in: it asks for the password and the passcode at the terminal, with --as-stdin it reads a\n"
           "line of standard input for each. Without it the owner of the file and root act.\n"
           "They end with 0 when done, 1 when refused or failed, 2 when what was typed cannot be read.\n"));

  return TRUE;
}
