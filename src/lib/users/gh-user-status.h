/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-facts.h"

G_BEGIN_DECLS

/**
 * GhEffectiveStatus:
 *
 * A user's effective status (S3), with the numbers of GH_USER_STATUS_SQL.
 */
typedef enum {
  GH_EFFECTIVE_ACTIVE,
  GH_EFFECTIVE_BYPASS,
  GH_EFFECTIVE_DISABLED,
  GH_EFFECTIVE_LOCKED_OUT,
  GH_EFFECTIVE_PENDING_DELETION,

  GH_N_EFFECTIVE_STATUSES
} GhEffectiveStatus;

/**
 * GhStatusSource:
 * @GH_STATUS_SOURCE_USER: the user's own, stored status
 * @GH_STATUS_SOURCE_DIRECTORY: the directory, which disabled the account
 * @GH_STATUS_SOURCE_LOCKOUT: a lock-out
 * @GH_STATUS_SOURCE_GROUP: a group's status
 * @GH_STATUS_SOURCE_TRASH: being in the Trash
 *
 * What decided a status.
 */
typedef enum {
  GH_STATUS_SOURCE_USER,
  GH_STATUS_SOURCE_DIRECTORY,
  GH_STATUS_SOURCE_LOCKOUT,
  GH_STATUS_SOURCE_GROUP,
  GH_STATUS_SOURCE_TRASH,
} GhStatusSource;

/**
 * GhUserGroup:
 * @id: row id
 * @name: the group's name
 * @status: what it does to its members
 *
 * All that the status needs of a group that the user is in.
 */
typedef struct {
  gint64          id;
  const char     *name;
  GhStoredStatus  status;
} GhUserGroup;

/**
 * GhUserStatus:
 * @status: what holds
 * @source: what decided it
 * @source_id: row id of the deciding group or directory; 0 for the other sources
 * @since: when it began, unix seconds; 0: not known
 * @ends: when it ends by itself, unix seconds: the end of Bypass or of the lock-out, or the permanent deletion;
 *   0: it does not
 */
typedef struct {
  GhEffectiveStatus status;
  GhStatusSource    source;
  gint64            source_id;
  gint64            since;
  gint64            ends;
} GhUserStatus;

/**
 * gh_user_status:
 * @facts: a user
 * @groups: (array length=n_groups): the groups that the user is in, in any order
 * @n_groups: how many
 * @now: unix seconds
 *
 * Applies the order of S5, which GH_USER_STATUS_SQL copies for lists; the strictest wins. Of several groups
 * the first by name decides (Q7).
 *
 * Returns: what holds at @now, whether a timed job has run or not
 */
GhUserStatus gh_user_status (const GhUserFacts *facts,
                             const GhUserGroup *groups,
                             gsize              n_groups,
                             gint64             now);

/**
 * gh_user_is_locked:
 * @facts: a user
 * @now: unix seconds
 *
 * Returns: whether a lock-out holds, even if it does not decide the status
 */
gboolean gh_user_is_locked (const GhUserFacts *facts,
                            gint64             now);

/**
 * gh_user_is_in_bypass:
 * @facts: a user
 * @now: unix seconds
 *
 * Returns: whether the user's own status is Bypass and has not ended
 */
gboolean gh_user_is_in_bypass (const GhUserFacts *facts,
                               gint64             now);

/**
 * gh_stored_status_parse:
 * @word: a text
 * @status: (out): the status
 *
 * Returns: %TRUE if @word is "active", "bypass" or "disabled"
 */
gboolean gh_stored_status_parse (const char     *word,
                                 GhStoredStatus *status);

/** "active", "bypass" or "disabled": the API's word; never translated. "" for an unknown number. */
const char *gh_stored_status_get_word (GhStoredStatus status);

/** The API's word, or two for "locked out" and "pending deletion"; never translated. */
const char *gh_effective_status_get_word (GhEffectiveStatus status);

/** As lists show it, translated, such as "Locked Out". */
const char *gh_effective_status_get_label (GhEffectiveStatus status);

G_END_DECLS
