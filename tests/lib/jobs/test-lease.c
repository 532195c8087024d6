/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T5: one program at a time runs the timed jobs, and what it does fails once another has taken over. */
#include "gh-test-organisation.h"

#include "jobs/gh-lease.h"

#define DAY (24 * 60 * 60)

static GhLease *
take (GhTestOrganisation *org,
      gint64             *until)
{
  g_autoptr (GError) error = NULL;
  GhLease *lease = gh_lease_take (org->store, until, &error);

  g_assert_no_error (error);

  return lease;
}

static void
test_one_holds_it (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 until;
  GhLease *one = take (org, &until);

  g_assert_nonnull (one);
  g_assert_cmpint (until, ==, 0);

  g_assert_null (take (org, &until));
  g_assert_cmpint (until, ==, GH_TEST_NOW + GH_LEASE_SECONDS);
  gh_clock_set (org->clock, GH_TEST_NOW + GH_LEASE_SECONDS - 1);
  g_assert_null (take (org, &until));

  gh_lease_release (one);
  one = take (org, &until);
  g_assert_nonnull (one);
  gh_lease_release (one);
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
}

static GhResult *
run_under (GhTestOrganisation  *org,
           GhLease             *lease,
           GError             **error)
{
  return gh_run (org->store,
                 &(GhRequest) {
                   .operation = gh_operation_find ("user.end-bypass"),
                   .actor = org->actor,
                   .guard = gh_lease_keep,
                   .guard_data = lease,
                 },
                 NULL, error);
}

static GhTestOrganisation *
make_ended (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY);

  return org;
}

/* A program that stood still for too long. */
static void
test_lost (void)
{
  g_autoptr (GhTestOrganisation) org = make_ended ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;
  gint64 until;
  GhLease *slow = take (org, &until);
  GhLease *other;

  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY + GH_LEASE_SECONDS);
  other = take (org, &until);
  g_assert_nonnull (other);

  g_assert_null (run_under (org, slow, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_LOCKED);
  g_assert_true (gh_lease_is_lost (slow));
  gh_test_assert_query (org, "SELECT group_concat (status) FROM user_status", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "3");
  g_clear_error (&error);

  /* Letting go of what it lost takes nothing from the other. */
  gh_lease_release (slow);
  g_assert_null (take (org, &until));
  result = run_under (org, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_false (gh_lease_is_lost (other));
  gh_lease_release (other);
}

static void
test_renewed_by_the_work (void)
{
  g_autoptr (GhTestOrganisation) org = make_ended ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;
  gint64 until;
  GhLease *lease = take (org, &until);

  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY + GH_LEASE_SECONDS - 1);
  result = run_under (org, lease, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY + GH_LEASE_SECONDS);
  g_assert_null (take (org, &until));
  gh_lease_release (lease);
}

/* Taken while the clock was a year ahead, by a program that died. */
static void
test_clock_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 until;
  GhLease *dead, *next;

  gh_clock_set (org->clock, GH_TEST_NOW + 365 * DAY);
  dead = take (org, &until);
  g_assert_nonnull (dead);
  gh_clock_set (org->clock, GH_TEST_NOW);
  next = take (org, &until);
  g_assert_nonnull (next);
  gh_lease_release (next);
  gh_lease_release (dead);
}

static void
test_trusted (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 until;

  /* Near, it is trusted, and so step by step. */
  for (int day = 7; day <= 21; day += 7)
    {
      g_autofree char *expected = g_strdup_printf ("%d", GH_TEST_NOW + day * DAY);

      gh_clock_set (org->clock, GH_TEST_NOW + day * DAY);
      gh_lease_release (take (org, &until));
      gh_test_assert_query (org, "SELECT trusted FROM lease", expected);
    }

  /* Far ahead it is not, however often it is asked, and whatever is logged meanwhile. */
  gh_clock_set (org->clock, GH_TEST_NOW + 28 * DAY + 1);
  gh_test_add_users (org, "anna");
  gh_lease_release (take (org, &until));
  gh_lease_release (take (org, &until));
  gh_test_assert_query (org, "SELECT trusted - " G_STRINGIFY (GH_TEST_NOW) " FROM lease", "1814400");

  /* Set back it stays. */
  gh_clock_set (org->clock, GH_TEST_NOW);
  gh_lease_release (take (org, &until));
  gh_test_assert_query (org, "SELECT trusted - " G_STRINGIFY (GH_TEST_NOW) " FROM lease", "1814400");

  gh_clock_set (org->clock, GH_TEST_NOW + 400 * DAY);
  gh_clock_set_synchronised (org->clock, TRUE);
  gh_lease_release (take (org, &until));
  gh_test_assert_query (org, "SELECT trusted - " G_STRINGIFY (GH_TEST_NOW) " FROM lease", "34560000");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T5/lease/one-holds-it", test_one_holds_it);
  g_test_add_func ("/T5/lease/lost", test_lost);
  g_test_add_func ("/T5/lease/renewed-by-the-work", test_renewed_by_the_work);
  g_test_add_func ("/X/lease/clock-set-back", test_clock_set_back);
  g_test_add_func ("/T5/lease/trusted", test_trusted);

  return g_test_run ();
}
