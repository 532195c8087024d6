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

/** Returns: (transfer full): the computer's clock */
GhClock *gh_clock_new (void);

/** Returns: unix seconds, never before the latest moment noted: an end once seen as past stays past (X) */
gint64 gh_clock_now (GhClock *self);

/** Returns: the same in microseconds */
gint64 gh_clock_now_us (GhClock *self);

/** Returns: unix seconds as the clock shows them, even if it was set back: to judge the clock itself, and for leases */
gint64 gh_clock_read (GhClock *self);

/** Notes that @seconds has been, whatever the clock shows later. Beyond the year 9999 it notes that year's end. */
void gh_clock_note_latest (GhClock *self, gint64 seconds);

/** Returns: whether the computer's clock is synchronised, according to adjtimex() */
gboolean gh_clock_is_synchronised (GhClock *self);

/**
 * gh_clock_new_at:
 * @seconds: unix seconds
 *
 * For tests.
 *
 * Returns: (transfer full): a clock stopped at @seconds until gh_clock_set(), and not synchronised until
 *   gh_clock_set_synchronised()
 */
GhClock *gh_clock_new_at (gint64 seconds);
void     gh_clock_set (GhClock *self, gint64 seconds);
void     gh_clock_set_synchronised (GhClock *self, gboolean is_synchronised);

/**
 * GhClockFunc:
 * @is_synchronised: (out): whether the clock is synchronised
 *
 * Returns: microseconds since 1970, UTC
 */
typedef gint64 (*GhClockFunc) (gboolean *is_synchronised);

/** For programs built for tests: sets what all their clocks that do not stand tell, before any is made. */
void gh_clock_set_source (GhClockFunc func);

GhClock *gh_clock_ref (GhClock *self);
void     gh_clock_unref (GhClock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhClock, gh_clock_unref)

G_END_DECLS
