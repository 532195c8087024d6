/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P2: an authenticator app gets a new secret, and the one that it had ends at once. Until its first passcode the new one
 * is pending, and after its lifetime dead. */
#include "keys/ops/gh-sealed-record.h"
#include "phones/gh-otpauth.h"
#include "phones/gh-phone-app.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-rules.h"
#include "phones/gh-phone-target.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>

static gboolean
decide (GhRun               *run,
        const GhPhoneFacts  *phone,
        GhRefusal           *refusal,
        GError             **error)
{
  gint64 *n_ending = run->data;
  gboolean has_app;

  if (!gh_phone_app_find (run, phone->id, &has_app, error))
    return FALSE;

  *n_ending += has_app;

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 minutes = gh_run_get_number (run, "minutes", GH_ACTIVATION_MINUTES);
  gint64 *n_ending = g_new0 (gint64, 1);

  run->data = n_ending;
  run->data_free = g_free;
  if (minutes < GH_ACTIVATION_MIN_MINUTES || minutes > GH_ACTIVATION_MAX_MINUTES)
    {
      gh_run_refuse (run, GH_REFUSAL_ACTIVATION_MINUTES, NULL);
      return TRUE;
    }

  if (!gh_phone_plan (run, 0, decide, error))
    return FALSE;

  gh_run_limit_secrets (run, run->changes->len);
  gh_phone_app_say_ends (run, *n_ending);

  return run->is_refused || run->changes->len == 0 || gh_sealed_plan (run, error);
}

/* Whom an app shows it for: its first owner, else what the phone is called. */
static gboolean
read_account (GhRun               *run,
              const GhPhoneFacts  *phone,
              char               **account,
              GError             **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/get-first-owner", error, "i", phone->id);

  if (gh_statement_next (select))
    *account = g_strdup (gh_statement_get_text (select, 0));
  else
    *account = g_strdup (*phone->name != '\0' ? phone->name : phone->number);

  return gh_statement_finish (select, error);
}

static gboolean
activate (GhRun               *run,
          const GhPhoneFacts  *phone,
          gpointer             data,
          GError             **error)
{
  const gint64 *minutes = data;
  const GhCredential totp = {
    .type = GH_CREDENTIAL_TOTP,
    .otp = { .algorithm = GH_OTP_SHA1, .digits = 6, .period = 30 },
    .pending_until = run->now + 60 * *minutes,
  };
  g_autoptr (GhSecret) seed = gh_secret_new_random (GH_OTPAUTH_SEED_BYTES);
  g_autoptr (GhSecret) uri = NULL;
  g_autofree char *account = NULL;

  if (!read_account (run, phone, &account, error) || !gh_phone_app_set_back (run, phone, error) ||
      !gh_credential_make (run, GH_PHONE_KIND, phone->id, &totp, seed, error))
    return FALSE;

  uri = gh_otpauth_new (run->settings.name, account, seed);
  gh_run_show_secret (run, phone->key, uri);
  if (run->changes->len == 1)
    gh_run_about (run, GH_PHONE_KIND, phone->key, *phone->number != '\0' ? phone->number : phone->name);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  gint64 minutes = gh_run_get_number (run, "minutes", GH_ACTIVATION_MINUTES);

  json_object_set_int_member (run->facts, "minutes", minutes);

  return gh_phone_for_each (run, run->changes, 0, activate, &minutes, error);
}

static const GhParameter parameters[] = {
  { "minutes", GH_PARAMETER_NUMBER, FALSE, N_("Minutes in which a first passcode must be accepted (1440)") },
  { NULL },
};

const GhOperation gh_op_phone_activate = {
  .name = "phone.activate",
  .label = N_("Activate Phone…"),
  .done = GH_PLURAL ("%s app can be activated", "%s apps can be activated"),
  .no_undo_reason = N_("Somebody may have the secret already: activate the phone once more, or delete it."),
  .target = &gh_target_phones,
  .parameters = parameters,
  .check = gh_phone_check_activating,
  .plan = plan,
  .apply = apply,
};
