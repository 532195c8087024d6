/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L6. Whoever can write the file, but has no key, can cut the log and let it grow again without signatures. An honest
 * writer that signed behind such entries would lend them its word. So it signs on only behind what it knows.
 */
#include "operations/gh-signing.h"

#include "operations/gh-log-keys.h"
#include "operations/gh-witness.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

typedef struct {
  gboolean is_there;
  guint8   hash[GH_HASH_BYTES];
  gint64   time_us;
  gint64   key_number;
  gboolean is_signed;
  guint8   signature[GH_SIGNATURE_BYTES];
} Entry;

static gboolean
read_entry (Entry         *entry,
            GhConnection  *connection,
            gint64         seq,
            GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "operations/get-entry-signature", error, "i", seq);

  *entry = (Entry) { 0 };
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *bytes = gh_statement_get_blob (select, 0, &length);

      entry->is_there = length == sizeof entry->hash;
      if (entry->is_there)
        memcpy (entry->hash, bytes, length);
      entry->time_us = gh_statement_get_int (select, 1);
      entry->key_number = gh_statement_get_int (select, 2);
      bytes = gh_statement_get_blob (select, 3, &length);
      entry->is_signed = length == sizeof entry->signature;
      if (entry->is_signed)
        memcpy (entry->signature, bytes, length);
    }

  return gh_statement_finish (select, error);
}

/* Whether @entry has the signature of a key that is open here, or that such a key introduced. */
static gboolean
is_ours (const Entry *entry,
         gint64       seq,
         const char  *organisation,
         GArray      *keys)
{
  const GhLogKey *key = gh_log_keys_find (keys, entry->key_number);
  g_autoptr (GByteArray) message = gh_chain_make_head (organisation, seq, entry->hash, entry->time_us,
                                                       entry->key_number);

  return entry->is_there && entry->is_signed && key != NULL && key->is_vouched &&
         gh_log_key_verify (key, message, entry->signature);
}

/* Whether this computer has watched the log grow since entry @seq; 0: since it began. */
static gboolean
does_witness_know (const char    *organisation,
                   GhConnection  *connection,
                   gint64         seq,
                   gboolean      *is_known,
                   GError       **error)
{
  GhWitness witness;

  *is_known = FALSE;
  if (!gh_witness_load (organisation, &witness) || witness.first > MAX (seq, 1))
    return TRUE;

  return gh_witness_find (&witness, connection, is_known, error);
}

/* Whether a kept checkpoint says that entry @seq was as it is, and none says what the log does not. */
static gboolean
does_checkpoint_know (const Entry   *entry,
                      GhConnection  *connection,
                      gint64         seq,
                      gboolean      *is_known,
                      GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "operations/get-kept-checkpoint", error, "i", seq);

  *is_known = FALSE;
  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *hash = gh_statement_get_blob (select, 0, &length);

      *is_known = length == sizeof entry->hash && memcmp (hash, entry->hash, length) == 0 &&
                  gh_statement_get_int (select, 3) == 0;
    }

  return gh_statement_finish (select, error);
}

/* For a log whose last entries are unsigned. */
static gboolean
judge_range (GhSigning     *self,
             const char    *organisation,
             GArray        *keys,
             GhConnection  *connection,
             GError       **error)
{
  gboolean is_known = FALSE;
  gint64 last_signed, first;
  Entry entry = { 0 };

  if (!gh_connection_get_number (connection, "operations/find-last-signed", &last_signed, error, "") ||
      !gh_head_read_first (connection, &first, error) ||
      !read_entry (&entry, connection, last_signed, error))
    return FALSE;

  self->first = last_signed != 0 ? last_signed + 1 : first;
  self->state = GH_SIGNING_UNKNOWN;
  if (last_signed != 0 && !is_ours (&entry, last_signed, organisation, keys))
    return TRUE;

  if (!does_witness_know (organisation, connection, last_signed, &is_known, error))
    return FALSE;
  if (!is_known && last_signed != 0 && !does_checkpoint_know (&entry, connection, last_signed, &is_known, error))
    return FALSE;
  if (is_known)
    self->state = GH_SIGNING_RANGE;

  return TRUE;
}

gboolean
gh_signing_read (GhSigning     *self,
                 GhStore       *store,
                 GhConnection  *connection,
                 GError       **error)
{
  const char *organisation = gh_store_get_organisation_key (store);
  GhKeys *open = gh_keys_of (store);
  g_autoptr (GArray) keys = NULL;
  const GhLogKey *newest;
  Entry entry;

  *self = (GhSigning) { .state = GH_SIGNING_NO_KEY };
  if (!gh_head_read (&self->head, connection, error))
    return FALSE;
  if (gh_keys_get_number (open) == 0)
    return TRUE;

  keys = gh_log_keys_read (organisation, open, NULL, connection, error);
  if (keys == NULL || !read_entry (&entry, connection, self->head.seq, error))
    return FALSE;

  newest = gh_log_keys_find (keys, gh_keys_get_number (open));
  if (newest == NULL || !newest->is_newest)
    return TRUE;

  if (self->head.seq == 0)
    self->state = GH_SIGNING_READY;
  else if (newest->is_other || !entry.is_there || !self->head.is_whole ||
           memcmp (entry.hash, self->head.hash, sizeof entry.hash) != 0 ||
           self->head.is_signed != entry.is_signed || self->head.key_number != entry.key_number ||
           memcmp (self->head.signature, entry.signature, sizeof entry.signature) != 0)
    self->state = GH_SIGNING_MISMATCH;
  else if (!entry.is_signed)
    return judge_range (self, organisation, keys, connection, error);
  else
    self->state = is_ours (&entry, self->head.seq, organisation, keys) ? GH_SIGNING_READY : GH_SIGNING_MISMATCH;

  if (self->state == GH_SIGNING_MISMATCH)
    self->first = self->head.seq;

  return TRUE;
}

/* Whether the operation's new key is the organisation's first. */
static gboolean
is_first_key (GhStore       *store,
              GhConnection  *connection,
              gint64         number,
              gboolean      *is_first,
              GError       **error)
{
  g_autoptr (GArray) keys = gh_log_keys_read (gh_store_get_organisation_key (store), NULL, NULL, connection, error);

  *is_first = keys != NULL && keys->len == 1 && gh_log_keys_find (keys, number) != NULL;

  return keys != NULL;
}

static void
sign_with_master (GhSecret   *master,
                  GByteArray *message,
                  guint8      signature[GH_SIGNATURE_BYTES])
{
  g_autoptr (GhSecret) seed = gh_key_derive (master, GH_KEY_LOG);
  g_autoptr (GhSecret) secret_key = gh_secret_new (crypto_sign_SECRETKEYBYTES);
  guint8 public_key[GH_PUBLIC_BYTES];

  crypto_sign_seed_keypair (public_key, gh_secret_get (secret_key, NULL), gh_secret_get (seed, NULL));
  crypto_sign_detached (signature, NULL, message->data, message->len, gh_secret_get (secret_key, NULL));
}

gboolean
gh_signing_sign (const GhSigning  *self,
                 GhStore          *store,
                 GhConnection     *connection,
                 gint64            new_key,
                 GhSecret         *new_master,
                 gint64            seq,
                 const guint8      hash[GH_HASH_BYTES],
                 gint64            time_us,
                 gint64           *key_number,
                 guint8            signature[GH_SIGNATURE_BYTES],
                 GError          **error)
{
  gint64 number = new_key != 0 ? new_key : gh_keys_get_number (gh_keys_of (store));
  gboolean is_ready = self->state == GH_SIGNING_READY;
  g_autoptr (GByteArray) message = NULL;

  *key_number = 0;
  if (self->state == GH_SIGNING_NO_KEY && new_key != 0 && !is_first_key (store, connection, new_key, &is_ready, error))
    return FALSE;
  if (!is_ready || number == 0)
    return TRUE;

  message = gh_chain_make_head (gh_store_get_organisation_key (store), seq, hash, time_us, number);
  if (new_key != 0)
    sign_with_master (new_master, message, signature);
  else if (!gh_keys_sign (gh_keys_of (store), number, message->data, message->len, signature))
    return TRUE;
  *key_number = number;

  return TRUE;
}

char *
gh_signing_dup_notice (const GhSigning *self)
{
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, self->first);
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, self->head.seq);

  switch (self->state)
    {
    case GH_SIGNING_UNKNOWN:
      if (self->first == self->head.seq)
        return g_strdup_printf (_("The log is no longer signed: nothing on this computer knows what entry %s follows, "
                                  "which was written without the key. Verify it; an Owner may then accept its end."),
                                last);
      return g_strdup_printf (_("The log is no longer signed: nothing on this computer knows what entries %s to %s "
                                "follow, which were written without the key. Verify it; an Owner may then accept "
                                "its end."), first, last);
    case GH_SIGNING_MISMATCH:
      return g_strdup_printf (_("The log is no longer signed: its end, said to be entry %s, is not what was signed. "
                                "Verify it; an Owner may then accept its end."), last);
    default:
      return NULL;
    }
}

typedef struct {
  GhStore *store;
  char    *notice;
} Asking;

static gboolean
ask_cb (GhConnection  *connection,
        gpointer       data,
        GError       **error)
{
  Asking *asking = data;
  GhSigning signing;

  if (!gh_signing_read (&signing, asking->store, connection, error))
    return FALSE;

  asking->notice = gh_signing_dup_notice (&signing);

  return TRUE;
}

gboolean
gh_signing_ask (GhStore  *store,
                char    **notice,
                GError  **error)
{
  Asking asking = { .store = store };
  gboolean ok;

  g_return_val_if_fail (GH_IS_STORE (store) && notice != NULL, FALSE);

  ok = gh_store_read (store, ask_cb, &asking, error);
  *notice = asking.notice;

  return ok;
}
