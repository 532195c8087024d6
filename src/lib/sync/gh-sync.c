/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/gh-sync.h"

#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "base/gh-json-reader.h"
#include "base/gh-row-ids.h"
#include "groups/gh-group-record.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (24 * 60 * 60)

/* The columns of sync/find-managed-user. */
enum {
  COLUMN_ID,
  COLUMN_USERNAME,
  COLUMN_REALNAME,
  COLUMN_EMAIL,
  COLUMN_DIRECTORY_DISABLED,
  COLUMN_LAST_SYNC,
  COLUMN_STATUS,
  COLUMN_UNTIL,
  COLUMN_RESTORED,
  COLUMN_TRASH_ORIGIN,
  COLUMN_TRASH,
};

static void
group_free (gpointer data)
{
  GhSyncGroup *group = data;

  g_free (group->name);
  g_free (group);
}

GhSync *
gh_sync_new (gint64 directory_id)
{
  GhSync *self = g_new0 (GhSync, 1);

  self->directory_id = directory_id;
  self->rows = g_array_new (FALSE, TRUE, sizeof (GhSyncRow));
  self->listed = g_hash_table_new (g_str_hash, g_str_equal);
  self->claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);

  return self;
}

void
gh_sync_free (gpointer sync)
{
  GhSync *self = sync;

  g_array_unref (self->rows);
  g_hash_table_unref (self->listed);
  g_hash_table_unref (self->claimed);
  g_hash_table_unref (self->groups);
  g_free (self);
}

void
gh_sync_change_clear (GhSyncChange *self)
{
  g_clear_pointer (&self->before, json_object_unref);
  g_clear_pointer (&self->after, json_object_unref);
}

/* --- reading the rows --- */

static gboolean
is_list_of_texts (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) != G_TYPE_STRING)
      return FALSE;

  return TRUE;
}

static gboolean
read_row (JsonObject *object,
          GhSyncRow  *row)
{
  const struct {
    const char  *name;
    const char **text;
  } texts[] = {
    { "external_id", &row->external_id },
    { "username", &row->username },
    { "realname", &row->realname },
    { "email", &row->email },
  };
  JsonNode *groups = json_object_get_member (object, "groups");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      JsonNode *node = json_object_get_member (object, texts[i].name);

      if (node == NULL)
        continue;
      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return FALSE;
      *texts[i].text = json_node_get_string (node);
    }

  row->is_disabled = json_object_get_boolean_member_with_default (object, "disabled", FALSE);
  if (groups != NULL)
    {
      if (!is_list_of_texts (groups))
        return FALSE;
      row->groups = json_node_get_array (groups);
    }

  return row->external_id != NULL && *row->external_id != '\0' && row->username != NULL;
}

gboolean
gh_sync_read_rows (GhSync     *self,
                   JsonArray  *rows,
                   GError    **error)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      GhSyncRow row = { 0 };

      if (!read_row (json_array_get_object_element (rows, i), &row))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("Account %u of the directory is not as it should be."), i + 1);
          return FALSE;
        }
      g_array_append_val (self->rows, row);
    }

  return TRUE;
}

/* --- groups --- */

gboolean
gh_sync_find_group (GhSync       *self,
                    GhRun        *run,
                    const char   *name,
                    GhSyncGroup **group,
                    GError      **error)
{
  g_autofree char *name_key = gh_fold_name_key (name);
  g_auto (GhGroupFacts) facts = { 0 };

  *group = g_hash_table_lookup (self->groups, name_key);
  if (*group != NULL)
    return TRUE;

  if (!gh_group_facts_find (&facts, run, name, error))
    return FALSE;

  *group = g_new0 (GhSyncGroup, 1);
  (*group)->name = g_strdup (name);
  (*group)->id = facts.id;
  (*group)->is_refused = facts.id != 0 && facts.directory_id != self->directory_id;
  g_hash_table_insert (self->groups, g_steal_pointer (&name_key), *group);

  return TRUE;
}

static JsonArray *
make_array (GArray *ids)
{
  JsonArray *array = json_array_new ();

  gh_row_ids_unify (ids);
  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (array, g_array_index (ids, gint64, i));

  return array;
}

/* The directory decides about its own groups only. */
static gboolean
work_out_groups (GhSync           *self,
                 GhRun            *run,
                 const GhSyncRow  *row,
                 GhSyncChange     *change,
                 GError          **error)
{
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) new = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "sync/list-memberships", error);
  g_autoptr (JsonArray) before = NULL;
  g_autoptr (JsonArray) after = NULL;

  if (select == NULL)
    return FALSE;

  gh_statement_bind_int (select, 1, change->user_id);
  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_array_append_val (old, id);
      if (gh_statement_get_int (select, 1) != self->directory_id)
        g_array_append_val (new, id);
    }
  if (!gh_statement_finish (select, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (row->groups); i++)
    {
      GhSyncGroup *group;

      if (!gh_sync_find_group (self, run, json_array_get_string_element (row->groups, i), &group, error))
        return FALSE;
      if (!group->is_refused)
        g_array_append_val (new, group->id);
    }

  before = make_array (old);
  after = make_array (new);
  if (!json_array_equal (before, after))
    {
      json_object_set_array_member (change->before, "groups", g_steal_pointer (&before));
      json_object_set_array_member (change->after, "groups", g_steal_pointer (&after));
    }

  return TRUE;
}

/* --- one user --- */

static void
set_status (GhSyncChange   *change,
            GhStatement    *user,
            GhStoredStatus  status)
{
  GhStoredStatus old = gh_statement_get_int (user, COLUMN_STATUS);
  gint64 until = gh_statement_get_int (user, COLUMN_UNTIL);

  if (status != old)
    {
      json_object_set_int_member (change->before, "status", old);
      json_object_set_int_member (change->after, "status", status);
    }
  if (status != GH_STATUS_BYPASS && until != 0)
    {
      gh_user_set_number_or_null (change->before, "until", until);
      gh_user_set_number_or_null (change->after, "until", 0);
    }
}

/* S7, T3: only a sync restores users that a sync trashed, and the status stays Disabled. */
static gboolean
restore (GhSync        *self,
         GhSyncChange  *change,
         GhStatement   *user,
         gint64         now,
         GError       **error)
{
  const GhUserFacts facts = {
    .id = change->user_id,
    .directory_id = self->directory_id,
    .trash_origin = gh_statement_get_int (user, COLUMN_TRASH_ORIGIN),
  };
  JsonNode *trash = gh_json_parse (gh_statement_get_text (user, COLUMN_TRASH), error);

  if (trash == NULL)
    return FALSE;

  change->refusal = gh_trash_check (GH_TRASH_ACT_RESTORE_BY_SYNC, &facts, now);

  gh_user_set_number_or_null (change->before, "restored", gh_statement_get_int (user, COLUMN_RESTORED));
  gh_user_set_number_or_null (change->after, "restored", now);
  json_object_set_member (change->before, "trash", trash);
  json_object_set_null_member (change->after, "trash");

  return TRUE;
}

static gboolean
work_out_existing (GhSync           *self,
                   GhRun            *run,
                   const GhSyncRow  *row,
                   GhStatement      *user,
                   GhSyncChange     *change,
                   GError          **error)
{
  gboolean was_disabled = gh_statement_get_int (user, COLUMN_DIRECTORY_DISABLED) != 0;
  gboolean is_trashed = !gh_statement_is_null (user, COLUMN_TRASH);

  change->user_id = gh_statement_get_int (user, COLUMN_ID);
  gh_user_change_text (change->before, change->after, "username", gh_statement_get_text (user, COLUMN_USERNAME),
                       row->username);
  gh_user_change_text (change->before, change->after, "realname", gh_statement_get_text (user, COLUMN_REALNAME),
                       row->realname);
  gh_user_change_text (change->before, change->after, "email", gh_statement_get_text (user, COLUMN_EMAIL), row->email);

  if (row->is_disabled != was_disabled)
    {
      json_object_set_int_member (change->before, "directory_disabled", was_disabled);
      json_object_set_int_member (change->after, "directory_disabled", row->is_disabled);
    }

  if (row->is_disabled)
    set_status (change, user, GH_STATUS_DISABLED);
  else if (was_disabled && !is_trashed)
    set_status (change, user, GH_STATUS_ACTIVE);

  if ((is_trashed && !restore (self, change, user, run->now, error)) ||
      (row->groups != NULL && !work_out_groups (self, run, row, change, error)))
    return FALSE;

  /* A sync that finds nothing changed touches no user. */
  if (json_object_get_size (change->after) > 0)
    {
      gh_user_set_number_or_null (change->before, "last_sync", gh_statement_get_int (user, COLUMN_LAST_SYNC));
      gh_user_set_number_or_null (change->after, "last_sync", run->now);
    }

  return TRUE;
}

static gboolean
work_out_new (GhSync           *self,
              GhRun            *run,
              const GhSyncRow  *row,
              GhSyncChange     *change,
              GError          **error)
{
  g_autofree char *key = gh_id_new (GH_ID_USER);

  json_object_set_string_member (change->after, "key", key);
  json_object_set_string_member (change->after, "username", row->username);
  json_object_set_string_member (change->after, "realname", row->realname != NULL ? row->realname : "");
  json_object_set_string_member (change->after, "email", row->email != NULL ? row->email : "");
  json_object_set_int_member (change->after, "created", run->now);
  json_object_set_int_member (change->after, "directory", self->directory_id);
  json_object_set_string_member (change->after, "external_id", row->external_id);
  json_object_set_int_member (change->after, "last_sync", run->now);
  json_object_set_int_member (change->after, "directory_disabled", row->is_disabled);
  json_object_set_int_member (change->after, "status", row->is_disabled ? GH_STATUS_DISABLED : GH_STATUS_ACTIVE);

  return row->groups == NULL || work_out_groups (self, run, row, change, error);
}

gboolean
gh_sync_work_out_row (GhSync           *self,
                      GhRun            *run,
                      const GhSyncRow  *row,
                      GhSyncChange     *change,
                      GError          **error)
{
  g_autoptr (GhStatement) user = gh_connection_prepare (run->connection, "sync/find-managed-user", error);

  *change = (GhSyncChange) { .before = json_object_new (), .after = json_object_new () };
  if (user == NULL)
    return FALSE;

  gh_statement_bind (user, "is", self->directory_id, row->external_id);
  if (gh_statement_next (user))
    return work_out_existing (self, run, row, user, change, error);
  if (!gh_statement_finish (user, error))
    return FALSE;

  return work_out_new (self, run, row, change, error);
}

/* --- users no longer listed --- */

static void
work_out_leaver (GhRun        *run,
                 GhStatement  *user,
                 GhSyncChange *change)
{
  JsonObject *trash = json_object_new ();
  GhStoredStatus status = gh_statement_get_int (user, COLUMN_STATUS);
  gint64 until = gh_statement_get_int (user, COLUMN_UNTIL);

  *change = (GhSyncChange) {
    .user_id = gh_statement_get_int (user, COLUMN_ID),
    .before = json_object_new (),
    .after = json_object_new (),
  };
  set_status (change, user, GH_STATUS_DISABLED);

  json_object_set_int_member (trash, "origin", GH_TRASH_SYNC);
  json_object_set_int_member (trash, "sent", run->now);
  json_object_set_string_member (trash, "sent_by", run->actor->name);
  json_object_set_int_member (trash, "purge_at", run->now + (gint64) run->settings.pending_deletion_days * DAY_SECONDS);
  json_object_set_int_member (trash, "status_before", status);
  gh_user_set_number_or_null (trash, "until_before", until);
  json_object_set_null_member (change->before, "trash");
  json_object_set_object_member (change->after, "trash", trash);
}

gboolean
gh_sync_for_each_leaver (GhSync            *self,
                         GhRun             *run,
                         GhSyncLeaverFunc   func,
                         GError           **error)
{
  g_autoptr (GhStatement) user = gh_connection_prepare (run->connection, "sync/list-managed-users", error);

  if (user == NULL)
    return FALSE;

  gh_statement_bind_int (user, 1, self->directory_id);
  while (gh_statement_next (user))
    {
      g_auto (GhSyncChange) change = { 0 };

      if (g_hash_table_contains (self->listed, gh_statement_get_text (user, COLUMN_TRASH + 1)))
        continue;

      work_out_leaver (run, user, &change);
      if (!func (run, &change, error))
        return FALSE;
    }

  return gh_statement_finish (user, error);
}
