/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a list becomes what was read: objects stay for what stays, and no list is ever built anew. */
#include "gh-test-belongings.h"

#include "verification/gh-endpoint.h"

/* Endpoints in the order of the list, with their ids: “1 2 3” with names a, b, c … */
static void
write_endpoints (GhTestOrganisation *org,
                 const char         *ids)
{
  g_auto (GStrv) each = g_strsplit (ids, " ", -1);
  g_autoptr (GString) sql = g_string_new ("DELETE FROM endpoints;");

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    g_string_append_printf (sql, "INSERT INTO endpoints VALUES (%s, 1, 'host-%02u', 'ssh', %d);", each[i], i,
                            GH_TEST_NOW);
  gh_test_write_events (org, sql->str);
}

static void
assert_ids (GhTestBelongings *list,
            const char       *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list->list)); i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            gh_belonging_get_id (gh_test_get_belonging (list, i)));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* From each list to each. What listens asserts that each signal says what has happened. */
static void
test_becomes (void)
{
  static const char *const lists[] = {
    "", "1", "2", "1 2", "2 1", "1 2 3", "3 2 1", "2 3 1", "4 1 2 3", "1 2 3 4", "4 3 2 1", "3 1 4 2", "5 6", "2 5 1",
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  for (gsize from = 0; from < G_N_ELEMENTS (lists); from++)
    for (gsize to = 0; to < G_N_ELEMENTS (lists); to++)
      {
        g_autoptr (GhTestBelongings) list = NULL;
        g_autoptr (GHashTable) before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

        write_endpoints (org, lists[from]);
        list = gh_test_belongings_new (org, &gh_endpoints_of_user, 1);
        assert_ids (list, lists[from]);
        for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list->list)); i++)
          {
            gpointer item = gh_test_get_belonging (list, i);
            gint64 id = gh_belonging_get_id (item);

            g_hash_table_insert (before, g_memdup2 (&id, sizeof id), g_object_ref (item));
          }

        write_endpoints (org, lists[to]);
        gh_test_hear (list);
        assert_ids (list, lists[to]);
        for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list->list)); i++)
          {
            gpointer item = gh_test_get_belonging (list, i);
            gint64 id = gh_belonging_get_id (item);
            gpointer was = g_hash_table_lookup (before, &id);
            g_autofree char *host = NULL;
            g_autofree char *wanted = g_strdup_printf ("host-%02u", i);

            g_object_get (item, "host", &host, NULL);
            g_assert_cmpstr (host, ==, wanted);
            g_assert_true (was == NULL || was == item);
          }
      }
}

/* As little as possible is said. */
static void
test_says_little (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestBelongings) list = NULL;

  write_endpoints (org, "1 2 3 4");
  list = gh_test_belongings_new (org, &gh_endpoints_of_user, 1);
  gh_test_assert_heard (list, "");
  gh_test_write_events (org, "UPDATE endpoints SET used = used + 1 WHERE id = 3");
  gh_test_assert_heard (list, "3.last-use");
  gh_test_write_events (org, "INSERT INTO endpoints VALUES (9, 1, 'host-01', 'zsh', 1795510800)");
  gh_test_assert_heard (list, "+9@2");
  gh_test_write_events (org, "DELETE FROM endpoints WHERE id IN (1, 4)");
  gh_test_assert_heard (list, "-4@4 -1@0");
  gh_test_write_events (org, "UPDATE endpoints SET host = 'a' WHERE id = 3");
  gh_test_assert_heard (list, "-3@2 +3@0 3.host");
  gh_test_write_events (org, "DELETE FROM endpoints");
  gh_test_assert_heard (list, "-9@2 -2@1 -3@0");
  gh_test_write_events (org, "INSERT INTO endpoints VALUES (1, 1, 'a', '', 1795510800), (2, 1, 'b', '', 1795510800),"
                             " (3, 1, 'c', '', 1795510800)");
  gh_test_assert_heard (list, "+1@0 +2@1 +3@2");
}

/* However many rows somebody else wrote there. */
static void
test_many (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhTestBelongings) list = NULL;

  gh_test_write_events (org, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                             " INSERT INTO endpoints SELECT i, 1, printf ('%05d', i), '', 1795510800 FROM n");
  list = gh_test_belongings_new (org, &gh_endpoints_of_user, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list->list)), ==, 5000);
  gh_test_write_events (org, "UPDATE endpoints SET used = used + 1 WHERE id = 4999; DELETE FROM endpoints WHERE id = 17");
  gh_test_assert_heard (list, "-17@16 4999.last-use");
}

/* Objects and list are freed, whoever holds the one without the other. */
static void
test_freed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  GhTestBelongings *list;
  GhBelonging *item;

  write_endpoints (org, "1 2");
  list = gh_test_belongings_new (org, &gh_endpoints_of_user, 1);
  item = g_object_ref (gh_test_get_belonging (list, 1));
  gh_test_belongings_free (list);
  g_assert_cmpint (gh_belonging_get_id (item), ==, 2);
  g_assert_finalize_object (item);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/F4/belongings/becomes", test_becomes);
  g_test_add_func ("/F4/belongings/says-little", test_says_little);
  g_test_add_func ("/X/belongings/many", test_many);
  g_test_add_func ("/F4/belongings/freed", test_freed);

  return g_test_run ();
}
