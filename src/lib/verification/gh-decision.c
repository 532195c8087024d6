/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-decision.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhAnswer    answer;
  const char *reason;
  const char *words;
  const char *client_words;
  guint       http_status;
} Row;

#define DENIED   "Login request denied."
#define DISABLED "Your account is disabled and cannot access this application. Please contact your administrator."
#define LOCKED   "Your account has been locked out due to excessive authentication failures. Please contact your" \
                 " administrator."
#define WRONG    "Incorrect passcode. Please try again."
#define ENROL    "Enroll an authentication device to proceed."

static const Row rows[GH_N_OUTCOMES] = {
  [GH_OUTCOME_NO_NAME] =
    { GH_ANSWER_DENY, "deny_unenrolled_user", N_("No username was given, or one that nobody could have."), DENIED, 200 },
  [GH_OUTCOME_NOT_PERMITTED] =
    { GH_ANSWER_DENY, "user_not_in_permitted_group",
      N_("The application is limited to groups, and this user is in none of them."),
      "Your account is not allowed to access this application. Please contact your administrator.", 200 },
  [GH_OUTCOME_AMBIGUOUS_NAME] =
    { GH_ANSWER_DENY, "deny_unenrolled_user", N_("Nobody has this name, but it is nearly somebody’s."), DENIED, 200 },
  [GH_OUTCOME_FORMER_NAME] =
    { GH_ANSWER_DENY, "deny_unenrolled_user", N_("Somebody had this name, or nearly this one, once, and nobody has it now."), DENIED, 200 },
  [GH_OUTCOME_UNKNOWN_DENIED] =
    { GH_ANSWER_DENY, "deny_unenrolled_user", N_("Nobody has this name, and the application denies unknown people."),
      "Access is not allowed because you are not enrolled. Please contact your administrator.", 200 },
  [GH_OUTCOME_UNKNOWN_ENROLS] =
    { GH_ANSWER_ENROLL, "", N_("Nobody has this name, and the application lets unknown people enroll."), ENROL, 200 },
  [GH_OUTCOME_UNKNOWN_ALLOWED] =
    { GH_ANSWER_ALLOW, "allow_unenrolled_user", N_("Nobody has this name, and the application lets unknown people in."),
      "Account is active", 200 },
  [GH_OUTCOME_IN_TRASH] =
    { GH_ANSWER_DENY, "user_disabled", N_("The user is in the Trash."), DISABLED, 200 },
  [GH_OUTCOME_INACTIVE] =
    { GH_ANSWER_DENY, "user_disabled",
      N_("The user is in the Trash for inactivity, from which only a passcode of an authenticator brings back."),
      DISABLED, 200 },
  [GH_OUTCOME_DISABLED] =
    { GH_ANSWER_DENY, "user_disabled", N_("The user is Disabled."), DISABLED, 200 },
  [GH_OUTCOME_DISABLED_BY_GROUP] =
    { GH_ANSWER_DENY, "user_disabled", N_("A group that the user is in is Disabled."), DISABLED, 200 },
  [GH_OUTCOME_LOCKED_OUT] =
    { GH_ANSWER_DENY, "locked_out", N_("The user is Locked Out."), LOCKED, 200 },
  [GH_OUTCOME_LOCKED_OUT_HERE] =
    { GH_ANSWER_DENY, "locked_out", N_("The user is locked out of this application."), LOCKED, 200 },
  [GH_OUTCOME_BYPASS] =
    { GH_ANSWER_ALLOW, "bypass_user", N_("The user’s status is Bypass: no passcode is asked for."), "Account is active",
      200 },
  [GH_OUTCOME_BYPASS_BY_GROUP] =
    { GH_ANSWER_ALLOW, "bypass_user", N_("A group that the user is in has Bypass: no passcode is asked for."),
      "Account is active", 200 },
  [GH_OUTCOME_NO_DEVICE] =
    { GH_ANSWER_DENY, "invalid_device",
      N_("The user has neither an authenticator that a passcode would be accepted from nor a bypass code."),
      "You have no device that can be used. Please contact your administrator.", 400 },
  [GH_OUTCOME_ENROLS] =
    { GH_ANSWER_ENROLL, "", N_("The user is new and has no authenticator yet, and may enroll one."), ENROL, 200 },
  [GH_OUTCOME_PASSCODE_ASKED] =
    { GH_ANSWER_AUTH, "", N_("A passcode is asked for."), "Account is active", 200 },
  [GH_OUTCOME_SMS_SENT] =
    { GH_ANSWER_DENY, "sms_refresh", N_("New SMS passcodes are sent."), "New SMS passcodes sent.", 200 },
  [GH_OUTCOME_NO_MOBILE] =
    { GH_ANSWER_DENY, "invalid_device", N_("The user has no mobile phone that SMS passcodes could be sent to."),
      "You have no phone that passcodes can be sent to. Please type a passcode.", 400 },
  [GH_OUTCOME_ONLY_PASSCODES] =
    { GH_ANSWER_DENY, "invalid_device", N_("A push or a phone call was asked for, which there are none of."),
      "Please type a passcode.", 200 },
  [GH_OUTCOME_ACCEPTED] =
    { GH_ANSWER_ALLOW, "valid_passcode", N_("The passcode was accepted."), "Success. Logging you in...", 200 },
  [GH_OUTCOME_WRONG] =
    { GH_ANSWER_DENY, "invalid_passcode", N_("The passcode is wrong."), WRONG, 200 },
  [GH_OUTCOME_USED] =
    { GH_ANSWER_DENY, "invalid_passcode", N_("The passcode is right, but it was used before."),
      "This passcode has been used already. Please wait for the next one.", 200 },
  [GH_OUTCOME_ENDED] =
    { GH_ANSWER_DENY, "invalid_passcode", N_("The passcode is right, but its time is over."), WRONG, 200 },
  [GH_OUTCOME_OUTDATED] =
    { GH_ANSWER_DENY, "invalid_passcode",
      N_("The passcode was sent by SMS and is good no longer: newer ones were made, or it was ended."),
      "This passcode is no longer valid. Please use the newest one.", 200 },
  [GH_OUTCOME_UNSYNCED] =
    { GH_ANSWER_DENY, "invalid_passcode",
      N_("The passcode is of a token that must be resynchronised first, as its counter may have been lost."), WRONG, 200 },
  [GH_OUTCOME_NO_AUTHENTICATOR] =
    { GH_ANSWER_DENY, "invalid_device", N_("It is a bypass code, and only an authenticator’s passcode counts here."),
      WRONG, 200 },
  [GH_OUTCOME_NOT_READ] =
    { GH_ANSWER_DENY, "error", N_("The user’s authenticators could not be read: the key is not open."), DENIED, 200 },
  [GH_OUTCOME_NOT_RECORDED] =
    { GH_ANSWER_DENY, "error", N_("The attempt could not be recorded, so it is denied, and counts as none."), DENIED, 200 },
};

static const char *const labels[GH_N_RULES] = {
  [GH_RULE_NAME] = N_("A username"),
  [GH_RULE_PERMITTED] = N_("Permitted groups"),
  [GH_RULE_KNOWN] = N_("A user of this organisation"),
  [GH_RULE_TRASH] = N_("Not in the Trash"),
  [GH_RULE_STATUS] = N_("Status"),
  [GH_RULE_LOCKED_HERE] = N_("Failures at this application"),
  [GH_RULE_BYPASS] = N_("Bypass"),
  [GH_RULE_DEVICE] = N_("An authenticator or a bypass code"),
  [GH_RULE_FACTOR] = N_("Passcode"),
};

/* An outcome of a rule; GH_N_OUTCOMES: it passes. */
typedef GhOutcome (*RuleFunc) (const GhDecisionFacts *facts,
                               const GhUserStatus    *status);

static gboolean
is_in_inactivity_trash (const GhDecisionFacts *facts)
{
  return facts->user != NULL && facts->user->trash_origin == GH_TRASH_INACTIVITY;
}

static GhOutcome
judge_name (const GhDecisionFacts *facts,
            const GhUserStatus    *status)
{
  return facts->name == GH_NAME_BLANK ? GH_OUTCOME_NO_NAME : GH_N_OUTCOMES;
}

/* An empty list admits nobody, whoever it is and whatever the status. */
static GhOutcome
judge_permitted (const GhDecisionFacts *facts,
                 const GhUserStatus    *status)
{
  return facts->is_limited && !(facts->name == GH_NAME_FOUND && facts->is_permitted) ? GH_OUTCOME_NOT_PERMITTED
                                                                                     : GH_N_OUTCOMES;
}

static GhOutcome
judge_known (const GhDecisionFacts *facts,
             const GhUserStatus    *status)
{
  static const GhOutcome of_policy[GH_N_NEW_USER_POLICIES] = {
    [GH_NEW_USERS_DENY] = GH_OUTCOME_UNKNOWN_DENIED,
    [GH_NEW_USERS_ENROLL] = GH_OUTCOME_UNKNOWN_ENROLS,
    [GH_NEW_USERS_ALLOW] = GH_OUTCOME_UNKNOWN_ALLOWED,
  };

  switch (facts->name)
    {
    case GH_NAME_FOUND:
      return GH_N_OUTCOMES;
    case GH_NAME_AMBIGUOUS:
      return GH_OUTCOME_AMBIGUOUS_NAME;
    case GH_NAME_FORMER:
      return GH_OUTCOME_FORMER_NAME;
    default:
      return facts->purpose == GH_PURPOSE_SIGN_IN ? of_policy[facts->new_users] : GH_OUTCOME_UNKNOWN_DENIED;
    }
}

static GhOutcome
judge_trash (const GhDecisionFacts *facts,
             const GhUserStatus    *status)
{
  return facts->user->trash_origin == GH_TRASH_NONE || is_in_inactivity_trash (facts) ? GH_N_OUTCOMES
                                                                                      : GH_OUTCOME_IN_TRASH;
}

static GhOutcome
judge_status (const GhDecisionFacts *facts,
              const GhUserStatus    *status)
{
  if (status->status == GH_EFFECTIVE_LOCKED_OUT)
    return GH_OUTCOME_LOCKED_OUT;
  if (status->status == GH_EFFECTIVE_DISABLED)
    return status->source == GH_STATUS_SOURCE_GROUP ? GH_OUTCOME_DISABLED_BY_GROUP : GH_OUTCOME_DISABLED;

  return GH_N_OUTCOMES;
}

static GhOutcome
judge_locked_here (const GhDecisionFacts *facts,
                   const GhUserStatus    *status)
{
  return facts->is_locked_here ? GH_OUTCOME_LOCKED_OUT_HERE : GH_N_OUTCOMES;
}

static GhOutcome
judge_bypass (const GhDecisionFacts *facts,
              const GhUserStatus    *status)
{
  if (status->status != GH_EFFECTIVE_BYPASS)
    return GH_N_OUTCOMES;
  /* Who has been away for so long must show an authenticator. */
  if (is_in_inactivity_trash (facts))
    return GH_OUTCOME_INACTIVE;

  return status->source == GH_STATUS_SOURCE_GROUP ? GH_OUTCOME_BYPASS_BY_GROUP : GH_OUTCOME_BYPASS;
}

static GhOutcome
judge_device (const GhDecisionFacts *facts,
              const GhUserStatus    *status)
{
  if (facts->has_authenticator || facts->has_mobile)
    return GH_N_OUTCOMES;
  if (is_in_inactivity_trash (facts))
    return GH_OUTCOME_INACTIVE;
  if (facts->has_bypass_code)
    return GH_N_OUTCOMES;

  /* Losing the last device never makes the policy apply. */
  return facts->purpose == GH_PURPOSE_SIGN_IN && facts->new_users == GH_NEW_USERS_ENROLL &&
         !facts->had_authenticator && facts->is_new ? GH_OUTCOME_ENROLS : GH_OUTCOME_NO_DEVICE;
}

static GhOutcome
judge_passcode (const GhDecisionFacts *facts)
{
  switch (facts->passcode)
    {
    case GH_PASSCODE_AUTHENTICATOR:
      return GH_OUTCOME_ACCEPTED;
    case GH_PASSCODE_BYPASS_CODE:
      if (is_in_inactivity_trash (facts))
        return GH_OUTCOME_INACTIVE;
      return facts->purpose == GH_PURPOSE_CALLER_CHECK ? GH_OUTCOME_NO_AUTHENTICATOR : GH_OUTCOME_ACCEPTED;
    case GH_PASSCODE_USED:
      return GH_OUTCOME_USED;
    case GH_PASSCODE_ENDED:
      return GH_OUTCOME_ENDED;
    case GH_PASSCODE_OUTDATED:
      return GH_OUTCOME_OUTDATED;
    case GH_PASSCODE_UNSYNCED:
      return GH_OUTCOME_UNSYNCED;
    case GH_PASSCODE_NOT_READ:
      return GH_OUTCOME_NOT_READ;
    default:
      return GH_OUTCOME_WRONG;
    }
}

static GhOutcome
judge_factor (const GhDecisionFacts *facts,
              const GhUserStatus    *status)
{
  switch (facts->asked)
    {
    case GH_ASKED_PASSCODE:
      return judge_passcode (facts);
    case GH_ASKED_SMS:
      return facts->has_mobile ? GH_OUTCOME_SMS_SENT : GH_OUTCOME_NO_MOBILE;
    case GH_ASKED_OTHER:
      return GH_OUTCOME_ONLY_PASSCODES;
    default:
      return GH_OUTCOME_PASSCODE_ASKED;
    }
}

static const struct {
  RuleFunc judge;
  gboolean is_of_sign_in;  /* a check does not ask it */
} rules[GH_N_RULES] = {
  [GH_RULE_NAME] = { judge_name, FALSE },
  [GH_RULE_PERMITTED] = { judge_permitted, TRUE },
  [GH_RULE_KNOWN] = { judge_known, FALSE },
  [GH_RULE_TRASH] = { judge_trash, FALSE },
  [GH_RULE_STATUS] = { judge_status, FALSE },
  [GH_RULE_LOCKED_HERE] = { judge_locked_here, TRUE },
  [GH_RULE_BYPASS] = { judge_bypass, TRUE },
  [GH_RULE_DEVICE] = { judge_device, FALSE },
  [GH_RULE_FACTOR] = { judge_factor, FALSE },
};

/* From the Trash of the inactive one is judged by the status before (S7). */
static GhUserStatus
judge_from (const GhDecisionFacts *facts)
{
  GhUserFacts user = *facts->user;

  if (is_in_inactivity_trash (facts))
    {
      user.trash_origin = GH_TRASH_NONE;
      user.status = user.status_before;
      user.until = user.until_before;
    }

  return gh_user_status (&user, facts->groups, facts->n_groups, facts->now);
}

GhDecision
gh_decide (const GhDecisionFacts *facts)
{
  GhDecision decision = { .outcome = GH_N_OUTCOMES };
  gboolean is_sign_in = facts->purpose == GH_PURPOSE_SIGN_IN;

  g_return_val_if_fail ((facts->name == GH_NAME_FOUND) == (facts->user != NULL),
                        ((GhDecision) { .outcome = GH_OUTCOME_NOT_READ }));

  if (facts->user != NULL)
    decision.status = judge_from (facts);

  for (GhRule rule = 0; decision.outcome == GH_N_OUTCOMES; rule++)
    {
      decision.rule = rule;
      if (is_sign_in || !rules[rule].is_of_sign_in)
        decision.outcome = rules[rule].judge (facts, &decision.status);
    }

  /* A passcode that was typed for nobody is a guess, too. */
  decision.counts_as_failure = decision.outcome == GH_OUTCOME_WRONG || decision.outcome == GH_OUTCOME_ENDED ||
                               decision.outcome == GH_OUTCOME_OUTDATED ||
                               (decision.rule == GH_RULE_KNOWN && facts->asked == GH_ASKED_PASSCODE &&
                                gh_outcome_get_answer (decision.outcome) == GH_ANSWER_DENY);
  decision.sets_login = is_sign_in && facts->user != NULL &&
                        gh_outcome_get_answer (decision.outcome) == GH_ANSWER_ALLOW;
  decision.restores = decision.sets_login && is_in_inactivity_trash (facts);

  return decision;
}

gboolean
gh_decision_needs_passcode (const GhDecisionFacts *facts)
{
  return facts->asked == GH_ASKED_PASSCODE && gh_decide (facts).rule == GH_RULE_FACTOR;
}

/* --- words --- */

GhAnswer
gh_outcome_get_answer (GhOutcome outcome)
{
  g_return_val_if_fail (outcome < GH_N_OUTCOMES, GH_ANSWER_DENY);

  return rows[outcome].answer;
}

const char *
gh_outcome_get_reason (GhOutcome outcome)
{
  g_return_val_if_fail (outcome < GH_N_OUTCOMES, "error");

  return rows[outcome].reason;
}

const char *
gh_outcome_get_words (GhOutcome outcome)
{
  g_return_val_if_fail (outcome < GH_N_OUTCOMES, "");

  return _(rows[outcome].words);
}

const char *
gh_outcome_get_client_words (GhOutcome outcome)
{
  g_return_val_if_fail (outcome < GH_N_OUTCOMES, DENIED);

  return rows[outcome].client_words;
}

guint
gh_outcome_get_http_status (GhOutcome outcome)
{
  g_return_val_if_fail (outcome < GH_N_OUTCOMES, 200);

  return rows[outcome].http_status;
}

const char *
gh_rule_get_label (GhRule rule)
{
  g_return_val_if_fail (rule < GH_N_RULES, "");

  return _(labels[rule]);
}
