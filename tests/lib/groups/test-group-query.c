/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "groups/gh-group-query.h"
#include "groups/gh-group.h"

#include <string.h>

typedef struct {
  GhView  view;
  GString     *names;
  gint64       count;
} Listing;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Listing *listing = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) groups = NULL;

  if (!gh_view_list (&gh_group_views, &listing->view, connection, ids, error) ||
      !gh_view_count (&gh_group_views, &listing->view, connection, &listing->count, error))
    return FALSE;

  groups = gh_group_view_read (&listing->view, connection, error);
  if (groups == NULL)
    return FALSE;

  g_assert_cmpint (listing->count, ==, ids->len);
  g_assert_cmpint (groups->len, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      GhGroup *group = g_ptr_array_index (groups, i);

      g_assert_cmpint (gh_group_get_id (group), ==, g_array_index (ids, gint64, i));
      g_string_append_printf (listing->names, "%s%s", i > 0 ? "|" : "", gh_group_get_name (group));
    }

  return TRUE;
}

/* Asserts which groups a view shows, by name and in this order. */
static void
check_sorted (GhTestOrganisation *org,
              const char         *query,
              const char         *sort,
              const char         *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Listing listing = { .view = { query, sort }, .names = names };

  gh_store_read (org->store, list_cb, &listing, &error);
  g_assert_no_error (error);
  if (strcmp (names->str, expected) != 0)
    g_error ("“%s” by %s shows “%s” instead of “%s”", query, sort, names->str, expected);
}

static void
check (GhTestOrganisation *org,
       const char         *query,
       const char         *expected)
{
  check_sorted (org, query, NULL, expected);
}

static void
add_group (GhTestOrganisation *org,
           const char         *name,
           const char         *description,
           const char         *status,
           const char         *members)
{
  g_autofree char *added = g_strdup_printf ("{\"name\":\"%s\",\"description\":\"%s\",\"status\":\"%s\"}", name,
                                            description, status);
  g_autofree char *joined = g_strdup_printf ("{\"group\":\"%s\"}", name);
  g_auto (GStrv) users = g_strsplit (members, " ", -1);

  gh_test_do (org, "group.add", NULL, added, 1);
  for (guint i = 0; users[i] != NULL && *users[i] != '\0'; i++)
    gh_test_do (org, "user.add-to-group", gh_target_new_for_name (users[i]), joined, 1);
}

/* Six groups that the fields can tell apart; anna is in the Trash, and Staff comes from the directory Campus. */
static GhTestOrganisation *
make_groups (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert carl dora");
  add_group (org, "VPN", "Likes 100%", "active", "anna bert carl");
  add_group (org, "Ångström lab", "Hall_2", "disabled", "carl");
  add_group (org, "Staff", "", "active", "anna bert carl dora");
  add_group (org, "Kiosk", "In the hall", "bypass", "");
  add_group (org, "100%", "Bob's own", "bypass", "anna");
  add_group (org, "a_b", "vpn too", "disabled", "bert dora");
  gh_test_do (org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_write_directory (org, "INSERT INTO directories (id, key, name, name_key, last_op)"
                                " VALUES (1, 'DSAAAAAAAAAAAAAAAAAA', 'Campus', 'campus', 1);"
                                "UPDATE groups SET directory_id = 1 WHERE name = 'Staff'");

  return org;
}

#define ALL "100%|a_b|Ångström lab|Kiosk|Staff|VPN"

static void
test_words (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, NULL, ALL);
  check (org, "", ALL);
  check (org, " \t", ALL);
  check (org, "vpn", "a_b|VPN");
  check (org, "VPN too", "a_b");
  check (org, "angstrom", "Ångström lab");
  check (org, "ÅNG", "Ångström lab");
  check (org, "hall", "Ångström lab|Kiosk");
  check (org, "hall -in", "Ångström lab");
  check (org, "\"the hall\"", "Kiosk");
  check (org, "bob’s", "100%");
  check (org, "-hall", "100%|a_b|Staff|VPN");
  check (org, "anna", "");
  check (org, "campus", "");
  check (org, "nobody", "");
}

/* _, % and a backslash are ordinary letters, and so is anything else special in SQL. */
static void
test_wildcards_are_letters (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, "%", "100%|VPN");
  check (org, "_", "a_b|Ångström lab");
  check (org, "name:%", "100%");
  check (org, "name:=a_b", "a_b");
  check (org, "name:=axb", "");
  check (org, "description:hall_2", "Ångström lab");
  check (org, "description:hall%2", "");
  check (org, "\\", "");
  check (org, "'", "100%");
  check (org, "name:\"' OR 1 --\"", "");
  check (org, "name:%s", "");
  check (org, "directory:\"' OR 1 --\"", "");
}

static void
test_texts (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, "name:a", "a_b|Ångström lab|Staff");
  check (org, "name:=staff", "Staff");
  check (org, "name:=\"ANGSTROM LAB\"", "Ångström lab");
  check (org, "name:=sta", "");
  check (org, "name:*", ALL);
  check (org, "-name:*", "");
  check (org, "name:vpn,kiosk", "Kiosk|VPN");
  check (org, "-name:vpn,kiosk", "100%|a_b|Ångström lab|Staff");
  check (org, "description:vpn", "a_b");
  check (org, "description:*", "100%|a_b|Ångström lab|Kiosk|VPN");
  check (org, "-description:*", "Staff");
  check (org, "description:=\"\"", "Staff");
  check (org, "description:=\"bob's own\"", "100%");
  check (org, "NAME:vpn", "VPN");
  check (org, "title:vpn", "");
}

static void
test_statuses (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, "status:active", "Staff|VPN");
  check (org, "status:bypass", "100%|Kiosk");
  check (org, "status:DISABLED", "a_b|Ångström lab");
  check (org, "status:active,bypass", "100%|Kiosk|Staff|VPN");
  check (org, "-status:active,bypass", "a_b|Ångström lab");
  check (org, "status:disabled lab", "Ångström lab");
}

/* Users in the Trash are not counted. */
static void
test_members (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, "members:0", "100%|Kiosk");
  check (org, "members:2", "a_b|VPN");
  check (org, "members:>2", "Staff");
  check (org, "members:<2", "100%|Ångström lab|Kiosk");
  check (org, "members:1..2", "a_b|Ångström lab|VPN");
  check (org, "members:0,3", "100%|Kiosk|Staff");
  check (org, "-members:0", "a_b|Ångström lab|Staff|VPN");
  check (org, "members:<0", "");

  gh_test_do (org, "user.restore", gh_target_new_for_name ("anna"), NULL, 1);
  check (org, "members:0", "Kiosk");
  check (org, "members:4", "Staff");
}

static void
test_directories (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check (org, "directory:*", "Staff");
  check (org, "-directory:*", "100%|a_b|Ångström lab|Kiosk|VPN");
  check (org, "directory:campus", "Staff");
  check (org, "directory:CAMPUS,other", "Staff");
  check (org, "directory:camp", "");
  check (org, "-directory:campus", "100%|a_b|Ångström lab|Kiosk|VPN");
}

/* Every filter and its opposite make up the whole. */
static void
test_complement (void)
{
  static const char *const queries[] = {
    "vpn", "name:a", "name:=vpn", "name:*", "description:*", "description:hall", "status:active",
    "status:bypass,disabled", "members:0", "members:>1", "members:1..2", "members:<0", "directory:*", "directory:campus", "directory:nothing",
  };
  g_autoptr (GhTestOrganisation) org = make_groups ();

  gh_test_write_directory (org, "UPDATE groups SET name_fold = '' WHERE name = 'Kiosk'");
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *opposite = g_strconcat ("-", queries[i], NULL);
      g_autoptr (GString) names = g_string_new (NULL);
      Listing yes = { .view = { queries[i] }, .names = names };
      Listing no = { .view = { opposite }, .names = names };

      g_assert_true (gh_store_read (org->store, list_cb, &yes, NULL));
      g_assert_true (gh_store_read (org->store, list_cb, &no, NULL));
      g_assert_cmpint (yes.count + no.count, ==, 6);
    }
}

/* A term with as many values as a query allows finds what one of them finds. */
static void
test_many_values (void)
{
  static const char *const terms[] = {
    "name:a", "-name:a", "description:=x", "status:bypass", "-status:bypass", "members:2", "-members:2",
    "directory:campus", "-directory:campus",
  };
  g_autoptr (GhTestOrganisation) org = make_groups ();

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      const char *value = strchr (terms[i], ':') + 1;
      g_autoptr (GString) many = g_string_new (terms[i]);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      Listing one = { .view = { terms[i] }, .names = names };

      while (many->len + 1 + strlen (value) <= GH_QUERY_MAX_BYTES)
        g_string_append_printf (many, ",%s", value);
      gh_store_read (org->store, list_cb, &one, &error);
      g_assert_no_error (error);
      check (org, many->str, names->str);
    }
}

/* By search fold, then bytes; equals are ordered by name. */
static void
test_order (void)
{
  g_autoptr (GhTestOrganisation) org = make_groups ();

  check_sorted (org, NULL, "name", ALL);
  check_sorted (org, NULL, "name:desc", "VPN|Staff|Kiosk|Ångström lab|a_b|100%");
  check_sorted (org, NULL, "description", "Staff|100%|Ångström lab|Kiosk|VPN|a_b");
  check_sorted (org, NULL, "description:desc", "a_b|VPN|Kiosk|Ångström lab|100%|Staff");
  check_sorted (org, NULL, "status", "Staff|VPN|100%|Kiosk|a_b|Ångström lab");
  check_sorted (org, NULL, "status:desc", "Ångström lab|a_b|Kiosk|100%|VPN|Staff");
  check_sorted (org, NULL, "members", "100%|Kiosk|Ångström lab|a_b|VPN|Staff");
  check_sorted (org, NULL, "members:desc", "Staff|VPN|a_b|Ångström lab|Kiosk|100%");
  check_sorted (org, NULL, "directory", "100%|a_b|Ångström lab|Kiosk|VPN|Staff");
  check_sorted (org, "status:bypass", "name:desc", "Kiosk|100%");

  add_group (org, "KIOSK 2", "", "active", "");
  add_group (org, "kïosk", "", "active", "");
  check_sorted (org, "kiosk", "name", "Kiosk|kïosk|KIOSK 2");
}

/* An unreadable query is refused whole, with the place and what would be right. */
static void
test_wrong (void)
{
  static const struct {
    const char *query;
    const char *message;
  } cases[] = {
    { "vpn status:locked", "At character 5: “status” is one of active, bypass, disabled" },
    { "members:many", "At character 1: “members” needs a number, for example members:2, members:>2 or members:1..3" },
    { "Ångström -members:3..1", "At character 10: “members” needs a number, for example members:2, members:>2 or"
                                " members:1..3" },
    { "directory:", "At character 1: “directory” needs a text, for example directory:anna or directory:*" },
    { "name:", "At character 1: “name” needs a text, for example name:anna or name:*" },
    { "x description:\"y", "At character 3: the text in quotes has no end" },
  };
  static const char *const sorts[] = { "", "members:asc", "key", "group", "g.name", "state", ":desc" };
  g_autoptr (GhTestOrganisation) org = make_groups ();
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      Listing listing = { .view = { cases[i].query }, .names = names };

      g_assert_false (gh_store_read (org->store, list_cb, &listing, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GError) error = NULL;
      Listing listing = { .view = { NULL, sorts[i] }, .names = names };

      g_assert_false (gh_view_kind_has_column (&gh_group_views, sorts[i]));
      g_assert_false (gh_store_read (org->store, list_cb, &listing, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
    }
  g_assert_cmpstr (names->str, ==, "");

  for (int i = 0; gh_group_fields[i].name != NULL; i++)
    {
      g_autofree char *reverse = g_strconcat (gh_group_fields[i].name, ":desc", NULL);

      g_assert_true (gh_view_kind_has_column (&gh_group_views, gh_group_fields[i].name));
      g_assert_true (gh_view_kind_has_column (&gh_group_views, reverse));
    }
}

/* 10 000 groups with two members each, a tenth of them in the Trash: each list between two keystrokes. */
static void
test_many (void)
{
  static const struct {
    GhView view;
    gint64      count;
  } cases[] = {
    { { NULL, NULL }, 10000 },
    { { "group 0123", NULL }, 11 },
    { { "description:\"nr 77\" -name:x", "description:desc" }, 111 },
    { { "members:1", "members:desc" }, 2000 },
    { { "-members:2", "status" }, 2000 },
    { { "status:active -directory:*", "directory" }, 5000 },
  };
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  gh_test_add_users (org, "a b c d e f g h i j");
  gh_test_write_directory (org,
    "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
    " INSERT INTO groups (id, key, name, name_key, name_fold, description, status, last_op)"
    " SELECT i + 1, printf ('DG%018d', i), printf ('Group %05d', i), printf ('group %05d', i), printf ('group %05d', i),"
    " 'Nr ' || i, i % 2, 1 FROM n;"
    "INSERT INTO memberships SELECT 1 + id % 10, id FROM groups;"
    "INSERT INTO memberships SELECT 1 + (id + 3) % 10, id FROM groups");
  gh_test_do (org, "user.trash", gh_target_new_for_name ("a"), NULL, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Listing listing = { .view = cases[i].view, .names = names };
      g_autoptr (GError) error = NULL;
      gint64 begin = g_get_monotonic_time ();

      gh_store_read (org->store, list_cb, &listing, &error);
      g_assert_no_error (error);
      g_assert_cmpint (listing.count, ==, cases[i].count);
      g_test_message ("%s by %s: %.1f ms", cases[i].view.query, cases[i].view.sort,
                      (double) (g_get_monotonic_time () - begin) / 1000);
      /* Scanning the Trash or the members again for each group would take minutes. */
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Q11/groups/words", test_words);
  g_test_add_func ("/Q11/groups/wildcards-are-letters", test_wildcards_are_letters);
  g_test_add_func ("/Q11/groups/texts", test_texts);
  g_test_add_func ("/Q11/groups/statuses", test_statuses);
  g_test_add_func ("/Q11/groups/members", test_members);
  g_test_add_func ("/Q11/groups/directories", test_directories);
  g_test_add_func ("/Q11/groups/complement", test_complement);
  g_test_add_func ("/Q1/groups/many-values", test_many_values);
  g_test_add_func ("/Q7/groups/order", test_order);
  g_test_add_func ("/Q6/groups/wrong", test_wrong);
  g_test_add_func ("/Q11/groups/many", test_many);

  return g_test_run ();
}
