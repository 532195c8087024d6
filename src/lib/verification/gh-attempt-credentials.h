/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-id.h"
#include "keys/gh-keys.h"
#include "store/gh-store.h"
#include "verification/gh-credential-status.h"
#include "verification/gh-credential.h"
#include "verification/gh-lockout-rules.h"
#include "verification/gh-passcode.h"

G_BEGIN_DECLS

/**
 * GhHeldCredential:
 * @factor: an app or a token
 * @device: the key of the phone or token that it is of
 * @device_id: that record's row id
 * @label: what people call that: a number, name or serial number
 * @credential: what it is, but for the seed
 * @state: whether a passcode would be accepted
 * @is_pending: whether it waits for its first passcode, until @credential says
 * @used: how far it has been used, @last being all that a passcode must be above
 * @look_ahead: how many counters are tried
 *
 * A credential of somebody who wants to sign in. The rest is for gh_held_credential_match().
 */
typedef struct {
  GhFactor           factor;
  char               device[GH_ID_LENGTH + 1];
  gint64             device_id;
  char              *label;
  GhCredential       credential;
  GhCredentialState  state;
  gboolean           is_pending;
  GhOtpState         used;
  guint              look_ahead;

  char               key[GH_ID_LENGTH + 1];
  gint64             key_number;
  GBytes            *sealed;       /* nullable */
  GBytes            *seed_hash;
} GhHeldCredential;

/**
 * gh_held_credentials_read:
 * @connection: a connection to both files, whichever it writes
 * @user_id: row id of a user
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type GhHeldCredential): those of the user's phones and tokens that have
 *   not ended
 */
GArray *gh_held_credentials_read (GhConnection  *connection,
                                  gint64         user_id,
                                  gint64         now,
                                  GError       **error);

/** The same of one phone or token: an empty array where it has none that has not ended. */
GArray *gh_held_credentials_read_device (GhConnection  *connection,
                                         const char    *device_kind,
                                         gint64         device,
                                         gint64         now,
                                         GError       **error);

/** Returns: whether a passcode has the form of this credential's */
gboolean gh_held_credential_could_be (const GhHeldCredential *self,
                                      const GhPasscode       *passcode);

/**
 * gh_held_credential_open:
 * @self: a credential
 * @store: the organisation
 *
 * Returns: (transfer full) (nullable): its seed; %NULL: the key is not open, or the seed is damaged
 */
GhSecret *gh_held_credential_open (const GhHeldCredential *self,
                                   GhStore                *store);

/**
 * gh_held_credential_match:
 * @self: a credential
 * @seed: its seed
 * @passcode: what was typed
 * @now: unix seconds
 * @next: (out): how far it has been used afterwards
 *
 * Returns: what the passcode is, whatever the credential's state
 */
GhOtpVerdict gh_held_credential_match (const GhHeldCredential *self,
                                       GhSecret               *seed,
                                       const GhPasscode       *passcode,
                                       gint64                  now,
                                       GhOtpState             *next);

/**
 * gh_held_credential_resync:
 * @passcodes: (array length=n): what was typed, one after the other
 *
 * The same for passcodes in a row (H1). Returns: whether they were found
 */
gboolean gh_held_credential_resync (const GhHeldCredential *self,
                                    GhSecret               *seed,
                                    const GhPasscode       *passcodes,
                                    gsize                   n,
                                    gint64                  now,
                                    GhOtpState             *next);

/** Notes that a credential was seen to be too late, whatever the clock says from now on. */
gboolean gh_held_credential_end (const GhHeldCredential  *self,
                                 GhConnection            *events,
                                 gint64                   now,
                                 GError                 **error);

/** Writes how far a credential has been used. @events: the events file's writing connection, in a transaction */
gboolean gh_held_credential_use (const GhHeldCredential  *self,
                                 GhConnection            *events,
                                 const GhOtpState        *next,
                                 gint64                   now,
                                 GError                 **error);

G_END_DECLS
