/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: opening, links, history, and what cannot be opened. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "app/gh-window-private.h"
#include "kit/gh-table.h"
#include "log/gh-log-pane.h"
#include "operate/gh-operate-jobs-button.h"
#include "store/gh-backup.h"

#include <glib/gstdio.h>

typedef struct {
  GhTestOrganisation *org;
  GtkApplication     *application;
  GSettings          *settings;
  GhWindow           *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert");
  fixture->application = GTK_APPLICATION (g_application_get_default ());
  fixture->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  fixture->window = gh_window_new (fixture->application, fixture->settings);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  g_clear_object (&fixture->settings);
  gh_test_organisation_free (fixture->org);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->pages);
}

#define is_at(fixture, name) (g_strcmp0 (get_page (fixture), name) == 0)
#define is_showing(fixture, name) \
  (g_strcmp0 (gtk_stack_get_visible_child_name ((fixture)->window->stack), name) == 0)

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *default_path = gh_store_get_default_path ();

  gh_window_open (fixture->window, NULL, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "start");
  g_assert_null (gh_window_get_page (fixture->window));

  /* Where nothing exists yet. */
  gh_window_open (fixture->window, default_path, NULL);
  test_run_for (300);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "start");

  gh_window_open (fixture->window, "/no/such/file.db", NULL);
  test_wait_until (is_showing (fixture, "failed"));
  g_assert_cmpstr (gtk_label_get_text (fixture->window->failure_path), ==, "/no/such/file.db");

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (is_showing (fixture, "main") && is_at (fixture, "users"));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Users – "));
}

/* Links are shown once the organisation is open, and only its own. */
static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  GhPage *page;
  GhSavedViews *views;
  const GhSavedView view = { (char *) "Mine", (char *) "users", (char *) "bypass", (char *) "phones:0", (char *) "username" };

  gh_window_show_link (fixture->window, "gatehouse:///users?q=bert");
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  page = gh_window_get_page (fixture->window);
  views = gh_session_get_saved_views (gh_page_get_session (page));

  /* The link's view is not a saved view yet; a saved view is found again and shown. */
  g_assert_null (gh_saved_views_get_current (views, NULL));
  gh_saved_views_put (views, &view);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-view", "s", "Mine");
  test_wait_until (g_strcmp0 (gh_saved_views_get_current (views, NULL), "Mine") == 0);

  gh_window_show_link (fixture->window, "gatehouse:///users?org=DOXXXXXXXXXXXXXXXXXX&q=anna");
  gh_window_show_link (fixture->window, "gatehouse:///no-such-page");
  gh_window_show_link (fixture->window, "https://example.com/");
  test_run_for (200);
  g_assert_cmpstr (gh_saved_views_get_current (views, NULL), ==, "Mine");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.delete-view", "s", "Mine");
  g_assert_null (gh_saved_views_find (views, "Mine"));
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until (is_at (fixture, "user"));
  gtk_widget_activate_action (window, "win.back", NULL);
  test_wait_until (is_at (fixture, "users"));
  gtk_widget_activate_action (window, "win.forward", NULL);
  test_wait_until (is_at (fixture, "user"));
  gtk_widget_activate_action (window, "win.open-page", "s", "users");
  test_wait_until (is_at (fixture, "users"));
}

/* F6 of the rules: no action that other programs can call changes data. */
static void
test_exported (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (GStrv) actions = NULL;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  actions = g_action_group_list_actions (G_ACTION_GROUP (fixture->window));
  for (gsize i = 0; actions[i] != NULL; i++)
    g_assert_cmpstr (actions[i], ==, "show-sidebar");
}

static gboolean
table_has_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GH_TYPE_TABLE) != NULL;
}

/* However it is reached, the page shown has the keyboard: letters start a search at once. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *entry;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (table_has_focus (fixture));
  gtk_widget_activate_action (window, "win.open-page", "s", "dashboard");
  test_wait_until (!table_has_focus (fixture));
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (window)));
  gtk_widget_activate_action (window, "win.open-page", "s", "administrator-log");
  test_wait_until (g_strcmp0 (get_page (fixture), "administrator-log") == 0);
  test_wait_until (table_has_focus (fixture));
  gtk_widget_activate_action (window, "win.open-page", "s", "users");
  test_wait_until (g_strcmp0 (get_page (fixture), "users") == 0);
  test_wait_until (table_has_focus (fixture));
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until (gtk_root_get_focus (GTK_ROOT (window)) != NULL && !table_has_focus (fixture));
  gtk_widget_activate_action (window, "win.back", NULL);
  test_wait_until (table_has_focus (fixture));

  test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  test_xdotool ("key b e r");
  test_wait_until ((entry = test_find (window, GTK_TYPE_SEARCH_ENTRY, NULL)) != NULL &&
                   g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), "ber") == 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static void
answer (GtkWidget  *question,
        const char *id)
{
  g_object_ref (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), id);
  gtk_window_close (GTK_WINDOW (question));
  g_object_unref (question);
}

/* Closing asks while anything runs, and then waits until it has stopped. */
/* Of simultaneous toasts the last one stays, and none leaves while still appearing. */
static void
test_toasts_together (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  gh_page_add_toast (gh_window_get_page (fixture->window), "First", 1);
  gh_page_add_toast (gh_window_get_page (fixture->window), "Second", 2);
  gh_page_add_toast (gh_window_get_page (fixture->window), "Third", 3);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "Third") != NULL);
  g_assert_null (test_find (window, GTK_TYPE_LABEL, "Second"));
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "First") == NULL);
  g_assert_nonnull (test_find (window, GTK_TYPE_LABEL, "Third"));
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GhJob) progress = gh_job_new ();
  g_autoptr (GhOperateJob) job = NULL;
  g_autoptr (GhStore) store = NULL;
  GhOperateJobs *jobs;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  store = g_object_ref (gh_session_get_store (fixture->window->session));
  jobs = gh_operate_jobs_get (store);
  job = gh_operate_jobs_begin (jobs, "Saving", progress);

  gtk_window_close (GTK_WINDOW (fixture->window));
  gtk_window_close (GTK_WINDOW (fixture->window));
  test_wait_until (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_question ())), ==, "1 Job Is Still Running");
  gtk_window_close (GTK_WINDOW (find_question ()));
  test_wait_until (find_question () == NULL && !fixture->window->is_asking);
  g_assert_false (g_cancellable_is_cancelled (gh_job_get_cancellable (progress)));

  gtk_window_close (GTK_WINDOW (fixture->window));
  test_wait_until (find_question () != NULL);
  answer (find_question (), "stop");
  test_wait_until (g_cancellable_is_cancelled (gh_job_get_cancellable (progress)));
  test_run_for (100);
  g_assert_nonnull (fixture->window);
  gh_operate_jobs_end (jobs, job, NULL, 0, FALSE);
  test_wait_until (fixture->window == NULL);
}

/* Every page has the jobs in its header. */
static void
test_jobs (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GhJob) progress = gh_job_new ();
  g_autoptr (GhOperateJob) job = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GhOperateJobs *jobs;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  g_assert_null (test_find (window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL));

  jobs = gh_operate_jobs_get (gh_session_get_store (fixture->window->session));
  job = gh_operate_jobs_begin (jobs, "Saving", progress);
  gh_operate_jobs_show (jobs, job);
  test_wait_until (test_find (window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL) != NULL);
  gtk_widget_activate_action (window, "win.open-page", "s", "dashboard");
  test_wait_until (g_strcmp0 (get_page (fixture), "dashboard") == 0);
  test_wait_until (test_find (window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL) != NULL);
  gh_operate_jobs_end (jobs, job, NULL, 0, FALSE);
  test_wait_until (test_find (window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL) == NULL);
}

/* The newest toast shows at once, so that its Undo is not taken for an earlier one's. */
static void
test_deleted_view (Fixture       *fixture,
                   gconstpointer  data)
{
  const GhSavedView view = { (char *) "Mine", (char *) "users", (char *) "bypass", (char *) "phones:0", (char *) "username" };
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GhSavedViews *views;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  views = gh_session_get_saved_views (fixture->window->session);
  gh_saved_views_put (views, &view);
  gh_page_add_toast (gh_window_get_page (fixture->window), "An earlier one", 2);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "An earlier one") != NULL);
  gtk_widget_activate_action (window, "win.delete-view", "s", "Mine");
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "View “Mine” deleted") != NULL);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "An earlier one") == NULL);
  /* Nobody clicks faster. */
  test_run_for (500);
  g_signal_emit_by_name (test_find (window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  g_assert_nonnull (gh_saved_views_find (views, "Mine"));
  gh_saved_views_remove (views, "Mine");
}

/* Show on a finished job opens its entry in the log. */
static void
test_show_job (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GhJob) progress = gh_job_new ();
  g_autoptr (GhOperateJob) job = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *button;
  GhOperateJobs *jobs;

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  jobs = gh_operate_jobs_get (gh_session_get_store (fixture->window->session));
  job = gh_operate_jobs_begin (jobs, "Deleting", progress);
  gh_operate_jobs_show (jobs, job);
  gh_operate_jobs_end (jobs, job, "1 user deleted", 2, FALSE);
  test_wait_until ((button = test_find (window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL)) != NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (button)));
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Show") != NULL);
  g_signal_emit_by_name (test_find (window, GTK_TYPE_BUTTON, "_Show"), "clicked");
  test_wait_until (g_strcmp0 (get_page (fixture), "administrator-log") == 0);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "anna") != NULL);
  g_assert_true (test_find (window, GH_TYPE_LOG_PANE, NULL) != NULL);

  /* Even once closed. */
  gtk_widget_activate_action (test_find (window, GH_TYPE_LOG_PANE, NULL), "list.close-pane", NULL);
  test_wait_until (test_find (window, GH_TYPE_LOG_PANE, NULL) == NULL);
  gtk_widget_activate_action (window, "win.open-entry", "x", G_GINT64_CONSTANT (2));
  test_wait_until (test_find (window, GH_TYPE_LOG_PANE, NULL) != NULL);
}

/* U10: a file dropped on the users is shown as an import; other pages accept none. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *path = g_build_filename (fixture->org->folder, "joiners.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  GdkDragAction action = 0;
  GtkDropTarget *target;
  gsize n_types;

  g_file_set_contents (path, "username\nanna\nnew\n", -1, &error);
  g_assert_no_error (error);
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  target = test_find_drop_target (fixture->window->drop_frame);

  gtk_widget_activate_action (window, "win.open-page", "s", "dashboard");
  test_wait_until (g_strcmp0 (get_page (fixture), "dashboard") == 0);
  gtk_drop_target_get_gtypes (target, &n_types);
  g_assert_cmpuint (n_types, ==, 0);
  gtk_widget_activate_action (window, "win.open-page", "s", "users");
  test_wait_until (g_strcmp0 (get_page (fixture), "users") == 0);
  gtk_drop_target_get_gtypes (target, &n_types);
  g_assert_cmpuint (n_types, ==, 1);

  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "Drop to import users") != NULL);
  g_value_init (&value, G_TYPE_FILE);
  g_value_take_object (&value, g_file_new_for_path (path));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  test_wait_until (g_strcmp0 (get_page (fixture), "import") == 0);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "joiners.csv, 2 lines") != NULL);
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Import 1 Line") != NULL);
  g_assert_null (test_find (window, GTK_TYPE_LABEL, "Drop to import users"));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM users", "2");
}

/* --- the files are lost --- */

static const char *
get_shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->stack);
}

static GtkWidget *
find_notes (GtkWidget *root)
{
  if (GTK_IS_TEXT_VIEW (root) && gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_notes (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
assert_typed (GtkWidget *notes)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "typed and not saved");
}

static void
type_notes (GtkWidget  *notes,
            const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)), text, -1);
}

static GtkWidget *
open_bert (Fixture *fixture)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until (g_strcmp0 (get_page (fixture), "user") == 0 && find_notes (window) != NULL);

  return find_notes (window);
}

static void
lose (Fixture    *fixture,
      const char *elsewhere)
{
  g_assert_cmpint (g_rename (fixture->org->path, elsewhere), ==, 0);
  test_wait_until (g_strcmp0 (get_shown (fixture), "failed") == 0);
}

/* By the button, which appears once a rehearsal has found that it can be saved. */
static void
save_by_hand (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *button;

  test_wait_until ((button = test_find (window, GTK_TYPE_BUTTON, "_Save")) != NULL && gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "Saved") != NULL);
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") == NULL);
}

/* What the file there now holds, whichever the test's own store has open. */
static gboolean
has_notes (Fixture    *fixture,
           const char *expected)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (fixture->org->path, clock, &error);
  GhConnection *reader;
  gboolean has;

  g_assert_no_error (error);
  reader = gh_store_lend_reader (store, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GhStatement) select = gh_connection_prepare_text (reader, "SELECT notes FROM users WHERE username = 'bert'",
                                                                 &error);

    g_assert_true (gh_statement_require (select, &error));
    has = g_strcmp0 (gh_statement_get_text (select, 0), expected) == 0;
  }
  gh_store_return_reader (store, reader);

  return has;
}

/* Text typed before the files went, and text typed too late to know whether it can be saved. */
static void
test_lost_and_saved (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->org->folder, "elsewhere.db", NULL);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *notes = open_bert (fixture);

  type_notes (notes, "early");
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") != NULL);
  lose (fixture, elsewhere);
  g_rename (elsewhere, fixture->org->path);
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  save_by_hand (fixture);
  test_wait_until (has_notes (fixture, "early"));

  lose (fixture, elsewhere);
  type_notes (notes, "late");
  test_run_for (300);
  g_rename (elsewhere, fixture->org->path);
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  save_by_hand (fixture);
  test_wait_until (has_notes (fixture, "late"));
}

/* The same when a copy has replaced it. */
static void
test_replaced_and_saved (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (fixture->org->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *notes;

  gh_backup_make (fixture->org->store, backup, NULL, &error);
  g_assert_no_error (error);
  notes = open_bert (fixture);
  type_notes (notes, "typed before");
  g_rename (backup, fixture->org->path);
  test_wait_until (g_strcmp0 (get_shown (fixture), "failed") == 0);
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  g_assert_true (find_notes (window) == notes);
  save_by_hand (fixture);
  test_wait_until (has_notes (fixture, "typed before"));
}

/* Closing asks about what cannot be saved now. */
static void
test_lost_and_closed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->org->folder, "elsewhere.db", NULL);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *notes = open_bert (fixture);

  type_notes (notes, "typed");
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") != NULL);
  lose (fixture, elsewhere);
  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_question ())), ==, "Discard Changes?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_question ())), "notes of “bert”"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (find_question ())), ==, "cancel");
  g_assert_false (adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (find_question ()), "save"));
  answer (find_question (), "cancel");
  test_wait_until (find_question () == NULL && !fixture->window->is_leaving);

  /* Asking lost nothing. */
  g_rename (elsewhere, fixture->org->path);
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  save_by_hand (fixture);

  type_notes (notes, "typed again");
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") != NULL);
  lose (fixture, elsewhere);
  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (find_question () != NULL);
  answer (find_question (), "discard");
  test_wait_until (fixture->window == NULL);
  g_rename (elsewhere, fixture->org->path);
  test_wait_until (has_notes (fixture, "typed"));
}

/* So does opening another organisation, from there and from the menu. */
static void
test_lost_and_another (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->org->folder, "elsewhere.db", NULL);
  GhTestOrganisation *other = gh_test_organisation_new ();
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *notes = open_bert (fixture);
  GhSession *session = fixture->window->session;

  type_notes (notes, "typed");
  test_wait_until (test_find (window, GTK_TYPE_BUTTON, "_Save") != NULL);
  gh_window_open (fixture->window, other->path, NULL);
  test_wait_until (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_question ())), ==, "Save Changes?");
  answer (find_question (), "cancel");
  test_wait_until (find_question () == NULL);
  g_assert_true (fixture->window->session == session);

  lose (fixture, elsewhere);
  gh_window_open (fixture->window, other->path, NULL);
  test_wait_until (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_question ())), ==, "Discard Changes?");
  answer (find_question (), "cancel");
  test_wait_until (find_question () == NULL);
  g_assert_cmpstr (get_shown (fixture), ==, "failed");
  g_assert_true (gh_window_is_lost (fixture->window));

  gh_window_open (fixture->window, other->path, NULL);
  test_wait_until (find_question () != NULL);
  answer (find_question (), "discard");
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0 && fixture->window->session != session);
  g_assert_cmpstr (gh_store_get_path (gh_session_get_store (fixture->window->session)), ==, other->path);
  g_rename (elsewhere, fixture->org->path);
  test_wait_until (has_notes (fixture, ""));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->window == NULL);
  gh_test_organisation_free (other);
}

/* --- notices --- */

#define HEADING "About This Organisation"

static guint
count_notices (GtkWidget *widget)
{
  guint n = GH_IS_NOTICE (widget) && gtk_widget_get_mapped (widget) && gh_notice_is_shown (GH_NOTICE (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_notices (child);

  return n;
}

/* The store's notices about its files are shown here, one after another, until each is closed. */
static void
test_notices (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'anna'");
  g_autofree char *events = g_strconcat (fixture->org->path, "-events", NULL);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GhSession *session;
  GPtrArray *notices;
  guint n = 0;

  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  g_chmod (fixture->org->folder, 0755);
  g_assert_cmpint (g_chmod (fixture->org->path, 0644), ==, 0);
  g_assert_cmpint (g_remove (events), ==, 0);
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  notices = gh_store_get_notices (gh_session_get_store (fixture->window->session));
  g_assert_cmpuint (notices->len, ==, 2);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, HEADING) != NULL);
  g_assert_nonnull (test_find (window, GTK_TYPE_LABEL, g_ptr_array_index (notices, 0)));
  test_run_for (400);

  /* It follows from page to page, but gives way to a page's own notice. */
  gtk_widget_activate_action (window, "win.open-page", "s", "groups");
  test_wait_until (g_strcmp0 (get_page (fixture), "groups") == 0 && test_find (window, GTK_TYPE_LABEL, HEADING) != NULL);
  g_assert_cmpuint (count_notices (window), ==, 1);
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, "In the Trash") != NULL);
  g_assert_null (test_find (window, GTK_TYPE_LABEL, HEADING));
  g_assert_cmpuint (count_notices (window), ==, 1);
  gtk_widget_activate_action (window, "win.back", NULL);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, HEADING) != NULL);

  for (n = 0; n < 2; n++)
    {
      test_wait_until (test_find (window, GTK_TYPE_LABEL, g_ptr_array_index (notices, n)) != NULL);
      g_assert_cmpuint (count_notices (window), ==, 1);
      g_signal_emit_by_name (test_find (fixture->window->notice, GTK_TYPE_BUTTON, "_Close"), "clicked");
    }
  test_wait_until (count_notices (window) == 0);

  /* Another organisation has its own. */
  session = fixture->window->session;
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (fixture->window->session != session && g_strcmp0 (get_shown (fixture), "main") == 0);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, HEADING) != NULL);
}

/* A path without blanks does not widen the window. */
static void
test_notices_narrow (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int least;

  g_chmod (fixture->org->folder, 0755);
  g_assert_cmpint (g_chmod (fixture->org->path, 0644), ==, 0);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (test_find (window, GTK_TYPE_LABEL, HEADING) != NULL);
  test_run_for (500);
  /* Without what the window manager adds. */
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
}

/* UI.md 8: the page covers what was shown, which comes back with everything typed. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");
  g_autofree char *elsewhere = g_build_filename (fixture->org->folder, "elsewhere.db", NULL);
  g_autofree char *backup = g_build_filename (fixture->org->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *notes;
  GhSession *session;
  guint n_windows;

  gh_backup_make (fixture->org->store, backup, NULL, &error);
  g_assert_no_error (error);
  gh_window_open (fixture->window, fixture->org->path, NULL);
  test_wait_until (gh_window_get_page (fixture->window) != NULL);
  gtk_widget_activate_action (window, "win.open-user", "s", key);
  test_wait_until (g_strcmp0 (get_page (fixture), "user") == 0 && find_notes (window) != NULL);
  notes = find_notes (window);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)), "typed and not saved", -1);
  gtk_widget_grab_focus (notes);
  session = fixture->window->session;

  g_rename (fixture->org->path, elsewhere);
  test_wait_until (g_strcmp0 (get_shown (fixture), "failed") == 0);
  g_assert_cmpstr (adw_status_page_get_title (fixture->window->failure), ==, "The Organisation Cannot Be Reached");
  g_assert_nonnull (strstr (adw_status_page_get_description (fixture->window->failure), "deleted or moved"));
  g_assert_cmpstr (gtk_label_get_text (fixture->window->failure_path), ==, fixture->org->path);
  test_wait_until (gtk_root_get_focus (GTK_ROOT (window)) == fixture->window->try_again);
  g_assert_false (gtk_widget_get_mapped (notes));

  /* Nothing that needs the files can start. */
  n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  gtk_widget_activate_action (window, "win.add-user", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows);
  gh_window_go (fixture->window, "groups", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "user");

  /* In vain. */
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (!fixture->window->is_retrying);
  g_assert_cmpstr (get_shown (fixture), ==, "failed");

  g_rename (elsewhere, fixture->org->path);
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  g_assert_true (fixture->window->session == session);
  g_assert_true (find_notes (window) == notes);
  assert_typed (notes);
  test_wait_until (gtk_root_get_focus (GTK_ROOT (window)) == notes);

  /* The same when a copy has replaced it. */
  g_rename (backup, fixture->org->path);
  test_wait_until (g_strcmp0 (get_shown (fixture), "failed") == 0);
  g_assert_nonnull (strstr (adw_status_page_get_description (fixture->window->failure), "replaced"));
  gtk_widget_activate_action (window, "win.try-again", NULL);
  test_wait_until (g_strcmp0 (get_shown (fixture), "main") == 0);
  assert_typed (notes);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  test_init (&argc, &argv);
  application = adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/F1/window/open", test_open);
  ADD ("/Q8/window/links", test_links);
  ADD ("/F1/window/history", test_history);
  ADD ("/F6/window/exported", test_exported);
  ADD ("/F1/window/focus", test_focus);
  ADD ("/U10/window/drop", test_drop);
  ADD ("/O4/window/jobs", test_jobs);
  ADD ("/O4/window/show-job", test_show_job);
  ADD ("/U3/window/deleted-view", test_deleted_view);
  ADD ("/O5/window/toasts-together", test_toasts_together);
  ADD ("/O4/window/close", test_close);
  ADD ("/X/window/lost", test_lost);
  ADD ("/X/window/lost-and-saved", test_lost_and_saved);
  ADD ("/X/window/replaced-and-saved", test_replaced_and_saved);
  ADD ("/X/window/lost-and-closed", test_lost_and_closed);
  ADD ("/X/window/lost-and-another", test_lost_and_another);
  ADD ("/X/window/notices", test_notices);
  ADD ("/X/window/notices-narrow", test_notices_narrow);

  return g_test_run ();
}
