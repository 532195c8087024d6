/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L10. Each record is walked back through the journal: what a row says came of it must be what stands there, and is
 * then replaced with what the row says stood there before. At the row that created the record, its hash must fit.
 */
#include "logs/gh-log-state.h"

#include "operations/gh-chain.h"
#include "operations/gh-head.h"
#include "operations/gh-record-kind.h"
#include "settings/gh-settings.h"
#include "settings/ops/gh-setting-record.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define RECORDS_BETWEEN_PROGRESS 1000

enum {
  ROW_PREV,
  ROW_BEFORE,
  ROW_AFTER,
  ROW_TYPE,
  ROW_IS_ERASED,
};

typedef struct {
  GhConnection       *connection;
  GhJob              *job;
  GPtrArray          *differences;
  gint64             *n_differences;
  gint64             *n_records;
  gint64              first;        /* of the log */
  const GhRecordKind *kind;
  gint64              id;
} State;

void
gh_log_difference_free (GhLogDifference *self)
{
  g_free (self->label);
  g_free (self->field);
  g_free (self->problem);
  g_free (self);
}

static gboolean
differ (State       *self,
        const char  *field,
        const char  *problem,
        GError     **error)
{
  GhLogDifference *difference;

  if (++*self->n_differences > GH_LOG_DIFFERENCES)
    return TRUE;

  difference = g_new0 (GhLogDifference, 1);
  difference->kind = self->kind->name;
  difference->id = self->id;
  difference->field = g_strdup (field);
  difference->problem = g_strdup (problem);
  g_ptr_array_add (self->differences, difference);

  return gh_record_kind_describe (self->kind, self->connection, self->id, NULL, &difference->label, error);
}

/* --- one record --- */

static gboolean
check_fields (State       *self,
              const char  *record,
              const char  *after,
              GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "logs/list-other-fields", error, "ss",
                                                        record, after);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  while (gh_statement_next (select))
    g_ptr_array_add (fields, g_strdup (gh_statement_get_text (select, 0)));
  if (!gh_statement_finish (select, error))
    return FALSE;

  for (guint i = 0; i < fields->len; i++)
    if (!differ (self, fields->pdata[i], _("It is not what the last operation made it."), error))
      return FALSE;

  return TRUE;
}

static gboolean
set_field (State       *self,
           char       **record,
           const char  *path,
           const char  *value,
           GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "logs/set-field", error, "sss", *record, path,
                                                        value);
  g_autofree char *set = NULL;

  if (gh_statement_next (select))
    set = g_strdup (gh_statement_get_text (select, 0));
  if (!gh_statement_finish (select, error))
    return FALSE;

  g_free (*record);
  *record = g_steal_pointer (&set);

  return TRUE;
}

/* Makes of @record what it was before an operation. */
static gboolean
go_back (State       *self,
         char       **record,
         const char  *before,
         GError     **error)
{
  g_autoptr (GhStatement) fields = gh_connection_query (self->connection, "logs/list-fields", error, "s", before);

  while (gh_statement_next (fields))
    if (!set_field (self, record, gh_statement_get_text (fields, 0), gh_statement_get_text (fields, 1), error))
      return FALSE;

  return gh_statement_finish (fields, error);
}

static gboolean
has_hash (const char   *record,
          const guint8 *stored,
          gsize         length)
{
  guint8 hash[GH_HASH_BYTES];

  if (record == NULL || length != sizeof hash)
    return FALSE;

  crypto_hash_sha256 (hash, (const guint8 *) record, strlen (record));

  return memcmp (hash, stored, length) == 0;
}

static gboolean
check_created (State         *self,
               const char    *record,
               const guint8  *stored,
               gsize          length,
               GError       **error)
{
  g_autoptr (GhStatement) without = NULL;
  gboolean fits;

  if (has_hash (record, stored, length))
    return TRUE;

  without = gh_connection_query (self->connection, "logs/drop-later-fields", error, "ss", record, self->kind->name);
  fits = gh_statement_next (without) && has_hash (gh_statement_get_text (without, 0), stored, length);
  gh_statement_reset (without);
  if (fits)
    return TRUE;

  return differ (self, NULL, _("It is not as it was created, but for what operations changed since."), error);
}

/* No row says what entry @op did to the record. */
static gboolean
check_unsaid (State   *self,
              gint64   op,
              GError **error)
{
  gint64 n_rows;

  if (op < self->first)
    return TRUE; /* as far as the journal goes back */

  if (!gh_connection_get_number (self->connection, "logs/get-journalled-rows", &n_rows, error, "i", op))
    return FALSE;

  /* Filling a practice directory leaves no rows at all. */
  return n_rows == 0 || differ (self, NULL, _("No operation made it: the entry that it names did not."), error);
}

static gboolean
walk_back (State   *self,
           char   **record,
           gint64   op,
           GError **error)
{
  while (op > 0)
    {
      g_autoptr (GhStatement) row = gh_connection_query (self->connection, "logs/get-journal-row", error, "isi", op,
                                                         self->kind->name, self->id);
      g_autofree char *before = NULL;
      gint64 prev;
      gsize length;

      if (!gh_statement_next (row))
        return gh_statement_finish (row, error) && check_unsaid (self, op, error);

      if (gh_statement_get_int (row, ROW_IS_ERASED))
        return TRUE;
      if (strcmp (gh_statement_get_text (row, ROW_TYPE), "blob") == 0)
        {
          const guint8 *hash = gh_statement_get_blob (row, ROW_AFTER, &length);

          return check_created (self, *record, hash, length, error);
        }
      if (gh_statement_is_null (row, ROW_AFTER))
        return differ (self, NULL, _("It is there, though an operation removed it."), error);

      if (!check_fields (self, *record, gh_statement_get_text (row, ROW_AFTER), error))
        return FALSE;
      before = g_strdup (gh_statement_get_text (row, ROW_BEFORE));
      prev = gh_statement_get_int (row, ROW_PREV);
      if (before == NULL || prev >= op)
        return TRUE; /* which verifying the journal finds */
      if (!go_back (self, record, before, error))
        return FALSE;
      op = prev;
    }

  return TRUE;
}

/* A setting that no operation has touched since a migration made it. */
static gboolean
check_setting (State       *self,
               const char  *record,
               GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "logs/get-setting-of-record", error, "s",
                                                        record);
  gboolean is_normal = FALSE;

  if (gh_statement_next (select))
    {
      const GhSetting *setting = gh_setting_find (gh_statement_get_text (select, 0));
      gboolean is_null = gh_statement_is_null (select, 1);

      if (setting != NULL && setting->normal_text != NULL)
        is_normal = g_strcmp0 (gh_statement_get_text (select, 1), setting->normal_text) == 0;
      else if (setting == NULL || (setting->kind == GH_SETTING_TEXT && !setting->may_be_off))
        is_normal = TRUE; /* the name and the time zone came from the organisation */
      else if (setting->may_be_off && (setting->kind == GH_SETTING_TEXT || setting->normal == 0))
        is_normal = is_null;
      else
        is_normal = !is_null && gh_statement_get_int (select, 1) == setting->normal;
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  return is_normal || differ (self, "value", _("It is not what it began with, and no operation set it."), error);
}

static gboolean
check_record (State   *self,
              gint64   last_op,
              GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, self->kind->record, error, "i", self->id);
  g_autofree char *record = NULL;

  if (gh_statement_next (select))
    record = g_strdup (gh_statement_get_text (select, 0));
  if (!gh_statement_finish (select, error))
    return FALSE;

  (*self->n_records)++;
  if (record == NULL)
    return differ (self, NULL, _("It is there only in part."), error);
  if (last_op == 0 && strcmp (self->kind->name, GH_SETTING_KIND) == 0)
    return check_setting (self, record, error);
  if (last_op <= 0)
    return differ (self, NULL, _("No operation made it."), error);

  return walk_back (self, &record, last_op, error);
}

/* --- all --- */

static gboolean
check_kind (State   *self,
            GError **error)
{
  const char *touched = self->kind->touched != NULL ? self->kind->touched : self->kind->table;
  g_autofree char *sql = g_strdup_printf ("SELECT r.id, t.last_op FROM %s AS r LEFT JOIN %s AS t ON t.rowid = r.id "
                                          "ORDER BY r.id", self->kind->table, touched);
  g_autoptr (GhStatement) records = gh_connection_prepare_text (self->connection, sql, error);

  while (gh_statement_next (records))
    {
      self->id = gh_statement_get_int (records, 0);
      if (!check_record (self, gh_statement_get_int (records, 1), error))
        return FALSE;
      if (*self->n_records % RECORDS_BETWEEN_PROGRESS == 0)
        gh_job_set_progress (self->job, *self->n_records, 0);
    }

  return gh_statement_finish (records, error);
}

/* Records that no operation removed, and yet are gone. */
static gboolean
check_gone (State   *self,
            GError **error)
{
  g_autoptr (GhStatement) rows = gh_connection_prepare (self->connection, "logs/list-last-rows", error);

  while (gh_statement_next (rows))
    {
      gboolean exists = TRUE;

      self->kind = gh_record_kind_find (gh_statement_get_text (rows, 0));
      self->id = gh_statement_get_int (rows, 1);
      if (self->kind == NULL || !gh_statement_get_int (rows, 3))
        continue;
      if (!gh_record_kind_exists (self->kind, self->connection, self->id, &exists, error) ||
          (!exists && !differ (self, NULL, _("It is gone, and no operation removed it."), error)))
        return FALSE;
    }

  return gh_statement_finish (rows, error);
}

static gboolean
compare_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  State *self = data;
  gsize n_kinds;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);

  self->connection = connection;
  if (self->job != NULL)
    gh_connection_set_cancellable (connection, gh_job_get_cancellable (self->job));
  if (!gh_head_read_first (connection, &self->first, error))
    return FALSE;

  for (gsize i = 0; i < n_kinds; i++)
    {
      self->kind = kinds[i];
      if (!check_kind (self, error))
        return FALSE;
    }

  return check_gone (self, error);
}

gboolean
gh_log_compare_state (GhStore    *store,
                      GPtrArray  *differences,
                      gint64     *n_differences,
                      gint64     *n_records,
                      GhJob      *job,
                      GError    **error)
{
  State self = { .job = job, .differences = differences, .n_differences = n_differences, .n_records = n_records };

  g_return_val_if_fail (GH_IS_STORE (store) && differences != NULL, FALSE);

  *n_differences = 0;
  *n_records = 0;

  return gh_store_read (store, compare_cb, &self, error);
}
