/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9, O10, X: what a restored backup, or a lost events file, must not bring back. */
#include "gh-test-files.h"

#include "operations/gh-ending.h"
#include "operations/gh-era.h"
#include "operations/gh-witness.h"
#include "organisation/gh-organisation-open.h"
#include "users/gh-user-query.h"
#include "users/gh-user.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

#define TOKEN "DHAAAAAAAAAAAAAAAAA1"

/* What is in anna's phone, and in carl's token. */
#define OF_PHONE "DCAAAAAAAAAAAAAAAAA1"
#define OF_TOKEN "DCAAAAAAAAAAAAAAAAA2"

static char *
get_events_path (GhTestOrganisation *org)
{
  return g_strconcat (org->path, "-events", NULL);
}

/* --- what is asked --- */

typedef struct {
  const char *kind;
  const char *key;
  gboolean    has_ended;
} Ask;

static gboolean
ask_cb (GhConnection  *connection,
        gpointer       data,
        GError       **error)
{
  Ask *ask = data;

  return gh_ending_has (connection, ask->kind, ask->key, &ask->has_ended, error);
}

static gboolean
has_ended (GhTestOrganisation *org,
           const char         *kind,
           const char         *key)
{
  Ask ask = { kind, key, FALSE };
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, ask_cb, &ask, &error);
  g_assert_no_error (error);

  return ask.has_ended;
}

/* How many codes and links each way of asking sees as alive. */
typedef struct {
  guint n_codes;     /* on anna's page */
  gboolean has_link; /* on berta's page */
  gint64 n_pending;  /* is:pending */
  gboolean is_now;   /* by the era of the code itself */
} Alive;

static gboolean
alive_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  const GhView pending = { .query = "is:pending", .now = GH_TEST_NOW, .time_zone = "Europe/Oslo" };
  g_autoptr (GhUser) anna = gh_user_load (connection, 1, GH_TEST_NOW, error);
  g_autoptr (GhUser) berta = gh_user_load (connection, 2, GH_TEST_NOW, error);
  g_autoptr (GhStatement) select = NULL;
  g_autofree char *email = NULL;
  Alive *alive = data;

  g_assert_true (anna != NULL && berta != NULL);
  alive->n_codes = gh_user_get_codes (anna)->len;
  g_object_get (berta, "enrolment-email", &email, NULL);
  alive->has_link = email != NULL && *email != '\0';

  select = gh_connection_prepare_text (connection, "SELECT era FROM bypass_codes WHERE key = 'DB1'", error);
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *era = gh_statement_get_blob (select, 0, &length);
      g_autoptr (GBytes) bytes = g_bytes_new (era, length);

      if (!gh_era_is_now (connection, g_bytes_get_data (bytes, NULL), length, &alive->is_now, error))
        return FALSE;
    }

  return gh_statement_finish (select, error) &&
         gh_view_count (&gh_user_views, &pending, connection, &alive->n_pending, error);
}

static void
assert_alive (GhTestOrganisation *org,
              gboolean            expected)
{
  g_autoptr (GError) error = NULL;
  Alive alive = { 0 };

  gh_store_read (org->store, alive_cb, &alive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alive.n_codes, ==, expected ? 1 : 0);
  g_assert_cmpint (alive.has_link, ==, expected);
  g_assert_cmpint (alive.n_pending, ==, expected ? 1 : 0);
  g_assert_cmpint (alive.is_now, ==, expected);
}

/* A code of anna's and a link of berta's, as operations will make them. */
static void
make_code_and_link (GhTestOrganisation *org)
{
  gh_test_write_directory (org,
    "DELETE FROM bypass_codes; DELETE FROM enrolments;"
    "INSERT INTO bypass_codes (key, user_id, created, created_by, expires, uses, last_op, era)"
    " SELECT 'DB1', 1, 1795510000, 'x', NULL, 1, 2, era FROM organisation;"
    "INSERT INTO enrolments SELECT 2, 'b@example.org', 1795510000, 1900000000, era FROM organisation");
}

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna berta");
  make_code_and_link (org);
  assert_alive (org, TRUE);

  return org;
}

#define MAKE_CREDENTIAL "INSERT INTO credentials (key, device_kind, device, type, seed, made, events, last_op) "

/* anna's activated phone and a token that an import brought, with carl; each with its credential. */
static void
make_authenticators (GhTestOrganisation *org)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\"}", path);
  g_autoptr (GError) error = NULL;

  gh_test_write_directory (org,
    "INSERT INTO phones (key, number, activated, last_op) VALUES ('DPAAAAAAAAAAAAAAAAA1', '+4722855050', 1795510000, 1);"
    "INSERT INTO phone_owners VALUES (1, last_insert_rowid ());"
    MAKE_CREDENTIAL "SELECT '" OF_PHONE "', 'phone', id, 0, x'01', 1, x'', 1 FROM phones;"
    "INSERT INTO phones (key, number, last_op) VALUES ('DPAAAAAAAAAAAAAAAAA2', '+4722855051', 1);"
    "INSERT INTO phone_owners VALUES (1, last_insert_rowid ())");
  g_file_set_contents (path, "username,token1,type1\ncarl,77,h6\n", -1, &error);
  g_assert_no_error (error);
  gh_test_do (org, "user.import", NULL, parameters, 1);
  gh_test_write_directory (org, MAKE_CREDENTIAL "SELECT '" OF_TOKEN "', 'token', id, 1, x'02', 1, x'', 1 FROM tokens");
}

static void
delete_token (GhTestOrganisation *org)
{
  gh_test_do (org, "token.delete", gh_target_new_for_name ("77"), NULL, 1);
}

static void
purge (GhTestOrganisation *org,
       const char         *username)
{
  gh_test_do (org, "user.trash", gh_target_new_for_name (username), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_name (username), "{\"confirm\":1}", 1);
}

/* --- eras --- */

static void
test_other_eras (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_directory (org, "UPDATE bypass_codes SET era = NULL; UPDATE enrolments SET era = NULL");
  assert_alive (org, FALSE);
  gh_test_write_directory (org, "UPDATE bypass_codes SET era = x''; UPDATE enrolments SET era = x''");
  assert_alive (org, FALSE);
  gh_test_write_directory (org, "UPDATE bypass_codes SET era = randomblob (16); UPDATE enrolments SET era = randomblob (16)");
  assert_alive (org, FALSE);
  make_code_and_link (org);
  assert_alive (org, TRUE);
}

static void
test_restore_ends (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");

  gh_restore_report_free (gh_test_restore (org, backup));
  assert_alive (org, FALSE);
  gh_test_come_back (org);
  assert_alive (org, FALSE);
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'organisation.begin-era'", "0");

  make_code_and_link (org);
  assert_alive (org, TRUE);
  gh_test_come_back (org);
  assert_alive (org, TRUE);

  /* The same backup again, and one made of an era that has passed. */
  gh_restore_report_free (gh_test_restore (org, backup));
  assert_alive (org, FALSE);
  gh_test_assert_log_whole (org);
}

static void
test_rehearsal_ends_nothing (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = gh_test_make_backup (org, "backup.db");
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  assert_alive (org, TRUE);
}

/* --- the events file (X) --- */

typedef enum {
  GONE,
  TRUNCATED,
  GARBAGE,
  OF_ANOTHER,
  EMPTY,
  N_HARMS
} Harm;

static void
harm_events (GhTestOrganisation *org,
             Harm                harm)
{
  g_autofree char *events = get_events_path (org);
  g_autofree char *wal = g_strconcat (events, "-wal", NULL);

  g_unlink (wal);
  switch (harm)
    {
    case GONE:
      g_unlink (events);
      break;
    case TRUNCATED:
      g_assert_cmpint (truncate (events, 5000), ==, 0);
      break;
    case GARBAGE:
      g_assert_true (g_file_set_contents (events, "not a database at all, but long enough to be taken for one: ......"
                                          ".....................................................", -1, NULL));
      break;
    case OF_ANOTHER:
      gh_test_write_raw (events, "UPDATE about SET organisation = 'DA000000000000000000'");
      break;
    default:
      g_assert_cmpint (truncate (events, 0), ==, 0);
    }
}

static void
test_events_lost (void)
{
  for (Harm harm = 0; harm < N_HARMS; harm++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autoptr (GhResult) sweep = NULL;
      g_autofree char *entries = NULL;
      g_autofree char *again = NULL;

      g_test_message ("%d", harm);
      make_authenticators (org);
      gh_test_write_directory (org, "UPDATE phone_owners SET user_id = 3; UPDATE users SET created = 1");
      purge (org, "carl");
      gh_test_write_events (org, "INSERT INTO logins VALUES (2, 1795510000);"
                                 "UPDATE about SET began = 1");
      g_clear_object (&org->store);
      harm_events (org, harm);

      /* What merely looks sees nothing alive, before any operation could say so. */
      gh_test_reopen (org);
      g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (gh_store_get_notices (org->store), 0), "events file"));
      assert_alive (org, FALSE);

      gh_test_come_back (org);
      assert_alive (org, FALSE);
      gh_test_assert_query (org, "SELECT operation || ' ' || actor_kind FROM log ORDER BY seq DESC LIMIT 1",
                            "organisation.begin-era system");
      entries = gh_test_query (org, "SELECT count (*) FROM log");

      /* Nobody becomes inactive by it (S8), and what has ended is known again. */
      sweep = gh_test_rehearse (org, "user.sweep-inactive", NULL, "{\"days\":30}");
      g_assert_cmpint (sweep->changed, ==, 0);
      g_assert_true (has_ended (org, "credential", OF_PHONE));
      gh_test_assert_query (org, "SELECT count (*) FROM events.endings", "1");

      make_code_and_link (org);
      assert_alive (org, TRUE);
      gh_test_come_back (org);
      g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
      assert_alive (org, TRUE);
      again = gh_test_query (org, "SELECT count (*) FROM log");
      g_assert_cmpstr (again, ==, entries);
      gh_test_assert_log_whole (org);
    }
}

/* Yesterday's copy is the same file to all that it says of itself: this computer saw it further. */
static void
put_yesterdays (GhTestOrganisation *org,
                const char         *yesterday,
                gboolean            with_directory)
{
  g_autofree char *copy = g_strconcat (yesterday, "-events", NULL);
  g_autofree char *events = get_events_path (org);

  for (const char *const *suffix = (const char *const[]) { "-wal", "-shm", NULL }; *suffix != NULL; suffix++)
    {
      g_autofree char *beside = g_strconcat (events, *suffix, NULL);
      g_autofree char *other = g_strconcat (org->path, *suffix, NULL);

      g_unlink (beside);
      if (with_directory)
        g_unlink (other);
    }
  g_assert_cmpint (g_rename (copy, events), ==, 0);
  if (with_directory)
    g_assert_cmpint (g_rename (yesterday, org->path), ==, 0);
}

static void
assert_noticed (GhTestOrganisation *org,
                const char         *first,
                const char         *second)
{
  GPtrArray *notices = gh_store_get_notices (org->store);

  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (notices, 0), first));
  g_assert_nonnull (strstr (g_ptr_array_index (notices, 1), second));
}

#define BEGUN "SELECT count (*) FROM log WHERE operation = 'organisation.begin-era' AND actor_kind = 'system'"

static void
test_events_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *yesterday = gh_test_make_backup (org, "yesterday.db");
  g_autoptr (GhResult) sweep = NULL;

  make_authenticators (org);
  delete_token (org);
  gh_test_write_events (org, "UPDATE about SET last_attempt = 9");
  gh_test_come_back (org);
  assert_alive (org, TRUE);
  g_clear_object (&org->store);
  put_yesterdays (org, yesterday, FALSE);

  gh_test_come_back (org);
  assert_noticed (org, "older than what this computer saw", "count as new from now on");
  assert_alive (org, FALSE);
  g_assert_true (has_ended (org, "credential", OF_TOKEN));
  gh_test_assert_query (org, BEGUN, "1");
  gh_test_assert_query (org, "SELECT began FROM events.about", G_STRINGIFY (GH_TEST_NOW));
  sweep = gh_test_rehearse (org, "user.sweep-inactive", NULL, "{\"days\":30}");
  g_assert_cmpint (sweep->changed, ==, 0);

  /* It is said and done once. */
  make_code_and_link (org);
  for (int i = 0; i < 2; i++)
    {
      gh_test_come_back (org);
      g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 0);
      assert_alive (org, TRUE);
      gh_test_assert_query (org, BEGUN, "1");
    }
  gh_test_assert_log_whole (org);
}

/* The log says so, too; but codes used since must not wait until somebody has read that. */
static void
test_both_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *yesterday = NULL;

  make_authenticators (org);
  assert_alive (org, TRUE);
  yesterday = gh_test_make_backup (org, "yesterday.db");
  gh_test_write_events (org, "UPDATE about SET last_attempt = 9");
  gh_test_add_users (org, "emil");
  gh_test_come_back (org);
  g_clear_object (&org->store);
  put_yesterdays (org, yesterday, TRUE);

  gh_test_come_back (org);
  assert_noticed (org, "its log lacks entry", "count as new from now on");
  assert_alive (org, FALSE);
  gh_test_assert_query (org, BEGUN, "1");
  gh_test_come_back (org);
  g_assert_cmpuint (gh_store_get_notices (org->store)->len, ==, 1);
  gh_test_assert_query (org, BEGUN, "1");
}

/* Put there under a program that has it open. */
static void
test_set_back_while_open (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *yesterday = gh_test_make_backup (org, "yesterday.db");
  g_autoptr (GError) error = NULL;

  make_authenticators (org);
  gh_test_write_events (org, "UPDATE about SET last_attempt = 9");
  gh_test_come_back (org);
  put_yesterdays (org, yesterday, FALSE);
  g_assert_true (gh_store_reopen (org->store, &error));
  g_assert_no_error (error);
  gh_organisation_settle (org->store);
  assert_noticed (org, "older than what this computer saw", "count as new from now on");
  assert_alive (org, FALSE);
  gh_test_assert_query (org, BEGUN, "1");
  /* The next numbers may have been those of attempts that are lost. */
  gh_test_assert_query (org, "SELECT last_attempt > 1000000000 FROM events.about", "1");
}

/* Two programs find it at the same moment: what is made after the first has begun anew must not end by the second. */
static void
test_set_back_for_two (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *yesterday = gh_test_make_backup (org, "yesterday.db");
  g_autoptr (GBytes) identity = NULL;
  g_autoptr (GError) error = NULL;
  GhWitness seen;

  gh_test_write_events (org, "UPDATE about SET last_attempt = 9");
  gh_test_come_back (org);
  g_assert_true (gh_witness_load (gh_store_get_organisation_key (org->store), &seen));
  identity = g_bytes_new (seen.events, sizeof seen.events);
  g_clear_object (&org->store);
  put_yesterdays (org, yesterday, FALSE);
  gh_test_come_back (org);
  make_code_and_link (org);
  g_assert_true (gh_store_renew_events (org->store, identity, &error));
  g_assert_no_error (error);
  assert_alive (org, TRUE);
}

/* A migrated directory has not met its events file yet. */
static void
test_not_met_yet (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_directory (org, "UPDATE organisation SET events = NULL");
  assert_alive (org, FALSE);
  gh_test_come_back (org);
  make_code_and_link (org);
  assert_alive (org, TRUE);
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'organisation.begin-era'", "1");
}

/* --- endings --- */

static void
test_purge (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  make_authenticators (org);
  g_assert_false (has_ended (org, "credential", OF_PHONE));
  purge (org, "anna");
  g_assert_true (has_ended (org, "credential", OF_PHONE));
  g_assert_false (has_ended (org, "credential", OF_TOKEN));
  gh_test_assert_query (org, "SELECT group_concat (kind || key || time) FROM events.endings",
                        "credential" OF_PHONE G_STRINGIFY (GH_TEST_NOW));
}

/* A token comes back without its credential, and is deleted a second time. */
static void
test_undo_and_redo (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *undo = NULL;

  make_authenticators (org);
  delete_token (org);
  g_assert_true (has_ended (org, "credential", OF_TOKEN));
  undo = gh_test_query (org, "SELECT '{\"entry\":' || max (seq) || '}' FROM log");
  gh_test_do (org, "log.undo", NULL, undo, 2);
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "1");
  g_assert_true (has_ended (org, "credential", OF_TOKEN));
  gh_test_assert_query (org, "SELECT count (*) FROM credentials WHERE device_kind = 'token'", "0");
  delete_token (org);
  gh_test_assert_query (org, "SELECT count (*) FROM events.endings", "1");
  gh_test_assert_query (org, "SELECT count (*) FROM ended", "1");
}

/* A kill between the commit and the events file: asked at once it has ended, and the next start notes it, once. */
static void
test_crash (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_directory (org, "INSERT INTO ended (kind, key) VALUES ('token', '" TOKEN "')");
  gh_test_assert_query (org, "SELECT count (*) FROM events.endings", "0");
  g_assert_true (has_ended (org, "token", TOKEN));
  for (int i = 0; i < 3; i++)
    {
      gh_test_come_back (org);
      gh_test_assert_query (org, "SELECT group_concat (id || kind || key) FROM events.endings", "1token" TOKEN);
    }
}

/* A directory set back by hand gives a number again. */
static void
test_number_given_twice (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_events (org, "INSERT INTO endings VALUES (1, 'token', 'DHX', 5), (7, 'token', 'DHY', 5)");
  make_authenticators (org);
  purge (org, "anna");
  g_assert_true (has_ended (org, "credential", OF_PHONE));
  gh_test_assert_query (org, "SELECT id FROM events.endings WHERE kind = 'credential'", "8");
}

/* --- restoring --- */

static void
test_main (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = NULL;
  g_autofree char *eras = NULL;
  g_autoptr (GhRestoreReport) report = NULL;

  make_authenticators (org);
  backup = gh_test_make_backup (org, "backup.db");
  eras = gh_test_query (org, "SELECT hex (era) FROM organisation");

  delete_token (org);
  purge (org, "anna");
  gh_test_write_directory (org, "UPDATE settings SET value = 12 WHERE key = 'pending_deletion_days'");
  gh_test_add_users (org, "n0 n1 n2 n3 n4 n5 n6 n7 n8 n9");
  gh_test_write_events (org, "INSERT INTO logins SELECT column1, 1795510700 FROM"
                             " (VALUES (4), (5), (6), (7), (8), (9), (10), (11), (12), (13))");

  report = gh_test_restore (org, backup);
  gh_test_come_back (org);
  assert_alive (org, FALSE);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "1");
  g_assert_true (has_ended (org, "credential", OF_PHONE));
  g_assert_true (has_ended (org, "credential", OF_TOKEN));
  gh_test_assert_query (org, "SELECT value FROM settings WHERE key = 'pending_deletion_days'", "7");
  gh_test_assert_query (org, "SELECT count (*) FROM events.logins", "10");

  gh_test_add_users (org, "m0 m1 m2 m3 m4 m5 m6 m7 m8 m9");
  gh_test_assert_query (org, "SELECT count (*) FROM users JOIN events.logins ON user_id = users.id", "0");
  gh_test_assert_query (org, "SELECT min (id) FROM users WHERE username LIKE 'm%'", "14");
  gh_test_assert_log_whole (org);
}

/* What the crashed process had not noted yet, and a database that is replaced before anybody opens it again. */
static void
test_endings_of_both (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *events = get_events_path (org);
  g_autofree char *backup = NULL;

  gh_test_write_directory (org, "INSERT INTO ended (id, kind, key) VALUES (45, 'token', 'DHB')");
  gh_test_write_events (org, "INSERT INTO endings VALUES (40, 'token', 'DHC', 5)");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_directory (org, "INSERT INTO ended (id, kind, key) VALUES (50, 'token', 'DHD')");
  gh_test_write_events (org, "DELETE FROM endings; INSERT INTO endings VALUES (41, 'token', 'DHE', 5)");

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  for (const char *const *key = (const char *const[]) { "DHB", "DHC", "DHD", "DHE", NULL }; *key != NULL; key++)
    g_assert_true (has_ended (org, "token", *key));

  /* The same where the events of today are lost. */
  gh_test_write_directory (org, "INSERT INTO ended (kind, key) VALUES ('token', 'DHF')");
  g_clear_object (&org->store);
  g_unlink (events);
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  for (const char *const *key = (const char *const[]) { "DHB", "DHC", "DHF", NULL }; *key != NULL; key++)
    g_assert_true (has_ended (org, "token", *key));
  assert_alive (org, FALSE);
}

static void
test_value_by_value (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = NULL;

  gh_test_write_events (org,
    "INSERT INTO logins VALUES (1, 1795510300), (2, 1795510100), (3, 5);"
    GH_TEST_LOCK_OUT "VALUES (1, 100, 200, 'a'), (2, 300, NULL, 'b'), (3, 100, 500, 'c'), (4, 9, NULL, 'd'),"
    " (5, 100, NULL, 'e'), (6, 100, 200, 'f');"
    "INSERT INTO exports (time, actor, what, format, query, rows, target)"
    " VALUES (1, 'x', 'users', 'csv', '', 1, 'one'), (2, 'x', 'users', 'csv', '', 2, 'two');"
    "UPDATE about SET last_attempt = 70, latest = 1795510500");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org,
    "UPDATE logins SET time = 1795510200 WHERE user_id = 1; UPDATE logins SET time = 1795510200 WHERE user_id = 2;"
    "DELETE FROM logins WHERE user_id = 3; INSERT INTO logins VALUES (7, 8);"
    "UPDATE lockouts SET time = 150, until = 160, reason = 'A' WHERE user_id = 1;"
    "UPDATE lockouts SET time = 250 WHERE user_id = 2; UPDATE lockouts SET until = 400 WHERE user_id = 3;"
    "DELETE FROM lockouts WHERE user_id = 4; UPDATE lockouts SET until = 400 WHERE user_id = 5;"
    "UPDATE lockouts SET until = NULL WHERE user_id = 6;"
    "DELETE FROM exports WHERE target = 'one';"
    "INSERT INTO exports (time, actor, what, format, query, rows, target)"
    " VALUES (3, 'x', 'users', 'csv', '', 3, 'three');"
    "UPDATE about SET last_attempt = 60, latest = 1795510600");

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  gh_test_assert_query (org, "SELECT group_concat (user_id || ' ' || time, ', ') FROM"
                             " (SELECT * FROM events.logins ORDER BY user_id)",
                        "1 1795510300, 2 1795510200, 3 5, 7 8");
  gh_test_assert_query (org, "SELECT group_concat (user_id || ' ' || time || ' ' || coalesce (until, '-') || ' ' ||"
                             " reason, ', ') FROM (SELECT * FROM events.lockouts ORDER BY user_id)",
                        "1 150 160 A, 2 300 - b, 3 100 500 c, 4 9 - d, 5 100 - e, 6 100 - f");
  gh_test_assert_query (org, "SELECT group_concat (target) FROM (SELECT * FROM events.exports ORDER BY time)",
                        "one,two,three");
  gh_test_assert_query (org, "SELECT last_attempt || ' ' || latest FROM events.about", "70 1795510600");

  /* Once more changes nothing. */
  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_assert_query (org, "SELECT count (*) FROM events.exports", "3");
}

/* Times do not decide which of two lock-outs is the later one (V3). */
static void
test_later_lockout (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = NULL;

  gh_test_write_events (org, "INSERT INTO lockouts (user_id, time, reason, attempt) VALUES (1, 900, 'first', 5)");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_write_events (org, "UPDATE lockouts SET time = 300, reason = 'second', attempt = 9");

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  gh_test_assert_query (org, "SELECT reason FROM events.lockouts", "second");
}

/* The events of today are lost, so those of the backup are an older state. */
static void
test_restore_without_events (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *events = get_events_path (org);
  g_autofree char *backup = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autofree char *identity = NULL;
  g_autofree char *now = NULL;

  gh_test_write_events (org, "UPDATE about SET began = 5; " GH_TEST_LOCK_OUT "VALUES (2, 7, NULL, 'x')");
  identity = gh_test_query (org, "SELECT hex (identity) FROM events.about");
  backup = gh_test_make_backup (org, "backup.db");
  g_clear_object (&org->store);
  g_unlink (events);

  report = gh_test_restore (org, backup);
  g_assert_false (report->keeps_events);
  gh_test_come_back (org);
  assert_alive (org, FALSE);
  gh_test_assert_query (org, "SELECT began FROM events.about", G_STRINGIFY (GH_TEST_NOW));
  now = gh_test_query (org, "SELECT hex (identity) FROM events.about");
  g_assert_cmpstr (now, !=, identity);
  gh_test_assert_query (org, "SELECT user_id FROM events.lockouts", "2");
  gh_test_assert_query (org, "SELECT count (*) FROM log WHERE operation = 'organisation.begin-era'", "0");
}

static void
assert_difference (const GhRestoreReport *report,
                   const char            *what,
                   gint64                 count,
                   const char            *first)
{
  g_autoptr (JsonNode) node = gh_restore_report_to_json (report);
  JsonObject *differences = json_object_get_object_member (json_node_get_object (node), "differences");
  JsonObject *difference = json_object_get_object_member (differences, what);
  JsonArray *names = json_object_get_array_member (difference, "names");

  g_assert_cmpint (json_object_get_int_member (difference, "count"), ==, count);
  g_assert_cmpuint (json_array_get_length (names), ==, MIN (count, GH_RESTORE_NAMES));
  if (first != NULL)
    g_assert_cmpstr (json_array_get_string_element (names, 0), ==, first);
}

static void
test_differences (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_add_users (org, "dora emil fred gina hugo");
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("emil"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("fred"), "{\"status\":\"disabled\"}", 1);
  make_authenticators (org);
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"dora\",\"number\":\"+4791234567\"}", 1);
  backup = gh_test_make_backup (org, "backup.db");

  gh_test_do (org, "phone.detach", gh_target_new_for_name ("+4791234567"), "{\"username\":\"dora\"}", 1);
  gh_test_do (org, "phone.attach", gh_target_new_for_name ("+4791234567"), "{\"username\":\"hugo\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("dora"), "{\"status\":\"disabled\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("emil"), "{\"status\":\"active\"}", 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("gina"), NULL, 1);
  purge (org, "anna");
  purge (org, "fred");
  gh_test_write_directory (org, "INSERT INTO phones (key, number, last_op) VALUES ('DPN', '+4722855059', 1);"
                                "INSERT INTO tokens (key, type, serial, serial_fold, last_op)"
                                " VALUES ('DHN', 'h6', '99', '99', 1); DELETE FROM tokens WHERE serial = '77'");

  report = gh_restore (backup, org->path, org->clock, org->actor, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  assert_difference (report, "users_coming_back", 4, "anna");
  assert_difference (report, "phones_coming_back", 2, "+4722855050");
  assert_difference (report, "phones_leaving", 1, "+4722855059");
  assert_difference (report, "phone_owners_coming_back", 1, "dora (+4791234567)");
  assert_difference (report, "phone_owners_leaving", 1, "hugo (+4791234567)");
  assert_difference (report, "token_owners_coming_back", 0, NULL);
  assert_difference (report, "tokens_coming_back", 1, "77");
  assert_difference (report, "tokens_leaving", 1, "99");
  text = gh_restore_report_to_text (report);
  g_assert_nonnull (strstr (text, "4 users get rights back: anna, dora, emil, gina\n"));
  g_assert_nonnull (strstr (text, "1 hardware token comes back: 77\n"));
}

static void
test_differences_are_cut (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *backup = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GhRestoreReport) report = NULL;

  gh_test_add_users (org, "a b c d e f g h i j k l");
  backup = gh_test_make_backup (org, "backup.db");
  gh_test_do (org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 12);
  report = gh_test_restore (org, backup);
  assert_difference (report, "users_coming_back", 12, "a");
  text = gh_restore_report_to_text (report);
  g_assert_nonnull (strstr (text, "12 users get rights back: a, b, c, d, e, f, g, h, i, j, …\n"));
}

/* --- who may --- */

static void
test_without_database (void)
{
  static const char *const states[] = { "gone", "damaged" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();
      g_autofree char *backup = gh_test_make_backup (org, "backup.db");
      g_autofree char *wal = g_strconcat (org->path, "-wal", NULL);

      g_clear_object (&org->store);
      g_unlink (wal);
      if (i == 0)
        g_unlink (org->path);
      else
        g_assert_cmpint (truncate (org->path, 5000), ==, 0);
      gh_restore_report_free (gh_test_restore (org, backup));
      gh_test_come_back (org);
      gh_test_assert_query (org, "SELECT payload ->> '$.parameters.without-database' FROM log ORDER BY seq DESC LIMIT 1",
                            states[i]);
      gh_test_assert_query (org, "SELECT payload ->> '$.login' || actor_kind <> '' FROM log ORDER BY seq DESC LIMIT 1",
                            "1");
      assert_alive (org, FALSE);
    }
}

/* In a process of its own, as somebody whose group may write the file. */
static void
test_not_the_owner (void)
{
  g_autoptr (GhTestOrganisation) org = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *events = NULL;
  int status;
  pid_t child;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can become somebody else");
      return;
    }

  org = make_organisation ();
  backup = gh_test_make_backup (org, "backup.db");
  events = g_strconcat (backup, "-events", NULL);
  g_clear_object (&org->store);
  g_assert_cmpint (truncate (org->path, 5000), ==, 0);
  g_assert_cmpint (chown (org->folder, NOBODY, NOBODY) | chown (backup, NOBODY, NOBODY) | chown (events, NOBODY, NOBODY) |
                   chown (org->path, 0, NOBODY) | chmod (org->path, 0660), ==, 0);

  child = fork ();
  if (child == 0)
    {
      g_autoptr (GhRestoreReport) report = NULL;
      g_autoptr (GError) error = NULL;

      if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
        _exit (2);
      report = gh_restore (backup, org->path, org->clock, org->actor, NULL, FALSE, NULL, &error);
      _exit (report == NULL && g_error_matches (error, GH_ERROR, GH_ERROR_REFUSED) &&
             strstr (error->message, "owner") != NULL ? 0 : 1);
    }
  g_assert_cmpint (child, >, 0);
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  /* Root may. */
  gh_restore_report_free (gh_test_restore (org, backup));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gatehouse-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O10/era/other-eras", test_other_eras);
  g_test_add_func ("/O10/era/restore", test_restore_ends);
  g_test_add_func ("/O10/era/rehearsal", test_rehearsal_ends_nothing);
  g_test_add_func ("/O10/era/not-met-yet", test_not_met_yet);
  g_test_add_func ("/X/events/lost", test_events_lost);
  g_test_add_func ("/X/events/set-back", test_events_set_back);
  g_test_add_func ("/X/events/set-back/both-files", test_both_set_back);
  g_test_add_func ("/X/events/set-back/while-open", test_set_back_while_open);
  g_test_add_func ("/X/events/set-back/two-programs", test_set_back_for_two);
  g_test_add_func ("/O10/endings/purge", test_purge);
  g_test_add_func ("/O10/endings/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/O10/endings/crash", test_crash);
  g_test_add_func ("/O10/endings/number-given-twice", test_number_given_twice);
  g_test_add_func ("/O10/restore/nothing-comes-back", test_main);
  g_test_add_func ("/O10/restore/endings-of-both", test_endings_of_both);
  g_test_add_func ("/O9/events/value-by-value", test_value_by_value);
  g_test_add_func ("/O9/events/lost", test_restore_without_events);
  g_test_add_func ("/O9/rehearsal/differences", test_differences);
  g_test_add_func ("/O9/rehearsal/differences-are-cut", test_differences_are_cut);
  g_test_add_func ("/O9/local/without-database", test_without_database);
  g_test_add_func ("/O9/local/not-the-owner", test_not_the_owner);
  g_test_add_func ("/V3/restore/later-lockout", test_later_lockout);

  return g_test_run ();
}
