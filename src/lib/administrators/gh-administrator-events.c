/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-events.h"

gboolean
gh_administrator_events_merge (GhConnection  *events,
                               GError       **error)
{
  static const char *const names[] = {
    "administrators/merge-ladders", "administrators/merge-lockouts", "administrators/merge-sign-ins",
    "administrators/merge-factor-steps", "administrators/merge-recovery-uses",
    "administrators/merge-late-set-up-codes",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!gh_connection_run (events, names[i], error, ""))
      return FALSE;

  return TRUE;
}
