/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Group commands other than operations: list, members, export. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "groups/gh-group-record.h"
#include "groups/gh-group-report.h"
#include "groups/gh-group.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

static const GhCtlColumn columns[] = {
  { N_("Name"), 32 }, { N_("Status"), 8 }, { N_("Members"), 9 }, { N_("Description"), 0 },
};

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GPtrArray) groups = gh_group_list (connection, error);

  if (groups == NULL)
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      GhGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *n_members = g_strdup_printf ("%9" G_GINT64_FORMAT, gh_group_get_n_members (group));

      gh_ctl_print_cells (columns, (const char *const []) {
        gh_group_get_name (group), gh_stored_status_get_word (gh_group_get_status (group)), n_members,
        gh_group_get_description (group),
      });
    }

  return TRUE;
}

static const GhCtlReportKind groups = {
  .saved = GH_PLURAL ("“%s” saved, %s row\n", "“%s” saved, %s rows\n"),
  .print = print_table,
  .rows = &gh_report_of_groups,
};

/* --- members --- */

static gboolean
find_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  gint64 id;

  return gh_record_kind_require_name (&gh_record_kind_group, connection, data, &id, error);
}

/* A term that matches only the members of the group (Q4). */
static char *
make_query (const char *name)
{
  g_autoptr (GString) query = g_string_new ("group:\"");

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (query, '\\');
      g_string_append_c (query, *p);
    }
  g_string_append_c (query, '"');

  return g_string_free (g_steal_pointer (&query), FALSE);
}

static int
members (GhCtl *ctl,
         GStrv  args)
{
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { NULL },
  };

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    {
      g_printerr (_("“group members” needs --name NAME.\n"));
      return GH_EXIT_USAGE;
    }

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_store_read (ctl->store, find_cb, name, &error))
    return gh_ctl_fail (error);

  query = make_query (name);

  return gh_ctl_list_users (ctl, query);
}

const GhCommand gh_ctl_group_commands[] = {
  { "group", "list", "", N_("List groups"), gh_ctl_report_list, NULL, &groups },
  { "group", "members", "--name NAME", N_("List the users of a group"), members },
  { "group", "export", "FILE.csv|FILE.json [--exact]", N_("Save a report of groups"), gh_ctl_report_export,
    NULL, &groups },
  { NULL },
};
