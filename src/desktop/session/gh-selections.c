/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-selections.h"

/* Nobody goes further back and remembers the selection. */
#define MAX_KEPT 20

typedef struct {
  gint64            entry;
  GhTableSelection *before;
} Kept;

struct _GhSelections {
  GObject           parent_instance;

  GhTableList      *list;
  GhTableSelection *begun;  /* nullable: before the current operation */
  GPtrArray        *kept;   /* Kept, the oldest first */
};

G_DEFINE_FINAL_TYPE (GhSelections, gh_selections, G_TYPE_OBJECT)

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  gh_table_selection_free (kept->before);
  g_free (kept);
}

static const Kept *
find (GhSelections *self,
      gint64        entry)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->kept, i);

      if (kept->entry == entry)
        return kept;
    }

  return NULL;
}

/* @before: (transfer full) */
static void
keep (GhSelections     *self,
      gint64            entry,
      GhTableSelection *before)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->entry = entry;
  kept->before = before;
  if (self->kept->len == MAX_KEPT)
    g_ptr_array_remove_index (self->kept, 0);
  g_ptr_array_add (self->kept, kept);
}

/* Also for other pages' operations, and for undoing an undo. */
static void
operated_cb (GhSelections   *self,
             const GhResult *result)
{
  const Kept *undone = NULL;

  if (result->entry == 0)
    return;

  if (find (self, result->entry) == NULL)
    keep (self, result->entry, gh_table_list_dup_selection (self->list));
  if (g_str_equal (result->operation->name, "log.undo") && result->object_key != NULL)
    undone = find (self, g_ascii_strtoll (result->object_key, NULL, 10));
  if (undone != NULL)
    gh_table_list_restore_selection (self->list, undone->before);
}

static void
gh_selections_finalize (GObject *object)
{
  GhSelections *self = GH_SELECTIONS (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->begun, gh_table_selection_free);
  g_ptr_array_unref (self->kept);

  G_OBJECT_CLASS (gh_selections_parent_class)->finalize (object);
}

static void
gh_selections_class_init (GhSelectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_selections_finalize;
}

static void
gh_selections_init (GhSelections *self)
{
  self->kept = g_ptr_array_new_with_free_func (kept_free);
}

GhSelections *
gh_selections_new (GhSession   *session,
                   GhTableList *list)
{
  GhSelections *self;

  g_return_val_if_fail (GH_IS_SESSION (session), NULL);
  g_return_val_if_fail (GH_IS_TABLE_LIST (list), NULL);

  self = g_object_new (GH_TYPE_SELECTIONS, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (session, "operated", G_CALLBACK (operated_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
gh_selections_begin (GhSelections *self)
{
  g_return_if_fail (GH_IS_SELECTIONS (self));

  g_clear_pointer (&self->begun, gh_table_selection_free);
  self->begun = gh_table_list_dup_selection (self->list);
}

void
gh_selections_end (GhSelections *self,
                   gint64        entry)
{
  g_return_if_fail (GH_IS_SELECTIONS (self));

  if (self->begun != NULL && entry != 0)
    keep (self, entry, g_steal_pointer (&self->begun));
}

void
gh_selections_forget (GhSelections *self)
{
  g_return_if_fail (GH_IS_SELECTIONS (self));

  g_clear_pointer (&self->begun, gh_table_selection_free);
  g_ptr_array_set_size (self->kept, 0);
}
