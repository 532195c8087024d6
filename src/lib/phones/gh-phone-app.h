/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "phones/gh-phone-facts.h"

G_BEGIN_DECLS

/** Finds whether an app was activated on a phone, be it that its first passcode has come or not. @phone_id: its row id */
gboolean gh_phone_app_find (GhRun     *run,
                            gint64     phone_id,
                            gboolean  *has_app,
                            GError   **error);

/** Says in a plan on how many phones the app ends; nothing if on none. */
void gh_phone_app_say_ends (GhRun  *run,
                            gint64  n_phones);

/**
 * gh_phone_app_set_back:
 * @run: a run being applied, which writes nothing else of the phone and ends what is in it
 * @phone: a phone
 * @error: (out): where to put the error
 *
 * The phone is not activated any more, which is journaled; nothing if it was not (P2).
 *
 * Returns: %TRUE if so
 */
gboolean gh_phone_app_set_back (GhRun               *run,
                                const GhPhoneFacts  *phone,
                                GError             **error);

G_END_DECLS
