/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-secret.h"

#include <sodium.h>
#include <string.h>

/* Longer copies use no other registers. */
#define FORGET_BYTES 1024

struct _GhSecret {
  gatomicrefcount ref_count;
  gsize           length;
  guint8         *bytes;
};

/* sodium_malloc() costs several system calls, far more than opening what is sealed: so a few blocks, large enough for
 * a key or a seed, are used again once they are wiped. */
#define BLOCK_BYTES 256
#define MAX_IDLE    32

static GMutex idle_lock;
static guint8 *idle[MAX_IDLE];
static guint n_idle;

static guint8 *
take_idle (void)
{
  guint8 *block;

  g_mutex_lock (&idle_lock);
  block = n_idle > 0 ? idle[--n_idle] : NULL;
  g_mutex_unlock (&idle_lock);

  return block;
}

static void
release (guint8 *bytes,
         gsize   length)
{
  gboolean is_kept = FALSE;

  if (length < BLOCK_BYTES)
    {
      sodium_memzero (bytes, BLOCK_BYTES);
      g_mutex_lock (&idle_lock);
      is_kept = n_idle < MAX_IDLE;
      if (is_kept)
        idle[n_idle++] = bytes;
      g_mutex_unlock (&idle_lock);
    }
  if (!is_kept)
    sodium_free (bytes);
}

GhSecret *
gh_secret_new (gsize length)
{
  GhSecret *self;

  /* May be called again, from any thread. */
  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");

  self = g_new (GhSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length;
  self->bytes = length < BLOCK_BYTES ? take_idle () : NULL;
  if (self->bytes != NULL)
    return self;

  self->bytes = sodium_malloc (MAX (length + 1, BLOCK_BYTES));
  if (self->bytes == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", length);
  memset (self->bytes, 0, MAX (length + 1, BLOCK_BYTES));

  return self;
}

GhSecret *
gh_secret_new_random (gsize length)
{
  GhSecret *self = gh_secret_new (length);

  randombytes_buf (self->bytes, length);

  return self;
}

GhSecret *
gh_secret_copy (gconstpointer data,
                gsize         length)
{
  GhSecret *self = gh_secret_new (length);

  if (length > 0)
    memcpy (self->bytes, data, length);
  gh_secret_forget_copy (length);

  return self;
}

/* As many bytes go through the same registers. */
void
gh_secret_forget_copy (gsize length)
{
  /* Or the compiler would see that nobody reads what is copied. */
  static void *(*volatile copy) (void *, const void *, size_t) = memcpy;
  static const guint8 zeros[FORGET_BYTES];
  guint8 to[FORGET_BYTES];

  copy (to, zeros, MIN (length, sizeof to));
}

guint8 *
gh_secret_get (GhSecret *self,
               gsize    *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->bytes;
}

gboolean
gh_secret_equal (GhSecret *self,
                 GhSecret *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->length == other->length && sodium_memcmp (self->bytes, other->bytes, self->length) == 0;
}

GhSecret *
gh_secret_ref (GhSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
gh_secret_unref (GhSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  release (self->bytes, self->length);
  g_free (self);
}

GHashTable *
gh_secrets_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_secret_unref);
}
