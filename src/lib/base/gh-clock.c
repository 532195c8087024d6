/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-clock.h"

#include <sys/timex.h>

struct _GhClock {
  gint64   stands_at;       /* seconds; read and written under the lock */
  gint64   latest;          /* seconds, which now is never before; under the lock */
  gboolean stands;
  gboolean is_synchronised; /* of a stopped clock; under the lock */
  GMutex   lock;
};

/* 9999-12-31T23:59:59Z, after which no calendar goes. */
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)

/* What clocks tell instead of the computer's time; NULL but in programs built for tests. */
static GhClockFunc source;

static void
gh_clock_clear (gpointer data)
{
  GhClock *self = data;

  g_mutex_clear (&self->lock);
}

GhClock *
gh_clock_new (void)
{
  GhClock *self = g_atomic_rc_box_new0 (GhClock);

  g_mutex_init (&self->lock);

  return self;
}

GhClock *
gh_clock_new_at (gint64 seconds)
{
  GhClock *self = gh_clock_new ();

  self->stands = TRUE;
  self->stands_at = seconds;

  return self;
}

void
gh_clock_set (GhClock *self,
              gint64   seconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && self->stands);

  locker = g_mutex_locker_new (&self->lock);
  self->stands_at = seconds;
}

static gint64
read_us (GhClock *self)
{
  gboolean is_synchronised;

  if (self->stands)
    return self->stands_at * G_USEC_PER_SEC;

  return source != NULL ? source (&is_synchronised) : g_get_real_time ();
}

gint64
gh_clock_read (GhClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, 0);

  locker = g_mutex_locker_new (&self->lock);
  return read_us (self) / G_USEC_PER_SEC;
}

gint64
gh_clock_now_us (GhClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, 0);

  locker = g_mutex_locker_new (&self->lock);
  return MAX (read_us (self), self->latest * G_USEC_PER_SEC);
}

gint64
gh_clock_now (GhClock *self)
{
  return gh_clock_now_us (self) / G_USEC_PER_SEC;
}

void
gh_clock_note_latest (GhClock *self,
                      gint64   seconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->lock);
  self->latest = CLAMP (seconds, self->latest, LAST_SECOND);
}

void
gh_clock_set_source (GhClockFunc func)
{
  source = func;
}

gboolean
gh_clock_is_synchronised (GhClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean is_synchronised;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->stands && source != NULL)
    {
      source (&is_synchronised);
      return is_synchronised;
    }
  if (!self->stands)
    {
      struct timex state = { .modes = 0 };

      return adjtimex (&state) != -1 && (state.status & STA_UNSYNC) == 0;
    }

  locker = g_mutex_locker_new (&self->lock);
  return self->is_synchronised;
}

void
gh_clock_set_synchronised (GhClock  *self,
                           gboolean  is_synchronised)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && self->stands);

  locker = g_mutex_locker_new (&self->lock);
  self->is_synchronised = is_synchronised;
}

GhClock *
gh_clock_ref (GhClock *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gh_clock_unref (GhClock *self)
{
  g_atomic_rc_box_release_full (self, gh_clock_clear);
}
