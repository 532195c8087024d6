/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-otp.h"

G_BEGIN_DECLS

/**
 * GhCredentialState:
 * @GH_CREDENTIAL_GOOD: a passcode is accepted
 * @GH_CREDENTIAL_UNSYNCED: it counts, and what it was used for may have been lost with an events file: it must be
 *   resynchronised first (X)
 * @GH_CREDENTIAL_TOO_LATE: no passcode came in time (P2)
 */
typedef enum {
  GH_CREDENTIAL_GOOD,
  GH_CREDENTIAL_UNSYNCED,
  GH_CREDENTIAL_TOO_LATE,
} GhCredentialState;

/**
 * GhCredentialUse:
 * @type: what its passcodes are
 * @period: seconds of a step; 0: it counts
 * @pending_until: unix seconds, by which a passcode must have been accepted; 0: it is good for ever
 * @is_late: whether it was seen to be too late before
 * @is_accepted: whether a passcode was ever accepted
 * @is_sure: whether the events file is the one that says how far it has been used
 *
 * What its state hangs on, as plain numbers.
 */
typedef struct {
  GhCredentialType type;
  guint            period;
  gint64           pending_until;
  gboolean         is_late;
  gboolean         is_accepted;
  gboolean         is_sure;
} GhCredentialUse;

/** Returns: whether passcodes of a credential are accepted at @now, in unix seconds */
GhCredentialState gh_credential_get_state (const GhCredentialUse *use,
                                           gint64                 now);

/** Returns: whether it goes by the clock, so that a step after the beginning of an events file is certainly new */
gboolean gh_credential_goes_by_clock (GhCredentialType type,
                                      guint            period);

G_END_DECLS
