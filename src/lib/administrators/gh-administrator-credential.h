/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-one-time-code.h"
#include "administrators/gh-password-hash.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of what administrators know or have, in the journal. Making or ending one edits no administrator. */
#define GH_ADMINISTRATOR_CREDENTIAL_KIND "administrator-credential"

/* Which one it is; an administrator has at most one of each. */
#define GH_ACCOUNT_PASSWORD "password"
#define GH_ACCOUNT_FACTOR   "factor"
#define GH_ACCOUNT_RECOVERY "recovery"
#define GH_ACCOUNT_SET_UP   "set-up"

/** Seconds of a second factor's step: what every authenticator app does (RFC 6238, section 5.2). */
#define GH_FACTOR_PERIOD 30

/** Digits of its passcodes. */
#define GH_FACTOR_DIGITS 6

extern const GhRecordKind gh_record_kind_administrator_credential;

/**
 * gh_administrator_credential_end:
 * @run: a run being applied
 * @administrator: row id
 * @kind: which one
 * @error: (out): where to put the error
 *
 * Ends it, if there is one: nothing ever accepts it again (O10).
 *
 * Returns: %TRUE if it is gone
 */
gboolean gh_administrator_credential_end (GhRun       *run,
                                          gint64       administrator,
                                          const char  *kind,
                                          GError     **error);

/**
 * gh_administrator_credential_put_password:
 * @run: a run being applied
 * @administrator: row id
 * @cost: what its hash costs, with the salt
 * @verifier: what the password is known by
 * @error: (out): where to put the error
 *
 * The four give an administrator something in the place of what ends.
 *
 * Returns: %TRUE if it is written and journaled
 */
gboolean gh_administrator_credential_put_password (GhRun                *run,
                                                   gint64                administrator,
                                                   const GhPasswordCost *cost,
                                                   const guint8          verifier[GH_PASSWORD_VERIFIER_BYTES],
                                                   GError              **error);

/** @key: the key that the credential gets, for which @sealed was sealed. @start: the first step that is good */
gboolean gh_administrator_credential_put_factor (GhRun       *run,
                                                 gint64       administrator,
                                                 const char  *key,
                                                 GBytes      *sealed,
                                                 gint64       start,
                                                 GError     **error);

/** Shows the code as a secret of the run, by @name. */
gboolean gh_administrator_credential_put_set_up (GhRun       *run,
                                                 gint64       administrator,
                                                 const char  *name,
                                                 GError     **error);

/** Shows the codes as the run's secrets "recovery-code-01" and so on. */
gboolean gh_administrator_credential_put_recovery (GhRun   *run,
                                                   gint64   administrator,
                                                   GError **error);

/** Seals the factor's seed anew, which another password opens from now on. The factor stays the same one. */
gboolean gh_administrator_credential_reseal (GhRun   *run,
                                             gint64   administrator,
                                             GBytes  *sealed,
                                             GError **error);

G_END_DECLS
