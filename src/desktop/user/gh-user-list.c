/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-list.h"

#include <glib/gi18n-lib.h>

struct _GhUserList {
  AdwPreferencesGroup  parent_instance;

  char                *nothing;
  GPtrArray           *rows;
  GtkWidget           *more; /* nullable */
  gboolean             shows_all;
};

G_DEFINE_FINAL_TYPE (GhUserList, gh_user_list, ADW_TYPE_PREFERENCES_GROUP)

static void
show_all_cb (GhUserList *self)
{
  self->shows_all = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_show (g_ptr_array_index (self->rows, i));
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, GH_USER_LIST_ROWS));
  gtk_widget_hide (self->more);
}

static void
gh_user_list_dispose (GObject *object)
{
  GhUserList *self = GH_USER_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->nothing, g_free);

  G_OBJECT_CLASS (gh_user_list_parent_class)->dispose (object);
}

static void
gh_user_list_class_init (GhUserListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_user_list_dispose;
}

static void
gh_user_list_init (GhUserList *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
gh_user_list_new (const char *title,
                  const char *nothing)
{
  GhUserList *self = g_object_new (GH_TYPE_USER_LIST, "title", title, NULL);

  self->nothing = g_strdup (nothing);

  return GTK_WIDGET (self);
}

static void
add_row (GhUserList *self,
         GtkWidget  *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_more (GhUserList *self)
{
  g_autofree char *label = g_strdup_printf (_("Show All %u"), self->rows->len);

  self->more = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->more), TRUE);
  g_signal_connect_object (self->more, "activated", G_CALLBACK (show_all_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more);
  for (guint i = GH_USER_LIST_ROWS; i < self->rows->len; i++)
    gtk_widget_hide (g_ptr_array_index (self->rows, i));
}

/* Returns the position of the focused row, counted from 1; 0 if the focus is elsewhere. */
static guint
find_focus (GhUserList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == g_ptr_array_index (self->rows, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return i + 1;

  return 0;
}

void
gh_user_list_set_rows (GhUserList *self,
                       GPtrArray  *rows)
{
  guint focus;

  g_return_if_fail (GH_IS_USER_LIST (self));

  focus = find_focus (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  if (self->more != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_steal_pointer (&self->more));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  if (rows->len == 0)
    {
      GtkWidget *row = gh_user_list_make_row (NULL, self->nothing, NULL);

      gtk_widget_add_css_class (row, "dim-label");
      add_row (self, row);
    }
  else if (rows->len > GH_USER_LIST_ROWS + 1 && !self->shows_all)
    add_more (self);

  if (focus > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, MIN (focus, self->rows->len) - 1));
}

GtkWidget *
gh_user_list_make_row (const char *icon_name,
                       const char *title,
                       const char *caption)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (caption != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  if (icon_name != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

      gtk_widget_add_css_class (icon, "dim-label");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }

  return row;
}
