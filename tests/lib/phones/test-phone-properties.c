/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1, P2: a user's phones as objects: what they show, and what is heard of them when something changes. */
#include "gh-test-belongings.h"
#include "gh-test-passcodes.h"
#include "gh-test-phones.h"

#include "phones/gh-phone.h"

#define MINUTES(n) (60 * (n))

/* Anna's list: phone 2 (DESK) at 0, phone 1 (PIXEL) at 1. */
static GhTestBelongings *
list_phones (GhTestOrganisation *org)
{
  return gh_test_belongings_new (org, &gh_phones_of_user, 1);
}

static void
test_properties (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  g_autoptr (GhTestBelongings) nobodys = gh_test_belongings_new (org, &gh_phones_of_user, 99);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phones->list)), ==, 2);
  gh_test_assert_properties (phones, 0, "number=+47 22 85 50 50, extension=417, name=, type=landline, platform=unknown,"
                                        " activated=0, pending-until=0, is-lapsed=no, last-seen=0, owners=anna+bert");
  gh_test_assert_properties (phones, 1, "number=+47 912 34 567, extension=, name=Pixel 8, type=mobile,"
                                        " platform=google android, activated=0, pending-until=0, is-lapsed=no, last-seen=0,"
                                        " owners=anna");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (phones->list), 2));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (nobodys->list)), ==, 0);
}

/* A change is told by the object that is there already. */
static void
test_edited (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  gpointer pixel = gh_test_get_belonging (phones, 1);

  gh_test_assert_heard (phones, "");
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Old\",\"platform\":\"iphone\"}", 1);
  gh_test_assert_heard (phones, "1.name 1.platform");
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"+47 912 34 568\"}", 1);
  gh_test_assert_heard (phones, "1.number");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_heard (phones, "1.number");
  g_assert_true (gh_test_get_belonging (phones, 1) == pixel);

  /* It moves to where its number belongs, and stays the same object. */
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"+46 8 5000 0000\"}", 1);
  gh_test_assert_heard (phones, "-1@1 +1@0 1.number");
  g_assert_true (gh_test_get_belonging (phones, 0) == pixel);
}

static void
test_owners (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);

  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  gh_test_assert_heard (phones, "1.owners");
  gh_test_do (org, "user.edit", USER ("bert"), "{\"new-username\":\"adam\"}", 1);
  gh_test_assert_heard (phones, "1.owners 2.owners");
  gh_test_assert_properties (phones, 0, "number=+47 22 85 50 50, extension=417, name=, type=landline, platform=unknown,"
                                        " activated=0, pending-until=0, is-lapsed=no, last-seen=0, owners=adam+anna");

  /* Those in the Trash are owners, too. */
  gh_test_do (org, "user.trash", USER ("adam"), NULL, 1);
  gh_test_assert_heard (phones, "=");
}

static void
test_come_and_go (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  gpointer pixel = gh_test_get_belonging (phones, 1);

  gh_test_do (org, "phone.detach", NUMBER (DESK), "{\"username\":\"anna\"}", 1);
  gh_test_assert_heard (phones, "-2@0");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_heard (phones, "+2@0");
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"+47 22 85 50 99\",\"type\":\"landline\"}", 1);
  gh_test_assert_heard (phones, "+5@1");
  g_assert_true (gh_test_get_belonging (phones, 2) == pixel);
  gh_test_do (org, "phone.delete", NUMBER (DESK), NULL, 1);
  gh_test_assert_heard (phones, "-2@0");

  /* The user herself. */
  gh_test_do (org, "user.trash", USER ("anna"), NULL, 1);
  gh_test_assert_heard (phones, "=");
  gh_test_do (org, "user.purge", USER ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_heard (phones, "-1@1 -5@0");
}

/* What is not hers changes no object; what is no phone's is not even looked at. */
static void
test_others (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);

  gh_test_do (org, "phone.edit", NUMBER (CARLS), "{\"name\":\"x\"}", 1);
  gh_test_assert_heard (phones, "=");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Night\"}", 1);
  gh_test_assert_heard (phones, "");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, 1795510000)");
  gh_test_assert_heard (phones, "");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  gh_test_assert_heard (phones, "=");
}

/* --- its app --- */

static void
test_activated (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  g_autofree char *uri = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  gh_test_run_key (org, "key.create");
  gh_test_assert_heard (phones, "");
  uri = gh_test_activate_app (org, PIXEL, "{\"minutes\":5}");
  gh_test_assert_heard (phones, "1.pending-until");
  gh_test_assert_properties (phones, 1, "number=+47 912 34 567, extension=, name=Pixel 8, type=mobile,"
                                        " platform=google android, activated=0, pending-until=1795511100,"
                                        " is-lapsed=no, last-seen=0, owners=anna");

  /* A check is no sign-in, but its passcode is accepted. */
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  first = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CHECK, "anna", first).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (phones, "1.activated 1.last-seen 1.pending-until");
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CHECK, "anna", first).decision.outcome, ==, GH_OUTCOME_USED);
  gh_test_assert_heard (phones, "");

  gh_clock_set (org->clock, GH_TEST_NOW + 120);
  second = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", second).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (phones, "1.last-seen");
  gh_test_assert_properties (phones, 1, "number=+47 912 34 567, extension=, name=Pixel 8, type=mobile,"
                                        " platform=google android, activated=1795510860, pending-until=0,"
                                        " is-lapsed=no, last-seen=1795510920, owners=anna");

  /* Whoever else has the phone and uses it. */
  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  gh_test_assert_heard (phones, "1.owners");
  gh_clock_set (org->clock, GH_TEST_NOW + 180);
  third = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "bert", third).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (phones, "1.last-seen");

  /* Activated anew it waits again. */
  g_free (gh_test_activate_app (org, PIXEL, NULL));
  gh_test_assert_heard (phones, "1.activated 1.last-seen 1.pending-until");
}

/* No passcode came in time: from that moment on, whether somebody tried one or not. */
static void
test_lapsed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  g_autofree char *uri = NULL;
  g_autofree char *late = NULL;

  gh_test_run_key (org, "key.create");
  uri = gh_test_activate_app (org, PIXEL, "{\"minutes\":5}");
  gh_test_assert_heard (phones, "1.pending-until");
  gh_clock_set (org->clock, GH_TEST_NOW + MINUTES (5) - 1);
  gh_test_assert_heard_of_time (phones, "=");
  gh_clock_set (org->clock, GH_TEST_NOW + MINUTES (5));
  gh_test_assert_heard_of_time (phones, "1.is-lapsed 1.pending-until");

  late = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", late).decision.outcome, ==, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_heard (phones, "=");
  /* It was seen, so the clock brings it back no more (X). */
  gh_clock_set (org->clock, GH_TEST_NOW);
  gh_test_assert_heard_of_time (phones, "=");

  g_free (gh_test_activate_app (org, PIXEL, NULL));
  gh_test_assert_heard (phones, "1.is-lapsed 1.pending-until");
}

/* A restored directory brings nothing back that has ended (O10). */
static void
test_ended (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhTestBelongings) phones = list_phones (org);
  g_autofree char *uri = NULL;
  g_autofree char *code = NULL;
  g_autofree char *key = NULL;
  g_autofree char *ending = NULL;

  gh_test_run_key (org, "key.create");
  uri = gh_test_activate_app (org, PIXEL, NULL);
  code = gh_test_get_app_code (org, uri, 0);
  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_CHECK, "anna", code).decision.outcome, ==, GH_OUTCOME_ACCEPTED);
  gh_test_assert_heard (phones, "1.activated 1.last-seen");
  key = gh_test_query (org, "SELECT key FROM credentials");
  ending = g_strdup_printf ("INSERT INTO endings (id, kind, key, time) VALUES (99, 'credential', '%s', 1)", key);
  gh_test_write_events (org, ending);
  gh_test_assert_heard_of_time (phones, "1.activated 1.last-seen");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P1/phone/properties", test_properties);
  g_test_add_func ("/P1/phone/edited", test_edited);
  g_test_add_func ("/P1/phone/owners", test_owners);
  g_test_add_func ("/P1/phone/come-and-go", test_come_and_go);
  g_test_add_func ("/F4/phone/others", test_others);
  g_test_add_func ("/P2/phone/activated", test_activated);
  g_test_add_func ("/P2/phone/lapsed", test_lapsed);
  g_test_add_func ("/O10/phone/ended", test_ended);

  return g_test_run ();
}
