/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A2, A8: judging what administrators type. Who they are is read from the attached directory, as it was committed last; what
 * happens is written to the events file. */
#include "administrators/gh-sign-in.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"
#include "administrators/gh-administrator-rules.h"
#include "administrators/gh-ladder.h"
#include "administrators/gh-password-rules.h"
#include "operations/gh-witness.h"
#include "verification/gh-attempt-log.h"
#include "verification/gh-otp.h"
#include "verification/gh-passcode.h"

#include <sodium.h>
#include <string.h>

#define APPLICATION "Gatehouse"

/* For how long an address that is nobody's is remembered, in seconds, so that nobody fills the disk by guessing: a guess
 * costs the time of a hash. */
#define UNKNOWN_KEPT (24 * 3600)

/* What was typed, in words of the log. */
#define FACTOR_PASSWORD "password"
#define FACTOR_SET_UP   "set_up_code"
#define FACTOR_APP      "duo_mobile_passcode"
#define FACTOR_RECOVERY "recovery_code"

#define REASON_PASSWORD "valid_password"
#define REASON_RIGHT    "valid_passcode"
#define REASON_WRONG    "invalid_passcode"
#define REASON_LOCKED   "locked_out"
#define REASON_WAIT     "frequent_attempts"
#define REASON_DISABLED "user_disabled"

typedef struct {
  GhStore             *store;
  GhPrompt             prompt;
  const GhSignInPlace *place;
  const GhProof       *proof;      /* nullable: of a right password */
  GhSecret            *typed;
  GhSignInAnswer      *answer;
  GhConnection        *connection;
  gint64               now_us;
  gint64               now;
  gint64               clock;      /* what it shows: a later moment that it once showed must not keep anybody waiting */
  gint64               number;
  GhAccount            account;
  GhLadderPlace        ladder;
  const char          *factor;     /* what was typed, for the log */
  const char          *device;     /* key of what it was of */
  gboolean             goes_on;    /* whether it is judged at all */
  gboolean             is_match;   /* what was typed is the password or set-up code */
  gboolean             is_right;   /* and it is accepted */
} Asking;

static void
asking_init (Asking              *self,
             GhStore             *store,
             GhPrompt             prompt,
             const GhSignInPlace *place,
             GhSecret            *typed,
             GhSignInAnswer      *answer)
{
  *self = (Asking) { .store = store, .prompt = prompt, .place = place, .typed = typed, .answer = answer };
  self->now_us = gh_clock_now_us (gh_store_get_clock (store));
  self->now = self->now_us / G_USEC_PER_SEC;
  self->clock = gh_clock_read (gh_store_get_clock (store));
}

static void
asking_clear (Asking *self)
{
  gh_account_clear (&self->account);
  gh_ladder_place_clear (&self->ladder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static gboolean
write_log (Asking      *self,
           const char  *reason,
           GError     **error)
{
  const GhAttemptRow row = {
    .number = self->number,
    .time_us = self->now_us,
    .name = self->place->email,
    .application = APPLICATION,
    .way = self->place->way,
    .purpose = gh_prompt_get (self->prompt)->word,
    .actor = self->account.facts.id != 0 ? self->account.facts.key : "",
    .factor = self->factor,
    .result = self->is_right ? "success" : "denied",
    .reason = reason,
    .device = self->device,
    .host = self->place->computer,
  };

  return gh_attempt_log_add (self->connection, &row, error);
}

/* Whoever shows administrators hears of a lock-out and its end, and of a sign-in. */
static gboolean
tell (Asking   *self,
      GError  **error)
{
  return self->account.facts.id == 0 ||
         gh_store_tell_fact (self->connection, GH_ADMINISTRATOR_KIND, self->account.facts.id, error);
}

static gboolean
refuse (Asking           *self,
        GhSignInOutcome   outcome,
        const char       *reason,
        GError          **error)
{
  self->answer->outcome = outcome;

  return write_log (self, reason, error);
}

/* Reads whom it is about and counts the attempt, unless it may not be judged now. */
static gboolean
begin (Asking   *self,
       GError  **error)
{
  gboolean is_known;

  self->goes_on = FALSE;
  self->is_right = FALSE;
  *self->answer = (GhSignInAnswer) { GH_SIGN_IN_WRONG, 0 };
  asking_clear (self);
  if (!gh_store_take_attempt_number (self->connection, &self->number, error))
    return FALSE;

  if (self->proof != NULL ? !gh_account_read_id (&self->account, self->connection, self->proof->id, self->now, error)
                          : !gh_account_read (&self->account, self->connection, self->place->email, self->now, error))
    return FALSE;
  is_known = self->account.facts.id != 0;
  if (self->prompt == GH_PROMPT_PASSWORD && *self->account.set_up != '\0' && *self->account.password == '\0')
    self->prompt = GH_PROMPT_SET_UP_CODE;
  /* X: an end once seen as past stays past. */
  if (is_known && !gh_connection_run (self->connection, "administrators/note-late-set-up-codes", error, "ii",
                                      self->account.facts.id, self->now))
    return FALSE;

  if (!gh_ladder_place_read (&self->ladder, self->connection, is_known ? &self->account.facts : NULL, self->place->email,
                             gh_prompt_get (self->prompt)->ladder, self->clock, error))
    return FALSE;
  if (self->ladder.is_locked)
    return refuse (self, GH_SIGN_IN_LOCKED, REASON_LOCKED, error);

  self->answer->wait = gh_ladder_get_wait (&self->ladder.ladder, self->clock);
  if (self->answer->wait > 0)
    return refuse (self, GH_SIGN_IN_WAIT, REASON_WAIT, error);

  self->goes_on = TRUE;

  return gh_ladder_place_count (&self->ladder, self->connection, self->number, self->clock, error) &&
         gh_ladder_forget (self->connection, self->clock - UNKNOWN_KEPT, error) &&
         (!self->ladder.locks_out || tell (self, error));
}

/* --- passwords --- */

static gboolean
begin_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Asking *self = data;

  self->connection = connection;
  self->factor = FACTOR_PASSWORD;
  self->device = "";

  return begin (self, error);
}

/* The same work for an address that is nobody's, and for somebody who has no password yet. */
static void
make_up_cost (GhPasswordCost *cost)
{
  *cost = (GhPasswordCost) { .passes = GH_PASSWORD_PASSES, .memory = GH_PASSWORD_MEMORY };
  randombytes_buf (cost->salt, sizeof cost->salt);
}

static gboolean
is_set_up_code (const GhAccount *account,
                GhSecret        *typed)
{
  g_autoptr (GhSecret) code = gh_one_time_code_parse (typed, GH_SET_UP_CODE_BYTES);
  guint8 verifier[GH_ONE_TIME_VERIFIER_BYTES];

  if (code == NULL || *account->set_up == '\0')
    return FALSE;

  gh_one_time_code_hash (account->set_up, code, verifier);

  return sodium_memcmp (verifier, account->set_up_verifier, sizeof verifier) == 0;
}

/* @seal_key: (out): what the password gives, whether or not it is the right one */
static gboolean
hash (Asking    *self,
      GhSecret **seal_key,
      GError   **error)
{
  GhAccount *account = &self->account;
  gboolean has_password = *account->password != '\0';
  GhPasswordFault fault;
  g_autoptr (GhSecret) prepared = gh_password_prepare (self->typed, &fault);
  guint8 verifier[GH_PASSWORD_VERIFIER_BYTES];
  GhPasswordCost cost = account->cost;

  if (!has_password)
    make_up_cost (&cost);
  /* What can be no password costs no less. */
  if (prepared == NULL)
    prepared = gh_secret_new (1);
  if (!gh_password_hash (prepared, &cost, verifier, seal_key, error))
    return FALSE;

  self->factor = has_password ? FACTOR_PASSWORD : FACTOR_SET_UP;
  self->device = has_password ? account->password : account->set_up;
  self->is_match = has_password ? sodium_memcmp (verifier, account->verifier, sizeof verifier) == 0
                                : is_set_up_code (account, self->typed);

  return TRUE;
}

/* Somebody may have changed the account while it was hashed: then this was not its password. */
static gboolean
is_as_before (Asking    *self,
              gboolean  *is_same,
              GError   **error)
{
  g_auto (GhAccount) now = { 0 };

  if (!gh_account_read_id (&now, self->connection, self->account.facts.id, self->clock, error))
    return FALSE;

  *is_same = now.facts.id != 0 && !now.facts.is_disabled && now.facts.lockout == 0 &&
             now.facts.role == self->account.facts.role && strcmp (now.era, self->account.era) == 0 &&
             strcmp (now.password, self->account.password) == 0 && strcmp (now.set_up, self->account.set_up) == 0;

  return TRUE;
}

static gboolean
end_cb (GhConnection  *connection,
        gpointer       data,
        GError       **error)
{
  Asking *self = data;
  gboolean is_same = FALSE;

  self->connection = connection;
  self->answer->outcome = GH_SIGN_IN_WRONG;
  self->is_right = self->is_match;
  if (!self->is_right)
    return write_log (self, REASON_WRONG, error);

  /* Its own lock-out, in case it had failed, is gone before. */
  if (!gh_ladder_place_reset (&self->ladder, connection, self->number, error) || !tell (self, error) ||
      !is_as_before (self, &is_same, error))
    return FALSE;
  self->is_right = is_same;
  if (!is_same)
    return write_log (self, REASON_DISABLED, error);

  self->answer->outcome = GH_SIGN_IN_RIGHT;

  return write_log (self, REASON_PASSWORD, error);
}

/* Want of memory says nothing of the password, so it counts as no attempt (A9). */
static gboolean
take_back_cb (GhConnection  *connection,
              gpointer       data,
              GError       **error)
{
  Asking *self = data;

  self->connection = connection;

  return gh_ladder_place_take_back (&self->ladder, connection, self->number, error) && tell (self, error);
}

static GhProof *
make_proof (const Asking *self,
            GhSecret     *seal_key)
{
  const GhAccount *account = &self->account;
  gboolean has_password = *account->password != '\0';
  GhProof *proof = g_new0 (GhProof, 1);

  proof->id = account->facts.id;
  g_strlcpy (proof->key, account->facts.key, sizeof proof->key);
  g_strlcpy (proof->password, account->password, sizeof proof->password);
  g_strlcpy (proof->factor, account->factor, sizeof proof->factor);
  g_strlcpy (proof->era, account->era, sizeof proof->era);
  proof->role = account->facts.role;
  proof->lockout = self->ladder.locks_out ? 0 : self->ladder.lockout;
  if (has_password)
    proof->seal_key = gh_secret_ref (seal_key);
  else
    g_strlcpy (proof->set_up, account->set_up, sizeof proof->set_up);

  return proof;
}

void
gh_proof_free (GhProof *self)
{
  g_clear_pointer (&self->seal_key, gh_secret_unref);
  g_free (self);
}

gboolean
gh_sign_in_check_password (GhStore              *store,
                           GhPrompt              prompt,
                           const GhSignInPlace  *place,
                           GhSecret             *typed,
                           GhSignInAnswer       *answer,
                           GhProof             **proof,
                           GError              **error)
{
  g_auto (Asking) self = { 0 };
  g_autoptr (GhSecret) seal_key = NULL;
  g_autoptr (GError) local_error = NULL;

  *proof = NULL;
  asking_init (&self, store, prompt, place, typed, answer);
  if (!gh_store_write_sign_in (store, begin_cb, &self, error))
    return FALSE;

  gh_witness_note_attempt (store);
  if (!self.goes_on)
    return TRUE;

  if (!hash (&self, &seal_key, &local_error))
    {
      if (!g_error_matches (local_error, GH_ERROR, GH_ERROR_DAMAGED))
        gh_store_write_sign_in (store, take_back_cb, &self, NULL);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!gh_store_write_sign_in (store, end_cb, &self, error))
    return FALSE;

  if (answer->outcome == GH_SIGN_IN_RIGHT)
    *proof = make_proof (&self, seal_key);

  return TRUE;
}

/* --- codes --- */

/* Whether what was proved before still holds. */
static gboolean
is_proved (const Asking *self)
{
  const GhAccount *account = &self->account;

  return account->facts.id != 0 && !account->facts.is_disabled &&
         strcmp (account->facts.key, self->proof->key) == 0 && strcmp (account->password, self->proof->password) == 0 &&
         strcmp (account->factor, self->proof->factor) == 0 && account->facts.role == self->proof->role &&
         strcmp (account->era, self->proof->era) == 0 && self->ladder.lockout == self->proof->lockout;
}

static gboolean
end_code (Asking   *self,
          GError  **error)
{
  if (!self->is_right)
    return write_log (self, REASON_WRONG, error);

  self->answer->outcome = GH_SIGN_IN_RIGHT;

  return write_log (self, REASON_RIGHT, error) &&
         gh_ladder_place_reset (&self->ladder, self->connection, self->number, error) && tell (self, error);
}

static gboolean
set_up_code_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Asking *self = data;

  self->connection = connection;
  self->factor = FACTOR_SET_UP;
  self->device = "";
  if (!begin (self, error))
    return FALSE;
  if (!self->goes_on)
    return TRUE;
  if (!is_proved (self))
    return refuse (self, GH_SIGN_IN_SIGNED_OUT, REASON_DISABLED, error);

  self->is_right = is_set_up_code (&self->account, self->typed);
  if (self->is_right)
    self->device = self->account.set_up;

  return end_code (self, error);
}

gboolean
gh_sign_in_check_set_up_code (GhStore              *store,
                              const GhSignInPlace  *place,
                              GhProof              *proof,
                              GhSecret             *typed,
                              GhSignInAnswer       *answer,
                              GError              **error)
{
  g_auto (Asking) self = { 0 };

  asking_init (&self, store, GH_PROMPT_SET_UP_CODE, place, typed, answer);
  self.proof = proof;
  if (!gh_store_write_sign_in (store, set_up_code_cb, &self, error))
    return FALSE;

  gh_witness_note_attempt (store);
  if (answer->outcome == GH_SIGN_IN_RIGHT)
    g_strlcpy (proof->set_up, self.account.set_up, sizeof proof->set_up);

  return TRUE;
}

/* A passcode of the app, a step either side of now and above the last one that was accepted (A2). What a clock is off by is
 * not learned: three codes fit at any time, and no more. */
static gboolean
judge_passcode (Asking      *self,
                GhPasscode  *passcode,
                GError     **error)
{
  GhAccount *account = &self->account;
  const GhOtpState state = { .last = account->last_step };
  GhOtp otp = { .algorithm = GH_OTP_SHA1, .digits = GH_FACTOR_DIGITS, .period = GH_FACTOR_PERIOD };
  g_autoptr (GhSecret) seed = NULL;
  GhOtpState next;
  gconstpointer sealed;
  gsize length;

  self->factor = FACTOR_APP;
  self->device = account->factor;
  if (account->seed == NULL || self->proof->seal_key == NULL)
    return TRUE;

  sealed = g_bytes_get_data (account->seed, &length);
  seed = gh_own_seed_open (self->proof->seal_key, gh_store_get_organisation_key (self->store), account->facts.key,
                           account->factor, sealed, length, error);
  if (seed == NULL)
    return FALSE;

  /* Devices go by the time that it is, not by a later one that a wrong clock once showed. */
  otp.seed = gh_secret_get (seed, &otp.seed_length);
  self->is_right = gh_otp_check (&otp, &state, 0, passcode, gh_clock_read (gh_store_get_clock (self->store)), &next) ==
                   GH_OTP_ACCEPTED;

  return !self->is_right ||
         gh_connection_run (self->connection, "administrators/use-step", error, "si", account->factor, next.last);
}

/* All are compared, so that the time it takes does not tell which of them it was. */
static gboolean
judge_recovery_code (Asking    *self,
                     GhSecret  *code,
                     GError   **error)
{
  GhAccount *account = &self->account;
  guint8 verifier[GH_ONE_TIME_VERIFIER_BYTES];
  gint64 number = 0;

  self->factor = FACTOR_RECOVERY;
  self->device = account->recovery;
  gh_one_time_code_hash (account->recovery, code, verifier);
  for (guint i = 0; i < account->codes->len; i++)
    {
      const GhRecoveryCode *held = &g_array_index (account->codes, GhRecoveryCode, i);

      if (sodium_memcmp (verifier, held->verifier, sizeof verifier) == 0 && !held->is_used)
        number = held->number;
    }
  self->is_right = number != 0;

  return !self->is_right ||
         gh_connection_run (self->connection, "administrators/use-recovery-code", error, "sii", account->recovery, number,
                            self->now);
}

static gboolean
judge_code (Asking   *self,
            GError  **error)
{
  g_autoptr (GhSecret) code = NULL;
  GhPasscode passcode;
  gboolean is_passcode = gh_passcode_read (&passcode, (const char *) gh_secret_get (self->typed, NULL)) &&
                         gh_passcode_has_digits (&passcode, GH_FACTOR_DIGITS);
  gboolean ok = TRUE;

  self->is_right = FALSE;
  self->factor = FACTOR_APP;
  self->device = "";
  if (is_passcode)
    ok = judge_passcode (self, &passcode, error);
  else if ((code = gh_one_time_code_parse (self->typed, GH_RECOVERY_CODE_BYTES)) != NULL)
    ok = judge_recovery_code (self, code, error);
  gh_passcode_clear (&passcode);

  return ok;
}

static gboolean
passcode_cb (GhConnection  *connection,
             gpointer       data,
             GError       **error)
{
  Asking *self = data;

  self->connection = connection;
  self->factor = FACTOR_APP;
  self->device = "";
  if (!begin (self, error))
    return FALSE;
  if (!self->goes_on)
    return TRUE;
  if (!is_proved (self))
    return refuse (self, GH_SIGN_IN_SIGNED_OUT, REASON_DISABLED, error);
  if (!judge_code (self, error) || !end_code (self, error))
    return FALSE;

  return !self->is_right || self->prompt != GH_PROMPT_PASSCODE ||
         gh_connection_run (connection, "administrators/set-sign-in", error, "si", self->account.facts.key, self->now);
}

gboolean
gh_sign_in_check_passcode (GhStore              *store,
                           GhPrompt              prompt,
                           const GhSignInPlace  *place,
                           GhProof              *proof,
                           GhSecret             *typed,
                           GhSignInAnswer       *answer,
                           GError              **error)
{
  g_auto (Asking) self = { 0 };

  asking_init (&self, store, prompt, place, typed, answer);
  self.proof = proof;
  if (!gh_store_write_sign_in (store, passcode_cb, &self, error))
    return FALSE;

  gh_witness_note_attempt (store);
  if (answer->outcome == GH_SIGN_IN_RIGHT)
    proof->confirmed = self.now;

  return TRUE;
}
