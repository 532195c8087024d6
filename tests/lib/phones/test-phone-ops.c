/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1: phones are added, edited, attached, detached and deleted, refused by name, and leave the log whole. */
#include "gh-test-phones.h"

#include "logs/gh-log-entry.h"

#include <string.h>

/* --- adding --- */

static void
test_add (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;

  gh_test_assert_query (org, PHONE (1), "+4791234567 /Pixel 8/mobile/google android/no");
  gh_test_assert_query (org, PHONE (2), "+4722855050 417//landline/unknown/no");
  gh_test_assert_query (org, PHONE (3), " /Ward 3/tablet/unknown/no");

  rehearsal = gh_test_rehearse (org, "phone.add", NULL, "{\"username\":\"BERT\",\"number\":\"0047 22855059\"}");
  g_assert_cmpint (rehearsal->changed, ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "4");

  /* Both the phone and its user are touched (J1). */
  result = gh_test_run (org, "phone.add", NULL, "{\"username\":\"BERT\",\"number\":\"0047 22855059\"}");
  g_assert_cmpstr (result->object_label, ==, "+4722855059");
  gh_test_assert_query (org, "SELECT group_concat (kind || id, ' ') FROM (SELECT kind, id FROM journal WHERE op ="
                             " (SELECT max (seq) FROM log) ORDER BY kind)", "phone5 user2");
  gh_test_assert_query (org, "SELECT (SELECT last_op FROM user_status WHERE user_id = 2) = (SELECT max (seq) FROM log)",
                        "1");
  gh_test_assert_query (org, "SELECT length (key) || substr (key, 1, 2) FROM phones WHERE id = 5", "20DP");
  gh_test_assert_phones_whole (org);
}

/* A number that is possible, but not known to have been given out, is a remark (R10). */
static void
test_remark (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) odd = gh_test_rehearse (org, "phone.add", NULL, "{\"number\":\"+4710000000\"}");
  g_autoptr (GhResult) usual = gh_test_rehearse (org, "phone.add", NULL, "{\"number\":\"+4722855059\"}");
  g_autoptr (GhResult) edited = gh_test_rehearse (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"+4710000000\"}");

  g_assert_cmpint (odd->changed, ==, 1);
  g_assert_cmpint (gh_test_count_also (odd, "phone-unlikely"), ==, 1);
  g_assert_cmpint (gh_test_count_also (usual, "phone-unlikely"), ==, 0);
  g_assert_cmpint (gh_test_count_also (edited, "phone-unlikely"), ==, 1);
}

/* --- all refusals --- */

typedef struct {
  const char *operation;
  const char *phone;      /* NULL: none is named */
  const char *parameters;
  GhRefusal   refusal;
} Refused;

static const Refused refused[] = {
  { "phone.add", NULL, "{}", GH_REFUSAL_PHONE_NEEDS_NUMBER },
  { "phone.add", NULL, "{\"number\":\"22 85 50\"}", GH_REFUSAL_PHONE_IMPOSSIBLE },
  { "phone.add", NULL, "{\"number\":\"O7911\"}", GH_REFUSAL_PHONE_LETTERS },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"type\":\"car\"}", GH_REFUSAL_PHONE_TYPE },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"platform\":\"nokia\"}", GH_REFUSAL_PLATFORM },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"extension\":\"a\"}", GH_REFUSAL_PHONE_EXTENSION },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"name\":\"a\\tb\"}", GH_REFUSAL_NAME_CHARACTERS },
  { "phone.add", NULL, "{\"number\":\"91234567\"}", GH_REFUSAL_NUMBER_TAKEN },
  { "phone.add", NULL, "{\"number\":\"22855050\",\"extension\":\"417\"}", GH_REFUSAL_NUMBER_TAKEN },
  { "phone.add", NULL, "{\"number\":\"22855052\"}", GH_REFUSAL_NUMBER_TAKEN },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"username\":\"nobody\"}", GH_REFUSAL_UNKNOWN_USER },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"username\":\"\"}", GH_REFUSAL_UNKNOWN_USER },
  { "phone.add", NULL, "{\"number\":\"22855059\",\"username\":\"carl\"}", GH_REFUSAL_IN_TRASH },

  { "phone.edit", PIXEL, "{}", GH_REFUSAL_NOTHING_GIVEN },
  { "phone.edit", PIXEL, "{\"name\":\"Pixel 8\"}", GH_REFUSAL_ALREADY_SO },
  { "phone.edit", PIXEL, "{\"new-number\":\"912 34 567\"}", GH_REFUSAL_ALREADY_SO },
  { "phone.edit", PIXEL, "{\"new-number\":\"22855050 x417\"}", GH_REFUSAL_NUMBER_TAKEN },
  { "phone.edit", PIXEL, "{\"new-number\":\"22855050\",\"extension\":\"417\"}", GH_REFUSAL_NUMBER_TAKEN },
  { "phone.edit", PIXEL, "{\"new-number\":\"\"}", GH_REFUSAL_PHONE_NEEDS_NUMBER },
  { "phone.edit", PIXEL, "{\"new-number\":\"112\"}", GH_REFUSAL_PHONE_SHORT },
  { "phone.edit", PIXEL, "{\"type\":\"landline\",\"platform\":\"iphone\"}", GH_REFUSAL_PLATFORM_OF_TYPE },
  { "phone.edit", DESK, "{\"type\":\"fax\"}", GH_REFUSAL_PHONE_TYPE },

  { "phone.attach", PIXEL, "{\"username\":\"anna\"}", GH_REFUSAL_ALREADY_OWNER },
  { "phone.attach", PIXEL, "{\"username\":\"carl\"}", GH_REFUSAL_IN_TRASH },
  { "phone.attach", PIXEL, "{\"username\":\"nobody\"}", GH_REFUSAL_UNKNOWN_USER },

  { "phone.detach", PIXEL, "{\"username\":\"bert\"}", GH_REFUSAL_NOT_OWNER },
  { "phone.detach", CARLS, "{\"username\":\"carl\"}", GH_REFUSAL_IN_TRASH },
  { "phone.detach", PIXEL, "{\"username\":\"nobody\"}", GH_REFUSAL_UNKNOWN_USER },

  { "phone.delete", CARLS, "{}", GH_REFUSAL_OWNER_IN_TRASH },
};

static void
test_refused (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const Refused *one = &refused[i];

      g_test_message ("%s %s %s", one->operation, one->phone != NULL ? one->phone : "", one->parameters);
      gh_test_refused (org, one->operation, one->phone != NULL ? NUMBER (one->phone) : NULL, one->parameters,
                       one->refusal);
    }
  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, ==, before);
  gh_test_assert_query (org, "SELECT max (seq) FROM log", "11");
}

/* Uniqueness names who has the number. */
static void
test_holder_is_named (void)
{
  static const struct {
    const char *number;
    const char *holder;
  } cases[] = {
    { "91234567", "“+47 912 34 567” is a phone of Anna Ærø" },
    { "22855050 x417", "“+47 22 85 50 50 ext. 417” is a phone of Anna Ærø and 1 other person" },
    { "22855052", "“+47 22 85 50 52” is a phone of carl, who is in the Trash" },
    { "22855059", "“+47 22 85 50 59” is a phone that nobody has" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  gh_test_do (org, "user.edit", USER ("anna"), "{\"real-name\":\"Anna Ærø\"}", 1);
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"22855059\"}", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"number\":\"%s\"}", cases[i].number);
      g_autoptr (GhResult) result = gh_test_run (org, "phone.add", NULL, parameters);
      const GhSkip *skip = g_ptr_array_index (result->skips, 0);

      g_assert_cmpint (skip->refusal, ==, GH_REFUSAL_NUMBER_TAKEN);
      g_assert_cmpstr (skip->detail, ==, cases[i].holder);
    }
}

/* R10: digits without + that with one are the phone of the user, or the phone in question, are that. */
static void
test_lost_plus (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  gh_test_do (org, "phone.add", NULL, "{\"number\":\"+447911123456\",\"username\":\"anna\"}", 1);
  gh_test_refused (org, "phone.add", NULL, "{\"number\":\"447911123456\",\"username\":\"anna\"}",
                   GH_REFUSAL_NUMBER_TAKEN);
  gh_test_refused (org, "phone.add", NULL, "{\"number\":\"447911123456\",\"username\":\"bert\"}",
                   GH_REFUSAL_PHONE_IMPOSSIBLE);
  gh_test_refused (org, "phone.edit", NUMBER ("447911123456"), "{\"new-number\":\"447911123456\"}", GH_REFUSAL_ALREADY_SO);
  gh_test_refused (org, "phone.edit", NUMBER ("447911123456"), "{\"new-number\":\"447911123457\"}",
                   GH_REFUSAL_PHONE_IMPOSSIBLE);
}

/* A phone is named as people write its number. */
static void
test_named_by_number (void)
{
  static const char *const names[] = { DESK, "+4722855050x417", "22 85 50 50 ext. 417", "0047 22855050 X417",
                                       "4722855050 x417" };
  static const char *const unknown[] = { "+4722855050", "+4722855050 x41", "Desk", "", " ", "Ward 3", "x417", "\xc3\xa5" };
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"name\":\"%zu\"}", i);

      gh_test_do (org, "phone.edit", NUMBER (names[i]), parameters, 1);
      gh_test_assert_query (org, "SELECT group_concat (id) FROM phones WHERE last_op = (SELECT max (seq) FROM log)", "2");
    }

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GhTarget) target = NUMBER (unknown[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResult) result = gh_run (org->store,
                                            &(GhRequest) {
                                              .operation = gh_operation_find ("phone.delete"),
                                              .actor = org->actor,
                                              .target = target,
                                            },
                                            NULL, &error);

      g_test_message ("%s", unknown[i]);
      g_assert_null (result);
      g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
    }
}

/* --- editing --- */

static void
test_edit (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  gh_test_activate_phone (org, 1);
  gh_test_do (org, "phone.edit", NUMBER (PIXEL),
              "{\"new-number\":\"+44 7911 123456\",\"extension\":\"5\",\"name\":\"\",\"type\":\"tablet\","
              "\"platform\":\"iphone\"}", 1);
  gh_test_assert_query (org, PHONE (1), "+447911123456 5//tablet/apple ios/5");
  gh_test_assert_query (org, "SELECT before || ' ' || after FROM journal WHERE op = 12",
                        "{\"number\":\"+4791234567\",\"extension\":\"\",\"name\":\"Pixel 8\",\"type\":\"mobile\","
                        "\"platform\":\"google android\"} "
                        "{\"number\":\"+447911123456\",\"extension\":\"5\",\"name\":\"\",\"type\":\"tablet\","
                        "\"platform\":\"apple ios\"}");

  /* Only what changes is journaled; the owners are not touched. */
  gh_test_do (org, "phone.edit", NUMBER (DESK), "{\"name\":\"Desk\",\"type\":\"landline\"}", 1);
  gh_test_assert_query (org, "SELECT group_concat (kind || id || before || after) FROM journal WHERE op = 13",
                        "phone2{\"name\":\"\"}{\"name\":\"Desk\"}");

  /* A phone of somebody in the Trash alone is a phone all the same. */
  gh_test_do (org, "phone.edit", NUMBER (CARLS), "{\"new-number\":\"22855053\"}", 1);
  gh_test_assert_query (org, PHONE (4), "+4722855053 //unknown/unknown/no");
  gh_test_assert_phones_whole (org);
}

static void
test_edit_many (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) result = NULL;

  gh_test_refused (org, "phone.edit", gh_test_two_ids (1, 2), "{\"new-number\":\"22855059\"}", GH_REFUSAL_ONE_AT_A_TIME);
  gh_test_refused (org, "phone.edit", gh_test_two_ids (1, 2), "{\"extension\":\"\"}", GH_REFUSAL_ONE_AT_A_TIME);

  result = gh_test_run (org, "phone.edit", gh_test_two_ids (1, 3), "{\"type\":\"mobile\",\"name\":\"Shift\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_PHONE_NEEDS_NUMBER), ==, 1);
  gh_test_do (org, "phone.edit", gh_test_two_ids (1, 2), "{\"platform\":\"iphone\"}", 2);
  gh_test_assert_query (org, PHONE (1), "+4791234567 /Shift/mobile/apple ios/no");
  gh_test_assert_query (org, PHONE (2), "+4722855050 417//mobile/apple ios/no");
  gh_test_assert_query (org, PHONE (3), " /Ward 3/tablet/unknown/no");
  gh_test_assert_phones_whole (org);
}

/* O8: what somebody changed since stays and is named, the rest is written. */
static void
test_revision (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;

  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Door\"}", 1);
  gh_test_refused (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Hall\",\"revision\":6}", GH_REFUSAL_CHANGED_SINCE);
  gh_test_refused (org, "phone.edit", gh_test_two_ids (1, 2), "{\"name\":\"Hall\",\"revision\":6}", GH_REFUSAL_ONE_AT_A_TIME);

  result = gh_test_run (org, "phone.edit", NUMBER (PIXEL),
                        "{\"name\":\"Hall\",\"platform\":\"iphone\",\"new-number\":\"22855059\",\"revision\":6}");
  text = gh_result_to_text (result);
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_nonnull (strstr (text, "“Name” stays as it was changed by local:tester on 2026-11-24 10:00: “Door”"));
  gh_test_assert_query (org, PHONE (1), "+4722855059 /Door/mobile/apple ios/no");

  /* Read after that. */
  gh_test_do (org, "phone.edit", NUMBER ("22855059"), "{\"name\":\"Hall\",\"revision\":13}", 1);
  gh_test_assert_phones_whole (org);
}

/* --- owners --- */

static void
test_attach (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) result = NULL;

  result = gh_test_run (org, "phone.attach", gh_test_two_ids (1, 2), "{\"username\":\"Bert\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ALREADY_OWNER), ==, 1);
  g_assert_cmpint (gh_test_count_also (result, "share-authenticator"), ==, 0);
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417 bert:+4791234567,+4722855050417 carl:+4722855052");

  /* The user is touched, not the phone (J1). */
  gh_test_assert_query (org, "SELECT group_concat (kind || id || before || after) FROM journal WHERE op = 12",
                        "user2{\"phones\":[2]}{\"phones\":[1,2]}");
  gh_test_assert_query (org, "SELECT last_op FROM phones WHERE id = 1", "6");

  /* Phones do not come from a directory, so its users get them too. */
  gh_test_do (org, "phone.attach", gh_test_two_ids (1, 3), "{\"username\":\"dora\"}", 2);
  gh_test_do (org, "phone.detach", gh_test_two_ids (1, 3), "{\"username\":\"dora\"}", 2);
  gh_test_assert_phones_whole (org);
}

/* P1: who gets an activated phone that somebody has shares their authenticator. */
static void
test_attach_shares (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *key = gh_test_query (org, "SELECT key FROM phones WHERE id = 1");
  g_autofree char *expected = g_strdup_printf ("[{\"username\":\"bert\",\"phone_id\":\"%s\"}]", key);

  gh_test_activate_phone (org, 1);
  gh_test_activate_phone (org, 3);
  rehearsal = gh_test_rehearse (org, "phone.attach", gh_test_two_ids (1, 3), "{\"username\":\"bert\"}");
  text = gh_result_to_text (rehearsal);
  g_assert_cmpint (gh_test_count_also (rehearsal, "share-authenticator"), ==, 1);
  g_assert_nonnull (strstr (text, "1 person will share an authenticator with somebody else"));
  g_assert_nonnull (strstr (text, "bert (anna)"));

  result = gh_test_run (org, "phone.attach", gh_test_two_ids (1, 3), "{\"username\":\"bert\"}");
  g_assert_cmpint (result->changed, ==, 2);
  facts = gh_test_query (org, "SELECT payload ->> '$.facts.shared' FROM log ORDER BY seq DESC LIMIT 1");
  g_assert_cmpstr (facts, ==, expected);
  g_assert_cmpmem (rehearsal->digest, sizeof rehearsal->digest, result->digest, sizeof result->digest);
}

static void
test_detach (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) first = NULL;
  g_autoptr (GhResult) last = NULL;

  first = gh_test_run (org, "phone.detach", gh_test_two_ids (1, 2), "{\"username\":\"anna\"}");
  g_assert_cmpint (first->changed, ==, 2);
  g_assert_cmpint (gh_test_count_also (first, "unowned"), ==, 1);
  gh_test_assert_query (org, OWNED, "bert:+4722855050417 carl:+4722855052");
  gh_test_assert_query (org, "SELECT group_concat (kind || id || before || after) FROM journal WHERE op = 12",
                        "user1{\"phones\":[1,2]}{\"phones\":[]}");

  last = gh_test_rehearse (org, "phone.detach", NUMBER (DESK), "{\"username\":\"bert\"}");
  g_assert_cmpint (gh_test_count_also (last, "unowned"), ==, 1);
  gh_test_do (org, "phone.detach", NUMBER (DESK), "{\"username\":\"bert\"}", 1);
  gh_test_assert_query (org, PHONE (2), "+4722855050 417//landline/unknown/no");
  gh_test_assert_phones_whole (org);
}

static void
test_delete (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autoptr (GhResult) result = NULL;
  const gint64 ids[] = { 1, 2, 3, 4 };

  gh_test_activate_phone (org, 1);
  rehearsal = gh_test_rehearse (org, "phone.delete", gh_target_new_for_ids (ids, 4), NULL);
  g_assert_cmpint (rehearsal->changed, ==, 3);
  g_assert_cmpint (gh_test_count_skipped (rehearsal, GH_REFUSAL_OWNER_IN_TRASH), ==, 1);
  g_assert_cmpint (gh_test_count_also (rehearsal, "owners"), ==, 2);
  g_assert_cmpint (gh_test_count_also (rehearsal, "authenticators"), ==, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "4");

  result = gh_test_run (org, "phone.delete", gh_target_new_for_ids (ids, 4), NULL);
  g_assert_cmpint (result->changed, ==, 3);
  gh_test_assert_query (org, OWNED, "carl:+4722855052");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM phones", "4");
  gh_test_assert_query (org, "SELECT group_concat (kind || id, ' ') FROM (SELECT kind, id FROM journal WHERE op = 12"
                             " ORDER BY kind, id)", "phone1 phone2 phone3 user1 user2");
  gh_test_assert_phones_whole (org);
}

/* O5, O10: the authenticator in it ends with its secret; the phone comes back without. */
static void
test_delete_ends_credential (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  gh_test_activate_phone (org, 1);
  gh_test_write_directory (org,
    "INSERT INTO credentials (id, key, device_kind, device, type, seed, made, events, last_op)"
    " VALUES (7, 'DCAAAAAAAAAAAAAAAAAA', 'phone', 1, 0, x'01', 1, x'02', 1),"
    " (8, 'DCBBBBBBBBBBBBBBBBBB', 'token', 1, 0, x'01', 1, x'02', 1);"
    "INSERT INTO sealed (kind, record, purpose, key_number, value, last_op)"
    " VALUES ('credential', 7, 'seed', 1, x'01', 1), ('credential', 8, 'seed', 1, x'02', 1)");

  gh_test_do (org, "phone.delete", NUMBER (PIXEL), NULL, 1);
  gh_test_assert_query (org, "SELECT group_concat (record) FROM sealed", "8");
  gh_test_assert_query (org, "SELECT group_concat (kind || key) FROM ended", "credentialDCAAAAAAAAAAAAAAAAAA");
  gh_test_undo_entry (org, 12, 2);
  gh_test_assert_query (org, PHONE (1), "+4791234567 /Pixel 8/mobile/google android/no");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM credentials", "8");
}

/* 100 phones a user, 100 users a phone. */
static void
test_limits (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) result = NULL;

  gh_test_write_directory (org,
    "WITH RECURSIVE n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 199)"
    " INSERT INTO phones (id, key, number, last_op) SELECT i, 'DP' || i, '+4721000' || i, 1 FROM n;"
    "INSERT INTO phone_owners SELECT 1, id FROM phones WHERE id BETWEEN 101 AND 197;"
    "WITH RECURSIVE n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 199)"
    " INSERT INTO users (id, key, username, username_fold, created) SELECT i, 'DU' || i, 'u' || i, 'u' || i, 1 FROM n;"
    "INSERT INTO user_status (user_id, last_op) SELECT id, 1 FROM users WHERE id > 100;"
    "INSERT INTO phone_owners SELECT id, 1 FROM users WHERE id > 100");

  /* anna has 99, of three only the first finds room; PIXEL has 100. */
  result = gh_test_run (org, "phone.attach", gh_test_two_ids (198, 199), "{\"username\":\"anna\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_TOO_MANY_PHONES), ==, 1);
  gh_test_refused (org, "phone.attach", NUMBER ("+4721000199"), "{\"username\":\"anna\"}", GH_REFUSAL_TOO_MANY_PHONES);
  gh_test_refused (org, "phone.add", NULL, "{\"username\":\"anna\",\"number\":\"22855059\"}", GH_REFUSAL_TOO_MANY_PHONES);
  gh_test_refused (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", GH_REFUSAL_TOO_MANY_PHONES);
  gh_test_do (org, "phone.attach", NUMBER ("+4721000199"), "{\"username\":\"bert\"}", 1);

  /* All of them go at once. */
  gh_test_do (org, "phone.delete", NUMBER (PIXEL), NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE kind = 'user' AND op = (SELECT max (seq) FROM log)",
                        "100");
}

/* --- who may --- */

static void
test_roles (void)
{
  static const struct {
    const char *operation;
    const char *may;       /* Owner, Administrator, Application Manager, User Manager, Help Desk, Analyst, Read-only */
  } rows[] = {
    { "phone.add", "yy-yy--" },    { "phone.edit", "yy-yy--" },   { "phone.attach", "yy-yy--" },
    { "phone.detach", "yy-yy--" }, { "phone.delete", "yy-y---" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (GhRole role = 0; role < GH_N_ROLES; role++)
      g_assert_cmpint (gh_role_may (role, rows[i].operation), ==,
                       rows[i].may[role] == 'y' ? GH_REFUSAL_NONE : GH_REFUSAL_ROLE);

  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"bert\",\"number\":\"22855059\"}", 1);
  gh_test_refused (org, "phone.delete", NUMBER (PIXEL), NULL, GH_REFUSAL_ROLE);

  /* Undoing that it was added would delete it (O5): the user gives it back, and it stays. */
  gh_test_undo_entry (org, 12, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM phones AS p WHERE number = '+4722855059'"
                             " AND NOT EXISTS (SELECT 1 FROM phone_owners WHERE phone_id = p.id)", "1");
}

/* --- the log --- */

static gboolean
read_entry_cb (GhConnection  *connection,
               gpointer       data,
               GError       **error)
{
  GhLogEntry **entry = data;

  *entry = gh_log_entry_read (connection, GPOINTER_TO_INT (*entry), error);

  return *entry != NULL;
}

static void
assert_object (GhTestOrganisation *org,
               gint64              entry,
               const char         *object)
{
  GhLogEntry *read = GINT_TO_POINTER ((int) entry);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_store_read (org->store, read_entry_cb, &read, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (read->object, ==, object);
  gh_log_entry_free (read);
}

/* L1: each entry names the phone as it was then, and in its facts what domain 10.2 asks for. */
static void
test_log (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autofree char *key = gh_test_query (org, "SELECT key FROM users WHERE username = 'bert'");
  g_autofree char *of_bert = g_strdup_printf ("{\"user_id\":\"%s\",\"username\":\"bert\"}", key);

  assert_object (org, 6, PIXEL);
  assert_object (org, 7, DESK);
  assert_object (org, 9, "Ward 3");
  gh_test_assert_query (org, "SELECT object_kind || ' ' || (object_id = (SELECT key FROM phones WHERE id = 2)) FROM log"
                             " WHERE seq = 8", "phone 1");
  gh_test_assert_query (org, "SELECT payload ->> '$.facts' FROM log WHERE seq = 8", of_bert);
  gh_test_assert_query (org, "SELECT json_extract (payload, '$.facts.number', '$.facts.extension', '$.facts.name',"
                             " '$.facts.type', '$.facts.platform', '$.facts.username') FROM log WHERE seq = 7",
                        "[\"+4722855050\",\"417\",\"\",\"landline\",\"unknown\",\"anna\"]");

  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"22855059\"}", 1);
  assert_object (org, 12, PIXEL);
  gh_test_do (org, "phone.detach", NUMBER (DESK), "{\"username\":\"BERT\"}", 1);
  assert_object (org, 13, DESK);
  gh_test_assert_query (org, "SELECT payload ->> '$.facts' FROM log WHERE seq = 13", of_bert);
  gh_test_do (org, "phone.delete", NUMBER (DESK), NULL, 1);
  assert_object (org, 14, DESK);
  gh_test_do (org, "phone.delete", gh_test_two_ids (1, 3), NULL, 2);
  assert_object (org, 15, "Delete Phone, for 2 phones");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/P1/phone/add", test_add);
  g_test_add_func ("/R10/phone/remark", test_remark);
  g_test_add_func ("/P1/phone/refused", test_refused);
  g_test_add_func ("/P1/phone/holder-is-named", test_holder_is_named);
  g_test_add_func ("/R10/phone/lost-plus", test_lost_plus);
  g_test_add_func ("/P1/phone/named-by-number", test_named_by_number);
  g_test_add_func ("/P1/phone/edit", test_edit);
  g_test_add_func ("/P1/phone/edit-many", test_edit_many);
  g_test_add_func ("/O8/phone/revision", test_revision);
  g_test_add_func ("/P1/phone/attach", test_attach);
  g_test_add_func ("/P1/phone/attach-shares", test_attach_shares);
  g_test_add_func ("/P1/phone/detach", test_detach);
  g_test_add_func ("/P1/phone/delete", test_delete);
  g_test_add_func ("/O5/phone/delete-ends-credential", test_delete_ends_credential);
  g_test_add_func ("/P1/phone/limits", test_limits);
  g_test_add_func ("/A4/phone/roles", test_roles);
  g_test_add_func ("/L1/phone/log", test_log);

  return g_test_run ();
}
