/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include "users/gh-user.h"

typedef struct {
  GhTestOrganisation *org;
  GhUser             *user;
} Fixture;

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Fixture *fixture = data;

  fixture->user = gh_user_load (connection, 1, GH_TEST_NOW, error);

  return fixture->user != NULL;
}

static gboolean
refresh_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  GhUser *user = data;
  GhUser *other = gh_user_load (connection, gh_user_get_row (user)->facts.id, GH_TEST_NOW, error);

  if (other == NULL)
    return FALSE;

  gh_user_take (user, other);

  return TRUE;
}

static void
note_cb (GhUser     *user,
         GParamSpec *pspec,
         GString    *notified)
{
  g_string_append_printf (notified, "%s ", pspec->name);
}

/* The properties that a refresh notifies, in class order. */
static char *
refresh (Fixture *fixture)
{
  GString *notified = g_string_new (NULL);
  gulong handler = g_signal_connect (fixture->user, "notify", G_CALLBACK (note_cb), notified);
  g_autoptr (GError) error = NULL;

  gh_store_read (fixture->org->store, refresh_cb, fixture->user, &error);
  g_assert_no_error (error);
  g_signal_handler_disconnect (fixture->user, handler);

  return g_string_free (notified, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna");
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Anna\",\"add-alias\":[\"a1\",\"a2\"]}", 1);
  gh_store_read (fixture->org->store, load_cb, fixture, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->user);
  gh_test_organisation_free (fixture->org);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *realname = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *source = NULL;
  g_auto (GStrv) aliases = NULL;
  gint64 created, revision;
  gboolean is_enrolled;

  g_object_get (fixture->user, "realname", &realname, "directory", &directory, "source", &source, "aliases", &aliases,
                "created", &created, "revision", &revision, "is-enrolled", &is_enrolled, NULL);
  g_assert_cmpstr (realname, ==, "Anna");
  g_assert_cmpstr (directory, ==, "");
  g_assert_cmpstr (source, ==, "user");
  g_assert_cmpstrv (aliases, ((const char *[]) { "a1", "a2", NULL }));
  g_assert_cmpint (created, ==, GH_TEST_NOW);
  g_assert_cmpint (revision, ==, 3);
  g_assert_false (is_enrolled);
}

static void
test_refresh (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *nothing = refresh (fixture);
  g_autofree char *edited = NULL;
  g_autofree char *joined = NULL;
  const GhRowGroup *membership;

  g_assert_cmpstr (nothing, ==, "");

  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"notes\":\"x\",\"remove-alias\":[\"a1\"]}", 1);
  edited = refresh (fixture);
  g_assert_nonnull (strstr (edited, "revision "));
  g_assert_nonnull (strstr (edited, "notes "));
  g_assert_nonnull (strstr (edited, "aliases "));
  g_assert_cmpuint (strlen (edited), ==, strlen ("revision notes aliases "));

  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Guests\",\"status\":\"disabled\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"Guests\"}", 1);
  joined = refresh (fixture);
  g_assert_nonnull (strstr (joined, "groups "));
  g_assert_nonnull (strstr (joined, "effective "));
  g_assert_null (strstr (joined, "phones "));
  membership = gh_user_get_row (fixture->user)->groups[0];
  g_assert_cmpstr (membership->name, ==, "Guests");
  g_assert_cmpint (membership->status, ==, GH_STATUS_DISABLED);
  g_assert_cmpint (gh_user_get_row (fixture->user)->status, ==, GH_EFFECTIVE_DISABLED);
}

/* Read apart, as on another thread, and taken over. */
static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  GhUser *user = fixture->user;
  GString *notified = g_string_new (NULL);
  gulong handler;
  g_autoptr (GError) error = NULL;
  const GhUserCode *code;

  gh_test_write_directory (fixture->org,
                           "INSERT INTO bypass_codes (key, user_id, created, created_by, uses, last_op, era)"
                           " SELECT 'DB1', 1, 5, 'Ingrid', 1, 1, era FROM organisation");
  /* Used by anna with two programs, by anna too long ago, and by somebody else. */
  gh_test_write_events (fixture->org,
                        "INSERT INTO endpoints (user_id, host, client, used) SELECT column1, column2, column3, "
                        G_STRINGIFY (GH_TEST_NOW) " - column4 * 86400 FROM (VALUES (1, 'lab-31', 'ssh', 29),"
                        " (1, 'lab-31', 'su', 1), (1, 'attic', '', 30), (2, 'desk', '', 1))");
  gh_store_read (fixture->org->store, load_cb, fixture, &error);
  g_assert_no_error (error);
  handler = g_signal_connect (user, "notify", G_CALLBACK (note_cb), notified);
  gh_user_take (user, fixture->user);
  fixture->user = user;
  g_signal_handler_disconnect (user, handler);
  g_assert_nonnull (strstr (notified->str, "codes "));
  g_assert_nonnull (strstr (notified->str, "endpoints "));
  g_assert_cmpuint (notified->len, ==, strlen ("codes endpoints "));
  g_string_free (notified, TRUE);

  code = &g_array_index (gh_user_get_codes (user), GhUserCode, 0);
  g_assert_cmpstr (code->created_by, ==, "Ingrid");
  g_assert_cmpint (code->expires, ==, 0);
  g_assert_cmpint (code->uses, ==, 1);
  g_assert_cmpstrv (gh_user_get_endpoints (user), ((const char *[]) { "lab-31", NULL }));
}

/* V3: applications that alone deny. */
static void
test_locked_at (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *locked = NULL;
  g_autofree char *unlocked = NULL;

  gh_test_write_events (fixture->org,
                        "INSERT INTO application_lockouts (user_id, application, name, time, until, attempt)"
                        " VALUES (1, 1, 'VPN', 1, NULL, 1), (1, 2, 'Ended', 1, " G_STRINGIFY (GH_TEST_NOW) ", 2),"
                        " (1, 3, 'Mail', 1, " G_STRINGIFY (GH_TEST_NOW) " + 1, 3), (2, 1, 'Bert', 1, NULL, 4)");
  locked = refresh (fixture);
  g_assert_cmpstr (locked, ==, "locked-at ");
  g_assert_cmpstrv (gh_user_get_locked_at (fixture->user), ((const char *[]) { "Mail", "VPN", NULL }));
  g_assert_cmpint (gh_user_get_row (fixture->user)->status, ==, GH_EFFECTIVE_ACTIVE);

  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"active\"}", 1);
  unlocked = refresh (fixture);
  g_assert_nonnull (strstr (unlocked, "locked-at "));
  g_assert_cmpuint (g_strv_length ((GStrv) gh_user_get_locked_at (fixture->user)), ==, 0);
}

static void
test_trashed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *notified = NULL;
  g_autofree char *sent_by = NULL;
  gint64 origin, status_before, purge_at;

  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  notified = refresh (fixture);
  g_assert_nonnull (strstr (notified, "purge-at "));
  g_object_get (fixture->user, "trash-origin", &origin, "status-before", &status_before, "purge-at", &purge_at,
                "sent-by", &sent_by, NULL);
  g_assert_cmpint (origin, ==, GH_TRASH_BY_HAND);
  g_assert_cmpint (status_before, ==, GH_STATUS_BYPASS);
  g_assert_cmpint (purge_at, ==, GH_TEST_NOW + 7 * 24 * 60 * 60);
  g_assert_cmpstr (sent_by, ==, "local:tester");
  g_assert_cmpint (gh_user_get_row (fixture->user)->status, ==, GH_EFFECTIVE_PENDING_DELETION);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTestOrganisation) other = gh_test_organisation_new ();

  g_assert_false (gh_store_read (other->store, refresh_cb, fixture->user, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_cmpstr (gh_user_get_row (fixture->user)->username, ==, "anna");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/U7/user/properties", Fixture, NULL, set_up, test_properties, tear_down);
  g_test_add ("/U7/user/refresh", Fixture, NULL, set_up, test_refresh, tear_down);
  g_test_add ("/U7/user/take", Fixture, NULL, set_up, test_take, tear_down);
  g_test_add ("/V3/user/locked-at", Fixture, NULL, set_up, test_locked_at, tear_down);
  g_test_add ("/T1/user/trashed", Fixture, NULL, set_up, test_trashed, tear_down);
  g_test_add ("/U7/user/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
