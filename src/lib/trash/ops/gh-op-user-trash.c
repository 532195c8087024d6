/* SPDX-License-Identifier: GPL-3.0-or-later */
/* T1: by hand. */
#include "trash/gh-trash-rules.h"
#include "trash/gh-trash-send.h"
#include "users/gh-user-target.h"

#include <glib/gi18n-lib.h>

static GhRefusal
check (gconstpointer facts,
       gint64        now)
{
  return gh_trash_check (GH_TRASH_ACT_SEND, facts, now);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  if (!gh_user_plan (run, NULL, error))
    return FALSE;

  gh_trash_note_purge_date (run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_trash_send (run, GH_TRASH_BY_HAND, error);
}

const GhOperation gh_op_user_trash = {
  .name = "user.trash",
  .label = N_("Send to Trash…"),
  .done = GH_PLURAL ("%s user sent to the Trash", "%s users sent to the Trash"),
  .target = &gh_target_users,
  .check = check,
  .plan = plan,
  .apply = apply,
};
