/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-id.h"
#include "settings/gh-settings.h"
#include "verification/gh-attempt-credentials.h"
#include "verification/gh-attempt-sms.h"
#include "verification/gh-lockout-rules.h"
#include "verification/gh-name-lookup.h"

G_BEGIN_DECLS

/**
 * GhAttemptApplication:
 * @id: its row id, above 0
 * @name: what it is called
 * @new_users: its new-user policy
 *
 * What counts of the application that somebody signs in to.
 */
typedef struct {
  gint64          id;
  const char     *name;
  GhNewUserPolicy new_users;
} GhAttemptApplication;

/**
 * GhLivingCode:
 * @key: its key
 * @id: its row id
 * @digits: how many it has; 0: it is made up, and nothing fits it
 * @has_lookup: whether it can be found, given the key of the organisation
 *
 * A bypass code that is good now.
 */
typedef struct {
  char     key[GH_ID_LENGTH + 1];
  gint64   id;
  gint64   digits;
  gboolean has_lookup;
} GhLivingCode;

/**
 * GhAttemptFacts:
 * @settings: as they stand
 * @named: who the name is
 * @user: the user, if the name is somebody's; its id is 0 otherwise
 * @username: the user's name; %NULL: nobody's
 * @forgiven: the attempt up to which failures do not count, because a lock-out was ended (V3)
 * @lockouts: (element-type GhApplicationLockout): the user's last at each application that ever locked the user out
 * @groups: (element-type GhUserGroup): the user's
 * @credentials: (nullable) (element-type GhHeldCredential): those of the user's phones and tokens
 * @batches: (nullable) (element-type GhHeldBatch): the SMS passcodes of the user's phones
 * @codes: (element-type GhLivingCode): the user's
 * @decision: all of it, for gh_decide(), with everything but what a passcode is
 * @names: of groups and applications
 *
 * What both files know of somebody who wants to sign in. Stays where it is: @decision points into it.
 */
typedef struct {
  GhSettings       settings;
  GhNamed          named;
  GhUserFacts      user;
  char            *username;
  gint64           forgiven;
  GArray          *lockouts;
  GArray          *groups;
  GArray          *credentials;
  GArray          *batches;
  GArray          *codes;
  GhDecisionFacts  decision;
  GStringChunk    *names;
} GhAttemptFacts;

/**
 * gh_attempt_facts_read:
 * @self: (out caller-allocates): clear it with gh_attempt_facts_clear(), even after an error
 * @connection: a connection to both files, whichever it writes
 * @purpose: why it is asked
 * @application: (nullable): where the user signs in; %NULL: anywhere that denies unknown people, or it is a check
 * @name: what was typed as a username
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if they could be read
 */
gboolean gh_attempt_facts_read (GhAttemptFacts              *self,
                                GhConnection                *connection,
                                GhPurpose                    purpose,
                                const GhAttemptApplication  *application,
                                const char                  *name,
                                gint64                       now,
                                GError                     **error);

void gh_attempt_facts_clear (GhAttemptFacts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhAttemptFacts, gh_attempt_facts_clear)

G_END_DECLS
