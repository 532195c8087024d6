/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-groups-page.h"

#include "base/gh-link.h"
#include "groups/gh-group-report.h"
#include "groups/gh-group-target.h"
#include "groups/gh-groups-source.h"
#include "kit/gh-action-popover.h"
#include "kit/gh-ask.h"
#include "kit/gh-menu-button-name.h"
#include "kit/gh-select-menu.h"
#include "kit/gh-selection-bar.h"
#include "operations/gh-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "groups."

struct _GhGroupsPage {
  GhPage          parent_instance;

  GtkWidget      *entry;
  GtkMenuButton  *add_button;
  GtkWidget      *bars;
  GtkLabel       *count;
  GtkMenuButton  *select_button;
  GtkMenuButton  *report_button;
  GtkStack       *stack;
  AdwBin         *table_place;
  GhSelectionBar *selection_bar;
  GtkWidget      *edit_button;
  GtkWidget      *delete_button;
  GtkWidget      *context_menu;

  GSettings      *settings;      /* of the table */
  GSettings      *computer;
  GhGroupsSource *source;
  GhTable        *table;         /* NULL: the page is gone */
  GCancellable   *listing;
  gint64          menu_id;       /* the row that the context menu means, or GH_TABLE_ROW_BLANK */
};

G_DEFINE_FINAL_TYPE (GhGroupsPage, gh_groups_page, GH_TYPE_PAGE)

/* --- what is meant --- */

static gboolean
has_selection (GhGroupsPage *self)
{
  return gh_table_list_count_selected (gh_table_get_list (self->table)) > 0;
}

static GArray *
dup_ids (GhGroupsPage *self)
{
  gint64 id = self->menu_id != GH_TABLE_ROW_BLANK ? self->menu_id : gh_table_get_cursor_id (self->table);
  GArray *ids;

  if (self->menu_id == GH_TABLE_ROW_BLANK && has_selection (self))
    return gh_table_list_dup_selected_ids (gh_table_get_list (self->table));

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (id != GH_TABLE_ROW_BLANK)
    g_array_append_val (ids, id);

  return ids;
}

static const char *
get_reason (GhGroupsPage *self,
            const char   *operation)
{
  GhRefusal refusal = gh_role_may (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role, operation);
  g_autoptr (GArray) ids = NULL;

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_get_tooltip (refusal);

  ids = dup_ids (self);
  if (ids->len == 0)
    return _("No group is selected.");
  if (strcmp (operation, "group.edit") == 0 && ids->len > 1)
    return _("One group is edited at a time.");

  return NULL;
}

/* The one place that decides what is enabled. */
static void
update_actions (GhGroupsPage *self)
{
  const char *edit = get_reason (self, "group.edit");
  const char *delete = get_reason (self, "group.delete");
  GhRefusal export = gh_role_may (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role, GH_RIGHT_EXPORT);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "edit", edit == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "delete", delete == NULL);
  gtk_widget_set_tooltip_text (self->edit_button, edit);
  gtk_widget_set_tooltip_text (self->delete_button, delete);
  gtk_widget_set_sensitive (GTK_WIDGET (self->report_button), export == GH_REFUSAL_NONE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->report_button),
                               export != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (export) : NULL);
}

/* --- the list --- */

static void
show_count (GhGroupsPage *self,
            guint         n)
{
  guint total = gh_groups_source_get_n_groups (self->source);
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *whole = g_strdup_printf ("%'u", total);
  g_autofree char *text = NULL;

  if (n == total)
    text = g_strdup_printf (ngettext ("%s group", "%s groups", n), number);
  else
    text = g_strdup_printf (ngettext ("%s of %s group", "%s of %s groups", total), number, whole);
  gtk_label_set_text (self->count, text);
}

static void
update_list (GhGroupsPage *self,
             GhTablePlace  place)
{
  gboolean descending;
  const char *sort = gh_table_get_sort (self->table, &descending);
  g_autoptr (GArray) ids = gh_groups_source_list (self->source, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                                  sort, descending);
  gboolean has_groups = gh_groups_source_get_n_groups (self->source) > 0;

  gh_table_set_ids (self->table, ids, place);
  gh_table_list_refresh (gh_table_get_list (self->table));
  gtk_stack_set_visible_child_name (self->stack, ids->len > 0 ? "table" : has_groups ? "no-match" : "nothing");
  gtk_widget_set_visible (self->bars, has_groups);
  show_count (self, ids->len);
  update_actions (self);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GPtrArray **groups = data;

  *groups = gh_group_list (connection, error);

  return *groups != NULL;
}

static void
groups_free (gpointer data)
{
  GPtrArray **groups = data;

  g_clear_pointer (groups, g_ptr_array_unref);
  g_free (groups);
}

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GhGroupsPage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray **groups = gh_session_read_finish (result, &error);

  if (self->table == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (groups == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }

  gh_groups_source_set_groups (self->source, *groups);
  update_list (self, GH_TABLE_PLACE_KEEP);
}

static void
read_groups (GhGroupsPage *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, g_new0 (GPtrArray *, 1), groups_free,
                         self->listing, read_done_cb, g_object_ref (self));
}

static void
search_changed_cb (GhGroupsPage *self)
{
  update_list (self, GH_TABLE_PLACE_TOP);
}

static void
sort_changed_cb (GhGroupsPage *self)
{
  update_list (self, GH_TABLE_PLACE_TOP_SAME_IDS);
}

static void
save_layout (GhGroupsPage *self)
{
  g_settings_set_value (self->settings, "layout", gh_table_get_layout (self->table));
}

static void
stop_search_cb (GhGroupsPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
focus_table_cb (GhGroupsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
show_all_cb (GhGroupsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
type_ahead_cb (GhGroupsPage *self,
               const char   *text)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* --- what can be done --- */

/* Its members, as a view of the users. */
static void
open_cb (GhGroupsPage *self,
         gint64        id)
{
  GhGroup *group = gh_groups_source_find (self->source, id);
  g_autoptr (GString) query = g_string_new ("group:\"");
  GhLink link = { .page = (char *) "users" };
  g_autofree char *text = NULL;

  if (group == NULL)
    return;

  for (const char *c = gh_group_get_name (group); *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (query, '\\');
      g_string_append_c (query, *c);
    }
  g_string_append_c (query, '"');
  link.query = query->str;
  text = gh_link_format (&link);
  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", text);
}

static void
open_row_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr (GArray) ids = dup_ids (GH_GROUPS_PAGE (widget));

  if (ids->len > 0)
    open_cb (GH_GROUPS_PAGE (widget), g_array_index (ids, gint64, 0));
}

static void
operate (GhGroupsPage *self,
         const char   *operation,
         JsonObject   *parameters)
{
  g_autoptr (GArray) ids = dup_ids (self);
  g_autoptr (GhTarget) target = gh_target_new_for_ids ((const gint64 *) (void *) ids->data, ids->len);

  gh_page_operate (GH_PAGE (self), gh_operation_find (operation), target, parameters);
}

static void
edit_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  static const char *const words[] = { "active", "bypass", "disabled" };
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GArray) ids = dup_ids (self);
  GhGroup *group = ids->len == 1 ? gh_groups_source_find (self->source, g_array_index (ids, gint64, 0)) : NULL;

  if (group == NULL)
    return;

  json_object_set_string_member (parameters, "new-name", gh_group_get_name (group));
  json_object_set_string_member (parameters, "description", gh_group_get_description (group));
  json_object_set_string_member (parameters, "status", words[gh_group_get_status (group)]);
  operate (self, "group.edit", parameters);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  operate (GH_GROUPS_PAGE (widget), "group.delete", NULL);
}

static void
more_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  gh_table_show_context_menu (GH_GROUPS_PAGE (widget)->table);
}

static void
gh_groups_page_operated (GhPage         *page,
                         const GhResult *result)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (GH_GROUPS_PAGE (page)->table)));
}

static void
fill_menu (GhGroupsPage *self,
           GtkWidget    *popover)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (popover);
  g_autoptr (GArray) ids = dup_ids (self);

  gh_action_popover_clear (menu);
  gh_action_popover_add (menu, _("Show Members"), PREFIX "open", "Return",
                         ids->len == 1 ? NULL : _("One group is opened at a time."));
  gh_action_popover_add (menu, _("Edit Group…"), PREFIX "edit", "F2", get_reason (self, "group.edit"));
  gh_action_popover_add_separator (menu);
  gh_action_popover_add (menu, _(gh_operation_find ("group.delete")->label), PREFIX "delete", "Delete",
                         get_reason (self, "group.delete"));
}

/* The action of the entry that closed the menu comes first. */
static gboolean
forget_menu_row_cb (gpointer data)
{
  GH_GROUPS_PAGE (data)->menu_id = GH_TABLE_ROW_BLANK;

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GhGroupsPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_menu_row_cb, g_object_ref (self), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* On a row outside of the selection the menu means that row alone. */
static void
context_menu_cb (GhGroupsPage *self,
                 double        x,
                 double        y)
{
  gint64 id = gh_table_get_cursor_id (self->table);

  self->menu_id = gh_table_list_is_id_selected (gh_table_get_list (self->table), id) ? GH_TABLE_ROW_BLANK : id;
  update_actions (self);
  fill_menu (self, self->context_menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* --- reports --- */

typedef struct {
  GhGroupsPage   *page;
  GhStore        *store;
  GhActor        *actor;
  GhReportFormat  format;
  char           *path;
  gint64          count;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->page);
  g_object_unref (export->store);
  gh_actor_free (export->actor);
  g_free (export->path);
  g_free (export);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  static const char close_id[] = "close";
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (export->path);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, export->count);
  g_autofree char *text = NULL;
  const GhAnswer answer = { close_id, _("_Close"), GH_ANSWER_PLAIN };
  GhQuestion question = { .heading = _("No Report Was Saved"), .answers = &answer, .n_answers = 1,
                          .default_id = close_id };

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      question.body = error->message;
      gh_ask_async (GTK_WIDGET (export->page), &question, NULL, NULL, NULL);
      return;
    }

  text = g_strdup_printf (ngettext ("“%s” saved, %s row", "“%s” saved, %s rows", (gulong) export->count), name, number);
  gh_page_add_toast (GH_PAGE (export->page), text, 0);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (gh_group_report_export (export->store, export->actor, export->format, export->path, &export->count, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Export *export = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL)
    {
      export_free (export);
      return;
    }

  export->path = g_file_get_path (file);
  task = g_task_new (NULL, NULL, exported_cb, NULL);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}

static void
export_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  const char *format = g_variant_get_string (parameter, NULL);
  GhFileQuestion question = { .title = _("Save Report"), .accept = _("_Save"), .save = TRUE,
                              .name = g_str_equal (format, "json") ? "groups.json" : "groups.csv" };
  Export *export = g_new0 (Export, 1);

  export->page = g_object_ref (self);
  export->store = g_object_ref (gh_session_get_store (session));
  export->actor = gh_actor_copy (gh_session_get_actor (session));
  export->format = g_str_equal (format, "json") ? GH_REPORT_JSON
                   : g_str_equal (format, "csv-exact") ? GH_REPORT_CSV_EXACT : GH_REPORT_CSV_SAFE;
  gh_ask_file_async (widget, &question, NULL, chosen_cb, export);
}

static void
report_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (GH_GROUPS_PAGE (widget)->report_button);
}

/* --- the page --- */

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);

  if (!has_selection (self))
    return FALSE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));

  return TRUE;
}

static gboolean
gh_groups_page_search (GhPage *page)
{
  return gtk_widget_grab_focus (GH_GROUPS_PAGE (page)->entry);
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
  gh_table_set_comfortable (self->table, g_settings_get_boolean (self->computer, "comfortable"));
}

static void
update_narrow (GhGroupsPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gh_selection_bar_set_narrow (self->selection_bar, narrow);
  gh_table_set_column_visible (self->table, "description", !narrow);
}

static void
create_table (GhGroupsPage *self)
{
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");
  g_autoptr (GVariant) columns = g_variant_get_child_value (layout, 0);

  self->source = gh_groups_source_new ();
  self->table = GH_TABLE (gh_table_new (gh_groups_columns, GH_GROUPS_N_COLUMNS, GH_TABLE_SOURCE (self->source)));
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));
  if (g_variant_n_children (columns) > 0)
    gh_table_set_layout (self->table, layout);
  else
    gh_table_set_sort (self->table, "name", FALSE);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "layout-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "type-ahead", G_CALLBACK (type_ahead_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "context-menu", G_CALLBACK (context_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "cursor-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_table_get_list (self->table), "notify::n-selected", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
}

static void
gh_groups_page_constructed (GObject *object)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (object);
  GtkMenuButton *more = gh_selection_bar_get_more_button (self->selection_bar);

  G_OBJECT_CLASS (gh_groups_page_parent_class)->constructed (object);

  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table",
                                             "/io/github/gatehouse/Gatehouse/tables/groups/");
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);

  gh_selection_bar_set_table (self->selection_bar, self->table);
  self->edit_button = gh_selection_bar_add_action (self->selection_bar, _("Edit Group…"), PREFIX "edit", FALSE);
  self->delete_button = gh_selection_bar_add_action (self->selection_bar, _(gh_operation_find ("group.delete")->label),
                                                     PREFIX "delete", FALSE);
  gtk_menu_button_set_popover (more, gh_action_popover_new ());
  g_signal_connect_object (gtk_menu_button_get_popover (more), "show", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);
  self->context_menu = gh_action_popover_new ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self->table));
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  gh_select_menu_attach (self->select_button, self->table);
  gh_menu_button_set_name (self->add_button, _("Add New…"));
  gh_menu_button_set_name (self->select_button, _("Select"));
  gh_menu_button_set_name (self->report_button, _("Report"));

  update_comfortable (self);
  g_signal_connect_object (self->computer, "changed::comfortable", G_CALLBACK (update_comfortable), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  g_signal_connect_object (gh_page_get_session (GH_PAGE (self)), "changed", G_CALLBACK (read_groups), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  read_groups (self);
}

static void
gh_groups_page_dispose (GObject *object)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_object (&self->source);
  self->table = NULL;

  G_OBJECT_CLASS (gh_groups_page_parent_class)->dispose (object);
}

static void
gh_groups_page_class_init (GhGroupsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_groups_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_groups_page_dispose;
  GH_PAGE_CLASS (klass)->search = gh_groups_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_groups_page_show_view;
  GH_PAGE_CLASS (klass)->operated = gh_groups_page_operated;

  gtk_widget_class_install_action (widget_class, PREFIX "open", NULL, open_row_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "more", NULL, more_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "report", NULL, report_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "export", "s", export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, PREFIX "edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, PREFIX "delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, PREFIX "more", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, PREFIX "report", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/groups/gh-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, bars);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhGroupsPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_table_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
gh_groups_page_init (GhGroupsPage *self)
{
  self->menu_id = GH_TABLE_ROW_BLANK;
  gtk_widget_init_template (GTK_WIDGET (self));
}
