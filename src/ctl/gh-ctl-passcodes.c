/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking a passcode, and saying why somebody cannot sign in (V3, S4). */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "users/gh-user-record.h"
#include "verification/gh-attempt.h"
#include "verification/gh-passcode.h"

#include <glib/gi18n-lib.h>

/* Says so where the role may not. */
static gboolean
may (GhCtl      *ctl,
     const char *right)
{
  GhRefusal refusal = gh_role_may (ctl->actor->role, right);
  g_autoptr (GError) error = NULL;

  if (refusal != GH_REFUSAL_NONE)
    {
      gh_refusal_set_error (refusal, &error, NULL);
      gh_ctl_fail (error);
    }

  return refusal == GH_REFUSAL_NONE;
}

typedef struct {
  GhAttempt attempt;
  GhVerdict verdict;
} Check;

static gboolean
check_work (GhCtl     *ctl,
            gpointer   data,
            GError   **error)
{
  Check *check = data;

  return gh_attempt_judge (ctl->store, &check->attempt, &check->verdict, error);
}

static gboolean
is_allowed (const GhVerdict *verdict)
{
  return gh_outcome_get_answer (verdict->decision.outcome) == GH_ANSWER_ALLOW;
}

static void
print_verdict (GhCtl           *ctl,
               const GhVerdict *verdict)
{
  GhOutcome outcome = verdict->decision.outcome;
  JsonObject *object;
  JsonNode *node;

  if (ctl->format != GH_FORMAT_JSON)
    {
      g_print ("%s\n", gh_outcome_get_words (outcome));
      if (verdict->lockout == GH_LOCKOUT_USER)
        g_print (_("The user is locked out now.\n"));
      return;
    }

  object = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_object_set_int_member (object, "attempt", verdict->number);
  json_object_set_string_member (object, "result", is_allowed (verdict) ? "success" : "denied");
  json_object_set_string_member (object, "reason", gh_outcome_get_reason (outcome));
  json_object_set_string_member (object, "factor", verdict->factor);
  json_object_set_string_member (object, "device", verdict->device);
  json_object_set_string_member (object, "text", gh_outcome_get_words (outcome));
  json_object_set_boolean_member (object, "locked_out", verdict->lockout == GH_LOCKOUT_USER);
  json_node_take_object (node, object);
  gh_ctl_print_json (node);
}

static int
check_passcode (GhCtl *ctl,
                GStrv  args)
{
  g_autofree char *username = NULL;
  gboolean is_caller = FALSE;
  GOptionEntry entries[] = {
    { "username", 0, 0, G_OPTION_ARG_FILENAME, &username, NULL, NULL },
    { "caller", 0, 0, G_OPTION_ARG_NONE, &is_caller, NULL, NULL },
    { NULL },
  };
  g_autoptr (GhSecret) passcode = NULL;
  g_autoptr (GError) error = NULL;
  Check check = { 0 };

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (username == NULL)
    {
      g_set_error (&error, GH_ERROR, GH_ERROR_QUERY, _("“%s” needs %s"), "passcode check", "--username NAME");
      return gh_ctl_fail (error);
    }

  if (!gh_ctl_open (ctl) || !may (ctl, GH_RIGHT_CHECK_PASSCODE))
    return GH_EXIT_REFUSED;

  gh_ctl_try_keyring (ctl, TRUE);
  passcode = gh_ctl_ask_secret (_("Passcode"), &error);
  if (passcode == NULL)
    return gh_ctl_fail (error);
  /* Enter alone is no guess. */
  if (gh_passcode_is_blank ((const char *) gh_secret_get (passcode, NULL)))
    {
      g_set_error_literal (&error, GH_ERROR, GH_ERROR_QUERY, _("No passcode was typed."));
      return gh_ctl_fail (error);
    }

  check.attempt = (GhAttempt) {
    .purpose = is_caller ? GH_PURPOSE_CALLER_CHECK : GH_PURPOSE_CHECK,
    .name = username,
    .passcode = (const char *) gh_secret_get (passcode, NULL),
    .actor = ctl->actor,
    .way = ctl->actor->way,
  };
  if (!gh_ctl_wait (ctl, check_work, &check, &error))
    return gh_ctl_fail (error);

  gh_ctl_print_notices (ctl);
  print_verdict (ctl, &check.verdict);

  return is_allowed (&check.verdict) ? GH_EXIT_DONE : GH_EXIT_REFUSED;
}

/* --- why somebody cannot sign in (S4) --- */

typedef struct {
  const char     *username;
  gint64          now;
  GhAttemptFacts  facts;
  char           *near;        /* nullable; somebody whose name is nearly that one */
  gint64          n_failures;  /* of a name that is nobody's */
} Explain;

static gboolean
explain_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  Explain *self = data;
  const GhNamed *named = &self->facts.named;

  return gh_attempt_facts_read (&self->facts, connection, GH_PURPOSE_SIGN_IN, NULL, self->username, self->now, error) &&
         (named->near_id == 0 ||
          gh_record_kind_describe (&gh_record_kind_user, connection, named->near_id, NULL, &self->near, error)) &&
         (named->user_id != 0 || gh_named_count_failures (named, connection, &self->n_failures, error));
}

static const char *const name_words[GH_N_NAME_MATCHES] = {
  [GH_NAME_BLANK] = "none", [GH_NAME_NEVER] = "unknown", [GH_NAME_FORMER] = "former", [GH_NAME_AMBIGUOUS] = "ambiguous",
  [GH_NAME_FOUND] = "found",
};

static const char *const rule_words[GH_N_RULES] = {
  [GH_RULE_NAME] = "name",           [GH_RULE_PERMITTED] = "permitted-groups", [GH_RULE_KNOWN] = "known",
  [GH_RULE_TRASH] = "trash",         [GH_RULE_STATUS] = "status",              [GH_RULE_LOCKED_HERE] = "failures-here",
  [GH_RULE_BYPASS] = "bypass",       [GH_RULE_DEVICE] = "device",              [GH_RULE_FACTOR] = "passcode",
};

static const char *const answer_words[] = {
  [GH_ANSWER_DENY] = "deny", [GH_ANSWER_ALLOW] = "allow", [GH_ANSWER_AUTH] = "auth", [GH_ANSWER_ENROLL] = "enroll",
};

static const char *const state_words[] = {
  [GH_CREDENTIAL_GOOD] = "good", [GH_CREDENTIAL_UNSYNCED] = "unsynced", [GH_CREDENTIAL_TOO_LATE] = "too-late",
};

/* Without their secrets: whether the key is open does not matter. */
static JsonArray *
list_authenticators (const GArray *credentials)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; credentials != NULL && i < credentials->len; i++)
    {
      const GhHeldCredential *credential = &g_array_index (credentials, GhHeldCredential, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "kind", credential->factor == GH_FACTOR_TOKEN ? "token" : "phone");
      json_object_set_string_member (one, "id", credential->device);
      json_object_set_string_member (one, "name", credential->label);
      json_object_set_string_member (one, "state", state_words[credential->state]);
      json_array_add_object_element (array, one);
    }

  return array;
}

/* Of phones whose batch is good now, used up or not. */
static JsonArray *
list_sms_passcodes (const GArray *batches)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const GhHeldBatch *batch = &g_array_index (batches, GhHeldBatch, i);
      JsonObject *one;

      if (!gh_held_batch_is_good (batch))
        continue;

      one = json_object_new ();
      json_object_set_string_member (one, "id", batch->device);
      json_object_set_string_member (one, "name", batch->label);
      json_object_set_int_member (one, "left", batch->n_left);
      json_array_add_object_element (array, one);
    }

  return array;
}

static void
print_sms_passcodes (const GArray *batches)
{
  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const GhHeldBatch *batch = &g_array_index (batches, GhHeldBatch, i);
      g_autofree char *left = g_strdup_printf ("%" G_GINT64_FORMAT, batch->n_left);

      if (gh_held_batch_is_good (batch) && batch->n_left == 0)
        g_print (_("  The SMS passcodes of %s have all been used.\n"), batch->label);
      else if (gh_held_batch_is_good (batch))
        g_print (ngettext ("  %s SMS passcode of %s would be accepted.\n", "  %s SMS passcodes of %s would be accepted.\n",
                           (gulong) batch->n_left), left, batch->label);
    }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
print_authenticators (const GArray *credentials)
{
  static const char *const texts[][2] = {
    [GH_CREDENTIAL_GOOD] = { N_("  Passcodes of the app on %s would be accepted.\n"),
                             N_("  Passcodes of the hardware token %s would be accepted.\n") },
    [GH_CREDENTIAL_UNSYNCED] = { N_("  The app on %s must be activated anew: what it was used for may have been lost.\n"),
                                 N_("  The hardware token %s must be resynchronised first: its counter may have been lost.\n") },
    [GH_CREDENTIAL_TOO_LATE] = { N_("  The app on %s was not used in time: it must be activated anew.\n"),
                                 N_("  The hardware token %s was not used in time.\n") },
  };

  for (guint i = 0; credentials != NULL && i < credentials->len; i++)
    {
      const GhHeldCredential *credential = &g_array_index (credentials, GhHeldCredential, i);

      g_print (_(texts[credential->state][credential->factor == GH_FACTOR_TOKEN]), credential->label);
    }
}
#pragma GCC diagnostic pop

/* What of the user's lock-outs at applications holds. */
static const GhApplicationLockout *
get_lockout_there (const Explain *self,
                   guint          i)
{
  const GhApplicationLockout *lockout = &g_array_index (self->facts.lockouts, GhApplicationLockout, i);

  return gh_application_lockout_holds (lockout, self->now) ? lockout : NULL;
}

static JsonArray *
list_locked_at (const Explain *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->facts.lockouts->len; i++)
    if (get_lockout_there (self, i) != NULL)
      json_array_add_string_element (array, get_lockout_there (self, i)->name);

  return array;
}

static void
print_explanation_json (const Explain    *self,
                        const GhDecision *decision)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *rules = json_array_new ();
  JsonArray *codes = json_array_new ();

  for (GhRule rule = 0; rule <= decision->rule; rule++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "rule", rule_words[rule]);
      json_object_set_boolean_member (one, "decides", rule == decision->rule);
      json_array_add_object_element (rules, one);
    }
  for (guint i = 0; i < self->facts.codes->len; i++)
    json_array_add_string_element (codes, g_array_index (self->facts.codes, GhLivingCode, i).key);

  json_object_set_string_member (object, "username",
                                 self->facts.username != NULL ? self->facts.username : self->username);
  json_object_set_string_member (object, "name", name_words[self->facts.named.match]);
  if (self->near != NULL)
    json_object_set_string_member (object, "near", self->near);
  if (self->facts.named.user_id == 0)
    json_object_set_int_member (object, "failures", self->n_failures);
  json_object_set_string_member (object, "verdict", answer_words[gh_outcome_get_answer (decision->outcome)]);
  json_object_set_string_member (object, "reason", gh_outcome_get_reason (decision->outcome));
  json_object_set_string_member (object, "text", gh_outcome_get_words (decision->outcome));
  if (self->facts.username != NULL)
    json_object_set_string_member (object, "status", gh_effective_status_get_word (decision->status.status));
  json_object_set_array_member (object, "locked_at", list_locked_at (self));
  json_object_set_array_member (object, "rules", rules);
  json_object_set_array_member (object, "authenticators", list_authenticators (self->facts.credentials));
  json_object_set_array_member (object, "sms_passcodes", list_sms_passcodes (self->facts.batches));
  json_object_set_array_member (object, "bypass_codes", codes);
  json_node_take_object (node, object);
  gh_ctl_print_json (node);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
print_failures (gint64 n_failures)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, n_failures);

  g_print (g_dngettext (GETTEXT_PACKAGE, "  %s passcode was typed for it lately.\n",
                        "  %s passcodes were typed for it lately.\n", n_failures), n);
}
#pragma GCC diagnostic pop

static void
print_explanation (const Explain    *self,
                   const GhDecision *decision)
{
  for (GhRule rule = 0; rule < decision->rule; rule++)
    g_print (_("  %s: passed\n"), gh_rule_get_label (rule));
  g_print ("  %s: %s\n", gh_rule_get_label (decision->rule), gh_outcome_get_words (decision->outcome));
  if (self->near != NULL)
    g_print (_("  It is nearly a name of %s.\n"), self->near);
  if (self->n_failures > 0)
    print_failures (self->n_failures);
  for (guint i = 0; i < self->facts.lockouts->len; i++)
    if (get_lockout_there (self, i) != NULL)
      g_print (_("  %s alone denies the user, for failures there.\n"), get_lockout_there (self, i)->name);
  if (decision->rule == GH_RULE_FACTOR || decision->rule == GH_RULE_DEVICE)
    {
      print_authenticators (self->facts.credentials);
      print_sms_passcodes (self->facts.batches);
    }
  for (guint i = 0; decision->rule == GH_RULE_FACTOR && i < self->facts.codes->len; i++)
    g_print (_("  Bypass code %s would be accepted.\n"), g_array_index (self->facts.codes, GhLivingCode, i).key);
}

static int
explain (GhCtl *ctl,
         GStrv  args)
{
  g_autofree char *username = NULL;
  GOptionEntry entries[] = {
    { "username", 0, 0, G_OPTION_ARG_FILENAME, &username, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Explain self = { 0 };
  GhDecision decision;
  gboolean ok;

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (username == NULL)
    {
      g_set_error (&error, GH_ERROR, GH_ERROR_QUERY, _("“%s” needs %s"), "user explain", "--username NAME");
      return gh_ctl_fail (error);
    }
  if (!gh_ctl_open (ctl) || !may (ctl, GH_RIGHT_VIEW_USERS))
    return GH_EXIT_REFUSED;

  self.username = username;
  self.now = gh_clock_now (gh_store_get_clock (ctl->store));
  ok = gh_store_read (ctl->store, explain_cb, &self, &error);
  if (ok)
    {
      decision = gh_decide (&self.facts.decision);
      if (ctl->format == GH_FORMAT_JSON)
        print_explanation_json (&self, &decision);
      else
        print_explanation (&self, &decision);
    }
  gh_attempt_facts_clear (&self.facts);
  g_free (self.near);

  return ok ? GH_EXIT_DONE : gh_ctl_fail (error);
}

const GhCommand gh_ctl_passcode_commands[] = {
  { "passcode", "check", "--username NAME [--caller]",
    N_("Say whether a passcode, asked for or read from standard input, would be accepted; it counts and is used up, "
       "with --caller only if it is an authenticator’s"),
    check_passcode },
  { "user", "explain", "--username NAME",
    N_("Say what would come of a sign-in, rule by rule, without using anything up"), explain },
  { NULL },
};
