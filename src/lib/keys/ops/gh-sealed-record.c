/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/ops/gh-sealed-record.h"

#include "keys/gh-key-list.h"
#include "keys/gh-seal.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

static GhSecret *
dup_sub_key (GhStore     *store,
             gint64       number,
             const char  *purpose,
             GError     **error)
{
  GhSecret *sub_key;
  GhKeyUse use;

  if (!gh_seal_find_use (purpose, &use))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is nothing that is sealed."), purpose);
      return NULL;
    }

  sub_key = gh_keys_dup_sub_key (gh_keys_of (store), number, use);
  if (sub_key == NULL)
    gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  return sub_key;
}

/* The record's key of 20 characters. */
static char *
dup_record_key (GhConnection  *connection,
                const char    *kind,
                gint64         record,
                GError       **error)
{
  char *key = NULL;

  if (gh_record_kind_describe (gh_record_kind_find (kind), connection, record, &key, NULL, error) && key == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no %s %" G_GINT64_FORMAT "."), kind, record);

  return key;
}

void
gh_sealed_write_fields (char           json[GH_SEALED_FIELDS_BYTES],
                        gint64         key_number,
                        gconstpointer  sealed,
                        gsize          length)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  char hex[2 * sizeof hash + 1];

  crypto_hash_sha256 (hash, sealed, length);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  g_snprintf (json, GH_SEALED_FIELDS_BYTES, "{\"key_number\":%" G_GINT64_FORMAT ",\"value\":\"%s\"}", key_number, hex);
}

gboolean
gh_sealed_plan (GhRun   *run,
                GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  g_autoptr (GhSecret) master = NULL;
  const GhKeyRow *newest;

  if (keys == NULL)
    return FALSE;

  newest = gh_key_list_find_master (keys);
  if (newest == NULL)
    gh_run_refuse (run, GH_REFUSAL_NO_KEY, NULL);
  else if (!run->is_rehearsal && (master = gh_keys_dup_master (gh_keys_of (run->store), newest->number)) == NULL)
    gh_run_refuse (run, GH_REFUSAL_KEY_NOT_OPEN, NULL);

  return TRUE;
}

/* The master key that is in use, whichever others are open. */
static gboolean
find_newest (GhRun   *run,
             gint64  *number,
             GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  const GhKeyRow *newest = keys != NULL ? gh_key_list_find_master (keys) : NULL;

  if (keys == NULL)
    return FALSE;
  if (newest == NULL)
    return gh_refusal_set_error (GH_REFUSAL_NO_KEY, error, NULL);

  *number = newest->number;

  return TRUE;
}

gboolean
gh_sealed_put (GhRun       *run,
               const char  *kind,
               gint64       record,
               const char  *purpose,
               GhSecret    *value,
               GError     **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GhStatement) select = NULL;
  g_autoptr (GhSecret) sub_key = NULL;
  g_autoptr (GBytes) sealed = NULL;
  GhSealPlace place = { gh_store_get_organisation_key (run->store), kind, purpose };
  char before[GH_SEALED_FIELDS_BYTES], after[GH_SEALED_FIELDS_BYTES];
  const guint8 *old;
  gint64 id, prev;
  gsize length;

  if (!find_newest (run, &place.key_number, error) ||
      (sub_key = dup_sub_key (run->store, place.key_number, purpose, error)) == NULL ||
      (key = dup_record_key (run->connection, kind, record, error)) == NULL)
    return FALSE;

  place.record = key;
  sealed = gh_seal (sub_key, &place, value);

  select = gh_connection_query (run->connection, "keys/get-sealed", error, "sis", kind, record, purpose);
  if (!gh_statement_next (select))
    return gh_statement_finish (select, error) &&
           gh_connection_run (run->connection, "keys/insert-sealed", error, "sisibi", kind, record, purpose,
                              place.key_number, sealed, run->entry) &&
           gh_journal_created_record (run, GH_SEALED_KIND, gh_connection_get_last_row_id (run->connection), error);

  id = gh_statement_get_int (select, 0);
  prev = gh_statement_get_int (select, 3);
  old = gh_statement_get_blob (select, 2, &length);
  gh_sealed_write_fields (before, gh_statement_get_int (select, 1), old, length);
  gh_sealed_write_fields (after, place.key_number, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));

  return gh_journal_changed (run, GH_SEALED_KIND, id, prev, before, after, error) &&
         gh_connection_run (run->connection, "keys/set-sealed", error, "iibi", id, place.key_number, sealed, run->entry);
}

gboolean
gh_sealed_get (GhStore       *store,
               GhConnection  *connection,
               const char    *kind,
               gint64         record,
               const char    *purpose,
               GhSecret     **value,
               GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "keys/get-sealed", error,
                                                        "sis", kind, record, purpose);
  GhSealPlace place = { gh_store_get_organisation_key (store), kind, purpose };
  g_autoptr (GhSecret) sub_key = NULL;
  g_autofree char *key = NULL;
  const guint8 *sealed;
  gsize length;

  *value = NULL;
  if (!gh_statement_next (select))
    return gh_statement_finish (select, error);

  place.key_number = gh_statement_get_int (select, 1);
  sealed = gh_statement_get_blob (select, 2, &length);
  if ((sub_key = dup_sub_key (store, place.key_number, purpose, error)) == NULL ||
      (key = dup_record_key (connection, kind, record, error)) == NULL)
    return FALSE;

  place.record = key;
  *value = gh_seal_open (sub_key, &place, sealed, length, error);

  return *value != NULL;
}

gboolean
gh_sealed_delete (GhRun       *run,
                  const char  *kind,
                  gint64       record,
                  GError     **error)
{
  return gh_journal_rows_with (run, GH_SEALED_KIND, "keys/list-sealed-of-record", error, "isi", run->entry, kind,
                               record) &&
         gh_connection_run (run->connection, "keys/delete-sealed-of-record", error, "si", kind, record);
}

/* --- the kind --- */

const GhRecordKind gh_record_kind_sealed = {
  .name = GH_SEALED_KIND,
  .noun = GH_PLURAL ("%s secret", "%s secrets"),
  .table = "sealed",
  .describe = "keys/describe-sealed",
  .record = "keys/get-sealed-record",
  .fields = " key:text purpose:text key_number:integer value:text ",
  .label_fields = "[\"purpose\"]",
  .check_undo = gh_undo_refuse_always,
  .left_behind = { "", "" },
};
