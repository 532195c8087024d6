/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-credential.h"

#include "base/gh-id.h"
#include "base/gh-netstring.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

void
gh_credential_hash_seed (gconstpointer  salt,
                         gsize          salt_length,
                         GhSecret      *seed,
                         guint8         hash[GH_SEED_HASH_BYTES])
{
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("sb", "gatehouse-seed-1", salt, salt_length);
  g_autofree char *length_text = NULL;
  crypto_hash_sha256_state state;
  const guint8 *bytes;
  gsize length;

  /* HMAC adds zero bytes itself (RFC 2104, section 2): with and without them it is the same seed. */
  for (bytes = gh_secret_get (seed, &length); length > 0 && bytes[length - 1] == 0; length--)
    ;
  length_text = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  /* The seed's own netstring is hashed piece by piece: it must not be copied (K5). */
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, prefix->data, prefix->len);
  crypto_hash_sha256_update (&state, (const guint8 *) length_text, strlen (length_text));
  crypto_hash_sha256_update (&state, bytes, length);
  crypto_hash_sha256_update (&state, (const guint8 *) ",", 1);
  crypto_hash_sha256_final (&state, hash);
  sodium_memzero (&state, sizeof state);
}

static GBytes *
hash_with_salt (GhConnection  *connection,
                GhSecret      *seed,
                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/get-salt", error, "");
  guint8 hash[GH_SEED_HASH_BYTES];
  const guint8 *salt;
  gsize length;

  if (!gh_statement_require (select, error))
    return NULL;

  salt = gh_statement_get_blob (select, 0, &length);
  gh_credential_hash_seed (salt, length, seed, hash);

  return g_bytes_new (hash, sizeof hash);
}

gboolean
gh_credential_find (GhConnection  *connection,
                    const char    *device_kind,
                    gint64         device,
                    gint64        *id,
                    GError       **error)
{
  return gh_connection_get_number (connection, "verification/find-credential", id, error, "si", device_kind, device);
}

gboolean
gh_credential_make (GhRun               *run,
                    const char          *device_kind,
                    gint64               device,
                    const GhCredential  *credential,
                    GhSecret            *seed,
                    GError             **error)
{
  g_autofree char *key = gh_id_new (GH_ID_CREDENTIAL);
  g_autoptr (GBytes) seed_hash = NULL;
  gint64 id;

  if (!gh_credential_end (run, device_kind, device, error) ||
      (seed_hash = hash_with_salt (run->connection, seed, error)) == NULL ||
      !gh_connection_run (run->connection, "verification/insert-credential", error, "ssiiiiiibiti", key, device_kind,
                          device, (gint64) credential->type, (gint64) credential->otp.algorithm,
                          (gint64) credential->otp.digits, (gint64) credential->otp.period, credential->start, seed_hash,
                          run->now, credential->pending_until, run->entry))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);

  return gh_connection_run (run->connection, "verification/remember-seed", error, "i", id) &&
         gh_journal_created_record (run, GH_CREDENTIAL_KIND, id, error) &&
         gh_sealed_put (run, GH_CREDENTIAL_KIND, id, GH_CREDENTIAL_SEED, seed, error);
}

gboolean
gh_credential_end (GhRun       *run,
                   const char  *device_kind,
                   gint64       device,
                   GError     **error)
{
  gint64 id, last_op;

  if (!gh_credential_find (run->connection, device_kind, device, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;

  return gh_connection_get_number (run->connection, "verification/get-last-op-of-credential", &last_op, error, "i", id) &&
         gh_sealed_delete (run, GH_CREDENTIAL_KIND, id, error) &&
         gh_journal_removed_record (run, GH_CREDENTIAL_KIND, id, last_op, error) &&
         gh_connection_run (run->connection, "verification/delete-credential", error, "i", id);
}

/* --- the first passcode --- */

gboolean
gh_credential_list_used_in_time (GhConnection  *connection,
                                 const char    *device_kind,
                                 GArray        *devices,
                                 GError       **error)
{
  return gh_connection_list_ids (connection, "verification/list-used-in-time", devices, error, "s", device_kind);
}

gboolean
gh_credential_end_waits_chunk (GhRun    *run,
                               gpointer  device_kind,
                               GError  **error)
{
  return gh_journal_rows_with (run, GH_CREDENTIAL_KIND, "verification/list-waits-to-end", error, "s", device_kind) &&
         gh_connection_run (run->connection, "verification/end-waits", error, "si", device_kind, run->entry);
}

/* --- the kind --- */

const GhRecordKind gh_record_kind_credential = {
  .name = GH_CREDENTIAL_KIND,
  .noun = GH_PLURAL ("%s authenticator", "%s authenticators"),
  .table = "credentials",
  .describe = "verification/describe-credential",
  .record = "verification/get-credential-record",
  .fields = " key:text device_kind:text device:integer type:integer algorithm:integer digits:integer period:integer"
            " seed:text made:integer pending_until:integer pending_until:null events:text ",
  .label_fields = "[]",
  .check_undo = gh_undo_refuse_always,
  .left_behind = GH_PLURAL ("%s authenticator does not come back", "%s authenticators do not come back"),
  .list_removed = "verification/list-removed-credentials",
};
