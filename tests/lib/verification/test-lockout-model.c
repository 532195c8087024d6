/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lock-outs, written a second time from the sentences of V3: both answer alike after each failure of random histories. */
#include "verification/gh-lockout-rules.h"

#define N_HISTORIES    300000
#define MAX_EVENTS     140
#define N_APPLICATIONS 3

/* A user's history as it happens, and what is known of it. */
typedef struct {
  GhFailure      failures[MAX_EVENTS];
  GhFailureCount count;
  gint64         lockout; /* the attempt that began the last one */
} History;

/* @since: the success that ended a row; @factor: GH_N_FACTORS for all; @application: -1 for all */
static guint
count_failures (const GhFailureCount *count,
                gint64                since,
                guint                 factor,
                gint64                application)
{
  guint n = 0;

  for (gsize i = 0; i < count->n_failures; i++)
    {
      const GhFailure *failure = &count->failures[i];

      if (failure->attempt > since && failure->attempt > count->forgiven &&
          (factor == GH_N_FACTORS || (failure->factors >> factor & 1)) &&
          (application < 0 || failure->application == application))
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
  for (guint factor = 0; factor < GH_N_FACTORS; factor++)
    if (count_failures (count, count->last_successes[factor], factor, application) >= threshold)
      return TRUE;

  return count_failures (count, count->last_success, GH_N_FACTORS, application) >= threshold;
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
  history->count.threshold = thresholds[g_rand_int_range (random, 0, G_N_ELEMENTS (thresholds))];
  history->count.by_application = g_rand_boolean (random);
}

static void
add_success (GRand   *random,
             History *history,
             gint64   attempt)
{
  history->count.last_success = attempt;
  history->count.last_successes[g_rand_int_range (random, 0, GH_FACTOR_UNKNOWN)] = attempt;
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
  g_string_append_printf (text, "; last success %" G_GINT64_FORMAT ", by factor", count->last_success);
  for (guint factor = 0; factor < GH_N_FACTORS; factor++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, count->last_successes[factor]);

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
            history.count.forgiven = history.lockout;

          add_failure (random, &history, attempt);
          expected = model_decide (&history.count);
          scope = gh_lockout_decide (&history.count);
          if (scope != expected)
            fail (&history, expected, scope);

          scopes[scope]++;
          if (scope == GH_LOCKOUT_USER && history.count.by_application && history.count.application != 0)
            hundreds++;
          if (scope != GH_LOCKOUT_NONE)
            history.lockout = attempt;
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
