/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store noticed when it opened the organisation's files, or the session later: one notice at a time, on any
 * page, until closed; then what an Owner must look at, and what the keyring says of the key, as long as it lasts. */
#include "app/gh-window-private.h"

#include <glib/gi18n-lib.h>

/* Opening the files again may repeat a notice. */
static gboolean
was_said (GPtrArray *notices,
          guint      index)
{
  guint first;

  return g_ptr_array_find_with_equal_func (notices, g_ptr_array_index (notices, index), g_str_equal, &first) &&
         first < index;
}

void
gh_window_show_notices (GhWindow *self)
{
  GhNotice *notice = GH_NOTICE (self->notice);
  GPtrArray *notices = gh_store_get_notices (gh_session_get_store (self->session));
  gboolean had_focus = gtk_widget_get_focus_child (self->notice) != NULL;

  while (self->n_notices_read < notices->len && was_said (notices, self->n_notices_read))
    self->n_notices_read++;
  if (self->n_notices_read == notices->len)
    {
      if (!gh_window_show_owner_notice (self) && !gh_window_show_key_notice (self))
        gh_notice_hide (notice);
      if (had_focus && gh_window_get_page (self) != NULL && !gh_notice_is_shown (notice))
        gh_page_take_focus (gh_window_get_page (self));
      return;
    }

  gh_notice_show (notice, GH_NOTICE_WARNING, _("About This Organisation"),
                  g_ptr_array_index (notices, self->n_notices_read));
  gh_notice_add_button (notice, _("_Close"), "win.close-notice");
}

void
gh_window_begin_notices (GhWindow *self)
{
  g_clear_object (&self->notice);
  self->notice = g_object_ref_sink (gh_notice_new ());
  self->n_notices_read = 0;
  gh_window_begin_owner_notices (self);
  g_signal_connect_object (self->session, "noticed", G_CALLBACK (gh_window_show_notices), self, G_CONNECT_SWAPPED);
  gh_window_show_notices (self);
}

static void
close_notice_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->notice == NULL || !gh_notice_is_shown (GH_NOTICE (self->notice)))
    return;

  if (self->n_notices_read < gh_store_get_notices (gh_session_get_store (self->session))->len)
    self->n_notices_read++;
  else if (!gh_window_close_owner_notice (self))
    g_clear_pointer (&self->key_places, g_free);
  gh_window_show_notices (self);
  if (gh_window_get_page (self) != NULL && !gh_notice_is_shown (GH_NOTICE (self->notice)))
    gh_page_take_focus (gh_window_get_page (self));
}

void
gh_window_class_install_notice_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.close-notice", NULL, close_notice_cb);
}
