/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-seal.h"

#include "base/gh-netstring.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

G_STATIC_ASSERT (GH_SEAL_BYTES == NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (GH_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (GH_KEY_BYTES == crypto_auth_hmacsha256_KEYBYTES);
G_STATIC_ASSERT (GH_KEYED_HASH_BYTES == crypto_auth_hmacsha256_BYTES);

gboolean
gh_seal_find_use (const char *purpose,
                  GhKeyUse   *use)
{
  static const struct {
    const char *purpose;
    GhKeyUse    use;
  } uses[] = {
    { "seed", GH_KEY_SEED },
    { "code", GH_KEY_CODE },
    { "link", GH_KEY_CODE },
    { "body", GH_KEY_CODE },
    { "application-key", GH_KEY_APPL },
    { "ca-key", GH_KEY_APPL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_strcmp0 (uses[i].purpose, purpose) == 0)
      {
        *use = uses[i].use;
        return TRUE;
      }

  return FALSE;
}

static GByteArray *
make_associated_data (const GhSealPlace *place)
{
  return gh_netstrings_new ("sssssi", "gatehouse-seal-1", place->organisation, place->kind, place->purpose,
                            place->record, place->key_number);
}

static GBytes *
seal (GhSecret          *sub_key,
      const GhSealPlace *place,
      const guint8      *value,
      gsize              length)
{
  g_autoptr (GByteArray) data = make_associated_data (place);
  guint8 *sealed = g_malloc (length + GH_SEAL_BYTES);

  randombytes_buf (sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES, NULL, value, length, data->data, data->len, NULL,
                                              sealed, gh_secret_get (sub_key, NULL));

  return g_bytes_new_take (sealed, length + GH_SEAL_BYTES);
}

/* Opens into @value, which has room for it. */
static gboolean
open_into (GhSecret           *sub_key,
           const GhSealPlace  *place,
           const guint8       *sealed,
           gsize               length,
           guint8             *value,
           GError            **error)
{
  g_autoptr (GByteArray) data = make_associated_data (place);

  if (length >= GH_SEAL_BYTES &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (value, NULL, NULL, sealed + NONCE_BYTES, length - NONCE_BYTES,
                                                  data->data, data->len, sealed, gh_secret_get (sub_key, NULL)) == 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
               _("The secret “%s” of %s %s does not open with key %" G_GINT64_FORMAT
                 ": it was changed, or was sealed for another place."),
               place->purpose, place->kind, place->record, place->key_number);

  return FALSE;
}

GBytes *
gh_seal (GhSecret          *sub_key,
         const GhSealPlace *place,
         GhSecret          *value)
{
  gsize length;
  const guint8 *bytes = gh_secret_get (value, &length);

  return seal (sub_key, place, bytes, length);
}

GhSecret *
gh_seal_open (GhSecret           *sub_key,
              const GhSealPlace  *place,
              gconstpointer       sealed,
              gsize               length,
              GError            **error)
{
  g_autoptr (GhSecret) value = gh_secret_new (length >= GH_SEAL_BYTES ? length - GH_SEAL_BYTES : 0);

  if (!open_into (sub_key, place, sealed, length, gh_secret_get (value, NULL), error))
    return NULL;

  return g_steal_pointer (&value);
}

GBytes *
gh_seal_again (GhSecret           *sub_key,
               const GhSealPlace  *place,
               gconstpointer       sealed,
               gsize               length,
               GhSecret           *new_sub_key,
               gint64              new_number,
               GhSecret           *room,
               GError            **error)
{
  GhSealPlace new_place = *place;
  gsize size;
  guint8 *value = gh_secret_get (room, &size);

  g_return_val_if_fail (length <= size + GH_SEAL_BYTES, NULL);

  if (!open_into (sub_key, place, sealed, length, value, error))
    return NULL;

  new_place.key_number = new_number;

  return seal (new_sub_key, &new_place, value, length - GH_SEAL_BYTES);
}

void
gh_keyed_hash (GhSecret   *sub_key,
               GByteArray *prefix,
               GhSecret   *secret,
               guint8      hash[GH_KEYED_HASH_BYTES])
{
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, gh_secret_get (sub_key, NULL), GH_KEY_BYTES);
  crypto_auth_hmacsha256_update (&state, prefix->data, prefix->len);
  if (secret != NULL)
    {
      gsize length;
      const guint8 *bytes = gh_secret_get (secret, &length);
      char head[24];

      /* A netstring, too, but without a copy of the secret. */
      crypto_auth_hmacsha256_update (&state, (const guint8 *) head,
                                     g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length));
      crypto_auth_hmacsha256_update (&state, bytes, length);
      crypto_auth_hmacsha256_update (&state, (const guint8 *) ",", 1);
    }
  crypto_auth_hmacsha256_final (&state, hash);
  sodium_memzero (&state, sizeof state);
}

void
gh_key_make_check_value (GhSecret   *master,
                         const char *organisation,
                         gint64      key_number,
                         guint8      value[GH_KEYED_HASH_BYTES])
{
  g_autoptr (GhSecret) sub_key = gh_key_derive (master, GH_KEY_CHECK);
  g_autoptr (GByteArray) what = gh_netstrings_new ("ssi", "gatehouse-check-1", organisation, key_number);

  gh_keyed_hash (sub_key, what, NULL, value);
}

gboolean
gh_key_check (GhSecret      *master,
              const char    *organisation,
              gint64         key_number,
              gconstpointer  check_value,
              gsize          length)
{
  guint8 wanted[GH_KEYED_HASH_BYTES];
  gsize master_length;

  gh_secret_get (master, &master_length);
  if (master_length != GH_KEY_BYTES || length != sizeof wanted)
    return FALSE;

  gh_key_make_check_value (master, organisation, key_number, wanted);

  return sodium_memcmp (wanted, check_value, sizeof wanted) == 0;
}
