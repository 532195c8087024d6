/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "phones/gh-phone-facts.h"

G_BEGIN_DECLS

/** Phones, by number with extension, or by key. No operation finds them by query. */
extern const GhTargetKind gh_target_phones;

/**
 * GhPhoneFunc:
 * @run: a run
 * @phone: one phone
 * @data: what was given
 * @error: (out): where to put the error
 *
 * Returns: %TRUE to go on
 */
typedef gboolean (*GhPhoneFunc) (GhRun               *run,
                                 const GhPhoneFacts  *phone,
                                 gpointer             data,
                                 GError             **error);

/**
 * gh_phone_for_each:
 * @run: a run
 * @ids: (element-type gint64): phones, ascending
 * @user_id: a user that the operation names; 0: none
 * @func: called for each
 * @data: for @func
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if @func was called for all
 */
gboolean gh_phone_for_each (GhRun        *run,
                            GArray       *ids,
                            gint64        user_id,
                            GhPhoneFunc   func,
                            gpointer      data,
                            GError      **error);

/**
 * GhPhoneDecide:
 * @run: a run in its plan
 * @phone: one target that passes the operation's check
 * @refusal: (out): %GH_REFUSAL_NONE if the operation would change it, or why not
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it was decided
 */
typedef gboolean (*GhPhoneDecide) (GhRun               *run,
                                   const GhPhoneFacts  *phone,
                                   GhRefusal           *refusal,
                                   GError             **error);

/**
 * gh_phone_plan:
 * @run: a run in its plan, whose operation works on phones
 * @user_id: a user that it names; 0: none
 * @decide: (nullable): called for each target that passes the check, in the order of ids; %NULL: only the check decides
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if all were decided
 */
gboolean gh_phone_plan (GhRun          *run,
                        gint64          user_id,
                        GhPhoneDecide   decide,
                        GError        **error);

G_END_DECLS
