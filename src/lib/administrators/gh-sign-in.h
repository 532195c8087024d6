/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-account.h"
#include "administrators/gh-ladder-rules.h"
#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhSignInOutcome:
 * @GH_SIGN_IN_RIGHT: what was typed is right
 * @GH_SIGN_IN_WRONG: it is not, or there is no such administrator, or signing in is denied: in the same words
 * @GH_SIGN_IN_WAIT: nothing was judged, because too many attempts came before
 * @GH_SIGN_IN_LOCKED: likewise, until the lock-out ends
 * @GH_SIGN_IN_SIGNED_OUT: what was proved before holds no more: begin anew
 */
typedef enum {
  GH_SIGN_IN_RIGHT,
  GH_SIGN_IN_WRONG,
  GH_SIGN_IN_WAIT,
  GH_SIGN_IN_LOCKED,
  GH_SIGN_IN_SIGNED_OUT,
} GhSignInOutcome;

/**
 * GhSignInAnswer:
 * @outcome: what came of it
 * @wait: seconds until something is judged again, for %GH_SIGN_IN_WAIT
 */
typedef struct {
  GhSignInOutcome outcome;
  gint64          wait;
} GhSignInAnswer;

/**
 * GhSignInPlace:
 * @email: the e-mail address, as typed
 * @way: the program that asks
 * @computer: (nullable): the name of this computer
 *
 * Who asks from where, for the log.
 */
typedef struct {
  const char *email;
  const char *way;
  const char *computer;
} GhSignInPlace;

/**
 * GhProof:
 * @id: the administrator's row id
 * @key: the administrator's key
 * @password: key of the password that was right; "": a set-up code was
 * @factor: key of the second factor; "": there is none yet
 * @set_up: key of the set-up code that was right; "": none was asked for
 * @role: the role then
 * @era: the era then
 * @lockout: number of the last lock-out then, which is over
 * @confirmed: unix seconds, when a passcode was accepted; 0: none was
 * @seal_key: (nullable): what the password gives; %NULL: there is none yet
 *
 * What a right password or set-up code proves. It holds as long as all this is so.
 */
typedef struct {
  gint64    id;
  char      key[GH_ID_LENGTH + 1];
  char      password[GH_ID_LENGTH + 1];
  char      factor[GH_ID_LENGTH + 1];
  char      set_up[GH_ID_LENGTH + 1];
  GhRole    role;
  char      era[2 * GH_ERA_BYTES + 1];
  gint64    lockout;
  gint64    confirmed;
  GhSecret *seal_key;
} GhProof;

void gh_proof_free (GhProof *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProof, gh_proof_free)

/**
 * gh_sign_in_check_password:
 * @store: an organisation
 * @prompt: where it was typed
 * @place: who and where
 * @typed: a password, or the set-up code of an administrator without one
 * @answer: (out caller-allocates): what came of it
 * @proof: (out) (transfer full) (nullable): set where it is right
 * @error: (out): why it could not be judged; then the attempt counts unless memory was wanting (A9)
 *
 * The attempt is counted, and the next one's time written, before the password is hashed (A8): whoever is killed in between
 * has used it up. An address that is nobody's costs as much as any other. Blocks for a second: call it from a worker.
 *
 * Returns: %TRUE if it was judged
 */
gboolean gh_sign_in_check_password (GhStore              *store,
                                    GhPrompt              prompt,
                                    const GhSignInPlace  *place,
                                    GhSecret             *typed,
                                    GhSignInAnswer       *answer,
                                    GhProof             **proof,
                                    GError              **error);

/**
 * gh_sign_in_check_set_up_code:
 * @proof: of a right password, where there is no second factor; takes note of the code
 *
 * The same for the set-up code that stands in for a passcode after the second factor was reset.
 */
gboolean gh_sign_in_check_set_up_code (GhStore              *store,
                                       const GhSignInPlace  *place,
                                       GhProof              *proof,
                                       GhSecret             *typed,
                                       GhSignInAnswer       *answer,
                                       GError              **error);

/**
 * gh_sign_in_check_passcode:
 * @store: an organisation
 * @prompt: where it was typed
 * @place: who and where
 * @proof: of a right password; takes note of when a passcode was accepted
 * @typed: a passcode or a recovery code
 * @answer: (out caller-allocates): what came of it
 * @error: (out): why it could not be judged; then nothing counts and nothing was used up
 *
 * Counts, judges and uses it up in one transaction, which is committed before the answer (A2). Blocks.
 *
 * Returns: %TRUE if it was judged
 */
gboolean gh_sign_in_check_passcode (GhStore              *store,
                                    GhPrompt              prompt,
                                    const GhSignInPlace  *place,
                                    GhProof              *proof,
                                    GhSecret             *typed,
                                    GhSignInAnswer       *answer,
                                    GError              **error);

G_END_DECLS
