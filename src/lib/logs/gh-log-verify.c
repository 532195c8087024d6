/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L4, J2, J4. Two statements run side by side: the log, by number, and the journal, by entry, kind and id. Each entry
 * is checked against the stored hash of the one before, so one bad entry does not make the rest bad. Only the problem
 * with the lowest entry is reported.
 *
 * What the hash misses is checked by hand: SQLite distinguishes NULL, 0 and an empty blob, and a text may hold a NUL
 * with more after it, where the hash would end.
 *
 * A permanent deletion blanks a record's rows and keeps their hashes (J4). So a blanked row proves nothing by
 * itself: it is valid only if the record's last row is from a permanent deletion and the record is gone. The
 * temporary table `erased` keeps the records with blanked rows until the end.
 */
#include "logs/gh-log-verify.h"

#include "logs/gh-log-signatures.h"
#include "operations/gh-chain.h"
#include "operations/gh-head.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-witness.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define ENTRIES_BETWEEN_PROGRESS 1000

enum {
  ENTRY_SEQ,
  ENTRY_TIME,
  ENTRY_ACTOR_KIND,
  ENTRY_ACTOR_ID,
  ENTRY_WAY,
  ENTRY_OPERATION,
  ENTRY_UNDOES,
  ENTRY_OBJECT_KIND,
  ENTRY_OBJECT_ID,
  ENTRY_RESULT,
  ENTRY_CHANGED,
  ENTRY_SKIPPED,
  ENTRY_JOURNAL_ROWS,
  ENTRY_JOURNAL_HASH,
  ENTRY_SALT,
  ENTRY_PAYLOAD,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_SIGNATURE,
};

enum {
  ROW_OP,
  ROW_KIND,
  ROW_ID,
  ROW_PREV,
  ROW_BEFORE,
  ROW_AFTER,
  ROW_SALT,
  ROW_HASH,
  ROW_TYPE_OF_AFTER,
};

/* The operations that delete for good. Their names never change once released. */
static const char *const purges[] = { "user.purge", "user.purge-due" };

typedef struct {
  GhStore      *store;
  GhJob        *job;
  gboolean      asks_witness;
  GArray       *vouches;            /* nullable; GhVouch */
  GPtrArray    *checkpoints;        /* nullable; GhCheckpoint, kept outside the file */
  GhConnection *connection;
  GhLogReport  *report;
  GhLogSignatures signatures;

  GhStatement  *rows;
  gboolean      has_row;            /* @rows is on a row that no entry has taken yet */
  gint64        next;               /* expected number of the next entry */
  guint8        last_hash[GH_HASH_BYTES];
  gint64        last_key;
  guint8        last_signature[GH_SIGNATURE_BYTES];
} Verify;

static void
complain (Verify     *self,
          gint64      seq,
          const char *problem)
{
  gh_log_report_complain (self->report, seq, problem);
}

/* --- well-formed columns --- */

static gboolean
take_text (GhStatement *statement,
           int          column,
           const char **text)
{
  gsize length;

  *text = gh_statement_get_text (statement, column);
  if (*text == NULL)
    return TRUE;

  gh_statement_get_blob (statement, column, &length);

  return strlen (*text) == length;
}

static gboolean
take_number_or_null (GhStatement *statement,
                     int          column,
                     gint64      *number)
{
  *number = gh_statement_get_int (statement, column);

  return gh_statement_is_null (statement, column) == (*number == 0);
}

static gboolean
take_blob (GhStatement   *statement,
           int            column,
           gsize          wanted,
           const guint8 **blob)
{
  gsize length;

  *blob = gh_statement_get_blob (statement, column, &length);

  return length == wanted;
}

/* --- journal rows --- */

static gboolean
is_purge (const char *operation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (purges); i++)
    if (g_strcmp0 (operation, purges[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
step (GhStatement  *statement,
      gboolean     *has_row,
      GError      **error)
{
  *has_row = gh_statement_next (statement);

  return *has_row || gh_statement_finish (statement, error);
}

static gboolean
is_record_gone (Verify      *self,
                const char  *kind_name,
                gint64       id,
                gboolean    *is_gone,
                GError     **error)
{
  const GhRecordKind *kind = gh_record_kind_find (kind_name);
  gboolean exists = FALSE;

  /* What only belongs to other records, such as an enrolment, has no kind. */
  if (kind != NULL && !gh_record_kind_exists (kind, self->connection, id, &exists, error))
    return FALSE;
  *is_gone = !exists;

  return TRUE;
}

static gboolean
note_erased (Verify     *self,
             gboolean    is_purged,
             GError    **error)
{
  const char *kind = gh_statement_get_text (self->rows, ROW_KIND);
  gint64 op = gh_statement_get_int (self->rows, ROW_OP);
  gint64 id = gh_statement_get_int (self->rows, ROW_ID);
  gint64 prev = gh_statement_get_int (self->rows, ROW_PREV);
  g_autoptr (GhStatement) known = gh_connection_prepare (self->connection, "logs/get-erased", error);
  gboolean has_known;

  self->report->n_erased++;
  if (known == NULL)
    return FALSE;

  gh_statement_bind (known, "si", kind, id);
  if (!step (known, &has_known, error))
    return FALSE;

  /* Its hash no longer proves where it points, but the rows of one record still point at each other. */
  if (has_known ? gh_statement_get_int (known, 0) != prev : prev < 0 || prev >= op)
    complain (self, op, _("An erased journal row of this entry does not follow the record's row before."));
  if (has_known && gh_statement_get_int (known, 1))
    complain (self, op, _("A journal row of this entry is of a record that was deleted for good before."));

  return gh_connection_run (self->connection, "logs/add-erased", error, "siiii", kind, id, op, op,
                            (gint64) is_purged);
}

static gboolean
check_erased_row (Verify      *self,
                  const char  *operation,
                  GError     **error)
{
  gint64 op = gh_statement_get_int (self->rows, ROW_OP);
  gboolean is_purged = is_purge (operation);
  gboolean is_gone;

  if (!gh_statement_is_null (self->rows, ROW_BEFORE) || !gh_statement_is_null (self->rows, ROW_AFTER))
    {
      complain (self, op, _("A journal row of this entry has lost its salt."));
      return TRUE;
    }

  if (is_purged)
    {
      if (!is_record_gone (self, gh_statement_get_text (self->rows, ROW_KIND),
                           gh_statement_get_int (self->rows, ROW_ID), &is_gone, error))
        return FALSE;
      is_purged = is_gone;
    }

  return note_erased (self, is_purged, error);
}

/* Checks the current row of @rows, from an entry of @operation. */
static gboolean
check_row (Verify      *self,
           const char  *operation,
           GError     **error)
{
  GhStatement *rows = self->rows;
  GhJournalRow row = { .op = gh_statement_get_int (rows, ROW_OP), .id = gh_statement_get_int (rows, ROW_ID) };
  const char *type_of_after = gh_statement_get_text (rows, ROW_TYPE_OF_AFTER);
  const guint8 *stored;
  guint8 hash[GH_HASH_BYTES];
  gboolean is_well_formed;

  self->report->n_rows++;
  is_well_formed = take_text (rows, ROW_KIND, &row.kind) &&
                   take_text (rows, ROW_BEFORE, &row.before) &&
                   take_number_or_null (rows, ROW_PREV, &row.prev) &&
                   take_blob (rows, ROW_HASH, GH_HASH_BYTES, &stored);
  row.after = gh_statement_get_blob (rows, ROW_AFTER, &row.after_length);

  if (is_well_formed && gh_statement_is_null (rows, ROW_SALT))
    return check_erased_row (self, operation, error);

  /* Created: a hash; changed: text; removed: nothing (J1). */
  is_well_formed = is_well_formed &&
                   take_blob (rows, ROW_SALT, GH_ROW_SALT_BYTES, &row.salt) &&
                   (row.before == NULL ? strcmp (type_of_after, "blob") == 0 && row.after_length == GH_HASH_BYTES
                                       : strcmp (type_of_after, "blob") != 0);
  if (is_well_formed)
    {
      gh_chain_hash_row (&row, hash);
      is_well_formed = memcmp (hash, stored, sizeof hash) == 0;
    }
  if (!is_well_formed)
    complain (self, row.op, _("A journal row of this entry is not as it was written."));

  return TRUE;
}

/* Checks the rows of entry @seq, and any before them that have no entry. */
static gboolean
check_rows (Verify       *self,
            gint64        seq,
            const char   *operation,
            gint64       *n_rows,
            guint8        journal_hash[GH_HASH_BYTES],
            GError      **error)
{
  crypto_hash_sha256_state state;
  gint64 op;

  crypto_hash_sha256_init (&state);
  for (*n_rows = 0; self->has_row && (op = gh_statement_get_int (self->rows, ROW_OP)) <= seq;)
    {
      if (op < seq)
        {
          self->report->n_rows++;
          complain (self, op, _("The journal has rows of this entry, but the log has no such entry."));
        }
      else
        {
          gsize length;
          const guint8 *hash = gh_statement_get_blob (self->rows, ROW_HASH, &length);

          (*n_rows)++;
          crypto_hash_sha256_update (&state, hash, length);
          if (!check_row (self, operation, error))
            return FALSE;
        }
      if (!step (self->rows, &self->has_row, error))
        return FALSE;
    }
  crypto_hash_sha256_final (&state, journal_hash);

  return TRUE;
}

/* --- entries --- */

static void
check_number (Verify *self,
              gint64  seq)
{
  if (seq < 1)
    complain (self, seq, _("Entries are numbered from 1: this one is not the organisation's."));
  else if (seq > self->next)
    complain (self, self->next, _("The entry is missing."));
}

/* The head keeps what the last entry has, and each entry its own. */
static gboolean
check_signature (Verify        *self,
                 const GhEntry *entry,
                 GhStatement   *entries)
{
  gsize length;
  const guint8 *signature = gh_statement_get_blob (entries, ENTRY_SIGNATURE, &length);
  gint64 key_number;
  gboolean is_well_formed = take_number_or_null (entries, ENTRY_KEY, &key_number) &&
                            gh_statement_is_null (entries, ENTRY_SIGNATURE) == (key_number == 0);

  if (gh_statement_is_null (entries, ENTRY_SIGNATURE))
    signature = NULL;
  else if (signature == NULL)
    signature = (const guint8 *) "";
  self->last_key = key_number;
  memset (self->last_signature, 0, sizeof self->last_signature);
  if (length == sizeof self->last_signature)
    memcpy (self->last_signature, signature, length);
  gh_log_signatures_check (&self->signatures, entry->seq, entry->time_us, entry->operation, entry->payload,
                           self->last_hash, key_number, signature, length);

  return is_well_formed;
}

/* What stands before the log's first entry. */
static gboolean
begin_chain (Verify  *self,
             gint64   first,
             GError **error)
{
  self->report->first = self->next = MAX (first, 1);
  if (first > 1)
    return gh_log_signatures_check_stub (&self->signatures, first, self->last_hash, error);

  gh_chain_hash_origin (gh_store_get_organisation_key (self->store), self->last_hash);

  return TRUE;
}

static gboolean
check_entry (Verify       *self,
             GhStatement  *entries,
             GError      **error)
{
  GhEntry entry = {
    .seq = gh_statement_get_int (entries, ENTRY_SEQ),
    .time_us = gh_statement_get_int (entries, ENTRY_TIME),
    .changed = gh_statement_get_int (entries, ENTRY_CHANGED),
    .skipped = gh_statement_get_int (entries, ENTRY_SKIPPED),
    .journal_rows = gh_statement_get_int (entries, ENTRY_JOURNAL_ROWS),
  };
  guint8 journal_hash[GH_HASH_BYTES];
  guint8 hash[GH_HASH_BYTES];
  const guint8 *stored = NULL;
  gboolean is_well_formed;
  gint64 n_rows;

  is_well_formed = take_text (entries, ENTRY_ACTOR_KIND, &entry.actor_kind) &&
                   take_text (entries, ENTRY_ACTOR_ID, &entry.actor_id) &&
                   take_text (entries, ENTRY_WAY, &entry.way) &&
                   take_text (entries, ENTRY_OPERATION, &entry.operation) &&
                   take_number_or_null (entries, ENTRY_UNDOES, &entry.undoes) &&
                   take_text (entries, ENTRY_OBJECT_KIND, &entry.object_kind) &&
                   take_text (entries, ENTRY_OBJECT_ID, &entry.object_id) &&
                   take_text (entries, ENTRY_RESULT, &entry.result) &&
                   take_blob (entries, ENTRY_JOURNAL_HASH, GH_HASH_BYTES, &entry.journal_hash) &&
                   take_blob (entries, ENTRY_SALT, GH_ENTRY_SALT_BYTES, &entry.salt) &&
                   take_text (entries, ENTRY_PAYLOAD, &entry.payload);
  is_well_formed = take_blob (entries, ENTRY_HASH, GH_HASH_BYTES, &stored) && is_well_formed;

  if (self->report->n_entries++ == 0)
    {
      if (!begin_chain (self, entry.seq, error))
        return FALSE;
      self->report->first_time_us = entry.time_us;
    }
  self->report->last = entry.seq;
  self->report->last_time_us = entry.time_us;
  check_number (self, entry.seq);
  if (!check_rows (self, entry.seq, entry.operation, &n_rows, journal_hash, error))
    return FALSE;

  if (is_well_formed)
    {
      gh_chain_hash_entry (gh_store_get_organisation_key (self->store), self->last_hash, &entry, hash);
      is_well_formed = memcmp (hash, stored, sizeof hash) == 0;
    }

  if (!is_well_formed)
    complain (self, entry.seq, _("The entry is not as it was written, or another stood before it."));
  else if (entry.seq == 1 && g_strcmp0 (entry.operation, "organisation.create") != 0)
    complain (self, entry.seq, _("The first entry must be that of the organisation's creation."));
  else if (n_rows != entry.journal_rows)
    complain (self, entry.seq, _("The entry has more or fewer journal rows than were written."));
  else if (memcmp (journal_hash, entry.journal_hash, sizeof journal_hash) != 0)
    complain (self, entry.seq, _("The entry's journal rows are not those that were written."));

  /* Without a hash to go on from, the next entry cannot be right either. */
  memset (self->last_hash, 0, sizeof self->last_hash);
  if (stored != NULL)
    {
      gsize length;

      gh_statement_get_blob (entries, ENTRY_HASH, &length);
      memcpy (self->last_hash, stored, MIN (length, sizeof self->last_hash));
    }
  if (!check_signature (self, &entry, entries))
    complain (self, entry.seq, _("The entry's signature is not as signatures are written."));
  self->next = MAX (entry.seq, 0) + 1;

  return TRUE;
}

static gboolean
check_entries (Verify  *self,
               GError **error)
{
  g_autoptr (GhStatement) entries = gh_connection_prepare (self->connection, "logs/list-entries", error);
  guint8 no_hash[GH_HASH_BYTES];
  gboolean has_entry;
  gint64 no_rows, n_entries;

  if (entries == NULL ||
      !gh_connection_get_number (self->connection, "logs/get-last-entry", &n_entries, error, ""))
    return FALSE;

  self->next = 1;
  while (step (entries, &has_entry, error))
    {
      if (!has_entry)
        return check_rows (self, G_MAXINT64, NULL, &no_rows, no_hash, error);

      if (!check_entry (self, entries, error))
        return FALSE;
      if (self->report->n_entries % ENTRIES_BETWEEN_PROGRESS == 0)
        gh_job_set_progress (self->job, self->report->n_entries, n_entries);
    }

  return FALSE;
}

/* --- after the last entry --- */

static gboolean
check_head (Verify  *self,
            GError **error)
{
  gint64 last = self->next - 1;
  GhHead head;

  if (!gh_head_read (&head, self->connection, error))
    return FALSE;

  if (!head.is_there)
    complain (self, MAX (last, 1), _("The row that names the last entry is gone."));
  else if (head.seq != last && head.is_whole && memcmp (head.hash, self->last_hash, GH_HASH_BYTES) == 0)
    complain (self, MIN (MAX (head.seq, 0), last) + 1,
              _("The head was changed: it says that the last entry has another number."));
  else if (head.seq > last)
    complain (self, last + 1, _("The log was cut: the entry is missing."));
  else if (head.seq < last)
    complain (self, head.seq + 1, _("The entry stands behind the one that is said to be the last."));
  else if (!head.is_whole || memcmp (head.hash, self->last_hash, GH_HASH_BYTES) != 0)
    complain (self, last, _("The entry is not the one that is said to be the last."));
  else if (head.key_number != self->last_key || memcmp (head.signature, self->last_signature, GH_SIGNATURE_BYTES) != 0)
    complain (self, last, _("The last entry's signature is not the one that the head has."));

  return TRUE;
}

/* Cutting the log and setting its head back still leaves records that a later entry touched. */
static gboolean
check_records (Verify  *self,
               GError **error)
{
  gint64 newest;

  if (!gh_connection_get_number (self->connection, "logs/find-newest-touch", &newest, error, ""))
    return FALSE;

  if (newest >= self->next)
    complain (self, self->next, _("The log was cut: records were touched by entries that it does not have."));

  return TRUE;
}

static gboolean
check_erasures (Verify  *self,
                GError **error)
{
  gint64 first;

  if (!gh_connection_get_number (self->connection, "logs/find-unproved-erasure", &first, error, ""))
    return FALSE;

  if (first != 0)
    complain (self, first, _("A journal row of this entry was erased, but nobody deleted the record for good."));

  return TRUE;
}

/* Signatures do not go away. */
static gboolean
check_seen_signature (Verify  *self,
                      gint64   entry,
                      GError **error)
{
  gint64 key_number;

  if (!gh_connection_get_number (self->connection, "logs/get-entry-key", &key_number, error, "i", entry))
    return FALSE;
  if (key_number == 0)
    complain (self, gh_log_signatures_find_doubtful (&self->signatures, entry),
              _("The entry has lost the signature that this computer has seen."));

  return TRUE;
}

static gboolean
check_witness (Verify  *self,
               GError **error)
{
  GhWitness witness;
  gboolean is_contained;

  if (!self->asks_witness || !gh_witness_load (gh_store_get_organisation_key (self->store), &witness))
    return TRUE;

  if (!gh_witness_find (&witness, self->connection, &is_contained, error))
    return FALSE;

  if (!is_contained && witness.seq >= self->next)
    complain (self, self->next, _("The entry is missing, though this computer has seen it: the log was cut, or the file is "
                                  "an older copy."));
  else if (!is_contained)
    complain (self, witness.seq, _("The entry, or one before it, is not what this computer has seen: it was written anew, "
                                   "or the file was replaced by another."));
  else if (witness.key_number != 0 && witness.seq >= self->report->first)
    return check_seen_signature (self, witness.seq, error);

  return TRUE;
}

static gboolean
check_checkpoints (Verify  *self,
                   GError **error)
{
  g_autoptr (GhStatement) kept = gh_connection_prepare (self->connection, "logs/list-checkpoints", error);
  GhCheckpoint checkpoint;

  while (gh_checkpoint_read_next (&checkpoint, self->signatures.organisation, kept))
    if (!gh_log_signatures_compare (&self->signatures, &checkpoint, error))
      return FALSE;
  if (!gh_statement_finish (kept, error))
    return FALSE;

  for (guint i = 0; self->checkpoints != NULL && i < self->checkpoints->len; i++)
    if (!gh_log_signatures_compare (&self->signatures, self->checkpoints->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
verify_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Verify *self = data;
  g_autoptr (GhStatement) rows = NULL;

  self->connection = connection;
  if (self->job != NULL)
    gh_connection_set_cancellable (connection, gh_job_get_cancellable (self->job));

  if (!gh_connection_execute (connection,
                              "DROP TABLE IF EXISTS temp.erased;"
                              "CREATE TABLE temp.erased (kind TEXT, id INTEGER, first INTEGER, last INTEGER,"
                              " is_purged INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID", error))
    return FALSE;

  rows = gh_connection_prepare (connection, "logs/list-journal", error);
  if (rows == NULL)
    return FALSE;
  self->rows = rows;

  if (!gh_log_signatures_begin (&self->signatures, self->store, self->vouches, connection, self->report, error) ||
      !step (rows, &self->has_row, error) || !check_entries (self, error))
    return FALSE;

  gh_log_signatures_end (&self->signatures, self->report->last);

  return check_head (self, error) &&
         check_records (self, error) &&
         check_erasures (self, error) &&
         check_checkpoints (self, error) &&
         check_witness (self, error);
}

static GhLogReport *
verify (Verify  *self,
        GError **error)
{
  g_autoptr (GhLogReport) report = gh_log_report_new ();
  gboolean ok;

  report->checked = gh_clock_now (gh_store_get_clock (self->store));
  self->report = report;
  ok = gh_store_read (self->store, verify_cb, self, error);
  gh_log_signatures_clear (&self->signatures);

  return ok ? g_steal_pointer (&report) : NULL;
}

GhLogReport *
gh_log_verify (GhStore  *store,
               GhJob    *job,
               GError  **error)
{
  Verify self = { .store = store, .job = job, .asks_witness = TRUE };

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  return verify (&self, error);
}

GhLogReport *
gh_log_verify_chain (GhStore  *store,
                     GhJob    *job,
                     GError  **error)
{
  Verify self = { .store = store, .job = job };

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  return verify (&self, error);
}

GhLogReport *
gh_log_verify_against (GhStore       *store,
                       const guint8  *fingerprint,
                       GPtrArray     *checkpoints,
                       GhJob         *job,
                       GError       **error)
{
  g_autoptr (GArray) vouches = g_array_new (FALSE, FALSE, sizeof (GhVouch));
  Verify self = { .store = store, .job = job, .asks_witness = TRUE, .vouches = vouches, .checkpoints = checkpoints };

  g_return_val_if_fail (GH_IS_STORE (store) && checkpoints != NULL, NULL);

  if (fingerprint != NULL)
    {
      GhVouch vouch = { .has_only_fingerprint = TRUE };

      memcpy (vouch.public_key, fingerprint, GH_FINGERPRINT_BYTES);
      g_array_append_val (vouches, vouch);
    }
  for (guint i = 0; i < checkpoints->len; i++)
    {
      const GhCheckpoint *checkpoint = checkpoints->pdata[i];
      GhVouch vouch = { .number = checkpoint->key_number };

      if (g_strcmp0 (checkpoint->organisation, gh_store_get_organisation_key (store)) != 0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_REFUSED, _("The checkpoint of entry %" G_GINT64_FORMAT " is of another "
                                                            "organisation."), checkpoint->entry);
          return NULL;
        }
      memcpy (vouch.public_key, checkpoint->public_key, sizeof vouch.public_key);
      g_array_append_val (vouches, vouch);
    }

  return verify (&self, error);
}
