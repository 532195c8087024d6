/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on the selected rows or the cursor row: operations, reports, copying. */
#include "list/gh-list-page-private.h"

#include "kit/gh-columns-popover.h"
#include "kit/gh-inner-name.h"
#include "kit/gh-select-menu.h"
#include "operations/gh-target.h"

#include <glib/gi18n-lib.h>

#define PREFIX "list."

/* --- their rows --- */

gboolean
gh_list_page_has_selection (GhListPage *self)
{
  return !self->kind->has_no_selection && gh_table_list_count_selected (gh_table_get_list (self->table)) > 0;
}

/* The one record to act on, or GH_TABLE_ROW_BLANK if there are more. */
static gint64
find_only (GhListPage *self)
{
  guint64 n = self->menu_id == GH_TABLE_ROW_BLANK ? gh_table_list_count_selected (gh_table_get_list (self->table)) : 0;
  g_autoptr (GArray) selected = NULL;

  if (self->menu_id != GH_TABLE_ROW_BLANK)
    return self->menu_id;
  if (n == 0)
    return gh_table_get_cursor_id (self->table);
  if (n > 1)
    return GH_TABLE_ROW_BLANK;

  selected = gh_table_list_dup_selected_ids (gh_table_get_list (self->table));

  return g_array_index (selected, gint64, 0);
}

/* --- when they are enabled --- */

/* Why all are disabled, or NULL. */
static const char *
get_common_reason (GhListPage *self)
{
  if (!self->is_readable)
    return _("What is typed in the search cannot be read.");
  if (!gh_list_page_has_selection (self) && gh_table_get_cursor_id (self->table) == GH_TABLE_ROW_BLANK)
    return _(self->kind->none_selected);

  return NULL;
}

static const char *
say (GhListPage *self,
     GhRefusal   refusal)
{
  return refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : get_common_reason (self);
}

static const char *
get_reason (GhListPage *self,
            const char *right)
{
  return say (self, gh_role_may (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role, right));
}

static const char *
get_operation_reason (gpointer           page,
                      const GhOperation *operation)
{
  GhListPageClass *klass = GH_LIST_PAGE_GET_CLASS (page);
  gconstpointer facts = klass->find_facts != NULL ? klass->find_facts (page, find_only (page)) : NULL;
  const char *reason = say (page, gh_page_check (page, operation, facts));

  return reason == NULL && klass->get_reason != NULL ? klass->get_reason (page, operation) : reason;
}

/* The one place that decides what is enabled. */
void
gh_list_page_update_actions (GhListPage *self)
{
  if (!self->kind->has_no_selection)
    gh_operate_offer_update (&self->kind->offer, get_operation_reason, self, self->bar_buttons);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "copy", !self->kind->has_no_selection &&
                                                                   get_reason (self, self->kind->view_right) == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "export", self->is_readable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_view_button), self->is_readable);
}

/* --- operations --- */

static gboolean
operate (GhListPage        *self,
         const GhOperation *operation,
         gboolean           by_key)
{
  GhListPageClass *klass = GH_LIST_PAGE_GET_CLASS (self);
  g_autoptr (JsonObject) parameters = NULL;
  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);
  g_autoptr (GhTarget) target = NULL;

  if (ids->len == 0)
    return FALSE;

  target = gh_target_new_for_ids ((const gint64 *) (void *) ids->data, ids->len);
  if (klass->dup_parameters != NULL)
    parameters = klass->dup_parameters (self, operation, ids);
  gh_page_operate (GH_PAGE (self), operation, target, parameters, by_key);

  return TRUE;
}

static void
operate_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  GhListPage *self = GH_LIST_PAGE (widget);

  operate (self, gh_operate_offer_find_activated (&self->kind->offer, action_name), FALSE);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  GhListPage *self = GH_LIST_PAGE (widget);
  const GhOperation *operation = gh_operate_offer_find_key (&self->kind->offer, arguments);

  return operation != NULL && get_operation_reason (self, operation) == NULL && operate (self, operation, TRUE);
}

/* --- menus --- */

static void
add_own (gpointer         page,
         GhActionPopover *menu)
{
  GhListPage *self = page;
  gboolean is_of_selection = self->menu_id == GH_TABLE_ROW_BLANK && gh_list_page_reports_selection (self);

  gh_action_popover_add_separator (menu);
  gh_action_popover_add (menu, is_of_selection ? _("Export Selection…") : _("Export…"), PREFIX "export",
                         "<Control>e", get_reason (self, self->kind->export_right));
  gh_action_popover_add (menu, _("Copy as Table"), PREFIX "copy", "<Control>c",
                         get_reason (self, self->kind->view_right));
  gh_action_popover_add_separator (menu);
}

static void
fill_menu (GhListPage *self,
           GtkWidget  *popover)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (popover);

  gh_action_popover_clear (menu);
  gh_operate_offer_fill_menu (&self->kind->offer, menu, get_operation_reason, add_own, self);
}

/* The item that closed the menu runs first. */
static gboolean
forget_menu_row_cb (gpointer data)
{
  GhListPage *self = data;

  self->menu_id = GH_TABLE_ROW_BLANK;
  if (self->table != NULL)
    gh_list_page_update_actions (self);

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GhListPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_menu_row_cb, g_object_ref (self), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* On a row outside the selection, the menu is for that row only. */
static void
context_menu_cb (GhListPage *self,
                 double      x,
                 double      y)
{
  gint64 id = gh_table_get_cursor_id (self->table);

  self->menu_id = gh_table_list_is_id_selected (gh_table_get_list (self->table), id) ? GH_TABLE_ROW_BLANK : id;
  gh_list_page_update_actions (self);
  fill_menu (self, self->context_menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* --- copying --- */

/* Nobody pastes more than this. */
#define MAX_COPIED 10000

typedef struct {
  const GhListKind *kind;
  GArray           *ids;
  GArray           *columns;  /* guint */
  gint64            now;
  GString          *text;
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_array_unref (copying->ids);
  g_array_unref (copying->columns);
  g_string_free (copying->text, TRUE);
  g_free (copying);
}

static gboolean
copy_in_thread_cb (GhConnection  *connection,
                   gpointer       data,
                   GError       **error)
{
  Copying *copying = data;

  return copying->kind->copy (copying->ids, (const guint *) (const void *) copying->columns->data, copying->columns->len,
                              copying->now, connection, copying->text, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhListPage) self = data;
  g_autoptr (GError) error = NULL;
  Copying *copying = gh_session_read_finish (result, &error);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (copying == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), copying->text->str);
  number = g_strdup_printf ("%'u", copying->ids->len);
  text = g_strdup_printf (ngettext ("%s row copied", "%s rows copied", copying->ids->len), number);
  gh_page_add_toast (GH_PAGE (self), text, 0);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhListPage *self = GH_LIST_PAGE (widget);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  Copying *copying;
  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);
  GhRefusal refusal = gh_role_may_take (gh_session_get_actor (session)->role, self->kind->export_right, ids->len);

  if (ids->len == 0)
    return;
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_page_add_toast (GH_PAGE (self), gh_refusal_get_sentence (refusal), 0);
      return;
    }
  if (ids->len > MAX_COPIED)
    {
      g_autofree char *toast = g_strdup_printf (_("At most %'d rows can be copied. Save a report instead."), MAX_COPIED);

      gh_page_add_toast (GH_PAGE (self), toast, 0);
      return;
    }

  copying = g_new0 (Copying, 1);
  copying->kind = self->kind;
  copying->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  copying->ids = g_steal_pointer (&ids);
  copying->text = g_string_new (NULL);
  copying->now = gh_session_get_now (session);
  for (guint i = 0; i < self->kind->n_choices; i++)
    if (gh_table_get_column_chosen (self->table, self->kind->columns[i].key))
      g_array_append_val (copying->columns, i);
  gh_session_read_async (session, copy_in_thread_cb, copying, copying_free, NULL, copied_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (GH_LIST_PAGE (widget)->report_button);
}

/* --- keys without a dialog --- */

static void
more_actions_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GhListPage *self = GH_LIST_PAGE (widget);

  g_autoptr (GArray) ids = gh_table_dup_meant_ids (self->table, self->menu_id);

  if (self->kind->has_no_selection)
    return;
  if (gh_list_page_has_selection (self))
    gtk_menu_button_popup (gh_selection_bar_get_more_button (self->selection_bar));
  else if (ids->len > 0)
    gh_table_show_context_menu (self->table);
}

static void
add_filter_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_menu_button_popup (GH_LIST_PAGE (widget)->filter_button);
}

static void
save_view_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhListPage *self = GH_LIST_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->save_view_button)))
    gtk_menu_button_popup (self->save_view_button);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GhListPage *self = GH_LIST_PAGE (widget);

  if (self->shown != 0)
    return gtk_widget_activate_action (widget, PREFIX "close-pane", NULL);
  if (!gh_list_page_has_selection (self))
    return FALSE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));

  return TRUE;
}

/* --- setting up --- */

void
gh_list_page_install_operations (GhListPageClass *klass)
{
  gh_operate_offer_install (&klass->kind->offer, GTK_WIDGET_CLASS (klass), operate_cb, key_cb);
}

void
gh_list_page_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, PREFIX "copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, PREFIX "export", NULL, export_cb);
  gtk_widget_class_install_action (klass, PREFIX "more", NULL, more_actions_cb);
  gtk_widget_class_install_action (klass, PREFIX "add-filter", NULL, add_filter_cb);
  gtk_widget_class_install_action (klass, PREFIX "save-view", NULL, save_view_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, PREFIX "copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK, PREFIX "export", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, PREFIX "more", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, PREFIX "add-filter", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_d, GDK_CONTROL_MASK, PREFIX "save-view", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}

void
gh_list_page_add_menus (GhListPage *self)
{
  GtkMenuButton *more = gh_selection_bar_get_more_button (self->selection_bar);

  gh_menu_button_set_name (self->filter_button, _("Add Filter"));
  gh_menu_button_set_name (self->save_view_button, _("Save View…"));
  gh_menu_button_set_name (self->report_button, _("Report"));
  if (self->kind->has_no_selection)
    return;

  gh_selection_bar_set_table (self->selection_bar, self->table);
  gh_operate_offer_fill_bar (&self->kind->offer, self->selection_bar, self->bar_buttons);
  gtk_menu_button_set_popover (more, gh_action_popover_new ());
  g_signal_connect_object (gtk_menu_button_get_popover (more), "show", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);

  self->context_menu = gh_action_popover_new ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self->table));
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);

  gh_select_menu_attach (self->select_button, self->table);
  gh_menu_button_set_name (self->select_button, _("Select"));
  gh_menu_button_set_name (self->columns_button, _("Columns"));
  gtk_menu_button_set_popover (self->columns_button,
                               gh_columns_popover_new (self->table, self->kind->columns, self->kind->n_choices));
  g_signal_connect_object (self->table, "context-menu", G_CALLBACK (context_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "columns-menu", G_CALLBACK (gtk_menu_button_popup), self->columns_button,
                           G_CONNECT_SWAPPED);
  if (GH_LIST_PAGE_GET_CLASS (self)->find_facts != NULL)
    g_signal_connect_object (self->table, "cursor-changed", G_CALLBACK (gh_list_page_update_actions), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_table_get_list (self->table), "notify::n-selected",
                           G_CALLBACK (gh_list_page_update_actions), self, G_CONNECT_SWAPPED);
}
