/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/** How far the clock may be ahead of the last recorded time before purges and sweeps wait, in days (T5). */
#define GH_CLOCK_WAIT_DAYS 7

/** How long the sweep spares a restored user, in hours (S8). */
#define GH_RESTORED_GRACE_HOURS 24

/**
 * GhSettings:
 * @name: the organisation's name
 * @timezone: its IANA time zone (S9)
 * @region: (nullable): where phone numbers without `+` are dialled, two letters of ISO 3166; %NULL: as the time zone
 *   says (R10)
 * @identity_proofing: whether users have first and last names (U7)
 * @email_needs_dot: whether the domain of an e-mail address must have a dot (R12)
 * @pending_deletion_days: days from the Trash to permanent deletion (T1)
 * @purge_limit: how many users may be deleted permanently by hand in one action (T4)
 * @inactive_user_expiration: days without a sign-in after which the sweep moves a user to the Trash; 0: never (T5)
 * @user_managers_can_put_users_in_bypass: whether the role User Manager may set Bypass
 * @lockout_threshold: how many failures in a row lock a user out (V3)
 * @lockout_expire_duration: minutes until a lock-out ends by itself; 0: it does not (S1)
 * @lockout_per_application: whether failures at one application lock out there alone (V3)
 * @helpdesk_bypass: which bypass codes Help Desk may make: "allow", any; "limit", standard ones; "deny", none (B3)
 * @helpdesk_bypass_expiration: minutes until one of the standard codes ends (B3)
 * @sms_batch: how many SMS passcodes are made at once (P3)
 * @sms_expiration: minutes until they end; 0: they do not
 * @sms_daily_sum: how many batches of them are made a day for all phones
 * @minimum_password_length: of administrators' new passwords, in characters (A2)
 * @password_requires_upper_alpha: what they must hold besides, like the next three
 * @local_operations: whether the owner of the file works without signing in (Z3)
 * @log_retention_days: days after which entries of the administrator log go; 0: never (L9)
 * @syslog_checkpoints: whether checkpoints go to syslog, too (L7)
 *
 * What is set for an organisation (I1).
 */
typedef struct {
  char    *name;
  char    *timezone;
  char    *region;
  gboolean identity_proofing;
  gboolean email_needs_dot;
  int      pending_deletion_days;
  int      purge_limit;
  int      inactive_user_expiration;
  gboolean user_managers_can_put_users_in_bypass;
  int      lockout_threshold;
  int      lockout_expire_duration;
  gboolean lockout_per_application;
  char    *helpdesk_bypass;
  int      helpdesk_bypass_expiration;
  int      sms_batch;
  int      sms_expiration;
  int      sms_daily_sum;
  int      minimum_password_length;
  gboolean password_requires_upper_alpha;
  gboolean password_requires_lower_alpha;
  gboolean password_requires_numeric;
  gboolean password_requires_special;
  gboolean local_operations;
  int      log_retention_days;
  gboolean syslog_checkpoints;
} GhSettings;

/** Sets @self to what new organisations begin with; their texts are empty. */
void gh_settings_init (GhSettings *self);

/**
 * gh_settings_read:
 * @self: (out caller-allocates): what is set; clear it with gh_settings_clear()
 * @connection: a connection
 * @error: (out): %GH_ERROR_DAMAGED naming a setting whose value is of the wrong type or out of range
 *
 * Reads an organisation's settings. Before organisation.create has run there are none, and @self is as after
 * gh_settings_init().
 *
 * Returns: %TRUE if they could be read
 */
gboolean gh_settings_read (GhSettings    *self,
                           GhConnection  *connection,
                           GError       **error);

void gh_settings_clear (GhSettings *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSettings, gh_settings_clear)

G_END_DECLS
