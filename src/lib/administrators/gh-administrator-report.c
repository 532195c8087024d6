/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-report.h"

#include "administrators/gh-administrator-rules.h"
#include "administrators/gh-administrator.h"
#include "base/gh-time.h"
#include "reports/gh-json.h"

static const char *
get_factor_word (const GhAdministratorFacts *facts)
{
  return facts->has_factor ? "authenticator-app" : "";
}

static void
append_csv_header (GhReportFile *file,
                   GhCsvKind     kind)
{
  static const char *const columns[] = { "name", "email", "role", "status", "second_factor", "last_sign_in" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gh_csv_append_cell (file, kind, i == 0, columns[i]);
  gh_csv_end_row (file);
}

static void
append_csv (GhReportFile    *file,
            GhCsvKind        kind,
            GhAdministrator *administrator)
{
  const GhAdministratorFacts *facts = gh_administrator_get_facts (administrator);
  gint64 time = gh_administrator_get_last_sign_in (administrator);
  char last_sign_in[GH_TIME_BYTES] = "";

  if (time != 0)
    gh_time_write (time, last_sign_in);
  gh_csv_append_cell (file, kind, TRUE, facts->name);
  gh_csv_append_cell (file, kind, FALSE, facts->email);
  gh_csv_append_cell (file, kind, FALSE, gh_role_words[facts->role]);
  gh_csv_append_cell (file, kind, FALSE, gh_administrator_status_get_word (gh_administrator_get_status (administrator)));
  gh_csv_append_cell (file, kind, FALSE, get_factor_word (facts));
  gh_csv_append_cell (file, kind, FALSE, last_sign_in);
  gh_csv_end_row (file);
}

/* The API's object (domain 9.1), followed by our own field. */
static void
append_json (GhReportFile    *file,
             GhAdministrator *administrator)
{
  static const char *const statuses[GH_N_ADMINISTRATOR_STATUSES] = {
    [GH_ADMINISTRATOR_DISABLED] = "Disabled",
    [GH_ADMINISTRATOR_LOCKED] = "Locked Out",
    [GH_ADMINISTRATOR_PENDING] = "Pending Activation",
    [GH_ADMINISTRATOR_ACTIVE] = "Active",
  };
  const GhAdministratorFacts *facts = gh_administrator_get_facts (administrator);

  gh_json_append_literal (file, "{\"admin_id\":");
  gh_json_append_text (file, facts->key);
  gh_json_append_literal (file, ",\"name\":");
  gh_json_append_text (file, facts->name);
  gh_json_append_literal (file, ",\"email\":");
  gh_json_append_text (file, facts->email);
  gh_json_append_literal (file, ",\"role\":");
  gh_json_append_text (file, gh_role_get_api_name (facts->role));
  gh_json_append_literal (file, ",\"status\":");
  gh_json_append_text (file, statuses[gh_administrator_get_status (administrator)]);
  gh_json_append_literal (file, ",\"last_login\":");
  gh_json_append_time (file, gh_administrator_get_last_sign_in (administrator));
  gh_json_append_literal (file, ",\"created\":");
  gh_json_append_time (file, facts->created);
  gh_json_append_literal (file, ",\"second_factor\":");
  gh_json_append_text (file, facts->has_factor ? get_factor_word (facts) : NULL);
  gh_json_append_literal (file, "}");
}

static gboolean
write_administrators (const GhView    *view,
                      GhConnection    *connection,
                      GhReportFormat   format,
                      GhReportFile    *file,
                      GhJob           *job,
                      gint64          *count,
                      GError         **error)
{
  GhCsvKind kind = gh_report_format_get_csv (format);
  g_autoptr (GPtrArray) all = gh_administrator_view_read (view, connection, error);

  if (all == NULL)
    return FALSE;

  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, "[");
  else
    append_csv_header (file, kind);
  for (guint i = 0; i < all->len; i++)
    if (format == GH_REPORT_JSON)
      {
        gh_json_append_literal (file, i == 0 ? "\n" : ",\n");
        append_json (file, g_ptr_array_index (all, i));
      }
    else
      append_csv (file, kind, g_ptr_array_index (all, i));
  if (format == GH_REPORT_JSON)
    gh_json_append_literal (file, all->len > 0 ? "\n]\n" : "]\n");
  *count = all->len;

  return TRUE;
}

const GhReportKind gh_report_of_administrators = { GH_RIGHT_VIEW_ADMINISTRATORS, "administrators", write_administrators };
