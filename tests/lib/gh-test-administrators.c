/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-administrators.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-own-account.h"
#include "verification/gh-otp.h"

#include <string.h>

void
gh_test_administrator_free (GhTestAdministrator *self)
{
  g_free (self->email);
  g_free (self->password);
  g_clear_pointer (&self->seed, gh_secret_unref);
  g_strfreev (self->recovery_codes);
  g_free (self);
}

GhSecret *
gh_test_secret (const char *text)
{
  return gh_secret_copy (text, strlen (text));
}

char *
gh_test_add_administrator (GhTestOrganisation *org,
                           const char         *email,
                           const char         *role)
{
  g_autofree char *parameters = g_strdup_printf ("{\"name\": \"%.*s\", \"email\": \"%s\", \"role\": \"%s\"}",
                                                 (int) strcspn (email, "@"), email, email, role);
  g_autoptr (GhResult) result = gh_test_run (org, "administrator.add", NULL, parameters);
  GhSecret *code;

  g_assert_false (result->is_refused);
  code = g_hash_table_lookup (result->secrets, email);
  g_assert_nonnull (code);

  return g_strdup ((const char *) gh_secret_get (code, NULL));
}

GhSignInAnswer
gh_test_try_password (GhTestOrganisation  *org,
                      const char          *email,
                      const char          *password,
                      GhProof            **proof)
{
  const GhSignInPlace place = { email, "gatehouse", "desk-14" };
  g_autoptr (GhSecret) typed = gh_test_secret (password);
  g_autoptr (GhProof) proved = NULL;
  g_autoptr (GError) error = NULL;
  GhSignInAnswer answer;

  gh_sign_in_check_password (org->store, GH_PROMPT_PASSWORD, &place, typed, &answer, &proved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proved != NULL, ==, answer.outcome == GH_SIGN_IN_RIGHT);
  if (proof != NULL)
    *proof = g_steal_pointer (&proved);

  return answer;
}

GhSignInAnswer
gh_test_try_passcode (GhTestOrganisation *org,
                      GhProof            *proof,
                      const char         *typed)
{
  const GhSignInPlace place = { "", "gatehouse", "desk-14" };
  g_autoptr (GhSecret) secret = gh_test_secret (typed);
  g_autoptr (GError) error = NULL;
  GhSignInAnswer answer;

  gh_sign_in_check_passcode (org->store, GH_PROMPT_PASSCODE, &place, proof, secret, &answer, &error);
  g_assert_no_error (error);

  return answer;
}

GhResult *
gh_test_run_own (GhTestOrganisation      *org,
                 GhAdministratorSession  *session,
                 const char              *operation,
                 GError                 **error,
                 ...)
{
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (GhActor) actor = gh_administrator_session_dup_actor (session, "gatehouse");
  GhRequest request = { .operation = gh_operation_find (operation), .actor = actor, .secrets = secrets };
  const char *name;
  va_list list;

  va_start (list, error);
  while ((name = va_arg (list, const char *)) != NULL)
    g_hash_table_insert (secrets, g_strdup (name), gh_secret_ref (va_arg (list, GhSecret *)));
  va_end (list);

  return gh_run (org->store, &request, NULL, error);
}

char *
gh_test_get_factor_code (GhTestOrganisation *org,
                         GhSecret           *seed,
                         int                 steps)
{
  GhOtp otp = { .algorithm = GH_OTP_SHA1, .digits = GH_FACTOR_DIGITS, .period = GH_FACTOR_PERIOD };
  char code[GH_OTP_MAX_DIGITS + 1];

  otp.seed = gh_secret_get (seed, &otp.seed_length);
  g_assert_true (gh_otp_compute (&otp, gh_clock_read (org->clock) / GH_FACTOR_PERIOD + steps, code));

  return g_strdup (code);
}

static GStrv
dup_recovery_codes (const GhResult *result)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 1; i <= GH_RECOVERY_CODES; i++)
    {
      g_autofree char *name = g_strdup_printf ("recovery-code-%02u", i);
      GhSecret *code = g_hash_table_lookup (result->secrets, name);

      g_assert_nonnull (code);
      g_strv_builder_add (codes, (const char *) gh_secret_get (code, NULL));
    }

  return g_strv_builder_end (codes);
}

GhTestAdministrator *
gh_test_make_administrator (GhTestOrganisation *org,
                            const char         *email,
                            const char         *role)
{
  GhTestAdministrator *self = g_new0 (GhTestAdministrator, 1);
  g_autofree char *set_up_code = gh_test_add_administrator (org, email, role);
  g_autofree char *shown = NULL;
  g_autoptr (GhSecret) password = gh_test_secret (GH_TEST_PASSWORD);
  g_autoptr (GhSecret) passcode = NULL;
  g_autoptr (GhAdministratorSession) session = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GError) error = NULL;

  self->email = g_strdup (email);
  self->password = g_strdup (GH_TEST_PASSWORD);
  self->seed = gh_secret_new_random (20);
  shown = gh_test_get_factor_code (org, self->seed, 0);
  passcode = gh_test_secret (shown);
  g_assert_cmpint (gh_test_try_password (org, email, set_up_code, &proof).outcome, ==, GH_SIGN_IN_RIGHT);
  session = gh_administrator_session_new (org->store, proof, &error);
  g_assert_no_error (error);
  result = gh_test_run_own (org, session, "administrator.set-up", &error, GH_OWN_PASSWORD, password, GH_OWN_SEED,
                            self->seed, GH_OWN_PASSCODE, passcode, NULL);
  g_assert_no_error (error);
  g_assert_false (result->is_refused);
  self->recovery_codes = dup_recovery_codes (result);

  return self;
}

GhAdministratorSession *
gh_test_sign_in (GhTestOrganisation        *org,
                 const GhTestAdministrator *administrator)
{
  g_autofree char *code = NULL;
  g_autoptr (GhProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  GhAdministratorSession *session;

  gh_clock_set (org->clock, gh_clock_now (org->clock) + GH_FACTOR_PERIOD);
  code = gh_test_get_factor_code (org, administrator->seed, 0);
  g_assert_cmpint (gh_test_try_password (org, administrator->email, administrator->password, &proof).outcome, ==,
                   GH_SIGN_IN_RIGHT);
  g_assert_cmpint (gh_test_try_passcode (org, proof, code).outcome, ==, GH_SIGN_IN_RIGHT);
  session = gh_administrator_session_new (org->store, proof, &error);
  g_assert_no_error (error);

  return session;
}

void
gh_test_act_in (GhTestOrganisation     *org,
                GhAdministratorSession *session)
{
  gh_actor_free (org->actor);
  org->actor = gh_administrator_session_dup_actor (session, "gatehouse");
}
