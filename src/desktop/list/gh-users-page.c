/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-users-page-private.h"

#include "kit/gh-hold.h"
#include "kit/gh-paced-label.h"
#include "kit/gh-term-pause.h"
#include "list/gh-users-term.h"
#include "session/gh-trail.h"
#include "users/gh-user-by-facts.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sooner, nobody needs to see that something is being waited for. */
#define SPINNER_MS 200

/* After so long without a key the filter is remembered. */
#define SAVE_MS 500

G_DEFINE_TYPE (GhUsersPage, gh_users_page, GH_TYPE_PAGE)

/* What rows of users show. */
static const char *const kinds[] = { "user", "group", "directory", NULL };

/* --- the view --- */

static const char *
get_text (GhUsersPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

char *
gh_users_page_dup_query (GhUsersPage *self)
{
  const char *chosen = gh_category_bar_get_chosen (self->categories);
  const GhUsersCategory *category = gh_users_kind_find_category (self->kind, chosen);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *view = gh_users_term_join (self->base, none, category != NULL ? category->query : NULL);

  return gh_users_term_join (view, self->terms, get_text (self));
}

gboolean
gh_users_page_is_plain (GhUsersPage *self)
{
  return self->terms->len == 0 && *get_text (self) == '\0' &&
         g_strcmp0 (gh_category_bar_get_chosen (self->categories), self->kind->categories[0].key) == 0;
}

char *
gh_users_page_dup_sort (GhUsersPage *self)
{
  gboolean is_descending;
  const char *key = gh_table_get_sort (self->table, &is_descending);

  return key != NULL ? g_strconcat (key, is_descending ? ":desc" : NULL, NULL) : g_strdup (self->kind->sort);
}

/* --- what cannot be read --- */

static void
underline (GhUsersPage        *self,
           const GhQueryPlace *place)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute;

  /* The field is laid out anew for it, and the window with it. */
  if (place == NULL && gtk_text_get_attributes (GTK_TEXT (text)) == NULL)
    return;

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
  gtk_widget_set_visible (GTK_WIDGET (self->reason), error != NULL);
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

/* --- what is shown --- */

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
  gh_users_page_update_saved (self);

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

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gh_users_page_update_clear (self);
  if (check_text (self))
    {
      gh_users_page_start_list (self, place);
      if (self->has_list && place != GH_TABLE_PLACE_KEEP)
        gh_hold_paint (&self->hold_id);
    }
  else
    gh_users_page_stop_list (self);
  save_state_soon (self);
  gh_users_page_update_saved (self);
  gh_users_page_update_actions (self);
}

static void
list_again (GhUsersPage *self)
{
  if (self->kind->categories != gh_users_categories)
    gh_users_page_update_counts (self);
  if (self->pause_id == 0)
    gh_users_page_update_view (self, GH_TABLE_PLACE_KEEP);
}

/* Of users who are named, their rows alone. */
static void
refresh_rows (GhUsersPage     *self,
              const GhChanges *changes)
{
  GhTableList *list = gh_table_get_list (self->table);
  GArray *decided = gh_changes_get_decisions (changes, GH_USER_KIND);
  GArray *facts = gh_changes_get_facts (changes, GH_USER_KIND);

  if (changes->is_everything || changes->is_time || changes->has_names || changes->has_all_facts)
    {
      gh_table_list_refresh (list);
      return;
    }

  if (decided != NULL)
    gh_table_list_refresh_ids (list, decided);
  if (facts != NULL)
    gh_table_list_refresh_ids (list, facts);
}

static gboolean
is_by_facts (GhUsersPage *self)
{
  g_autofree char *query = gh_users_page_dup_query (self);
  g_autofree char *sort = gh_users_page_dup_sort (self);

  return gh_user_view_is_by_facts (query, sort);
}

static void
gh_users_page_changed (GhPage          *page,
                       const GhChanges *changes)
{
  GhUsersPage *self = GH_USERS_PAGE (page);
  gboolean by_decision = gh_page_concerns (page, changes, GH_CHANGES_TIME);

  refresh_rows (self, changes);
  /* By a base that is not true any more everybody would be gone: whoever gave it says first what it is now. */
  if (by_decision ? !self->kind->has_base : is_by_facts (self))
    list_again (self);
  if (changes->is_everything && self->listing != NULL && self->has_list)
    gh_hold_paint (&self->hold_id);
}

/* --- what people do --- */

static gboolean
pause_over_cb (gpointer data)
{
  GhUsersPage *self = data;

  self->pause_id = 0;
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);

  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (GhUsersPage *self)
{
  gh_users_page_update_title (self);
  if (self->is_setting ||
      !gh_term_pause (GTK_EDITABLE (self->entry), gh_user_fields, &self->pause_id, pause_over_cb, self))
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
  if (self->pause_id != 0)
    gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* Other users are shown: what was selected among the ones before is over. */
static void
select_none (GhUsersPage *self)
{
  gh_page_forget_selections (GH_PAGE (self));
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));
}

static void
category_chosen_cb (GhUsersPage *self,
                    const char  *key)
{
  if (gh_users_kind_find_category (self->kind, key) == NULL)
    {
      gh_category_bar_set_chosen (self->categories, self->kind->categories[0].key);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", key);
      return;
    }

  select_none (self);
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

  gh_users_page_set_view (self, NULL, NULL, sort);
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
  const GhUsersCategory *category =
    gh_users_kind_find_category (self->kind, gh_category_bar_get_chosen (self->categories));

  if (user == NULL)
    return;

  /* Not all users are “All users”, where there is a filter. */
  gh_trail_set (session, gh_table_list_get_ids (gh_table_get_list (self->table)),
                category != self->kind->categories ? _(category->label) : NULL);
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

  if (gh_page_get_narrow (page) && !self->has_heading)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);

  return gtk_widget_grab_focus (self->entry);
}

static gboolean
gh_users_page_show_view (GhPage     *page,
                         const char *view,
                         const char *query,
                         const char *sort)
{
  /* What does not say how to sort is not about how the page is sorted now. */
  if (sort == NULL || *sort == '\0')
    sort = GH_USERS_PAGE (page)->kind->sort;

  return gh_users_page_set_view (GH_USERS_PAGE (page), view, query, sort);
}

static void
set_sort (GhUsersPage *self,
          const char  *sort)
{
  gboolean is_descending = g_str_has_suffix (sort, ":desc");
  g_autofree char *key = g_strndup (sort, strlen (sort) - (is_descending ? strlen (":desc") : 0));

  gh_table_set_sort (self->table, key, is_descending);
}

static void
create_table (GhUsersPage *self)
{
  g_autoptr (GhUsersSource) source = gh_users_source_new (gh_page_get_session (GH_PAGE (self)));
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");

  self->table = GH_TABLE (gh_table_new (self->kind->columns, GH_USERS_N_COLUMNS, GH_TABLE_SOURCE (source)));
  set_sort (self, self->kind->sort);
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
  gh_table_set_search_entry (self->table, self->entry);
  gh_page_set_selections (GH_PAGE (self), gh_selections_new (gh_page_get_session (GH_PAGE (self)),
                                                             gh_table_get_list (self->table)));
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
set_button (GtkWidget  *button,
            const char *action,
            const char *label)
{
  gtk_widget_set_visible (button, action != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_button_set_label (GTK_BUTTON (button), label != NULL ? _(label) : "");
}

/* What is told apart by the kind. */
static void
say_kind (GhUsersPage *self)
{
  const GhUsersKind *kind = self->kind;

  for (const GhUsersCategory *category = kind->categories; category->key != NULL; category++)
    gh_category_bar_add (self->categories, category->key, _(category->label), category->icon_name,
                         category->icon_style);
  gtk_widget_set_visible (GTK_WIDGET (self->categories), kind->categories[1].key != NULL);
  g_object_bind_property (self, "title", self->window_title, "title", G_BINDING_SYNC_CREATE);
  g_object_set (self->entry, "placeholder-text", _(kind->search_placeholder), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->search_label),
                                  -1);
  adw_status_page_set_icon_name (self->nobody, kind->icon_name);
  adw_status_page_set_title (self->nobody, _(kind->empty_title));
  gh_users_page_set_empty_text (self, kind->empty_text != NULL ? _(kind->empty_text) : NULL);
  set_button (self->nobody_button, kind->empty_action, kind->empty_label);
  set_button (self->nobody_other_button, kind->empty_other_action, kind->empty_other_label);
}

static void
gh_users_page_constructed (GObject *object)
{
  GhUsersPage *self = GH_USERS_PAGE (object);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autofree char *path = NULL;

  G_OBJECT_CLASS (gh_users_page_parent_class)->constructed (object);

  self->kind = GH_USERS_PAGE_GET_CLASS (self)->kind;
  say_kind (self);

  path = g_strdup_printf ("/io/github/gatehouse/Gatehouse/tables/%s/", self->kind->name);
  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table", path);
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);
  gh_users_page_add_menus (self);
  gh_users_page_add_filter_popover (self);
  gh_users_page_add_report_popover (self);
  gh_users_page_add_save_popover (self);
  if (self->kind->categories == gh_users_categories)
    g_signal_connect_object (session, "counted", G_CALLBACK (gh_users_page_update_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (gh_users_page_update_narrow), NULL);
  gh_users_page_update_counts (self);
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

  gh_users_page_stop_list (self);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_state_cb (self);
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_pointer (&self->base, g_free);
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
  g_type_ensure (GH_TYPE_PACED_LABEL);
  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_users_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_users_page_dispose;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_FACTS | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_users_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_users_page_open;
  GH_PAGE_CLASS (klass)->search = gh_users_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_users_page_show_view;
  klass->kind = &gh_users_kind;
  gh_users_page_class_install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/users/gh-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, head);
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
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, nobody_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, nobody_other_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, search_all_button);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, trash_matches);
  gtk_widget_class_bind_template_child (widget_class, GhUsersPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_users_page_search_toggled);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_users_page_remove_chip);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, trash_link_cb);
}

static void
gh_users_page_init (GhUsersPage *self)
{
  self->terms = g_ptr_array_new_with_free_func (g_free);
  self->menu_id = GH_TABLE_ROW_BLANK;
  self->total = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- for the classes of it --- */

void
gh_users_page_set_base (GhUsersPage *self,
                        const char  *query)
{
  g_return_if_fail (GH_IS_USERS_PAGE (self));

  g_free (self->base);
  self->base = g_strdup (query);
  self->total = -1;
  self->has_list = FALSE;
  select_none (self);
  gh_users_page_set_view (self, NULL, NULL, NULL);
  gh_users_page_update_counts (self);
}

void
gh_users_page_renew_base (GhUsersPage *self,
                          const char  *query)
{
  g_return_if_fail (GH_IS_USERS_PAGE (self));

  g_free (self->base);
  self->base = g_strdup (query);
  list_again (self);
}

void
gh_users_page_set_empty_text (GhUsersPage *self,
                              const char  *text)
{
  g_return_if_fail (GH_IS_USERS_PAGE (self));

  adw_status_page_set_description (self->nobody, text);
}

GtkBox *
gh_users_page_get_head (GhUsersPage *self)
{
  g_return_val_if_fail (GH_IS_USERS_PAGE (self), NULL);

  return self->head;
}

void
gh_users_page_set_heading (GhUsersPage *self,
                           const char  *title,
                           const char  *subtitle)
{
  g_return_if_fail (GH_IS_USERS_PAGE (self));

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->window_title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title), subtitle);
  if (self->has_heading)
    return;

  self->has_heading = TRUE;
  g_object_ref (self->entry);
  adw_clamp_set_child (ADW_CLAMP (self->search_clamp), NULL);
  gtk_box_prepend (GTK_BOX (self->filter_row), self->entry);
  g_object_unref (self->entry);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 24);
  gtk_widget_set_hexpand (self->entry, FALSE);
  gtk_widget_set_hexpand_set (self->entry, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), FALSE);
  gh_users_page_update_narrow (self);
}
