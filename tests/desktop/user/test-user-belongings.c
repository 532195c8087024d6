/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user's page says of the phones. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "user/gh-user-belongings.h"
#include "user/gh-user-list.h"

/* A phone of anna's with an app that waits for its first passcode until then. */
static void
add_phone (GhTestOrganisation *org,
           int                 id,
           const char         *platform,
           gint64              pending_until)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO phones (id, key, number, type, platform, last_op)"
    " VALUES (%1$d, 'DP%1$018d', '+4791234%1$03d', 'mobile', '%2$s', 1);"
    "INSERT INTO phone_owners (user_id, phone_id) VALUES (1, %1$d);"
    "INSERT INTO credentials (key, device_kind, device, type, seed, made, pending_until, events, last_op)"
    " VALUES ('DC%1$018d', 'phone', %1$d, 0, x'%1$02d', 1, %3$" G_GINT64_FORMAT ", x'', 1)",
    id, platform, pending_until);

  gh_test_write_directory (org, sql);
}

static gboolean
load_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GhUser **user = data;

  *user = gh_user_load (connection, 1, GH_TEST_NOW, error);

  return *user != NULL;
}

static void
show (GtkWidget          *list,
      GhTestOrganisation *org)
{
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GhUser) user = NULL;
  g_autoptr(GError) error = NULL;

  gh_store_read (org->store, load_cb, &user, &error);
  g_assert_no_error (error);
  rows = gh_user_make_phone_rows (user, GH_TEST_NOW);
  gh_user_list_set_rows (GH_USER_LIST (list), rows);
}

/* P2: what became of the app on each phone. */
static void
test_apps (void)
{
  g_autoptr(GhTestOrganisation) org = gh_test_organisation_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gh_user_list_new ("Phones", "None");

#define sees(text) (test_find (window, GTK_TYPE_LABEL, text) != NULL)
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  gh_test_add_users (org, "anna");
  add_phone (org, 1, "apple ios", GH_TEST_NOW);
  add_phone (org, 2, "google android", GH_TEST_NOW + 300);
  show (list, org);
  test_wait_until (sees ("Not activated in time"));
  g_assert_true (sees ("Mobile · Apple iOS"));
  g_assert_true (sees ("Mobile · Google Android · Waiting for the first passcode until Today 09:05"));
  g_assert_false (sees ("Activated"));

  /* Its passcode was accepted, which the directory may not know yet. */
  gh_test_write_events (org, "INSERT INTO seeds (seed, last, first, accepted, file)"
                             " VALUES (x'02', 1, " G_STRINGIFY (GH_TEST_NOW) ", 1, x'')");
  show (list, org);
  test_wait_until (sees ("Activated"));
  g_assert_true (sees ("Not activated in time"));
  g_assert_true (sees ("Mobile · Google Android"));
#undef sees
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/P2/user-page/apps", test_apps);

  return g_test_run ();
}
