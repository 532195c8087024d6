/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-target.h"

#include "bypass-codes/gh-bypass-code-record.h"
#include "bypass-codes/gh-bypass-code-rules.h"

const GhTargetKind gh_target_bypass_codes = {
  .record_kind = GH_BYPASS_CODE_KIND,
};

char *
gh_bypass_code_dup_maker (const GhActor *actor)
{
  return g_strdup_printf ("%s %s", gh_actor_get_kind_name (actor), actor->id);
}

gboolean
gh_bypass_code_plan (GhRun   *run,
                     GError **error)
{
  g_autofree char *maker = gh_bypass_code_dup_maker (run->actor);

  for (guint i = 0; i < run->targets->len; i++)
    {
      gint64 id = g_array_index (run->targets, gint64, i);
      gint64 is_own;
      GhRefusal refusal;

      if (!gh_connection_get_number (run->connection, "bypass-codes/is-made-by", &is_own, error, "is", id,
                                     maker))
        return FALSE;

      refusal = gh_bypass_code_check_maker (run->actor->role, is_own != 0);
      if (refusal == GH_REFUSAL_NONE)
        gh_run_change (run, id);
      else
        gh_run_skip (run, GH_BYPASS_CODE_KIND, id, refusal);
    }

  return TRUE;
}
