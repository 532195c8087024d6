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

gboolean
gh_bypass_code_note (GhRun   *run,
                     gint64   id,
                     GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "bypass-codes/get-code-and-owner", error, "i", id);
  const char *key, *username;
  JsonArray *codes;
  JsonObject *code;

  if (!gh_statement_require (select, error))
    return FALSE;

  key = gh_statement_get_text (select, 0);
  username = gh_statement_get_text (select, 2);
  if (run->changes->len == 1)
    gh_run_about (run, GH_BYPASS_CODE_KIND, key, username);
  if (!json_object_has_member (run->facts, "bypass_codes"))
    json_object_set_array_member (run->facts, "bypass_codes", json_array_new ());
  codes = json_object_get_array_member (run->facts, "bypass_codes");
  if (json_array_get_length (codes) >= GH_BYPASS_CODES_NAMED)
    return TRUE;

  code = json_object_new ();
  json_object_set_string_member (code, "bypass_code_id", key);
  json_object_set_string_member (code, "user_id", gh_statement_get_text (select, 1));
  json_object_set_string_member (code, "username", username);
  json_array_add_object_element (codes, code);

  return TRUE;
}
