/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-lockout-rules.h"

#include <string.h>

#define APP   (1u << GH_FACTOR_APP)
#define TOKEN (1u << GH_FACTOR_TOKEN)
#define SMS   (1u << GH_FACTOR_SMS)
#define CODE  (1u << GH_FACTOR_BYPASS_CODE)

/* One user's history, as the events file keeps it. */
typedef struct {
  GhFailure      failures[300];
  GhSuccess      successes[300];
  GhFailureCount count;
  gint64         attempt;
} History;

static void
begin (History *self)
{
  memset (self, 0, sizeof *self);
  self->count.failures = self->failures;
  self->count.successes = self->successes;
  self->count.threshold = 10;
}

static GhLockoutScope
fail (History *self,
      guint    factors,
      gint64   application)
{
  g_assert_cmpuint (self->count.n_failures, <, G_N_ELEMENTS (self->failures));
  self->failures[self->count.n_failures++] = (GhFailure) { ++self->attempt, application, factors };
  self->count.application = application;

  return gh_lockout_decide (&self->count);
}

/* How many failures it takes from here. */
static guint
fail_until_locked (History        *self,
                   guint           factors,
                   gint64          application,
                   GhLockoutScope  scope)
{
  for (guint n = 1;; n++)
    {
      GhLockoutScope found = fail (self, factors, application);

      if (found != GH_LOCKOUT_NONE)
        {
          g_assert_cmpint (found, ==, scope);
          return n;
        }
    }
}

static void
succeed (History  *self,
         GhFactor  factor,
         gint64    application)
{
  g_assert_cmpuint (self->count.n_successes, <, G_N_ELEMENTS (self->successes));
  self->successes[self->count.n_successes++] = (GhSuccess) { application, factor, ++self->attempt };
}

static void
test_threshold (void)
{
  static const guint thresholds[] = { 1, 2, 10, 99, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      History one;

      begin (&one);
      one.count.threshold = thresholds[i];
      g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_USER), ==, thresholds[i]);
      /* At or above: after an automatic end the first failure locks again. */
      g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_USER);
    }

  /* Lowered meanwhile. */
  {
    History one;

    begin (&one);
    for (guint i = 0; i < 8; i++)
      g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_NONE);
    one.count.threshold = 5;
    g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_USER);
  }
}

/* Failures of every kind, wherever, count together. */
static void
test_all_kinds (void)
{
  static const guint kinds[] = { APP, TOKEN, SMS, CODE, 1u << GH_FACTOR_UNKNOWN };
  History one;

  begin (&one);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (fail (&one, kinds[i % G_N_ELEMENTS (kinds)], 1 + i), ==, GH_LOCKOUT_NONE);
  g_assert_cmpint (fail (&one, kinds[0], 99), ==, GH_LOCKOUT_USER);
}

/* One attempt is one failure, however many it was tried against. */
static void
test_one_attempt (void)
{
  History one;

  begin (&one);
  g_assert_cmpuint (fail_until_locked (&one, APP | TOKEN | SMS | CODE, 7, GH_LOCKOUT_USER), ==, 10);
}

/* A success ends the row, and its own kind's count, but no other's: whoever has the phone cannot guess bypass codes
 * without end between sign-ins. */
static void
test_success (void)
{
  History one;
  guint n;

  begin (&one);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_NONE);
  succeed (&one, GH_FACTOR_APP, 7);
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_USER), ==, 10);

  begin (&one);
  for (n = 0; fail (&one, CODE, 7) == GH_LOCKOUT_NONE; n++)
    succeed (&one, GH_FACTOR_APP, 7);
  g_assert_cmpuint (n, ==, 9);
}

/* S5: an unlocking names its lock-out, and forgives what led to it, no more. */
static void
test_unlocking (void)
{
  History one;
  gint64 first;

  begin (&one);
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_USER), ==, 10);
  first = one.attempt;
  one.count.forgiven = first;
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_USER), ==, 10);

  /* Naming the first again forgives nothing of the second. */
  one.count.forgiven = first;
  g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_USER);

  /* The tenth failure comes with the unlocking of an earlier lock-out. */
  one.count.forgiven = one.attempt;
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_NONE);
  g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_USER);
}

/* With each application counted on its own only that one denies, but 100 in a row lock the user. */
static void
test_by_application (void)
{
  History one;
  guint n;

  begin (&one);
  one.count.by_application = TRUE;
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_APPLICATION), ==, 10);
  g_assert_cmpint (fail (&one, APP, 8), ==, GH_LOCKOUT_NONE);
  g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_APPLICATION);

  /* Spread over 30 applications and four kinds. */
  begin (&one);
  one.count.by_application = TRUE;
  for (n = 0; n < 200; n++)
    if (fail (&one, 1u << n % 4, 1 + n % 30) == GH_LOCKOUT_USER)
      break;
  g_assert_cmpuint (n + 1, ==, 100);

  /* Checks have no application: they lock the user. */
  begin (&one);
  one.count.by_application = TRUE;
  g_assert_cmpuint (fail_until_locked (&one, APP, 0, GH_LOCKOUT_USER), ==, 10);
}

/* A success resets what is counted where it was. */
static void
test_success_by_application (void)
{
  History one;

  begin (&one);
  one.count.by_application = TRUE;
  for (guint i = 0; i < 9; i++)
    {
      g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_NONE);
      g_assert_cmpint (fail (&one, APP, 8), ==, GH_LOCKOUT_NONE);
    }
  succeed (&one, GH_FACTOR_APP, 8);
  g_assert_cmpint (fail (&one, APP, 8), ==, GH_LOCKOUT_NONE);
  g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_APPLICATION);
  g_assert_cmpuint (fail_until_locked (&one, APP, 8, GH_LOCKOUT_APPLICATION), ==, 9);

  /* Counted together, it resets all. */
  begin (&one);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_NONE);
  succeed (&one, GH_FACTOR_APP, 8);
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_USER), ==, 10);

  /* A hundred in a row are counted everywhere, and so is the success that ends the row. */
  begin (&one);
  one.count.by_application = TRUE;
  for (guint i = 0; i < 99; i++)
    g_assert_cmpint (fail (&one, APP, 1 + i % 30), ==, GH_LOCKOUT_NONE);
  succeed (&one, GH_FACTOR_APP, 50);
  g_assert_cmpint (fail (&one, APP, 29), ==, GH_LOCKOUT_NONE);
  g_assert_cmpint (fail (&one, APP, 30), ==, GH_LOCKOUT_NONE);
}

/* V3: what an application's lock-out that was ended counted is forgiven there, and nothing elsewhere. */
static void
test_unlocking_by_application (void)
{
  GhApplicationLockout lockouts[] = { { .application = 7, .number = 5 }, { .application = 9, .number = 6 } };
  History one;

  begin (&one);
  one.count.by_application = TRUE;
  one.count.lockouts = lockouts;
  one.count.n_lockouts = G_N_ELEMENTS (lockouts);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (fail (&one, APP, 8), ==, GH_LOCKOUT_NONE);
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_APPLICATION), ==, 10);
  lockouts[0].attempt = one.attempt;
  g_assert_true (gh_application_lockout_holds (&lockouts[0], 1000));

  /* By itself it forgives nothing. */
  lockouts[0].until = 1000;
  g_assert_true (gh_application_lockout_holds (&lockouts[0], 999));
  g_assert_false (gh_application_lockout_holds (&lockouts[0], 1000));
  g_assert_cmpint (fail (&one, APP, 7), ==, GH_LOCKOUT_APPLICATION);
  lockouts[0].attempt = one.attempt;

  lockouts[0].is_ended = TRUE;
  g_assert_false (gh_application_lockout_holds (&lockouts[0], 0));
  g_assert_cmpint (gh_application_lockout_get_forgiven (&lockouts[0]), ==, one.attempt);
  g_assert_cmpint (fail (&one, APP, 8), ==, GH_LOCKOUT_APPLICATION);
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_APPLICATION), ==, 10);

  /* The next one remembers it. */
  lockouts[0] = (GhApplicationLockout) { .application = 7, .number = 7, .attempt = one.attempt,
                                         .forgiven = lockouts[0].attempt };
  g_assert_cmpint (gh_application_lockout_get_forgiven (&lockouts[0]), ==, lockouts[0].forgiven);
  lockouts[0].forgiven = one.attempt - 3;
  g_assert_cmpuint (fail_until_locked (&one, APP, 7, GH_LOCKOUT_APPLICATION), ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V3/lockout/threshold", test_threshold);
  g_test_add_func ("/V3/lockout/all-kinds", test_all_kinds);
  g_test_add_func ("/V3/lockout/one-attempt", test_one_attempt);
  g_test_add_func ("/V3/lockout/success", test_success);
  g_test_add_func ("/S5/lockout/unlocking", test_unlocking);
  g_test_add_func ("/V3/lockout/by-application", test_by_application);
  g_test_add_func ("/V3/lockout/success-by-application", test_success_by_application);
  g_test_add_func ("/S5/lockout/unlocking-by-application", test_unlocking_by_application);

  return g_test_run ();
}
