/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running what was rehearsed, and its outcomes. */
#include "operate/gh-operate-dialog-private.h"

#include <glib/gi18n-lib.h>

#define BAR_AFTER_MS 300
#define BACKGROUND_AFTER_MS 5000

/* --- the progress --- */

static char *
dup_time_left (GhOperateDialog *self,
               guint64          done,
               guint64          total)
{
  gint64 spent = g_get_monotonic_time () - self->started;
  guint64 seconds;
  guint minutes;

  if (done == 0 || done == total || spent < G_USEC_PER_SEC / 2)
    return NULL;

  seconds = (guint64) ((double) spent / G_USEC_PER_SEC * (double) (total - done) / (double) done) + 1;
  if (seconds < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u second left", "about %u seconds left", seconds),
                            (guint) seconds);

  minutes = (guint) (seconds + 30) / 60;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %u minute left", "about %u minutes left", minutes),
                          minutes);
}

static void
progress_cb (GhOperateDialog *self,
             GParamSpec      *pspec,
             GhJob           *job)
{
  guint64 done, total;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  gh_job_get_progress (job, &done, &total);
  if (total == 0)
    {
      gtk_progress_bar_pulse (self->progress_bar);
      return;
    }

  gtk_progress_bar_set_fraction (self->progress_bar, (double) done / (double) total);
  left = dup_time_left (self, done, total);
  if (left != NULL)
    /* Translators: “736 of 1,187, about 1 second left” */
    text = g_strdup_printf (_("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT ", %s"), done, total, left);
  else
    text = g_strdup_printf (_("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), done, total);
  gtk_label_set_text (self->progress_text, text);
}

static gboolean
background_cb (gpointer data)
{
  GhOperateDialog *self = data;

  self->background_id = 0;
  gtk_widget_show (self->background_button);

  return G_SOURCE_REMOVE;
}

static gboolean
bar_cb (gpointer data)
{
  GhOperateDialog *self = data;
  g_autofree char *label = gh_operate_words_dup_title (self->words, self->operation, NULL);

  self->bar_id = 0;
  adw_window_title_set_title (self->title, label);
  gh_operate_dialog_show_page (self, "running");
  gtk_widget_grab_focus (self->stop_button);
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

/* The page appears only if it takes long. */
static void
begin_progress (GhOperateDialog *self)
{
  gtk_widget_hide (self->background_button);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_text (self->progress_text, "");
  self->started = g_get_monotonic_time ();
  self->bar_id = g_timeout_add (BAR_AFTER_MS, bar_cb, self);
  self->background_id = g_timeout_add (BACKGROUND_AFTER_MS, background_cb, self);
  g_signal_connect_object (self->job, "notify::fraction", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
}

static void
end_progress (GhOperateDialog *self)
{
  g_clear_handle_id (&self->bar_id, g_source_remove);
  g_clear_handle_id (&self->background_id, g_source_remove);
  g_signal_handlers_disconnect_by_func (self->job, progress_cb, self);
}

/* --- outcomes --- */

/* Back to the plan, even from the background. */
static void
come_back (GhOperateDialog *self)
{
  self->is_hidden = FALSE;
  gh_operate_dialog_show_page (self, "plan");
  gtk_window_present (GTK_WINDOW (self));
  gh_operate_dialog_rehearse (self);
}

/* Refused after all: the plan shows why, or a dialog if there is none. */
static void
refused (GhOperateDialog *self,
         const GhResult  *result)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (self->rehearsal != NULL)
    {
      come_back (self);
      return;
    }

  for (guint i = 0; i < result->skips->len; i++)
    {
      g_autofree char *reason = gh_skip_get_text (g_ptr_array_index (result->skips, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", reason);
    }
  gh_operate_dialog_fail (self, text->str);
}

void
gh_operate_dialog_hide (GhOperateDialog *self)
{
  if (!self->is_running || self->is_hidden)
    return;

  self->is_hidden = TRUE;
  /* The bar would bring the window back. */
  g_clear_handle_id (&self->bar_id, g_source_remove);
  gh_operate_jobs_show (gh_operate_jobs_get (self->store), self->running);
  gtk_widget_hide (GTK_WIDGET (self));
}

/* The run has ended, whatever the result. */
static void
end_job (GhOperateDialog *self)
{
  g_autofree char *done = NULL;

  if (self->result != NULL)
    done = gh_operate_words_dup_done (self->words, self->parameters, self->result);
  gh_operate_jobs_end (gh_operate_jobs_get (self->store), self->running, done,
                       self->result != NULL ? self->result->entry : 0, self->operation->no_undo_reason == NULL);
  g_clear_object (&self->running);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *async_result,
        gpointer      data)
{
  g_autoptr(GhOperateDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);

  if (result != NULL && !result->is_refused)
    self->result = g_steal_pointer (&result);
  end_job (self);
  if (self->is_done)
    return;

  self->is_running = FALSE;
  end_progress (self);
  g_clear_object (&self->job);
  gh_operate_dialog_update_words (self);

  if (self->result != NULL)
    gh_operate_dialog_finish (self);
  else if (result != NULL)
    refused (self, result);
  else if ((self->rehearsal == NULL || self->is_hidden) && g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    gh_operate_dialog_finish (self);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED))
    come_back (self);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_PLAN_CHANGED))
    {
      self->outdated = g_steal_pointer (&self->rehearsal);
      come_back (self);
    }
  else
    {
      gh_operate_dialog_show_page (self, "plan");
      gh_operate_dialog_fail (self, error->message);
    }
}

void
gh_operate_dialog_start (GhOperateDialog *self)
{
  if (self->confirm != NULL)
    json_object_set_int_member (self->parameters, GH_OPERATE_CONFIRM, self->rehearsal->changed);

  self->is_running = TRUE;
  self->job = gh_job_new ();
  begin_progress (self);
  self->running = gh_operate_jobs_begin (gh_operate_jobs_get (self->store), _(self->words->running), self->job);
  gh_run_async (self->store,
                &(GhRequest) {
                  .operation = self->operation,
                  .actor = self->actor,
                  .target = self->target,
                  .parameters = self->parameters,
                  .rehearsal = self->rehearsal,
                },
                self->job, ran_cb, g_object_ref (self));
  gh_operate_dialog_update_actions (self);
}
