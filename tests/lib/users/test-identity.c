/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U7, R4, Q4: first and last names, which users have while identity_proofing is on. Off, none of it is shown or taken,
 * and what is stored stays. */
#include "gh-test-organisation.h"

#include "operations/gh-record-kind.h"
#include "reports/gh-export.h"
#include "users/gh-user-record.h"
#include "users/gh-user-report.h"
#include "users/gh-user-search.h"
#include "users/gh-user.h"

#include <sodium.h>
#include <string.h>

#define EDIT(parameters, changed) \
  gh_test_do (org, "user.edit", gh_target_new_for_name ("anna"), parameters, changed)
#define EDIT_REFUSED(parameters, refusal) \
  gh_test_refused (org, "user.edit", gh_target_new_for_name ("anna"), parameters, refusal)

#define STORED "SELECT group_concat (username || '|' || firstname || '|' || firstname_fold || '|' || lastname || '|' ||" \
               " lastname_fold, ' ') FROM users"

static void
switch_on (GhTestOrganisation *org,
           gboolean            is_on)
{
  gh_test_write_directory (org, is_on ? "UPDATE settings SET value = 1 WHERE key = 'identity_proofing'"
                                      : "UPDATE settings SET value = 0 WHERE key = 'identity_proofing'");
}

static GhTestOrganisation *
make_organisation (gboolean is_on)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  switch_on (org, is_on);

  return org;
}

static char *
write_csv (GhTestOrganisation *org,
           const char         *csv)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, csv, -1, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("{ \"file\": \"%s\" }", path);
}

static void
import (GhTestOrganisation *org,
        const char         *csv,
        gint64              changed)
{
  g_autofree char *parameters = write_csv (org, csv);

  gh_test_do (org, "user.import", NULL, parameters, changed);
}

static void
import_refused (GhTestOrganisation *org,
                const char         *csv,
                GhRefusal           refusal)
{
  g_autofree char *parameters = write_csv (org, csv);

  gh_test_refused (org, "user.import", NULL, parameters, refusal);
}

/* --- editing --- */

static void
test_edit (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autofree char *long_name = g_strnfill (257, 'x');
  g_autofree char *too_long = g_strdup_printf ("{\"last-name\":\"%s\"}", long_name);

  gh_test_add_users (org, "anna");
  EDIT ("{\"first-name\":\"Åsa\",\"last-name\":\"Bergström\",\"notes\":\"x\"}", 1);
  gh_test_assert_query (org, STORED, "anna|Åsa|asa|Bergström|bergstrom");
  EDIT ("{\"first-name\":\"\"}", 1);
  gh_test_assert_query (org, STORED, "anna|||Bergström|bergstrom");
  EDIT_REFUSED ("{\"last-name\":\"Bergström\"}", GH_REFUSAL_ALREADY_SO);
  EDIT_REFUSED (too_long, GH_REFUSAL_TOO_LONG);

  /* O8 */
  EDIT_REFUSED ("{\"first-name\":\"Anna\",\"revision\":2}", GH_REFUSAL_CHANGED_SINCE);
  EDIT ("{\"first-name\":\"Anna\",\"revision\":4}", 1);
}

static void
test_edit_while_off (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);

  gh_test_add_users (org, "anna");
  EDIT ("{\"first-name\":\"Åsa\"}", 1);
  switch_on (org, FALSE);
  EDIT_REFUSED ("{\"first-name\":\"Eva\"}", GH_REFUSAL_NO_IDENTITY_PROOFING);
  EDIT_REFUSED ("{\"last-name\":\"\",\"notes\":\"x\"}", GH_REFUSAL_NO_IDENTITY_PROOFING);
  EDIT ("{\"real-name\":\"Åsa B\"}", 1);
  gh_test_assert_query (org, STORED, "anna|Åsa|asa||");
  gh_test_assert_query (org, "SELECT notes FROM users", "");
}

/* S6: a directory maps neither. */
static void
test_edit_of_managed (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);

  gh_test_add_users (org, "anna");
  gh_test_make_managed (org, "anna");
  EDIT_REFUSED ("{\"real-name\":\"Anna\"}", GH_REFUSAL_FIELD_OF_DIRECTORY);
  EDIT ("{\"first-name\":\"Anna\"}", 1);
}

/* J3: undo and redo put them back with their folds, and do so when the setting has gone off. */
static void
test_undo (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autofree char *before = NULL;
  g_autofree char *again = NULL;

  gh_test_add_users (org, "anna");
  EDIT ("{\"first-name\":\"Åsa\"}", 1);
  before = gh_test_snapshot (org);
  EDIT ("{\"first-name\":\"Eva\",\"last-name\":\"Ölund\"}", 1);
  gh_test_assert_query (org, "SELECT before FROM journal WHERE op = 4", "{\"firstname\":\"Åsa\",\"lastname\":\"\"}");
  gh_test_assert_query (org, "SELECT after FROM journal WHERE op = 4",
                        "{\"firstname\":\"Eva\",\"lastname\":\"Ölund\"}");

  gh_test_do (org, "log.undo", NULL, "{\"entry\":4}", 1);
  again = gh_test_snapshot (org);
  g_assert_cmpstr (again, ==, before);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":5}", 1);
  gh_test_assert_query (org, STORED, "anna|Eva|eva|Ölund|olund");

  switch_on (org, FALSE);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":6}", 1);
  gh_test_assert_query (org, STORED, "anna|Åsa|asa||");
}

/* An edited journal brings back nothing that an edit would refuse. */
static void
test_undo_of_edited_journal (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);

  gh_test_add_users (org, "anna");
  EDIT ("{\"last-name\":\"Berg\"}", 1);
  gh_test_write_directory (org, "UPDATE journal SET before = json_object ('lastname', hex (zeroblob (200)))"
                                " WHERE op = 3");
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":3}", GH_REFUSAL_TOO_LONG);
  gh_test_assert_query (org, STORED, "anna|||Berg|berg");
}

/* --- the record --- */

static gboolean
record_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  g_autoptr (GhStatement) created = gh_connection_prepare_text (connection,
    "SELECT id, after FROM main.journal WHERE op = 2 AND kind = 'user'", error);
  g_autoptr (GString) records = g_string_new (NULL);

  while (gh_statement_next (created))
    {
      g_autoptr (GhStatement) select = gh_connection_prepare (connection, gh_record_kind_user.record, error);
      guint8 hash[crypto_hash_sha256_BYTES];
      const guint8 *after;
      const char *record;
      gsize length;

      gh_statement_bind_int (select, 1, gh_statement_get_int (created, 0));
      g_assert_true (gh_statement_require (select, error));
      record = gh_statement_get_text (select, 0);
      g_string_append_printf (records, "%s\n", record);
      crypto_hash_sha256 (hash, (const guint8 *) record, strlen (record));
      after = gh_statement_get_blob (created, 1, &length);
      g_assert_cmpmem (after, length, hash, sizeof hash);
    }
  *(char **) data = g_string_free (g_steal_pointer (&records), FALSE);

  return gh_statement_finish (created, error);
}

/* J1: the record has them only where there are any, however it was made, and undo and redo keep them. */
static void
test_record (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autofree char *records = NULL;
  g_autofree char *before = NULL;
  g_autofree char *again = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  import (org, "username,firstname,lastname\nanna,Åsa,\"Berg \"\"B\"\"\"\nbob,,\ncarl,,Carlsen\n", 3);
  gh_store_read (org->store, record_cb, &records, &error);
  g_assert_no_error (error);
  lines = g_strsplit (records, "\n", -1);
  g_assert_true (g_str_has_suffix (lines[0], "\"endpoints\":[],\"firstname\":\"Åsa\",\"lastname\":\"Berg \\\"B\\\"\"}"));
  g_assert_true (g_str_has_suffix (lines[1], "\"tokens\":[],\"endpoints\":[]}"));
  g_assert_true (g_str_has_suffix (lines[2], "\"endpoints\":[],\"lastname\":\"Carlsen\"}"));

  before = gh_test_snapshot (org);
  gh_test_do (org, "log.undo", NULL, "{\"entry\":2}", 3);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":3}", 3);
  again = gh_test_snapshot (org);
  g_assert_cmpstr (again, ==, before);
}

/* --- import --- */

static void
test_import (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (FALSE);
  g_autofree char *long_name = g_strnfill (257, 'x');
  g_autofree char *too_long = g_strdup_printf ("username,lastname\nbob,%s\n", long_name);

  import_refused (org, "username,firstname\nanna,Anna\n", GH_REFUSAL_UNKNOWN_COLUMN);
  import_refused (org, "username,LastName\nanna,Berg\n", GH_REFUSAL_UNKNOWN_COLUMN);

  switch_on (org, TRUE);
  import (org, "username,realname,FirstName, lastname \nanna,Anna Berg,Anna,Berg\nbob,,,\n", 2);
  gh_test_assert_query (org, STORED, "anna|Anna|anna|Berg|berg bob||||");
  import_refused (org, too_long, GH_REFUSAL_TOO_LONG);

  /* An empty cell is as it is, and so is a column that the file lacks. */
  import (org, "username,firstname,lastname\nanna,,Bäck\nbob,Bob,\n", 2);
  gh_test_assert_query (org, STORED, "anna|Anna|anna|Bäck|back bob|Bob|bob||");
  gh_test_assert_query (org, "SELECT group_concat (before || after, ' ') FROM journal WHERE op = 3 ORDER BY id",
                        "{\"lastname\":\"Berg\"}{\"lastname\":\"Bäck\"} {\"firstname\":\"\"}{\"firstname\":\"Bob\"}");
  gh_test_do (org, "log.undo", NULL, NULL, 2);
  gh_test_assert_query (org, STORED, "anna|Anna|anna|Berg|berg bob||||");

  switch_on (org, FALSE);
  import (org, "username,realname,notes\nanna,A B,x\ncarl,C,\n", 2);
  gh_test_assert_query (org, STORED, "anna|Anna|anna|Berg|berg bob|||| carl||||");
}

/* The preview names the columns with the old and the new value. */
static void
test_preview (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autofree char *parameters = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GhResult) rehearsal = NULL;

  import (org, "username,firstname,lastname\nanna,Anna,Berg\n", 1);
  parameters = write_csv (org, "username,firstname,lastname\nanna,Eva,Berg\n");
  rehearsal = gh_test_rehearse (org, "user.import", NULL, parameters);
  text = gh_result_to_text (rehearsal);
  g_assert_cmpuint (gh_result_lines_count (rehearsal->lines, GH_LINE_CHANGED), ==, 1);
  g_assert_nonnull (strstr (text, "firstname"));
  g_assert_nonnull (strstr (text, "Eva"));
  g_assert_null (strstr (text, "lastname"));
}

/* --- reports --- */

static char *
export (GhTestOrganisation *org,
        GhReportFormat      format)
{
  g_autofree char *path = g_build_filename (org->folder, "report", NULL);
  GhView view = { .scope = GH_USER_SCOPE_USERS };
  g_autoptr (GError) error = NULL;
  gint64 count;
  char *text;

  gh_report_export (&gh_report_of_users, org->store, org->actor, &view, format, path, NULL, &count, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

#define PEOPLE "username,realname,firstname,lastname,email\nanna,Anna Berg,Anna,Berg,a@ex.test\n" \
               "bob,,\"'=Bob\n\",\"O\"\"Brien, \",\n" "carl,Carl,,,\n"

static void
test_exact_round_trip (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autoptr (GhTestOrganisation) other = make_organisation (TRUE);
  g_autofree char *exact = NULL;
  g_autofree char *again = NULL;

  import (org, PEOPLE, 3);
  gh_test_assert_query (org, "SELECT firstname FROM users WHERE username = 'bob'", "=Bob\n");
  exact = export (org, GH_REPORT_CSV_EXACT);
  g_assert_true (g_str_has_prefix (exact, "username,realname,firstname,lastname,alias1,"));
  import (other, exact, 3);
  again = export (other, GH_REPORT_CSV_EXACT);
  g_assert_cmpstr (again, ==, exact);
  gh_test_assert_query (other, "SELECT group_concat (hex (firstname || '|' || lastname), ' ') FROM users",
                        "416E6E617C42657267 3D426F620A7C4F22427269656E2C20 7C");
}

static void
test_safe_round_trip (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autoptr (GhTestOrganisation) other = make_organisation (TRUE);
  g_autofree char *safe = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *again = NULL;

  import (org, PEOPLE, 3);
  safe = export (org, GH_REPORT_CSV_SAFE);
  g_assert_nonnull (strstr (safe, "\"'=Bob\n\""));
  import (other, safe + strlen ("\xef\xbb\xbf"), 3);
  exact = export (org, GH_REPORT_CSV_EXACT);
  again = export (other, GH_REPORT_CSV_EXACT);
  g_assert_cmpstr (again, ==, exact);
}

/* R8: the API always has the keys; they are empty while the setting is off. */
static void
test_reports_follow_setting (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autofree char *json = NULL;
  g_autofree char *json_off = NULL;
  g_autofree char *csv_off = NULL;

  import (org, PEOPLE, 3);
  json = export (org, GH_REPORT_JSON);
  g_assert_nonnull (strstr (json, "\"realname\":\"Anna Berg\",\"firstname\":\"Anna\",\"lastname\":\"Berg\",\"email\""));
  g_assert_nonnull (strstr (json, "\"firstname\":\"=Bob\\n\",\"lastname\":\"O\\\"Brien, \""));

  switch_on (org, FALSE);
  json_off = export (org, GH_REPORT_JSON);
  g_assert_nonnull (strstr (json_off, "\"realname\":\"Anna Berg\",\"firstname\":\"\",\"lastname\":\"\",\"email\""));
  g_assert_null (strstr (json_off, "Brien"));
  csv_off = export (org, GH_REPORT_CSV_SAFE);
  g_assert_nonnull (strstr (csv_off, "username,realname,alias1,"));
  g_assert_null (strstr (csv_off, "firstname"));
  g_assert_null (strstr (csv_off, "Brien"));
}

/* --- one user --- */

static gboolean
load_user_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  return (*(GhUser **) data = gh_user_load (connection, 1, GH_TEST_NOW, error)) != NULL;
}

static GhUser *
load_user (GhTestOrganisation *org)
{
  GhUser *user = NULL;
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, load_user_cb, &user, &error);
  g_assert_no_error (error);

  return user;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_user (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (TRUE);
  g_autoptr (GhUser) user = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *none = NULL;
  guint n = 0;

  import (org, PEOPLE, 3);
  user = load_user (org);
  g_object_get (user, "firstname", &first, "lastname", &last, NULL);
  g_assert_cmpstr (first, ==, "Anna");
  g_assert_cmpstr (last, ==, "Berg");

  g_signal_connect_swapped (user, "notify::firstname", G_CALLBACK (count_cb), &n);
  gh_user_take (user, load_user (org));
  g_assert_cmpuint (n, ==, 0);
  switch_on (org, FALSE);
  gh_user_take (user, load_user (org));
  g_assert_cmpuint (n, ==, 1);
  g_object_get (user, "firstname", &none, NULL);
  g_assert_cmpstr (none, ==, "");
}

/* --- queries --- */

typedef struct {
  const char *query;
  const char *sort;
  char       *names;
  GError     *error;
} Listing;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Listing *listing = data;
  const GhView view = { .query = listing->query, .sort = listing->sort, .now = GH_TEST_NOW, .time_zone = "UTC" };
  const GhViewKind *kind = gh_user_views_read (connection, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_nonnull (kind);
  if (!gh_view_list (kind, &view, connection, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (gh_record_kind_describe (&gh_record_kind_user, connection, g_array_index (ids, gint64, i), NULL,
                                              &name, error));
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }
  listing->names = g_string_free (g_steal_pointer (&names), FALSE);

  return TRUE;
}

static void
check_list (GhTestOrganisation *org,
            const char         *query,
            const char         *sort,
            const char         *expected)
{
  Listing listing = { query, sort, NULL, NULL };
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, list_cb, &listing, &error);
  g_assert_no_error (error);
  names = listing.names;
  g_assert_cmpstr (names, ==, expected);
}

static GhTestOrganisation *
make_people (void)
{
  GhTestOrganisation *org = make_organisation (TRUE);

  import (org, "username,firstname,lastname\nu1,Åsa,Bergström\nu2,asa,\nu3,,O'Hara\nu4,Zoë,Åberg\n", 4);

  return org;
}

static void
test_fields (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check_list (org, "firstname:asa", NULL, "u1 u2");
  check_list (org, "firstname:as -lastname:berg", NULL, "u2");
  check_list (org, "lastname:=åberg", NULL, "u4");
  check_list (org, "firstname:*", NULL, "u1 u2 u4");
  check_list (org, "-lastname:*", NULL, "u2");
  check_list (org, "lastname:o’hara,bergs", NULL, "u1 u3");
  check_list (org, "berg", NULL, "u1 u4");
  check_list (org, "-ASA", NULL, "u3 u4");
  check_list (org, NULL, "lastname", "u2 u4 u1 u3");
  check_list (org, NULL, "firstname:desc", "u4 u1 u2 u3");

  switch_on (org, FALSE);
  check_list (org, "firstname:asa", NULL, "");
  check_list (org, "firstname:*", NULL, "");
  check_list (org, "berg", NULL, "");
  check_list (org, "-asa", NULL, "u1 u2 u3 u4");
}

static void
test_no_sort_while_off (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();
  Listing listing = { NULL, "lastname", NULL, NULL };
  g_autoptr (GError) error = NULL;

  switch_on (org, FALSE);
  g_assert_false (gh_store_read (org->store, list_cb, &listing, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
}

/* O2: an operation finds its targets as the lists do. */
static void
test_targets (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  gh_test_do (org, "user.edit", gh_target_new_for_query ("lastname:berg"), "{\"notes\":\"x\"}", 2);
  switch_on (org, FALSE);
  gh_test_refused (org, "user.edit", gh_target_new_for_query ("lastname:berg"), "{\"notes\":\"y\"}",
                   GH_REFUSAL_NO_TARGETS);
}

/* --- the index in memory --- */

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return gh_user_search_load (data, connection, NULL, error);
}

static GhUserSearch *
load (GhTestOrganisation *org)
{
  GhUserSearch *search = gh_user_search_new ();
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, load_cb, search, &error);
  g_assert_no_error (error);

  return search;
}

/* While off it holds none of their texts. */
static void
test_index_memory (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation (FALSE);
  g_autoptr (GhUserSearch) none = NULL;
  g_autoptr (GhUserSearch) off = NULL;
  g_autoptr (GhUserSearch) on = NULL;

  gh_result_free (gh_test_run (org, "organisation.fill-practice", NULL,
                               "{\"users\":4000,\"seed\":3,\"today\":\"2026-11-24T00:00:00Z\"}"));
  none = load (org);
  gh_test_write_directory (org, "UPDATE users SET firstname = hex (zeroblob (100)), firstname_fold = hex (zeroblob (100))");
  off = load (org);
  g_assert_false (gh_user_search_has_identity (off));
  g_assert_cmpuint (gh_user_search_get_memory (off), ==, gh_user_search_get_memory (none));

  switch_on (org, TRUE);
  on = load (org);
  g_assert_true (gh_user_search_has_identity (on));
  g_assert_cmpuint (gh_user_search_get_memory (on), >=, gh_user_search_get_memory (off) + 4000 * 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/U7/identity/edit", test_edit);
  g_test_add_func ("/U7/identity/edit-while-off", test_edit_while_off);
  g_test_add_func ("/S6/identity/edit-of-managed", test_edit_of_managed);
  g_test_add_func ("/J3/identity/undo", test_undo);
  g_test_add_func ("/J3/identity/undo-of-edited-journal", test_undo_of_edited_journal);
  g_test_add_func ("/J1/identity/record", test_record);
  g_test_add_func ("/R7/identity/import", test_import);
  g_test_add_func ("/U10/identity/preview", test_preview);
  g_test_add_func ("/R4/identity/exact-round-trip", test_exact_round_trip);
  g_test_add_func ("/R4/identity/safe-round-trip", test_safe_round_trip);
  g_test_add_func ("/R8/identity/reports-follow-setting", test_reports_follow_setting);
  g_test_add_func ("/U7/identity/user", test_user);
  g_test_add_func ("/Q4/identity/fields", test_fields);
  g_test_add_func ("/Q7/identity/no-sort-while-off", test_no_sort_while_off);
  g_test_add_func ("/O2/identity/targets", test_targets);
  g_test_add_func ("/U3/identity/index-memory", test_index_memory);

  return g_test_run ();
}
