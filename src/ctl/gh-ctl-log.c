/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the administrator log. */
#include "ctl/gh-ctl.h"

#include "logs/gh-log-verify.h"

#include <glib/gi18n-lib.h>

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

static int
verify (GhCtl *ctl,
        GStrv  args)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left = g_strdupv (args);
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_VIEW_LOG);

  if (!gh_ctl_parse (ctl, NULL, &left, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  if (refusal != GH_REFUSAL_NONE)
    gh_refusal_set_error (refusal, &error, NULL);
  else
    report = gh_log_verify (ctl->store, ctl->job, &error);
  if (report == NULL)
    return gh_ctl_fail (error);

  print_report (ctl, report);

  return report->state == GH_LOG_BROKEN ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

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
  { "log", "verify", "", N_("Check the log and the journal for changes that no operation made"), verify },
  { NULL },
};
