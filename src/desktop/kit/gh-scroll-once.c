/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-scroll-once.h"

#include <math.h>

/* How GtkScrolledWindow turns device units into pixels: a wheel notch is this power of the page, and a touchpad's unit
 * is scaled up. Flicks lose speed with this friction, and end below that speed. */
#define WHEEL_STEP_EXPONENT (2.0 / 3.0)
#define TOUCHPAD_FACTOR 2.5
#define FRICTION 4.0         /* per second */
#define SLOWEST 10.0         /* pixels per second */

typedef enum {
  AXIS_X,
  AXIS_Y,
  N_AXES
} Axis;

struct _GhScrollOnce {
  GObject            parent_instance;

  GtkScrolledWindow *window; /* borrowed: it owns this */
  double             pending[N_AXES];
  double             speed[N_AXES];
  gint64             last_frame; /* microseconds */
  guint              tick_id;
};

G_DEFINE_FINAL_TYPE (GhScrollOnce, gh_scroll_once, G_TYPE_OBJECT)

static GtkAdjustment *
get_adjustment (GhScrollOnce *self,
                Axis          axis)
{
  return axis == AXIS_X
    ? gtk_scrolled_window_get_hadjustment (self->window)
    : gtk_scrolled_window_get_vadjustment (self->window);
}

static gboolean
can_scroll (GhScrollOnce *self,
            Axis          axis)
{
  GtkAdjustment *adjustment = get_adjustment (self, axis);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment) >
    gtk_adjustment_get_page_size (adjustment);
}

/* Adds how far a flick moves in @seconds.
 * Returns: whether it goes on. */
static gboolean
glide (GhScrollOnce *self,
       Axis          axis,
       double        seconds)
{
  double rest = exp (-FRICTION * seconds);

  self->pending[axis] += self->speed[axis] * (1 - rest) / FRICTION;
  self->speed[axis] *= rest;
  if (fabs (self->speed[axis]) < SLOWEST)
    self->speed[axis] = 0;

  return self->speed[axis] != 0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  GhScrollOnce *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->last_frame == 0 ? 0 : (double) (now - self->last_frame) / G_USEC_PER_SEC;
  gboolean gliding = FALSE;

  self->last_frame = now;
  for (Axis axis = 0; axis < N_AXES; axis++)
    {
      GtkAdjustment *adjustment = get_adjustment (self, axis);
      double before = gtk_adjustment_get_value (adjustment);

      if (self->speed[axis] != 0)
        gliding |= glide (self, axis, seconds);
      if (self->pending[axis] == 0)
        continue;

      gtk_adjustment_set_value (adjustment, before + self->pending[axis]);
      self->pending[axis] = 0;
      if (gtk_adjustment_get_value (adjustment) == before)
        self->speed[axis] = 0; /* at the end */
    }
  if (gliding)
    return G_SOURCE_CONTINUE;

  self->last_frame = 0;
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
ensure_tick (GhScrollOnce *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);
}

static void
to_pixels (GhScrollOnce             *self,
           GtkEventControllerScroll *controller,
           double                   *dx,
           double                   *dy)
{
  double delta[N_AXES] = { *dx, *dy };

  if ((gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)) & GDK_SHIFT_MASK) != 0)
    {
      delta[AXIS_X] = *dy;
      delta[AXIS_Y] = *dx;
    }
  for (Axis axis = 0; axis < N_AXES; axis++)
    delta[axis] *= gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
      ? pow (gtk_adjustment_get_page_size (get_adjustment (self, axis)), WHEEL_STEP_EXPONENT)
      : TOUCHPAD_FACTOR;

  *dx = delta[AXIS_X];
  *dy = delta[AXIS_Y];
}

static void
scroll_begin_cb (GtkEventControllerScroll *controller,
                 GhScrollOnce             *self)
{
  self->speed[AXIS_X] = self->speed[AXIS_Y] = 0;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           GhScrollOnce             *self)
{
  to_pixels (self, controller, &dx, &dy);
  if ((dx == 0 || !can_scroll (self, AXIS_X)) && (dy == 0 || !can_scroll (self, AXIS_Y)))
    return GDK_EVENT_PROPAGATE;

  gh_scroll_once_scroll_by (self, dx, dy);

  return GDK_EVENT_STOP;
}

static void
decelerate_cb (GtkEventControllerScroll *controller,
               double                    speed_x,
               double                    speed_y,
               GhScrollOnce             *self)
{
  to_pixels (self, controller, &speed_x, &speed_y);
  self->speed[AXIS_X] = can_scroll (self, AXIS_X) ? speed_x : 0;
  self->speed[AXIS_Y] = can_scroll (self, AXIS_Y) ? speed_y : 0;
  ensure_tick (self);
}

static void
gh_scroll_once_class_init (GhScrollOnceClass *klass)
{
}

static void
gh_scroll_once_init (GhScrollOnce *self)
{
}

GhScrollOnce *
gh_scroll_once_attach (GtkScrolledWindow *window)
{
  GhScrollOnce *self;
  GtkEventController *controller;

  g_return_val_if_fail (GTK_IS_SCROLLED_WINDOW (window), NULL);

  /* Returns what is wrong, or NULL if this GTK is new enough. */
  if (gtk_check_version (4, 10, 1) == NULL)
    return NULL;

  self = g_object_new (GH_TYPE_SCROLL_ONCE, NULL);
  self->window = window;
  g_object_set_data_full (G_OBJECT (window), "gh-scroll-once", self, g_object_unref);

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES |
                                                GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "scroll-begin", G_CALLBACK (scroll_begin_cb), self, 0);
  g_signal_connect_object (controller, "scroll", G_CALLBACK (scroll_cb), self, 0);
  g_signal_connect_object (controller, "decelerate", G_CALLBACK (decelerate_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);

  return self;
}

void
gh_scroll_once_scroll_by (GhScrollOnce *once,
                          double        dx,
                          double        dy)
{
  g_return_if_fail (GH_IS_SCROLL_ONCE (once));

  once->pending[AXIS_X] += dx;
  once->pending[AXIS_Y] += dy;
  ensure_tick (once);
}
