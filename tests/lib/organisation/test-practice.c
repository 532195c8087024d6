/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "logs/gh-log-verify.h"
#include "organisation/gh-practice.h"
#include "phones/gh-phone-number.h"

#include <stdlib.h>

#define USERS 4000
#define TODAY 1795478400 /* 2026-11-24T00:00:00Z */

static const char *const fill = "{\"users\":4000,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\"}";

static GhTestOrganisation *
make_practice (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = gh_test_run (org, "organisation.fill-practice", NULL, fill);
  g_autoptr (GError) error = NULL;

  g_assert_false (result->is_refused);
  gh_practice_fill_events (org->store, USERS, 7, TODAY, &error);
  g_assert_no_error (error);

  return org;
}

/* Asserts that @sql counts about @percent of all users: within three standard deviations of a draw. */
static void
check_share (GhTestOrganisation *org,
             const char         *sql,
             double              percent,
             double              tolerance)
{
  g_autofree char *text = gh_test_query (org, sql);
  double share = 100.0 * atof (text) / USERS;

  if (ABS (share - percent) > tolerance)
    g_error ("%s: %.2f %% instead of %.2f", sql, share, percent);
}

static void
test_shares (void)
{
  g_autoptr (GhTestOrganisation) org = make_practice ();

  gh_test_assert_query (org, "SELECT count (*) FROM users WHERE id NOT IN (SELECT user_id FROM trash)", "4000");
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "12");
  gh_test_assert_query (org, "SELECT count (DISTINCT origin) FROM trash", "3");
  gh_test_assert_query (org, "SELECT count (DISTINCT purge_at) FROM trash", "7");
  gh_test_assert_query (org, "SELECT min (purge_at) > 1795478400 FROM trash", "1");
  check_share (org, "SELECT count (*) FROM user_status WHERE status = 0", 93, 1.3);
  check_share (org, "SELECT count (*) FROM user_status WHERE status = 1", 3, 0.9);
  check_share (org, "SELECT count (*) FROM user_status WHERE status = 1 AND until IS NULL", 1, 0.5);
  check_share (org, "SELECT count (*) FROM users WHERE directory_id IS NOT NULL", 40, 2.5);
  check_share (org, "SELECT count (*) FROM users WHERE id NOT IN (SELECT user_id FROM user_aliases)", 60, 2.5);
  check_share (org, "SELECT count (*) FROM users WHERE id NOT IN (SELECT user_id FROM phone_owners)", 15, 1.8);
  check_share (org, "SELECT count (*) FROM users WHERE email = ''", 2, 0.7);
  check_share (org, "SELECT count (*) FROM token_owners", 5, 1.1);
  check_share (org, "SELECT count (*) FROM users WHERE id NOT IN (SELECT user_id FROM events.logins)", 8, 1.4);
  check_share (org, "SELECT count (*) FROM events.logins WHERE time > 1795478400 - 30 * 86400", 70, 2.3);
  check_share (org, "SELECT count (*) FROM users WHERE username GLOB '*[^ -~]*'", 1, 0.6);
  gh_test_assert_query (org, "SELECT count (*) FROM groups WHERE status = 1", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM groups WHERE status = 2", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM groups", "80");
  gh_test_assert_query (org, "SELECT count (*) > 0 FROM (SELECT 1 FROM phone_owners GROUP BY phone_id"
                             " HAVING count (*) > 1)", "1");
}

static gboolean
check_numbers_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  g_autoptr (GhStatement) rows = gh_connection_prepare_text (connection, "SELECT number, type FROM phones", error);
  guint *n = data;

  g_assert_nonnull (rows);
  while (gh_statement_next (rows))
    {
      const char *text = gh_statement_get_text (rows, 0);
      GhPhoneNumber number;

      g_assert_cmpint (gh_phone_number_read (text, "", &number), ==, GH_REFUSAL_NONE);
      g_assert_cmpstr (number.number, ==, text);
      g_assert_cmpint (gh_phone_number_check_likely (text), ==, GH_REFUSAL_NONE);
      (*n)++;
    }

  return gh_statement_finish (rows, error);
}

/* R10: as an import would take them. */
static void
test_phone_numbers (void)
{
  g_autoptr (GhTestOrganisation) org = make_practice ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (gh_store_read (org->store, check_numbers_cb, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 3000);
}

/* Y1: the same numbers give the same directory, keys included. */
static void
test_deterministic (void)
{
  static const char *const sql =
    "SELECT hex (gh_sha256 (group_concat (key || username || realname || email || created))) FROM users";
  g_autoptr (GhTestOrganisation) one = make_practice ();
  g_autoptr (GhTestOrganisation) other = make_practice ();
  g_autofree char *users = gh_test_query (one, sql);
  g_autofree char *logins = gh_test_query (one, "SELECT sum (time * user_id) FROM events.logins");

  gh_test_assert_query (other, sql, users);
  gh_test_assert_query (other, "SELECT sum (time * user_id) FROM events.logins", logins);
}

/* Y1: one entry, no journal; only a new organisation is filled. */
static void
test_only_new (void)
{
  g_autoptr (GhTestOrganisation) org = make_practice ();
  g_autoptr (GhTestOrganisation) used = gh_test_organisation_new ();

  gh_test_assert_query (org, "SELECT count (*) FROM log", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE op > 1", "0");
  gh_test_refused (org, "organisation.fill-practice", NULL, fill, GH_REFUSAL_NOT_NEW);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);

  gh_test_add_users (used, "anna");
  gh_test_refused (used, "organisation.fill-practice", NULL, fill, GH_REFUSAL_NOT_NEW);
}

/* A log, tokens and codes to measure lists by; no code among them can be used. */
static void
test_more (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = gh_test_run (org, "organisation.fill-practice", NULL,
                                             "{\"users\":300,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\","
                                             "\"tokens\":2000,\"codes\":1500}");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (result->is_refused);
  gh_practice_fill_attempts (org->store, 300, 7, TODAY, 25000, &error);
  g_assert_no_error (error);

  gh_test_assert_query (org, "SELECT count (*) FROM tokens WHERE length (serial) = 9", "2000");
  gh_test_assert_query (org, "SELECT count (DISTINCT token_id) FROM token_owners JOIN tokens ON tokens.id = token_id"
                             " WHERE length (serial) = 9", "1500");
  gh_test_assert_query (org, "SELECT count (*) || ' ' || count (lookup) || ' ' || sum (expires IS NULL) FROM bypass_codes",
                        "1500 0 75");
  gh_test_assert_query (org, "SELECT count (*) FROM bypass_codes WHERE user_id IN (SELECT user_id FROM trash)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM sealed", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts", "25000");
  gh_test_assert_query (org, "SELECT count (*) FROM events.attempts AS a JOIN users AS u ON u.id = a.user_id"
                             " WHERE u.username <> a.name", "0");
  gh_test_assert_query (org, "SELECT min (time) >= 1000000 * (1795478400 - 30 * 86400) AND max (time) < 1000000 * 1795478400"
                             " FROM events.attempts", "1");
  report = gh_log_verify_against (org->store, NULL, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->minutes.problem, ==, NULL);
  g_assert_cmpint (report->minutes.n_attempts, ==, 25000);
}

/* A user has at most a hundred codes (B1). */
static void
test_too_many (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_refused (org, "organisation.fill-practice", NULL,
                   "{\"users\":3,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\",\"codes\":301}",
                   GH_REFUSAL_TOO_MANY_CODES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Y2/shares", test_shares);
  g_test_add_func ("/Y2/phone-numbers", test_phone_numbers);
  g_test_add_func ("/Y1/deterministic", test_deterministic);
  g_test_add_func ("/Y1/only-new", test_only_new);
  g_test_add_func ("/Y4/practice/more", test_more);
  g_test_add_func ("/Y4/practice/too-many", test_too_many);

  return g_test_run ();
}
