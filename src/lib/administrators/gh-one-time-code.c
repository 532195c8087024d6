/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-one-time-code.h"

#include "base/gh-crockford.h"
#include "base/gh-netstring.h"

#include <sodium.h>
#include <string.h>

#define BITS             5  /* of a character */
#define GROUP_CHARACTERS 4

G_STATIC_ASSERT (GH_ONE_TIME_VERIFIER_BYTES == crypto_hash_sha256_BYTES);

/* Characters for so many bytes; the last one may stand for less than 5 bits. */
static gsize
count_characters (gsize n_bytes)
{
  return (n_bytes * 8 + BITS - 1) / BITS;
}

GhSecret *
gh_one_time_code_to_text (GhSecret *code)
{
  gsize n_bytes;
  const guint8 *bytes = gh_secret_get (code, &n_bytes);
  gsize n = count_characters (n_bytes);
  GhSecret *text = gh_secret_new (n + (n - 1) / GROUP_CHARACTERS);
  char *out = (char *) gh_secret_get (text, NULL);

  for (gsize i = 0; i < n; i++)
    {
      guint value = 0;

      for (gsize bit = i * BITS; bit < (i + 1) * BITS; bit++)
        value = (value << 1) | (bit < n_bytes * 8 ? (bytes[bit / 8] >> (7 - bit % 8)) & 1 : 0);
      if (i > 0 && i % GROUP_CHARACTERS == 0)
        *out++ = '-';
      *out++ = gh_crockford_get_character (value);
    }

  return text;
}

GhSecret *
gh_one_time_code_parse (GhSecret *typed,
                        gsize     n_bytes)
{
  g_autoptr (GhSecret) code = gh_secret_new (n_bytes);
  guint8 *bytes = gh_secret_get (code, NULL);
  gsize length;
  const char *p = (const char *) gh_secret_get (typed, &length);
  const char *end = p + length;
  gsize n = 0;
  int value;

  for (; gh_crockford_read (&p, end, &value); n++)
    {
      if (value < 0 || n == count_characters (n_bytes))
        return NULL;

      for (gsize i = 0; i < BITS; i++)
        {
          gsize bit = n * BITS + i;
          guint8 is_set = (value >> (BITS - 1 - i)) & 1;

          if (bit < n_bytes * 8)
            bytes[bit / 8] |= (guint8) (is_set << (7 - bit % 8));
          else if (is_set)
            return NULL;
        }
    }

  return n == count_characters (n_bytes) ? g_steal_pointer (&code) : NULL;
}

void
gh_one_time_code_hash (const char *credential,
                       GhSecret   *code,
                       guint8      verifier[GH_ONE_TIME_VERIFIER_BYTES])
{
  gsize length;
  const guint8 *bytes = gh_secret_get (code, &length);
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("ss", "gatehouse-one-time-1", credential);
  g_autofree char *length_text = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);
  crypto_hash_sha256_state state;

  /* The code's own netstring is hashed piece by piece: it must not be copied (K5). */
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, prefix->data, prefix->len);
  crypto_hash_sha256_update (&state, (const guint8 *) length_text, strlen (length_text));
  crypto_hash_sha256_update (&state, bytes, length);
  crypto_hash_sha256_update (&state, (const guint8 *) ",", 1);
  crypto_hash_sha256_final (&state, verifier);
  sodium_memzero (&state, sizeof state);
}
