/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-users-page-private.h"

#include "session/gh-trail.h"
#include "session/gh-users-category.h"
#include "list/gh-users-term.h"

#include <glib/gi18n-lib.h>

/* Sooner, nobody needs to see that something is being waited for. */
#define SPINNER_MS 200

/* More than a screen has rows. */
#define N_FIRST 100

/* After so long without a key the filter is remembered. */
#define SAVE_MS 500

G_DEFINE_FINAL_TYPE (GhUsersPage, gh_users_page, GH_TYPE_PAGE)

/* --- the view --- */

static const char *
get_text (GhUsersPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

char *
gh_users_page_dup_query (GhUsersPage *self)
{
  return gh_users_term_join (gh_users_category_get_query (gh_category_bar_get_chosen (self->categories)),
                               self->terms, get_text (self));
}

char *
gh_users_page_dup_sort (GhUsersPage *self)
{
  gboolean is_descending;
  const char *key = gh_table_get_sort (self->table, &is_descending);

  return key != NULL ? g_strconcat (key, is_descending ? ":desc" : NULL, NULL) : g_strdup ("username");
}

/* --- what cannot be read --- */

static void
underline (GhUsersPage        *self,
           const GhQueryPlace *place)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute;

  if (place != NULL)
    {
      attributes = pango_attr_list_new ();
      attribute = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      attribute->start_index = (guint) place->start;
      attribute->end_index = (guint) (place->start + place->length);
      pango_attr_list_insert (attributes, attribute);
      attribute = pango_attr_underline_color_new (0xe000, 0x1b00, 0x2400);
      attribute->start_index = (guint) place->start;
      attribute->end_index = (guint) (place->start + place->length);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_text_set_attributes (GTK_TEXT (text), attributes);
}

/* U3: until a term is mended, the list keeps its last readable result, and nothing can be done to it. */
static gboolean
check_text (GhUsersPage *self)
{
  g_autofree char *whole = gh_users_page_dup_query (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) typed = NULL;
  g_autoptr (GhQuery) all = NULL;
  GhQueryPlace place;

  typed = gh_query_parse (get_text (self), gh_user_fields, &place, &error);
  underline (self, typed == NULL ? &place : NULL);
  if (typed != NULL)
    all = gh_query_parse (whole, gh_user_fields, NULL, &error);

  self->is_readable = all != NULL;
  gtk_label_set_text (self->reason, error != NULL ? error->message : "");
  gtk_revealer_set_reveal_child (self->reason_revealer, error != NULL);
  if (self->is_readable)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               self->is_readable ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gh_table_set_dimmed (self->table, !self->is_readable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->no_match), self->is_readable);

  return self->is_readable;
}

/* --- counts --- */

static char *
format_number (gint64 n)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, n);
}

static void
update_count_label (GhUsersPage *self)
{
  const GhUserCounts *counts = gh_session_get_counts (gh_page_get_session (GH_PAGE (self)));
  gint64 n = gh_table_list_get_ids (gh_table_get_list (self->table))->len;
  g_autofree char *number = format_number (n);
  g_autofree char *total = counts != NULL ? format_number (counts->total) : NULL;
  g_autofree char *query = gh_users_page_dup_query (self);
  g_autofree char *text = NULL;

  if (total == NULL || *query == '\0')
    text = g_strdup_printf (ngettext ("%s user", "%s users", (gulong) n), number);
  else
    text = g_strdup_printf (ngettext ("%s of %s user", "%s of %s users", (gulong) counts->total), number, total);
  gtk_label_set_text (self->count, text);
}

static void
set_category_count (GhUsersPage *self,
                    const char  *key,
                    gint64       n)
{
  const char *label = g_str_equal (key, "trash") ? _("Trash") : gh_users_category_get_label (key);
  g_autofree char *number = format_number (n);
  g_autofree char *users = g_strdup_printf (ngettext ("%s user", "%s users", (gulong) n), number);
  g_autofree char *name = g_strdup_printf (C_("category, number of users", "%s, %s"), label, users);

  gh_category_bar_set_count (self->categories, key, number, name);
}

static void
update_counts (GhUsersPage *self)
{
  const GhUserCounts *counts = gh_session_get_counts (gh_page_get_session (GH_PAGE (self)));

  update_count_label (self);
  if (counts == NULL)
    return;

  set_category_count (self, "all", counts->total);
  set_category_count (self, "not-enrolled", counts->not_enrolled);
  set_category_count (self, "inactive", counts->inactive);
  set_category_count (self, "bypass", counts->bypass);
  set_category_count (self, "locked", counts->locked_out);
  set_category_count (self, "trash", counts->trash);
}

/* --- the list --- */

typedef struct {
  GhUsersPage  *page;
  guint         generation;
  GhTablePlace  place;
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->page);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static void
show_list (GhUsersPage  *self,
           GArray       *ids,
           GhTablePlace  place)
{
  g_autofree char *query = gh_users_page_dup_query (self);
  const char *shown = ids->len > 0 ? "table" : *query != '\0' ? "no-match" : "nobody";

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  gh_table_set_ids (self->table, ids, place);
  gtk_stack_set_visible_child_name (self->stack, shown);
  gtk_widget_set_visible (self->bars, !g_str_equal (shown, "nobody"));
  if (g_str_equal (shown, "no-match"))
    gh_users_page_describe_no_match (self);
  update_counts (self);
  gh_users_page_update_actions (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhUsersPage *self = listing->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, &error);

  if (listing->generation != self->generation || self->table == NULL)
    return;

  if (ids != NULL)
    show_list (self, ids, listing->place);
  else
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
  self->has_list = self->has_list || ids != NULL;
}

/* The first screen, where the whole list is not there yet. */
static void
listed_first_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhUsersPage *self = listing->page;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, NULL);

  if (listing->generation != self->generation || self->table == NULL || self->has_list ||
      ids == NULL || ids->len == 0)
    return;

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

/* A list that is on its way is not waited for any more. */
static void
stop_list (GhUsersPage *self)
{
  self->generation++;
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

static void
start_list (GhUsersPage  *self,
            GhTablePlace  place)
{
  g_autofree char *query = gh_users_page_dup_query (self);
  g_autofree char *sort = gh_users_page_dup_sort (self);
  GhUserView view = { .query = query, .scope = GH_USER_SCOPE_USERS, .sort = sort };
  Listing *listing = g_new0 (Listing, 1);

  stop_list (self);
  self->listing = g_cancellable_new ();
  listing->page = g_object_ref (self);
  listing->generation = self->generation;
  listing->place = place;
  if (!self->has_list)
    {
      Listing *first = g_memdup2 (listing, sizeof *listing);

      g_object_ref (self);
      gh_session_list_first_users_async (gh_page_get_session (GH_PAGE (self)), &view, N_FIRST, self->listing,
                                         listed_first_cb, first);
    }
  gh_session_list_users_async (gh_page_get_session (GH_PAGE (self)), &view, self->listing, listed_cb, listing);
}

static gboolean
save_state_cb (gpointer data)
{
  GhUsersPage *self = data;
  g_autofree char *filter = gh_users_page_dup_filter (self);

  self->save_id = 0;
  if (self->is_readable)
    {
      g_settings_set_string (self->settings, "category", gh_category_bar_get_chosen (self->categories));
      g_settings_set_string (self->settings, "query", filter);
    }

  return G_SOURCE_REMOVE;
}

/* Not at every key. */
static void
save_state_soon (GhUsersPage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_MS, save_state_cb, self);
}

void
gh_users_page_update_view (GhUsersPage  *self,
                           GhTablePlace  place)
{
  if (self->is_setting)
    return;

  gtk_widget_set_visible (self->clear_button, self->terms->len > 0 || *get_text (self) != '\0');
  if (check_text (self))
    start_list (self, place);
  else
    stop_list (self);
  save_state_soon (self);
  gh_users_page_update_saved (self);
  gh_users_page_update_actions (self);
}

static void
changed_cb (GhUsersPage *self,
            GArray      *ids)
{
  gh_table_list_refresh (gh_table_get_list (self->table));
  gh_users_page_update_view (self, GH_TABLE_PLACE_KEEP);
}

/* --- what people do --- */

static void
search_changed_cb (GhUsersPage *self)
{
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
stop_search_cb (GhUsersPage *self)
{
  if (*get_text (self) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
search_activated_cb (GhUsersPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
category_chosen_cb (GhUsersPage *self,
                    const char  *key)
{
  if (g_str_equal (key, "trash"))
    {
      gh_category_bar_set_chosen (self->categories, "all");
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "trash");
      return;
    }

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
clear_cb (GhUsersPage *self)
{
  g_autofree char *sort = gh_users_page_dup_sort (self);

  gh_users_page_set_view (self, gh_category_bar_get_chosen (self->categories), NULL, sort);
}

/* Looks for what was typed among everybody. */
static void
search_all_cb (GhUsersPage *self)
{
  g_autofree char *sort = gh_users_page_dup_sort (self);
  g_autofree char *text = g_strdup (get_text (self));

  gh_users_page_set_view (self, "all", NULL, sort);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static gboolean
trash_link_cb (GhUsersPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", "trash");

  return TRUE;
}

static void
chip_edit_cb (GhUsersPage *self,
              const char  *key,
              GtkWidget   *chip)
{
  gh_users_page_edit_chip (self, key);
}

static void
open_cb (GhUsersPage *self,
         gint64       id)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  const GhUserRow *user = gh_session_read_user (session, id);
  const char *category = gh_category_bar_get_chosen (self->categories);

  if (user == NULL)
    return;

  /* Not all users are “All users”, where there is a filter. */
  gh_trail_set (session, gh_table_list_get_ids (gh_table_get_list (self->table)),
                g_strcmp0 (category, "all") != 0 ? gh_users_category_get_label (category) : NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-user", "s", user->key);
}

static void
type_ahead_cb (GhUsersPage *self,
               const char  *text)
{
  gh_page_search (GH_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
sort_changed_cb (GhUsersPage *self)
{
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
save_layout (GhUsersPage *self)
{
  if (self->wide_layout == NULL && !gh_page_get_narrow (GH_PAGE (self)))
    g_settings_set_value (self->settings, "layout", gh_table_get_layout (self->table));
}

/* --- the page --- */

static gboolean
show_spinner_cb (gpointer data)
{
  GhUsersPage *self = data;

  self->spinner_id = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

static void
gh_users_page_open (GhPage     *page,
                    const char *key)
{
  gtk_widget_grab_focus (GTK_WIDGET (GH_USERS_PAGE (page)->table));
}

static gboolean
gh_users_page_search (GhPage *page)
{
  GhUsersPage *self = GH_USERS_PAGE (page);

  if (gh_page_get_narrow (page))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);

  return gtk_widget_grab_focus (self->entry);
}

static gboolean
gh_users_page_show_view (GhPage     *page,
                         const char *view,
                         const char *query,
                         const char *sort)
{
  return gh_users_page_set_view (GH_USERS_PAGE (page), view, query, sort);
}

static void
create_table (GhUsersPage *self)
{
  g_autoptr (GhUsersSource) source = gh_users_source_new (gh_page_get_session (GH_PAGE (self)));
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");

  self->table = GH_TABLE (gh_table_new (gh_users_columns, GH_USERS_N_COLUMNS, GH_TABLE_SOURCE (source)));
  gh_table_set_sort (self->table, "username", FALSE);
  if (g_variant_n_children (layout) > 0)
    {
      g_autoptr (GVariant) columns = g_variant_get_child_value (layout, 0);

      if (g_variant_n_children (columns) > 0)
        gh_table_set_layout (self->table, layout);
    }
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));

  g_signal_connect_object (self->table, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "type-ahead", G_CALLBACK (type_ahead_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sort-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "layout-changed", G_CALLBACK (save_layout), self, G_CONNECT_SWAPPED);
}

/* F4: the filter of the last time; without it, if it can no longer be. */
static void
restore_view (GhUsersPage *self)
{
  g_autofree char *category = g_settings_get_string (self->settings, "category");
  g_autofree char *query = g_settings_get_string (self->settings, "query");

  if (!gh_users_page_set_view (self, category, query, NULL))
    gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
gh_users_page_constructed (GObject *object)
{
  GhUsersPage *self = GH_USERS_PAGE (object);
  GhSession *session = gh_page_get_session (GH_PAGE (self));

  G_OBJECT_CLASS (gh_users_page_parent_class)->constructed (object);

  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table",
                                             "/io/github/gatehouse/Gatehouse/tables/users/");
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);
  gh_users_page_add_menus (self);
  gh_users_page_add_filter_popover (self);
  gh_users_page_add_report_popover (self);
  gh_users_page_add_save_popover (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "counted", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (gh_users_page_update_narrow), NULL);
  update_counts (self);
  gh_users_page_update_comfortable (self);
  g_signal_connect_object (self->computer, "changed::comfortable", G_CALLBACK (gh_users_page_update_comfortable),
                           self, G_CONNECT_SWAPPED);
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->categories));
  gh_page_add_region (GH_PAGE (self), self->filter_row);
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->stack));
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->selection_bar));
  self->spinner_id = g_timeout_add (SPINNER_MS, show_spinner_cb, self);
  restore_view (self);
}

static void
gh_users_page_dispose (GObject *object)
{
  GhUsersPage *self = GH_USERS_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_state_cb (self);
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_pointer (&self->wide_layout, g_variant_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  self->table = NULL;

  G_OBJECT_CLASS (gh_users_page_parent_class)->dispose (object);
}

static void
gh_users_page_class_init (GhUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_CATEGORY_BAR);
  g_type_ensure (GH_TYPE_FILTER_BAR);
  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_users_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_users_page_dispose;
  GH_PAGE_CLASS (klass)->open = gh_users_page_open;
  GH_PAGE_CLASS (klass)->search = gh_users_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_users_page_show_view;
  GH_PAGE_CLASS (klass)->operated = gh_users_page_operated;
  gh_users_page_class_install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/users/gh-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, bars);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, categories);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, filter_row);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, filter_arrow);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, save_view_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_all_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, trash_matches);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_users_page_update_title);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_users_page_remove_chip);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, trash_link_cb);
}

static void
add_category (GhUsersPage *self,
              const char  *key,
              const char  *icon_name,
              const char  *icon_style)
{
  gh_category_bar_add (self->categories, key, gh_users_category_get_label (key), icon_name, icon_style);
}

static void
gh_users_page_init (GhUsersPage *self)
{
  self->terms = g_ptr_array_new_with_free_func (g_free);
  self->menu_id = GH_TABLE_ROW_BLANK;
  gtk_widget_init_template (GTK_WIDGET (self));

  add_category (self, "all", NULL, NULL);
  add_category (self, "not-enrolled", NULL, NULL);
  add_category (self, "inactive", NULL, NULL);
  add_category (self, "bypass", "gh-bypass-symbolic", "warning");
  add_category (self, "locked", "gh-locked-symbolic", "error");
  gh_category_bar_add (self->categories, "trash", _("Trash"), "gh-trash-symbolic", NULL);
}
