/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-secret.h"

G_BEGIN_DECLS

/** A set-up code, which gives an administrator a password and a second factor (A5): 128 bits. */
#define GH_SET_UP_CODE_BYTES 16

/** A recovery code, in place of a passcode (A2): 120 bits. */
#define GH_RECOVERY_CODE_BYTES 15

/** How many recovery codes an administrator has. */
#define GH_RECOVERY_CODES 10

/** For how long a set-up code is good, in seconds (A5). */
#define GH_SET_UP_CODE_SECONDS (24 * 3600)

/** SHA-256, by which the directory knows a code. */
#define GH_ONE_TIME_VERIFIER_BYTES 32

/** Returns: (transfer full): a code as it is shown: Crockford's base32 in groups of four, with a hyphen between */
GhSecret *gh_one_time_code_to_text (GhSecret *code);

/**
 * gh_one_time_code_parse:
 * @typed: as typed: in any case, with or without blanks and hyphens, O for 0, I and L for 1
 * @n_bytes: how many bytes such a code has
 *
 * Returns: (transfer full) (nullable): the code; %NULL: it has not the form of one
 */
GhSecret *gh_one_time_code_parse (GhSecret *typed,
                                  gsize     n_bytes);

/**
 * gh_one_time_code_hash:
 * @credential: the key of the credential that it is of
 * @code: the code
 * @verifier: (out caller-allocates): SHA-256 of N("gatehouse-one-time-1") N(@credential) N(@code): there is no guessing at
 *   so many bits, so nothing slower is needed
 */
void gh_one_time_code_hash (const char *credential,
                            GhSecret   *code,
                            guint8      verifier[GH_ONE_TIME_VERIFIER_BYTES]);

G_END_DECLS
