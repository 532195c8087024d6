/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-report.h"

#include "groups/gh-group.h"
#include "reports/gh-json.h"
#include "users/gh-user-status.h"

static void
append_csv_header (GhReportFile *file,
                   GhCsvKind     kind)
{
  static const char *const columns[] = { "name", "description", "status", "directory", "members", "group_id" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gh_csv_append_cell (file, kind, i == 0, columns[i]);
  gh_csv_end_row (file);
}

static void
append_csv (GhReportFile *file,
            GhCsvKind     kind,
            GhGroup      *group)
{
  g_autofree char *n_members = g_strdup_printf ("%" G_GINT64_FORMAT, gh_group_get_n_members (group));

  gh_csv_append_cell (file, kind, TRUE, gh_group_get_name (group));
  gh_csv_append_cell (file, kind, FALSE, gh_group_get_description (group));
  gh_csv_append_cell (file, kind, FALSE, gh_stored_status_get_word (gh_group_get_status (group)));
  gh_csv_append_cell (file, kind, FALSE, gh_group_get_directory (group));
  gh_csv_append_cell (file, kind, FALSE, n_members);
  gh_csv_append_cell (file, kind, FALSE, gh_group_get_key (group));
  gh_csv_end_row (file);
}

/* The API's object, followed by our own fields. */
static void
append_json (GhReportFile *file,
             GhGroup      *group)
{
  static const char *const labels[] = { "Active", "Bypass", "Disabled" };

  gh_json_append_literal (file, "{\"group_id\":");
  gh_json_append_text (file, gh_group_get_key (group));
  gh_json_append_literal (file, ",\"name\":");
  gh_json_append_text (file, gh_group_get_name (group));
  gh_json_append_literal (file, ",\"desc\":");
  gh_json_append_text (file, gh_group_get_description (group));
  gh_json_append_literal (file, ",\"status\":");
  gh_json_append_text (file, labels[gh_group_get_status (group)]);
  gh_json_append_literal (file, ",\"directory\":");
  gh_json_append_text (file, *gh_group_get_directory (group) != '\0' ? gh_group_get_directory (group) : NULL);
  gh_json_append_literal (file, ",\"members\":");
  gh_json_append_number (file, gh_group_get_n_members (group));
  gh_json_append_literal (file, "}");
}

static gboolean
write_groups (const GhView    *view,
              GhConnection    *connection,
              GhReportFormat   format,
              GhReportFile    *file,
              GhJob           *job,
              gint64          *count,
              GError         **error)
{
  GhCsvKind kind = gh_report_format_get_csv (format);
  g_autoptr (GPtrArray) groups = gh_group_view_read (view, connection, error);

  if (groups == NULL)
    return FALSE;

  if (format != GH_REPORT_JSON)
    {
      append_csv_header (file, kind);
      for (guint i = 0; i < groups->len; i++)
        append_csv (file, kind, g_ptr_array_index (groups, i));
    }
  else
    {
      gh_json_append_literal (file, "[");
      for (guint i = 0; i < groups->len; i++)
        {
          gh_json_append_literal (file, i == 0 ? "\n" : ",\n");
          append_json (file, g_ptr_array_index (groups, i));
        }
      gh_json_append_literal (file, groups->len > 0 ? "\n]\n" : "]\n");
    }
  *count = groups->len;

  return TRUE;
}

const GhReportKind gh_report_of_groups = { GH_RIGHT_EXPORT, "groups", write_groups };
