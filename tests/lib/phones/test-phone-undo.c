/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O5, J3: what is done to phones is undone and done again, beside other operations too. */
#include "gh-test-phones.h"

static GhResult *
rehearse_undo (GhTestOrganisation *org,
               gint64              entry)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  return gh_test_rehearse (org, "log.undo", NULL, parameters);
}

typedef struct {
  const char *name;
  const char *operation;
  const char *phone;
  const char *parameters;
  gint64      records;    /* that the undo puts back */
} Undone;

static const Undone undone[] = {
  { "add", "phone.add", NULL, "{\"number\":\"22855059\"}", 1 },
  { "add-for-user", "phone.add", NULL, "{\"number\":\"22855059\",\"username\":\"bert\",\"name\":\"Door\"}", 2 },
  { "edit", "phone.edit", PIXEL, "{\"new-number\":\"22855059 x3\",\"name\":\"Door\",\"type\":\"landline\"}", 1 },
  { "edit-extension", "phone.edit", DESK, "{\"extension\":\"\"}", 1 },
  { "attach", "phone.attach", PIXEL, "{\"username\":\"bert\"}", 1 },
  { "detach", "phone.detach", DESK, "{\"username\":\"bert\"}", 1 },
  { "detach-last", "phone.detach", PIXEL, "{\"username\":\"anna\"}", 1 },
  { "delete", "phone.delete", PIXEL, "{}", 2 },
  { "delete-shared", "phone.delete", DESK, "{}", 3 },
};

/* O5: back to what was, and forward again, as often as one likes. */
static void
test_undo (gconstpointer data)
{
  const Undone *what = data;
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;
  gint64 entry = gh_test_do (org, what->operation, what->phone != NULL ? NUMBER (what->phone) : NULL, what->parameters, 1);

  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, !=, before);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *now = NULL;

      entry = gh_test_undo_entry (org, entry, what->records);
      now = gh_test_snapshot (org);
      g_assert_cmpstr (now, ==, i % 2 == 0 ? before : after);
      gh_test_assert_phones_whole (org);
    }
}

/* Undoes it and asserts who stays, why, by name: "number-taken +47…, owner-gone anna". */
static void
assert_undo_leaves (GhTestOrganisation *org,
                    gint64              entry,
                    gint64              changed,
                    const char         *expected)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);
  g_autoptr (GhResult) result = gh_test_run (org, "log.undo", NULL, parameters);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; i < result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (result->skips, i);

      for (guint j = 0; j < skip->ids->len; j++)
        g_string_append_printf (left, "%s%s %s", left->len > 0 ? ", " : "", gh_refusal_get_code (skip->refusal),
                                j < skip->labels->len ? (char *) g_ptr_array_index (skip->labels, j) : "?");
    }
  g_assert_cmpint (result->changed, ==, changed);
  g_assert_cmpstr (left->str, ==, expected);
}

static void
test_undo_number_taken (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  gint64 edited = gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"new-number\":\"22855059\"}", 1);
  gint64 deleted;

  gh_test_do (org, "phone.add", NULL, "{\"number\":\"91234567\"}", 1);
  assert_undo_leaves (org, edited, 0, "number-taken +4722855059");

  deleted = gh_test_do (org, "phone.delete", NUMBER (DESK), NULL, 1);
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"22855050 x417\",\"username\":\"bert\"}", 1);
  assert_undo_leaves (org, deleted, 0, "number-taken +4722855050, owner-gone anna, edited-since bert");
  gh_test_assert_query (org, OWNED, "anna:+4722855059 bert:+4722855050417 carl:+4722855052");
  gh_test_assert_phones_whole (org);
}

static void
test_undo_user_gone (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  gint64 attached, detached, deleted;

  attached = gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  detached = gh_test_do (org, "phone.detach", NUMBER (DESK), "{\"username\":\"bert\"}", 1);
  deleted = gh_test_do (org, "phone.delete", gh_test_two_ids (1, 2), NULL, 2);
  gh_test_do (org, "user.trash", USER ("bert"), NULL, 1);
  gh_test_do (org, "user.purge", USER ("bert"), "{\"confirm\":1}", 1);

  /* Nothing is left to call bert by, or a purged phone (J4). */
  assert_undo_leaves (org, detached, 0, "edited-since ?");
  assert_undo_leaves (org, attached, 0, "edited-since ?");
  /* The phones come back to who is still there. */
  assert_undo_leaves (org, deleted, 3, "edited-since ?");
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417 carl:+4722855052");
  gh_test_assert_phones_whole (org);
}

static void
test_undo_phone_gone (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  gint64 detached = gh_test_do (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"anna\"}", 1);
  gint64 edited = gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Door\"}", 1);

  gh_test_do (org, "phone.delete", NUMBER (PIXEL), NULL, 1);
  assert_undo_leaves (org, edited, 0, "edited-since +4791234567");
  assert_undo_leaves (org, detached, 0, "owner-gone anna");
}

/* A new phone that somebody else got since stays. */
static void
test_undo_attached_since (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  gint64 added = gh_test_do (org, "phone.add", NULL, "{\"number\":\"22855059\",\"username\":\"anna\"}", 1);

  gh_test_do (org, "phone.attach", NUMBER ("+4722855059"), "{\"username\":\"bert\"}", 1);
  assert_undo_leaves (org, added, 1, "edited-since +4722855059");
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417 bert:+4722855050417,+4722855059 carl:+4722855052");
}

/* O5: a deleted phone comes back to its owners, but not activated. */
static void
test_undo_without_activation (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) rehearsal = NULL;
  gint64 deleted;

  gh_test_activate_phone (org, 1);
  gh_test_do (org, "phone.attach", NUMBER (PIXEL), "{\"username\":\"bert\"}", 1);
  deleted = gh_test_do (org, "phone.delete", NUMBER (PIXEL), NULL, 1);
  rehearsal = rehearse_undo (org, deleted);
  g_assert_cmpint (gh_test_count_also (rehearsal, "share-authenticator"), ==, 0);
  gh_test_undo_entry (org, deleted, 3);
  gh_test_assert_query (org, PHONE (1), "+4791234567 /Pixel 8/mobile/google android/no");
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417 bert:+4791234567,+4722855050417 carl:+4722855052");
}

/* P1: so does who gets one back by an undo, or by undoing that. */
static void
test_undo_shares (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  g_autoptr (GhResult) attaching = NULL;
  g_autoptr (GhResult) back = NULL;
  g_autoptr (GhResult) redo = NULL;
  g_autoptr (GhResult) alone = NULL;
  gint64 detached, attached, undoing;

  gh_test_activate_phone (org, 2);
  detached = gh_test_do (org, "phone.detach", NUMBER (DESK), "{\"username\":\"bert\"}", 1);
  back = rehearse_undo (org, detached);
  g_assert_cmpint (gh_test_count_also (back, "share-authenticator"), ==, 1);
  g_assert_cmpstr (g_ptr_array_index (gh_test_find_also (back, "share-authenticator")->names, 0), ==, "bert (anna)");
  gh_test_undo_entry (org, detached, 1);
  gh_test_assert_query (org, "SELECT payload ->> '$.facts.shared[0].username' FROM log ORDER BY seq DESC LIMIT 1", "bert");

  attached = gh_test_do (org, "phone.attach", NUMBER (DESK), "{\"username\":\"dora\"}", 1);
  attaching = rehearse_undo (org, attached);
  g_assert_cmpint (gh_test_count_also (attaching, "share-authenticator"), ==, 0);
  undoing = gh_test_undo_entry (org, attached, 1);
  redo = rehearse_undo (org, undoing);
  g_assert_cmpint (gh_test_count_also (redo, "share-authenticator"), ==, 1);

  /* Whoever had it alone has it alone again. */
  gh_test_activate_phone (org, 1);
  alone = rehearse_undo (org, gh_test_do (org, "phone.detach", NUMBER (PIXEL), "{\"username\":\"anna\"}", 1));
  g_assert_cmpint (alone->changed, ==, 1);
  g_assert_cmpint (gh_test_count_also (alone, "share-authenticator"), ==, 0);
}

/* What no operation writes is not put back from an edited journal. */
static void
test_undo_hostile (void)
{
  static const struct {
    const char *before;
    GhRefusal   refusal;
  } cases[] = {
    { "{\"name\":\"a\\u001b[2J\"}", GH_REFUSAL_NAME_CHARACTERS },
    { "{\"number\":\"call me\"}", GH_REFUSAL_PHONE_NUMBER },
    { "{\"number\":\"+4722855052\"}", GH_REFUSAL_NUMBER_TAKEN },
    { "{\"extension\":\"x\"}", GH_REFUSAL_PHONE_EXTENSION },
    { "{\"type\":\"rocket\"}", GH_REFUSAL_PHONE_TYPE },
    { "{\"platform\":\"rocket\"}", GH_REFUSAL_PLATFORM },
    { "{\"activated\":\"x\"}", GH_REFUSAL_JOURNAL_UNREADABLE },
    { "{\"number\":5}", GH_REFUSAL_JOURNAL_UNREADABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
      g_autofree char *sql = g_strdup_printf ("UPDATE journal SET before = '%s' WHERE op = 12 AND kind = 'phone'",
                                              cases[i].before);

      g_test_message ("%s", cases[i].before);
      gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Door\"}", 1);
      gh_test_write_directory (org, sql);
      gh_test_refused (org, "log.undo", NULL, "{\"entry\":12}", cases[i].refusal);
    }
}

/* --- beside other operations --- */

/* T4: a purge takes the phones that nobody else has, with what the journal said of them. */
static void
test_purge_beside (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  gh_test_do (org, "phone.edit", NUMBER (PIXEL), "{\"name\":\"Door\"}", 1);
  gh_test_do (org, "user.trash", USER ("anna"), NULL, 1);
  gh_test_do (org, "user.purge", USER ("anna"), "{\"confirm\":1}", 1);
  gh_test_assert_query (org, OWNED, "bert:+4722855050417 carl:+4722855052");
  gh_test_assert_query (org, "SELECT group_concat (id) FROM (SELECT id FROM phones ORDER BY id)", "2,3,4");
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE kind = 'phone' AND id = 1 AND salt IS NOT NULL", "0");
  assert_undo_leaves (org, 12, 0, "edited-since ?");

  /* The number is free again, and the row's id is not used again (Y3). */
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"91234567\",\"username\":\"bert\"}", 1);
  gh_test_assert_query (org, "SELECT id FROM phones WHERE number = '+4791234567'", "5");
  gh_test_assert_phones_whole (org);
}

static gint64
import (GhTestOrganisation *org,
        const char         *csv,
        gboolean            is_rehearsal,
        gint64             *n_sharing)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, csv, -1, &error);
  g_assert_no_error (error);
  result = is_rehearsal ? gh_test_rehearse (org, "user.import", NULL, parameters)
                        : gh_test_run (org, "user.import", NULL, parameters);
  if (n_sharing != NULL)
    *n_sharing = gh_test_count_also (result, "share-authenticator");

  return result->changed;
}

/* R7: an import and the operations find each other's phones. */
static void
test_import_beside (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();

  g_assert_cmpint (import (org, "username,phone1,platform1\nbert,+4791234567,iphone\neva,22855059,landline\n", FALSE, NULL),
                   ==, 2);
  gh_test_assert_query (org, PHONE (1), "+4791234567 /Pixel 8/mobile/google android/no");
  gh_test_refused (org, "phone.add", NULL, "{\"number\":\"22855059\"}", GH_REFUSAL_NUMBER_TAKEN);

  gh_test_do (org, "phone.attach", NUMBER ("22855059"), "{\"username\":\"anna\"}", 1);
  gh_test_do (org, "phone.detach", NUMBER ("22855059"), "{\"username\":\"eva\"}", 1);
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417,+4722855059 bert:+4791234567,+4722855050417"
                                    " carl:+4722855052");
  /* eva was edited since, and anna has the phone. */
  assert_undo_leaves (org, 12, 1, "edited-since +4722855059, edited-since eva");
  gh_test_assert_phones_whole (org);
}

/* P1: an import says so, too, of each user once. */
static void
test_import_shares (void)
{
  static const struct {
    const char *csv;
    gint64      n_sharing;
  } cases[] = {
    { "username,phone1\nbert,+4791234567\n", 1 },
    { "username,phone1,phone2\nnew,+4791234567,22855050 x417\nanna,+4791234567,\n", 1 },
    { "username,phone1\nx,+4791234567\ny,+4791234567\nz,+4791234567\n", 3 },
    { "username,phone1,phone2\nx,+4791234567,+4791234567\n", 1 },
    /* nobody has it: the second to get it shares it */
    { "username,phone1\nx,22855059\n", 0 },
    { "username,phone1\nx,22855059\ny,22855059\n", 1 },
    /* new, or not activated */
    { "username,phone1\nx,22855058\ny,22855058\n", 0 },
    { "username,phone1\nx,22855052\n", 0 },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_phones_new ();
  gint64 n_sharing;

  gh_test_activate_phone (org, 1);
  gh_test_activate_phone (org, 2);
  gh_test_do (org, "phone.add", NULL, "{\"number\":\"22855059\"}", 1);
  gh_test_activate_phone (org, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].csv);
      g_assert_cmpint (import (org, cases[i].csv, TRUE, &n_sharing), >, 0);
      g_assert_cmpint (n_sharing, ==, cases[i].n_sharing);
    }

  import (org, "username,phone1\nx,+4791234567\ny,+4791234567\n", FALSE, &n_sharing);
  g_assert_cmpint (n_sharing, ==, 2);
  gh_test_assert_query (org, "SELECT group_concat (value ->> '$.username') FROM log,"
                             " json_each (payload, '$.facts.shared') WHERE seq = (SELECT max (seq) FROM log)", "x,y");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (undone); i++)
    {
      g_autofree char *path = g_strconcat ("/O5/phone/undo/", undone[i].name, NULL);

      g_test_add_data_func (path, &undone[i], test_undo);
    }
  g_test_add_func ("/J3/phone/undo-number-taken", test_undo_number_taken);
  g_test_add_func ("/J3/phone/undo-user-gone", test_undo_user_gone);
  g_test_add_func ("/J3/phone/undo-phone-gone", test_undo_phone_gone);
  g_test_add_func ("/J3/phone/undo-attached-since", test_undo_attached_since);
  g_test_add_func ("/O5/phone/undo-without-activation", test_undo_without_activation);
  g_test_add_func ("/P1/phone/undo-shares", test_undo_shares);
  g_test_add_func ("/O5/phone/undo-hostile", test_undo_hostile);
  g_test_add_func ("/T4/phone/purge-beside", test_purge_beside);
  g_test_add_func ("/R7/phone/import-beside", test_import_beside);
  g_test_add_func ("/P1/phone/import-shares", test_import_shares);

  return g_test_run ();
}
