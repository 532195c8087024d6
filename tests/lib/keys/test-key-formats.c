/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of docs/formats.md, as Gatehouse computes them. */
#include "administrators/gh-one-time-code.h"
#include "administrators/gh-password-hash.h"
#include "administrators/gh-password-rules.h"
#include "base/gh-fold.h"
#include "base/gh-netstring.h"
#include "base/gh-spelling.h"
#include "keys/gh-key-list.h"
#include "keys/gh-recovery-key.h"
#include "operations/gh-former-names.h"
#include "verification/gh-credential.h"

#include <sodium.h>
#include <string.h>

/* What the page has in its boxes, by name; of a name in several, the first. */
static GHashTable *page;

static void
read_page (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_box = FALSE;

  g_assert_true (g_file_get_contents (GH_TEST_FORMATS, &text, NULL, NULL));
  page = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_equal (lines[i], "```"))
      is_box = !is_box;
    else if (is_box)
      {
        g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

        g_assert_cmpuint (g_strv_length (parts), ==, 2);
        if (!g_hash_table_contains (page, parts[0]))
          g_hash_table_insert (page, g_strdup (parts[0]), g_strdup (parts[1]));
      }
}

static const char *
get_text (const char *name)
{
  const char *text = g_hash_table_lookup (page, name);

  g_assert_nonnull (text);

  return text;
}

static GhSecret *
get_bytes (const char *name)
{
  const char *hex = get_text (name);
  GhSecret *bytes = gh_secret_new (strlen (hex) / 2);
  gsize length;

  g_assert_cmpint (sodium_hex2bin (gh_secret_get (bytes, NULL), strlen (hex) / 2, hex, strlen (hex), NULL, &length,
                                   NULL), ==, 0);
  g_assert_cmpuint (length, ==, strlen (hex) / 2);

  return bytes;
}

static void
assert_is (const char    *name,
           gconstpointer  bytes,
           gsize          length)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  sodium_bin2hex (hex, 2 * length + 1, bytes, length);
  g_assert_cmpstr (hex, ==, get_text (name));
}

static void
test_sub_keys (void)
{
  static const char *const names[GH_N_KEY_USES] = {
    [GH_KEY_SEED] = "ghSeed__", [GH_KEY_CODE] = "ghCode__", [GH_KEY_APPL] = "ghAppl__",
    [GH_KEY_LOOK] = "ghLook__", [GH_KEY_LOG] = "ghLog___", [GH_KEY_CHECK] = "ghCheck_",
  };
  g_autoptr (GhSecret) master = get_bytes ("master");
  g_autoptr (GhSecret) following = get_bytes ("next-master");
  guint8 public_key[GH_PUBLIC_BYTES], value[GH_KEYED_HASH_BYTES];
  char fingerprint[GH_FINGERPRINT_LENGTH + 1];

  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    {
      g_autoptr (GhSecret) sub_key = gh_key_derive (master, use);

      assert_is (names[use], gh_secret_get (sub_key, NULL), GH_KEY_BYTES);
    }
  for (GhKeyUse use = 0; use <= GH_KEY_LOOK; use++)
    {
      g_autoptr (GhSecret) sub_key = gh_key_derive (following, use);
      g_autofree char *name = g_strconcat ("coming-", names[use], NULL);

      assert_is (name, gh_secret_get (sub_key, NULL), GH_KEY_BYTES);
    }

  gh_key_get_log_public (master, public_key);
  assert_is ("log-public", public_key, sizeof public_key);
  gh_key_write_fingerprint (public_key, fingerprint);
  g_assert_cmpstr (fingerprint, ==, get_text ("fingerprint"));
  gh_key_get_log_public (following, public_key);
  assert_is ("next-public", public_key, sizeof public_key);
  gh_key_make_check_value (master, get_text ("organisation"), 1, value);
  assert_is ("check-value", value, sizeof value);
}

static void
test_introduction (void)
{
  g_autoptr (GhSecret) public_key = get_bytes ("log-public");
  g_autoptr (GhSecret) following = get_bytes ("next-public");
  g_autoptr (GhSecret) signature = get_bytes ("introduction");
  g_autoptr (GByteArray) message = gh_netstrings_new ("ssib", "gatehouse-next-key-1", get_text ("organisation"),
                                                      (gint64) 2, gh_secret_get (following, NULL),
                                                      (gsize) GH_PUBLIC_BYTES);

  g_assert_cmpint (crypto_sign_verify_detached (gh_secret_get (signature, NULL), message->data, message->len,
                                                gh_secret_get (public_key, NULL)), ==, 0);
}

static void
test_sealed (void)
{
  g_autoptr (GhSecret) sub_key = get_bytes ("ghSeed__");
  g_autoptr (GhSecret) sealed = get_bytes ("sealed");
  g_autoptr (GhSecret) value = NULL;
  g_autoptr (GError) error = NULL;
  GhSealPlace place = { get_text ("organisation"), get_text ("kind"), get_text ("purpose"), get_text ("record"), 1 };
  gsize length;

  gh_secret_get (sealed, &length);
  value = gh_seal_open (sub_key, &place, gh_secret_get (sealed, NULL), length, &error);
  g_assert_no_error (error);
  gh_secret_get (value, &length);
  assert_is ("value", gh_secret_get (value, NULL), length);
}

static void
assert_keyed (const char *kind,
              const char *owner,
              const char *code,
              const char *hash)
{
  g_autoptr (GhSecret) sub_key = get_bytes ("ghLook__");
  g_autoptr (GhSecret) secret = gh_secret_copy (get_text (code), strlen (get_text (code)));
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("si", kind, g_ascii_strtoll (get_text (owner), NULL, 10));
  guint8 value[GH_KEYED_HASH_BYTES];

  gh_keyed_hash (sub_key, prefix, secret, value);
  assert_is (hash, value, sizeof value);
}

static void
test_keyed_hashes (void)
{
  assert_keyed ("sms", "sms-phone", "sms-code", "sms-hash");
  assert_keyed ("bypass", "bypass-user", "bypass-code", "bypass-hash");
}

static void
test_seed_hash (void)
{
  g_autoptr (GhSecret) salt = get_bytes ("salt");
  g_autoptr (GhSecret) seed = get_bytes ("seed");
  guint8 hash[GH_SEED_HASH_BYTES];
  gsize length;
  const guint8 *bytes = gh_secret_get (salt, &length);

  gh_credential_hash_seed (bytes, length, seed, hash);
  assert_is ("seed-hash", hash, sizeof hash);
}

static void
test_name_hashes (void)
{
  g_autoptr (GhSecret) salt = get_bytes ("salt");
  g_autofree char *key = gh_fold_name_key (get_text ("name"));
  g_auto (GStrv) texts = gh_spelling_list_left (key);
  gsize length;
  const guint8 *bytes = gh_secret_get (salt, &length);

  g_assert_cmpuint (g_strv_length (texts), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text_name = g_strdup_printf ("name-text-%u", i + 1);
      g_autofree char *hash_name = g_strdup_printf ("name-hash-%u", i + 1);
      guint8 hash[GH_HASH_BYTES];

      g_assert_cmpstr (texts[i], ==, get_text (text_name));
      gh_former_names_hash (bytes, length, texts[i], hash);
      assert_is (hash_name, hash, sizeof hash);
    }
}

static void
test_recovery_key (void)
{
  g_autoptr (GhSecret) key = get_bytes ("recovery-key");
  g_autoptr (GhSecret) text = gh_recovery_key_to_text (key);
  g_autoptr (GhSecret) master = get_bytes ("master");
  g_autoptr (GhSecret) sealed = get_bytes ("for-recovery");
  g_autoptr (GhSecret) opened = NULL;
  guint8 public_key[GH_PUBLIC_BYTES], proof[GH_KEYED_HASH_BYTES];

  g_assert_cmpstr ((const char *) gh_secret_get (text, NULL), ==, get_text ("recovery-text"));
  gh_recovery_key_get_public (key, public_key);
  assert_is ("recovery-public", public_key, sizeof public_key);
  gh_recovery_key_prove_public (public_key, master, get_text ("organisation"), 1, proof);
  assert_is ("recovery-proof", proof, sizeof proof);
  opened = gh_recovery_key_open_master (key, gh_secret_get (sealed, NULL), GH_SEALED_MASTER_BYTES);
  g_assert_true (opened != NULL && gh_secret_equal (opened, master));
}

static void
test_password (void)
{
  g_autoptr (GhSecret) typed = get_bytes ("password-typed");
  g_autoptr (GhSecret) salt = get_bytes ("password-salt");
  g_autoptr (GhSecret) sealed = get_bytes ("own-sealed");
  g_autoptr (GhSecret) prepared = NULL;
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GhSecret) seed = NULL;
  g_autoptr (GError) error = NULL;
  GhPasswordFault fault;
  GhPasswordCost cost = {
    .passes = g_ascii_strtoll (get_text ("password-passes"), NULL, 10),
    .memory = g_ascii_strtoll (get_text ("password-memory"), NULL, 10),
  };
  guint8 verifier[GH_PASSWORD_VERIFIER_BYTES];
  gsize length;

  prepared = gh_password_prepare (typed, &fault);
  g_assert_nonnull (prepared);
  g_assert_cmpstr ((const char *) gh_secret_get (prepared, NULL), ==, get_text ("password"));
  memcpy (cost.salt, gh_secret_get (salt, NULL), sizeof cost.salt);
  g_assert_true (gh_password_hash (prepared, &cost, verifier, &seal_key, &error));
  assert_is ("verifier", verifier, sizeof verifier);
  assert_is ("seal-key", gh_secret_get (seal_key, NULL), GH_KEY_BYTES);

  gh_secret_get (sealed, &length);
  seed = gh_own_seed_open (seal_key, get_text ("organisation"), get_text ("administrator"), get_text ("factor"),
                           gh_secret_get (sealed, NULL), length, &error);
  g_assert_no_error (error);
  gh_secret_get (seed, &length);
  assert_is ("own-seed", gh_secret_get (seed, NULL), length);
}

static void
test_one_time_code (void)
{
  g_autoptr (GhSecret) code = get_bytes ("one-time-code");
  g_autoptr (GhSecret) text = gh_one_time_code_to_text (code);
  g_autoptr (GhSecret) parsed = gh_one_time_code_parse (text, GH_SET_UP_CODE_BYTES);
  guint8 verifier[GH_ONE_TIME_VERIFIER_BYTES];

  g_assert_cmpstr ((const char *) gh_secret_get (text, NULL), ==, get_text ("one-time-text"));
  g_assert_nonnull (parsed);
  g_assert_true (gh_secret_equal (parsed, code));
  gh_one_time_code_hash (get_text ("factor"), code, verifier);
  assert_is ("one-time-hash", verifier, sizeof verifier);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  read_page ();

  g_test_add_func ("/J8/formats/sub-keys", test_sub_keys);
  g_test_add_func ("/J8/formats/introduction", test_introduction);
  g_test_add_func ("/J8/formats/sealed", test_sealed);
  g_test_add_func ("/J8/formats/keyed-hashes", test_keyed_hashes);
  g_test_add_func ("/J8/formats/seed-hash", test_seed_hash);
  g_test_add_func ("/J8/formats/name-hashes", test_name_hashes);
  g_test_add_func ("/J8/formats/recovery-key", test_recovery_key);
  g_test_add_func ("/J8/formats/password", test_password);
  g_test_add_func ("/J8/formats/one-time-code", test_one_time_code);

  status = g_test_run ();
  g_hash_table_unref (page);

  return status;
}
