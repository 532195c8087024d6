/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: a new administrator, who gets a code for the first sign-in. */
#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"
#include "administrators/gh-administrator-rules.h"
#include "base/gh-id.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

/* The first is an Owner: nobody else could add the next one. */
static GhRefusal
decide (GhRun  *run,
        gint64  n_administrators)
{
  GhRefusal refusal = gh_administrator_check_name (gh_run_get_text (run, "name"));
  GhRole role;

  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_administrator_check_email (gh_run_get_text (run, "email"), run->settings.email_needs_dot);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;
  if (!gh_role_parse (gh_run_get_text (run, "role"), &role))
    return GH_REFUSAL_UNKNOWN_ROLE;

  return n_administrators == 0 && role != GH_ROLE_OWNER ? GH_REFUSAL_FIRST_OWNER : GH_REFUSAL_NONE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_auto (GhAdministratorFacts) taken = { 0 };
  gint64 n_all, n_owners;
  GhRefusal refusal;

  run->result->selected = 1;
  if (!gh_administrator_count (run->connection, &n_all, &n_owners, error) ||
      !gh_administrator_facts_find (&taken, run->connection, gh_run_get_text (run, "email"), run->now, error))
    return FALSE;

  refusal = decide (run, n_all);
  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);
  else if (taken.id != 0)
    gh_run_refuse (run, GH_REFUSAL_ADMINISTRATOR_TAKEN, taken.name);
  else
    gh_run_change (run, 0);
  gh_run_need_passcode (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *name = gh_run_get_text (run, "name");
  const char *email = gh_run_get_text (run, "email");
  g_autofree char *key = gh_id_new (GH_ID_ADMINISTRATOR);
  GhRole role;
  gint64 id;

  gh_role_parse (gh_run_get_text (run, "role"), &role);
  if (!gh_connection_run (run->connection, "administrators/insert-administrator", error, "sssiii", key, name, email,
                          (gint64) role, run->now, run->entry))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);
  gh_run_about (run, GH_ADMINISTRATOR_KIND, key, name);

  return gh_journal_created_record (run, GH_ADMINISTRATOR_KIND, id, error) &&
         gh_administrator_credential_put_set_up (run, id, email, error);
}

static const GhParameter parameters[] = {
  { "name", GH_PARAMETER_TEXT, TRUE, N_("Name") },
  { "email", GH_PARAMETER_TEXT, TRUE, N_("E-mail") },
  { "role", GH_PARAMETER_TEXT, TRUE, GH_ROLE_LABEL },
  { NULL },
};

const GhOperation gh_op_administrator_add = {
  .name = "administrator.add",
  .label = N_("Add Administrator"),
  .done = GH_PLURAL ("%s administrator added", "%s administrators added"),
  .no_undo_reason = N_("It gives rights: remove the administrator instead."),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
