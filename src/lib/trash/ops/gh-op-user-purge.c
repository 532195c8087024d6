/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T4: by hand, a limited number at a time, confirmed by that number. */
#include "jobs/gh-forget.h"
#include "trash/gh-purge.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_PURGE, facts, now);
}

/* The number comes from a rehearsal. */
static gboolean
is_confirmed (GhRun *run)
{
  if (run->is_rehearsal && !json_object_has_member (run->parameters, "confirm"))
    return TRUE;

  return gh_run_get_number (run, "confirm", -1) == run->changes->len;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_user_plan (run, NULL, error))
    return FALSE;
  if (run->changes->len == 0)
    return TRUE;

  if (run->changes->len > (guint) run->settings.purge_limit)
    {
      g_autofree char *limit = g_strdup_printf ("%d", run->settings.purge_limit);

      gh_run_refuse (run, GH_REFUSAL_TOO_MANY_AT_ONCE, limit);
      return TRUE;
    }

  if (!is_confirmed (run))
    {
      g_autofree char *number = g_strdup_printf ("%u", run->changes->len);

      gh_run_refuse (run, GH_REFUSAL_COUNT_NOT_CONFIRMED, number);
      return TRUE;
    }

  return gh_purge_plan (run, error);
}

static const GhParameter parameters[] = {
  { "confirm", GH_PARAMETER_NUMBER, FALSE, N_("How many users will be deleted for good") },
  { NULL },
};

const GhOperation gh_op_user_purge = {
  .name = "user.purge",
  .label = N_("Permanently Delete…"),
  .done = GH_PLURAL ("%s user deleted for good", "%s users deleted for good"),
  .no_undo_reason = N_("Deleting for good cannot be undone."),
  .target = &gh_target_trashed_users,
  .parameters = parameters,
  .check = check,
  .plan = plan,
  .apply = gh_purge_apply,
  .follow = gh_forget_purged,
};
