/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lock-outs, written a second time from the sentences of V3: both answer alike after each failure of random histories. */
#include "verification/gh-lockout-rules.h"

#define N_HISTORIES    300000
#define MAX_EVENTS     140
#define N_APPLICATIONS 3

/* A user's history as it happens, and what is known of it. */
typedef struct {
  GhFailure            failures[MAX_EVENTS];
  GhSuccess            successes[N_APPLICATIONS * GH_N_FACTORS];
  GhApplicationLockout lockouts[N_APPLICATIONS];
  GhFailureCount       count;
  gint64               lockout; /* the attempt that began the last one */
} History;

/* Whether @at is of what is counted: -1 counts all applications. */
static gboolean
is_counted (gint64 at,
            gint64 application)
{
  return application < 0 || at == application;
}

static gboolean
is_forgiven (const GhFailureCount *count,
             const GhFailure      *failure)
{
  gint64 there = 0;

  for (gsize i = 0; i < count->n_lockouts; i++)
    {
      const GhApplicationLockout *lockout = &count->lockouts[i];

      if (lockout->application == failure->application && lockout->is_ended)
        there = lockout->attempt;
      else if (lockout->application == failure->application)
        there = lockout->forgiven;
    }

  return failure->attempt <= count->forgiven || failure->attempt <= there;
}

/* @factor: GH_N_FACTORS for all */
static guint
count_failures (const GhFailureCount *count,
                guint                 factor,
                gint64                application)
{
  gint64 since = 0;
  guint n = 0;

  for (gsize i = 0; i < count->n_successes; i++)
    if (is_counted (count->successes[i].application, application) &&
        (factor == GH_N_FACTORS || count->successes[i].factor == factor) && count->successes[i].attempt > since)
      since = count->successes[i].attempt;

  for (gsize i = 0; i < count->n_failures; i++)
    {
      const GhFailure *failure = &count->failures[i];

      if (failure->attempt > since && is_counted (failure->application, application) &&
          (factor == GH_N_FACTORS || (failure->factors >> factor & 1)) && !is_forgiven (count, failure))
        n++;
    }

  return n;
}

/* One counter, or all failures since the last success. */
static gboolean
is_reached (const GhFailureCount *count,
            guint                 threshold,
            gint64                application)
{
  for (guint factor = 0; factor <= GH_N_FACTORS; factor++)
    if (count_failures (count, factor, application) >= threshold)
      return TRUE;

  return FALSE;
}

/* A check belongs to no application: it counts every failure, and none but the user can be locked. */
static GhLockoutScope
model_decide (const GhFailureCount *count)
{
  gboolean is_of_application = count->by_application && count->application != 0;

  if (is_reached (count, 100, -1))
    return GH_LOCKOUT_USER;
  if (!is_reached (count, count->threshold, is_of_application ? count->application : -1))
    return GH_LOCKOUT_NONE;

  return is_of_application ? GH_LOCKOUT_APPLICATION : GH_LOCKOUT_USER;
}

static void
begin_history (GRand   *random,
               History *history)
{
  static const guint thresholds[] = { 1, 2, 3, 5, 10, 99, 100 };

  *history = (History) { 0 };
  history->count.failures = history->failures;
  history->count.successes = history->successes;
  history->count.lockouts = history->lockouts;
  history->count.threshold = thresholds[g_rand_int_range (random, 0, G_N_ELEMENTS (thresholds))];
  history->count.by_application = g_rand_boolean (random);
}

/* One for each application and factor is known, the last. */
static void
add_success (GRand   *random,
             History *history,
             gint64   attempt)
{
  GhFailureCount *count = &history->count;
  GhSuccess success = {
    .application = g_rand_int_range (random, 0, N_APPLICATIONS),
    .factor = (GhFactor) g_rand_int_range (random, 0, GH_FACTOR_UNKNOWN),
    .attempt = attempt,
  };
  gsize i = 0;

  while (i < count->n_successes && (history->successes[i].application != success.application ||
                                    history->successes[i].factor != success.factor))
    i++;
  history->successes[i] = success;
  count->n_successes = MAX (count->n_successes, i + 1);
}

/* A new lock-out of an application takes the place of the last, and keeps what was forgiven. */
static void
lock_there (History *history,
            gint64   attempt)
{
  GhFailureCount *count = &history->count;
  gsize i = 0;

  while (i < count->n_lockouts && history->lockouts[i].application != count->application)
    i++;
  if (i < count->n_lockouts)
    history->lockouts[i].forgiven = history->lockouts[i].is_ended ? history->lockouts[i].attempt
                                                                  : history->lockouts[i].forgiven;
  history->lockouts[i].application = count->application;
  history->lockouts[i].attempt = attempt;
  history->lockouts[i].is_ended = FALSE;
  count->n_lockouts = MAX (count->n_lockouts, i + 1);
}

/* An unlocking ends all that there are. */
static void
unlock (History *history)
{
  history->count.forgiven = history->lockout;
  for (gsize i = 0; i < history->count.n_lockouts; i++)
    history->lockouts[i].is_ended = TRUE;
}

/* Failures lie in any order, so the new one changes places with another. */
static void
add_failure (GRand   *random,
             History *history,
             gint64   attempt)
{
  GhFailureCount *count = &history->count;
  gsize last = count->n_failures++;
  gsize place = (gsize) g_rand_int_range (random, 0, (gint32) count->n_failures);
  guint factors = (guint) g_rand_int_range (random, 0, 1 << GH_FACTOR_UNKNOWN);

  history->failures[last] = history->failures[place];
  history->failures[place] = (GhFailure) {
    .attempt = attempt,
    .application = g_rand_int_range (random, 0, N_APPLICATIONS),
    .factors = factors != 0 ? factors : 1u << GH_FACTOR_UNKNOWN,
  };
  count->application = history->failures[place].application;
}

static void
fail (const History  *history,
      GhLockoutScope  expected,
      GhLockoutScope  scope)
{
  const GhFailureCount *count = &history->count;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < count->n_failures; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "@%" G_GINT64_FORMAT ":%#x", count->failures[i].attempt,
                            count->failures[i].application, count->failures[i].factors);
  g_string_append (text, "; successes");
  for (gsize i = 0; i < count->n_successes; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "@%" G_GINT64_FORMAT ":%u", count->successes[i].attempt,
                            count->successes[i].application, count->successes[i].factor);
  g_string_append (text, "; lock-outs");
  for (gsize i = 0; i < count->n_lockouts; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "@%" G_GINT64_FORMAT " after %" G_GINT64_FORMAT "%s",
                            count->lockouts[i].attempt, count->lockouts[i].application, count->lockouts[i].forgiven,
                            count->lockouts[i].is_ended ? " ended" : "");

  g_error ("threshold %u, by application %d, in %" G_GINT64_FORMAT ", forgiven %" G_GINT64_FORMAT
           ", failures%s: model %d, program %d", count->threshold, count->by_application, count->application,
           count->forgiven, text->str, expected, scope);
}

/* Few histories are long enough for a hundred in a row; they have hardly a success, nor is anybody unlocked. */
static void
test_random_histories (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint scopes[3] = { 0 };
  guint hundreds = 0;

  for (guint i = 0; i < N_HISTORIES; i++)
    {
      gboolean is_long = i % 500 == 0;
      gint32 n = is_long ? MAX_EVENTS : g_rand_int_range (random, 1, 25);
      gint32 failures_a_success = is_long ? MAX_EVENTS : g_rand_int_range (random, 2, 20);
      History history;

      begin_history (random, &history);
      for (gint64 attempt = 1; attempt <= n; attempt++)
        {
          GhLockoutScope expected, scope;

          if (g_rand_int_range (random, 0, failures_a_success) == 0)
            {
              add_success (random, &history, attempt);
              continue;
            }
          if (g_rand_int_range (random, 0, failures_a_success) == 0)
            unlock (&history);

          add_failure (random, &history, attempt);
          expected = model_decide (&history.count);
          scope = gh_lockout_decide (&history.count);
          if (scope != expected)
            fail (&history, expected, scope);

          scopes[scope]++;
          if (scope == GH_LOCKOUT_USER && history.count.by_application && history.count.application != 0)
            hundreds++;
          if (scope == GH_LOCKOUT_USER)
            history.lockout = attempt;
          else if (scope == GH_LOCKOUT_APPLICATION)
            lock_there (&history, attempt);
        }
    }

  g_assert_cmpuint (scopes[GH_LOCKOUT_NONE], >, 1000);
  g_assert_cmpuint (scopes[GH_LOCKOUT_APPLICATION], >, 1000);
  g_assert_cmpuint (scopes[GH_LOCKOUT_USER], >, 1000);
  g_assert_cmpuint (hundreds, >, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V3/lockout-model/random-histories", test_random_histories);

  return g_test_run ();
}
