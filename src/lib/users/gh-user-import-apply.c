/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10, R7: writing the rows that user.import's plan has passed. */
#include "users/gh-user-import.h"

#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "operations/gh-journal.h"
#include "users/gh-user-record.h"

#include <string.h>

/* The group's id, made now if the file is the first to name it. */
static gboolean
get_group (GhImport    *import,
           GhRun       *run,
           const char  *name,
           gint64      *id,
           GError     **error)
{
  g_autofree char *key = gh_fold_name_key (name);
  GhImportGroup *group = g_hash_table_lookup (import->groups, key);
  g_autofree char *group_key = NULL;

  if (group->id == 0)
    {
      group_key = gh_id_new (GH_ID_GROUP);
      if (!gh_connection_run (run->connection, "users/insert-group-for-import", error, "ssi", group_key, group->name,
                              run->entry))
        return FALSE;
      group->id = gh_connection_get_last_row_id (run->connection);
      if (!gh_journal_created_record (run, "group", group->id, error))
        return FALSE;
    }
  *id = group->id;

  return TRUE;
}

static gboolean
add_groups (GhImport  *import,
            GhRun     *run,
            gint64     user_id,
            GError   **error)
{
  for (guint i = 0; i < import->row.groups->len; i++)
    {
      gint64 group_id, is_member;

      if (!get_group (import, run, g_ptr_array_index (import->row.groups, i), &group_id, error) ||
          !gh_connection_get_number (run->connection, "users/is-member", &is_member, error, "ii", user_id, group_id))
        return FALSE;
      if (!is_member &&
          !gh_connection_run (run->connection, "users/insert-membership", error, "ii", user_id, group_id))
        return FALSE;
    }

  return TRUE;
}

/* Finds by two texts what a row of the file names; sets @id to 0 where it is not there yet. */
static gboolean
find_device (GhRun       *run,
             const char  *statement,
             const char  *first,
             const char  *second,
             gint64       user_id,
             gint64      *id,
             gboolean    *is_owned,
             GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, statement, error);
  g_autoptr (GError) local_error = NULL;

  *id = 0;
  *is_owned = FALSE;
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "ssi", first, second, user_id);
  if (gh_statement_step (select, &local_error))
    {
      *id = gh_statement_get_int (select, 0);
      *is_owned = gh_statement_get_int (select, 1) != 0;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_phones (GhImport  *import,
            GhRun     *run,
            gint64     user_id,
            GError   **error)
{
  for (guint i = 0; i < import->row.phones->len; i++)
    {
      const GhImportPhone *phone = g_ptr_array_index (import->row.phones, i);
      gboolean is_owned;
      gint64 id;

      if (!find_device (run, "users/find-phone", phone->number, phone->extension, user_id, &id, &is_owned, error))
        return FALSE;
      if (id == 0)
        {
          g_autofree char *key = gh_id_new (GH_ID_PHONE);

          if (!gh_connection_run (run->connection, "users/insert-phone", error, "sssssi", key, phone->number,
                                  phone->extension, phone->type, phone->platform, run->entry))
            return FALSE;
          id = gh_connection_get_last_row_id (run->connection);
          if (!gh_journal_created_record (run, "phone", id, error))
            return FALSE;
        }
      if (!is_owned && !gh_connection_run (run->connection, "users/insert-phone-owner", error, "ii", user_id, id))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_tokens (GhImport  *import,
            GhRun     *run,
            gint64     user_id,
            GError   **error)
{
  for (guint i = 0; i < import->row.tokens->len; i++)
    {
      const GhImportToken *token = g_ptr_array_index (import->row.tokens, i);
      gboolean is_owned;
      gint64 id;

      if (!find_device (run, "users/find-token", token->serial, token->type, user_id, &id, &is_owned, error))
        return FALSE;
      if (id == 0)
        {
          g_autofree char *key = gh_id_new (GH_ID_TOKEN);

          if (!gh_connection_run (run->connection, "users/insert-token", error, "sssi", key, token->type,
                                  token->serial, run->entry))
            return FALSE;
          id = gh_connection_get_last_row_id (run->connection);
          if (!gh_journal_created_record (run, "token", id, error))
            return FALSE;
        }
      if (!is_owned && !gh_connection_run (run->connection, "users/insert-token-owner", error, "ii", user_id, id))
        return FALSE;
    }

  return TRUE;
}

/* Aliases change places within one row, so that all the old names go before the new ones come. */
static gboolean
set_aliases (GhImport  *import,
             GhRun     *run,
             gint64     user_id,
             GError   **error)
{
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (import->row.aliases[i] != NULL && import->existing.aliases[i] != NULL &&
        !gh_connection_run (run->connection, "users/remove-user-name-in-slot", error, "ii", user_id, (gint64) i + 1))
      return FALSE;

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    {
      const char *alias = import->row.aliases[i];
      g_autofree char *fold = alias != NULL ? gh_fold_search (alias) : NULL;
      g_autofree char *key = alias != NULL ? gh_fold_name_key (alias) : NULL;

      if (alias != NULL &&
          (!gh_connection_run (run->connection, "users/insert-user-alias", error, "iiss", user_id, (gint64) i + 1,
                               alias, fold) ||
           !gh_connection_run (run->connection, "users/insert-user-name", error, "sii", key, user_id,
                               (gint64) i + 1)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_relations (GhImport  *import,
               GhRun     *run,
               gint64     user_id,
               GError   **error)
{
  return set_aliases (import, run, user_id, error) && add_groups (import, run, user_id, error) &&
         add_phones (import, run, user_id, error) && add_tokens (import, run, user_id, error);
}

static gboolean
insert_user (GhImport  *import,
             GhRun     *run,
             GError   **error)
{
  const GhImportRow *row = &import->row;
  g_autofree char *key = gh_id_new (GH_ID_USER);
  g_autofree char *name_key = gh_fold_name_key (row->username);
  g_autofree char *username_fold = gh_fold_search (row->username);
  g_autofree char *realname_fold = row->realname != NULL ? gh_fold_search (row->realname) : g_strdup ("");
  g_autofree char *email_fold = row->email != NULL ? gh_fold_search (row->email) : g_strdup ("");
  gint64 id;

  if (!gh_connection_run (run->connection, "users/insert-user", error, "ssssssssi", key, row->username,
                          username_fold, row->realname != NULL ? row->realname : "", realname_fold,
                          row->email != NULL ? row->email : "", email_fold, row->notes != NULL ? row->notes : "",
                          run->now))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);

  return gh_connection_run (run->connection, "users/insert-user-status", error, "iiti", id,
                            (gint64) MAX (row->status, 0), row->until, run->entry) &&
         gh_connection_run (run->connection, "users/insert-user-name", error, "sii", name_key, id, (gint64) 0) &&
         add_relations (import, run, id, error) &&
         gh_journal_created_record (run, GH_USER_KIND, id, error);
}

/* --- changed users --- */

typedef struct {
  JsonObject *before;
  JsonObject *after;
} Change;

static void
change_text (Change     *change,
             const char *name,
             const char *before,
             const char *after)
{
  if (after == NULL || strcmp (before, after) == 0)
    return;

  json_object_set_string_member (change->before, name, before);
  json_object_set_string_member (change->after, name, after);
}

static void
set_number_or_null (JsonObject *object,
                    const char *name,
                    gint64      number)
{
  if (number != 0)
    json_object_set_int_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

static gboolean
read_relations (GhRun   *run,
                gint64   user_id,
                char    *relations[4],
                GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/get-relations-of-user", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "i", user_id);
  if (!gh_statement_step (select, error))
    return FALSE;
  for (int i = 0; i < 4; i++)
    relations[i] = g_strdup (gh_statement_get_text (select, i));

  return TRUE;
}

/* Takes the texts of @before and @after. */
static void
change_relations (Change *change,
                  char   *before[4],
                  char   *after[4])
{
  static const char *const names[] = { "aliases", "phones", "tokens", "groups" };

  for (int i = 0; i < 4; i++)
    {
      if (g_strcmp0 (before[i], after[i]) != 0)
        {
          json_object_set_member (change->before, names[i], json_from_string (before[i], NULL));
          json_object_set_member (change->after, names[i], json_from_string (after[i], NULL));
        }
      g_free (before[i]);
      g_free (after[i]);
    }
}

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);

  return json_to_string (node, FALSE);
}

static gboolean
update_fields (GhImport  *import,
               GhRun     *run,
               Change    *change,
               GError   **error)
{
  const GhImportRow *row = &import->row;
  const GhImportExisting *existing = &import->existing;
  const char *realname = row->realname != NULL ? row->realname : existing->realname;
  const char *email = row->email != NULL ? row->email : existing->email;
  const char *notes = row->notes != NULL ? row->notes : existing->notes;
  gint64 status = row->status >= 0 ? row->status : (gint64) existing->status;
  gint64 until = status != GH_STATUS_BYPASS ? 0 : row->until != 0 ? row->until : existing->until;
  g_autofree char *realname_fold = gh_fold_search (realname);
  g_autofree char *email_fold = gh_fold_search (email);

  change_text (change, "realname", existing->realname, realname);
  change_text (change, "email", existing->email, email);
  change_text (change, "notes", existing->notes, notes);
  if (json_object_get_size (change->before) > 0 &&
      !gh_connection_run (run->connection, "users/update-user-texts", error, "isssss", existing->id, realname,
                          realname_fold, email, email_fold, notes))
    return FALSE;

  if (status != (gint64) existing->status)
    {
      json_object_set_int_member (change->before, "status", existing->status);
      json_object_set_int_member (change->after, "status", status);
    }
  if (until != existing->until)
    {
      set_number_or_null (change->before, "until", existing->until);
      set_number_or_null (change->after, "until", until);
    }

  return gh_connection_run (run->connection, "users/update-user-status-for-import", error, "iiti", existing->id,
                            status, until, run->entry);
}

static gboolean
update_user (GhImport  *import,
             GhRun     *run,
             gint64     user_id,
             GError   **error)
{
  g_autoptr (JsonObject) before = json_object_new ();
  g_autoptr (JsonObject) after = json_object_new ();
  g_autofree char *before_text = NULL;
  g_autofree char *after_text = NULL;
  char *old_relations[4] = { NULL };
  char *new_relations[4] = { NULL };
  Change change = { before, after };
  gboolean ok;

  ok = gh_import_load_existing (import, run, user_id, error) &&
       update_fields (import, run, &change, error) &&
       read_relations (run, user_id, old_relations, error) &&
       add_relations (import, run, user_id, error) &&
       read_relations (run, user_id, new_relations, error);
  if (!ok)
    {
      for (int i = 0; i < 4; i++)
        {
          g_free (old_relations[i]);
          g_free (new_relations[i]);
        }
      return FALSE;
    }

  change_relations (&change, old_relations, new_relations);
  before_text = object_to_text (before);
  after_text = object_to_text (after);

  return gh_journal_changed (run, GH_USER_KIND, user_id, import->existing.last_op, before_text, after_text, error);
}

gboolean
gh_import_apply (GhImport  *import,
                 GhRun     *run,
                 gint64     user_id,
                 GError   **error)
{
  if (user_id != GH_IMPORT_NEW)
    return update_user (import, run, user_id, error);

  gh_import_forget_existing (import);

  return insert_user (import, run, error);
}
