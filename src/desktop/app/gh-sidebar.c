/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-sidebar.h"

#include "app/gh-page-list.h"
#include "app/gh-saved-views-list.h"

#include "kit/gh-inner-name.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define GROUP_GAP 12

struct _GhSidebar {
  GtkWidget  parent_instance;

  GhSession *session;
  char      *page;    /* the one shown */
  GtkWidget *header;
  GtkWidget *menu_button;
  GtkWidget *name;
  GtkWidget *pages;
  GtkWidget *saved_views;
  GtkWidget *foot;
  GtkWidget *avatar;
  GtkWidget *actor;
  GtkWidget *role;
};

G_DEFINE_FINAL_TYPE (GhSidebar, gh_sidebar, GTK_TYPE_WIDGET)

static const GhPageEntry *
get_entry (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "entry");
}

static void
page_activated_cb (GtkListBox    *list,
                   GtkListBoxRow *row,
                   GhSidebar     *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", get_entry (row)->name);
}

static GtkWidget *
create_row (const GhPageEntry *entry,
            gboolean           is_first)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (_(entry->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "gh-count");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (entry->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (entry->begins_group && !is_first)
    gtk_widget_set_margin_top (row, GROUP_GAP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(entry->title), -1);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);
  g_object_set_data (G_OBJECT (row), "count", count);

  return row;
}

/* Selects one row in the two lists: the saved view while it is shown, else the page. */
static void
update_selection (GhSidebar *self)
{
  gboolean is_changed;
  GhSavedViews *views = gh_session_get_saved_views (self->session);
  const char *name = gh_saved_views_get_current (views, &is_changed);
  const GhSavedView *view = name != NULL ? gh_saved_views_find (views, name) : NULL;
  gboolean is_shown = view != NULL && g_strcmp0 (view->page, self->page) == 0;
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (GTK_LIST_BOX (self->pages));
  gh_saved_views_list_set_shown (GH_SAVED_VIEWS_LIST (self->saved_views), is_shown);
  if (is_shown && !is_changed)
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->pages), i)) != NULL; i++)
    if (g_strcmp0 (get_entry (row)->name, self->page) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (self->pages), row);
}

/* GTK selects rows as the focus moves; here only opening a page selects it. */
static void
page_selected_cb (GhSidebar     *self,
                  GtkListBoxRow *row)
{
  if (row != NULL && g_strcmp0 (get_entry (row)->name, self->page) != 0)
    update_selection (self);
}

static void
update_counts (GhSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->pages), i)) != NULL; i++)
    {
      const GhPageEntry *entry = get_entry (row);
      gint64 n = entry->count != NULL ? entry->count (self->session) : -1;
      g_autofree char *number = n >= 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, n) : NULL;
      g_autofree char *name = NULL;

      gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), number);
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

static void
gh_sidebar_dispose (GObject *object)
{
  GhSidebar *self = GH_SIDEBAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
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

  g_type_ensure (GH_TYPE_SAVED_VIEWS_LIST);

  G_OBJECT_CLASS (klass)->dispose = gh_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_sidebar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/app/gh-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, name);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, saved_views);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, foot);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, actor);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, role);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
}

static void
gh_sidebar_init (GhSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _("Main Menu"));

  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL; entry++)
    if (entry->icon_name != NULL)
      gtk_list_box_append (GTK_LIST_BOX (self->pages), create_row (entry, entry == gh_page_entries));
}

GtkWidget *
gh_sidebar_new (GhSession *session)
{
  GhSidebar *self = g_object_new (GH_TYPE_SIDEBAR, NULL);
  const GhActor *actor = gh_session_get_actor (session);

  self->session = g_object_ref (session);
  gtk_label_set_text (GTK_LABEL (self->name), gh_session_get_name (session));
  gtk_widget_set_tooltip_text (self->name, gh_session_get_name (session));
  gtk_label_set_text (GTK_LABEL (self->actor), actor->name);
  gtk_label_set_text (GTK_LABEL (self->role), gh_role_get_label (actor->role));
  adw_avatar_set_text (ADW_AVATAR (self->avatar), actor->name);
  g_signal_connect_object (session, "counted", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  update_counts (self);
  gh_saved_views_list_set_session (GH_SAVED_VIEWS_LIST (self->saved_views), session);
  g_signal_connect_object (gh_session_get_saved_views (session), "changed", G_CALLBACK (update_selection), self,
                           G_CONNECT_SWAPPED);

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
