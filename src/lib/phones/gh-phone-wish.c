/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-wish.h"

#include "phones/gh-phone-region.h"

void
gh_phone_wish_take (GhPhoneWish *self,
                    GhRun       *run,
                    const char  *number)
{
  const GhPhoneTexts texts = {
    .number = gh_run_get_text (run, number),
    .extension = gh_run_get_text (run, "extension"),
    .name = gh_run_get_text (run, "name"),
    .type = gh_run_get_text (run, "type"),
    .platform = gh_run_get_text (run, "platform"),
  };
  g_autofree char *region = gh_phone_region_find (&run->settings);
  GhRefusal refusal = gh_phone_read_wish (&texts, region, self);

  if (refusal != GH_REFUSAL_NONE)
    gh_run_refuse (run, refusal, NULL);
}

void
gh_phone_wish_remark (GhRun      *run,
                      const char *number)
{
  GhRefusal remark = *number != '\0' ? gh_phone_number_check_likely (number) : GH_REFUSAL_NONE;

  if (remark != GH_REFUSAL_NONE)
    gh_run_note (run, gh_refusal_get_code (remark), 1, g_strdup (gh_refusal_get_sentence (remark)));
}
