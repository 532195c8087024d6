/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-ladder-rules.h"

static const GhPromptRow prompts[GH_N_PROMPTS] = {
  [GH_PROMPT_PASSWORD] = { "password", GH_LADDER_PASSWORD },
  [GH_PROMPT_SET_UP_CODE] = { "set-up-code", GH_LADDER_PASSWORD },
  [GH_PROMPT_PASSCODE] = { "passcode", GH_LADDER_PASSCODE },
  [GH_PROMPT_UNLOCK_PASSWORD] = { "unlock-password", GH_LADDER_PASSWORD },
  [GH_PROMPT_UNLOCK_PASSCODE] = { "unlock-passcode", GH_LADDER_PASSCODE },
  [GH_PROMPT_PASSWORD_NOW] = { "password-now", GH_LADDER_PASSWORD },
  [GH_PROMPT_PASSCODE_AGAIN] = { "passcode-again", GH_LADDER_PASSCODE },
};

const GhPromptRow *
gh_prompt_get (GhPrompt prompt)
{
  g_return_val_if_fail (prompt < GH_N_PROMPTS, NULL);

  return &prompts[prompt];
}

static gint64
get_delay (gint64 failures)
{
  gint64 delay = GH_LADDER_FIRST_DELAY;

  if (failures < GH_LADDER_FREE)
    return 0;

  for (gint64 i = GH_LADDER_FREE; i < failures && delay < GH_LADDER_LONGEST_DELAY; i++)
    delay *= 2;

  return MIN (delay, GH_LADDER_LONGEST_DELAY);
}

gint64
gh_ladder_get_wait (const GhLadder *self,
                    gint64          now)
{
  return MAX (self->next - now, 0);
}

gboolean
gh_ladder_shorten (GhLadder *self,
                   gint64    now)
{
  gint64 longest = now + get_delay (self->failures);

  if (self->next <= longest)
    return FALSE;

  self->next = longest;

  return TRUE;
}

void
gh_ladder_count (GhLadder *self,
                 gint64    now)
{
  self->failures = MIN (self->failures, G_MAXINT32) + 1;
  self->next = now + get_delay (self->failures);
}

gboolean
gh_ladder_locks_out (const GhLadder *self,
                     gint64          threshold,
                     gboolean        is_last_owner)
{
  return !is_last_owner && self->failures >= threshold;
}
