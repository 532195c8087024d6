/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3: one transaction judges, counts, uses up and logs. What is decided is read from the attached directory, as it was
 * committed last; what happens is written to the events file. */
#include "verification/gh-attempt.h"

#include "bypass-codes/gh-bypass-code-lookup.h"
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"
#include "keys/gh-keys.h"
#include "operations/gh-witness.h"
#include "verification/gh-attempt-log.h"
#include "verification/gh-endpoint-table.h"
#include "verification/gh-passcode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GhStore         *store;
  const GhAttempt *attempt;
  GhVerdict       *verdict;
  GhConnection    *connection;
  gint64           now_us;
  gint64           now;
  GhPasscode       passcode;
  gboolean         has_passcode;
  GhAttemptFacts   facts;
  guint            tried;        /* a bit for each factor that the passcode was tried against */
  guint            n_unread;     /* of what has its form, how much could not be opened, */
  guint            n_read;       /* and how much could */
  GhFactor         matched;      /* what it was of; GH_N_FACTORS: nothing */
  guint            credential;   /* index of the one that it was of */
  gint64           code;         /* row id of the bypass code that it was */
  guint            batch;        /* likewise, and the number in it */
  gint64           sms_number;
  GhOtpState       next;         /* how far that has been used afterwards */
} Judging;

static const char *const factor_words[GH_N_FACTORS] = {
  [GH_FACTOR_APP] = "duo_mobile_passcode",
  [GH_FACTOR_TOKEN] = "hardware_token",
  [GH_FACTOR_SMS] = "sms_passcode",
  [GH_FACTOR_BYPASS_CODE] = "bypass_code",
  [GH_FACTOR_UNKNOWN] = "passcode",
};

static const char *const purpose_words[GH_N_PURPOSES] = {
  [GH_PURPOSE_SIGN_IN] = "sign-in",
  [GH_PURPOSE_CHECK] = "check",
  [GH_PURPOSE_CALLER_CHECK] = "caller-check",
};

/* --- what the passcode is --- */

/* The first that accepts it; else one whose passcode it was. */
static void
match_credential (Judging *self,
                  guint    index)
{
  const GhHeldCredential *credential = &g_array_index (self->facts.credentials, GhHeldCredential, index);
  g_autoptr (GhSecret) seed = NULL;
  GhPasscodeMatch match;
  GhOtpVerdict verdict;
  GhOtpState next;

  if (credential->state == GH_CREDENTIAL_TOO_LATE || !gh_held_credential_could_be (credential, &self->passcode))
    return;

  self->tried |= 1u << credential->factor;
  seed = gh_held_credential_open (credential, self->store);
  if (seed == NULL)
    {
      self->n_unread++;
      return;
    }

  self->n_read++;
  /* Devices go by the time that it is, not by a later one that a wrong clock once showed. */
  verdict = gh_held_credential_match (credential, seed, &self->passcode, gh_clock_read (gh_store_get_clock (self->store)),
                                      &next);
  if (verdict == GH_OTP_WRONG)
    return;

  match = verdict == GH_OTP_USED ? GH_PASSCODE_USED : GH_PASSCODE_AUTHENTICATOR;
  if (credential->state == GH_CREDENTIAL_UNSYNCED)
    match = GH_PASSCODE_UNSYNCED;
  if (self->matched == GH_N_FACTORS || match == GH_PASSCODE_AUTHENTICATOR)
    {
      self->facts.decision.passcode = match;
      self->matched = credential->factor;
      self->credential = index;
      self->next = next;
      g_strlcpy (self->verdict->device, credential->device, sizeof self->verdict->device);
    }
}

/* One that is accepted goes before what anything else says of it. */
static gboolean
match_sms (Judging   *self,
           guint      index,
           GhSecret  *look_key,
           GError   **error)
{
  static const GhPasscodeMatch matches[] = {
    [GH_SMS_OUTDATED] = GH_PASSCODE_OUTDATED,
    [GH_SMS_OVER] = GH_PASSCODE_ENDED,
    [GH_SMS_USED] = GH_PASSCODE_USED,
    [GH_SMS_RIGHT] = GH_PASSCODE_AUTHENTICATOR,
  };
  const GhHeldBatch *batch = &g_array_index (self->facts.batches, GhHeldBatch, index);
  GhSmsMatch match;
  gint64 number;

  if (gh_held_batch_is_good (batch))
    {
      self->tried |= 1u << GH_FACTOR_SMS;
      if (look_key == NULL)
        self->n_unread++;
      else
        self->n_read++;
    }
  if (look_key == NULL)
    return TRUE;

  if (!gh_held_batch_match (batch, self->connection, look_key, &self->passcode, &match, &number, error))
    return FALSE;
  if (match == GH_SMS_WRONG || (match != GH_SMS_RIGHT && self->matched != GH_N_FACTORS))
    return TRUE;

  self->facts.decision.passcode = matches[match];
  self->matched = GH_FACTOR_SMS;
  self->tried |= 1u << GH_FACTOR_SMS;
  self->batch = index;
  self->sms_number = number;
  g_strlcpy (self->verdict->device, batch->device, sizeof self->verdict->device);

  return TRUE;
}

/* A code that is good goes before a passcode that is none any more. */
static gboolean
match_code (Judging   *self,
            GhSecret  *look_key,
            GError   **error)
{
  g_autoptr (GhSecret) typed = gh_secret_copy (self->passcode.text, self->passcode.length);
  g_autoptr (GhStatement) select = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint8 lookup[GH_KEYED_HASH_BYTES];
  gint64 expires, uses, used;

  gh_bypass_code_get_lookup (look_key, self->facts.user.id, typed, lookup);
  bytes = g_bytes_new (lookup, sizeof lookup);
  select = gh_connection_query (self->connection, "verification/find-code", error, "ib", self->facts.user.id, bytes);
  if (!gh_statement_next (select))
    return gh_statement_finish (select, error);

  expires = gh_statement_get_int (select, 1);
  uses = gh_statement_get_int (select, 2);
  used = gh_statement_get_int (select, 3);
  self->matched = GH_FACTOR_BYPASS_CODE;
  self->code = gh_statement_get_int (select, 6);
  self->tried |= 1u << GH_FACTOR_BYPASS_CODE;
  g_strlcpy (self->verdict->device, gh_statement_get_text (select, 0), sizeof self->verdict->device);
  if (gh_statement_get_int (select, 4) != 0 || gh_statement_get_int (select, 5) == 0 ||
      (expires != 0 && expires <= self->now))
    self->facts.decision.passcode = GH_PASSCODE_ENDED;
  else
    self->facts.decision.passcode = uses != 0 && used >= uses ? GH_PASSCODE_USED : GH_PASSCODE_BYPASS_CODE;

  return TRUE;
}

static gboolean
match_codes (Judging   *self,
             GhSecret  *look_key,
             GError   **error)
{
  for (guint i = 0; i < self->facts.codes->len; i++)
    {
      const GhLivingCode *code = &g_array_index (self->facts.codes, GhLivingCode, i);

      if (code->has_lookup && look_key == NULL)
        self->n_unread++;
      else if (code->has_lookup)
        self->n_read++;
      if (code->digits == (gint64) self->passcode.length)
        self->tried |= 1u << GH_FACTOR_BYPASS_CODE;
    }

  return look_key == NULL || match_code (self, look_key, error);
}

/* What is found by its hash: under the key that is in use, for which the hashes are. */
static gboolean
match_looked_up (Judging  *self,
                 GError  **error)
{
  g_autoptr (GhSecret) look_key = NULL;
  gboolean is_sms = gh_held_batch_could_be (&self->passcode);
  gint64 number = 0;

  if (!gh_connection_get_number (self->connection, "verification/get-key-in-use", &number, error, ""))
    return FALSE;

  look_key = number != 0 ? gh_keys_dup_sub_key (gh_keys_of (self->store), number, GH_KEY_LOOK) : NULL;
  for (guint i = 0; is_sms && self->facts.decision.passcode != GH_PASSCODE_AUTHENTICATOR && i < self->facts.batches->len; i++)
    if (!match_sms (self, i, look_key, error))
      return FALSE;

  return self->facts.decision.passcode == GH_PASSCODE_AUTHENTICATOR || match_codes (self, look_key, error);
}

static gboolean
match (Judging  *self,
       GError  **error)
{
  GhPasscodeMatch *what = &self->facts.decision.passcode;

  *what = GH_PASSCODE_WRONG;
  if (!self->has_passcode)
    return TRUE;

  for (guint i = 0; *what != GH_PASSCODE_AUTHENTICATOR && i < self->facts.credentials->len; i++)
    match_credential (self, i);
  if (*what != GH_PASSCODE_AUTHENTICATOR && gh_passcode_has_digits (&self->passcode, 0) && !match_looked_up (self, error))
    return FALSE;

  /* Only where nothing could be compared: otherwise what cannot be opened would make guessing at the rest free. */
  if (*what == GH_PASSCODE_WRONG && self->n_unread > 0 && self->n_read == 0)
    *what = GH_PASSCODE_NOT_READ;

  return TRUE;
}

/* --- what follows --- */

/* An end once seen as past stays past, whatever the clock does (X). */
static gboolean
end_code (Judging     *self,
          const char  *key,
          gint64       id,
          GError     **error)
{
  return gh_connection_run (self->connection, "verification/end-code", error, "si", key, self->now) &&
         gh_store_tell_fact (self->connection, GH_BYPASS_CODE_KIND, id, error);
}

/* B5: guessing at codes ends them all. */
static gboolean
note_guesses (Judging  *self,
              GError  **error)
{
  gboolean has_ended = FALSE;

  for (guint i = 0; i < self->facts.codes->len; i++)
    {
      const GhLivingCode *code = &g_array_index (self->facts.codes, GhLivingCode, i);
      gint64 guesses;

      if (code->digits != (gint64) self->passcode.length)
        continue;
      if (!gh_connection_get_number (self->connection, "verification/note-guess", &guesses, error, "s", code->key))
        return FALSE;
      has_ended |= guesses >= GH_BYPASS_CODE_GUESSES;
    }

  for (guint i = 0; has_ended && i < self->facts.codes->len; i++)
    {
      const GhLivingCode *code = &g_array_index (self->facts.codes, GhLivingCode, i);

      if (!end_code (self, code->key, code->id, error))
        return FALSE;
    }

  return TRUE;
}

static gint64
get_application (const Judging *self)
{
  return self->attempt->application != NULL ? self->attempt->application->id : 0;
}

static gboolean
read_failures (Judging         *self,
               GArray          *failures,
               GArray          *successes,
               GhFailureCount  *count,
               GError         **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "verification/list-failures", error, "i",
                                                        self->facts.user.id);
  g_autoptr (GhStatement) select_successes = NULL;

  while (gh_statement_next (select))
    {
      GhFailure failure = { gh_statement_get_int (select, 0), gh_statement_get_int (select, 1),
                            (guint) gh_statement_get_int (select, 2) };

      g_array_append_val (failures, failure);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  select_successes = gh_connection_query (self->connection, "verification/list-successes", error, "i",
                                          self->facts.user.id);
  while (gh_statement_next (select_successes))
    {
      GhSuccess success = { gh_statement_get_int (select_successes, 0), gh_statement_get_int (select_successes, 1),
                            gh_statement_get_int (select_successes, 2) };

      if (success.factor < GH_N_FACTORS)
        g_array_append_val (successes, success);
    }
  count->failures = (const GhFailure *) (void *) failures->data;
  count->n_failures = failures->len;
  count->successes = (const GhSuccess *) (void *) successes->data;
  count->n_successes = successes->len;

  return gh_statement_finish (select_successes, error);
}

/* What had been forgiven stays so when a new lock-out takes the place of one that was ended. */
static gint64
find_forgiven_here (const Judging *self)
{
  const GArray *lockouts = self->facts.lockouts;

  for (guint i = 0; i < lockouts->len; i++)
    {
      const GhApplicationLockout *lockout = &g_array_index (lockouts, GhApplicationLockout, i);

      if (lockout->application == get_application (self))
        return gh_application_lockout_get_forgiven (lockout);
    }

  return 0;
}

static gboolean
lock_out (Judging  *self,
          GError  **error)
{
  gint64 minutes = self->facts.settings.lockout_expire_duration;
  gint64 until = minutes > 0 ? self->now + 60 * minutes : 0;

  switch (self->verdict->lockout)
    {
    case GH_LOCKOUT_USER:
      return gh_connection_run (self->connection, "verification/begin-lockout", error, "iitii", self->facts.user.id,
                                self->now, until, self->verdict->number, self->facts.forgiven);
    case GH_LOCKOUT_APPLICATION:
      return gh_connection_run (self->connection, "verification/begin-application-lockout", error, "iisitii",
                                self->facts.user.id, get_application (self), self->attempt->application->name,
                                self->now, until, self->verdict->number, find_forgiven_here (self));
    default:
      return TRUE;
    }
}

static gboolean
fail (Judging  *self,
      GError  **error)
{
  g_autoptr (GArray) failures = g_array_new (FALSE, FALSE, sizeof (GhFailure));
  g_autoptr (GArray) successes = g_array_new (FALSE, FALSE, sizeof (GhSuccess));
  GhFailureCount count = {
    .lockouts = (const GhApplicationLockout *) (void *) self->facts.lockouts->data,
    .n_lockouts = self->facts.lockouts->len,
    .forgiven = self->facts.forgiven,
    .application = get_application (self),
    .threshold = self->facts.settings.lockout_threshold,
    .by_application = self->facts.settings.lockout_per_application,
  };

  if (self->facts.user.id == 0)
    return gh_named_note_failure (&self->facts.named, self->connection, self->verdict->number, error);

  if (self->tried == 0)
    self->tried = 1u << GH_FACTOR_UNKNOWN;
  if ((self->facts.decision.passcode == GH_PASSCODE_WRONG && !note_guesses (self, error)) ||
      !gh_connection_run (self->connection, "verification/insert-failure", error, "iiii", self->facts.user.id,
                          self->verdict->number, count.application, (gint64) self->tried) ||
      !read_failures (self, failures, successes, &count, error))
    return FALSE;

  self->verdict->lockout = gh_lockout_decide (&count);

  return lock_out (self, error);
}

static gboolean
use_up (Judging  *self,
        GError  **error)
{
  switch (self->matched)
    {
    case GH_FACTOR_BYPASS_CODE:
      return gh_connection_run (self->connection, "verification/use-code", error, "si", self->verdict->device, self->now) &&
             gh_store_tell_fact (self->connection, GH_BYPASS_CODE_KIND, self->code, error);
    case GH_FACTOR_SMS:
      return gh_held_batch_use (&g_array_index (self->facts.batches, GhHeldBatch, self->batch), self->connection,
                                self->sms_number, self->now, error);
    default:
      return gh_held_credential_use (&g_array_index (self->facts.credentials, GhHeldCredential, self->credential),
                                     self->connection, &self->next, self->now, error);
    }
}

static gboolean
succeed (Judging  *self,
         GError  **error)
{
  /* With each application counted on its own, the others' failures stay. */
  gint64 cleared = self->facts.settings.lockout_per_application ? get_application (self) : -1;

  return use_up (self, error) &&
         gh_connection_run (self->connection, "verification/set-success", error, "iiii", self->facts.user.id,
                            get_application (self), (gint64) self->matched, self->verdict->number) &&
         gh_connection_run (self->connection, "verification/clear-failures", error, "iii", self->facts.user.id,
                            (gint64) 1 << self->matched, cleared) &&
         gh_connection_run (self->connection, "verification/remove-cleared-failures", error, "i", self->facts.user.id);
}

static const char *
get_factor_word (const Judging *self)
{
  if (self->facts.user.id == 0)
    return "not_available";
  if (self->matched < GH_N_FACTORS)
    return factor_words[self->matched];

  for (GhFactor factor = 0; factor < GH_FACTOR_UNKNOWN; factor++)
    if (self->tried == 1u << factor)
      return factor_words[factor];

  return factor_words[GH_FACTOR_UNKNOWN];
}

static gboolean
write_log (Judging  *self,
           GError  **error)
{
  const GhAttempt *attempt = self->attempt;
  GhOutcome outcome = self->verdict->decision.outcome;
  GhAttemptRow row = {
    .number = self->verdict->number,
    .time_us = self->now_us,
    .user_id = self->verdict->user_id,
    .name = attempt->name,
    .application = attempt->application != NULL ? attempt->application->name : "",
    .way = attempt->way,
    .purpose = purpose_words[attempt->purpose],
    .actor = attempt->actor != NULL ? attempt->actor->name : "",
    .factor = self->verdict->factor,
    .result = gh_outcome_get_answer (outcome) == GH_ANSWER_ALLOW ? "success" : "denied",
    .reason = gh_outcome_get_reason (outcome),
    .device = self->verdict->device,
    .address = attempt->address,
    .host = attempt->host,
    .client = attempt->client,
  };

  return gh_attempt_log_add (self->connection, &row, error);
}

/* An end once seen as past stays past, whatever the clock does (X). */
static gboolean
end_past_codes (Judging  *self,
                GError  **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (self->connection, "verification/list-past-codes", error, "ii",
                                                        self->facts.user.id, self->now);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 1);

      g_ptr_array_add (keys, g_strdup (gh_statement_get_text (select, 0)));
      g_array_append_val (ids, id);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!end_code (self, keys->pdata[i], g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
note_late (Judging  *self,
           GError  **error)
{
  const GArray *credentials = self->facts.credentials;
  const GArray *batches = self->facts.batches;

  if (!end_past_codes (self, error))
    return FALSE;

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const GhHeldBatch *batch = &g_array_index (batches, GhHeldBatch, i);

      if (batch->is_over && !gh_held_batch_end (batch, self->connection, self->now, error))
        return FALSE;
    }
  for (guint i = 0; credentials != NULL && i < credentials->len; i++)
    {
      const GhHeldCredential *credential = &g_array_index (credentials, GhHeldCredential, i);

      if (credential->state == GH_CREDENTIAL_TOO_LATE &&
          !gh_held_credential_end (credential, self->connection, self->now, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
note_sign_in (Judging  *self,
              GError  **error)
{
  gint64 user_id = self->facts.user.id;

  return gh_connection_run (self->connection, "verification/set-login", error, "ii", user_id, self->now) &&
         gh_endpoint_table_note (self->connection, self->attempt, user_id, self->now, error);
}

static gboolean
judge (Judging  *self,
       GError  **error)
{
  GhAttemptFacts *facts = &self->facts;
  GhDecision *decision = &self->verdict->decision;

  if (!gh_store_take_attempt_number (self->connection, &self->verdict->number, error) ||
      !gh_attempt_facts_read (facts, self->connection, self->attempt->purpose, self->attempt->application,
                              self->attempt->name, self->now, error))
    return FALSE;

  self->verdict->user_id = facts->user.id;
  if (!note_late (self, error))
    return FALSE;
  facts->decision.asked = GH_ASKED_PASSCODE;
  if (gh_decision_needs_passcode (&facts->decision) && !match (self, error))
    return FALSE;

  *decision = gh_decide (&facts->decision);
  if (decision->counts_as_failure && !fail (self, error))
    return FALSE;
  if (decision->outcome == GH_OUTCOME_ACCEPTED && !succeed (self, error))
    return FALSE;
  if (decision->sets_login && !note_sign_in (self, error))
    return FALSE;

  self->verdict->factor = get_factor_word (self);

  return write_log (self, error);
}

/* A second time where the first could not be committed. */
static gboolean
judge_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Judging *self = data;

  gh_attempt_facts_clear (&self->facts);
  *self->verdict = (GhVerdict) { .factor = "", .decision.outcome = GH_OUTCOME_NOT_READ };
  self->connection = connection;
  self->tried = 0;
  self->n_unread = 0;
  self->n_read = 0;
  self->matched = GH_N_FACTORS;
  self->code = 0;

  return judge (self, error);
}

static void
deny_unrecorded (GhStore      *store,
                 GhVerdict    *verdict,
                 const GError *error)
{
  g_autofree char *notice = g_strdup_printf (_("Sign-ins were denied, because they could not be recorded. %s"),
                                             error->message);

  verdict->decision.outcome = GH_OUTCOME_NOT_RECORDED;
  gh_store_add_notice (store, notice);
}

gboolean
gh_attempt_judge (GhStore          *store,
                  const GhAttempt  *attempt,
                  GhVerdict        *verdict,
                  GError          **error)
{
  Judging self = {
    .store = store,
    .attempt = attempt,
    .verdict = verdict,
    .now_us = gh_clock_now_us (gh_store_get_clock (store)),
  };
  g_autoptr (GError) local_error = NULL;
  gboolean ok;

  self.now = self.now_us / G_USEC_PER_SEC;
  self.has_passcode = gh_passcode_read (&self.passcode, attempt->passcode);

  ok = gh_store_write_sign_in (store, judge_cb, &self, &local_error);
  if (ok)
    gh_witness_note_attempt (store);
  else
    *verdict = (GhVerdict) { .factor = "", .decision.outcome = GH_OUTCOME_NOT_READ };
  if (g_error_matches (local_error, GH_ERROR, GH_ERROR_FULL) || g_error_matches (local_error, GH_ERROR, GH_ERROR_LOCKED))
    {
      deny_unrecorded (store, verdict, local_error);
      ok = TRUE;
    }
  else if (!ok)
    g_propagate_error (error, g_steal_pointer (&local_error));

  gh_passcode_clear (&self.passcode);
  gh_attempt_facts_clear (&self.facts);

  return ok;
}
