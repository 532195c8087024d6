/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-keys.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (GH_KEY_BYTES == crypto_kdf_KEYBYTES);
G_STATIC_ASSERT (GH_KEY_BYTES == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (GH_SIGNATURE_BYTES == crypto_sign_BYTES);
G_STATIC_ASSERT (GH_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES);

/* The number of each sub-key within its context. */
#define SUB_KEY_NUMBER 1

static const char contexts[GH_N_KEY_USES][crypto_kdf_CONTEXTBYTES + 1] = {
  [GH_KEY_SEED] = "ghSeed__",
  [GH_KEY_CODE] = "ghCode__",
  [GH_KEY_APPL] = "ghAppl__",
  [GH_KEY_LOOK] = "ghLook__",
  [GH_KEY_LOG] = "ghLog___",
  [GH_KEY_CHECK] = "ghCheck_",
};

/* One master key, opened. */
typedef struct {
  gint64    number;
  GhSecret *master;
  GhSecret *sub_keys[GH_N_KEY_USES];
  GhSecret *signing;                     /* the log key's secret half */
  guint8    public_key[GH_PUBLIC_BYTES];
} OpenKey;

struct _GhKeys {
  GMutex     lock;
  GPtrArray *open;  /* OpenKey, in any order: there are one or two */
};

GhSecret *
gh_key_derive (GhSecret *master,
               GhKeyUse  use)
{
  GhSecret *sub_key;
  gsize length;
  const guint8 *bytes = gh_secret_get (master, &length);

  g_return_val_if_fail (length == GH_KEY_BYTES && use < GH_N_KEY_USES, NULL);

  sub_key = gh_secret_new (GH_KEY_BYTES);
  crypto_kdf_derive_from_key (gh_secret_get (sub_key, NULL), GH_KEY_BYTES, SUB_KEY_NUMBER, contexts[use], bytes);

  return sub_key;
}

/* Returns the secret half. */
static GhSecret *
make_log_key (GhSecret *seed,
              guint8    public_key[GH_PUBLIC_BYTES])
{
  GhSecret *signing = gh_secret_new (crypto_sign_SECRETKEYBYTES);

  crypto_sign_seed_keypair (public_key, gh_secret_get (signing, NULL), gh_secret_get (seed, NULL));

  return signing;
}

void
gh_key_get_log_public (GhSecret *master,
                       guint8    public_key[GH_PUBLIC_BYTES])
{
  g_autoptr (GhSecret) seed = gh_key_derive (master, GH_KEY_LOG);
  G_GNUC_UNUSED g_autoptr (GhSecret) signing = make_log_key (seed, public_key);
}

/* --- what is open --- */

static void
open_key_free (OpenKey *key)
{
  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    gh_secret_unref (key->sub_keys[use]);
  gh_secret_unref (key->signing);
  gh_secret_unref (key->master);
  g_free (key);
}

static OpenKey *
open_key_new (gint64    number,
              GhSecret *master)
{
  OpenKey *key = g_new0 (OpenKey, 1);

  key->number = number;
  key->master = gh_secret_ref (master);
  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    key->sub_keys[use] = gh_key_derive (master, use);
  key->signing = make_log_key (key->sub_keys[GH_KEY_LOG], key->public_key);

  return key;
}

/* Under the lock. */
static OpenKey *
find (GhKeys *self,
      gint64  number)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      OpenKey *key = self->open->pdata[i];

      if (key->number == number)
        return key;
    }

  return NULL;
}

static void
gh_keys_free (GhKeys *self)
{
  g_ptr_array_unref (self->open);
  g_mutex_clear (&self->lock);
  g_free (self);
}

GhKeys *
gh_keys_of (GhStore *store)
{
  static GMutex making;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = NULL;
  GhKeys *self;

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  locker = g_mutex_locker_new (&making);
  self = g_object_get_data (G_OBJECT (store), "gh-keys");
  if (self == NULL)
    {
      self = g_new0 (GhKeys, 1);
      g_mutex_init (&self->lock);
      self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) open_key_free);
      g_object_set_data_full (G_OBJECT (store), "gh-keys", self, (GDestroyNotify) gh_keys_free);
    }

  return self;
}

gint64
gh_keys_get_number (GhKeys *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 newest = 0;

  for (guint i = 0; i < self->open->len; i++)
    newest = MAX (newest, ((OpenKey *) self->open->pdata[i])->number);

  return newest;
}

gboolean
gh_keys_add (GhKeys   *self,
             gint64    number,
             GhSecret *master)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = NULL;
  OpenKey *known;
  gsize length;

  gh_secret_get (master, &length);
  if (number < 1 || length != GH_KEY_BYTES)
    return FALSE;

  locker = g_mutex_locker_new (&self->lock);
  known = find (self, number);
  if (known != NULL)
    return gh_secret_equal (known->master, master);

  g_ptr_array_add (self->open, open_key_new (number, master));

  return TRUE;
}

GhSecret *
gh_keys_dup_master (GhKeys *self,
                    gint64  number)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  OpenKey *key = find (self, number);

  return key != NULL ? gh_secret_ref (key->master) : NULL;
}

GhSecret *
gh_keys_dup_sub_key (GhKeys   *self,
                     gint64    number,
                     GhKeyUse  use)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = NULL;
  OpenKey *key;

  g_return_val_if_fail (use < GH_N_KEY_USES, NULL);

  locker = g_mutex_locker_new (&self->lock);
  key = find (self, number);

  return key != NULL ? gh_secret_ref (key->sub_keys[use]) : NULL;
}

gboolean
gh_keys_sign (GhKeys        *self,
              gint64         number,
              gconstpointer  message,
              gsize          length,
              guint8         signature[GH_SIGNATURE_BYTES])
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  OpenKey *key = find (self, number);

  if (key == NULL)
    return FALSE;

  crypto_sign_detached (signature, NULL, message, length, gh_secret_get (key->signing, NULL));

  return TRUE;
}

gboolean
gh_keys_get_public (GhKeys *self,
                    gint64  number,
                    guint8  public_key[GH_PUBLIC_BYTES])
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  OpenKey *key = find (self, number);

  if (key == NULL)
    return FALSE;

  memcpy (public_key, key->public_key, GH_PUBLIC_BYTES);

  return TRUE;
}

void
gh_keys_forget (GhKeys *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_set_size (self->open, 0);
}
