/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter of the page: chips, the popover that makes them, whole views, what outlives the page, and parse errors. */
#include "list/gh-list-page-private.h"

#include "base/gh-link.h"
#include "list/gh-filter-popover.h"

#include <glib/gi18n-lib.h>

/* --- chips --- */

static void
show_chips (GhListPage *self)
{
  gh_filter_bar_clear (self->chips);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const char *text = g_ptr_array_index (self->terms, i);
      g_autoptr (GhQuery) query = gh_list_term_parse (self->fields, text);
      const GhQueryTerm *term = g_ptr_array_index (query->terms, 0);
      const char *field = gh_list_field_get_label (self->fields, (guint) term->field);
      g_autofree char *value = gh_list_term_describe (self->fields, term);
      g_autofree char *name = g_strdup_printf (_("Filter: %s is %s"), field, value);
      g_autofree char *remove_name = g_strdup_printf (_("Remove filter %s is %s"), field, value);

      gh_filter_bar_set (self->chips, text, field, value, name, remove_name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->terms->len > 0);
}

static gboolean
find_term (GhListPage *self,
           const char *term,
           guint      *index)
{
  return g_ptr_array_find_with_equal_func (self->terms, term, g_str_equal, index);
}

static void
term_done_cb (GhListPage *self,
              const char *term,
              const char *replaced)
{
  guint i;

  if (replaced != NULL && find_term (self, replaced, &i))
    {
      g_free (g_ptr_array_index (self->terms, i));
      g_ptr_array_index (self->terms, i) = g_strdup (term);
    }
  else if (!find_term (self, term, &i))
    g_ptr_array_add (self->terms, g_strdup (term));

  show_chips (self);
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

void
gh_list_page_edit_chip (GhListPage *self,
                        const char *key)
{
  gtk_menu_button_popup (self->filter_button);
  gh_filter_popover_edit (GH_FILTER_POPOVER (gtk_menu_button_get_popover (self->filter_button)), key);
}

void
gh_list_page_remove_chip (GhListPage *self,
                          const char *key)
{
  guint i;

  if (!find_term (self, key, &i))
    return;

  gh_filter_bar_remove (self->chips, key);
  g_ptr_array_remove_index (self->terms, i);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->terms->len > 0);
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
popup_cb (GhListPage *self)
{
  gh_filter_popover_edit (GH_FILTER_POPOVER (gtk_menu_button_get_popover (self->filter_button)), NULL);
}

static void
add_filter_popover (GhListPage *self)
{
  GtkWidget *popover = gh_filter_popover_new (gh_page_get_session (GH_PAGE (self)), self->fields);

  g_signal_connect_object (popover, "done", G_CALLBACK (term_done_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->filter_button, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (popup_cb), self, G_CONNECT_SWAPPED);
}

void
gh_list_page_set_fields (GhListPage         *self,
                         const GhListFields *fields)
{
  g_autoptr (GString) text = g_string_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint n = self->terms->len;

  self->fields = fields;
  for (guint i = n; i > 0; i--)
    {
      const char *term = g_ptr_array_index (self->terms, i - 1);
      g_autoptr (GhQuery) query = gh_list_term_parse (fields, term);

      if (query == NULL)
        {
          g_string_prepend (text, text->len > 0 ? " " : "");
          g_string_prepend (text, term);
          g_ptr_array_remove_index (self->terms, i - 1);
        }
    }
  if (self->terms->len < n)
    {
      gboolean was_setting = self->is_setting;

      self->is_setting = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text->str);
      self->is_setting = was_setting;
    }
  show_chips (self);
  add_filter_popover (self);
}

/* --- whole views --- */

/* Shows a view that is already split. @terms: (transfer full): each can be read; @sort: (nullable): a sort of it */
static void
put_view (GhListPage *self,
          const char *category,
          GPtrArray  *terms,
          const char *text,
          const char *sort)
{
  self->is_setting = TRUE;
  g_ptr_array_unref (self->terms);
  self->terms = terms;
  show_chips (self);
  gh_category_bar_set_chosen (self->categories, category);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (sort != NULL && *sort != '\0')
    gh_list_page_set_sort (self, sort);
  self->is_setting = FALSE;
  gh_list_page_update_view (self, GH_TABLE_PLACE_TOP);
}

gboolean
gh_list_page_set_view (GhListPage *self,
                       const char *category,
                       const char *query,
                       const char *sort)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = gh_list_term_split (self->fields, query != NULL ? query : "", terms);

  if (category == NULL || *category == '\0')
    category = self->kind->categories[0].key;
  if (text == NULL || gh_list_kind_find_category (self->kind, category) == NULL)
    return FALSE;
  if (sort != NULL && *sort != '\0' && !gh_list_kind_is_sort (self->kind, sort))
    return FALSE;

  put_view (self, category, g_steal_pointer (&terms), text, sort);

  return TRUE;
}

char *
gh_list_page_dup_filter (GhListPage *self)
{
  return gh_list_term_join_view (self->terms, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

char *
gh_list_page_dup_link (GhListPage *self)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  g_autofree char *query = NULL;
  g_autofree char *sort = gh_list_page_dup_sort (self);
  GhStore *store = gh_session_get_store (gh_page_get_session (GH_PAGE (self)));
  GhLink link = {
    .page = (char *) self->kind->link,
    .organisation = (char *) gh_store_get_organisation_key (store),
    .view = (char *) gh_category_bar_get_chosen (self->categories),
    .sort = sort,
  };

  if (self->base != NULL)
    g_ptr_array_add (terms, self->base);
  g_ptr_array_extend (terms, self->terms, NULL, NULL);
  query = gh_list_term_join_view (terms, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  link.query = query;

  return gh_link_format (&link);
}

char *
gh_list_page_describe_view (GhListPage *self)
{
  const GhListCategory *category = gh_list_page_get_category (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (category != self->kind->categories)
    g_ptr_array_add (parts, g_strdup (_(category->label)));
  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autoptr (GhQuery) query = gh_list_term_parse (self->fields, g_ptr_array_index (self->terms, i));
      const GhQueryTerm *term = g_ptr_array_index (query->terms, 0);
      g_autofree char *value = gh_list_term_describe (self->fields, term);

      g_ptr_array_add (parts, g_strdup_printf (C_("field, value", "%s %s"),
                                               gh_list_field_get_label (self->fields, (guint) term->field), value));
    }
  if (*text != '\0')
    g_ptr_array_add (parts, g_strdup (text));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (GStrv) parts->pdata);
}

/* --- the view, the selection and the current row, for a page that is created again --- */

GVariant *
gh_list_page_dup_input (GhPage *page)
{
  GhListPage *self = GH_LIST_PAGE (page);
  g_autoptr (GArray) selected = gh_table_list_dup_selected_ids (gh_table_get_list (self->table));
  g_autofree char *sort = gh_list_page_dup_sort (self);
  gint64 row = self->returns_to != 0 ? self->returns_to
               : self->shown != 0    ? self->shown
                                     : gh_table_get_cursor_id (self->table);
  GVariant *terms = g_variant_new_strv ((const char *const *) self->terms->pdata, self->terms->len);
  GVariant *ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, selected->data, selected->len, sizeof (gint64));

  return g_variant_ref_sink (g_variant_new ("(s@assis@axxb)", gh_list_page_get_category (self)->key, terms,
                                            gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                            gtk_editable_get_position (GTK_EDITABLE (self->entry)),
                                            sort != NULL ? sort : "", ids, row, self->shown != 0));
}

/* The next list drops ids that no longer exist. */
static void
select_ids (GhListPage *self,
            GVariant   *ids)
{
  g_autoptr (GhTableSelection) selection = gh_table_selection_new ();
  gsize n;
  const gint64 *selected = g_variant_get_fixed_array (ids, &n, sizeof (gint64));

  for (gsize i = 0; i < n; i++)
    gh_table_selection_set (selection, NULL, selected[i], TRUE);
  gh_table_list_restore_selection (gh_table_get_list (self->table), selection);
}

void
gh_list_page_take_input (GhPage   *page,
                         GVariant *input)
{
  GhListPage *self = GH_LIST_PAGE (page);
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GVariant) ids = NULL;
  const char *category;
  const char *text;
  const char *sort;
  const char *term;
  gboolean is_shown;
  gint64 row;
  int cursor;

  if (gh_role_may (gh_session_get_actor (gh_page_get_session (page))->role, self->kind->view_right) != GH_REFUSAL_NONE)
    return;

  g_variant_get (input, "(&sas&si&s@axxb)", &category, &iter, &text, &cursor, &sort, &ids, &row, &is_shown);
  while (g_variant_iter_next (iter, "&s", &term))
    {
      g_autoptr (GhQuery) query = gh_list_term_parse (self->fields, term);

      if (query != NULL)
        g_ptr_array_add (terms, g_strdup (term));
    }
  if (!self->kind->has_no_selection)
    select_ids (self, ids);
  if (gh_list_kind_find_category (self->kind, category) == NULL)
    category = self->kind->categories->key;
  self->returns_to = row;
  put_view (self, category, g_steal_pointer (&terms), text,
            gh_list_kind_is_sort (self->kind, sort) ? sort : NULL);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), cursor);
  if (is_shown && row > 0 && GH_LIST_PAGE_GET_CLASS (self)->show_row != NULL)
    gh_list_page_show_row (self, row);
}

/* --- what cannot be read --- */

static void
underline (GhListPage         *self,
           const GhQueryPlace *place)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute;

  /* Setting it lays out the entry again, and the window too. */
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

/* U3: until a term is fixed, the list keeps its last valid result, and its actions are disabled. */
gboolean
gh_list_page_check_text (GhListPage *self)
{
  g_autofree char *whole = gh_list_page_dup_query (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhQuery) typed = NULL;
  g_autoptr (GhQuery) all = NULL;
  GhQueryPlace place;

  typed = gh_query_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->fields->query, &place,
                          &error);
  underline (self, typed == NULL ? &place : NULL);
  if (typed != NULL)
    all = gh_query_parse (whole, self->fields->query, NULL, &error);

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

/* --- nothing matches --- */

/* The sentences are marked for translation in the kind. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

void
gh_list_page_describe_no_match (GhListPage *self)
{
  const GhListKind *kind = self->kind;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean is_narrowed = gh_list_page_get_category (self) != kind->categories || self->terms->len > 0;
  g_autofree char *asked = NULL;
  g_autofree char *escaped = NULL;

  if (*text == '\0')
    asked = g_strdup (_(kind->no_match_filter));
  else
    asked = g_strdup_printf (_(is_narrowed ? kind->no_match_in_view : kind->no_match), text);

  escaped = g_markup_escape_text (asked, -1);
  adw_status_page_set_description (self->no_match, escaped);
  gtk_button_set_label (GTK_BUTTON (self->search_all_button), *text != '\0' ? _(kind->search_all) : _("Show All"));
  gtk_widget_set_visible (self->search_all_button, is_narrowed);
  if (GH_LIST_PAGE_GET_CLASS (self)->nothing_matches != NULL)
    GH_LIST_PAGE_GET_CLASS (self)->nothing_matches (self);
}

#pragma GCC diagnostic pop
