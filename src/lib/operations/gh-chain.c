/* SPDX-License-Identifier: GPL-3.0-or-later */
/* J2. N(x) is a netstring (D. J. Bernstein, 1997): length in decimal, ":", the bytes, ","; NULL is "-,". */
#include "operations/gh-chain.h"

#include <sodium.h>
#include <string.h>

typedef crypto_hash_sha256_state Hasher;

G_STATIC_ASSERT (GH_HASH_BYTES == crypto_hash_sha256_BYTES);

static void
add (Hasher        *hasher,
     gconstpointer  data,
     gsize          length)
{
  char head[24];
  int n;

  if (data == NULL)
    {
      crypto_hash_sha256_update (hasher, (const guint8 *) "-,", 2);
      return;
    }

  n = g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length);
  crypto_hash_sha256_update (hasher, (const guint8 *) head, n);
  crypto_hash_sha256_update (hasher, data, length);
  crypto_hash_sha256_update (hasher, (const guint8 *) ",", 1);
}

static void
add_text (Hasher     *hasher,
          const char *text)
{
  add (hasher, text, text != NULL ? strlen (text) : 0);
}

static void
add_number (Hasher *hasher,
            gint64  number)
{
  char digits[24];

  add (hasher, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

/* A number of 0 stands for NULL. */
static void
add_number_or_null (Hasher *hasher,
                    gint64  number)
{
  if (number != 0)
    add_number (hasher, number);
  else
    add (hasher, NULL, 0);
}

void
gh_chain_hash_row (const GhJournalRow *row,
                   guint8              hash[GH_HASH_BYTES])
{
  Hasher hasher;

  crypto_hash_sha256_init (&hasher);
  add_number (&hasher, row->op);
  add_text (&hasher, row->kind);
  add_number (&hasher, row->id);
  add_number_or_null (&hasher, row->prev);
  add_text (&hasher, row->before);
  add (&hasher, row->after, row->after_length);
  add (&hasher, row->salt, GH_ROW_SALT_BYTES);
  crypto_hash_sha256_final (&hasher, hash);
}

void
gh_chain_hash_entry (const char    *organisation,
                     const guint8   previous[GH_HASH_BYTES],
                     const GhEntry *entry,
                     guint8         hash[GH_HASH_BYTES])
{
  guint8 payload_hash[GH_HASH_BYTES];
  Hasher hasher;

  crypto_hash_sha256_init (&hasher);
  add (&hasher, entry->salt, GH_ENTRY_SALT_BYTES);
  add_text (&hasher, entry->payload);
  crypto_hash_sha256_final (&hasher, payload_hash);

  crypto_hash_sha256_init (&hasher);
  add_text (&hasher, "gatehouse-log-1");
  add_text (&hasher, organisation);
  add (&hasher, previous, GH_HASH_BYTES);
  add_number (&hasher, entry->seq);
  add_number (&hasher, entry->time_us);
  add_text (&hasher, entry->actor_kind);
  add_text (&hasher, entry->actor_id);
  add_text (&hasher, entry->way);
  add_text (&hasher, entry->operation);
  add_number_or_null (&hasher, entry->undoes);
  add_text (&hasher, entry->object_kind);
  add_text (&hasher, entry->object_id);
  add_text (&hasher, entry->result);
  add_number (&hasher, entry->changed);
  add_number (&hasher, entry->skipped);
  add_number (&hasher, entry->journal_rows);
  add (&hasher, entry->journal_hash, GH_HASH_BYTES);
  add (&hasher, payload_hash, GH_HASH_BYTES);
  crypto_hash_sha256_final (&hasher, hash);
}

void
gh_chain_hash_origin (const char *organisation,
                      guint8      hash[GH_HASH_BYTES])
{
  Hasher hasher;

  crypto_hash_sha256_init (&hasher);
  add_text (&hasher, organisation);
  crypto_hash_sha256_final (&hasher, hash);
}

/* --- what is signed --- */

void
gh_chain_append_bytes (GByteArray    *message,
                       gconstpointer  data,
                       gsize          length)
{
  char head[24];
  int n;

  if (data == NULL)
    {
      g_byte_array_append (message, (const guint8 *) "-,", 2);
      return;
    }

  n = g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length);
  g_byte_array_append (message, (const guint8 *) head, n);
  g_byte_array_append (message, data, length);
  g_byte_array_append (message, (const guint8 *) ",", 1);
}

void
gh_chain_append_text (GByteArray *message,
                      const char *text)
{
  gh_chain_append_bytes (message, text, text != NULL ? strlen (text) : 0);
}

void
gh_chain_append_number (GByteArray *message,
                        gint64      number)
{
  char digits[24];

  gh_chain_append_bytes (message, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

static GByteArray *
begin (const char *word,
       const char *organisation)
{
  GByteArray *message = g_byte_array_new ();

  gh_chain_append_text (message, word);
  gh_chain_append_text (message, organisation);

  return message;
}

GByteArray *
gh_chain_make_head (const char   *organisation,
                    gint64        seq,
                    const guint8  hash[GH_HASH_BYTES],
                    gint64        time_us,
                    gint64        key_number)
{
  GByteArray *message = begin ("gatehouse-head-1", organisation);

  gh_chain_append_number (message, seq);
  gh_chain_append_bytes (message, hash, GH_HASH_BYTES);
  gh_chain_append_number (message, time_us);
  gh_chain_append_number (message, key_number);

  return message;
}

GByteArray *
gh_chain_make_introduction (const char   *organisation,
                            gboolean      is_service,
                            gint64        number,
                            const guint8  public_key[GH_HASH_BYTES])
{
  GByteArray *message = begin (is_service ? "gatehouse-service-key-1" : "gatehouse-next-key-1", organisation);

  gh_chain_append_number (message, number);
  gh_chain_append_bytes (message, public_key, GH_HASH_BYTES);

  return message;
}

GByteArray *
gh_chain_make_stub (const char   *organisation,
                    const GhStub *stub)
{
  GByteArray *message = begin ("gatehouse-stub-1", organisation);

  gh_chain_append_number (message, stub->first);
  gh_chain_append_number (message, stub->last);
  gh_chain_append_number (message, stub->count);
  gh_chain_append_bytes (message, stub->hash_before, GH_HASH_BYTES);
  gh_chain_append_bytes (message, stub->hash_last, GH_HASH_BYTES);
  gh_chain_append_number (message, stub->first_time);
  gh_chain_append_number (message, stub->last_time);
  gh_chain_append_number (message, stub->key_number);

  return message;
}
