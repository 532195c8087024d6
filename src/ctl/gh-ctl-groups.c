/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about groups beside their operations: list, members, export. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "groups/gh-group-record.h"
#include "groups/gh-group-report.h"
#include "groups/gh-group.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

static const GhGroupView everything = { NULL };

/* --- list --- */

static gboolean
print_table (GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GPtrArray) groups = gh_group_list (connection, error);

  if (groups == NULL)
    return FALSE;

  gh_ctl_print_cell (_("Name"), 32);
  gh_ctl_print_cell (_("Status"), 8);
  gh_ctl_print_cell (_("Members"), 9);
  gh_ctl_print_cell (_("Description"), 0);
  gh_ctl_print_end ();

  for (guint i = 0; i < groups->len; i++)
    {
      GhGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *n_members = g_strdup_printf ("%9" G_GINT64_FORMAT, gh_group_get_n_members (group));

      gh_ctl_print_cell (gh_group_get_name (group), 32);
      gh_ctl_print_cell (gh_stored_status_get_word (gh_group_get_status (group)), 8);
      gh_ctl_print_cell (n_members, 9);
      gh_ctl_print_cell (gh_group_get_description (group), 0);
      gh_ctl_print_end ();
    }

  return TRUE;
}

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GhCtl *ctl = data;
  g_autoptr (GhReportFile) out = NULL;
  gint64 count;

  if (ctl->format == GH_FORMAT_TEXT)
    return print_table (connection, error);

  out = gh_report_file_new ("/dev/stdout", error);

  return out != NULL &&
         gh_group_report_write (&everything, connection,
                                ctl->format == GH_FORMAT_JSON ? GH_REPORT_JSON : GH_REPORT_CSV_SAFE, FALSE, out,
                                &count, error) &&
         gh_report_file_commit (out, error);
}

static int
list (GhCtl *ctl,
      GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_parse (ctl, NULL, &left, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_store_read (ctl->store, list_cb, ctl, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

/* --- members --- */

static gboolean
find_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  gint64 id;

  return gh_record_kind_require_name (&gh_record_kind_group, connection, data, &id, error);
}

/* The term that the members of the group match, and nobody else (Q4). */
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
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { NULL },
  };

  if (!gh_ctl_parse (ctl, entries, &left, 0))
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

/* --- export --- */

static int
export (GhCtl *ctl,
        GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  gboolean exact = FALSE;
  GOptionEntry entries[] = {
    { "exact", 0, 0, G_OPTION_ARG_NONE, &exact, NULL, NULL },
    { NULL },
  };
  GhReportFormat format;
  gint64 count;

  if (!gh_ctl_parse (ctl, entries, &left, 1))
    return GH_EXIT_USAGE;

  if (g_str_has_suffix (left[0], ".json") || ctl->format == GH_FORMAT_JSON)
    format = GH_REPORT_JSON;
  else
    format = exact ? GH_REPORT_CSV_EXACT : GH_REPORT_CSV_SAFE;

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_group_report_export (ctl->store, ctl->actor, &everything, format, left[0], &count, &error))
    return gh_ctl_fail (error);

  /* On stderr, so that a report to /dev/stdout stays whole. */
  message = g_strdup_printf (ngettext ("“%s” saved, %" G_GINT64_FORMAT " row\n",
                                       "“%s” saved, %" G_GINT64_FORMAT " rows\n", count), left[0], count);
  g_printerr ("%s", message);

  return GH_EXIT_DONE;
}

const GhCommand gh_ctl_group_commands[] = {
  { "group", "list", "", N_("List groups"), list },
  { "group", "members", "--name NAME", N_("List the users of a group"), members },
  { "group", "export", "FILE.csv|FILE.json [--exact]", N_("Save a report of groups"), export },
  { NULL },
};
