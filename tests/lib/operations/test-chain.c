/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J2, checked against hashes computed independently with Python's hashlib. */
#include "operations/gh-chain.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/J2/origin", test_origin);
  g_test_add_func ("/J2/row", test_row);
  g_test_add_func ("/J2/entry", test_entry);

  return g_test_run ();
}
