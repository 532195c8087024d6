/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl.h"

#include <glib-unix.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
  GhCtl     *ctl;
  GhCtlWork  work;
  gpointer   data;
  GMainLoop *loop;
  gboolean   result;
  GError    *error;
} Wait;

static gboolean
interrupt_cb (gpointer data)
{
  Wait *wait = data;

  g_cancellable_cancel (gh_job_get_cancellable (wait->ctl->job));

  return G_SOURCE_CONTINUE;
}

static void
fraction_cb (Wait *wait)
{
  guint64 done, total;

  gh_job_get_progress (wait->ctl->job, &done, &total);
  if (total > 0)
    fprintf (stderr, "\r%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT " ", done, total);
}

static gboolean
quit_cb (gpointer data)
{
  Wait *wait = data;

  g_main_loop_quit (wait->loop);

  return G_SOURCE_REMOVE;
}

static gpointer
work_thread (gpointer data)
{
  Wait *wait = data;

  wait->result = wait->work (wait->ctl, wait->data, &wait->error);
  g_idle_add (quit_cb, wait);

  return NULL;
}

gboolean
gh_ctl_wait (GhCtl      *ctl,
             GhCtlWork   work,
             gpointer    data,
             GError    **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .ctl = ctl, .work = work, .data = data, .loop = loop };
  gboolean shows_progress = isatty (STDERR_FILENO);
  guint interrupt_id = g_unix_signal_add (SIGINT, interrupt_cb, &wait);
  guint terminate_id = g_unix_signal_add (SIGTERM, interrupt_cb, &wait);
  GThread *thread;

  if (shows_progress)
    g_signal_connect_swapped (ctl->job, "notify::fraction", G_CALLBACK (fraction_cb), &wait);

  thread = g_thread_new ("work", work_thread, &wait);
  g_main_loop_run (loop);
  g_thread_join (thread);

  if (shows_progress)
    {
      g_signal_handlers_disconnect_by_data (ctl->job, &wait);
      fputs ("\r\033[K", stderr);
    }
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);

  if (wait.error != NULL)
    g_propagate_error (error, wait.error);

  return wait.result;
}
