/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-run-plan.h"

#include "base/gh-query.h"
#include "operations/gh-organisation.h"
#include "operations/gh-record-kind.h"

#include <sodium.h>

/* @label: the record's. @missing: (nullable): what it lacks */
static void
take_name (GhSkip     *skip,
           const char *key,
           const char *label,
           const char *missing)
{
  g_ptr_array_add (skip->keys, g_utf8_make_valid (key != NULL ? key : "", -1));
  g_ptr_array_add (skip->labels, gh_result_dup_name (label, missing));
}

static void
append_id (GString *ids,
           gint64   id)
{
  g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, ids->len > 0 ? "," : "", id);
}

/* A record that an undo would recreate or remove goes by its name when it was removed. */
static gboolean
name_gone (GhRun               *self,
           const GhRecordKind  *kind,
           GhSkip              *skip,
           const GString       *ids,
           GError             **error)
{
  g_autofree char *array = g_strdup_printf ("[%s]", ids->str);
  g_autoptr (GhStatement) gone = NULL;

  if (ids->len == 0 || self->undoes == 0)
    return TRUE;

  gone = gh_connection_query (self->connection, "operations/list-gone-records", error, "isss",
                              self->undoes, kind->name, array, kind->label_fields);
  while (gh_statement_next (gone))
    take_name (skip, gh_statement_get_text (gone, 0), gh_statement_get_text (gone, 1), NULL);

  return gh_statement_finish (gone, error);
}

/* By row id, what the missing record was called, for the first whose undo needs one. */
static gboolean
list_missing (GhRun               *self,
              const GhRecordKind  *kind,
              const GhSkip        *skip,
              GHashTable          *missing,
              GError             **error)
{
  g_autoptr (GhStatement) select = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *array = NULL;

  if (skip->refusal != GH_REFUSAL_OWNER_GONE || kind->list_missing == NULL)
    return TRUE;

  for (guint i = 0; i < MIN (skip->ids->len, GH_SKIP_NAMES); i++)
    append_id (ids, g_array_index (skip->ids, gint64, i));
  array = g_strdup_printf ("[%s]", ids->str);
  select = gh_connection_query (self->connection, kind->list_missing, error, "is", self->undoes, array);
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_hash_table_insert (missing, g_memdup2 (&id, sizeof id), g_strdup (gh_statement_get_text (select, 1)));
    }

  return gh_statement_finish (select, error);
}

static gboolean
name_skip (GhRun               *self,
           const GhRecordKind  *kind,
           GhSkip              *skip,
           GError             **error)
{
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GString) gone = g_string_new (NULL);

  if (!list_missing (self, kind, skip, missing, error))
    return FALSE;

  for (guint i = 0; i < MIN (skip->ids->len, GH_SKIP_KEYS); i++)
    {
      gint64 id = g_array_index (skip->ids, gint64, i);
      g_autofree char *key = NULL;
      g_autofree char *label = NULL;

      if (!gh_record_kind_describe (kind, self->connection, id, &key, &label, error))
        return FALSE;
      if (key != NULL)
        take_name (skip, key, label, g_hash_table_lookup (missing, &id));
      else
        append_id (gone, id);
    }

  return name_gone (self, kind, skip, gone, error);
}

/* Names the first of each reason, for people and programs (C1, C4). */
static gboolean
name_skipped (GhRun   *self,
              GError **error)
{
  for (guint i = 0; i < self->result->skips->len; i++)
    {
      GhSkip *skip = g_ptr_array_index (self->result->skips, i);
      const GhRecordKind *kind = gh_record_kind_find (skip->record_kind);

      /* The lines of a file are not records. */
      if (kind != NULL && !name_skip (self, kind, skip, error))
        return FALSE;
    }

  return TRUE;
}

static void
take_digest (GhRun *self)
{
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *) self->changes->data, self->changes->len * sizeof (gint64));
  for (guint i = 0; i < self->result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (self->result->skips, i);
      const guint8 mark[] = { 0xff, skip->refusal };

      crypto_hash_sha256_update (&state, mark, sizeof mark);
      crypto_hash_sha256_update (&state, (const guint8 *) skip->ids->data, skip->ids->len * sizeof (gint64));
    }
  for (guint i = 0; i < self->result->also->len; i++)
    {
      const GhConsequence *consequence = g_ptr_array_index (self->result->also, i);

      crypto_hash_sha256_update (&state, (const guint8 *) &consequence->count, sizeof consequence->count);
    }
  crypto_hash_sha256_final (&state, self->result->digest);
}

static gboolean
resolve_target (GhRun   *self,
                GError **error)
{
  g_return_val_if_fail (self->target != NULL, FALSE);

  /* A script with an empty variable must not change everyone. */
  if (self->target->query != NULL && gh_query_is_empty (self->target->query))
    {
      gh_run_refuse (self, GH_REFUSAL_EMPTY_QUERY, NULL);
      return TRUE;
    }

  if (!gh_target_resolve (self->target, self, self->targets, error))
    return FALSE;

  self->result->selected = self->targets->len;
  if (self->targets->len == 0)
    gh_run_refuse (self, GH_REFUSAL_NO_TARGETS, NULL);

  return TRUE;
}

static gboolean
check_actor (GhRun      *self,
             GhRefusal  *refusal,
             GError    **error)
{
  *refusal = gh_role_may (self->actor->role, self->operation->name);
  if (*refusal != GH_REFUSAL_NONE)
    return TRUE;

  if (self->actor->check != NULL)
    return self->actor->check (self->actor, self->operation->name, self->connection, self->now, refusal, error);

  return self->actor->kind != GH_ACTOR_LOCAL ||
         gh_organisation_check_local (self->store, self->connection, refusal, error);
}

gboolean
gh_run_plan (GhRun   *self,
             GError **error)
{
  GhRefusal refusal;

  if (!gh_operation_check_parameters (self->operation, self->parameters, error) ||
      !gh_settings_read (&self->settings, self->connection, error) ||
      !gh_connection_execute (self->connection,
                              "CREATE TABLE IF NOT EXISTS temp.chunk (id INTEGER PRIMARY KEY)", error) ||
      !check_actor (self, &refusal, error))
    return FALSE;

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (self, refusal, NULL);
  else if (!gh_operation_check_secrets (self->operation, self->secrets, !self->is_rehearsal, error) ||
           (self->operation->target != NULL && !resolve_target (self, error)))
    return FALSE;
  if (!self->is_refused && !self->operation->plan (self, error))
    return FALSE;

  if (self->is_refused)
    g_array_set_size (self->changes, 0);
  self->result->changed = self->changes->len;
  self->result->is_refused = self->is_refused ||
                             (self->changes->len == 0 && !self->operation->may_do_nothing);

  if (!name_skipped (self, error))
    return FALSE;
  take_digest (self);

  return TRUE;
}
