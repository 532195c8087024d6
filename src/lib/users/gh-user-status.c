/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S5. Effective is the first of these that holds:
 *
 *   the Trash            Pending Deletion
 *   own Disabled         Disabled
 *   a lock-out           Locked Out
 *   a Disabled group     Disabled
 *   own Bypass           Bypass, until it ends
 *   a Bypass group       Bypass
 *   none of these        Active
 */
#include "users/gh-user-status.h"

#include "base/gh-fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *word;
  const char *label;
} statuses[GH_N_EFFECTIVE_STATUSES] = {
  [GH_EFFECTIVE_ACTIVE] = { "active", N_("Active") },
  [GH_EFFECTIVE_BYPASS] = { "bypass", N_("Bypass") },
  [GH_EFFECTIVE_DISABLED] = { "disabled", N_("Disabled") },
  [GH_EFFECTIVE_LOCKED_OUT] = { "locked out", N_("Locked Out") },
  [GH_EFFECTIVE_PENDING_DELETION] = { "pending deletion", N_("In Trash") },
};

gboolean
gh_user_is_locked (const GhUserFacts *facts,
                   gint64             now)
{
  g_return_val_if_fail (facts != NULL, TRUE);

  return facts->lockout != 0 && facts->lockout != facts->unlocked &&
         (facts->locked_until == 0 || facts->locked_until > now);
}

gboolean
gh_user_is_in_bypass (const GhUserFacts *facts,
                      gint64             now)
{
  g_return_val_if_fail (facts != NULL, FALSE);

  return facts->status == GH_STATUS_BYPASS && (facts->until == 0 || facts->until > now);
}

static gboolean
is_before (const GhUserGroup *a,
           const GhUserGroup *b)
{
  g_autofree char *fold_a = gh_fold_search (a->name);
  g_autofree char *fold_b = gh_fold_search (b->name);
  int order = strcmp (fold_a, fold_b);

  return order != 0 ? order < 0 : strcmp (a->name, b->name) < 0;
}

static const GhUserGroup *
find_group (const GhUserGroup *groups,
            gsize              n_groups,
            GhStoredStatus     status)
{
  const GhUserGroup *first = NULL;

  for (gsize i = 0; i < n_groups; i++)
    if (groups[i].status == status && (first == NULL || is_before (&groups[i], first)))
      first = &groups[i];

  return first;
}

GhUserStatus
gh_user_status (const GhUserFacts *facts,
                const GhUserGroup *groups,
                gsize              n_groups,
                gint64             now)
{
  const GhUserGroup *group;

  g_return_val_if_fail (facts != NULL, (GhUserStatus) { GH_EFFECTIVE_DISABLED });

  if (facts->trash_origin != GH_TRASH_NONE)
    return (GhUserStatus) { GH_EFFECTIVE_PENDING_DELETION, GH_STATUS_SOURCE_TRASH, .ends = facts->purge_at };

  if (facts->status == GH_STATUS_DISABLED && facts->directory_disabled)
    return (GhUserStatus) { GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_DIRECTORY, .source_id = facts->directory_id };

  if (facts->status == GH_STATUS_DISABLED)
    return (GhUserStatus) { GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_USER };

  if (gh_user_is_locked (facts, now))
    return (GhUserStatus) { GH_EFFECTIVE_LOCKED_OUT, GH_STATUS_SOURCE_LOCKOUT, .since = facts->locked,
                            .ends = facts->locked_until };

  group = find_group (groups, n_groups, GH_STATUS_DISABLED);
  if (group != NULL)
    return (GhUserStatus) { GH_EFFECTIVE_DISABLED, GH_STATUS_SOURCE_GROUP, .source_id = group->id };

  if (gh_user_is_in_bypass (facts, now))
    return (GhUserStatus) { GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_USER, .ends = facts->until };

  group = find_group (groups, n_groups, GH_STATUS_BYPASS);
  if (group != NULL)
    return (GhUserStatus) { GH_EFFECTIVE_BYPASS, GH_STATUS_SOURCE_GROUP, .source_id = group->id };

  return (GhUserStatus) { GH_EFFECTIVE_ACTIVE, GH_STATUS_SOURCE_USER };
}

/* --- words --- */

gboolean
gh_stored_status_parse (const char     *word,
                        GhStoredStatus *status)
{
  g_return_val_if_fail (word != NULL && status != NULL, FALSE);

  for (GhStoredStatus i = GH_STATUS_ACTIVE; i <= GH_STATUS_DISABLED; i++)
    if (strcmp (statuses[i].word, word) == 0)
      {
        *status = i;
        return TRUE;
      }

  return FALSE;
}

const char *
gh_stored_status_get_word (GhStoredStatus status)
{
  return status <= GH_STATUS_DISABLED ? statuses[status].word : "";
}

const char *
gh_effective_status_get_word (GhEffectiveStatus status)
{
  g_return_val_if_fail (status < GH_N_EFFECTIVE_STATUSES, "");

  return statuses[status].word;
}

const char *
gh_effective_status_get_label (GhEffectiveStatus status)
{
  g_return_val_if_fail (status < GH_N_EFFECTIVE_STATUSES, "");

  return _(statuses[status].label);
}
