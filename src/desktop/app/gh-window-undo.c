/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo (J3): back through one's own operations, and forward again through those undone here. */
#include "app/gh-window-private.h"

#include "operate/gh-operate.h"

static gboolean
find_undo (GhWindow *self,
           gint64    entry,
           guint    *index)
{
  for (*index = 0; *index < self->undos->len; (*index)++)
    if (g_array_index (self->undos, gint64, *index) == entry)
      return TRUE;

  return FALSE;
}

/* Undoing an undo is a redo. Any other operation leaves nothing to redo. */
static void
operated_cb (GhWindow       *self,
             const GhResult *result)
{
  guint index;

  if (result->entry == 0)
    return;

  if (!g_str_equal (result->operation->name, "log.undo"))
    g_array_set_size (self->undos, 0);
  else if (find_undo (self, g_ascii_strtoll (result->object_key, NULL, 10), &index))
    g_array_remove_index (self->undos, index);
  else
    g_array_append_val (self->undos, result->entry);
}

void
gh_window_begin_undoing (GhWindow *self)
{
  g_array_set_size (self->undos, 0);
  g_signal_connect_object (self->session, "operated", G_CALLBACK (operated_cb), self, G_CONNECT_SWAPPED);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  GhPage *page = gh_window_get_page (self);

  if (page != NULL)
    gh_page_tell_operated (page, result);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GH_WINDOW (data)->n_redoing--;
  undone_cb (source, result, data);
}

/* @entry: 0: one's own newest */
static void
undo (GhWindow            *self,
      gint64               entry,
      GAsyncReadyCallback  callback)
{
  GhPage *page = gh_window_get_page (self);

  if (page != NULL)
    gh_page_begin_operating (page);
  gh_operate_undo_async (GTK_WIDGET (self), gh_session_get_store (self->session),
                         gh_session_get_actor (self->session), entry, callback, g_object_ref (self));
}

static void
undo_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session != NULL)
    undo (self, parameter != NULL ? g_variant_get_int64 (parameter) : 0, undone_cb);
}

/* The key may be pressed again before the first redo has ended. */
static void
redo_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session == NULL || self->n_redoing >= self->undos->len)
    return;

  self->n_redoing++;
  undo (self, g_array_index (self->undos, gint64, self->undos->len - self->n_redoing), redone_cb);
}

void
gh_window_class_install_undo_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "win.undo-entry", "x", undo_cb);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_cb);

  /* Text fields handle these keys themselves; only those they do not use get here. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}
