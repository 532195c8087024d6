/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/ops/gh-key-record.h"

#include "base/gh-id.h"
#include "keys/gh-recovery-key.h"
#include "operations/gh-chain.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
gh_key_plan_newest (GhRun           *run,
                    GPtrArray      **keys,
                    const GhKeyRow **newest,
                    GError         **error)
{
  g_autoptr (GhSecret) master = NULL;

  *newest = NULL;
  *keys = gh_key_list (run->connection, error);
  if (*keys == NULL)
    return FALSE;

  *newest = gh_key_list_find_master (*keys);
  if (*newest == NULL)
    gh_run_refuse (run, GH_REFUSAL_NO_KEY, NULL);
  else if ((master = gh_keys_dup_master (gh_keys_of (run->store), (*newest)->number)) == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, (*newest)->number);

      gh_run_refuse (run, GH_REFUSAL_KEY_NOT_OPEN, number);
      *newest = NULL;
    }

  return TRUE;
}

gboolean
gh_key_plan_number (GhRun   *run,
                    GError **error)
{
  gint64 next;

  if (!gh_key_read_next_number (run->connection, &next, error))
    return FALSE;

  if (gh_run_get_number (run, "number", 0) != next)
    gh_run_refuse (run, GH_REFUSAL_CHANGED_SINCE, NULL);

  return TRUE;
}

static gboolean
insert (GhRun           *run,
        const GhKeyRow  *row,
        GError         **error)
{
  g_autofree char *key = gh_id_new (GH_ID_KEY);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);
  g_autoptr (GBytes) public_key = g_bytes_new (row->public_key, GH_PUBLIC_BYTES);

  gh_run_about (run, GH_KEY_KIND, key, number);

  return gh_connection_run (run->connection, "keys/insert-key", error, "issibbtbbbbtsi",
                            row->number, key, row->is_service ? "service" : "master", run->now, row->check_value,
                            public_key, row->introduced_by, row->introduction, row->recovery_public,
                            row->recovery_proof, row->for_recovery, row->recovery_made, row->unit, run->entry) &&
         gh_journal_created_record (run, GH_KEY_KIND, row->number, error);
}

static gboolean
set_no_key (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED, _("What was given as the new key is no key."));

  return FALSE;
}

gboolean
gh_key_check_length (GhSecret  *master,
                     GError   **error)
{
  gsize length;

  gh_secret_get (master, &length);

  return length == GH_KEY_BYTES || set_no_key (error);
}

gboolean
gh_key_insert_master (GhRun         *run,
                      const guint8   recovery_public[GH_PUBLIC_BYTES],
                      gint64         recovery_made,
                      gint64         introduced_by,
                      GError       **error)
{
  const char *organisation = gh_store_get_organisation_key (run->store);
  GhSecret *master = gh_run_get_secret (run, "master-key");
  guint8 check_value[GH_KEYED_HASH_BYTES], proof[GH_KEYED_HASH_BYTES], sealed[GH_SEALED_MASTER_BYTES];
  guint8 introduction[GH_SIGNATURE_BYTES];
  GhKeyRow row = {
    .number = gh_run_get_number (run, "number", 0),
    .introduced_by = introduced_by,
    .recovery_made = recovery_made,
  };
  gboolean ok;

  if (!gh_key_check_length (master, error))
    return FALSE;
  if (!gh_recovery_key_seal_master (recovery_public, master, sealed))
    return set_no_key (error);

  gh_key_get_log_public (master, row.public_key);
  if (introduced_by != 0 && !gh_key_introduce (run, FALSE, row.number, row.public_key, introduced_by, introduction, error))
    return FALSE;

  gh_key_make_check_value (master, organisation, row.number, check_value);
  gh_recovery_key_prove_public (recovery_public, master, organisation, row.number, proof);
  row.check_value = g_bytes_new (check_value, sizeof check_value);
  row.introduction = introduced_by != 0 ? g_bytes_new (introduction, sizeof introduction) : NULL;
  row.recovery_public = g_bytes_new (recovery_public, GH_PUBLIC_BYTES);
  row.recovery_proof = g_bytes_new (proof, sizeof proof);
  row.for_recovery = g_bytes_new (sealed, sizeof sealed);

  ok = insert (run, &row, error);
  if (ok)
    gh_run_sign_with (run, row.number, master);

  g_bytes_unref (row.check_value);
  g_clear_pointer (&row.introduction, g_bytes_unref);
  g_bytes_unref (row.recovery_public);
  g_bytes_unref (row.recovery_proof);
  g_bytes_unref (row.for_recovery);

  return ok;
}

gboolean
gh_key_insert_service (GhRun         *run,
                       gint64         number,
                       const guint8   public_key[GH_PUBLIC_BYTES],
                       const guint8   introduction[GH_SIGNATURE_BYTES],
                       gint64         introduced_by,
                       const char    *unit,
                       GError       **error)
{
  g_autoptr (GBytes) signature = g_bytes_new (introduction, GH_SIGNATURE_BYTES);
  GhKeyRow row = {
    .number = number,
    .is_service = TRUE,
    .introduced_by = introduced_by,
    .introduction = signature,
    .unit = (char *) unit,
  };

  memcpy (row.public_key, public_key, GH_PUBLIC_BYTES);

  return insert (run, &row, error);
}

gboolean
gh_key_end (GhRun       *run,
            const char  *use,
            gint64       stays,
            GError     **error)
{
  return gh_journal_rows_with (run, GH_KEY_KIND, "keys/list-ending-keys", error, "iisi", run->entry, run->now, use,
                               stays) &&
         gh_connection_run (run->connection, "keys/end-keys", error, "iisi", run->entry, run->now, use, stays);
}

gboolean
gh_key_introduce (GhRun         *run,
                  gboolean       is_service,
                  gint64         number,
                  const guint8   public_key[GH_PUBLIC_BYTES],
                  gint64         introduced_by,
                  guint8         signature[GH_SIGNATURE_BYTES],
                  GError       **error)
{
  g_autoptr (GByteArray) message = gh_chain_make_introduction (gh_store_get_organisation_key (run->store), is_service,
                                                               number, public_key);

  if (gh_keys_sign (gh_keys_of (run->store), introduced_by, message->data, message->len, signature))
    return TRUE;

  return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);
}

/* --- the kind --- */

const GhRecordKind gh_record_kind_key = {
  .name = GH_KEY_KIND,
  .noun = GH_PLURAL ("%s key", "%s keys"),
  .table = "keys",
  .describe = "keys/describe-key",
  .record = "keys/get-key-record",
  .fields = " key:text name:text made:integer ended:integer ended:null public:text introduced_by:integer "
            "introduced_by:null recovery_public:text recovery_made:integer recovery_made:null for_recovery:text "
            "unit:text unit:null ",
  .label_fields = "[\"name\"]",
  .check_undo = gh_undo_refuse_always,
};
