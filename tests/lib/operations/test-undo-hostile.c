/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O5, J3, L4: a journal edited in the file. Undo, the log and its check answer; they do not crash, hang or write half
 * of it. */
#include "gh-test-organisation.h"

#include "logs/gh-log-entry.h"
#include "logs/gh-log-export.h"
#include "logs/gh-log-result.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-organisation.h"

#define ALL gh_target_new_for_query ("username:*")

/* What undoing entry 7 leads to. */
typedef enum {
  REFUSED,     /* with a refusal that names the record */
  SKIPPED,     /* anna stays as she is */
  FAILED,      /* with an error that says which entry */
  WHOLE,       /* the edit does not matter */
} Outcome;

typedef struct {
  const char *name;
  const char *sql;
  Outcome     outcome;
  GhRefusal   refusal;
} Case;

#define ROW(set) "UPDATE journal SET " set " WHERE op = 7 AND kind = 'user' AND id = 1"

/* 1 created · 2–4 anna bert cleo · 5 group · 6 all joined · 7 all Disabled · 8 bert's notes */
static const Case cases[] = {
  { "kind/unknown", ROW ("kind = 'spaceship'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "kind/empty", ROW ("kind = ''"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "kind/control-characters", ROW ("kind = char (27) || '[2J' || CAST (x'ff' AS TEXT)"), REFUSED,
    GH_REFUSAL_JOURNAL_UNREADABLE },
  { "kind/huge", ROW ("kind = hex (zeroblob (500000))"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "kind/of-another", ROW ("kind = 'group'"), SKIPPED, GH_REFUSAL_EDITED_SINCE },
  { "before/no-json", ROW ("before = 'status 0'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/cut", ROW ("before = '{\"status\":'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/empty", ROW ("before = ''"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/no-object", ROW ("before = '[0]'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/number", ROW ("before = '0'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/gone", ROW ("before = NULL"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/unknown-field", ROW ("before = '{\"status\":0,\"shoe\":44}'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/field-with-blanks", ROW ("before = '{\"email:text notes\":\"x\"}'"), REFUSED,
    GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/field-more-than-after", ROW ("before = '{\"status\":0,\"notes\":\"x\"}'"), WHOLE },
  { "before/status-text", ROW ("before = '{\"status\":\"active\"}'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/status-null", ROW ("before = '{\"status\":null}'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/status-unknown", ROW ("before = '{\"status\":7}'"), FAILED },
  { "before/groups-text", ROW ("before = '{\"groups\":\"1\"}', after = '{\"groups\":[]}'"), REFUSED,
    GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/groups-of-texts", ROW ("before = '{\"groups\":[\"x\"]}', after = '{\"groups\":[]}'"), SKIPPED,
    GH_REFUSAL_OWNER_GONE },
  { "before/groups-unknown", ROW ("before = '{\"groups\":[99]}', after = '{\"groups\":[]}'"), SKIPPED,
    GH_REFUSAL_OWNER_GONE },
  { "before/groups-twice", ROW ("before = '{\"groups\":[1,1]}', after = '{\"groups\":[]}'"), FAILED },
  { "before/aliases-of-numbers", ROW ("before = '{\"aliases\":{\"alias9\":\"x\"}}', after = '{\"aliases\":{}}'"),
    FAILED },
  { "before/trash-in-part", ROW ("before = '{\"trash\":{}}', after = '{\"trash\":null}'"), FAILED },
  { "before/name-of-another", ROW ("before = '{\"username\":\"bert\"}', after = '{\"username\":\"anna\"}'"), SKIPPED,
    GH_REFUSAL_NAME_TAKEN },
  { "before/name-empty", ROW ("before = '{\"username\":\"\"}', after = '{\"username\":\"anna\"}'"), SKIPPED,
    GH_REFUSAL_NAME_EMPTY },
  { "before/name-of-control-characters",
    ROW ("before = '{\"username\":\"a\\u001b[2J\"}', after = '{\"username\":\"anna\"}'"), SKIPPED,
    GH_REFUSAL_NAME_CHARACTERS },
  { "before/not-utf8", ROW ("before = CAST (x'7b226e6f746573223a22ff227d' AS TEXT), after = '{\"notes\":\"\"}'"), REFUSED,
    GH_REFUSAL_JOURNAL_UNREADABLE },
  { "before/huge", ROW ("before = '{\"notes\":\"' || hex (zeroblob (3000000)) || '\"}', after = '{\"notes\":\"\"}'"),
    SKIPPED, GH_REFUSAL_TOO_LONG },
  { "after/gone", ROW ("after = NULL"), SKIPPED, GH_REFUSAL_EDITED_SINCE },
  { "after/hash", ROW ("after = zeroblob (32)"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "after/number", ROW ("after = 5"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "after/no-json", ROW ("after = '}'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "row/as-created", ROW ("before = NULL, after = zeroblob (32)"), WHOLE },
  { "row/as-erased", ROW ("before = NULL, after = NULL, salt = NULL"), SKIPPED, GH_REFUSAL_EDITED_SINCE },
  { "salt/gone", ROW ("salt = NULL"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "id/of-nobody", ROW ("id = 99"), WHOLE },
  { "id/zero", ROW ("id = 0, before = 'x'"), REFUSED, GH_REFUSAL_JOURNAL_UNREADABLE },
  { "id/least", ROW ("id = -9223372036854775808"), WHOLE },
  { "prev/itself", "UPDATE journal SET prev = op", WHOLE },
  { "prev/loop", "UPDATE journal SET prev = 8 WHERE op = 7; UPDATE journal SET prev = 7 WHERE op = 8", WHOLE },
  { "prev/nowhere", "UPDATE journal SET prev = 4611686018427387904", WHOLE },
  { "prev/negative", "UPDATE journal SET prev = -5", WHOLE },
  { "undoes/itself", "UPDATE log SET undoes = 8 WHERE seq = 8", WHOLE },
  { "undoes/later", "UPDATE log SET undoes = 8 WHERE seq = 7", REFUSED, GH_REFUSAL_CANNOT_BE_UNDONE },
  { "undoes/loop", "UPDATE log SET undoes = 8 WHERE seq = 7; UPDATE log SET undoes = 7 WHERE seq = 8", REFUSED,
    GH_REFUSAL_UNDONE_ALREADY },
  { "operation/unknown", "UPDATE log SET operation = 'ship.launch' WHERE seq = 7", REFUSED,
    GH_REFUSAL_CANNOT_BE_UNDONE },
  { "entry/gone", "PRAGMA foreign_keys = OFF; DELETE FROM log WHERE seq = 7", REFUSED, GH_REFUSAL_NO_SUCH_ENTRY },
  { "payload/no-json", "UPDATE log SET payload = '{'", WHOLE },
  { "payload/other-types", "UPDATE log SET payload = '{\"parameters\":[],\"label\":{},\"actor\":7,\"skipped\":[1,{\"ids\":5},"
    "{\"reason\":9,\"kind\":[],\"count\":\"x\",\"ids\":[\"y\",{}]}],\"target\":\"t\",\"host\":{}}'", WHOLE },
  { "last-op/later", "UPDATE user_status SET last_op = 4611686018427387904 WHERE user_id = 1", SKIPPED,
    GH_REFUSAL_EDITED_SINCE },
  { "last-op/negative", "UPDATE user_status SET last_op = -1 WHERE user_id = 1", SKIPPED, GH_REFUSAL_EDITED_SINCE },
};

static GhTestOrganisation *
make_organisation (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert cleo");
  gh_test_do (org, "group.add", NULL, "{\"name\":\"VPN\"}", 1);
  gh_test_do (org, "user.add-to-group", ALL, "{\"group\":\"VPN\"}", 3);
  gh_test_do (org, "user.set-status", ALL, "{\"status\":\"disabled\"}", 3);
  gh_test_do (org, "user.edit", gh_target_new_for_name ("bert"), "{\"notes\":\"x\"}", 1);

  return org;
}

static gboolean
names (const GhResult *result,
       GhRefusal       refusal)
{
  return gh_test_count_skipped (result, refusal) > 0;
}

static void
check_undo (GhTestOrganisation *org,
            const Case         *what)
{
  g_autofree char *before = gh_test_snapshot (org);
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;

  json_object_set_int_member (parameters, "entry", 7);
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("log.undo"),
                     .actor = org->actor,
                     .parameters = parameters,
                   },
                   NULL, &error);
  after = gh_test_snapshot (org);

  if (what->outcome == FAILED)
    {
      g_assert_null (result);
      g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "Entry 7 cannot be undone"));
      g_assert_cmpstr (after, ==, before);
      return;
    }

  g_assert_no_error (error);
  text = gh_result_to_text (result);
  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <, 2000);
  if (what->outcome == REFUSED)
    {
      g_assert_true (result->is_refused);
      g_assert_true (names (result, what->refusal));
      g_assert_cmpstr (after, ==, before);
    }
  else
    {
      g_assert_false (result->is_refused);
      if (what->outcome == SKIPPED)
        {
          g_assert_true (names (result, what->refusal));
          gh_test_assert_query (org, "SELECT username || status FROM users JOIN user_status ON user_id = id WHERE id = 1",
                                "anna2");
        }
      /* All others are put back. */
      gh_test_assert_query (org, "SELECT status FROM user_status WHERE user_id = 3", "0");
    }
}

/* --- the log --- */

static gboolean
read_log_cb (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  GhTestOrganisation *org = data;
  g_autofree char *time_zone = gh_organisation_read_time_zone (connection, error);
  GhView view = { .query = "user:anna", .now = gh_clock_now (org->clock), .time_zone = time_zone };
  g_autofree char *path = g_build_filename (org->folder, "log.json", NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhReportFile) file = NULL;
  gint64 count;

  if (time_zone == NULL || !gh_view_list (&gh_log_views, &view, connection, entries, error))
    return FALSE;

  view.query = NULL;
  g_array_set_size (entries, 0);
  if (!gh_view_list (&gh_log_views, &view, connection, entries, error))
    return FALSE;
  g_assert_cmpuint (entries->len, >=, 7);

  for (guint i = 0; i < entries->len; i++)
    {
      gint64 entry = g_array_index (entries, gint64, i);
      g_autoptr (GhLogDetails) details = gh_log_details_read (connection, entry, 40, error);
      g_autoptr (GPtrArray) skips = gh_log_skips_read (connection, entry, error);

      if (details == NULL || skips == NULL)
        return FALSE;
      for (guint j = 0; j < details->changes->len; j++)
        {
          const GhLogChange *change = g_ptr_array_index (details->changes, j);

          g_assert_true (change->label == NULL || g_utf8_validate (change->label, -1, NULL));
          g_assert_true (change->kind != NULL && g_utf8_validate (change->kind, -1, NULL));
        }
    }

  file = gh_report_file_new (path, error);

  return file != NULL &&
         gh_report_of_log.write (&view, connection, GH_REPORT_JSON, file, NULL, &count, error) &&
         gh_report_file_commit (file, error);
}

static void
check_log (GhTestOrganisation *org)
{
  g_autofree char *path = g_build_filename (org->folder, "log.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, read_log_cb, org, &error);
  g_assert_no_error (error);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  report = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
}

static void
test_case (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (GhTestOrganisation) org = make_organisation ();
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_write_directory (org, what->sql);
  if (!g_str_has_prefix (what->name, "last-op/"))
    {
      report = gh_log_verify_chain (org->store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (report->state, ==, GH_LOG_BROKEN);
    }
  check_log (org);
  check_undo (org, what);
  check_log (org);
}

/* --- once more --- */

/* Where part of a record is missing, what should be journaled cannot be read: an error, not silence. */
static void
test_record_in_part (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_add_users (org, "anna");
  gh_test_write_directory (org, "PRAGMA foreign_keys = OFF; DELETE FROM users");
  result = gh_run (org->store,
                   &(GhRequest) { .operation = gh_operation_find ("log.undo"), .actor = org->actor }, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "user 1"));
  gh_test_assert_query (org, "SELECT count (*) FROM log", "2");
}

static gboolean
fail_silently (GhRun   *run,
               GError **error)
{
  return FALSE;
}

/* Whatever an operation forgets, its caller gets a result or error. */
static void
test_failure_without_error (void)
{
  const GhOperation operation = { .name = "log.undo", .plan = fail_silently };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_rehearse (org->store, &(GhRequest) { .operation = &operation, .actor = org->actor }, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (gh_run (org->store, &(GhRequest) { .operation = &operation, .actor = org->actor }, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_DAMAGED);
}

/* A long chain of rows that point back one entry each is quick to follow to its end. */
static void
test_long_walk (void)
{
  g_autoptr (GhTestOrganisation) org = make_organisation ();

  gh_test_write_directory (org,
    "WITH RECURSIVE n (i) AS (SELECT 9 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT INTO log SELECT i, time, actor_kind, actor_id, way, 'log.undo', i - 1, NULL, NULL, result, 1, 0, 1,"
    " journal_hash, salt, payload, hash, NULL, NULL FROM n, log WHERE seq = 8;"
    "WITH RECURSIVE n (i) AS (SELECT 9 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT INTO journal SELECT i, kind, id, i - 1, before, after, salt, hash FROM n, journal WHERE op = 8;"
    "UPDATE user_status SET last_op = 2000 WHERE user_id = 2; UPDATE head SET seq = 2000");
  /* The edit of entry 8 was undone and redone an even number of times. */
  gh_test_refused (org, "log.undo", NULL, "{\"entry\":8}", GH_REFUSAL_UNDONE_ALREADY);
  gh_test_do (org, "log.undo", NULL, NULL, 1);
  gh_test_assert_query (org, "SELECT undoes FROM log ORDER BY seq DESC LIMIT 1", "2000");
  gh_test_do (org, "log.undo", NULL, "{\"entry\":7}", 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/J3/hostile-journal/%s", cases[i].name);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/O5/hostile-journal/record-in-part", test_record_in_part);
  g_test_add_func ("/O4/hostile-journal/failure-without-error", test_failure_without_error);
  g_test_add_func ("/J3/hostile-journal/long-walk", test_long_walk);

  return g_test_run ();
}
