/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-password-hash.h"

#include "base/gh-netstring.h"
#include "keys/gh-seal.h"

#include <glib/gi18n-lib.h>

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

G_STATIC_ASSERT (GH_PASSWORD_VERIFIER_BYTES == crypto_hash_sha256_BYTES);
G_STATIC_ASSERT (GH_PASSWORD_PASSES_MIN >= crypto_pwhash_OPSLIMIT_MIN);

/* --- hashing --- */

/* More than crypto_pwhash() takes. */
#define STACK_BYTES (32 * 1024)

static gboolean
check_range (const char  *name,
             gint64       value,
             gint64       least,
             gint64       most,
             GError     **error)
{
  if (value >= least && value <= most)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
               /* Translators: the name of a value in the database, not translated, and three numbers. */
               _("The stored parameter “%s” of a password is %" G_GINT64_FORMAT ", and not from %" G_GINT64_FORMAT
                 " to %" G_GINT64_FORMAT "."), name, value, least, most);

  return FALSE;
}

gboolean
gh_password_hash (GhSecret              *prepared,
                  const GhPasswordCost  *cost,
                  guint8                 verifier[GH_PASSWORD_VERIFIER_BYTES],
                  GhSecret             **seal_key,
                  GError               **error)
{
  g_autoptr (GhSecret) halves = NULL;
  gsize length;
  const guint8 *password = gh_secret_get (prepared, &length);
  guint8 *out;
  int result;

  if (!check_range ("passes", cost->passes, GH_PASSWORD_PASSES_MIN, GH_PASSWORD_PASSES_MAX, error) ||
      !check_range ("memory", cost->memory, GH_PASSWORD_MEMORY_MIN, GH_PASSWORD_MEMORY_MAX, error))
    return FALSE;

  halves = gh_secret_new (2 * GH_KEY_BYTES);
  out = gh_secret_get (halves, NULL);
  /* Everything else that could make it fail is in range. */
  result = crypto_pwhash (out, 2 * GH_KEY_BYTES, (const char *) password, length, cost->salt,
                          (unsigned long long) cost->passes, (gsize) cost->memory, crypto_pwhash_ALG_ARGON2ID13);
  /* libsodium wipes what it keeps, but not the words of the password that BLAKE2b has worked on. */
  sodium_stackzero (STACK_BYTES);
  gh_secret_forget_copy (length);
  if (result != 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED,
                   _("There is not enough free memory to check a password: it takes %d MiB."),
                   (int) (cost->memory >> 20));
      return FALSE;
    }

  crypto_hash_sha256 (verifier, out, GH_KEY_BYTES);
  *seal_key = gh_secret_copy (out + GH_KEY_BYTES, GH_KEY_BYTES);

  return TRUE;
}

gboolean
gh_password_make (GhSecret        *prepared,
                  GhPasswordCost  *cost,
                  guint8           verifier[GH_PASSWORD_VERIFIER_BYTES],
                  GhSecret       **seal_key,
                  GError         **error)
{
  cost->passes = GH_PASSWORD_PASSES;
  cost->memory = GH_PASSWORD_MEMORY;
  randombytes_buf (cost->salt, sizeof cost->salt);
  if (gh_password_hash (prepared, cost, verifier, seal_key, NULL))
    return TRUE;

  cost->memory = GH_PASSWORD_MEMORY_MIN;

  return gh_password_hash (prepared, cost, verifier, seal_key, error);
}

gboolean
gh_password_cost_is_low (const GhPasswordCost *cost)
{
  return cost->passes < GH_PASSWORD_PASSES || cost->memory < GH_PASSWORD_MEMORY;
}

/* --- the administrator's own seed --- */

static GByteArray *
make_associated_data (const char *organisation,
                      const char *administrator,
                      const char *factor)
{
  return gh_netstrings_new ("ssss", "gatehouse-own-seed-1", organisation, administrator, factor);
}

GBytes *
gh_own_seed_seal (GhSecret   *seal_key,
                  const char *organisation,
                  const char *administrator,
                  const char *factor,
                  GhSecret   *seed)
{
  g_autoptr (GByteArray) data = make_associated_data (organisation, administrator, factor);
  gsize length;
  const guint8 *value = gh_secret_get (seed, &length);
  guint8 *sealed = g_malloc (length + GH_SEAL_BYTES);

  randombytes_buf (sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES, NULL, value, length, data->data, data->len, NULL,
                                              sealed, gh_secret_get (seal_key, NULL));

  return g_bytes_new_take (sealed, length + GH_SEAL_BYTES);
}

GhSecret *
gh_own_seed_open (GhSecret      *seal_key,
                  const char    *organisation,
                  const char    *administrator,
                  const char    *factor,
                  gconstpointer  sealed,
                  gsize          length,
                  GError       **error)
{
  g_autoptr (GByteArray) data = make_associated_data (organisation, administrator, factor);
  g_autoptr (GhSecret) seed = gh_secret_new (length >= GH_SEAL_BYTES ? length - GH_SEAL_BYTES : 0);
  const guint8 *bytes = sealed;

  if (length >= GH_SEAL_BYTES &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (gh_secret_get (seed, NULL), NULL, NULL, bytes + NONCE_BYTES,
                                                  length - NONCE_BYTES, data->data, data->len, bytes,
                                                  gh_secret_get (seal_key, NULL)) == 0)
    return g_steal_pointer (&seed);

  g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
               _("The sealed secret of the second factor %s does not open: it was changed, or was sealed for another "
                 "place."), factor);

  return NULL;
}
