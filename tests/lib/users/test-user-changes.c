/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: what other programs changed is found in the journal. */
#include "gh-test-organisation.h"

#include "users/gh-user-changes.h"

typedef struct {
  gint64         since;
  GhUserChanges *changes;
} Reading;

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->changes = gh_user_changes_read (connection, reading->since, error);

  return reading->changes != NULL;
}

static GhUserChanges *
read_changes (GhTestOrganisation *org,
              gint64              since)
{
  Reading reading = { since, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, read_cb, &reading, &error);
  g_assert_no_error (error);

  return reading.changes;
}

static void
test_users (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhUserChanges) none = NULL;
  g_autoptr (GhUserChanges) added = NULL;
  g_autoptr (GhUserChanges) status = NULL;

  gh_test_add_users (org, "anna bo");
  added = read_changes (org, 1);
  g_assert_cmpuint (added->ids->len, ==, 2);
  g_assert_false (added->is_everything);
  g_assert_false (added->has_names);

  gh_test_do (org, "user.set-status", gh_target_new_for_name ("bo"), "{\"status\":\"disabled\"}", 1);
  status = read_changes (org, added->head);
  g_assert_cmpuint (status->ids->len, ==, 1);
  g_assert_cmpint (g_array_index (status->ids, gint64, 0), ==, 2);

  none = read_changes (org, status->head);
  g_assert_cmpuint (none->ids->len, ==, 0);
  g_assert_cmpint (none->head, ==, status->head);
}

static void
test_groups (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhUserChanges) before = read_changes (org, 0);
  g_autoptr (GhUserChanges) after = NULL;

  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  after = read_changes (org, before->head);
  g_assert_true (after->has_names);
  g_assert_cmpuint (after->ids->len, ==, 0);
}

static void
test_everything (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhUserChanges) before = read_changes (org, 0);
  g_autoptr (GhUserChanges) filled = NULL;
  g_autoptr (GhUserChanges) other_log = NULL;

  gh_result_free (gh_test_run (org, "organisation.fill-practice", NULL,
                               "{\"users\":20,\"seed\":1,\"today\":\"2026-11-24T00:00:00Z\"}"));
  filled = read_changes (org, before->head);
  g_assert_true (filled->is_everything);

  other_log = read_changes (org, filled->head + 1);
  g_assert_true (other_log->is_everything);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/F4/changed-users", test_users);
  g_test_add_func ("/F4/changed-groups", test_groups);
  g_test_add_func ("/F4/everything-changed", test_everything);

  return g_test_run ();
}
