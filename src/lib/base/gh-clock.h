/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhClock:
 *
 * Tells the time. All code uses one, so that a test can set it. Safe to use from any thread.
 */
typedef struct _GhClock GhClock;

/**
 * gh_clock_new:
 *
 * Returns: (transfer full): the computer's clock
 */
GhClock *gh_clock_new (void);

/**
 * gh_clock_new_at:
 * @seconds: unix seconds
 *
 * Returns: (transfer full): a clock stopped at @seconds until gh_clock_set()
 */
GhClock *gh_clock_new_at (gint64 seconds);

/**
 * gh_clock_set:
 * @self: a clock created with gh_clock_new_at()
 * @seconds: unix seconds
 */
void gh_clock_set (GhClock *self,
                   gint64   seconds);

/**
 * gh_clock_now:
 * @self: a clock
 *
 * Returns: unix seconds
 */
gint64 gh_clock_now (GhClock *self);

/**
 * gh_clock_now_us:
 * @self: a clock
 *
 * Returns: microseconds since 1970, UTC
 */
gint64 gh_clock_now_us (GhClock *self);

/**
 * gh_clock_is_synchronised:
 * @self: a clock
 *
 * Returns: whether the computer's clock is synchronised, according to adjtimex(); %FALSE for a clock created
 *   with gh_clock_new_at(), unless gh_clock_set_synchronised() changed it
 */
gboolean gh_clock_is_synchronised (GhClock *self);

/**
 * gh_clock_set_synchronised:
 * @self: a clock created with gh_clock_new_at()
 * @is_synchronised: what gh_clock_is_synchronised() will return
 */
void gh_clock_set_synchronised (GhClock  *self,
                                gboolean  is_synchronised);

GhClock *gh_clock_ref (GhClock *self);
void     gh_clock_unref (GhClock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhClock, gh_clock_unref)

G_END_DECLS
