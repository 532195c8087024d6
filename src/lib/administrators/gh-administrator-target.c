/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-target.h"

#include "administrators/gh-administrator-credential.h"
#include "administrators/gh-administrator-record.h"
#include "administrators/gh-administrator-rules.h"

extern const GhOperation gh_op_administrator_remove;

const GhTargetKind gh_target_administrators = {
  .record_kind = GH_ADMINISTRATOR_KIND,
};

typedef GhRefusal (*Decide) (GhRun                      *run,
                             const GhAdministratorFacts *administrator);

/* @n_owners: (nullable): how many usable Owners there would be, so far */
static gboolean
plan_one (GhRun   *run,
          gint64   id,
          Decide   decide,
          gint64  *n_owners,
          GError **error)
{
  g_auto (GhAdministratorFacts) administrator = { 0 };
  GhRefusal refusal;

  if (!gh_administrator_facts_read (&administrator, run->connection, id, run->now, error))
    return FALSE;

  /* Only removing the record helps. */
  refusal = administrator.is_ended && run->operation != &gh_op_administrator_remove ? GH_REFUSAL_ADMINISTRATOR_ENDED
                                                                                   : decide (run, &administrator);
  if (refusal == GH_REFUSAL_NONE && n_owners != NULL)
    {
      refusal = gh_administrator_check_owner_left (&administrator, *n_owners);
      if (refusal == GH_REFUSAL_NONE && gh_administrator_is_usable_owner (&administrator))
        *n_owners -= 1;
    }

  if (refusal == GH_REFUSAL_NONE)
    gh_run_change (run, id);
  else
    gh_run_skip (run, GH_ADMINISTRATOR_KIND, id, refusal);
  if (run->targets->len == 1)
    gh_run_about (run, GH_ADMINISTRATOR_KIND, administrator.key, administrator.name);

  return TRUE;
}

static gboolean
plan_all (GhRun   *run,
          Decide   decide,
          gint64  *n_owners,
          GError **error)
{
  for (guint i = 0; i < run->targets->len; i++)
    if (!plan_one (run, g_array_index (run->targets, gint64, i), decide, n_owners, error))
      return FALSE;

  /* A6: whatever is done to administrators. */
  gh_run_need_passcode (run);

  return TRUE;
}

gboolean
gh_administrator_plan (GhRun   *run,
                       Decide   decide,
                       GError **error)
{
  return plan_all (run, decide, NULL, error);
}

gboolean
gh_administrator_plan_leaving (GhRun   *run,
                               Decide   decide,
                               GError **error)
{
  gint64 n_all, n_owners;

  return gh_administrator_count (run->connection, &n_all, &n_owners, error) && plan_all (run, decide, &n_owners, error);
}

gboolean
gh_administrator_apply (GhRun   *run,
                        void   (*change) (GhRun                *run,
                                          GhAdministratorFacts *administrator),
                        GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      g_auto (GhAdministratorFacts) administrator = { 0 };
      GhAdministratorFacts changed;

      if (!gh_administrator_facts_read (&administrator, run->connection, g_array_index (run->changes, gint64, i),
                                        run->now, error))
        return FALSE;

      changed = administrator;
      change (run, &changed);
      if (!gh_administrator_write (run, &administrator, &changed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
reset_one (GhRun     *run,
           gint64     id,
           gboolean   ends_password,
           GError   **error)
{
  g_auto (GhAdministratorFacts) administrator = { 0 };

  return gh_administrator_facts_read (&administrator, run->connection, id, run->now, error) &&
         (!ends_password || gh_administrator_credential_end (run, id, GH_ACCOUNT_PASSWORD, error)) &&
         gh_administrator_credential_end (run, id, GH_ACCOUNT_FACTOR, error) &&
         gh_administrator_credential_end (run, id, GH_ACCOUNT_RECOVERY, error) &&
         gh_administrator_credential_put_set_up (run, id, administrator.email, error);
}

gboolean
gh_administrator_reset (GhRun     *run,
                        gboolean   ends_password,
                        GError   **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    if (!reset_one (run, g_array_index (run->changes, gint64, i), ends_password, error))
      return FALSE;

  return TRUE;
}
