/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "phones/gh-phone-rules.h"

G_BEGIN_DECLS

/**
 * gh_phone_wish_take:
 * @self: (out caller-allocates): what the parameters "extension", "name", "type" and "platform" ask for
 * @run: a run in its plan, which is refused where they cannot be read
 * @number: name of the parameter with the number
 */
void gh_phone_wish_take (GhPhoneWish *self,
                         GhRun       *run,
                         const char  *number);

/** Remarks on a number that is odd though possible (R10). */
void gh_phone_wish_remark (GhRun      *run,
                           const char *number);

G_END_DECLS
