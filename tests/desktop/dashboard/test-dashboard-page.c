/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dashboard as people meet it: true numbers, none a dead end. */
#include "gh-test-organisation.h"
#include "kit/test-window.h"

#include "base/gh-link.h"
#include "dashboard/gh-dashboard-card.h"
#include "dashboard/gh-dashboard-page.h"
#include "users/gh-users-page.h"
#include "trash/gh-trash-page.h"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkWidget          *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora");
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("bert"), "{\"status\":\"bypass\"}", 1);
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("cleo"),
              "{\"status\":\"bypass\",\"until\":\"2026-11-27\"}", 1);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("dora"), NULL, 1);
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->page = g_object_new (GH_TYPE_DASHBOARD_PAGE, "session", fixture->session, "title", "Dashboard", NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
}

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* The numbers on the cards in screen order: "1 3 0". */
static char *
describe (Fixture *fixture)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  collect (fixture->page, GH_TYPE_DASHBOARD_CARD, cards);
  for (guint i = 0; i < cards->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            gh_dashboard_card_get_count (g_ptr_array_index (cards, i)));

  return g_string_free (text, FALSE);
}

static gboolean
shows (Fixture    *fixture,
       const char *expected)
{
  g_autofree char *text = describe (fixture);

  return g_str_equal (text, expected);
}

/* Bypass without end, not enrolled and inactive are not zero; deleted soon and locked out are, and come last. */
static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  test_wait_until (shows (fixture, "1 3 3 0 0"));
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + 6 * 86400);
  gh_test_do (fixture->org, "user.set-status", gh_target_new_for_name ("anna"), "{\"status\":\"bypass\"}", 1);
  test_wait_until (shows (fixture, "2 3 3 1 0"));
}

/* The list a card opens has the same count. */
static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  GtkWidget *users;
  GtkWidget *trash;

  test_wait_until (shows (fixture, "1 3 3 0 0"));
  collect (fixture->page, GTK_TYPE_ACTIONABLE, buttons);
  users = g_object_ref_sink (g_object_new (GH_TYPE_USERS_PAGE, "session", fixture->session, NULL));
  trash = g_object_ref_sink (g_object_new (GH_TYPE_TRASH_PAGE, "session", fixture->session, NULL));
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkActionable *button = g_ptr_array_index (buttons, i);
      g_autoptr (GhLink) link = NULL;
      g_autoptr (GError) error = NULL;

      if (g_strcmp0 (gtk_actionable_get_action_name (button), "win.open-link") != 0)
        continue;

      link = gh_link_parse (g_variant_get_string (gtk_actionable_get_action_target_value (button), NULL), &error);
      g_assert_no_error (error);
      g_assert_true (g_str_equal (link->page, "users") || g_str_equal (link->page, "trash"));
      g_assert_true (gh_page_show_view (GH_PAGE (g_str_equal (link->page, "users") ? users : trash), link->view,
                                        link->query, link->sort));
      /* No box is filled with what nobody typed. */
      g_assert_true (link->query == NULL || g_str_has_suffix (link->query, "\n"));
    }
  test_run_for (100);
  g_object_unref (users);
  g_object_unref (trash);
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  g_test_add ("/dashboard-page/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/dashboard-page/links", Fixture, NULL, set_up, test_links, tear_down);

  return g_test_run ();
}
