/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-page-private.h"

#include "kit/gh-paced-label.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (GhGroupsPage, gh_groups_page, GH_TYPE_PAGE)

static const char *
get_text (GhGroupsPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* --- the list --- */

static void
update_count (GhGroupsPage *self,
              guint         n)
{
  guint total = gh_groups_source_get_n_groups (self->source);
  g_autofree char *text = NULL;

  if (*get_text (self) == '\0')
    text = g_strdup_printf (ngettext ("%'u group", "%'u groups", n), n);
  else
    text = g_strdup_printf (ngettext ("%'u of %'u group", "%'u of %'u groups", total), n, total);
  gh_paced_label_set_text (GTK_WIDGET (self->count), text);
}

static void
show_list (GhGroupsPage *self,
           GhTablePlace  place)
{
  gboolean descending = FALSE;
  const char *sort = gh_table_get_sort (self->table, &descending);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *escaped = NULL;

  if (!self->has_groups)
    return;

  ids = gh_groups_source_list (self->source, get_text (self), sort, descending);
  gh_table_set_ids (self->table, ids, place);
  gtk_stack_set_visible_child_name (self->stack, ids->len > 0 ? "table" : *get_text (self) != '\0' ? "no-match" : "none");
  gtk_widget_set_visible (self->bar, gh_groups_source_get_n_groups (self->source) > 0);
  asked = g_strdup_printf (_("No group has “%s” in its name or description."), get_text (self));
  escaped = g_markup_escape_text (asked, -1);
  adw_status_page_set_description (self->no_match, escaped);
  update_count (self, ids->len);
  gh_groups_page_update_actions (self);
}

typedef struct {
  GhGroupsPage *page;
  guint         generation;
} Asking;

typedef struct {
  GPtrArray *groups;
} Reading;

static void
reading_free (gpointer data)
{
  g_clear_pointer (&((Reading *) data)->groups, g_ptr_array_unref);
  g_free (data);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->groups = gh_group_list (connection, error);

  return reading->groups != NULL;
}

static void
was_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhGroupsPage) self = asking->page;
  g_autoptr (GError) error = NULL;
  Reading *reading = gh_session_read_finish (result, &error);
  GhTablePlace place = self->has_groups ? GH_TABLE_PLACE_KEEP : GH_TABLE_PLACE_TOP;

  if (asking->generation != self->generation || self->table == NULL)
    return;
  if (reading == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }

  self->has_groups = TRUE;
  gh_groups_source_set (self->source, reading->groups);
  gh_table_list_refresh (gh_table_get_list (self->table));
  show_list (self, place);
}

static void
read_groups (GhGroupsPage *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (self);
  asking->generation = ++self->generation;
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, g_new0 (Reading, 1), reading_free, NULL,
                         was_read_cb, asking);
}

/* A group shows how many members it has, and its directory. */
static const char *const kinds[] = { "group", "user", "directory", NULL };

static void
gh_groups_page_changed (GhPage          *page,
                        const GhChanges *changes)
{
  read_groups (GH_GROUPS_PAGE (page));
}

/* --- what people do --- */

/* What is searched for is seen, also in little room. */
static void
update_title (GhGroupsPage *self)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->search_button);
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  if (narrow && *get_text (self) != '\0')
    gtk_toggle_button_set_active (button, TRUE);
  gtk_stack_set_visible_child (self->title_stack, !narrow || gtk_toggle_button_get_active (button) ? self->search_clamp
                                                                                                   : self->window_title);
}

static void
search_changed_cb (GhGroupsPage *self)
{
  update_title (self);
  show_list (self, GH_TABLE_PLACE_TOP);
}

static void
stop_search_cb (GhGroupsPage *self)
{
  if (*get_text (self) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
search_activated_cb (GhGroupsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
search_toggled_cb (GhGroupsPage *self)
{
  gboolean is_searching = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));

  if (!is_searching)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_title (self);
  if (is_searching && *get_text (self) == '\0')
    gtk_widget_grab_focus (self->entry);
}

static void
open_cb (GhGroupsPage *self,
         gint64        id)
{
  GhGroup *group = gh_groups_source_find (self->source, id);

  if (group != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-group", "s", gh_group_get_key (group));
}

static void
type_ahead_cb (GhGroupsPage *self,
               const char   *text)
{
  gh_page_search (GH_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
sort_changed_cb (GhGroupsPage *self)
{
  show_list (self, GH_TABLE_PLACE_TOP);
}

static void
save_layout (GhGroupsPage *self)
{
  g_settings_set_value (self->settings, "layout", gh_table_get_layout (self->table));
}

/* --- the page --- */

static void
gh_groups_page_open (GhPage     *page,
                     const char *key)
{
  gtk_widget_grab_focus (GTK_WIDGET (GH_GROUPS_PAGE (page)->table));
}

static gboolean
gh_groups_page_search (GhPage *page)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (page);

  if (gh_page_get_narrow (page))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);

  return gtk_widget_grab_focus (self->entry);
}

static gboolean
gh_groups_page_show_view (GhPage     *page,
                          const char *view,
                          const char *query,
                          const char *sort)
{
  if (view != NULL || sort != NULL)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (GH_GROUPS_PAGE (page)->entry), query != NULL ? query : "");

  return TRUE;
}

static void
update_comfortable (GhGroupsPage *self)
{
  gh_table_set_comfortable (self->table, gh_page_get_narrow (GH_PAGE (self)) ||
                                         g_settings_get_boolean (self->computer, "comfortable"));
}

static void
update_narrow (GhGroupsPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_widget_set_visible (self->search_button, narrow);
  if (narrow)
    gtk_button_set_icon_name (self->add_button, "gh-add-symbolic");
  else
    gtk_button_set_label (self->add_button, _("Add Group…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), narrow ? _("Add Group…") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), !narrow);
  gh_table_set_narrow (self->table, narrow);
  update_comfortable (self);
  gh_selection_bar_set_narrow (self->selection_bar, narrow);
  update_title (self);
}

static void
create_table (GhGroupsPage *self)
{
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");
  g_autoptr (GVariant) columns = g_variant_get_child_value (layout, 0);

  self->table = GH_TABLE (gh_table_new (gh_groups_columns, GH_GROUPS_N_COLUMNS, GH_TABLE_SOURCE (self->source)));
  gh_table_set_sort (self->table, "name", FALSE);
  if (g_variant_n_children (columns) > 0)
    gh_table_set_layout (self->table, layout);
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));

  g_signal_connect_object (self->table, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "type-ahead", G_CALLBACK (type_ahead_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "layout-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
  gh_table_set_search_entry (self->table, self->entry);
  gh_page_set_selections (GH_PAGE (self), gh_selections_new (gh_page_get_session (GH_PAGE (self)),
                                                             gh_table_get_list (self->table)));
}

static void
gh_groups_page_constructed (GObject *object)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (object);

  G_OBJECT_CLASS (gh_groups_page_parent_class)->constructed (object);

  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table",
                                             "/io/github/gatehouse/Gatehouse/tables/groups/");
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);
  gh_groups_page_add_menus (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  update_comfortable (self);
  g_signal_connect_object (self->computer, "changed::comfortable", G_CALLBACK (update_comfortable), self,
                           G_CONNECT_SWAPPED);
  gh_page_add_region (GH_PAGE (self), self->bar);
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->stack));
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->selection_bar));
  read_groups (self);
}

static void
gh_groups_page_dispose (GObject *object)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_object (&self->source);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  self->table = NULL;

  G_OBJECT_CLASS (gh_groups_page_parent_class)->dispose (object);
}

static void
gh_groups_page_class_init (GhGroupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_PACED_LABEL);
  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_groups_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_groups_page_dispose;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->changed = gh_groups_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_groups_page_open;
  GH_PAGE_CLASS (klass)->search = gh_groups_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_groups_page_show_view;
  gh_groups_page_class_install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/groups/gh-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
}

static void
gh_groups_page_init (GhGroupsPage *self)
{
  self->source = gh_groups_source_new ();
  self->menu_id = GH_TABLE_ROW_BLANK;
  gtk_widget_init_template (GTK_WIDGET (self));
}
