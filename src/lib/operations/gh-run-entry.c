/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-run-entry.h"

#include "base/gh-json-text.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* The parameters as given, but rows only as a number, and of a secret only that there was one (K8). */
static JsonObject *
summarise_parameters (GhRun *self)
{
  JsonObject *summary = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, self->parameters);
  while (json_object_iter_next (&iter, &name, &node))
    if (gh_operation_find_parameter (self->operation, name)->kind == GH_PARAMETER_ROWS)
      json_object_set_int_member (summary, name, json_array_get_length (json_node_get_array (node)));
    else
      json_object_set_member (summary, name, json_node_copy (node));
  for (const GhParameter *p = self->operation->parameters; p != NULL && p->name != NULL; p++)
    if (p->kind == GH_PARAMETER_SECRET && gh_run_get_secret (self, p->name) != NULL)
      json_object_set_string_member (summary, p->name, "given: yes");

  return summary;
}

/* Why targets stay as they are, and the first of each reason. */
static JsonArray *
summarise_skips (GhRun *self)
{
  JsonArray *summary = json_array_new ();

  for (guint i = 0; i < self->result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (self->result->skips, i);
      JsonObject *object = json_object_new ();
      JsonArray *ids = json_array_new ();

      for (guint j = 0; j < MIN (skip->ids->len, GH_SKIP_LOGGED); j++)
        json_array_add_int_element (ids, g_array_index (skip->ids, gint64, j));
      json_object_set_string_member (object, "reason", gh_refusal_get_code (skip->refusal));
      json_object_set_string_member (object, "kind", skip->record_kind != NULL ? skip->record_kind : "");
      json_object_set_int_member (object, "count", skip->ids->len);
      json_object_set_array_member (object, "ids", ids);
      json_array_add_object_element (summary, object);
    }

  return summary;
}

static char *
make_payload (GhRun *self)
{
  g_autoptr (JsonObject) payload = json_object_new ();

  json_object_set_object_member (payload, "parameters", summarise_parameters (self));
  if (self->target != NULL)
    json_object_set_object_member (payload, "target", gh_target_to_json (self->target));
  if (self->result->object_label != NULL)
    json_object_set_string_member (payload, "label", self->result->object_label);
  json_object_set_string_member (payload, "actor", self->actor->name);
  json_object_set_object_member (payload, "facts", json_object_ref (self->facts));
  if (self->result->n_skipped > 0)
    json_object_set_array_member (payload, "skipped", summarise_skips (self));
  json_object_set_string_member (payload, "host", g_get_host_name ());
  json_object_set_string_member (payload, "login", g_get_user_name ());
  json_object_set_int_member (payload, "uid", getuid ());
  json_object_set_string_member (payload, "program", self->actor->way);

  return gh_json_object_to_text (payload);
}

static gboolean
hash_journal (GhRun   *self,
              guint8   hash[GH_HASH_BYTES],
              GError **error)
{
  g_autoptr (GhStatement) select = NULL;
  crypto_hash_sha256_state state;

  if (self->journal != NULL && !gh_inserter_flush (self->journal, error))
    return FALSE;

  crypto_hash_sha256_init (&state);
  select = gh_connection_query (self->connection, "operations/list-row-hashes", error, "i", self->entry);
  while (gh_statement_next (select))
    {
      gsize length;
      const guint8 *row_hash = gh_statement_get_blob (select, 0, &length);

      crypto_hash_sha256_update (&state, row_hash, length);
    }
  crypto_hash_sha256_final (&state, hash);

  return gh_statement_finish (select, error);
}

static gboolean
begin (GhRun   *self,
       guint8   previous[GH_HASH_BYTES],
       GError **error)
{
  const GhHead *head = &self->signing.head;

  gh_chain_hash_origin (gh_store_get_organisation_key (self->store), previous);
  if (head->is_whole)
    memcpy (previous, head->hash, sizeof head->hash);
  self->entry = head->seq;
  if (self->entry < 0 || self->entry == G_MAXINT64)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                   _("“%s” holds a log that no entry can follow: put back a backup with “gatehousectl restore”."),
                   gh_store_get_path (self->store));
      return FALSE;
    }
  self->entry++;

  return TRUE;
}

/* Writes the entry that names those without a signature (L6), and goes on behind it. */
static gboolean
note_unsigned (GhRun   *self,
               GError **error)
{
  g_autoptr (GhActor) system = gh_actor_new_system (self->actor->way);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (JsonObject) facts = json_object_new ();
  const GhOperation *operation = gh_operation_find ("log.note-unsigned");
  g_autoptr (GhResult) result = gh_result_new (operation);
  GhRun note = {
    .operation = operation,
    .actor = system,
    .parameters = parameters,
    .store = self->store,
    .connection = self->connection,
    .now_us = self->now_us,
    .result = result,
    .facts = facts,
    .signing = self->signing,
  };
  guint8 previous[GH_HASH_BYTES];

  json_object_set_int_member (parameters, "first", self->signing.first);
  json_object_set_int_member (parameters, "last", self->signing.head.seq);
  note.signing.state = GH_SIGNING_READY;

  return begin (&note, previous, error) && gh_run_entry_write (&note, previous, error) &&
         gh_signing_read (&self->signing, self->store, self->connection, error);
}

gboolean
gh_run_entry_begin (GhRun   *self,
                    guint8   previous[GH_HASH_BYTES],
                    GError **error)
{
  if (!gh_signing_read (&self->signing, self->store, self->connection, error) ||
      (self->signing.state == GH_SIGNING_RANGE && !note_unsigned (self, error)))
    return FALSE;

  self->result->notice = gh_signing_dup_notice (&self->signing);

  return begin (self, previous, error);
}

gboolean
gh_run_entry_write (GhRun         *self,
                    const guint8   previous[GH_HASH_BYTES],
                    GError       **error)
{
  g_autofree char *payload = make_payload (self);
  guint8 journal_hash[GH_HASH_BYTES];
  guint8 salt[GH_ENTRY_SALT_BYTES];
  guint8 hash[GH_HASH_BYTES];
  g_autoptr (GhStatement) insert = NULL;
  g_autoptr (GBytes) hash_bytes = NULL;
  guint8 signature[GH_SIGNATURE_BYTES];
  g_autoptr (GBytes) signature_bytes = NULL;
  gint64 key_number;
  GhEntry entry;

  if (!hash_journal (self, journal_hash, error))
    return FALSE;

  randombytes_buf (salt, sizeof salt);
  entry = (GhEntry) {
    .seq = self->entry,
    .time_us = self->now_us,
    .actor_kind = gh_actor_get_kind_name (self->actor),
    .actor_id = self->actor->id,
    .way = self->actor->way,
    .operation = self->operation->name,
    .undoes = self->undoes,
    .object_kind = self->object_kind,
    .object_id = self->result->object_key,
    .result = "done",
    .changed = self->result->changed,
    .skipped = self->result->n_skipped,
    .journal_rows = self->journal_rows,
    .journal_hash = journal_hash,
    .salt = salt,
    .payload = payload,
  };
  gh_chain_hash_entry (gh_store_get_organisation_key (self->store), previous, &entry, hash);
  hash_bytes = g_bytes_new (hash, sizeof hash);
  if (!gh_signing_sign (&self->signing, self->store, self->connection, self->new_key, self->new_master, entry.seq, hash,
                        entry.time_us, &key_number, signature, error))
    return FALSE;
  if (key_number != 0)
    signature_bytes = g_bytes_new (signature, sizeof signature);

  insert = gh_connection_prepare (self->connection, "operations/insert-entry", error);
  if (insert == NULL)
    return FALSE;

  gh_statement_bind (insert, "iissss" "tsss" "iisi",
                     entry.seq, entry.time_us, entry.actor_kind, entry.actor_id, entry.way, entry.operation,
                     entry.undoes, entry.object_kind, entry.object_id, entry.result,
                     entry.changed, entry.skipped, entry.payload, entry.journal_rows);
  gh_statement_bind_blob (insert, 15, journal_hash, sizeof journal_hash);
  gh_statement_bind_blob (insert, 16, salt, sizeof salt);
  gh_statement_bind_blob (insert, 17, hash, sizeof hash);
  gh_statement_bind_null (insert, 18);
  gh_statement_bind_null (insert, 19);
  if (key_number != 0)
    {
      gh_statement_bind_int (insert, 18, key_number);
      gh_statement_bind_blob (insert, 19, signature, sizeof signature);
    }

  return gh_statement_run (insert, error) &&
         gh_connection_run (self->connection, "operations/set-head", error, "ibitb", self->entry, hash_bytes,
                            self->now_us, key_number, signature_bytes);
}
