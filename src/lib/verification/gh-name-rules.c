/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-name-rules.h"

GhNameMatch
gh_name_decide (const GhNameFacts *facts)
{
  if (!facts->is_name)
    return GH_NAME_BLANK;
  if (facts->n_holders == 1)
    return GH_NAME_FOUND;
  if (facts->n_holders > 1 || facts->is_near)
    return GH_NAME_AMBIGUOUS;

  return facts->was ? GH_NAME_FORMER : GH_NAME_NEVER;
}
