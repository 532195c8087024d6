/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-id.h"
#include "base/gh-secret.h"
#include "store/gh-connection.h"
#include "verification/gh-passcode.h"

G_BEGIN_DECLS

/**
 * GhHeldBatch:
 * @phone_id: row id of a phone that SMS passcodes were made for lately, or are good of
 * @device: the phone's key
 * @label: what people call it: its number
 * @batch: the key of the batch in force; "": it has ended
 * @is_over: the time of that batch is over
 * @n_left: how many of its passcodes have not been used
 *
 * SMS passcodes of somebody who wants to sign in (P3).
 */
typedef struct {
  gint64    phone_id;
  char      device[GH_ID_LENGTH + 1];
  char     *label;
  char      batch[GH_ID_LENGTH + 1];
  gboolean  is_over;
  gint64    n_left;
} GhHeldBatch;

/**
 * GhSmsMatch:
 * @GH_SMS_WRONG: it is none of the phone's
 * @GH_SMS_OUTDATED: of a batch that has ended since
 * @GH_SMS_OVER: of the batch in force, whose time is over
 * @GH_SMS_USED: it was used before
 * @GH_SMS_RIGHT: it is accepted
 *
 * What a passcode is to a phone; what comes later goes before.
 */
typedef enum {
  GH_SMS_WRONG,
  GH_SMS_OUTDATED,
  GH_SMS_OVER,
  GH_SMS_USED,
  GH_SMS_RIGHT,
} GhSmsMatch;

/**
 * gh_held_batches_read:
 * @connection: a connection to both files, whichever it writes
 * @user_id: row id of a user
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type GhHeldBatch): those of the user's phones
 */
GArray *gh_held_batches_read (GhConnection  *connection,
                              gint64         user_id,
                              gint64         now,
                              GError       **error);

/** Returns: whether passcodes of it could be accepted: it is in force, used up or not */
gboolean gh_held_batch_is_good (const GhHeldBatch *self);

/** Returns: whether a passcode has the form of one that is sent by SMS */
gboolean gh_held_batch_could_be (const GhPasscode *passcode);

/**
 * gh_held_batch_match:
 * @self: a phone's
 * @connection: a connection to both files
 * @look_key: the sub-key for look-ups
 * @passcode: what was typed, with that form
 * @match: (out): what it is
 * @number: (out): which of its batch; of meaning with %GH_SMS_RIGHT
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_held_batch_match (const GhHeldBatch  *self,
                              GhConnection       *connection,
                              GhSecret           *look_key,
                              const GhPasscode   *passcode,
                              GhSmsMatch         *match,
                              gint64             *number,
                              GError            **error);

/** Uses a passcode up, for everybody who has the phone. @events: the events file's writing connection */
gboolean gh_held_batch_use (const GhHeldBatch  *self,
                            GhConnection       *events,
                            gint64              number,
                            gint64              now,
                            GError            **error);

/** Notes that the batch's time was seen to be over, whatever the clock says from now on (X). */
gboolean gh_held_batch_end (const GhHeldBatch  *self,
                            GhConnection       *events,
                            gint64              now,
                            GError            **error);

G_END_DECLS
