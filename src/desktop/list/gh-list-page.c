/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list/gh-list-page-private.h"

#include "kit/gh-hold.h"
#include "kit/gh-paced-label.h"
#include "kit/gh-term-pause.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A shorter wait needs no spinner. */
#define SPINNER_MS 200

/* How long after the last key the filter is saved. */
#define SAVE_MS 500

static GtkBuildableIface *parent_buildable;

static void gh_list_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (GhListPage, gh_list_page, GH_TYPE_PAGE,
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, gh_list_page_buildable_init))

/* --- the view --- */

static const char *
get_text (GhListPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

char *
gh_list_page_dup_query (GhListPage *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *view = gh_list_term_join (self->base, none, gh_list_page_get_category (self)->query);

  return gh_list_term_join (view, self->terms, get_text (self));
}

gboolean
gh_list_page_is_plain (GhListPage *self)
{
  return self->terms->len == 0 && *get_text (self) == '\0' &&
         g_strcmp0 (gh_category_bar_get_chosen (self->categories), self->kind->categories[0].key) == 0;
}

char *
gh_list_page_dup_sort (GhListPage *self)
{
  gboolean is_descending;
  const char *key = gh_table_get_sort (self->table, &is_descending);

  return key != NULL ? g_strconcat (key, is_descending ? ":desc" : NULL, NULL) : g_strdup (self->kind->sort);
}

/* --- what is shown --- */

static gboolean
save_state_cb (gpointer data)
{
  GhListPage *self = data;
  g_autofree char *filter = gh_list_page_dup_filter (self);

  self->save_id = 0;
  if (self->is_readable)
    {
      g_settings_set_string (self->settings, "category", gh_category_bar_get_chosen (self->categories));
      g_settings_set_string (self->settings, "query", filter);
    }
  gh_list_page_update_saved (self);

  return G_SOURCE_REMOVE;
}

/* Not at every key. */
static void
save_state_soon (GhListPage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_MS, save_state_cb, self);
}

void
gh_list_page_update_view (GhListPage   *self,
                          GhTablePlace  place)
{
  if (self->is_setting)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gh_list_page_update_clear (self);
  if (gh_list_page_check_text (self))
    {
      gh_list_page_start_list (self, place);
      if (self->has_list && place != GH_TABLE_PLACE_KEEP)
        gh_hold_paint (&self->hold_id);
    }
  /* Before the first list, the pending one is all that there is to keep. */
  else if (self->has_list)
    gh_list_page_stop_list (self);
  save_state_soon (self);
  gh_list_page_update_saved (self);
  gh_list_page_update_actions (self);
}

static void
list_again (GhListPage *self)
{
  if (self->kind->get_counts == NULL)
    gh_list_page_update_counts (self);
  if (self->pause_id == 0)
    gh_list_page_update_view (self, GH_TABLE_PLACE_KEEP);
}

/* For named records, only their rows. */
static void
refresh_rows (GhListPage      *self,
              const GhChanges *changes)
{
  GhTableList *list = gh_table_get_list (self->table);
  const GhTargetKind *target = self->kind->offer.target;
  GArray *decided, *facts;

  if (changes->is_everything || changes->is_time || changes->has_names || changes->has_all_facts || target == NULL)
    {
      gh_table_list_refresh (list, NULL);
      return;
    }

  decided = gh_changes_get_decisions (changes, target->record_kind);
  facts = gh_changes_get_facts (changes, target->record_kind);
  if (decided != NULL)
    gh_table_list_refresh (list, decided);
  if (facts != NULL)
    gh_table_list_refresh (list, facts);
}

static gboolean
is_by_facts (GhListPage *self)
{
  g_autofree char *query = gh_list_page_dup_query (self);
  g_autofree char *sort = gh_list_page_dup_sort (self);

  return self->kind->is_by_facts != NULL && self->kind->is_by_facts (query, sort);
}

static const GhListFields *
get_fields (GhListPage *self)
{
  return self->kind->get_fields != NULL ? self->kind->get_fields (gh_page_get_session (GH_PAGE (self)))
                                        : self->kind->fields;
}

static void
take_columns (GhListPage *self)
{
  for (guint i = 0; self->kind->has_column != NULL && i < self->kind->n_columns; i++)
    gh_table_set_column_offered (self->table, self->kind->columns[i].key,
                                 self->kind->has_column (gh_page_get_session (GH_PAGE (self)), i));
  if (self->kind->sort != NULL && gh_table_get_sort (self->table, NULL) == NULL)
    gh_list_page_set_sort (self, self->kind->sort);
}

static GhRefusal
check_role (GhListPage *self)
{
  return gh_role_may (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role, self->kind->view_right);
}

static void
gh_list_page_changed (GhPage          *page,
                      const GhChanges *changes)
{
  GhListPage *self = GH_LIST_PAGE (page);
  gboolean by_decision = gh_page_concerns (page, changes, GH_PAGE_GET_CLASS (page)->beside & ~GH_CHANGES_FACTS);

  if (check_role (self) != GH_REFUSAL_NONE)
    return;

  take_columns (self);
  if (get_fields (self) != self->fields)
    gh_list_page_set_fields (self, get_fields (self));
  refresh_rows (self, changes);
  /* The base query may be stale, so list again only after the owner has renewed it. */
  if (by_decision ? !self->kind->has_base : is_by_facts (self))
    list_again (self);
  if (changes->is_everything && self->listing != NULL && self->has_list)
    gh_hold_paint (&self->hold_id);
  if (self->shown != 0)
    gh_list_page_show_row (self, self->shown);
}

/* --- user actions --- */

static gboolean
pause_over_cb (gpointer data)
{
  GhListPage *self = data;

  self->pause_id = 0;
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);

  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (GhListPage *self)
{
  gh_list_page_update_title (self);
  if (self->is_setting ||
      !gh_term_pause (GTK_EDITABLE (self->entry), self->fields->query, &self->pause_id, pause_over_cb, self))
    gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
stop_search_cb (GhListPage *self)
{
  if (*get_text (self) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
search_activated_cb (GhListPage *self)
{
  if (self->pause_id != 0)
    gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* Other rows are shown, so the old selection ends. */
static void
select_none (GhListPage *self)
{
  gh_page_forget_selections (GH_PAGE (self));
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (gh_table_get_list (self->table)));
}

static void
category_chosen_cb (GhListPage *self,
                    const char *key)
{
  if (gh_list_kind_find_category (self->kind, key) == NULL)
    {
      gh_category_bar_set_chosen (self->categories, self->kind->categories[0].key);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", key);
      return;
    }

  select_none (self);
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
clear_cb (GhListPage *self)
{
  g_autofree char *sort = gh_list_page_dup_sort (self);

  gh_list_page_set_view (self, gh_category_bar_get_chosen (self->categories), NULL, sort);
}

/* Searches all rows for the typed text. */
static void
search_all_cb (GhListPage *self)
{
  g_autofree char *sort = gh_list_page_dup_sort (self);
  g_autofree char *text = g_strdup (get_text (self));

  gh_list_page_set_view (self, NULL, NULL, sort);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
open_cb (GhListPage *self,
         gint64      id)
{
  GH_LIST_PAGE_GET_CLASS (self)->open_row (self, id);
}

static void
type_ahead_cb (GhListPage *self,
               const char *text)
{
  gh_page_search (GH_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
sort_changed_cb (GhListPage *self)
{
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
save_layout (GhListPage *self)
{
  g_settings_set_value (self->settings, "layout", gh_table_get_layout (self->table));
}

/* --- the page --- */

static gboolean
show_spinner_cb (gpointer data)
{
  GhListPage *self = data;

  self->spinner_id = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

static void
gh_list_page_open (GhPage     *page,
                   const char *key)
{
  gtk_widget_grab_focus (GTK_WIDGET (GH_LIST_PAGE (page)->table));
}

static gboolean
gh_list_page_search (GhPage *page)
{
  GhListPage *self = GH_LIST_PAGE (page);

  if (gh_page_get_narrow (page) && !self->has_heading)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);

  return gtk_widget_grab_focus (self->entry);
}

static gboolean
gh_list_page_show_view (GhPage     *page,
                        const char *view,
                        const char *query,
                        const char *sort)
{
  /* A view without a sort gets the kind's, not the page's current one. */
  if (sort == NULL || *sort == '\0')
    sort = GH_LIST_PAGE (page)->kind->sort;

  return gh_list_page_set_view (GH_LIST_PAGE (page), view, query, sort);
}

void
gh_list_page_set_sort (GhListPage *self,
                       const char *sort)
{
  gboolean is_descending = g_str_has_suffix (sort, ":desc");
  g_autofree char *key = g_strndup (sort, strlen (sort) - (is_descending ? strlen (":desc") : 0));

  gh_table_set_sort (self->table, key, is_descending);
}

static void
create_table (GhListPage *self)
{
  g_autoptr (GVariant) layout = g_settings_get_value (self->settings, "layout");

  self->source = self->kind->create_source (gh_page_get_session (GH_PAGE (self)));
  self->table = GH_TABLE (gh_table_new (self->kind->columns, self->kind->n_columns, self->source));
  if (self->kind->has_no_selection)
    gh_table_make_plain (self->table);
  if (self->kind->sort != NULL)
    gh_list_page_set_sort (self, self->kind->sort);
  if (g_variant_n_children (layout) > 0)
    {
      g_autoptr (GVariant) columns = g_variant_get_child_value (layout, 0);

      if (g_variant_n_children (columns) > 0)
        gh_table_set_layout (self->table, layout);
    }
  take_columns (self);
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

/* F4: the filter from last time, or none if it is no longer valid. */
static void
restore_view (GhListPage *self)
{
  g_autofree char *category = g_settings_get_string (self->settings, "category");
  g_autofree char *query = g_settings_get_string (self->settings, "query");

  if (!gh_list_page_set_view (self, category, query, NULL))
    gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
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

/* What depends on the kind. */
static void
say_kind (GhListPage *self)
{
  const GhListKind *kind = self->kind;

  for (const GhListCategory *category = kind->categories; category->key != NULL; category++)
    gh_category_bar_add (self->categories, category->key, _(category->label), category->icon_name,
                         category->icon_style);
  gtk_widget_set_visible (GTK_WIDGET (self->categories), kind->categories[1].key != NULL);
  g_object_bind_property (self, "title", self->window_title, "title", G_BINDING_SYNC_CREATE);
  g_object_set (self->entry, "placeholder-text",
                _(kind->search_placeholder != NULL ? kind->search_placeholder : kind->search_label), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->search_label),
                                  -1);
  adw_status_page_set_title (self->no_match, _(kind->no_match_title));
  adw_status_page_set_icon_name (self->nothing, kind->icon_name);
  adw_status_page_set_title (self->nothing, _(kind->empty_title));
  gh_list_page_set_empty_text (self, kind->empty_text != NULL ? _(kind->empty_text) : NULL);
  set_button (self->nothing_button, kind->empty_action, kind->empty_label);
  set_button (self->nothing_other_button, kind->empty_other_action, kind->empty_other_label);
}

/* Says why the list may not be seen. */
static void
say_refusal (GhListPage *self,
             GhRefusal   refusal)
{
  adw_status_page_set_title (self->nothing, gh_refusal_get_tooltip (refusal));
  gh_list_page_set_empty_text (self, gh_refusal_get_sentence (refusal));
  set_button (self->nothing_button, NULL, NULL);
  set_button (self->nothing_other_button, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  gtk_widget_set_visible (self->bars, FALSE);
  gtk_widget_set_sensitive (self->entry, FALSE);
  gh_list_page_update_actions (self);
}

static void
gh_list_page_constructed (GObject *object)
{
  GhListPage *self = GH_LIST_PAGE (object);
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  GhRefusal refusal;
  g_autofree char *path = NULL;

  G_OBJECT_CLASS (gh_list_page_parent_class)->constructed (object);

  self->kind = GH_LIST_PAGE_GET_CLASS (self)->kind;
  say_kind (self);

  path = g_strdup_printf ("/io/github/gatehouse/Gatehouse/tables/%s/", self->kind->name);
  self->settings = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Table", path);
  self->computer = g_settings_new ("io.github.gatehouse.Gatehouse");
  create_table (self);
  gh_list_page_add_menus (self);
  gh_list_page_set_up_pane (self);
  gh_list_page_set_fields (self, get_fields (self));
  gh_list_page_set_up_report (self);
  gh_list_page_add_save_popover (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (gh_list_page_update_narrow), NULL);
  gh_list_page_update_narrow (self);
  g_signal_connect_object (self->computer, "changed::comfortable", G_CALLBACK (gh_list_page_update_comfortable),
                           self, G_CONNECT_SWAPPED);
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->categories));
  gh_page_add_region (GH_PAGE (self), self->filter_row);
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->stack));
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->selection_bar));

  refusal = check_role (self);
  if (refusal != GH_REFUSAL_NONE)
    {
      say_refusal (self, refusal);
      return;
    }

  if (self->kind->get_counts != NULL)
    g_signal_connect_object (session, "counted", G_CALLBACK (gh_list_page_update_counts), self, G_CONNECT_SWAPPED);
  gh_list_page_update_counts (self);
  self->spinner_id = g_timeout_add (SPINNER_MS, show_spinner_cb, self);
  restore_view (self);
}

static void
gh_list_page_dispose (GObject *object)
{
  GhListPage *self = GH_LIST_PAGE (object);

  gh_list_page_stop_list (self);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->save_id != 0)
    {
      g_clear_handle_id (&self->save_id, g_source_remove);
      save_state_cb (self);
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->computer);
  g_clear_object (&self->source);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->listed_query, g_free);
  g_clear_pointer (&self->listed_sort, g_free);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  self->table = NULL;

  G_OBJECT_CLASS (gh_list_page_parent_class)->dispose (object);
}

static void
gh_list_page_class_init (GhListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_CATEGORY_BAR);
  g_type_ensure (GH_TYPE_FILTER_BAR);
  g_type_ensure (GH_TYPE_PACED_LABEL);
  g_type_ensure (GH_TYPE_SELECTION_BAR);

  G_OBJECT_CLASS (klass)->constructed = gh_list_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_list_page_dispose;
  GH_PAGE_CLASS (klass)->changed = gh_list_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_list_page_open;
  GH_PAGE_CLASS (klass)->search = gh_list_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_list_page_show_view;
  GH_PAGE_CLASS (klass)->input_type = GH_LIST_PAGE_INPUT;
  GH_PAGE_CLASS (klass)->dup_input = gh_list_page_dup_input;
  GH_PAGE_CLASS (klass)->take_input = gh_list_page_take_input;
  gh_list_page_class_install_actions (widget_class);
  gh_list_page_class_install_pane_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/list/gh-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhListPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, head);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, bars);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, categories);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, filter_row);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, filter_arrow);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, save_view_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_popover);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_title);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_caption);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, csv);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, safe);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, exact);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_save);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, report_link);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, paned);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, news);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, nothing_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, nothing_other_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, no_match_box);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, search_all_button);
  gtk_widget_class_bind_template_child (widget_class, GhListPage, selection_bar);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_list_page_search_toggled);
  gtk_widget_class_bind_template_callback (widget_class, category_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_list_page_edit_chip);
  gtk_widget_class_bind_template_callback (widget_class, gh_list_page_remove_chip);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_all_cb);
}

static void
gh_list_page_add_child (GtkBuildable *buildable,
                        GtkBuilder   *builder,
                        GObject      *child,
                        const char   *type)
{
  GhListPage *self = GH_LIST_PAGE (buildable);

  if (g_strcmp0 (type, "head") == 0)
    gtk_box_append (self->head, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "filter") == 0)
    gtk_widget_insert_before (GTK_WIDGET (child), self->filter_row, GTK_WIDGET (self->report_button));
  else if (g_strcmp0 (type, "pane") == 0)
    gh_list_page_set_pane (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "no-match") == 0)
    gtk_box_append (self->no_match_box, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
gh_list_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = gh_list_page_add_child;
}

static void
gh_list_page_init (GhListPage *self)
{
  self->terms = g_ptr_array_new_with_free_func (g_free);
  self->menu_id = GH_TABLE_ROW_BLANK;
  self->total = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- for its subclasses --- */

void
gh_list_page_set_base (GhListPage *self,
                       const char *query)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));

  g_free (self->base);
  self->base = g_strdup (query);
  self->total = -1;
  self->has_list = FALSE;
  select_none (self);
  gh_list_page_set_view (self, NULL, NULL, NULL);
  gh_list_page_update_counts (self);
}

void
gh_list_page_renew_base (GhListPage *self,
                         const char *query)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));

  g_free (self->base);
  self->base = g_strdup (query);
  list_again (self);
}

void
gh_list_page_set_empty_text (GhListPage *self,
                             const char *text)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));

  adw_status_page_set_description (self->nothing, text);
}

GhTableSource *
gh_list_page_get_source (GhListPage *self)
{
  g_return_val_if_fail (GH_IS_LIST_PAGE (self), NULL);

  return self->source;
}

GArray *
gh_list_page_get_ids (GhListPage *self)
{
  g_return_val_if_fail (GH_IS_LIST_PAGE (self), NULL);

  return gh_table_list_get_ids (gh_table_get_list (self->table));
}

const GhListCategory *
gh_list_page_get_category (GhListPage *self)
{
  const GhListCategory *chosen;

  g_return_val_if_fail (GH_IS_LIST_PAGE (self), NULL);

  chosen = gh_list_kind_find_category (self->kind, gh_category_bar_get_chosen (self->categories));

  return chosen != NULL ? chosen : self->kind->categories;
}

void
gh_list_page_set_heading (GhListPage *self,
                          const char *title,
                          const char *subtitle)
{
  g_return_if_fail (GH_IS_LIST_PAGE (self));

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
  gh_list_page_update_narrow (self);
}
