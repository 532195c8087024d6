/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-password-hash.h"

#include "keys/gh-seal.h"

#include <dlfcn.h>
#include <string.h>

#define MIB ((gint64) 1 << 20)

/* How much memory there is, and how much was asked for last. */
static gint64 memory = G_MAXINT64;
static gint64 asked;

/* Is found before libsodium's own, which it asks. */
int
crypto_pwhash (unsigned char *const       out,
               unsigned long long         outlen,
               const char *const          passwd,
               unsigned long long         passwdlen,
               const unsigned char *const salt,
               unsigned long long         opslimit,
               size_t                     memlimit,
               int                        alg)
{
  int (*real) (unsigned char *const, unsigned long long, const char *const, unsigned long long,
               const unsigned char *const, unsigned long long, size_t, int) = dlsym (RTLD_NEXT, "crypto_pwhash");

  asked = (gint64) memlimit;
  if (asked > memory)
    return -1;

  return real (out, outlen, passwd, passwdlen, salt, opslimit, memlimit, alg);
}

static GhSecret *
make_secret (const char *text)
{
  return gh_secret_copy (text, strlen (text));
}

static void
assert_hex (gconstpointer  bytes,
            gsize          length,
            const char    *expected)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  sodium_bin2hex (hex, 2 * length + 1, bytes, length);
  g_assert_cmpstr (hex, ==, expected);
}

/* --- A2: the hash --- */

/* What the reference implementation says, "argon2 0123456789abcdef -id -t 2 -k 65536 -p 1 -l 64 -r": of its first half
 * SHA-256, and its second half. */
static void
test_known (void)
{
  GhPasswordCost cost = { .passes = 2, .memory = 64 * MIB };
  g_autoptr (GhSecret) password = make_secret ("Zoë’s 4 blue ladders");
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GError) error = NULL;
  guint8 verifier[GH_PASSWORD_VERIFIER_BYTES];
  gsize length;

  memcpy (cost.salt, "0123456789abcdef", sizeof cost.salt);
  g_assert_true (gh_password_hash (password, &cost, verifier, &seal_key, &error));
  g_assert_no_error (error);
  assert_hex (verifier, sizeof verifier, "e5a6705c48186f03ada5a48ff73add7a0181ff396e22082f5de6e05dd49b80f7");
  gh_secret_get (seal_key, &length);
  assert_hex (gh_secret_get (seal_key, NULL), length,
              "a25e9f792669f0559abab0cec8a71f7b359f7f0ddee2ec5e4d5b380d57cd40e4");
}

/* Whatever differs, so do both halves. */
static void
test_differs (void)
{
  const GhPasswordCost costs[] = {
    { 2, 64 * MIB, "0123456789abcde" }, { 3, 64 * MIB, "0123456789abcde" }, { 2, 65 * MIB, "0123456789abcde" },
    { 2, 64 * MIB, "0123456789abcdf" }, { 2, 64 * MIB, "0123456789abcde" },
  };
  static const char *const passwords[] = { "one", "one", "one", "one", "one " };
  guint8 verifiers[G_N_ELEMENTS (costs)][GH_PASSWORD_VERIFIER_BYTES];
  GhSecret *keys[G_N_ELEMENTS (costs)];

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_autoptr (GhSecret) password = make_secret (passwords[i]);

      g_assert_true (gh_password_hash (password, &costs[i], verifiers[i], &keys[i], NULL));
      for (gsize j = 0; j < i; j++)
        {
          g_assert_cmpint (memcmp (verifiers[i], verifiers[j], GH_PASSWORD_VERIFIER_BYTES), !=, 0);
          g_assert_false (gh_secret_equal (keys[i], keys[j]));
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    gh_secret_unref (keys[i]);
}

/* --- A9: what it may cost --- */

static void
test_out_of_range (void)
{
  static const struct {
    gint64      passes, memory;
    const char *name;
  } rows[] = {
    { 1, 64 * MIB, "passes" },
    { 11, 64 * MIB, "passes" },
    { 0, 64 * MIB, "passes" },
    { -3, 64 * MIB, "passes" },
    { G_MAXINT64, 64 * MIB, "passes" },
    { G_MININT64, 64 * MIB, "passes" },
    { (gint64) 1 << 32 | 3, 64 * MIB, "passes" },
    { 3, 64 * MIB - 1, "memory" },
    { 3, 1024 * MIB + 1, "memory" },
    { 3, 0, "memory" },
    { 3, -64 * MIB, "memory" },
    { 3, 256, "memory" },
    { 3, G_MAXINT64, "memory" },
    { 3, G_MININT64, "memory" },
  };
  g_autoptr (GhSecret) password = make_secret ("correct horse battery staple");

  asked = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasswordCost cost = { .passes = rows[i].passes, .memory = rows[i].memory };
      g_autoptr (GhSecret) seal_key = NULL;
      g_autoptr (GError) error = NULL;
      guint8 verifier[GH_PASSWORD_VERIFIER_BYTES];

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_false (gh_password_hash (password, &cost, verifier, &seal_key, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, rows[i].name));
      g_assert_null (seal_key);
    }
  /* It is refused before anything is spent on it. */
  g_assert_cmpint (asked, ==, 0);
}

/* The ends belong to the range: what fails there is memory, of which the test has none. */
static void
test_in_range (void)
{
  static const gint64 rows[][2] = { { 2, 64 * MIB }, { 10, 64 * MIB }, { 2, 1024 * MIB }, { 10, 1024 * MIB } };
  g_autoptr (GhSecret) password = make_secret ("correct horse battery staple");

  memory = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhPasswordCost cost = { .passes = rows[i][0], .memory = rows[i][1] };
      g_autoptr (GhSecret) seal_key = NULL;
      g_autoptr (GError) error = NULL;
      guint8 verifier[GH_PASSWORD_VERIFIER_BYTES];

      g_assert_false (gh_password_hash (password, &cost, verifier, &seal_key, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
      g_assert_null (seal_key);
      g_assert_cmpint (asked, ==, rows[i][1]);
    }
  memory = G_MAXINT64;
}

static void
test_made (void)
{
  g_autoptr (GhSecret) password = make_secret ("correct horse battery staple");
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GhSecret) again_key = NULL;
  g_autoptr (GError) error = NULL;
  GhPasswordCost cost;
  guint8 verifier[GH_PASSWORD_VERIFIER_BYTES], again[GH_PASSWORD_VERIFIER_BYTES];

  g_assert_true (gh_password_make (password, &cost, verifier, &seal_key, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cost.passes, ==, 3);
  g_assert_cmpint (cost.memory, ==, 256 * MIB);
  g_assert_cmpint (asked, ==, 256 * MIB);
  g_assert_false (gh_password_cost_is_low (&cost));
  g_assert_true (gh_password_hash (password, &cost, again, &again_key, &error));
  g_assert_cmpmem (verifier, sizeof verifier, again, sizeof again);
  g_assert_true (gh_secret_equal (seal_key, again_key));
}

static void
test_little_memory (void)
{
  g_autoptr (GhSecret) password = make_secret ("correct horse battery staple");
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GhSecret) again_key = NULL;
  g_autoptr (GhSecret) other_key = NULL;
  g_autoptr (GhSecret) no_key = NULL;
  g_autoptr (GError) error = NULL;
  GhPasswordCost cost, other;
  guint8 verifier[GH_PASSWORD_VERIFIER_BYTES], again[GH_PASSWORD_VERIFIER_BYTES];

  memory = 256 * MIB - 1;
  g_assert_true (gh_password_make (password, &cost, verifier, &seal_key, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cost.passes, ==, 3);
  g_assert_cmpint (cost.memory, ==, 64 * MIB);
  g_assert_true (gh_password_cost_is_low (&cost));
  g_assert_true (gh_password_hash (password, &cost, again, &again_key, &error));
  g_assert_cmpmem (verifier, sizeof verifier, again, sizeof again);
  g_assert_true (gh_secret_equal (seal_key, again_key));

  /* Each has a salt of its own. */
  g_assert_true (gh_password_make (password, &other, again, &other_key, &error));
  g_assert_cmpint (memcmp (cost.salt, other.salt, sizeof cost.salt), !=, 0);
  g_assert_cmpint (memcmp (verifier, again, sizeof verifier), !=, 0);

  memory = 64 * MIB - 1;
  g_assert_false (gh_password_make (password, &cost, verifier, &no_key, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "64 MiB"));
  g_assert_null (no_key);
  memory = G_MAXINT64;
}

static void
test_low (void)
{
  g_assert_false (gh_password_cost_is_low (&(GhPasswordCost) { 3, 256 * MIB, "" }));
  g_assert_false (gh_password_cost_is_low (&(GhPasswordCost) { 10, 1024 * MIB, "" }));
  g_assert_true (gh_password_cost_is_low (&(GhPasswordCost) { 2, 256 * MIB, "" }));
  g_assert_true (gh_password_cost_is_low (&(GhPasswordCost) { 3, 256 * MIB - 1, "" }));
  g_assert_true (gh_password_cost_is_low (&(GhPasswordCost) { 10, 64 * MIB, "" }));
}

/* --- A2: the administrator's own seed --- */

#define ORGANISATION  "DAAAAAAAAAAAAAAAAAAA"
#define ADMINISTRATOR "DEAAAAAAAAAAAAAAAAAA"
#define FACTOR        "DVAAAAAAAAAAAAAAAAAA"

static void
assert_does_not_open (GhSecret     *seal_key,
                      const char   *organisation,
                      const char   *administrator,
                      const char   *factor,
                      const guint8 *sealed,
                      gsize         length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_own_seed_open (seal_key, organisation, administrator, factor, sealed, length, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, factor));
  g_assert_null (strstr (error->message, "JBSWY3DP"));
}

static void
test_seed_round (void)
{
  static const gsize lengths[] = { 0, 1, 20, 32, 64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GhSecret) seal_key = gh_secret_new_random (GH_KEY_BYTES);
      g_autoptr (GhSecret) seed = gh_secret_new_random (lengths[i]);
      g_autoptr (GBytes) sealed = gh_own_seed_seal (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, seed);
      g_autoptr (GBytes) again = gh_own_seed_seal (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, seed);
      g_autoptr (GhSecret) opened = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      const guint8 *bytes = g_bytes_get_data (sealed, &length);

      g_assert_cmpuint (length, ==, lengths[i] + GH_SEAL_BYTES);
      g_assert_false (g_bytes_equal (sealed, again));
      if (lengths[i] >= 20)
        g_assert_null (memmem (bytes, length, gh_secret_get (seed, NULL), lengths[i]));
      opened = gh_own_seed_open (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, bytes, length, &error);
      g_assert_no_error (error);
      g_assert_true (gh_secret_equal (opened, seed));
    }
}

/* Nobody gets another's second factor, nor a former one of their own, by a row that is moved. */
static void
test_seed_moved (void)
{
  g_autoptr (GhSecret) seal_key = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) other_key = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) seed = make_secret ("JBSWY3DPEHPK3PXP");
  g_autoptr (GBytes) sealed = gh_own_seed_seal (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, seed);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);

  assert_does_not_open (other_key, ORGANISATION, ADMINISTRATOR, FACTOR, bytes, length);
  assert_does_not_open (seal_key, "DABBBBBBBBBBBBBBBBBB", ADMINISTRATOR, FACTOR, bytes, length);
  assert_does_not_open (seal_key, ORGANISATION, "DEBBBBBBBBBBBBBBBBBB", FACTOR, bytes, length);
  assert_does_not_open (seal_key, ORGANISATION, ADMINISTRATOR, "DVBBBBBBBBBBBBBBBBBB", bytes, length);
  /* The same letters, parted elsewhere. */
  assert_does_not_open (seal_key, ORGANISATION "D", "EAAAAAAAAAAAAAAAAAA", FACTOR, bytes, length);
}

static void
test_seed_changed (void)
{
  g_autoptr (GhSecret) seal_key = gh_secret_new_random (GH_KEY_BYTES);
  g_autoptr (GhSecret) seed = make_secret ("JBSWY3DPEHPK3PXP");
  g_autoptr (GBytes) sealed = gh_own_seed_seal (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, seed);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  g_autofree guint8 *changed = g_malloc0 (length + 1);

  memcpy (changed, bytes, length);
  for (gsize bit = 0; bit < length * 8; bit++)
    {
      changed[bit / 8] ^= 1 << bit % 8;
      assert_does_not_open (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, changed, length);
      changed[bit / 8] ^= 1 << bit % 8;
    }
  for (gsize cut = 0; cut < length; cut++)
    assert_does_not_open (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, bytes, cut);
  assert_does_not_open (seal_key, ORGANISATION, ADMINISTRATOR, FACTOR, changed, length + 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/A2/hash/known", test_known);
  g_test_add_func ("/A2/hash/differs", test_differs);
  g_test_add_func ("/A9/cost/out-of-range", test_out_of_range);
  g_test_add_func ("/A9/cost/in-range", test_in_range);
  g_test_add_func ("/A2/cost/made", test_made);
  g_test_add_func ("/A2/cost/little-memory", test_little_memory);
  g_test_add_func ("/A2/cost/low", test_low);
  g_test_add_func ("/A2/own-seed/round", test_seed_round);
  g_test_add_func ("/A2/own-seed/moved", test_seed_moved);
  g_test_add_func ("/A2/own-seed/changed", test_seed_changed);

  return g_test_run ();
}
