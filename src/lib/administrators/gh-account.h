/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-administrator-facts.h"
#include "administrators/gh-one-time-code.h"
#include "administrators/gh-password-hash.h"
#include "base/gh-id.h"
#include "operations/gh-era.h"
#include "store/gh-connection.h"

G_BEGIN_DECLS

/**
 * GhRecoveryCode:
 * @number: from 1 on
 * @verifier: what it is known by
 * @is_used: whether it was used
 */
typedef struct {
  gint64   number;
  guint8   verifier[GH_ONE_TIME_VERIFIER_BYTES];
  gboolean is_used;
} GhRecoveryCode;

/**
 * GhAccount:
 * @facts: the administrator; its id is 0 if nobody has the address
 * @era: the era now, in hexadecimal; "": there is none
 * @password: key of the password; "": there is none
 * @cost: what hashing it costs, with its salt
 * @verifier: what it is known by
 * @factor: key of the second factor; "": there is none
 * @seed: (nullable): its seed, sealed by what the password gives
 * @last_step: the last step that is not good any more
 * @set_up: key of the set-up code that is good now; "": there is none
 * @set_up_verifier: what that is known by
 * @recovery: key of the recovery codes; "": there are none
 * @recovery_verifier: of all ten, so that none was put among them
 * @codes: (element-type GhRecoveryCode): those of them
 *
 * What an administrator signs in with. What has ended, or is of another era, is not among it, whatever the directory says
 * (O10).
 */
typedef struct {
  GhAdministratorFacts facts;
  char                 era[2 * GH_ERA_BYTES + 1];
  char                 password[GH_ID_LENGTH + 1];
  GhPasswordCost       cost;
  guint8               verifier[GH_PASSWORD_VERIFIER_BYTES];
  char                 factor[GH_ID_LENGTH + 1];
  GBytes              *seed;
  gint64               last_step;
  char                 set_up[GH_ID_LENGTH + 1];
  guint8               set_up_verifier[GH_ONE_TIME_VERIFIER_BYTES];
  char                 recovery[GH_ID_LENGTH + 1];
  guint8               recovery_verifier[GH_ONE_TIME_VERIFIER_BYTES];
  GArray              *codes;
} GhAccount;

/**
 * gh_account_read:
 * @self: (out caller-allocates): clear it with gh_account_clear(), even after an error
 * @connection: a connection to both files, whichever it writes
 * @email: an e-mail address, as typed
 * @now: unix seconds
 * @error: (out): %GH_ERROR_DAMAGED: something of it is not what an operation writes
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_account_read (GhAccount     *self,
                          GhConnection  *connection,
                          const char    *email,
                          gint64         now,
                          GError       **error);

/** The same by row id. */
gboolean gh_account_read_id (GhAccount     *self,
                             GhConnection  *connection,
                             gint64         id,
                             gint64         now,
                             GError       **error);

void gh_account_clear (GhAccount *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhAccount, gh_account_clear)

G_END_DECLS
