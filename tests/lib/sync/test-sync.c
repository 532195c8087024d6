/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#define USER(external_id, column) "SELECT " column " FROM users JOIN user_status ON user_id = id" \
  " WHERE external_id = '" external_id "'"

#define TWO "[{\"external_id\":\"1\",\"username\":\"anna\",\"realname\":\"Anna\",\"email\":\"a@example.com\"," \
  "\"groups\":[\"Staff\",\"VPN\"]},{\"external_id\":\"2\",\"username\":\"bert\",\"disabled\":true," \
  "\"groups\":[\"Staff\"]}]"

static char *
make_parameters (GhTestOrganisation *org,
                 const char         *users,
                 gboolean            is_complete)
{
  g_autofree char *key = gh_test_query (org, "SELECT key FROM directories");

  return g_strdup_printf ("{\"directory\":\"%s\",\"users\":%s,\"complete\":%s}", key, users,
                          is_complete ? "true" : "false");
}

static gint64
apply_sync (GhTestOrganisation *org,
            const char         *users,
            gboolean            is_complete,
            gint64              changed)
{
  g_autofree char *parameters = make_parameters (org, users, is_complete);

  return gh_test_do (org, "sync.apply", NULL, parameters, changed);
}

/* The result of a sync without changes. */
static char *
sync_in_vain (GhTestOrganisation *org,
              const char         *users)
{
  g_autofree char *parameters = make_parameters (org, users, FALSE);
  g_autoptr (GhResult) result = gh_test_run (org, "sync.apply", NULL, parameters);

  g_assert_cmpint (result->changed, ==, 0);
  g_assert_cmpint (result->entry, ==, 0);
  g_assert_false (result->is_refused);

  return gh_result_to_text (result);
}

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_do (org, "directory.create", NULL, "{\"name\":\"people.example.org\"}", 1);

  return org;
}

static void
test_directory (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_refused (org, "directory.create", NULL, "{\"name\":\"People.example.ORG\"}", GH_REFUSAL_NAME_TAKEN);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM directories", "0");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":3}", 1);
  apply_sync (org, TWO, FALSE, 2);
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":4}", GH_REFUSAL_EDITED_SINCE);
}

static void
test_new_users (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  apply_sync (org, TWO, TRUE, 2);
  gh_test_assert_query (org, USER ("1", "username || realname || email || status || directory_id || last_sync"),
                        "annaAnnaa@example.com01" G_STRINGIFY (GH_TEST_NOW));
  gh_test_assert_query (org, USER ("2", "status || directory_disabled"), "21");
  gh_test_assert_query (org, "SELECT group_concat (name || directory_id) FROM (SELECT * FROM groups ORDER BY name)",
                        "Staff1,VPN1");
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "3");
  gh_test_assert_query (org, "SELECT name_key FROM user_names WHERE user_id = 2", "bert");
  gh_test_assert_query (org, "SELECT payload ->> '$.parameters.users' FROM log WHERE seq = 3", "2");
  gh_test_add_users (org, "carl");
  gh_test_assert_query (org, "SELECT id FROM users WHERE username = 'carl'", "3");
}

static void
test_undone_and_redone (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *key = NULL;

  apply_sync (org, TWO, FALSE, 2);
  key = gh_test_query (org, USER ("2", "key"));
  gh_test_do (org, "log.undo", NULL, NULL, 4);
  gh_test_assert_query (org, "SELECT (SELECT count (*) FROM users) + (SELECT count (*) FROM groups)", "0");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":4}", 4);
  gh_test_assert_query (org, USER ("2", "key"), key);
  gh_test_assert_query (org, USER ("2", "status || directory_disabled || directory_id"), "211");
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "3");
  gh_test_assert_query (org, "SELECT count (*) FROM journal AS a JOIN journal AS b USING (kind, id)"
                             " WHERE a.op = 3 AND b.op = 5 AND a.after = b.after", "4");
}

static void
test_changes (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *said = NULL;

  apply_sync (org, TWO, FALSE, 2);
  said = sync_in_vain (org, TWO);
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Own\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"Own\"}", 1);

  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"asa\",\"email\":\"\",\"groups\":[\"staff\"]},"
                   "{\"external_id\":\"2\",\"username\":\"bert\"}]", FALSE, 2);
  gh_test_assert_query (org, USER ("1", "username || realname || email || last_sync"), "asaAnna1795510860");
  gh_test_assert_query (org, "SELECT group_concat (name) FROM (SELECT name FROM groups JOIN memberships"
                             " ON group_id = id WHERE user_id = 1 ORDER BY name)", "Own,Staff");
  gh_test_assert_query (org, USER ("2", "status || directory_disabled"), "00");

  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, USER ("1", "username || email || last_sync"), "annaa@example.com1795510800");
  gh_test_assert_query (org, USER ("2", "status || directory_disabled"), "21");
}

static void
test_disabled_and_enabled (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"anna\"}]", FALSE, 1);
  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"anna\",\"disabled\":true}]", FALSE, 1);
  gh_test_assert_query (org, USER ("1", "status || directory_disabled"), "21");
  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"anna\"}]", FALSE, 1);
  gh_test_assert_query (org, USER ("1", "status || directory_disabled"), "00");
}

static void
test_not_listed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_add_users (org, "carl");
  apply_sync (org, TWO, TRUE, 2);
  apply_sync (org, "[{\"external_id\":\"2\",\"username\":\"bert\",\"disabled\":true}]", TRUE, 1);
  gh_test_assert_query (org, "SELECT origin || status_before || (purge_at - sent) FROM trash WHERE user_id = 2",
                        "30604800");
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "1");
  gh_test_assert_query (org, USER ("1", "status"), "2");

  /* Back again with everything, but Disabled (T3). */
  apply_sync (org, TWO, TRUE, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
  gh_test_assert_query (org, USER ("1", "status || directory_disabled || restored"), "20" G_STRINGIFY (GH_TEST_NOW));
  gh_test_assert_query (org, "SELECT count (*) FROM memberships WHERE user_id = 2", "2");

  /* Undoing the return restores the Trash, with the whole period. */
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT purge_at - sent FROM trash", "604860");
}

static gboolean
sweep_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  return gh_connection_execute (connection, "INSERT INTO trash VALUES (1, 2, 1, 'x', 2, 0, NULL)", error);
}

static void
test_trashed_otherwise (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GError) error = NULL;

  apply_sync (org, TWO, TRUE, 2);
  gh_store_write (org->store, GH_FILE_DIRECTORY, sweep_cb, NULL, &error);
  g_assert_no_error (error);
  apply_sync (org, TWO, TRUE, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM trash", "0");
}

static void
test_restored_by_hand (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  apply_sync (org, TWO, TRUE, 2);
  apply_sync (org, "[]", TRUE, 2);
  gh_test_refused (org, "user.restore", gh_target_new_for_name ("anna"), NULL, GH_REFUSAL_ONLY_SYNC_RESTORES);
  apply_sync (org, TWO, TRUE, 2);
  gh_test_refused (org, "user.trash", gh_target_new_for_name ("anna"), NULL, GH_REFUSAL_MANAGED_BY_DIRECTORY);
}

static void
test_refused_accounts (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *said = NULL;

  gh_test_add_users (org, "anna");
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"add-alias\":[\"asa\"]}", 1);
  said = sync_in_vain (org, "[{\"external_id\":\"1\",\"username\":\"ASA\"},{\"external_id\":\"2\",\"username\":\"\"},"
                            "{\"external_id\":\"3\",\"username\":\"x\",\"email\":\"x\"},"
                            "{\"external_id\":\"4\",\"username\":\"y\",\"email\":\"a@ex..test\"},"
                            "{\"external_id\":\"5\",\"username\":\"z\",\"email\":\"mailto:a@ex.test\"},"
                            "{\"external_id\":\"6\",\"username\":\"q\",\"email\":\"“a@ex.test”\"},"
                            "{\"external_id\":\"7\",\"username\":\"an\xe2\x80\x8bna\"}]");
  g_assert_nonnull (strstr (said, "“1”: The name is taken. (“asa” is an alias of anna)"));
  g_assert_nonnull (strstr (said, "“2”: A name is needed."));
  g_assert_nonnull (strstr (said, "“3”: An e-mail address"));
  g_assert_nonnull (strstr (said, "“4”: The e-mail address has two dots"));
  g_assert_nonnull (strstr (said, "“5”: Only the e-mail address"));
  g_assert_nonnull (strstr (said, "“6”: The e-mail address holds a blank, a quotation mark"));
  g_assert_nonnull (strstr (said, "“7”: A name may hold no control characters"));
  g_assert_nonnull (strstr (said, "7 accounts are refused"));

  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"b\"},{\"external_id\":\"2\",\"username\":\"B\"},"
                   "{\"external_id\":\"1\",\"username\":\"c\"}]", FALSE, 1);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "2");
}

/* R12: as where it is typed. */
static void
test_email_without_dot (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  const char *users = "[{\"external_id\":\"1\",\"username\":\"anna\",\"email\":\"anna@mailhost\"}]";
  g_autofree char *said = sync_in_vain (org, users);

  g_assert_nonnull (strstr (said, gh_refusal_get_sentence (GH_REFUSAL_EMAIL_NO_DOT)));
  gh_test_write_directory (org, "UPDATE settings SET value = 0 WHERE key = 'email_needs_dot'");
  apply_sync (org, users, FALSE, 1);
  gh_test_assert_query (org, "SELECT email FROM users", "anna@mailhost");
}

static void
test_group_of_ours (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  apply_sync (org, TWO, FALSE, 2);
  gh_test_assert_query (org, "SELECT group_concat (DISTINCT name) FROM memberships JOIN groups ON id = group_id", "VPN");
}

static void
test_own_alias (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *said = NULL;

  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"anna\"}]", FALSE, 1);
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"add-alias\":[\"asa\"]}", 1);
  said = sync_in_vain (org, "[{\"external_id\":\"1\",\"username\":\"Asa\"}]");
  apply_sync (org, "[{\"external_id\":\"1\",\"username\":\"Anna\"}]", FALSE, 1);
  gh_test_assert_query (org, "SELECT username FROM users", "Anna");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/S6/directory", test_directory);
  g_test_add_func ("/S6/sync/new-users", test_new_users);
  g_test_add_func ("/O5/sync/undone-and-redone", test_undone_and_redone);
  g_test_add_func ("/S6/sync/changes", test_changes);
  g_test_add_func ("/S6/sync/disabled-and-enabled", test_disabled_and_enabled);
  g_test_add_func ("/S7/sync/not-listed", test_not_listed);
  g_test_add_func ("/T2/sync/trashed-otherwise", test_trashed_otherwise);
  g_test_add_func ("/S7/sync/restored-by-hand", test_restored_by_hand);
  g_test_add_func ("/U9/sync/refused-accounts", test_refused_accounts);
  g_test_add_func ("/R12/sync/email-without-dot", test_email_without_dot);
  g_test_add_func ("/S6/sync/group-of-ours", test_group_of_ours);
  g_test_add_func ("/U9/sync/own-alias", test_own_alias);

  return g_test_run ();
}
