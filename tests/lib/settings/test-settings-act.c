/* SPDX-License-Identifier: GPL-3.0-or-later */
/* I1: changing a setting changes what the program does. */
#include "gh-test-organisation.h"

static void
set (GhTestOrganisation *org,
     const char         *name,
     const char         *value)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\":\"%s\",\"value\":\"%s\"}", name, value);

  gh_test_do (org, "settings.set", NULL, parameters, 1);
}

/* S9: a last day ends at its midnight there. */
static void
test_timezone (void)
{
  static const struct {
    const char *zone;
    const char *end;
  } zones[] = {
    { "Europe/Oslo", "2026-12-03 23:00:00" },
    { "America/New_York", "2026-12-04 05:00:00" },
    { "Asia/Tokyo", "2026-12-03 15:00:00" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  set (org, "timezone", "UTC");
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      set (org, "timezone", zones[i].zone);
      gh_test_do (org, "user.set-status", gh_target_new_for_name ("anna"),
                  "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
      gh_test_assert_query (org, "SELECT datetime (until, 'unixepoch') FROM user_status", zones[i].end);
    }
}

/* T1 */
static void
test_pending_deletion_days (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_assert_query (org, "SELECT (purge_at - sent) / 86400 FROM trash", "7");
  set (org, "pending_deletion_days", "30");
  gh_test_assert_query (org, "SELECT (purge_at - sent) / 86400 FROM trash", "7");
  gh_test_do (org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  gh_test_assert_query (org, "SELECT max (purge_at - sent) / 86400 FROM trash", "30");
}

/* T4 */
static void
test_purge_limit (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 3);
  set (org, "purge_limit", "2");
  gh_test_refused (org, "user.purge", gh_target_new_for_query ("username:*"), "{\"confirm\":3}",
                   GH_REFUSAL_TOO_MANY_AT_ONCE);
  set (org, "purge_limit", "3");
  gh_test_do (org, "user.purge", gh_target_new_for_query ("username:*"), "{\"confirm\":3}", 3);
}

static void
sweep_none (GhTestOrganisation *org)
{
  g_autoptr (GhResult) result = gh_test_run (org, "user.sweep-inactive", NULL, NULL);

  g_assert_cmpint (result->changed, ==, 0);
  g_assert_cmpint (result->n_skipped, ==, 0);
}

/* S8, T5 */
static void
test_inactive_user_expiration (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_write_directory (org, "UPDATE users SET created = created - 40 * 86400 WHERE username = 'anna'");
  gh_test_write_events (org, "UPDATE about SET began = began - 400 * 86400");
  sweep_none (org);
  set (org, "inactive_user_expiration", "60");
  sweep_none (org);
  set (org, "inactive_user_expiration", "30");
  gh_test_do (org, "user.sweep-inactive", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT username FROM trash JOIN users ON id = user_id", "anna");
}

/* A4 */
static void
test_user_managers (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  set (org, "user_managers_can_put_users_in_bypass", "off");
  gh_test_act_as (org, GH_ROLE_USER_MANAGER);
  gh_test_refused (org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"bypass\"}",
                   GH_REFUSAL_STATUS_NOT_YOURS);

  gh_test_act_as (org, GH_ROLE_OWNER);
  set (org, "user_managers_can_put_users_in_bypass", "on");
  gh_test_act_as (org, GH_ROLE_USER_MANAGER);
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"bypass\"}", 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/I1/acts/timezone", test_timezone);
  g_test_add_func ("/I1/acts/pending-deletion-days", test_pending_deletion_days);
  g_test_add_func ("/I1/acts/purge-limit", test_purge_limit);
  g_test_add_func ("/I1/acts/inactive-user-expiration", test_inactive_user_expiration);
  g_test_add_func ("/I1/acts/user-managers", test_user_managers);

  return g_test_run ();
}
