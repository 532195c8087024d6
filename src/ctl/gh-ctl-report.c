/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-report.h"

#include "ctl/gh-ctl-print.h"
#include "operations/gh-organisation.h"

#include <glib/gi18n-lib.h>

void
gh_ctl_report_clear (GhCtlReport *self)
{
  g_clear_pointer (&self->out, gh_report_file_free);
  g_free (self->query);
  g_free (self->sort);
  g_free (self->path);
  g_free (self->time_zone);
}

GhView
gh_ctl_report_get_view (const GhCtlReport *self)
{
  return (GhView) {
    .query = self->query,
    .sort = self->sort,
    .limit = self->limit,
    .now = self->now,
    .time_zone = self->time_zone,
  };
}

gboolean
gh_ctl_report_begin (GhCtlReport   *self,
                     GhConnection  *connection,
                     GError       **error)
{
  gh_connection_set_cancellable (connection, gh_job_get_cancellable (self->ctl->job));
  self->now = gh_clock_now (self->ctl->clock);
  self->time_zone = gh_organisation_read_time_zone (connection, error);

  return self->time_zone != NULL;
}

gboolean
gh_ctl_report_check (const GhCtlReport *self)
{
  g_autoptr (GhQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (self->sort != NULL && !gh_view_kind_has_column (self->kind->sorted, self->sort))
    {
      g_printerr (_("There is no column “%s” to sort by.\n"), self->sort);
      return FALSE;
    }
  if (self->query != NULL && !g_utf8_validate (self->query, -1, NULL))
    {
      g_printerr (_("What was typed is not UTF-8.\n"));
      return FALSE;
    }
  if (self->query != NULL && (query = gh_query_parse (self->query, self->kind->fields, NULL, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  if (self->limit < 0)
    {
      g_printerr (_("--limit is a number from 0 on.\n"));
      return FALSE;
    }

  return TRUE;
}

/* Reads the kind's options and @more. */
static gboolean
parse (GhCtlReport  *self,
       GOptionEntry  more,
       GStrv         args,
       int           n_left)
{
  GOptionEntry entries[4] = { 0 };
  guint n = 0;

  if (self->kind->fields != NULL)
    entries[n++] = (GOptionEntry) { "query", 0, 0, G_OPTION_ARG_FILENAME, &self->query, NULL, NULL };
  if (self->kind->sorted != NULL)
    entries[n++] = (GOptionEntry) { "sort", 0, 0, G_OPTION_ARG_FILENAME, &self->sort, NULL, NULL };
  entries[n++] = more;

  return gh_ctl_parse (self->ctl, entries, args, n_left) && gh_ctl_report_check (self);
}

/* --- list --- */

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GhCtlReport *self = data;
  gboolean ok;
  GhView view;

  if (!gh_ctl_report_begin (self, connection, error))
    return FALSE;

  if (self->ctl->format == GH_FORMAT_TEXT)
    {
      gh_ctl_print_to (self->out);
      ok = self->kind->print (self, connection, error);
      gh_ctl_print_to (NULL);
      return ok;
    }

  self->format = self->ctl->format == GH_FORMAT_JSON ? GH_REPORT_JSON : GH_REPORT_CSV_SAFE;
  view = gh_ctl_report_get_view (self);

  return self->kind->rows->write (&view, connection, self->format, self->out, NULL, &self->count, error);
}

static gboolean
list_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  GhCtlReport *self = data;
  GhRefusal refusal = self->kind->right != NULL ? gh_role_may (ctl->actor->role, self->kind->right) : GH_REFUSAL_NONE;

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  /* A pager keeps the pipe full for as long as somebody reads, and must not hold up the database. */
  self->out = gh_report_file_new ("/dev/stdout", error);
  if (self->out != NULL)
    gh_report_file_set_cancellable (self->out, gh_job_get_cancellable (ctl->job));

  return self->out != NULL && gh_store_read (ctl->store, list_cb, self, error) &&
         gh_report_file_commit (self->out, error);
}

int
gh_ctl_report_print (GhCtlReport *self)
{
  const char *right = self->kind->rows != NULL ? self->kind->rows->right : NULL;
  g_autoptr (GError) error = NULL;

  /* More would be an export by another way (A4). */
  if (right != NULL && self->limit > GH_ROLE_ROWS &&
      gh_role_may_take (self->ctl->actor->role, right, G_MAXINT64) != GH_REFUSAL_NONE)
    {
      self->limit = GH_ROLE_ROWS;
      g_printerr (_("Your role sees at most %d rows here: more would be an export.\n"), GH_ROLE_ROWS);
    }

  return gh_ctl_wait (self->ctl, list_work, self, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

int
gh_ctl_report_list (GhCtl *ctl,
                    GStrv  args)
{
  g_auto (GhCtlReport) report = { .ctl = ctl, .kind = ctl->command->report, .limit = G_MAXINT64 };
  GOptionEntry limit = { "limit", 0, 0, G_OPTION_ARG_INT64, &report.limit, NULL, NULL };
  static const GOptionEntry none = { NULL };

  if (!parse (&report, report.kind->fields != NULL ? limit : none, args, 0))
    return GH_EXIT_USAGE;
  if (report.limit == 0)
    report.limit = -1;

  return gh_ctl_open (ctl) ? gh_ctl_report_print (&report) : GH_EXIT_REFUSED;
}

/* --- export --- */

static gboolean
export_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  GhCtlReport *self = data;
  const GhView view = gh_ctl_report_get_view (self);

  return gh_report_export (self->kind->rows, ctl->store, ctl->actor, &view, self->format, self->path, ctl->job,
                           &self->count, error);
}

int
gh_ctl_report_export (GhCtl *ctl,
                      GStrv  args)
{
  g_auto (GhCtlReport) report = { .ctl = ctl, .kind = ctl->command->report, .limit = G_MAXINT64 };
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;
  gboolean exact = FALSE;

  if (!parse (&report, (GOptionEntry) { "exact", 0, 0, G_OPTION_ARG_NONE, &exact, NULL, NULL }, args, 1))
    return GH_EXIT_USAGE;

  report.path = g_strdup (args[0]);
  if (g_str_has_suffix (args[0], ".json") || ctl->format == GH_FORMAT_JSON)
    report.format = GH_REPORT_JSON;
  else
    report.format = exact ? GH_REPORT_CSV_EXACT : GH_REPORT_CSV_SAFE;

  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, export_work, &report, &error))
    return gh_ctl_fail (error);

  /* On stderr, to keep it out of a report to /dev/stdout. */
  number = g_strdup_printf ("%" G_GINT64_FORMAT, report.count);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_printerr (ngettext (report.kind->saved[0], report.kind->saved[1], (gulong) report.count), report.path, number);
#pragma GCC diagnostic pop

  return GH_EXIT_DONE;
}
