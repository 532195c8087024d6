/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-own-account.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"
#include "base/gh-id.h"
#include "verification/gh-otp.h"

typedef struct {
  GhPasswordCost  cost;
  guint8          verifier[GH_PASSWORD_VERIFIER_BYTES];
  GhSecret       *seal_key;
} Hashed;

static void
hashed_free (gpointer data)
{
  Hashed *self = data;

  g_clear_pointer (&self->seal_key, gh_secret_unref);
  g_free (self);
}

GhPasswordRules
gh_own_get_password_rules (const GhSettings *settings)
{
  return (GhPasswordRules) {
    .minimum_length = (guint) settings->minimum_password_length,
    .requires_upper = settings->password_requires_upper_alpha,
    .requires_lower = settings->password_requires_lower_alpha,
    .requires_digit = settings->password_requires_numeric,
    .requires_special = settings->password_requires_special,
    .organisation = settings->name,
  };
}

gboolean
gh_own_plan (GhRun      *run,
             GhAccount  *account,
             GError    **error)
{
  gint64 id = 0;

  *account = (GhAccount) { 0 };
  run->result->selected = 1;
  if (run->actor->kind != GH_ACTOR_ADMINISTRATOR)
    {
      gh_run_refuse (run, GH_REFUSAL_OWN_ACCOUNT, NULL);
      return TRUE;
    }

  if (!gh_record_kind_find_key (&gh_record_kind_administrator, run->connection, run->actor->id, &id, error) ||
      !gh_account_read_id (account, run->connection, id, run->now, error))
    return FALSE;

  gh_run_about (run, GH_ADMINISTRATOR_KIND, run->actor->id, run->actor->name);
  gh_run_change (run, id);

  return TRUE;
}

void
gh_own_plan_password (GhRun *run)
{
  GhSecret *typed = gh_run_get_secret (run, GH_OWN_PASSWORD);
  const GhPasswordRules rules = gh_own_get_password_rules (&run->settings);
  g_autoptr (GhSecret) prepared = NULL;
  g_autofree char *text = NULL;
  GhPasswordFault fault;

  if (typed == NULL)
    return;

  prepared = gh_password_prepare (typed, &fault);
  if (prepared != NULL)
    fault = gh_password_check (prepared, &rules);
  if (fault == GH_PASSWORD_GOOD)
    return;

  text = gh_password_fault_dup_text (fault, &rules);
  gh_run_refuse (run, GH_REFUSAL_PASSWORD, text);
}

/* A step either side of now; devices go by the time that it is. */
static gboolean
match_passcode (GhRun  *run,
                gint64 *step)
{
  GhSecret *seed = gh_run_get_secret (run, GH_OWN_SEED);
  GhSecret *typed = gh_run_get_secret (run, GH_OWN_PASSCODE);
  const GhOtpState unused = { .last = -1 };
  GhOtp otp = { .algorithm = GH_OTP_SHA1, .digits = GH_FACTOR_DIGITS, .period = GH_FACTOR_PERIOD };
  GhOtpState next;
  GhPasscode passcode;
  gboolean ok;

  otp.seed = gh_secret_get (seed, &otp.seed_length);
  ok = gh_passcode_read (&passcode, (const char *) gh_secret_get (typed, NULL)) &&
       gh_passcode_has_digits (&passcode, GH_FACTOR_DIGITS) &&
       gh_otp_check (&otp, &unused, 0, &passcode, gh_clock_read (gh_store_get_clock (run->store)), &next) == GH_OTP_ACCEPTED;
  gh_passcode_clear (&passcode);
  if (ok)
    *step = next.last;

  return ok;
}

void
gh_own_plan_passcode (GhRun *run)
{
  gint64 step;

  if (gh_run_get_secret (run, GH_OWN_SEED) != NULL && gh_run_get_secret (run, GH_OWN_PASSCODE) != NULL &&
      !match_passcode (run, &step))
    gh_run_refuse (run, GH_REFUSAL_PASSCODE_NOT_APPS, NULL);
}

gboolean
gh_own_prepare_password (GhRun   *run,
                         GError **error)
{
  GhSecret *typed = gh_run_get_secret (run, GH_OWN_PASSWORD);
  g_autoptr (GhSecret) prepared = NULL;
  GhPasswordFault fault;
  Hashed *hashed;

  /* What is no password is refused by the plan. */
  if (typed == NULL || (prepared = gh_password_prepare (typed, &fault)) == NULL)
    return TRUE;

  hashed = g_new0 (Hashed, 1);
  run->prepared = hashed;
  run->prepared_free = hashed_free;

  return gh_password_make (prepared, &hashed->cost, hashed->verifier, &hashed->seal_key, error);
}

gboolean
gh_own_put_password (GhRun            *run,
                     const GhAccount  *account,
                     GhSecret        **seal_key,
                     GError          **error)
{
  Hashed *hashed = run->prepared;

  g_return_val_if_fail (hashed != NULL, FALSE);

  *seal_key = gh_secret_ref (hashed->seal_key);

  return gh_administrator_credential_put_password (run, account->facts.id, &hashed->cost, hashed->verifier, error);
}

gboolean
gh_own_put_factor (GhRun            *run,
                   const GhAccount  *account,
                   GhSecret         *seal_key,
                   GError          **error)
{
  g_autofree char *key = gh_id_new (GH_ID_ADMINISTRATOR_CREDENTIAL);
  g_autoptr (GBytes) sealed = gh_own_seed_seal (seal_key, gh_store_get_organisation_key (run->store), account->facts.key,
                                                key, gh_run_get_secret (run, GH_OWN_SEED));
  gint64 step;

  /* The passcode that confirms it is used up by that (A2). */
  if (!match_passcode (run, &step))
    return gh_refusal_set_error (GH_REFUSAL_PASSCODE_NOT_APPS, error, NULL);

  return gh_administrator_credential_put_factor (run, account->facts.id, key, sealed, step + 1, error) &&
         gh_administrator_credential_put_recovery (run, account->facts.id, error);
}

gboolean
gh_own_open_seed (GhRun            *run,
                  const GhAccount  *account,
                  GhSecret        **seed,
                  GError          **error)
{
  gconstpointer sealed;
  gsize length;

  *seed = NULL;
  if (account->seed == NULL)
    return TRUE;

  sealed = g_bytes_get_data (account->seed, &length);
  *seed = gh_own_seed_open (gh_run_get_secret (run, GH_OWN_SEAL_KEY), gh_store_get_organisation_key (run->store),
                            account->facts.key, account->factor, sealed, length, error);

  return *seed != NULL;
}
