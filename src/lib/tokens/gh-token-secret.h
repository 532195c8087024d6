/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "tokens/gh-token-rules.h"

G_BEGIN_DECLS

/* What token.add and token.set-secret ask for alike. */
#define GH_TOKEN_SECRET_PARAMETERS \
  { "form", GH_PARAMETER_TEXT, FALSE, N_("How the secret is written: hex (unless said otherwise), base32 or base64") }, \
  { "counter", GH_PARAMETER_NUMBER, FALSE, N_("HOTP: the first counter that is good (0)") }, \
  { "step", GH_PARAMETER_NUMBER, FALSE, N_("TOTP: seconds that a passcode is good (30)") }, \
  { "algorithm", GH_PARAMETER_TEXT, FALSE, N_("TOTP: sha1 (unless said otherwise), sha256 or sha512") }, \
  { "secret", GH_PARAMETER_SECRET, TRUE, N_("The token’s secret; a YubiKey’s private ID and AES key") }

/**
 * gh_token_secret_plan:
 * @run: a run in its plan, with the parameters above
 * @type: the token's type
 *
 * Reads them into the run's data.
 *
 * Returns: %GH_REFUSAL_NONE, or why no passcode could be computed by them
 */
GhRefusal gh_token_secret_plan (GhRun      *run,
                                const char *type);

/** Gives a token the credential that gh_token_secret_plan() has read. */
gboolean gh_token_secret_apply (GhRun   *run,
                                gint64   token_id,
                                GError **error);

G_END_DECLS
