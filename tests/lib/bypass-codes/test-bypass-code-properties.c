/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B2: a user's bypass codes as objects: what they show, and what is heard of them when something changes. */
#include "gh-test-belongings.h"
#include "gh-test-passcodes.h"

#include "bypass-codes/gh-bypass-code-rules.h"
#include "bypass-codes/gh-bypass-code.h"

#define NAME(name) gh_target_new_for_name (name)

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");

  return org;
}

static GhTestBelongings *
list_codes (GhTestOrganisation *org)
{
  return gh_test_belongings_new (org, &gh_bypass_codes_of_user, 1);
}

static void
use (GhTestOrganisation *org,
     GhPurpose           purpose,
     const char         *code,
     GhOutcome           outcome)
{
  g_assert_cmpint (gh_test_judge (org, purpose, "anna", code).decision.outcome, ==, outcome);
}

static void
add (GhTestOrganisation *org,
     const char         *name,
     const char         *parameters)
{
  g_free (gh_test_create_code (org, name, parameters));
}

static void
test_properties (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *second = NULL;
  g_autoptr (GhTestBelongings) codes = NULL;

  add (org, "anna", "{\"uses\":3,\"minutes\":10}");
  add (org, "bert", "{}");
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  second = gh_test_create_code (org, "anna", "{}");
  gh_test_write_directory (org, "UPDATE bypass_codes SET expires = NULL, uses = NULL WHERE id = 3");
  codes = list_codes (org);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (codes->list)), ==, 2);
  gh_test_assert_properties (codes, 0, "creator=local:tester, created=1795510860, expires=0, uses-left=-1, is-weak=yes,"
                                       " is-good=yes");
  gh_test_assert_properties (codes, 1, "creator=local:tester, created=1795510800, expires=1795511400, uses-left=3,"
                                       " is-weak=no, is-good=yes");

  /* No other era's (O10). */
  gh_test_write_directory (org, "UPDATE bypass_codes SET era = randomblob (16) WHERE id = 3");
  gh_test_assert_heard_of_time (codes, "-3@0");
}

static void
test_come_and_go (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhTestBelongings) codes = list_codes (org);
  g_autofree char *second = NULL;
  g_autofree char *berts = NULL;
  g_autofree char *key = NULL;
  gpointer object;

  add (org, "anna", "{}");
  gh_test_assert_heard (codes, "+1@0");
  object = gh_test_get_belonging (codes, 0);
  gh_clock_set (org->clock, GH_TEST_NOW + 1);
  second = gh_test_create_code (org, "anna", "{}");
  gh_test_assert_heard (codes, "+2@0");
  g_assert_true (gh_test_get_belonging (codes, 1) == object);
  berts = gh_test_create_code (org, "bert", "{}");
  gh_test_assert_heard (codes, "=");

  key = gh_test_query (org, "SELECT key FROM bypass_codes WHERE id = 2");
  gh_test_do (org, "bypass-code.delete", gh_target_new_for_keys ((const char *const[]) { key, NULL }), NULL, 1);
  gh_test_assert_heard (codes, "-2@0");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Night\"}", 1);
  gh_test_assert_heard (codes, "");
}

static void
test_used (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = gh_test_create_code (org, "anna", "{\"uses\":3}");
  g_autoptr (GhTestBelongings) codes = list_codes (org);

  use (org, GH_PURPOSE_CHECK, code, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (codes, "1.uses-left");
  use (org, GH_PURPOSE_SIGN_IN, code, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (codes, "1.uses-left");
  gh_test_assert_properties (codes, 0, "creator=local:tester, created=1795510800, expires=1795514400, uses-left=1,"
                                       " is-weak=no, is-good=yes");
  use (org, GH_PURPOSE_CALLER_CHECK, code, GH_OUTCOME_NO_AUTHENTICATOR);
  gh_test_assert_heard (codes, "");
  use (org, GH_PURPOSE_SIGN_IN, code, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (codes, "1.is-good 1.uses-left");
}

static void
test_over (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *code = gh_test_create_code (org, "anna", "{\"minutes\":5}");
  g_autoptr (GhTestBelongings) codes = NULL;

  add (org, "anna", "{\"minutes\":60}");
  codes = list_codes (org);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60 - 1);
  gh_test_assert_heard_of_time (codes, "=");
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60);
  gh_test_assert_heard_of_time (codes, "1.is-good");

  /* Seen as over, it stays so (X). */
  use (org, GH_PURPOSE_SIGN_IN, code, GH_OUTCOME_ENDED);
  gh_test_assert_heard (codes, "=");
  gh_clock_set (org->clock, GH_TEST_NOW);
  gh_test_assert_heard_of_time (codes, "=");
}

/* B5: guessing ends all of them, and only then is there anything to hear. */
static void
test_guessed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *second = NULL;
  g_autoptr (GhTestBelongings) codes = NULL;

  add (org, "anna", "{}");
  second = gh_test_create_code (org, "anna", "{\"uses\":2}");
  codes = list_codes (org);
  gh_test_write_directory (org, "UPDATE settings SET value = 100 WHERE key = 'lockout_threshold'");
  for (int i = 0; i < GH_BYPASS_CODE_GUESSES; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("%09d", 900000000 + i);

      gh_test_assert_heard (codes, "");
      use (org, GH_PURPOSE_SIGN_IN, wrong, GH_OUTCOME_WRONG);
    }
  gh_test_assert_heard (codes, "1.is-good 2.is-good");
  use (org, GH_PURPOSE_SIGN_IN, second, GH_OUTCOME_NO_DEVICE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/B2/bypass-code/properties", test_properties);
  g_test_add_func ("/B2/bypass-code/come-and-go", test_come_and_go);
  g_test_add_func ("/B4/bypass-code/used", test_used);
  g_test_add_func ("/B4/bypass-code/over", test_over);
  g_test_add_func ("/B5/bypass-code/guessed", test_guessed);

  return g_test_run ();
}
