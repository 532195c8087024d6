/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J3, O5: the last change to a record is reverted, whatever was done and undone since. */
#include "gh-test-organisation.h"

#include "logs/gh-log-entry.h"
#include "logs/gh-log-verify.h"

#include <glib/gstdio.h>

#define NAME(name) gh_target_new_for_name (name)
#define ALL        gh_target_new_for_query ("username:*")

#define NOTES_OF(name) "SELECT notes FROM users WHERE username = '" name "'"
#define STATUSES       "SELECT group_concat (status) FROM (SELECT status FROM user_status ORDER BY user_id)"
#define GROUPS_OF(id) \
  "SELECT coalesce (group_concat (name, ' '), '') FROM (SELECT name FROM memberships" \
  " JOIN groups ON id = group_id WHERE user_id = " #id " ORDER BY name)"

/* Rows that do not point at the previous row of the same record. */
#define WRONG_PREV \
  "SELECT count (*) FROM journal AS j WHERE coalesce (j.prev, 0) <> coalesce (" \
  "(SELECT max (op) FROM journal AS p WHERE p.kind = j.kind AND p.id = j.id AND p.op < j.op), 0)"

static gint64
undo (GhTestOrganisation *org,
      gint64              changed)
{
  return gh_test_do (org, "log.undo", NULL, NULL, changed);
}

static gint64
undo_entry (GhTestOrganisation *org,
            gint64              entry,
            gint64              changed)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  return gh_test_do (org, "log.undo", NULL, parameters, changed);
}

static void
undo_refused (GhTestOrganisation *org,
              gint64              entry,
              GhRefusal           refusal)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  gh_test_refused (org, "log.undo", NULL, parameters, refusal);
}

static gint64
edit (GhTestOrganisation *org,
      const char         *username,
      const char         *parameters)
{
  return gh_test_do (org, "user.edit", NAME (username), parameters, 1);
}

/* Every test ends like this: the journal's histories are whole, and the log is as written. */
static void
end (GhTestOrganisation *org)
{
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_assert_query (org, WRONG_PREV, "0");
  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);
  gh_test_organisation_free (org);
}

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");

  return org;
}

/* --- in a row --- */

static void
test_same_field (void)
{
  GhTestOrganisation *org = make_organisation ();

  edit (org, "anna", "{\"notes\":\"A\"}");
  edit (org, "anna", "{\"notes\":\"B\"}");
  edit (org, "anna", "{\"notes\":\"C\"}");
  undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "B");
  undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "A");
  undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "");
  end (org);
}

static void
test_other_fields (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;

  edit (org, "anna", "{\"notes\":\"A\"}");
  edit (org, "anna", "{\"email\":\"anna@example.com\"}");
  edit (org, "anna", "{\"new-username\":\"anne\",\"add-alias\":[\"a1\"]}");
  gh_test_do (org, "user.set-status", NAME ("anne"), "{\"status\":\"disabled\"}", 1);
  for (int i = 0; i < 4; i++)
    undo (org, 1);
  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, ==, before);
  end (org);
}

static void
test_bulk (void)
{
  GhTestOrganisation *org = make_organisation ();

  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"disabled\"}", 3);
  gh_test_do (org, "user.set-status", NAME ("bert"), "{\"status\":\"active\"}", 1);
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"bypass\"}", 3);
  undo (org, 3);
  gh_test_assert_query (org, STATUSES, "2,0,2");
  undo (org, 1);
  undo (org, 3);
  gh_test_assert_query (org, STATUSES, "0,0,0");
  end (org);
}

static void
test_groups (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;

  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "user.add-to-group", ALL, "{\"group\":\"VPN\"}", 3);
  gh_test_do (org, "group.edit", NAME ("VPN"), "{\"new-name\":\"Remote\",\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.remove-from-group", NAME ("anna"), "{\"group\":\"Remote\"}", 1);
  gh_test_do (org, "group.delete", NAME ("Remote"), NULL, 1);
  undo (org, 3);
  undo (org, 1);
  gh_test_assert_query (org, GROUPS_OF (1), "Remote");
  undo (org, 1);
  gh_test_assert_query (org, GROUPS_OF (1), "VPN");
  undo (org, 3);
  undo (org, 1);
  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, ==, before);
  end (org);
}

static void
test_trash_and_back (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gh_test_do (org, "user.set-status", NAME ("anna"), "{\"status\":\"bypass\"}", 1);
  before = gh_test_snapshot (org);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (org, "user.restore", NAME ("anna"), NULL, 1);
  edit (org, "anna", "{\"notes\":\"back\"}");
  undo (org, 1);
  undo (org, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "1");
  undo (org, 1);
  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, ==, before);
  end (org);
}

/* An import's users, groups, phones and tokens, one of each changed and put back since. */
static void
test_import (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\",\"create-groups\":true}", path);
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "username,phone1,token1,type1,group1\ndora,+4722855050,77,h6,Staff\n"
                             "emil,+4722855050,78,h6,Staff\nanna,+4722855051,79,h6,Staff\n", -1, &error);
  g_assert_no_error (error);
  gh_test_do (org, "user.import", NULL, parameters, 3);
  edit (org, "dora", "{\"notes\":\"A\"}");
  gh_test_do (org, "user.remove-from-group", NAME ("emil"), "{\"group\":\"Staff\"}", 1);
  gh_test_do (org, "group.edit", NAME ("Staff"), "{\"description\":\"All\"}", 1);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  for (int i = 0; i < 4; i++)
    undo (org, 1);
  undo (org, 9);
  after = gh_test_snapshot (org);
  g_assert_cmpstr (after, ==, before);
  end (org);
}

/* --- redo --- */

static void
test_back_and_forward (void)
{
  GhTestOrganisation *org = make_organisation ();
  gint64 undos[3];

  edit (org, "anna", "{\"notes\":\"A\"}");
  edit (org, "anna", "{\"notes\":\"B\"}");
  edit (org, "anna", "{\"notes\":\"C\"}");
  for (int i = 0; i < 3; i++)
    undos[i] = undo (org, 1);
  undo_entry (org, undos[2], 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "A");
  undo_entry (org, undos[1], 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "B");
  undo_entry (org, undos[0], 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "C");
  for (int i = 0; i < 3; i++)
    undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "");
  end (org);
}

/* Undo, redo, undo: an entry is undone once; then its redo is undone. */
static void
test_undo_redo_undo (void)
{
  GhTestOrganisation *org = make_organisation ();
  gint64 first, second, entry;

  first = edit (org, "anna", "{\"notes\":\"A\"}");
  second = edit (org, "anna", "{\"notes\":\"B\"}");
  entry = undo (org, 1);
  entry = undo_entry (org, entry, 1);
  undo_refused (org, second, GH_REFUSAL_UNDONE_ALREADY);
  undo_refused (org, first, GH_REFUSAL_EDITED_SINCE);
  undo (org, 1);
  gh_test_assert_query (org, "SELECT undoes FROM log ORDER BY seq DESC LIMIT 1", "8");
  g_assert_cmpint (entry, ==, 8);
  gh_test_assert_query (org, NOTES_OF ("anna"), "A");
  undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "");
  end (org);
}

static void
test_made_and_removed (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();
  g_autofree char *full = NULL;
  g_autofree char *after = NULL;
  gint64 undos[4];

  gh_test_add_users (org, "anna");
  edit (org, "anna", "{\"notes\":\"A\"}");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "user.add-to-group", NAME ("anna"), "{\"group\":\"VPN\"}", 1);
  full = gh_test_snapshot (org);
  for (int round = 0; round < 2; round++)
    {
      for (int i = 0; i < 4; i++)
        undos[i] = undo (org, 1);
      gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
      gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_CANNOT_BE_UNDONE);
      for (int i = 3; i >= 0; i--)
        undo_entry (org, undos[i], 1);
      g_clear_pointer (&after, g_free);
      after = gh_test_snapshot (org);
      g_assert_cmpstr (after, ==, full);
    }
  end (org);
}

/* --- by number --- */

/* What the log page greys: not entries whose later change was undone, nor a redo of those. */
static void
test_later_change_and_its_undo (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autofree char *parameters = NULL;
  gint64 entry, later;

  entry = gh_test_do (org, "user.set-status", ALL, "{\"status\":\"disabled\"}", 3);
  later = edit (org, "bert", "{\"notes\":\"x\"}");
  undo_entry (org, later, 1);

  parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);
  rehearsal = gh_test_rehearse (org, "log.undo", NULL, parameters);
  g_assert_cmpint (rehearsal->changed, ==, 3);
  g_assert_cmpint (rehearsal->n_skipped, ==, 0);

  later = undo_entry (org, later + 1, 1);
  g_clear_pointer (&rehearsal, gh_result_free);
  rehearsal = gh_test_rehearse (org, "log.undo", NULL, parameters);
  g_assert_cmpint (rehearsal->changed, ==, 2);
  g_assert_cmpint (gh_test_count_skipped (rehearsal, GH_REFUSAL_EDITED_SINCE), ==, 1);

  undo_entry (org, later, 1);
  undo_entry (org, entry, 3);
  gh_test_assert_query (org, STATUSES, "0,0,0");
  end (org);
}

/* Another person's change blocks the undo while it is in effect. */
static void
test_two_people (void)
{
  GhTestOrganisation *org = make_organisation ();
  GhActor *mine = gh_actor_copy (org->actor);
  gint64 entry = edit (org, "anna", "{\"notes\":\"mine\"}");

  gh_test_act_as (org, GH_ROLE_OWNER);
  edit (org, "anna", "{\"email\":\"anna@example.com\"}");
  gh_actor_free (g_steal_pointer (&org->actor));
  org->actor = gh_actor_copy (mine);
  undo_refused (org, entry, GH_REFUSAL_EDITED_SINCE);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_EDITED_SINCE);

  gh_test_act_as (org, GH_ROLE_OWNER);
  undo (org, 1);
  gh_test_refused (org, "log.undo", NULL, NULL, GH_REFUSAL_NOTHING_TO_UNDO);
  gh_actor_free (g_steal_pointer (&org->actor));
  org->actor = mine;
  undo (org, 1);
  gh_test_assert_query (org, NOTES_OF ("anna"), "");
  end (org);
}

/* Out of order: what was undone below stays undone, and what is above is untouched. */
static void
test_out_of_order (void)
{
  GhTestOrganisation *org = make_organisation ();
  gint64 of_anna = edit (org, "anna", "{\"notes\":\"A\"}");
  gint64 of_bert = edit (org, "bert", "{\"notes\":\"B\"}");

  undo_entry (org, of_anna, 1);
  undo (org, 1);
  gh_test_assert_query (org, "SELECT undoes FROM log ORDER BY seq DESC LIMIT 1", "6");
  g_assert_cmpint (of_bert, ==, 6);
  /* Next is the adding of cleo. */
  undo (org, 1);
  gh_test_assert_query (org, "SELECT group_concat (username) FROM users", "anna,bert");
  end (org);
}

/* Once its members left by an undo, the group can be undone. */
static void
test_group_whose_members_left (void)
{
  GhTestOrganisation *org = make_organisation ();
  gint64 made = gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gint64 joined = gh_test_do (org, "user.add-to-group", ALL, "{\"group\":\"VPN\"}", 3);

  undo_refused (org, made, GH_REFUSAL_EDITED_SINCE);
  undo_entry (org, joined, 3);
  undo_entry (org, made, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM groups", "0");
  end (org);
}

/* Users in the Trash are told of groups that are gone, not of those whose deletion was undone. */
static void
test_restore_after_a_deletion_undone (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autoptr (GhResult) before = NULL;
  g_autoptr (GhResult) after = NULL;
  gint64 entry;

  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "user.add-to-group", ALL, "{\"group\":\"VPN\"}", 3);
  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  entry = gh_test_do (org, "group.delete", NAME ("VPN"), NULL, 1);
  before = gh_test_rehearse (org, "user.restore", NAME ("anna"), NULL);
  undo_entry (org, entry, 4);
  after = gh_test_rehearse (org, "user.restore", NAME ("anna"), NULL);
  g_assert_cmpuint (before->also->len, ==, 2);
  g_assert_cmpuint (after->also->len, ==, 1);
  gh_test_do (org, "user.restore", NAME ("anna"), NULL, 1);
  gh_test_assert_query (org, GROUPS_OF (1), "VPN");
  end (org);
}

/* What the undo's own row records as before is what was there. */
static void
test_row_of_an_undo (void)
{
  GhTestOrganisation *org = make_organisation ();

  edit (org, "anna", "{\"notes\":\"A\"}");
  edit (org, "anna", "{\"notes\":\"B\"}");
  undo (org, 1);
  undo (org, 1);
  gh_test_assert_query (org, "SELECT prev || before || after FROM journal WHERE op = 7",
                        "6{\"notes\":\"B\"}{\"notes\":\"A\"}");
  gh_test_assert_query (org, "SELECT prev || before || after FROM journal WHERE op = 8",
                        "7{\"notes\":\"A\"}{\"notes\":\"\"}");

  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  gh_test_do (org, "user.restore", NAME ("anna"), NULL, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + 24 * 60 * 60);
  undo (org, 1);
  undo (org, 1);
  gh_test_assert_query (org, "SELECT a.after ->> '$.trash.purge_at' - b.before ->> '$.trash.purge_at'"
                             " FROM journal AS a, journal AS b WHERE a.op = 11 AND b.op = 12", "0");
  end (org);
}

/* --- skipped records --- */

/* A record that is gone keeps its old name. */
static void
test_names_the_skipped (void)
{
  GhTestOrganisation *org = make_organisation ();
  g_autoptr (GhResult) group = NULL;
  g_autoptr (GhResult) users = NULL;
  g_autofree char *key = NULL;
  gint64 entry;

  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  key = gh_test_query (org, "SELECT key FROM groups");
  gh_test_do (org, "user.add-to-group", ALL, "{\"group\":\"VPN\"}", 3);
  entry = gh_test_do (org, "group.delete", NAME ("VPN"), NULL, 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"vpn\"}", 1);
  group = gh_test_rehearse (org, "log.undo", NULL, "{\"entry\":7}");
  g_assert_cmpint (entry, ==, 7);
  g_assert_cmpuint (group->skips->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GhSkip *skip = g_ptr_array_index (group->skips, i);
      g_autofree char *names = NULL;

      g_ptr_array_add (skip->labels, NULL);
      names = g_strjoinv (" ", (GStrv) skip->labels->pdata);
      g_ptr_array_set_size (skip->labels, (int) skip->labels->len - 1);
      g_assert_cmpuint (skip->keys->len, ==, skip->labels->len);
      if (skip->refusal == GH_REFUSAL_GROUP_NAME_TAKEN)
        {
          g_assert_cmpstr (names, ==, "VPN");
          g_assert_cmpstr (g_ptr_array_index (skip->keys, 0), ==, key);
        }
      else
        g_assert_cmpstr (names, ==, "anna (VPN) bert (VPN) cleo (VPN)");
    }

  /* A user whom an undo would recreate. */
  gh_test_add_users (org, "dora");
  undo (org, 1);
  gh_test_add_users (org, "Dora");
  users = gh_test_rehearse (org, "log.undo", NULL, "{\"entry\":10}");
  g_assert_true (users->is_refused);
  g_assert_cmpstr (g_ptr_array_index (((GhSkip *) g_ptr_array_index (users->skips, 0))->labels, 0), ==, "dora");
  end (org);
}

/* --- log texts --- */

typedef struct {
  gint64  entry;
  char   *text;
} Undone;

static gboolean
read_undone_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Undone *undone = data;
  g_autoptr (GhLogEntry) entry = gh_log_entry_read (connection, undone->entry, error);

  undone->text = entry != NULL ? g_strdup (entry->object) : NULL;

  return entry != NULL;
}

static void
assert_undone (GhTestOrganisation *org,
               gint64              entry,
               const char         *expected)
{
  Undone undone = { entry, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, read_undone_cb, &undone, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone.text, ==, expected);
  g_free (undone.text);
}

static void
test_log_says_what_was_undone (void)
{
  GhTestOrganisation *org = make_organisation ();
  gint64 entry;

  gh_test_do (org, "user.trash", NAME ("anna"), NULL, 1);
  assert_undone (org, undo (org, 1), "Send to Trash (entry 5)");
  entry = undo_entry (org, 6, 1);
  assert_undone (org, entry, "Undo of Send to Trash (entry 6)");
  edit (org, "bert", "{\"notes\":\"x\"}");
  entry = undo (org, 1);
  assert_undone (org, entry, "Edit User (entry 8)");
  end (org);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/J3/undo-in-a-row/same-field", test_same_field);
  g_test_add_func ("/J3/undo-in-a-row/other-fields", test_other_fields);
  g_test_add_func ("/J3/undo-in-a-row/bulk", test_bulk);
  g_test_add_func ("/J3/undo-in-a-row/groups", test_groups);
  g_test_add_func ("/J3/undo-in-a-row/trash-and-back", test_trash_and_back);
  g_test_add_func ("/J3/undo-in-a-row/import", test_import);
  g_test_add_func ("/J3/redo/back-and-forward", test_back_and_forward);
  g_test_add_func ("/J3/redo/undo-redo-undo", test_undo_redo_undo);
  g_test_add_func ("/J3/redo/made-and-removed", test_made_and_removed);
  g_test_add_func ("/J3/undo/later-change-and-its-undo", test_later_change_and_its_undo);
  g_test_add_func ("/J3/undo/two-people", test_two_people);
  g_test_add_func ("/J3/undo/out-of-order", test_out_of_order);
  g_test_add_func ("/J3/undo/group-whose-members-left", test_group_whose_members_left);
  g_test_add_func ("/J3/undo/restore-after-a-deletion-undone", test_restore_after_a_deletion_undone);
  g_test_add_func ("/J1/undo/row-of-an-undo", test_row_of_an_undo);
  g_test_add_func ("/L1/undo/log-says-what-was-undone", test_log_says_what_was_undone);
  g_test_add_func ("/C4/undo/names-the-skipped", test_names_the_skipped);

  return g_test_run ();
}
