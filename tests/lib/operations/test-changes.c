/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: changes by other programs are found, decisions in the journal, facts by their numbers. */
#include "gh-test-organisation.h"

#include "operations/gh-changes.h"
#include "organisation/gh-restore.h"
#include "store/gh-backup.h"

typedef struct {
  const GhChangesPlace *since;
  GhChanges            *changes;
} Reading;

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->changes = gh_changes_read (connection, reading->since, error);

  return reading->changes != NULL;
}

static GhChanges *
read_changes (GhTestOrganisation   *org,
              const GhChangesPlace *since)
{
  Reading reading = { since, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, read_cb, &reading, &error);
  g_assert_no_error (error);

  return reading.changes;
}

static GhChangesPlace
read_place (GhTestOrganisation *org)
{
  g_autoptr (GhChanges) changes = read_changes (org, NULL);

  g_assert_true (changes->is_everything);

  return changes->place;
}

static void
assert_ids (GArray     *ids,
            const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  g_assert_cmpstr (found->str, ==, expected);
}

static const char *const users[] = { "user", NULL };
static const char *const groups[] = { "group", NULL };
static const char *const shown_with_users[] = { "user", "group", "directory", NULL };

/* A page without users hears nothing, one that shows entries hears everything. */
static void
test_users (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhChangesPlace place = read_place (org);
  g_autoptr (GhChanges) none = NULL;
  g_autoptr (GhChanges) added = NULL;
  g_autoptr (GhChanges) status = NULL;

  gh_test_add_users (org, "anna bo");
  added = read_changes (org, &place);
  assert_ids (gh_changes_get_decisions (added, "user"), "1 2");
  g_assert_false (added->is_everything);
  g_assert_false (added->has_names);
  g_assert_true (gh_changes_concern (added, users, 0));
  g_assert_true (gh_changes_concern (added, NULL, GH_CHANGES_ENTRIES));
  g_assert_false (gh_changes_concern (added, groups, GH_CHANGES_FACTS | GH_CHANGES_TIME));

  gh_test_do (org, "user.set-status", gh_target_new_for_name ("bo"), "{\"status\":\"disabled\"}", 1);
  status = read_changes (org, &added->place);
  assert_ids (gh_changes_get_decisions (status, "user"), "2");
  g_assert_true (gh_changes_has (status, "user", 2));
  g_assert_false (gh_changes_has (status, "user", 1));
  g_assert_false (gh_changes_has (status, "group", 2));

  none = read_changes (org, &status->place);
  assert_ids (gh_changes_get_decisions (none, "user"), "");
  g_assert_false (gh_changes_concern (none, shown_with_users, GH_CHANGES_FACTS | GH_CHANGES_TIME | GH_CHANGES_ENTRIES));
  g_assert_cmpint (none->place.entry, ==, status->place.entry);
}

/* A name that any user may show. */
static void
test_groups (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) added = NULL;
  g_autoptr (GhChanges) renamed = NULL;
  GhChangesPlace place = read_place (org);

  gh_test_do (org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  added = read_changes (org, &place);
  g_assert_true (added->has_names);
  assert_ids (gh_changes_get_decisions (added, "group"), "1");
  assert_ids (gh_changes_get_decisions (added, "user"), "");

  gh_test_do (org, "group.edit", gh_target_new_for_name ("Staff"), "{\"new-name\":\"Crew\"}", 1);
  renamed = read_changes (org, &added->place);
  g_assert_true (renamed->has_names);
  g_assert_true (gh_changes_concern (renamed, shown_with_users, 0));
  g_assert_false (gh_changes_concern (renamed, users, GH_CHANGES_FACTS));
}

static void
test_everything (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) filled = NULL;
  g_autoptr (GhChanges) other_log = NULL;
  GhChangesPlace place = read_place (org);

  gh_result_free (gh_test_run (org, "organisation.fill-practice", NULL,
                               "{\"users\":20,\"seed\":1,\"today\":\"2026-11-24T00:00:00Z\"}"));
  filled = read_changes (org, &place);
  g_assert_true (filled->is_everything);
  g_assert_true (gh_changes_has (filled, "user", 7));
  g_assert_true (gh_changes_concern (filled, groups, 0));

  place = filled->place;
  place.entry++;
  other_log = read_changes (org, &place);
  g_assert_true (other_log->is_everything);
}

/* Facts leave all decisions alone. */
static void
test_facts (void)
{
  static const struct {
    const char *sql;
    const char *ids;
  } writes[] = {
    { "INSERT INTO logins VALUES (2, 1795510000)", "2" },
    { "INSERT INTO logins VALUES (2, 1795510001) ON CONFLICT DO UPDATE SET time = excluded.time", "2" },
    { "INSERT OR REPLACE INTO logins VALUES (2, 1795510002)", "2" },
    { "UPDATE logins SET time = time + 1", "2" },
    { "INSERT INTO logins VALUES (3, 1795510000), (1, 1795510000); UPDATE logins SET time = 5 WHERE user_id = 3", "1 3" },
    { "DELETE FROM logins WHERE user_id < 3", "1 2" },
    { GH_TEST_LOCK_OUT "VALUES (1, 1795510000, NULL, 'guessing')", "1" },
    { "UPDATE lockouts SET until = 1795520000", "1" },
    { "DELETE FROM lockouts", "1" },
    { "INSERT INTO endpoints VALUES (7, 1, 'desk', '', 5), (8, 3, 'desk', '', 5)", "1 3" },
    { "UPDATE endpoints SET used = 6 WHERE id = 8", "3" },
    { "DELETE FROM endpoints", "1 3" },
  };

  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhChangesPlace place = read_place (org);

  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autoptr (GhChanges) changes = NULL;

      gh_test_write_events (org, writes[i].sql);
      changes = read_changes (org, &place);
      assert_ids (gh_changes_get_facts (changes, "user"), writes[i].ids);
      g_assert_false (changes->is_everything);
      g_assert_false (changes->has_all_facts);
      g_assert_false (changes->has_entries);
      assert_ids (gh_changes_get_decisions (changes, "user"), "");
      g_assert_true (gh_changes_concern (changes, users, GH_CHANGES_FACTS));
      g_assert_false (gh_changes_concern (changes, shown_with_users, GH_CHANGES_TIME | GH_CHANGES_ENTRIES));
      g_assert_false (gh_changes_concern (changes, groups, GH_CHANGES_FACTS));
      place = changes->place;
    }
}

/* What no page shows causes no reload. */
static void
test_other_facts (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) changes = NULL;
  GhChangesPlace place = read_place (org);

  gh_test_write_events (org, "INSERT INTO exports (time, actor, what, format, query, rows, target)"
                             " VALUES (1, 'tester', 'users', 'csv', '', 3, 'x.csv')");
  changes = read_changes (org, &place);
  g_assert_cmpint (changes->place.fact, ==, place.fact);
  g_assert_false (gh_changes_concern (changes, users, GH_CHANGES_FACTS));
}

#define MANY(n) \
  "INSERT OR REPLACE INTO logins WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < " \
  #n ") SELECT i % 4096 + 1, i FROM numbers"

/* Up to this many are kept and named; then only that there were more. */
static void
test_many_facts (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhChangesPlace place = read_place (org);
  g_autoptr (GhChanges) named = NULL;
  g_autoptr (GhChanges) more = NULL;

  gh_test_write_events (org, MANY (10000));
  named = read_changes (org, &place);
  g_assert_false (named->has_all_facts);
  g_assert_cmpuint (gh_changes_get_facts (named, "user")->len, ==, 4096);

  gh_test_write_events (org, MANY (10001));
  more = read_changes (org, &named->place);
  g_assert_true (more->has_all_facts);
  g_assert_false (more->is_everything);
  g_assert_true (gh_changes_has (more, "user", 99999));
  g_assert_true (gh_changes_concern (more, users, GH_CHANGES_FACTS));
  g_assert_false (gh_changes_concern (more, users, GH_CHANGES_TIME));
  gh_test_assert_query (org, "SELECT count (*) FROM events.changes", "10000");
}

static gboolean
tell_cb (GhConnection  *events,
         gpointer       data,
         GError       **error)
{
  return gh_store_tell_fact (events, "phone", 7, error) && gh_store_tell_fact (events, "token", 3, error);
}

/* What no trigger could know is told alike, and kept no longer. */
static void
test_told_facts (void)
{
  static const char *const phones[] = { "phone", NULL };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  GhChangesPlace place;

  gh_test_write_events (org, MANY (10000));
  place = read_place (org);
  g_assert_true (gh_store_write_together (org->store, GH_FILE_EVENTS, tell_cb, NULL, &error));
  g_assert_no_error (error);
  changes = read_changes (org, &place);
  assert_ids (gh_changes_get_facts (changes, "phone"), "7");
  assert_ids (gh_changes_get_facts (changes, "token"), "3");
  assert_ids (gh_changes_get_facts (changes, "user"), "");
  g_assert_true (gh_changes_concern (changes, phones, GH_CHANGES_FACTS));
  g_assert_false (gh_changes_concern (changes, phones, GH_CHANGES_TIME | GH_CHANGES_ENTRIES));
  gh_test_assert_query (org, "SELECT count (*) FROM events.changes", "10000");
}

/* Another events file has other numbers, and may have lost some. */
static void
test_other_events (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) fewer = NULL;
  g_autoptr (GhChanges) gap = NULL;
  GhChangesPlace place;

  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1), (2, 2), (3, 3)");
  place = read_place (org);
  place.fact++;
  fewer = read_changes (org, &place);
  g_assert_true (fewer->has_all_facts);

  place.fact = 1;
  gh_test_write_events (org, "DELETE FROM changes WHERE id = 2");
  gap = read_changes (org, &place);
  g_assert_true (gap->has_all_facts);
}

/* A kind that only a later version has is nobody's. */
static void
test_unknown_kind (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhChanges) changes = NULL;
  GhChangesPlace place = read_place (org);

  gh_test_write_events (org, "INSERT INTO changes (kind, record) VALUES ('badge', 7)");
  changes = read_changes (org, &place);
  g_assert_false (changes->has_all_facts);
  g_assert_false (gh_changes_concern (changes, shown_with_users, GH_CHANGES_FACTS));
  g_assert_false (gh_changes_has (changes, "badge", 7));
}

/* O9: whatever the numbers are, even when they are the same again. */
static void
test_restored (gconstpointer data)
{
  int n_after = GPOINTER_TO_INT (data);
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = g_build_filename (org->folder, "backup.db", NULL);
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GhChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  GhChangesPlace place;

  gh_test_add_users (org, "anna bo");
  gh_test_write_events (org, "INSERT INTO logins VALUES (1, 1795510000)");
  gh_backup_make (org->store, backup, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < n_after; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%d", i);

      gh_test_add_users (org, name);
    }
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, 1795510001)");
  place = read_place (org);

  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (report->result->is_refused);
  changes = read_changes (org, &place);
  g_assert_true (changes->is_everything);
}

static void
test_time (void)
{
  g_autoptr (GhChanges) time = gh_changes_new_time ();

  g_assert_true (gh_changes_concern (time, users, GH_CHANGES_TIME));
  g_assert_false (gh_changes_concern (time, users, GH_CHANGES_FACTS | GH_CHANGES_ENTRIES));
  g_assert_false (gh_changes_has (time, "user", 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/F4/changes/users", test_users);
  g_test_add_func ("/F4/changes/groups", test_groups);
  g_test_add_func ("/F4/changes/everything", test_everything);
  g_test_add_func ("/F4/changes/facts", test_facts);
  g_test_add_func ("/F4/changes/other-facts", test_other_facts);
  g_test_add_func ("/F4/changes/many-facts", test_many_facts);
  g_test_add_func ("/F4/changes/told-facts", test_told_facts);
  g_test_add_func ("/F4/changes/other-events", test_other_events);
  g_test_add_func ("/F4/changes/unknown-kind", test_unknown_kind);
  g_test_add_data_func ("/F4/changes/restored", GINT_TO_POINTER (3), test_restored);
  g_test_add_data_func ("/F4/changes/restored-to-as-many-entries", GINT_TO_POINTER (1), test_restored);
  g_test_add_data_func ("/F4/changes/restored-to-more-entries", GINT_TO_POINTER (0), test_restored);
  g_test_add_func ("/F4/changes/time", test_time);

  return g_test_run ();
}
