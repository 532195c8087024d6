/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-record-kind.h"

#include "base/gh-error.h"
#include "base/gh-fold.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GH_RECORD_KIND(symbol) extern const GhRecordKind symbol;
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND

static const GhRecordKind *const kinds[] = {
#define GH_RECORD_KIND(symbol) &symbol,
#include "operations/gh-record-kind-list.h"
#undef GH_RECORD_KIND
};

const GhRecordKind *const *
gh_record_kind_get_all (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

const GhRecordKind *
gh_record_kind_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->name, name) == 0)
      return kinds[i];

  return NULL;
}

static char *
dup_text (GhStatement *row,
          int          column)
{
  const char *text = gh_statement_get_text (row, column);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

gboolean
gh_record_kind_describe (const GhRecordKind  *self,
                         GhConnection        *connection,
                         gint64               id,
                         char               **key,
                         char               **label,
                         GError             **error)
{
  g_autoptr (GhStatement) describe = NULL;
  gboolean is_there;

  if (key != NULL)
    *key = NULL;
  if (label != NULL)
    *label = NULL;
  if (self == NULL)
    return TRUE;

  describe = gh_connection_prepare (connection, self->describe, error);
  if (describe == NULL)
    return FALSE;

  gh_statement_bind_int (describe, 1, id);
  is_there = gh_statement_next (describe);
  if (is_there && key != NULL)
    *key = dup_text (describe, 0);
  if (is_there && label != NULL)
    *label = dup_text (describe, 1);

  return is_there || gh_statement_finish (describe, error);
}

/* --- statements that differ between kinds only in the table --- */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static GhStatement *
prepare (GhConnection  *connection,
         const char    *format,
         const char    *table,
         GError       **error)
{
  g_autofree char *sql = g_strdup_printf (format, table);

  return gh_connection_prepare_text (connection, sql, error);
}

static void
set_not_found (GError     **error,
               const char  *sentence,
               const char  *text)
{
  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _(sentence), text);
}
#pragma GCC diagnostic pop

/* The number that @select returns; 0: no row. */
static gboolean
take_number (GhStatement  *select,
             gint64       *number,
             GError      **error)
{
  *number = gh_statement_next (select) ? gh_statement_get_int (select, 0) : 0;

  return *number != 0 || gh_statement_finish (select, error);
}

gboolean
gh_record_kind_find_key (const GhRecordKind  *self,
                         GhConnection        *connection,
                         const char          *key,
                         gint64              *id,
                         GError             **error)
{
  g_autoptr (GhStatement) select = prepare (connection, "SELECT id FROM %s WHERE key = ?1", self->table, error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", key);

  return take_number (select, id, error);
}

gboolean
gh_record_kind_find_name (const GhRecordKind  *self,
                          GhConnection        *connection,
                          const char          *name,
                          gint64              *id,
                          GError             **error)
{
  g_autofree char *name_key = NULL;

  /* Some records have no names. */
  *id = 0;
  if (self->find_by_name == NULL)
    return TRUE;

  if (self->make_name_key == NULL)
    name_key = gh_fold_name_key (name);
  else if ((name_key = self->make_name_key (connection, name, error)) == NULL)
    return FALSE;

  return gh_connection_get_number (connection, self->find_by_name, id, error, "s", name_key);
}

gboolean
gh_record_kind_require_key (const GhRecordKind  *self,
                            GhConnection        *connection,
                            const char          *key,
                            gint64              *id,
                            GError             **error)
{
  if (!gh_record_kind_find_key (self, connection, key, id, error))
    return FALSE;
  if (*id == 0)
    set_not_found (error, self->no_such_key, key);

  return *id != 0;
}

gboolean
gh_record_kind_require_name (const GhRecordKind  *self,
                             GhConnection        *connection,
                             const char          *name,
                             gint64              *id,
                             GError             **error)
{
  if (!gh_record_kind_find_name (self, connection, name, id, error))
    return FALSE;
  if (*id == 0)
    set_not_found (error, self->no_such_name != NULL ? self->no_such_name : self->no_such_key, name);

  return *id != 0;
}

gboolean
gh_record_kind_exists (const GhRecordKind  *self,
                       GhConnection        *connection,
                       gint64               id,
                       gboolean            *exists,
                       GError             **error)
{
  g_autoptr (GhStatement) select = prepare (connection, "SELECT 1 FROM %s WHERE id = ?1", self->table, error);
  gint64 found;

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "i", id);
  if (!take_number (select, &found, error))
    return FALSE;
  *exists = found != 0;

  return TRUE;
}

static const char *
get_touched (const GhRecordKind *self)
{
  return self->touched != NULL ? self->touched : self->table;
}

GhStatement *
gh_record_kind_query_changes (const GhRecordKind  *self,
                              GhConnection        *connection,
                              gint64               id,
                              gint64               entry,
                              GError             **error)
{
  GhStatement *select = prepare (connection,
                                 "WITH RECURSIVE history (op, prev, before) AS ("
                                 "SELECT j.op, j.prev, j.before FROM %s AS r "
                                 "JOIN journal AS j ON j.op = r.last_op AND j.kind = ?1 AND j.id = ?2 "
                                 "WHERE r.rowid = ?2 AND r.last_op > ?3 "
                                 "UNION ALL "
                                 "SELECT j.op, j.prev, j.before FROM history "
                                 "JOIN journal AS j ON j.op = history.prev AND j.kind = ?1 AND j.id = ?2 "
                                 "WHERE history.prev > ?3 AND history.prev < history.op) "
                                 "SELECT log.time / 1000000, log.payload ->> '$.actor', history.before "
                                 "FROM history JOIN log ON log.seq = history.op ORDER BY history.op DESC",
                                 get_touched (self), error);

  if (select != NULL)
    gh_statement_bind (select, "sii", self->name, id, entry);

  return select;
}

gboolean
gh_record_kind_list_touched (const GhRecordKind  *self,
                             GhConnection        *connection,
                             gint64               entry,
                             GError             **error)
{
  g_autoptr (GhStatement) insert = prepare (connection,
                                            "INSERT INTO temp.undo (kind, id, last) "
                                            "SELECT journal.kind, journal.id, r.last_op "
                                            "FROM journal LEFT JOIN %s AS r ON r.rowid = journal.id "
                                            "WHERE journal.op = ?1 AND journal.kind = ?2",
                                            get_touched (self), error);

  if (insert == NULL)
    return FALSE;

  gh_statement_bind (insert, "is", entry, self->name);

  return gh_statement_run (insert, error);
}

gboolean
gh_record_kind_put_back (const GhRecordKind  *self,
                         GhRun               *run,
                         GError             **error)
{
  if (self->put_back != NULL && !self->put_back (run, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (self->back) && self->back[i] != NULL; i++)
    if (!gh_run_write (run, self->back[i], error))
      return FALSE;

  return TRUE;
}

gboolean
gh_record_kind_remove_for_good (const GhRecordKind  *self,
                                GhConnection        *connection,
                                GError             **error)
{
  g_autoptr (GhStatement) erase = prepare (connection,
                                           "WITH RECURSIVE walk (op, id) AS ("
                                           "SELECT r.last_op, chunk.id "
                                           "FROM temp.chunk CROSS JOIN %s AS r ON r.rowid = chunk.id "
                                           "UNION ALL "
                                           "SELECT journal.prev, journal.id FROM walk JOIN journal "
                                           "ON journal.op = walk.op AND journal.kind = ?1 AND journal.id = walk.id "
                                           "WHERE journal.prev IS NOT NULL) "
                                           "UPDATE journal SET before = NULL, after = NULL, salt = NULL FROM walk "
                                           "WHERE journal.op = walk.op AND journal.kind = ?1 AND journal.id = walk.id",
                                           get_touched (self), error);
  g_autoptr (GhStatement) remove = prepare (connection, "DELETE FROM %s WHERE id IN (SELECT id FROM temp.chunk)",
                                            self->table, error);

  if (erase == NULL || remove == NULL)
    return FALSE;

  gh_statement_bind (erase, "s", self->name);

  return gh_statement_run (erase, error) && gh_statement_run (remove, error);
}
