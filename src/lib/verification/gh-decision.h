/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "users/gh-user-status.h"

G_BEGIN_DECLS

/**
 * GhPurpose:
 * @GH_PURPOSE_SIGN_IN: somebody signs in to an application
 * @GH_PURPOSE_CHECK: an administrator tries a passcode
 * @GH_PURPOSE_CALLER_CHECK: the help desk makes sure who is calling; authenticators only
 *
 * Why a passcode is judged. A check asks no application, sets no last login and brings nobody back (V3).
 */
typedef enum {
  GH_PURPOSE_SIGN_IN,
  GH_PURPOSE_CHECK,
  GH_PURPOSE_CALLER_CHECK,

  GH_N_PURPOSES
} GhPurpose;

/**
 * GhNameMatch:
 * @GH_NAME_BLANK: nothing was typed, or what nobody could be called
 * @GH_NAME_NEVER: nobody here ever had that name, or nearly that one
 * @GH_NAME_FORMER: somebody had it, or nearly, who was deleted or renamed
 * @GH_NAME_AMBIGUOUS: nobody has it, but it is nearly somebody's, or more than one person's
 * @GH_NAME_FOUND: somebody's username or alias
 *
 * What the directory knows about a name that was typed (V4).
 */
typedef enum {
  GH_NAME_BLANK,
  GH_NAME_NEVER,
  GH_NAME_FORMER,
  GH_NAME_AMBIGUOUS,
  GH_NAME_FOUND,

  GH_N_NAME_MATCHES
} GhNameMatch;

/** An application's answer to people who are not enrolled (V4). */
typedef enum {
  GH_NEW_USERS_DENY,
  GH_NEW_USERS_ENROLL,
  GH_NEW_USERS_ALLOW,

  GH_N_NEW_USER_POLICIES
} GhNewUserPolicy;

/**
 * GhFactorAsked:
 * @GH_ASKED_NOTHING: what would be needed (preauth)
 * @GH_ASKED_PASSCODE: a passcode was typed
 * @GH_ASKED_SMS: a batch of SMS passcodes
 * @GH_ASKED_OTHER: a push or a phone call, which there is none of
 */
typedef enum {
  GH_ASKED_NOTHING,
  GH_ASKED_PASSCODE,
  GH_ASKED_SMS,
  GH_ASKED_OTHER,

  GH_N_FACTORS_ASKED
} GhFactorAsked;

/**
 * GhPasscodeMatch:
 * @GH_PASSCODE_WRONG: fits nothing of this user
 * @GH_PASSCODE_USED: right, but used before
 * @GH_PASSCODE_ENDED: right, but its time is over
 * @GH_PASSCODE_OUTDATED: right once, sent by SMS; newer ones were made since, or it was ended
 * @GH_PASSCODE_UNSYNCED: of a token that must be resynchronised before it is accepted from (X)
 * @GH_PASSCODE_AUTHENTICATOR: an app's, a token's, or one sent by SMS
 * @GH_PASSCODE_BYPASS_CODE: a bypass code
 * @GH_PASSCODE_NOT_READ: what it would be compared with could not be opened
 *
 * What a passcode turned out to be.
 */
typedef enum {
  GH_PASSCODE_WRONG,
  GH_PASSCODE_USED,
  GH_PASSCODE_ENDED,
  GH_PASSCODE_OUTDATED,
  GH_PASSCODE_UNSYNCED,
  GH_PASSCODE_AUTHENTICATOR,
  GH_PASSCODE_BYPASS_CODE,
  GH_PASSCODE_NOT_READ,

  GH_N_PASSCODE_MATCHES
} GhPasscodeMatch;

/**
 * GhDecisionFacts:
 * @purpose: why it is asked
 * @asked: what is asked for
 * @now: unix seconds
 * @name: what is known of the name
 * @user: (nullable): the user, if the name was found
 * @groups: (array length=n_groups) (nullable): the user's groups
 * @n_groups: how many
 * @has_authenticator: whether the user has an app or a token that a passcode would be accepted from, or SMS passcodes
 * @had_authenticator: whether the user ever had one
 * @has_bypass_code: whether the user has a bypass code that is good now
 * @has_mobile: whether SMS passcodes can be sent to one of the user's phones
 * @is_new: whether the user was made so lately that a link to enrol may be given (setting `enroll_new_within`)
 * @is_limited: whether the application is limited to groups
 * @is_permitted: whether the user is in one of them
 * @is_locked_here: whether a lock-out of this application alone holds (setting `lockout_per_application`)
 * @new_users: the application's new-user policy
 * @passcode: what the passcode turned out to be; of meaning with %GH_ASKED_PASSCODE alone
 *
 * All that a decision needs, as plain numbers. What belongs to the application is not looked at in a check.
 */
typedef struct {
  GhPurpose           purpose;
  GhFactorAsked       asked;
  gint64              now;

  GhNameMatch         name;
  const GhUserFacts  *user;
  const GhUserGroup  *groups;
  gsize               n_groups;
  gboolean            has_authenticator;
  gboolean            had_authenticator;
  gboolean            has_bypass_code;
  gboolean            has_mobile;
  gboolean            is_new;

  gboolean            is_limited;
  gboolean            is_permitted;
  gboolean            is_locked_here;
  GhNewUserPolicy     new_users;

  GhPasscodeMatch     passcode;
} GhDecisionFacts;

/**
 * GhRule:
 *
 * The rules, in the order in which they are asked; the first that decides ends it (domain 11, S5, V3, V4).
 */
typedef enum {
  GH_RULE_NAME,
  GH_RULE_PERMITTED,
  GH_RULE_KNOWN,
  GH_RULE_TRASH,
  GH_RULE_STATUS,
  GH_RULE_LOCKED_HERE,
  GH_RULE_BYPASS,
  GH_RULE_DEVICE,
  GH_RULE_FACTOR,

  GH_N_RULES
} GhRule;

/** What comes of it: a row of the table in gh-decision.c each. */
typedef enum {
  GH_OUTCOME_NO_NAME,
  GH_OUTCOME_NOT_PERMITTED,
  GH_OUTCOME_AMBIGUOUS_NAME,
  GH_OUTCOME_FORMER_NAME,
  GH_OUTCOME_UNKNOWN_DENIED,
  GH_OUTCOME_UNKNOWN_ENROLS,
  GH_OUTCOME_UNKNOWN_ALLOWED,
  GH_OUTCOME_IN_TRASH,
  GH_OUTCOME_INACTIVE,
  GH_OUTCOME_DISABLED,
  GH_OUTCOME_DISABLED_BY_GROUP,
  GH_OUTCOME_LOCKED_OUT,
  GH_OUTCOME_LOCKED_OUT_HERE,
  GH_OUTCOME_BYPASS,
  GH_OUTCOME_BYPASS_BY_GROUP,
  GH_OUTCOME_NO_DEVICE,
  GH_OUTCOME_ENROLS,
  GH_OUTCOME_PASSCODE_ASKED,
  GH_OUTCOME_SMS_SENT,
  GH_OUTCOME_NO_MOBILE,
  GH_OUTCOME_ONLY_PASSCODES,
  GH_OUTCOME_ACCEPTED,
  GH_OUTCOME_WRONG,
  GH_OUTCOME_USED,
  GH_OUTCOME_ENDED,
  GH_OUTCOME_OUTDATED,
  GH_OUTCOME_UNSYNCED,
  GH_OUTCOME_NO_AUTHENTICATOR,
  GH_OUTCOME_NOT_READ,
  GH_OUTCOME_NOT_RECORDED, /* no rule's: see gh_attempt_judge() */

  GH_N_OUTCOMES
} GhOutcome;

/** The answer, with the API's words. */
typedef enum {
  GH_ANSWER_DENY,
  GH_ANSWER_ALLOW,
  GH_ANSWER_AUTH,    /* a second factor is needed */
  GH_ANSWER_ENROLL,
} GhAnswer;

/**
 * GhDecision:
 * @outcome: what comes of it
 * @rule: the rule that decided; those before it passed, those behind it were not reached
 * @status: the user's effective status, from which it was judged; of no meaning before %GH_RULE_STATUS
 * @counts_as_failure: whether it is one failure more (V3): the user's or, where there is none, the typed name's
 * @sets_login: whether it is a sign-in, which sets last login
 * @restores: whether the user comes back from the Trash (S7)
 */
typedef struct {
  GhOutcome    outcome;
  GhRule       rule;
  GhUserStatus status;
  gboolean     counts_as_failure;
  gboolean     sets_login;
  gboolean     restores;
} GhDecision;

/**
 * gh_decide:
 * @facts: all that there is to know
 *
 * Decides who gets in: the one function behind every sign-in, check and *Why can't this person sign in?* (S4, V3).
 */
GhDecision gh_decide (const GhDecisionFacts *facts);

/**
 * gh_decision_needs_passcode:
 * @facts: all but what the passcode is
 *
 * Returns: whether the rules before it pass, so that the passcode has to be looked up, and used up
 */
gboolean gh_decision_needs_passcode (const GhDecisionFacts *facts);

GhAnswer gh_outcome_get_answer (GhOutcome outcome);

/** The authentication log's reason (domain 10.1), such as "locked_out"; never translated. "": none is logged. */
const char *gh_outcome_get_reason (GhOutcome outcome);

/** A sentence for an administrator, translated. */
const char *gh_outcome_get_words (GhOutcome outcome);

/** What the person who signs in is told; English, as clients expect it. */
const char *gh_outcome_get_client_words (GhOutcome outcome);

/** The Auth API's HTTP status: 200, but for requests that the API refuses. UNIX clients always get 200 (V4). */
guint gh_outcome_get_http_status (GhOutcome outcome);

/** What a rule asks, as a noun for a list of rules, translated. */
const char *gh_rule_get_label (GhRule rule);

G_END_DECLS
