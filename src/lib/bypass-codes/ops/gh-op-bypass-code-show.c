/* SPDX-License-Identifier: GPL-3.0-or-later */
/* B6: a code's digits, once the log says who saw them. */
#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"
#include "bypass-codes/gh-bypass-code-target.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gint64 n_open_ended = 0;

  if (!gh_bypass_code_plan (run, error))
    return FALSE;

  gh_run_limit_secrets (run, run->changes->len);
  for (guint i = 0; i < run->changes->len; i++)
    {
      gint64 is_open_ended;

      if (!gh_connection_get_number (run->connection, "bypass-codes/is-open-ended", &is_open_ended, error, "i",
                                     g_array_index (run->changes, gint64, i)))
        return FALSE;
      n_open_ended += is_open_ended;
    }
  if (n_open_ended > 0 || run->changes->len > GH_BYPASS_CODES_UNASKED)
    gh_run_need_passcode (run);

  return run->changes->len == 0 || gh_sealed_plan (run, error);
}

/* The result, with the digits, leaves after the commit. */
static gboolean
apply (GhRun   *run,
       GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      gint64 id = g_array_index (run->changes, gint64, i);
      g_autoptr (GhSecret) code = NULL;
      g_autofree char *key = NULL;

      if (!gh_record_kind_describe (gh_record_kind_find (GH_BYPASS_CODE_KIND), run->connection, id, &key, NULL, error) ||
          !gh_bypass_code_note (run, id, error) ||
          !gh_sealed_get (run->store, run->connection, GH_BYPASS_CODE_KIND, id, "code", &code, error))
        return FALSE;
      if (code == NULL)
        return gh_refusal_set_error (GH_REFUSAL_CODE_NOT_KEPT, error, NULL);

      gh_run_show_secret (run, key, code);
    }

  return TRUE;
}

const GhOperation gh_op_bypass_code_show = {
  .name = "bypass-code.show",
  .label = N_("Show Bypass Code"),
  .done = GH_PLURAL ("%s bypass code shown", "%s bypass codes shown"),
  .no_undo_reason = N_("What somebody has seen cannot be unseen: delete the code."),
  .target = &gh_target_bypass_codes,
  .plan = plan,
  .apply = apply,
};
