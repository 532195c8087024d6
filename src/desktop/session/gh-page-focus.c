/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a page the focus is. */
#include "session/gh-page-private.h"

#include "kit/gh-table.h"

/* The focused region. Outside the page: -1, or the number of regions for stepping back. */
static int
find_region (GhPage *self,
             int     step)
{
  GPtrArray *regions = gh_page_get_private (self)->regions;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (guint i = 0; focus != NULL && i < regions->len; i++)
    if (focus == g_ptr_array_index (regions, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (regions, i)))
      return (int) i;

  return step > 0 ? -1 : (int) regions->len;
}

gboolean
gh_page_step_region (GhPage *self,
                     int     step)
{
  GPtrArray *regions;

  g_return_val_if_fail (GH_IS_PAGE (self), FALSE);

  regions = gh_page_get_private (self)->regions;
  for (int i = find_region (self, step) + step; i >= 0 && i < (int) regions->len; i += step)
    {
      GtkWidget *region = g_ptr_array_index (regions, i);

      if (gtk_widget_get_mapped (region) && gtk_widget_child_focus (region, GTK_DIR_TAB_FORWARD))
        return TRUE;
    }

  return FALSE;
}

static void
table_mapped_cb (GtkWidget *table,
                 gpointer   data)
{
  GhPagePrivate *priv = gh_page_get_private (data);
  GtkRoot *root = gtk_widget_get_root (table);

  /* If the focus has moved since, leave it there. */
  if (priv->wants_focus && gtk_root_get_focus (root) == priv->focus_before)
    gtk_widget_grab_focus (table);
  priv->wants_focus = FALSE;
}

/* Focuses the first visible table in @widget; hidden ones take it when shown. */
static gboolean
focus_table (GhPage    *self,
             GtkWidget *widget)
{
  if (GH_IS_TABLE (widget))
    {
      if (gtk_widget_get_mapped (widget) && gtk_widget_grab_focus (widget))
        return TRUE;
      if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, table_mapped_cb, NULL) == 0)
        g_signal_connect_object (widget, "map", G_CALLBACK (table_mapped_cb), self, 0);
      gh_page_get_private (self)->wants_focus = TRUE;
      return FALSE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (focus_table (self, child))
      return TRUE;

  return FALSE;
}

void
gh_page_take_focus (GhPage *self)
{
  GhPagePrivate *priv;
  GtkWidget *content;
  GtkRoot *root;

  g_return_if_fail (GH_IS_PAGE (self));

  priv = gh_page_get_private (self);
  content = gtk_widget_get_last_child (priv->box);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  priv->wants_focus = FALSE;
  if (focus_table (self, content))
    priv->wants_focus = FALSE;
  else if (!priv->wants_focus &&
           (gtk_root_get_focus (root) == NULL || !gtk_widget_is_ancestor (gtk_root_get_focus (root), content)) &&
           !gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (priv->header, GTK_DIR_TAB_FORWARD);
  priv->focus_before = gtk_root_get_focus (root);
}
