/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-app-state.h"

#include <string.h>

GhAppState
gh_app_state_find (const GArray *credentials,
                   const char   *phone,
                   gboolean      is_activated,
                   gint64       *until)
{
  *until = 0;
  for (guint i = 0; i < credentials->len; i++)
    {
      const GhHeldCredential *credential = &g_array_index (credentials, GhHeldCredential, i);

      if (credential->factor != GH_FACTOR_APP || strcmp (credential->device, phone) != 0)
        continue;
      if (credential->state == GH_CREDENTIAL_TOO_LATE)
        return GH_APP_TOO_LATE;
      if (!credential->is_pending)
        return GH_APP_ACTIVATED;

      *until = credential->credential.pending_until;
      return GH_APP_WAITS;
    }

  return is_activated ? GH_APP_ACTIVATED : GH_APP_NONE;
}
