/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H1: another serial number. The secret and its counter are not touched. */
#include "base/gh-json-text.h"
#include "operations/gh-journal.h"
#include "tokens/gh-token-record.h"
#include "tokens/gh-token-rules.h"
#include "tokens/gh-token-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GhRefusal
decide (GhRun              *run,
        const GhTokenFacts *token)
{
  const char *serial = gh_run_get_text (run, "new-serial");
  GhRefusal refusal = gh_token_check_serial (serial);

  if (run->targets->len > 1)
    return GH_REFUSAL_ONE_AT_A_TIME;
  if (refusal == GH_REFUSAL_NONE && strcmp (serial, token->serial) == 0)
    refusal = GH_REFUSAL_ALREADY_SO;

  return refusal;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_auto (GhTokenFacts) token = { 0 };
  g_auto (GhTokenFacts) taken = { 0 };
  gboolean is_one;

  if (!gh_token_plan (run, decide, error))
    return FALSE;
  if (run->changes->len == 0)
    return TRUE;

  if (!gh_token_facts_read (&token, run, g_array_index (run->changes, gint64, 0), error) ||
      !gh_token_facts_find (&taken, run, gh_run_get_text (run, "new-serial"), token.type, &is_one, error))
    return FALSE;
  if (taken.id != 0 && taken.id != token.id)
    gh_run_refuse (run, GH_REFUSAL_TOKEN_TAKEN, taken.serial);

  return TRUE;
}

static char *
dup_serial_json (const char *serial)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "serial", serial);

  return gh_json_object_to_text (object);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const char *serial = gh_run_get_text (run, "new-serial");
  g_auto (GhTokenFacts) token = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = dup_serial_json (serial);

  if (!gh_token_facts_read (&token, run, g_array_index (run->changes, gint64, 0), error))
    return FALSE;

  before = dup_serial_json (token.serial);

  return gh_journal_changed (run, GH_TOKEN_KIND, token.id, token.last_op, before, after, error) &&
         gh_connection_run (run->connection, "tokens/set-serial", error, "isi", token.id, serial, run->entry);
}

static const GhParameter parameters[] = {
  { "new-serial", GH_PARAMETER_TEXT, TRUE, N_("Serial number") },
  { NULL },
};

const GhOperation gh_op_token_edit = {
  .name = "token.edit",
  .label = N_("Edit Hardware Token"),
  .done = GH_PLURAL ("%s hardware token changed", "%s hardware tokens changed"),
  .target = &gh_target_tokens,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
