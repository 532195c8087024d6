/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What operations call while they plan and apply. */
#include "operations/gh-run.h"

void
gh_run_change (GhRun  *self,
               gint64  id)
{
  g_array_append_val (self->changes, id);
}

static GhSkip *
get_skip (GhRun      *self,
          const char *record_kind,
          GhRefusal   refusal)
{
  GhSkip *skip;

  for (guint i = 0; i < self->result->skips->len; i++)
    {
      skip = g_ptr_array_index (self->result->skips, i);
      if (skip->refusal == refusal && g_strcmp0 (skip->record_kind, record_kind) == 0)
        return skip;
    }

  skip = g_new0 (GhSkip, 1);
  skip->refusal = refusal;
  skip->record_kind = record_kind;
  skip->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  skip->keys = g_ptr_array_new_with_free_func (g_free);
  skip->labels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->result->skips, skip);

  return skip;
}

void
gh_run_skip (GhRun      *self,
             const char *record_kind,
             gint64      id,
             GhRefusal   refusal)
{
  GhSkip *skip = get_skip (self, record_kind, refusal);

  g_array_append_val (skip->ids, id);
  self->result->n_skipped++;
}

void
gh_run_refuse (GhRun      *self,
               GhRefusal   refusal,
               const char *detail)
{
  GhSkip *skip = get_skip (self, NULL, refusal);

  g_free (skip->detail);
  skip->detail = g_strdup (detail);
  self->is_refused = TRUE;
}

void
gh_run_need_passcode (GhRun *self)
{
  self->needs_passcode = TRUE;
}

static GhConsequence *
note (GhRun      *self,
      const char *code,
      gint64      count,
      char       *what)
{
  GhConsequence *consequence = g_new0 (GhConsequence, 1);

  consequence->code = code;
  consequence->count = count;
  consequence->what = what;
  g_ptr_array_add (self->result->also, consequence);

  return consequence;
}

void
gh_run_note (GhRun      *self,
             const char *code,
             gint64      count,
             char       *what)
{
  note (self, code, count, what);
}

void
gh_run_also_of (GhRun      *self,
                const char *code,
                gint64      count,
                GPtrArray  *names,
                const char *one,
                const char *many)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  GhConsequence *consequence;

  if (count == 0)
    return;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  consequence = note (self, code, count, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, one, many, count), number));
#pragma GCC diagnostic pop
  if (names != NULL)
    consequence->names = g_ptr_array_ref (names);
}

void
gh_run_also (GhRun      *self,
             const char *code,
             gint64      count,
             const char *one,
             const char *many)
{
  gh_run_also_of (self, code, count, NULL, one, many);
}

void
gh_run_about (GhRun      *self,
              const char *kind,
              const char *key,
              const char *label)
{
  GhResult *result = self->result;

  self->object_kind = kind;
  g_free (result->object_key);
  result->object_key = g_strdup (key);
  g_free (result->object_label);
  result->object_label = g_strdup (label);
}

const char *
gh_run_get_text (GhRun      *self,
                 const char *name)
{
  return json_object_get_string_member_with_default (self->parameters, name, NULL);
}

GhSecret *
gh_run_get_secret (GhRun      *self,
                   const char *name)
{
  return self->secrets != NULL ? g_hash_table_lookup (self->secrets, name) : NULL;
}

void
gh_run_limit_secrets (GhRun  *self,
                      gint64  n_secrets)
{
  if (n_secrets > GH_RUN_MAX_SECRETS)
    gh_run_refuse (self, GH_REFUSAL_TOO_MANY_SECRETS, NULL);
}

void
gh_run_show_secret (GhRun      *self,
                    const char *name,
                    GhSecret   *secret)
{
  g_return_if_fail (!self->is_rehearsal);

  if (self->result->secrets == NULL)
    self->result->secrets = gh_secrets_new ();
  g_hash_table_insert (self->result->secrets, g_strdup (name), gh_secret_ref (secret));
}

gboolean
gh_run_get_flag (GhRun      *self,
                 const char *name)
{
  return json_object_get_boolean_member_with_default (self->parameters, name, FALSE);
}

gint64
gh_run_get_number (GhRun      *self,
                   const char *name,
                   gint64      fallback)
{
  return json_object_get_int_member_with_default (self->parameters, name, fallback);
}

void
gh_run_sign_with (GhRun    *self,
                  gint64    number,
                  GhSecret *master)
{
  g_clear_pointer (&self->new_master, gh_secret_unref);
  self->new_key = number;
  self->new_master = gh_secret_ref (master);
}

gboolean
gh_run_progress (GhRun    *self,
                 guint64   done,
                 guint64   total,
                 GError  **error)
{
  gh_job_set_progress (self->job, done, total);

  return !gh_error_check_cancelled (self->cancellable, error);
}

GhStatement *
gh_run_statement (GhRun       *self,
                  const char  *name,
                  GError     **error)
{
  GhStatement *statement = gh_connection_prepare (self->connection, name, error);
  int n;

  if (statement == NULL)
    return NULL;

  n = gh_statement_get_n_parameters (statement);
  if (n >= 1)
    gh_statement_bind_int (statement, 1, self->entry);
  if (n >= 2)
    gh_statement_bind_int (statement, 2, self->now);

  return statement;
}

gboolean
gh_run_write (GhRun       *self,
              const char  *name,
              GError     **error)
{
  g_autoptr (GhStatement) statement = gh_run_statement (self, name, error);

  return gh_statement_run (statement, error);
}

gboolean
gh_run_clear_chunk (GhRun   *self,
                    GError **error)
{
  return gh_connection_run (self->connection, "operations/clear-chunk", error, "");
}

static gboolean
fill_chunk (GhRun   *self,
            GArray  *ids,
            guint    start,
            guint    end,
            GError **error)
{
  g_autoptr (GhStatement) insert = NULL;

  if (!gh_run_clear_chunk (self, error))
    return FALSE;

  insert = gh_connection_prepare (self->connection, "operations/add-to-chunk", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = start; i < end; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (ids, gint64, i));
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_run_in_chunks (GhRun           *self,
                  GArray          *ids,
                  GhRunChunkFunc   func,
                  gpointer         data,
                  GError         **error)
{
  for (guint start = 0; start < ids->len; start += GH_RUN_CHUNK)
    {
      guint end = MIN (start + GH_RUN_CHUNK, ids->len);

      if (!gh_run_progress (self, start, ids->len, error) ||
          !fill_chunk (self, ids, start, end, error) ||
          !func (self, data, error))
        return FALSE;
    }

  gh_job_set_progress (self->job, ids->len, ids->len);

  return TRUE;
}
