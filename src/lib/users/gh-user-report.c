/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-report.h"

#include "reports/gh-json.h"
#include "users/gh-row-scratch.h"
#include "users/gh-user-block.h"

/* Users read together: more would be no cheaper. */
#define ROWS_PER_BLOCK 4000

typedef struct {
  GhReportFormat  format;
  GhUserWidths    widths;       /* of all rows, once the first is written */
  GhReportFile   *file;
  GhJob          *job;
  GCancellable   *cancellable;
} Writing;

static void
begin (const Writing *writing)
{
  if (writing->format == GH_REPORT_JSON)
    {
      gh_json_append_literal (writing->file, "[");
      return;
    }

  gh_user_row_append_csv_header (writing->file, gh_report_format_get_csv (writing->format), &writing->widths);
}

static void
write_row (const Writing   *writing,
           const GhUserRow *row,
           guint            place)
{
  if (writing->format == GH_REPORT_JSON)
    {
      gh_json_append_literal (writing->file, place == 0 ? "\n" : ",\n");
      gh_user_row_append_json (row, writing->file);
    }
  else
    gh_user_row_append_csv (row, writing->file, gh_report_format_get_csv (writing->format), &writing->widths);
}

static void
end (const Writing *writing,
     guint          n_rows)
{
  if (writing->format == GH_REPORT_JSON)
    gh_json_append_literal (writing->file, n_rows > 0 ? "\n]\n" : "]\n");
}

static gboolean
write_few (Writing      *writing,
           GhUserBlock  *block,
           GArray       *ids,
           GError      **error)
{
  if (!gh_user_block_read (block, (const gint64 *) (void *) ids->data, ids->len, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    gh_user_row_widen (gh_user_block_get_row (block, i), &writing->widths);
  begin (writing);
  for (guint i = 0; i < ids->len; i++)
    write_row (writing, gh_user_block_get_row (block, i), i);

  return TRUE;
}

/* --- writing many --- */

typedef struct {
  gint64  id;
  guint   place;   /* in the report */
  guint   length;  /* of the row in the scratch, in bytes */
  guint64 offset;  /* of the row in the scratch */
} Part;

static int
compare_part_ids_cb (gconstpointer a,
                     gconstpointer b)
{
  const Part *part_a = a;
  const Part *part_b = b;

  return (part_a->id > part_b->id) - (part_a->id < part_b->id);
}

static int
compare_part_places_cb (gconstpointer a,
                        gconstpointer b)
{
  const Part *part_a = a;
  const Part *part_b = b;

  return (part_a->place > part_b->place) - (part_a->place < part_b->place);
}

static gboolean
go_on (const Writing *writing,
       guint64        done,
       guint64        total,
       GError       **error)
{
  gh_job_set_progress (writing->job, done, total);

  return !gh_error_check_cancelled (writing->cancellable, error);
}

static gboolean
gather_parts (Writing       *writing,
              GhUserBlock   *block,
              GArray        *parts,
              GhRowScratch  *scratch,
              GError       **error)
{
  gint64 ids[ROWS_PER_BLOCK];

  for (guint i = 0; i < parts->len && !gh_row_scratch_has_failed (scratch); i += ROWS_PER_BLOCK)
    {
      guint n = MIN (parts->len - i, ROWS_PER_BLOCK);

      for (guint j = 0; j < n; j++)
        ids[j] = g_array_index (parts, Part, i + j).id;
      if (!go_on (writing, i, 2 * parts->len, error) || !gh_user_block_read (block, ids, n, error))
        return FALSE;

      for (guint j = 0; j < n; j++)
        {
          const GhUserRow *row = gh_user_block_get_row (block, j);
          Part *part = &g_array_index (parts, Part, i + j);

          gh_user_row_widen (row, &writing->widths);
          part->offset = gh_row_scratch_add (scratch, row);
          part->length = (guint) (gh_row_scratch_get_end (scratch) - part->offset);
        }
    }

  return TRUE;
}

static gboolean
write_parts (const Writing *writing,
             GArray        *parts,
             GhRowScratch  *scratch,
             GError       **error)
{
  for (guint i = 0; i < parts->len && !gh_report_file_has_failed (writing->file); i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const GhUserRow *row;

      if (i % ROWS_PER_BLOCK == 0 && !go_on (writing, parts->len + i, 2 * parts->len, error))
        return FALSE;
      row = gh_row_scratch_read (scratch, part->offset, part->length, error);
      if (row == NULL)
        return FALSE;
      write_row (writing, row, i);
    }

  return TRUE;
}

/* The tables are in id order. Read in any other, a million users cost several times as much, because each row is on
 * a different page: so rows are read in id order, then put in report order. */
static gboolean
write_many (Writing      *writing,
            GhUserBlock  *block,
            GArray       *ids,
            GError      **error)
{
  g_autoptr (GhRowScratch) scratch = gh_row_scratch_new (writing->file, error);
  g_autoptr (GArray) parts = g_array_sized_new (FALSE, FALSE, sizeof (Part), ids->len);

  if (scratch == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      Part part = { .id = g_array_index (ids, gint64, i), .place = i };

      g_array_append_val (parts, part);
    }
  g_array_sort (parts, compare_part_ids_cb);
  if (!gather_parts (writing, block, parts, scratch, error))
    return FALSE;
  g_array_sort (parts, compare_part_places_cb);
  begin (writing);

  return write_parts (writing, parts, scratch, error);
}

static gboolean
write_users (const GhView    *view,
             GhConnection    *connection,
             GhReportFormat   format,
             GhReportFile    *file,
             GhJob           *job,
             gint64          *count,
             GError         **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhUserBlock) block = NULL;
  const GhViewKind *kind = gh_user_views_read (connection, error);
  GhView all = *view;
  Writing writing = {
    .format = format,
    .widths = { 1, 1, 1, FALSE },
    .file = file,
    .job = job,
    .cancellable = job != NULL ? gh_job_get_cancellable (job) : NULL,
  };

  all.limit = 0;
  if (kind == NULL || !gh_view_list (kind, &all, connection, ids, error))
    return FALSE;
  if (view->limit != 0 && view->limit < ids->len)
    g_array_set_size (ids, (guint) MAX (view->limit, 0));

  block = gh_user_block_new (connection, view->now, error);
  if (block == NULL)
    return FALSE;
  writing.widths.has_identity = gh_user_block_has_identity (block);
  if (ids->len <= ROWS_PER_BLOCK ? !write_few (&writing, block, ids, error)
                                 : !write_many (&writing, block, ids, error))
    return FALSE;
  end (&writing, ids->len);
  gh_job_set_progress (job, ids->len, ids->len);
  *count = ids->len;

  return TRUE;
}

const GhReportKind gh_report_of_users = { GH_RIGHT_EXPORT, "users", write_users };
