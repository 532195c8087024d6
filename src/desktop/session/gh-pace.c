/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-pace.h"

/* The rest is this many times as long as the run. */
#define REST 9

/* The longest wait for what is new. */
#define MOST_US (5 * G_USEC_PER_SEC)

struct _GhPace {
  guint            least_ms;
  GSourceOnceFunc  begin;
  gpointer         data;

  gint64           began;     /* monotonic */
  gint64           rest_end;
  guint            source_id; /* until then, if requested */
  gboolean         is_begun;
  gboolean         is_asked;  /* while it was begun */
  gboolean         is_urgent; /* and that */
};

GhPace *
gh_pace_new (guint            least_ms,
             GSourceOnceFunc  begin,
             gpointer         data)
{
  GhPace *self = g_new0 (GhPace, 1);

  self->least_ms = least_ms;
  self->begin = begin;
  self->data = data;

  return self;
}

void
gh_pace_free (GhPace *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_free (self);
}

static void
begin (GhPace *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  self->is_begun = TRUE;
  self->began = g_get_monotonic_time ();
  self->begin (self->data);
}

static gboolean
rested_cb (gpointer data)
{
  begin (data);

  return G_SOURCE_REMOVE;
}

void
gh_pace_ask (GhPace   *self,
             gboolean  is_urgent)
{
  gint64 rest = self->rest_end - g_get_monotonic_time ();

  if (self->is_begun)
    {
      self->is_asked = TRUE;
      self->is_urgent = self->is_urgent || is_urgent;
    }
  else if (is_urgent || rest <= 0)
    begin (self);
  else if (self->source_id == 0)
    self->source_id = g_timeout_add ((guint) (rest / 1000) + 1, rested_cb, self);
}

void
gh_pace_end (GhPace *self,
             gint64  cost)
{
  gboolean is_asked = self->is_asked;
  gboolean is_urgent = self->is_urgent;
  gint64 now = g_get_monotonic_time ();

  self->is_begun = self->is_asked = self->is_urgent = FALSE;
  self->rest_end = MAX (self->began + self->least_ms * (gint64) 1000, now + MIN (REST * cost, MOST_US));
  if (is_asked)
    gh_pace_ask (self, is_urgent);
}

gboolean
gh_pace_is_begun (GhPace *self)
{
  return self->is_begun;
}
