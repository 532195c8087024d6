/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10, R7: users from a CSV file, all or nothing, or all valid rows with the others saved for correction. */
#include "reports/gh-csv.h"
#include "users/gh-user-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows between checks of progress and cancelling. */
#define ROWS_PER_STEP 500

static gint64
get_file_size (GhRun *run)
{
  g_autoptr (GFile) file = g_file_new_for_path (gh_run_get_text (run, "file"));
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                                                  NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

/* Names a cell's column: by header or, if it has none or the row is not CSV, by number. */
static char *
dup_column_name (GhImport *import,
                 int       column)
{
  const char *name = NULL;

  if (gh_csv_reader_get_problem (import->reader, NULL) == GH_REFUSAL_NONE)
    name = g_array_index (import->columns, GhImportColumn, column).name;

  return name != NULL && *name != '\0' ? g_strdup (name) : g_strdup_printf ("%d", column + 1);
}

static void
note_problem (GhImport        *import,
              GhRun           *run,
              GhImportProblem *problem)
{
  guint64 number = gh_csv_reader_get_line (import->reader);
  g_autofree char *detail = g_steal_pointer (&problem->detail);
  g_autofree char *column = NULL;
  g_autofree char *value = NULL;
  GhResultLine line = { .refusal = problem->refusal, .subject = import->row.username, .detail = detail };

  if (problem->column >= 0)
    {
      guint n_cells;
      const GhCsvCell *cell = gh_csv_reader_get_cells (import->reader, &n_cells) + problem->column;

      line.column = column = dup_column_name (import, problem->column);
      line.after = value = g_utf8_make_valid (cell->text, (gssize) cell->length);
    }
  gh_import_note_line (import, run, GH_LINE_REFUSED, line);
  if (detail != NULL)
    g_ptr_array_add (import->problems, g_strdup_printf ("%s (%s)", gh_refusal_get_sentence (problem->refusal), detail));
  else
    g_ptr_array_add (import->problems, g_strdup (gh_refusal_get_sentence (problem->refusal)));

  gh_run_skip (run, "line", (gint64) number, problem->refusal);
}

static gboolean
plan_row (GhImport  *import,
          GhRun     *run,
          GError   **error)
{
  GhImportProblem problem;
  gint64 outcome = GH_IMPORT_REFUSED;

  gh_import_read_row (import, run, &problem);
  if (problem.refusal == GH_REFUSAL_NONE && !gh_import_check (import, run, &outcome, &problem, error))
    {
      g_free (problem.detail);
      return FALSE;
    }

  g_array_append_val (import->outcomes, outcome);
  run->result->selected++;
  if (problem.refusal != GH_REFUSAL_NONE)
    note_problem (import, run, &problem);
  else if (outcome == GH_IMPORT_UNCHANGED)
    {
      const GhImportExisting *existing = &import->existing;

      import->n_unchanged++;
      gh_import_note_line (import, run, GH_LINE_UNCHANGED,
                           (GhResultLine) { .subject = existing->username, .realname = existing->realname,
                                            .email = existing->email });
    }
  else
    {
      gh_run_change (run, (gint64) gh_csv_reader_get_line (import->reader));
      if (outcome == GH_IMPORT_NEW)
        {
          import->n_new++;
          gh_import_note_line (import, run, GH_LINE_NEW,
                               (GhResultLine) { .subject = import->row.username, .realname = import->row.realname,
                                                .email = import->row.email });
        }
      else
        import->n_changed++;
    }

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  GhImport *import = gh_import_new ();
  gint64 size = get_file_size (run);
  g_autoptr (GError) local_error = NULL;

  run->data = import;
  run->data_free = gh_import_free;
  if (!gh_import_open (import, run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  if (!gh_connection_execute (run->connection,
                              "DROP TABLE IF EXISTS temp.seen;"
                              "CREATE TABLE temp.seen (name_key TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID", error))
    return FALSE;

  while (gh_csv_reader_next (import->reader, &local_error))
    {
      if (!plan_row (import, run, error))
        return FALSE;
      if (import->outcomes->len % ROWS_PER_STEP == 0 &&
          !gh_run_progress (run, gh_csv_reader_get_offset (import->reader), 2 * size, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  import->checksum = gh_csv_reader_get_checksum (import->reader);
  import->size = gh_csv_reader_get_offset (import->reader);
  if (import->problems->len > 0 && !gh_run_get_flag (run, "valid-only"))
    run->is_refused = TRUE;

  gh_run_also (run, "new", import->n_new, "%s new user", "%s new users");
  gh_run_also (run, "changed", import->n_changed, "%s changed user", "%s changed users");
  gh_run_also (run, "unchanged", import->n_unchanged, "%s unchanged user", "%s unchanged users");
  gh_run_also (run, "refused", import->problems->len, "%s refused line", "%s refused lines");
  gh_run_also (run, "remarks", gh_result_lines_count (run->result->lines, GH_LINE_REMARK), "%s phone number to check",
               "%s phone numbers to check");
  gh_sharing_say (import->sharing, run);

  return TRUE;
}

/* --- the refused rows --- */

static gboolean
is_our_column (const GhImportColumn *column)
{
  return g_ascii_strcasecmp (column->name, "line") == 0 || g_ascii_strcasecmp (column->name, "problem") == 0;
}

/* Appends the cells of the reader's current row unchanged, and our remarks. */
static void
append_refused_row (GhImport     *import,
                    GhReportFile *file,
                    const char   *line,
                    const char   *problem)
{
  guint n;
  const GhCsvCell *cells = gh_csv_reader_get_cells (import->reader, &n);
  gboolean is_first = TRUE;

  for (guint i = 0; i < MAX (n, import->columns->len); i++)
    if (i >= import->columns->len || !is_our_column (&g_array_index (import->columns, GhImportColumn, i)))
      {
        gh_csv_append_cell_as_read (file, is_first, i < n ? cells[i].text : "", i < n ? cells[i].length : 0);
        is_first = FALSE;
      }
  gh_csv_append_cell_as_read (file, is_first, line, strlen (line));
  gh_csv_append_cell_as_read (file, FALSE, problem, strlen (problem));
  gh_csv_end_row (file);
}

/* --- applying --- */

static gboolean
apply_row (GhImport      *import,
           GhRun         *run,
           guint          row,
           guint         *n_refused,
           GhReportFile  *refused,
           GError       **error)
{
  gint64 outcome = g_array_index (import->outcomes, gint64, row);
  GhImportProblem problem;

  if (outcome == GH_IMPORT_REFUSED)
    {
      g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, gh_csv_reader_get_line (import->reader));

      if (refused != NULL)
        append_refused_row (import, refused, line, g_ptr_array_index (import->problems, *n_refused));
      (*n_refused)++;
      return TRUE;
    }
  if (outcome == GH_IMPORT_UNCHANGED)
    return TRUE;

  gh_import_read_row (import, run, &problem);
  g_free (problem.detail);

  return gh_import_apply (import, run, outcome, error);
}

static gboolean
fail_changed_file (GhRun   *run,
                   GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_BAD_FILE, _("“%s” was changed while it was read, so nothing was imported."),
               gh_run_get_text (run, "file"));
  return FALSE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  GhImport *import = run->data;
  const char *refused_path = gh_run_get_text (run, "refused");
  g_autoptr (GhReportFile) refused = NULL;
  g_autoptr (GError) local_error = NULL;
  guint n_refused = 0;
  guint row = 0;

  if (refused_path != NULL && (refused = gh_report_file_new (refused_path, error)) == NULL)
    return FALSE;

  if (!gh_import_open (import, run, error) || !gh_import_begin (import, run, error))
    return FALSE;
  if (refused != NULL)
    append_refused_row (import, refused, "line", "problem");

  for (; gh_csv_reader_next (import->reader, &local_error); row++)
    {
      if (row >= import->outcomes->len)
        return fail_changed_file (run, error);
      if (!apply_row (import, run, row, &n_refused, refused, error))
        return FALSE;
      if (row % ROWS_PER_STEP == 0 &&
          !gh_run_progress (run, import->size + gh_csv_reader_get_offset (import->reader), 2 * import->size, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!gh_import_finish (import, run, error))
    return FALSE;
  if (row != import->outcomes->len || gh_csv_reader_get_checksum (import->reader) != import->checksum)
    return fail_changed_file (run, error);

  return refused == NULL || gh_report_file_commit (refused, error);
}

static const GhParameter parameters[] = {
  { "file", GH_PARAMETER_FILE, TRUE, N_("CSV file") },
  { "create-groups", GH_PARAMETER_FLAG, FALSE, N_("Make groups that are not there yet") },
  { "valid-only", GH_PARAMETER_FLAG, FALSE, N_("Import the valid lines although others are refused") },
  { "refused", GH_PARAMETER_FILE, FALSE, N_("File for the refused lines") },
  { NULL },
};

const GhOperation gh_op_user_import = {
  .name = "user.import",
  .label = N_("Import Users"),
  .done = GH_PLURAL ("%s user imported", "%s users imported"),
  .may_do_nothing = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
