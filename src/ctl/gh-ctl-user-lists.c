/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about many users: list, count, export, import. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "base/gh-time.h"
#include "operations/gh-organisation.h"
#include "users/gh-user-block.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows that are read together. */
#define ROWS_PER_STEP 500

/* What list, count and export have in common: the view, in one read transaction. */
typedef struct {
  GhCtl          *ctl;
  GhUserView      view;
  gint64          limit;
  GhReportFormat  format;
  const char     *path;
  gint64          count;
  GhUserCounts    counts;
} Reading;

static gboolean
prepare_view (GhConnection  *connection,
              Reading       *reading,
              char         **time_zone,
              GError       **error)
{
  *time_zone = gh_organisation_read_time_zone (connection, error);
  if (*time_zone == NULL)
    return FALSE;

  reading->view.time_zone = *time_zone;
  reading->view.now = gh_clock_now (reading->ctl->clock);
  gh_connection_set_cancellable (connection, gh_job_get_cancellable (reading->ctl->job));

  return TRUE;
}

/* --- list --- */

static void
print_row (const GhUserRow *row)
{
  g_autofree char *login = gh_ctl_make_time (row->last_login);
  char phones[12], tokens[12];

  g_snprintf (phones, sizeof phones, "%u", row->n_phones);
  g_snprintf (tokens, sizeof tokens, "%u", row->n_tokens);

  gh_ctl_print_cell (row->username, 24);
  gh_ctl_print_cell (row->realname, 24);
  gh_ctl_print_cell (row->email, 32);
  gh_ctl_print_cell (phones, 6);
  gh_ctl_print_cell (tokens, 6);
  gh_ctl_print_cell (gh_effective_status_get_word (row->status), 16);
  gh_ctl_print_cell (login, 0);
  gh_ctl_print_end ();
}

static gboolean
print_table (GhConnection  *connection,
             Reading       *reading,
             GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhUserBlock) block = NULL;

  if (!gh_user_view_list (&reading->view, connection, ids, error))
    return FALSE;
  if (reading->limit >= 0 && reading->limit < ids->len)
    g_array_set_size (ids, (guint) reading->limit);

  block = gh_user_block_new (connection, reading->view.now, error);
  if (block == NULL)
    return FALSE;

  gh_ctl_print_cell (_("Username"), 24);
  gh_ctl_print_cell (_("Real name"), 24);
  gh_ctl_print_cell (_("E-mail"), 32);
  gh_ctl_print_cell (_("Phones"), 6);
  gh_ctl_print_cell (_("Tokens"), 6);
  gh_ctl_print_cell (_("Status"), 16);
  gh_ctl_print_cell (_("Last login"), 0);
  gh_ctl_print_end ();

  for (guint i = 0; i < ids->len; i += ROWS_PER_STEP)
    {
      if (!gh_ctl_check_output (error) ||
          gh_error_check_cancelled (gh_connection_get_cancellable (connection), error) ||
          !gh_user_block_read (block, &g_array_index (ids, gint64, i), MIN (ids->len - i, ROWS_PER_STEP), error))
        return FALSE;
      for (guint j = 0; j < gh_user_block_get_n_rows (block); j++)
        print_row (gh_user_block_get_row (block, j));
    }

  return TRUE;
}

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  g_autofree char *time_zone = NULL;
  g_autoptr (GhReportFile) out = NULL;

  if (!prepare_view (connection, reading, &time_zone, error))
    return FALSE;

  if (reading->ctl->format == GH_FORMAT_TEXT)
    return print_table (connection, reading, error);

  out = gh_report_file_new ("/dev/stdout", error);
  reading->format = reading->ctl->format == GH_FORMAT_JSON ? GH_REPORT_JSON : GH_REPORT_CSV_SAFE;

  return out != NULL &&
         gh_user_report_write (&reading->view, connection, reading->format, FALSE, reading->limit, out, NULL,
                               &reading->count, error) &&
         gh_report_file_commit (out, error);
}

static gboolean
list_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  return gh_store_read (ctl->store, list_cb, data, error);
}

/* Options of all three; FALSE where they cannot be read. */
static gboolean
parse_view (GhCtl        *ctl,
            GStrv        *left,
            int           n_left,
            char        **query,
            char        **sort,
            gint64       *limit,
            gboolean     *exact)
{
  GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_FILENAME, query, NULL, NULL },
    { "sort", 0, sort != NULL ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, sort, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT64, limit, NULL, NULL },
    { "exact", 0, 0, G_OPTION_ARG_NONE, exact, NULL, NULL },
    { NULL },
  };
  GOptionEntry used[G_N_ELEMENTS (entries)] = { 0 };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; entries[i].long_name != NULL; i++)
    if (entries[i].arg_data != NULL)
      used[n++] = entries[i];

  if (!gh_ctl_parse (ctl, used, left, n_left))
    return FALSE;

  if (sort != NULL && *sort != NULL && !gh_user_view_is_sort (*sort))
    {
      g_printerr (_("There is no column “%s” to sort by.\n"), *sort);
      return FALSE;
    }
  if (*query != NULL)
    {
      g_autoptr (GhQuery) parsed = NULL;

      if (!g_utf8_validate (*query, -1, NULL))
        {
          g_printerr (_("What was typed is not UTF-8.\n"));
          return FALSE;
        }
      parsed = gh_query_parse (*query, gh_user_fields, NULL, &error);
      if (parsed == NULL)
        {
          g_printerr ("%s\n", error->message);
          return FALSE;
        }
    }

  return TRUE;
}

static int
list (GhCtl *ctl,
      GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *query = NULL;
  g_autofree char *sort = NULL;
  g_autoptr (GError) error = NULL;
  gint64 limit = G_MAXINT64;
  Reading reading = { .ctl = ctl };

  if (!parse_view (ctl, &left, 0, &query, &sort, &limit, NULL))
    return GH_EXIT_USAGE;
  if (limit < 0)
    {
      g_printerr (_("--limit is a number from 0 on.\n"));
      return GH_EXIT_USAGE;
    }

  reading.view = (GhUserView) { .query = query, .sort = sort };
  reading.limit = limit == G_MAXINT64 ? -1 : limit;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_ctl_wait (ctl, list_work, &reading, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

int
gh_ctl_list_users (GhCtl      *ctl,
                   const char *query)
{
  Reading reading = { .ctl = ctl, .view = { .query = query }, .limit = -1 };
  g_autoptr (GError) error = NULL;

  return gh_ctl_wait (ctl, list_work, &reading, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

/* --- count --- */

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Reading *reading = data;
  g_autofree char *time_zone = NULL;

  if (!prepare_view (connection, reading, &time_zone, error))
    return FALSE;

  if (reading->view.query != NULL)
    return gh_user_view_count (&reading->view, connection, &reading->count, error);

  return gh_user_counts_read (&reading->counts, connection, reading->view.now, error);
}

static gboolean
count_work (GhCtl     *ctl,
            gpointer   data,
            GError   **error)
{
  return gh_store_read (ctl->store, count_cb, data, error);
}

static void
print_counts (GhCtl              *ctl,
              const GhUserCounts *counts)
{
  const struct {
    const char *code;
    const char *label;
    gint64      count;
  } rows[] = {
    { "total", N_("Users"), counts->total },
    { "not_enrolled", N_("Not enrolled"), counts->not_enrolled },
    { "inactive", N_("Inactive"), counts->inactive },
    { "bypass", N_("Bypass"), counts->bypass },
    { "locked_out", N_("Locked out"), counts->locked_out },
    { "trash", N_("Trash"), counts->trash },
  };

  if (ctl->format == GH_FORMAT_CSV)
    g_print ("category,count\r\n");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (ctl->format == GH_FORMAT_JSON)
        g_print ("%s\"%s\":%" G_GINT64_FORMAT, i == 0 ? "{" : ",", rows[i].code, rows[i].count);
      else if (ctl->format == GH_FORMAT_CSV)
        g_print ("%s,%" G_GINT64_FORMAT "\r\n", rows[i].code, rows[i].count);
      else
        g_print ("%-14s %10" G_GINT64_FORMAT "\n", _(rows[i].label), rows[i].count);
    }
  if (ctl->format == GH_FORMAT_JSON)
    g_print ("}\n");
}

static int
count (GhCtl *ctl,
       GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *query = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { .ctl = ctl };

  if (!parse_view (ctl, &left, 0, &query, NULL, NULL, NULL))
    return GH_EXIT_USAGE;

  reading.view.query = query;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, count_work, &reading, &error))
    return gh_ctl_fail (error);

  if (query == NULL)
    print_counts (ctl, &reading.counts);
  else if (ctl->format == GH_FORMAT_JSON)
    g_print ("{\"count\":%" G_GINT64_FORMAT "}\n", reading.count);
  else if (ctl->format == GH_FORMAT_CSV)
    g_print ("count\r\n%" G_GINT64_FORMAT "\r\n", reading.count);
  else
    g_print ("%" G_GINT64_FORMAT "\n", reading.count);

  return GH_EXIT_DONE;
}

/* --- export --- */

static gboolean
export_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  Reading *reading = data;

  return gh_user_report_export (ctl->store, ctl->actor, &reading->view, reading->format, reading->path, ctl->job,
                                &reading->count, error);
}

static int
export (GhCtl *ctl,
        GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *query = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  gboolean exact = FALSE;
  Reading reading = { .ctl = ctl };

  if (!parse_view (ctl, &left, 1, &query, &sort, NULL, &exact))
    return GH_EXIT_USAGE;

  reading.path = left[0];
  reading.view = (GhUserView) { .query = query, .sort = sort };
  if (g_str_has_suffix (left[0], ".json") || ctl->format == GH_FORMAT_JSON)
    reading.format = GH_REPORT_JSON;
  else
    reading.format = exact ? GH_REPORT_CSV_EXACT : GH_REPORT_CSV_SAFE;

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, export_work, &reading, &error))
    return gh_ctl_fail (error);

  /* On stderr, so that a report to /dev/stdout stays whole. */
  message = g_strdup_printf (ngettext ("“%s” saved, %" G_GINT64_FORMAT " row\n",
                                       "“%s” saved, %" G_GINT64_FORMAT " rows\n", reading.count),
                             left[0], reading.count);
  g_printerr ("%s", message);

  return GH_EXIT_DONE;
}

/* --- import --- */

static int
import (GhCtl *ctl,
        GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *refused = NULL;
  gboolean create_groups = FALSE;
  gboolean valid_only = FALSE;
  GOptionEntry entries[] = {
    { "create-groups", 0, 0, G_OPTION_ARG_NONE, &create_groups, NULL, NULL },
    { "valid-only", 0, 0, G_OPTION_ARG_NONE, &valid_only, NULL, NULL },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &refused, NULL, NULL },
    { NULL },
  };
  g_autoptr (JsonObject) parameters = json_object_new ();

  if (!gh_ctl_parse (ctl, entries, &left, 1))
    return GH_EXIT_USAGE;

  json_object_set_string_member (parameters, "file", left[0]);
  if (create_groups)
    json_object_set_boolean_member (parameters, "create-groups", TRUE);
  if (valid_only)
    json_object_set_boolean_member (parameters, "valid-only", TRUE);
  if (refused != NULL)
    json_object_set_string_member (parameters, "refused", refused);

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_ctl_run_operation (ctl, gh_operation_find ("user.import"), NULL, parameters);
}

const GhCommand gh_ctl_user_list_commands[] = {
  { "users", "list", "[--query QUERY] [--sort COLUMN[:desc]] [--limit N]", N_("List users"), list },
  { "users", "count", "[--query QUERY]", N_("Count users, without a query by category"), count },
  { "users", "export", "FILE.csv|FILE.json [--query QUERY] [--sort COLUMN[:desc]] [--exact]",
    N_("Save a report of users"), export },
  { "users", "import", "FILE.csv [--create-groups] [--valid-only --refused FILE]",
    N_("Create and change users from a CSV file"), import, "user.import" },
  { NULL },
};
