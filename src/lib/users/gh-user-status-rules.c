/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-status-rules.h"

#include "base/gh-time.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-status.h"

GhRefusal
gh_user_check_status (const GhUserFacts *facts,
                      GhStoredStatus     wanted,
                      gint64             until,
                      GhRole             role,
                      const GhSettings  *settings,
                      gint64             now)
{
  gboolean is_locked = gh_user_is_locked (facts, now);
  gboolean is_locked_there = facts->locked_there_until > now;
  /* A lock-out overrides other statuses, but not Disabled: lifting that is more than unlocking. One of an application
   * alone overrides none. */
  gboolean is_unlocking = (is_locked && facts->status != GH_STATUS_DISABLED) ||
                          (is_locked_there && facts->status == GH_STATUS_ACTIVE);
  GhRefusal refusal;

  refusal = gh_trash_check (GH_TRASH_ACT_CHANGE, facts, now);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  refusal = gh_role_may_set_status (role, wanted, is_unlocking, settings);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (facts->directory_id != 0 && wanted == GH_STATUS_DISABLED)
    return GH_REFUSAL_MANAGED_BY_DIRECTORY;
  if (facts->directory_id != 0 && facts->directory_disabled && facts->status == GH_STATUS_DISABLED)
    return GH_REFUSAL_DISABLED_BY_DIRECTORY;

  if (facts->status == wanted && facts->until == until && !(wanted == GH_STATUS_ACTIVE && (is_locked || is_locked_there)))
    return GH_REFUSAL_ALREADY_SO;

  return GH_REFUSAL_NONE;
}

GhRefusal
gh_user_status_parse (const char     *word,
                      const char     *last_day,
                      const char     *time_zone,
                      gint64          now,
                      GhStoredStatus *status,
                      gint64         *until)
{
  GhRefusal refusal;

  *until = 0;
  if (!gh_stored_status_parse (word, status))
    return GH_REFUSAL_UNKNOWN_STATUS;

  if (last_day == NULL)
    return GH_REFUSAL_NONE;
  if (*status != GH_STATUS_BYPASS)
    return GH_REFUSAL_UNTIL_WITHOUT_BYPASS;

  refusal = gh_time_read_until (last_day, time_zone, until);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  return *until > now ? GH_REFUSAL_NONE : GH_REFUSAL_DATE_PASSED;
}
