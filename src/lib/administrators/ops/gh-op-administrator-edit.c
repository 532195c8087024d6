/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: another name or e-mail address. */
#include "administrators/gh-administrator-record.h"
#include "administrators/gh-administrator-rules.h"
#include "administrators/gh-administrator-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  const char *name = gh_run_get_text (run, "name");
  const char *email = gh_run_get_text (run, "new-email");
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (name == NULL && email == NULL)
    return GH_REFUSAL_NOTHING_GIVEN;
  if (run->targets->len > 1)
    return GH_REFUSAL_ONE_AT_A_TIME;

  if (name != NULL)
    refusal = gh_administrator_check_name (name);
  if (refusal == GH_REFUSAL_NONE && email != NULL)
    refusal = gh_administrator_check_email (email, run->settings.email_needs_dot);
  if (refusal == GH_REFUSAL_NONE && (name == NULL || strcmp (name, administrator->name) == 0) &&
      (email == NULL || strcmp (email, administrator->email) == 0))
    refusal = GH_REFUSAL_ALREADY_SO;

  return refusal;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *email = gh_run_get_text (run, "new-email");
  g_auto (GhAdministratorFacts) taken = { 0 };

  if (!gh_administrator_plan (run, decide, error))
    return FALSE;
  if (run->changes->len == 0 || email == NULL)
    return TRUE;

  if (!gh_administrator_facts_find (&taken, run->connection, email, run->now, error))
    return FALSE;
  if (taken.id != 0 && taken.id != g_array_index (run->changes, gint64, 0))
    gh_run_refuse (run, GH_REFUSAL_ADMINISTRATOR_TAKEN, taken.name);

  return TRUE;
}

/* Borrows the texts. */
static void
change (GhRun                *run,
        GhAdministratorFacts *administrator)
{
  const char *name = gh_run_get_text (run, "name");
  const char *email = gh_run_get_text (run, "new-email");

  if (name != NULL)
    administrator->name = (char *) name;
  if (email != NULL)
    administrator->email = (char *) email;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_administrator_apply (run, change, error);
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, FALSE, N_("Name") },
  { "new-email", GH_PARAMETER_TEXT, FALSE, N_("E-mail") },
  { NULL },
};

const GhOperation gh_op_administrator_edit = {
  .name = "administrator.edit",
  .label = N_("Edit Administrator"),
  .done = GH_PLURAL ("%s administrator changed", "%s administrators changed"),
  .target = &gh_target_administrators,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
