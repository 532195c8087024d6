/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/input-fixture.h"

#include "kit/test-window.h"

#include "list/gh-list-page.h"

void
input_make_page (InputFixture *fixture,
                 GType         type)
{
  fixture->type = type;
  fixture->page = g_object_new (type, "session", fixture->session, "title", "Page", NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
start_session (InputFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
}

void
input_restart_session (InputFixture *fixture)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  start_session (fixture);
}

/* The last filter must not come from settings. */
static void
forget_settings (GType type)
{
  g_autoptr (GTypeClass) owned = g_type_class_ref (type);
  GhListPageClass *klass = (GhListPageClass *) owned;
  g_autofree char *path = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (!g_type_is_a (type, GH_TYPE_LIST_PAGE))
    return;

  path = g_strdup_printf ("/io/github/gatehouse/Gatehouse/tables/%s/", klass->kind->name);
  settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table", path);
  g_settings_reset (settings, "category");
  g_settings_reset (settings, "query");
  g_settings_reset (settings, "layout");
}

void
input_set_up (InputFixture  *fixture,
              gconstpointer  type)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora emil");
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Anna\",\"email\":\"anna@hu.example\",\"add-alias\":[\"a1\"]}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"VPN\",\"description\":\"From home\"}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Exam desk\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"VPN\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("cleo"), "{\"group\":\"VPN\"}", 1);
  fixture->anna = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'anna'");
  fixture->vpn = gh_test_query (fixture->org, "SELECT key FROM groups WHERE name = 'VPN'");
  start_session (fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 750);
  forget_settings (((GType (*) (void)) type) ());
  input_make_page (fixture, ((GType (*) (void)) type) ());
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->left = -1;
}

void
input_tear_down (InputFixture  *fixture,
                 gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
  g_free (fixture->anna);
  g_free (fixture->vpn);
}

GVariant *
input_close_page (InputFixture *fixture)
{
  GVariant *input = gh_page_dup_input (fixture->page);

  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  test_wait_until (fixture->page == NULL);
  forget_settings (fixture->type);

  return input;
}

void
input_take_back (InputFixture *fixture,
                 GVariant     *input)
{
  g_autoptr (GVariant) again = NULL;

  g_assert_nonnull (input);
  input_make_page (fixture, fixture->type);
  gh_page_take_input (fixture->page, input);

  /* Closing it at once loses nothing. */
  again = gh_page_dup_input (fixture->page);
  g_assert_nonnull (again);
  g_assert_true (g_variant_equal (again, input));
}

void
input_remake (InputFixture *fixture)
{
  g_autoptr (GVariant) input = input_close_page (fixture);

  input_take_back (fixture, input);
}

gboolean
input_is_there (InputFixture *fixture)
{
  g_autoptr (GVariant) input = gh_page_dup_input (fixture->page);

  return input != NULL;
}
