/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L6, T5 in the window: what an Owner must look at is said on every page, with a button, until that has been done. */
#include "gh-test-log.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "log/gh-log-page.h"
#include "operate/gh-operate-dialog-private.h"
#include "operations/gh-witness.h"

#define DAY G_GINT64_CONSTANT (86400)

#define UNSIGNED "An Owner Must Look at the Log"
#define WAITS    "Deleting Waits for the Clock"

/* What the window's clock tells. */
static gint64 now;

static gint64
tell (gboolean *is_synchronised)
{
  *is_synchronised = FALSE;

  return now * G_USEC_PER_SEC;
}

typedef struct {
  GhTestOrganisation *org;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

/* 1 created · 2, 3 anna bert · 4 the first key · 5 cleo */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  now = GH_TEST_NOW;
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert");
  gh_test_make_key (fixture->org);
  gh_test_add_users (fixture->org, "cleo");
  gh_test_reopen (fixture->org);
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  g_settings_reset (fixture->settings, "page");
  fixture->window = gh_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_test_organisation_free (fixture->org);
}

/* No keyring answers here. */
static void
open_window (Fixture *fixture)
{
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  test_wait_until (fixture->window->looking == NULL && fixture->window->n_ticks > 1);
}

/* As when the keyring has it. */
static void
open_key (Fixture *fixture)
{
  GhStore *own = fixture->org->store;

  fixture->org->store = gh_session_get_store (fixture->window->session);
  gh_test_open_key (fixture->org, 1);
  fixture->org->store = own;
  gh_window_take_key_state (fixture->window, GH_KEYRING_FOUND);
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  return gh_notice_is_shown (GH_NOTICE (fixture->window->notice)) &&
         test_find (fixture->window->notice, GTK_TYPE_LABEL, text) != NULL;
}

/* Whether a label within @widget has @part. */
static gboolean
has_part (GtkWidget  *widget,
          const char *part)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_part (child, part))
      return TRUE;

  return FALSE;
}

static gboolean
is_quiet (Fixture *fixture)
{
  return fixture->window->asking == NULL && !gh_notice_is_shown (GH_NOTICE (fixture->window->notice));
}

static void
press (GtkWidget  *within,
       const char *label)
{
  /* It slides in. */
  test_wait_until (test_find (within, GTK_TYPE_BUTTON, label) != NULL &&
                   gtk_widget_is_sensitive (test_find (within, GTK_TYPE_BUTTON, label)));
  g_signal_emit_by_name (test_find (within, GTK_TYPE_BUTTON, label), "clicked");
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GH_IS_OPERATE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static void
run_dialog (const char *label)
{
  test_wait_until (find_dialog () != NULL);
  press (find_dialog (), label);
  test_wait_until (find_dialog () == NULL);
}

/* Written without the key, and no computer knows behind what. */
static void
test_unknown_end (Fixture       *fixture,
                  gconstpointer  data)
{
  gh_test_add_users (fixture->org, "dora");
  open_window (fixture);
  g_assert_false (says (fixture, UNSIGNED));
  open_key (fixture);
  test_wait_until (says (fixture, UNSIGNED));
  g_assert_true (has_part (fixture->window->notice, "what entry 6 follows"));

  /* It follows from page to page, stays while others write, and has no other way out. */
  press (fixture->window->notice, "_Show the Log");
  test_wait_until (GH_IS_LOG_PAGE (gh_window_get_page (fixture->window)));
  gh_test_add_users (fixture->org, "emil");
  test_wait_until (has_part (fixture->window->notice, "what entries 6 to 7 follow"));
  g_assert_null (test_find (fixture->window->notice, GTK_TYPE_BUTTON, "_Close"));

  press (fixture->window->notice, "_Accept…");
  test_wait_until (find_dialog () != NULL && has_part (find_dialog (), "end of the log is taken as good"));
  g_assert_true (has_part (find_dialog (), "2 entries have no good signature and get none"));
  g_signal_emit_by_name (test_find (find_dialog (), GTK_TYPE_BUTTON, "_Cancel"), "clicked");
  test_wait_until (find_dialog () == NULL);
  g_assert_true (says (fixture, UNSIGNED));

  press (fixture->window->notice, "_Accept…");
  run_dialog ("Accept");
  test_wait_until (is_quiet (fixture));
  gh_test_assert_query (fixture->org, "SELECT operation || ' ' || key_number FROM log ORDER BY seq DESC LIMIT 1",
                        "log.accept-head 1");
}

/* The page's own notice hides the window's, so it has the button, too. */
static void
test_while_verified (Fixture       *fixture,
                     gconstpointer  data)
{
  GhLogPage *page;

  gh_test_add_users (fixture->org, "dora");
  open_window (fixture);
  open_key (fixture);
  test_wait_until (says (fixture, UNSIGNED));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-page", "s", "administrator-log");
  test_wait_until (GH_IS_LOG_PAGE (gh_window_get_page (fixture->window)));
  page = GH_LOG_PAGE (gh_window_get_page (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (page), "log.verify", NULL);
  test_wait_until (gh_notice_is_shown (page->notice));
  g_assert_false (gtk_widget_get_visible (fixture->window->notice));

  press (GTK_WIDGET (page->notice), "_Accept…");
  run_dialog ("Accept");
  test_wait_until (!gh_notice_is_shown (page->notice) && is_quiet (fixture));

  /* What was written without the key stays so; there is nothing more to accept. */
  gtk_widget_activate_action (GTK_WIDGET (page), "log.verify", NULL);
  test_wait_until (gh_notice_is_shown (page->notice));
  g_assert_null (test_find (GTK_WIDGET (page->notice), GTK_TYPE_BUTTON, "_Accept…"));
}

/* Changed by somebody without the key, before it was opened and while it is open. */
static void
test_changed_head (Fixture       *fixture,
                   gconstpointer  data)
{
  open_window (fixture);
  open_key (fixture);
  test_wait_until (fixture->window->asking == NULL);
  g_assert_true (is_quiet (fixture));

  /* An honest writer without the key is no matter for an Owner. */
  gh_test_add_users (fixture->org, "dora");
  test_wait_until (gh_session_get_counts (fixture->window->session) != NULL &&
                   gh_session_get_counts (fixture->window->session)->total == 4);
  test_wait_until (fixture->window->asking == NULL);
  g_assert_true (is_quiet (fixture));

  gh_test_write_directory (fixture->org, "UPDATE log SET signature = zeroblob (64) WHERE seq = 5");
  gh_test_add_users (fixture->org, "emil");
  test_wait_until (says (fixture, UNSIGNED));
}

static void
test_stripped_head (Fixture       *fixture,
                    gconstpointer  data)
{
  gh_test_write_directory (fixture->org, "UPDATE head SET signature = zeroblob (64)");
  open_window (fixture);
  open_key (fixture);
  test_wait_until (says (fixture, UNSIGNED));
  g_assert_true (has_part (fixture->window->notice, "is not what was signed"));
}

/* L8: a file that is older than what this computer saw is said, too. */
static void
test_older_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *old = NULL;
  gsize length;

  g_clear_object (&fixture->org->store);
  g_assert_true (g_file_get_contents (fixture->org->path, &old, &length, NULL));
  gh_test_reopen (fixture->org);
  g_assert_null (gh_witness_attach (fixture->org->store));
  gh_test_add_users (fixture->org, "dora");
  g_clear_object (&fixture->org->store);
  g_assert_true (g_file_set_contents_full (fixture->org->path, old, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  gh_test_reopen (fixture->org);

  open_window (fixture);
  test_wait_until (has_part (fixture->window->notice, "its log lacks entry 6"));
}

static void
wait_for_clock (Fixture *fixture)
{
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  now = GH_TEST_NOW + 900 * DAY;
  open_window (fixture);
  test_wait_until (says (fixture, WAITS));
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  wait_for_clock (fixture);
  g_assert_false (has_part (fixture->window->notice, "gatehousectl"));
  press (fixture->window->notice, "_Accept the Clock…");
  run_dialog ("Accept");
  test_wait_until (!says (fixture, WAITS));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log WHERE operation = 'job.accept-clock'", "1");
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users WHERE username = 'anna'", "0");
}

/* Closed it makes room for what else is to be said. */
static void
test_clock_closed (Fixture       *fixture,
                   gconstpointer  data)
{
  wait_for_clock (fixture);
  press (fixture->window->notice, "_Close");
  test_wait_until (!says (fixture, WAITS));
  gh_test_add_users (fixture->org, "dora");
  test_run_for (1000);
  g_assert_false (says (fixture, WAITS));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  gh_clock_set_source (tell);
  test_init (&argc, &argv);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/L6/window/unknown-end", test_unknown_end);
  ADD ("/L6/window/while-verified", test_while_verified);
  ADD ("/L6/window/changed-while-open", test_changed_head);
  ADD ("/L6/window/changed-head", test_stripped_head);
  ADD ("/L8/window/older-file", test_older_file);
  ADD ("/T5/window/clock", test_clock);
  ADD ("/T5/window/clock-closed", test_clock_closed);

  return g_test_run ();
}
