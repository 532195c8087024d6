/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U10, R7: writing the rows that user.import's plan accepted. */
#include "users/gh-user-import.h"

#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"
#include "base/gh-row-ids.h"
#include "groups/gh-group-record.h"
#include "operations/gh-journal.h"
#include "phones/gh-phone-record.h"
#include "store/gh-late-indexes.h"
#include "tokens/gh-token-record.h"
#include "users/gh-import-record.h"
#include "users/gh-user-record.h"
#include "users/gh-user-write.h"

/* With fewer new users, building the indexes at the end costs more than it saves. */
#define MIN_USERS_FOR_LATE_INDEXES 10000

/* Names wait longer than other rows: nothing reads them meanwhile, and sorted they are cheaper. */
#define NAMES_TOGETHER 262144

/* --- the batch --- */

static gint64
get_last_id (GhRun       *run,
             const char  *table,
             GError     **error)
{
  gint64 id;

  return gh_connection_get_number (run->connection, "users/get-last-id", &id, error, "s", table) ? id : -1;
}

gboolean
gh_import_begin (GhImport  *import,
                 GhRun     *run,
                 GError   **error)
{
  static const char *const tables[] = { "phones", "users", NULL };
  GhImportBatch *batch = &import->batch;

  *batch = (GhImportBatch) {
    .users = gh_inserter_new (run->connection, run->settings.identity_proofing ? "users/insert-user-with-identity"
                                                                               : "users/insert-user"),
    .statuses = gh_inserter_new (run->connection, "users/insert-user-status"),
    .names = gh_inserter_new (run->connection, "users/insert-user-name"),
    .aliases = gh_inserter_new (run->connection, "users/insert-user-alias"),
    .memberships = gh_inserter_new (run->connection, "users/insert-membership"),
    .phones = gh_phone_inserter_new (run->connection),
    .phone_owners = gh_inserter_new (run->connection, "users/insert-phone-owner"),
    .tokens = gh_token_inserter_new (run->connection),
    .token_owners = gh_inserter_new (run->connection, "users/insert-token-owner"),
    .new_phones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .new_tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .group_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .phone_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .token_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .record = g_string_new (NULL),
    .last_user = get_last_id (run, "users", error),
  };
  if (batch->last_user >= 0)
    batch->last_phone = get_last_id (run, "phones", error);
  if (batch->last_user >= 0 && batch->last_phone >= 0)
    batch->last_token = get_last_id (run, "tokens", error);
  if (batch->last_user < 0 || batch->last_phone < 0 || batch->last_token < 0)
    return FALSE;

  if (import->n_new < MAX (MIN_USERS_FOR_LATE_INDEXES, batch->last_user))
    return TRUE;
  batch->indexes = gh_late_indexes_drop (run->connection, tables, error);

  return batch->indexes != NULL;
}

void
gh_import_batch_clear (GhImportBatch *batch)
{
  g_clear_pointer (&batch->indexes, g_free);
  g_clear_pointer (&batch->users, gh_inserter_free);
  g_clear_pointer (&batch->statuses, gh_inserter_free);
  g_clear_pointer (&batch->names, gh_inserter_free);
  g_clear_pointer (&batch->aliases, gh_inserter_free);
  g_clear_pointer (&batch->memberships, gh_inserter_free);
  g_clear_pointer (&batch->phones, gh_inserter_free);
  g_clear_pointer (&batch->phone_owners, gh_inserter_free);
  g_clear_pointer (&batch->tokens, gh_inserter_free);
  g_clear_pointer (&batch->token_owners, gh_inserter_free);
  g_clear_pointer (&batch->new_phones, g_hash_table_unref);
  g_clear_pointer (&batch->new_tokens, g_hash_table_unref);
  g_clear_pointer (&batch->group_ids, g_array_unref);
  g_clear_pointer (&batch->phone_ids, g_array_unref);
  g_clear_pointer (&batch->token_ids, g_array_unref);
  if (batch->record != NULL)
    g_string_free (g_steal_pointer (&batch->record), TRUE);
}

static gboolean
flush_names (GhImportBatch  *batch,
             GError        **error)
{
  gh_inserter_sort (batch->names);

  return gh_inserter_flush (batch->names, error);
}

static gboolean
flush (GhImport  *import,
       GhRun     *run,
       GError   **error)
{
  GhImportBatch *batch = &import->batch;
  guint n_users = gh_inserter_get_n_rows (batch->users);
  /* Rows come after those that they reference. */
  GhInserter *const inserters[] = { batch->users, batch->statuses, batch->aliases, batch->memberships, batch->phones,
                                    batch->phone_owners, batch->tokens, batch->token_owners };

  for (gsize i = 0; i < G_N_ELEMENTS (inserters); i++)
    if (!gh_inserter_flush (inserters[i], error))
      return FALSE;
  batch->last_user += n_users;
  batch->last_phone += g_hash_table_size (batch->new_phones);
  batch->last_token += g_hash_table_size (batch->new_tokens);
  g_hash_table_remove_all (batch->new_phones);
  g_hash_table_remove_all (batch->new_tokens);

  return gh_inserter_get_n_rows (batch->names) < NAMES_TOGETHER || flush_names (batch, error);
}

gboolean
gh_import_finish (GhImport  *import,
                  GhRun     *run,
                  GError   **error)
{
  return flush (import, run, error) && flush_names (&import->batch, error) &&
         (import->batch.indexes == NULL || gh_connection_execute (run->connection, import->batch.indexes, error));
}

/* --- what a row adds to its user --- */

/* Gets the group's id, creating the group if it is new. */
static gboolean
get_group (GhImport    *import,
           GhRun       *run,
           const char  *name,
           gint64      *id,
           GError     **error)
{
  g_autofree char *key = gh_fold_name_key (name);
  GhImportGroup *group = g_hash_table_lookup (import->groups, key);

  if (group->id == 0 && !gh_group_insert (run, group->name, "", GH_STATUS_ACTIVE, 0, &group->id, NULL, error))
    return FALSE;
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
      gint64 group_id;

      if (!get_group (import, run, g_ptr_array_index (import->row.groups, i), &group_id, error))
        return FALSE;
      gh_inserter_add (import->batch.memberships, "ii", user_id, group_id);
      g_array_append_val (import->batch.group_ids, group_id);
    }

  return TRUE;
}

/* Gets the id of a device that a row names by two texts, written or waiting; a new one then waits. */
static gboolean
get_device (GhRun       *run,
            GHashTable  *waiting,
            gint64       last_id,
            const char  *statement,
            const char  *first,
            const char  *second,
            gint64      *id,
            gboolean    *is_new,
            GError     **error)
{
  g_autofree char *device = g_strjoin ("\n", first, second, NULL);
  const gint64 *waiting_id = g_hash_table_lookup (waiting, device);

  *is_new = FALSE;
  if (waiting_id != NULL)
    {
      *id = *waiting_id;
      return TRUE;
    }

  if (!gh_connection_get_number (run->connection, statement, id, error, "ss", first, second))
    return FALSE;
  if (*id != 0)
    return TRUE;

  *is_new = TRUE;
  *id = last_id + g_hash_table_size (waiting) + 1;
  g_hash_table_insert (waiting, g_steal_pointer (&device), g_memdup2 (id, sizeof *id));

  return TRUE;
}

static gboolean
add_phones (GhImport  *import,
            GhRun     *run,
            gint64     user_id,
            GError   **error)
{
  GhImportBatch *batch = &import->batch;

  for (guint i = 0; i < import->row.phones->len; i++)
    {
      const GhImportPhone *phone = g_ptr_array_index (import->row.phones, i);
      gboolean is_new;
      gint64 id;

      if (!get_device (run, batch->new_phones, batch->last_phone, "users/find-phone-id", phone->number,
                       phone->extension, &id, &is_new, error))
        return FALSE;
      if (is_new)
        {
          g_autofree char *key = gh_id_new (GH_ID_PHONE);

          gh_inserter_add (batch->phones, "isssssi", id, key, phone->number, phone->extension, phone->type,
                           phone->platform, run->entry);
          gh_import_record_write_phone (batch->record, key, phone);
          if (!gh_journal_created (run, "phone", id, 0, batch->record->str, error))
            return FALSE;
        }
      gh_inserter_add (batch->phone_owners, "ii", user_id, id);
      g_array_append_val (batch->phone_ids, id);
    }

  return TRUE;
}

static gboolean
add_tokens (GhImport  *import,
            GhRun     *run,
            gint64     user_id,
            GError   **error)
{
  GhImportBatch *batch = &import->batch;

  for (guint i = 0; i < import->row.tokens->len; i++)
    {
      const GhImportToken *token = g_ptr_array_index (import->row.tokens, i);
      gboolean is_new;
      gint64 id;

      if (!get_device (run, batch->new_tokens, batch->last_token, "users/find-token-id", token->serial, token->type,
                       &id, &is_new, error))
        return FALSE;
      if (is_new)
        {
          g_autofree char *key = gh_id_new (GH_ID_TOKEN);

          gh_inserter_add (batch->tokens, "isssi", id, key, token->type, token->serial, run->entry);
          gh_import_record_write_token (batch->record, key, token);
          if (!gh_journal_created (run, "token", id, 0, batch->record->str, error))
            return FALSE;
        }
      gh_inserter_add (batch->token_owners, "ii", user_id, id);
      g_array_append_val (batch->token_ids, id);
    }

  return TRUE;
}

/* Aliases may swap slots within one row, so all old names go before any new ones are added. */
static gboolean
set_aliases (GhImport  *import,
             GhRun     *run,
             gint64     user_id,
             GError   **error)
{
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (import->row.aliases[i] != NULL && import->existing.aliases[i] != NULL &&
        (!gh_connection_run (run->connection, "users/remove-user-name-in-slot", error, "ii", user_id, (gint64) i + 1) ||
         !gh_connection_run (run->connection, "users/remove-user-alias-in-slot", error, "ii", user_id,
                             (gint64) i + 1)))
      return FALSE;

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (import->row.aliases[i] != NULL)
      {
        const char *alias = import->row.aliases[i];
        g_autofree char *fold = gh_fold_search (alias);
        g_autofree char *key = gh_fold_name_key (alias);

        gh_inserter_add (import->batch.aliases, "iiss", user_id, (gint64) i + 1, alias, fold);
        gh_inserter_add (import->batch.names, "sii", key, user_id, (gint64) i + 1);
      }

  return TRUE;
}

static gboolean
add_relations (GhImport  *import,
               GhRun     *run,
               gint64     user_id,
               GError   **error)
{
  GhImportBatch *batch = &import->batch;

  g_array_set_size (batch->group_ids, 0);
  g_array_set_size (batch->phone_ids, 0);
  g_array_set_size (batch->token_ids, 0);

  return set_aliases (import, run, user_id, error) && add_groups (import, run, user_id, error) &&
         add_phones (import, run, user_id, error) && add_tokens (import, run, user_id, error);
}

/* --- new users --- */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_user (GhImport   *import,
          GhRun      *run,
          gint64      id,
          const char *key)
{
  const GhImportRow *row = &import->row;
  GhInserter *users = import->batch.users;
  const char *realname = or_empty (row->realname);
  const char *firstname = or_empty (row->firstname);
  const char *lastname = or_empty (row->lastname);
  const char *email = or_empty (row->email);
  g_autofree char *username_fold = gh_fold_search (row->username);
  g_autofree char *realname_fold = gh_fold_search (realname);
  g_autofree char *email_fold = gh_fold_search (email);
  g_autofree char *firstname_fold = NULL;
  g_autofree char *lastname_fold = NULL;

  if (!run->settings.identity_proofing)
    {
      gh_inserter_add (users, "issssssssi", id, key, row->username, username_fold, realname, realname_fold, email,
                       email_fold, or_empty (row->notes), run->now);
      return;
    }

  firstname_fold = gh_fold_search (firstname);
  lastname_fold = gh_fold_search (lastname);
  gh_inserter_add (users, "issssssssissss", id, key, row->username, username_fold, realname, realname_fold, email,
                   email_fold, or_empty (row->notes), run->now, firstname, firstname_fold, lastname, lastname_fold);
}

static gboolean
insert_user (GhImport  *import,
             GhRun     *run,
             GError   **error)
{
  const GhImportRow *row = &import->row;
  GhImportBatch *batch = &import->batch;
  gint64 id = batch->last_user + gh_inserter_get_n_rows (batch->users) + 1;
  g_autofree char *key = gh_id_new (GH_ID_USER);
  g_autofree char *name_key = gh_fold_name_key (row->username);

  add_user (import, run, id, key);
  gh_inserter_add (batch->statuses, "iiti", id, (gint64) MAX (row->status, 0), row->until, run->entry);
  gh_inserter_add (batch->names, "sii", name_key, id, (gint64) 0);

  if (!add_relations (import, run, id, error))
    return FALSE;

  gh_row_ids_unify (batch->group_ids);
  gh_row_ids_unify (batch->phone_ids);
  gh_row_ids_unify (batch->token_ids);
  gh_import_record_write_user (batch->record, key, row, run->now, batch->group_ids, batch->phone_ids,
                               batch->token_ids);

  return gh_journal_created (run, GH_USER_KIND, id, 0, batch->record->str, error) &&
         (gh_inserter_get_n_rows (batch->users) < GH_INSERTER_ROWS || flush (import, run, error));
}

/* --- changed users --- */

/* The columns of users/get-relations-of-user. */
#define N_RELATIONS 4
static const char *const relation_names[N_RELATIONS] = { "aliases", "phones", "tokens", "groups" };

static gboolean
read_relations (GhRun   *run,
                gint64   user_id,
                GStrv   *relations,
                GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/get-relations-of-user", error);

  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "i", user_id);
  if (!gh_statement_require (select, error))
    return FALSE;
  *relations = g_new0 (char *, N_RELATIONS + 1);
  for (int i = 0; i < N_RELATIONS; i++)
    (*relations)[i] = g_strdup (gh_statement_get_text (select, i));

  return TRUE;
}

static gboolean
set_json (JsonObject  *object,
          const char  *name,
          const char  *json,
          GError     **error)
{
  JsonNode *node = gh_json_parse (json, error);

  if (node != NULL)
    json_object_set_member (object, name, node);

  return node != NULL;
}

static gboolean
update_fields (GhImport    *import,
               GhRun       *run,
               JsonObject  *before,
               JsonObject  *after,
               GError     **error)
{
  const GhImportRow *row = &import->row;
  const GhImportExisting *existing = &import->existing;
  const char *realname = row->realname != NULL ? row->realname : existing->realname;
  const char *firstname = row->firstname != NULL ? row->firstname : existing->firstname;
  const char *lastname = row->lastname != NULL ? row->lastname : existing->lastname;
  const char *email = row->email != NULL ? row->email : existing->email;
  const char *notes = row->notes != NULL ? row->notes : existing->notes;
  gint64 status = row->status >= 0 ? row->status : (gint64) existing->status;
  gint64 until = status != GH_STATUS_BYPASS ? 0 : row->until != 0 ? row->until : existing->until;
  g_autofree char *realname_fold = gh_fold_search (realname);
  g_autofree char *firstname_fold = gh_fold_search (firstname);
  g_autofree char *lastname_fold = gh_fold_search (lastname);
  g_autofree char *email_fold = gh_fold_search (email);

  gh_user_change_text (before, after, "realname", existing->realname, realname);
  gh_user_change_text (before, after, "firstname", existing->firstname, firstname);
  gh_user_change_text (before, after, "lastname", existing->lastname, lastname);
  gh_user_change_text (before, after, "email", existing->email, email);
  gh_user_change_text (before, after, "notes", existing->notes, notes);
  if (json_object_get_size (before) > 0 &&
      !gh_connection_run (run->connection, "users/update-user-texts", error, "isssssssss", existing->id, realname,
                          realname_fold, email, email_fold, notes, firstname, firstname_fold, lastname, lastname_fold))
    return FALSE;

  if (status != (gint64) existing->status)
    {
      json_object_set_int_member (before, "status", existing->status);
      json_object_set_int_member (after, "status", status);
    }
  if (until != existing->until)
    {
      gh_user_set_number_or_null (before, "until", existing->until);
      gh_user_set_number_or_null (after, "until", until);
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
  g_auto (GStrv) old_relations = NULL;
  g_auto (GStrv) new_relations = NULL;

  if (!flush (import, run, error) ||
      !gh_import_load_existing (import, run, user_id, error) ||
      !update_fields (import, run, before, after, error) ||
      !gh_import_settle_phones (import, run, user_id, error) ||
      !read_relations (run, user_id, &old_relations, error) ||
      !add_relations (import, run, user_id, error) ||
      !flush (import, run, error) ||
      !read_relations (run, user_id, &new_relations, error))
    return FALSE;

  for (int i = 0; i < N_RELATIONS; i++)
    if (g_strcmp0 (old_relations[i], new_relations[i]) != 0 &&
        (!set_json (before, relation_names[i], old_relations[i], error) ||
         !set_json (after, relation_names[i], new_relations[i], error)))
      return FALSE;
  before_text = gh_json_object_to_text (before);
  after_text = gh_json_object_to_text (after);

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
