/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-sms-batch-rules.h"

#include "phones/gh-phone-facts.h"

#include <string.h>

GhRefusal
gh_sms_batch_check_phone (gconstpointer facts,
                          gint64        now)
{
  const GhPhoneFacts *phone = facts;

  if (phone->n_owners_in_trash > 0)
    return GH_REFUSAL_OWNER_IN_TRASH;

  return strcmp (phone->type, "mobile") == 0 && *phone->number != '\0' ? GH_REFUSAL_NONE : GH_REFUSAL_SMS_PHONE;
}

gint64
gh_sms_batch_get_wait (const GhSmsBatchCount *count,
                       gint64                 now)
{
  return count->newest != 0 ? MAX (0, count->newest + GH_SMS_BATCH_SECONDS - now) : 0;
}

GhRefusal
gh_sms_batch_check_count (const GhSmsBatchCount *count,
                          gint64                 now)
{
  if (gh_sms_batch_get_wait (count, now) > 0)
    return GH_REFUSAL_SMS_TOO_SOON;
  if (count->n_of_phone >= GH_SMS_BATCHES_A_DAY)
    return GH_REFUSAL_SMS_DAY;

  return count->n_of_all >= count->daily_sum ? GH_REFUSAL_SMS_SUM : GH_REFUSAL_NONE;
}
