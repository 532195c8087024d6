/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-journal.h"

#include "operations/gh-chain.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* Drawn in advance, because each call to the system's random source costs as much as hashing a row. */
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

/* @keep_texts is unset where only the hash may be kept. */
static gboolean
write_row (GhRun              *run,
           const GhJournalRow *row,
           gboolean            keep_texts,
           GError            **error)
{
  guint8 hash[GH_HASH_BYTES];

  gh_store_assert_writer (run->connection);
  g_assert (run->entry > 0);

  if (run->journal == NULL)
    run->journal = gh_inserter_new (run->connection, "operations/insert-journal-row");

  gh_chain_hash_row (row, hash);
  if (!keep_texts)
    gh_inserter_add (run->journal, "isitssdd", row->op, row->kind, row->id, row->prev, NULL, NULL,
                     NULL, (gsize) 0, hash, sizeof hash);
  else if (row->before == NULL && row->after != NULL)  /* created: the hash of its JSON */
    gh_inserter_add (run->journal, "isitsddd", row->op, row->kind, row->id, row->prev, NULL, row->after,
                     row->after_length, row->salt, (gsize) GH_ROW_SALT_BYTES, hash, sizeof hash);
  else
    gh_inserter_add (run->journal, "isitssdd", row->op, row->kind, row->id, row->prev, row->before, row->after,
                     row->salt, (gsize) GH_ROW_SALT_BYTES, hash, sizeof hash);
  run->journal_rows++;
  run->has_erased |= !keep_texts;

  return gh_inserter_get_n_rows (run->journal) < GH_INSERTER_ROWS || gh_inserter_flush (run->journal, error);
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

/* The whole record as JSON; a missing record is an error. */
static char *
read_record (GhRun       *run,
             const char  *kind,
             gint64       id,
             GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, gh_record_kind_find (kind)->record, error,
                                                        "i", id);

  if (gh_statement_next (select))
    return g_strdup (gh_statement_get_text (select, 0));

  if (gh_statement_finish (select, error))
    g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED,
                 _("The database is damaged: %s %" G_GINT64_FORMAT " is there only in part."), kind, id);

  return NULL;
}

gboolean
gh_journal_created_record (GhRun       *run,
                           const char  *kind,
                           gint64       id,
                           GError     **error)
{
  g_autofree char *record = read_record (run, kind, id, error);

  return record != NULL && gh_journal_created (run, kind, id, 0, record, error);
}

gboolean
gh_journal_removed_record (GhRun       *run,
                           const char  *kind,
                           gint64       id,
                           gint64       prev,
                           GError     **error)
{
  g_autofree char *record = read_record (run, kind, id, error);

  return record != NULL && gh_journal_removed (run, kind, id, prev, record, FALSE, error);
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

static gboolean
write_rows (GhRun        *run,
            const char   *kind,
            GhStatement  *select,
            gboolean      is_for_good,
            GError      **error)
{
  while (gh_statement_next (select))
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

  return gh_statement_finish (select, error);
}

gboolean
gh_journal_rows (GhRun       *run,
                 const char  *kind,
                 const char  *name,
                 GError     **error)
{
  g_autoptr (GhStatement) select = gh_run_statement (run, name, error);

  return write_rows (run, kind, select, FALSE, error);
}

gboolean
gh_journal_rows_with (GhRun       *run,
                      const char  *kind,
                      const char  *name,
                      GError     **error,
                      const char  *types,
                      ...)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, name, error);
  va_list args;

  va_start (args, types);
  gh_statement_lend_valist (select, types, args);
  va_end (args);

  return write_rows (run, kind, select, FALSE, error);
}

gboolean
gh_journal_purge_chunk (GhRun    *run,
                        gpointer  kind_name,
                        GError  **error)
{
  const GhRecordKind *kind = gh_record_kind_find (kind_name);
  g_autoptr (GhStatement) select = gh_run_statement (run, kind->list_removed, error);

  return write_rows (run, kind->name, select, TRUE, error) &&
         gh_record_kind_remove_for_good (kind, run->connection, error);
}

gboolean
gh_journal_remove_entries (GhRun   *run,
                           gint64   last,
                           GError **error)
{
  return gh_connection_run (run->connection, "operations/remove-journal", error, "i", last) &&
         gh_connection_run (run->connection, "operations/remove-entries", error, "i", last);
}
