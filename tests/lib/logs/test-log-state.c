/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L10: what stands in the tables against what the journal says. */
#include "gh-test-log.h"

#include "logs/gh-log-state.h"

static gint64
compare (GhTestOrganisation *org,
         GPtrArray          *differences)
{
  g_autoptr (GError) error = NULL;
  gint64 n_differences, n_records;

  g_assert_true (gh_log_compare_state (org->store, differences, &n_differences, &n_records, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_records, >, 0);

  return n_differences;
}

static void
assert_same (GhTestOrganisation *org)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);

  if (compare (org, differences) > 0)
    {
      const GhLogDifference *first = differences->pdata[0];

      g_error ("%s %" G_GINT64_FORMAT " %s: %s", first->kind, first->id, first->field, first->problem);
    }
}

/* Users and groups with a history of all sorts of changes. */
static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert carl dora emil");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"real-name\":\"Anna Ærø\",\"notes\":\"x/y\"}", 1);
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"real-name\":\"Anna \\\"B\\\"\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":12}", 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("carl"), NULL, 1);
  gh_test_do (org, "user.restore", gh_target_new_for_name ("carl"), NULL, 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("emil"), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_name ("emil"), "{\"confirm\":1}", 1);

  return org;
}

static void
test_same (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  assert_same (org);
}

static void
test_practice (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) filled = NULL;
  g_autoptr (GhResult) changed = NULL;

  filled = gh_test_run (org, "organisation.fill-practice", NULL, "{\"users\":500,\"seed\":3,\"today\":\"2026-11-24T00:00:00Z\"}");
  g_assert_cmpint (filled->entry, ==, 2);
  changed = gh_test_run (org, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"disabled\"}");
  g_assert_cmpint (changed->changed, >, 10);
  assert_same (org);
}

typedef struct {
  const char *name;
  const char *sql;
  const char *kind;
  gint64      id;
  const char *field;
} Case;

static const Case cases[] = {
  { "/L10/field/changed", "UPDATE users SET realname = 'Mallory' WHERE id = 1", "user", 1, "realname" },
  { "/L10/field/not-touched-since-created", "UPDATE users SET email = 'm@example.com' WHERE id = 1", "user", 1, NULL },
  { "/L10/field/of-one-never-edited", "UPDATE user_status SET status = 1 WHERE user_id = 1", "user", 1, NULL },
  { "/L10/status", "UPDATE user_status SET status = 0 WHERE user_id = 2", "user", 2, "status" },
  { "/L10/membership", "DELETE FROM memberships", "user", 1, "groups" },
  { "/L10/group", "UPDATE groups SET status = 1", "group", 1, NULL },
  { "/L10/setting", "UPDATE settings SET value = 1000 WHERE key = 'purge_limit'", "settings", 8, NULL },
  { "/L10/inserted",
    "INSERT INTO groups (id, key, name, name_key, name_fold, last_op) VALUES (9, 'DG000000000000000009', 'x', 'x', 'x', 2)",
    "group", 9, NULL },
  { "/L10/inserted/of-no-entry",
    "INSERT INTO groups (id, key, name, name_key, name_fold, last_op) VALUES (9, 'DG000000000000000009', 'x', 'x', 'x', 0)",
    "group", 9, NULL },
  { "/L10/deleted", "DELETE FROM memberships; DELETE FROM groups", "user", 1, "groups" },
  { "/L10/setting-of-a-migration", "UPDATE settings SET last_op = 0; UPDATE settings SET value = 5 WHERE key = 'purge_limit'",
    "settings", 8, "value" },
};

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  gboolean is_found = FALSE;

  gh_test_tamper (org, wanted->sql);
  g_assert_cmpint (compare (org, differences), ==, differences->len);
  for (guint i = 0; i < differences->len; i++)
    {
      const GhLogDifference *difference = differences->pdata[i];

      g_test_message ("%s %" G_GINT64_FORMAT " %s: %s", difference->kind, difference->id, difference->field,
                      difference->problem);
      is_found = is_found || (g_strcmp0 (difference->kind, wanted->kind) == 0 && difference->id == wanted->id &&
                              g_strcmp0 (difference->field, wanted->field) == 0);
    }
  g_assert_true (is_found);
}

static void
test_gone (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  const GhLogDifference *difference;

  gh_test_tamper (org, "PRAGMA foreign_keys = ON; DELETE FROM users WHERE id = 2");
  g_assert_cmpint (compare (org, differences), ==, 1);
  difference = differences->pdata[0];
  g_assert_cmpint (difference->id, ==, 2);
  g_assert_null (difference->label);
}

/* What a migration made has no entry, and must have the migration's value. */
static void
test_migrated (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  gh_test_tamper (org, "UPDATE settings SET last_op = 0");
  assert_same (org);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/L10/same", test_same);
  g_test_add_func ("/L10/practice", test_practice);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/L10/gone", test_gone);
  g_test_add_func ("/L10/migrated", test_migrated);

  return g_test_run ();
}
