/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10, J1: what an import writes in bulk equals what one row at a time would have written. */
#include "gh-test-organisation.h"

#include "operations/gh-record-kind.h"

#include <glib/gstdio.h>
#include <sodium.h>

#define N_USERS 150

static gint64
import_text (GhTestOrganisation *org,
             const char         *text,
             gint64              changed)
{
  g_autofree char *path = g_build_filename (org->folder, "users.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{ \"file\": \"%s\", \"create-groups\": true }", path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return gh_test_do (org, "user.import", NULL, parameters, changed);
}

/* Users who share phones and tokens with those of the previous batch and their own. */
static char *
make_csv (void)
{
  GString *csv = g_string_new ("username,realname,alias1,alias3,email,status,status_until,phone1,phone2,token1,type1,"
                               "group1,group2,notes\n");

  for (int i = 0; i < N_USERS; i++)
    {
      g_autofree char *third = i % 2 ? g_strdup_printf ("third%d", i) : g_strdup ("");

      g_string_append_printf (csv, "user%d,\"Åsa \"\"%d\"\"\",first%d,%s,u%d@example.com,%s,%s,+4740000%03d,%s,"
                                   "%d,h6,Staff,Floor %d,\"one\ttwo\nthree\"\n",
                              i, i, i, third, i, i % 3 ? "active" : "bypass", i % 3 ? "" : "2027-01-31",
                              i % 50, i % 2 ? "+4750000001" : "", i % 70, i % 4);
    }

  return g_string_free (csv, FALSE);
}

static gboolean
check_records_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  g_autoptr (GhStatement) rows = gh_connection_prepare_text (connection,
    "SELECT kind, id, after, before IS NULL FROM main.journal WHERE op = ?1", error);
  gint64 *n_checked = data;

  g_assert_nonnull (rows);
  gh_statement_bind (rows, "i", n_checked[0]);
  n_checked[0] = 0;
  while (gh_statement_next (rows))
    {
      const GhRecordKind *kind = gh_record_kind_find (gh_statement_get_text (rows, 0));
      g_autoptr (GhStatement) select = gh_connection_prepare (connection, kind->record, error);
      guint8 hash[crypto_hash_sha256_BYTES];
      const char *record;
      const guint8 *after;
      gsize length;

      gh_statement_bind_int (select, 1, gh_statement_get_int (rows, 1));
      g_assert_true (gh_statement_require (select, error));
      record = gh_statement_get_text (select, 0);
      crypto_hash_sha256 (hash, (const guint8 *) record, strlen (record));
      after = gh_statement_get_blob (rows, 2, &length);
      g_assert_true (gh_statement_get_int (rows, 3));
      g_assert_cmpmem (after, length, hash, sizeof hash);
      n_checked[0]++;
    }

  return gh_statement_finish (rows, error);
}

static void
test_created_records (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *csv = make_csv ();
  gint64 checked = import_text (org, csv, N_USERS);
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, check_records_cb, &checked, &error);
  g_assert_no_error (error);
  /* Users, phones, tokens, groups. */
  g_assert_cmpint (checked, ==, N_USERS + 51 + 70 + 5);
}

static void
test_shared_devices (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autofree char *csv = make_csv ();

  import_text (org, csv, N_USERS);
  gh_test_assert_query (org, "SELECT count (*) FROM phones", "51");
  gh_test_assert_query (org, "SELECT count (*) FROM tokens", "70");
  gh_test_assert_query (org, "SELECT count (*) FROM phone_owners WHERE phone_id ="
                             " (SELECT id FROM phones WHERE number = '+4750000001')", "75");
  gh_test_assert_query (org, "SELECT group_concat (username, ' ') FROM (SELECT username FROM users AS u JOIN"
                             " token_owners ON user_id = u.id JOIN tokens AS t ON t.id = token_id"
                             " WHERE serial = '3' ORDER BY u.id)", "user3 user73 user143");
  gh_test_assert_query (org, "SELECT count (*) FROM memberships", "300");
}

static void
test_new_and_changed_in_turn (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bob");
  import_text (org, "username,alias1,phone1\n"
                    "carl,c,+4740000001\n"
                    "anna,a,+4740000001\n"
                    "dora,d,+4740000002\n"
                    "bob,,+4740000002\n", 4);
  gh_test_assert_query (org, "SELECT group_concat (username || ' ' || number) FROM (SELECT username, number FROM users"
                             " AS u JOIN phone_owners ON user_id = u.id JOIN phones AS p ON p.id = phone_id"
                             " ORDER BY username)",
                        "anna +4740000001,bob +4740000002,carl +4740000001,dora +4740000002");

  /* An alias in the same place replaces the previous one. */
  import_text (org, "username,alias1\nanna,ann\ncarl,see\n", 2);
  gh_test_assert_query (org, "SELECT group_concat (name_key || user_id) FROM (SELECT * FROM user_names WHERE slot = 1"
                             " ORDER BY name_key)", "ann1,d4,see3");
  gh_test_assert_query (org, "SELECT group_concat (alias || user_id) FROM user_aliases", "ann1,see3,d4");
}

/* Texts that JSON escapes, what a row names twice, and devices in an order unlike that of creation. */
static void
test_created_odd_records (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  gint64 checked = import_text (org, "username,realname,notes,alias8,alias1,phone1,phone2,phone3,group1,group2,group3\n"
                                     "anna,\"\\\"\"/\",\"tab\tfeed\fback\bline\nreturn\r\",eighth,first,"
                                     "+4740000001,+4740000002,,B,A,b\n"
                                     "bob,Ωmega 💡,,,,+4740000003,+4740000002,+4740000001,A,B,\n", 2);
  g_autoptr (GError) error = NULL;

  gh_store_read (org->store, check_records_cb, &checked, &error);
  g_assert_no_error (error);
  g_assert_cmpint (checked, ==, 2 + 3 + 2);
}

/* With this many new users some indexes are built at the end: the result matches the file as created. */
static void
test_late_indexes (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  const char *list = "SELECT group_concat (name || sql, '\n') FROM (SELECT * FROM sqlite_schema ORDER BY name)";
  g_autofree char *before = gh_test_query (org, list);
  g_autoptr (GString) csv = g_string_new ("username,realname\n");

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (csv, "user%d,Name %d\n", i, i % 100);
  import_text (org, csv->str, 10000);
  gh_test_assert_query (org, list, before);
  gh_test_assert_query (org, "PRAGMA integrity_check", "ok");
  gh_test_assert_query (org, "SELECT count (*) FROM users INDEXED BY users_by_realname WHERE realname_fold = 'name 7'",
                        "100");
  gh_test_do (org, "log.undo", NULL, NULL, 10000);
  gh_test_assert_query (org, "SELECT count (*) FROM users", "0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/J1/import/created-records", test_created_records);
  g_test_add_func ("/J1/import/created-odd-records", test_created_odd_records);
  g_test_add_func ("/U10/import/late-indexes", test_late_indexes);
  g_test_add_func ("/U10/import/shared-devices", test_shared_devices);
  g_test_add_func ("/U10/import/new-and-changed-in-turn", test_new_and_changed_in_turn);

  return g_test_run ();
}
