/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A permanent deletion blanks a record's rows and keeps their hashes (J4). So a blanked row proves nothing by
 * itself: it is valid only if the record's last row is from a permanent deletion and the record is gone. The
 * temporary table `erased` keeps the records with blanked rows until the end.
 */
#include "logs/gh-log-journal.h"

#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

enum {
  ROW_OP,
  ROW_KIND,
  ROW_ID,
  ROW_PREV,
  ROW_BEFORE,
  ROW_AFTER,
  ROW_SALT,
  ROW_HASH,
  ROW_TYPE_OF_AFTER,
};

/* The operations that delete for good. Their names never change once released. */
static const char *const purges[] = { "user.purge", "user.purge-due" };

static void
complain (GhLogJournal *self,
          gint64        seq,
          const char   *problem)
{
  gh_log_report_complain (self->report, seq, problem);
}

static gboolean
is_purge (const char *operation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (purges); i++)
    if (g_strcmp0 (operation, purges[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
step (GhStatement  *statement,
      gboolean     *has_row,
      GError      **error)
{
  *has_row = gh_statement_next (statement);

  return *has_row || gh_statement_finish (statement, error);
}

static gboolean
is_record_gone (GhLogJournal  *self,
                const char    *kind_name,
                gint64         id,
                gboolean      *is_gone,
                GError       **error)
{
  const GhRecordKind *kind = gh_record_kind_find (kind_name);
  gboolean exists = FALSE;

  /* What only belongs to other records, such as an enrolment, has no kind. */
  if (kind != NULL && !gh_record_kind_exists (kind, self->connection, id, &exists, error))
    return FALSE;
  *is_gone = !exists;

  return TRUE;
}

static gboolean
note_erased (GhLogJournal  *self,
             gboolean       is_purged,
             GError       **error)
{
  const char *kind = gh_statement_get_text (self->rows, ROW_KIND);
  gint64 op = gh_statement_get_int (self->rows, ROW_OP);
  gint64 id = gh_statement_get_int (self->rows, ROW_ID);
  gint64 prev = gh_statement_get_int (self->rows, ROW_PREV);
  g_autoptr (GhStatement) known = gh_connection_prepare (self->connection, "logs/get-erased", error);
  gboolean has_known;

  self->report->n_erased++;
  if (known == NULL)
    return FALSE;

  gh_statement_bind (known, "si", kind, id);
  if (!step (known, &has_known, error))
    return FALSE;

  /* Its hash no longer proves where it points, but the rows of one record still point at each other. */
  if (has_known ? gh_statement_get_int (known, 0) != prev : prev < 0 || prev >= op)
    complain (self, op, _("An erased journal row of this entry does not follow the record’s row before."));
  if (has_known && gh_statement_get_int (known, 1))
    complain (self, op, _("A journal row of this entry is of a record that was deleted for good before."));

  return gh_connection_run (self->connection, "logs/add-erased", error, "siiii", kind, id, op, op,
                            (gint64) is_purged);
}

static gboolean
check_erased_row (GhLogJournal  *self,
                  const char    *operation,
                  GError       **error)
{
  gint64 op = gh_statement_get_int (self->rows, ROW_OP);
  gboolean is_purged = is_purge (operation);
  gboolean is_gone;

  if (!gh_statement_is_null (self->rows, ROW_BEFORE) || !gh_statement_is_null (self->rows, ROW_AFTER))
    {
      complain (self, op, _("A journal row of this entry has lost its salt."));
      return TRUE;
    }

  if (is_purged)
    {
      if (!is_record_gone (self, gh_statement_get_text (self->rows, ROW_KIND),
                           gh_statement_get_int (self->rows, ROW_ID), &is_gone, error))
        return FALSE;
      is_purged = is_gone;
    }

  return note_erased (self, is_purged, error);
}

/* Checks the current row of @rows, from an entry of @operation. */
static gboolean
check_row (GhLogJournal  *self,
           const char    *operation,
           GError       **error)
{
  GhStatement *rows = self->rows;
  GhJournalRow row = { .op = gh_statement_get_int (rows, ROW_OP), .id = gh_statement_get_int (rows, ROW_ID) };
  const char *type_of_after = gh_statement_get_text (rows, ROW_TYPE_OF_AFTER);
  const guint8 *stored;
  guint8 hash[GH_HASH_BYTES];
  gboolean is_well_formed;

  self->report->n_rows++;
  is_well_formed = gh_statement_take_text (rows, ROW_KIND, &row.kind) &&
                   gh_statement_take_text (rows, ROW_BEFORE, &row.before) &&
                   gh_statement_take_number (rows, ROW_PREV, &row.prev) &&
                   gh_statement_take_blob (rows, ROW_HASH, GH_HASH_BYTES, &stored);
  row.after = gh_statement_get_blob (rows, ROW_AFTER, &row.after_length);

  if (is_well_formed && gh_statement_is_null (rows, ROW_SALT))
    return check_erased_row (self, operation, error);

  /* Created: a hash; changed: text; removed: nothing (J1). */
  is_well_formed = is_well_formed &&
                   gh_statement_take_blob (rows, ROW_SALT, GH_ROW_SALT_BYTES, &row.salt) &&
                   (row.before == NULL ? strcmp (type_of_after, "blob") == 0 && row.after_length == GH_HASH_BYTES
                                       : strcmp (type_of_after, "blob") != 0);
  if (is_well_formed)
    {
      gh_chain_hash_row (&row, hash);
      is_well_formed = memcmp (hash, stored, sizeof hash) == 0;
    }
  if (!is_well_formed)
    complain (self, row.op, _("A journal row of this entry is not as it was written."));

  return TRUE;
}

gboolean
gh_log_journal_begin (GhLogJournal  *self,
                      GhConnection  *connection,
                      GhLogReport   *report,
                      GError       **error)
{
  *self = (GhLogJournal) { .connection = connection, .report = report };
  if (!gh_connection_execute (connection,
                              "DROP TABLE IF EXISTS temp.erased;"
                              "CREATE TABLE temp.erased (kind TEXT, id INTEGER, first INTEGER, last INTEGER,"
                              " is_purged INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID", error))
    return FALSE;

  self->rows = gh_connection_prepare (connection, "logs/list-journal", error);

  return self->rows != NULL && step (self->rows, &self->has_row, error);
}

gboolean
gh_log_journal_check_rows (GhLogJournal  *self,
                           gint64         seq,
                           const char    *operation,
                           gint64        *n_rows,
                           guint8         journal_hash[GH_HASH_BYTES],
                           GError       **error)
{
  crypto_hash_sha256_state state;
  gint64 op;

  crypto_hash_sha256_init (&state);
  for (*n_rows = 0; self->has_row && (op = gh_statement_get_int (self->rows, ROW_OP)) <= seq;)
    {
      if (op < seq)
        {
          self->report->n_rows++;
          complain (self, op, _("The journal has rows of this entry, but the log has no such entry."));
        }
      else
        {
          gsize length;
          const guint8 *hash = gh_statement_get_blob (self->rows, ROW_HASH, &length);

          (*n_rows)++;
          crypto_hash_sha256_update (&state, hash, length);
          if (!check_row (self, operation, error))
            return FALSE;
        }
      if (!step (self->rows, &self->has_row, error))
        return FALSE;
    }
  crypto_hash_sha256_final (&state, journal_hash);

  return TRUE;
}

gboolean
gh_log_journal_check_erasures (GhLogJournal  *self,
                               GError       **error)
{
  gint64 first;

  if (!gh_connection_get_number (self->connection, "logs/find-unproved-erasure", &first, error, ""))
    return FALSE;

  if (first != 0)
    complain (self, first, _("A journal row of this entry was erased, but nobody deleted the record for good."));

  return TRUE;
}
