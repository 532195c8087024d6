/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-log.h"

#include "keys/gh-keys.h"
#include "keys/gh-seal.h"
#include "operations/gh-chain.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* --- keys --- */

GhSecret *
gh_test_make_master (gint64 number)
{
  GhSecret *master = gh_secret_new (GH_KEY_BYTES);

  memset (gh_secret_get (master, NULL), 0x10 + number, GH_KEY_BYTES);

  return master;
}

void
gh_test_open_key (GhTestOrganisation *org,
                  gint64              number)
{
  g_autoptr (GhSecret) master = gh_test_make_master (number);

  g_assert_true (gh_keys_add (gh_keys_of (org->store), number, master));
}

void
gh_test_get_public (gint64 number,
                    guint8 public_key[GH_PUBLIC_BYTES])
{
  g_autoptr (GhSecret) master = gh_test_make_master (number);

  gh_key_get_log_public (master, public_key);
}

static gboolean
change_one (GhRun   *run,
            GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static char *
to_hex (gconstpointer bytes,
        gsize         length)
{
  char *hex = g_malloc (2 * length + 1);

  return sodium_bin2hex (hex, 2 * length + 1, bytes, length);
}

/* What an operation that makes a key does to the log: the row, with the key before vouching for it, and its signature. */
static gboolean
make_key (GhRun   *run,
          GError **error)
{
  GhKeys *keys = gh_keys_of (run->store);
  gint64 before = gh_keys_get_number (keys);
  gint64 number = before + 1;
  g_autoptr (GhSecret) master = gh_test_make_master (number);
  guint8 public_key[GH_PUBLIC_BYTES], signature[GH_SIGNATURE_BYTES];
  guint8 check_value[GH_KEYED_HASH_BYTES];
  g_autofree char *check_hex = NULL;
  g_autofree char *public_hex = NULL;
  g_autofree char *introduction = g_strdup ("NULL, NULL");
  g_autofree char *sql = NULL;

  gh_key_get_log_public (master, public_key);
  public_hex = to_hex (public_key, sizeof public_key);
  gh_key_make_check_value (master, gh_store_get_organisation_key (run->store), number, check_value);
  check_hex = to_hex (check_value, sizeof check_value);
  if (before != 0)
    {
      g_autoptr (GByteArray) message = gh_chain_make_introduction (gh_store_get_organisation_key (run->store), FALSE,
                                                                   number, public_key);
      g_autofree char *hex = NULL;

      g_assert_true (gh_keys_sign (keys, before, message->data, message->len, signature));
      hex = to_hex (signature, sizeof signature);
      g_free (introduction);
      introduction = g_strdup_printf ("%" G_GINT64_FORMAT ", x'%s'", before, hex);
    }
  sql = g_strdup_printf ("INSERT INTO keys (id, key, use, made, check_value, public, introduced_by, introduction, last_op)"
                         " VALUES (%1$" G_GINT64_FORMAT ", 'DK%1$018" G_GINT64_FORMAT "', 'master', 0, x'%2$s', x'%3$s',"
                         " %4$s, %5$" G_GINT64_FORMAT ")", number, check_hex, public_hex, introduction, run->entry);

  gh_run_sign_with (run, number, master);

  return gh_connection_execute (run->connection, sql, error);
}

void
gh_test_make_key (GhTestOrganisation *org)
{
  /* Of the register, for its role. */
  const GhOperation operation = { .name = "key.create", .plan = change_one, .apply = make_key };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) { .operation = &operation, .actor = org->actor }, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->entry, >, 0);
  gh_test_open_key (org, gh_keys_get_number (gh_keys_of (org->store)) + 1);
}

/* --- tampering --- */

static sqlite3 *
open_raw (GhTestOrganisation *org)
{
  sqlite3 *db = NULL;

  g_clear_object (&org->store);
  g_assert_cmpint (sqlite3_open (org->path, &db), ==, SQLITE_OK);

  return db;
}

void
gh_test_tamper (GhTestOrganisation *org,
                const char         *sql)
{
  sqlite3 *db = open_raw (org);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_total_changes (db), >, 0);
  sqlite3_close (db);
  gh_test_reopen (org);
}

void
gh_test_rehash (GhTestOrganisation *org,
                gint64              first,
                gint64              last)
{
  sqlite3 *db;
  sqlite3_stmt *select, *update;
  g_autofree char *organisation = g_strdup (gh_store_get_organisation_key (org->store));

  db = open_raw (org);
  sqlite3_prepare_v2 (db,
                      "SELECT seq, time, actor_kind, actor_id, way, operation, undoes, object_kind, object_id, result,"
                      " changed, skipped, journal_rows, journal_hash, salt, payload,"
                      " (SELECT hash FROM log AS before WHERE before.seq = log.seq - 1)"
                      " FROM log WHERE seq = ?1", -1, &select, NULL);
  sqlite3_prepare_v2 (db, "UPDATE log SET hash = ?2 WHERE seq = ?1", -1, &update, NULL);
  for (gint64 seq = first; seq <= last; seq++)
    {
      guint8 hash[GH_HASH_BYTES];
      GhEntry entry;

      sqlite3_bind_int64 (select, 1, seq);
      g_assert_cmpint (sqlite3_step (select), ==, SQLITE_ROW);
      entry = (GhEntry) {
        .seq = seq,
        .time_us = sqlite3_column_int64 (select, 1),
        .actor_kind = (const char *) sqlite3_column_text (select, 2),
        .actor_id = (const char *) sqlite3_column_text (select, 3),
        .way = (const char *) sqlite3_column_text (select, 4),
        .operation = (const char *) sqlite3_column_text (select, 5),
        .undoes = sqlite3_column_int64 (select, 6),
        .object_kind = (const char *) sqlite3_column_text (select, 7),
        .object_id = (const char *) sqlite3_column_text (select, 8),
        .result = (const char *) sqlite3_column_text (select, 9),
        .changed = sqlite3_column_int64 (select, 10),
        .skipped = sqlite3_column_int64 (select, 11),
        .journal_rows = sqlite3_column_int64 (select, 12),
        .journal_hash = sqlite3_column_blob (select, 13),
        .salt = sqlite3_column_blob (select, 14),
        .payload = (const char *) sqlite3_column_text (select, 15),
      };
      gh_chain_hash_entry (organisation, sqlite3_column_blob (select, 16), &entry, hash);
      sqlite3_bind_int64 (update, 1, seq);
      sqlite3_bind_blob (update, 2, hash, sizeof hash, SQLITE_TRANSIENT);
      sqlite3_step (update);
      sqlite3_reset (update);
      sqlite3_reset (select);
    }
  sqlite3_finalize (select);
  sqlite3_finalize (update);
  sqlite3_close (db);
  gh_test_reopen (org);
}

void
gh_test_sign_anew (GhTestOrganisation *org)
{
  g_autofree char *last = gh_test_query (org, "SELECT max (seq) FROM log");
  guint8 public_key[GH_PUBLIC_BYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  g_autofree char *public_hex = NULL;
  g_autoptr (GString) sql = g_string_new ("DELETE FROM checkpoints;");

  crypto_sign_keypair (public_key, secret_key);
  public_hex = to_hex (public_key, sizeof public_key);
  g_string_append_printf (sql, "UPDATE keys SET public = x'%s';", public_hex);
  for (int seq = 1; seq <= atoi (last); seq++)
    {
      g_autofree char *ask_hash = g_strdup_printf ("SELECT hex (hash) FROM log WHERE seq = %d", seq);
      g_autofree char *ask_time = g_strdup_printf ("SELECT time FROM log WHERE seq = %d", seq);
      g_autofree char *hash_hex = gh_test_query (org, ask_hash);
      g_autofree char *time = gh_test_query (org, ask_time);
      guint8 hash[GH_HASH_BYTES], signature[GH_SIGNATURE_BYTES];
      g_autoptr (GByteArray) message = NULL;
      g_autofree char *hex = NULL;

      sodium_hex2bin (hash, sizeof hash, hash_hex, strlen (hash_hex), NULL, NULL, NULL);
      message = gh_chain_make_head (gh_store_get_organisation_key (org->store), seq, hash,
                                    g_ascii_strtoll (time, NULL, 10), 1);
      crypto_sign_detached (signature, NULL, message->data, message->len, secret_key);
      hex = to_hex (signature, sizeof signature);
      g_string_append_printf (sql, "UPDATE log SET key_number = 1, signature = x'%s' WHERE seq = %d;", hex, seq);
    }
  g_string_append_printf (sql, "UPDATE head SET (key_number, signature) ="
                               " (SELECT key_number, signature FROM log WHERE seq = %s)", last);
  gh_test_tamper (org, sql->str);
}
