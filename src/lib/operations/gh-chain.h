/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SHA-256, FIPS 180-4. */
#define GH_HASH_BYTES 32

/** Random bytes before a journal row's texts, so that nobody can guess a short text from its hash. */
#define GH_ROW_SALT_BYTES 8

/** Random bytes before an entry's payload. */
#define GH_ENTRY_SALT_BYTES 16

/**
 * GhJournalRow:
 * @op: the entry that it belongs to
 * @kind: the record's kind
 * @id: the record's row id
 * @prev: the entry that touched the record before; 0: none
 * @before: (nullable): JSON of the changed fields, or the whole record where it was removed
 * @after: (nullable): JSON of the changed fields, or the SHA-256 of a created record's JSON
 * @after_length: bytes of @after
 * @salt: (nullable): %GH_ROW_SALT_BYTES; %NULL where the texts have been erased
 *
 * What an operation did to one record (J1).
 */
typedef struct {
  gint64        op;
  const char   *kind;
  gint64        id;
  gint64        prev;
  const char   *before;
  const void   *after;
  gsize         after_length;
  const guint8 *salt;
} GhJournalRow;

/**
 * GhEntry:
 *
 * One entry of the administrator log, with the fields that its hash covers (J2). Texts may be %NULL where the
 * column may.
 */
typedef struct {
  gint64        seq;
  gint64        time_us;
  const char   *actor_kind;
  const char   *actor_id;
  const char   *way;
  const char   *operation;
  gint64        undoes;       /* 0: none */
  const char   *object_kind;
  const char   *object_id;
  const char   *result;
  gint64        changed;
  gint64        skipped;
  gint64        journal_rows;
  const guint8 *journal_hash; /* GH_HASH_BYTES */
  const guint8 *salt;         /* GH_ENTRY_SALT_BYTES */
  const char   *payload;
} GhEntry;

/** Sets @hash to that of @row, which has its salt. */
void gh_chain_hash_row (const GhJournalRow *row,
                        guint8              hash[GH_HASH_BYTES]);

/**
 * gh_chain_hash_entry:
 * @organisation: the organisation's key
 * @previous: the hash of the entry before
 * @entry: an entry
 * @hash: (out caller-allocates): its hash
 */
void gh_chain_hash_entry (const char    *organisation,
                          const guint8   previous[GH_HASH_BYTES],
                          const GhEntry *entry,
                          guint8         hash[GH_HASH_BYTES]);

/* --- what is signed (L6, J5–J7) ---
 *
 * Each message is a row of netstrings (J2) that begins with its own first word, so that no signature can pose for
 * another.
 */

/**
 * gh_chain_make_head:
 * @organisation: the organisation's key
 * @seq: an entry
 * @hash: its hash
 * @time_us: when it was written, microseconds since 1970
 * @key_number: the log key that signs
 *
 * Returns: (transfer full): what is signed of each entry (L6)
 */
GByteArray *gh_chain_make_head (const char   *organisation,
                                gint64        seq,
                                const guint8  hash[GH_HASH_BYTES],
                                gint64        time_us,
                                gint64        key_number);

/**
 * gh_chain_make_introduction:
 * @organisation: the organisation's key
 * @is_service: whether it is a service's key (K3), not the next log key
 * @number: the new key's number
 * @public_key: its public half
 *
 * Returns: (transfer full): what the log key before signs of a new one (J5)
 */
GByteArray *gh_chain_make_introduction (const char   *organisation,
                                        gboolean      is_service,
                                        gint64        number,
                                        const guint8  public_key[GH_HASH_BYTES]);

/**
 * GhStub:
 * @first: number of the first entry that retention removed
 * @last: of the last
 * @count: how many
 * @hash_before: the hash of what stood before @first
 * @hash_last: the hash of @last, which the first kept entry follows
 * @first_time: when @first was written, microseconds since 1970
 * @last_time: when @last was
 * @key_number: the log key that signs
 *
 * What retention leaves of the entries that it removes (J7).
 */
typedef struct {
  gint64 first;
  gint64 last;
  gint64 count;
  guint8 hash_before[GH_HASH_BYTES];
  guint8 hash_last[GH_HASH_BYTES];
  gint64 first_time;
  gint64 last_time;
  gint64 key_number;
} GhStub;

/** Returns: (transfer full): what is signed of @stub */
GByteArray *gh_chain_make_stub (const char   *organisation,
                                const GhStub *stub);

/** Sets @hash to what stands before entry 1. */
void gh_chain_hash_origin (const char *organisation,
                           guint8      hash[GH_HASH_BYTES]);

G_END_DECLS
