/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate-users.h"

#include "users/gh-user-block.h"

#include <glib/gi18n-lib.h>

/* More than anyone reads through. */
#define MAX_USERS 10000
#define BLOCK     500

struct _GhOperateUsers {
  GtkBox         parent_instance;

  GtkLabel      *reason;
  GtkStringList *users; /* username, line feed, real name */
  GtkLabel      *more;
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (GhOperateUsers, gh_operate_users, GTK_TYPE_BOX)

/* --- reading --- */

typedef struct {
  GArray    *ids;
  GPtrArray *texts;
  gint64     now;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->ids);
  g_ptr_array_unref (reading->texts);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;
  g_autoptr(GhUserBlock) block = gh_user_block_new (connection, reading->now, error);

  if (block == NULL)
    return FALSE;

  for (guint i = 0; i < reading->ids->len; i += BLOCK)
    {
      if (!gh_user_block_read (block, &g_array_index (reading->ids, gint64, i), MIN (BLOCK, reading->ids->len - i),
                               error))
        return FALSE;
      for (guint j = 0; j < gh_user_block_get_n_rows (block); j++)
        {
          const GhUserRow *row = gh_user_block_get_row (block, j);

          g_ptr_array_add (reading->texts, g_strdup_printf ("%s\n%s", row->username, row->realname));
        }
    }

  return TRUE;
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      data,
             GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  if (!gh_store_read (source_object, read_cb, reading, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (reading->texts, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GhOperateUsers) self = data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_string_list_splice (self->users, 0, g_list_model_get_n_items (G_LIST_MODEL (self->users)),
                            (const char *const *) reading->texts->pdata);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_text (self->more, error->message);
      gtk_widget_show (GTK_WIDGET (self->more));
    }
}

/* --- showing --- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_inscription_new (NULL);

      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      if (i == 1)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *real_name = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const char *end = strchr (text, '\n');
  g_autofree char *username = g_strndup (text, end - text);

  gtk_inscription_set_text (GTK_INSCRIPTION (name), username);
  gtk_inscription_set_text (GTK_INSCRIPTION (real_name), end + 1);
}

static void
gh_operate_users_dispose (GObject *object)
{
  GhOperateUsers *self = GH_OPERATE_USERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (gh_operate_users_parent_class)->dispose (object);
}

static void
gh_operate_users_class_init (GhOperateUsersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_operate_users_dispose;
}

static void
gh_operate_users_init (GhOperateUsers *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_xalign (self->reason, 0);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->reason));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->users = gtk_string_list_new (NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->users)))),
                            factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "gh-pick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Users"), -1);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 320);
  gtk_widget_add_css_class (window, "card");
  gtk_widget_set_overflow (window, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self), window);

  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->more, 0);
  gtk_label_set_wrap (self->more, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->more));
}

GtkWidget *
gh_operate_users_new (void)
{
  return g_object_new (GH_TYPE_OPERATE_USERS, NULL);
}

void
gh_operate_users_show (GhOperateUsers *self,
                       GhStore        *store,
                       const GhSkip   *skip)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *reason = gh_skip_get_text (skip);
  Reading *reading = g_new0 (Reading, 1);
  guint n = MIN (skip->ids->len, MAX_USERS);

  g_return_if_fail (GH_IS_OPERATE_USERS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  gtk_label_set_text (self->reason, reason);
  gtk_string_list_splice (self->users, 0, g_list_model_get_n_items (G_LIST_MODEL (self->users)), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n < skip->ids->len);
  if (n < skip->ids->len)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %'u more", "and %'u more",
                                                            skip->ids->len - n), skip->ids->len - n);

      gtk_label_set_text (self->more, more);
    }

  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (reading->ids, skip->ids->data, n);
  reading->texts = g_ptr_array_new_with_free_func (g_free);
  reading->now = gh_clock_now (gh_store_get_clock (store));
  task = g_task_new (store, self->cancellable, read_done_cb, g_object_ref (self));
  g_task_set_source_tag (task, gh_operate_users_show);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}
