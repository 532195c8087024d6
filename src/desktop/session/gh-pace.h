/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhPace:
 *
 * When to do again what costs something, while reasons to do it keep coming: one at a time, and so seldom that it takes a
 * tenth of a core at most. The first reason after a rest is followed at once. Belongs to the main loop.
 */
typedef struct _GhPace GhPace;

/**
 * gh_pace_new:
 * @least_ms: so long at least from one beginning to the next
 * @begin: begins, and leads to gh_pace_end()
 * @data: for @begin
 *
 * Returns: (transfer full): a pace; nobody has asked yet
 */
GhPace *gh_pace_new  (guint                least_ms,
                      GSourceOnceFunc      begin,
                      gpointer             data);
void    gh_pace_free (GhPace *self);

/**
 * gh_pace_ask:
 * @self: a pace
 * @is_urgent: whether it is to be done without a rest
 *
 * There is a reason to begin: at once, after a rest, or when what is being done now has ended.
 */
void gh_pace_ask (GhPace   *self,
                  gboolean  is_urgent);

/**
 * gh_pace_end:
 * @self: a pace that has begun
 * @cost: microseconds that it took
 *
 * It is done.
 */
void gh_pace_end (GhPace *self,
                  gint64  cost);

/** Returns: whether it has begun and not ended yet */
gboolean gh_pace_is_begun (GhPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPace, gh_pace_free)

G_END_DECLS
