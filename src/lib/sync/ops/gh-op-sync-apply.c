/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S6, S7: what a directory lists becomes its managed users and its groups. */
#include "base/gh-email.h"
#include "base/gh-fold.h"
#include "base/gh-json-text.h"
#include "base/gh-row-ids.h"
#include "groups/gh-group-record.h"
#include "groups/gh-group-rules.h"
#include "sync/gh-directory-record.h"
#include "sync/gh-sync.h"
#include "users/gh-user-record.h"
#include "users/gh-user-rules.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

/* --- planning --- */

static gboolean
find_directory (GhRun   *run,
                GError **error)
{
  const char *key = gh_run_get_text (run, "directory");
  g_autofree char *name = NULL;
  gint64 id;

  if (!gh_record_kind_require_key (&gh_record_kind_directory, run->connection, key, &id, error) ||
      !gh_record_kind_describe (&gh_record_kind_directory, run->connection, id, NULL, &name, error))
    return FALSE;

  run->data = gh_sync_new (id);
  run->data_free = gh_sync_free;
  gh_run_about (run, GH_DIRECTORY_KIND, key, name);

  return TRUE;
}

static void
refuse_row (GhRun      *run,
            GhSyncRow  *row,
            GhRefusal   refusal,
            const char *detail)
{
  GhSync *sync = run->data;

  row->is_refused = TRUE;
  sync->n_refused++;
  if (sync->n_refused <= GH_SKIP_KEYS)
    gh_run_note (run, gh_refusal_get_code (refusal), 1,
                 detail != NULL ? g_strdup_printf ("“%s”: %s (%s)", row->external_id, gh_refusal_get_sentence (refusal),
                                                   detail)
                                : g_strdup_printf ("“%s”: %s", row->external_id, gh_refusal_get_sentence (refusal)));
}

static GhRefusal
check_texts (GhRun           *run,
             const GhSyncRow *row)
{
  GhRefusal refusal = gh_user_check_username (row->username);

  if (refusal == GH_REFUSAL_NONE && row->realname != NULL)
    refusal = gh_user_check_text (row->realname, GH_REALNAME_MAX);
  if (refusal == GH_REFUSAL_NONE && row->email != NULL)
    refusal = gh_email_check (row->email, run->settings.email_needs_dot);
  for (guint i = 0; refusal == GH_REFUSAL_NONE && row->groups != NULL && i < json_array_get_length (row->groups); i++)
    refusal = gh_group_check_name (json_array_get_string_element (row->groups, i));

  return refusal;
}

/* No user may hold a new username, and no other row may ask for it. One that another account gives up in this sync is
 * free only at the next. */
static gboolean
check_username (GhRun               *run,
                GhSyncRow           *row,
                const GhSyncChange  *change,
                GError             **error)
{
  GhSync *sync = run->data;
  g_autofree char *name_key = gh_fold_name_key (row->username);
  g_autofree char *holder = NULL;
  gboolean is_trashed;
  gint64 holder_id;

  if (!json_object_has_member (change->after, "username"))
    return TRUE;

  if (!gh_user_find_holder (run, row->username, &holder_id, &is_trashed, &holder, error))
    return FALSE;

  if (holder_id != 0 && holder_id != change->user_id)
    refuse_row (run, row, is_trashed ? GH_REFUSAL_NAME_TAKEN_IN_TRASH : GH_REFUSAL_NAME_TAKEN, holder);
  else if (holder_id != 0)
    {
      g_autofree char *old_key = gh_fold_name_key (json_object_get_string_member (change->before, "username"));

      if (!g_str_equal (old_key, name_key))
        refuse_row (run, row, GH_REFUSAL_ALIAS_IS_USERNAME, row->username);
    }

  if (!row->is_refused && !g_hash_table_add (sync->claimed, g_steal_pointer (&name_key)))
    refuse_row (run, row, GH_REFUSAL_NAME_TAKEN, row->username);

  return TRUE;
}

static gboolean
plan_row (GhRun      *run,
          GhSyncRow  *row,
          GArray     *changed,
          GError    **error)
{
  GhSync *sync = run->data;
  GhRefusal refusal = check_texts (run, row);
  g_auto (GhSyncChange) change = { 0 };

  if (!g_hash_table_add (sync->listed, (gpointer) row->external_id))
    refusal = GH_REFUSAL_REPEATED_IN_FILE;
  if (refusal != GH_REFUSAL_NONE)
    {
      refuse_row (run, row, refusal, NULL);
      return TRUE;
    }

  if (!gh_sync_work_out_row (sync, run, row, &change, error))
    return FALSE;
  if (change.refusal != GH_REFUSAL_NONE)
    {
      refuse_row (run, row, change.refusal, NULL);
      return TRUE;
    }
  if (!check_username (run, row, &change, error))
    return FALSE;

  if (!row->is_refused && json_object_has_member (change.after, "groups") &&
      json_array_get_length (json_object_get_array_member (change.after, "groups")) > GH_MAX_GROUPS)
    refuse_row (run, row, GH_REFUSAL_TOO_MANY_GROUPS, NULL);

  if (!row->is_refused && json_object_get_size (change.after) > 0)
    g_array_append_val (changed, change.user_id);

  return TRUE;
}

static gboolean
plan_leaver_cb (GhRun         *run,
                GhSyncChange  *change,
                GError       **error)
{
  gh_run_change (run, change->user_id);

  return TRUE;
}

static void
say_groups (GhRun *run)
{
  GhSync *sync = run->data;
  GHashTableIter iter;
  GhSyncGroup *group;
  gint64 n_new = 0;

  g_hash_table_iter_init (&iter, sync->groups);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &group))
    if (group->is_refused)
      gh_run_note (run, gh_refusal_get_code (GH_REFUSAL_GROUP_NAME_TAKEN), 1,
                   g_strdup_printf ("“%s”: %s", group->name, gh_refusal_get_sentence (GH_REFUSAL_GROUP_NAME_TAKEN)));
    else if (group->id == 0)
      n_new++;

  gh_run_also (run, "groups", n_new, "%s group is made", "%s groups are made");
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  GhSync *sync;
  gint64 n_listed, n_leavers;

  if (!find_directory (run, error))
    return FALSE;
  sync = run->data;
  if (!gh_sync_read_rows (sync, json_object_get_array_member (run->parameters, "users"), error))
    return FALSE;

  run->result->selected = sync->rows->len;
  for (guint i = 0; i < sync->rows->len; i++)
    if ((i % GH_RUN_CHUNK == 0 && !gh_run_progress (run, i, sync->rows->len, error)) ||
        !plan_row (run, &g_array_index (sync->rows, GhSyncRow, i), run->changes, error))
      return FALSE;

  n_listed = run->changes->len;
  if (gh_run_get_flag (run, "complete") && !gh_sync_for_each_leaver (sync, run, plan_leaver_cb, error))
    return FALSE;
  n_leavers = run->changes->len - n_listed;
  gh_row_ids_sort (run->changes);

  gh_run_also (run, "trash", n_leavers, "%s user goes to the Trash", "%s users go to the Trash");
  gh_run_also (run, "refused", sync->n_refused, "%s account is refused", "%s accounts are refused");
  say_groups (run);

  return TRUE;
}

/* --- applying --- */

static gboolean
make_groups (GhRun   *run,
             GError **error)
{
  GhSync *sync = run->data;
  GHashTableIter iter;
  GhSyncGroup *group;

  g_hash_table_iter_init (&iter, sync->groups);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &group))
    if (!group->is_refused && group->id == 0 &&
        !gh_group_insert (run, group->name, "", GH_STATUS_ACTIVE, sync->directory_id, &group->id, NULL, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_cb (GhRun         *run,
        GhSyncChange  *change,
        GError       **error)
{
  g_autofree char *before = gh_json_object_to_text (change->before);
  g_autofree char *after = gh_json_object_to_text (change->after);

  return gh_user_write_add (run, change->user_id, before, after, error);
}

static gboolean
add_new (GhRun               *run,
         const GhSyncChange  *change,
         gint64              *next_id,
         GError             **error)
{
  g_autofree char *after = gh_json_object_to_text (change->after);

  return gh_user_write_add (run, (*next_id)++, NULL, after, error);
}

static gboolean
apply_rows (GhRun   *run,
            GError **error)
{
  GhSync *sync = run->data;
  gint64 next_id;
  guint n = 0;

  if (!gh_connection_get_number (run->connection, "sync/get-next-user-id", &next_id, error, ""))
    return FALSE;

  for (guint i = 0; i < sync->rows->len; i++)
    {
      const GhSyncRow *row = &g_array_index (sync->rows, GhSyncRow, i);
      g_auto (GhSyncChange) change = { 0 };

      if (row->is_refused)
        continue;
      if (!gh_sync_work_out_row (sync, run, row, &change, error))
        return FALSE;
      if (json_object_get_size (change.after) == 0)
        continue;

      if (change.user_id == 0 ? !add_new (run, &change, &next_id, error) : !add_cb (run, &change, error))
        return FALSE;
      if (++n % GH_RUN_CHUNK == 0 &&
          (!gh_run_progress (run, i, sync->rows->len, error) || !gh_user_write_batch (run, error)))
        return FALSE;
    }

  return gh_user_write_batch (run, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_user_write_begin (run, error) &&
         make_groups (run, error) &&
         apply_rows (run, error) &&
         (!gh_run_get_flag (run, "complete") ||
          (gh_sync_for_each_leaver (run->data, run, add_cb, error) && gh_user_write_batch (run, error)));
}

static const GhParameter parameters[] = {
  { "directory", GH_PARAMETER_TEXT, TRUE, N_("Directory") },
  { "users", GH_PARAMETER_ROWS, TRUE, N_("Accounts") },
  { "complete", GH_PARAMETER_FLAG, FALSE, N_("All accounts of the directory are listed") },
  { NULL },
};

const GhOperation gh_op_sync_apply = {
  .name = "sync.apply",
  .label = N_("Sync"),
  .done = GH_PLURAL ("%s user synced", "%s users synced"),
  .has_no_menu = TRUE,
  .may_do_nothing = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
