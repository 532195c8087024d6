/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification/gh-attempt-credentials.h"

G_BEGIN_DECLS

/**
 * GhAppState:
 * @GH_APP_NONE: no app was activated
 * @GH_APP_WAITS: one was, and waits for its first passcode
 * @GH_APP_ACTIVATED: its first passcode came in time
 * @GH_APP_TOO_LATE: none did: it must be activated anew
 *
 * What is known of the app on a phone (P2), whether or not the directory has heard of its first passcode.
 */
typedef enum {
  GH_APP_NONE,
  GH_APP_WAITS,
  GH_APP_ACTIVATED,
  GH_APP_TOO_LATE,
} GhAppState;

/**
 * gh_app_state_find:
 * @credentials: (element-type GhHeldCredential): those of a user who has the phone
 * @phone: the phone's key
 * @is_activated: what the directory says of it
 * @until: (out): unix seconds, by when the first passcode must come; 0 unless it is waited for
 *
 * Returns: the state of the phone's app
 */
GhAppState gh_app_state_find (const GArray *credentials,
                              const char   *phone,
                              gboolean      is_activated,
                              gint64       *until);

G_END_DECLS
