/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-rules.h"

#include "base/gh-fold.h"

GhRefusal
gh_group_check_name (const char *name)
{
  return gh_fold_check_name (name, GH_GROUP_NAME_MAX);
}

GhRefusal
gh_group_check_description (const char *description)
{
  if (!g_utf8_validate (description, -1, NULL))
    return GH_REFUSAL_NOT_UTF8;

  return g_utf8_strlen (description, -1) > GH_GROUP_DESCRIPTION_MAX ? GH_REFUSAL_TOO_LONG : GH_REFUSAL_NONE;
}

GhRefusal
gh_group_check_change (gconstpointer facts,
                       gint64        now)
{
  const GhGroupFacts *group = facts;

  return group->directory_id != 0 ? GH_REFUSAL_GROUP_OF_DIRECTORY : GH_REFUSAL_NONE;
}

GhRefusal
gh_group_check_joining (gboolean is_member,
                        gint64   n_groups)
{
  if (is_member)
    return GH_REFUSAL_ALREADY_MEMBER;

  return n_groups >= GH_MAX_GROUPS ? GH_REFUSAL_TOO_MANY_GROUPS : GH_REFUSAL_NONE;
}

GhRefusal
gh_group_check_leaving (gboolean is_member,
                        gint64   n_groups)
{
  return is_member ? GH_REFUSAL_NONE : GH_REFUSAL_NOT_MEMBER;
}
