/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P2, P1: what becomes of the app on a phone that is edited, deleted or given to somebody else. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"
#include "gh-test-phones.h"

#define MINUTE 60
#define FIVE   "{\"minutes\":5}"

#define ACTIVATED "SELECT coalesce (activated, 'no') FROM phones WHERE number = '" GH_TEST_PHONE "'"

#define pass(org, seconds) gh_clock_set (org->clock, GH_TEST_NOW + (seconds))

/* --- what ends it --- */

/* A phone whose app was used and noted. */
static GhTestOrganisation *
make_activated (char **uri)
{
  GhTestOrganisation *org = gh_test_app_organisation_new ();

  *uri = gh_test_activate_app (org, GH_TEST_PHONE, FIVE);
  gh_test_try_app (org, *uri, GH_OUTCOME_ACCEPTED);
  gh_test_do (org, "phone.note-activated", NULL, NULL, 1);
  gh_test_assert_query (org, ACTIVATED, G_STRINGIFY (GH_TEST_NOW));

  return org;
}

/* O5: a deleted phone comes back without it. */
static void
test_deleted (void)
{
  g_autofree char *uri = NULL;
  g_autoptr (GhTestOrganisation) org = make_activated (&uri);
  g_autoptr (GhResult) nothing = NULL;

  gh_test_do (org, "phone.delete", NUMBER (GH_TEST_PHONE), NULL, 1);
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, ACTIVATED, "no");
  pass (org, MINUTE);
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);
  nothing = gh_test_run (org, "phone.note-activated", NULL, NULL);
  g_assert_cmpint (nothing->changed, ==, 0);
  gh_test_assert_records_whole (org);
}

/* P2: what cannot have an app loses it, which the rehearsal says, and no undo brings it back. */
static void
test_edited (void)
{
  static const struct {
    const char *parameters;
    gboolean    ends_app;
  } rows[] = {
    { "{\"type\":\"landline\"}", TRUE },
    { "{\"type\":\"unknown\"}", TRUE },
    { "{\"platform\":\"unknown\"}", TRUE },
    { "{\"platform\":\"mobile\"}", TRUE },
    { "{\"type\":\"tablet\"}", FALSE },
    { "{\"platform\":\"iphone\"}", FALSE },
    { "{\"name\":\"Pixel\",\"new-number\":\"+4791234568\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uri = NULL;
      g_autoptr (GhTestOrganisation) org = make_activated (&uri);
      g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, "phone.edit", NUMBER (GH_TEST_PHONE), rows[i].parameters);
      g_autoptr (GhResult) undo = NULL;
      const char *activated = rows[i].ends_app ? "no" : G_STRINGIFY (GH_TEST_NOW);
      gint64 entry;

      g_test_message ("%s", rows[i].parameters);
      g_assert_cmpint (gh_test_count_also (rehearsal, "apps-end"), ==, rows[i].ends_app);
      gh_test_assert_query (org, "SELECT count (*) FROM credentials", "1");

      entry = gh_test_do (org, "phone.edit", NUMBER (GH_TEST_PHONE), rows[i].parameters, 1);
      gh_test_assert_query (org, "SELECT coalesce (activated, 'no') FROM phones", activated);
      gh_test_assert_query (org, "SELECT (SELECT count (*) FROM credentials) || (SELECT count (*) FROM sealed)",
                            rows[i].ends_app ? "00" : "11");
      pass (org, MINUTE);
      gh_test_try_app (org, uri, rows[i].ends_app ? GH_OUTCOME_NO_DEVICE : GH_OUTCOME_ACCEPTED);

      undo = gh_test_rehearse (org, "log.undo", NULL, NULL);
      g_assert_cmpint (gh_test_count_also (undo, "left-behind"), ==, rows[i].ends_app);
      for (int n = 0; n < 3; n++)
        {
          entry = gh_test_undo_entry (org, entry, 1);
          gh_test_assert_query (org, "SELECT coalesce (activated, 'no') FROM phones", activated);
          gh_test_assert_records_whole (org);
        }
      pass (org, 2 * MINUTE);
      gh_test_try_app (org, uri, rows[i].ends_app ? GH_OUTCOME_NO_DEVICE : GH_OUTCOME_ACCEPTED);
    }
}

/* The same before the first passcode: there is an app, though the phone is not activated. */
static void
test_edited_while_pending (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = gh_test_activate_app (org, GH_TEST_PHONE, NULL);

  gh_test_do (org, "phone.edit", NUMBER (GH_TEST_PHONE), "{\"type\":\"landline\"}", 1);
  gh_test_assert_query (org, "SELECT count (*) FROM ended WHERE kind = 'credential'", "1");
  gh_test_try_app (org, uri, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_records_whole (org);
}

/* Nor does an undo make a phone with an app one that cannot have it. */
static void
test_undo_of_edit (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_app_organisation_new ();
  g_autofree char *uri = NULL;
  g_autofree char *parameters = NULL;
  gint64 edited, renamed;

  gh_test_do (org, "phone.edit", NUMBER (GH_TEST_PHONE), "{\"type\":\"landline\"}", 1);
  edited = gh_test_do (org, "phone.edit", NUMBER (GH_TEST_PHONE), "{\"platform\":\"iphone\"}", 1);
  parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", edited);
  uri = gh_test_activate_app (org, GH_TEST_PHONE, NULL);
  gh_test_refused (org, "log.undo", NULL, parameters, GH_REFUSAL_EDITED_SINCE);
  gh_test_assert_query (org, "SELECT type FROM phones", "mobile");

  /* What says nothing of its type is undone. */
  renamed = gh_test_do (org, "phone.edit", NUMBER (GH_TEST_PHONE), "{\"name\":\"Work\"}", 1);
  gh_test_undo_entry (org, renamed, 1);
  gh_test_try_app (org, uri, GH_OUTCOME_ACCEPTED);
}

/* --- who has it, and who had it (P1) --- */

static const char *
find_sharing (const GhResult *rehearsal)
{
  const GhConsequence *also = gh_test_find_also (rehearsal, "share-authenticator");

  return also != NULL ? g_ptr_array_index (also->names, 0) : NULL;
}

/* Of giving GH_TEST_PHONE to @username. */
static void
assert_sharing (GhTestOrganisation *org,
                const char         *username,
                const char         *expected)
{
  g_autofree char *parameters = g_strdup_printf ("{\"username\":\"%s\"}", username);
  g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, "phone.attach", NUMBER (GH_TEST_PHONE), parameters);

  g_assert_cmpint (rehearsal->changed, ==, 1);
  g_assert_cmpstr (find_sharing (rehearsal), ==, expected);
}

/* The app stays with whoever gave the phone back. */
static void
test_past_owner (void)
{
  g_autofree char *uri = NULL;
  g_autoptr (GhTestOrganisation) org = make_activated (&uri);
  g_autofree char *code = NULL;
  g_autoptr (GhResult) back = NULL;

  gh_test_do (org, "phone.detach", NUMBER (GH_TEST_PHONE), "{\"username\":\"anna\"}", 1);
  gh_test_assert_query (org, ACTIVATED, G_STRINGIFY (GH_TEST_NOW));
  back = gh_test_rehearse (org, "log.undo", NULL, NULL);
  g_assert_cmpint (back->changed, ==, 1);
  g_assert_cmpstr (find_sharing (back), ==, NULL);
  assert_sharing (org, "anna", NULL);
  assert_sharing (org, "bert", "bert (anna)");
  gh_test_do (org, "phone.attach", NUMBER (GH_TEST_PHONE), "{\"username\":\"bert\"}", 1);
  gh_test_assert_query (org, "SELECT payload ->> '$.facts.shared[0].username' FROM log ORDER BY seq DESC LIMIT 1", "bert");
  pass (org, MINUTE);
  code = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "bert", code).decision.outcome, ==, GH_OUTCOME_ACCEPTED);

  /* So may bert by now. */
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  assert_sharing (org, "anna", "anna (bert)");

  /* Once nobody has the app any more it is forgotten who had the phone. */
  g_free (gh_test_activate_app (org, GH_TEST_PHONE, FIVE));
  assert_sharing (org, "bert", NULL);
  gh_test_assert_query (org, "SELECT count (*) FROM app_owners", "0");
  gh_test_assert_records_whole (org);
}

/* Nor is it forgotten by a purge, which leaves no name. */
static void
test_past_owner_gone (void)
{
  g_autofree char *uri = NULL;
  g_autoptr (GhTestOrganisation) org = make_activated (&uri);

  gh_test_do (org, "phone.detach", NUMBER (GH_TEST_PHONE), "{\"username\":\"anna\"}", 1);
  gh_test_do (org, "user.trash", USER ("anna"), NULL, 1);
  gh_test_do (org, "user.purge", USER ("anna"), "{\"confirm\":1}", 1);
  assert_sharing (org, "bert", "bert");
  gh_test_do (org, "phone.delete", NUMBER (GH_TEST_PHONE), NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM app_owners", "0");
}

/* An import gives it to somebody as well. */
static void
test_past_owner_import (void)
{
  static const struct {
    const char *csv;
    const char *shares;
  } rows[] = {
    { "username,phone1\nbert," GH_TEST_PHONE "\n", "bert (anna)" },
    { "username,phone1\nnew," GH_TEST_PHONE "\n", "new (anna)" },
    { "username,phone1\nanna," GH_TEST_PHONE "\n", NULL },
    { "username,phone1\nanna," GH_TEST_PHONE "\nbert," GH_TEST_PHONE "\n", "bert (anna)" },
  };
  g_autofree char *uri = NULL;
  g_autoptr (GhTestOrganisation) org = make_activated (&uri);
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);

  gh_test_do (org, "phone.detach", NUMBER (GH_TEST_PHONE), "{\"username\":\"anna\"}", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhResult) rehearsal = NULL;

      g_assert_true (g_file_set_contents (path, rows[i].csv, -1, NULL));
      rehearsal = gh_test_rehearse (org, "user.import", NULL, parameters);
      g_test_message ("%s", rows[i].csv);
      g_assert_cmpstr (find_sharing (rehearsal), ==, rows[i].shares);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O5/phone-app/deleted", test_deleted);
  g_test_add_func ("/P2/phone-app/edited", test_edited);
  g_test_add_func ("/P2/phone-app/edited-while-pending", test_edited_while_pending);
  g_test_add_func ("/O5/phone-app/undo-of-edit", test_undo_of_edit);
  g_test_add_func ("/P1/phone-app/past-owner", test_past_owner);
  g_test_add_func ("/P1/phone-app/past-owner-gone", test_past_owner_gone);
  g_test_add_func ("/P1/phone-app/past-owner-import", test_past_owner_import);

  return g_test_run ();
}
