/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter of the page: chips, the popover that makes them, and views that are given as a whole. */
#include "list/gh-users-page-private.h"

#include "base/gh-link.h"
#include "list/gh-filter-popover.h"
#include "list/gh-users-term.h"

#include <glib/gi18n-lib.h>

/* After so long without a key the Trash is asked: the next key is not to wait for its answer. */
#define ASK_TRASH_MS 250

/* --- chips --- */

static void
show_chips (GhUsersPage *self)
{
  gh_filter_bar_clear (self->chips);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const char *text = g_ptr_array_index (self->terms, i);
      g_autoptr (GhQuery) query = gh_users_term_parse (text);
      const GhQueryTerm *term = g_ptr_array_index (query->terms, 0);
      const char *field = gh_users_field_get_label ((GhUserField) term->field);
      g_autofree char *value = gh_users_term_describe (term);
      g_autofree char *name = g_strdup_printf (_("Filter: %s is %s"), field, value);
      g_autofree char *remove_name = g_strdup_printf (_("Remove filter %s is %s"), field, value);

      gh_filter_bar_set (self->chips, text, field, value, name, remove_name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->terms->len > 0);
}

static gboolean
find_term (GhUsersPage *self,
           const char  *term,
           guint       *index)
{
  return g_ptr_array_find_with_equal_func (self->terms, term, g_str_equal, index);
}

static void
term_done_cb (GhUsersPage *self,
              const char  *term,
              const char  *replaced)
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
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

void
gh_users_page_edit_chip (GhUsersPage *self,
                         const char  *key)
{
  gtk_menu_button_popup (self->filter_button);
  gh_filter_popover_edit (GH_FILTER_POPOVER (gtk_menu_button_get_popover (self->filter_button)), key);
}

void
gh_users_page_remove_chip (GhUsersPage *self,
                           const char  *key)
{
  guint i;

  if (!find_term (self, key, &i))
    return;

  gh_filter_bar_remove (self->chips, key);
  g_ptr_array_remove_index (self->terms, i);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->terms->len > 0);
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
popup_cb (GhUsersPage *self)
{
  gh_filter_popover_edit (GH_FILTER_POPOVER (gtk_menu_button_get_popover (self->filter_button)), NULL);
}

void
gh_users_page_add_filter_popover (GhUsersPage *self)
{
  GtkWidget *popover = gh_filter_popover_new (gh_page_get_session (GH_PAGE (self)));

  g_signal_connect_object (popover, "done", G_CALLBACK (term_done_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->filter_button, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (popup_cb), self, G_CONNECT_SWAPPED);
}

/* --- whole views --- */

gboolean
gh_users_page_set_view (GhUsersPage *self,
                        const char  *category,
                        const char  *query,
                        const char  *sort)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = gh_users_term_split (query != NULL ? query : "", terms);
  gboolean is_descending = sort != NULL && g_str_has_suffix (sort, ":desc");
  g_autofree char *key = NULL;

  if (category == NULL || *category == '\0')
    category = self->kind->categories[0].key;
  if (text == NULL || gh_users_kind_find_category (self->kind, category) == NULL)
    return FALSE;
  if (sort != NULL && *sort != '\0' && !gh_user_view_is_sort (sort))
    return FALSE;

  self->is_setting = TRUE;
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  self->terms = g_steal_pointer (&terms);
  show_chips (self);
  gh_category_bar_set_chosen (self->categories, category);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (sort != NULL && *sort != '\0')
    {
      key = g_strndup (sort, strlen (sort) - (is_descending ? strlen (":desc") : 0));
      gh_table_set_sort (self->table, key, is_descending);
    }
  self->is_setting = FALSE;
  gh_users_page_update_view (self, GH_TABLE_PLACE_TOP);

  return TRUE;
}

char *
gh_users_page_dup_filter (GhUsersPage *self)
{
  return gh_users_term_join_view (self->terms, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

char *
gh_users_page_dup_link (GhUsersPage *self)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  g_autofree char *query = NULL;
  g_autofree char *sort = gh_users_page_dup_sort (self);
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
  query = gh_users_term_join_view (terms, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  link.query = query;

  return gh_link_format (&link);
}

char *
gh_users_page_describe_view (GhUsersPage *self)
{
  const GhUsersCategory *category =
    gh_users_kind_find_category (self->kind, gh_category_bar_get_chosen (self->categories));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (category != self->kind->categories)
    g_ptr_array_add (parts, g_strdup (_(category->label)));
  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autoptr (GhQuery) query = gh_users_term_parse (g_ptr_array_index (self->terms, i));
      const GhQueryTerm *term = g_ptr_array_index (query->terms, 0);
      g_autofree char *value = gh_users_term_describe (term);

      g_ptr_array_add (parts, g_strdup_printf (C_("field, value", "%s %s"),
                                               gh_users_field_get_label ((GhUserField) term->field), value));
    }
  if (*text != '\0')
    g_ptr_array_add (parts, g_strdup (text));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (GStrv) parts->pdata);
}

/* --- nobody matches --- */

typedef struct {
  GhUsersPage *page;
  guint        generation;
} Asking;

/* How many users of the Trash match. */
static void
trash_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhUsersPage) self = asking->page;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, NULL);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (ids == NULL || ids->len == 0 || asking->generation != self->generation)
    return;

  number = g_strdup_printf ("%'u", ids->len);
  text = g_strdup_printf (ngettext ("%s match in the <a href=\"trash\">Trash</a>",
                                    "%s matches in the <a href=\"trash\">Trash</a>", ids->len), number);
  gtk_label_set_markup (self->trash_matches, text);
  gtk_widget_set_visible (GTK_WIDGET (self->trash_matches), TRUE);
}

static gboolean
ask_trash_cb (gpointer data)
{
  GhUsersPage *self = data;
  g_autofree char *query = gh_users_page_dup_filter (self);
  g_autofree char *sort = gh_users_page_dup_sort (self);
  /* In the order that is known already: any does for counting. */
  const GhUserView view = { .query = query, .scope = GH_USER_SCOPE_TRASH, .sort = sort };
  Asking *asking = g_new0 (Asking, 1);

  self->trash_id = 0;
  asking->page = g_object_ref (self);
  asking->generation = self->generation;
  gh_session_list_users_async (gh_page_get_session (GH_PAGE (self)), &view, self->listing, trash_listed_cb, asking);

  return G_SOURCE_REMOVE;
}

void
gh_users_page_describe_no_match (GhUsersPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean has_category = !g_str_equal (gh_category_bar_get_chosen (self->categories), self->kind->categories[0].key);
  gboolean is_narrowed = has_category || self->terms->len > 0;
  g_autofree char *asked = NULL;
  g_autofree char *escaped = NULL;

  if (*text == '\0')
    asked = g_strdup (_("Nobody is all that is asked for."));
  else if (is_narrowed)
    asked = g_strdup_printf (_("Nobody in this view has “%s” in their name, e-mail, phone number or token serial."), text);
  else
    asked = g_strdup_printf (_("Nobody has “%s” in their name, e-mail, phone number or token serial."), text);

  escaped = g_markup_escape_text (asked, -1);
  adw_status_page_set_description (self->no_match, escaped);
  gtk_button_set_label (GTK_BUTTON (self->search_all_button), *text != '\0' ? _(self->kind->search_all) : _("Show All"));
  gtk_widget_set_visible (self->search_all_button, is_narrowed);
  gtk_widget_set_visible (GTK_WIDGET (self->trash_matches), FALSE);
  if (self->kind->scope == GH_USER_SCOPE_USERS && self->base == NULL)
    {
      g_clear_handle_id (&self->trash_id, g_source_remove);
      self->trash_id = g_timeout_add (ASK_TRASH_MS, ask_trash_cb, self);
    }
}
