/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K2: the first key of an organisation, and its recovery key. */
#include "keys/gh-recovery-key.h"
#include "keys/ops/gh-key-record.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);

  if (keys == NULL)
    return FALSE;

  run->result->selected = 1;
  if (gh_key_list_find_master (keys) != NULL)
    {
      gh_run_refuse (run, GH_REFUSAL_KEY_EXISTS, NULL);
      return TRUE;
    }

  gh_run_change (run, 0);

  return gh_key_plan_number (run, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GhSecret) recovery_key = gh_recovery_key_new ();
  g_autoptr (GhSecret) text = gh_recovery_key_to_text (recovery_key);
  guint8 recovery_public[GH_PUBLIC_BYTES];

  gh_recovery_key_get_public (recovery_key, recovery_public);
  gh_run_show_secret (run, GH_KEY_RECOVERY_KEY, text);

  return gh_key_insert_master (run, recovery_public, run->now, 0, error);
}

static const GhParameter parameters[] = {
  { "number", GH_PARAMETER_NUMBER, TRUE, N_("The number that it gets") },
  { "master-key", GH_PARAMETER_SECRET, TRUE, N_("The new key") },
  { NULL },
};

const GhOperation gh_op_key_create = {
  .name = "key.create",
  .label = N_("Create Key"),
  .done = GH_PLURAL ("%s key created", "%s keys created"),
  .no_undo_reason = N_("A key stays once it has been made."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
