/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSettings:
 * @trash_days: days from the Trash to permanent deletion (T1)
 * @purge_limit: how many users may be deleted permanently by hand in one action (T4)
 * @purge_wait_days: how far the clock may be ahead of the last entry before purges and sweeps wait (T5)
 * @sweep_days: days without a sign-in after which the sweep moves a user to the Trash; 0: it does not run
 * @restored_grace_hours: how long the sweep spares a restored user (S8)
 * @managers_may_bypass: whether the role User Manager may set Bypass
 *
 * The organisation's settings.
 */
typedef struct {
  int      trash_days;
  int      purge_limit;
  int      purge_wait_days;
  int      sweep_days;
  int      restored_grace_hours;
  gboolean managers_may_bypass;
} GhSettings;

/** The values of a new organisation. */
extern const GhSettings gh_settings_default;

G_END_DECLS
