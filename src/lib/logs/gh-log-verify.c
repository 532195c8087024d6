/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L4, J2, J4. Two statements run side by side: the log, by number, and the journal, by entry, kind and id. Each entry
 * is checked against the stored hash of the one before, so one bad entry does not make the rest bad. Only the problem
 * with the lowest entry is reported.
 *
 * What the hash misses is checked by hand: SQLite distinguishes NULL, 0 and an empty blob, and a text may hold a NUL
 * with more after it, where the hash would end.
 */
#include "logs/gh-log-verify.h"

#include "logs/gh-log-journal.h"
#include "logs/gh-log-signatures.h"
#include "operations/gh-chain.h"
#include "operations/gh-head.h"
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

typedef struct {
  GhStore      *store;
  GhJob        *job;
  gboolean      asks_witness;
  GArray       *vouches;            /* nullable; GhVouch */
  GPtrArray    *checkpoints;        /* nullable; GhCheckpoint, kept outside the file */
  GhConnection *connection;
  GhLogReport  *report;
  GhLogSignatures signatures;
  GhLogJournal  journal;

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

/* --- entries --- */

static void
check_number (Verify *self,
              gint64  seq)
{
  if (seq < 1)
    complain (self, seq, _("Entries are numbered from 1: this one is not the organisation’s."));
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
  gboolean is_well_formed = gh_statement_take_number (entries, ENTRY_KEY, &key_number) &&
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

  is_well_formed = gh_statement_take_text (entries, ENTRY_ACTOR_KIND, &entry.actor_kind) &&
                   gh_statement_take_text (entries, ENTRY_ACTOR_ID, &entry.actor_id) &&
                   gh_statement_take_text (entries, ENTRY_WAY, &entry.way) &&
                   gh_statement_take_text (entries, ENTRY_OPERATION, &entry.operation) &&
                   gh_statement_take_number (entries, ENTRY_UNDOES, &entry.undoes) &&
                   gh_statement_take_text (entries, ENTRY_OBJECT_KIND, &entry.object_kind) &&
                   gh_statement_take_text (entries, ENTRY_OBJECT_ID, &entry.object_id) &&
                   gh_statement_take_text (entries, ENTRY_RESULT, &entry.result) &&
                   gh_statement_take_blob (entries, ENTRY_JOURNAL_HASH, GH_HASH_BYTES, &entry.journal_hash) &&
                   gh_statement_take_blob (entries, ENTRY_SALT, GH_ENTRY_SALT_BYTES, &entry.salt) &&
                   gh_statement_take_text (entries, ENTRY_PAYLOAD, &entry.payload);
  is_well_formed = gh_statement_take_blob (entries, ENTRY_HASH, GH_HASH_BYTES, &stored) && is_well_formed;

  if (self->report->n_entries++ == 0)
    {
      if (!begin_chain (self, entry.seq, error))
        return FALSE;
      self->report->first_time_us = entry.time_us;
    }
  self->report->last = entry.seq;
  self->report->last_time_us = entry.time_us;
  check_number (self, entry.seq);
  if (!gh_log_journal_check_rows (&self->journal, entry.seq, entry.operation, &n_rows, journal_hash, error))
    return FALSE;

  if (is_well_formed)
    {
      gh_chain_hash_entry (gh_store_get_organisation_key (self->store), self->last_hash, &entry, hash);
      is_well_formed = memcmp (hash, stored, sizeof hash) == 0;
    }

  if (!is_well_formed)
    complain (self, entry.seq, _("The entry is not as it was written, or another stood before it."));
  else if (entry.seq == 1 && g_strcmp0 (entry.operation, "organisation.create") != 0)
    complain (self, entry.seq, _("The first entry must be that of the organisation’s creation."));
  else if (n_rows != entry.journal_rows)
    complain (self, entry.seq, _("The entry has more or fewer journal rows than were written."));
  else if (memcmp (journal_hash, entry.journal_hash, sizeof journal_hash) != 0)
    complain (self, entry.seq, _("The entry’s journal rows are not those that were written."));

  /* Without a hash to go on from, the next entry cannot be right either. */
  memset (self->last_hash, 0, sizeof self->last_hash);
  if (stored != NULL)
    {
      gsize length;

      gh_statement_get_blob (entries, ENTRY_HASH, &length);
      memcpy (self->last_hash, stored, MIN (length, sizeof self->last_hash));
    }
  if (!check_signature (self, &entry, entries))
    complain (self, entry.seq, _("The entry’s signature is not as signatures are written."));
  self->next = MAX (entry.seq, 0) + 1;

  return TRUE;
}

static gboolean
check_entries (Verify  *self,
               GError **error)
{
  g_autoptr (GhStatement) entries = gh_connection_prepare (self->connection, "logs/list-entries", error);
  guint8 no_hash[GH_HASH_BYTES];
  gint64 no_rows, n_entries;

  if (entries == NULL ||
      !gh_connection_get_number (self->connection, "logs/get-last-entry", &n_entries, error, ""))
    return FALSE;

  self->next = 1;
  while (gh_statement_next (entries))
    {
      if (!check_entry (self, entries, error))
        return FALSE;
      if (self->report->n_entries % ENTRIES_BETWEEN_PROGRESS == 0)
        gh_job_set_progress (self->job, self->report->n_entries, n_entries);
    }

  return gh_statement_finish (entries, error) &&
         gh_log_journal_check_rows (&self->journal, G_MAXINT64, NULL, &no_rows, no_hash, error);
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
    complain (self, last, _("The last entry’s signature is not the one that the head has."));

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

/* A checkpoint has the minutes of the authentication log, too (J6). */
static gboolean
compare_minutes (Verify              *self,
                 const GhCheckpoint  *checkpoint,
                 GError             **error)
{
  gboolean is_compared;

  if (checkpoint->events == 0 || !gh_log_signatures_knows (&self->signatures, checkpoint))
    return TRUE;

  if (!gh_minutes_compare (&self->report->minutes, self->connection, checkpoint->events, checkpoint->events_hash,
                           checkpoint->time_us, &is_compared, error))
    return FALSE;

  if (!is_compared)
    g_ptr_array_add (self->report->notes, g_strdup_printf (
      _("The checkpoint of entry %" G_GINT64_FORMAT " could not be compared with the authentication log: the events file is "
        "gone, or a new one was begun since."), checkpoint->entry));

  return TRUE;
}

static gboolean
check_checkpoint (Verify              *self,
                  const GhCheckpoint  *checkpoint,
                  GError             **error)
{
  return gh_log_signatures_compare (&self->signatures, checkpoint, error) && compare_minutes (self, checkpoint, error);
}

static gboolean
check_checkpoints (Verify  *self,
                   GError **error)
{
  g_autoptr (GhStatement) kept = gh_connection_prepare (self->connection, "logs/list-checkpoints", error);
  GhCheckpoint checkpoint;

  while (gh_checkpoint_read_next (&checkpoint, self->signatures.organisation, kept))
    if (!check_checkpoint (self, &checkpoint, error))
      return FALSE;
  if (!gh_statement_finish (kept, error))
    return FALSE;

  for (guint i = 0; self->checkpoints != NULL && i < self->checkpoints->len; i++)
    if (!check_checkpoint (self, self->checkpoints->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
verify_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Verify *self = data;

  self->connection = connection;
  if (self->job != NULL)
    gh_connection_set_cancellable (connection, gh_job_get_cancellable (self->job));

  if (!gh_log_signatures_begin (&self->signatures, self->store, self->vouches, connection, self->report, error) ||
      !gh_log_journal_begin (&self->journal, connection, self->report, error) || !check_entries (self, error))
    return FALSE;

  gh_log_signatures_end (&self->signatures, self->report->last);

  return check_head (self, error) &&
         check_records (self, error) &&
         gh_log_journal_check_erasures (&self->journal, error) &&
         gh_minutes_verify (&self->report->minutes, connection, error) &&
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
