/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision, written a second time from the specification alone: both answer alike in a million random states. */
#include "verification/gh-decision.h"

#define N_STATES   1000000
#define NOW        1795478400 /* 2026-11-24T00:00:00Z */
#define MAX_GROUPS 4

/* In the order of Q7: by search fold, then by bytes. */
static const char *const group_names[] = { "alpha", "Arzte", "Ärzte", "Beta", "ßtaff", "stone" };

typedef struct {
  GhDecisionFacts facts;
  GhUserFacts     user;
  GhUserGroup     groups[MAX_GROUPS];
} State;

static GhUserStatus
make_status (GhEffectiveStatus status,
             GhStatusSource    source,
             gint64            source_id,
             gint64            ends)
{
  return (GhUserStatus) { .status = status, .source = source, .source_id = source_id, .ends = ends };
}

/* A date that has passed counts at once (S5). */
static gboolean
has_ended (gint64 end,
           gint64 now)
{
  return end != 0 && end <= now;
}

static const GhUserGroup *
find_first_group (const GhDecisionFacts *facts,
                  GhStoredStatus         status)
{
  for (gsize name = 0; name < G_N_ELEMENTS (group_names); name++)
    for (gsize i = 0; i < facts->n_groups; i++)
      if (facts->groups[i].name == group_names[name] && facts->groups[i].status == status)
        return &facts->groups[i];

  return NULL;
}

/* S5, without the Trash; whoever is there for inactivity is judged by the status before (S7). */
static GhUserStatus
model_status (const GhDecisionFacts *facts)
{
  const GhUserFacts *user = facts->user;
  gboolean is_in_trash = user->trash_origin != GH_TRASH_NONE;
  GhStoredStatus own = is_in_trash ? user->status_before : user->status;
  gint64 until = is_in_trash ? user->until_before : user->until;
  const GhUserGroup *group;
  GhUserStatus locked;

  if (own == GH_STATUS_DISABLED && user->directory_disabled)
    return make_status (GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_DIRECTORY, user->directory_id, 0);
  if (own == GH_STATUS_DISABLED)
    return make_status (GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_USER, 0, 0);

  /* An unlocking names the lock-out that it ends; when either began does not matter (V3). */
  if (user->lockout != 0 && user->lockout != user->unlocked && !has_ended (user->locked_until, facts->now))
    {
      locked = make_status (GH_EFFECTIVE_LOCKED_OUT, GH_STATUS_SOURCE_LOCKOUT, 0, user->locked_until);
      locked.since = user->locked;
      return locked;
    }

  if ((group = find_first_group (facts, GH_STATUS_DISABLED)) != NULL)
    return make_status (GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_GROUP, group->id, 0);
  if (own == GH_STATUS_BYPASS && !has_ended (until, facts->now))
    return make_status (GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_USER, 0, until);
  if ((group = find_first_group (facts, GH_STATUS_BYPASS)) != NULL)
    return make_status (GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_GROUP, group->id, 0);

  return make_status (GH_EFFECTIVE_ACTIVE, GH_STATUS_SOURCE_USER, 0, 0);
}

static GhDecision
end_at (GhRule    rule,
        GhOutcome outcome)
{
  return (GhDecision) { .rule = rule, .outcome = outcome };
}

/* V3: a passcode for a name that is nobody's counts for the name. */
static GhDecision
deny_name (const GhDecisionFacts *facts,
           GhOutcome              outcome)
{
  GhDecision decision = end_at (GH_RULE_KNOWN, outcome);

  decision.counts_as_failure = facts->asked == GH_ASKED_PASSCODE;

  return decision;
}

/* V4; a check asks no application, so no policy lets anybody in. */
static GhDecision
model_unknown (const GhDecisionFacts *facts)
{
  if (facts->name == GH_NAME_AMBIGUOUS)
    return deny_name (facts, GH_OUTCOME_AMBIGUOUS_NAME);
  if (facts->name == GH_NAME_FORMER)
    return deny_name (facts, GH_OUTCOME_FORMER_NAME);
  if (facts->purpose == GH_PURPOSE_SIGN_IN && facts->new_users == GH_NEW_USERS_ENROLL)
    return end_at (GH_RULE_KNOWN, GH_OUTCOME_UNKNOWN_ENROLS);
  if (facts->purpose == GH_PURPOSE_SIGN_IN && facts->new_users == GH_NEW_USERS_ALLOW)
    return end_at (GH_RULE_KNOWN, GH_OUTCOME_UNKNOWN_ALLOWED);

  return deny_name (facts, GH_OUTCOME_UNKNOWN_DENIED);
}

static GhDecision
model_passcode (const GhDecisionFacts *facts)
{
  GhDecision decision = { .rule = GH_RULE_FACTOR };
  gboolean is_in_trash = facts->user->trash_origin != GH_TRASH_NONE;
  gboolean is_sign_in = facts->purpose == GH_PURPOSE_SIGN_IN;

  switch (facts->passcode)
    {
    case GH_PASSCODE_WRONG:
      decision.outcome = GH_OUTCOME_WRONG;
      decision.counts_as_failure = TRUE;
      break;
    case GH_PASSCODE_USED:
      decision.outcome = GH_OUTCOME_USED;
      break;
    case GH_PASSCODE_ENDED:
      /* V3 excuses no right passcode but a used one. */
      decision.outcome = GH_OUTCOME_ENDED;
      decision.counts_as_failure = TRUE;
      break;
    case GH_PASSCODE_OUTDATED:
      /* A new batch ends the one before (P3); it was not used, so it is a failure like any other. */
      decision.outcome = GH_OUTCOME_OUTDATED;
      decision.counts_as_failure = TRUE;
      break;
    case GH_PASSCODE_UNSYNCED:
      /* It may have been used (X). */
      decision.outcome = GH_OUTCOME_UNSYNCED;
      break;
    case GH_PASSCODE_AUTHENTICATOR:
      decision.outcome = GH_OUTCOME_ACCEPTED;
      decision.sets_login = is_sign_in;
      decision.restores = is_sign_in && is_in_trash;
      break;
    case GH_PASSCODE_BYPASS_CODE:
      /* No authenticator (V2), so neither for the help desk (V3) nor out of the Trash (S7). */
      if (is_in_trash)
        decision.outcome = GH_OUTCOME_INACTIVE;
      else if (facts->purpose == GH_PURPOSE_CALLER_CHECK)
        decision.outcome = GH_OUTCOME_NO_AUTHENTICATOR;
      else
        {
          decision.outcome = GH_OUTCOME_ACCEPTED;
          decision.sets_login = is_sign_in;
        }
      break;
    case GH_PASSCODE_NOT_READ:
      decision.outcome = GH_OUTCOME_NOT_READ;
      break;
    default:
      g_assert_not_reached ();
    }

  return decision;
}

/* Domain 11, steps 7 to 10, for somebody whom the Trash does not keep out. A phone that SMS passcodes can be sent to is a
 * device, too. */
static GhDecision
model_user (const GhDecisionFacts *facts,
            GhUserStatus           status)
{
  gboolean is_sign_in = facts->purpose == GH_PURPOSE_SIGN_IN;
  gboolean is_in_trash = facts->user->trash_origin != GH_TRASH_NONE;
  gboolean is_group = status.source == GH_STATUS_SOURCE_GROUP;
  gboolean has_device = facts->has_authenticator || facts->has_mobile || (facts->has_bypass_code && !is_in_trash);

  if (status.status == GH_EFFECTIVE_DISABLED)
    return end_at (GH_RULE_STATUS, is_group ? GH_OUTCOME_DISABLED_BY_GROUP : GH_OUTCOME_DISABLED);
  if (status.status == GH_EFFECTIVE_LOCKED_OUT)
    return end_at (GH_RULE_STATUS, GH_OUTCOME_LOCKED_OUT);
  if (is_sign_in && facts->is_locked_here)
    return end_at (GH_RULE_LOCKED_HERE, GH_OUTCOME_LOCKED_OUT_HERE);

  /* A check is about the passcode: Bypass makes no wrong one right. */
  if (is_sign_in && status.status == GH_EFFECTIVE_BYPASS)
    {
      GhDecision decision;

      if (is_in_trash)
        return end_at (GH_RULE_BYPASS, GH_OUTCOME_INACTIVE);
      decision = end_at (GH_RULE_BYPASS, is_group ? GH_OUTCOME_BYPASS_BY_GROUP : GH_OUTCOME_BYPASS);
      decision.sets_login = TRUE;
      return decision;
    }

  if (!has_device)
    {
      if (is_in_trash)
        return end_at (GH_RULE_DEVICE, GH_OUTCOME_INACTIVE);
      if (is_sign_in && facts->new_users == GH_NEW_USERS_ENROLL && facts->is_new && !facts->had_authenticator)
        return end_at (GH_RULE_DEVICE, GH_OUTCOME_ENROLS);
      return end_at (GH_RULE_DEVICE, GH_OUTCOME_NO_DEVICE);
    }

  switch (facts->asked)
    {
    case GH_ASKED_NOTHING:
      return end_at (GH_RULE_FACTOR, GH_OUTCOME_PASSCODE_ASKED);
    case GH_ASKED_SMS:
      return end_at (GH_RULE_FACTOR, facts->has_mobile ? GH_OUTCOME_SMS_SENT : GH_OUTCOME_NO_MOBILE);
    case GH_ASKED_OTHER:
      return end_at (GH_RULE_FACTOR, GH_OUTCOME_ONLY_PASSCODES);
    default:
      return model_passcode (facts);
    }
}

static GhDecision
model_decide (const GhDecisionFacts *facts)
{
  GhDecision decision;
  GhUserStatus status;

  if (facts->name == GH_NAME_BLANK)
    return end_at (GH_RULE_NAME, GH_OUTCOME_NO_NAME);
  if (facts->purpose == GH_PURPOSE_SIGN_IN && facts->is_limited && !facts->is_permitted)
    return end_at (GH_RULE_PERMITTED, GH_OUTCOME_NOT_PERMITTED);
  if (facts->name != GH_NAME_FOUND)
    return model_unknown (facts);
  if (facts->user->trash_origin != GH_TRASH_NONE && facts->user->trash_origin != GH_TRASH_INACTIVITY)
    return end_at (GH_RULE_TRASH, GH_OUTCOME_IN_TRASH);

  status = model_status (facts);
  decision = model_user (facts, status);
  decision.status = status;

  return decision;
}

/* An instant, often the present one or next to it. */
static gint64
draw_time (GRand *random)
{
  static const gint64 times[] = { 0, 0, 1, NOW - 86400, NOW - 1, NOW, NOW + 1, NOW + 86400, G_MAXINT64 };

  return times[g_rand_int_range (random, 0, G_N_ELEMENTS (times))];
}

static int
draw (GRand *random,
      int    n)
{
  return g_rand_int_range (random, 0, n);
}

static void
draw_state (GRand *random,
            State *state)
{
  GhDecisionFacts *facts = &state->facts;
  int first_name = draw (random, G_N_ELEMENTS (group_names));
  gboolean is_upwards = g_rand_boolean (random);

  *facts = (GhDecisionFacts) {
    .purpose = (GhPurpose) draw (random, GH_N_PURPOSES),
    .asked = (GhFactorAsked) draw (random, GH_N_FACTORS_ASKED),
    .now = NOW,
    .name = draw (random, 4) == 0 ? (GhNameMatch) draw (random, GH_N_NAME_MATCHES) : GH_NAME_FOUND,
    .has_authenticator = g_rand_boolean (random),
    .had_authenticator = g_rand_boolean (random),
    .has_bypass_code = g_rand_boolean (random),
    .has_mobile = g_rand_boolean (random),
    .is_new = g_rand_boolean (random),
    .is_limited = g_rand_boolean (random),
    .is_locked_here = draw (random, 4) == 0,
    .new_users = (GhNewUserPolicy) draw (random, GH_N_NEW_USER_POLICIES),
    .passcode = (GhPasscodeMatch) draw (random, GH_N_PASSCODE_MATCHES),
  };
  if (facts->name != GH_NAME_FOUND)
    return;

  facts->is_permitted = draw (random, 4) != 0;
  facts->user = &state->user;
  facts->groups = state->groups;
  facts->n_groups = (gsize) draw (random, MAX_GROUPS + 1);
  for (gsize i = 0; i < facts->n_groups; i++)
    {
      int name = first_name + (int) i * (is_upwards ? 1 : G_N_ELEMENTS (group_names) - 1);

      state->groups[i] = (GhUserGroup) {
        .id = 1 + draw (random, 1000),
        .name = group_names[name % G_N_ELEMENTS (group_names)],
        .status = draw (random, 3) == 0 ? (GhStoredStatus) draw (random, 3) : GH_STATUS_ACTIVE,
      };
    }
  state->user = (GhUserFacts) {
    .status = (GhStoredStatus) draw (random, 3),
    .until = draw_time (random),
    .unlocked = draw (random, 3),
    .lockout = draw (random, 3),
    .locked = draw_time (random),
    .locked_until = draw_time (random),
    .trash_origin = g_rand_boolean (random) ? (GhTrashOrigin) draw (random, GH_N_TRASH_ORIGINS) : GH_TRASH_NONE,
    .purge_at = draw_time (random),
    .status_before = (GhStoredStatus) draw (random, 3),
    .until_before = draw_time (random),
  };
  /* Managed users are not swept, and what a directory disabled is stored as Disabled (S6, S7). */
  if (state->user.trash_origin != GH_TRASH_INACTIVITY)
    state->user.directory_id = draw (random, 3);
  state->user.directory_disabled = state->user.directory_id != 0 && state->user.status == GH_STATUS_DISABLED &&
                                   g_rand_boolean (random);
}

static char *
describe_state (const State *state)
{
  const GhDecisionFacts *facts = &state->facts;
  const GhUserFacts *user = &state->user;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "purpose %d asked %d name %d passcode %d; authenticator %d had %d bypass code %d mobile %d "
                          "new %d; ", facts->purpose, facts->asked, facts->name, facts->passcode,
                          facts->has_authenticator, facts->had_authenticator, facts->has_bypass_code,
                          facts->has_mobile, facts->is_new);
  g_string_append_printf (text, "limited %d permitted %d locked here %d new users %d",
                          facts->is_limited, facts->is_permitted, facts->is_locked_here, facts->new_users);
  if (facts->user == NULL)
    return g_string_free (text, FALSE);

  g_string_append_printf (text, "; status %d until %" G_GINT64_FORMAT, user->status, user->until);
  g_string_append_printf (text, " lockout %" G_GINT64_FORMAT " unlocked %" G_GINT64_FORMAT " locked %" G_GINT64_FORMAT
                          " until %" G_GINT64_FORMAT, user->lockout, user->unlocked, user->locked, user->locked_until);
  g_string_append_printf (text, " directory %" G_GINT64_FORMAT " disabled %d trash %d purge %" G_GINT64_FORMAT,
                          user->directory_id, user->directory_disabled, user->trash_origin, user->purge_at);
  g_string_append_printf (text, " before %d until %" G_GINT64_FORMAT "; groups",
                          user->status_before, user->until_before);
  for (gsize i = 0; i < facts->n_groups; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT " “%s” %d", state->groups[i].id, state->groups[i].name,
                            state->groups[i].status);

  return g_string_free (text, FALSE);
}

static char *
describe_decision (const GhDecision *decision)
{
  return g_strdup_printf ("outcome %d rule %d failure %d login %d restores %d status %d source %d %" G_GINT64_FORMAT
                          " since %" G_GINT64_FORMAT " ends %" G_GINT64_FORMAT,
                          decision->outcome, decision->rule, decision->counts_as_failure, decision->sets_login,
                          decision->restores, decision->status.status, decision->status.source,
                          decision->status.source_id, decision->status.since, decision->status.ends);
}

/* The status is of no meaning where its rule was not reached. */
static gboolean
is_same_decision (const GhDecision *a,
                  const GhDecision *b)
{
  return a->outcome == b->outcome && a->rule == b->rule && a->counts_as_failure == b->counts_as_failure &&
         a->sets_login == b->sets_login && a->restores == b->restores &&
         (a->rule < GH_RULE_STATUS ||
          (a->status.status == b->status.status && a->status.source == b->status.source &&
           a->status.source_id == b->status.source_id && a->status.since == b->status.since &&
           a->status.ends == b->status.ends));
}

static void
test_random_states (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint outcomes[GH_N_OUTCOMES] = { 0 };

  for (guint i = 0; i < N_STATES; i++)
    {
      State state;
      GhDecision expected, decision;

      draw_state (random, &state);
      expected = model_decide (&state.facts);
      decision = gh_decide (&state.facts);
      if (!is_same_decision (&decision, &expected))
        {
          g_autofree char *text = describe_state (&state);
          g_autofree char *model = describe_decision (&expected);
          g_autofree char *program = describe_decision (&decision);

          g_error ("state %u: %s\nmodel: %s\nprogram: %s", i, text, model, program);
        }
      outcomes[decision.outcome]++;
    }

  /* That an attempt cannot be recorded is no fact about a person. */
  for (guint i = 0; i < GH_N_OUTCOMES; i++)
    if (outcomes[i] == 0 && i != GH_OUTCOME_NOT_RECORDED)
      g_error ("outcome %u was never reached", i);
}

/* A passcode is looked up, and used up, just where it would decide. */
static void
test_needs_passcode (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);

  for (guint i = 0; i < N_STATES / 10; i++)
    {
      State state;
      gboolean expected;

      draw_state (random, &state);
      state.facts.passcode = GH_PASSCODE_WRONG;
      expected = model_decide (&state.facts).outcome == GH_OUTCOME_WRONG;
      if (gh_decision_needs_passcode (&state.facts) != expected)
        {
          g_autofree char *text = describe_state (&state);

          g_error ("state %u: %s\nmodel: %d", i, text, expected);
        }
    }
}

/* So that no comparison is empty: random states have every value of every enum. */
static void
test_states_have_all (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);
  guint seen[8] = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      State state;

      draw_state (random, &state);
      seen[0] |= 1u << state.facts.purpose;
      seen[1] |= 1u << state.facts.asked;
      seen[2] |= 1u << state.facts.name;
      seen[3] |= 1u << state.facts.new_users;
      seen[4] |= 1u << state.facts.passcode;
      if (state.facts.user == NULL)
        continue;

      seen[5] |= 1u << state.user.trash_origin;
      seen[6] |= 1u << state.user.status;
      for (gsize g = 0; g < state.facts.n_groups; g++)
        seen[7] |= 1u << state.groups[g].status;
    }

  g_assert_cmphex (seen[0], ==, (1u << GH_N_PURPOSES) - 1);
  g_assert_cmphex (seen[1], ==, (1u << GH_N_FACTORS_ASKED) - 1);
  g_assert_cmphex (seen[2], ==, (1u << GH_N_NAME_MATCHES) - 1);
  g_assert_cmphex (seen[3], ==, (1u << GH_N_NEW_USER_POLICIES) - 1);
  g_assert_cmphex (seen[4], ==, (1u << GH_N_PASSCODE_MATCHES) - 1);
  g_assert_cmphex (seen[5], ==, (1u << GH_N_TRASH_ORIGINS) - 1);
  g_assert_cmphex (seen[6], ==, (1u << (GH_STATUS_DISABLED + 1)) - 1);
  g_assert_cmphex (seen[7], ==, (1u << (GH_STATUS_DISABLED + 1)) - 1);
}

/* What domain 11 and domain 10.1 say of each; NULL: they do not give the reason. */
static void
test_answers (void)
{
  static const struct {
    GhAnswer    answer;
    const char *reason;
  } answers[GH_N_OUTCOMES] = {
    [GH_OUTCOME_NO_NAME] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_NOT_PERMITTED] = { GH_ANSWER_DENY, "user_not_in_permitted_group" },
    [GH_OUTCOME_AMBIGUOUS_NAME] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_FORMER_NAME] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_UNKNOWN_DENIED] = { GH_ANSWER_DENY, "deny_unenrolled_user" },
    [GH_OUTCOME_UNKNOWN_ENROLS] = { GH_ANSWER_ENROLL, NULL },
    [GH_OUTCOME_UNKNOWN_ALLOWED] = { GH_ANSWER_ALLOW, "allow_unenrolled_user" },
    [GH_OUTCOME_IN_TRASH] = { GH_ANSWER_DENY, "user_disabled" },
    [GH_OUTCOME_INACTIVE] = { GH_ANSWER_DENY, "user_disabled" },
    [GH_OUTCOME_DISABLED] = { GH_ANSWER_DENY, "user_disabled" },
    [GH_OUTCOME_DISABLED_BY_GROUP] = { GH_ANSWER_DENY, "user_disabled" },
    [GH_OUTCOME_LOCKED_OUT] = { GH_ANSWER_DENY, "locked_out" },
    [GH_OUTCOME_LOCKED_OUT_HERE] = { GH_ANSWER_DENY, "locked_out" },
    [GH_OUTCOME_BYPASS] = { GH_ANSWER_ALLOW, "bypass_user" },
    [GH_OUTCOME_BYPASS_BY_GROUP] = { GH_ANSWER_ALLOW, "bypass_user" },
    [GH_OUTCOME_NO_DEVICE] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_ENROLS] = { GH_ANSWER_ENROLL, NULL },
    [GH_OUTCOME_PASSCODE_ASKED] = { GH_ANSWER_AUTH, NULL },
    [GH_OUTCOME_SMS_SENT] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_NO_MOBILE] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_ONLY_PASSCODES] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_ACCEPTED] = { GH_ANSWER_ALLOW, "valid_passcode" },
    [GH_OUTCOME_WRONG] = { GH_ANSWER_DENY, "invalid_passcode" },
    [GH_OUTCOME_USED] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_ENDED] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_OUTDATED] = { GH_ANSWER_DENY, "invalid_passcode" },
    [GH_OUTCOME_UNSYNCED] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_NO_AUTHENTICATOR] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_NOT_READ] = { GH_ANSWER_DENY, NULL },
    [GH_OUTCOME_NOT_RECORDED] = { GH_ANSWER_DENY, "error" },
  };

  for (guint i = 0; i < GH_N_OUTCOMES; i++)
    {
      g_assert_cmpint (gh_outcome_get_answer ((GhOutcome) i), ==, answers[i].answer);
      if (answers[i].reason != NULL)
        g_assert_cmpstr (gh_outcome_get_reason ((GhOutcome) i), ==, answers[i].reason);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/V3/model/states-have-all", test_states_have_all);
  g_test_add_func ("/V3/model/random-states", test_random_states);
  g_test_add_func ("/V3/model/needs-passcode", test_needs_passcode);
  g_test_add_func ("/V3/model/answers", test_answers);

  return g_test_run ();
}
