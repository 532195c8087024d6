/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-clock.h"

#define DAY_SECONDS (G_GINT64_CONSTANT (24) * 60 * 60)

gboolean
gh_trash_check_clock (GhRun   *run,
                      GError **error)
{
  gint64 last; /* microseconds */

  if (!gh_connection_get_number (run->connection, "trash/get-last-time", &last, error, ""))
    return FALSE;

  if (run->now - last / G_USEC_PER_SEC > GH_CLOCK_WAIT_DAYS * DAY_SECONDS &&
      !gh_run_get_flag (run, GH_TRASH_CLOCK_IS_RIGHT) &&
      !gh_clock_is_synchronised (gh_store_get_clock (run->store)))
    gh_run_refuse (run, GH_REFUSAL_CLOCK_AHEAD, NULL);

  return TRUE;
}
