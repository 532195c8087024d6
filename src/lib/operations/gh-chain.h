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

/** Sets @hash to what stands before entry 1. */
void gh_chain_hash_origin (const char *organisation,
                           guint8      hash[GH_HASH_BYTES]);

G_END_DECLS
