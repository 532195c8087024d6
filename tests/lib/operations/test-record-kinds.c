/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations of the test create, change and remove one record of each kind: whatever handles every kind, such as undo,
 * the log check and the change feed, finds it. A new kind needs a row below. */
#include "gh-test-organisation.h"

#include "logs/gh-log-entry.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-changes.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"

#include <string.h>

/* User 1, anna, already exists. */
typedef struct {
  const char *kind;
  const char *key;
  const char *label;
  const char *make;        /* ?1 the entry */
  const char *hold;        /* (nullable): gives anna the record, without an operation; ?1 the row id */
  const char *record;      /* as the first version wrote it (J1) */
  gboolean    is_for_good; /* making it cannot be undone */
} Sample;

static const Sample samples[] = {
  { .kind = "settings", .key = "test_setting", .label = "test_setting",
    .make = "INSERT INTO settings (key, value, last_op) VALUES ('test_setting', 5, ?1)",
    .record = "{\"key\":\"test_setting\",\"value\":5}", .is_for_good = TRUE },
  { .kind = "directory", .key = "DSAAAAAAAAAAAAAAAAAA", .label = "Head office",
    .make = "INSERT INTO directories (key, name, name_key, last_op) "
            "VALUES ('DSAAAAAAAAAAAAAAAAAA', 'Head office', 'head office', ?1)",
    .record = "{\"key\":\"DSAAAAAAAAAAAAAAAAAA\",\"name\":\"Head office\"}" },
  { .kind = "group", .key = "DGAAAAAAAAAAAAAAAAAA", .label = "Staff",
    .make = "INSERT INTO groups (key, name, name_key, name_fold, last_op) "
            "VALUES ('DGAAAAAAAAAAAAAAAAAA', 'Staff', 'staff', 'staff', ?1)",
    .record = "{\"key\":\"DGAAAAAAAAAAAAAAAAAA\",\"name\":\"Staff\",\"description\":\"\",\"status\":0,"
              "\"directory\":null}" },
  { .kind = "phone", .key = "DPAAAAAAAAAAAAAAAAAA", .label = "+4721000001",
    .make = "INSERT INTO phones (key, number, name, last_op) "
            "VALUES ('DPAAAAAAAAAAAAAAAAAA', '+4721000001', 'Desk', ?1)",
    .hold = "INSERT INTO phone_owners (user_id, phone_id) VALUES (1, ?1)",
    .record = "{\"key\":\"DPAAAAAAAAAAAAAAAAAA\",\"number\":\"+4721000001\",\"extension\":\"\",\"name\":\"Desk\","
              "\"type\":\"unknown\",\"platform\":\"unknown\",\"activated\":null}" },
  { .kind = "token", .key = "DHAAAAAAAAAAAAAAAAAA", .label = "456",
    .make = "INSERT INTO tokens (key, type, serial, serial_fold, last_op) "
            "VALUES ('DHAAAAAAAAAAAAAAAAAA', 't8', '456', '456', ?1)",
    .hold = "INSERT INTO token_owners (user_id, token_id) VALUES (1, ?1)",
    .record = "{\"key\":\"DHAAAAAAAAAAAAAAAAAA\",\"type\":\"t8\",\"serial\":\"456\",\"secret\":null}" },
  { .kind = "user", .key = "DUAAAAAAAAAAAAAAAAAA", .label = "bert",
    .make = "INSERT INTO users (key, username, username_fold, created) "
            "VALUES ('DUAAAAAAAAAAAAAAAAAA', 'bert', 'bert', 1);"
            "INSERT INTO user_status (user_id, last_op) VALUES (last_insert_rowid (), ?1);"
            "INSERT INTO user_names (name_key, user_id, slot) SELECT 'bert', id, 0 FROM users WHERE username = 'bert'",
    .record = "{\"key\":\"DUAAAAAAAAAAAAAAAAAA\",\"username\":\"bert\",\"aliases\":{},\"realname\":\"\",\"email\":\"\","
              "\"notes\":\"\",\"created\":1,\"directory\":null,\"external_id\":null,\"last_sync\":null,"
              "\"directory_disabled\":0,\"status\":0,\"until\":null,\"unlocked\":null,\"restored\":null,\"trash\":null,"
              "\"groups\":[],\"phones\":[],\"tokens\":[],\"endpoints\":[]}" },
  { .kind = "bypass-code", .key = "DBAAAAAAAAAAAAAAAAAA", .label = "anna",
    .make = "INSERT INTO bypass_codes (key, user_id, created, created_by, last_op) "
            "VALUES ('DBAAAAAAAAAAAAAAAAAA', 1, 1, 'tester', ?1)",
    .record = "{\"key\":\"DBAAAAAAAAAAAAAAAAAA\",\"user\":1,\"created\":1,\"created_by\":\"tester\",\"expires\":null,"
              "\"uses\":null}",
    .is_for_good = TRUE },
  { .kind = "keys", .key = "DKAAAAAAAAAAAAAAAAAA", .label = "master 7",
    .make = "INSERT INTO keys (id, key, use, made, public, for_recovery, recovery_public, last_op) "
            "VALUES (7, 'DKAAAAAAAAAAAAAAAAAA', 'master', 5, x'0a', x'0102', x'0b', ?1)",
    .record = "{\"key\":\"DKAAAAAAAAAAAAAAAAAA\",\"name\":\"master 7\",\"made\":5,\"ended\":null,\"public\":\"0a\","
              "\"introduced_by\":null,\"recovery_public\":\"0b\",\"recovery_made\":null,\"for_recovery\":"
              "\"a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222\",\"unit\":null}",
    .is_for_good = TRUE },
  { .kind = "credential", .key = "DCAAAAAAAAAAAAAAAAAA", .label = "456",
    .make = "INSERT INTO tokens (key, type, serial, serial_fold, last_op) VALUES ('DHB', 'h6', '456', '456', 1);"
            "INSERT INTO credentials (key, device_kind, device, type, digits, start, seed, made, events, last_op) "
            "VALUES ('DCAAAAAAAAAAAAAAAAAA', 'token', last_insert_rowid (), 1, 6, 7, x'0102', 5, x'0a', ?1)",
    .record = "{\"key\":\"DCAAAAAAAAAAAAAAAAAA\",\"device_kind\":\"token\",\"device\":1,\"type\":1,\"algorithm\":0,"
              "\"digits\":6,\"period\":0,\"seed\":\"0102\",\"made\":5,\"pending_until\":null,"
              "\"events\":\"0a\"}",
    .is_for_good = TRUE },
  { .kind = "sms-batch", .key = "DMAAAAAAAAAAAAAAAAAA", .label = "+4721000002",
    .make = "INSERT INTO phones (key, number, last_op) VALUES ('DPB', '+4721000002', 1);"
            "INSERT INTO sms_batches (key, phone_id, made, codes, key_number, era, last_op) "
            "VALUES ('DMAAAAAAAAAAAAAAAAAA', last_insert_rowid (), 5, 3, 1, x'0a', ?1)",
    .record = "{\"key\":\"DMAAAAAAAAAAAAAAAAAA\",\"phone\":1,\"made\":5,\"expires\":null,\"codes\":3,"
              "\"key_number\":1,\"era\":\"0a\"}",
    .is_for_good = TRUE },
  { .kind = "sealed", .key = "token:9:seed", .label = "seed",
    .make = "INSERT INTO sealed (kind, record, purpose, key_number, value, last_op) "
            "VALUES ('token', 9, 'seed', 1, x'0102', ?1)",
    .record = "{\"key\":\"token:9:seed\",\"purpose\":\"seed\",\"key_number\":1,\"value\":"
              "\"a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222\"}",
    .is_for_good = TRUE },
  { .kind = "administrator", .key = "DEAAAAAAAAAAAAAAAAAA", .label = "Ingrid",
    .make = "INSERT INTO administrators (key, name, name_fold, email, email_key, role, created, last_op) "
            "VALUES ('DEAAAAAAAAAAAAAAAAAA', 'Ingrid', 'ingrid', 'Ingrid', 'ingrid', 4, 5, ?1)",
    .record = "{\"key\":\"DEAAAAAAAAAAAAAAAAAA\",\"name\":\"Ingrid\",\"email\":\"Ingrid\",\"role\":4,"
              "\"disabled\":0,\"created\":5,\"unlocked\":null}",
    .is_for_good = TRUE },
  { .kind = "administrator-credential", .key = "DVAAAAAAAAAAAAAAAAAA", .label = "Elif",
    .make = "INSERT INTO administrators (key, name, name_fold, email, email_key, role, created, last_op) "
            "VALUES ('DEB', 'Elif', 'elif', 'e@hu.example', 'e@hu.example', 4, 5, 1);"
            "INSERT INTO administrator_credentials (key, administrator_id, kind, made, verifier, expires, era, events, "
            "last_op) VALUES ('DVAAAAAAAAAAAAAAAAAA', last_insert_rowid (), 'set-up', 5, x'0102', 6, x'0a', x'0a', ?1)",
    .record = "{\"key\":\"DVAAAAAAAAAAAAAAAAAA\",\"administrator\":1,\"kind\":\"set-up\",\"made\":5,\"salt\":\"\","
              "\"passes\":null,\"memory\":null,\"verifier\":"
              "\"a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222\",\"seed\":\"\",\"start\":null,"
              "\"expires\":6,\"era\":\"0a\",\"events\":\"0a\"}",
    .is_for_good = TRUE },
};

/* --- operations only for this test --- */

/* Their record. */
static const Sample *sample;
static const GhRecordKind *kind;

/* @sql with ?1 replaced by a number. */
static char *
fill_in (const char *sql,
         gint64      number)
{
  g_auto (GStrv) parts = g_strsplit (sql, "?1", -1);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return g_strjoinv (text, parts);
}

static gboolean
execute (GhConnection  *connection,
         const char    *sql,
         gint64         number,
         GError       **error)
{
  g_autofree char *filled = fill_in (sql, number);

  return gh_connection_execute (connection, filled, error);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
find (GhRun   *run,
      gint64  *id,
      GError **error)
{
  return gh_record_kind_find_key (kind, run->connection, sample->key, id, error) && *id > 0;
}

static gboolean
make (GhRun   *run,
      GError **error)
{
  gint64 id;

  return execute (run->connection, sample->make, run->entry, error) && find (run, &id, error) &&
         gh_journal_created_record (run, kind->name, id, error);
}

static gboolean
touch (GhRun   *run,
       GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET last_op = %" G_GINT64_FORMAT " WHERE rowid = ?1",
                                          kind->touched != NULL ? kind->touched : kind->table, run->entry);
  gint64 id;

  return find (run, &id, error) && execute (run->connection, sql, id, error) &&
         gh_journal_changed (run, kind->name, id, run->entry - 1, "{}", "{}", error);
}

static gboolean
take_away (GhRun   *run,
           GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", kind->table);
  gint64 id;

  return find (run, &id, error) && gh_journal_removed_record (run, kind->name, id, run->entry - 1, error) &&
         execute (run->connection, sql, id, error);
}

static gboolean
remove_chunk (GhRun    *run,
              gpointer  data,
              GError  **error)
{
  return gh_journal_removed_record (run, kind->name, *(gint64 *) data, run->entry - 1, error) &&
         gh_record_kind_remove_for_good (kind, run->connection, error);
}

static gboolean
remove_for_good (GhRun   *run,
                 GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  if (!find (run, &id, error))
    return FALSE;

  g_array_append_val (ids, id);

  return gh_run_in_chunks (run, ids, remove_chunk, &id, error);
}

/* Named like one that can be undone and that an Owner may run. */
static gint64
run (GhTestOrganisation  *org,
     gboolean           (*apply) (GhRun   *run,
                                  GError **error))
{
  const GhOperation operation = { .name = "user.edit", .label = "Test", .done = GH_PLURAL ("%s", "%s"), .plan = plan,
                                  .apply = apply };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) { .operation = &operation, .actor = org->actor }, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->entry, >, 0);

  return result->entry;
}

static GhTestOrganisation *
begin (const Sample *wanted)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna");
  sample = wanted;
  kind = gh_record_kind_find (wanted->kind);
  g_assert_nonnull (kind);

  return org;
}

/* --- queries on a reader --- */

typedef gboolean (*Ask) (GhConnection  *connection,
                         gpointer       data,
                         GError       **error);

static void
ask (GhTestOrganisation *org,
     Ask                 question,
     gpointer            data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_store_read (org->store, question, data, &error));
  g_assert_no_error (error);
}

static gboolean
id_cb (GhConnection  *connection,
       gpointer       data,
       GError       **error)
{
  gint64 *id = data;
  gboolean exists;

  g_assert_true (gh_record_kind_find_key (kind, connection, sample->key, id, error));
  g_assert_true (gh_record_kind_exists (kind, connection, *id, &exists, error));
  g_assert_true (exists == (*id > 0));

  return TRUE;
}

static gint64
find_id (GhTestOrganisation *org)
{
  gint64 id;

  ask (org, id_cb, &id);

  return id;
}

static gboolean
name_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  gint64 *id = data;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  g_autofree char *gone_key = NULL;
  g_autofree char *gone_label = NULL;
  g_autoptr (GhStatement) record = NULL;
  gint64 found;

  g_assert_true (gh_record_kind_describe (kind, connection, *id, &key, &label, error));
  g_assert_cmpstr (key, ==, sample->key);
  g_assert_cmpstr (label, ==, sample->label);
  g_assert_true (gh_record_kind_describe (kind, connection, *id + 1, &gone_key, &gone_label, error));
  g_assert_null (gone_key);
  g_assert_null (gone_label);

  record = gh_connection_prepare (connection, kind->record, error);
  gh_statement_bind (record, "i", *id);
  g_assert_true (gh_statement_require (record, error));
  g_assert_cmpstr (gh_statement_get_text (record, 0), ==, sample->record);

  if (kind->find_by_name != NULL)
    {
      g_autofree char *loud = g_utf8_strup (sample->label, -1);
      g_autoptr (GError) not_found = NULL;

      g_assert_true (gh_record_kind_require_name (kind, connection, loud, &found, error));
      g_assert_cmpint (found, ==, *id);
      g_assert_false (gh_record_kind_require_name (kind, connection, "nobody-is-called-so", &found, &not_found));
      g_assert_error (not_found, GH_ERROR, GH_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (not_found->message, "“nobody-is-called-so”"));
    }

  return TRUE;
}

/* Key, label, and the whole record: a field added by a later migration is left out while it has the migration's value
 * (J1), or earlier hashes could not be recomputed. */
static void
test_name_and_record (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  gint64 id;

  g_assert_cmpint (find_id (org), ==, 0);
  run (org, make);
  id = find_id (org);
  g_assert_cmpint (id, >, 0);
  ask (org, name_cb, &id);
}

static gboolean
details_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  g_autoptr (GhLogDetails) details = gh_log_details_read (connection, *(gint64 *) data, 10, error);
  const GhLogChange *change;

  g_assert_nonnull (details);
  g_assert_cmpuint (details->changes->len, ==, 1);
  change = g_ptr_array_index (details->changes, 0);
  g_assert_cmpstr (change->kind, ==, sample->kind);
  g_assert_cmpstr (change->label, ==, sample->label);
  g_assert_cmpuint (details->counts->len, ==, 1);
  g_assert_true (g_array_index (details->counts, GhLogKindCount, 0).kind == kind->name);

  return TRUE;
}

/* The log names it, and the log check detects when its journal rows are edited. */
static void
test_log_and_verify (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  g_autoptr (GhLogReport) whole = NULL;
  g_autoptr (GhLogReport) edited = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry = run (org, make);

  ask (org, details_cb, &entry);

  whole = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whole->state, ==, GH_LOG_CHAINED);

  gh_test_write_directory (org, "UPDATE journal SET after = zeroblob (32) WHERE op = (SELECT max (op) FROM journal)");
  edited = gh_log_verify_chain (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (edited->state, ==, GH_LOG_BROKEN);
  g_assert_cmpint (edited->first_bad, ==, entry);
}

typedef struct {
  const GhChangesPlace *since;
  GhChanges            *changes;
} Feed;

static gboolean
feed_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Feed *feed = data;

  feed->changes = gh_changes_read (connection, feed->since, error);

  return feed->changes != NULL;
}

static GhChanges *
read_feed (GhTestOrganisation   *org,
           const GhChangesPlace *since)
{
  Feed feed = { since, NULL };

  ask (org, feed_cb, &feed);

  return feed.changes;
}

static guint
count (GArray *ids)
{
  return ids != NULL ? ids->len : 0;
}

/* F4: its creation reaches those who show it: itself, by the users who hold it, or because any may show its name. */
static void
test_feed (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  g_autoptr (GhChanges) before = read_feed (org, NULL);
  g_autoptr (GhChanges) changes = NULL;
  g_autoptr (GhChanges) later = NULL;
  gint64 entry = run (org, make);
  gint64 id = find_id (org);
  gboolean is_user = g_str_equal (kind->name, "user");
  guint n_users = is_user || kind->list_users_touched != NULL ? 1 : 0;

  g_assert_true ((sample->hold != NULL) == (kind->list_users_touched != NULL));
  if (sample->hold != NULL)
    {
      g_autofree char *sql = fill_in (sample->hold, id);

      gh_test_write_directory (org, sql);
    }

  changes = read_feed (org, &before->place);
  g_assert_cmpint (changes->place.entry, ==, entry);
  g_assert_false (changes->is_everything);
  g_assert_true (changes->has_names == kind->is_name_of_users);
  g_assert_true (gh_changes_has (changes, kind->name, id));
  g_assert_true (gh_changes_concern (changes, (const char *const[]) { kind->name, NULL }, 0));
  g_assert_cmpuint (count (gh_changes_get_decisions (changes, "user")), ==, n_users);
  if (n_users > 0)
    g_assert_true (gh_changes_has (changes, "user", is_user ? id : 1));

  later = read_feed (org, &changes->place);
  g_assert_cmpuint (count (gh_changes_get_decisions (later, "user")), ==, 0);
  g_assert_false (gh_changes_has (later, kind->name, id));
  g_assert_false (later->has_names);
}

/* J3: undo removes it, redo restores it as it was. */
static void
test_undo (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  gint64 entry = run (org, make);
  gint64 id = find_id (org);
  g_autofree char *undo = fill_in ("{\"entry\":?1}", entry);
  g_autofree char *redo = fill_in ("{\"entry\":?1}", entry + 1);

  if (sample->is_for_good)
    {
      gh_test_refused (org, "log.undo", NULL, undo, GH_REFUSAL_CANNOT_BE_UNDONE);
      g_assert_cmpint (find_id (org), ==, id);
      return;
    }

  gh_test_do (org, "log.undo", NULL, undo, 1);
  g_assert_cmpint (find_id (org), ==, 0);
  gh_test_do (org, "log.undo", NULL, redo, 1);
  g_assert_cmpint (find_id (org), ==, id);
  ask (org, name_cb, &id);
}

/* An undo that comes too late gives the record's old name. */
static void
test_called_when_gone (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  g_autoptr (GhResult) result = NULL;
  g_autofree char *undo = NULL;
  const GhSkip *skip;

  run (org, make);
  undo = fill_in ("{\"entry\":?1}", run (org, touch));
  run (org, take_away);
  g_assert_cmpint (find_id (org), ==, 0);

  result = gh_test_run (org, "log.undo", NULL, undo);
  g_assert_true (result->is_refused);
  g_assert_cmpuint (result->skips->len, ==, 1);
  skip = g_ptr_array_index (result->skips, 0);
  g_assert_cmpstr (skip->record_kind, ==, sample->kind);
  g_assert_cmpstr (g_ptr_array_index (skip->keys, 0), ==, sample->key);
  /* A code is named after its user, whom its record has only by number. */
  g_assert_cmpstr (g_ptr_array_index (skip->labels, 0), ==,
                   strcmp (gh_record_kind_find (sample->kind)->label_fields, "[]") == 0 ? "" : sample->label);
}

/* J4: earlier rows of a record deleted for good keep no text; those of other records do. */
static void
test_removed_for_good (gconstpointer data)
{
  g_autoptr (GhTestOrganisation) org = begin (data);
  gint64 made = run (org, make);
  gint64 touched = run (org, touch);
  gint64 removed = run (org, remove_for_good);
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, made, touched);

  g_assert_cmpint (find_id (org), ==, 0);
  g_assert_cmpint (removed, ==, touched + 1);
  gh_test_assert_query (org, "SELECT group_concat (op, ' ') FROM (SELECT op FROM journal "
                             "WHERE salt IS NULL AND before IS NULL AND after IS NULL ORDER BY op)", expected);
}

/* --- all kinds --- */

static void
test_register (void)
{
  gsize n_kinds, n_operations;
  const GhRecordKind *const *kinds = gh_record_kind_get_all (&n_kinds);
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  g_assert_cmpuint (n_kinds, ==, G_N_ELEMENTS (samples));
  for (gsize i = 0; i < n_kinds; i++)
    {
      g_test_message ("%s", kinds[i]->name);
      g_assert_cmpstr (kinds[i]->name, ==, samples[i].kind);
      g_assert_nonnull (strstr (kinds[i]->noun[0], "%s"));
      g_assert_nonnull (strstr (kinds[i]->noun[1], "%s"));
      g_assert_nonnull (kinds[i]->label_fields);
      g_assert_true ((kinds[i]->name_option == NULL) == (kinds[i]->find_by_name == NULL));
      if (kinds[i]->name_option != NULL)
        {
          g_assert_nonnull (strstr (kinds[i]->no_such_name, "“%s”"));
          g_assert_nonnull (strstr (kinds[i]->no_such_key, "“%s”"));
        }
    }

  /* Operations must be able to name their records, or at least to say that one is not there. */
  for (gsize i = 0; i < n_operations; i++)
    if (operations[i]->target != NULL)
      {
        const GhRecordKind *of = gh_record_kind_find (operations[i]->target->record_kind);

        g_assert_nonnull (of->no_such_key);
        g_assert_true (of->name_option != NULL || operations[i]->target->list_query == NULL);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/O1/kinds/register", test_register);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const struct {
        const char *path;
        void      (*test) (gconstpointer data);
      } tests[] = {
        { "/J1/kinds/name-and-record/", test_name_and_record },
        { "/L1/kinds/log-and-verify/", test_log_and_verify },
        { "/F4/kinds/feed/", test_feed },
        { "/J3/kinds/undo/", test_undo },
        { "/J3/kinds/called-when-gone/", test_called_when_gone },
        { "/J4/kinds/removed-for-good/", test_removed_for_good },
      };

      for (gsize j = 0; j < G_N_ELEMENTS (tests); j++)
        {
          g_autofree char *path = g_strconcat (tests[j].path, samples[i].kind, NULL);

          g_test_add_data_func (path, &samples[i], tests[j].test);
        }
    }

  return g_test_run ();
}
