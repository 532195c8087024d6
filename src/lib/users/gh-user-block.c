/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-block.h"

#include "settings/gh-settings.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS_BYTES (256 * 1024)

/* Where a user's row is; sorted by id, as all statements sort theirs. */
typedef struct {
  gint64 id;
  guint  place;
} Slot;

struct _GhUserBlock {
  GhConnection *connection;
  gint64        now;
  gboolean      has_identity; /* users have first and last names */

  /* For its whole life. */
  GStringChunk *names;        /* the texts of the next two */
  GArray       *groups;       /* GhRowGroup, by name */
  GHashTable   *group_by_id;  /* row id -> GhRowGroup, in groups */
  GHashTable   *directories;  /* row id -> key */

  /* Of the rows last read. */
  GArray       *slots;        /* Slot */
  GArray       *rows;         /* GhUserRow, in the requested order */
  GPtrArray    *memberships;  /* GhRowGroup, user by user */
  GArray       *phones;       /* GhRowPhone, likewise */
  GArray       *tokens;       /* GhRowToken, likewise */
  GStringChunk *texts;
};

/* NULL stays NULL; most texts of most columns are empty. */
static const char *
keep (GStringChunk *texts,
      GhStatement  *statement,
      int           column)
{
  const char *text = gh_statement_get_text (statement, column);

  if (text == NULL || *text == '\0')
    return text != NULL ? "" : NULL;

  return g_string_chunk_insert (texts, text);
}

/* --- for its whole life --- */

static gboolean
read_groups (GhUserBlock  *self,
             GError      **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (self->connection, "users/list-groups-for-rows", error);

  if (select == NULL)
    return FALSE;

  while (gh_statement_next (select))
    {
      GhRowGroup group = {
        .id = gh_statement_get_int (select, 0),
        .key = keep (self->names, select, 1),
        .name = keep (self->names, select, 2),
        .description = keep (self->names, select, 3),
        .status = gh_statement_get_int (select, 4),
      };

      g_array_append_val (self->groups, group);
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      GhRowGroup *group = &g_array_index (self->groups, GhRowGroup, i);

      g_hash_table_insert (self->group_by_id, &group->id, group);
    }

  return gh_statement_finish (select, error);
}

static gboolean
read_directories (GhUserBlock  *self,
                  GError      **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (self->connection, "users/list-directories-for-rows", error);

  if (select == NULL)
    return FALSE;

  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      g_hash_table_insert (self->directories, g_memdup2 (&id, sizeof id), (char *) keep (self->names, select, 1));
    }

  return gh_statement_finish (select, error);
}

GhUserBlock *
gh_user_block_new (GhConnection  *connection,
                   gint64         now,
                   GError       **error)
{
  g_autoptr (GhUserBlock) self = g_new0 (GhUserBlock, 1);
  g_auto (GhSettings) settings = { 0 };

  g_return_val_if_fail (connection != NULL, NULL);

  self->connection = connection;
  self->now = now;
  self->names = g_string_chunk_new (4096);
  self->groups = g_array_new (FALSE, FALSE, sizeof (GhRowGroup));
  self->group_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->directories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->rows = g_array_new (FALSE, TRUE, sizeof (GhUserRow));
  self->memberships = g_ptr_array_new ();
  self->phones = g_array_new (FALSE, FALSE, sizeof (GhRowPhone));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (GhRowToken));
  self->texts = g_string_chunk_new (TEXTS_BYTES);

  if (!gh_settings_read (&settings, connection, error))
    return NULL;

  self->has_identity = settings.identity_proofing;
  if (!gh_connection_execute (connection, "CREATE TABLE IF NOT EXISTS temp.block (id INTEGER PRIMARY KEY)", error) ||
      !read_groups (self, error) || !read_directories (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gh_user_block_free (GhUserBlock *self)
{
  g_string_chunk_free (self->names);
  g_array_unref (self->groups);
  g_hash_table_unref (self->group_by_id);
  g_hash_table_unref (self->directories);
  g_array_unref (self->slots);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->memberships);
  g_array_unref (self->phones);
  g_array_unref (self->tokens);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
gh_user_block_set_now (GhUserBlock *self,
                       gint64       now)
{
  self->now = now;
}

gboolean
gh_user_block_has_identity (GhUserBlock *self)
{
  return self->has_identity;
}

/* --- one statement each --- */

/* Adds what @select returns for one user to their row; @select and the rows are both in id order. */
typedef void (*AddFunc) (GhUserBlock *self,
                         GhUserRow   *row,
                         GhStatement *select);

static void
add_user (GhUserBlock *self,
          GhUserRow   *row,
          GhStatement *select)
{
  gint64 directory_id = gh_statement_get_int (select, 7);

  row->key = keep (self->texts, select, 1);
  row->username = keep (self->texts, select, 2);
  row->realname = keep (self->texts, select, 3);
  row->firstname = "";
  row->lastname = "";
  row->email = keep (self->texts, select, 4);
  row->notes = keep (self->texts, select, 5);
  row->created = gh_statement_get_int (select, 6);
  row->directory_key = directory_id != 0 ? g_hash_table_lookup (self->directories, &directory_id) : NULL;
  row->external_id = keep (self->texts, select, 8);
  row->last_sync = gh_statement_get_int (select, 9);
  row->last_login = gh_statement_get_int (select, 14);
  row->lockout_reason = keep (self->texts, select, 17);
  row->sent = gh_statement_get_int (select, 20);
  row->sent_by = keep (self->texts, select, 21);
  row->facts = (GhUserFacts) {
    .id = gh_statement_get_int (select, 0),
    .directory_id = directory_id,
    .directory_disabled = gh_statement_get_int (select, 10) != 0,
    .status = gh_statement_get_int (select, 11),
    .until = gh_statement_get_int (select, 12),
    .unlocked = gh_statement_get_int (select, 13),
    .lockout = gh_statement_get_int (select, 22),
    .locked = gh_statement_get_int (select, 15),
    .locked_until = gh_statement_get_int (select, 16),
    .trash_origin = gh_statement_get_int (select, 18),
    .purge_at = gh_statement_get_int (select, 19),
  };
}

static void
add_identity (GhUserBlock *self,
              GhUserRow   *row,
              GhStatement *select)
{
  row->firstname = keep (self->texts, select, 1);
  row->lastname = keep (self->texts, select, 2);
}

static void
add_alias (GhUserBlock *self,
           GhUserRow   *row,
           GhStatement *select)
{
  gint64 slot = gh_statement_get_int (select, 1);

  if (slot >= 1 && slot <= GH_MAX_ALIASES)
    row->aliases[slot - 1] = keep (self->texts, select, 2);
}

static void
add_membership (GhUserBlock *self,
                GhUserRow   *row,
                GhStatement *select)
{
  gint64 group_id = gh_statement_get_int (select, 1);

  GhRowGroup *group = g_hash_table_lookup (self->group_by_id, &group_id);

  if (group == NULL)
    return;

  g_ptr_array_add (self->memberships, group);
  row->n_groups++;
}

static void
add_phone (GhUserBlock *self,
           GhUserRow   *row,
           GhStatement *select)
{
  GhRowPhone phone = {
    .id = gh_statement_get_int (select, 1),
    .key = keep (self->texts, select, 2),
    .number = keep (self->texts, select, 3),
    .extension = keep (self->texts, select, 4),
    .name = keep (self->texts, select, 5),
    .type = keep (self->texts, select, 6),
    .platform = keep (self->texts, select, 7),
    .is_activated = !gh_statement_is_null (select, 8),
  };

  g_array_append_val (self->phones, phone);
  row->n_phones++;
}

static void
add_token (GhUserBlock *self,
           GhUserRow   *row,
           GhStatement *select)
{
  GhRowToken token = {
    .key = keep (self->texts, select, 1),
    .type = keep (self->texts, select, 2),
    .serial = keep (self->texts, select, 3),
  };

  g_array_append_val (self->tokens, token);
  row->n_tokens++;
}

static gboolean
read_one (GhUserBlock  *self,
          const char   *name,
          AddFunc       add,
          GError      **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (self->connection, name, error);
  const Slot *slot = (const Slot *) (void *) self->slots->data;

  if (select == NULL)
    return FALSE;

  while (gh_statement_next (select))
    {
      gint64 id = gh_statement_get_int (select, 0);

      while (slot->id != id)
        slot++;
      add (self, &g_array_index (self->rows, GhUserRow, slot->place), select);
    }

  return gh_statement_finish (select, error);
}

/* --- derived values --- */

static int
compare_groups_cb (gconstpointer a,
                   gconstpointer b)
{
  /* Both point into the array of groups, which is sorted. */
  const GhRowGroup *group_a = *(const GhRowGroup *const *) a;
  const GhRowGroup *group_b = *(const GhRowGroup *const *) b;

  return (group_a > group_b) - (group_a < group_b);
}

static int
compare_phones_cb (gconstpointer a,
                   gconstpointer b)
{
  const GhRowPhone *phone_a = a;
  const GhRowPhone *phone_b = b;
  int order = strcmp (phone_a->number, phone_b->number);

  if (order == 0)
    order = strcmp (phone_a->extension, phone_b->extension);

  return order != 0 ? order : (phone_a->id > phone_b->id) - (phone_a->id < phone_b->id);
}

static int
compare_tokens_cb (gconstpointer a,
                   gconstpointer b)
{
  const GhRowToken *token_a = a;
  const GhRowToken *token_b = b;
  int order = strcmp (token_a->serial, token_b->serial);

  return order != 0 ? order : strcmp (token_a->type, token_b->type);
}

static const char *
make_source (GhUserBlock        *self,
             const GhUserStatus *status)
{
  g_autofree char *text = NULL;
  const GhRowGroup *group;

  switch (status->source)
    {
    case GH_STATUS_SOURCE_DIRECTORY:
      return "directory";
    case GH_STATUS_SOURCE_LOCKOUT:
      return "lockout";
    case GH_STATUS_SOURCE_TRASH:
      return "trash";
    case GH_STATUS_SOURCE_GROUP:
      group = g_hash_table_lookup (self->group_by_id, &status->source_id);
      text = g_strconcat ("group ", group->name, NULL);
      return g_string_chunk_insert_const (self->texts, text);
    case GH_STATUS_SOURCE_USER:
    default:
      return "user";
    }
}

static void
decide_status (GhUserBlock *self,
               GhUserRow   *row)
{
  GhUserGroup groups[2];
  GhUserStatus status;
  gsize n = 0;

  /* Only the first of each status can decide, and they are sorted by name. */
  for (guint i = 0; i < row->n_groups && n < G_N_ELEMENTS (groups); i++)
    {
      const GhRowGroup *group = row->groups[i];
      gboolean is_known = group->status == GH_STATUS_ACTIVE;

      for (gsize j = 0; j < n; j++)
        is_known |= groups[j].status == group->status;
      if (!is_known)
        groups[n++] = (GhUserGroup) { group->id, group->name, group->status };
    }

  status = gh_user_status (&row->facts, groups, n, self->now);
  row->status = status.status;
  row->source = make_source (self, &status);
}

/* Gives each row its part of the arrays, which no longer move. */
static void
finish_rows (GhUserBlock *self)
{
  const GhRowGroup **groups = (const GhRowGroup **) self->memberships->pdata;
  GhRowPhone *phones = (GhRowPhone *) (void *) self->phones->data;
  GhRowToken *tokens = (GhRowToken *) (void *) self->tokens->data;

  for (guint i = 0; i < self->slots->len; i++)
    {
      GhUserRow *row = &g_array_index (self->rows, GhUserRow, g_array_index (self->slots, Slot, i).place);

      row->groups = groups;
      row->phones = phones;
      row->tokens = tokens;
      groups += row->n_groups;
      phones += row->n_phones;
      tokens += row->n_tokens;
      if (row->n_groups > 1)
        qsort (row->groups, row->n_groups, sizeof *row->groups, compare_groups_cb);
      if (row->n_phones > 1)
        qsort (row->phones, row->n_phones, sizeof *row->phones, compare_phones_cb);
      if (row->n_tokens > 1)
        qsort (row->tokens, row->n_tokens, sizeof *row->tokens, compare_tokens_cb);
      decide_status (self, row);
    }
}

/* --- reading --- */

static int
compare_slots_cb (gconstpointer a,
                  gconstpointer b)
{
  const Slot *slot_a = a;
  const Slot *slot_b = b;

  return (slot_a->id > slot_b->id) - (slot_a->id < slot_b->id);
}

static gboolean
fill_block (GhUserBlock   *self,
            const gint64  *ids,
            guint          n,
            GError       **error)
{
  g_autoptr (GhStatement) insert = NULL;

  g_array_set_size (self->rows, 0);
  g_array_set_size (self->rows, n);
  g_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->memberships, 0);
  g_array_set_size (self->phones, 0);
  g_array_set_size (self->tokens, 0);
  g_string_chunk_clear (self->texts);

  for (guint i = 0; i < n; i++)
    {
      Slot slot = { ids[i], i };

      g_array_append_val (self->slots, slot);
    }
  g_array_sort (self->slots, compare_slots_cb);

  if (!gh_connection_run (self->connection, "users/clear-block", error, ""))
    return FALSE;
  insert = gh_connection_prepare (self->connection, "users/add-to-block", error);
  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      gh_statement_bind_int (insert, 1, g_array_index (self->slots, Slot, i).id);
      if (!gh_statement_run (insert, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_user_block_read (GhUserBlock   *self,
                    const gint64  *ids,
                    guint          n,
                    GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!fill_block (self, ids, n, error) ||
      !read_one (self, "users/read-block-users", add_user, error) ||
      (self->has_identity && !read_one (self, "users/read-block-identities", add_identity, error)) ||
      !read_one (self, "users/read-block-aliases", add_alias, error) ||
      !read_one (self, "users/read-block-memberships", add_membership, error) ||
      !read_one (self, "users/read-block-phones", add_phone, error) ||
      !read_one (self, "users/read-block-tokens", add_token, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (g_array_index (self->rows, GhUserRow, i).key == NULL)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no user with the row id %" G_GINT64_FORMAT "."),
                     ids[i]);
        return FALSE;
      }
  finish_rows (self);

  return TRUE;
}

guint
gh_user_block_get_n_rows (GhUserBlock *self)
{
  return self->rows->len;
}

const GhUserRow *
gh_user_block_get_row (GhUserBlock *self,
                       guint        i)
{
  g_return_val_if_fail (i < self->rows->len, NULL);

  return &g_array_index (self->rows, GhUserRow, i);
}
