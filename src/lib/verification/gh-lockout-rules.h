/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** So many failures in a row lock a user out whatever is set (V3). */
#define GH_LOCKOUT_AT_MOST 100

/** What a passcode was tried against; a failure counts for each (V3). */
typedef enum {
  GH_FACTOR_APP,
  GH_FACTOR_TOKEN,
  GH_FACTOR_SMS,
  GH_FACTOR_BYPASS_CODE,
  GH_FACTOR_UNKNOWN,      /* it has the form of none of the user's */

  GH_N_FACTORS
} GhFactor;

/**
 * GhFailure:
 * @attempt: the number of the attempt; later ones have higher numbers
 * @application: row id of the application; 0: a check, which has none
 * @factors: a bit for each #GhFactor that it counts for
 */
typedef struct {
  gint64 attempt;
  gint64 application;
  guint  factors;
} GhFailure;

/**
 * GhSuccess:
 * @application: as in #GhFailure
 * @factor: with what
 * @attempt: the number of the last attempt that succeeded there with it
 */
typedef struct {
  gint64   application;
  GhFactor factor;
  gint64   attempt;
} GhSuccess;

/**
 * GhApplicationLockout:
 * @application: row id of the application that alone denies the user
 * @name: what it is called
 * @number: drawn at random, by which an unlocking names it
 * @until: when it ends by itself, unix seconds; 0: not by itself
 * @attempt: the number of the attempt that began it
 * @forgiven: the attempt that began the lock-out there which had been ended before; 0: none had
 * @is_ended: whether an unlocking named it
 *
 * The last lock-out of a user at one application.
 */
typedef struct {
  gint64      application;
  const char *name;
  gint64      number;
  gint64      until;
  gint64      attempt;
  gint64      forgiven;
  gboolean    is_ended;
} GhApplicationLockout;

/**
 * GhFailureCount:
 * @failures: (array length=n_failures): the user's failures, in any order, the present one among them
 * @n_failures: how many
 * @successes: (array length=n_successes): the user's last successes, one for each application and factor
 * @n_successes: how many
 * @lockouts: (array length=n_lockouts): those of applications
 * @n_lockouts: how many
 * @forgiven: the number of the attempt that began the lock-out that the last unlocking named: failures up to it do
 *   not count; 0: nobody has unlocked the user
 * @application: where the present failure was; 0: in a check
 * @threshold: how many failures lock out (setting `lockout_threshold`)
 * @by_application: whether each application counts its own (setting `lockout_per_application`)
 */
typedef struct {
  const GhFailure            *failures;
  gsize                       n_failures;
  const GhSuccess            *successes;
  gsize                       n_successes;
  const GhApplicationLockout *lockouts;
  gsize                       n_lockouts;
  gint64                      forgiven;
  gint64                      application;
  guint                       threshold;
  gboolean                    by_application;
} GhFailureCount;

/**
 * GhLockoutScope:
 * @GH_LOCKOUT_NONE: it goes on
 * @GH_LOCKOUT_APPLICATION: the application alone denies the user
 * @GH_LOCKOUT_USER: the user is Locked Out
 */
typedef enum {
  GH_LOCKOUT_NONE,
  GH_LOCKOUT_APPLICATION,
  GH_LOCKOUT_USER,
} GhLockoutScope;

/**
 * gh_lockout_decide:
 * @count: what is known after a failure
 *
 * Decides whether this failure locks out (V3): at or above the threshold, by the failures of one factor since its last
 * success, or by all since any; with each application counted on its own, by those of both that were there. Times do not
 * matter, so a clock that was set back, or a lock-out that ended by itself, forgives nothing.
 */
GhLockoutScope gh_lockout_decide (const GhFailureCount *count);

/** Returns: whether the application denies the user at @now, whatever the setting is by then */
gboolean gh_application_lockout_holds (const GhApplicationLockout *self,
                                       gint64                      now);

/** Returns: the attempt up to which failures at that application do not count, because a lock-out there was ended */
gint64 gh_application_lockout_get_forgiven (const GhApplicationLockout *self);

G_END_DECLS
