/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhPace:
 *
 * Paces costly work while requests for it keep coming: one run at a time, and so rarely that it takes a tenth of a core
 * at most. The first request after a rest runs at once. Belongs to the main loop.
 */
typedef struct _GhPace GhPace;

/**
 * gh_pace_new:
 * @least_ms: the least time from one start to the next
 * @begin: begins, and ends with gh_pace_end()
 * @data: for @begin
 *
 * Returns: (transfer full): a pace without requests
 */
GhPace *gh_pace_new  (guint                least_ms,
                      GSourceOnceFunc      begin,
                      gpointer             data);
void    gh_pace_free (GhPace *self);

/**
 * gh_pace_ask:
 * @self: a pace
 * @is_urgent: whether to skip the rest
 *
 * Requests a run: it begins at once, after a rest, or when the current run has ended.
 */
void gh_pace_ask (GhPace   *self,
                  gboolean  is_urgent);

/**
 * gh_pace_end:
 * @self: a pace that has begun
 * @cost: how many microseconds it took
 *
 * Ends it.
 */
void gh_pace_end (GhPace *self,
                  gint64  cost);

/** Returns: whether it has begun and not ended */
gboolean gh_pace_is_begun (GhPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPace, gh_pace_free)

G_END_DECLS
