/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K7: another key takes the place of the one in use, and all that is sealed is sealed anew. */
#include "bypass-codes/gh-bypass-code-lookup.h"
#include "bypass-codes/gh-bypass-code-record.h"
#include "keys/gh-recovery-key.h"
#include "keys/gh-seal.h"
#include "keys/ops/gh-key-record.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "phones/gh-sms-batch.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* Whether the recovery key's public half is the one that was stored with the key: the new key is sealed to it. */
static gboolean
has_true_recovery (GhRun          *run,
                   const GhKeyRow *newest)
{
  g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (run->store), newest->number);
  guint8 proof[GH_KEYED_HASH_BYTES];

  if (master == NULL || newest->recovery_public == NULL || newest->recovery_proof == NULL)
    return FALSE;

  gh_recovery_key_prove_public (g_bytes_get_data (newest->recovery_public, NULL), master,
                                gh_store_get_organisation_key (run->store), newest->number, proof);

  return sodium_memcmp (proof, g_bytes_get_data (newest->recovery_proof, NULL), sizeof proof) == 0;
}

/* Whether all that is sealed can be opened, under whatever key it stands. */
static gboolean
check_key_numbers (GhRun   *run,
                   GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "keys/list-sealed-key-numbers", error);

  while (!run->is_refused && gh_statement_next (select))
    {
      gint64 number = gh_statement_get_int (select, 0);
      g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (run->store), number);
      g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT, number);

      if (master == NULL)
        gh_run_refuse (run, GH_REFUSAL_KEY_NOT_OPEN, detail);
    }

  return gh_statement_finish (select, error);
}

/* Counts the exports that end: all but one that was made for this rotation, which has the new sub-keys already. */
static gint64
count_ending (GhRun     *run,
              GPtrArray *keys)
{
  gint64 stays = gh_run_get_number (run, "export", 0);
  gboolean is_there = stays == 0;
  gint64 n_ending = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const GhKeyRow *row = keys->pdata[i];

      if (!row->is_service || row->ended != 0)
        continue;
      if (row->number == stays)
        is_there = stays + 1 == gh_run_get_number (run, "number", 0);
      else
        n_ending++;
    }
  if (!is_there)
    gh_run_refuse (run, GH_REFUSAL_CHANGED_SINCE, NULL);

  return n_ending;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  const GhKeyRow *newest;
  gint64 n_sealed, n_exports, n_batches;

  run->result->selected = 1;
  if (!gh_key_plan_newest (run, &keys, &newest, error))
    return FALSE;
  if (newest == NULL)
    return TRUE;

  if (!has_true_recovery (run, newest))
    {
      gh_run_refuse (run, GH_REFUSAL_RECOVERY_EXCHANGED, NULL);
      return TRUE;
    }

  n_exports = count_ending (run, keys);
  if (run->is_refused)
    return TRUE;
  if (!check_key_numbers (run, error) ||
      !gh_connection_get_number (run->connection, "keys/count-sealed", &n_sealed, error, "") ||
      !gh_sms_batch_count (run->connection, run->now, &n_batches, error))
    return FALSE;

  gh_run_change (run, newest->number);
  gh_run_also (run, "sealed-anew", n_sealed, N_("%s secret is sealed anew"), N_("%s secrets are sealed anew"));
  gh_run_also (run, "exports-end", n_exports, N_("%s export for a service ends"), N_("%s exports for a service end"));
  gh_sms_batch_say_ends (run, n_batches);

  return gh_key_plan_number (run, error);
}

/* --- sealing anew --- */

typedef struct {
  GhRun    *run;
  gint64    number;                      /* of the new key */
  GhSecret *sub_keys[GH_N_KEY_USES];     /* its own */
  GhSecret *old_sub_keys[GH_N_KEY_USES]; /* those of old_number */
  gint64    old_number;
  GhSecret *room;
  guint64   done;
  guint64   total;
} Rotation;

static void
clear_old (Rotation *self)
{
  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    g_clear_pointer (&self->old_sub_keys[use], gh_secret_unref);
}

/* Nearly always the key that the row before had. */
static gboolean
take_old_key (Rotation  *self,
              gint64     number,
              GError   **error)
{
  if (number == self->old_number)
    return TRUE;

  clear_old (self);
  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    {
      self->old_sub_keys[use] = gh_keys_dup_sub_key (gh_keys_of (self->run->store), number, use);
      if (self->old_sub_keys[use] == NULL)
        return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);
    }
  self->old_number = number;

  return TRUE;
}

/* What is found by a keyed hash is found under the new key from now on (K7). @length: of the value in @room */
static gboolean
find_anew (Rotation     *self,
           const char   *kind,
           gint64        record,
           gsize         length,
           GError      **error)
{
  g_autoptr (GhSecret) code = NULL;

  if (strcmp (kind, GH_BYPASS_CODE_KIND) != 0)
    return TRUE;

  code = gh_secret_copy (gh_secret_get (self->room, NULL), length);

  return gh_bypass_code_set_lookup (self->run->connection, record, self->sub_keys[GH_KEY_LOOK], code, error);
}

/* A row: id, last_op, purpose, key number, value, the key of its record, and its row id. */
static gboolean
seal_row (Rotation     *self,
          const char   *kind,
          GhStatement  *row,
          GError      **error)
{
  GhRun *run = self->run;
  const char *record = gh_statement_get_text (row, 5);
  GhSealPlace place = { gh_store_get_organisation_key (run->store), kind, gh_statement_get_text (row, 2), record,
                        gh_statement_get_int (row, 3) };
  gint64 id = gh_statement_get_int (row, 0);
  gint64 prev = gh_statement_get_int (row, 1);
  g_autoptr (GBytes) again = NULL;
  char before[GH_SEALED_FIELDS_BYTES], after[GH_SEALED_FIELDS_BYTES];
  const guint8 *sealed;
  gsize length, room;
  GhKeyUse use;

  /* What belonged to a record that is gone opens nowhere any more. */
  if (record == NULL)
    return gh_journal_removed_record (run, GH_SEALED_KIND, id, prev, error) &&
           gh_connection_run (run->connection, "keys/delete-sealed", error, "i", id);

  sealed = gh_statement_get_blob (row, 4, &length);
  if (!gh_seal_find_use (place.purpose, &use))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is nothing that is sealed."), place.purpose);
      return FALSE;
    }
  if (!take_old_key (self, place.key_number, error))
    return FALSE;

  gh_secret_get (self->room, &room);
  if (length > room)
    {
      gh_secret_unref (self->room);
      self->room = gh_secret_new (length);
    }
  again = gh_seal_again (self->old_sub_keys[use], &place, sealed, length, self->sub_keys[use], self->number, self->room,
                         error);
  if (again == NULL || !find_anew (self, kind, gh_statement_get_int (row, 6), length - GH_SEAL_BYTES, error))
    return FALSE;

  gh_sealed_write_fields (before, place.key_number, sealed, length);
  gh_sealed_write_fields (after, self->number, g_bytes_get_data (again, NULL), g_bytes_get_size (again));

  return gh_journal_changed (run, GH_SEALED_KIND, id, prev, before, after, error) &&
         gh_connection_run (run->connection, "keys/set-sealed", error, "iibi", id, self->number, again, run->entry);
}

/* In the order of row ids, which writing does not change: so each is met once. */
static gboolean
seal_kind (Rotation    *self,
           const char  *name,
           GError     **error)
{
  const GhRecordKind *kind = gh_record_kind_find (name);
  g_autofree char *sql = NULL;
  g_autoptr (GhStatement) select = NULL;

  if (kind == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is nothing that is sealed."), name);
      return FALSE;
    }

  sql = g_strdup_printf ("SELECT s.id, s.last_op, s.purpose, s.key_number, s.value, r.key, s.record "
                         "FROM sealed AS s NOT INDEXED LEFT JOIN %s AS r ON r.id = s.record "
                         "WHERE s.kind = ?1 ORDER BY s.id", kind->table);
  select = gh_connection_prepare_text (self->run->connection, sql, error);
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", name);
  while (gh_statement_next (select))
    {
      if (!seal_row (self, name, select, error))
        return FALSE;
      if (++self->done % GH_RUN_CHUNK == 0 && !gh_run_progress (self->run, self->done, self->total, error))
        return FALSE;
    }

  return gh_statement_finish (select, error);
}

static gboolean
seal_all (Rotation  *self,
          GError   **error)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GhStatement) select = gh_connection_prepare (self->run->connection, "keys/list-sealed-kinds", error);
  gint64 n_sealed;

  while (gh_statement_next (select))
    g_ptr_array_add (kinds, g_strdup (gh_statement_get_text (select, 0)));
  if (!gh_statement_finish (select, error) ||
      !gh_connection_get_number (self->run->connection, "keys/count-sealed", &n_sealed, error, ""))
    return FALSE;

  self->total = n_sealed;
  for (guint i = 0; i < kinds->len; i++)
    if (!seal_kind (self, kinds->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  const GhKeyRow *newest = keys != NULL ? gh_key_list_find_master (keys) : NULL;
  Rotation rotation = { .run = run, .number = gh_run_get_number (run, "number", 0) };
  gboolean ok;

  if (keys == NULL ||
      !gh_key_insert_master (run, g_bytes_get_data (newest->recovery_public, NULL), newest->recovery_made,
                             newest->number, error) ||
      !gh_key_end (run, "master", 0, error) ||
      !gh_key_end (run, "service", gh_run_get_number (run, "export", 0), error) ||
      !gh_bypass_code_forget_past (run->connection, error) || !gh_sms_batch_end_all (run, error))
    return FALSE;

  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    rotation.sub_keys[use] = gh_key_derive (gh_run_get_secret (run, "master-key"), use);
  rotation.room = gh_secret_new (4096);
  ok = seal_all (&rotation, error);

  clear_old (&rotation);
  gh_secret_unref (rotation.room);
  for (GhKeyUse use = 0; use < GH_N_KEY_USES; use++)
    gh_secret_unref (rotation.sub_keys[use]);

  return ok;
}

static const GhParameter parameters[] = {
  { "number", GH_PARAMETER_NUMBER, TRUE, N_("The number that it gets") },
  { "export", GH_PARAMETER_NUMBER, FALSE, N_("The export that has the new key already") },
  { "master-key", GH_PARAMETER_SECRET, TRUE, N_("The new key") },
  { NULL },
};

const GhOperation gh_op_key_rotate = {
  .name = "key.rotate",
  .label = N_("Rotate Key"),
  .done = GH_PLURAL ("%s key rotated", "%s keys rotated"),
  .no_undo_reason = N_("What was sealed with the old key is sealed with the new one."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
