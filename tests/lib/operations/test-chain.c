/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J2, checked against hashes computed independently with Python's hashlib. */
#include "operations/gh-chain.h"

#include <sodium.h>
#include <string.h>

static void
check_hex (const guint8 *hash,
           const char   *expected)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (int i = 0; i < GH_HASH_BYTES; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  g_assert_cmpstr (hex->str, ==, expected);
}

static void
test_origin (void)
{
  guint8 hash[GH_HASH_BYTES];

  gh_chain_hash_origin ("DAABCDEFGHIJ01234567", hash);
  check_hex (hash, "c43ae205873b57fa7df0fed9a00c801a01fceea8ffe6739557e5a4218d5fbb89");
}

static void
test_row (void)
{
  guint8 hash[GH_HASH_BYTES];
  GhJournalRow row = {
    .op = 7, .kind = "user", .id = 42, .prev = 3, .before = "{\"status\":0}",
    .after = "{\"status\":1}", .after_length = 12, .salt = (const guint8 *) "saltsalt",
  };

  gh_chain_hash_row (&row, hash);
  check_hex (hash, "da236591e91c70f28c21794bc71c696ea6e054d750db08b436be4750254f2fdb");

  /* Created: no prev, no before, after a hash of bytes. */
  row.prev = 0;
  row.before = NULL;
  row.after = "\0\1\2";
  row.after_length = 3;
  gh_chain_hash_row (&row, hash);
  check_hex (hash, "ea4cfafca84e4a4eb3a98802712b27d401f411eef7cb38571973c24289ab604f");
}

static void
test_entry (void)
{
  guint8 previous[GH_HASH_BYTES] = { 1 };
  guint8 journal[GH_HASH_BYTES] = { 2 };
  guint8 hash[GH_HASH_BYTES];
  GhEntry entry = {
    .seq = 2, .time_us = 1795510800000000, .actor_kind = "local", .actor_id = "åsa", .way = "gatehousectl",
    .operation = "user.add", .object_kind = "user", .object_id = "DUABCDEFGHIJ01234567", .result = "done",
    .changed = 1, .skipped = 0, .journal_rows = 1, .journal_hash = journal,
    .salt = (const guint8 *) "0123456789abcdef", .payload = "{\"parameters\":{}}",
  };

  gh_chain_hash_entry ("DAABCDEFGHIJ01234567", previous, &entry, hash);
  check_hex (hash, "d7ea4060a51a1b842b6dd8b47e89a566073640cac55c48f2a533218f98cf916d");
}

/* The vectors of docs/formats.md, computed with Python's hashlib and PyNaCl. */

#define ORGANISATION "DA0123456789ABCDEFGH"
#define ORIGIN       "7ca697f4baeb9631e12d81892305f1bcc8db059360beea402310a18e966358a0"
#define ENTRY        "296ac63a7ae98e7a12c145bf234db3752af259e7c67cd310507963376c60a6c6"

static void
from_hex (const char *hex,
          guint8      bytes[32])
{
  g_assert_cmpint (sodium_hex2bin (bytes, 32, hex, strlen (hex), NULL, NULL, NULL), ==, 0);
}

/* Takes over @message. */
static void
check_signature (GByteArray *message,
                 const char *expected)
{
  guint8 seed[32], public_key[32], secret_key[64], signature[64];
  char hex[2 * 64 + 1];

  for (int i = 0; i < 32; i++)
    seed[i] = i;
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  crypto_sign_detached (signature, NULL, message->data, message->len, secret_key);
  sodium_bin2hex (hex, sizeof hex, signature, sizeof signature);
  g_assert_cmpstr (hex, ==, expected);
  g_byte_array_unref (message);
}

static void
test_vectors (void)
{
  static const guint8 salt[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
  guint8 after[32], origin[32], journal[32], hash[32], next[32];
  GhJournalRow row = {
    .op = 2, .kind = "user", .id = 1, .after = after, .after_length = sizeof after, .salt = salt + 1,
  };
  GhEntry entry = {
    .seq = 1, .time_us = 1795510800000000, .actor_kind = "local", .actor_id = "ida", .way = "gatehousectl",
    .operation = "user.add", .object_kind = "user", .object_id = "DU0123456789ABCDEFGH", .result = "done",
    .changed = 1, .skipped = 0, .journal_rows = 1, .journal_hash = journal, .salt = salt,
    .payload = "{\"parameters\":{\"username\":\"anna\"}}",
  };
  GhStub stub = {
    .first = 1, .last = 33, .count = 33, .first_time = 1795510800000000, .last_time = 1795510900000000, .key_number = 1,
  };

  memset (after, 0x11, sizeof after);
  gh_chain_hash_origin (ORGANISATION, origin);
  check_hex (origin, ORIGIN);
  gh_chain_hash_row (&row, hash);
  check_hex (hash, "6e756c59328a55a8ef8766d47cada8b1baa030c8b6c770c537961fbc77b0a742");
  crypto_hash_sha256 (journal, hash, sizeof hash);
  check_hex (journal, "51c0f8fceed17f83b84ac178ccaf19e00b77c2ee94e5085a5edfd933b283a481");
  gh_chain_hash_entry (ORGANISATION, origin, &entry, hash);
  check_hex (hash, ENTRY);

  check_signature (gh_chain_make_head (ORGANISATION, 1, hash, 1795510800000000, 1),
                   "f79b713ba8d07c697f1eab6e3f6109d5f8b798e368907918038db2b6b538bd1b"
                   "dbd6d1914a9c79498976b82d15eb42a36614ec2a04b9e40149608d91f27fea09");
  from_hex ("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12", next);
  check_signature (gh_chain_make_introduction (ORGANISATION, FALSE, 2, next),
                   "8a45d69422371471a285461150648aee8e029c080069036b8be2f6114b42507f"
                   "15127050d615bb8262e56c7dfd071a4b93f98dc7732f185ae50dc7112460bf09");
  check_signature (gh_chain_make_introduction (ORGANISATION, TRUE, 2, next),
                   "36342116fe7bdd76f8a1b4ee15339566a7c32fc51cd7902e9f11b3e75d4a28f2"
                   "d0d52bf088acb481edb0da7fbc690ce7d53dc6e658dffc0409608ef8fd42e60d");
  memcpy (stub.hash_before, origin, sizeof origin);
  memcpy (stub.hash_last, hash, sizeof hash);
  check_signature (gh_chain_make_stub (ORGANISATION, &stub),
                   "c4d91e31e46e226e785cf14f26cbf39c42808fdb5323f2a9b0e4150b294b8b91"
                   "f4bb4a817e326b01dd630578006cf8dc9e1a22acea9c4b3c9a21d0e472a66f03");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/J2/origin", test_origin);
  g_test_add_func ("/J2/row", test_row);
  g_test_add_func ("/J2/entry", test_entry);

  g_test_add_func ("/J8/vectors", test_vectors);

  return g_test_run ();
}
