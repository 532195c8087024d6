/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T5: an open window runs what is due, and shows it like any other change. */
#include "gh-test-passcodes.h"

#include "session/gh-session.h"

#define DAY         (24 * 60 * 60)
#define PATIENCE_US (120 * G_USEC_PER_SEC)
#define MOST_US     G_USEC_PER_SEC /* from F4 */
#define NAME(n)     gh_target_new_for_name (n)

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  guint               n_changes;
  guint               n_activations;
  guint               n_notices;
} Fixture;

static void
changed_cb (GhSession       *session,
            const GhChanges *changes,
            Fixture         *fixture)
{
  fixture->n_changes += gh_changes_get_decisions (changes, "user") != NULL;
  fixture->n_activations += gh_changes_get_decisions (changes, "credential") != NULL;
}

static void
noticed_cb (GhSession *session,
            Fixture   *fixture)
{
  fixture->n_notices++;
}

static gboolean
stay_awake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the loop until @sql gives @expected. */
static void
wait_for_query (Fixture    *fixture,
                const char *sql,
                const char *expected)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint awake_id = g_timeout_add (20, stay_awake_cb, NULL);

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *text = gh_test_query (fixture->org, sql);

      if (g_strcmp0 (text, expected) == 0)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (awake_id);
  gh_test_assert_query (fixture->org, sql, expected);
}

static void
wait_for_number (const guint *number,
                 guint        old)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint awake_id = g_timeout_add (20, stay_awake_cb, NULL);

  while (*number == old && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (awake_id);
  g_assert_cmpuint (*number, !=, old);
}

static void
open_session (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->session, "noticed", G_CALLBACK (noticed_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GWeakRef store;

  /* Workers end. */
  g_weak_ref_init (&store, fixture->org->store);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->org->store);
  for (gint64 end = g_get_monotonic_time () + PATIENCE_US; g_get_monotonic_time () < end;)
    {
      g_autoptr (GhStore) alive = g_weak_ref_get (&store);

      if (alive == NULL)
        break;
      g_clear_object (&alive);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  g_assert_null (g_weak_ref_get (&store));
  g_weak_ref_clear (&store);
  gh_test_organisation_free (fixture->org);
}

static void
test_at_start (Fixture       *fixture,
               gconstpointer  data)
{
  gh_test_do (fixture->org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (fixture->org, "user.trash", NAME ("bert"), NULL, 1);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 7 * DAY);
  open_session (fixture);
  wait_for_number (&fixture->n_changes, 0);
  wait_for_query (fixture, "SELECT group_concat (operation || ' ' || way) FROM log WHERE seq > 6",
                  "user.end-bypass gatehouse,user.purge-due gatehouse");
}

/* A date that was set while it was open, too; on a busy computer not each is on the screen within a second, but one is. */
static void
test_dates_come (Fixture       *fixture,
                 gconstpointer  data)
{
  gint64 best = G_MAXINT64;

  open_session (fixture);
  for (int day = 1; day < 12 && best > MOST_US; day++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"status\":\"bypass\",\"until\":\"2026-%d-%02dT09:00:00Z\"}",
                                                     day < 7 ? 11 : 12, day < 7 ? 24 + day : day - 6);
      guint n_changes = fixture->n_changes;
      gint64 began;

      gh_test_do (fixture->org, "user.set-status", NAME ("anna"), parameters, 1);
      wait_for_number (&fixture->n_changes, n_changes);
      n_changes = fixture->n_changes;
      gh_clock_set (fixture->org->clock, GH_TEST_NOW + day * DAY);
      began = g_get_monotonic_time ();
      wait_for_number (&fixture->n_changes, n_changes);
      best = MIN (best, g_get_monotonic_time () - began);
      gh_test_assert_query (fixture->org, "SELECT status FROM user_status WHERE user_id = 1", "0");
      gh_test_assert_query (fixture->org, "SELECT operation FROM log ORDER BY seq DESC LIMIT 1", "user.end-bypass");
    }
  g_assert_cmpint (best, <=, MOST_US);
}

/* P2: no date tells when an app's first passcode comes; a minute later at most it is noted. */
static void
test_first_passcode (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autofree char *code = NULL;

  gh_test_run_key (fixture->org, "key.create");
  gh_test_do (fixture->org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"+4791234567\",\"platform\":\"iphone\"}", 1);
  open_session (fixture);
  uri = gh_test_activate_app (fixture->org, "+4791234567", NULL);
  wait_for_number (&fixture->n_activations, 0);

  /* It is a fact that no page hears of. */
  code = gh_test_get_app_code (fixture->org, uri, 0);
  g_assert_cmpint (gh_test_judge (fixture->org, GH_PURPOSE_CHECK, "anna", code).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 60);
  wait_for_query (fixture, "SELECT operation || ' ' || way FROM log ORDER BY seq DESC LIMIT 1",
                  "phone.note-activated gatehouse");
  gh_test_assert_query (fixture->org, "SELECT activated FROM phones", G_STRINGIFY (GH_TEST_NOW));
}

static void
test_two_windows (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GhStore *store = gh_store_open (fixture->org->path, fixture->org->clock, &error);
  GhSession *other = gh_session_new (store, fixture->org->actor, &error);

  g_assert_no_error (error);
  gh_test_do (fixture->org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\",\"until\":\"2026-11-25\"}", 1);
  gh_test_do (fixture->org, "user.trash", NAME ("bert"), NULL, 1);
  open_session (fixture);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 6 * DAY);
  wait_for_query (fixture, "SELECT group_concat (operation) FROM log WHERE seq > 6", "user.end-bypass");
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 7 * DAY);
  wait_for_query (fixture, "SELECT group_concat (operation) FROM log WHERE seq > 6", "user.end-bypass,user.purge-due");
  g_object_unref (other);
  g_object_unref (store);
}

static void
test_waits_for_the_clock (Fixture       *fixture,
                          gconstpointer  data)
{
  gh_test_do (fixture->org, "user.trash", NAME ("bert"), NULL, 1);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 900 * DAY);
  open_session (fixture);
  g_assert_false (gh_session_waits_for_clock (fixture->session));
  wait_for_number (&fixture->n_notices, 0);
  g_assert_true (gh_session_waits_for_clock (fixture->session));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users", "3");

  /* Said once, however often it looks; and then it goes on, and says that. */
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 901 * DAY);
  gh_test_do (fixture->org, "user.trash", NAME ("cleo"), NULL, 1);
  gh_test_do (fixture->org, "job.accept-clock", NULL, NULL, 1);
  wait_for_query (fixture, "SELECT count (*) FROM users", "2");
  wait_for_number (&fixture->n_notices, 1);
  g_assert_cmpuint (fixture->n_notices, ==, 2);
  g_assert_false (gh_session_waits_for_clock (fixture->session));
}

/* Closed in the middle. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  gh_test_do (fixture->org, "user.trash", NAME ("bert"), NULL, 1);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 7 * DAY);
  for (int i = 0; i < 8; i++)
    {
      gint64 end = g_get_monotonic_time () + i * 100000;

      open_session (fixture);
      while (g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, FALSE);
      g_clear_object (&fixture->session);
    }
  open_session (fixture);
  wait_for_query (fixture, "SELECT group_concat (operation) FROM log WHERE seq > 5", "user.purge-due");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/T5/due-work/at-start", test_at_start);
  ADD ("/T5/due-work/dates-come", test_dates_come);
  ADD ("/T5/due-work/first-passcode", test_first_passcode);
  ADD ("/T5/due-work/two-windows", test_two_windows);
  ADD ("/T5/due-work/waits-for-the-clock", test_waits_for_the_clock);
  ADD ("/T5/due-work/closed", test_closed);
#undef ADD

  return g_test_run ();
}
