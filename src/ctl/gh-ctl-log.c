/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the administrator log. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-verify.h"

#include <glib/gi18n-lib.h>

/* --- list --- */

typedef struct {
  GhCtl          *ctl;
  GhLogView       view;
  GhReportFormat  format;
  const char     *path;
  gint64          count;
} Reading;

static void
print_row (GhStatement *row)
{
  static const struct {
    GhLogColumn column;
    int         width;
  } cells[] = {
    { GH_LOG_COLUMN_ENTRY, 7 }, { GH_LOG_COLUMN_TIME, 20 }, { GH_LOG_COLUMN_ACTOR, 16 }, { GH_LOG_COLUMN_WAY, 12 },
    { GH_LOG_COLUMN_OPERATION, 24 }, { GH_LOG_COLUMN_OBJECT, 24 }, { GH_LOG_COLUMN_CHANGED, 7 },
    { GH_LOG_COLUMN_SKIPPED, 7 }, { GH_LOG_COLUMN_RESULT, 7 }, { GH_LOG_COLUMN_UNDOES, 0 },
  };
  g_autofree char *time = gh_ctl_make_time (gh_statement_get_int (row, GH_LOG_COLUMN_TIME));
  g_autofree char *object = gh_log_dup_object (row);

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *text = cells[i].column == GH_LOG_COLUMN_TIME ? time
                         : cells[i].column == GH_LOG_COLUMN_OBJECT ? object
                         : gh_statement_get_text (row, cells[i].column);

      gh_ctl_print_cell (text != NULL ? text : "", cells[i].width);
    }
  gh_ctl_print_end ();
}

static gboolean
print_table (GhConnection  *connection,
             Reading       *reading,
             GError       **error)
{
  g_autoptr (GhStatement) rows = gh_log_view_prepare (&reading->view, connection, error);

  if (rows == NULL)
    return FALSE;

  gh_ctl_print_cell (_("Entry"), 7);
  gh_ctl_print_cell (_("Time"), 20);
  gh_ctl_print_cell (_("Actor"), 16);
  gh_ctl_print_cell (_("Way"), 12);
  gh_ctl_print_cell (_("Operation"), 24);
  gh_ctl_print_cell (_("Object"), 24);
  gh_ctl_print_cell (_("Changed"), 7);
  gh_ctl_print_cell (_("Skipped"), 7);
  gh_ctl_print_cell (_("Result"), 7);
  gh_ctl_print_cell (_("Undoes"), 0);
  gh_ctl_print_end ();

  while (gh_statement_next (rows))
    {
      print_row (rows);
      if (!gh_ctl_check_output (error))
        return FALSE;
    }

  return gh_statement_finish (rows, error);
}

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  g_autofree char *time_zone = NULL;
  g_autoptr (GhReportFile) out = NULL;

  gh_connection_set_cancellable (connection, gh_job_get_cancellable (reading->ctl->job));
  if (!gh_log_view_read_organisation (&reading->view, connection, reading->ctl->clock, &time_zone, error))
    return FALSE;

  if (reading->ctl->format == GH_FORMAT_TEXT)
    return print_table (connection, reading, error);

  out = gh_report_file_new ("/dev/stdout", error);
  reading->format = reading->ctl->format == GH_FORMAT_JSON ? GH_REPORT_JSON : GH_REPORT_CSV_SAFE;

  return out != NULL &&
         gh_log_export_write (&reading->view, connection, reading->format, FALSE, out, NULL, &reading->count, error) &&
         gh_report_file_commit (out, error);
}

static gboolean
list_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_VIEW_LOG);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  return gh_store_read (ctl->store, list_cb, data, error);
}

/* Says what is wrong with a query before anything is opened. */
static gboolean
check_query (const char *text)
{
  g_autoptr (GhQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_printerr (_("What was typed is not UTF-8.\n"));
      return FALSE;
    }

  query = gh_query_parse (text, gh_log_fields, NULL, &error);
  if (query == NULL)
    g_printerr ("%s\n", error->message);

  return query != NULL;
}

static int
list (GhCtl *ctl,
      GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *query = NULL;
  g_autoptr (GError) error = NULL;
  gint64 limit = G_MAXINT64;
  GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_FILENAME, &query, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT64, &limit, NULL, NULL },
    { NULL },
  };
  Reading reading = { .ctl = ctl };

  if (!gh_ctl_parse (ctl, entries, &left, 0) || !check_query (query))
    return GH_EXIT_USAGE;
  if (limit < 0)
    {
      g_printerr (_("--limit is a number from 0 on.\n"));
      return GH_EXIT_USAGE;
    }

  reading.view = (GhLogView) { .query = query, .limit = limit };
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_ctl_wait (ctl, list_work, &reading, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

/* --- export --- */

static gboolean
export_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  Reading *reading = data;

  return gh_log_export (ctl->store, ctl->actor, &reading->view, reading->format, reading->path, ctl->job,
                        &reading->count, error);
}

static int
export (GhCtl *ctl,
        GStrv  args)
{
  g_auto (GStrv) left = g_strdupv (args);
  g_autofree char *query = NULL;
  g_autofree char *number = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  gboolean exact = FALSE;
  GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_FILENAME, &query, NULL, NULL },
    { "exact", 0, 0, G_OPTION_ARG_NONE, &exact, NULL, NULL },
    { NULL },
  };
  Reading reading = { .ctl = ctl };

  if (!gh_ctl_parse (ctl, entries, &left, 1) || !check_query (query))
    return GH_EXIT_USAGE;

  reading.path = left[0];
  reading.view = (GhLogView) { .query = query, .limit = -1 };
  if (g_str_has_suffix (left[0], ".json") || ctl->format == GH_FORMAT_JSON)
    reading.format = GH_REPORT_JSON;
  else
    reading.format = exact ? GH_REPORT_CSV_EXACT : GH_REPORT_CSV_SAFE;

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, export_work, &reading, &error))
    return gh_ctl_fail (error);

  /* On stderr, so that a report to /dev/stdout stays whole. */
  number = g_strdup_printf ("%" G_GINT64_FORMAT, reading.count);
  message = g_strdup_printf (ngettext ("“%s” saved, %s entry\n", "“%s” saved, %s entries\n", reading.count),
                             left[0], number);
  g_printerr ("%s", message);

  return GH_EXIT_DONE;
}

/* --- verify --- */

static void
print_report (GhCtl             *ctl,
              const GhLogReport *report)
{
  g_autofree char *text = NULL;

  if (ctl->format == GH_FORMAT_JSON)
    {
      g_autoptr (JsonNode) node = gh_log_report_to_json (report);

      text = json_to_string (node, FALSE);
      g_print ("%s\n", text);
    }
  else
    {
      text = gh_log_report_to_text (report);
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
  g_auto (GStrv) left = g_strdupv (args);

  if (!gh_ctl_parse (ctl, NULL, &left, 0))
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
  g_auto (GStrv) left = g_strdupv (args);

  if (!gh_ctl_parse (ctl, NULL, &left, -1))
    return GH_EXIT_USAGE;

  if (left[0] != NULL)
    {
      guint64 entry;

      if (left[1] != NULL || !g_ascii_string_to_unsigned (left[0], 10, 1, G_MAXINT64, &entry, NULL))
        {
          g_printerr (_("“undo” takes the number of one entry, from “log list”.\n"));
          return GH_EXIT_USAGE;
        }
      json_object_set_int_member (parameters, "entry", entry);
    }

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_ctl_run_operation (ctl, gh_operation_find ("log.undo"), NULL, parameters);
}

const GhCommand gh_ctl_log_commands[] = {
  { "undo", NULL, "[ENTRY]", N_("Undo an operation: your own last one, or that of a log entry"), undo },
  { "log", "list", "[--query QUERY] [--limit N]", N_("List what was done, newest first"), list },
  { "log", "export", "FILE.csv|FILE.json [--query QUERY] [--exact]", N_("Save a report of the log"), export },
  { "log", "verify", "", N_("Check the log and the journal for changes that no operation made"), verify },
  { NULL },
};
