/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many users there are, in the whole and of each category. */
#include "list/gh-users-page-private.h"

#include "kit/gh-paced-label.h"
#include "list/gh-users-term.h"

#include <glib/gi18n-lib.h>

#define MAX_CATEGORIES 8

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
set_counts (GhUsersPage  *self,
            const gint64 *counts)
{
  self->total = counts[0];
  for (guint i = 0; self->kind->categories[i].key != NULL; i++)
    {
      const GhUsersCategory *category = &self->kind->categories[i];
      g_autofree char *number = format_number (counts[i]);
      g_autofree char *users = describe_number (self, counts[i]);
      g_autofree char *name = g_strdup_printf (C_("category, number of users", "%s, %s"), _(category->label), users);

      gh_category_bar_set_count (self->categories, category->key, number, name);
    }
  update_label (self);
}

/* --- counting what the session does not --- */

typedef struct {
  const GhUsersKind *kind;
  char              *base;
  char              *time_zone;
  gint64             now;
  gint64             counts[MAX_CATEGORIES];
} Counting;

typedef struct {
  GhUsersPage *page;
  guint        generation;
} Asking;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_free (counting->base);
  g_free (counting->time_zone);
  g_free (counting);
}

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;

  for (guint i = 0; counting->kind->categories[i].key != NULL; i++)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autofree char *query = gh_users_term_join (counting->base, none, counting->kind->categories[i].query);
      GhUserView view = { .query = query, .scope = counting->kind->scope, .now = counting->now,
                          .time_zone = counting->time_zone };

      if (!gh_user_view_count (&view, connection, &counting->counts[i], error))
        return FALSE;
    }

  return TRUE;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GhUsersPage) self = asking->page;
  Counting *counting = gh_session_read_finish (result, NULL);

  if (counting != NULL && asking->generation == self->counting && self->table != NULL)
    set_counts (self, counting->counts);
}

static void
start_counting (GhUsersPage *self)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  Counting *counting = g_new0 (Counting, 1);
  Asking *asking = g_new0 (Asking, 1);

  counting->kind = self->kind;
  counting->base = g_strdup (self->base);
  counting->time_zone = g_strdup (gh_session_get_time_zone (session));
  counting->now = gh_session_get_now (session);
  asking->page = g_object_ref (self);
  asking->generation = ++self->counting;
  gh_session_read_async (session, count_cb, counting, counting_free, NULL, counted_cb, asking);
}

/* --- */

void
gh_users_page_update_count_label (GhUsersPage *self)
{
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
