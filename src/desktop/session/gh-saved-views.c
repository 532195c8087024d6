/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-saved-views.h"

#define SCHEMA "io.github.gatehouse.Gatehouse.Organisation"
#define PATH "/io/github/gatehouse/Gatehouse/organisations/"
#define KEY "saved-views"

struct _GhSavedViews {
  GObject    parent_instance;

  GSettings *settings;
  GPtrArray *views;
  char      *current;
  gboolean   is_changed;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSavedViews, gh_saved_views, G_TYPE_OBJECT)

GhSavedView *
gh_saved_view_copy (const GhSavedView *self)
{
  GhSavedView *copy = g_new (GhSavedView, 1);

  *copy = (GhSavedView) { g_strdup (self->name), g_strdup (self->page), g_strdup (self->category),
                          g_strdup (self->query), g_strdup (self->sort) };

  return copy;
}

void
gh_saved_view_free (GhSavedView *self)
{
  g_free (self->name);
  g_free (self->page);
  g_free (self->category);
  g_free (self->query);
  g_free (self->sort);
  g_free (self);
}

static void
read_views (GhSavedViews *self)
{
  g_autoptr (GVariant) saved = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  GhSavedView view;

  g_ptr_array_set_size (self->views, 0);
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&s&s&s&s&s)", &view.name, &view.page, &view.category, &view.query, &view.sort))
    g_ptr_array_add (self->views, gh_saved_view_copy (&view));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Comes back through the settings, like a change from another window. */
static void
write_views (GhSavedViews *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sssss)"));
  for (guint i = 0; i < self->views->len; i++)
    {
      const GhSavedView *view = g_ptr_array_index (self->views, i);

      g_variant_builder_add (&builder, "(sssss)", view->name, view->page, view->category, view->query, view->sort);
    }
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static void
gh_saved_views_finalize (GObject *object)
{
  GhSavedViews *self = GH_SAVED_VIEWS (object);

  g_object_unref (self->settings);
  g_ptr_array_unref (self->views);
  g_free (self->current);

  G_OBJECT_CLASS (gh_saved_views_parent_class)->finalize (object);
}

static void
gh_saved_views_class_init (GhSavedViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_saved_views_finalize;

  /**
   * GhSavedViews::changed:
   *
   * The views or the current one changed.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_saved_views_init (GhSavedViews *self)
{
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_saved_view_free);
}

GhSavedViews *
gh_saved_views_new (const char *organisation_key)
{
  GhSavedViews *self = g_object_new (GH_TYPE_SAVED_VIEWS, NULL);
  g_autofree char *path = g_strconcat (PATH, organisation_key, "/", NULL);

  self->settings = g_settings_new_with_path (SCHEMA, path);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (read_views), self, G_CONNECT_SWAPPED);
  read_views (self);

  return self;
}

GPtrArray *
gh_saved_views_get_all (GhSavedViews *self)
{
  g_return_val_if_fail (GH_IS_SAVED_VIEWS (self), NULL);

  return self->views;
}

static gboolean
find (GhSavedViews *self,
      const char   *name,
      guint        *index)
{
  for (*index = 0; *index < self->views->len; (*index)++)
    if (g_strcmp0 (((GhSavedView *) g_ptr_array_index (self->views, *index))->name, name) == 0)
      return TRUE;

  return FALSE;
}

const GhSavedView *
gh_saved_views_find (GhSavedViews *self,
                     const char   *name)
{
  guint i;

  g_return_val_if_fail (GH_IS_SAVED_VIEWS (self), NULL);

  return find (self, name, &i) ? g_ptr_array_index (self->views, i) : NULL;
}

void
gh_saved_views_put (GhSavedViews      *self,
                    const GhSavedView *view)
{
  GhSavedView *copy;
  guint i;

  g_return_if_fail (GH_IS_SAVED_VIEWS (self));

  copy = gh_saved_view_copy (view);
  if (find (self, view->name, &i))
    g_ptr_array_remove_index (self->views, i);
  g_ptr_array_insert (self->views, (int) i, copy);
  write_views (self);
}

gboolean
gh_saved_views_rename (GhSavedViews *self,
                       const char   *name,
                       const char   *new_name)
{
  GhSavedView *view;
  guint i;

  g_return_val_if_fail (GH_IS_SAVED_VIEWS (self), FALSE);

  if (*new_name == '\0' || find (self, new_name, &i) || !find (self, name, &i))
    return FALSE;

  view = g_ptr_array_index (self->views, i);
  if (g_strcmp0 (self->current, name) == 0)
    {
      g_free (self->current);
      self->current = g_strdup (new_name);
    }
  g_free (view->name);
  view->name = g_strdup (new_name);
  write_views (self);

  return TRUE;
}

void
gh_saved_views_remove (GhSavedViews *self,
                       const char   *name)
{
  guint i;

  g_return_if_fail (GH_IS_SAVED_VIEWS (self));

  if (!find (self, name, &i))
    return;

  if (g_strcmp0 (self->current, name) == 0)
    g_clear_pointer (&self->current, g_free);
  g_ptr_array_remove_index (self->views, i);
  write_views (self);
}

const char *
gh_saved_views_get_current (GhSavedViews *self,
                            gboolean     *is_changed)
{
  g_return_val_if_fail (GH_IS_SAVED_VIEWS (self), NULL);

  if (is_changed != NULL)
    *is_changed = self->is_changed;

  return self->current;
}

void
gh_saved_views_set_current (GhSavedViews *self,
                            const char   *name,
                            gboolean      is_changed)
{
  g_return_if_fail (GH_IS_SAVED_VIEWS (self));

  if (g_strcmp0 (self->current, name) == 0 && self->is_changed == is_changed)
    return;

  /* @name may be the current string itself. */
  if (g_strcmp0 (self->current, name) != 0)
    {
      g_free (self->current);
      self->current = g_strdup (name);
    }
  self->is_changed = is_changed;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
