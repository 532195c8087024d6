/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"
#include "users/gh-user-block.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-query.h"
#include "users/gh-user-status-sql.h"
#include "users/gh-user-status.h"

#define NOW GH_TEST_NOW

static const GhUserGroup active_group = { 1, "Aqua", GH_STATUS_ACTIVE };
static const GhUserGroup bypass_group = { 2, "Brown", GH_STATUS_BYPASS };
static const GhUserGroup disabled_group = { 3, "Cyan", GH_STATUS_DISABLED };

static void
assert_status (const GhUserFacts *facts,
               const GhUserGroup *groups,
               gsize              n_groups,
               GhEffectiveStatus  status,
               GhStatusSource     source)
{
  GhUserStatus found = gh_user_status (facts, groups, n_groups, NOW);

  g_assert_cmpint (found.status, ==, status);
  g_assert_cmpint (found.source, ==, source);
}

/* Everything holds at once; removing what decides lets the next one decide. */
static void
test_order (void)
{
  GhUserGroup groups[] = { active_group, bypass_group, disabled_group };
  GhUserFacts facts = {
    .id = 1, .status = GH_STATUS_DISABLED, .lockout = 7, .locked = NOW - 60, .trash_origin = GH_TRASH_BY_HAND,
    .purge_at = NOW + 60,
  };

  assert_status (&facts, groups, 3, GH_EFFECTIVE_PENDING_DELETION, GH_STATUS_SOURCE_TRASH);
  facts.trash_origin = GH_TRASH_NONE;
  assert_status (&facts, groups, 3, GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_USER);
  facts.status = GH_STATUS_BYPASS;
  assert_status (&facts, groups, 3, GH_EFFECTIVE_LOCKED_OUT, GH_STATUS_SOURCE_LOCKOUT);
  facts.unlocked = 7;
  assert_status (&facts, groups, 3, GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_GROUP);
  assert_status (&facts, groups, 2, GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_USER);
  facts.status = GH_STATUS_ACTIVE;
  assert_status (&facts, groups, 2, GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_GROUP);
  assert_status (&facts, groups, 1, GH_EFFECTIVE_ACTIVE, GH_STATUS_SOURCE_USER);
  assert_status (&facts, NULL, 0, GH_EFFECTIVE_ACTIVE, GH_STATUS_SOURCE_USER);
}

static void
test_dates_count_at_once (void)
{
  GhUserFacts facts = { .id = 1, .status = GH_STATUS_BYPASS, .until = NOW + 1 };

  assert_status (&facts, NULL, 0, GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_USER);
  g_assert_cmpint (gh_user_status (&facts, NULL, 0, NOW).ends, ==, NOW + 1);
  facts.until = NOW;
  assert_status (&facts, NULL, 0, GH_EFFECTIVE_ACTIVE, GH_STATUS_SOURCE_USER);
  assert_status (&facts, &bypass_group, 1, GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_GROUP);
}

static void
test_locked (void)
{
  GhUserFacts facts = { .id = 1, .lockout = 7, .locked = NOW - 100 };

  g_assert_true (gh_user_is_locked (&facts, NOW));
  facts.locked_until = NOW + 1;
  g_assert_true (gh_user_is_locked (&facts, NOW));
  g_assert_cmpint (gh_user_status (&facts, NULL, 0, NOW).since, ==, NOW - 100);
  g_assert_cmpint (gh_user_status (&facts, NULL, 0, NOW).ends, ==, NOW + 1);
  facts.locked_until = NOW;
  g_assert_false (gh_user_is_locked (&facts, NOW));

  facts.locked_until = 0;
  facts.unlocked = 7;
  g_assert_false (gh_user_is_locked (&facts, NOW));
  /* Another one, whatever its time. */
  facts.lockout = 6;
  facts.locked = NOW - 1000;
  g_assert_true (gh_user_is_locked (&facts, NOW));
}

static void
test_source (void)
{
  GhUserGroup groups[] = {
    { 7, "zoo", GH_STATUS_DISABLED }, { 8, "Éclair", GH_STATUS_DISABLED }, { 9, "fig", GH_STATUS_DISABLED },
  };
  GhUserFacts facts = { .id = 1, .status = GH_STATUS_DISABLED, .directory_id = 5, .directory_disabled = TRUE };

  g_assert_cmpint (gh_user_status (&facts, NULL, 0, NOW).source, ==, GH_STATUS_SOURCE_DIRECTORY);
  g_assert_cmpint (gh_user_status (&facts, NULL, 0, NOW).source_id, ==, 5);

  /* First by name in list order, not by bytes. */
  facts.status = GH_STATUS_ACTIVE;
  g_assert_cmpint (gh_user_status (&facts, groups, 3, NOW).source_id, ==, 8);
}

static void
test_words (void)
{
  GhStoredStatus status;

  g_assert_cmpstr (gh_effective_status_get_word (GH_EFFECTIVE_ACTIVE), ==, "active");
  g_assert_cmpstr (gh_effective_status_get_word (GH_EFFECTIVE_BYPASS), ==, "bypass");
  g_assert_cmpstr (gh_effective_status_get_word (GH_EFFECTIVE_DISABLED), ==, "disabled");
  g_assert_cmpstr (gh_effective_status_get_word (GH_EFFECTIVE_LOCKED_OUT), ==, "locked out");
  g_assert_cmpstr (gh_effective_status_get_word (GH_EFFECTIVE_PENDING_DELETION), ==, "pending deletion");

  g_assert_true (gh_stored_status_parse ("bypass", &status));
  g_assert_cmpint (status, ==, GH_STATUS_BYPASS);
  g_assert_false (gh_stored_status_parse ("Bypass", &status));
  g_assert_false (gh_stored_status_parse ("locked out", &status));
  g_assert_false (gh_stored_status_parse ("", &status));
}

/* --- the copy in SQL --- */

#define N_RANDOM_USERS  3000
#define N_RANDOM_GROUPS 8

static const char *const names[N_RANDOM_GROUPS] = { "b", "A", "ä", "Z", "élan", "Elan", "x1", "x_1" };

typedef struct {
  GhUserFacts facts[N_RANDOM_USERS];
  GhUserGroup groups[N_RANDOM_GROUPS];
  gboolean    is_in[N_RANDOM_USERS][N_RANDOM_GROUPS];
} Random;

/* Nothing, a moment before, now, or a moment after. */
static gint64
make_time (void)
{
  static const gint64 times[] = { 0, NOW - 10, NOW, NOW + 10 };

  return times[g_test_rand_int_range (0, G_N_ELEMENTS (times))];
}

static void
append_time (GString *sql,
             gint64   time)
{
  if (time != 0)
    g_string_append_printf (sql, ", %" G_GINT64_FORMAT, time);
  else
    g_string_append (sql, ", NULL");
}

static void
make_user (Random  *random,
           guint    i,
           GString *directory,
           GString *events)
{
  GhUserFacts *facts = &random->facts[i];

  *facts = (GhUserFacts) {
    .id = i + 1,
    .status = g_test_rand_int_range (0, 3),
    .until = make_time (),
    .unlocked = g_test_rand_int_range (0, 3),
    .lockout = g_test_rand_int_range (0, 3),
    .locked = NOW - 100,
    .locked_until = make_time (),
    .directory_disabled = g_test_rand_bit (),
    .trash_origin = g_test_rand_int_range (0, 8) == 0 ? g_test_rand_int_range (1, 4) : GH_TRASH_NONE,
  };

  g_string_append_printf (directory,
                          "INSERT INTO users (id, key, username, username_fold, created, directory_disabled)"
                          " VALUES (%u, 'DU%u', 'u%u', 'u%u', 0, %d);"
                          "INSERT INTO user_status (user_id, status, last_op, until, unlocked) VALUES (%u, %d, 1",
                          i + 1, i + 1, i + 1, i + 1, facts->directory_disabled, i + 1, facts->status);
  append_time (directory, facts->until);
  append_time (directory, facts->unlocked);
  g_string_append (directory, ");");
  if (facts->trash_origin != GH_TRASH_NONE)
    g_string_append_printf (directory, "INSERT INTO trash VALUES (%u, %d, 0, '', 0, 0, NULL);",
                            i + 1, facts->trash_origin);
  if (g_test_rand_bit ())
    g_string_append_printf (events, "INSERT INTO logins (user_id, time) VALUES (%u, %" G_GINT64_FORMAT ");", i + 1,
                            NOW - g_test_rand_int_range (0, 2) * GH_USER_INACTIVE_SECONDS);
  if (g_test_rand_bit ())
    g_string_append_printf (directory,
                            "INSERT INTO phones (id, key, last_op) VALUES (%u, 'DP%u', 1);"
                            "INSERT INTO phone_owners VALUES (%u, %u);", i + 1, i + 1, i + 1, i + 1);
  if (facts->lockout != 0)
    {
      g_string_append_printf (events, "INSERT INTO lockouts (user_id, reason, number, time, until) VALUES (%u, '', %d", i + 1,
                              (int) facts->lockout);
      append_time (events, facts->locked);
      append_time (events, facts->locked_until);
      g_string_append (events, ");");
    }

  for (guint g = 0; g < N_RANDOM_GROUPS; g++)
    {
      random->is_in[i][g] = g_test_rand_int_range (0, 5) == 0;
      if (random->is_in[i][g])
        g_string_append_printf (directory, "INSERT INTO memberships VALUES (%u, %u);", i + 1, g + 1);
    }
}

static void
fill (GhTestOrganisation *org,
      Random             *random)
{
  g_autoptr (GString) directory = g_string_new ("BEGIN IMMEDIATE;");
  g_autoptr (GString) events = g_string_new ("BEGIN;");

  for (guint g = 0; g < N_RANDOM_GROUPS; g++)
    {
      random->groups[g] = (GhUserGroup) { g + 1, names[g], g_test_rand_int_range (0, 3) };
      g_string_append_printf (directory,
                              "INSERT INTO groups (id, key, name, name_key, name_fold, status, last_op)"
                              " VALUES (%u, '%u', '%s', '%u', gh_search_fold ('%s'), %d, 1);",
                              g + 1, g + 1, names[g], g + 1, names[g], random->groups[g].status);
    }
  for (guint i = 0; i < N_RANDOM_USERS; i++)
    make_user (random, i, directory, events);
  g_string_append (directory, "COMMIT");
  g_string_append (events, "COMMIT");

  gh_test_write_directory (org, directory->str);
  gh_test_write_events (org, events->str);
}

static char *
describe_source (const Random       *random,
                 const GhUserStatus *status)
{
  static const char *const words[] = { "user", "directory", "lockout", NULL, "trash" };

  if (status->source == GH_STATUS_SOURCE_GROUP)
    return g_strconcat ("group ", random->groups[status->source_id - 1].name, NULL);

  return g_strdup (words[status->source]);
}

/* The SQL of filters and counts, and the rows of lists and reports, agree with the pure function. */
static gboolean
compare_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  static const char *const sql =
    "SELECT " GH_USER_STATUS_SQL " FROM users AS u JOIN user_status AS s ON s.user_id = u.id"
    " LEFT JOIN trash AS t ON t.user_id = u.id LEFT JOIN events.lockouts AS l ON l.user_id = u.id WHERE u.id = ?2";
  const Random *random = data;
  g_autoptr (GhUserBlock) block = gh_user_block_new (connection, NOW, error);
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);

  if (block == NULL || select == NULL)
    return FALSE;

  for (guint i = 0; i < N_RANDOM_USERS; i++)
    {
      GhUserGroup groups[N_RANDOM_GROUPS];
      g_autofree char *source = NULL;
      GhUserStatus status;
      gint64 id = i + 1;
      gsize n = 0;

      for (guint g = 0; g < N_RANDOM_GROUPS; g++)
        if (random->is_in[i][g])
          groups[n++] = random->groups[g];
      status = gh_user_status (&random->facts[i], groups, n, NOW);
      source = describe_source (random, &status);

      gh_statement_bind (select, "ii", (gint64) NOW, id);
      if (!gh_statement_require (select, error) || !gh_user_block_read (block, &id, 1, error))
        return FALSE;
      g_assert_cmpint (gh_statement_get_int (select, 0), ==, status.status);
      g_assert_cmpint (gh_user_block_get_row (block, 0)->status, ==, status.status);
      g_assert_cmpstr (gh_user_block_get_row (block, 0)->source, ==, source);
      gh_statement_finish (select, NULL);
    }

  return TRUE;
}

/* Lists of a status start from who can have it, counts of some categories from their complement. */
static gboolean
compare_lists_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  static const char *const queries[] = { "status:active", "status:bypass", "status:disabled", "status:locked",
                                         "status:trash" };
  const Random *random = data;
  gint64 counts[G_N_ELEMENTS (queries)] = { 0 };
  gint64 not_enrolled, inactive;
  GhUserCounts all;

  for (guint i = 0; i < N_RANDOM_USERS; i++)
    {
      GhUserGroup groups[N_RANDOM_GROUPS];
      gsize n = 0;

      for (guint g = 0; g < N_RANDOM_GROUPS; g++)
        if (random->is_in[i][g])
          groups[n++] = random->groups[g];
      counts[gh_user_status (&random->facts[i], groups, n, NOW).status]++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *negated = g_strconcat ("-", queries[i], NULL);
      GhView view = { .query = queries[i], .scope = GH_USER_SCOPE_ALL, .now = NOW, .time_zone = "UTC" };
      gint64 count;

      g_assert_true (gh_view_count (&gh_user_views, &view, connection, &count, error));
      g_assert_cmpint (count, ==, counts[i]);
      view.query = negated;
      g_assert_true (gh_view_count (&gh_user_views, &view, connection, &count, error));
      g_assert_cmpint (count, ==, N_RANDOM_USERS - counts[i]);
    }

  {
    GhView view = { .query = "-is:enrolled", .now = NOW, .time_zone = "UTC" };

    g_assert_true (gh_view_count (&gh_user_views, &view, connection, &not_enrolled, error));
    view.query = "is:inactive";
    g_assert_true (gh_view_count (&gh_user_views, &view, connection, &inactive, error));
  }
  g_assert_true (gh_user_counts_read (&all, connection, NOW, error));
  g_assert_cmpint (all.total, ==, N_RANDOM_USERS - counts[GH_EFFECTIVE_PENDING_DELETION]);
  g_assert_cmpint (all.not_enrolled, ==, not_enrolled);
  g_assert_cmpint (all.inactive, ==, inactive);
  g_assert_cmpint (all.bypass, ==, counts[GH_EFFECTIVE_BYPASS]);
  g_assert_cmpint (all.locked_out, ==, counts[GH_EFFECTIVE_LOCKED_OUT]);
  g_assert_cmpint (all.trash, ==, counts[GH_EFFECTIVE_PENDING_DELETION]);

  return TRUE;
}

static void
test_sql_agrees (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree Random *random = g_new0 (Random, 1);
  g_autoptr (GError) error = NULL;

  fill (org, random);
  gh_store_read (org->store, compare_cb, random, &error);
  g_assert_no_error (error);
  gh_store_read (org->store, compare_lists_cb, random, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/S5/status/order", test_order);
  g_test_add_func ("/S5/status/dates-count-at-once", test_dates_count_at_once);
  g_test_add_func ("/S5/status/locked", test_locked);
  g_test_add_func ("/S3/status/source", test_source);
  g_test_add_func ("/S3/status/words", test_words);
  g_test_add_func ("/S3/status/sql-agrees", test_sql_agrees);

  return g_test_run ();
}
