/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-credential-status.h"

gboolean
gh_credential_goes_by_clock (GhCredentialType type,
                             guint            period)
{
  return type == GH_CREDENTIAL_TOTP && period > 0;
}

GhCredentialState
gh_credential_get_state (const GhCredentialUse *use,
                         gint64                 now)
{
  if (use->is_late || (use->pending_until != 0 && use->pending_until <= now && !use->is_accepted))
    return GH_CREDENTIAL_TOO_LATE;

  /* Of a counter nobody knows. */
  return use->is_sure || gh_credential_goes_by_clock (use->type, use->period) ? GH_CREDENTIAL_GOOD
                                                                              : GH_CREDENTIAL_UNSYNCED;
}
