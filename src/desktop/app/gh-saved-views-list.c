/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-saved-views-list.h"

#include "app/gh-page-list.h"
#include "session/gh-session-count.h"

#include <glib/gi18n-lib.h>

struct _GhSavedViewsList {
  GtkWidget  parent_instance;

  GhSession *session;
  GtkWidget *caption;
  GtkWidget *list;
  gboolean   is_shown;   /* whether their page is shown */
  guint      generation; /* of the last count */
};

G_DEFINE_FINAL_TYPE (GhSavedViewsList, gh_saved_views_list, GTK_TYPE_WIDGET)

/* --- counts --- */

typedef struct {
  GhSavedViewsList *list;
  guint             generation;
  int               index;       /* of the row */
} Asking;

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhSavedViewsList) self = asking->list;
  GArray *counts = gh_session_count_finish (result, NULL);
  gint64 count = counts != NULL ? g_array_index (counts, gint64, 0) : -1;
  g_autofree char *number = count >= 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, count) : NULL;
  GtkListBoxRow *row;

  if (asking->generation != self->generation || self->list == NULL)
    return;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), asking->index);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), number);
}

static void
count_view (GhSavedViewsList  *self,
            const GhListKind  *kind,
            const GhSavedView *view,
            int                index)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);
  const GhListCategory *category = gh_list_kind_find_category (kind, view->category);
  Asking *asking = g_new0 (Asking, 1);

  g_ptr_array_add (queries, g_strdup_printf ("%s %s", category != NULL ? category->query : "", view->query));
  asking->list = g_object_ref (self);
  asking->generation = self->generation;
  asking->index = index;
  gh_session_count_async (self->session, queries, kind->count, kind, NULL, counted_cb, asking);
}

static void
start_count (GhSavedViewsList *self)
{
  GPtrArray *views = gh_saved_views_get_all (gh_session_get_saved_views (self->session));

  self->generation++;
  for (guint i = 0; i < views->len; i++)
    {
      const GhSavedView *view = g_ptr_array_index (views, i);
      const GhPageEntry *entry = gh_page_entry_find (view->page);

      if (entry != NULL && entry->kind != NULL)
        count_view (self, entry->kind, view, (int) i);
    }
}

/* --- rows --- */

static const char *
get_name (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "name");
}

static void
row_activated_cb (GhSavedViewsList *self,
                  GtkListBoxRow    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-view", "s", get_name (row));
}

static void
append_action (GMenu      *menu,
               const char *label,
               const char *action,
               const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

static void
popdown_cb (GtkWidget *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
show_menu (GtkWidget *row)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  append_action (menu, _("_Rename…"), "win.rename-view", get_name (row));
  append_action (menu, _("_Copy Link"), "win.copy-view-link", get_name (row));
  append_action (menu, _("_Delete"), "win.delete-view", get_name (row));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT);
  gtk_widget_set_parent (popover, row);
  g_signal_connect (popover, "closed", G_CALLBACK (popdown_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            GtkWidget       *row)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (row);
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  GtkWidget *row = gtk_widget_get_focus_child (GH_SAVED_VIEWS_LIST (widget)->list);

  if (row == NULL)
    return FALSE;

  show_menu (row);

  return TRUE;
}

static gboolean
rename_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  GtkWidget *row = gtk_widget_get_focus_child (GH_SAVED_VIEWS_LIST (widget)->list);

  return row != NULL && gtk_widget_activate_action (widget, "win.rename-view", "s", get_name (row));
}

static GtkWidget *
create_row (const GhSavedView *view,
            gboolean           is_changed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *text = is_changed ? g_strconcat (view->name, " •", NULL) : g_strdup (view->name);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *count = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "gh-count");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("gh-search-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, view->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, view->name, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (view->name), g_free);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));

  return row;
}

static void
update (GhSavedViewsList *self)
{
  GhSavedViews *saved = gh_session_get_saved_views (self->session);
  GPtrArray *views = gh_saved_views_get_all (saved);
  gboolean is_changed;
  const char *current = gh_saved_views_get_current (saved, &is_changed);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < views->len; i++)
    {
      const GhSavedView *view = g_ptr_array_index (views, i);
      gboolean is_current = g_strcmp0 (view->name, current) == 0;

      row = create_row (view, is_current && is_changed);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (is_current && self->is_shown)
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), views->len > 0);
  start_count (self);
}

/* --- life --- */

static void
gh_saved_views_list_dispose (GObject *object)
{
  GhSavedViewsList *self = GH_SAVED_VIEWS_LIST (object);

  g_clear_pointer (&self->caption, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_saved_views_list_parent_class)->dispose (object);
}

static void
gh_saved_views_list_class_init (GhSavedViewsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_saved_views_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, rename_key_cb, NULL);
}

static void
gh_saved_views_list_init (GhSavedViewsList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->caption = gtk_label_new (_("Saved Views"));
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_widget_add_css_class (self->caption, "caption-heading");
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_widget_add_css_class (self->caption, "gh-sidebar-caption");
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Saved Views"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

void
gh_saved_views_list_set_session (GhSavedViewsList *self,
                                 GhSession        *session)
{
  g_return_if_fail (GH_IS_SAVED_VIEWS_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (gh_session_get_saved_views (session), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "counted", G_CALLBACK (start_count), self, G_CONNECT_SWAPPED);
  update (self);
}

void
gh_saved_views_list_set_shown (GhSavedViewsList *self,
                               gboolean          is_shown)
{
  g_return_if_fail (GH_IS_SAVED_VIEWS_LIST (self));

  if (self->is_shown == is_shown)
    return;

  self->is_shown = is_shown;
  update (self);
}
