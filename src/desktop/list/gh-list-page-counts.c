/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows there are, in total and in each category. */
#include "list/gh-list-page-private.h"

#include "kit/gh-paced-label.h"
#include "session/gh-session-count.h"

#include <glib/gi18n-lib.h>

static char *
format_number (gint64 n)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, n);
}

/* The forms are marked for translation in the kind. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void
update_label (GhListPage *self)
{
  gint64 n = gh_table_list_get_ids (gh_table_get_list (self->table))->len;
  g_autofree char *number = format_number (n);
  g_autofree char *total = format_number (self->total);
  g_autofree char *text = NULL;

  /* Before the first list, show nothing. */
  if (!self->has_list)
    return;

  if (self->total < 0 || gh_list_page_is_plain (self))
    text = gh_operate_words_dup_count (self->kind->count_of_all, n);
  else if (gh_page_get_narrow (GH_PAGE (self)))
    /* Translators: how many are shown, and how many there are: “41 of 12,480” */
    text = g_strdup_printf (C_("users", "%s of %s"), number, total);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, self->kind->count_of_some[0], self->kind->count_of_some[1],
                                         (gulong) self->total), number, total);
  gh_paced_label_set_text (GTK_WIDGET (self->count), text);
}

#pragma GCC diagnostic pop

static void
set_count (GhListPage           *self,
           const GhListCategory *category,
           gint64                n)
{
  g_autofree char *number = format_number (n);
  g_autofree char *users = gh_operate_words_dup_count (self->kind->count_of_all, n);
  g_autofree char *name = g_strdup_printf (C_("category, number of users", "%s, %s"), _(category->label), users);

  if (category == self->kind->categories)
    self->total = n;
  gh_category_bar_set_count (self->categories, category->key, number, name);
}

/* For a category shown whole, the table knows best: counting takes longer than listing. */
static void
count_shown (GhListPage *self)
{
  if (self->has_list && !self->is_other_view && self->terms->len == 0 &&
      *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    set_count (self, gh_list_page_get_category (self),
               gh_table_list_get_ids (gh_table_get_list (self->table))->len);
}

static void
set_counts (GhListPage   *self,
            const gint64 *counts)
{
  for (guint i = 0; self->kind->categories[i].key != NULL; i++)
    set_count (self, &self->kind->categories[i], counts[i]);
  count_shown (self);
  update_label (self);
}

/* --- counting what the session does not --- */

typedef struct {
  GhListPage *page;
  guint       generation;
} Asking;

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhListPage) self = asking->page;
  GArray *counts = gh_session_count_finish (result, NULL);

  if (counts != NULL && asking->generation == self->counting && self->table != NULL)
    set_counts (self, (const gint64 *) (const void *) counts->data);
}

static void
start_counting (GhListPage *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);
  Asking *asking = g_new0 (Asking, 1);

  for (guint i = 0; self->kind->categories[i].key != NULL; i++)
    g_ptr_array_add (queries, gh_list_term_join (self->base, none, self->kind->categories[i].query));
  asking->page = g_object_ref (self);
  asking->generation = ++self->counting;
  gh_session_count_async (gh_page_get_session (GH_PAGE (self)), queries, self->kind->count, self->kind, NULL, counted_cb,
                          asking);
}

/* --- */

void
gh_list_page_update_count_label (GhListPage *self)
{
  count_shown (self);
  update_label (self);
}

void
gh_list_page_update_counts (GhListPage *self)
{
  gint64 counts[GH_LIST_MAX_CATEGORIES];

  if (self->kind->has_base && self->base == NULL)
    return;

  if (self->kind->get_counts == NULL)
    start_counting (self);
  else if (self->kind->get_counts (gh_page_get_session (GH_PAGE (self)), counts))
    set_counts (self, counts);
}
