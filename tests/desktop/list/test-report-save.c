/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R3: saving a report is a job that reports its result. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "list/gh-report-save.h"
#include "users/gh-users-page.h"
#include "operate/gh-operate-jobs-button.h"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GhPage             *page;
  GhOperateJobs      *jobs;
  char               *toast;
  char               *button;
  int                 may_end;   /* atomic */
  gboolean            is_freed;
} Fixture;

static void
toast_cb (GhPage   *page,
          AdwToast *toast,
          Fixture  *fixture)
{
  fixture->toast = g_strdup (adw_toast_get_title (toast));
  fixture->button = g_strdup (adw_toast_get_button_label (toast));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  fixture->jobs = gh_operate_jobs_get (fixture->org->store);
  fixture->page = g_object_new (GH_TYPE_USERS_PAGE, "session", fixture->session, "title", "Users", NULL);
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_run_for (300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* The pointer entered the window when the dialog went: GTK trips over a pending tooltip whose window goes. */
  test_run_for (700);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_true (fixture->is_freed);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->toast);
  g_free (fixture->button);
  gh_test_organisation_free (fixture->org);
}

/* Takes as long as the test wants. */
static gboolean
write_cb (GhStore         *store,
          const GhActor   *actor,
          GhReportFormat   format,
          const char      *path,
          gpointer         data,
          GhJob           *job,
          gint64          *count,
          GError         **error)
{
  Fixture *fixture = data;

  gh_job_set_progress (job, 8412, 12480);
  while (!g_atomic_int_get (&fixture->may_end))
    {
      if (gh_error_check_cancelled (gh_job_get_cancellable (job), error))
        return FALSE;
      g_usleep (5000);
    }
  *count = 12480;

  return TRUE;
}

static void
free_cb (gpointer data)
{
  ((Fixture *) data)->is_freed = TRUE;
}

static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static void
save (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->org->folder, "users.csv", NULL);

  gh_report_save (fixture->page, "users", GH_REPORT_CSV_SAFE, write_cb, fixture, free_cb);
  test_wait_until (find_chooser () != NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (find_chooser ()), path);
  test_run_for (300);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
}

static void
open_popover (Fixture *fixture)
{
  GtkWidget *button;

  test_wait_until ((button = test_find (fixture->window, GH_TYPE_OPERATE_JOBS_BUTTON, NULL)) != NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (button)));
  test_wait_until (test_find (fixture->window, GH_TYPE_OPERATE_JOB_ROW, NULL) != NULL);
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  save (fixture);
  test_wait_until (gh_operate_jobs_count_running (fixture->jobs) == 1);
  open_popover (fixture);
  g_assert_nonnull (test_find (fixture->window, GTK_TYPE_LABEL, "Saving report “users.csv”"));
  test_wait_until (test_find (fixture->window, GTK_TYPE_LABEL, "8412 of 12480") != NULL);
  g_assert_null (fixture->toast);

  g_atomic_int_set (&fixture->may_end, TRUE);
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "“users.csv” saved, 12480 rows");
  g_assert_cmpstr (fixture->button, ==, "_Open Folder");
  g_assert_cmpuint (gh_operate_jobs_count_running (fixture->jobs), ==, 0);
  g_assert_nonnull (test_find (fixture->window, GTK_TYPE_LABEL, "“users.csv” saved, 12480 rows"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GhOperateJob) job = NULL;

  save (fixture);
  test_wait_until (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)) == 1);
  job = g_list_model_get_item (gh_operate_jobs_get_shown (fixture->jobs), 0);
  g_cancellable_cancel (gh_job_get_cancellable (job->job));
  test_wait_until (fixture->is_freed);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
  g_assert_null (fixture->toast);
}

/* A quick one does not flash in the header. */
static void
test_quick (Fixture       *fixture,
            gconstpointer  data)
{
  g_atomic_int_set (&fixture->may_end, TRUE);
  save (fixture);
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gh_operate_jobs_get_shown (fixture->jobs)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/R3/report/progress", test_progress);
  ADD ("/R3/report/cancel", test_cancel);
  ADD ("/R3/report/quick", test_quick);

  return g_test_run ();
}
