/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: a hardware token with its secret, given to nobody yet. */
#include "base/gh-id.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"
#include "tokens/gh-token-record.h"
#include "tokens/gh-token-secret.h"
#include "tokens/gh-token-target.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  const char *type = gh_run_get_text (run, "type");
  const char *serial = gh_run_get_text (run, "serial");
  g_auto (GhTokenFacts) taken = { 0 };
  const char *detail = NULL;
  GhRefusal refusal;
  gboolean is_one;

  run->result->selected = 1;
  refusal = gh_token_check_serial (serial);
  if (refusal == GH_REFUSAL_NONE && (refusal = gh_token_check_type (type)) != GH_REFUSAL_NONE)
    detail = type;
  if (refusal == GH_REFUSAL_NONE)
    refusal = gh_token_secret_plan (run, type);
  if (refusal == GH_REFUSAL_NONE)
    {
      if (!gh_token_facts_find (&taken, run, serial, type, &is_one, error))
        return FALSE;
      if (taken.id != 0)
        {
          refusal = GH_REFUSAL_TOKEN_TAKEN;
          detail = serial;
        }
    }

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, detail);
  else
    gh_run_change (run, 0);

  return refusal != GH_REFUSAL_NONE || gh_sealed_plan (run, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *serial = gh_run_get_text (run, "serial");
  g_autofree char *key = gh_id_new (GH_ID_TOKEN);
  gint64 id;

  if (!gh_connection_run (run->connection, "tokens/add-token", error, "sssi", key, gh_run_get_text (run, "type"), serial,
                          run->entry))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);
  gh_run_about (run, GH_TOKEN_KIND, key, serial);

  return gh_journal_created_record (run, GH_TOKEN_KIND, id, error) && gh_token_secret_apply (run, id, error);
}

static const GhParameter parameters[] = {
  { "type", GH_PARAMETER_TEXT, TRUE, N_("Type: h6, h8, t6, t8, yk or d1") },
  { "serial", GH_PARAMETER_TEXT, TRUE, N_("Serial number") },
  GH_TOKEN_SECRET_PARAMETERS,
  { NULL },
};

const GhOperation gh_op_token_add = {
  .name = "token.add",
  .label = N_("Add Hardware Token"),
  .done = GH_PLURAL ("%s hardware token added", "%s hardware tokens added"),
  .no_undo_reason = N_("It makes an authenticator: delete the token instead."),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
