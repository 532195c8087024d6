/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-seal.h"

#include "base/gh-netstring.h"

#include <sodium.h>
#include <string.h>

static const GhSealPlace place = { "DOAAAAAAAAAAAAAAAAAA", "token", "seed", "DHAAAAAAAAAAAAAAAAAA", 1 };

static GhSecret *
make_bytes (guint8 first,
            gsize  length)
{
  GhSecret *secret = gh_secret_new (length);

  for (gsize i = 0; i < length; i++)
    gh_secret_get (secret, NULL)[i] = first + i;

  return secret;
}

static void
assert_does_not_open (GhSecret          *sub_key,
                      const GhSealPlace *where,
                      const guint8      *sealed,
                      gsize              length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) value = gh_seal_open (sub_key, where, sealed, length, &error);

  g_assert_null (value);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, where->record));
  g_assert_null (strstr (error->message, "JBSWY3DP"));
}

static void
test_round (void)
{
  static const gsize lengths[] = { 0, 1, 20, 32, 4096 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GhSecret) sub_key = make_bytes (1, GH_KEY_BYTES);
      g_autoptr (GhSecret) value = gh_secret_new_random (lengths[i]);
      g_autoptr (GBytes) sealed = gh_seal (sub_key, &place, value);
      g_autoptr (GBytes) again = gh_seal (sub_key, &place, value);
      g_autoptr (GhSecret) opened = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      const guint8 *bytes = g_bytes_get_data (sealed, &length);

      g_assert_cmpuint (length, ==, lengths[i] + GH_SEAL_BYTES);
      g_assert_false (g_bytes_equal (sealed, again));
      if (lengths[i] >= 20)
        g_assert_null (memmem (bytes, length, gh_secret_get (value, NULL), lengths[i]));
      opened = gh_seal_open (sub_key, &place, bytes, length, &error);
      g_assert_no_error (error);
      g_assert_true (gh_secret_equal (opened, value));
    }
}

/* Whatever of its place differs: an error, never a wrong secret. */
static void
test_moved (void)
{
  const GhSealPlace places[] = {
    { "DOBBBBBBBBBBBBBBBBBB", "token", "seed", "DHAAAAAAAAAAAAAAAAAA", 1 },
    { "DOAAAAAAAAAAAAAAAAAA", "phone", "seed", "DHAAAAAAAAAAAAAAAAAA", 1 },
    { "DOAAAAAAAAAAAAAAAAAA", "token", "code", "DHAAAAAAAAAAAAAAAAAA", 1 },
    { "DOAAAAAAAAAAAAAAAAAA", "token", "seed", "DHBBBBBBBBBBBBBBBBBB", 1 },
    { "DOAAAAAAAAAAAAAAAAAA", "token", "seed", "DHAAAAAAAAAAAAAAAAAA", 2 },
    /* The same letters, parted elsewhere. */
    { "DOAAAAAAAAAAAAAAAAAAt", "oken", "seed", "DHAAAAAAAAAAAAAAAAAA", 1 },
    { "DOAAAAAAAAAAAAAAAAAA", "tokens", "eed", "DHAAAAAAAAAAAAAAAAAA", 1 },
  };
  g_autoptr (GhSecret) sub_key = make_bytes (1, GH_KEY_BYTES);
  g_autoptr (GhSecret) other_key = make_bytes (2, GH_KEY_BYTES);
  g_autoptr (GhSecret) value = gh_secret_copy ("JBSWY3DPEHPK3PXP", 16);
  g_autoptr (GBytes) sealed = gh_seal (sub_key, &place, value);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    assert_does_not_open (sub_key, &places[i], bytes, length);
  assert_does_not_open (other_key, &place, bytes, length);
}

static void
test_changed (void)
{
  g_autoptr (GhSecret) sub_key = make_bytes (1, GH_KEY_BYTES);
  g_autoptr (GhSecret) value = gh_secret_copy ("JBSWY3DPEHPK3PXP", 16);
  g_autoptr (GBytes) sealed = gh_seal (sub_key, &place, value);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  g_autofree guint8 *changed = g_memdup2 (bytes, length);
  g_autofree guint8 *longer = g_malloc0 (length + 1);

  for (gsize bit = 0; bit < length * 8; bit++)
    {
      changed[bit / 8] ^= 1 << bit % 8;
      assert_does_not_open (sub_key, &place, changed, length);
      changed[bit / 8] ^= 1 << bit % 8;
    }
  for (gsize cut = 0; cut < length; cut++)
    assert_does_not_open (sub_key, &place, bytes, cut);
  memcpy (longer, bytes, length);
  assert_does_not_open (sub_key, &place, longer, length + 1);
}

static void
test_purposes (void)
{
  GhKeyUse use = GH_N_KEY_USES;

  g_assert_true (gh_seal_find_use ("seed", &use));
  g_assert_cmpint (use, ==, GH_KEY_SEED);
  g_assert_true (gh_seal_find_use ("link", &use));
  g_assert_cmpint (use, ==, GH_KEY_CODE);
  g_assert_true (gh_seal_find_use ("application-key", &use));
  g_assert_cmpint (use, ==, GH_KEY_APPL);
  g_assert_false (gh_seal_find_use ("", &use));
  g_assert_false (gh_seal_find_use ("Seed", &use));
  g_assert_false (gh_seal_find_use (NULL, &use));
}

/* A check value fits its key, number and organisation, and nothing else. */
static void
test_check_value (void)
{
  g_autoptr (GhSecret) master = make_bytes (0, GH_KEY_BYTES);
  g_autoptr (GhSecret) other = make_bytes (1, GH_KEY_BYTES);
  g_autoptr (GhSecret) empty = gh_secret_new (0);
  guint8 value[GH_KEYED_HASH_BYTES];

  gh_key_make_check_value (master, place.organisation, 1, value);
  g_assert_true (gh_key_check (master, place.organisation, 1, value, sizeof value));
  g_assert_false (gh_key_check (master, place.organisation, 2, value, sizeof value));
  g_assert_false (gh_key_check (master, "DOBBBBBBBBBBBBBBBBBB", 1, value, sizeof value));
  g_assert_false (gh_key_check (other, place.organisation, 1, value, sizeof value));
  g_assert_false (gh_key_check (empty, place.organisation, 1, value, sizeof value));
  g_assert_false (gh_key_check (master, place.organisation, 1, value, sizeof value - 1));
  value[31] ^= 1;
  g_assert_false (gh_key_check (master, place.organisation, 1, value, sizeof value));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/K1/sealed/round", test_round);
  g_test_add_func ("/K1/sealed/moved-to-another-place", test_moved);
  g_test_add_func ("/K1/sealed/one-bit-changed", test_changed);
  g_test_add_func ("/K1/sealed/purposes", test_purposes);
  g_test_add_func ("/K2/check-value", test_check_value);

  return g_test_run ();
}
