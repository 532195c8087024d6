/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-sms-batch.h"

#include "base/gh-id.h"
#include "base/gh-netstring.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>

/* For how long one that has ended is remembered: longer than any day is. */
#define REMEMBERED_SECONDS (2 * 24 * 60 * 60)

void
gh_sms_batch_get_lookup (GhSecret *look_key,
                         gint64    phone_id,
                         GhSecret *code,
                         guint8    lookup[GH_KEYED_HASH_BYTES])
{
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("si", "sms", phone_id);

  gh_keyed_hash (look_key, prefix, code, lookup);
}

/* --- making --- */

static gboolean
write_codes (GhRun            *run,
             gint64            phone_id,
             const char       *key,
             const GPtrArray  *codes,
             GhSecret         *look_key,
             GError          **error)
{
  for (guint i = 0; i < codes->len; i++)
    {
      guint8 lookup[GH_KEYED_HASH_BYTES];
      g_autoptr (GBytes) bytes = NULL;

      gh_sms_batch_get_lookup (look_key, phone_id, codes->pdata[i], lookup);
      bytes = g_bytes_new (lookup, sizeof lookup);
      if (!gh_connection_run (run->connection, "phones/insert-sms-code", error, "sib", key, (gint64) i + 1, bytes))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_sms_batch_make (GhRun            *run,
                   gint64            phone_id,
                   const GPtrArray  *codes,
                   gint64            expires,
                   GhSecret         *look_key,
                   gint64            key_number,
                   char            **key,
                   GError          **error)
{
  g_autofree char *new_key = gh_id_new (GH_ID_SMS_BATCH);

  if (!gh_connection_run (run->connection, "phones/insert-sms-batch", error, "siitiii", new_key, phone_id, run->now,
                          expires, (gint64) codes->len, key_number, run->entry) ||
      !gh_journal_created_record (run, GH_SMS_BATCH_KIND, gh_connection_get_last_row_id (run->connection), error) ||
      !gh_connection_run (run->connection, "phones/remember-sms-batch", error, "sii", new_key, phone_id, run->now) ||
      !write_codes (run, phone_id, new_key, codes, look_key, error))
    return FALSE;

  *key = g_steal_pointer (&new_key);

  return TRUE;
}

/* --- ending --- */

static gboolean
end_batch (GhRun   *run,
           gint64   id,
           GError **error)
{
  gint64 last_op;

  return gh_connection_get_number (run->connection, "phones/get-last-op-of-sms-batch", &last_op, error, "i", id) &&
         gh_journal_removed_record (run, GH_SMS_BATCH_KIND, id, last_op, error) &&
         gh_connection_run (run->connection, "phones/end-past-sms-batch", error, "ii", id, run->now) &&
         gh_connection_run (run->connection, "phones/delete-sms-batch", error, "i", id);
}

static gboolean
end_batches (GhRun   *run,
             GArray  *ids,
             GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!end_batch (run, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

gboolean
gh_sms_batch_end (GhRun   *run,
                  gint64   phone_id,
                  GError **error)
{
  gint64 id;

  return gh_connection_get_number (run->connection, "phones/find-sms-batch", &id, error, "i", phone_id) &&
         (id == 0 || end_batch (run, id, error));
}

gboolean
gh_sms_batch_end_all (GhRun   *run,
                      GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return gh_connection_list_ids (run->connection, "phones/list-sms-batches", ids, error, "") &&
         end_batches (run, ids, error);
}

gboolean
gh_sms_batch_end_unowned (GhRun   *run,
                          GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return gh_connection_list_ids (run->connection, "phones/list-unowned-sms-batches", ids, error, "") &&
         end_batches (run, ids, error);
}

gboolean
gh_sms_batch_sweep (GhRun   *run,
                    GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = run->now - REMEMBERED_SECONDS;

  return gh_connection_list_ids (run->connection, "phones/list-dead-sms-batches", ids, error, "i", before) &&
         end_batches (run, ids, error) &&
         gh_connection_run (run->connection, "phones/forget-sms-codes", error, "i", before) &&
         gh_connection_run (run->connection, "phones/forget-sms-batches", error, "i", before);
}

/* --- what is asked --- */

gboolean
gh_sms_batch_find (GhConnection  *connection,
                   gint64         phone_id,
                   gboolean      *has_batch,
                   GError       **error)
{
  gint64 id = 0;
  gboolean ok = gh_connection_get_number (connection, "phones/find-sms-batch", &id, error, "i", phone_id);

  *has_batch = id != 0;

  return ok;
}

gboolean
gh_sms_batch_count (GhConnection  *connection,
                    gint64         now,
                    gint64        *n_batches,
                    GError       **error)
{
  return gh_connection_get_number (connection, "phones/count-living-sms-batches", n_batches, error, "i", now);
}

void
gh_sms_batch_say_ends (GhRun  *run,
                       gint64  n_phones)
{
  gh_run_also (run, "sms-batches-end", n_phones, "SMS passcodes of %s phone end at once",
               "SMS passcodes of %s phones end at once");
}

/* --- the kind --- */

const GhRecordKind gh_record_kind_sms_batch = {
  .name = GH_SMS_BATCH_KIND,
  .noun = GH_PLURAL ("%s batch of SMS passcodes", "%s batches of SMS passcodes"),
  .table = "sms_batches",
  .describe = "phones/describe-sms-batch",
  .record = "phones/get-sms-batch-record",
  .fields = " key:text phone:integer made:integer expires:integer expires:null codes:integer key_number:integer era:text ",
  .label_fields = "[]",
  .check_undo = gh_undo_refuse_always,
  .left_behind = GH_PLURAL ("SMS passcodes of %s phone do not come back", "SMS passcodes of %s phones do not come back"),
};
