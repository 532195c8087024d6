/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-journal.h"

#include "operations/gh-chain.h"
#include "operations/gh-record-kind.h"

#include <sodium.h>
#include <string.h>

/* Drawn in advance, because each call of the system's random source costs as much as hashing a row. */
static void
draw_salt (GhRun  *run,
           guint8  salt[GH_ROW_SALT_BYTES])
{
  if (run->n_salts == 0)
    {
      randombytes_buf (run->salts, sizeof run->salts);
      run->n_salts = G_N_ELEMENTS (run->salts);
    }

  memcpy (salt, run->salts[--run->n_salts], GH_ROW_SALT_BYTES);
}

/* @keep_texts is not set where only the hash may stay. */
static gboolean
write_row (GhRun              *run,
           const GhJournalRow *row,
           gboolean            keep_texts,
           GError            **error)
{
  g_autoptr (GhStatement) insert = NULL;
  guint8 hash[GH_HASH_BYTES];

  gh_store_assert_writer (run->connection);
  g_assert (run->entry > 0);

  insert = gh_connection_prepare (run->connection, "operations/insert-journal-row", error);
  if (insert == NULL)
    return FALSE;

  gh_chain_hash_row (row, hash);
  gh_statement_bind (insert, "isit", row->op, row->kind, row->id, row->prev);
  if (keep_texts)
    {
      gh_statement_bind_text (insert, 5, row->before, -1);
      if (row->before == NULL && row->after != NULL)
        gh_statement_bind_blob (insert, 6, row->after, row->after_length);
      else
        gh_statement_bind_text (insert, 6, row->after, row->after != NULL ? (gssize) row->after_length : -1);
      gh_statement_bind_blob (insert, 7, row->salt, GH_ROW_SALT_BYTES);
    }
  gh_statement_bind_blob (insert, 8, hash, sizeof hash);
  run->journal_rows++;

  return gh_statement_run (insert, error);
}

gboolean
gh_journal_changed (GhRun       *run,
                    const char  *kind,
                    gint64       id,
                    gint64       prev,
                    const char  *before,
                    const char  *after,
                    GError     **error)
{
  guint8 salt[GH_ROW_SALT_BYTES];
  GhJournalRow row = { run->entry, kind, id, prev, before, after, strlen (after), salt };

  draw_salt (run, salt);

  return write_row (run, &row, TRUE, error);
}

gboolean
gh_journal_created (GhRun       *run,
                    const char  *kind,
                    gint64       id,
                    gint64       prev,
                    const char  *record,
                    GError     **error)
{
  guint8 salt[GH_ROW_SALT_BYTES];
  guint8 after[GH_HASH_BYTES];
  GhJournalRow row = { run->entry, kind, id, prev, NULL, after, sizeof after, salt };

  draw_salt (run, salt);
  crypto_hash_sha256 (after, (const guint8 *) record, strlen (record));

  return write_row (run, &row, TRUE, error);
}

gboolean
gh_journal_created_record (GhRun       *run,
                           const char  *kind,
                           gint64       id,
                           GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, gh_record_kind_find (kind)->record, error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind_int (select, 1, id);

  return gh_statement_step (select, error) &&
         gh_journal_created (run, kind, id, 0, gh_statement_get_text (select, 0), error);
}

gboolean
gh_journal_removed (GhRun       *run,
                    const char  *kind,
                    gint64       id,
                    gint64       prev,
                    const char  *record,
                    gboolean     is_for_good,
                    GError     **error)
{
  guint8 salt[GH_ROW_SALT_BYTES];
  GhJournalRow row = { run->entry, kind, id, prev, record, NULL, 0, salt };

  draw_salt (run, salt);

  return write_row (run, &row, !is_for_good, error);
}

gboolean
gh_journal_statement (GhRun        *run,
                      const char   *kind,
                      GhStatement  *select,
                      gboolean      is_for_good,
                      GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  while (gh_statement_step (select, &local_error))
    {
      gint64 id = gh_statement_get_int (select, 0);
      gint64 prev = gh_statement_get_int (select, 1);
      const char *before = gh_statement_get_text (select, 2);
      const char *after = gh_statement_get_text (select, 3);
      gboolean ok;

      if (before == NULL)
        ok = gh_journal_created (run, kind, id, prev, after, error);
      else if (after == NULL)
        ok = gh_journal_removed (run, kind, id, prev, before, is_for_good, error);
      else
        ok = gh_journal_changed (run, kind, id, prev, before, after, error);
      if (!ok)
        return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
gh_journal_rows (GhRun       *run,
                 const char  *kind,
                 const char  *name,
                 GError     **error)
{
  g_autoptr (GhStatement) select = gh_run_statement (run, name, error);

  return select != NULL && gh_journal_statement (run, kind, select, FALSE, error);
}
