/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "organisation/gh-practice.h"
#include "reports/gh-json.h"
#include "users/gh-user-block.h"
#include "users/gh-user-report.h"

#define USERS 6000
#define TODAY 1795478400 /* 2026-11-24T00:00:00Z */

typedef struct {
  GhReportFormat  format;
  GhReportFile   *file;
  gint64          count;
} Writing;

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = gh_test_run (org, "organisation.fill-practice", NULL,
                                             "{\"users\":6000,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\"}");
  g_autoptr (GError) error = NULL;

  g_assert_false (result->is_refused);
  gh_practice_fill_events (org->store, USERS, 7, TODAY, &error);
  g_assert_no_error (error);

  /* What practice users lack. */
  gh_test_write_directory (org, "UPDATE users SET external_id = 'CN=x', notes = 'one\ntwo, \"three\"' WHERE id = 77");
  gh_test_write_directory (org, "UPDATE users SET external_id = '' WHERE id = 78");
  gh_test_write_directory (org, "UPDATE phones SET number = '' WHERE id % 50 = 0");

  return org;
}

static GhView
make_view (void)
{
  return (GhView) { .scope = GH_USER_SCOPE_USERS, .sort = "realname:desc", .now = GH_TEST_NOW,
                        .time_zone = "Europe/Oslo" };
}

static gboolean
report_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  Writing *writing = data;
  GhView view = make_view ();

  return gh_report_of_users.write (&view, connection, writing->format, writing->file, NULL, &writing->count, error);
}

/* The same report, each user read separately. */
static gboolean
one_by_one_cb (GhConnection  *connection,
               gpointer       data,
               GError       **error)
{
  Writing *writing = data;
  GhView view = make_view ();
  GhUserWidths widths = { 3, 1, 4 };
  GhCsvKind kind = writing->format == GH_REPORT_CSV_SAFE ? GH_CSV_SAFE : GH_CSV_EXACT;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhUserBlock) block = gh_user_block_new (connection, view.now, error);

  if (block == NULL || !gh_view_list (&gh_user_views, &view, connection, ids, error))
    return FALSE;

  if (writing->format == GH_REPORT_JSON)
    gh_json_append_literal (writing->file, "[");
  else
    gh_user_row_append_csv_header (writing->file, kind, &widths);

  for (guint i = 0; i < ids->len; i++)
    {
      if (!gh_user_block_read (block, &g_array_index (ids, gint64, i), 1, error))
        return FALSE;
      if (writing->format == GH_REPORT_JSON)
        {
          gh_json_append_literal (writing->file, i == 0 ? "\n" : ",\n");
          gh_user_row_append_json (gh_user_block_get_row (block, 0), writing->file);
        }
      else
        gh_user_row_append_csv (gh_user_block_get_row (block, 0), writing->file, kind, &widths);
    }

  if (writing->format == GH_REPORT_JSON)
    gh_json_append_literal (writing->file, "\n]\n");
  writing->count = ids->len;

  return TRUE;
}

static char *
write_report (GhTestOrganisation *org,
              GhReportFormat      format,
              GhStoreFunc         write)
{
  g_autofree char *path = g_build_filename (org->folder, "users.out", NULL);
  g_autoptr (GhReportFile) file = NULL;
  g_autoptr (GError) error = NULL;
  Writing writing = { .format = format };
  char *text;

  file = gh_report_file_new (path, &error);
  g_assert_no_error (error);
  writing.file = file;
  gh_store_read (org->store, write, &writing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (writing.count, ==, USERS);
  gh_report_file_commit (file, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* More rows than are read together pass through a scratch file, and are the same. */
static void
test_many (gconstpointer data)
{
  GhReportFormat format = GPOINTER_TO_INT (data);
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *report = write_report (org, format, report_cb);
  g_autofree char *expected = write_report (org, format, one_by_one_cb);

  g_assert_nonnull (strstr (report, "three"));
  g_assert_true (g_str_equal (report, expected));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/R3/many/csv-safe", GINT_TO_POINTER (GH_REPORT_CSV_SAFE), test_many);
  g_test_add_data_func ("/R3/many/csv-exact", GINT_TO_POINTER (GH_REPORT_CSV_EXACT), test_many);
  g_test_add_data_func ("/R3/many/json", GINT_TO_POINTER (GH_REPORT_JSON), test_many);

  return g_test_run ();
}
