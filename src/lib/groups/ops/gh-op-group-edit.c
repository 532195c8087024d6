/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1: name, description and status of groups. */
#include "groups/gh-group-leaving.h"
#include "groups/gh-group-record.h"
#include "groups/gh-group-rules.h"
#include "groups/gh-group-target.h"
#include "operations/gh-journal.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char     *name;          /* like the next two, NULL: unchanged */
  const char     *description;
  const char     *word;
  GhStoredStatus  status;
} Wanted;

static GhRefusal
read_wanted (GhRun  *run,
             Wanted *wanted)
{
  GhRefusal refusal = GH_REFUSAL_NONE;

  *wanted = (Wanted) {
    .name = gh_run_get_text (run, "new-name"),
    .description = gh_run_get_text (run, "description"),
    .word = gh_run_get_text (run, "status"),
  };

  if (wanted->name == NULL && wanted->description == NULL && wanted->word == NULL)
    return GH_REFUSAL_NOTHING_GIVEN;
  if (wanted->name != NULL && run->targets->len > 1)
    return GH_REFUSAL_ONE_AT_A_TIME;

  if (wanted->name != NULL)
    refusal = gh_group_check_name (wanted->name);
  if (refusal == GH_REFUSAL_NONE && wanted->description != NULL)
    refusal = gh_group_check_description (wanted->description);
  if (refusal == GH_REFUSAL_NONE && wanted->word != NULL && !gh_stored_status_parse (wanted->word, &wanted->status))
    refusal = GH_REFUSAL_UNKNOWN_STATUS;

  return refusal;
}

static GhRefusal
decide (GhRun              *run,
        const Wanted       *wanted,
        const GhGroupFacts *group)
{
  gboolean changes_status = wanted->word != NULL && wanted->status != group->status;
  GhRefusal refusal = gh_group_check_change (group, run->now);

  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (!changes_status && (wanted->name == NULL || strcmp (wanted->name, group->name) == 0) &&
      (wanted->description == NULL || strcmp (wanted->description, group->description) == 0))
    return GH_REFUSAL_ALREADY_SO;

  /* The status the members come under, and the one they come out of (A4). */
  if (changes_status)
    refusal = gh_role_may_set_status (run->actor->role, wanted->status, FALSE, &run->settings);
  if (changes_status && refusal == GH_REFUSAL_NONE)
    refusal = gh_role_may_set_status (run->actor->role, group->status, FALSE, &run->settings);

  return refusal;
}

static gboolean
plan_group (GhRun         *run,
            const Wanted  *wanted,
            gint64         id,
            GArray        *restated,
            GError       **error)
{
  g_auto (GhGroupFacts) group = { 0 };
  g_auto (GhGroupFacts) holder = { 0 };
  GhRefusal refusal;

  if (!gh_group_facts_read (&group, run, id, error))
    return FALSE;

  refusal = decide (run, wanted, &group);
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_skip (run, GH_GROUP_KIND, id, refusal);
      return TRUE;
    }

  if (wanted->name != NULL)
    {
      if (!gh_group_facts_find (&holder, run, wanted->name, error))
        return FALSE;
      if (holder.id != 0 && holder.id != id)
        {
          gh_run_refuse (run, GH_REFUSAL_GROUP_NAME_TAKEN, holder.name);
          return TRUE;
        }
    }

  gh_run_change (run, id);
  if (wanted->word != NULL && wanted->status != group.status)
    g_array_append_val (restated, id);
  if (run->targets->len == 1)
    gh_run_about (run, GH_GROUP_KIND, group.key, group.name);

  return TRUE;
}

/* Counts those the new status affects. Nobody signs in from the Trash. */
static gboolean
note_members (GhRun   *run,
              GArray  *restated,
              GError **error)
{
  gint64 n_members;

  if (!gh_group_leaving_begin (run, restated, error) ||
      !gh_connection_get_number (run->connection, "groups/count-members", &n_members, error, ""))
    return FALSE;
  gh_run_also (run, "members", n_members, "%s member comes under this status", "%s members come under this status");

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GArray) restated = g_array_new (FALSE, FALSE, sizeof (gint64));
  Wanted wanted;
  GhRefusal refusal = read_wanted (run, &wanted);

  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  for (guint i = 0; i < run->targets->len; i++)
    if (!plan_group (run, &wanted, g_array_index (run->targets, gint64, i), restated, error))
      return FALSE;

  return restated->len == 0 || note_members (run, restated, error);
}

static gboolean
apply_chunk (GhRun    *run,
             gpointer  data,
             GError  **error)
{
  const Wanted *wanted = data;
  gint64 status = wanted->word != NULL ? (gint64) wanted->status : -1;

  return gh_journal_rows_with (run, GH_GROUP_KIND, "groups/list-group-edits", error, "iissi", run->entry, run->now,
                               wanted->name, wanted->description, status) &&
         gh_connection_run (run->connection, "groups/edit-groups", error, "iissi", run->entry, run->now,
                            wanted->name, wanted->description, status);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  Wanted wanted;

  read_wanted (run, &wanted);

  return gh_run_in_chunks (run, run->changes, apply_chunk, &wanted, error);
}

static const GhParameter parameters[] = {
  { "new-name", GH_PARAMETER_TEXT, FALSE, N_("Name") },
  { "description", GH_PARAMETER_TEXT, FALSE, N_("Description") },
  { "status", GH_PARAMETER_STATUS, FALSE, N_("Status for members") },
  { NULL },
};

const GhOperation gh_op_group_edit = {
  .name = "group.edit",
  .label = N_("Edit Group"),
  .done = GH_PLURAL ("%s group changed", "%s groups changed"),
  .target = &gh_target_groups,
  .parameters = parameters,
  .check = gh_group_check_change,
  .plan = plan,
  .apply = apply,
};
