/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-target.h"

#include "base/gh-row-ids.h"
#include "groups/gh-group-record.h"

#include <glib/gi18n-lib.h>

static gboolean
resolve_keys (GhRun   *run,
              GStrv    keys,
              GArray  *ids,
              GError **error)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gint64 id;

      if (!gh_connection_get_number (run->connection, "groups/find-group-by-key", &id, error, "s", keys[i]))
        return FALSE;
      if (id == 0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no group with the ID “%s”."), keys[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }

  return TRUE;
}

static gboolean
resolve_name (GhRun       *run,
              const char  *name,
              GArray      *ids,
              GError     **error)
{
  g_auto (GhGroupFacts) group = { 0 };

  if (!gh_group_facts_find (&group, run, name, error))
    return FALSE;

  if (group.id == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no group “%s”."), name);
      return FALSE;
    }
  g_array_append_val (ids, group.id);

  return TRUE;
}

static gboolean
resolve_groups (GhRun           *run,
                const GhTarget  *target,
                GArray          *ids,
                GError         **error)
{
  if (target->query != NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("Groups are named, not found by a query."));
      return FALSE;
    }

  if (target->keys != NULL && !resolve_keys (run, target->keys, ids, error))
    return FALSE;
  if (target->name != NULL && !resolve_name (run, target->name, ids, error))
    return FALSE;
  if (target->ids != NULL)
    g_array_append_vals (ids, target->ids->data, target->ids->len);

  gh_row_ids_unify (ids);

  return TRUE;
}

const GhTargetKind gh_target_groups = {
  .record_kind = GH_GROUP_KIND,
  .noun = GH_PLURAL ("%s group", "%s groups"),
  .resolve = resolve_groups,
};
