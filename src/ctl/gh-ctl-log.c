/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the administrator log. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-verify.h"

#include <glib/gi18n-lib.h>

/* In the order of GhLogColumn. */
static const GhCtlColumn columns[] = {
  { N_("Entry"), 7 }, { N_("Time"), 20 }, { N_("Actor"), 16 }, { N_("Way"), 12 }, { N_("Operation"), 24 },
  { N_("Object"), 24 }, { N_("Changed"), 7 }, { N_("Skipped"), 7 }, { N_("Result"), 7 }, { N_("Undoes"), 0 },
};

static void
print_row (GhStatement *row)
{
  g_autofree char *time = gh_ctl_make_time (gh_statement_get_int (row, GH_LOG_COLUMN_TIME));
  g_autofree char *object = gh_log_dup_object (row);
  const char *cells[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *text = i == GH_LOG_COLUMN_TIME ? time
                         : i == GH_LOG_COLUMN_OBJECT ? object
                         : gh_statement_get_text (row, i);

      cells[i] = text != NULL ? text : "";
    }
  gh_ctl_print_cells (columns, cells);
}

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  const GhView view = gh_ctl_report_get_view (report);
  g_autoptr (GhStatement) rows = gh_view_prepare (&gh_log_views, &view, connection, error);

  if (rows == NULL)
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
  while (gh_statement_next (rows))
    {
      print_row (rows);
      if (!gh_ctl_check_output (error))
        return FALSE;
    }

  return gh_statement_finish (rows, error);
}

static const GhCtlReportKind entries = {
  .right = GH_RIGHT_VIEW_LOG,
  .fields = gh_log_fields,
  .saved = GH_PLURAL ("“%s” saved, %s entry\n", "“%s” saved, %s entries\n"),
  .print = print_table,
  .rows = &gh_report_of_log,
};

/* --- verify --- */

static void
print_report (GhCtl             *ctl,
              const GhLogReport *report)
{
  if (ctl->format == GH_FORMAT_JSON)
    gh_ctl_print_json (gh_log_report_to_json (report));
  else
    {
      g_autofree char *text = gh_log_report_to_text (report);

      g_print ("%s", text);
    }
}

static gboolean
verify_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  GhLogReport **report = data;
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_VIEW_LOG);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  *report = gh_log_verify (ctl->store, ctl->job, error);

  return *report != NULL;
}

static int
verify (GhCtl *ctl,
        GStrv  args)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, verify_work, &report, &error))
    return gh_ctl_fail (error);

  print_report (ctl, report);

  return report->state == GH_LOG_BROKEN ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

/* --- undo --- */

static int
undo (GhCtl *ctl,
      GStrv  args)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  if (!gh_ctl_parse (ctl, NULL, args, -1))
    return GH_EXIT_USAGE;

  if (args[0] != NULL)
    {
      guint64 entry;

      if (args[1] != NULL || !g_ascii_string_to_unsigned (args[0], 10, 1, G_MAXINT64, &entry, NULL))
        {
          g_printerr (_("“undo” takes the number of one entry, from “log list”.\n"));
          return GH_EXIT_USAGE;
        }
      json_object_set_int_member (parameters, "entry", entry);
    }

  return gh_ctl_run_operation (ctl, gh_operation_find ("log.undo"), NULL, parameters, NULL);
}

const GhCommand gh_ctl_log_commands[] = {
  { "undo", NULL, "[ENTRY]", N_("Undo an operation: your own last one, or that of a log entry"), undo },
  { "log", "list", "[--query QUERY] [--limit N]", N_("List what was done, newest first"), gh_ctl_report_list,
    NULL, &entries },
  { "log", "export", "FILE.csv|FILE.json [--query QUERY] [--exact]", N_("Save a report of the log"),
    gh_ctl_report_export, NULL, &entries },
  { "log", "verify", "", N_("Check the log and the journal for changes that no operation made"), verify },
  { NULL },
};
