/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-lockout-rules.h"

/* For what counts everywhere; checks have an application of their own, 0. */
#define EVERYWHERE (-1)

#define ALL_FACTORS G_MAXUINT

gboolean
gh_application_lockout_holds (const GhApplicationLockout *self,
                              gint64                      now)
{
  return !self->is_ended && (self->until == 0 || self->until > now);
}

gint64
gh_application_lockout_get_forgiven (const GhApplicationLockout *self)
{
  return self->is_ended ? self->attempt : self->forgiven;
}

static gboolean
is_forgiven (const GhFailureCount *count,
             const GhFailure      *failure)
{
  if (failure->attempt <= count->forgiven)
    return TRUE;

  for (gsize i = 0; i < count->n_lockouts; i++)
    if (count->lockouts[i].application == failure->application)
      return failure->attempt <= gh_application_lockout_get_forgiven (&count->lockouts[i]);

  return FALSE;
}

/* The last success with one of @factors; 0: there was none */
static gint64
find_last_success (const GhFailureCount *count,
                   guint                 factors,
                   gint64                application)
{
  gint64 last = 0;

  for (gsize i = 0; i < count->n_successes; i++)
    {
      const GhSuccess *success = &count->successes[i];

      if ((1u << success->factor & factors) != 0 && (application == EVERYWHERE || success->application == application))
        last = MAX (last, success->attempt);
    }

  return last;
}

/* Failures since then that count for one of @factors */
static guint
count_failures (const GhFailureCount *count,
                guint                 factors,
                gint64                application)
{
  gint64 since = find_last_success (count, factors, application);
  guint n = 0;

  for (gsize i = 0; i < count->n_failures; i++)
    {
      const GhFailure *failure = &count->failures[i];

      n += failure->attempt > since && (failure->factors & factors) != 0 &&
           (application == EVERYWHERE || failure->application == application) && !is_forgiven (count, failure);
    }

  return n;
}

static gboolean
reaches (const GhFailureCount *count,
         guint                 threshold,
         gint64                application)
{
  if (count_failures (count, ALL_FACTORS, application) >= threshold)
    return TRUE;

  for (GhFactor factor = 0; factor < GH_N_FACTORS; factor++)
    if (count_failures (count, 1u << factor, application) >= threshold)
      return TRUE;

  return FALSE;
}

GhLockoutScope
gh_lockout_decide (const GhFailureCount *count)
{
  /* A check belongs to no application, and counts for all. */
  gboolean is_of_application = count->by_application && count->application != 0;

  /* What is spread over applications must not be unlimited. */
  if (reaches (count, GH_LOCKOUT_AT_MOST, EVERYWHERE))
    return GH_LOCKOUT_USER;
  if (!reaches (count, count->threshold, is_of_application ? count->application : EVERYWHERE))
    return GH_LOCKOUT_NONE;

  return is_of_application ? GH_LOCKOUT_APPLICATION : GH_LOCKOUT_USER;
}
