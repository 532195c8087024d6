/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures verifying a long log, which must take the same memory however long it is (L4).
 *
 * bench-log fill FILE.db ENTRIES   appends signed entries, each with a row of the journal, as operations would have
 * bench-log verify FILE.db         verifies the log with the key that signed them
 *
 * Prints a line "NAME VALUE" for each figure. */
#include <locale.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "keys/gh-keys.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-chain.h"
#include "operations/gh-head.h"
#include "operations/gh-run.h"
#include "store/gh-inserter.h"

/* Entries a transaction. */
#define CHUNK 50000

#define KEY_NUMBER 1
#define SECOND     G_USEC_PER_SEC

static GhStore *store;

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static GhSecret *
make_master (void)
{
  GhSecret *master = gh_secret_new (GH_KEY_BYTES);

  memset (gh_secret_get (master, NULL), 0x5a, GH_KEY_BYTES);

  return master;
}

/* --- filling --- */

typedef struct {
  gint64       n_entries;

  /* the last entry so far */
  gint64       seq;
  gint64       time_us;
  guint8       hash[GH_HASH_BYTES];
  guint8       signature[GH_SIGNATURE_BYTES];
  guint8       secret[crypto_sign_SECRETKEYBYTES];

  GhStatement *insert;
  GhInserter  *journal;
} Fill;

static gboolean
write_row (Fill         *self,
           guint8        journal_hash[GH_HASH_BYTES],
           GError      **error)
{
  static const char before[] = "{\"status\":0}";
  static const char after[] = "{\"status\":2}";
  guint8 salt[GH_ROW_SALT_BYTES], hash[GH_HASH_BYTES];
  GhJournalRow row = { self->seq, "user", 1 + self->seq % 1000, 1, before, after, strlen (after), salt };

  randombytes_buf (salt, sizeof salt);
  gh_chain_hash_row (&row, hash);
  crypto_hash_sha256 (journal_hash, hash, sizeof hash);
  gh_inserter_add (self->journal, "isitssdd", row.op, row.kind, row.id, row.prev, before, after, salt, sizeof salt, hash,
                   sizeof hash);

  return gh_inserter_get_n_rows (self->journal) < GH_INSERTER_ROWS || gh_inserter_flush (self->journal, error);
}

static gboolean
write_entry (Fill    *self,
             GError **error)
{
  static const char payload[] = "{\"parameters\":{\"status\":\"disabled\"},\"target\":{\"ids\":1},\"labels\":[\"anna.berg\"],"
                                "\"host\":\"server.example.com\",\"login\":\"root\",\"program\":\"gatehousectl\"}";
  const char *organisation = gh_store_get_organisation_key (store);
  guint8 journal_hash[GH_HASH_BYTES], salt[GH_ENTRY_SALT_BYTES], previous[GH_HASH_BYTES];
  g_autoptr (GByteArray) message = NULL;
  GhEntry entry;

  self->seq++;
  self->time_us += SECOND;
  memcpy (previous, self->hash, sizeof previous);
  if (!write_row (self, journal_hash, error))
    return FALSE;

  randombytes_buf (salt, sizeof salt);
  entry = (GhEntry) {
    .seq = self->seq, .time_us = self->time_us, .actor_kind = "local", .actor_id = "root", .way = "gatehousectl",
    .operation = "user.set-status", .object_kind = "user", .object_id = "DU0123456789ABCDEFGH", .result = "done",
    .changed = 1, .journal_rows = 1, .journal_hash = journal_hash, .salt = salt, .payload = payload,
  };
  gh_chain_hash_entry (organisation, previous, &entry, self->hash);
  message = gh_chain_make_head (organisation, entry.seq, self->hash, entry.time_us, KEY_NUMBER);
  crypto_sign_detached (self->signature, NULL, message->data, message->len, self->secret);

  gh_statement_bind (self->insert, "iissss" "tsss" "iisi", entry.seq, entry.time_us, entry.actor_kind, entry.actor_id,
                     entry.way, entry.operation, entry.undoes, entry.object_kind, entry.object_id, entry.result,
                     entry.changed, entry.skipped, entry.payload, entry.journal_rows);
  gh_statement_bind_blob (self->insert, 15, journal_hash, sizeof journal_hash);
  gh_statement_bind_blob (self->insert, 16, salt, sizeof salt);
  gh_statement_bind_blob (self->insert, 17, self->hash, sizeof self->hash);
  gh_statement_bind_int (self->insert, 18, KEY_NUMBER);
  gh_statement_bind_blob (self->insert, 19, self->signature, sizeof self->signature);

  return gh_statement_run (self->insert, error);
}

static gboolean
write_chunk (Fill          *self,
             GhConnection  *connection,
             gint64         n,
             GError       **error)
{
  g_autoptr (GhStatement) insert = gh_connection_prepare (connection, "operations/insert-entry", error);
  g_autoptr (GhInserter) journal = gh_inserter_new (connection, "operations/insert-journal-row");
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (GBytes) signature = NULL;

  self->insert = insert;
  self->journal = journal;
  for (gint64 i = 0; i < n; i++)
    if (!write_entry (self, error))
      return FALSE;

  hash = g_bytes_new (self->hash, sizeof self->hash);
  signature = g_bytes_new (self->signature, sizeof self->signature);

  return gh_inserter_flush (journal, error) &&
         gh_connection_run (connection, "operations/set-head", error, "ibiib", self->seq, hash, self->time_us,
                            (gint64) KEY_NUMBER, signature);
}

static gboolean
fill_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Fill *self = data;
  g_autoptr (GhSecret) master = make_master ();
  g_autoptr (GhSecret) seed = gh_key_derive (master, GH_KEY_LOG);
  guint8 public_key[GH_PUBLIC_BYTES];
  GhHead head;

  if (!gh_head_read (&head, connection, error))
    return FALSE;

  self->seq = head.seq;
  self->time_us = head.time_us;
  memcpy (self->hash, head.hash, sizeof self->hash);
  crypto_sign_seed_keypair (public_key, self->secret, gh_secret_get (seed, NULL));
  for (gint64 left = self->n_entries; left > 0; left -= CHUNK)
    if (!gh_connection_execute (connection, "BEGIN IMMEDIATE", error) ||
        !write_chunk (self, connection, MIN (left, CHUNK), error) ||
        !gh_connection_execute (connection, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)", error))
      return FALSE;

  return TRUE;
}

static void
fill (gint64 n_entries)
{
  Fill self = { .n_entries = n_entries };
  g_autoptr (GhActor) actor = gh_actor_new_local ("bench");
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) created = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_int_member (parameters, "number", KEY_NUMBER);
  g_hash_table_insert (secrets, g_strdup ("master-key"), make_master ());
  created = gh_run (store,
                    &(GhRequest) {
                      .operation = gh_operation_find ("key.create"),
                      .actor = actor,
                      .parameters = parameters,
                      .secrets = secrets,
                    },
                    NULL, &error);
  check (error);
  if (created->is_refused)
    g_error ("%s", gh_result_to_text (created));

  gh_store_write (store, GH_FILE_DIRECTORY, fill_cb, &self, &error);
  check (error);
}

/* --- verifying --- */

static void
verify (void)
{
  g_autoptr (GhSecret) master = make_master ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  gh_keys_add (gh_keys_of (store), KEY_NUMBER, master);
  report = gh_log_verify (store, NULL, &error);
  check (error);
  if (report->state != GH_LOG_SIGNED)
    g_error ("It is not signed: %s", report->problem);

  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_print ("verify-entries %" G_GINT64_FORMAT "\n", report->n_entries);
  g_print ("verify-seconds %.6g\n", seconds);
  g_print ("verify-us-an-entry %.6g\n", seconds * 1e6 / report->n_entries);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_fill;

  setlocale (LC_ALL, "C.UTF-8");
  is_fill = argc == 4 && strcmp (argv[1], "fill") == 0;
  if (!is_fill && (argc != 3 || strcmp (argv[1], "verify") != 0))
    g_error ("Usage: %s fill FILE.db ENTRIES | verify FILE.db", argv[0]);

  store = gh_store_open (argv[2], clock, &error);
  check (error);
  if (is_fill)
    fill (g_ascii_strtoll (argv[3], NULL, 10));
  else
    verify ();
  g_clear_object (&store);

  return EXIT_SUCCESS;
}
