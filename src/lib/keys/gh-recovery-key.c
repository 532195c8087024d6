/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text: 160 bits are 32 characters of Crockford's base32, and one more checks them all. Three of these 33 and a
 * check of their own make a group, so that a wrong character is not only found but its group is known. Both checks are
 * sums in GF(32), whose weights differ from place to place: no single wrong character and no two neighbours changing
 * places pass, nor do two groups. */
#include "keys/gh-recovery-key.h"

#include "base/gh-crockford.h"
#include "base/gh-netstring.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define GROUP_CHARACTERS 4
#define N_CHARACTERS     (GH_RECOVERY_KEY_GROUPS * GROUP_CHARACTERS)
#define N_DATA           (GH_RECOVERY_KEY_BYTES * 8 / 5)

G_STATIC_ASSERT (N_DATA + 1 == GH_RECOVERY_KEY_GROUPS * (GROUP_CHARACTERS - 1));
G_STATIC_ASSERT (GH_SEALED_MASTER_BYTES == GH_KEY_BYTES + crypto_box_SEALBYTES);
G_STATIC_ASSERT (GH_PUBLIC_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (crypto_hash_sha256_BYTES == crypto_box_SEEDBYTES);

GhSecret *
gh_recovery_key_new (void)
{
  return gh_secret_new_random (GH_RECOVERY_KEY_BYTES);
}

/* --- its text --- */

/* Twice @a in GF(32), modulo x^5 + x^2 + 1. */
static guint8
twice (guint8 a)
{
  return (a << 1) ^ (a & 0x10 ? 0x25 : 0);
}

/* The sum of all, each weighted by 2 to the power of its place, by Horner's rule. */
static guint8
sum (const guint8 *values,
     guint         n_values)
{
  guint8 result = 0;

  for (guint i = 0; i < n_values; i++)
    result = twice (result ^ values[i]);

  return result;
}

/* The number of the group makes it another in each place. */
static guint8
check_group (const guint8 *values,
             guint         group)
{
  return sum (values, GROUP_CHARACTERS - 1) ^ (group + 1);
}

GhSecret *
gh_recovery_key_to_text (GhSecret *self)
{
  g_autoptr (GhSecret) buffer = gh_secret_new (N_DATA + 1);
  g_autoptr (GhSecret) text = gh_secret_new (N_CHARACTERS + GH_RECOVERY_KEY_GROUPS - 1);
  const guint8 *bytes = gh_secret_get (self, NULL);
  guint8 *values = gh_secret_get (buffer, NULL);
  guint8 *out = gh_secret_get (text, NULL);

  for (guint bit = 0; bit < N_DATA * 5; bit++)
    values[bit / 5] = (values[bit / 5] << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
  values[N_DATA] = sum (values, N_DATA);

  for (guint group = 0; group < GH_RECOVERY_KEY_GROUPS; group++)
    {
      const guint8 *first = values + group * (GROUP_CHARACTERS - 1);

      if (group > 0)
        *out++ = '-';
      for (guint i = 0; i < GROUP_CHARACTERS - 1; i++)
        *out++ = gh_crockford_get_character (first[i]);
      *out++ = gh_crockford_get_character (check_group (first, group));
    }

  return g_steal_pointer (&text);
}

static gboolean
set_wrong_group (guint    group,
                 GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_QUERY,
               _("Group %u of %u of the recovery key is wrong: compare its characters with what was printed."), group + 1,
               GH_RECOVERY_KEY_GROUPS);

  return FALSE;
}

/* All N_CHARACTERS values. */
static gboolean
read_values (GhSecret  *typed,
             guint8    *values,
             GError   **error)
{
  gsize length;
  const char *p = (const char *) gh_secret_get (typed, &length);
  const char *end = p + length;
  guint n = 0;
  int value;

  for (; gh_crockford_read (&p, end, &value); n++)
    {
      if (n < N_CHARACTERS && value < 0)
        return set_wrong_group (n / GROUP_CHARACTERS, error);
      if (n < N_CHARACTERS)
        values[n] = value;
    }

  if (n == N_CHARACTERS)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_QUERY,
               _("A recovery key has %d characters in %d groups of four; %u were given."), N_CHARACTERS,
               GH_RECOVERY_KEY_GROUPS, n);

  return FALSE;
}

/* Moves the values of all groups together, if their checks are right. */
static gboolean
take_data (guint8  *values,
           GError **error)
{
  for (guint group = 0; group < GH_RECOVERY_KEY_GROUPS; group++)
    {
      const guint8 *first = values + group * GROUP_CHARACTERS;

      if (first[GROUP_CHARACTERS - 1] != check_group (first, group))
        return set_wrong_group (group, error);
    }

  for (guint group = 1; group < GH_RECOVERY_KEY_GROUPS; group++)
    memmove (values + group * (GROUP_CHARACTERS - 1), values + group * GROUP_CHARACTERS, GROUP_CHARACTERS - 1);
  if (values[N_DATA] == sum (values, N_DATA))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY,
                       _("Several characters of the recovery key are wrong: compare it with what was printed."));

  return FALSE;
}

GhSecret *
gh_recovery_key_parse (GhSecret  *typed,
                       GError   **error)
{
  g_autoptr (GhSecret) buffer = gh_secret_new (N_CHARACTERS);
  guint8 *values = gh_secret_get (buffer, NULL);
  GhSecret *self;
  guint8 *bytes;

  if (!read_values (typed, values, error) || !take_data (values, error))
    return NULL;

  self = gh_secret_new (GH_RECOVERY_KEY_BYTES);
  bytes = gh_secret_get (self, NULL);
  for (guint bit = 0; bit < N_DATA * 5; bit++)
    bytes[bit / 8] = (bytes[bit / 8] << 1) | ((values[bit / 5] >> (4 - bit % 5)) & 1);

  return self;
}

gboolean
gh_recovery_key_is_group (GhSecret *text,
                          guint     group,
                          GhSecret *typed)
{
  gsize length;
  const char *right = (const char *) gh_secret_get (text, NULL) + group * (GROUP_CHARACTERS + 1);
  const char *p = (const char *) gh_secret_get (typed, &length);
  const char *end = p + length;
  guint n = 0;
  int value;

  g_return_val_if_fail (group < GH_RECOVERY_KEY_GROUPS, FALSE);

  for (; gh_crockford_read (&p, end, &value); n++)
    if (n == GROUP_CHARACTERS || value < 0 || value != gh_crockford_get_value (right[n]))
      return FALSE;

  return n == GROUP_CHARACTERS;
}

/* --- its pair --- */

/* Of 160 random bits, which nobody can guess, a quick hash is as good as a slow one. */
static GhSecret *
make_pair (GhSecret *self,
           guint8    public_key[GH_PUBLIC_BYTES])
{
  g_autoptr (GhSecret) seed = gh_secret_new (crypto_box_SEEDBYTES);
  GhSecret *secret_key = gh_secret_new (crypto_box_SECRETKEYBYTES);
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("s", "gatehouse-recovery-key-1");
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, prefix->data, prefix->len);
  crypto_hash_sha256_update (&state, (const guint8 *) "20:", 3);
  crypto_hash_sha256_update (&state, gh_secret_get (self, NULL), GH_RECOVERY_KEY_BYTES);
  crypto_hash_sha256_update (&state, (const guint8 *) ",", 1);
  crypto_hash_sha256_final (&state, gh_secret_get (seed, NULL));
  sodium_memzero (&state, sizeof state);
  crypto_box_seed_keypair (public_key, gh_secret_get (secret_key, NULL), gh_secret_get (seed, NULL));

  return secret_key;
}

void
gh_recovery_key_get_public (GhSecret *self,
                            guint8    public_key[GH_PUBLIC_BYTES])
{
  gh_secret_unref (make_pair (self, public_key));
}

void
gh_recovery_key_prove_public (const guint8  public_key[GH_PUBLIC_BYTES],
                              GhSecret     *master,
                              const char   *organisation,
                              gint64        key_number,
                              guint8        proof[GH_KEYED_HASH_BYTES])
{
  g_autoptr (GhSecret) sub_key = gh_key_derive (master, GH_KEY_CHECK);
  g_autoptr (GByteArray) what = gh_netstrings_new ("ssib", "gatehouse-recovery-1", organisation, key_number,
                                                   public_key, (gsize) GH_PUBLIC_BYTES);

  gh_keyed_hash (sub_key, what, NULL, proof);
}

gboolean
gh_recovery_key_seal_master (const guint8  public_key[GH_PUBLIC_BYTES],
                             GhSecret     *master,
                             guint8        sealed[GH_SEALED_MASTER_BYTES])
{
  return crypto_box_seal (sealed, gh_secret_get (master, NULL), GH_KEY_BYTES, public_key) == 0;
}

GhSecret *
gh_recovery_key_open_master (GhSecret      *self,
                             gconstpointer  sealed,
                             gsize          length)
{
  guint8 public_key[GH_PUBLIC_BYTES];
  g_autoptr (GhSecret) secret_key = make_pair (self, public_key);
  g_autoptr (GhSecret) master = gh_secret_new (GH_KEY_BYTES);

  if (length != GH_SEALED_MASTER_BYTES ||
      crypto_box_seal_open (gh_secret_get (master, NULL), sealed, length, public_key,
                            gh_secret_get (secret_key, NULL)) != 0)
    return NULL;

  return g_steal_pointer (&master);
}
