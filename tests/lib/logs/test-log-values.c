/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How people see the log's values and the effects of a bulk change. */
#include "gh-test-organisation.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-result.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-values.h"

#include <string.h>

typedef struct {
  const char *text;
  char       *spelt;
} Spelling;

static gboolean
spell_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Spelling *spelling = data;
  g_autoptr (JsonNode) node = json_from_string (spelling->text, error);

  if (node == NULL)
    return FALSE;

  gh_log_values_spell (json_node_get_object (node), connection);
  spelling->spelt = json_to_string (node, FALSE);

  return TRUE;
}

/* Each field of each kind of record; nothing is made up where no operation wrote. */
static void
test_spelt (void)
{
  static const struct {
    const char *text;
    const char *spelt;
  } cases[] = {
    { "{\"status\":0,\"status_before\":2}", "{\"status\":\"active\",\"status_before\":\"disabled\"}" },
    { "{\"status\":1,\"until\":1795647600}", "{\"status\":\"bypass\",\"until\":\"2026-11-25T23:00:00Z\"}" },
    { "{\"until\":null,\"unlocked\":29}", "{\"until\":null,\"unlocked\":\"lockout 1d\"}" },
    { "{\"trash\":{\"origin\":1,\"sent\":1795647600,\"sent_by\":\"a\",\"purge_at\":1795647601,\"status_before\":1}}",
      "{\"trash\":{\"origin\":\"hand\",\"sent\":\"2026-11-25T23:00:00Z\",\"sent_by\":\"a\","
      "\"purge_at\":\"2026-11-25T23:00:01Z\",\"status_before\":\"bypass\"}}" },
    { "{\"trash\":null}", "{\"trash\":null}" },
    { "{\"trash\":{\"origin\":3}}", "{\"trash\":{\"origin\":\"sync\"}}" },
    { "{\"groups\":[1,2,77]}", "{\"groups\":[\"VPN\",\"Exam desk\",\"group 77\"]}" },
    { "{\"groups\":[]}", "{\"groups\":[]}" },
    { "{\"user\":1,\"expires\":1795647600,\"uses\":3}",
      "{\"user\":\"anna\",\"expires\":\"2026-11-25T23:00:00Z\",\"uses\":3}" },
    { "{\"phone\":1,\"made\":1795647600,\"codes\":3}",
      "{\"phone\":\"+4722855050\",\"made\":\"2026-11-25T23:00:00Z\",\"codes\":3}" },
    { "{\"directory\":9,\"directory_disabled\":1}", "{\"directory\":\"directory 9\",\"directory_disabled\":true}" },
    { "{\"directory\":null,\"directory_disabled\":0}", "{\"directory\":null,\"directory_disabled\":false}" },
    { "{\"phones\":[1],\"tokens\":[2],\"endpoints\":[]}",
      "{\"phones\":[\"+4722855050\"],\"tokens\":[\"token 2\"],\"endpoints\":[]}" },
    { "{\"created\":1795647600,\"activated\":null,\"last_sync\":null}",
      "{\"created\":\"2026-11-25T23:00:00Z\",\"activated\":null,\"last_sync\":null}" },
    { "{\"notes\":\"1\",\"username\":\"2\",\"aliases\":{\"alias1\":\"x\"}}",
      "{\"notes\":\"1\",\"username\":\"2\",\"aliases\":{\"alias1\":\"x\"}}" },
    { "{\"status\":7,\"until\":999999999999999,\"origin\":-1}",
      "{\"status\":7,\"until\":999999999999999,\"origin\":-1}" },
    { "{\"status\":\"x\",\"groups\":3,\"until\":[true],\"trash\":4}",
      "{\"status\":\"x\",\"groups\":\"group 3\",\"until\":[true],\"trash\":4}" },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *path = g_build_filename (org->folder, "in.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\",\"create-groups\":true}", path);

  g_file_set_contents (path, "username,group1,group2,phone1\nanna,VPN,Exam desk,+4722855050\n", -1, NULL);
  gh_test_do (org, "user.import", NULL, parameters, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Spelling spelling = { cases[i].text, NULL };
      g_autoptr (GError) error = NULL;

      gh_store_read (org->store, spell_cb, &spelling, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (spelling.spelt, ==, cases[i].spelt);
      g_free (spelling.spelt);
    }
}

static void
test_summaries (void)
{
  static const struct {
    const char *operation;
    const char *payload;
    const char *summary;
  } cases[] = {
    { "user.set-status", "{\"parameters\":{\"status\":\"bypass\"},\"target\":{\"query\":\"status:disabled group:vpn\"}}",
      "Status set to Bypass, for status:disabled group:vpn" },
    { "user.set-status",
      "{\"parameters\":{\"status\":\"bypass\",\"until\":\"2026-12-03\"},\"target\":{\"ids\":12}}",
      "Status set to Bypass until 2026-12-03, for 12 users" },
    { "user.trash", "{\"parameters\":{},\"target\":{\"query\":\"username:*\",\"except\":3}}",
      "Sent to the Trash, for username:*, all but 3" },
    { "user.restore", "{\"parameters\":{\"previous-status\":true},\"target\":{\"ids\":2}}",
      "Restored with the previous status, for 2 users in the Trash" },
    { "user.add-to-group", "{\"parameters\":{\"group\":\"VPN\"},\"target\":{\"query\":\"login:never\"}}",
      "Added to group VPN, for login:never" },
    { "user.remove-from-group", "{\"parameters\":{\"group\":\"VPN\"},\"target\":{\"ids\":3},\"label\":\"VPN\"}",
      "Removed from group VPN, for 3 users" },
    { "user.remove-from-group", "{\"parameters\":{\"group\":\"VPN\"},\"target\":{\"ids\":1},\"label\":\"VPN\"}", NULL },
    { "user.add-to-group", "{\"parameters\":{\"group\":\"VPN\"},\"target\":{\"name\":\"anna\"},\"label\":\"VPN\"}", NULL },
    { "user.edit", "{\"parameters\":{\"notes\":\"x\"},\"target\":{\"query\":\"anna\"}}", "Edit User, Notes “x”, for anna" },
    { "group.edit", "{\"parameters\":{\"status\":\"disabled\"},\"target\":{\"name\":\"VPN\"},\"label\":\"VPN\"}",
      "Status set to Disabled, for VPN" },
    { "group.edit", "{\"parameters\":{\"description\":\"x\"},\"target\":{\"name\":\"VPN\"},\"label\":\"VPN\"}", NULL },
    { "user.set-status", "{\"parameters\":{\"status\":\"bypass\"},\"target\":{\"name\":\"anna\"},\"label\":\"anna\"}",
      NULL },
    { "user.add", "{\"parameters\":{\"username\":\"anna\"},\"label\":\"anna\"}", NULL },
    { "no.such", "{\"parameters\":{},\"target\":{\"query\":\"x\"}}", NULL },
    { "user.trash", "{\"nonsense", NULL },
    { "user.trash", "[]", NULL },
    { "user.trash", "{\"parameters\":1,\"target\":2}", NULL },
    { "user.trash", "{\"parameters\":{},\"target\":{\"query\":3}}", NULL },
    { "user.trash", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *summary = gh_log_summarise (cases[i].operation, cases[i].payload);

      g_assert_cmpstr (summary, ==, cases[i].summary);
    }
}

static JsonArray *
export (GhTestOrganisation *org,
        JsonNode          **root)
{
  g_autofree char *path = g_build_filename (org->folder, "log.json", NULL);
  GhView view = { NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (gh_report_export (&gh_report_of_log, org->store, org->actor, &view, GH_REPORT_JSON, path, NULL,
                                   &count, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *root = json_from_string (text, NULL);

  return json_node_get_array (*root);
}

/* No file contains a bare number that stands for something else. */
static void
test_exported (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *key = NULL;
  g_autofree char *other = NULL;
  JsonObject *entry, *skip, *value;

  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "user.set-status", gh_target_new_for_name ("bert"),
              "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  gh_test_do (org, "user.set-status", gh_target_new_for_query ("username:*"),
              "{\"status\":\"bypass\",\"until\":\"2026-12-03\"}", 1);
  key = gh_test_query (org, "SELECT key FROM users WHERE username = 'anna'");
  other = gh_test_query (org, "SELECT key FROM users WHERE username = 'bert'");

  entry = json_array_get_object_element (export (org, &root), 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "object"), ==,
                   "Status set to Bypass until 2026-12-03, for username:*");
  value = json_object_get_object_member (json_object_get_object_member (entry, "old"), key);
  g_assert_cmpstr (json_object_get_string_member (value, "status"), ==, "active");
  value = json_object_get_object_member (json_object_get_object_member (entry, "new"), key);
  g_assert_cmpstr (json_object_get_string_member (value, "status"), ==, "bypass");
  g_assert_cmpstr (json_object_get_string_member (value, "until"), ==, "2026-12-03T23:00:00Z");
  skip = json_array_get_object_element (
    json_object_get_array_member (json_object_get_object_member (entry, "payload"), "skipped"), 0);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (skip, "ids"), 0), ==, other);
}

/* A result names ten of those skipped; more than a hundred are an export. */
static void
test_skipped (void)
{
  static const gint64 rows[] = { 100, 101 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      g_autofree char *path = g_build_filename (org->folder, "skipped.csv", NULL);
      g_autofree char *sql = g_strdup_printf ("%" G_GINT64_FORMAT " skipped", rows[i]);
      g_autoptr (GhResult) result = NULL;
      g_autofree char *text = NULL;
      g_autofree char *file = NULL;
      g_autoptr (GString) names = g_string_new ("u0");

      for (gint64 j = 1; j < rows[i]; j++)
        g_string_append_printf (names, " u%" G_GINT64_FORMAT, j);
      gh_test_add_users (org, names->str);
      gh_test_do (org, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"disabled\"}", rows[i]);
      result = gh_test_run (org, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"disabled\"}");
      text = gh_result_to_text (result);
      g_assert_nonnull (strstr (text, sql));
      g_assert_nonnull (strstr (text, "  u0, u1, u2, u3, u4, u5, u6, u7, u8, u9, and 9"));
      g_assert_nonnull (strstr (text, " more\n"));

      for (GhRole role = 0; role < GH_N_ROLES; role++)
        {
          gboolean may = rows[i] <= 100 || role != GH_ROLE_HELP_DESK;
          g_autoptr (GError) error = NULL;
          g_autoptr (GhReportFile) out = gh_report_file_new (path, &error);
          gint64 count = 0;

          gh_test_act_as (org, role);
          g_assert_cmpint (gh_log_skipped_export (org->store, org->actor, result, path, out, &count, &error), ==, may);
          g_assert_cmpint (count, ==, may ? rows[i] : 0);
          if (!may)
            g_assert_cmpstr (error->message, ==, gh_refusal_get_sentence (GH_REFUSAL_TOO_MANY_ROWS));
        }
      g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
      g_assert_cmpint (g_strrstr (file, ",skipped,") != NULL, ==, TRUE);
    }
}

static void
test_rows (void)
{
  for (GhRole role = 0; role < GH_N_ROLES; role++)
    {
      gboolean may = role != GH_ROLE_HELP_DESK;

      g_assert_cmpint (gh_role_may_take (role, GH_RIGHT_EXPORT, 0), ==, GH_REFUSAL_NONE);
      g_assert_cmpint (gh_role_may_take (role, GH_RIGHT_EXPORT, 100), ==, GH_REFUSAL_NONE);
      g_assert_cmpint (gh_role_may_take (role, GH_RIGHT_EXPORT, 101), ==,
                       may ? GH_REFUSAL_NONE : GH_REFUSAL_TOO_MANY_ROWS);
      g_assert_cmpint (gh_role_may_take (role, GH_RIGHT_EXPORT, 1000000) == GH_REFUSAL_NONE, ==, may);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C4/values/spelt", test_spelt);
  g_test_add_func ("/C4/values/exported", test_exported);
  g_test_add_func ("/L1/summaries", test_summaries);
  g_test_add_func ("/C4/skipped", test_skipped);
  g_test_add_func ("/A4/rows", test_rows);

  return g_test_run ();
}
