/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "groups/gh-group-report.h"

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\",\"description\":\"=1+1\"}", 1);
  gh_test_do (org, "group.add", NULL, "{\"name\":\"Äpfel \\\"A\\\"\",\"status\":\"bypass\"}", 1);
  gh_test_do (org, "user.add-to-group", gh_target_new_for_query ("username:*"), "{\"group\":\"vpn\"}", 2);

  return org;
}

static const GhView everything = { NULL };

static char *
export_view (GhTestOrganisation *org,
             const GhView       *view,
             GhReportFormat      format,
             gint64              expected_count)
{
  g_autofree char *path = g_build_filename (org->folder, "groups.out", NULL);
  g_autoptr (GError) error = NULL;
  gint64 count;
  char *text;

  gh_report_export (&gh_report_of_groups, org->store, org->actor, view, format, path, NULL, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, expected_count);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static char *
export (GhTestOrganisation *org,
        GhReportFormat      format)
{
  return export_view (org, &everything, format, 2);
}

static void
test_csv (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *key1 = gh_test_query (org, "SELECT key FROM groups WHERE id = 1");
  g_autofree char *key2 = gh_test_query (org, "SELECT key FROM groups WHERE id = 2");
  g_autofree char *safe = export (org, GH_REPORT_CSV_SAFE);
  g_autofree char *exact = export (org, GH_REPORT_CSV_EXACT);
  g_autofree char *expected = g_strdup_printf ("name,description,status,directory,members,group_id\r\n"
                                               "\"Äpfel \"\"A\"\"\",,bypass,,0,%s\r\n"
                                               "VPN,=1+1,active,,2,%s\r\n", key2, key1);

  g_assert_cmpstr (exact, ==, expected);
  g_assert_nonnull (strstr (safe, "VPN,'=1+1,active"));
  gh_test_assert_query (org, "SELECT what || format || rows FROM events.exports WHERE id = 1", "groupscsv2");
}

static void
test_json (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *text = export (org, GH_REPORT_JSON);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonObject *group;

  g_assert_no_error (error);
  group = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (group, "name"), ==, "Äpfel \"A\"");
  g_assert_cmpstr (json_object_get_string_member (group, "status"), ==, "Bypass");
  group = json_array_get_object_element (json_node_get_array (node), 1);
  g_assert_cmpint (json_object_get_int_member (group, "members"), ==, 2);
}

/* The file holds the filtered, sorted view, and the request is recorded. */
static void
test_view (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  const GhView views[] = {
    { "members:2" }, { "status:bypass" }, { NULL, "name:desc" }, { "members:>2" }, { "members:x" }, { NULL, "nothing" },
  };
  g_autofree char *two = export_view (org, &views[0], GH_REPORT_CSV_EXACT, 1);
  g_autofree char *bypass = export_view (org, &views[1], GH_REPORT_JSON, 1);
  g_autofree char *backwards = export_view (org, &views[2], GH_REPORT_CSV_EXACT, 2);
  g_autofree char *nothing = export_view (org, &views[3], GH_REPORT_JSON, 0);

  g_assert_null (strstr (two, "pfel"));
  g_assert_nonnull (strstr (two, "\r\nVPN,"));
  gh_test_assert_query (org, "SELECT query || rows FROM events.exports WHERE id = 1", "members:21");
  g_assert_null (strstr (bypass, "VPN"));
  g_assert_nonnull (strstr (bypass, "pfel"));
  g_assert_true (strstr (backwards, "VPN") < strstr (backwards, "pfel"));
  g_assert_cmpstr (nothing, ==, "[]\n");

  for (gsize i = 4; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *path = g_build_filename (org->folder, "unreadable.csv", NULL);
      g_autoptr (GError) error = NULL;
      gint64 count;

      g_assert_false (gh_report_export (&gh_report_of_groups, org->store, org->actor, &views[i], GH_REPORT_CSV_SAFE,
                                        path, NULL, &count, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_role (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autofree char *path = g_build_filename (org->folder, "groups.csv", NULL);
  g_autoptr (GError) error = NULL;
  gint64 count;

  gh_test_act_as (org, GH_ROLE_HELP_DESK);
  g_assert_false (gh_report_export (&gh_report_of_groups, org->store, org->actor, &everything, GH_REPORT_JSON, path,
                                   NULL, &count, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/R1/groups/csv", test_csv);
  g_test_add_func ("/R1/groups/json", test_json);
  g_test_add_func ("/U6/groups/view", test_view);
  g_test_add_func ("/A4/groups/role", test_role);

  return g_test_run ();
}
