/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-sidebar.h"

#include "app/gh-page-list.h"
#include "kit/gh-inner-name.h"
#include "session/gh-session-count.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define GROUP_GAP 12

struct _GhSidebar {
  GtkWidget     parent_instance;

  GhSession    *session;
  char         *page;        /* the one shown */
  GCancellable *counting;    /* nullable: of the saved views */

  /* template */
  GtkWidget    *header;
  GtkWidget    *menu_button;
  GtkWidget    *name;
  GtkWidget    *pages;
  GtkWidget    *views_box;
  GtkWidget    *views;
  GtkWidget    *avatar;
  GtkWidget    *actor;
  GtkWidget    *role;
};

G_DEFINE_FINAL_TYPE (GhSidebar, gh_sidebar, GTK_TYPE_WIDGET)

/* --- rows of both lists --- */

/* Of its page or saved view. */
static const char *
get_name (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "name");
}

static GtkWidget *
create_row (const char *name,
            const char *icon_name,
            const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "gh-count");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "count", count);

  return row;
}

/* Returns: (transfer full) (nullable): the number shown; NULL while it is not known */
static char *
show_count (gpointer row,
            gint64   n)
{
  char *number = n >= 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, n) : NULL;

  gtk_label_set_text (g_object_get_data (row, "count"), number);

  return number;
}

static void
select_row (GtkWidget  *list,
            const char *name)
{
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (GTK_LIST_BOX (list));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)) != NULL; i++)
    if (g_strcmp0 (get_name (row), name) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (list), row);
}

/* Selects the saved view while it is shown, else the page; both, if the view is shown changed. */
static void
update_selection (GhSidebar *self)
{
  gboolean is_changed;
  GhSavedViews *views = gh_session_get_saved_views (self->session);
  const char *name = gh_saved_views_get_current (views, &is_changed);
  const GhSavedView *view = name != NULL ? gh_saved_views_find (views, name) : NULL;
  gboolean is_shown = view != NULL && g_strcmp0 (view->page, self->page) == 0;

  select_row (self->views, is_shown ? name : NULL);
  select_row (self->pages, is_shown && !is_changed ? NULL : self->page);
}

/* --- pages --- */

static void
page_activated_cb (GhSidebar     *self,
                   GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", get_name (row));
}

/* GTK selects rows as the focus moves; here only opening a page selects it. */
static void
page_selected_cb (GhSidebar     *self,
                  GtkListBoxRow *row)
{
  if (row != NULL && g_strcmp0 (get_name (row), self->page) != 0)
    update_selection (self);
}

static void
append_page (GhSidebar         *self,
             const GhPageEntry *entry)
{
  GtkWidget *row = create_row (entry->name, entry->icon_name, _(entry->title));

  if (entry->begins_group && entry != gh_page_entries)
    gtk_widget_set_margin_top (row, GROUP_GAP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(entry->title), -1);
  gtk_list_box_append (GTK_LIST_BOX (self->pages), row);
}

static void
update_counts (GhSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->pages), i)) != NULL; i++)
    {
      const GhPageEntry *entry = gh_page_entry_find (get_name (row));
      gint64 n = entry->count != NULL ? entry->count (self->session) : -1;
      g_autofree char *number = show_count (row, n);
      g_autofree char *name = NULL;

      if (number == NULL)
        continue;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, entry->describe_count[0], entry->describe_count[1],
                                           (gulong) n), number);
#pragma GCC diagnostic pop
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/* --- saved views --- */

static void
view_counted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GError) error = NULL;
  GArray *counts = gh_session_count_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_free (show_count (row, counts != NULL ? g_array_index (counts, gint64, 0) : -1));
}

static void
count_view (GhSidebar         *self,
            const GhListKind  *kind,
            const GhSavedView *view,
            GtkListBoxRow     *row)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);
  const GhListCategory *category = gh_list_kind_find_category (kind, view->category);

  g_ptr_array_add (queries, g_strdup_printf ("%s %s", category != NULL ? category->query : "", view->query));
  gh_session_count_async (self->session, queries, kind->count, kind, self->counting, view_counted_cb,
                          g_object_ref (row));
}

static void
count_views (GhSidebar *self)
{
  GhSavedViews *views = gh_session_get_saved_views (self->session);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  for (GtkWidget *row = gtk_widget_get_first_child (self->views); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const GhSavedView *view = gh_saved_views_find (views, get_name (row));
      const GhPageEntry *entry = view != NULL ? gh_page_entry_find (view->page) : NULL;

      if (entry != NULL && entry->kind != NULL)
        count_view (self, entry->kind, view, GTK_LIST_BOX_ROW (row));
    }
}

static void
view_activated_cb (GhSidebar     *self,
                   GtkListBoxRow *row)
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

static GtkWidget *
get_focused_view (GtkWidget *sidebar)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (sidebar));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL && gtk_widget_get_parent (row) == GH_SIDEBAR (sidebar)->views ? row : NULL;
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  GtkWidget *row = get_focused_view (widget);

  if (row != NULL)
    show_menu (row);

  return row != NULL;
}

static gboolean
rename_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  GtkWidget *row = get_focused_view (widget);

  return row != NULL && gtk_widget_activate_action (widget, "win.rename-view", "s", get_name (row));
}

static void
append_view (GhSidebar         *self,
             const GhSavedView *view,
             gboolean           is_changed)
{
  g_autofree char *text = g_strconcat (view->name, is_changed ? " •" : NULL, NULL);
  GtkWidget *row = create_row (view->name, "gh-search-symbolic", text);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_tooltip_text (row, view->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, view->name, -1);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_box_append (GTK_LIST_BOX (self->views), row);
}

static void
update_views (GhSidebar *self)
{
  GhSavedViews *saved = gh_session_get_saved_views (self->session);
  GPtrArray *views = gh_saved_views_get_all (saved);
  gboolean is_changed;
  const char *current = gh_saved_views_get_current (saved, &is_changed);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->views)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->views), row);
  for (guint i = 0; i < views->len; i++)
    {
      const GhSavedView *view = g_ptr_array_index (views, i);

      append_view (self, view, is_changed && g_strcmp0 (view->name, current) == 0);
    }
  gtk_widget_set_visible (self->views_box, views->len > 0);
  update_selection (self);
  count_views (self);
}

/* --- life --- */

static void
gh_sidebar_dispose (GObject *object)
{
  GhSidebar *self = GH_SIDEBAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_sidebar_parent_class)->dispose (object);
}

static void
gh_sidebar_finalize (GObject *object)
{
  g_free (GH_SIDEBAR (object)->page);

  G_OBJECT_CLASS (gh_sidebar_parent_class)->finalize (object);
}

static void
gh_sidebar_class_init (GhSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_sidebar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/app/gh-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, name);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, views_box);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, views);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, actor);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, role);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, rename_key_cb, NULL);
}

static void
gh_sidebar_init (GhSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _("Main Menu"));

  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    if (entry->icon_name != NULL)
      append_page (self, entry);
}

static void
update_name (GhSidebar *self)
{
  const char *name = gh_session_get_name (self->session);

  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_widget_set_tooltip_text (self->name, name);
}

GtkWidget *
gh_sidebar_new (GhSession *session)
{
  GhSidebar *self = g_object_new (GH_TYPE_SIDEBAR, NULL);
  const GhActor *actor = gh_session_get_actor (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "settings-changed", G_CALLBACK (update_name), self, G_CONNECT_SWAPPED);
  update_name (self);
  gtk_label_set_text (GTK_LABEL (self->actor), actor->name);
  gtk_label_set_text (GTK_LABEL (self->role), gh_role_get_label (actor->role));
  adw_avatar_set_text (ADW_AVATAR (self->avatar), actor->name);
  g_signal_connect_object (session, "counted", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  update_counts (self);
  g_signal_connect_object (gh_session_get_saved_views (session), "changed", G_CALLBACK (update_views), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "counted", G_CALLBACK (count_views), self, G_CONNECT_SWAPPED);
  update_views (self);

  return GTK_WIDGET (self);
}

void
gh_sidebar_select (GhSidebar  *self,
                   const char *page)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  g_free (self->page);
  self->page = g_strdup (page);
  update_selection (self);
}

void
gh_sidebar_set_folded (GhSidebar *self,
                       gboolean   folded)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), folded);
}

void
gh_sidebar_open_menu (GhSidebar *self)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
}
