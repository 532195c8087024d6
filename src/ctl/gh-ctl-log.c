/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the administrator log. */
#include "ctl/gh-ctl.h"

#include <glib/gi18n-lib.h>

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
  { NULL },
};
