/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One meaning of a query: the index in memory lists what the database lists. */
#include "gh-test-organisation.h"

#include "organisation/gh-practice.h"
#include "users/gh-user-by-facts.h"
#include "users/gh-user-search.h"

#include <string.h>

#define TODAY 1795478400 /* 2026-11-24T00:00:00Z */

/* Moments around today, and how far apart they are. */
#define N_MOMENTS 20
#define SECONDS   60

static GhTestOrganisation *
make_practice (guint seed)
{
  GhTestOrganisation *org = gh_test_organisation_new ();
  g_autofree char *fill = g_strdup_printf ("{\"users\":400,\"seed\":%u,\"today\":\"2026-11-24T00:00:00Z\"}", seed);
  g_autoptr (GError) error = NULL;

  gh_result_free (gh_test_run (org, "organisation.fill-practice", NULL, fill));
  gh_practice_fill_events (org->store, 400, seed, TODAY, &error);
  g_assert_no_error (error);

  return org;
}

/* Part of some text of the directory, or of a word that nobody has. */
static char *
draw_word (GRand              *random,
           GhTestOrganisation *org)
{
  static const char *const columns[] = {
    "SELECT username FROM users", "SELECT realname FROM users WHERE realname <> ''", "SELECT email FROM users",
    "SELECT alias FROM user_aliases", "SELECT serial FROM tokens", "SELECT number FROM phones",
    "SELECT firstname FROM users", "SELECT lastname FROM users WHERE lastname <> ''",
  };
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;
  glong length, start, n;

  if (g_rand_int_range (random, 0, 20) == 0)
    return g_strdup ("qqq\"\\,:");

  sql = g_strdup_printf ("%s LIMIT 1 OFFSET %d", columns[g_rand_int_range (random, 0, G_N_ELEMENTS (columns))],
                         g_rand_int_range (random, 0, 18));
  text = gh_test_query (org, sql);
  if (text == NULL || *text == '\0')
    return g_strdup ("a");

  length = g_utf8_strlen (text, -1);
  start = g_rand_int_range (random, 0, (gint32) length);
  n = g_rand_int_range (random, 1, 6);

  return g_utf8_substring (text, start, MIN (start + n, length));
}

static void
append_quoted (GString    *query,
               const char *text)
{
  g_string_append_c (query, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (query, '\\');
      g_string_append_c (query, *text);
    }
  g_string_append_c (query, '"');
}

static char *
draw_query (GRand              *random,
            GhTestOrganisation *org)
{
  static const char *const fields[] = {
    "status:active", "status:trash", "status:bypass,locked", "status:bypass", "status:disabled,active",
    "own:disabled", "is:enrolled", "is:inactive", "is:noend",
    "is:managed", "phones:0", "phones:>1", "tokens:1", "aliases:2", "groups:1..3", "login:<30d", "login:never",
    "created:>365d", "synced:never", "until:<20d", "purge:<3d", "group:vpn", "group:*", "directory:*", "notes:noon",
    "email:*", "status:active,trash", "origin:hand", "origin:sync,inactivity", "firstname:an", "lastname:=s",
    "firstname:*", "lastname:*",
  };
  g_autoptr (GString) query = g_string_new (NULL);

  for (int i = g_rand_int_range (random, 0, 4); i > 0; i--)
    {
      if (g_rand_int_range (random, 0, 4) == 0)
        g_string_append_c (query, '-');
      if (g_rand_int_range (random, 0, 3) == 0)
        g_string_append (query, fields[g_rand_int_range (random, 0, G_N_ELEMENTS (fields))]);
      else
        {
          g_autofree char *word = draw_word (random, org);

          append_quoted (query, word);
        }
      g_string_append_c (query, ' ');
    }

  return g_string_free (g_steal_pointer (&query), FALSE);
}

typedef struct {
  GRand              *random;
  GhTestOrganisation *org;
  GhUserSearch       *search;
  int                 n_queries;
} Comparison;

static gboolean
compare_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  static const char *const sorts[] = {
    NULL, "username:desc", "realname", "email:desc", "login", "login:desc", "phones", "status:desc", "created", "alias",
    "firstname", "lastname:desc",
  };
  Comparison *comparison = data;
  gboolean has_identity = gh_user_search_has_identity (comparison->search);
  const GhViewKind *kind = gh_user_views_get (has_identity);
  gint32 n_sorts = G_N_ELEMENTS (sorts) - (has_identity ? 0 : 2);

  for (int i = 0; i < comparison->n_queries; i++)
    {
      g_autofree char *query = draw_query (comparison->random, comparison->org);
      g_autoptr (GArray) from_database = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) from_index = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
      GhView view = {
        .query = query,
        .scope = g_rand_int_range (comparison->random, 0, 6) == 0 ? GH_USER_SCOPE_TRASH : GH_USER_SCOPE_USERS,
        .sort = sorts[g_rand_int_range (comparison->random, 0, n_sorts)],
        .now = GH_TEST_NOW,
        .time_zone = "Europe/Oslo",
      };
      GhView few = view;

      few.limit = 5;
      if (!gh_view_list (kind, &view, connection, from_database, error) ||
          !gh_view_list (kind, &few, connection, first, error) ||
          !gh_user_search_list (comparison->search, &view, connection, from_index, error))
        return FALSE;

      if (from_database->len != from_index->len ||
          (from_database->len > 0 &&
           memcmp (from_database->data, from_index->data, from_database->len * sizeof (gint64)) != 0))
        g_error ("“%s” by %s: %u users from the database, %u from the index, or in another order", query, view.sort,
                 from_database->len, from_index->len);
      g_assert_cmpuint (first->len, ==, MIN (from_database->len, 5));
      g_assert_true (first->len == 0 || memcmp (first->data, from_database->data, first->len * sizeof (gint64)) == 0);
    }

  return TRUE;
}

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return gh_user_search_load (data, connection, NULL, error);
}

/* First and last names that nothing else of the same person is made of; some have none. */
static void
give_names (GhTestOrganisation *org,
            gboolean            is_on)
{
  gh_test_write_directory (org, "UPDATE users SET firstname = substr (email, 2, 4) || 'Ø' || id % 9 WHERE id % 3;"
                                "UPDATE users SET lastname = substr (realname, 3, 4) || 'ß' WHERE id % 4;"
                                "UPDATE users SET firstname_fold = gh_search_fold (firstname),"
                                " lastname_fold = gh_search_fold (lastname)");
  if (is_on)
    gh_test_write_directory (org, "UPDATE settings SET value = 1 WHERE key = 'identity_proofing'");
}

static void
test_agreement (gconstpointer is_on)
{
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autoptr (GhTestOrganisation) org = make_practice (seed);
      g_autoptr (GhUserSearch) search = gh_user_search_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      Comparison comparison = { random, org, search, 300 };

      give_names (org, is_on != NULL);
      gh_store_read (org->store, load_cb, search, &error);
      g_assert_no_error (error);
      gh_store_read (org->store, compare_cb, &comparison, &error);
      g_assert_no_error (error);
    }
}

/* Everybody's status at one moment after another, back and forth. */
static gboolean
compare_moments_cb (GhConnection  *connection,
                    gpointer       data,
                    GError       **error)
{
  static const char *const queries[] = {
    "status:active", "status:bypass", "status:disabled", "status:locked", "-status:bypass a", "status:active,locked",
    "status:bypass -status:active", "status:bypass own:bypass", "status:locked,disabled a",
  };
  Comparison *comparison = data;

  for (int i = 0; i < comparison->n_queries; i++)
    {
      g_autoptr (GArray) from_database = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) from_index = g_array_new (FALSE, FALSE, sizeof (gint64));
      GhView view = {
        .query = queries[g_rand_int_range (comparison->random, 0, G_N_ELEMENTS (queries))],
        .scope = i % 8 == 0 ? GH_USER_SCOPE_TRASH : GH_USER_SCOPE_USERS,
        .now = TODAY + SECONDS * g_rand_int_range (comparison->random, -N_MOMENTS, N_MOMENTS),
        .time_zone = "UTC",
      };

      if (!gh_view_list (&gh_user_views, &view, connection, from_database, error) ||
          !gh_user_search_list (comparison->search, &view, connection, from_index, error))
        return FALSE;
      if (from_database->len != from_index->len ||
          (from_database->len > 0 &&
           memcmp (from_database->data, from_index->data, from_database->len * sizeof (gint64)) != 0))
        g_error ("“%s” at %" G_GINT64_FORMAT ": %u users from the database, %u from the index", view.query, view.now,
                 from_database->len, from_index->len);
    }

  return TRUE;
}

/* S5: a date that has passed counts at once, even when the database is no longer queried. */
static void
test_moments (void)
{
  g_autoptr (GhTestOrganisation) org = make_practice (5);
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GString) directory = g_string_new (NULL);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Comparison comparison = { random, org, search, 400 };

  /* Ends fall exactly on the moments tested. */
  for (int id = 1; id <= 400; id += g_rand_int_range (random, 1, 4))
    {
      gint64 time = TODAY + SECONDS * g_rand_int_range (random, -N_MOMENTS, N_MOMENTS);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_string_append_printf (events, GH_TEST_LOCK_OUT "VALUES (%d, %d, %" G_GINT64_FORMAT ", '');",
                                  id, TODAY - 1000 * SECONDS, time);
          break;
        case 1:
          g_string_append_printf (events, "INSERT OR REPLACE INTO lockouts VALUES (%d, %d, NULL, '', %d, 0, 0);",
                                  id, TODAY - 1000 * SECONDS, id);
          g_string_append_printf (directory, "UPDATE user_status SET unlocked = %d WHERE user_id = %d;",
                                  g_rand_boolean (random) ? id : id + 1, id);
          break;
        case 2:
          g_string_append_printf (directory, "INSERT OR IGNORE INTO memberships (user_id, group_id)"
                                  " SELECT %d, id FROM groups WHERE status <> 0 ORDER BY id LIMIT %d;", id,
                                  g_rand_int_range (random, 1, 3));
          break;
        default:
          g_string_append_printf (directory, "UPDATE user_status SET until = %" G_GINT64_FORMAT
                                  ", status = 1 WHERE user_id = %d AND status < 2;", time, id);
        }
    }
  gh_test_write_directory (org, directory->str);
  gh_test_write_events (org, events->str);
  gh_test_assert_query (org, "SELECT count (*) > 0 FROM groups WHERE status = 1", "1");
  gh_test_assert_query (org, "SELECT count (*) > 0 FROM groups WHERE status = 2", "1");

  gh_store_read (org->store, load_cb, search, &error);
  gh_store_read (org->store, compare_moments_cb, &comparison, &error);
  g_assert_no_error (error);

  /* Changes of groups and lock-outs are not reported by user. */
  gh_test_write_events (org, "UPDATE lockouts SET until = NULL WHERE user_id % 2 = 0;"
                             "DELETE FROM lockouts WHERE user_id % 5 = 0");
  gh_test_write_directory (org, "UPDATE groups SET status = 3 - status WHERE status <> 0");
  gh_user_search_forget_times (search);
  gh_store_read (org->store, compare_moments_cb, &comparison, &error);
  g_assert_no_error (error);

  gh_test_write_directory (org, "UPDATE user_status SET status = 2, until = NULL WHERE user_id % 3 = 0");
  gh_user_search_forget (search);
  gh_store_read (org->store, compare_moments_cb, &comparison, &error);
  g_assert_no_error (error);
}

typedef struct {
  GhUserSearch *search;
  GArray       *ids;
} Update;

static gboolean
update_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Update *update = data;

  return gh_user_search_update (update->search, connection, (const gint64 *) (void *) update->ids->data,
                                update->ids->len, GH_TEST_NOW, error);
}

static void
append_ids (GhTestOrganisation *org,
            const char         *where,
            GArray             *ids)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (id) FROM users WHERE %s", where);
  g_autofree char *text = gh_test_query (org, sql);
  g_auto (GStrv) numbers = g_strsplit (text != NULL ? text : "", ",", -1);

  for (int i = 0; numbers[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (numbers[i], NULL, 10);

      g_array_append_val (ids, id);
    }
}

/* F4: a changed user is found by the new words and not the old ones, in the new place: with a few changes, which are
 * sorted one by one, and with more. */
static void
test_updates (void)
{
  static const struct {
    const char *operation;
    const char *query;
    const char *parameters;
  } changes[] = {
    { "user.edit", NULL, "{ \"real-name\": \"Zoë Zz\", \"email\": \"0@example.com\" }" },
    { "user.edit", NULL, "{ \"real-name\": \"0 0\", \"add-alias\": [\"zzz\"] }" },
    { "user.edit", NULL, "{ \"first-name\": \"Ærla\", \"last-name\": \"0 0\" }" },
    { "user.trash", "be", "{}" },
    { "user.set-status", "li", "{ \"status\": \"disabled\" }" },
    { "user.add-to-group", "ma", "{ \"group\": \"New\" }" },
    { "user.trash", "-en", "{}" },
    { "user.restore", "an", "{}" },
  };
  g_autoptr (GhTestOrganisation) org = make_practice (4);
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (GError) error = NULL;
  Comparison comparison = { random, org, search, 100 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Update update = { search, ids };

  give_names (org, TRUE);
  gh_store_read (org->store, load_cb, search, &error);
  gh_store_read (org->store, compare_cb, &comparison, &error);
  g_assert_no_error (error);

  gh_test_add_users (org, "zzyzx aardvark Mü");
  append_ids (org, "username IN ('zzyzx', 'aardvark', 'Mü')", ids);
  gh_store_read (org->store, update_cb, &update, &error);
  gh_store_read (org->store, compare_cb, &comparison, &error);
  g_assert_no_error (error);

  /* They are gone for good. */
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_store_read (org->store, update_cb, &update, &error);
  gh_store_read (org->store, compare_cb, &comparison, &error);
  g_assert_no_error (error);
  gh_test_do (org, "group.add", NULL, "{ \"name\": \"New\" }", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = gh_test_query (org, "SELECT username FROM users WHERE directory_id IS NULL AND id NOT IN"
                                                 " (SELECT user_id FROM trash) ORDER BY length (realname), id LIMIT 1");
      g_autoptr (GhResult) result = gh_test_run (org, changes[i].operation,
                                                 changes[i].query != NULL ? gh_target_new_for_query (changes[i].query)
                                                                          : gh_target_new_for_name (name),
                                                 changes[i].parameters);
      g_autofree char *touched = g_strdup_printf ("id IN (SELECT user_id FROM user_status WHERE last_op = %"
                                                  G_GINT64_FORMAT ")", result->entry);

      if (result->changed == 0)
        g_error ("%s changed nobody", changes[i].operation);
      g_array_set_size (ids, 0);
      append_ids (org, touched, ids);
      g_assert_cmpint (ids->len, ==, result->changed);
      gh_store_read (org->store, update_cb, &update, &error);
      gh_store_read (org->store, compare_cb, &comparison, &error);
      g_assert_no_error (error);
    }
}

static gboolean
update_facts_cb (GhConnection  *connection,
                 gpointer       data,
                 GError       **error)
{
  Update *update = data;
  const gint64 *ids = update->ids != NULL ? (const gint64 *) (void *) update->ids->data : NULL;

  return gh_user_search_update_facts (update->search, connection, ids, ids != NULL ? update->ids->len : 0, GH_TEST_NOW,
                                      error);
}

/* F4: sign-ins and lock-outs of a few users, of many and of unknown ones give the same as reading everybody again. */
static void
test_facts (void)
{
  static const guint numbers[] = { 1, 2, 30, 100, 101, 300, 0 };
  g_autoptr (GhTestOrganisation) org = make_practice (7);
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Comparison comparison = { random, org, search, 100 };

  gh_store_read (org->store, load_cb, search, &error);
  gh_store_read (org->store, compare_cb, &comparison, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (numbers); i++)
    {
      static const char *const writes[] = {
        "INSERT OR REPLACE INTO logins SELECT value, %d FROM json_each ('[%s]')",
        GH_TEST_LOCK_OUT "SELECT value, %d, NULL, '' FROM json_each ('[%s]')",
        "DELETE FROM logins WHERE %d AND user_id IN (%s)",
      };
      guint n = numbers[i % G_N_ELEMENTS (numbers)];
      g_autofree char *where = g_strdup_printf ("id %% 3 = %d AND id > %d LIMIT %u", (int) (i % 3), (int) i, n > 0 ? n : 50);
      g_autofree char *sql = g_strdup_printf ("SELECT group_concat (id) FROM (SELECT id FROM users WHERE %s)", where);
      g_autofree char *text = gh_test_query (org, sql);
      g_auto (GStrv) parts = g_strsplit (text, ",", -1);
      g_autoptr (GString) write = g_string_new (writes[i % G_N_ELEMENTS (writes)]);
      g_autofree char *time = g_strdup_printf ("%d", (int) (GH_TEST_NOW - (gint64) i * 86400));
      Update update = { search, n > 0 ? ids : NULL };

      g_string_replace (write, "%d", time, 1);
      g_string_replace (write, "%s", text, 1);
      gh_test_write_events (org, write->str);
      g_array_set_size (ids, 0);
      for (guint j = 0; parts[j] != NULL; j++)
        {
          gint64 id = g_ascii_strtoll (parts[j], NULL, 10);

          g_array_append_val (ids, id);
        }
      gh_store_read (org->store, update_facts_cb, &update, &error);
      gh_store_read (org->store, compare_cb, &comparison, &error);
      g_assert_no_error (error);
    }
}

static gboolean
find_old_name_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  GhView view = { .query = "qwertz", .now = GH_TEST_NOW, .time_zone = "UTC" };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_user_search_list (data, &view, connection, ids, error))
    return FALSE;
  g_assert_cmpuint (ids->len, ==, 1);

  return TRUE;
}

/* F4: a sign-in changes no text, and none is read again: unjournaled writes stay unseen. */
static void
test_facts_read_no_text (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Update update = { search, ids };

  gh_test_add_users (org, "anna qwertz");
  append_ids (org, "username = 'qwertz'", ids);
  gh_store_read (org->store, load_cb, search, &error);
  gh_test_write_directory (org, "UPDATE users SET username = 'new', username_fold = 'new' WHERE username = 'qwertz'");
  gh_test_write_events (org, "INSERT INTO logins VALUES (2, 1795510000)");
  gh_store_read (org->store, update_facts_cb, &update, &error);
  gh_store_read (org->store, find_old_name_cb, search, &error);
  g_assert_no_error (error);
}

/* Which views a sign-in may change. */
static void
test_by_facts (void)
{
  static const struct {
    const char *query;
    const char *sort;
    gboolean    is;
  } views[] = {
    { NULL, NULL, FALSE },
    { "anna group:vpn is:enrolled own:bypass until:<7d", "realname:desc", FALSE },
    { "created:>365d synced:never", "created", FALSE },
    { "", "login", TRUE },
    { "anna", "last_login:desc", TRUE },
    { NULL, "status", TRUE },
    { "is:managed,inactive", "username", TRUE },
    { "-is:inactive", "username", TRUE },
    { "-login:<30d", NULL, TRUE },
    { "status:active", NULL, TRUE },
    { "login:soon", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    if (gh_user_view_is_by_facts (views[i].query, views[i].sort) != views[i].is)
      g_error ("“%s” by %s", views[i].query, views[i].sort);
}

static gboolean
prepare_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  GhView view = { .query = "a status:bypass", .sort = "realname:desc", .now = TODAY, .time_zone = "UTC" };
  g_autoptr (GArray) from_database = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) from_index = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_ready = FALSE;
  int n = 0;

  for (; !is_ready; n++)
    if (!gh_user_search_prepare (data, view.sort, view.now, connection, &is_ready, error))
      return FALSE;
  g_assert_cmpint (n, >, 1);

  if (!gh_view_list (&gh_user_views, &view, connection, from_database, error) ||
      !gh_user_search_list (data, &view, NULL, from_index, error))
    return FALSE;
  g_assert_cmpuint (from_database->len, >, 0);
  g_assert_cmpmem (from_index->data, from_index->len, from_database->data, from_database->len);

  view.query = "a";
  view.scope = GH_USER_SCOPE_TRASH;

  return gh_user_search_list (data, &view, NULL, from_index, error);
}

/* U3: once everything is ready, a key asks the database nothing. */
static void
test_prepared (void)
{
  g_autoptr (GhTestOrganisation) org = make_practice (6);
  g_autoptr (GhUserSearch) search = gh_user_search_new ();
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, load_cb, search, &error);
  gh_store_read (org->store, prepare_cb, search, &error);
  g_assert_no_error (error);
}

static gboolean
refuse_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GhView view = { .query = "anna login:soon", .now = GH_TEST_NOW, .time_zone = "UTC" };
  g_autoptr (GError) query_error = NULL;
  g_autoptr (GError) sort_error = NULL;

  g_assert_false (gh_user_search_list (data, &view, connection, ids, &query_error));
  g_assert_error (query_error, GH_ERROR, GH_ERROR_QUERY);
  view.query = "anna";
  view.sort = "shoe-size";
  g_assert_false (gh_user_search_list (data, &view, connection, ids, &sort_error));
  g_assert_error (sort_error, GH_ERROR, GH_ERROR_QUERY);

  return TRUE;
}

static void
test_refusals (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhUserSearch) search = gh_user_search_new ();

  g_assert_true (gh_store_read (org->store, refuse_cb, search, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/Q2/index-and-database-agree", NULL, test_agreement);
  g_test_add_data_func ("/Q2/index-and-database-agree-with-names", GINT_TO_POINTER (TRUE), test_agreement);
  g_test_add_func ("/S5/index-knows-each-moment", test_moments);
  g_test_add_func ("/F4/index-follows-changes", test_updates);
  g_test_add_func ("/F4/index-follows-facts", test_facts);
  g_test_add_func ("/F4/facts-read-no-text", test_facts_read_no_text);
  g_test_add_func ("/F4/views-by-facts", test_by_facts);
  g_test_add_func ("/U3/index-is-prepared", test_prepared);
  g_test_add_func ("/Q6/index-refuses", test_refusals);

  return g_test_run ();
}
