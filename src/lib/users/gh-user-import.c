/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10, R7: reading an import's file and checking its rows. */
#include "users/gh-user-import.h"

#include "base/gh-fold.h"
#include "base/gh-time.h"
#include "groups/gh-group-record.h"
#include "phones/gh-phone-region.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
group_free (gpointer data)
{
  GhImportGroup *group = data;

  g_free (group->name);
  g_free (group);
}

static void
column_clear (gpointer data)
{
  g_free (((GhImportColumn *) data)->name);
}

GhImport *
gh_import_new (void)
{
  GhImport *import = g_new0 (GhImport, 1);

  import->columns = g_array_new (FALSE, FALSE, sizeof (GhImportColumn));
  g_array_set_clear_func (import->columns, column_clear);
  import->outcomes = g_array_new (FALSE, FALSE, sizeof (gint64));
  import->problems = g_ptr_array_new_with_free_func (g_free);
  import->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  for (GhSharedDevice i = 0; i < GH_N_SHARED_DEVICES; i++)
    {
      import->shareable[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
      import->given[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    }
  import->sharing = gh_sharing_new ();
  gh_import_row_init (&import->row);

  return import;
}

void
gh_import_forget_existing (GhImport *import)
{
  GhImportExisting *existing = &import->existing;

  g_free (existing->username);
  g_free (existing->realname);
  g_free (existing->firstname);
  g_free (existing->lastname);
  g_free (existing->email);
  g_free (existing->notes);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    g_free (existing->aliases[i]);
  memset (existing, 0, sizeof *existing);
}

void
gh_import_free (gpointer data)
{
  GhImport *import = data;

  g_clear_pointer (&import->reader, gh_csv_reader_free);
  g_array_unref (import->columns);
  g_array_unref (import->outcomes);
  g_ptr_array_unref (import->problems);
  g_hash_table_unref (import->groups);
  for (GhSharedDevice i = 0; i < GH_N_SHARED_DEVICES; i++)
    {
      g_array_unref (import->shareable[i]);
      g_hash_table_unref (import->given[i]);
    }
  gh_sharing_free (import->sharing);
  gh_import_row_clear (&import->row);
  gh_import_batch_clear (&import->batch);
  gh_import_forget_existing (import);
  g_free (import->region);
  g_free (import);
}

/* --- the file --- */

static void
read_header (GhImport *import,
             GhRun    *run)
{
  guint64 line = gh_csv_reader_get_line (import->reader);
  gboolean has_username = FALSE;

  for (guint i = 0; i < gh_csv_reader_get_n_cells (import->reader); i++)
    {
      const char *name = gh_csv_reader_get_cell (import->reader, i);
      g_autofree char *detail = g_strdup_printf (_("Line %" G_GUINT64_FORMAT ", column %u, “%s”"), line, i + 1, name);
      GhImportColumn column;

      if (!gh_import_read_column (name, run->settings.identity_proofing, &column))
        {
          gh_run_refuse (run, GH_REFUSAL_UNKNOWN_COLUMN, detail);
          return;
        }

      for (guint j = 0; column.field != GH_IMPORT_UNNAMED && j < import->columns->len; j++)
        if (g_ascii_strcasecmp (g_array_index (import->columns, GhImportColumn, j).name, column.name) == 0)
          {
            g_free (column.name);
            gh_run_refuse (run, GH_REFUSAL_REPEATED_COLUMN, detail);
            return;
          }

      has_username |= column.field == GH_IMPORT_USERNAME;
      g_array_append_val (import->columns, column);
    }

  if (!has_username)
    gh_run_refuse (run, GH_REFUSAL_NO_USERNAME_COLUMN, NULL);
}

gboolean
gh_import_open (GhImport  *import,
                GhRun     *run,
                GError   **error)
{
  const char *path = gh_run_get_text (run, "file");
  guint column;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  stream = g_file_read (file, run->cancellable, &local_error);
  if (stream == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("Opening “%s”: %s"), path, local_error->message);
      return FALSE;
    }

  if (import->region == NULL)
    import->region = gh_phone_region_find (&run->settings);
  g_clear_pointer (&import->reader, gh_csv_reader_free);
  g_array_set_size (import->columns, 0);
  import->reader = gh_csv_reader_new (G_INPUT_STREAM (stream));
  if (gh_csv_reader_next (import->reader, &local_error))
    {
      GhRefusal problem = gh_csv_reader_get_problem (import->reader, &column);

      if (problem == GH_REFUSAL_NONE)
        {
          read_header (import, run);
          return TRUE;
        }
      g_set_error (&local_error, GH_ERROR, GH_ERROR_BAD_FILE, _("Line %" G_GUINT64_FORMAT ", column %u: %s"),
                   gh_csv_reader_get_line (import->reader), column + 1, gh_refusal_get_sentence (problem));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  gh_run_refuse (run, GH_REFUSAL_NO_USERNAME_COLUMN, NULL);
  return TRUE;
}

static const char *
get_cell (gpointer data,
          guint    column)
{
  return gh_csv_reader_get_cell (data, column);
}

void
gh_import_read_row (GhImport        *import,
                    GhRun           *run,
                    GhImportProblem *problem)
{
  guint column;
  GhRefusal refusal = gh_csv_reader_get_problem (import->reader, &column);

  if (refusal != GH_REFUSAL_NONE)
    {
      /* Cell boundaries are uncertain, so no cell has a meaning. */
      gh_import_row_clear (&import->row);
      gh_import_row_init (&import->row);
      *problem = (GhImportProblem) { refusal, (int) column, NULL };
      return;
    }

  gh_import_row_read (&import->row, import->columns, get_cell, import->reader,
                      gh_csv_reader_get_n_cells (import->reader), &run->settings, import->region, problem);
}

/* --- the directory --- */

gboolean
gh_import_load_existing (GhImport  *import,
                         GhRun     *run,
                         gint64     id,
                         GError   **error)
{
  GhImportExisting *existing = &import->existing;
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/get-user-for-import", error);
  g_autoptr (GhStatement) aliases = gh_connection_prepare (run->connection, "users/list-aliases-of-user", error);

  if (select == NULL || aliases == NULL)
    return FALSE;

  gh_import_forget_existing (import);
  gh_statement_bind (select, "i", id);
  if (gh_statement_next (select))
    {
      existing->id = id;
      existing->username = g_strdup (gh_statement_get_text (select, 0));
      existing->realname = g_strdup (gh_statement_get_text (select, 1));
      existing->email = g_strdup (gh_statement_get_text (select, 2));
      existing->notes = g_strdup (gh_statement_get_text (select, 3));
      existing->status = gh_statement_get_int (select, 4);
      existing->until = gh_statement_get_int (select, 5);
      existing->last_op = gh_statement_get_int (select, 6);
      existing->directory_id = gh_statement_get_int (select, 7);
      existing->directory_disabled = gh_statement_get_int (select, 8) != 0;
      existing->is_trashed = gh_statement_get_int (select, 9) != 0;
      existing->firstname = g_strdup (gh_statement_get_text (select, 10));
      existing->lastname = g_strdup (gh_statement_get_text (select, 11));

      gh_statement_bind (aliases, "i", id);
      while (gh_statement_next (aliases))
        existing->aliases[gh_statement_get_int (aliases, 0) - 1] = g_strdup (gh_statement_get_text (aliases, 1));
      if (!gh_statement_finish (aliases, error))
        return FALSE;
    }

  return gh_statement_finish (select, error);
}

int
gh_import_find_column (GhImport      *import,
                       GhImportField  field,
                       guint          number)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      const GhImportColumn *column = &g_array_index (import->columns, GhImportColumn, i);

      if (column->field == field && column->number == number)
        return (int) i;
    }

  return -1;
}

void
gh_import_refuse (GhImportProblem *problem,
                  GhRefusal        refusal,
                  int              column,
                  char            *detail)
{
  problem->refusal = refusal;
  problem->column = column;
  g_free (problem->detail);
  problem->detail = detail;
}

static void
check_status (GhImport        *import,
              GhRun           *run,
              GhImportProblem *problem)
{
  const GhImportExisting *existing = &import->existing;
  const GhImportRow *row = &import->row;
  int column = gh_import_find_column (import, GH_IMPORT_STATUS, 0);
  GhStoredStatus before = existing->id != 0 ? existing->status : GH_STATUS_ACTIVE;
  GhStoredStatus after = row->status >= 0 ? (GhStoredStatus) row->status : before;
  GhRefusal refusal;

  if (row->until != 0 && after != GH_STATUS_BYPASS)
    {
      gh_import_refuse (problem, GH_REFUSAL_UNTIL_WITHOUT_BYPASS,
                        gh_import_find_column (import, GH_IMPORT_STATUS_UNTIL, 0), NULL);
      return;
    }
  if (after == before && (row->until == 0 || row->until == existing->until))
    return;

  refusal = gh_role_may_set_status (run->actor->role, after, FALSE, &run->settings);
  if (refusal == GH_REFUSAL_NONE && existing->directory_id != 0 && after != before)
    {
      if (after == GH_STATUS_DISABLED)
        refusal = GH_REFUSAL_MANAGED_BY_DIRECTORY;
      else if (existing->directory_disabled)
        refusal = GH_REFUSAL_DISABLED_BY_DIRECTORY;
    }
  if (refusal != GH_REFUSAL_NONE)
    gh_import_refuse (problem, refusal, column, NULL);
}

static void
check_managed_fields (GhImport        *import,
                      GhImportProblem *problem)
{
  const GhImportExisting *existing = &import->existing;
  const GhImportRow *row = &import->row;

  if (existing->directory_id == 0)
    return;

  if (row->realname != NULL && strcmp (row->realname, existing->realname) != 0)
    gh_import_refuse (problem, GH_REFUSAL_FIELD_OF_DIRECTORY, gh_import_find_column (import, GH_IMPORT_REALNAME, 0),
                      NULL);
  else if (row->email != NULL && strcmp (row->email, existing->email) != 0)
    gh_import_refuse (problem, GH_REFUSAL_FIELD_OF_DIRECTORY, gh_import_find_column (import, GH_IMPORT_EMAIL, 0),
                      NULL);
}

/* --- what would change, old and new --- */

void
gh_import_note_line (GhImport     *import,
                     GhRun        *run,
                     GhLineSort    sort,
                     GhResultLine  line)
{
  if (!run->is_rehearsal && gh_result_lines_count (run->result->lines, sort) >= GH_RESULT_LINES)
    return;

  line.line = gh_csv_reader_get_line (import->reader);
  gh_result_lines_add (run->result->lines, sort, &line);
}

gboolean
gh_import_show_change (GhImport   *import,
                       GhRun      *run,
                       const char *column,
                       const char *before,
                       const char *after)
{
  const GhResultLine line = {
    .subject = import->existing.username,
    .column = column,
    .before = before != NULL ? before : "",
    .after = after,
  };

  if (import->existing.id == 0 || after == NULL || g_strcmp0 (before, after) == 0)
    return FALSE;

  gh_import_note_line (import, run, GH_LINE_CHANGED, line);

  return TRUE;
}

/* Finds a group by name, once for the whole file. */
static gboolean
find_group (GhImport        *import,
            GhRun           *run,
            const char      *name,
            GhImportGroup  **group,
            GError         **error)
{
  g_autofree char *key = gh_fold_name_key (name);
  g_auto (GhGroupFacts) facts = { 0 };

  *group = g_hash_table_lookup (import->groups, key);
  if (*group != NULL)
    return TRUE;

  if (!gh_group_facts_find (&facts, run, name, error))
    return FALSE;

  if (facts.id != 0 || gh_run_get_flag (run, "create-groups"))
    {
      *group = g_new0 (GhImportGroup, 1);
      (*group)->id = facts.id;
      (*group)->status = facts.status;
      (*group)->directory_id = facts.directory_id;
      (*group)->name = g_strdup (name);
      g_hash_table_insert (import->groups, g_steal_pointer (&key), *group);
    }

  return TRUE;
}

static gboolean
check_groups (GhImport         *import,
              GhRun            *run,
              gboolean         *is_changed,
              GhImportProblem  *problem,
              GError          **error)
{
  for (guint i = 0; i < import->row.groups->len && problem->refusal == GH_REFUSAL_NONE; i++)
    {
      int column = g_array_index (import->row.group_columns, int, i);
      GhImportGroup *group = NULL;
      gint64 is_member = 0;
      GhRefusal refusal = GH_REFUSAL_NONE;

      if (!find_group (import, run, g_ptr_array_index (import->row.groups, i), &group, error))
        return FALSE;
      if (group == NULL)
        {
          gh_import_refuse (problem, GH_REFUSAL_UNKNOWN_GROUP, column, NULL);
          break;
        }

      if (import->existing.id != 0 && group->id != 0 &&
          !gh_connection_get_number (run->connection, "users/is-member", &is_member, error, "ii", import->existing.id,
                                     group->id))
        return FALSE;
      if (is_member)
        continue;

      *is_changed = TRUE;
      if (group->directory_id != 0)
        refusal = GH_REFUSAL_GROUP_OF_DIRECTORY;
      else if (group->status != GH_STATUS_ACTIVE)
        refusal = gh_role_may_set_status (run->actor->role, group->status, FALSE, &run->settings);
      if (refusal != GH_REFUSAL_NONE)
        gh_import_refuse (problem, refusal, column, NULL);
      else
        gh_import_show_change (import, run, "group", NULL, group->name);
    }

  return TRUE;
}

static gboolean
compare_fields (GhImport *import,
                GhRun    *run)
{
  static const char *const words[] = { "active", "bypass", "disabled" };
  const GhImportExisting *existing = &import->existing;
  const GhImportRow *row = &import->row;
  gboolean is_changed = FALSE;

  is_changed |= gh_import_show_change (import, run, "realname", existing->realname, row->realname);
  is_changed |= gh_import_show_change (import, run, "firstname", existing->firstname, row->firstname);
  is_changed |= gh_import_show_change (import, run, "lastname", existing->lastname, row->lastname);
  is_changed |= gh_import_show_change (import, run, "email", existing->email, row->email);
  is_changed |= gh_import_show_change (import, run, "notes", existing->notes, row->notes);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    {
      const char name[] = { 'a', 'l', 'i', 'a', 's', (char) ('1' + i), '\0' };

      is_changed |= gh_import_show_change (import, run, name, existing->aliases[i], row->aliases[i]);
    }
  if (row->status >= 0)
    is_changed |= gh_import_show_change (import, run, "status", words[existing->status], words[row->status]);
  if (row->until != 0)
    {
      g_autofree char *before = existing->until != 0 ? gh_time_format (existing->until) : NULL;
      g_autofree char *after = gh_time_format (row->until);

      is_changed |= gh_import_show_change (import, run, "status_until", before, after);
    }

  return is_changed;
}

gboolean
gh_import_check (GhImport         *import,
                 GhRun            *run,
                 gint64           *outcome,
                 GhImportProblem  *problem,
                 GError          **error)
{
  g_autofree char *holder = NULL;
  gboolean is_trashed;
  gboolean is_changed = FALSE;
  guint n_lines = gh_result_lines_count (run->result->lines, GH_LINE_CHANGED);
  guint n_remarks = gh_result_lines_count (run->result->lines, GH_LINE_REMARK);
  gint64 user_id;

  *outcome = GH_IMPORT_REFUSED;
  gh_import_forget_existing (import);
  for (GhSharedDevice i = 0; i < GH_N_SHARED_DEVICES; i++)
    g_array_set_size (import->shareable[i], 0);
  if (!gh_user_find_holder (run, import->row.username, &user_id, &is_trashed, &holder, error))
    return FALSE;

  if (is_trashed)
    {
      gh_import_refuse (problem, GH_REFUSAL_NAME_TAKEN_IN_TRASH, gh_import_find_column (import, GH_IMPORT_USERNAME, 0),
              g_steal_pointer (&holder));
      return TRUE;
    }
  if (user_id != 0 && !gh_import_load_existing (import, run, user_id, error))
    return FALSE;

  check_status (import, run, problem);
  if (problem->refusal == GH_REFUSAL_NONE)
    check_managed_fields (import, problem);
  if (problem->refusal == GH_REFUSAL_NONE && !check_groups (import, run, &is_changed, problem, error))
    return FALSE;
  if (problem->refusal == GH_REFUSAL_NONE && !gh_import_check_devices (import, run, &is_changed, problem, error))
    return FALSE;
  if (problem->refusal == GH_REFUSAL_NONE && !gh_import_check_names (import, run, problem, error))
    return FALSE;
  if (problem->refusal != GH_REFUSAL_NONE)
    {
      /* A refused row changes nothing. */
      gh_result_lines_truncate (run->result->lines, GH_LINE_CHANGED, n_lines);
      gh_result_lines_truncate (run->result->lines, GH_LINE_REMARK, n_remarks);
      return TRUE;
    }

  if (user_id == 0)
    *outcome = GH_IMPORT_NEW;
  else
    {
      is_changed |= compare_fields (import, run);
      *outcome = is_changed ? user_id : GH_IMPORT_UNCHANGED;
    }

  return gh_import_note_sharing (import, run, error);
}
