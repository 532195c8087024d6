/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a view: its first screen, then all of it. */
#include "list/gh-users-page-private.h"

#include "kit/gh-hold.h"

/* More than a screen has rows. */
#define N_FIRST 100

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
left_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhUsersPage *self = listing->page;
  g_autoptr (GArray) ids = gh_session_list_users_finish (result, NULL);

  if (ids != NULL && listing->generation == self->generation && self->table != NULL)
    gh_table_list_unselect_missing (gh_table_get_list (self->table), FALSE, ids);
}

/* Who is selected but filtered out may have gone altogether, which the table does not see. */
static void
ask_who_is_left (GhUsersPage *self)
{
  GhTableList *list = gh_table_get_list (self->table);
  g_autofree char *sort = gh_users_page_dup_sort (self);
  const GhUserView all = { .query = self->base != NULL ? self->base : "", .scope = self->kind->scope, .sort = sort };
  Listing *listing;

  if (gh_table_list_count_selected (list) == gh_table_list_count_selected_in_view (list))
    return;

  listing = g_new0 (Listing, 1);
  listing->page = g_object_ref (self);
  listing->generation = self->generation;
  gh_session_list_users_async (gh_page_get_session (GH_PAGE (self)), &all, self->listing, left_listed_cb, listing);
}

static void
show_list (GhUsersPage  *self,
           GArray       *ids,
           GhTablePlace  place)
{
  const char *shown = ids->len > 0 ? "table" : gh_users_page_is_plain (self) ? "nobody" : "no-match";

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  self->is_other_view = FALSE;
  gh_table_set_ids (self->table, ids, place);
  if (place == GH_TABLE_PLACE_KEEP)
    ask_who_is_left (self);
  gtk_stack_set_visible_child_name (self->stack, shown);
  gtk_widget_set_visible (self->bars, !g_str_equal (shown, "nobody"));
  if (g_str_equal (shown, "no-match"))
    gh_users_page_describe_no_match (self);
  gh_users_page_update_count_label (self);
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

  gh_release_paint (&self->hold_id);
  gh_session_renew_reader (gh_page_get_session (GH_PAGE (self)));
  self->has_list = self->has_list || ids != NULL;
  if (ids != NULL)
    show_list (self, ids, listing->place);
  else
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
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

  gh_session_renew_reader (gh_page_get_session (GH_PAGE (self)));
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

void
gh_users_page_stop_list (GhUsersPage *self)
{
  self->generation++;
  g_clear_handle_id (&self->trash_id, g_source_remove);
  gh_release_paint (&self->hold_id);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

void
gh_users_page_start_list (GhUsersPage  *self,
                          GhTablePlace  place)
{
  g_autofree char *query = gh_users_page_dup_query (self);
  g_autofree char *sort = gh_users_page_dup_sort (self);
  GhUserView view = { .query = query, .scope = self->kind->scope, .sort = sort };
  Listing *listing;

  gh_users_page_stop_list (self);
  if (self->kind->has_base && self->base == NULL)
    return;

  if (place != GH_TABLE_PLACE_KEEP)
    self->is_other_view = TRUE;
  else if (self->is_other_view)
    place = GH_TABLE_PLACE_TOP;

  listing = g_new0 (Listing, 1);
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
