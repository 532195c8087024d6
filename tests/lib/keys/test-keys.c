/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "keys/gh-keys.h"

#include <sodium.h>
#include <string.h>
#include <sys/resource.h>

static GhSecret *
make_master (guint8 byte)
{
  GhSecret *master = gh_secret_new (GH_KEY_BYTES);

  memset (gh_secret_get (master, NULL), byte, GH_KEY_BYTES);

  return master;
}

static void
test_secret (void)
{
  g_autoptr (GhSecret) text = gh_secret_copy ("open sesame", 11);
  g_autoptr (GhSecret) same = gh_secret_copy ("open sesame", 11);
  g_autoptr (GhSecret) shorter = gh_secret_copy ("open", 4);
  g_autoptr (GhSecret) nothing = gh_secret_new (0);
  g_autoptr (GhSecret) random = gh_secret_new_random (32);
  g_autoptr (GhSecret) other = gh_secret_new_random (32);
  gsize length;

  g_assert_cmpstr ((const char *) gh_secret_get (text, &length), ==, "open sesame");
  g_assert_cmpuint (length, ==, 11);
  g_assert_true (gh_secret_equal (text, same));
  g_assert_false (gh_secret_equal (text, shorter));
  g_assert_cmpstr ((const char *) gh_secret_get (nothing, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);
  g_assert_false (gh_secret_equal (random, other));
}

/* What was in a secret is in none that is made afterwards, however many come and go. */
static void
test_wiped (void)
{
  static const gsize lengths[] = { 0, 1, 32, 254, 255, 256, 257, 5000 };

  for (guint round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        GhSecret *secrets[40];

        for (gsize j = 0; j < G_N_ELEMENTS (secrets); j++)
          {
            secrets[j] = gh_secret_new (lengths[i]);
            g_assert_true (sodium_is_zero (gh_secret_get (secrets[j], NULL), lengths[i] + 1));
          }
        for (gsize j = 0; j < G_N_ELEMENTS (secrets); j++)
          memset (gh_secret_get (secrets[j], NULL), 0xa5, lengths[i]);
        for (gsize j = 0; j < G_N_ELEMENTS (secrets); j++)
          gh_secret_unref (secrets[j]);
      }
}

/* Read back in a process of its own, whose limit this is; it may be 0 for good. */
static void
test_no_cores (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *filter = NULL;
      struct rlimit limit;

      gh_secret_forbid_cores ();
      g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
      g_assert_cmpuint (limit.rlim_cur, <=, 1);
      g_assert_cmpuint (limit.rlim_max, <=, 1);
      if (g_file_get_contents ("/proc/self/coredump_filter", &filter, NULL, NULL))
        g_assert_cmpuint (g_ascii_strtoull (filter, NULL, 16), ==, 0);
      else
        g_printerr ("There is no filter of cores here.\n");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* Each use has a key of its own, and the same one each time. */
static void
test_sub_keys (void)
{
  g_autoptr (GhSecret) master = make_master (7);
  g_autoptr (GhSecret) next = make_master (8);

  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    {
      g_autoptr (GhSecret) sub_key = gh_key_derive (master, use);
      g_autoptr (GhSecret) again = gh_key_derive (master, use);
      g_autoptr (GhSecret) of_next = gh_key_derive (next, use);

      g_assert_true (gh_secret_equal (sub_key, again));
      g_assert_false (gh_secret_equal (sub_key, of_next));
      g_assert_false (gh_secret_equal (sub_key, master));
      for (GhKeyUse other = 0; other < use; other++)
        {
          g_autoptr (GhSecret) of_other = gh_key_derive (master, other);

          g_assert_false (gh_secret_equal (sub_key, of_other));
        }
    }
}

static void
test_open (void)
{
  g_autoptr (GhTestOrganisation) test = gh_test_organisation_new ();
  GhKeys *keys = gh_keys_of (test->store);
  g_autoptr (GhSecret) first = make_master (1);
  g_autoptr (GhSecret) second = make_master (2);
  g_autoptr (GhSecret) too_short = gh_secret_new (GH_KEY_BYTES - 1);
  g_autoptr (GhSecret) kept = NULL;
  guint8 public_key[GH_PUBLIC_BYTES], wanted[GH_PUBLIC_BYTES], signature[GH_SIGNATURE_BYTES];

  g_assert_true (keys == gh_keys_of (test->store));
  g_assert_cmpint (gh_keys_get_number (keys), ==, 0);
  g_assert_false (gh_keys_sign (keys, 1, "head", 4, signature));
  g_assert_false (gh_keys_get_public (keys, 1, public_key));
  g_assert_null (gh_keys_dup_sub_key (keys, 1, GH_KEY_SEED));
  g_assert_null (gh_keys_dup_master (keys, 1));

  g_assert_false (gh_keys_add (keys, 1, too_short));
  g_assert_false (gh_keys_add (keys, 0, first));
  g_assert_true (gh_keys_add (keys, 4, second));
  g_assert_true (gh_keys_add (keys, 1, first));
  g_assert_true (gh_keys_add (keys, 1, first));
  g_assert_false (gh_keys_add (keys, 1, second));
  g_assert_cmpint (gh_keys_get_number (keys), ==, 4);

  g_assert_true (gh_keys_sign (keys, 1, "head", 4, signature));
  g_assert_true (gh_keys_get_public (keys, 1, public_key));
  gh_key_get_log_public (first, wanted);
  g_assert_cmpmem (public_key, sizeof public_key, wanted, sizeof wanted);
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "head", 4, public_key), ==, 0);
  g_assert_true (gh_keys_get_public (keys, 4, public_key));
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "head", 4, public_key), !=, 0);

  kept = gh_keys_dup_sub_key (keys, 1, GH_KEY_SEED);
  gh_keys_forget (keys);
  g_assert_cmpint (gh_keys_get_number (keys), ==, 0);
  g_assert_null (gh_keys_dup_master (keys, 1));
  g_assert_false (gh_keys_sign (keys, 1, "head", 4, signature));
  {
    g_autoptr (GhSecret) seed = gh_key_derive (first, GH_KEY_SEED);

    g_assert_true (gh_secret_equal (kept, seed));
  }
}

/* Threads that sign while others open and forget: run under the thread sanitizer as well. */
static gpointer
open_and_forget (gpointer data)
{
  GhKeys *keys = data;
  g_autoptr (GhSecret) master = make_master (3);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GhSecret) sub_key = NULL;
      guint8 signature[GH_SIGNATURE_BYTES];

      g_assert_true (gh_keys_add (keys, 1, master));
      gh_keys_sign (keys, 1, "x", 1, signature);
      sub_key = gh_keys_dup_sub_key (keys, 1, GH_KEY_CODE);
      gh_keys_forget (keys);
      if (sub_key != NULL)
        g_assert_false (sodium_is_zero (gh_secret_get (sub_key, NULL), GH_KEY_BYTES));
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GhTestOrganisation) test = gh_test_organisation_new ();
  GhKeys *keys = gh_keys_of (test->store);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("keys", open_and_forget, keys);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (gh_keys_get_number (keys), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/K5/secret", test_secret);
  g_test_add_func ("/K5/no-cores", test_no_cores);
  g_test_add_func ("/K5/wiped", test_wiped);
  g_test_add_func ("/K1/sub-keys", test_sub_keys);
  g_test_add_func ("/K1/open", test_open);
  g_test_add_func ("/K5/threads", test_threads);

  return g_test_run ();
}
