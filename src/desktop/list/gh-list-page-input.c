/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view, the selection and the current row, for a page that is created again. */
#include "list/gh-list-page-private.h"

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
      g_autoptr (GhQuery) query = gh_list_term_parse (self->kind->fields, term);

      if (query != NULL)
        g_ptr_array_add (terms, g_strdup (term));
    }
  if (!self->kind->has_no_selection)
    select_ids (self, ids);
  if (gh_list_kind_find_category (self->kind, category) == NULL)
    category = self->kind->categories->key;
  self->returns_to = row;
  gh_list_page_put_view (self, category, g_steal_pointer (&terms), text,
                         gh_list_kind_is_sort (self->kind, sort) ? sort : NULL);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), cursor);
  if (is_shown && row > 0 && GH_LIST_PAGE_GET_CLASS (self)->show_row != NULL)
    gh_list_page_show_row (self, row);
}
