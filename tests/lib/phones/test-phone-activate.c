/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P2: an app is activated; its passcodes are accepted from then on, once each, and from nothing that it had before. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"

#include "phones/gh-otpauth.h"

#include <string.h>

#define NAME(name) gh_target_new_for_name (name)
#define PHONE      GH_TEST_PHONE

#define get_code          gh_test_get_app_code
#define make_organisation gh_test_app_organisation_new

#define activate(org, parameters) gh_test_activate_app (org, PHONE, parameters)

#define assert_outcome(org, passcode, wanted) \
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", passcode).decision.outcome, ==, wanted)

static void
test_activate (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = activate (org, NULL);
  g_autofree char *code = gh_test_get_app_code (org, uri, 0);
  g_autofree char *next = gh_test_get_app_code (org, uri, 1);
  GhVerdict verdict = gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", code);

  g_assert_true (g_str_has_suffix (uri, "&algorithm=SHA1&digits=6&period=30"));
  g_assert_nonnull (strstr (uri, ":anna?secret="));
  g_assert_cmpint (verdict.decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  g_assert_cmpstr (verdict.factor, ==, "duo_mobile_passcode");
  g_assert_true (g_str_has_prefix (verdict.device, "DP"));
  assert_outcome (org, code, GH_OUTCOME_USED);
  assert_outcome (org, next, GH_OUTCOME_ACCEPTED);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "bert", next).decision.outcome, ==, GH_OUTCOME_NO_DEVICE);

  /* Activating edits no phone, and what was shown once is in no row. */
  gh_test_assert_query (org, "SELECT group_concat (kind, ' ') FROM (SELECT kind FROM journal WHERE op ="
                             " (SELECT max (seq) FROM log) ORDER BY kind)", "credential sealed");
  gh_test_assert_query (org, "SELECT payload ->> '$.facts.minutes' FROM log ORDER BY seq DESC LIMIT 1", "1440");
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  gh_test_assert_log_whole (org);
}

/* It ends what the app had at once, whether the new one is ever used or not. */
static void
test_again (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *first = activate (org, NULL);
  g_autofree char *old = gh_test_get_app_code (org, first, 0);
  g_autofree char *second = NULL;
  g_autofree char *new = NULL;
  g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, "phone.activate", NAME (PHONE), NULL);

  g_assert_cmpuint (rehearsal->also->len, ==, 1);
  second = activate (org, "{\"minutes\":5}");
  new = gh_test_get_app_code (org, second, 0);
  g_assert_cmpstr (old, !=, new);
  assert_outcome (org, old, GH_OUTCOME_WRONG);
  assert_outcome (org, new, GH_OUTCOME_ACCEPTED);
  gh_test_assert_query (org, "SELECT count (*) FROM ended WHERE kind = 'credential'", "1");
}

/* Pending until the first passcode that is accepted: in time it is good for ever, afterwards dead. */
static void
test_pending (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *late = activate (org, "{\"minutes\":5}");
  g_autofree char *in_time = NULL;
  g_autofree char *code = NULL;
  g_autofree char *early = NULL;
  g_autofree char *first = NULL;
  g_autofree char *much_later = NULL;

  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60);
  code = gh_test_get_app_code (org, late, 0);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);

  /* Once seen as too late it stays so, whatever the clock says (X). */
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  early = gh_test_get_app_code (org, late, 0);
  assert_outcome (org, early, GH_OUTCOME_NO_DEVICE);

  gh_clock_set (org->clock, GH_TEST_NOW + 5 * 60);
  in_time = activate (org, "{\"minutes\":5}");
  gh_clock_set (org->clock, GH_TEST_NOW + 10 * 60 - 1);
  first = gh_test_get_app_code (org, in_time, 0);
  assert_outcome (org, first, GH_OUTCOME_ACCEPTED);
  gh_clock_set (org->clock, GH_TEST_NOW + 90 * 86400);
  much_later = gh_test_get_app_code (org, in_time, 0);
  assert_outcome (org, much_later, GH_OUTCOME_ACCEPTED);
}

static void
test_refused (void)
{
  static const struct {
    const char *phone;
    GhRefusal   refusal;
  } rows[] = {
    { "{\"number\":\"22855050\",\"type\":\"landline\"}", GH_REFUSAL_ACTIVATION_PLATFORM },
    { "{\"number\":\"22855051\",\"type\":\"mobile\"}", GH_REFUSAL_ACTIVATION_PLATFORM },
    { "{\"number\":\"22855052\"}", GH_REFUSAL_ACTIVATION_PLATFORM },
    { "{\"name\":\"Ward 3\",\"type\":\"tablet\"}", GH_REFUSAL_ACTIVATION_PLATFORM },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = NULL;

      gh_test_do (org, "phone.add", NULL, rows[i].phone, 1);
      key = gh_test_query (org, "SELECT key FROM phones ORDER BY id DESC LIMIT 1");
      gh_test_refused (org, "phone.activate", gh_target_new_for_keys ((const char *const[]) { key, NULL }), NULL,
                       rows[i].refusal);
    }

  gh_test_refused (org, "phone.activate", NAME (PHONE), "{\"minutes\":4}", GH_REFUSAL_ACTIVATION_MINUTES);
  gh_test_refused (org, "phone.activate", NAME (PHONE), "{\"minutes\":43201}", GH_REFUSAL_ACTIVATION_MINUTES);
  gh_test_act_as (org, GH_ROLE_SECURITY_ANALYST);
  gh_test_refused (org, "phone.activate", NAME (PHONE), NULL, GH_REFUSAL_ROLE);
  gh_test_assert_query (org, "SELECT count (*) FROM credentials", "0");
}

/* O5, P1, T4: what becomes of it with the phone. */
static void
test_with_the_phone (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = activate (org, NULL);
  g_autofree char *code = gh_test_get_app_code (org, uri, 0);
  g_autofree char *again = NULL;
  g_autoptr (GhResult) shared = gh_test_rehearse (org, "phone.attach", NAME (PHONE), "{\"username\":\"bert\"}");

  g_assert_cmpint (shared->changed, ==, 1);
  g_assert_cmpuint (shared->also->len, ==, 1);

  gh_test_do (org, "phone.delete", NAME (PHONE), NULL, 1);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM credentials) + (SELECT count (*) FROM sealed)", "0");
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);

  again = activate (org, NULL);
  g_assert_cmpstr (again, !=, uri);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_refused (org, "phone.activate", NAME (PHONE), NULL, GH_REFUSAL_OWNER_IN_TRASH);
  gh_test_do (org, "user.purge", NAME ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM phones) + (SELECT count (*) FROM credentials) +"
                             " (SELECT count (*) FROM sealed)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM ended WHERE kind = 'credential'", "2");
  gh_test_assert_log_whole (org);
}

/* The undo that would take the phone away must not leave its authenticator to come back with it. */
static void
test_undo_of_adding (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *added = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log");
  g_autofree char *uri = activate (org, NULL);
  g_autofree char *code = gh_test_get_app_code (org, uri, 0);
  g_autoptr (GhResult) undo = gh_test_run (org, "log.undo", NULL, added);

  /* The user gives it back, but it stays. */
  g_assert_cmpint (gh_test_count_skipped (undo, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "1");
  assert_outcome (org, code, GH_OUTCOME_NO_DEVICE);
}

/* O5: who may not delete a phone may not undo that somebody added it either. */
static void
test_undo_needs_the_right (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *added = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log");
  g_autoptr (GhResult) undo = NULL;

  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  undo = gh_test_rehearse (org, "log.undo", NULL, added);
  g_assert_cmpint (gh_test_count_skipped (undo, GH_REFUSAL_ROLE), ==, 1);
  gh_test_act_as (org, GH_ROLE_USER_MANAGER);
  gh_test_do (org, "log.undo", NULL, added, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "0");
}

/* Each secret that is shown takes locked memory. */
static void
test_too_many (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();

  gh_test_write_directory (org, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)"
                                " INSERT INTO phones (key, number, type, platform, last_op)"
                                " SELECT 'DP' || printf ('%018d', i), '+4790' || printf ('%06d', i), 'mobile', 'apple ios', 1"
                                " FROM n");
  {
    g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 1; i <= 1001; i++)
      g_ptr_array_add (keys, g_strdup_printf ("DP%018u", i));
    g_ptr_array_add (keys, NULL);
    gh_test_refused (org, "phone.activate", gh_target_new_for_keys ((const char *const *) keys->pdata), NULL,
                     GH_REFUSAL_TOO_MANY_SECRETS);
    g_ptr_array_set_size (keys, 1000);
    g_ptr_array_add (keys, NULL);
    gh_test_do (org, "phone.activate", gh_target_new_for_keys ((const char *const *) keys->pdata), NULL, 1000);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P2/phone/activate", test_activate);
  g_test_add_func ("/P2/phone/activate-again", test_again);
  g_test_add_func ("/P2/phone/pending", test_pending);
  g_test_add_func ("/P2/phone/activation-refused", test_refused);
  g_test_add_func ("/P2/phone/with-the-phone", test_with_the_phone);

  g_test_add_func ("/O5/phone/undo-of-adding", test_undo_of_adding);
  g_test_add_func ("/O5/phone/undo-needs-the-right", test_undo_needs_the_right);
  g_test_add_func ("/K5/phone/too-many", test_too_many);

  return g_test_run ();
}
