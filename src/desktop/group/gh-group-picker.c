/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "group/gh-group-picker.h"

#include "kit/gh-dialog-size.h"
#include "kit/gh-table.h"
#include "kit/gh-term-pause.h"
#include "kit/gh-text-scale.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>

#define WIDTH  620
#define HEIGHT 600

/* For three columns. */
#define LEAST_WIDTH 540

struct _GhGroupPicker {
  AdwWindow       parent_instance;

  AdwWindowTitle *heading;
  GtkLabel       *long_heading; /* when the header bar has no room */
  GtkButton      *button;
  GtkWidget      *entry;
  GtkStack       *stack;
  AdwBin         *table_place;
  GhTable        *table;       /* borrowed */

  GhSession      *session;
  char           *base;        /* users not in the group */
  GCancellable   *listing;     /* nullable */
  guint           pause_id;    /* while a word may become a term */
  guint           generation;
};

enum {
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhGroupPicker, gh_group_picker, ADW_TYPE_WINDOW)

/* --- the list --- */

typedef struct {
  GhGroupPicker *picker;
  guint          generation;
} Listing;

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Listing *listing = data;
  g_autoptr (GhGroupPicker) self = listing->picker;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, NULL);

  if (listing->generation != self->generation || self->table == NULL)
    return;

  /* On failure, keep the last list, dimmed. */
  gh_table_set_dimmed (self->table, ids == NULL);
  if (ids == NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    {
      gtk_widget_remove_css_class (self->entry, "error");
      gh_session_renew_reader (self->session);
      gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP);
      gtk_stack_set_visible_child_name (self->stack, ids->len > 0 ? "table" : "nobody");
    }
}

static void
update_list (GhGroupPicker *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *query = gh_list_term_join (self->base, none, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GhView view = { .query = query, .scope = GH_USER_SCOPE_USERS };
  Listing *listing;

  if (self->table == NULL)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  listing = g_new0 (Listing, 1);
  listing->picker = g_object_ref (self);
  listing->generation = ++self->generation;
  gh_session_list_users_async (self->session, &view, self->listing, listed_cb, listing);
}

static gboolean
pause_over_cb (gpointer data)
{
  GhGroupPicker *self = data;

  self->pause_id = 0;
  update_list (self);

  return G_SOURCE_REMOVE;
}

/* --- actions --- */

static void
search_changed_cb (GhGroupPicker *self)
{
  if (!gh_term_pause (GTK_EDITABLE (self->entry), gh_user_fields, &self->pause_id, pause_over_cb, self))
    update_list (self);
}

static void
update_button (GhGroupPicker *self)
{
  guint64 n = gh_table_list_count_selected (gh_table_get_list (self->table));
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
  g_autofree char *label = g_strdup_printf (ngettext ("Add %s User…", "Add %s Users…", (gulong) n), number);

  gtk_button_set_label (self->button, n > 0 ? label : _("Add Users…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), n > 0);
}

static void
add_cb (GhGroupPicker *self)
{
  g_autoptr (GArray) ids = gh_table_list_dup_selected_ids (gh_table_get_list (self->table));
  g_autoptr (GhGroupPicker) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[SIGNAL_PICKED], 0, ids);
}

/* A click on a name selects, like the check box. */
static void
open_cb (GhGroupPicker *self,
         gint64         id)
{
  GhTableList *list = gh_table_get_list (self->table);
  guint position = gh_table_get_cursor (self->table);

  if (gh_table_list_is_id_selected (list, id))
    gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (list), position);
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (list), position, FALSE);
}

static void
stop_search_cb (GhGroupPicker *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
search_activated_cb (GhGroupPicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
type_ahead_cb (GhGroupPicker *self,
               const char    *text)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* --- the window --- */

static void
gh_group_picker_dispose (GObject *object)
{
  GhGroupPicker *self = GH_GROUP_PICKER (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->base, g_free);
  self->table = NULL;

  G_OBJECT_CLASS (gh_group_picker_parent_class)->dispose (object);
}

static void
gh_group_picker_class_init (GhGroupPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_group_picker_dispose;

  /**
   * GhGroupPicker::picked:
   * @ids: (element-type gint64): row ids of users
   *
   * Emitted with the users to add.
   */
  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/group/gh-group-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, heading);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, long_heading);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, button);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, GhGroupPicker, table_place);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gh_group_picker_init (GhGroupPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gh_group_picker_new (GtkWindow  *parent,
                     GhSession  *session,
                     const char *group_name)
{
  GhGroupPicker *self = g_object_new (GH_TYPE_GROUP_PICKER, "transient-for", parent, NULL);
  g_autoptr (GhTableSource) source = gh_users_source_new (session);
  g_autofree char *title = g_strdup_printf (_("Add Users to “%s”"), group_name);
  gboolean is_narrow;

  self->session = g_object_ref (session);
  self->base = gh_users_dup_in_group (group_name, TRUE);
  adw_window_title_set_title (self->heading, title);
  gtk_label_set_text (self->long_heading, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  is_narrow = gh_dialog_set_size (GTK_WINDOW (self), WIDTH, HEIGHT) < gh_text_scale (GTK_WIDGET (self), LEAST_WIDTH);

  self->table = GH_TABLE (gh_table_new (gh_users_columns, GH_USERS_N_COLUMNS, source));
  for (guint i = 0; i < GH_USERS_N_COLUMNS; i++)
    gh_table_set_column_chosen (self->table, gh_users_columns[i].key,
                                 i == GH_USERS_COLUMN_USERNAME || i == GH_USERS_COLUMN_REALNAME ||
                                 i == GH_USERS_COLUMN_EMAIL);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->long_heading), is_narrow);
  gh_table_set_narrow (self->table, is_narrow);
  gh_table_set_comfortable (self->table, is_narrow);
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));
  g_signal_connect_object (self->table, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "type-ahead", G_CALLBACK (type_ahead_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_table_get_list (self->table), "notify::n-selected", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
  update_button (self);
  update_list (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->entry);

  return GTK_WIDGET (self);
}
