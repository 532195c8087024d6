/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-account.h"
#include "administrators/gh-password-rules.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/* What administrators do with their own password and second factor (A5). Each operation takes what it needs as secrets by
 * these names; the seal key is what the present password gives, from the proof of that password. */
#define GH_OWN_PASSWORD "password"
#define GH_OWN_SEAL_KEY "seal-key"
#define GH_OWN_SEED     "seed"
#define GH_OWN_PASSCODE "passcode"

/** Returns: what the organisation asks of a new password; borrows from @settings */
GhPasswordRules gh_own_get_password_rules (const GhSettings *settings);

/**
 * gh_own_plan:
 * @run: a run being planned, which an administrator runs on the own account
 * @account: (out caller-allocates): it; cleared by the caller, even after an error
 * @error: (out): where to put the error
 *
 * Reads whose account it is, and refuses the run where it is nobody's.
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_own_plan (GhRun      *run,
                      GhAccount  *account,
                      GError    **error);

/** Refuses the run where its new password, if it has one, is no good. */
void gh_own_plan_password (GhRun *run);

/** Refuses the run where its passcode is not what its seed gives now. */
void gh_own_plan_passcode (GhRun *run);

/** Hashes the run's new password, if it has one: the operation's @prepare. */
gboolean gh_own_prepare_password (GhRun   *run,
                                  GError **error);

/** Gives the administrator the password that was hashed. @seal_key: (out) (transfer full): what it gives */
gboolean gh_own_put_password (GhRun            *run,
                              const GhAccount  *account,
                              GhSecret        **seal_key,
                              GError          **error);

/** Gives the administrator a second factor with the run's seed, and ten new recovery codes, which the run shows. */
gboolean gh_own_put_factor (GhRun            *run,
                            const GhAccount  *account,
                            GhSecret         *seal_key,
                            GError          **error);

/** Opens the seed of the present factor with the run's seal key. @seed: (out) (transfer full) (nullable): %NULL: no factor */
gboolean gh_own_open_seed (GhRun            *run,
                           const GhAccount  *account,
                           GhSecret        **seed,
                           GError          **error);

G_END_DECLS
