/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl.h"

#include "organisation/gh-organisation-open.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
read_format (const char *name,
             GhFormat   *format)
{
  static const char *const names[] = { "text", "csv", "json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *format = i;
        return TRUE;
      }

  g_printerr (_("--format is text, csv or json.\n"));
  return FALSE;
}

/* What GOption would leave out without a word. */
static gboolean
has_value_of_flag (const GOptionEntry *entries,
                   GStrv               line)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    {
      g_autofree char *option = g_strdup_printf ("--%s=", entries->long_name);

      for (guint i = 1; entries->arg == G_OPTION_ARG_NONE && line[i] != NULL && strcmp (line[i], "--") != 0; i++)
        if (g_str_has_prefix (line[i], option))
          {
            g_printerr (_("“--%s” takes no value.\n"), entries->long_name);
            return TRUE;
          }
    }

  return FALSE;
}

/* The option that @word is, with its value or without. */
static const GOptionEntry *
find_option (const GOptionEntry *const  lists[],
             const char                *word)
{
  gsize length = strcspn (word, "=");

  if (!g_str_has_prefix (word, "--"))
    return NULL;

  for (; *lists != NULL; lists++)
    for (const GOptionEntry *entry = *lists; entry->long_name != NULL; entry++)
      if (strlen (entry->long_name) + 2 == length && strncmp (word + 2, entry->long_name, length - 2) == 0)
        return entry;

  return NULL;
}

/* GOption would take the next option for the value that somebody forgot, or that a script's variable did not hold, and
 * with --database do in one organisation what was meant for another. */
static gboolean
is_value_forgotten (const GOptionEntry *const  lists[],
                    GStrv                      line)
{
  for (guint i = 1; line[i] != NULL && strcmp (line[i], "--") != 0; i++)
    {
      const GOptionEntry *entry = strchr (line[i], '=') == NULL ? find_option (lists, line[i]) : NULL;

      if (entry == NULL || entry->arg == G_OPTION_ARG_NONE || line[i + 1] == NULL)
        continue;

      if (find_option (lists, line[i + 1]) != NULL)
        {
          g_printerr (_("“%s” needs a value. If “%s” is meant to be one, write it as %s=%s.\n"), line[i], line[i + 1],
                      line[i], line[i + 1]);
          return TRUE;
        }
      i++;
    }

  return FALSE;
}

/* GOption would take the last one: somebody who names two users would change one. */
static gboolean
is_given_twice (const GOptionEntry *entries,
                GStrv               line)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    {
      g_autofree char *option = g_strdup_printf ("--%s", entries->long_name);
      guint n = 0;

      if (entries->arg == G_OPTION_ARG_FILENAME_ARRAY || entries->arg == G_OPTION_ARG_STRING_ARRAY)
        continue;

      for (guint i = 1; line[i] != NULL && strcmp (line[i], "--") != 0; i++)
        if (g_str_has_prefix (line[i], option) && (line[i][strlen (option)] == '\0' || line[i][strlen (option)] == '='))
          n++;
      if (n > 1)
        {
          g_printerr (_("“%s” is given twice.\n"), option);
          return TRUE;
        }
    }

  return FALSE;
}

/* What would be answered in another form than was asked for. */
static gboolean
is_no_list (const GhCtl *ctl)
{
  /* An operation has no command of its own, but for a few. */
  if (ctl->format != GH_FORMAT_CSV || (ctl->command != NULL && ctl->command->operation == NULL))
    return FALSE;

  g_printerr (_("--format is text or json here: csv is for lists.\n"));

  return TRUE;
}

/* What would be done although it should only be rehearsed. */
static gboolean
is_not_rehearsed (const GhCtl *ctl)
{
  if (ctl->command == NULL || ctl->command->operation != NULL || !(ctl->rehearse || ctl->skipped != NULL))
    return FALSE;

  g_printerr (_("“%s” takes no %s: there is no operation in it.\n"),
              ctl->command->verb != NULL ? ctl->command->verb : ctl->command->noun,
              ctl->rehearse ? "--rehearse" : "--skipped");

  return TRUE;
}

gboolean
gh_ctl_parse (GhCtl              *ctl,
              const GOptionEntry *entries,
              GStrv               args,
              int                 n_left)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *database = NULL;
  g_autofree char *format = NULL;
  GOptionEntry common[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &database, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, NULL, NULL },
    { "rehearse", 0, 0, G_OPTION_ARG_NONE, &ctl->rehearse, NULL, NULL },
    { "skipped", 0, 0, G_OPTION_ARG_FILENAME, &ctl->skipped, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &ctl->as, NULL, NULL },
    { "as-stdin", 0, 0, G_OPTION_ARG_NONE, &ctl->as_stdin, NULL, NULL },
    { NULL },
  };
  const GOptionEntry *const lists[] = { common, entries, NULL };
  g_auto (GStrv) line = NULL;

  /* GOption expects the program name first and leaves it there. */
  line = g_new0 (char *, g_strv_length (args) + 2);
  line[0] = g_strdup ("gatehousectl");
  for (guint i = 0; args[i] != NULL; i++)
    line[i + 1] = g_steal_pointer (&args[i]);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, common, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);

  if (has_value_of_flag (entries, line) || has_value_of_flag (common, line) || is_value_forgotten (lists, line) ||
      is_given_twice (entries, line) || is_given_twice (common, line))
    return FALSE;
  if (!g_option_context_parse_strv (context, &line, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }

  if (is_not_rehearsed (ctl))
    return FALSE;

  for (guint i = 1; line[i] != NULL; i++)
    if (!g_utf8_validate (line[i], -1, NULL))
      {
        g_printerr (_("What was typed is not UTF-8.\n"));
        return FALSE;
      }

  if (n_left >= 0 && g_strv_length (line) != (guint) n_left + 1)
    {
      if (g_strv_length (line) > (guint) n_left + 1)
        g_printerr (_("“%s” is one word too many.\n"), line[n_left + 1]);
      else
        g_printerr (_("A word is missing.\n"));
      return FALSE;
    }

  if (database != NULL)
    {
      g_free (ctl->database);
      ctl->database = g_steal_pointer (&database);
    }
  if (format != NULL && (!read_format (format, &ctl->format) || is_no_list (ctl)))
    return FALSE;

  for (guint i = 1; line[i] != NULL; i++)
    args[i - 1] = g_steal_pointer (&line[i]);

  return TRUE;
}

gboolean
gh_ctl_open_store (GhCtl *ctl)
{
  g_autoptr (GError) error = NULL;

  ctl->store = gh_organisation_open (ctl->database, ctl->clock, &error);
  if (ctl->store == NULL)
    {
      gh_ctl_fail (error);
      return FALSE;
    }

  gh_ctl_print_notices (ctl);

  return TRUE;
}

gboolean
gh_ctl_open (GhCtl *ctl)
{
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_open_store (ctl))
    return FALSE;
  if (gh_ctl_sign_in (ctl, &error))
    return TRUE;

  gh_ctl_fail (error);

  return FALSE;
}

void
gh_ctl_print_notices (GhCtl *ctl)
{
  GPtrArray *notices = gh_store_get_notices (ctl->store);

  for (; ctl->n_notices < notices->len; ctl->n_notices++)
    g_printerr ("%s\n", (char *) g_ptr_array_index (notices, ctl->n_notices));
}

int
gh_ctl_fail (const GError *error)
{
  g_printerr ("%s\n", error->message);

  switch (error->code)
    {
    case GH_ERROR_QUERY:
      return GH_EXIT_USAGE;
    case GH_ERROR_CANCELLED:
      return GH_EXIT_CANCELLED;
    default:
      return GH_EXIT_REFUSED;
    }
}
