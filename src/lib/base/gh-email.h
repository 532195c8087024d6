/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/* Limits of RFC 5321 (4.5.3.1), in bytes: the part before the @, the domain, the whole. */
#define GH_EMAIL_MAX_LOCAL  64
#define GH_EMAIL_MAX_DOMAIN 255
#define GH_EMAIL_MAX        (GH_EMAIL_MAX_LOCAL + 1 + GH_EMAIL_MAX_DOMAIN)

/**
 * gh_email_check:
 * @email: an address, or empty for none
 * @needs_dot: whether its domain must have a dot; the organisation's setting
 *
 * Checks for one deliverable addr-spec (R12; RFC 5321, 4.1.2, Mailbox, with the characters of RFC 6531, 3.3): a
 * dot-atom, an @, and a domain name, with nothing around it.
 *
 * Returns: %GH_REFUSAL_NONE, or what is wrong
 */
GhRefusal gh_email_check (const char *email,
                          gboolean    needs_dot);

G_END_DECLS
