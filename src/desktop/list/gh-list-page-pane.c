/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane for one row below the list, and new rows that arrive while somebody reads. */
#include "list/gh-list-page-private.h"

#include <glib/gi18n-lib.h>

/* The least room of a list above a pane. */
#define LEAST_HEIGHT 120

/* --- new rows --- */

static gboolean
is_at_top (GhListPage *self)
{
  guint first;

  gh_table_list_get_viewport (gh_table_get_list (self->table), &first, NULL);

  return first == 0;
}

/* While somebody reads further down, nothing moves, and a pill shows how many are new. */
static void
update_news (GhListPage *self)
{
  GArray *ids = gh_list_page_get_ids (self);
  guint n = 0;
  g_autofree char *text = NULL;

  if (is_at_top (self) && ids->len > 0)
    self->newest_seen = g_array_index (ids, gint64, 0);
  while (n < ids->len && g_array_index (ids, gint64, n) > self->newest_seen)
    n++;
  text = g_strdup_printf (ngettext ("%'u new", "%'u new", n), n);
  gtk_button_set_label (self->news, text);
  gtk_widget_set_visible (GTK_WIDGET (self->news), n > 0);
}

static gboolean
news_idle_cb (gpointer data)
{
  GhListPage *self = data;

  if (self->table != NULL)
    update_news (self);

  return G_SOURCE_REMOVE;
}

/* Called during layout. */
static void
viewport_changed_cb (GhListPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->news)) && is_at_top (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, news_idle_cb, g_object_ref (self), g_object_unref);
}

static void
newest_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gh_table_set_cursor (GH_LIST_PAGE (widget)->table, 0, TRUE);
}

/* --- the row in the pane --- */

/* The list marks it. */
static void
set_shown (GhListPage *self,
           gint64      id)
{
  GhTableList *list = gh_table_get_list (self->table);

  if (self->shown != 0)
    gh_table_list_select_id (list, self->shown, FALSE);
  self->shown = id;
  if (id != 0)
    gh_table_list_select_id (list, id, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.close-pane", id != 0);
}

void
gh_list_page_show_row (GhListPage *self,
                       gint64      id)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));
  g_return_if_fail (id != 0);

  set_shown (self, id);
  GH_LIST_PAGE_GET_CLASS (self)->show_row (self, id);
}

gint64
gh_list_page_get_shown (GhListPage *self)
{
  g_return_val_if_fail (GH_IS_LIST_PAGE (self), 0);

  return self->shown;
}

/* As high as last time. */
void
gh_list_page_reveal_pane (GhListPage *self)
{
  GtkWidget *pane;

  g_return_if_fail (GH_IS_LIST_PAGE (self));

  pane = gtk_paned_get_end_child (self->paned);
  if (gtk_widget_get_visible (pane))
    return;

  gtk_widget_set_visible (pane, TRUE);
  gtk_paned_set_position (self->paned, MAX (0, gtk_widget_get_height (GTK_WIDGET (self->paned)) -
                                               g_settings_get_int (self->settings, "pane-height")));
}

static void
keep_height_cb (GhListPage *self,
                GtkWidget  *pane)
{
  int height = gtk_widget_get_height (pane);

  if (height > 0 && self->settings != NULL)
    g_settings_set_int (self->settings, "pane-height", height);
}

static void
close_pane_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GhListPage *self = GH_LIST_PAGE (widget);

  set_shown (self, 0);
  gtk_widget_set_visible (gtk_paned_get_end_child (self->paned), FALSE);
  GH_LIST_PAGE_GET_CLASS (self)->show_row (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
show_row_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gh_list_page_go_to_row (GH_LIST_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
cursor_changed_cb (GhListPage *self)
{
  gint64 id = gh_table_get_cursor_id (self->table);

  if (self->shown != 0 && id != GH_TABLE_ROW_BLANK && id != self->shown)
    gh_list_page_show_row (self, id);
}

/* To the earlier row, if it still exists. */
static void
go_back (GhListPage *self)
{
  guint position = self->returns_to != 0 ? gh_table_list_find (gh_table_get_list (self->table), self->returns_to)
                                         : GTK_INVALID_LIST_POSITION;

  self->returns_to = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gh_table_set_cursor (self->table, position, FALSE);
}

/* The next list may have the wanted row. */
static void
seek (GhListPage *self)
{
  guint position = self->sought != 0 ? gh_table_list_find (gh_table_get_list (self->table), self->sought)
                                     : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->sought = 0;
  gh_table_set_cursor (self->table, position, TRUE);
}

void
gh_list_page_go_to_row (GhListPage *self,
                        gint64      id)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));

  self->sought = id;
  gh_list_page_show_row (self, id);
  seek (self);
  /* Only now: a filter set later stays, even if there is no such row. */
  if (self->sought != 0 && !gh_list_page_is_plain (self))
    gh_list_page_set_view (self, NULL, NULL, NULL);
}

/* --- for the rest of the page --- */

/* At the top, with the pane closed, new rows show at once. */
GhTablePlace
gh_list_page_find_place (GhListPage   *self,
                         GhTablePlace  place)
{
  return self->kind->is_live && self->shown == 0 && is_at_top (self) ? GH_TABLE_PLACE_TOP : place;
}

void
gh_list_page_follow_list (GhListPage   *self,
                          GhTablePlace  place)
{
  GArray *ids = gh_list_page_get_ids (self);

  if (place == GH_TABLE_PLACE_TOP)
    self->newest_seen = ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
  if (self->kind->is_live)
    update_news (self);
  go_back (self);
  seek (self);
}

void
gh_list_page_set_pane (GhListPage *self,
                       GtkWidget  *pane)
{
  gtk_widget_set_visible (pane, FALSE);
  gtk_widget_set_size_request (gtk_paned_get_start_child (self->paned), -1, LEAST_HEIGHT);
  gtk_paned_set_end_child (self->paned, pane);
  g_signal_connect_object (pane, "unmap", G_CALLBACK (keep_height_cb), self, G_CONNECT_SWAPPED);
}

void
gh_list_page_set_up_pane (GhListPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.close-pane", FALSE);
  g_signal_connect_object (self->table, "cursor-changed", G_CALLBACK (cursor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "viewport-changed", G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
}

void
gh_list_page_class_install_pane_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "list.newest", NULL, newest_cb);
  gtk_widget_class_install_action (klass, "list.close-pane", NULL, close_pane_cb);
  gtk_widget_class_install_action (klass, "list.show-row", "x", show_row_cb);
}
