/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the log's signatures may come from (L6, J5). The file's own word for a key is worth nothing by itself: whoever
 * can write it can put another there. */
#include "operations/gh-log-keys.h"

#include <sodium.h>
#include <string.h>

enum {
  KEY_NUMBER,
  KEY_PUBLIC,
  KEY_INTRODUCED_BY,
  KEY_INTRODUCTION,
  KEY_IS_SERVICE,
  KEY_IS_NEWEST,
};

void
gh_log_key_get_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES],
                            guint8       fingerprint[GH_FINGERPRINT_BYTES])
{
  guint8 hash[GH_HASH_BYTES];

  crypto_hash_sha256 (hash, public_key, GH_PUBLIC_BYTES);
  memcpy (fingerprint, hash, GH_FINGERPRINT_BYTES);
}

char *
gh_log_key_dup_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES])
{
  guint8 fingerprint[GH_FINGERPRINT_BYTES];
  char *hex = g_malloc (2 * GH_FINGERPRINT_BYTES + 1);

  gh_log_key_get_fingerprint (public_key, fingerprint);

  return sodium_bin2hex (hex, 2 * GH_FINGERPRINT_BYTES + 1, fingerprint, sizeof fingerprint);
}

gboolean
gh_log_key_verify (const GhLogKey *self,
                   GByteArray     *message,
                   const guint8    signature[GH_SIGNATURE_BYTES])
{
  return crypto_sign_verify_detached (signature, message->data, message->len, self->public_key) == 0;
}

GhLogKey *
gh_log_keys_find (GArray *keys,
                  gint64  number)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, GhLogKey, i).number == number)
      return &g_array_index (keys, GhLogKey, i);

  return NULL;
}

/* A key read from the file is replaced by the one that somebody outside the file has under its number. */
static void
vouch (GhLogKey     *key,
       const guint8  public_key[GH_PUBLIC_BYTES])
{
  key->is_other = key->is_other || memcmp (key->public_key, public_key, GH_PUBLIC_BYTES) != 0;
  memcpy (key->public_key, public_key, GH_PUBLIC_BYTES);
  key->is_vouched = TRUE;
}

static void
ask_vouches (GhLogKey *key,
             GhKeys   *keys,
             GArray   *vouches)
{
  guint8 public_key[GH_PUBLIC_BYTES];

  for (guint i = 0; vouches != NULL && i < vouches->len; i++)
    {
      const GhVouch *word = &g_array_index (vouches, GhVouch, i);

      gh_log_key_get_fingerprint (key->public_key, public_key);
      if (word->has_only_fingerprint && memcmp (word->public_key, public_key, GH_FINGERPRINT_BYTES) == 0)
        key->is_vouched = TRUE;
      else if (!word->has_only_fingerprint && word->number == key->number)
        vouch (key, word->public_key);
    }

  if (keys != NULL && gh_keys_get_public (keys, key->number, public_key))
    vouch (key, public_key);
}

static void
ask_introduction (GhLogKey    *key,
                  GArray      *read,
                  const char  *organisation,
                  GhStatement *select)
{
  const GhLogKey *before = gh_log_keys_find (read, gh_statement_get_int (select, KEY_INTRODUCED_BY));
  g_autoptr (GByteArray) message = NULL;
  const guint8 *signature;
  gsize length;

  if (gh_statement_is_null (select, KEY_INTRODUCED_BY))
    {
      key->is_introduced = read->len == 0;
      return;
    }

  signature = gh_statement_get_blob (select, KEY_INTRODUCTION, &length);
  message = gh_chain_make_introduction (organisation, key->is_service, key->number, key->public_key);
  key->is_introduced = before != NULL && !before->is_service && length == GH_SIGNATURE_BYTES &&
                       gh_log_key_verify (before, message, signature);
  key->is_vouched = key->is_vouched || (key->is_introduced && before->is_vouched);
}

GArray *
gh_log_keys_read (const char    *organisation,
                  GhKeys        *keys,
                  GArray        *vouches,
                  GhConnection  *connection,
                  GError       **error)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (GhLogKey));
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/list-log-keys", error);

  while (gh_statement_next (select))
    {
      GhLogKey key = {
        .number = gh_statement_get_int (select, KEY_NUMBER),
        .is_service = gh_statement_get_int (select, KEY_IS_SERVICE) != 0,
        .is_newest = gh_statement_get_int (select, KEY_IS_NEWEST) != 0,
      };
      gsize length;
      const guint8 *public_key = gh_statement_get_blob (select, KEY_PUBLIC, &length);

      if (length == sizeof key.public_key)
        memcpy (key.public_key, public_key, length);
      ask_vouches (&key, keys, vouches);
      ask_introduction (&key, read, organisation, select);
      g_array_append_val (read, key);
    }

  return gh_statement_finish (select, error) ? g_steal_pointer (&read) : NULL;
}
