/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new toast replaces the one before. If it waited, the old one's Undo could be taken for its own. */
#include "app/gh-window-private.h"

/* Libadwaita 1.2 still accesses a toast that was dismissed while sliding in. */
#define SHOWN_AT_LEAST_MS 500

static void
toast_dismissed_cb (GhWindow *self)
{
  g_clear_object (&self->toast);
}

static gboolean show_next_toast_cb (gpointer data);

static void
show_next_toast (GhWindow *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->toast = g_steal_pointer (&self->next_toast);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
  self->toast_id = g_timeout_add (SHOWN_AT_LEAST_MS, show_next_toast_cb, self);
}

static gboolean
show_next_toast_cb (gpointer data)
{
  GhWindow *self = data;

  self->toast_id = 0;
  if (self->next_toast != NULL)
    show_next_toast (self);

  return G_SOURCE_REMOVE;
}

void
gh_window_show_toast (GhWindow *self,
                      AdwToast *toast)
{
  g_set_object (&self->next_toast, toast);
  if (self->toast_id == 0)
    show_next_toast (self);
}

/* Libadwaita dismisses the toast on Escape wherever the focus is. A toast with Undo stays its full time, and Escape on
 * its button is not meant for the page. */
static gboolean
key_cb (GhWindow              *self,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        GtkEventControllerKey *controller)
{
  GtkWidget *overlay = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_on_page = focus == NULL || !gtk_widget_is_ancestor (focus, overlay) ||
                        gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  gboolean is_before_page =
    gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (controller)) == GTK_PHASE_CAPTURE;

  return key == GDK_KEY_Escape && self->toast != NULL && adw_toast_get_button_label (self->toast) != NULL &&
         is_on_page != is_before_page;
}

void
gh_window_guard_toasts (GhWindow *self)
{
  static const GtkPropagationPhase phases[] = { GTK_PHASE_CAPTURE, GTK_PHASE_BUBBLE };

  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      GtkEventController *controller = gtk_event_controller_key_new ();

      gtk_event_controller_set_propagation_phase (controller, phases[i]);
      g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (self->toasts), controller);
    }
}
