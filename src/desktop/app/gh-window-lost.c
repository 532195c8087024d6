/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Covers the window when the organisation's files are deleted, moved or replaced while it is open. What was shown and
 * typed stays beneath until the files are back. */
#include "app/gh-window-private.h"

#include <glib/gi18n-lib.h>

void
gh_window_show_failure (GhWindow   *self,
                        const char *title,
                        const char *message,
                        const char *path)
{
  g_autofree char *description = g_markup_escape_text (message, -1);

  adw_status_page_set_title (self->failure, title);
  adw_status_page_set_description (self->failure, description);
  gtk_label_set_text (self->failure_path, path);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_grab_focus (self->try_again);
  /* It had the focus for a moment and selected all its text. */
  gtk_label_select_region (self->failure_path, 0, 0);
}

/* Opening another organisation may have failed meanwhile. */
gboolean
gh_window_is_lost (GhWindow *self)
{
  return self->session != NULL && gh_session_get_lost (self->session) != NULL &&
         g_strcmp0 (self->path, gh_store_get_path (gh_session_get_store (self->session))) == 0;
}

static void
lost_cb (GhWindow  *self,
         GhSession *session)
{
  g_autofree char *message = NULL;

  if (session != self->session)
    return;

  if (self->lost_focus == NULL)
    g_set_weak_pointer (&self->lost_focus, gtk_root_get_focus (GTK_ROOT (self)));
  gh_window_enable_page_actions (self, FALSE);

  message = g_strconcat (gh_session_get_lost (session)->message, "\n\n",
                         _("What was shown, and what you typed, comes back when you try again."), NULL);
  gh_window_show_failure (self, _("The Organisation Cannot Be Reached"), message,
                          gh_store_get_path (gh_session_get_store (session)));
}

void
gh_window_follow_session (GhWindow *self)
{
  g_clear_weak_pointer (&self->lost_focus);
  gh_window_enable_page_actions (self, TRUE);
  g_signal_connect_object (self->session, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_SWAPPED);
}

static void
retried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  GhSession *session = GH_SESSION (source);

  self->is_retrying = FALSE;
  if (!gh_session_retry_finish (session, result) || session != self->session)
    return;

  gh_window_enable_page_actions (self, TRUE);
  gtk_stack_set_visible_child (self->stack, self->split);
  gh_window_show_notices (self);
  gh_window_reopen_page (self);
  if (self->lost_focus != NULL)
    gtk_widget_grab_focus (self->lost_focus);
  g_clear_weak_pointer (&self->lost_focus);
}

void
gh_window_retry (GhWindow *self)
{
  if (self->is_retrying)
    return;

  self->is_retrying = TRUE;
  gh_session_retry_async (self->session, retried_cb, g_object_ref (self));
}
