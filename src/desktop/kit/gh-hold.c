/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit/gh-hold.h"

/* Less than a frame: typed text shows by then, with or without an answer. An answer that just misses it waits a whole
 * frame. */
#define HOLD_US 12000
#define NAP_US  150 /* the main loop sleeps only whole milliseconds */

typedef struct {
  guint  *id;
  gint64  end; /* of the monotonic clock */
} Hold;

static gboolean
hold_cb (gpointer data)
{
  Hold *hold = data;

  if (g_get_monotonic_time () < hold->end)
    {
      g_usleep (NAP_US);
      return G_SOURCE_CONTINUE;
    }

  *hold->id = 0;

  return G_SOURCE_REMOVE;
}

void
gh_hold_paint (guint *hold_id)
{
  Hold *hold = g_new (Hold, 1);

  g_clear_handle_id (hold_id, g_source_remove);
  hold->id = hold_id;
  hold->end = g_get_monotonic_time () + HOLD_US;
  *hold_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, hold_cb, hold, g_free);
}
