/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#define GROUPS_OF(id) \
  "SELECT coalesce (group_concat (name, ' '), '') FROM (SELECT name FROM memberships" \
  " JOIN groups ON id = group_id WHERE user_id = " #id " ORDER BY name)"

static gboolean
write_directory_cb (GhConnection  *connection,
                    gpointer       data,
                    GError       **error)
{
  return gh_connection_execute (connection, data, error);
}

/* What only a sync or the Trash does, without either. */
static void
write_directory (GhTestOrganisation *org,
                 const char         *sql)
{
  g_autoptr (GError) error = NULL;

  gh_store_write (org->store, GH_FILE_DIRECTORY, write_directory_cb, (gpointer) sql, &error);
  g_assert_no_error (error);
}

/* anna 1, bert 2, carl 3; VPN 1 Active, Guests 2 Disabled, Kiosk 3 Bypass; nobody in any. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert carl");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Guests\",\"status\":\"disabled\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Kiosk\",\"status\":\"bypass\",\"description\":\"Hall\"}", 1);

  return org;
}

static void
trash_bert (GhTestOrganisation *org)
{
  write_directory (org, "INSERT INTO trash VALUES (2, 1, 1, 'x', 2, 0, NULL)");
}

static gint64
add_to (GhTestOrganisation *org,
        const char         *group,
        gint64              changed)
{
  g_autofree char *parameters = g_strdup_printf ("{\"group\":\"%s\"}", group);

  return gh_test_do (org, "user.add-to-group", gh_target_new_for_query ("username:*"), parameters, changed);
}

static GhTarget *
named (const char *name)
{
  return gh_target_new_for_name (name);
}

static void
test_add (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *long_text = g_strnfill (513, 'x');
  g_autofree char *too_long = g_strdup_printf ("{\"name\":\"x\",\"description\":\"%s\"}", long_text);

  gh_test_assert_query (org, "SELECT name || description || status || name_fold FROM groups WHERE id = 3",
                        "KioskHall1kiosk");
  gh_test_assert_query (org, "SELECT object_kind || (object_id = (SELECT key FROM groups WHERE id = 3))"
                             " FROM log WHERE seq = 7", "group1");
  gh_test_refused (org, "group.add", NULL, "{\"name\":\"vpn\"}", GH_REFUSAL_GROUP_NAME_TAKEN);
  gh_test_refused (org, "group.add", NULL, "{\"name\":\"\"}", GH_REFUSAL_NAME_EMPTY);
  gh_test_refused (org, "group.add", NULL, "{\"name\":\"x\",\"status\":\"locked\"}", GH_REFUSAL_UNKNOWN_STATUS);
  gh_test_refused (org, "group.add", NULL, too_long, GH_REFUSAL_TOO_LONG);
}

static void
test_add_undone (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *key = gh_test_query (org, "SELECT key FROM groups WHERE id = 3");

  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM groups", "2");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":8}", 1);
  gh_test_assert_query (org, "SELECT key FROM groups WHERE id = 3", key);
  gh_test_assert_query (org, "SELECT hex (a.after) = hex (b.after) FROM journal AS a, journal AS b"
                             " WHERE a.op = 7 AND b.op = 9", "1");
}

static void
test_add_with_members_stays (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add_to (org, "Kiosk", 3);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":7}", GH_REFUSAL_EDITED_SINCE);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "3");
}

static void
test_edit (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_do (org, "group.edit", named ("vpn"), "{\"new-name\":\"Réseau\",\"description\":\"\",\"status\":\"disabled\"}",
              1);
  gh_test_assert_query (org, "SELECT name || name_key || name_fold || status FROM groups WHERE id = 1",
                        "Réseauréseaureseau2");
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = 8",
                        "{\"name\":\"VPN\",\"status\":0}{\"name\":\"Réseau\",\"status\":2}");
  gh_test_refused (org, "group.edit", named ("Kiosk"), "{\"new-name\":\"guests\"}", GH_REFUSAL_GROUP_NAME_TAKEN);
  gh_test_refused (org, "group.edit", named ("Kiosk"), "{\"status\":\"bypass\"}", GH_REFUSAL_ALREADY_SO);
  gh_test_refused (org, "group.edit", named ("Kiosk"), "{}", GH_REFUSAL_NOTHING_GIVEN);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT name || name_key || name_fold || status FROM groups WHERE id = 1", "VPNvpnvpn0");
}

static void
test_edit_many (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  const gint64 ids[] = { 1, 2, 3 };

  gh_test_refused (org, "group.edit", gh_target_new_for_ids (ids, 3), "{\"new-name\":\"x\"}",
                   GH_REFUSAL_ONE_AT_A_TIME);
  gh_test_do (org, "group.edit", gh_target_new_for_ids (ids, 3), "{\"status\":\"active\"}", 2);
  gh_test_assert_query (org, "SELECT sum (status) FROM groups", "0");
}

/* A rehearsal counts those whom another status affects, without the Trash; another name affects nobody. */
static void
test_edit_members (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  const gint64 ids[] = { 1, 2, 3 };
  g_autoptr (GhResult) status = NULL;
  g_autoptr (GhResult) statuses = NULL;
  g_autoptr (GhResult) name = NULL;

  add_to (org, "VPN", 3);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_ids (ids, 2), "{\"group\":\"Kiosk\"}", 2);
  trash_bert (org);

  status = gh_test_rehearse (org, "group.edit", named ("Kiosk"), "{\"status\":\"active\"}");
  g_assert_cmpstr (((GhConsequence *) g_ptr_array_index (status->also, 0))->what, ==,
                   "1 member comes under this status");
  /* VPN is Active already. */
  statuses = gh_test_rehearse (org, "group.edit", gh_target_new_for_ids (ids, 3), "{\"status\":\"active\"}");
  g_assert_cmpint (((GhConsequence *) g_ptr_array_index (statuses->also, 0))->count, ==, 1);
  name = gh_test_rehearse (org, "group.edit", named ("VPN"), "{\"new-name\":\"x\",\"status\":\"active\"}");
  g_assert_cmpuint (name->also->len, ==, 0);
}

static void
test_join (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) result = NULL;

  gh_test_do (org, "user.add-to-group", named ("anna"), "{\"group\":\"kiosk\"}", 1);
  trash_bert (org);
  result = gh_test_run (org, "user.add-to-group", gh_target_new_for_ids ((gint64[]) { 1, 2, 3 }, 3),
                        "{\"group\":\"Kiosk\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ALREADY_MEMBER), ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_IN_TRASH), ==, 1);
  gh_test_assert_query (org, "SELECT before || after || prev FROM journal WHERE op = 9",
                        "{\"groups\":[]}{\"groups\":[3]}4");

  gh_test_do (org, "user.add-to-group", named ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = 10",
                        "{\"groups\":[3]}{\"groups\":[1,3]}");
  gh_test_refused (org, "user.add-to-group", named ("anna"), "{\"group\":\"x\"}", GH_REFUSAL_UNKNOWN_GROUP);

  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, GROUPS_OF (1), "Kiosk");
  gh_test_assert_query (org, "SELECT last_op FROM groups WHERE id = 1", "5");
}

static void
test_leave (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  add_to (org, "VPN", 3);
  add_to (org, "Kiosk", 3);
  gh_test_do (org, "user.remove-from-group", named ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_assert_query (org, GROUPS_OF (1), "Kiosk");
  gh_test_refused (org, "user.remove-from-group", named ("anna"), "{\"group\":\"VPN\"}", GH_REFUSAL_NOT_MEMBER);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, GROUPS_OF (1), "Kiosk VPN");
}

static void
test_hundred_groups (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  write_directory (org, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                        " INSERT INTO groups (id, key, name, name_key, name_fold, last_op)"
                        " SELECT 10 + i, i, i, i, i, 1 FROM n;"
                        "INSERT INTO memberships SELECT 1, id FROM groups WHERE id > 10");
  gh_test_refused (org, "user.add-to-group", named ("anna"), "{\"group\":\"VPN\"}", GH_REFUSAL_TOO_MANY_GROUPS);
}

static void
test_delete (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) rehearsal = NULL;
  g_autofree char *key = gh_test_query (org, "SELECT key FROM groups WHERE id = 3");
  gint64 entry;

  add_to (org, "VPN", 3);
  add_to (org, "Kiosk", 3);
  trash_bert (org);

  rehearsal = gh_test_rehearse (org, "group.delete", named ("Kiosk"), NULL);
  g_assert_cmpint (((GhConsequence *) g_ptr_array_index (rehearsal->also, 0))->count, ==, 3);
  g_assert_cmpint (((GhConsequence *) g_ptr_array_index (rehearsal->also, 1))->count, ==, 1);

  entry = gh_test_do (org, "group.delete", named ("Kiosk"), NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "3");
  gh_test_assert_query (org, "SELECT before || after FROM journal WHERE op = 10 AND kind = 'user' AND id = 2",
                        "{\"groups\":[1,3]}{\"groups\":[1]}");
  g_assert_cmpint (entry, ==, 10);

  gh_test_do (org, "log.undo", NULL, NULL, 4);
  gh_test_assert_query (org, "SELECT key FROM groups WHERE id = 3", key);
  gh_test_assert_query (org, GROUPS_OF (1), "Kiosk VPN");
  gh_test_assert_query (org, GROUPS_OF (2), "Kiosk VPN");
  gh_test_assert_query (org, "SELECT count (*) FROM user_status WHERE last_op = 11", "3");

  /* And again: the redo, then its undo. */
  gh_test_do (org, "log.undo", NULL, "{\"entry\":11}", 4);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "3");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":12}", 4);
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "6");
}

static void
test_delete_undone_when_the_name_is_taken (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhResult) result = NULL;

  add_to (org, "Kiosk", 3);
  gh_test_do (org, "group.delete", named ("Kiosk"), NULL, 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"kiosk\"}", 1);

  result = gh_test_run (org, "log.undo", NULL, "{\"entry\":9}");
  g_assert_true (result->is_refused);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_GROUP_NAME_TAKEN), ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_OWNER_GONE), ==, 3);
}

static void
test_of_a_directory (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  write_directory (org, "INSERT INTO directories VALUES (1, 'DS', 'd', 'd', 1);"
                        "UPDATE groups SET directory_id = 1 WHERE id = 1; INSERT INTO memberships VALUES (1, 1)");
  gh_test_refused (org, "group.edit", named ("VPN"), "{\"status\":\"disabled\"}", GH_REFUSAL_GROUP_OF_DIRECTORY);
  gh_test_refused (org, "group.delete", named ("VPN"), NULL, GH_REFUSAL_GROUP_OF_DIRECTORY);
  gh_test_refused (org, "user.add-to-group", named ("bert"), "{\"group\":\"VPN\"}", GH_REFUSAL_GROUP_OF_DIRECTORY);
  gh_test_refused (org, "user.remove-from-group", named ("anna"), "{\"group\":\"VPN\"}",
                   GH_REFUSAL_GROUP_OF_DIRECTORY);
}

static void
test_roles (void)
{
  static const gboolean may[GH_N_ROLES] = { TRUE, TRUE, FALSE, TRUE, FALSE, FALSE, FALSE };

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();

      add_to (org, "Kiosk", 3);
      gh_test_act_as (org, role);
      if (may[role])
        {
          gh_test_do (org, "group.add", NULL, "{\"name\":\"x\"}", 1);
          gh_test_do (org, "user.add-to-group", named ("anna"), "{\"group\":\"VPN\"}", 1);
          gh_test_do (org, "user.remove-from-group", named ("anna"), "{\"group\":\"VPN\"}", 1);
          gh_test_do (org, "group.delete", named ("VPN"), NULL, 1);
        }
      else
        {
          gh_test_refused (org, "group.add", NULL, "{\"name\":\"x\"}", GH_REFUSAL_ROLE);
          gh_test_refused (org, "group.edit", named ("VPN"), "{\"new-name\":\"x\"}", GH_REFUSAL_ROLE);
          gh_test_refused (org, "group.delete", named ("VPN"), NULL, GH_REFUSAL_ROLE);
          gh_test_refused (org, "user.add-to-group", named ("anna"), "{\"group\":\"VPN\"}", GH_REFUSAL_ROLE);
          gh_test_refused (org, "user.remove-from-group", named ("anna"), "{\"group\":\"VPN\"}", GH_REFUSAL_ROLE);
          gh_test_refused (org, "log.undo", NULL, "{\"entry\":8}", GH_REFUSAL_ROLE);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/G1/group/add", test_add);
  g_test_add_func ("/J3/group/add-undone", test_add_undone);
  g_test_add_func ("/J3/group/add-with-members-stays", test_add_with_members_stays);
  g_test_add_func ("/G1/group/edit", test_edit);
  g_test_add_func ("/G1/group/edit-many", test_edit_many);
  g_test_add_func ("/G1/group/edit-members", test_edit_members);
  g_test_add_func ("/G1/membership/join", test_join);
  g_test_add_func ("/G1/membership/leave", test_leave);
  g_test_add_func ("/G1/membership/hundred-groups", test_hundred_groups);
  g_test_add_func ("/J3/group/delete", test_delete);
  g_test_add_func ("/J3/group/delete-undone-when-the-name-is-taken", test_delete_undone_when_the_name_is_taken);
  g_test_add_func ("/D3/group/of-a-directory", test_of_a_directory);
  g_test_add_func ("/A4/group/roles", test_roles);

  return g_test_run ();
}
