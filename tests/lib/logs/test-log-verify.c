/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L4, J2, J4, L8. Tampering is done as by anybody who can write the file: with SQLite alone. */
#include "gh-test-log.h"

#include "logs/gh-log-verify.h"
#include "operations/gh-witness.h"
#include "operations/gh-chain.h"
#include "operations/gh-journal.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- a log with all sorts of rows --- */

static gboolean
change_one (GhRun   *run,
            GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
touch (GhRun   *run,
       gint64   id,
       GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE user_status SET last_op = %" G_GINT64_FORMAT
                                          " WHERE user_id = %" G_GINT64_FORMAT, run->entry, id);

  return gh_connection_execute (run->connection, sql, error);
}

static gboolean
edit_anna (GhRun   *run,
           GError **error)
{
  return gh_connection_execute (run->connection, "UPDATE users SET realname = 'Anna B' WHERE id = 1", error) &&
         touch (run, 1, error) &&
         gh_journal_changed (run, "user", 1, 2, "{\"realname\":\"\"}", "{\"realname\":\"Anna B\"}", error);
}

static gboolean
edit_carl (GhRun   *run,
           GError **error)
{
  return gh_connection_execute (run->connection, "UPDATE users SET realname = 'Carl' WHERE id = 3", error) &&
         touch (run, 3, error) &&
         gh_journal_changed (run, "user", 3, 4, "{\"realname\":\"\"}", "{\"realname\":\"Carl\"}", error);
}

/* As a permanent deletion does (J4). */
static gboolean
purge_carl (GhRun   *run,
            GError **error)
{
  return gh_connection_execute (run->connection,
                                "UPDATE journal SET before = NULL, after = NULL, salt = NULL"
                                " WHERE kind = 'user' AND id = 3;"
                                "DELETE FROM users WHERE id = 3", error) &&
         gh_journal_removed (run, "user", 3, 9, "{\"username\":\"carl\"}", TRUE, error);
}

static void
do_once (GhTestOrganisation *org,
         const char         *name,
         gboolean          (*apply) (GhRun *, GError **))
{
  const GhOperation operation = { .name = name, .plan = change_one, .apply = apply };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) { .operation = &operation, .actor = org->actor }, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->entry, >, 0);
}

/* 1 created · 2–6 anna bert carl dora emil · 7 emil undone · 8 anna edited · 9 carl edited · 10 carl deleted for
 * good · 11 fred */
#define LAST_ENTRY 11
#define N_ROWS     35 /* 25 of them are the settings of entry 1 */

static GhTestOrganisation *
make_sample (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert carl dora emil");
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  do_once (org, "user.edit", edit_anna);
  do_once (org, "user.edit", edit_carl);
  do_once (org, "user.purge", purge_carl);
  gh_test_add_users (org, "fred");

  return org;
}

/* --- tampering --- */

static GhLogReport *
verify (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;
  GhLogReport *report = gh_log_verify (org->store, NULL, &error);

  g_assert_no_error (error);

  return report;
}

static void
assert_whole (GhTestOrganisation *org)
{
  g_autoptr (GhLogReport) report = verify (org);

  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);
}

static void
assert_broken (GhTestOrganisation *org,
               gint64              first_bad,
               const char         *what)
{
  g_autoptr (GhLogReport) report = verify (org);

  if (report->state != GH_LOG_BROKEN || report->first_bad != first_bad)
    g_error ("%s: state %s, first bad %" G_GINT64_FORMAT " (%s) instead of %" G_GINT64_FORMAT, what,
             gh_log_state_get_name (report->state), report->first_bad, report->problem, first_bad);
  g_assert_cmpstr (report->problem, !=, NULL);
}

/* --- the tests --- */

static void
test_whole (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autoptr (GhLogReport) report = verify (org);

  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, GH_LOG_CHAINED);
  g_assert_cmpint (report->n_entries, ==, LAST_ENTRY);
  g_assert_cmpint (report->n_rows, ==, N_ROWS);
  g_assert_cmpint (report->n_erased, ==, 3);
}

typedef struct {
  const char *name;
  const char *sql;
  gint64      first_bad;
} Tampering;

#define SHA256_OF_NOTHING "x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"

#define COPY_ENTRY(seq, from) \
  "INSERT INTO log SELECT " #seq ", time, actor_kind, actor_id, way, operation, NULL, object_kind, object_id," \
  " result, changed, skipped, 0, journal_hash, salt, payload, hash, NULL, NULL FROM log WHERE seq = " #from ";"

static const Tampering tamperings[] = {
  /* entries: each column */
  { "/L4/entry/time", "UPDATE log SET time = time + 1 WHERE seq = 4", 4 },
  { "/L4/entry/actor-kind", "UPDATE log SET actor_kind = 'system' WHERE seq = 4", 4 },
  { "/L4/entry/actor-id", "UPDATE log SET actor_id = 'mallory' WHERE seq = 4", 4 },
  { "/L4/entry/way", "UPDATE log SET way = 'gatehouse' WHERE seq = 4", 4 },
  { "/L4/entry/operation", "UPDATE log SET operation = 'user.purge' WHERE seq = 4", 4 },
  { "/L4/entry/undoes", "UPDATE log SET undoes = 3 WHERE seq = 4", 4 },
  { "/L4/entry/undoes-zero", "PRAGMA foreign_keys = OFF; UPDATE log SET undoes = 0 WHERE seq = 4", 4 },
  { "/L4/entry/undoes-gone", "UPDATE log SET undoes = NULL WHERE seq = 7", 7 },
  { "/L4/entry/object-kind", "UPDATE log SET object_kind = 'group' WHERE seq = 4", 4 },
  { "/L4/entry/object-kind-null", "UPDATE log SET object_kind = NULL WHERE seq = 4", 4 },
  { "/L4/entry/object-id", "UPDATE log SET object_id = 'DU000000000000000000' WHERE seq = 4", 4 },
  { "/L4/entry/object-id-empty", "UPDATE log SET object_id = '' WHERE seq = 8", 8 },
  { "/L4/entry/result", "UPDATE log SET result = 'refused' WHERE seq = 4", 4 },
  { "/L4/entry/changed", "UPDATE log SET changed = 2 WHERE seq = 4", 4 },
  { "/L4/entry/skipped", "UPDATE log SET skipped = 1 WHERE seq = 4", 4 },
  { "/L4/entry/journal-rows", "UPDATE log SET journal_rows = 0 WHERE seq = 4", 4 },
  { "/L4/entry/journal-hash", "UPDATE log SET journal_hash = zeroblob (32) WHERE seq = 4", 4 },
  { "/L4/entry/journal-hash-short", "UPDATE log SET journal_hash = x'00' WHERE seq = 4", 4 },
  { "/L4/entry/salt", "UPDATE log SET salt = zeroblob (16) WHERE seq = 4", 4 },
  { "/L4/entry/salt-long", "UPDATE log SET salt = zeroblob (17) WHERE seq = 4", 4 },
  { "/L4/entry/payload", "UPDATE log SET payload = replace (payload, 'carl', 'karl') WHERE seq = 4", 4 },
  { "/L4/entry/payload-behind-nul", "UPDATE log SET payload = payload || char (0) || 'x' WHERE seq = 4", 4 },
  { "/L4/entry/actor-behind-nul", "UPDATE log SET actor_id = actor_id || char (0) WHERE seq = 4", 4 },
  { "/L4/entry/hash", "UPDATE log SET hash = zeroblob (32) WHERE seq = 4", 4 },
  { "/L4/entry/hash-short", "UPDATE log SET hash = x'00' WHERE seq = 4", 4 },
  { "/L4/entry/hash-empty", "UPDATE log SET hash = x'' WHERE seq = 4", 4 },
  { "/L4/entry/first", "UPDATE log SET actor_id = 'mallory' WHERE seq = 1", 1 },
  { "/L4/entry/last", "UPDATE log SET actor_id = 'mallory' WHERE seq = 11", 11 },
  { "/L4/entry/two-of-them", "UPDATE log SET actor_id = 'mallory' WHERE seq IN (9, 5)", 5 },

  /* entries: inserted, moved, cut */
  { "/L4/insert/behind-the-head", COPY_ENTRY (12, 11), 12 },
  { "/L4/insert/behind-with-head", COPY_ENTRY (12, 11) "UPDATE head SET seq = 12", 12 },
  { "/L4/insert/zero", COPY_ENTRY (0, 1), 0 },
  { "/L4/insert/negative", COPY_ENTRY (-3, 1), -3 },
  { "/L4/insert/far-behind", COPY_ENTRY (20, 11) "UPDATE head SET seq = 20", 12 },
  { "/L4/insert/in-the-middle",
    "PRAGMA foreign_keys = OFF;"
    "UPDATE log SET seq = -seq WHERE seq >= 5; UPDATE log SET seq = 1 - seq WHERE seq < 0;"
    "UPDATE journal SET op = -op WHERE op >= 5; UPDATE journal SET op = 1 - op WHERE op < 0;"
    "UPDATE head SET seq = 12;" COPY_ENTRY (5, 4), 5 },
  { "/L4/swap",
    "UPDATE log SET seq = 100 WHERE seq = 3; UPDATE log SET seq = 3 WHERE seq = 4;"
    "UPDATE log SET seq = 4 WHERE seq = 100", 3 },
  { "/L4/swap-with-journal",
    "UPDATE log SET seq = 100 WHERE seq = 2; UPDATE log SET seq = 2 WHERE seq = 3;"
    "UPDATE log SET seq = 3 WHERE seq = 100;"
    "UPDATE journal SET op = 100 WHERE op = 2; UPDATE journal SET op = 2 WHERE op = 3;"
    "UPDATE journal SET op = 3 WHERE op = 100", 2 },
  { "/L4/cut/middle", "DELETE FROM log WHERE seq = 5; DELETE FROM journal WHERE op = 5", 5 },
  { "/L4/cut/middle-leaving-journal", "DELETE FROM log WHERE seq = 5", 5 },
  { "/L4/cut/middle-closed-up",
    "PRAGMA foreign_keys = OFF;"
    "DELETE FROM log WHERE seq = 5; DELETE FROM journal WHERE op = 5;"
    "UPDATE log SET seq = -seq WHERE seq > 5; UPDATE log SET seq = -1 - seq WHERE seq < 0;"
    "UPDATE journal SET op = -op WHERE op > 5; UPDATE journal SET op = -1 - op WHERE op < 0;"
    "UPDATE head SET seq = 10", 5 },
  { "/L4/cut/front", "DELETE FROM log WHERE seq < 4; DELETE FROM journal WHERE op < 4", 1 },
  /* The deletion that excuses entry 4's blanked row goes too. */
  { "/L4/cut/tail", "DELETE FROM log WHERE seq > 9; DELETE FROM journal WHERE op > 9", 4 },
  { "/L4/cut/last", "DELETE FROM log WHERE seq = 11; DELETE FROM journal WHERE op = 11", 11 },
  { "/L4/cut/last-leaving-journal", "DELETE FROM log WHERE seq = 11", 11 },
  { "/L4/cut/last-head-set-back",
    "DELETE FROM log WHERE seq = 11; DELETE FROM journal WHERE op = 11;"
    "UPDATE head SET seq = 10, hash = (SELECT hash FROM log WHERE seq = 10)", 11 },
  { "/L4/cut/everything", "DELETE FROM journal; DELETE FROM log; DELETE FROM head", 1 },

  /* the journal */
  { "/L4/journal/before", "UPDATE journal SET before = '{\"realname\":\"X\"}' WHERE op = 8", 8 },
  { "/L4/journal/before-null", "UPDATE journal SET before = NULL WHERE op = 8", 8 },
  { "/L4/journal/before-behind-nul", "UPDATE journal SET before = before || char (0) WHERE op = 8", 8 },
  { "/L4/journal/after", "UPDATE journal SET after = '{\"realname\":\"X\"}' WHERE op = 8", 8 },
  { "/L4/journal/after-as-blob", "UPDATE journal SET after = CAST (after AS BLOB) WHERE op = 8", 8 },
  { "/L4/journal/after-hash", "UPDATE journal SET after = zeroblob (32) WHERE op = 3", 3 },
  { "/L4/journal/after-hash-as-text", "UPDATE journal SET after = CAST (after AS TEXT) WHERE op = 3", 3 },
  { "/L4/journal/after-null", "UPDATE journal SET after = NULL WHERE op = 3", 3 },
  { "/L4/journal/after-empty", "UPDATE journal SET after = x'' WHERE op = 7", 7 },
  { "/L4/journal/prev", "UPDATE journal SET prev = 1 WHERE op = 8", 8 },
  { "/L4/journal/prev-zero", "UPDATE journal SET prev = 0 WHERE op = 3", 3 },
  { "/L4/journal/prev-null", "UPDATE journal SET prev = NULL WHERE op = 8", 8 },
  { "/L4/journal/salt", "UPDATE journal SET salt = zeroblob (8) WHERE op = 3", 3 },
  { "/L4/journal/salt-null", "UPDATE journal SET salt = NULL WHERE op = 3", 3 },
  { "/L4/journal/salt-short", "UPDATE journal SET salt = x'00' WHERE op = 3", 3 },
  { "/L4/journal/hash", "UPDATE journal SET hash = zeroblob (32) WHERE op = 3", 3 },
  { "/L4/journal/id", "UPDATE journal SET id = 99 WHERE op = 3", 3 },
  { "/L4/journal/kind", "UPDATE journal SET kind = 'group' WHERE op = 3", 3 },
  { "/L4/journal/moved", "UPDATE journal SET op = 4, kind = 'z' WHERE op = 3", 3 },
  { "/L4/journal/deleted", "DELETE FROM journal WHERE op = 3", 3 },
  { "/L4/journal/inserted",
    "INSERT INTO journal SELECT 3, kind, 99, prev, before, after, salt, hash FROM journal WHERE op = 8", 3 },
  { "/L4/journal/of-no-entry",
    "INSERT INTO journal SELECT 50, kind, id, prev, before, after, salt, hash FROM journal WHERE op = 8", 50 },
  { "/L4/journal/before-all-entries",
    "INSERT INTO journal SELECT -1, kind, id, prev, before, after, salt, hash FROM journal WHERE op = 8", -1 },

  /* blanked rows (J4) */
  { "/J4/blanked/without-deletion", "UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE op = 8", 8 },
  { "/J4/blanked/of-a-removed-record",
    "UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE kind = 'user' AND id = 5", 6 },
  { "/J4/blanked/the-last", "UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE op = 11", 11 },
  { "/J4/blanked/kept-before", "UPDATE journal SET salt = NULL, after = NULL WHERE op = 8", 8 },
  { "/J4/erased/hash", "UPDATE journal SET hash = zeroblob (32) WHERE op = 4", 4 },
  { "/J4/erased/id", "UPDATE journal SET id = 99 WHERE op = 4", 4 },
  { "/J4/erased/prev", "UPDATE journal SET prev = 2 WHERE op = 9", 9 },
  { "/J4/erased/text-put-in", "UPDATE journal SET after = '{}' WHERE op = 4", 4 },
  { "/J4/erased/deleted", "DELETE FROM journal WHERE op = 4", 4 },
  { "/J4/erased/other-record-in-the-purge",
    "UPDATE journal SET id = 1 WHERE op = 10; UPDATE journal SET prev = 8 WHERE op = 10", 4 },

  /* the head and the organisation */
  { "/L4/head/seq", "UPDATE head SET seq = 9", 10 },
  { "/L4/head/seq-ahead", "UPDATE head SET seq = 15", 12 },
  { "/L4/head/hash", "UPDATE head SET hash = zeroblob (32)", 11 },
  { "/L4/head/hash-short", "UPDATE head SET hash = x'00'", 11 },
  { "/L4/head/gone", "DELETE FROM head", 11 },
};

/* One sample for all, restored each time. */
static GhTestOrganisation *sample;
static char *sample_content;
static gsize sample_length;

static void
put_sample_back (void)
{
  g_autofree char *wal = g_strconcat (sample->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (sample->path, "-shm", NULL);

  g_clear_object (&sample->store);
  g_unlink (wal);
  g_unlink (shm);
  if (sample_content == NULL)
    g_assert_true (g_file_get_contents (sample->path, &sample_content, &sample_length, NULL));
  else
    g_assert_true (g_file_set_contents_full (sample->path, sample_content, sample_length, G_FILE_SET_CONTENTS_NONE,
                                             0600, NULL));
  gh_test_reopen (sample);
}

static void
test_tampering (gconstpointer data)
{
  const Tampering *tampering = data;

  if (sample == NULL)
    sample = make_sample ();
  put_sample_back ();
  assert_whole (sample);

  gh_test_tamper (sample, tampering->sql);
  assert_broken (sample, tampering->first_bad, tampering->name);
}

/* Another organisation's key would make this log another's. */
static void
test_organisation_key (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  gh_test_tamper (org, "UPDATE organisation SET key = 'DA000000000000000000'");
  assert_broken (org, 1, "the organisation's key");
}

/* The entry then matches its own hash: the next one gives it away. */
static void
test_plausible_hash (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  gh_test_tamper (org, "UPDATE log SET actor_id = 'mallory' WHERE seq = 4");
  gh_test_rehash (org, 4, 4);
  assert_broken (org, 5, "an entry with a plausible hash");
}

static void
test_plausible_insertion (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  gh_test_tamper (org,
          "PRAGMA foreign_keys = OFF;"
          "UPDATE log SET seq = -seq WHERE seq >= 5; UPDATE log SET seq = 1 - seq WHERE seq < 0;"
          "UPDATE journal SET op = -op WHERE op >= 5; UPDATE journal SET op = 1 - op WHERE op < 0;"
          "UPDATE head SET seq = 12;"
          "INSERT INTO log SELECT 5, time, actor_kind, 'mallory', way, operation, NULL, object_kind, object_id, result,"
          " changed, skipped, 0, " SHA256_OF_NOTHING ", salt, payload, hash, NULL, NULL FROM log WHERE seq = 4");
  gh_test_rehash (org, 5, 5);
  assert_broken (org, 6, "an inserted entry with a plausible hash");
}

static void
test_purge_made_up (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();

  /* Blanks fred's rows and records a made-up purge of him. */
  gh_test_tamper (org,
          "UPDATE journal SET before = NULL, after = NULL, salt = NULL WHERE op = 11;"
          "UPDATE log SET operation = 'user.purge' WHERE seq = 11");
  gh_test_rehash (org, 11, 11);
  gh_test_tamper (org, "UPDATE head SET hash = (SELECT hash FROM log WHERE seq = 11)");
  assert_broken (org, 11, "a purge of somebody who is there");
}

/* Deletion by the program itself blanks a person's rows, and the log stays provable. */
static void
test_deleted_for_good (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhLogReport) report = NULL;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), "{\"real-name\":\"Anna\"}", 1);
  gh_test_do (org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_do (org, "user.purge", gh_target_new_for_name ("anna"), "{\"confirm\":1}", 1);
  gh_test_add_users (org, "anna");

  report = verify (org);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->n_erased, ==, 4);
  gh_test_assert_query (org, "SELECT count (*) FROM journal WHERE salt IS NULL AND before IS NULL AND after IS NULL",
                        "4");
}

/* --- the witness --- */

static void
test_rewritten_from_the_middle (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *notice = gh_witness_attach (org->store);

  g_assert_null (notice);
  gh_test_tamper (org, "UPDATE log SET actor_id = 'mallory' WHERE seq = 4");
  gh_test_rehash (org, 4, LAST_ENTRY);
  gh_test_tamper (org, "UPDATE head SET hash = (SELECT hash FROM log WHERE seq = 11)");

  assert_broken (org, LAST_ENTRY, "a log rewritten to its end");
  notice = gh_witness_attach (org->store);
  g_assert_nonnull (strstr (notice, "2026-11-24"));
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_file_get_contents (from, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, data, length, &error);
  g_assert_no_error (error);
}

static void
test_set_back (void)
{
  g_autoptr (GhTestOrganisation) org = make_sample ();
  g_autofree char *old = g_strconcat (org->path, ".old", NULL);
  g_autofree char *notice = NULL;

  g_clear_object (&org->store);
  copy_file (org->path, old);
  gh_test_reopen (org);
  g_assert_null (gh_witness_attach (org->store));
  gh_test_add_users (org, "gerd");
  assert_whole (org);

  g_clear_object (&org->store);
  copy_file (old, org->path);
  gh_test_reopen (org);
  assert_broken (org, LAST_ENTRY + 1, "a file that was set back");
  notice = gh_witness_attach (org->store);
  g_assert_nonnull (notice);

  /* Continuing in the old file does not mend it; only accepting it does (O9). */
  gh_test_add_users (org, "hans ida");
  g_clear_pointer (&notice, g_free);
  notice = gh_witness_attach (org->store);
  g_assert_nonnull (notice);

  gh_witness_accept (org->store);
  g_assert_null (gh_witness_attach (org->store));
  assert_whole (org);
}

/* Each way to set the log back, found by a computer that saw more and has opened the file since, with its own reason. */
static const struct {
  const char *name;
  const char *sql;
  gint64      first_bad;
  const char *reason;
} set_backs[] = {
  { "/L8/reason/head/number-set-back", "UPDATE head SET seq = 9", 10, "The head was changed" },
  { "/L8/reason/head/number-set-on", "UPDATE head SET seq = 14", 12, "The head was changed" },
  { "/L8/reason/head/of-an-earlier-entry",
    "UPDATE head SET (seq, hash, time) = (SELECT seq, hash, time FROM log WHERE seq = 9)", 10, "stands behind" },
  { "/L8/reason/head/of-another-hash", "UPDATE head SET hash = zeroblob (32)", 11, "not the one that is said" },
  { "/L8/reason/cut",
    "PRAGMA foreign_keys = OFF;"
    "DELETE FROM log WHERE seq = 11; DELETE FROM journal WHERE op = 11;"
    "DELETE FROM user_names WHERE user_id IN (SELECT id FROM users WHERE username = 'fred');"
    "DELETE FROM user_status WHERE user_id IN (SELECT id FROM users WHERE username = 'fred');"
    "DELETE FROM users WHERE username = 'fred';"
    "UPDATE head SET (seq, hash, time) = (SELECT seq, hash, time FROM log WHERE seq = 10)", 11, "the log was cut" },
  { "/L8/reason/cut-without-its-head", "DELETE FROM log WHERE seq = 11; DELETE FROM journal WHERE op = 11", 11,
    "The log was cut" },
  { "/L8/reason/another-log", NULL, 11, "written anew" },
};

static void
test_reason (gconstpointer data)
{
  const char *sql = set_backs[GPOINTER_TO_SIZE (data)].sql;
  gint64 first_bad = set_backs[GPOINTER_TO_SIZE (data)].first_bad;
  g_autoptr (GhTestOrganisation) org = make_sample ();
  GhWitness witness;

  g_free (gh_witness_attach (org->store));
  if (sql != NULL)
    gh_test_tamper (org, sql);
  else
    {
      gh_test_tamper (org, "UPDATE log SET actor_id = 'mallory' WHERE seq = 11");
      gh_test_rehash (org, 11, 11);
      gh_test_tamper (org, "UPDATE head SET hash = (SELECT hash FROM log WHERE seq = 11)");
    }

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GhLogReport) report = NULL;

      gh_test_reopen (org);
      g_free (gh_witness_attach (org->store));
      report = verify (org);
      g_assert_cmpint (report->state, ==, GH_LOG_BROKEN);
      g_assert_cmpint (report->first_bad, ==, first_bad);
      if (strstr (report->problem, set_backs[GPOINTER_TO_SIZE (data)].reason) == NULL)
        g_error ("%s", report->problem);
      g_assert_true (gh_witness_load (gh_store_get_organisation_key (org->store), &witness));
      g_assert_cmpint (witness.seq, ==, LAST_ENTRY);
    }
}

static void
test_witness_file (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *key = gh_store_get_organisation_key (org->store);
  g_autofree char *name = g_strconcat (key, ".head", NULL);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "gatehouse", name, NULL);
  g_autofree char *hash = NULL;
  g_autofree char *seen = NULL;
  GhWitness witness;
  GStatBuf info;

  g_assert_false (gh_witness_load (key, &witness));
  g_assert_null (gh_witness_attach (org->store));
  gh_clock_set (org->clock, GH_TEST_NOW + 60);
  gh_test_add_users (org, "anna");

  g_assert_true (gh_witness_load (key, &witness));
  g_assert_cmpint (witness.seq, ==, 2);
  g_assert_cmpint (witness.seen, ==, GH_TEST_NOW + 60);
  g_assert_cmpint (witness.time, ==, (gint64) (GH_TEST_NOW + 60) * G_USEC_PER_SEC);
  hash = gh_test_query (org, "SELECT hex (hash) FROM head");
  seen = g_malloc0 (2 * GH_HASH_BYTES + 1);
  for (guint i = 0; i < GH_HASH_BYTES; i++)
    g_snprintf (seen + 2 * i, 3, "%02X", witness.hash[i]);
  g_assert_cmpstr (seen, ==, hash);

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_witness_cannot_be_kept (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *name = g_strconcat (gh_store_get_organisation_key (org->store), ".head", NULL);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "gatehouse", name, NULL);

  /* A folder in the file's place cannot be replaced. */
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_null (gh_witness_attach (org->store));
  gh_test_add_users (org, "anna");
  gh_test_assert_query (org, "SELECT count (*) FROM users", "1");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  state = g_dir_make_tmp ("gatehouse-state-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/L4/whole", test_whole);
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    g_test_add_data_func (tamperings[i].name, &tamperings[i], test_tampering);
  g_test_add_func ("/L4/organisation-key", test_organisation_key);
  g_test_add_func ("/L4/entry/with-plausible-hash", test_plausible_hash);
  g_test_add_func ("/L4/insert/with-plausible-hash", test_plausible_insertion);
  g_test_add_func ("/J4/blanked/with-a-purge-made-up", test_purge_made_up);
  g_test_add_func ("/J4/deleted-for-good", test_deleted_for_good);
  g_test_add_func ("/L8/rewritten-from-the-middle", test_rewritten_from_the_middle);
  g_test_add_func ("/L8/set-back", test_set_back);
  for (gsize i = 0; i < G_N_ELEMENTS (set_backs); i++)
    g_test_add_data_func (set_backs[i].name, GSIZE_TO_POINTER (i), test_reason);
  g_test_add_func ("/L8/file", test_witness_file);
  g_test_add_func ("/L8/cannot-be-kept", test_witness_cannot_be_kept);

  status = g_test_run ();
  g_clear_pointer (&sample, gh_test_organisation_free);
  g_free (sample_content);

  return status;
}
