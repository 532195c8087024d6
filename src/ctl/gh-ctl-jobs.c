/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the timed jobs (T5). */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "jobs/gh-timed-jobs.h"

#include <glib/gi18n-lib.h>

/* How often --watch asks the clock, and looks for what others have set meanwhile. */
#define TICK_MS      1000
#define LOOK_SECONDS 60

static gboolean
run_work (GhCtl     *ctl,
          gpointer   data,
          GError   **error)
{
  GhTimedJobsReport **report = data;

  *report = gh_timed_jobs_run_due (ctl->store, "gatehousectl", ctl->job, error);

  return *report != NULL;
}

static void
print_json (const GhTimedJobsReport *report)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *done = json_array_new ();

  for (guint i = 0; i < report->done->len; i++)
    json_array_add_element (done, gh_result_to_json (g_ptr_array_index (report->done, i)));
  json_object_set_array_member (object, "done", done);
  json_object_set_boolean_member (object, "waits_for_clock", report->waits);
  json_object_set_boolean_member (object, "left_to_another", report->is_held);
  json_node_take_object (node, object);
  gh_ctl_print_json (node);
}

/* @is_first: also says that there was nothing to do. */
static void
print_report (GhCtl                   *ctl,
              const GhTimedJobsReport *report,
              gboolean                 is_first)
{
  if (ctl->format == GH_FORMAT_JSON)
    {
      print_json (report);
      return;
    }

  for (guint i = 0; i < report->done->len; i++)
    {
      g_autofree char *text = gh_result_to_text (g_ptr_array_index (report->done, i));

      g_print ("%s", text);
    }
  if (report->is_held)
    g_print (_("Another program is running the timed jobs now.\n"));
  else if (report->done->len == 0 && is_first && !report->waits)
    g_print (_("Nothing is due.\n"));
  if (report->waits)
    g_printerr ("%s\n%s\n", gh_timed_jobs_get_waits_text (),
                _("The command for it is “gatehousectl job accept-clock”."));
}

/* Returns: FALSE if it was interrupted */
static gboolean
wait_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  GhClock *clock = gh_store_get_clock (ctl->store);
  const gint64 *next = data;
  gint64 look = g_get_monotonic_time () + LOOK_SECONDS * G_USEC_PER_SEC;
  GPollFD fd = { .events = G_IO_IN };
  gboolean has_fd = g_cancellable_make_pollfd (gh_job_get_cancellable (ctl->job), &fd);

  while (gh_clock_now (clock) < *next && g_get_monotonic_time () < look)
    {
      g_poll (&fd, has_fd ? 1 : 0, TICK_MS);
      if (g_cancellable_is_cancelled (gh_job_get_cancellable (ctl->job)))
        break;
    }
  if (has_fd)
    g_cancellable_release_fd (gh_job_get_cancellable (ctl->job));

  return !g_cancellable_is_cancelled (gh_job_get_cancellable (ctl->job));
}

static int
run_jobs (GhCtl *ctl,
          GStrv  args)
{
  gboolean watches = FALSE;
  GOptionEntry entries[] = {
    { "watch", 0, 0, G_OPTION_ARG_NONE, &watches, NULL, NULL },
    { NULL },
  };
  gboolean did_wait = FALSE;
  gint64 next;

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  gh_ctl_try_keyring (ctl, TRUE);

  for (gboolean is_first = TRUE; is_first || watches; is_first = FALSE)
    {
      g_autoptr (GhTimedJobsReport) report = NULL;
      g_autoptr (GError) error = NULL;

      if (!gh_ctl_wait (ctl, run_work, &report, &error))
        return gh_ctl_fail (error);

      /* What stays as it is said once. */
      if (is_first || report->done->len > 0 || report->waits != did_wait)
        print_report (ctl, report, is_first);
      did_wait = report->waits;
      next = report->next;
      if (watches && !gh_ctl_wait (ctl, wait_work, &next, &error))
        break;
    }

  return GH_EXIT_DONE;
}

static int
accept_clock (GhCtl *ctl,
              GStrv  args)
{
  return gh_ctl_run_from_register (ctl, gh_operation_find (ctl->command->operation), args);
}

const GhCommand gh_ctl_job_commands[] = {
  { "job", "run", "[--watch]", N_("Run the timed jobs that are due, with --watch until it is stopped"), run_jobs },
  { "job", "accept-clock", "", N_("Say that a clock far ahead is right, so that the timed jobs go on"), accept_clock,
    "job.accept-clock" },
  { NULL },
};
