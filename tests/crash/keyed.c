/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only a program with the organisation's key does, as a process that can be killed.
 *
 * keyed --database FILE.db prepare         makes a key, and a history of a year with checkpoints
 * keyed --database FILE.db retain          removes from the log what is older than 30 days
 * keyed --database FILE.db prepare-sealed  makes a key, and seals a value for each user
 * keyed --database FILE.db rotate          puts another key in its place
 * keyed --database FILE.db check           with all keys that it has: is the log signed, and does every value open?
 */
#include "gh-test-log.h"

#include "keys/gh-key-list.h"
#include "keys/ops/gh-sealed-record.h"
#include "logs/gh-checkpoint.h"
#include "logs/gh-log-verify.h"
#include "operations/gh-run.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DAY  (G_GINT64_CONSTANT (24) * 60 * 60)
#define DAYS 360

static void
prepare (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  gh_test_make_key (org);
  for (int day = 0; day <= DAYS; day += 60)
    {
      gh_clock_set (org->clock, GH_TEST_NOW + day * DAY);
      gh_result_free (gh_test_run (org, "user.set-status", gh_target_new_for_query ("username:*"),
                                   day % 120 == 0 ? "{\"status\":\"disabled\"}" : "{\"status\":\"active\"}"));
      g_assert_true (gh_checkpoint_make_due (org->store, &error));
    }
}

static void
retain (GhTestOrganisation *org)
{
  g_autoptr (GhResult) result = NULL;

  gh_test_open_key (org, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + (DAYS + 1) * DAY);
  result = gh_test_run (org, "log.apply-retention", NULL, "{\"days\":30}");
  g_assert_cmpint (result->entry, >, 0);
}

/* --- sealed values --- */

#define PURPOSE "seed"

/* What stands sealed for a user, so that a value in another's place is found, too. */
static GhSecret *
make_value (gint64 user)
{
  GhSecret *value = gh_secret_new (20);

  g_snprintf ((char *) gh_secret_get (value, NULL), 20, "seed of %" G_GINT64_FORMAT, user);

  return value;
}

/* The first column of @sql. */
static GArray *
list_ids (GhConnection  *connection,
          const char    *sql,
          GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_array_append_val (ids, id);
    }
  g_assert_true (gh_statement_finish (select, error));

  return ids;
}

static gboolean
seal_plan (GhRun   *run,
           GError **error)
{
  gh_run_change (run, 1);

  return TRUE;
}

static gboolean
seal_apply (GhRun   *run,
            GError **error)
{
  g_autoptr (GArray) users = list_ids (run->connection, "SELECT id FROM users", error);

  for (guint i = 0; i < users->len; i++)
    {
      g_autoptr (GhSecret) value = make_value (g_array_index (users, gint64, i));

      if (!gh_sealed_put (run, "user", g_array_index (users, gint64, i), PURPOSE, value, error))
        return FALSE;
    }

  return TRUE;
}

/* Named like one that may be run. */
static const GhOperation seal_operation = {
  .name = "user.edit",
  .label = "Seal",
  .done = GH_PLURAL ("%s", "%s"),
  .plan = seal_plan,
  .apply = seal_apply,
};

static void
run_with_master (GhTestOrganisation *org,
                 const char         *operation,
                 gint64              number)
{
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_int_member (parameters, "number", number);
  g_hash_table_insert (secrets, g_strdup ("master-key"), gh_test_make_master (number));
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find (operation),
                     .actor = org->actor,
                     .parameters = parameters,
                     .secrets = secrets,
                   },
                   NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->entry, >, 0);
}

static void
prepare_sealed (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  run_with_master (org, "key.create", 1);
  gh_test_open_key (org, 1);
  gh_result_free (gh_run (org->store, &(GhRequest) { .operation = &seal_operation, .actor = org->actor }, NULL, &error));
  g_assert_no_error (error);
}

static void
rotate (GhTestOrganisation *org)
{
  gh_test_open_key (org, 1);
  run_with_master (org, "key.rotate", 2);
}

typedef struct {
  GhStore *store;
  gint64   key;       /* in use */
  gint64   n_opened;
} Check;

static gboolean
check_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Check *check = data;
  g_autoptr (GArray) keys = list_ids (connection, "SELECT id FROM keys WHERE use = 'master' ORDER BY id", error);
  g_autoptr (GArray) users = list_ids (connection, "SELECT record FROM sealed", error);
  g_autoptr (GArray) elsewhere = NULL;
  g_autofree char *sql = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GhSecret) master = gh_test_make_master (g_array_index (keys, gint64, i));

      check->key = g_array_index (keys, gint64, i);
      g_assert_true (gh_keys_add (gh_keys_of (check->store), check->key, master));
    }
  sql = g_strdup_printf ("SELECT record FROM sealed WHERE key_number <> %" G_GINT64_FORMAT, check->key);
  elsewhere = list_ids (connection, sql, error);
  g_assert_cmpuint (elsewhere->len, ==, 0);

  for (guint i = 0; i < users->len; i++)
    {
      g_autoptr (GhSecret) expected = make_value (g_array_index (users, gint64, i));
      g_autoptr (GhSecret) value = NULL;

      if (!gh_sealed_get (check->store, connection, "user", g_array_index (users, gint64, i), PURPOSE, &value, error))
        return FALSE;
      g_assert_true (gh_secret_equal (value, expected));
      check->n_opened++;
    }

  return TRUE;
}

static void
check (GhTestOrganisation *org)
{
  Check check = { org->store, 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = NULL;

  g_assert_true (gh_store_read (org->store, check_cb, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.key, >, 0);
  report = gh_log_verify (org->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpint (report->state, ==, GH_LOG_SIGNED);
  g_print ("key %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " values open\n", check.key, check.n_opened);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *name;
    void      (*run) (GhTestOrganisation *org);
  } commands[] = {
    { "prepare", prepare }, { "retain", retain }, { "prepare-sealed", prepare_sealed }, { "rotate", rotate },
    { "check", check },
  };
  GhTestOrganisation org = { 0 };
  g_autoptr (GError) error = NULL;
  gsize command = 0;

  setlocale (LC_ALL, "C.UTF-8");
  while (argc == 4 && command < G_N_ELEMENTS (commands) && strcmp (argv[3], commands[command].name) != 0)
    command++;
  if (argc != 4 || strcmp (argv[1], "--database") != 0 || command == G_N_ELEMENTS (commands))
    g_error ("Usage: %s --database FILE.db prepare|retain|prepare-sealed|rotate|check", argv[0]);

  org.path = argv[2];
  org.clock = gh_clock_new_at (GH_TEST_NOW);
  org.store = gh_store_open (org.path, org.clock, &error);
  g_assert_no_error (error);
  org.actor = gh_actor_new_local ("keyed");
  commands[command].run (&org);

  gh_actor_free (org.actor);
  g_object_unref (org.store);
  gh_clock_unref (org.clock);

  return EXIT_SUCCESS;
}
