/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tokens/gh-token-target.h"

G_BEGIN_DECLS

/* What token.assign and token.unassign ask for alike. */
#define GH_TOKEN_HOLDING_PARAMETERS \
  { "token", GH_PARAMETER_TEXT, TRUE, N_("Serial number") }, \
  { "type", GH_PARAMETER_TEXT, FALSE, N_("Type, where tokens of several types have this serial number") }

/**
 * GhTokenHoldingDecide:
 * @token: the token
 * @has_it: whether a user has it
 * @n_tokens: how many tokens the user has
 *
 * Returns: %GH_REFUSAL_NONE if that changes, or why not
 */
typedef GhRefusal (*GhTokenHoldingDecide) (const GhTokenFacts *token,
                                           gboolean            has_it,
                                           gint64              n_tokens);

/**
 * gh_token_holding_plan:
 * @run: a run in its plan, with the parameters above, whose operation works on users
 * @decide: called for each user who passes the operation's check
 * @error: (out): where to put the error
 *
 * Finds the token, which becomes the run's data.
 *
 * Returns: %TRUE if all could be checked
 */
gboolean gh_token_holding_plan (GhRun                 *run,
                                GhTokenHoldingDecide   decide,
                                GError               **error);

/** The token of gh_token_holding_plan(). */
const GhTokenFacts *gh_token_holding_get_token (GhRun *run);

G_END_DECLS
