/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-credential.h"

#include "base/gh-id.h"
#include "base/gh-json-text.h"
#include "operations/gh-journal.h"
#include "operations/gh-undo.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

/* The columns that some of them have; %NULL and 0 are absent. */
typedef struct {
  const char *kind;
  GBytes     *salt;
  gint64      passes;
  gint64      memory;
  GBytes     *verifier;
  GBytes     *seed;
  gint64      start;
  gint64      expires;
} Columns;

static gboolean
find (GhRun       *run,
      gint64       administrator,
      const char  *kind,
      gint64      *id,
      gint64      *last_op,
      GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "administrators/find-credential", error, "is",
                                                        administrator, kind);

  *id = 0;
  *last_op = 0;
  if (gh_statement_next (select))
    {
      *id = gh_statement_get_int (select, 0);
      *last_op = gh_statement_get_int (select, 1);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_administrator_credential_end (GhRun       *run,
                                 gint64       administrator,
                                 const char  *kind,
                                 GError     **error)
{
  gint64 id, last_op;

  if (!find (run, administrator, kind, &id, &last_op, error))
    return FALSE;

  return id == 0 ||
         (gh_journal_removed_record (run, GH_ADMINISTRATOR_CREDENTIAL_KIND, id, last_op, error) &&
          gh_connection_run (run->connection, "administrators/delete-credential", error, "i", id));
}

static gboolean
put (GhRun          *run,
     gint64          administrator,
     const char     *key,
     const Columns  *columns,
     GError        **error)
{
  if (!gh_administrator_credential_end (run, administrator, columns->kind, error) ||
      !gh_connection_run (run->connection, "administrators/insert-credential", error, "sisibttbbtti", key, administrator,
                          columns->kind, run->now, columns->salt, columns->passes, columns->memory, columns->verifier,
                          columns->seed, columns->start, columns->expires, run->entry))
    return FALSE;

  return gh_journal_created_record (run, GH_ADMINISTRATOR_CREDENTIAL_KIND,
                                    gh_connection_get_last_row_id (run->connection), error);
}

gboolean
gh_administrator_credential_put_password (GhRun                *run,
                                          gint64                administrator,
                                          const GhPasswordCost *cost,
                                          const guint8          verifier[GH_PASSWORD_VERIFIER_BYTES],
                                          GError              **error)
{
  g_autofree char *key = gh_id_new (GH_ID_ADMINISTRATOR_CREDENTIAL);
  g_autoptr (GBytes) salt = g_bytes_new (cost->salt, sizeof cost->salt);
  g_autoptr (GBytes) bytes = g_bytes_new (verifier, GH_PASSWORD_VERIFIER_BYTES);
  const Columns columns = {
    .kind = GH_ACCOUNT_PASSWORD,
    .salt = salt,
    .passes = cost->passes,
    .memory = cost->memory,
    .verifier = bytes,
  };

  return put (run, administrator, key, &columns, error);
}

gboolean
gh_administrator_credential_put_factor (GhRun       *run,
                                        gint64       administrator,
                                        const char  *key,
                                        GBytes      *sealed,
                                        gint64       start,
                                        GError     **error)
{
  const Columns columns = { .kind = GH_ACCOUNT_FACTOR, .seed = sealed, .start = start };

  return put (run, administrator, key, &columns, error);
}

gboolean
gh_administrator_credential_put_set_up (GhRun       *run,
                                        gint64       administrator,
                                        const char  *name,
                                        GError     **error)
{
  g_autofree char *key = gh_id_new (GH_ID_ADMINISTRATOR_CREDENTIAL);
  g_autoptr (GhSecret) code = gh_secret_new_random (GH_SET_UP_CODE_BYTES);
  g_autoptr (GhSecret) text = gh_one_time_code_to_text (code);
  guint8 verifier[GH_ONE_TIME_VERIFIER_BYTES];
  g_autoptr (GBytes) bytes = NULL;
  Columns columns = { .kind = GH_ACCOUNT_SET_UP, .expires = run->now + GH_SET_UP_CODE_SECONDS };

  gh_one_time_code_hash (key, code, verifier);
  bytes = g_bytes_new (verifier, sizeof verifier);
  columns.verifier = bytes;
  if (!put (run, administrator, key, &columns, error))
    return FALSE;

  gh_run_show_secret (run, name, text);

  return TRUE;
}

gboolean
gh_administrator_credential_put_recovery (GhRun   *run,
                                          gint64   administrator,
                                          GError **error)
{
  g_autofree char *key = gh_id_new (GH_ID_ADMINISTRATOR_CREDENTIAL);
  crypto_hash_sha256_state state;
  guint8 all[GH_ONE_TIME_VERIFIER_BYTES];
  g_autoptr (GBytes) all_bytes = NULL;
  Columns columns = { .kind = GH_ACCOUNT_RECOVERY };

  /* Those before go with their credential, so they go first. */
  if (!gh_administrator_credential_end (run, administrator, GH_ACCOUNT_RECOVERY, error))
    return FALSE;

  crypto_hash_sha256_init (&state);
  for (gint64 i = 1; i <= GH_RECOVERY_CODES; i++)
    {
      g_autofree char *name = g_strdup_printf ("recovery-code-%02" G_GINT64_FORMAT, i);
      g_autoptr (GhSecret) code = gh_secret_new_random (GH_RECOVERY_CODE_BYTES);
      g_autoptr (GhSecret) text = gh_one_time_code_to_text (code);
      guint8 verifier[GH_ONE_TIME_VERIFIER_BYTES];
      g_autoptr (GBytes) bytes = NULL;

      gh_one_time_code_hash (key, code, verifier);
      crypto_hash_sha256_update (&state, verifier, sizeof verifier);
      bytes = g_bytes_new (verifier, sizeof verifier);
      if (!gh_connection_run (run->connection, "administrators/insert-recovery-code", error, "sib", key, i, bytes))
        return FALSE;
      gh_run_show_secret (run, name, text);
    }

  /* The journal knows all ten by this. */
  crypto_hash_sha256_final (&state, all);
  all_bytes = g_bytes_new (all, sizeof all);
  columns.verifier = all_bytes;

  return put (run, administrator, key, &columns, error);
}

static char *
dup_hash_json (gconstpointer bytes,
               gsize         length)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  char text[2 * crypto_hash_sha256_BYTES + 1];
  g_autoptr (JsonObject) object = json_object_new ();

  crypto_hash_sha256 (hash, bytes, length);
  json_object_set_string_member (object, "seed", sodium_bin2hex (text, sizeof text, hash, sizeof hash));

  return gh_json_object_to_text (object);
}

gboolean
gh_administrator_credential_reseal (GhRun   *run,
                                    gint64   administrator,
                                    GBytes  *sealed,
                                    GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "administrators/get-sealed-seed", error, "i",
                                                        administrator);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 id, last_op;
  gsize length;
  gconstpointer bytes;

  if (!gh_statement_require (select, error))
    return FALSE;

  id = gh_statement_get_int (select, 0);
  last_op = gh_statement_get_int (select, 1);
  bytes = gh_statement_get_blob (select, 2, &length);
  before = dup_hash_json (bytes, length);
  bytes = g_bytes_get_data (sealed, &length);
  after = dup_hash_json (bytes, length);

  return gh_statement_finish (select, error) &&
         gh_journal_changed (run, GH_ADMINISTRATOR_CREDENTIAL_KIND, id, last_op, before, after, error) &&
         gh_connection_run (run->connection, "administrators/set-sealed-seed", error, "ibi", id, sealed, run->entry);
}

/* --- the kind --- */

const GhRecordKind gh_record_kind_administrator_credential = {
  .name = GH_ADMINISTRATOR_CREDENTIAL_KIND,
  .noun = GH_PLURAL ("%s credential of an administrator", "%s credentials of administrators"),
  .table = "administrator_credentials",
  .describe = "administrators/describe-credential",
  .record = "administrators/get-credential-record",
  .fields = " key:text administrator:integer kind:text made:integer salt:text passes:integer passes:null"
            " memory:integer memory:null verifier:text seed:text start:integer start:null"
            " expires:integer expires:null era:text events:text ",
  .label_fields = "[]",
  .check_undo = gh_undo_refuse_always,
};
