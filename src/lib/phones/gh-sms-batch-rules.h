/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"

G_BEGIN_DECLS

/** Of an SMS passcode (P3). */
#define GH_SMS_DIGITS 7

/** The most in a batch: their first digits differ. */
#define GH_SMS_BATCH_MAX 10

/** How often a phone gets a batch: seconds between two, and how many a day. */
#define GH_SMS_BATCH_SECONDS 60
#define GH_SMS_BATCHES_A_DAY 10

/**
 * GhSmsBatchCount:
 * @newest: when the phone's newest batch was made, unix seconds; 0: it has had none
 * @n_of_phone: how many it has got today
 * @n_of_all: how many all phones have got today
 * @daily_sum: how many all phones may get a day (setting `sms_daily_sum`)
 *
 * What decides whether a phone gets another batch. What seems to be made later than now, because the clock was set back,
 * counts as made today.
 */
typedef struct {
  gint64 newest;
  gint64 n_of_phone;
  gint64 n_of_all;
  gint64 daily_sum;
} GhSmsBatchCount;

/** The check of phone.make-sms-passcodes on a #GhPhoneFacts: a mobile phone with a number. */
GhRefusal gh_sms_batch_check_phone (gconstpointer facts,
                                    gint64        now);

/** Returns: %GH_REFUSAL_NONE, or why the phone gets no batch now (P3) */
GhRefusal gh_sms_batch_check_count (const GhSmsBatchCount *count,
                                    gint64                 now);

/** Returns: how many seconds are left until @count->newest is a minute ago */
gint64 gh_sms_batch_get_wait (const GhSmsBatchCount *count,
                              gint64                 now);

G_END_DECLS
