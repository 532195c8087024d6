/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-lockout-rules.h"

/* Failures after @since that count for one of @factors; @application: only those there, 0: everywhere */
static guint
count_failures (const GhFailureCount *count,
                gint64                since,
                guint                 factors,
                gint64                application)
{
  guint n = 0;

  for (gsize i = 0; i < count->n_failures; i++)
    {
      const GhFailure *failure = &count->failures[i];

      n += failure->attempt > MAX (since, count->forgiven) && (failure->factors & factors) != 0 &&
           (application == 0 || failure->application == application);
    }

  return n;
}

static gboolean
reaches_threshold (const GhFailureCount *count,
                   gint64                application)
{
  if (count_failures (count, count->last_success, G_MAXUINT, application) >= count->threshold)
    return TRUE;

  for (GhFactor factor = 0; factor < GH_N_FACTORS; factor++)
    if (count_failures (count, count->last_successes[factor], 1u << factor, application) >= count->threshold)
      return TRUE;

  return FALSE;
}

GhLockoutScope
gh_lockout_decide (const GhFailureCount *count)
{
  /* What is spread over applications must not be unlimited. A check belongs to none, and counts for all. */
  if (count_failures (count, count->last_success, G_MAXUINT, 0) >= GH_LOCKOUT_AT_MOST ||
      ((!count->by_application || count->application == 0) && reaches_threshold (count, 0)))
    return GH_LOCKOUT_USER;

  return count->by_application && reaches_threshold (count, count->application) ? GH_LOCKOUT_APPLICATION
                                                                                : GH_LOCKOUT_NONE;
}
