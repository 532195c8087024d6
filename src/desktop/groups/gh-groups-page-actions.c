/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to the groups that are selected, or to the cursor row: operations, the report, copying. */
#include "groups/gh-groups-page-private.h"

#include "groups/gh-group-report.h"
#include "groups/gh-group-target.h"
#include "kit/gh-columns-popover.h"
#include "kit/gh-menu-button-name.h"
#include "kit/gh-select-menu.h"
#include "list/gh-report-popover.h"
#include "list/gh-report-save.h"
#include "operations/gh-target.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "groups."

static const GhOperateOffer offer = { GH_OPERATE_ON_GROUPS, &gh_target_groups, PREFIX };

static GhTableList *
get_list (GhGroupsPage *self)
{
  return gh_table_get_list (self->table);
}

/* Of one group alone it is known whether it may be changed. */
static GhGroup *
find_only (GhGroupsPage *self)
{
  guint64 n = self->menu_id == GH_TABLE_ROW_BLANK ? gh_table_list_count_selected (get_list (self)) : 0;
  gint64 id = self->menu_id != GH_TABLE_ROW_BLANK ? self->menu_id : gh_table_get_cursor_id (self->table);
  g_autoptr (GArray) selected = NULL;

  if (n > 1)
    return NULL;
  if (n == 1)
    {
      selected = gh_table_list_dup_selected_ids (get_list (self));
      id = g_array_index (selected, gint64, 0);
    }

  return gh_groups_source_find (self->source, id);
}

static gboolean
is_anything_meant (GhGroupsPage *self)
{
  return gh_table_list_count_selected (get_list (self)) > 0 || gh_table_get_cursor_id (self->table) != GH_TABLE_ROW_BLANK;
}

/* Why it cannot be used now, or NULL. */
static const char *
get_reason (gpointer           page,
            const GhOperation *operation)
{
  GhGroup *only = find_only (page);
  GhRefusal refusal = gh_page_check (page, operation, only != NULL ? gh_group_get_facts (only) : NULL);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_get_tooltip (refusal);

  return is_anything_meant (page) ? NULL : _("No group is selected.");
}

/* The one place that decides what is enabled. */
void
gh_groups_page_update_actions (GhGroupsPage *self)
{
  gh_operate_offer_update (&offer, get_reason, self, self->bar_buttons);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "copy", is_anything_meant (self));
}

/* --- operations --- */

/* Of one group the dialog begins with what there is. */
static JsonObject *
make_parameters (GhGroup *group)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "new-name", gh_group_get_name (group));
  json_object_set_string_member (parameters, "description", gh_group_get_description (group));
  json_object_set_string_member (parameters, "status", gh_stored_status_get_word (gh_group_get_status (group)));

  return parameters;
}

static gboolean
operate (GhGroupsPage      *self,
         const GhOperation *operation,
         gboolean           by_key)
{
  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);
  g_autoptr (GhTarget) target = NULL;
  GhGroup *only = ids->len == 1 ? gh_groups_source_find (self->source, g_array_index (ids, gint64, 0)) : NULL;
  g_autoptr (JsonObject) parameters = NULL;

  if (ids->len == 0)
    return FALSE;

  target = gh_target_new_for_ids ((const gint64 *) (void *) ids->data, ids->len);
  if (only != NULL && strcmp (operation->name, "group.edit") == 0)
    parameters = make_parameters (only);
  gh_page_operate (GH_PAGE (self), operation, target, parameters, by_key);

  return TRUE;
}

static void
operate_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  operate (GH_GROUPS_PAGE (widget), gh_operate_offer_find_activated (&offer, action_name), FALSE);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);
  const GhOperation *operation = gh_operate_offer_find_key (&offer, arguments);

  return operation != NULL && get_reason (self, operation) == NULL && operate (self, operation, TRUE);
}

/* --- menus --- */

static void
add_own (gpointer         page,
         GhActionPopover *menu)
{
  gh_action_popover_add (menu, _("Copy as Table"), PREFIX "copy", "<Control>c", NULL);
  gh_action_popover_add_separator (menu);
}

static void
fill_menu (GhGroupsPage *self,
           GtkWidget    *popover)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (popover);

  gh_action_popover_clear (menu);
  gh_operate_offer_fill_menu (&offer, menu, get_reason, add_own, self);
}

/* The action of the entry that closed the menu comes first. */
static gboolean
forget_menu_row_cb (gpointer data)
{
  GhGroupsPage *self = data;

  self->menu_id = GH_TABLE_ROW_BLANK;
  if (self->table != NULL)
    gh_groups_page_update_actions (self);

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

  self->menu_id = gh_table_list_is_id_selected (get_list (self), id) ? GH_TABLE_ROW_BLANK : id;
  gh_groups_page_update_actions (self);
  fill_menu (self, self->context_menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
columns_menu_cb (GhGroupsPage *self)
{
  gtk_menu_button_popup (self->columns_button);
}

static void
more_actions_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);

  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);

  if (gh_table_list_count_selected (get_list (self)) > 0)
    gtk_menu_button_popup (gh_selection_bar_get_more_button (self->selection_bar));
  else if (ids->len > 0)
    gh_table_show_context_menu (self->table);
}

/* --- copying and the report --- */

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhGroupsPage *self = GH_GROUPS_PAGE (widget);
  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);
  const GhActor *actor = gh_session_get_actor (gh_page_get_session (GH_PAGE (self)));
  GhRefusal refusal = gh_role_may_take (actor->role, GH_RIGHT_EXPORT, ids->len);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *toast = NULL;

  if (ids->len == 0)
    return;
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_page_add_toast (GH_PAGE (self), gh_refusal_get_sentence (refusal), 0);
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      GhGroup *group = gh_groups_source_find (self->source, g_array_index (ids, gint64, i));
      gboolean is_first = TRUE;

      for (GhGroupsCell cell = 0; group != NULL && cell < GH_GROUPS_N_CELLS; cell++)
        if (gh_table_get_column_chosen (self->table, gh_groups_columns[cell].key))
          {
            g_autofree char *words = gh_groups_cell_dup_text (group, cell);

            /* What would break the table. */
            g_strdelimit (words, "\t\r\n", ' ');
            g_string_append_printf (text, "%s%s", is_first ? "" : "\t", words);
            is_first = FALSE;
          }
      g_string_append_c (text, '\n');
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  toast = g_strdup_printf (ngettext ("%'u row copied", "%'u rows copied", ids->len), ids->len);
  gh_page_add_toast (GH_PAGE (self), toast, 0);
}

static gboolean
write_cb (GhStore        *store,
          const GhActor  *actor,
          GhReportFormat  format,
          const char     *path,
          gpointer        data,
          GhJob          *job,
          gint64         *count,
          GError        **error)
{
  const GhGroupView all = { NULL };

  return gh_group_report_export (store, actor, &all, format, path, count, error);
}

static void
save_cb (GhGroupsPage *self,
         guint         format)
{
  gh_report_save (GH_PAGE (self), "groups", format, write_cb, NULL, g_free);
}

static void
report_popup_cb (GhGroupsPage *self)
{
  GhReportPopover *popover = GH_REPORT_POPOVER (gtk_menu_button_get_popover (self->report_button));
  const GhActor *actor = gh_session_get_actor (gh_page_get_session (GH_PAGE (self)));
  GhRefusal refusal = gh_role_may (actor->role, GH_RIGHT_EXPORT);
  guint n = gh_groups_source_get_n_groups (self->source);
  g_autofree char *title = g_strdup_printf (ngettext ("Report of %'u group", "Report of %'u groups", n), n);

  gh_report_popover_set (popover, title, refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : NULL);
}

static void
export_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (GH_GROUPS_PAGE (widget)->report_button);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GhTableList *list = get_list (GH_GROUPS_PAGE (widget));

  if (gh_table_list_count_selected (list) == 0)
    return FALSE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (list));

  return TRUE;
}

/* --- setting up --- */

void
gh_groups_page_class_install_actions (GtkWidgetClass *klass)
{
  gh_operate_offer_install (&offer, klass, operate_cb, key_cb);
  gtk_widget_class_install_action (klass, PREFIX "copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, PREFIX "export", NULL, export_cb);
  gtk_widget_class_install_action (klass, PREFIX "more", NULL, more_actions_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, PREFIX "copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK, PREFIX "export", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, PREFIX "more", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}

void
gh_groups_page_add_menus (GhGroupsPage *self)
{
  GtkMenuButton *more = gh_selection_bar_get_more_button (self->selection_bar);
  GtkWidget *report = gh_report_popover_new ();

  gh_selection_bar_set_table (self->selection_bar, self->table);
  gh_operate_offer_fill_bar (&offer, self->selection_bar, self->bar_buttons);
  gtk_menu_button_set_popover (more, gh_action_popover_new ());
  g_signal_connect_object (gtk_menu_button_get_popover (more), "show", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);

  self->context_menu = gh_action_popover_new ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self->table));
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);

  gh_report_popover_set_whole (GH_REPORT_POPOVER (report), _("All groups by name, with the number of their members."));
  g_signal_connect_object (report, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (report, "show", G_CALLBACK (report_popup_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->report_button, report);
  gh_menu_button_set_name (self->select_button, _("Select"));
  gh_menu_button_set_name (self->columns_button, _("Columns"));
  gh_menu_button_set_name (self->report_button, _("Report"));

  gh_select_menu_attach (self->select_button, self->table);
  gtk_menu_button_set_popover (self->columns_button,
                               gh_columns_popover_new (self->table, gh_groups_columns, GH_GROUPS_N_CELLS));
  g_signal_connect_object (self->table, "context-menu", G_CALLBACK (context_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "columns-menu", G_CALLBACK (columns_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "cursor-changed", G_CALLBACK (gh_groups_page_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_list (self), "notify::n-selected", G_CALLBACK (gh_groups_page_update_actions), self,
                           G_CONNECT_SWAPPED);
}
