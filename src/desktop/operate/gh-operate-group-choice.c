/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-group-choice.h"

#include "groups/gh-group.h"

#include <glib/gi18n-lib.h>

#define LIST_HEIGHT 200

struct _GhOperateGroupChoice {
  GtkBox              parent_instance;

  JsonObject         *values;
  const char         *name;
  GtkWidget          *search;
  GtkStringFilter    *filter;
  GtkSingleSelection *selection;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GhOperateGroupChoice, gh_operate_group_choice, GTK_TYPE_BOX)

static void
selected_cb (GhOperateGroupChoice *self)
{
  GhGroup *group = gtk_single_selection_get_selected_item (self->selection);
  const char *chosen = json_object_get_string_member_with_default (self->values, self->name, NULL);

  if (group != NULL)
    {
      if (g_strcmp0 (chosen, gh_group_get_name (group)) == 0)
        return;
      json_object_set_string_member (self->values, self->name, gh_group_get_name (group));
    }
  else if (chosen != NULL)
    json_object_remove_member (self->values, self->name);
  else
    return;
  g_signal_emit (self, changed_signal, 0);
}

/* Escape, which the entry swallows. */
static void
stop_search_cb (GhOperateGroupChoice *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
search_cb (GhOperateGroupChoice *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *description = gtk_label_new (NULL);
  GtkWidget *members = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (description), 0);
  gtk_label_set_ellipsize (GTK_LABEL (description), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (description, "caption");
  gtk_widget_add_css_class (description, "dim-label");
  gtk_widget_add_css_class (members, "dim-label");
  gtk_widget_add_css_class (members, "numeric");
  gtk_widget_add_css_class (check, "accent");
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), description);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), members);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
  g_object_set_data (G_OBJECT (item), "name", name);
  g_object_set_data (G_OBJECT (item), "description", description);
  g_object_set_data (G_OBJECT (item), "members", members);
  g_object_bind_property (item, "selected", check, "visible", G_BINDING_SYNC_CREATE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GhGroup *group = gtk_list_item_get_item (item);
  gboolean is_synced = gh_group_get_directory (group)[0] != '\0';
  const char *description = is_synced ? gh_refusal_get_tooltip (GH_REFUSAL_GROUP_OF_DIRECTORY)
                                      : gh_group_get_description (group);
  GtkLabel *label = g_object_get_data (G_OBJECT (item), "description");
  g_autofree char *members = g_strdup_printf ("%'" G_GINT64_FORMAT, gh_group_get_n_members (group));

  gtk_label_set_text (g_object_get_data (G_OBJECT (item), "name"), gh_group_get_name (group));
  gtk_label_set_text (label, description);
  gtk_widget_set_visible (GTK_WIDGET (label), description[0] != '\0');
  gtk_label_set_text (g_object_get_data (G_OBJECT (item), "members"), members);
  /* GTK 4.8 names no rows. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gh_group_get_name (group), -1);
  /* It can be chosen, and the rehearsal says why not: GTK lets no arrow key past a row that cannot. */
  if (is_synced)
    gtk_widget_add_css_class (gtk_list_item_get_child (item), "gh-dim");
  else
    gtk_widget_remove_css_class (gtk_list_item_get_child (item), "gh-dim");
}

static void
gh_operate_group_choice_dispose (GObject *object)
{
  GhOperateGroupChoice *self = GH_OPERATE_GROUP_CHOICE (object);

  g_clear_pointer (&self->values, json_object_unref);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (gh_operate_group_choice_parent_class)->dispose (object);
}

static void
gh_operate_group_choice_class_init (GhOperateGroupChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_operate_group_choice_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_operate_group_choice_init (GhOperateGroupChoice *self)
{
}

static void
select_given (GhOperateGroupChoice *self,
              GListModel           *groups)
{
  const char *given = json_object_get_string_member_with_default (self->values, self->name, NULL);

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; given != NULL && i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr(GhGroup) group = g_list_model_get_item (groups, i);

      if (g_str_equal (gh_group_get_name (group), given))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

GtkWidget *
gh_operate_group_choice_new (JsonObject *values,
                             const char *name,
                             GPtrArray  *groups)
{
  GhOperateGroupChoice *self = g_object_new (GH_TYPE_OPERATE_GROUP_CHOICE,
                                             "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  GListStore *store = g_list_store_new (GH_TYPE_GROUP);
  GtkExpression *by_name = gtk_property_expression_new (GH_TYPE_GROUP, NULL, "name");
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *view;

  self->values = json_object_ref (values);
  self->name = name;

  for (guint i = 0; i < groups->len; i++)
    g_list_store_append (store, g_ptr_array_index (groups, i));
  self->filter = gtk_string_filter_new (by_name);
  self->selection = gtk_single_selection_new (
    G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (store), g_object_ref (GTK_FILTER (self->filter)))));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  select_given (self, gtk_single_selection_get_model (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search groups"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search groups"), -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->search);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "gh-pick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Groups"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_widget_add_css_class (window, "card");
  gtk_widget_set_overflow (window, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), window);

  return GTK_WIDGET (self);
}
