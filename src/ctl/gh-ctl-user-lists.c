/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about many users: list, count, export, import. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "users/gh-user-block.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-report.h"

#include <glib/gi18n-lib.h>

/* Rows read at a time. */
#define ROWS_PER_STEP 500

static const GhCtlColumn columns[] = {
  { N_("Username"), 24 }, { N_("Real name"), 24 }, { N_("E-mail"), 32 }, { N_("Phones"), 6 }, { N_("Tokens"), 6 },
  { N_("Status"), 16 }, { N_("Last login"), 0 },
};

static void
print_row (const GhUserRow *row)
{
  g_autofree char *login = gh_ctl_make_time (row->last_login);
  char phones[12], tokens[12];

  g_snprintf (phones, sizeof phones, "%u", row->n_phones);
  g_snprintf (tokens, sizeof tokens, "%u", row->n_tokens);
  gh_ctl_print_cells (columns, (const char *const []) {
    row->username, row->realname, row->email, phones, tokens, gh_effective_status_get_word (row->status), login,
  });
}

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhUserBlock) block = NULL;
  const GhViewKind *kind = gh_user_views_read (connection, error);
  GhView view = gh_ctl_report_get_view (report);

  view.limit = 0;
  if (kind == NULL || !gh_view_list (kind, &view, connection, ids, error))
    return FALSE;
  if (report->limit < ids->len)
    g_array_set_size (ids, (guint) MAX (report->limit, 0));

  block = gh_user_block_new (connection, report->now, error);
  if (block == NULL)
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
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

static const GhCtlReportKind users = {
  /* What of this the organisation has is known once it is open. */
  .fields = gh_user_fields,
  .sorted = &gh_user_views_with_identity,
  .saved = GH_PLURAL ("“%s” saved, %s row\n", "“%s” saved, %s rows\n"),
  .print = print_table,
  .rows = &gh_report_of_users,
};

int
gh_ctl_list_users (GhCtl      *ctl,
                   const char *query)
{
  g_auto (GhCtlReport) report = { .ctl = ctl, .kind = &users, .query = g_strdup (query), .limit = G_MAXINT64 };

  return gh_ctl_report_print (&report);
}

/* --- count --- */

typedef struct {
  GhCtlReport *report;
  GhUserCounts counts;
} Counting;

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;
  GhCtlReport *report = counting->report;
  const GhViewKind *kind = gh_user_views_read (connection, error);
  GhView view;

  if (kind == NULL || !gh_ctl_report_begin (report, connection, error))
    return FALSE;

  view = gh_ctl_report_get_view (report);
  if (view.query != NULL)
    return gh_view_count (kind, &view, connection, &report->count, error);

  return gh_user_counts_read (&counting->counts, connection, view.now, error);
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
  g_auto (GhCtlReport) report = { .ctl = ctl, .kind = &users };
  GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_FILENAME, &report.query, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Counting counting = { &report };

  if (!gh_ctl_parse (ctl, entries, args, 0) || !gh_ctl_report_check (&report))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, count_work, &counting, &error))
    return gh_ctl_fail (error);

  if (report.query == NULL)
    print_counts (ctl, &counting.counts);
  else if (ctl->format == GH_FORMAT_JSON)
    g_print ("{\"count\":%" G_GINT64_FORMAT "}\n", report.count);
  else if (ctl->format == GH_FORMAT_CSV)
    g_print ("count\r\n%" G_GINT64_FORMAT "\r\n", report.count);
  else
    g_print ("%" G_GINT64_FORMAT "\n", report.count);

  return GH_EXIT_DONE;
}

/* --- import --- */

static int
import (GhCtl *ctl,
        GStrv  args)
{
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

  if (!gh_ctl_parse (ctl, entries, args, 1))
    return GH_EXIT_USAGE;

  json_object_set_string_member (parameters, "file", args[0]);
  if (create_groups)
    json_object_set_boolean_member (parameters, "create-groups", TRUE);
  if (valid_only)
    json_object_set_boolean_member (parameters, "valid-only", TRUE);
  if (refused != NULL)
    json_object_set_string_member (parameters, "refused", refused);

  return gh_ctl_run_operation (ctl, gh_operation_find ("user.import"), NULL, parameters, NULL);
}

const GhCommand gh_ctl_user_list_commands[] = {
  { "users", "list", "[--query QUERY] [--sort COLUMN[:desc]] [--limit N]", N_("List users"), gh_ctl_report_list,
    NULL, &users },
  { "users", "count", "[--query QUERY]", N_("Count users, without a query by category"), count },
  { "users", "export", "FILE.csv|FILE.json [--query QUERY] [--sort COLUMN[:desc]] [--exact]",
    N_("Save a report of users"), gh_ctl_report_export,
    NULL, &users },
  { "users", "import", "FILE.csv [--create-groups] [--valid-only --refused FILE]",
    N_("Create and change users from a CSV file"), import, "user.import" },
  { NULL },
};
