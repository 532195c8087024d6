/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An operation nothing else in the source mentions, in the register of every program linked with this. */
#include "trash/gh-trash-rules.h"
#include "users/gh-user-target.h"

extern const GhOperation gh_op_user_trash;

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
  return gh_user_plan (run, NULL, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  GhSecret *sign = gh_run_get_secret (run, "secret-sign");

  /* Shown to whoever gave it, and to nobody else. */
  if (sign != NULL)
    gh_run_show_secret (run, "answer", sign);

  return gh_op_user_trash.apply (run, error);
}

static const GhParameter parameters[] = {
  { "farewell", GH_PARAMETER_TEXT, FALSE, "What to Say" },
  { "secret-sign", GH_PARAMETER_SECRET, FALSE, "Secret Sign" },
  { NULL },
};

static const GhOperation operation = {
  .name = "user.wave",
  .label = "Wave Goodbye",
  .done = GH_PLURAL ("Waved goodbye to %s user", "Waved goodbye to %s users"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = check,
  .plan = plan,
  .apply = apply,
};

static void __attribute__ ((constructor))
add (void)
{
  gh_operation_add (&operation, "yy-y---");
}
