/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-key-list.h"

#include "keys/gh-recovery-key.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

static void
key_row_free (gpointer data)
{
  GhKeyRow *row = data;

  g_free (row->key);
  g_clear_pointer (&row->check_value, g_bytes_unref);
  g_clear_pointer (&row->introduction, g_bytes_unref);
  g_clear_pointer (&row->recovery_public, g_bytes_unref);
  g_clear_pointer (&row->recovery_proof, g_bytes_unref);
  g_clear_pointer (&row->for_recovery, g_bytes_unref);
  g_free (row->unit);
  g_free (row);
}

/* Bytes of another length are none: whoever wrote them, they fit nothing. */
static GBytes *
dup_bytes (GhStatement *select,
           int          column,
           gsize        wanted)
{
  gsize length;
  const guint8 *bytes = gh_statement_get_blob (select, column, &length);

  return bytes != NULL && length == wanted ? g_bytes_new (bytes, length) : NULL;
}

static GhKeyRow *
read_row (GhStatement *select)
{
  GhKeyRow *row = g_new0 (GhKeyRow, 1);
  g_autoptr (GBytes) public_key = dup_bytes (select, 6, GH_PUBLIC_BYTES);

  row->number = gh_statement_get_int (select, 0);
  row->key = g_strdup (gh_statement_get_text (select, 1));
  row->is_service = gh_statement_get_int (select, 2) != 0;
  row->made = gh_statement_get_int (select, 3);
  row->ended = gh_statement_get_int (select, 4);
  row->check_value = dup_bytes (select, 5, GH_KEYED_HASH_BYTES);
  if (public_key != NULL)
    memcpy (row->public_key, g_bytes_get_data (public_key, NULL), GH_PUBLIC_BYTES);
  row->introduced_by = gh_statement_get_int (select, 7);
  row->introduction = dup_bytes (select, 8, GH_SIGNATURE_BYTES);
  row->recovery_public = dup_bytes (select, 9, GH_PUBLIC_BYTES);
  row->recovery_proof = dup_bytes (select, 10, GH_KEYED_HASH_BYTES);
  row->for_recovery = dup_bytes (select, 11, GH_SEALED_MASTER_BYTES);
  row->recovery_made = gh_statement_get_int (select, 12);
  row->unit = g_strdup (gh_statement_get_text (select, 13));
  row->last_op = gh_statement_get_int (select, 14);

  return row;
}

GPtrArray *
gh_key_list (GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (key_row_free);
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "keys/list-keys", error);

  while (gh_statement_next (select))
    g_ptr_array_add (keys, read_row (select));

  return gh_statement_finish (select, error) ? g_steal_pointer (&keys) : NULL;
}

const GhKeyRow *
gh_key_list_find_master (GPtrArray *keys)
{
  for (guint i = keys->len; i > 0; i--)
    {
      const GhKeyRow *row = keys->pdata[i - 1];

      if (!row->is_service && row->ended == 0)
        return row;
    }

  return NULL;
}

gboolean
gh_key_read_next_number (GhConnection  *connection,
                         gint64        *number,
                         GError       **error)
{
  return gh_connection_get_number (connection, "keys/get-next-key-number", number, error, "");
}

void
gh_key_write_fingerprint (const guint8 public_key[GH_PUBLIC_BYTES],
                          char         fingerprint[GH_FINGERPRINT_LENGTH + 1])
{
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (hash, public_key, GH_PUBLIC_BYTES);
  sodium_bin2hex (fingerprint, GH_FINGERPRINT_LENGTH + 1, hash, GH_FINGERPRINT_LENGTH / 2);
}

/* --- opening --- */

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GPtrArray **keys = data;

  *keys = gh_key_list (connection, error);

  return *keys != NULL;
}

static gboolean
is_key_of (const GhKeyRow *row,
           GhSecret       *master,
           const char     *organisation)
{
  gsize length;
  gconstpointer check_value = row->check_value != NULL ? g_bytes_get_data (row->check_value, &length) : NULL;

  return check_value != NULL && gh_key_check (master, organisation, row->number, check_value, length);
}

gboolean
gh_keys_try (GhStore   *store,
             gint64     number,
             GhSecret  *master,
             gboolean  *fits,
             GError   **error)
{
  g_autoptr (GPtrArray) keys = NULL;

  *fits = FALSE;
  if (!gh_store_read (store, list_cb, &keys, error))
    return FALSE;

  for (guint i = 0; i < keys->len && !*fits; i++)
    {
      const GhKeyRow *row = keys->pdata[i];

      *fits = row->number == number && is_key_of (row, master, gh_store_get_organisation_key (store)) &&
              gh_keys_add (gh_keys_of (store), number, master);
    }

  return TRUE;
}

/* Opens the key of one row. @is_its: whether it is sealed to this recovery key at all. */
static GhSecret *
recover (const GhKeyRow *row,
         GhSecret       *recovery_key,
         const char     *organisation,
         gboolean       *is_its)
{
  guint8 public_key[GH_PUBLIC_BYTES], proof[GH_KEYED_HASH_BYTES];
  g_autoptr (GhSecret) master = NULL;

  *is_its = FALSE;
  if (row->recovery_public == NULL || row->recovery_proof == NULL || row->for_recovery == NULL)
    return NULL;

  gh_recovery_key_get_public (recovery_key, public_key);
  *is_its = memcmp (public_key, g_bytes_get_data (row->recovery_public, NULL), sizeof public_key) == 0;
  if (!*is_its)
    return NULL;

  master = gh_recovery_key_open_master (recovery_key, g_bytes_get_data (row->for_recovery, NULL),
                                        g_bytes_get_size (row->for_recovery));
  if (master == NULL || !is_key_of (row, master, organisation))
    return NULL;

  gh_recovery_key_prove_public (public_key, master, organisation, row->number, proof);
  if (sodium_memcmp (proof, g_bytes_get_data (row->recovery_proof, NULL), sizeof proof) != 0)
    return NULL;

  return g_steal_pointer (&master);
}

gboolean
gh_keys_recover (GhStore   *store,
                 GhSecret  *recovery_key,
                 gboolean   is_test,
                 GError   **error)
{
  const char *organisation = gh_store_get_organisation_key (store);
  g_autoptr (GPtrArray) keys = NULL;
  const GhKeyRow *newest;
  gboolean has_newest = FALSE, is_of_newest = FALSE;

  if (!gh_store_read (store, list_cb, &keys, error))
    return FALSE;

  newest = gh_key_list_find_master (keys);
  if (newest == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                           _("This organisation has no key yet, so there is no recovery key for it."));
      return FALSE;
    }

  for (guint i = 0; i < keys->len; i++)
    {
      const GhKeyRow *row = keys->pdata[i];
      gboolean is_its;
      g_autoptr (GhSecret) master = recover (row, recovery_key, organisation, &is_its);

      if (row == newest)
        {
          is_of_newest = is_its;
          has_newest = master != NULL;
        }
      if (master != NULL && !is_test && !gh_keys_add (gh_keys_of (store), row->number, master))
        has_newest = FALSE;
    }

  if (has_newest)
    return TRUE;

  if (is_of_newest)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_DAMAGED,
                         _("The recovery key is the right one, but what the database keeps for it was changed. Put back "
                           "a backup with “gatehousectl restore”."));
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED,
                         _("This is not the recovery key of this organisation, or it has been renewed since."));

  return FALSE;
}
