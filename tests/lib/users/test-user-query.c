/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "base/gh-fold.h"
#include "users/gh-user-counts.h"
#include "users/gh-user-query.h"

#include <glib/gstdio.h>
#include <string.h>

#define DAY (24 * 60 * 60)

/* Imports @csv, a text, as its own file. */
static void
import (GhTestOrganisation *org,
        const char         *csv)
{
  g_autofree char *path = g_build_filename (org->folder, "import.csv", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"file\":\"%s\",\"create-groups\":true}", path);
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;

  g_file_set_contents (path, csv, -1, NULL);
  result = gh_test_run (org, "user.import", NULL, parameters);
  text = gh_result_to_text (result);
  if (result->is_refused)
    g_error ("%s", text);
}

typedef struct {
  GhView  view;
  GString    *names;
  gint64      count;
} Listing;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Listing *listing = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_view_list (&gh_user_views, &listing->view, connection, ids, error) ||
      !gh_view_count (&gh_user_views, &listing->view, connection, &listing->count, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GhStatement) select = gh_connection_prepare (connection, "users/describe-user", error);

      gh_statement_bind (select, "i", g_array_index (ids, gint64, i));
      if (!gh_statement_require (select, error))
        return FALSE;
      g_string_append_printf (listing->names, "%s%s", i > 0 ? " " : "", gh_statement_get_text (select, 1));
    }

  return TRUE;
}

/* Asserts which users a view shows, by username and in this order. */
static void
check_view_in (GhTestOrganisation *org,
               const char         *zone,
               GhUserScope         scope,
               const char         *query,
               const char         *sort,
               const char         *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Listing listing = {
    .view = { .query = query, .scope = scope, .sort = sort, .now = GH_TEST_NOW, .time_zone = zone },
    .names = names,
  };
  guint n = 0;

  gh_store_read (org->store, list_cb, &listing, &error);
  g_assert_no_error (error);
  if (strcmp (names->str, expected) != 0)
    g_error ("“%s” by %s shows “%s” instead of “%s”", query, sort, names->str, expected);

  for (const char *p = expected; *p != '\0'; p++)
    n += p == expected || *p == ' ';
  g_assert_cmpint (listing.count, ==, n);
}

static void
check_view (GhTestOrganisation *org,
            GhUserScope         scope,
            const char         *query,
            const char         *sort,
            const char         *expected)
{
  check_view_in (org, "Europe/Oslo", scope, query, sort, expected);
}

static void
check_date (GhTestOrganisation *org,
            const char         *zone,
            GhUserScope         scope,
            const char         *field,
            const char         *sign,
            const char         *date,
            const char         *expected)
{
  g_autofree char *query = g_strconcat (field, sign, date, NULL);

  check_view_in (org, zone, scope, query, NULL, expected);
}

static void
check (GhTestOrganisation *org,
       const char         *query,
       const char         *expected)
{
  check_view (org, GH_USER_SCOPE_USERS, query, NULL, expected);
}

/* Six people that the fields can tell apart. */
static GhTestOrganisation *
make_people (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  import (org,
          "username,realname,alias1,alias2,email,status,status_until,phone1,platform1,token1,type1,group1,group2,notes\n"
          "asa,Åsa Bergström,bergstrom.a,,asa@example.com,active,,+4722855050,android,,,VPN,Staff,Likes 100%\n"
          "bob_b,Bob O'Brien,,,bob@example.org,bypass,2026-11-28,,,12345678,h6,VPN,,\n"
          "carl,,,,,bypass,,+4722855051 x12,landline,,,,,\n"
          "dora%d,Δώρα,δ,δδ,,disabled,,,,,,Staff,,\n"
          "elsa,Elsa,,,elsa@example.com,active,,,,,,,,notes here\n"
          "finn,Finn,,,,active,,+4799999999,iphone,S-77,t6,,,\n");
  gh_test_write_events (org, "INSERT INTO logins SELECT 1, 1795510800 - 10 * 86400;"
                             "INSERT INTO logins SELECT 2, 1795510800 - 100 * 86400;"
                             GH_TEST_LOCK_OUT "VALUES (6, 1795510000, NULL, 'Failed Attempts');");

  return org;
}

static void
test_words (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, NULL, "asa bob_b carl dora%d elsa finn");
  check (org, "BERGSTROM", "asa");
  check (org, "bergstrom.a", "asa");
  check (org, "o'brien", "bob_b");
  check (org, "δωρα", "dora%d");
  check (org, "δδ", "dora%d");
  check (org, "example.com", "asa elsa");
  check (org, "example.com -elsa", "asa");
  check (org, "s-77", "finn");
  check (org, "nobody", "");
  check (org, "\"elsa elsa\"", "");
}

/* The apostrophes of word processors and of keyboards find each other, in every field. */
static void
test_apostrophes (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import (org, "username,realname,alias1,group1,notes\n"
               "a,Bob O'Brien,,,\n"
               "b,Eve O’Brien,,,\n"
               "c,,d’arc,,\n"
               "d,,,,it’s noon\n"
               "o’neil,,,,\n");
  check (org, "O'Brien", "a b");
  check (org, "o’brien", "a b");
  check (org, "name:\"O’Brien\"", "a b");
  check (org, "name:=\"eve o'brien\"", "b");
  check (org, "alias:d'arc", "c");
  check (org, "notes:it's", "d");
  check (org, "username:=o'neil", "o’neil");
  check (org, "-'", "d");
}

/* Midnight ends the day before it, on days of 23, 24 and 25 hours, where clocks skip midnight, and at the ends of
 * months, leap years and years. */
static void
test_last_days (void)
{
  static const struct {
    const char *zone;
    const char *day;
    const char *day_before;
    const char *day_after;
    const char *month;
  } cases[] = {
    { "Europe/Oslo", "2027-03-14", "2027-03-13", "2027-03-15", "2027-03" },
    { "Europe/Oslo", "2027-03-28", "2027-03-27", "2027-03-29", "2027-03" },
    { "Europe/Oslo", "2027-10-31", "2027-10-30", "2027-11-01", "2027-10" },
    { "Europe/Oslo", "2028-02-29", "2028-02-28", "2028-03-01", "2028-02" },
    { "Pacific/Kiritimati", "2026-12-31", "2026-12-30", "2027-01-01", "2026-12" },
    { "America/New_York", "2027-12-31", "2027-12-30", "2028-01-01", "2027-12" },
    { "America/Havana", "2027-03-13", "2027-03-12", "2027-03-14", "2027-03" },
    { "America/Havana", "2027-03-14", "2027-03-13", "2027-03-15", "2027-03" },
    { "America/Havana", "2027-11-07", "2027-11-06", "2027-11-08", "2027-11" },
    { "Asia/Beirut", "2027-03-27", "2027-03-26", "2027-03-28", "2027-03" },
    { "UTC", "9999-12-30", "9999-12-29", "9999-12-31", "9999-12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
      const struct {
        const char *sign;
        const char *text;
        const char *expected;
      } queries[] = {
        { "", cases[i].day, "a" },
        { "", cases[i].day_before, "" },
        { "", cases[i].day_after, "" },
        { "", cases[i].month, "a" },
        { "<", cases[i].day, "" },
        { ">", cases[i].day, "" },
        { "<", cases[i].day_after, "a" },
        { ">", cases[i].day_before, "a" },
      };
      g_autofree char *parameters = g_strdup_printf ("{\"status\":\"bypass\",\"until\":\"%s\"}", cases[i].day);
      g_autofree char *zone = g_strdup_printf ("UPDATE settings SET value = '%s' WHERE key = 'timezone'", cases[i].zone);
      g_autofree char *purge = NULL;

      gh_test_write_directory (org, zone);
      gh_test_add_users (org, "a b");
      gh_test_do (org, "user.set-status", gh_target_new_for_name ("a"), parameters, 1);
      for (gsize j = 0; j < G_N_ELEMENTS (queries); j++)
        check_date (org, cases[i].zone, GH_USER_SCOPE_USERS, "until:", queries[j].sign, queries[j].text,
                    queries[j].expected);

      /* As if by hand at another hour of another day: only its end counts. */
      purge = gh_test_query (org, "SELECT 'UPDATE trash SET purge_at = ' || until FROM user_status WHERE until > 0");
      gh_test_do (org, "user.trash", gh_target_new_for_name ("a"), NULL, 1);
      gh_test_write_directory (org, purge);
      for (gsize j = 0; j < G_N_ELEMENTS (queries); j++)
        check_date (org, cases[i].zone, GH_USER_SCOPE_TRASH, "purge:", queries[j].sign, queries[j].text,
                    queries[j].expected);
    }
}

/* The last instant of a day belongs to it, the next to the day after. */
static void
test_last_instants (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import (org, "username,status,status_until\n"
               "a,bypass,2027-03-13T23:00:00Z\n"
               "b,bypass,2027-03-13T23:00:01Z\n"
               "c,bypass,2027-03-14T23:00:00Z\n"
               "d,bypass,2027-03-14T23:00:01Z\n");
  check (org, "until:2027-03-13", "a");
  check (org, "until:2027-03-14", "b c");
  check (org, "until:2027-03-15", "d");
  check (org, "until:2027-03-14..2027-03-15", "b c d");
  check (org, "until:<2027-03-14", "a");
  check (org, "until:>2027-03-14", "d");
  check (org, "-until:2027-03-14", "a d");
}

/* * leaves out nobody, even who folds to nothing. */
static void
test_everybody (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  gh_test_add_users (org, "\xcc\x81");
  check (org, "username:* -asa", "\xcc\x81 bob_b carl dora%d elsa finn");
  check (org, "", "\xcc\x81 asa bob_b carl dora%d elsa finn");
  check (org, " \t", "\xcc\x81 asa bob_b carl dora%d elsa finn");
  gh_test_do (org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 7);
}

/* _ and % are ordinary letters. */
static void
test_wildcards_are_letters (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, "_", "bob_b");
  check (org, "%", "dora%d");
  check (org, "username:=bob_b", "bob_b");
  check (org, "username:=bobxb", "");
}

static void
test_phone_digits (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, "2285", "asa carl");
  check (org, "\"22 85 50 50\"", "asa");
  check (org, "+47-22", "asa carl");
  check (org, "99", "");
  check (org, "phone:99", "finn");
  check (org, "phone:=4722855051", "carl");
  check (org, "phone:*", "asa carl finn");
  check (org, "phone:x", "");
}

static void
test_fields (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, "username:a", "asa carl dora%d elsa");
  check (org, "name:*", "asa bob_b dora%d elsa finn");
  check (org, "-email:*", "carl dora%d finn");
  check (org, "alias:*", "asa dora%d");
  check (org, "alias:=δ", "dora%d");
  check (org, "notes:100%", "asa");
  check (org, "token:*", "bob_b finn");
  check (org, "group:vpn", "asa bob_b");
  check (org, "group:vpn,staff", "asa bob_b dora%d");
  check (org, "group:vp", "");
  check (org, "-group:*", "carl elsa finn");
  check (org, "directory:*", "");
  check (org, "phones:0", "bob_b dora%d elsa");
  check (org, "aliases:2", "dora%d");
  check (org, "groups:>1", "asa");
  check (org, "tokens:1..3", "bob_b finn");
}

static void
test_statuses (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, "status:active", "asa elsa");
  check (org, "status:bypass", "bob_b carl");
  check (org, "status:disabled", "dora%d");
  check (org, "status:locked", "finn");
  check (org, "own:active", "asa elsa finn");
  check (org, "is:noend", "carl");
  check (org, "is:enrolled", "asa bob_b carl finn");
  check (org, "is:managed", "");
  check (org, "is:pending", "");
  check (org, "until:<7d", "bob_b");
  check (org, "until:<4d", "");
  check (org, "until:2026-11-28", "bob_b");
  check (org, "until:2026-11-29", "");
}

static void
test_times (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  check (org, "login:<90d", "asa");
  check (org, "login:>90d", "bob_b carl dora%d elsa finn");
  check (org, "login:>90d -login:never", "bob_b");
  check (org, "login:never", "carl dora%d elsa finn");
  check (org, "is:inactive", "bob_b carl dora%d elsa finn");
  check (org, "login:2026-11-14", "asa");
  check (org, "login:<2026-11-14", "bob_b");
  check (org, "login:>2026-11-13", "asa");
  check (org, "login:2026-08..2026-11", "asa bob_b");
  check (org, "created:2026-11-24", "asa bob_b carl dora%d elsa finn");
  check (org, "synced:never", "asa bob_b carl dora%d elsa finn");
}

/* Every filter and its opposite make up the whole. */
static void
test_complement (void)
{
  static const char *const queries[] = {
    "asa", "2285", "status:bypass,locked", "own:bypass", "is:noend", "is:inactive", "is:pending", "phones:>0",
    "login:<90d", "login:never", "until:<7d", "purge:<7d", "group:vpn", "directory:*", "notes:*", "created:<1d",
    "synced:<1d", "phone:*", "token:=x", "origin:hand",
  };
  g_autoptr (GhTestOrganisation) org = make_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *opposite = g_strconcat ("-", queries[i], NULL);
      g_autoptr (GString) names = g_string_new (NULL);
      Listing yes = { .view = { .query = queries[i], .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = names };
      Listing no = { .view = { .query = opposite, .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = names };

      g_assert_true (gh_store_read (org->store, list_cb, &yes, NULL));
      g_assert_true (gh_store_read (org->store, list_cb, &no, NULL));
      g_assert_cmpint (yes.count + no.count, ==, 6);
    }
}

/* A value that every field of its kind takes. */
static const char *
get_value (const GhQueryField *field)
{
  switch (field->kind)
    {
    case GH_QUERY_FIELD_WORD:
      return field->words[0];
    case GH_QUERY_FIELD_COUNT:
      return "1";
    case GH_QUERY_FIELD_TIME:
    case GH_QUERY_FIELD_FUTURE:
      return "<9d";
    default:
      return "1";
    }
}

/* A term with as many values as a query allows finds what one of them finds. */
static void
test_many_values (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();

  for (int i = 0; gh_user_fields[i].name != NULL; i++)
    {
      const char *value = get_value (&gh_user_fields[i]);
      g_autofree char *one = g_strdup_printf ("%s%s:%s", i % 2 != 0 ? "-" : "", gh_user_fields[i].name, value);
      g_autoptr (GString) many = g_string_new (one);
      g_autoptr (GString) by_one = g_string_new (NULL);
      g_autoptr (GString) by_many = g_string_new (NULL);
      Listing short_one = { .view = { .query = one, .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = by_one };
      Listing long_one = { .view = { .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = by_many };
      g_autoptr (GError) error = NULL;

      while (many->len + 1 + strlen (value) <= GH_QUERY_MAX_BYTES)
        g_string_append_printf (many, ",%s", value);
      long_one.view.query = many->str;
      gh_store_read (org->store, list_cb, &short_one, &error);
      g_assert_no_error (error);
      gh_store_read (org->store, list_cb, &long_one, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (by_many->str, ==, by_one->str);
    }
}

static void
test_order (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();

  import (org, "username,realname,email,notes\nb,Ärla,,\nA,arla,z@a.b,x\nc,Berta,,\nä,,,\nB2,,,\n");

  /* By search fold, then the exact bytes; the same in every locale. */
  check_view (org, GH_USER_SCOPE_USERS, NULL, NULL, "A ä b B2 c");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "username:desc", "c B2 b ä A");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "realname", "ä B2 A b c");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "realname:desc", "c b A B2 ä");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "email:desc", "A B2 ä c b");

  gh_test_write_events (org, "INSERT INTO logins VALUES (3, 1000), (1, 2000)");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "login", "A ä B2 c b");
  check_view (org, GH_USER_SCOPE_USERS, NULL, "login:desc", "b c B2 ä A");
}

/* Every column of R4 and word of Q4 that a table can have sorts, and nothing else. */
static void
test_columns (void)
{
  static const char *const good[] = {
    "username", "realname", "alias1", "alias8", "email", "status", "status_until", "phone1", "platform1", "token1",
    "type1", "group1", "notes", "effective_status", "enrolled", "created", "last_login", "last_directory_sync",
    "user_id", "alias", "name", "phone", "token", "group", "directory", "own", "phones", "tokens", "aliases",
    "groups", "login", "synced", "until", "purge", "sent", "sent_by", "origin",
  };
  static const char *const bad[] = { "", "alias9", "alias0", "usernam", "username;", "id", "username:asc", ":desc" };
  g_autoptr (GhTestOrganisation) org = make_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *reverse = g_strconcat (good[i], ":desc", NULL);
      g_autoptr (GString) up = g_string_new (NULL);
      g_autoptr (GString) down = g_string_new (NULL);
      Listing forwards = { .view = { .sort = good[i], .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = up };
      Listing backwards = { .view = { .sort = reverse, .now = GH_TEST_NOW, .time_zone = "UTC" }, .names = down };
      g_auto (GStrv) up_words = NULL;
      g_auto (GStrv) down_words = NULL;

      g_assert_true (gh_store_read (org->store, list_cb, &forwards, NULL));
      g_assert_true (gh_store_read (org->store, list_cb, &backwards, NULL));
      up_words = g_strsplit (up->str, " ", -1);
      down_words = g_strsplit (down->str, " ", -1);
      for (guint j = 0; j < 6; j++)
        g_assert_cmpstr (up_words[j], ==, down_words[5 - j]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gh_view_kind_has_column (&gh_user_views, bad[i]));
}

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  return gh_user_counts_read (data, connection, GH_TEST_NOW, error);
}

static void
test_categories (void)
{
  g_autoptr (GhTestOrganisation) org = make_people ();
  g_autoptr (GError) error = NULL;
  GhUserCounts counts;

  gh_store_read (org->store, count_cb, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts.total, ==, 6);
  g_assert_cmpint (counts.not_enrolled, ==, 2);
  g_assert_cmpint (counts.inactive, ==, 5);
  g_assert_cmpint (counts.bypass, ==, 2);
  g_assert_cmpint (counts.locked_out, ==, 1);
  g_assert_cmpint (counts.trash, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/Q2/words", test_words);
  g_test_add_func ("/U3/wildcards-are-letters", test_wildcards_are_letters);
  g_test_add_func ("/Q2/phone-digits", test_phone_digits);
  g_test_add_func ("/Q4/fields", test_fields);
  g_test_add_func ("/Q4/statuses", test_statuses);
  g_test_add_func ("/Q4/times", test_times);
  g_test_add_func ("/Q10/last-days", test_last_days);
  g_test_add_func ("/Q10/last-instants", test_last_instants);
  g_test_add_func ("/Q10/apostrophes", test_apostrophes);
  g_test_add_func ("/Q9/everybody", test_everybody);
  g_test_add_func ("/Q1/complement", test_complement);
  g_test_add_func ("/Q1/many-values", test_many_values);
  g_test_add_func ("/Q7/order", test_order);
  g_test_add_func ("/C3/columns", test_columns);
  g_test_add_func ("/S8/categories", test_categories);

  return g_test_run ();
}
