/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P3: SMS passcodes are made, so often and no oftener, kept by their hash alone, and end with whatever ends them. What
 * becomes of them at a sign-in is in test-sms-passcodes. */
#include "gh-test-files.h"
#include "gh-test-passcodes.h"
#include "gh-test-phones.h"

#include "keys/ops/gh-key-making.h"

#include <string.h>

#define MINUTE 60
#define DAY    (24 * 60 * MINUTE)

/* Until the day ends in Oslo. */
#define MIDNIGHT (14 * 60 * MINUTE)

#define MAKE "phone.make-sms-passcodes"

/* anna 1 has PIXEL, a mobile phone, and bert 2 nothing. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"" PIXEL "\",\"platform\":\"android\"}", 1);

  return org;
}

static void
set (GhTestOrganisation *org,
     const char         *name,
     const char         *value)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\":\"%s\",\"value\":\"%s\"}", name, value);

  gh_test_do (org, "settings.set", NULL, parameters, 1);
}

static void
make (GhTestOrganisation *org)
{
  gh_test_do (org, MAKE, NUMBER (PIXEL), NULL, 1);
}

static GhOutcome
sign_in (GhTestOrganisation *org,
         const char         *name,
         const char         *passcode)
{
  return gh_test_judge (org, GH_PURPOSE_SIGN_IN, name, passcode).decision.outcome;
}

#define assert_batches(org, n) gh_test_assert_query (org, "SELECT count (*) FROM sms_batches", n)

/* --- making --- */

static void
test_made (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_auto (GStrv) one = gh_test_make_sms_passcodes (org, PIXEL);
  g_autofree char *object = gh_test_query (org, "SELECT 'phone ' || key FROM phones");

  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpuint (strlen (one[0]), ==, 7);
  g_assert_cmpuint (strspn (one[0], "0123456789"), ==, 7);
  gh_test_assert_query (org, "SELECT json_array (phone_id, made, expires, codes, key_number, substr (key, 1, 2)) FROM"
                             " sms_batches", "[1," G_STRINGIFY (GH_TEST_NOW) ",null,1,1,\"DM\"]");
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.count', '$.facts.minutes') FROM log ORDER BY seq DESC"
                             " LIMIT 1", "[1,0]");
  gh_test_assert_query (org, "SELECT (SELECT key FROM sms_batches) = payload ->> '$.facts.sms_batch_ids[0]' FROM log"
                             " ORDER BY seq DESC LIMIT 1", "1");
  gh_test_assert_query (org, "SELECT object_kind || ' ' || object_id FROM log ORDER BY seq DESC LIMIT 1", object);

  /* It edits no phone, and is not undone. */
  gh_test_assert_query (org, "SELECT group_concat (kind) FROM journal WHERE op = (SELECT max (seq) FROM log)", "sms-batch");
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  gh_test_assert_phones_whole (org);
}

/* As many as are set, for as long as is set, with ten different first digits. */
static void
test_set (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_auto (GStrv) codes = NULL;
  guint first = 0;

  set (org, "sms_batch", "10");
  set (org, "sms_expiration", "90");
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_assert_cmpuint (g_strv_length (codes), ==, 10);
  for (guint i = 0; codes[i] != NULL; i++)
    first |= 1u << (codes[i][0] - '0');
  g_assert_cmpuint (first, ==, (1u << 10) - 1);
  gh_test_assert_query (org, "SELECT json_array (expires - made, codes) FROM sms_batches", "[5400,10]");
  gh_test_assert_query (org, "SELECT count (DISTINCT lookup) || ' ' || min (length (lookup)) FROM sms_codes", "10 32");
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.count', '$.facts.minutes') FROM log ORDER BY seq DESC"
                             " LIMIT 1", "[10,90]");
}

/* Nowhere but in the hands of the caller. */
static void
test_not_in_plain (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  static const char *const ends[] = { "", "-wal", "-events", "-events-wal" };
  g_auto (GStrv) codes = NULL;

  set (org, "sms_batch", "3");
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_ACCEPTED);
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_USED);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      /* Where to look is right: the phone's number is in the directory, the way in is in the events. */
      if (i % 2 == 1)
        g_assert_nonnull (memmem (data, length, i == 1 ? PIXEL : "sms_passcode", strlen (i == 1 ? PIXEL : "sms_passcode")));
      for (guint j = 0; codes[j] != NULL; j++)
        g_assert_null (memmem (data, length, codes[j], strlen (codes[j])));
    }
}

/* --- refused --- */

static void
test_refused (void)
{
  static const struct {
    const char *phone;
    GhRefusal   refusal;
  } rows[] = {
    { "{\"number\":\"22855050\",\"type\":\"landline\"}", GH_REFUSAL_SMS_PHONE },
    { "{\"number\":\"91234568\"}", GH_REFUSAL_SMS_PHONE },
    { "{\"number\":\"91234569\",\"type\":\"tablet\"}", GH_REFUSAL_SMS_PHONE },
    { "{\"name\":\"Ward 3\",\"type\":\"tablet\"}", GH_REFUSAL_SMS_PHONE },
  };
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = NULL;

      gh_test_do (org, "phone.add", NULL, rows[i].phone, 1);
      key = gh_test_query (org, "SELECT key FROM phones ORDER BY id DESC LIMIT 1");
      gh_test_refused (org, MAKE, gh_target_new_for_keys ((const char *const[]) { key, NULL }), NULL, rows[i].refusal);
    }
  gh_test_do (org, "user.trash", USER ("anna"), NULL, 1);
  gh_test_refused (org, MAKE, NUMBER (PIXEL), NULL, GH_REFUSAL_OWNER_IN_TRASH);
  gh_test_do (org, "user.restore", USER ("anna"), NULL, 1);

  gh_test_act_as (org, GH_ROLE_SECURITY_ANALYST);
  gh_test_refused (org, MAKE, NUMBER (PIXEL), NULL, GH_REFUSAL_ROLE);
  gh_test_act_as (org, GH_ROLE_APPLICATION_MANAGER);
  gh_test_refused (org, MAKE, NUMBER (PIXEL), NULL, GH_REFUSAL_ROLE);
  assert_batches (org, "0");
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  make (org);
}

static void
test_without_key (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_do (org, "phone.add", NULL, "{\"number\":\"" PIXEL "\",\"type\":\"mobile\"}", 1);
  gh_test_refused (org, MAKE, NUMBER (PIXEL), NULL, GH_REFUSAL_NO_KEY);
  gh_test_run_key (org, "key.create");
  gh_test_reopen (org);
  gh_test_refused (org, MAKE, NUMBER (PIXEL), NULL, GH_REFUSAL_KEY_NOT_OPEN);
  assert_batches (org, "0");
}

/* --- how often --- */

static void
refuse_with (GhTestOrganisation *org,
             const char         *code,
             const char         *words)
{
  g_autoptr (GhResult) result = gh_test_run (org, MAKE, NUMBER (PIXEL), NULL);
  g_autofree char *text = gh_result_to_text (result);

  g_assert_true (result->is_refused);
  g_assert_cmpint (gh_test_count_skipped (result, gh_refusal_find (code)), ==, 1);
  if (strstr (text, words) == NULL)
    g_error ("“%s” says nothing of “%s”", text, words);
}

/* One that is refused leaves the old batch alone. */
static void
test_minute (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  refuse_with (org, "sms-too-soon", "at most once a minute. (wait 60 seconds)");
  gh_clock_set (org->clock, GH_TEST_NOW + 20);
  refuse_with (org, "sms-too-soon", "(wait 40 seconds)");
  gh_clock_set (org->clock, GH_TEST_NOW + 59);
  refuse_with (org, "sms-too-soon", "(wait 1 second)");
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_ACCEPTED);
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  make (org);
}

static void
test_day (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  for (guint i = 0; i < 10; i++)
    {
      gh_clock_set (org->clock, GH_TEST_NOW + i * MINUTE);
      make (org);
    }
  gh_clock_set (org->clock, GH_TEST_NOW + 10 * MINUTE);
  refuse_with (org, "sms-day", "10 batches");
  gh_clock_set (org->clock, GH_TEST_NOW + MIDNIGHT - 1);
  refuse_with (org, "sms-day", "10 batches");
  gh_clock_set (org->clock, GH_TEST_NOW + MIDNIGHT);
  make (org);

  /* Another phone has ten of its own, and a clock that is set back gives none. */
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"bert\",\"number\":\"91234568\",\"type\":\"mobile\"}", 1);
  gh_test_do (org, MAKE, NUMBER ("+4791234568"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 11 * MINUTE);
  refuse_with (org, "sms-too-soon", "wait");
  gh_test_refused (org, MAKE, NUMBER ("+4791234568"), NULL, GH_REFUSAL_SMS_TOO_SOON);
}

static void
add_mobiles (GhTestOrganisation *org,
             guint               n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *phone = g_strdup_printf ("{\"number\":\"9000000%u\",\"type\":\"mobile\"}", i);

      gh_test_do (org, "phone.add", NULL, phone, 1);
    }
}

static GhTarget *
target_all_phones (GhTestOrganisation *org)
{
  g_autofree char *keys = gh_test_query (org, "SELECT group_concat (key) FROM (SELECT key FROM phones ORDER BY id)");
  g_auto (GStrv) parts = g_strsplit (keys, ",", -1);

  return gh_target_new_for_keys ((const char *const *) parts);
}

/* Of all phones together: who comes too late is left out, and keeps the old batch. */
static void
test_sum (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) result = NULL;

  set (org, "sms_daily_sum", "3");
  make (org);
  add_mobiles (org, 3);
  result = gh_test_run (org, MAKE, target_all_phones (org), NULL);
  g_assert_cmpint (result->changed, ==, 2);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_SMS_TOO_SOON), ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_SMS_SUM), ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (phone_id) FROM sms_batches", "1,2,3");

  /* A phone that is deleted gives nothing back. */
  gh_test_do (org, "phone.delete", NUMBER ("+4790000000"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + MINUTE);
  refuse_with (org, "sms-sum", "No more SMS passcodes are made today");
  set (org, "sms_daily_sum", "4");
  make (org);
  gh_clock_set (org->clock, GH_TEST_NOW + MIDNIGHT);
  gh_test_do (org, MAKE, target_all_phones (org), NULL, 3);
}

/* K5: not more secrets at once than are shown. */
static void
test_many (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_directory (org, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 101)"
                                " INSERT INTO phones (key, number, type, platform, last_op)"
                                " SELECT 'DP' || printf ('%018d', i), '+4790' || printf ('%06d', i), 'mobile', 'apple ios', 1"
                                " FROM n");
  set (org, "sms_batch", "10");
  gh_test_refused (org, MAKE, target_all_phones (org), NULL, GH_REFUSAL_TOO_MANY_SECRETS);
  set (org, "sms_batch", "9");
  gh_test_do (org, MAKE, target_all_phones (org), NULL, 102);
  assert_batches (org, "102");
}

static gboolean
has_confirmed (const GhActor *actor,
               gint64         now)
{
  return FALSE;
}

/* More than ten at once ask for one's own passcode, of however many phones. */
static void
test_passcode_again (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) one = NULL;
  g_autoptr (GhResult) two = NULL;

  add_mobiles (org, 2);
  set (org, "sms_batch", "10");
  org->actor->has_confirmed = has_confirmed;
  one = gh_test_rehearse (org, MAKE, NUMBER (PIXEL), NULL);
  g_assert_false (one->needs_passcode);
  make (org);
  two = gh_test_rehearse (org, MAKE, target_all_phones (org), NULL);
  g_assert_true (two->needs_passcode);
}

/* Nothing of it grows for ever. */
static void
test_swept (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add_mobiles (org, 3);
  set (org, "sms_expiration", "60");
  gh_test_do (org, MAKE, target_all_phones (org), NULL, 4);
  gh_clock_set (org->clock, GH_TEST_NOW + 2 * DAY + 60 * MINUTE - 1);
  make (org);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM sms_batches) || ' ' || (SELECT count (*) FROM past_sms_batches)"
                             " || ' ' || (SELECT count (*) FROM sms_codes)", "4 5 5");
  gh_clock_set (org->clock, GH_TEST_NOW + 3 * DAY);
  make (org);
  assert_batches (org, "1");
  gh_clock_set (org->clock, GH_TEST_NOW + 6 * DAY);
  make (org);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM sms_batches) || ' ' || (SELECT count (*) FROM past_sms_batches)"
                             " || ' ' || (SELECT count (*) FROM sms_codes)", "1 2 2");
  gh_test_assert_phones_whole (org);
}

/* --- what ends them --- */

static gint64
count_ending (GhTestOrganisation *org,
              const char         *operation,
              GhTarget           *target,
              const char         *parameters)
{
  g_autoptr (GhResult) rehearsal = gh_test_rehearse (org, operation, target, parameters);

  return gh_test_count_also (rehearsal, "sms-batches-end");
}

static void
test_deleted (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);
  g_autoptr (GhResult) undo = NULL;

  g_assert_cmpint (count_ending (org, "phone.delete", NUMBER (PIXEL), NULL), ==, 1);
  gh_test_do (org, "phone.delete", NUMBER (PIXEL), NULL, 1);
  assert_batches (org, "0");
  gh_test_assert_query (org, "SELECT count (*) FROM events.endings WHERE kind = 'sms-batch'", "1");

  /* The phone comes back without them. */
  undo = gh_test_run (org, "log.undo", NULL, NULL);
  g_assert_cmpint (undo->changed, ==, 2);
  g_assert_cmpint (gh_test_count_also (undo, "left-behind"), ==, 1);
  assert_batches (org, "0");
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_phones_whole (org);
}

/* By the last owner alone, and never for the next one. */
static void
test_detached (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_auto (GStrv) codes = gh_test_make_sms_passcodes (org, PIXEL);

  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  g_assert_cmpint (count_ending (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"anna\"}"), ==, 0);
  gh_test_do (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"anna\"}", 1);
  assert_batches (org, "1");
  g_assert_cmpint (count_ending (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"bert\"}"), ==, 1);
  gh_test_do (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  assert_batches (org, "0");
  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"anna\"}", 1);
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_NO_DEVICE);
  gh_test_assert_phones_whole (org);
}

/* An undo that takes the last owner away is another way to detach. */
static void
test_undone (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *added = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log");
  g_autoptr (GhResult) undo = NULL;

  make (org);
  undo = gh_test_run (org, "log.undo", NULL, added);
  g_assert_cmpint (gh_test_count_skipped (undo, GH_REFUSAL_EDITED_SINCE), ==, 1);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM phones) || ' ' || (SELECT count (*) FROM phone_owners)", "1 0");
  assert_batches (org, "0");
  gh_test_assert_phones_whole (org);
}

/* What was sent to a number is not the phone's under another. */
static void
test_other_number (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  make (org);
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Pixel\",\"platform\":\"iphone\"}", 1);
  assert_batches (org, "1");
  g_assert_cmpint (count_ending (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"91234568\"}"), ==, 1);
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"91234568\"}", 1);
  assert_batches (org, "0");

  gh_clock_set (org->clock, GH_TEST_NOW + MINUTE);
  gh_test_do (org, MAKE, NUMBER ("+4791234568"), NULL, 1);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
  {
    g_autofree char *edited = gh_test_query (org, "SELECT json_object ('entry', max (seq)) FROM log WHERE operation ="
                                                  " 'phone.edit'");

    gh_test_do (org, "log.undo", NULL, edited, 1);
  }
  gh_test_assert_query (org, "SELECT number FROM phones", PIXEL);
  assert_batches (org, "0");

  gh_clock_set (org->clock, GH_TEST_NOW + 2 * MINUTE);
  make (org);
  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"type\":\"landline\"}", 1);
  assert_batches (org, "0");
  gh_test_assert_phones_whole (org);
}

static void
test_purged (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  make (org);
  gh_test_do (org, "user.trash", USER ("anna"), NULL, 1);
  gh_test_do (org, "user.purge", USER ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM phones) + (SELECT count (*) FROM sms_batches)", "0");
  gh_test_assert_query (org, "SELECT count (*) FROM ended WHERE kind = 'sms-batch'", "1");
  gh_test_assert_log_whole (org);
}

/* K7: the rehearsal counts those that are good. */
static void
test_rotated (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) codes = NULL;

  add_mobiles (org, 2);
  set (org, "sms_expiration", "5");
  gh_test_do (org, MAKE, NUMBER ("+4790000000"), NULL, 1);
  set (org, "sms_expiration", "never");
  gh_test_do (org, MAKE, NUMBER ("+4790000001"), NULL, 1);
  codes = gh_test_make_sms_passcodes (org, PIXEL);
  gh_clock_set (org->clock, GH_TEST_NOW + 5 * MINUTE);

  rehearsal = gh_key_make (org->store, "key.rotate", org->actor, TRUE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_test_count_also (rehearsal, "sms-batches-end"), ==, 2);
  assert_batches (org, "3");
  gh_test_run_key (org, "key.rotate");
  assert_batches (org, "0");
  g_assert_cmpint (sign_in (org, "anna", codes[0]), ==, GH_OUTCOME_NO_DEVICE);
  make (org);
  gh_test_assert_query (org, "SELECT key_number FROM sms_batches", "2");
  gh_test_assert_phones_whole (org);
}

/* P1: who comes to share them is named. */
static void
test_shared (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *path = g_build_filename (org->folder, "in.csv", NULL);
  g_autofree char *file = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autoptr (GhResult) before = gh_test_rehearse (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}");
  g_autoptr (GhResult) attach = NULL;
  g_autoptr (GhResult) import = NULL;

  g_assert_cmpint (gh_test_count_also (before, "share-authenticator"), ==, 0);
  make (org);
  attach = gh_test_rehearse (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}");
  g_assert_cmpint (gh_test_count_also (attach, "share-authenticator"), ==, 1);
  g_assert_true (g_file_set_contents (path, "username,phone1\nbert," PIXEL "\n", -1, NULL));
  import = gh_test_rehearse (org, "user.import", NULL, file);
  g_assert_cmpint (gh_test_count_also (import, "share-authenticator"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/P3/sms-batch/made", test_made);
  g_test_add_func ("/P3/sms-batch/set", test_set);
  g_test_add_func ("/P3/sms-batch/not-in-plain", test_not_in_plain);
  g_test_add_func ("/P3/sms-batch/refused", test_refused);
  g_test_add_func ("/K2/sms-batch/without-key", test_without_key);
  g_test_add_func ("/P3/sms-batch/minute", test_minute);
  g_test_add_func ("/P3/sms-batch/day", test_day);
  g_test_add_func ("/P3/sms-batch/sum", test_sum);
  g_test_add_func ("/K5/sms-batch/many", test_many);
  g_test_add_func ("/A6/sms-batch/passcode-again", test_passcode_again);
  g_test_add_func ("/P3/sms-batch/swept", test_swept);
  g_test_add_func ("/O5/sms-batch/deleted", test_deleted);
  g_test_add_func ("/P3/sms-batch/detached", test_detached);
  g_test_add_func ("/O5/sms-batch/undone", test_undone);
  g_test_add_func ("/P3/sms-batch/other-number", test_other_number);
  g_test_add_func ("/T4/sms-batch/purged", test_purged);
  g_test_add_func ("/K7/sms-batch/rotated", test_rotated);
  g_test_add_func ("/P1/sms-batch/shared", test_shared);

  return g_test_run ();
}
