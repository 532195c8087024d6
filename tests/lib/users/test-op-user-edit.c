/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#define EDIT(parameters, changed) \
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), parameters, changed)
#define EDIT_REFUSED(parameters, refusal) \
  gh_test_refused (org, "user.edit", gh_target_new_for_name ("anna"), parameters, refusal)

static GhTestOrganisation *
make_organisation (const char *usernames)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, usernames);

  return org;
}

/* What only a sync or the Trash does, without either. */
static gboolean
write_directory_cb (GhConnection  *connection,
                    gpointer       data,
                    GError       **error)
{
  return gh_connection_execute (connection, data, error);
}

static void
write_directory (GhTestOrganisation *org,
                 const char         *sql)
{
  g_autoptr (GError) error = NULL;

  gh_store_write (org->store, GH_FILE_DIRECTORY, write_directory_cb, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static void
test_texts (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  EDIT ("{\"real-name\":\"Anna Ås\",\"email\":\"anna@example.com\",\"notes\":\"On leave\"}", 1);

  gh_test_assert_query (org, "SELECT realname || '|' || realname_fold || '|' || email || '|' || notes FROM users",
                        "Anna Ås|anna as|anna@example.com|On leave");
  gh_test_assert_query (org, "SELECT last_op FROM user_status", "3");
  gh_test_assert_query (org, "SELECT object_id = (SELECT key FROM users) FROM log WHERE seq = 3", "1");
  EDIT ("{\"email\":\"\"}", 1);
  gh_test_assert_query (org, "SELECT email FROM users", "");
}

static void
test_journal_holds_changed_fields_only (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  EDIT ("{\"notes\":\"x\"}", 1);
  EDIT ("{\"notes\":\"x\",\"real-name\":\"Anna\",\"add-alias\":[\"a1\"]}", 1);

  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 4", "{\"aliases\":{},\"realname\":\"\"}");
  gh_test_assert_query (org, "SELECT after FROM journal WHERE op = 4",
                        "{\"aliases\":{\"alias1\":\"a1\"},\"realname\":\"Anna\"}");
  gh_test_assert_query (org, "SELECT prev FROM journal WHERE op = 4", "3");
}

static void
test_unchanged (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  EDIT ("{\"notes\":\"x\",\"add-alias\":[\"a1\"]}", 1);
  EDIT_REFUSED ("{\"notes\":\"x\",\"new-username\":\"anna\",\"add-alias\":[\"a1\"]}", GH_REFUSAL_ALREADY_SO);
  EDIT_REFUSED ("{}", GH_REFUSAL_NOTHING_GIVEN);
}

static void
test_rename (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna bert");

  EDIT_REFUSED ("{\"new-username\":\"Bert\"}", GH_REFUSAL_NAME_TAKEN);
  EDIT_REFUSED ("{\"new-username\":\"\"}", GH_REFUSAL_NAME_EMPTY);
  EDIT_REFUSED ("{\"new-username\":\" a\"}", GH_REFUSAL_NAME_BLANKS);
  EDIT ("{\"new-username\":\"ANNA\"}", 1);
  gh_test_assert_query (org, "SELECT username FROM users WHERE id = 1", "ANNA");
  EDIT ("{\"new-username\":\"asa\"}", 1);
  gh_test_assert_query (org, "SELECT group_concat (name_key) FROM (SELECT * FROM user_names ORDER BY 1)", "asa,bert");

  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT username FROM users WHERE id = 1", "ANNA");
  gh_test_assert_query (org, "SELECT user_id FROM user_names WHERE name_key = 'anna'", "1");
}

static void
test_aliases_are_unique (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna bert carl");

  gh_test_do (org, "user.edit", gh_target_new_for_name ("bert"), "{\"add-alias\":[\"bb\"]}", 1);
  EDIT_REFUSED ("{\"add-alias\":[\"BB\"]}", GH_REFUSAL_NAME_TAKEN);
  EDIT_REFUSED ("{\"add-alias\":[\"Carl\"]}", GH_REFUSAL_NAME_TAKEN);
  EDIT_REFUSED ("{\"add-alias\":[\"Anna\"]}", GH_REFUSAL_ALIAS_IS_USERNAME);
  EDIT_REFUSED ("{\"add-alias\":[\"x\",\"X\"]}", GH_REFUSAL_ALIAS_IS_USERNAME);
  EDIT_REFUSED ("{\"new-username\":\"a1\",\"add-alias\":[\"a1\"]}", GH_REFUSAL_ALIAS_IS_USERNAME);
  EDIT_REFUSED ("{\"remove-alias\":[\"bb\"]}", GH_REFUSAL_NO_SUCH_ALIAS);

  write_directory (org, "INSERT INTO trash VALUES (2, 1, 1, 'x', 2, 0, NULL)");
  EDIT_REFUSED ("{\"add-alias\":[\"bb\"]}", GH_REFUSAL_NAME_TAKEN_IN_TRASH);
  gh_test_assert_query (org, "SELECT count (*) FROM user_aliases", "1");
}

static void
test_eight_aliases (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  EDIT ("{\"add-alias\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]}", 1);
  EDIT_REFUSED ("{\"add-alias\":[\"i\"]}", GH_REFUSAL_TOO_MANY_ALIASES);
  EDIT ("{\"remove-alias\":[\"C\",\"b\"],\"add-alias\":[\"i\"]}", 1);
  gh_test_assert_query (org, "SELECT group_concat (slot || alias) FROM user_aliases", "1a,2i,4d,5e,6f,7g,8h");
  gh_test_assert_query (org, "SELECT slot FROM user_names WHERE name_key = 'i'", "2");

  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT group_concat (slot || alias) FROM user_aliases", "1a,2b,3c,4d,5e,6f,7g,8h");
}

static void
test_username_and_alias_change_places (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  EDIT ("{\"add-alias\":[\"asa\"]}", 1);
  EDIT ("{\"new-username\":\"asa\",\"remove-alias\":[\"asa\"],\"add-alias\":[\"anna\"]}", 1);
  gh_test_assert_query (org, "SELECT username || (SELECT alias FROM user_aliases) FROM users", "asaanna");
}

static void
test_limits (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");
  g_autofree char *long_name = g_strnfill (257, 'x');
  g_autofree char *long_notes = g_strnfill (10001, 'x');
  g_autofree char *name = g_strdup_printf ("{\"real-name\":\"%s\"}", long_name);
  g_autofree char *notes = g_strdup_printf ("{\"notes\":\"%s\"}", long_notes);

  EDIT_REFUSED (name, GH_REFUSAL_TOO_LONG);
  EDIT_REFUSED (notes, GH_REFUSAL_TOO_LONG);
  EDIT_REFUSED ("{\"email\":\"anna\"}", GH_REFUSAL_EMAIL);
  EDIT_REFUSED ("{\"add-alias\":[\"a\\u202eb\"]}", GH_REFUSAL_NAME_CHARACTERS);
}

static void
test_many (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna bert carl");
  g_autoptr (GhResult) result = NULL;

  gh_test_refused (org, "user.edit", gh_target_new_for_query ("username:*"), "{\"new-username\":\"x\"}",
                   GH_REFUSAL_ONE_AT_A_TIME);
  gh_test_refused (org, "user.edit", gh_target_new_for_query ("username:*"), "{\"add-alias\":[\"x\"]}",
                   GH_REFUSAL_ONE_AT_A_TIME);
  EDIT ("{\"notes\":\"x\"}", 1);
  write_directory (org, "INSERT INTO trash VALUES (2, 1, 1, 'x', 2, 0, NULL)");

  result = gh_test_run (org, "user.edit", gh_target_new_for_ids ((gint64[]) { 1, 2, 3 }, 3), "{\"notes\":\"x\"}");
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_ALREADY_SO), ==, 1);
  g_assert_cmpint (gh_test_count_skipped (result, GH_REFUSAL_IN_TRASH), ==, 1);
  gh_test_assert_query (org, "SELECT group_concat (notes, '|') FROM users", "x||x");
}

static void
test_managed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  write_directory (org, "INSERT INTO directories VALUES (1, 'DS', 'd', 'd', 1);"
                        "UPDATE users SET directory_id = 1, external_id = 'x'");
  EDIT_REFUSED ("{\"new-username\":\"x\"}", GH_REFUSAL_FIELD_OF_DIRECTORY);
  EDIT_REFUSED ("{\"real-name\":\"x\"}", GH_REFUSAL_FIELD_OF_DIRECTORY);
  EDIT_REFUSED ("{\"email\":\"x@example.com\",\"notes\":\"x\"}", GH_REFUSAL_FIELD_OF_DIRECTORY);
  EDIT ("{\"notes\":\"x\",\"add-alias\":[\"a1\"],\"real-name\":\"\"}", 1);
  gh_test_assert_query (org, "SELECT notes FROM users", "x");
}

static void
test_revision (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;

  /* Read at entry 2; then somebody changes e-mail and notes, in two operations. */
  EDIT ("{\"email\":\"new@example.com\"}", 1);
  EDIT ("{\"notes\":\"newer\"}", 1);

  EDIT_REFUSED ("{\"email\":\"mine@example.com\",\"revision\":2}", GH_REFUSAL_CHANGED_SINCE);

  result = gh_test_run (org, "user.edit", gh_target_new_for_name ("anna"),
                        "{\"email\":\"mine@example.com\",\"real-name\":\"Anna\",\"revision\":2}");
  text = gh_result_to_text (result);
  g_assert_cmpint (result->changed, ==, 1);
  g_assert_nonnull (strstr (text, "“E-mail” stays as it was changed by local:tester on 2026-11-24 10:00: “new@example.com”"));
  gh_test_assert_query (org, "SELECT email || realname || notes FROM users", "new@example.comAnnanewer");

  /* The other edit wrote the same: nothing to refuse. */
  EDIT_REFUSED ("{\"notes\":\"newer\",\"revision\":2}", GH_REFUSAL_ALREADY_SO);
  /* Read after the e-mail changed. */
  EDIT ("{\"email\":\"mine@example.com\",\"revision\":3}", 1);
}

static void
test_undo_by_help_desk (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  EDIT ("{\"notes\":\"x\"}", 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT notes FROM users", "");
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":3}", GH_REFUSAL_ROLE);
}

static void
test_roles (void)
{
  static const gboolean may[GH_N_ROLES] = { TRUE, TRUE, FALSE, TRUE, TRUE, FALSE, FALSE };

  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ("anna");

      gh_test_act_as (org, role);
      if (may[role])
        EDIT ("{\"notes\":\"x\"}", 1);
      else
        EDIT_REFUSED ("{\"notes\":\"x\"}", GH_REFUSAL_ROLE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U7/edit/texts", test_texts);
  g_test_add_func ("/J1/edit/journal-holds-changed-fields-only", test_journal_holds_changed_fields_only);
  g_test_add_func ("/O7/edit/unchanged", test_unchanged);
  g_test_add_func ("/U9/edit/rename", test_rename);
  g_test_add_func ("/U9/edit/aliases-are-unique", test_aliases_are_unique);
  g_test_add_func ("/U7/edit/eight-aliases", test_eight_aliases);
  g_test_add_func ("/U9/edit/username-and-alias-change-places", test_username_and_alias_change_places);
  g_test_add_func ("/U9/edit/limits", test_limits);
  g_test_add_func ("/O7/edit/many", test_many);
  g_test_add_func ("/D3/edit/managed", test_managed);
  g_test_add_func ("/O8/edit/revision", test_revision);
  g_test_add_func ("/O5/edit/undo-by-help-desk", test_undo_by_help_desk);
  g_test_add_func ("/A4/edit/roles", test_roles);

  return g_test_run ();
}
