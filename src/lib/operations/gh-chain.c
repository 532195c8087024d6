/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-chain.h"

#include "base/gh-netstring.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (GH_HASH_BYTES == crypto_hash_sha256_BYTES);

/* For the arguments of a function that takes any number of them. */
#define HASH(bytes) (bytes), (gsize) GH_HASH_BYTES

/* @message: (transfer full) */
static void
hash_message (GByteArray *message,
              guint8      hash[GH_HASH_BYTES])
{
  crypto_hash_sha256 (hash, message->data, message->len);
  g_byte_array_unref (message);
}

void
gh_chain_hash_row (const GhJournalRow *row,
                   guint8              hash[GH_HASH_BYTES])
{
  hash_message (gh_netstrings_new ("isinsbb", row->op, row->kind, row->id, row->prev, row->before, row->after,
                                   row->after_length, row->salt, (gsize) GH_ROW_SALT_BYTES), hash);
}

void
gh_chain_hash_entry (const char    *organisation,
                     const guint8   previous[GH_HASH_BYTES],
                     const GhEntry *entry,
                     guint8         hash[GH_HASH_BYTES])
{
  guint8 payload_hash[GH_HASH_BYTES];

  hash_message (gh_netstrings_new ("bs", entry->salt, (gsize) GH_ENTRY_SALT_BYTES, entry->payload), payload_hash);
  hash_message (gh_netstrings_new ("ssb" "iissss" "nsss" "iii" "bb", "gatehouse-log-1", organisation, HASH (previous),
                                   entry->seq, entry->time_us, entry->actor_kind, entry->actor_id, entry->way,
                                   entry->operation,
                                   entry->undoes, entry->object_kind, entry->object_id, entry->result,
                                   entry->changed, entry->skipped, entry->journal_rows,
                                   HASH (entry->journal_hash), HASH (payload_hash)), hash);
}

void
gh_chain_hash_origin (const char *organisation,
                      guint8      hash[GH_HASH_BYTES])
{
  hash_message (gh_netstrings_new ("s", organisation), hash);
}

/* --- what is signed --- */

GByteArray *
gh_chain_make_head (const char   *organisation,
                    gint64        seq,
                    const guint8  hash[GH_HASH_BYTES],
                    gint64        time_us,
                    gint64        key_number)
{
  return gh_netstrings_new ("ssibii", "gatehouse-head-1", organisation, seq, HASH (hash), time_us, key_number);
}

GByteArray *
gh_chain_make_introduction (const char   *organisation,
                            gboolean      is_service,
                            gint64        number,
                            const guint8  public_key[GH_HASH_BYTES])
{
  return gh_netstrings_new ("ssib", is_service ? "gatehouse-service-key-1" : "gatehouse-next-key-1", organisation, number,
                            HASH (public_key));
}

GByteArray *
gh_chain_make_stub (const char   *organisation,
                    const GhStub *stub)
{
  return gh_netstrings_new ("ss" "iii" "bb" "iii", "gatehouse-stub-1", organisation, stub->first, stub->last, stub->count,
                            HASH (stub->hash_before), HASH (stub->hash_last), stub->first_time, stub->last_time,
                            stub->key_number);
}
