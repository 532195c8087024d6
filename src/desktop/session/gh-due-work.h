/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-store.h"

G_BEGIN_DECLS

/**
 * GhDueWork:
 *
 * Runs the timed jobs on a worker while an organisation is open (T5): once it is loaded, every hour, when the end of a
 * Bypass or the date of a deletion comes, each minute while an app waits for its first passcode, and soon after something
 * was changed that may have such a date. What they change is seen like any other change. Belongs to the main loop.
 */
typedef struct _GhDueWork GhDueWork;

/**
 * gh_due_work_new:
 * @store: the organisation
 * @changed: called when gh_due_work_waits() says something else
 * @data: for @changed
 *
 * Returns: (transfer full): what looks for due work, from its first gh_due_work_look() on
 */
GhDueWork *gh_due_work_new (GhStore         *store,
                            GSourceOnceFunc  changed,
                            gpointer         data);

/** Returns: whether something is due that waits because the clock is far ahead (T5) */
gboolean gh_due_work_waits (GhDueWork *self);

/** Looks soon: what is due may have changed. */
void gh_due_work_look (GhDueWork *self);

/**
 * gh_due_work_stop:
 * @self: (transfer full): what looks, which no longer calls its function; work that has begun is cancelled
 */
void gh_due_work_stop (GhDueWork *self);

G_END_DECLS
