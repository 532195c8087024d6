/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-trash-page.h"

#include "kit/gh-action-popover.h"
#include "kit/gh-category-bar.h"
#include "kit/gh-menu-button-name.h"
#include "kit/gh-select-menu.h"
#include "kit/gh-selection-bar.h"
#include "operations/gh-target.h"
#include "trash/gh-trash-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "trash."

/* The categories: by origin, and who is about to go. */
static const struct {
  const char    *key;
  const char    *label;
  const char    *icon_name;
  const char    *icon_style;
  GhTrashOrigin  origin;   /* GH_TRASH_NONE: any */
  gboolean       is_soon;
} categories[] = {
  { "all", N_("In the Trash"), NULL, NULL, GH_TRASH_NONE, FALSE },
  { "by-hand", N_("Sent by hand"), "gh-trash-symbolic", NULL, GH_TRASH_BY_HAND, FALSE },
  { "inactive", N_("Inactive"), "gh-clock-symbolic", NULL, GH_TRASH_INACTIVITY, FALSE },
  { "sync", N_("Left the directory"), "gh-directory-symbolic", NULL, GH_TRASH_SYNC, FALSE },
  { "soon", N_("Deleted within 2 days"), "gh-warning-symbolic", "warning", GH_TRASH_NONE, TRUE },
};

struct _GhTrashPage {
  GhPage          parent_instance;

  GtkWidget      *entry;
  GtkRevealer    *reason_revealer;
  GtkLabel       *reason;
  GtkWidget      *bars;
  GtkLabel       *count;
  GtkMenuButton  *select_button;
  GhCategoryBar  *categories;
  GtkStack       *stack;
  AdwBin         *table_place;
  GhSelectionBar *selection_bar;
  GtkWidget      *restore_button;
  GtkWidget      *purge_button;
  GtkWidget      *context_menu;

  GSettings      *settings;      /* of the table */
  GSettings      *computer;
  GhTrashSource *source;
  GhTable        *table;         /* NULL: the page is gone */
  GCancellable   *listing;
  GArray         *matches;       /* gint64, what matches the search, in order; NULL: not yet known */
  guint           generation;    /* of the search */
  gboolean        is_readable;   /* what was typed is a query */
  gint64          menu_id;       /* the row that the context menu means, or GH_TABLE_ROW_BLANK */
};

G_DEFINE_FINAL_TYPE (GhTrashPage, gh_trash_page, GH_TYPE_PAGE)

/* --- what is meant --- */

static gboolean
has_selection (GhTrashPage *self)
{
  return gh_table_list_count_selected (gh_table_get_list (self->table)) > 0;
}

static GArray *
dup_ids (GhTrashPage *self)
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
get_reason (GhTrashPage *self,
            const char  *operation)
{
  GhRefusal refusal = gh_role_may (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role, operation);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_get_tooltip (refusal);
  if (!self->is_readable)
    return _("What is typed in the search cannot be read.");
  if (!has_selection (self) && gh_table_get_cursor_id (self->table) == GH_TABLE_ROW_BLANK)
    return _("No user is selected.");

  return NULL;
}

/* The one place that decides what is enabled. */
static void
update_actions (GhTrashPage *self)
{
  const char *restore = get_reason (self, "user.restore");
  const char *purge = get_reason (self, "user.purge");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "restore", restore == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), PREFIX "purge", purge == NULL);
  gtk_widget_set_tooltip_text (self->restore_button, restore);
  gtk_widget_set_tooltip_text (self->purge_button, purge);
  gtk_widget_set_sensitive (GTK_WIDGET (self->select_button), self->is_readable);
}

/* --- the list --- */

static gboolean
is_in (const GhTrashEntry *entry,
       guint               category,
       gint64              now)
{
  return (categories[category].origin == GH_TRASH_NONE || entry->origin == categories[category].origin) &&
         (!categories[category].is_soon || entry->purge_at < now + GH_TRASH_SOON);
}

static void
show_counts (GhTrashPage *self,
             guint        n)
{
  GArray *entries = gh_trash_source_get_entries (self->source);
  gint64 now = gh_session_get_now (gh_page_get_session (GH_PAGE (self)));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *whole = g_strdup_printf ("%'u", entries->len);
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      guint count = 0;
      g_autofree char *count_text = NULL;
      g_autofree char *name = NULL;

      for (guint j = 0; j < entries->len; j++)
        count += is_in (&g_array_index (entries, GhTrashEntry, j), i, now);
      count_text = g_strdup_printf ("%'u", count);
      name = g_strdup_printf (ngettext ("%s, %s user", "%s, %s users", count), _(categories[i].label), count_text);
      gh_category_bar_set_count (self->categories, categories[i].key, count_text, name);
    }

  if (n == entries->len)
    text = g_strdup_printf (ngettext ("%s user", "%s users", n), number);
  else
    text = g_strdup_printf (ngettext ("%s of %s user", "%s of %s users", entries->len), number, whole);
  gtk_label_set_text (self->count, text);
}

static void
update_list (GhTrashPage *self,
             GhTablePlace  place)
{
  GArray *entries = gh_trash_source_get_entries (self->source);
  const char *chosen = gh_category_bar_get_chosen (self->categories);
  gint64 now = gh_session_get_now (gh_page_get_session (GH_PAGE (self)));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint category = 0;

  if (self->matches == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (strcmp (categories[i].key, chosen) == 0)
      category = i;
  for (guint i = 0; i < self->matches->len; i++)
    {
      const GhTrashEntry *entry = gh_trash_entry_find (entries, g_array_index (self->matches, gint64, i));

      if (entry != NULL && is_in (entry, category, now))
        g_array_append_val (ids, entry->user_id);
    }

  gh_table_set_ids (self->table, ids, place);
  gh_table_list_refresh (gh_table_get_list (self->table));
  gtk_stack_set_visible_child_name (self->stack, ids->len > 0 ? "table" : entries->len > 0 ? "no-match" : "nothing");
  gtk_widget_set_visible (self->bars, entries->len > 0);
  show_counts (self, ids->len);
  update_actions (self);
}

typedef struct {
  GhTrashPage  *page;
  guint         generation;
  GhTablePlace  place;
} Searching;

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Searching *searching = data;
  g_autoptr (GhTrashPage) self = searching->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, &error);

  if (self->table == NULL || searching->generation != self->generation ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What cannot be read leaves the last list, dimmed, and says why. */
  self->is_readable = ids != NULL;
  gh_table_set_dimmed (self->table, ids == NULL);
  gtk_revealer_set_reveal_child (self->reason_revealer, ids == NULL);
  if (ids == NULL)
    {
      gtk_label_set_text (self->reason, error->message);
      gtk_widget_add_css_class (self->entry, "error");
      update_actions (self);
      return;
    }

  gtk_widget_remove_css_class (self->entry, "error");
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = g_steal_pointer (&ids);
  update_list (self, searching->place);
}

static void
search (GhTrashPage  *self,
        GhTablePlace  place)
{
  gboolean descending;
  const char *column = gh_table_get_sort (self->table, &descending);
  g_autofree char *sort = g_strconcat (column != NULL ? column : "purge", column != NULL && descending ? ":desc" : NULL,
                                       NULL);
  const GhUserView view = { .query = gtk_editable_get_text (GTK_EDITABLE (self->entry)), .sort = sort,
                            .scope = GH_USER_SCOPE_TRASH };
  Searching *searching = g_new0 (Searching, 1);

  searching->page = g_object_ref (self);
  searching->generation = ++self->generation;
  searching->place = place;
  gh_session_list_users_async (gh_page_get_session (GH_PAGE (self)), &view, self->listing, searched_cb, searching);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  GArray **entries = data;

  *entries = gh_trash_entry_list (connection, error);

  return *entries != NULL;
}

static void
entries_free (gpointer data)
{
  GArray **entries = data;

  g_clear_pointer (entries, g_array_unref);
  g_free (entries);
}

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GhTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  GArray **entries = gh_session_read_finish (result, &error);

  if (self->table == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }

  gh_trash_source_set_entries (self->source, *entries);
  search (self, GH_TABLE_PLACE_KEEP);
}

static void
read_entries (GhTrashPage *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  gh_session_read_async (gh_page_get_session (GH_PAGE (self)), read_cb, g_new0 (GArray *, 1), entries_free,
                         self->listing, read_done_cb, g_object_ref (self));
}

static void
category_chosen_cb (GhTrashPage *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));
  update_list (self, GH_TABLE_PLACE_TOP);
}

static void
search_changed_cb (GhTrashPage *self)
{
  search (self, GH_TABLE_PLACE_TOP);
}

static void
sort_changed_cb (GhTrashPage *self)
{
  search (self, GH_TABLE_PLACE_TOP);
}

static void
save_layout (GhTrashPage *self)
{
  g_settings_set_value (self->settings, "layout", gh_table_get_layout (self->table));
}

static void
stop_search_cb (GhTrashPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
focus_table_cb (GhTrashPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
show_all_cb (GhTrashPage *self)
{
  gh_category_bar_set_chosen (self->categories, "all");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_list (self, GH_TABLE_PLACE_TOP);
  gtk_widget_grab_focus (self->entry);
}

static void
type_ahead_cb (GhTrashPage *self,
               const char   *text)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* --- what can be done --- */

static void
open_cb (GhTrashPage *self,
         gint64       id)
{
  const GhUserRow *user = gh_session_read_user (gh_page_get_session (GH_PAGE (self)), id);

  if (user != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-user", "s", user->key);
}

static void
open_row_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr (GArray) ids = dup_ids (GH_TRASH_PAGE (widget));

  if (ids->len > 0)
    open_cb (GH_TRASH_PAGE (widget), g_array_index (ids, gint64, 0));
}

static void
operate (GhTrashPage *self,
         const char  *operation)
{
  g_autoptr (GArray) ids = dup_ids (self);
  g_autoptr (GhTarget) target = gh_target_new_for_ids ((const gint64 *) (void *) ids->data, ids->len);

  gh_page_operate (GH_PAGE (self), gh_operation_find (operation), target, NULL);
}

static void
restore_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  operate (GH_TRASH_PAGE (widget), "user.restore");
}

static void
purge_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  operate (GH_TRASH_PAGE (widget), "user.purge");
}

static void
more_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  gh_table_show_context_menu (GH_TRASH_PAGE (widget)->table);
}

static void
gh_trash_page_operated (GhPage         *page,
                         const GhResult *result)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (GH_TRASH_PAGE (page)->table)));
}

static void
fill_menu (GhTrashPage *self,
           GtkWidget    *popover)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (popover);
  g_autoptr (GArray) ids = dup_ids (self);

  gh_action_popover_clear (menu);
  gh_action_popover_add (menu, _("Open"), PREFIX "open", "Return",
                         ids->len == 1 ? NULL : _("One user is opened at a time."));
  gh_action_popover_add (menu, _(gh_operation_find ("user.restore")->label), PREFIX "restore", NULL,
                         get_reason (self, "user.restore"));
  gh_action_popover_add_separator (menu);
  gh_action_popover_add (menu, _(gh_operation_find ("user.purge")->label), PREFIX "purge", "Delete",
                         get_reason (self, "user.purge"));
}

/* The action of the entry that closed the menu comes first. */
static gboolean
forget_menu_row_cb (gpointer data)
{
  GH_TRASH_PAGE (data)->menu_id = GH_TABLE_ROW_BLANK;

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GhTrashPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_menu_row_cb, g_object_ref (self), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* On a row outside of the selection the menu means that row alone. */
static void
context_menu_cb (GhTrashPage *self,
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

/* --- the page --- */

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  GhTrashPage *self = GH_TRASH_PAGE (widget);

  if (!has_selection (self))
    return FALSE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));

  return TRUE;
}

static gboolean
gh_trash_page_search (GhPage *page)
{
  return gtk_widget_grab_focus (GH_TRASH_PAGE (page)->entry);
}

static gboolean
gh_trash_page_show_view (GhPage     *page,
                          const char *view,
                          const char *query,
                          const char *sort)
{
  GhTrashPage *self = GH_TRASH_PAGE (page);

  if (sort != NULL || (view != NULL && !gh_category_bar_set_chosen (self->categories, view)))
    return FALSE;

  if (view == NULL)
    gh_category_bar_set_chosen (self->categories, "all");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query != NULL ? query : "");
  update_list (self, GH_TABLE_PLACE_TOP);

  return TRUE;
}

static void
update_comfortable (GhTrashPage *self)
{
  gh_table_set_comfortable (self->table, g_settings_get_boolean (self->computer, "comfortable"));
}

static void
update_narrow (GhTrashPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gh_selection_bar_set_narrow (self->selection_bar, narrow);
  gh_table_set_column_visible (self->table, "realname", !narrow);
  gh_table_set_column_visible (self->table, "by", !narrow);
  gh_table_set_column_visible (self->table, "sent", !narrow);
}

static void
create_table (GhTrashPage *self)
{
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");
  g_autoptr (GVariant) columns = g_variant_get_child_value (layout, 0);

  self->source = gh_trash_source_new (gh_page_get_session (GH_PAGE (self)));
  self->table = GH_TABLE (gh_table_new (gh_trash_columns, GH_TRASH_N_COLUMNS, GH_TABLE_SOURCE (self->source)));
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));
  if (g_variant_n_children (columns) > 0)
    gh_table_set_layout (self->table, layout);
  else
    gh_table_set_sort (self->table, "purge", FALSE);
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
gh_trash_page_constructed (GObject *object)
{
  GhTrashPage *self = GH_TRASH_PAGE (object);
  GtkMenuButton *more = gh_selection_bar_get_more_button (self->selection_bar);

  G_OBJECT_CLASS (gh_trash_page_parent_class)->constructed (object);

  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table",
                                             "/io/github/gatehouse/Gatehouse/tables/trash/");
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);

  gh_selection_bar_set_table (self->selection_bar, self->table);
  self->restore_button = gh_selection_bar_add_action (self->selection_bar, _(gh_operation_find ("user.restore")->label),
                                                      PREFIX "restore", FALSE);
  self->purge_button = gh_selection_bar_add_action (self->selection_bar, _(gh_operation_find ("user.purge")->label),
                                                    PREFIX "purge", TRUE);
  gtk_menu_button_set_popover (more, gh_action_popover_new ());
  g_signal_connect_object (gtk_menu_button_get_popover (more), "show", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);
  self->context_menu = gh_action_popover_new ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self->table));
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  gh_select_menu_attach (self->select_button, self->table);
  gh_menu_button_set_name (self->select_button, _("Select"));

  update_comfortable (self);
  g_signal_connect_object (self->computer, "changed::comfortable", G_CALLBACK (update_comfortable), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  g_signal_connect_object (gh_page_get_session (GH_PAGE (self)), "changed", G_CALLBACK (read_entries), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  read_entries (self);
}

static void
gh_trash_page_dispose (GObject *object)
{
  GhTrashPage *self = GH_TRASH_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_object (&self->source);
  g_clear_pointer (&self->matches, g_array_unref);
  self->table = NULL;

  G_OBJECT_CLASS (gh_trash_page_parent_class)->dispose (object);
}

static void
gh_trash_page_class_init (GhTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_CATEGORY_BAR);
  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_trash_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_trash_page_dispose;
  GH_PAGE_CLASS (klass)->search = gh_trash_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_trash_page_show_view;
  GH_PAGE_CLASS (klass)->operated = gh_trash_page_operated;

  gtk_widget_class_install_action (widget_class, PREFIX "open", NULL, open_row_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "purge", NULL, purge_cb);
  gtk_widget_class_install_action (widget_class, PREFIX "more", NULL, more_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, PREFIX "purge", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, PREFIX "more", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/trash/gh-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, bars);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, categories);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhTrashPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_table_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
}

static void
gh_trash_page_init (GhTrashPage *self)
{
  self->menu_id = GH_TABLE_ROW_BLANK;
  self->is_readable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    gh_category_bar_add (self->categories, categories[i].key, _(categories[i].label), categories[i].icon_name,
                         categories[i].icon_style);
}
