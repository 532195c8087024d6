/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-id.h"
#include "operations/gh-actor.h"
#include "store/gh-store.h"
#include "verification/gh-attempt-facts.h"
#include "verification/gh-lockout-rules.h"

G_BEGIN_DECLS

/**
 * GhAttempt:
 * @purpose: why a passcode is judged
 * @application: (nullable): where the user signs in
 * @name: what was typed as a username
 * @passcode: what was typed as a passcode, any bytes up to a NUL
 * @actor: (nullable): the administrator who checks; %NULL: the user signs in
 * @way: the program that it came through
 * @address: (nullable): where from
 * @host: (nullable): that computer's name
 * @client: (nullable): the client program
 *
 * What is asked.
 */
typedef struct {
  GhPurpose                   purpose;
  const GhAttemptApplication *application;
  const char                 *name;
  const char                 *passcode;
  const GhActor              *actor;
  const char                 *way;
  const char                 *address;
  const char                 *host;
  const char                 *client;
} GhAttempt;

/**
 * GhVerdict:
 * @number: of the attempt, in the authentication log
 * @decision: what was decided
 * @user_id: row id of the user; 0: the name is nobody's
 * @factor: what the passcode was of, or was tried against: a word of the API (domain 10.1)
 * @device: the key of what it was of; "" if it fits nothing
 * @lockout: whether this failure locked the user out
 *
 * What came of it.
 */
typedef struct {
  gint64         number;
  GhDecision     decision;
  gint64         user_id;
  const char    *factor;
  char           device[GH_ID_LENGTH + 1];
  GhLockoutScope lockout;
} GhVerdict;

/**
 * gh_attempt_judge:
 * @store: an organisation
 * @attempt: what is asked
 * @verdict: (out caller-allocates): what came of it
 * @error: (out): why it could not be judged; then nothing counts and nothing was used up, and whoever asks denies
 *
 * Judges a passcode in one transaction of the events file: it counts, uses up, locks out and is logged, and the answer
 * comes after the commit (V3). Attempts that come meanwhile share that commit. Where another program keeps the file
 * locked, or there is no room for it on the disk, not even what is kept for that, it is denied as
 * %GH_OUTCOME_NOT_RECORDED, without a number, and the store has a notice (X). Blocks: call it from a worker.
 *
 * Returns: %TRUE if it was judged
 */
gboolean gh_attempt_judge (GhStore          *store,
                           const GhAttempt  *attempt,
                           GhVerdict        *verdict,
                           GError          **error);

G_END_DECLS
