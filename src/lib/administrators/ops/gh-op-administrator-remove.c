/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A5: an administrator who leaves. What the log says of this person stays. */
#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"
#include "administrators/gh-administrator-target.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

static GhRefusal
decide (GhRun                      *run,
        const GhAdministratorFacts *administrator)
{
  return GH_REFUSAL_NONE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  return gh_administrator_plan_leaving (run, decide, error);
}

static gboolean
remove_one (GhRun   *run,
            gint64   id,
            GError **error)
{
  static const char *const kinds[] = { GH_ACCOUNT_PASSWORD, GH_ACCOUNT_FACTOR, GH_ACCOUNT_RECOVERY, GH_ACCOUNT_SET_UP };
  g_auto (GhAdministratorFacts) administrator = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!gh_administrator_credential_end (run, id, kinds[i], error))
      return FALSE;

  return gh_administrator_facts_read (&administrator, run->connection, id, run->now, error) &&
         gh_journal_removed_record (run, GH_ADMINISTRATOR_KIND, id, administrator.last_op, error) &&
         gh_connection_run (run->connection, "administrators/delete-administrator", error, "i", id);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    if (!remove_one (run, g_array_index (run->changes, gint64, i), error))
      return FALSE;

  return TRUE;
}

const GhOperation gh_op_administrator_remove = {
  .name = "administrator.remove",
  .label = N_("Remove Administrator"),
  .done = GH_PLURAL ("%s administrator removed", "%s administrators removed"),
  .no_undo_reason = N_("It takes away rights: add the administrator again instead."),
  .target = &gh_target_administrators,
  .plan = plan,
  .apply = apply,
};
