/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-belongings.h"

#include "base/gh-row-ids.h"
#include "users/gh-user-record.h"

struct _GhBelongings
{
  GObject                parent_instance;

  const GhBelongingKind *kind;
  gint64                 user_id;
  GPtrArray             *items;   /* GhBelonging */
};

static GType
gh_belongings_get_item_type (GListModel *model)
{
  return GH_BELONGINGS (model)->kind->get_type ();
}

static guint
gh_belongings_get_n_items (GListModel *model)
{
  return GH_BELONGINGS (model)->items->len;
}

static gpointer
gh_belongings_get_item (GListModel *model,
                        guint       position)
{
  GPtrArray *items = GH_BELONGINGS (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_belongings_get_item_type;
  iface->get_n_items = gh_belongings_get_n_items;
  iface->get_item = gh_belongings_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhBelongings, gh_belongings, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gh_belongings_finalize (GObject *object)
{
  g_ptr_array_unref (GH_BELONGINGS (object)->items);

  G_OBJECT_CLASS (gh_belongings_parent_class)->finalize (object);
}

static void
gh_belongings_class_init (GhBelongingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_belongings_finalize;
}

static void
gh_belongings_init (GhBelongings *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

GhBelongings *
gh_belongings_new (const GhBelongingKind *kind,
                   gint64                 user_id)
{
  GhBelongings *self = g_object_new (GH_TYPE_BELONGINGS, NULL);

  self->kind = kind;
  self->user_id = user_id;

  return self;
}

const GhBelongingKind *
gh_belongings_get_kind (GhBelongings *self)
{
  g_return_val_if_fail (GH_IS_BELONGINGS (self), NULL);

  return self->kind;
}

gint64
gh_belongings_get_user_id (GhBelongings *self)
{
  g_return_val_if_fail (GH_IS_BELONGINGS (self), 0);

  return self->user_id;
}

GPtrArray *
gh_belongings_read (const GhBelongingKind  *kind,
                    gint64                  user_id,
                    GhConnection           *connection,
                    gint64                  now,
                    GError                **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  return kind->read (connection, user_id, now, items, error) ? g_steal_pointer (&items) : NULL;
}

/* --- becoming what was read --- */

static gint64
get_id (gpointer item)
{
  return gh_belonging_get_id (item);
}

static void
remove_at (GhBelongings *self,
           guint         position)
{
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* @item: (transfer full) */
static void
insert_at (GhBelongings *self,
           guint         position,
           gpointer      item)
{
  g_ptr_array_insert (self->items, (int) position, item);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
remove_missing (GhBelongings *self,
                GPtrArray    *read)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < read->len; i++)
    {
      gint64 id = get_id (read->pdata[i]);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }

  for (guint i = self->items->len; i > 0; i--)
    {
      gint64 id = get_id (self->items->pdata[i - 1]);

      if (!g_hash_table_contains (ids, &id))
        remove_at (self, i - 1);
    }
}

/* The object that is there already, from @position on; NULL: the record is new. */
static GhBelonging *
take_out (GhBelongings *self,
          guint         position,
          gint64        id)
{
  for (guint i = position; i < self->items->len; i++)
    if (get_id (self->items->pdata[i]) == id)
      {
        GhBelonging *item = g_object_ref (self->items->pdata[i]);

        remove_at (self, i);
        return item;
      }

  return NULL;
}

void
gh_belongings_take (GhBelongings *self,
                    GPtrArray    *read)
{
  g_return_if_fail (GH_IS_BELONGINGS (self));

  remove_missing (self, read);
  if (self->items->len == 0 && read->len > 0)
    {
      g_ptr_array_extend_and_steal (self->items, read);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->items->len);
      return;
    }

  for (guint i = 0; i < read->len; i++)
    {
      GhBelonging *now = read->pdata[i];

      if (i == self->items->len || get_id (self->items->pdata[i]) != get_id (now))
        {
          GhBelonging *moved = take_out (self, i, get_id (now));

          insert_at (self, i, moved != NULL ? moved : g_object_ref (now));
        }
      if (self->items->pdata[i] != now)
        gh_belonging_take (self->items->pdata[i], now);
    }
  g_ptr_array_unref (read);
}

/* --- what touches it --- */

static gboolean
has_any (GhBelongings *self,
         GArray       *ids)
{
  for (guint i = 0; i < self->items->len; i++)
    if (gh_row_ids_contain (ids, get_id (self->items->pdata[i])))
      return TRUE;

  return FALSE;
}

gboolean
gh_belongings_are_touched (GhBelongings    *self,
                           const GhChanges *changes)
{
  GArray *of_users, *of_kind;

  g_return_val_if_fail (GH_IS_BELONGINGS (self), FALSE);

  if (changes->has_all_facts || gh_changes_concern (changes, self->kind->kinds, GH_CHANGES_TIME))
    return TRUE;

  of_users = gh_changes_get_facts (changes, GH_USER_KIND);
  of_kind = self->kind->fact_kind != NULL ? gh_changes_get_facts (changes, self->kind->fact_kind) : NULL;

  return (of_users != NULL && gh_row_ids_contain (of_users, self->user_id)) || (of_kind != NULL && has_any (self, of_kind));
}
