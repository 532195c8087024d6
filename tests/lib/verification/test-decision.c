/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-decision.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1764500000)
#define DAY (24 * 60 * 60)

static const GhUserGroup disabled_group = { 3, "Left", GH_STATUS_DISABLED };
static const GhUserGroup bypass_group = { 4, "Exam desk", GH_STATUS_BYPASS };

/* Somebody active with an authenticator, who asks what is needed. */
static const GhUserFacts plain_user = { .id = 7, .status = GH_STATUS_ACTIVE };
static const GhDecisionFacts plain = {
  .now = NOW,
  .name = GH_NAME_FOUND,
  .user = &plain_user,
  .has_authenticator = TRUE,
  .had_authenticator = TRUE,
};

typedef struct {
  GhDecisionFacts facts;
  GhUserFacts     user;
} Case;

static void
begin (Case *self)
{
  self->facts = plain;
  self->user = plain_user;
  self->facts.user = &self->user;
}

static void
type (Case            *self,
      GhPasscodeMatch  match)
{
  self->facts.asked = GH_ASKED_PASSCODE;
  self->facts.passcode = match;
}

static void
check (Case      *self,
       GhOutcome  outcome,
       GhRule     rule)
{
  GhDecision decision = gh_decide (&self->facts);

  g_assert_cmpint (decision.outcome, ==, outcome);
  g_assert_cmpint (decision.rule, ==, rule);
}

/* V4: unknown, former and ambiguous names, by policy. */
static void
test_names (void)
{
  static const struct {
    GhNameMatch name;
    GhOutcome   outcomes[GH_N_NEW_USER_POLICIES];
  } rows[] = {
    { GH_NAME_BLANK, { GH_OUTCOME_NO_NAME, GH_OUTCOME_NO_NAME, GH_OUTCOME_NO_NAME } },
    { GH_NAME_NEVER, { GH_OUTCOME_UNKNOWN_DENIED, GH_OUTCOME_UNKNOWN_ENROLS, GH_OUTCOME_UNKNOWN_ALLOWED } },
    { GH_NAME_FORMER, { GH_OUTCOME_FORMER_NAME, GH_OUTCOME_FORMER_NAME, GH_OUTCOME_FORMER_NAME } },
    { GH_NAME_AMBIGUOUS, { GH_OUTCOME_AMBIGUOUS_NAME, GH_OUTCOME_AMBIGUOUS_NAME, GH_OUTCOME_AMBIGUOUS_NAME } },
    { GH_NAME_FOUND, { GH_OUTCOME_PASSCODE_ASKED, GH_OUTCOME_PASSCODE_ASKED, GH_OUTCOME_PASSCODE_ASKED } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (GhNewUserPolicy policy = 0; policy < GH_N_NEW_USER_POLICIES; policy++)
      {
        Case one;

        begin (&one);
        one.facts.name = rows[i].name;
        one.facts.new_users = policy;
        if (rows[i].name != GH_NAME_FOUND)
          one.facts.user = NULL;
        g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].outcomes[policy]);

        /* A check asks no application. */
        one.facts.purpose = GH_PURPOSE_CHECK;
        if (rows[i].name == GH_NAME_NEVER)
          check (&one, GH_OUTCOME_UNKNOWN_DENIED, GH_RULE_KNOWN);
      }
}

/* V4: limited with an empty list admits nobody, Bypass or not, known or not. */
static void
test_permitted_groups (void)
{
  Case one;

  begin (&one);
  one.facts.is_limited = TRUE;
  one.facts.is_permitted = TRUE;
  check (&one, GH_OUTCOME_PASSCODE_ASKED, GH_RULE_FACTOR);

  one.facts.is_permitted = FALSE;
  check (&one, GH_OUTCOME_NOT_PERMITTED, GH_RULE_PERMITTED);
  one.user.status = GH_STATUS_BYPASS;
  check (&one, GH_OUTCOME_NOT_PERMITTED, GH_RULE_PERMITTED);
  type (&one, GH_PASSCODE_AUTHENTICATOR);
  check (&one, GH_OUTCOME_NOT_PERMITTED, GH_RULE_PERMITTED);
  one.facts.purpose = GH_PURPOSE_CALLER_CHECK;
  check (&one, GH_OUTCOME_ACCEPTED, GH_RULE_FACTOR);

  begin (&one);
  one.facts.is_limited = TRUE;
  one.facts.name = GH_NAME_NEVER;
  one.facts.user = NULL;
  one.facts.new_users = GH_NEW_USERS_ALLOW;
  check (&one, GH_OUTCOME_NOT_PERMITTED, GH_RULE_PERMITTED);
}

/* S5: the strictest wins, whatever is typed. */
static void
test_status (void)
{
  static const struct {
    const char        *what;
    GhUserFacts        user;
    const GhUserGroup *group;
    GhOutcome          preauth;
    GhOutcome          passcode;  /* with a right one */
  } rows[] = {
    { "active", { .status = GH_STATUS_ACTIVE }, NULL, GH_OUTCOME_PASSCODE_ASKED, GH_OUTCOME_ACCEPTED },
    { "disabled", { .status = GH_STATUS_DISABLED }, NULL, GH_OUTCOME_DISABLED, GH_OUTCOME_DISABLED },
    { "disabled by the directory",
      { .status = GH_STATUS_DISABLED, .directory_id = 2, .directory_disabled = TRUE }, NULL, GH_OUTCOME_DISABLED,
      GH_OUTCOME_DISABLED },
    { "disabled, in a Bypass group", { .status = GH_STATUS_DISABLED }, &bypass_group, GH_OUTCOME_DISABLED,
      GH_OUTCOME_DISABLED },
    { "in a Disabled group", { .status = GH_STATUS_ACTIVE }, &disabled_group, GH_OUTCOME_DISABLED_BY_GROUP,
      GH_OUTCOME_DISABLED_BY_GROUP },
    { "Bypass, in a Disabled group", { .status = GH_STATUS_BYPASS }, &disabled_group, GH_OUTCOME_DISABLED_BY_GROUP,
      GH_OUTCOME_DISABLED_BY_GROUP },
    { "Bypass", { .status = GH_STATUS_BYPASS }, NULL, GH_OUTCOME_BYPASS, GH_OUTCOME_BYPASS },
    { "Bypass until tomorrow", { .status = GH_STATUS_BYPASS, .until = NOW + DAY }, NULL, GH_OUTCOME_BYPASS,
      GH_OUTCOME_BYPASS },
    { "Bypass that ended now", { .status = GH_STATUS_BYPASS, .until = NOW }, NULL, GH_OUTCOME_PASSCODE_ASKED,
      GH_OUTCOME_ACCEPTED },
    { "in a Bypass group", { .status = GH_STATUS_ACTIVE }, &bypass_group, GH_OUTCOME_BYPASS_BY_GROUP,
      GH_OUTCOME_BYPASS_BY_GROUP },
    { "locked out", { .lockout = 7, .locked = NOW - 60 }, NULL, GH_OUTCOME_LOCKED_OUT, GH_OUTCOME_LOCKED_OUT },
    { "locked out, Bypass", { .status = GH_STATUS_BYPASS, .lockout = 7 }, NULL, GH_OUTCOME_LOCKED_OUT,
      GH_OUTCOME_LOCKED_OUT },
    { "locked out until now", { .lockout = 7, .locked_until = NOW }, NULL, GH_OUTCOME_PASSCODE_ASKED,
      GH_OUTCOME_ACCEPTED },
    { "sent to the Trash", { .status = GH_STATUS_DISABLED, .trash_origin = GH_TRASH_BY_HAND }, NULL,
      GH_OUTCOME_IN_TRASH, GH_OUTCOME_IN_TRASH },
    { "sent by a sync", { .status = GH_STATUS_DISABLED, .trash_origin = GH_TRASH_SYNC }, &bypass_group,
      GH_OUTCOME_IN_TRASH, GH_OUTCOME_IN_TRASH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case one;

      g_test_message ("%s", rows[i].what);
      begin (&one);
      one.user = rows[i].user;
      one.facts.groups = rows[i].group;
      one.facts.n_groups = rows[i].group != NULL;
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].preauth);

      type (&one, GH_PASSCODE_AUTHENTICATOR);
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].passcode);
      g_assert_cmpint (gh_decision_needs_passcode (&one.facts), ==, rows[i].passcode == GH_OUTCOME_ACCEPTED);
    }
}

/* S7: judged by the status before; only a passcode of an authenticator brings back. */
static void
test_inactivity_trash (void)
{
  static const struct {
    const char        *what;
    GhStoredStatus     before;
    const GhUserGroup *group;
    gboolean           has_authenticator;
    gboolean           has_bypass_code;
    GhOutcome          preauth;
    GhOutcome          authenticator;
    GhOutcome          bypass_code;
  } rows[] = {
    { "active before", GH_STATUS_ACTIVE, NULL, TRUE, TRUE, GH_OUTCOME_PASSCODE_ASKED, GH_OUTCOME_ACCEPTED,
      GH_OUTCOME_INACTIVE },
    { "a bypass code alone", GH_STATUS_ACTIVE, NULL, FALSE, TRUE, GH_OUTCOME_INACTIVE, GH_OUTCOME_INACTIVE,
      GH_OUTCOME_INACTIVE },
    { "nothing", GH_STATUS_ACTIVE, NULL, FALSE, FALSE, GH_OUTCOME_INACTIVE, GH_OUTCOME_INACTIVE, GH_OUTCOME_INACTIVE },
    { "Bypass before", GH_STATUS_BYPASS, NULL, TRUE, FALSE, GH_OUTCOME_INACTIVE, GH_OUTCOME_INACTIVE,
      GH_OUTCOME_INACTIVE },
    { "in a Bypass group", GH_STATUS_ACTIVE, &bypass_group, TRUE, FALSE, GH_OUTCOME_INACTIVE, GH_OUTCOME_INACTIVE,
      GH_OUTCOME_INACTIVE },
    { "disabled before", GH_STATUS_DISABLED, NULL, TRUE, FALSE, GH_OUTCOME_DISABLED, GH_OUTCOME_DISABLED,
      GH_OUTCOME_DISABLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case one;

      g_test_message ("%s", rows[i].what);
      begin (&one);
      one.user.status = GH_STATUS_DISABLED;
      one.user.trash_origin = GH_TRASH_INACTIVITY;
      one.user.status_before = rows[i].before;
      one.facts.groups = rows[i].group;
      one.facts.n_groups = rows[i].group != NULL;
      one.facts.has_authenticator = rows[i].has_authenticator;
      one.facts.had_authenticator = FALSE;
      one.facts.has_bypass_code = rows[i].has_bypass_code;
      one.facts.is_new = TRUE;
      one.facts.new_users = GH_NEW_USERS_ENROLL;
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].preauth);
      type (&one, GH_PASSCODE_BYPASS_CODE);
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].bypass_code);
      g_assert_false (gh_decide (&one.facts).restores);
      type (&one, GH_PASSCODE_AUTHENTICATOR);
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].authenticator);
      g_assert_cmpint (gh_decide (&one.facts).restores, ==, rows[i].authenticator == GH_OUTCOME_ACCEPTED);

      /* A check brings nobody back. */
      one.facts.purpose = GH_PURPOSE_CHECK;
      g_assert_false (gh_decide (&one.facts).restores || gh_decide (&one.facts).sets_login);
    }
}

/* V3: losing the last device never makes the policy apply; V4: a link only for whoever is new and never had one. */
static void
test_devices (void)
{
  static const struct {
    const char      *what;
    gboolean         has, had, has_bypass_code, has_mobile, is_new;
    GhNewUserPolicy  policy;
    GhOutcome        outcome;
  } rows[] = {
    { "a bypass code is enough", FALSE, FALSE, TRUE, FALSE, TRUE, GH_NEW_USERS_DENY, GH_OUTCOME_PASSCODE_ASKED },
    { "a mobile phone is enough", FALSE, FALSE, FALSE, TRUE, TRUE, GH_NEW_USERS_DENY, GH_OUTCOME_PASSCODE_ASKED },
    { "new, denied", FALSE, FALSE, FALSE, FALSE, TRUE, GH_NEW_USERS_DENY, GH_OUTCOME_NO_DEVICE },
    { "new, may enrol", FALSE, FALSE, FALSE, FALSE, TRUE, GH_NEW_USERS_ENROLL, GH_OUTCOME_ENROLS },
    { "not new any more", FALSE, FALSE, FALSE, FALSE, FALSE, GH_NEW_USERS_ENROLL, GH_OUTCOME_NO_DEVICE },
    { "lost the last one", FALSE, TRUE, FALSE, FALSE, TRUE, GH_NEW_USERS_ENROLL, GH_OUTCOME_NO_DEVICE },
    { "allow is for the unknown", FALSE, FALSE, FALSE, FALSE, TRUE, GH_NEW_USERS_ALLOW, GH_OUTCOME_NO_DEVICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case one;

      g_test_message ("%s", rows[i].what);
      begin (&one);
      one.facts.has_authenticator = rows[i].has;
      one.facts.had_authenticator = rows[i].had;
      one.facts.has_bypass_code = rows[i].has_bypass_code;
      one.facts.has_mobile = rows[i].has_mobile;
      one.facts.is_new = rows[i].is_new;
      one.facts.new_users = rows[i].policy;
      g_assert_cmpint (gh_decide (&one.facts).outcome, ==, rows[i].outcome);
    }
}

/* V2, V3: what each factor comes to, and which count as failures. */
static void
test_factors (void)
{
  static const struct {
    GhPurpose        purpose;
    GhFactorAsked    asked;
    GhPasscodeMatch  match;
    gboolean         has_mobile;
    GhOutcome        outcome;
    gboolean         counts;
    gboolean         sets_login;
  } rows[] = {
    { GH_PURPOSE_SIGN_IN, GH_ASKED_NOTHING, 0, FALSE, GH_OUTCOME_PASSCODE_ASKED, FALSE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_AUTHENTICATOR, FALSE, GH_OUTCOME_ACCEPTED, FALSE, TRUE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_BYPASS_CODE, FALSE, GH_OUTCOME_ACCEPTED, FALSE, TRUE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_WRONG, FALSE, GH_OUTCOME_WRONG, TRUE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_ENDED, FALSE, GH_OUTCOME_ENDED, TRUE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_OUTDATED, FALSE, GH_OUTCOME_OUTDATED, TRUE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_USED, FALSE, GH_OUTCOME_USED, FALSE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_PASSCODE, GH_PASSCODE_NOT_READ, FALSE, GH_OUTCOME_NOT_READ, FALSE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_SMS, 0, TRUE, GH_OUTCOME_SMS_SENT, FALSE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_SMS, 0, FALSE, GH_OUTCOME_NO_MOBILE, FALSE, FALSE },
    { GH_PURPOSE_SIGN_IN, GH_ASKED_OTHER, 0, TRUE, GH_OUTCOME_ONLY_PASSCODES, FALSE, FALSE },
    { GH_PURPOSE_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_AUTHENTICATOR, FALSE, GH_OUTCOME_ACCEPTED, FALSE, FALSE },
    { GH_PURPOSE_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_BYPASS_CODE, FALSE, GH_OUTCOME_ACCEPTED, FALSE, FALSE },
    { GH_PURPOSE_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_WRONG, FALSE, GH_OUTCOME_WRONG, TRUE, FALSE },
    { GH_PURPOSE_CALLER_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_AUTHENTICATOR, FALSE, GH_OUTCOME_ACCEPTED, FALSE, FALSE },
    { GH_PURPOSE_CALLER_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_BYPASS_CODE, FALSE, GH_OUTCOME_NO_AUTHENTICATOR, FALSE,
      FALSE },
    { GH_PURPOSE_CALLER_CHECK, GH_ASKED_PASSCODE, GH_PASSCODE_WRONG, FALSE, GH_OUTCOME_WRONG, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case one;
      GhDecision decision;

      begin (&one);
      one.facts.purpose = rows[i].purpose;
      one.facts.asked = rows[i].asked;
      one.facts.passcode = rows[i].match;
      one.facts.has_mobile = rows[i].has_mobile;
      decision = gh_decide (&one.facts);
      g_assert_cmpint (decision.outcome, ==, rows[i].outcome);
      g_assert_cmpint (decision.counts_as_failure, ==, rows[i].counts);
      g_assert_cmpint (decision.sets_login, ==, rows[i].sets_login);
    }
}

/* V3: a lock-out of one application denies there alone, and no check asks it. */
static void
test_locked_here (void)
{
  Case one;

  begin (&one);
  one.facts.is_locked_here = TRUE;
  check (&one, GH_OUTCOME_LOCKED_OUT_HERE, GH_RULE_LOCKED_HERE);
  one.user.status = GH_STATUS_BYPASS;
  check (&one, GH_OUTCOME_LOCKED_OUT_HERE, GH_RULE_LOCKED_HERE);
  one.user.status = GH_STATUS_DISABLED;
  check (&one, GH_OUTCOME_DISABLED, GH_RULE_STATUS);
  begin (&one);
  one.facts.is_locked_here = TRUE;
  one.facts.purpose = GH_PURPOSE_CHECK;
  type (&one, GH_PASSCODE_AUTHENTICATOR);
  check (&one, GH_OUTCOME_ACCEPTED, GH_RULE_FACTOR);
}

/* Who is let in by Bypass signs in, too (V3). */
static void
test_bypass_is_a_sign_in (void)
{
  Case one;

  begin (&one);
  one.user.status = GH_STATUS_BYPASS;
  check (&one, GH_OUTCOME_BYPASS, GH_RULE_BYPASS);
  g_assert_true (gh_decide (&one.facts).sets_login);

  /* A check wants to know about the passcode. */
  one.facts.purpose = GH_PURPOSE_CALLER_CHECK;
  type (&one, GH_PASSCODE_WRONG);
  check (&one, GH_OUTCOME_WRONG, GH_RULE_FACTOR);
}

/* Each row says everything, and random people reach each. */
static void
test_table (void)
{
  static const char *const reasons[] = {
    "", "allow_unenrolled_user", "bypass_user", "deny_unenrolled_user", "error", "invalid_device", "invalid_passcode",
    "locked_out", "sms_refresh", "user_disabled", "user_not_in_permitted_group", "valid_passcode", NULL
  };
  gboolean reached[GH_N_OUTCOMES] = { FALSE };

  for (GhOutcome outcome = 0; outcome < GH_N_OUTCOMES; outcome++)
    {
      GhAnswer answer = gh_outcome_get_answer (outcome);
      const char *reason = gh_outcome_get_reason (outcome);

      g_assert_true (g_strv_contains (reasons, reason));
      g_assert_cmpint (*reason == '\0', ==, answer == GH_ANSWER_AUTH || answer == GH_ANSWER_ENROLL);
      g_assert_true (g_str_has_suffix (gh_outcome_get_words (outcome), "."));
      g_assert_cmpstr (gh_outcome_get_client_words (outcome), !=, "");
      /* A client that got another status would let people in (V4). */
      g_assert_true (gh_outcome_get_http_status (outcome) == 200 || gh_outcome_get_http_status (outcome) == 400);
      if (answer != GH_ANSWER_DENY)
        g_assert_cmpuint (gh_outcome_get_http_status (outcome), ==, 200);
    }
  for (GhRule rule = 0; rule < GH_N_RULES; rule++)
    g_assert_cmpstr (gh_rule_get_label (rule), !=, "");

  for (guint i = 0; i < 200000; i++)
    {
      const GhUserGroup groups[] = { bypass_group, disabled_group };
      Case one;
      GhDecision decision;

      begin (&one);
      one.facts.purpose = (GhPurpose) g_test_rand_int_range (0, GH_N_PURPOSES);
      one.facts.asked = (GhFactorAsked) g_test_rand_int_range (0, GH_N_FACTORS_ASKED);
      one.facts.passcode = (GhPasscodeMatch) g_test_rand_int_range (0, GH_N_PASSCODE_MATCHES);
      one.facts.name = g_test_rand_bit () ? GH_NAME_FOUND : (GhNameMatch) g_test_rand_int_range (0, GH_N_NAME_MATCHES);
      if (one.facts.name != GH_NAME_FOUND)
        one.facts.user = NULL;
      one.facts.new_users = (GhNewUserPolicy) g_test_rand_int_range (0, GH_N_NEW_USER_POLICIES);
      one.facts.is_limited = g_test_rand_int_range (0, 4) == 0;
      one.facts.is_permitted = g_test_rand_bit ();
      one.facts.is_locked_here = g_test_rand_int_range (0, 8) == 0;
      one.facts.has_authenticator = g_test_rand_bit ();
      one.facts.had_authenticator = one.facts.has_authenticator || g_test_rand_bit ();
      one.facts.has_bypass_code = g_test_rand_int_range (0, 4) == 0;
      one.facts.has_mobile = g_test_rand_int_range (0, 4) == 0;
      one.facts.is_new = g_test_rand_bit ();
      one.facts.groups = groups;
      one.facts.n_groups = g_test_rand_int_range (0, 3) == 0 ? (gsize) g_test_rand_int_range (0, 3) : 0;
      one.user.status = (GhStoredStatus) g_test_rand_int_range (0, 3);
      one.user.lockout = g_test_rand_int_range (0, 6) == 0 ? 7 : 0;
      one.user.trash_origin = g_test_rand_int_range (0, 3) == 0 ? (GhTrashOrigin) g_test_rand_int_range (0, 4) : 0;
      one.user.status_before = (GhStoredStatus) g_test_rand_int_range (0, 3);

      decision = gh_decide (&one.facts);
      reached[decision.outcome] = TRUE;

      /* Nobody gets in by a passcode that was not accepted, nor out of the Trash but by an authenticator. */
      if (gh_outcome_get_answer (decision.outcome) == GH_ANSWER_ALLOW && decision.rule == GH_RULE_FACTOR)
        g_assert_true (one.facts.asked == GH_ASKED_PASSCODE && (one.facts.passcode == GH_PASSCODE_AUTHENTICATOR ||
                                                                one.facts.passcode == GH_PASSCODE_BYPASS_CODE));
      if (decision.restores)
        g_assert_true (one.user.trash_origin == GH_TRASH_INACTIVITY && one.facts.passcode == GH_PASSCODE_AUTHENTICATOR);
      if (one.facts.user != NULL && one.user.trash_origin != GH_TRASH_NONE && !decision.restores)
        g_assert_true (gh_outcome_get_answer (decision.outcome) != GH_ANSWER_ALLOW ||
                       one.facts.purpose != GH_PURPOSE_SIGN_IN);
    }

  /* Not by facts of a person. */
  reached[GH_OUTCOME_NOT_RECORDED] = TRUE;
  for (GhOutcome outcome = 0; outcome < GH_N_OUTCOMES; outcome++)
    {
      g_test_message ("outcome %d", outcome);
      g_assert_true (reached[outcome]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V4/decision/names", test_names);
  g_test_add_func ("/V4/decision/permitted-groups", test_permitted_groups);
  g_test_add_func ("/S5/decision/status", test_status);
  g_test_add_func ("/S7/decision/inactivity-trash", test_inactivity_trash);
  g_test_add_func ("/V3/decision/devices", test_devices);
  g_test_add_func ("/V2/decision/factors", test_factors);
  g_test_add_func ("/V3/decision/locked-here", test_locked_here);
  g_test_add_func ("/V3/decision/bypass-is-a-sign-in", test_bypass_is_a_sign_in);
  g_test_add_func ("/S4/decision/table", test_table);

  return g_test_run ();
}
