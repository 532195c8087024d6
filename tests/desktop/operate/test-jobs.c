/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations running in the background, and the popover that lists them until the next day. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "operate/gh-operate-dialog.h"
#include "operate/gh-operate-jobs-button.h"
#include "operate/gh-operate.h"

#include <sqlite3.h>
#include <string.h>

#define N_USERS  "30000"
#define A_DAY    (24 * 60 * 60)

typedef struct {
  GhTestOrganisation *org;
  char               *n_before;      /* of the Trash */
  GtkWidget          *window;
  GhOperateJobs      *jobs;
  gboolean            is_done;
  gboolean            in_background;
  gint64              undone;        /* the entry the window was asked to undo */
  GhResult           *result;
} Fixture;

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  ((Fixture *) data)->undone = g_variant_get_int64 (parameter);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GActionEntry actions[] = { { "undo-entry", undo_cb, "x" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GhResult) filled = NULL;
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->org = gh_test_organisation_new ();
  filled = gh_test_run (fixture->org, "organisation.fill-practice", NULL,
                        "{\"users\":" N_USERS ",\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\"}");
  fixture->n_before = gh_test_query (fixture->org, "SELECT count(*) FROM trash");
  fixture->jobs = gh_operate_jobs_get (fixture->org->store);
  fixture->window = adw_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), gh_operate_jobs_button_new (fixture->jobs));
  gtk_box_append (GTK_BOX (box), header);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_run_for (50);
  g_clear_pointer (&fixture->result, gh_result_free);
  g_free (fixture->n_before);
  gh_test_organisation_free (fixture->org);
}

static void
operated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Fixture *fixture = data;
  g_autoptr(GError) error = NULL;

  fixture->in_background = gh_operate_was_in_background (result);
  fixture->result = gh_operate_finish (result, &error);
  g_assert_no_error (error);
  fixture->is_done = TRUE;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GH_IS_OPERATE_DIALOG (window))
        return window;
    }

  return NULL;
}

static gboolean
can_run (void)
{
  GtkWidget *button = find_dialog () != NULL ? gtk_window_get_default_widget (GTK_WINDOW (find_dialog ())) : NULL;

  return button != NULL && gtk_widget_is_sensitive (button);
}

/* Sends all to the Trash in the background; @meanwhile runs while the plan is read. */
static void
begin_after (Fixture *fixture,
             void   (*meanwhile) (Fixture *fixture))
{
  g_autoptr(GhTarget) everybody = gh_target_new_for_query ("username:*");

  gh_operate_async (fixture->window, fixture->org->store, fixture->org->actor, gh_operation_find ("user.trash"),
                    everybody, NULL, FALSE, operated_cb, fixture);
  test_wait_until (can_run ());
  if (meanwhile != NULL)
    meanwhile (fixture);
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
  g_assert_cmpuint (gh_operate_jobs_count_running (fixture->jobs), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  gtk_widget_activate_action (find_dialog (), "operate.hide", NULL);
  g_assert_false (gtk_widget_get_visible (find_dialog ()));
}

static void
begin (Fixture *fixture)
{
  begin_after (fixture, NULL);
}

static void
open_popover (Fixture *fixture)
{
  test_wait_until (test_find (fixture->window, GTK_TYPE_MENU_BUTTON, NULL) != NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (test_find (fixture->window, GTK_TYPE_MENU_BUTTON, NULL)));
  test_wait_until (test_find (fixture->window, GH_TYPE_OPERATE_JOB_ROW, NULL) != NULL);
}

static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *done = NULL;

  begin (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 1);
  open_popover (fixture);
  g_assert_nonnull (test_find (fixture->window, GTK_TYPE_PROGRESS_BAR, NULL));

  test_wait_until (fixture->is_done);
  g_assert_true (fixture->in_background);
  g_assert_cmpuint (gh_operate_jobs_count_running (fixture->jobs), ==, 0);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (test_find (fixture->window, GTK_TYPE_MENU_BUTTON, NULL)), ==,
                   "Jobs, done");
  done = g_strdup_printf ("%'" G_GINT64_FORMAT " users sent to the Trash, %'" G_GINT64_FORMAT " skipped",
                          fixture->result->changed, fixture->result->n_skipped);
  g_assert_nonnull (test_find (fixture->window, GTK_TYPE_LABEL, done));
  g_assert_null (test_find (fixture->window, GTK_TYPE_PROGRESS_BAR, NULL));
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  begin (fixture);
  open_popover (fixture);
  test_wait_until (fixture->is_done);
  test_wait_until (test_find (fixture->window, GTK_TYPE_BUTTON, "_Undo") != NULL);
  g_signal_emit_by_name (test_find (fixture->window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  g_assert_cmpint (fixture->undone, ==, fixture->result->entry);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  test_wait_until (test_find (fixture->window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL) == NULL);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GhOperateJob) job = NULL;

  begin (fixture);
  job = g_list_model_get_item (gh_operate_jobs_get_shown (fixture->jobs), 0);
  g_cancellable_cancel (gh_job_get_cancellable (job->job));
  test_wait_until (fixture->is_done);
  g_assert_null (fixture->result);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", fixture->n_before);
}

static void
make_somebody_managed (Fixture *fixture)
{
  g_autofree char *name = gh_test_query (fixture->org, "SELECT username FROM users WHERE id NOT IN (SELECT user_id FROM trash)"
                                                       " AND directory_id IS NULL LIMIT 1");

  gh_test_make_managed (fixture->org, name);
}

/* O4: the plan has changed: the dialog comes back and says so, and nothing has run. */
static void
test_plan_changed (Fixture       *fixture,
                   gconstpointer  data)
{
  begin_after (fixture, make_somebody_managed);
  test_wait_until (gtk_widget_get_mapped (find_dialog ()));
  test_wait_until (test_find (find_dialog (), GTK_TYPE_LABEL, "1 user changed while you were reading.") != NULL);
  test_wait_until (can_run ());
  g_assert_false (fixture->is_done);
  g_assert_cmpuint (gh_operate_jobs_count_running (fixture->jobs), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", fixture->n_before);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  test_wait_until (fixture->is_done);
}

static void
break_trash (Fixture *fixture)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->org->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "CREATE TRIGGER broken BEFORE INSERT ON trash"
                                           " BEGIN SELECT raise (ABORT, 'it broke'); END", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
}

static GtkWidget *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

/* A failure shows a dialog over the window, even if nobody watched. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  begin_after (fixture, break_trash);
  test_wait_until (find_message () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (find_message ())), ==,
                   "No Users Were Sent to the Trash");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_message ())), "holds what Gatehouse would not have written"));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (find_message ())) == GTK_WINDOW (fixture->window));
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  gtk_window_close (GTK_WINDOW (find_message ()));
  test_wait_until (fixture->is_done);
  g_assert_null (fixture->result);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", fixture->n_before);
}

/* Finished jobs stay in the list until the next day. */
static void
test_next_day (Fixture       *fixture,
               gconstpointer  data)
{
  begin (fixture);
  test_wait_until (fixture->is_done);
  gh_operate_jobs_forget_old (fixture->jobs);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 1);
  gh_clock_set (fixture->org->clock, GH_TEST_NOW + A_DAY);
  gh_operate_jobs_forget_old (fixture->jobs);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
}

/* The window goes with its unseen dialog: what runs ends by itself. */
static void
test_window_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  begin (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (gh_operate_jobs_count_running (fixture->jobs) == 0);
  fixture->window = adw_window_new ();
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  ADD ("/O4/jobs/background", test_background);
  ADD ("/O5/jobs/undo", test_undo);
  ADD ("/O4/jobs/cancel", test_cancel);
  ADD ("/O4/jobs/plan-changed", test_plan_changed);
  ADD ("/O4/jobs/failed", test_failed);
  ADD ("/O4/jobs/next-day", test_next_day);
  ADD ("/O4/jobs/window-goes", test_window_goes);

  return g_test_run ();
}
