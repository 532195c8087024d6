/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lasts until an Owner has looked at it: a log that is no longer signed (L6), and work that waits because the clock
 * is far ahead (T5). */
#include "app/gh-window-private.h"

#include "jobs/gh-timed-jobs.h"
#include "operations/gh-signing.h"

#include <glib/gi18n-lib.h>

/* --- the log --- */

static void
ask_in_thread (GTask        *task,
               gpointer      store,
               gpointer      data,
               GCancellable *cancellable)
{
  char *notice;
  GError *error = NULL;

  if (gh_signing_ask (store, &notice, &error))
    g_task_return_pointer (task, notice, g_free);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->asking);
  /* Files that cannot be read have a page of their own. */
  if (error != NULL)
    {
      g_debug ("Whether the log is signed: %s", error->message);
      return;
    }

  /* What is said already keeps its buttons, and their focus. */
  if (g_strcmp0 (notice, self->unsigned_notice) == 0)
    return;

  g_free (self->unsigned_notice);
  self->unsigned_notice = g_steal_pointer (&notice);
  gh_window_show_notices (self);
}

/* Without a key there is nothing to sign with, and nothing to ask. */
static void
ask (GhWindow *self)
{
  GhStore *store = gh_session_get_store (self->session);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asked_key = gh_keys_get_number (gh_keys_of (store));
  if (self->asked_key == 0)
    {
      g_clear_pointer (&self->unsigned_notice, g_free);
      return;
    }

  self->asking = g_cancellable_new ();
  task = g_task_new (store, self->asking, answered_cb, g_object_ref (self));
  g_task_set_source_tag (task, ask);
  g_task_run_in_thread (task, ask_in_thread);
}

static void
changed_cb (GhWindow        *self,
            const GhChanges *changes)
{
  if (gh_changes_concern (changes, NULL, GH_CHANGES_ENTRIES))
    ask (self);
}

/* --- the notices --- */

static gboolean
may (GhWindow   *self,
     const char *operation)
{
  return gh_role_may (gh_session_get_actor (self->session)->role, operation) == GH_REFUSAL_NONE;
}

static gboolean
is_clock_said (GhWindow *self)
{
  self->is_clock_closed = self->is_clock_closed && gh_session_waits_for_clock (self->session);

  return gh_session_waits_for_clock (self->session) && !self->is_clock_closed;
}

gboolean
gh_window_show_owner_notice (GhWindow *self)
{
  GhNotice *notice = GH_NOTICE (self->notice);

  /* The key was found, or is another now. */
  if (self->asked_key != gh_keys_get_number (gh_keys_of (gh_session_get_store (self->session))))
    ask (self);

  if (self->unsigned_notice != NULL)
    {
      gh_notice_show (notice, GH_NOTICE_WARNING, _("An Owner Must Look at the Log"), self->unsigned_notice);
      gh_notice_add_button (notice, _("_Show the Log"), "win.open-page::administrator-log");
      if (may (self, "log.accept-head"))
        gh_notice_add_button (notice, _("_Accept…"), "win.accept-head");
      return TRUE;
    }

  if (!is_clock_said (self))
    return FALSE;

  gh_notice_show (notice, GH_NOTICE_WARNING, _("Deleting Waits for the Clock"), gh_timed_jobs_get_waits_text ());
  if (may (self, "job.accept-clock"))
    gh_notice_add_button (notice, _("_Accept the Clock…"), "win.accept-clock");
  gh_notice_add_button (notice, _("_Close"), "win.close-notice");

  return TRUE;
}

gboolean
gh_window_close_owner_notice (GhWindow *self)
{
  self->is_clock_closed = self->unsigned_notice == NULL && is_clock_said (self);

  return self->is_clock_closed;
}

void
gh_window_begin_owner_notices (GhWindow *self)
{
  gh_window_end_owner_notices (self);
  self->is_clock_closed = FALSE;
  g_signal_connect_object (self->session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
gh_window_end_owner_notices (GhWindow *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->unsigned_notice, g_free);
  self->asked_key = 0;
}

/* --- deciding --- */

static void
accept_head_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GhPage *page = gh_window_get_page (GH_WINDOW (widget));

  if (page != NULL)
    gh_page_operate (page, gh_operation_find ("log.accept-head"), NULL, NULL, FALSE);
}

static void
accept_clock_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GhPage *page = gh_window_get_page (GH_WINDOW (widget));

  if (page != NULL)
    gh_page_operate (page, gh_operation_find ("job.accept-clock"), NULL, NULL, FALSE);
}

void
gh_window_class_install_owner_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.accept-head", NULL, accept_head_cb);
  gtk_widget_class_install_action (klass, "win.accept-clock", NULL, accept_clock_cb);
}
