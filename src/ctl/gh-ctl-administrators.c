/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in (--as), and what administrators do other than by operations from the register: list, export, set up. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "administrators/gh-administrator-report.h"
#include "administrators/gh-administrator-rules.h"
#include "administrators/gh-administrator-session.h"
#include "administrators/gh-administrator.h"
#include "administrators/gh-own-account.h"
#include "base/gh-plural.h"
#include "base/gh-time.h"
#include "operations/gh-organisation.h"
#include "phones/gh-otpauth.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* How often a passcode that does not match may be typed again while an app is set up. */
#define SET_UP_TRIES 3

/* --- signing in --- */

typedef struct {
  GhSignInPlace   place;
  GhSecret       *typed;
  GhProof        *proof;
  GhSignInAnswer  answer;
} SignIn;

static gboolean
password_work (GhCtl     *ctl,
               gpointer   data,
               GError   **error)
{
  SignIn *self = data;

  return gh_sign_in_check_password (ctl->store, GH_PROMPT_PASSWORD, &self->place, self->typed, &self->answer,
                                    &self->proof, error);
}

static gboolean
passcode_work (GhCtl     *ctl,
               gpointer   data,
               GError   **error)
{
  SignIn *self = data;

  return gh_sign_in_check_passcode (ctl->store, GH_PROMPT_PASSCODE, &self->place, self->proof, self->typed, &self->answer,
                                    error);
}

static gboolean
set_up_code_work (GhCtl     *ctl,
                  gpointer   data,
                  GError   **error)
{
  SignIn *self = data;

  return gh_sign_in_check_set_up_code (ctl->store, &self->place, self->proof, self->typed, &self->answer, error);
}

static gboolean
is_right (const SignIn  *self,
          GError       **error)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, self->answer.wait);

  switch (self->answer.outcome)
    {
    case GH_SIGN_IN_RIGHT:
      return TRUE;
    case GH_SIGN_IN_WAIT:
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_set_error (error, GH_ERROR, GH_ERROR_REFUSED,
                   ngettext ("Try again in %s second.", "Try again in %s seconds.", (gulong) self->answer.wait), seconds);
#pragma GCC diagnostic pop
      return FALSE;
    case GH_SIGN_IN_LOCKED:
      g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED, _("This account is locked. Ask another owner."));
      return FALSE;
    case GH_SIGN_IN_SIGNED_OUT:
      return gh_refusal_set_error (GH_REFUSAL_SIGNED_OUT, error, NULL);
    default:
      g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED,
                           _("That did not match. Check the e-mail, the password and the passcode."));
      return FALSE;
    }
}

/* Asks for something and judges it. */
static gboolean
ask (GhCtl       *ctl,
     SignIn      *self,
     const char  *label,
     GhCtlWork    work,
     GError     **error)
{
  self->typed = gh_ctl_ask_secret (label, error);
  if (self->typed == NULL)
    return FALSE;

  if (!gh_ctl_wait (ctl, work, self, error))
    {
      g_clear_pointer (&self->typed, gh_secret_unref);
      return FALSE;
    }
  g_clear_pointer (&self->typed, gh_secret_unref);

  return is_right (self, error);
}

/* No secret comes from a pipe that was not meant for it. */
static gboolean
may_ask (GhCtl   *ctl,
         GError **error)
{
  if (!g_utf8_validate (ctl->as, -1, NULL))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("What was typed is not UTF-8."));
      return FALSE;
    }
  if (ctl->as_stdin || isatty (STDIN_FILENO))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY,
                       _("--as asks at a terminal. To read password and passcode from standard input, a line each, add "
                         "--as-stdin."));

  return FALSE;
}

static gboolean
begin_session (GhCtl          *ctl,
               const GhProof  *proof,
               GError        **error)
{
  g_autoptr (GhAdministratorSession) session = gh_administrator_session_new (ctl->store, proof, error);

  if (session == NULL)
    return FALSE;

  gh_actor_free (ctl->actor);
  ctl->actor = gh_administrator_session_dup_actor (session, "gatehousectl");

  return TRUE;
}

static gboolean
sign_in (GhCtl   *ctl,
         GError **error)
{
  SignIn self = { .place = { ctl->as, "gatehousectl", g_get_host_name () } };

  if (!may_ask (ctl, error) || !ask (ctl, &self, _("Password"), password_work, error))
    return FALSE;

  ctl->proof = self.proof;
  if (*ctl->proof->factor == '\0')
    {
      g_set_error (error, GH_ERROR, GH_ERROR_REFUSED,
                   _("This account is not set up yet. Do that with “gatehousectl administrator set-up --as %s”."), ctl->as);
      return FALSE;
    }

  return ask (ctl, &self, _("Passcode"), passcode_work, error) &&
         begin_session (ctl, ctl->proof, error);
}

typedef struct {
  GhStore   *store;
  GhRefusal  refusal;
} Local;

static gboolean
check_local_cb (GhConnection  *connection,
                gpointer       data,
                GError       **error)
{
  Local *local = data;

  return gh_organisation_check_local (local->store, connection, &local->refusal, error);
}

gboolean
gh_ctl_sign_in (GhCtl   *ctl,
                GError **error)
{
  Local local = { ctl->store, GH_REFUSAL_NONE };

  if (ctl->as != NULL)
    return sign_in (ctl, error);
  if (ctl->as_stdin)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("--as-stdin needs --as EMAIL."));
      return FALSE;
    }

  return gh_store_read (ctl->store, check_local_cb, &local, error) &&
         (local.refusal == GH_REFUSAL_NONE || gh_refusal_set_error (local.refusal, error, NULL));
}

/* --- setting up --- */

static int
say_whose (GhCtl *ctl)
{
  g_printerr (_("“%s %s” needs --as EMAIL.\n"), ctl->command->noun, ctl->command->verb);

  return GH_EXIT_USAGE;
}

/* What was typed twice alike. */
static GhSecret *
ask_new_password (GError **error)
{
  g_autoptr (GhSecret) password = gh_ctl_ask_secret (_("New password"), error);
  g_autoptr (GhSecret) again = password != NULL ? gh_ctl_ask_secret (_("New password again"), error) : NULL;

  if (again == NULL)
    return NULL;
  if (!gh_secret_equal (password, again))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("That was not the same twice."));
      return NULL;
    }

  return g_steal_pointer (&password);
}

static gboolean
read_name_cb (GhConnection  *connection,
              gpointer       name,
              GError       **error)
{
  return gh_organisation_read (connection, NULL, name, NULL, error);
}

/* Why the operation would be refused with what has been given so far. */
static gboolean
rehearse (GhCtl             *ctl,
          const GhOperation *operation,
          GHashTable        *secrets,
          GhRefusal         *refusal,
          GError           **error)
{
  const GhRequest request = { .operation = operation, .actor = ctl->actor, .secrets = secrets };
  g_autoptr (GhResult) result = gh_rehearse (ctl->store, &request, NULL, error);

  *refusal = GH_REFUSAL_NONE;
  if (result == NULL)
    return FALSE;
  if (!result->is_refused)
    return TRUE;

  *refusal = result->skips->len > 0 ? ((const GhSkip *) g_ptr_array_index (result->skips, 0))->refusal : GH_REFUSAL_ROLE;
  gh_ctl_print_result (ctl, result);

  return TRUE;
}

/* Shows what an app reads, the same as long as its passcode does not match, and runs the operation that takes it. */
static int
set_up_app (GhCtl             *ctl,
            const GhOperation *operation,
            GHashTable        *secrets)
{
  g_autoptr (GhSecret) seed = gh_secret_new_random (GH_OTPAUTH_SEED_BYTES);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhSecret) uri = NULL;
  g_autofree char *organisation = NULL;
  g_autoptr (GError) error = NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;

  /* A password that is no good is refused before anything is shown. */
  if (!rehearse (ctl, operation, secrets, &refusal, &error))
    return gh_ctl_fail (error);
  if (refusal != GH_REFUSAL_NONE)
    return GH_EXIT_REFUSED;
  if (!gh_store_read (ctl->store, read_name_cb, &organisation, &error))
    return gh_ctl_fail (error);

  uri = gh_otpauth_new (organisation, gh_administrator_session_get_email (GH_ADMINISTRATOR_SESSION (ctl->actor->session)), seed);
  g_print (_("Add this to an authenticator app:\n"));
  gh_ctl_print_secret (uri);
  g_hash_table_insert (secrets, g_strdup (GH_OWN_SEED), g_steal_pointer (&seed));

  refusal = GH_REFUSAL_PASSCODE_NOT_APPS;
  for (guint i = 0; i < SET_UP_TRIES && refusal == GH_REFUSAL_PASSCODE_NOT_APPS; i++)
    {
      GhSecret *passcode = gh_ctl_ask_secret (_("What the app shows"), &error);

      if (passcode == NULL)
        return gh_ctl_fail (error);
      g_hash_table_insert (secrets, g_strdup (GH_OWN_PASSCODE), passcode);
      if (!rehearse (ctl, operation, secrets, &refusal, &error))
        return gh_ctl_fail (error);
    }

  return refusal == GH_REFUSAL_NONE ? gh_ctl_run_operation (ctl, operation, NULL, parameters, secrets) : GH_EXIT_REFUSED;
}

/* What is shown on the way is no JSON, and is not to be rehearsed. */
static gboolean
is_for_people (GhCtl *ctl)
{
  if (ctl->format == GH_FORMAT_TEXT && !ctl->rehearse)
    return TRUE;

  g_printerr (_("“%s %s” is done step by step: it takes neither --format nor --rehearse.\n"), ctl->command->noun,
              ctl->command->verb);

  return FALSE;
}

static int
set_up (GhCtl *ctl,
        GStrv  args)
{
  SignIn self = { 0 };
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  g_autoptr (GError) error = NULL;
  GhSecret *password = NULL;

  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return GH_EXIT_USAGE;
  if (ctl->as == NULL)
    return say_whose (ctl);
  if (!is_for_people (ctl))
    return GH_EXIT_USAGE;
  if (!may_ask (ctl, &error))
    return gh_ctl_fail (error);
  if (!gh_ctl_open_store (ctl))
    return GH_EXIT_REFUSED;

  self.place = (GhSignInPlace) { ctl->as, "gatehousectl", g_get_host_name () };
  if (!ask (ctl, &self, _("Set-up code, or the password where only the second factor is new"), password_work, &error))
    return gh_ctl_fail (error);

  ctl->proof = self.proof;
  if (*ctl->proof->set_up == '\0')
    {
      if (!ask (ctl, &self, _("Set-up code"), set_up_code_work, &error))
        return gh_ctl_fail (error);
      g_hash_table_insert (secrets, g_strdup (GH_OWN_SEAL_KEY), gh_secret_ref (ctl->proof->seal_key));
    }
  else if ((password = ask_new_password (&error)) != NULL)
    g_hash_table_insert (secrets, g_strdup (GH_OWN_PASSWORD), password);
  else
    return gh_ctl_fail (error);

  if (!begin_session (ctl, ctl->proof, &error))
    return gh_ctl_fail (error);

  return set_up_app (ctl, gh_operation_find (ctl->command->operation), secrets);
}

/* --- the own account --- */

/* Signs in, and hands on what the password gives. Returns: NULL, with @status, if that is not to be */
static GHashTable *
open_own_account (GhCtl *ctl,
                  GStrv  args,
                  int   *status)
{
  GHashTable *secrets;

  *status = GH_EXIT_USAGE;
  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return NULL;
  if (ctl->as == NULL)
    {
      say_whose (ctl);
      return NULL;
    }
  if (!is_for_people (ctl))
    return NULL;

  *status = GH_EXIT_REFUSED;
  if (!gh_ctl_open (ctl))
    return NULL;

  secrets = gh_secrets_new ();
  g_hash_table_insert (secrets, g_strdup (GH_OWN_SEAL_KEY), gh_secret_ref (ctl->proof->seal_key));

  return secrets;
}

static int
change_password (GhCtl *ctl,
                 GStrv  args)
{
  int status;
  g_autoptr (GHashTable) secrets = open_own_account (ctl, args, &status);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GError) error = NULL;
  GhSecret *password;

  if (secrets == NULL)
    return status;

  password = ask_new_password (&error);
  if (password == NULL)
    return gh_ctl_fail (error);

  g_hash_table_insert (secrets, g_strdup (GH_OWN_PASSWORD), password);

  return gh_ctl_run_operation (ctl, gh_operation_find (ctl->command->operation), NULL, parameters, secrets);
}

static int
replace_factor (GhCtl *ctl,
                GStrv  args)
{
  int status;
  g_autoptr (GHashTable) secrets = open_own_account (ctl, args, &status);

  return secrets != NULL ? set_up_app (ctl, gh_operation_find (ctl->command->operation), secrets) : status;
}

static int
renew_codes (GhCtl *ctl,
             GStrv  args)
{
  int status;
  g_autoptr (GHashTable) secrets = open_own_account (ctl, args, &status);
  g_autoptr (JsonObject) parameters = json_object_new ();

  return secrets != NULL ? gh_ctl_run_operation (ctl, gh_operation_find (ctl->command->operation), NULL, parameters, NULL)
                         : status;
}

/* --- lists --- */

static const GhCtlColumn columns[] = {
  { N_("Name"), 24 }, { N_("E-mail"), 32 }, { N_("Role"), 20 }, { N_("Status"), 9 }, { N_("Last sign-in"), 0 },
};

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  const GhView view = gh_ctl_report_get_view (report);
  g_autoptr (GPtrArray) all = gh_administrator_view_read (&view, connection, error);

  if (all == NULL)
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      GhAdministrator *administrator = g_ptr_array_index (all, i);
      const GhAdministratorFacts *facts = gh_administrator_get_facts (administrator);
      gint64 time = gh_administrator_get_last_sign_in (administrator);
      g_autofree char *last = time != 0 ? gh_time_format (time) : g_strdup (_("never"));

      gh_ctl_print_cells (columns, (const char *const []) {
        facts->name, facts->email, gh_role_words[facts->role],
        gh_administrator_status_get_word (gh_administrator_get_status (administrator)), last,
      });
    }

  return TRUE;
}

static const GhCtlReportKind administrators = {
  .saved = GH_PLURAL ("“%s” saved, %s row\n", "“%s” saved, %s rows\n"),
  .right = GH_RIGHT_VIEW_ADMINISTRATORS,
  .fields = gh_administrator_fields,
  .sorted = &gh_administrator_views,
  .print = print_table,
  .rows = &gh_report_of_administrators,
};

const GhCommand gh_ctl_administrator_commands[] = {
  { "administrator", "list", "[--query QUERY] [--sort COLUMN[:desc]] [--limit N]", N_("List administrators"),
    gh_ctl_report_list, NULL, &administrators },
  { "administrator", "export", "FILE.csv|FILE.json [--query QUERY] [--sort COLUMN[:desc]] [--exact]",
    N_("Save a report of administrators"), gh_ctl_report_export, NULL, &administrators },
  { "administrator", "set-up", "--as EMAIL",
    N_("Set up the account of --as with a set-up code: password and second factor"), set_up, "administrator.set-up" },
  { "administrator", "change-password", "--as EMAIL", N_("Choose another password of one’s own"), change_password,
    "administrator.change-password" },
  { "administrator", "replace-factor", "--as EMAIL", N_("Set up another authenticator app of one’s own"), replace_factor,
    "administrator.replace-factor" },
  { "administrator", "renew-codes", "--as EMAIL", N_("Make ten new recovery codes of one’s own"), renew_codes,
    "administrator.renew-codes" },
  { NULL },
};
