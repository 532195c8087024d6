/* SPDX-License-Identifier: GPL-3.0-or-later */
/* X, Z1: whoever can write the file can put any JSON into it. Readers of the log report it, and undo refuses. */
#include "gh-test-organisation.h"

#include "base/gh-json-reader.h"
#include "logs/gh-log-entry.h"
#include "logs/gh-log-export.h"
#include "logs/gh-log-result.h"
#include "logs/gh-log-verify.h"

#include <string.h>

/* --- texts --- */

static char *
make_deep (const char *open,
           char        close)
{
  g_autoptr (GString) text = g_string_new ("{\"status\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, open);
  g_string_append_c (text, '0');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, close);
  g_string_append_c (text, '}');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* None of these is valid JSON. */
static GPtrArray *
make_unreadable (void)
{
  static const char *const texts[] = {
    "", "{", "{\"status\":0", "status", "{\"status\":0,\"status\":1}", "{\"status\":0,\"st\\u0061tus\":1}", "{\"status\":\"\\ud800\"}",
    "{\"realname\":\"a\\u0000b\"}", "{\"realname\":\"\xff\"}", "{'status':0}", "{\"status\":1e999}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
  };
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (all, g_strdup (texts[i]));
  g_ptr_array_add (all, make_deep ("[", ']'));
  g_ptr_array_add (all, make_deep ("{\"a\":", '}'));

  return all;
}

/* Valid JSON, but not what is expected there. */
static const char *const odd[] = {
  "5", "\"x\"", "null", "[]", "{}", "{\"parameters\":5,\"host\":[],\"login\":{},\"skipped\":7}",
  "{\"parameters\":{\"file\":{},\"status\":[],\"until\":5},\"skipped\":{\"ids\":1}}",
  "{\"skipped\":[5,null,[],{},{\"reason\":5,\"kind\":[],\"count\":\"x\",\"ids\":[{},\"x\",[1],null,1.5,1e300]}]}",
  "{\"skipped\":[{\"reason\":\"no such\",\"kind\":\"no such\",\"count\":-9223372036854775808,\"ids\":{}}]}",
  "{\"status\":\"x\"}", "{\"status\":[1]}", "{\"status\":-1}", "{\"status\":9223372036854775807}", "{\"status\":null}",
  "{\"until\":9223372036854775807}", "{\"until\":-9223372036854775808}", "{\"until\":1e300}", "{\"username\":null}", "{\"groups\":{\"a\":[]},\"aliases\":7,\"phones\":\"x\"}",
  "{\"trash\":{\"origin\":[]}}", "{\"unlocked\":\"x\",\"restored\":{}}",
  "{\"status\":1e-8}", "[1e-8,-1E+22,5e-324,1.7976931348623157e308,-0.0,1.0,0.1]", "{\"until\":-1e-300,\"a\\u0001\\\"b\":{\"c\":[1e300]}}",
};

/* --- the organisation --- */

/* Entry 4 changed two users. */
static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert");
  g_assert_cmpint (gh_test_do (org, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"bypass\"}", 2), ==, 4);

  return org;
}

static void
write_json (GhTestOrganisation *org,
            const char         *set,
            const char         *text)
{
  g_autoptr (GString) sql = g_string_new (set);
  g_autoptr (GString) hex = g_string_new (NULL);

  for (; *text != '\0'; text++)
    g_string_append_printf (hex, "%02x", (guchar) *text);
  g_string_replace (sql, "HEX", hex->str, 1);
  gh_test_write_directory (org, sql->str);
}

/* --- readers --- */

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  guint *n_problems = data;
  g_autoptr (GPtrArray) skips = gh_log_skips_read (connection, 4, error);
  g_autoptr (GhLogDetails) details = gh_log_details_read (connection, 4, 10, error);

  g_assert_nonnull (skips);
  g_assert_nonnull (details);
  g_assert_cmpuint (details->changes->len, ==, 2);
  for (guint i = 0; i < details->changes->len; i++)
    *n_problems += ((const GhLogChange *) g_ptr_array_index (details->changes, i))->problem != NULL;

  return TRUE;
}

/* Lists, details and files show what can be shown; JSON output is valid. Returns how often it says why not. */
static guint
read_log (GhTestOrganisation *org)
{
  static const GhReportFormat formats[] = { GH_REPORT_CSV_SAFE, GH_REPORT_CSV_EXACT, GH_REPORT_JSON };
  g_autofree char *path = g_build_filename (org->folder, "log.out", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const GhView view = { NULL };
  guint n_problems = 0;
  gint64 count;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_assert_true (gh_report_export (&gh_report_of_log, org->store, org->actor, &view, formats[i], path, NULL,
                                       &count, &error));
      g_assert_no_error (error);
      g_assert_cmpint (count, ==, 4);
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = gh_json_parse (text, &error);
  g_assert_no_error (error);

  g_assert_true (gh_log_result_export (org->store, org->actor, 4, path, NULL, &count, &error));
  g_assert_no_error (error);
  gh_store_read (org->store, read_cb, &n_problems, &error);
  g_assert_no_error (error);

  report = gh_log_verify (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->state, ==, GH_LOG_BROKEN);

  parts = g_strsplit (text, "{\"unreadable\":\"JSON, byte ", -1);

  return n_problems + g_strv_length (parts) - 1;
}

/* O8: an edit based on a revision before the entry; what changed since is unknown, so it stays. */
static void
edit (GhTestOrganisation *org,
      gboolean            is_unreadable)
{
  g_autoptr (GhTarget) target = gh_target_new_for_query ("username:=anna");
  g_autoptr (JsonNode) parameters = gh_json_parse ("{\"notes\":\"new\",\"revision\":3}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_rehearse (org->store,
                                             &(GhRequest) {
                                               .operation = gh_operation_find ("user.edit"),
                                               .actor = org->actor,
                                               .target = target,
                                               .parameters = json_node_get_object (parameters),
                                             },
                                             NULL, &error);

  g_assert_true (result != NULL || error != NULL);
  if (is_unreadable && result != NULL)
    g_assert_true (result->is_refused);
}

/* --- undo --- */

static void
undo (GhTestOrganisation *org,
      gboolean            is_unreadable)
{
  const char *statuses = "SELECT group_concat (status) FROM user_status";
  g_autofree char *before = gh_test_query (org, statuses);
  g_autoptr (JsonNode) parameters = gh_json_parse ("{\"entry\":4}", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) {
                                          .operation = gh_operation_find ("log.undo"),
                                          .actor = org->actor,
                                          .parameters = json_node_get_object (parameters),
                                        },
                                        NULL, &error);

  g_assert_true (result != NULL || error != NULL);
  if (!is_unreadable)
    return;

  g_assert_no_error (error);
  g_assert_true (result->is_refused);
  g_assert_cmpint (((GhSkip *) g_ptr_array_index (result->skips, 0))->refusal, ==, GH_REFUSAL_JOURNAL_UNREADABLE);
  g_assert_nonnull (strstr (text = gh_result_to_text (result), "(user 1)"));
  gh_test_assert_query (org, statuses, before);
  gh_test_assert_query (org, "SELECT count (*) FROM log", "4");
}

#define PAYLOAD "UPDATE log SET payload = CAST (x'HEX' AS TEXT) WHERE seq = 4"
#define BEFORE "UPDATE journal SET before = CAST (x'HEX' AS TEXT) WHERE op = 4"
#define AFTER "UPDATE journal SET after = CAST (x'HEX' AS TEXT) WHERE op = 4"

/* Reported once for the payload, and once per user's row in file and details. */
static void
test_unreadable (gconstpointer data)
{
  const char *set = data;
  g_autoptr (GPtrArray) texts = make_unreadable ();
  gboolean is_payload = strcmp (set, PAYLOAD) == 0;

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();

      write_json (org, set, g_ptr_array_index (texts, i));
      g_assert_cmpuint (read_log (org), ==, is_payload ? 1 : 4);
      if (!is_payload)
        edit (org, strcmp (set, BEFORE) == 0);
      undo (org, strcmp (set, BEFORE) == 0);
    }
}

static void
test_odd (gconstpointer data)
{
  const char *set = data;

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GhTestOrganisation) org = make_organisation ();

      write_json (org, set, odd[i]);
      g_assert_cmpuint (read_log (org), ==, 0);
      edit (org, FALSE);
      undo (org, FALSE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/X/hostile-json/payload/unreadable", PAYLOAD, test_unreadable);
  g_test_add_data_func ("/X/hostile-json/journal-before/unreadable", BEFORE, test_unreadable);
  g_test_add_data_func ("/X/hostile-json/journal-after/unreadable", AFTER, test_unreadable);
  g_test_add_data_func ("/X/hostile-json/payload/odd", PAYLOAD, test_odd);
  g_test_add_data_func ("/X/hostile-json/journal-before/odd", BEFORE, test_odd);
  g_test_add_data_func ("/X/hostile-json/journal-after/odd", AFTER, test_odd);

  return g_test_run ();
}
