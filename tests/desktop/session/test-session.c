/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: what is listed, counted and told, whoever changes it. */
#include "gh-test-organisation.h"

#include "operations/gh-journal.h"
#include "session/gh-session.h"
#include "settings/ops/gh-setting-record.h"
#include "store/gh-backup.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

#define PATIENCE_US (120 * G_USEC_PER_SEC)
#define MOST_US     G_USEC_PER_SEC /* from F4 */

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  guint               n_changes;
  gboolean            is_everything;  /* of the last change */
  gboolean            has_names;
  gboolean            has_entries;
  char               *decided;        /* users by their ids: “1 3” */
  GString            *facts;          /* of all changes */
  guint               n_counts;
  GArray             *listed;
  GError             *error;
  gboolean            is_listed;
} Fixture;

static void
append_ids (GString *text,
            GArray  *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? " " : "", g_array_index (ids, gint64, i));
}

static void
changed_cb (GhSession       *session,
            const GhChanges *changes,
            Fixture         *fixture)
{
  g_autoptr (GString) decided = g_string_new (NULL);

  append_ids (decided, gh_changes_get_decisions (changes, "user"));
  append_ids (fixture->facts, gh_changes_get_facts (changes, "user"));
  g_free (fixture->decided);
  fixture->decided = g_string_free (g_steal_pointer (&decided), FALSE);
  fixture->is_everything = changes->is_everything;
  fixture->has_names = changes->has_names;
  fixture->has_entries = changes->has_entries;
  fixture->n_changes++;
}

static void
counted_cb (GhSession *session,
            Fixture   *fixture)
{
  fixture->n_counts++;
}

static gboolean
stay_awake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the loop until *@number is not @old any more. */
static void
wait_for (const guint *number,
          guint        old)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint awake_id = g_timeout_add (50, stay_awake_cb, NULL);

  while (*number == old && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (awake_id);
  g_assert_cmpuint (*number, !=, old);
}

static void
set_up_unloaded (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo");
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->facts = g_string_new (NULL);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->session, "counted", G_CALLBACK (counted_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_unloaded (fixture, data);
  wait_for (&fixture->n_counts, 0);
  /* The first update, which loads the search, has nothing to tell. */
  wait_for (&fixture->n_changes, 0);
  g_assert_cmpstr (fixture->decided, ==, "");
  g_assert_false (fixture->is_everything);
  fixture->n_changes = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GWeakRef session;

  /* Pending changes arrive. */
  g_weak_ref_init (&session, fixture->session);
  g_object_unref (fixture->session);
  for (gint64 end = g_get_monotonic_time () + PATIENCE_US; g_get_monotonic_time () < end;)
    {
      g_autoptr (GhSession) alive = g_weak_ref_get (&session);

      if (alive == NULL)
        break;
      g_clear_object (&alive);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  g_assert_null (g_weak_ref_get (&session));
  g_weak_ref_clear (&session);

  g_free (fixture->decided);
  g_string_free (fixture->facts, TRUE);
  g_clear_pointer (&fixture->listed, g_array_unref);
  g_clear_error (&fixture->error);
  gh_test_organisation_free (fixture->org);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  fixture->listed = gh_session_list_users_finish (result, &fixture->error);
  fixture->is_listed = TRUE;
}

static void
list (Fixture    *fixture,
      const char *query,
      const char *sort)
{
  GhView view = { .query = query, .sort = sort };

  g_clear_pointer (&fixture->listed, g_array_unref);
  g_clear_error (&fixture->error);
  fixture->is_listed = FALSE;
  gh_session_list_users_async (fixture->session, &view, NULL, listed_cb, fixture);
  while (!fixture->is_listed)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_listed (Fixture    *fixture,
               const char *usernames)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (fixture->error);
  for (guint i = 0; i < fixture->listed->len; i++)
    {
      const GhUserRow *user = gh_session_read_user (fixture->session, g_array_index (fixture->listed, gint64, i));

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", user->username);
    }
  g_assert_cmpstr (found->str, ==, usernames);
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  list (fixture, "", "username:desc");
  assert_listed (fixture, "cleo bert anna");
  list (fixture, "er", NULL);
  assert_listed (fixture, "bert");
  list (fixture, "login:soon", NULL);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_QUERY);
}

/* What comes between opening and the loading of the search is told like anything later. The loop has not turned yet. */
static void
test_change_before_loading (Fixture       *fixture,
                            gconstpointer  data)
{
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"disabled\"}", 1);
  gh_test_write_events (fixture->org, "INSERT INTO logins (user_id, time) VALUES (3, 1795510000)");
  wait_for (&fixture->n_changes, 0);

  g_assert_cmpstr (fixture->decided, ==, "2");
  g_assert_cmpstr (fixture->facts->str, ==, "3");
  g_assert_true (fixture->has_entries);
  g_assert_false (fixture->is_everything);
  list (fixture, "status:disabled", NULL);
  assert_listed (fixture, "bert");
}

static void
test_own_change (Fixture       *fixture,
                 gconstpointer  data)
{
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"disabled\"}", 1);
  wait_for (&fixture->n_changes, 0);

  g_assert_cmpstr (fixture->decided, ==, "2");
  g_assert_cmpstr (fixture->facts->str, ==, "");
  g_assert_true (fixture->has_entries);
  g_assert_cmpint (gh_session_read_user (fixture->session, 2)->status, ==, GH_EFFECTIVE_DISABLED);
  list (fixture, "status:disabled", NULL);
  assert_listed (fixture, "bert");
}

static void
add_elsewhere (Fixture    *fixture,
               GhStore    *other,
               const char *username)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;

  json_object_set_string_member (parameters, "username", username);
  result = gh_run (other,
                   &(GhRequest) {
                     .operation = gh_operation_find ("user.add"),
                     .actor = fixture->org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->changed, ==, 1);
}

/* Another program has its own store and connections. */
static void
test_other_program (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) other = gh_store_open (fixture->org->path, fixture->org->clock, &error);
  guint n_counts = fixture->n_counts;

  g_assert_no_error (error);
  add_elsewhere (fixture, other, "dora");
  wait_for (&fixture->n_changes, 0);
  list (fixture, "dor", NULL);
  assert_listed (fixture, "dora");
  wait_for (&fixture->n_counts, n_counts);
  g_assert_cmpint (gh_session_get_counts (fixture->session)->total, ==, 4);
}

/* A busy computer may delay some changes, but not each of ten. Each is made right after the one before was seen, so
 * that a session that polls too rarely is late for all. */
static void
test_within_a_second (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) other = gh_store_open (fixture->org->path, fixture->org->clock, &error);
  gint64 best = G_MAXINT64;

  g_assert_no_error (error);
  for (guint i = 0; i < 10 && best > MOST_US; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);
      guint n_changes = fixture->n_changes;
      gint64 began;

      add_elsewhere (fixture, other, name);
      began = g_get_monotonic_time ();
      wait_for (&fixture->n_changes, n_changes);
      best = MIN (best, g_get_monotonic_time () - began);
    }
  g_assert_cmpint (best, <=, MOST_US);
}

/* Facts have no journal entry, and name their users. */
static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  list (fixture, "", "login:desc");
  assert_listed (fixture, "cleo bert anna");
  gh_test_write_events (fixture->org, "INSERT INTO logins (user_id, time) VALUES (2, 1795510000)");
  wait_for (&fixture->n_changes, 0);
  g_assert_cmpstr (fixture->facts->str, ==, "2");
  g_assert_cmpstr (fixture->decided, ==, "");
  g_assert_false (fixture->is_everything);
  g_assert_false (fixture->has_entries);
  list (fixture, "", "login:desc");
  assert_listed (fixture, "bert cleo anna");
}

/* Inactive and locked-out users are counted. */
static void
test_facts_are_counted (Fixture       *fixture,
                        gconstpointer  data)
{
  guint n_counts = fixture->n_counts;

  g_assert_cmpint (gh_session_get_counts (fixture->session)->locked_out, ==, 0);
  gh_test_write_events (fixture->org, GH_TEST_LOCK_OUT "VALUES (3, 1795510000, NULL, 'guessing')");
  wait_for (&fixture->n_counts, n_counts);
  g_assert_cmpint (gh_session_get_counts (fixture->session)->locked_out, ==, 1);
  list (fixture, "status:locked", NULL);
  assert_listed (fixture, "cleo");
}

/* An entry about no record concerns only those who show entries, and causes no count. The change after it shows that
 * its own count was the first. */
static void
test_entry_alone (Fixture       *fixture,
                  gconstpointer  data)
{
  guint n_counts = fixture->n_counts;
  guint n_changes;

  gh_test_write_directory (fixture->org,
                           "INSERT INTO log SELECT seq + 1, time, actor_kind, actor_id, way, 'settings.edit', NULL, NULL,"
                           " NULL, result, 0, 0, 0, journal_hash, salt, payload, hash, NULL, NULL FROM log ORDER BY seq DESC LIMIT 1;"
                           "UPDATE head SET seq = seq + 1");
  wait_for (&fixture->n_changes, 0);
  g_assert_true (fixture->has_entries);
  g_assert_false (fixture->is_everything);
  g_assert_false (fixture->has_names);
  g_assert_cmpstr (fixture->decided, ==, "");
  g_assert_cmpstr (fixture->facts->str, ==, "");

  n_changes = fixture->n_changes;
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  wait_for (&fixture->n_changes, n_changes);
  wait_for (&fixture->n_counts, n_counts);
  g_assert_cmpuint (fixture->n_counts, ==, n_counts + 1);
  g_assert_cmpint (gh_session_get_counts (fixture->session)->bypass, ==, 1);
}

/* Any row may show the name of a group. */
static void
test_group_renamed (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_changes;

  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("bert"), "{\"group\":\"Staff\"}", 1);
  do
    list (fixture, "", "group:desc");
  while (g_array_index (fixture->listed, gint64, 0) != 2);
  assert_listed (fixture, "bert cleo anna");
  wait_for (&fixture->n_changes, 0);
  n_changes = fixture->n_changes;
  gh_test_do (fixture->org, "group.edit", gh_target_new_for_name ("Staff"), "{\"new-name\":\"Crew\"}", 1);
  do
    {
      wait_for (&fixture->n_changes, n_changes);
      n_changes = fixture->n_changes;
    }
  while (!fixture->has_names || !g_str_equal (fixture->decided, ""));
  list (fixture, "group:crew", "group");
  assert_listed (fixture, "bert");
  list (fixture, "group:staff", "group");
  assert_listed (fixture, "");
}

static gboolean
write_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  return gh_connection_execute (connection, data, error);
}

static void
write_login (Fixture    *fixture,
             const char *values)
{
  g_autofree char *sql = g_strconcat ("INSERT INTO logins (user_id, time) VALUES ", values, NULL);
  g_autoptr (GError) error = NULL;

  gh_store_write (fixture->org->store, GH_FILE_EVENTS, write_cb, sql, &error);
  g_assert_no_error (error);
}

/* A change that could not be read is announced once it can be, though nothing changes any more. */
static void
test_failed_update (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new ();
  struct rlimit limit, none;
  gint64 end;
  guint n_changes;
  int next;

  write_login (fixture, "(1, 1795510000)");
  wait_for (&fixture->n_changes, 0);

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  next = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  close (next);
  none = limit;
  none.rlim_cur = (rlim_t) next;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  /* No reader can be opened, and none is idle, nor any that counting or timed jobs still had: only waiting shows that none
   * comes back in half a second. */
  for (guint n_tries = 0; n_tries < 100; g_usleep (5000))
    {
      GhConnection *reader = gh_store_lend_reader (fixture->org->store, NULL);

      n_tries = reader == NULL ? n_tries + 1 : 0;
      if (reader != NULL)
        g_ptr_array_add (readers, reader);
      g_main_context_iteration (NULL, FALSE);
    }
  n_changes = fixture->n_changes;
  write_login (fixture, "(2, 1795510000)");
  /* Only waiting shows that nothing is announced: three times the interval of the watch. */
  for (end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end; g_usleep (5000))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes);

  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  for (guint i = 0; i < readers->len; i++)
    gh_store_return_reader (fixture->org->store, readers->pdata[i]);
  wait_for (&fixture->n_changes, n_changes);
}

/* --- a flood --- */

#define N_FLOOD 2000

typedef struct {
  GhStore *store;
  int      is_over;  /* atomic */
} Flood;

/* Another program, where users sign in one after another, some 500 a second. */
static gpointer
flood_cb (gpointer data)
{
  Flood *flood = data;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  for (gint64 i = 0; i < N_FLOOD; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO logins VALUES (%d, %d)", (int) (i % 3) + 1,
                                              (int) (1795000000 + i));
      gint64 early = began + i * 2000 - g_get_monotonic_time ();

      gh_store_write (flood->store, GH_FILE_EVENTS, write_cb, sql, &error);
      g_assert_no_error (error);
      if (early > 0)
        g_usleep ((gulong) early);
    }
  g_atomic_int_set (&flood->is_over, TRUE);
  g_main_context_wakeup (NULL);

  return NULL;
}

/* So many sign-ins are announced and counted rarely enough to cost next to nothing; none is missed, and in the end all
 * is right. */
static void
test_flood (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GhClock) clock = gh_clock_new_at (GH_TEST_NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (fixture->org->path, clock, &error);
  Flood flood = { .store = store };
  guint n_changes;
  guint n_counts;
  gint64 began;
  GThread *thread;
  guint seconds;

  /* What the opening changed has been announced by the time that the second of these is, and nothing is under way. */
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      n_changes = fixture->n_changes;
      write_login (fixture, i == 0 ? "(2, 1794999999)" : "(3, 1794999999)");
      wait_for (&fixture->n_changes, n_changes);
    }

  n_changes = fixture->n_changes;
  n_counts = fixture->n_counts;
  began = g_get_monotonic_time ();
  thread = g_thread_new ("flood", flood_cb, &flood);
  while (!g_atomic_int_get (&flood.is_over))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  seconds = (guint) ((g_get_monotonic_time () - began) / G_USEC_PER_SEC) + 1;
  g_assert_cmpuint (fixture->n_changes - n_changes, >, 2);
  g_assert_cmpuint (fixture->n_changes - n_changes, <=, 2 * seconds + 1);
  g_assert_cmpuint (fixture->n_counts - n_counts, <=, seconds / 2 + 1);

  /* The last of 2 000 was the second user. */
  do
    {
      list (fixture, "", "login:desc");
      if (g_array_index (fixture->listed, gint64, 0) != 2)
        {
          n_changes = fixture->n_changes;
          wait_for (&fixture->n_changes, n_changes);
        }
    }
  while (g_array_index (fixture->listed, gint64, 0) != 2);
  assert_listed (fixture, "bert anna cleo");
  g_assert_false (fixture->is_everything);
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_counts = fixture->n_counts;

  g_assert_cmpint (gh_session_get_n_groups (fixture->session), ==, 0);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  wait_for (&fixture->n_counts, n_counts);
  g_assert_cmpint (gh_session_get_n_groups (fixture->session), ==, 1);
}

/* --- the files are lost --- */

static void
lost_cb (GhSession *session,
         guint     *n_lost)
{
  (*n_lost)++;
}

static void
retried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  *(guint *) data = gh_session_retry_finish (GH_SESSION (source), result) ? 1 : 2;
}

static gboolean
retry (Fixture *fixture)
{
  guint answer = 0;

  gh_session_retry_async (fixture->session, retried_cb, &answer);
  wait_for (&answer, 0);

  return answer == 1;
}

static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (fixture->org->folder, "backup.db", NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->org->folder, "elsewhere.db", NULL);
  g_autoptr (GError) error = NULL;
  guint n_lost = 0;
  guint n_changes;

  gh_backup_make (fixture->org->store, backup, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "lost", G_CALLBACK (lost_cb), &n_lost);
  g_assert_null (gh_session_get_lost (fixture->session));

  /* Moved, and moved back. */
  g_rename (fixture->org->path, elsewhere);
  wait_for (&n_lost, 0);
  g_assert_error (gh_session_get_lost (fixture->session), GH_ERROR, GH_ERROR_GONE);
  g_assert_false (retry (fixture));
  g_assert_error (gh_session_get_lost (fixture->session), GH_ERROR, GH_ERROR_NOT_FOUND);
  g_rename (elsewhere, fixture->org->path);
  g_assert_true (retry (fixture));
  g_assert_null (gh_session_get_lost (fixture->session));
  list (fixture, "", "username");
  assert_listed (fixture, "anna bert cleo");

  /* An older file replaces the database. Lists, rows, counts and others' changes now come from it. */
  gh_test_add_users (fixture->org, "dora");
  g_rename (backup, fixture->org->path);
  n_lost = 0;
  wait_for (&n_lost, 0);
  n_changes = fixture->n_changes;
  g_assert_true (retry (fixture));
  g_assert_cmpuint (fixture->n_changes, >, n_changes);
  g_assert_true (fixture->is_everything);
  list (fixture, "", "username");
  assert_listed (fixture, "anna bert cleo");
  gh_test_add_users (fixture->org, "emil");
  do
    {
      n_changes = fixture->n_changes;
      list (fixture, "", "username");
      if (fixture->listed->len < 4)
        wait_for (&fixture->n_changes, n_changes);
    }
  while (fixture->listed->len < 4);
  assert_listed (fixture, "anna bert cleo emil");

  /* It is watched again. */
  n_lost = 0;
  g_unlink (fixture->org->path);
  wait_for (&n_lost, 0);
  g_assert_error (gh_session_get_lost (fixture->session), GH_ERROR, GH_ERROR_GONE);
}

static gboolean
plan_setting (GhRun   *run,
              GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
apply_setting (GhRun   *run,
               GError **error)
{
  gint64 id;

  return gh_connection_execute (run->connection,
                                "UPDATE settings SET value = 1 - value WHERE key = 'identity_proofing';"
                                "UPDATE users SET lastname = 'Kvåle', lastname_fold = 'kvale' WHERE id = 2", error) &&
         gh_record_kind_find_key (&gh_record_kind_setting, run->connection, "identity_proofing", &id, error) &&
         gh_journal_changed (run, GH_SETTING_KIND, id, 0, "{}", "{}", error);
}

/* U7: the index gets and loses the first and last names of everybody when that is set. */
static void
test_names_are_set (Fixture       *fixture,
                    gconstpointer  data)
{
  static const GhOperation operation = { .name = "user.edit", .label = "Test", .done = GH_PLURAL ("%s", "%s"),
                                         .plan = plan_setting, .apply = apply_setting };
  static const char *const found[] = { "bert", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr (GError) error = NULL;

      list (fixture, "kvale", NULL);
      assert_listed (fixture, found[1 - i]);
      fixture->n_changes = 0;
      gh_result_free (gh_run (fixture->org->store,
                              &(GhRequest) { .operation = &operation, .actor = fixture->org->actor }, NULL, &error));
      g_assert_no_error (error);
      wait_for (&fixture->n_changes, 0);
      list (fixture, "kvale", NULL);
      assert_listed (fixture, found[i]);
      list (fixture, "lastname:kvale", NULL);
      assert_listed (fixture, found[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/F4/session/lists", test_lists);
  g_test_add ("/F4/session/change-before-loading", Fixture, NULL, set_up_unloaded, test_change_before_loading, tear_down);
  ADD ("/F4/session/own-change", test_own_change);
  ADD ("/F4/session/other-program", test_other_program);
  ADD ("/F4/session/within-a-second", test_within_a_second);
  ADD ("/F4/session/facts", test_facts);
  ADD ("/F4/session/facts-are-counted", test_facts_are_counted);
  ADD ("/F4/session/entry-alone", test_entry_alone);
  ADD ("/F4/session/group-renamed", test_group_renamed);
  ADD ("/U7/session/names-are-set", test_names_are_set);
  ADD ("/F4/session/flood", test_flood);
  ADD ("/F4/session/failed-update", test_failed_update);
  ADD ("/F4/session/groups", test_groups);
  ADD ("/X/session/lost", test_lost);

  return g_test_run ();
}
