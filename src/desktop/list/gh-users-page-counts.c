/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many users there are, in the whole and of each category. */
#include "list/gh-users-page-private.h"

#include "kit/gh-paced-label.h"
#include "list/gh-users-term.h"
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

static char *
describe_number (GhUsersPage *self,
                 gint64       n)
{
  g_autofree char *number = format_number (n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, self->kind->count[0], self->kind->count[1], (gulong) n), number);
}

static void
update_label (GhUsersPage *self)
{
  gint64 n = gh_table_list_get_ids (gh_table_get_list (self->table))->len;
  g_autofree char *number = format_number (n);
  g_autofree char *total = format_number (self->total);
  g_autofree char *text = NULL;

  /* Nothing is said of a list that is not there yet. */
  if (!self->has_list)
    return;

  if (self->total < 0 || gh_users_page_is_plain (self))
    text = describe_number (self, n);
  else if (gh_page_get_narrow (GH_PAGE (self)))
    /* Translators: how many are shown, and how many there are: “41 of 12,480” */
    text = g_strdup_printf (C_("users", "%s of %s"), number, total);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, self->kind->count_of[0], self->kind->count_of[1],
                                         (gulong) self->total), number, total);
  gh_paced_label_set_text (GTK_WIDGET (self->count), text);
}

#pragma GCC diagnostic pop

static void
set_count (GhUsersPage           *self,
           const GhUsersCategory *category,
           gint64                 n)
{
  g_autofree char *number = format_number (n);
  g_autofree char *users = describe_number (self, n);
  g_autofree char *name = g_strdup_printf (C_("category, number of users", "%s, %s"), _(category->label), users);

  if (category == self->kind->categories)
    self->total = n;
  gh_category_bar_set_count (self->categories, category->key, number, name);
}

/* Of the category that is shown whole the table knows best: counting takes longer than listing. */
static void
count_shown (GhUsersPage *self)
{
  const char *chosen = gh_category_bar_get_chosen (self->categories);

  if (self->has_list && !self->is_other_view && self->terms->len == 0 &&
      *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    set_count (self, gh_users_kind_find_category (self->kind, chosen),
               gh_table_list_get_ids (gh_table_get_list (self->table))->len);
}

static void
set_counts (GhUsersPage  *self,
            const gint64 *counts)
{
  for (guint i = 0; self->kind->categories[i].key != NULL; i++)
    set_count (self, &self->kind->categories[i], counts[i]);
  count_shown (self);
  update_label (self);
}

/* --- counting what the session does not --- */

typedef struct {
  GhUsersPage *page;
  guint        generation;
} Asking;

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhUsersPage) self = asking->page;
  GArray *counts = gh_session_count_users_finish (result, NULL);

  if (counts != NULL && asking->generation == self->counting && self->table != NULL)
    set_counts (self, (const gint64 *) (const void *) counts->data);
}

static void
start_counting (GhUsersPage *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);
  Asking *asking = g_new0 (Asking, 1);

  for (guint i = 0; self->kind->categories[i].key != NULL; i++)
    g_ptr_array_add (queries, gh_users_term_join (self->base, none, self->kind->categories[i].query));
  asking->page = g_object_ref (self);
  asking->generation = ++self->counting;
  gh_session_count_users_async (gh_page_get_session (GH_PAGE (self)), queries, self->kind->scope, NULL, counted_cb,
                                asking);
}

/* --- */

void
gh_users_page_update_count_label (GhUsersPage *self)
{
  count_shown (self);
  update_label (self);
}

void
gh_users_page_update_counts (GhUsersPage *self)
{
  const GhUserCounts *all = gh_session_get_counts (gh_page_get_session (GH_PAGE (self)));

  if (self->kind->has_base && self->base == NULL)
    return;

  if (self->kind->categories != gh_users_categories)
    start_counting (self);
  else if (all != NULL)
    set_counts (self, (const gint64[]) { all->total, all->not_enrolled, all->inactive, all->bypass, all->locked_out,
                                         all->trash });
}
