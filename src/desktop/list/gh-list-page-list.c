/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a view: its first screen, then all of it. */
#include "list/gh-list-page-private.h"

#include "kit/gh-hold.h"

/* More rows than fit a screen. */
#define N_FIRST 100

/* A cached order returns its list sooner. */
#define KNOWN_MS 10

typedef struct {
  GhListPage    *page;
  guint          generation;
  GhTablePlace   place;
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->page);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

/* --- asking --- */

/* What is read on a worker. */
typedef struct {
  const GhListKind *kind;
  GhView            view;      /* owns its texts */
  guint             n_first;
  GArray           *ids;
  GPtrArray        *rows;      /* nullable */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free ((char *) reading->view.query);
  g_free ((char *) reading->view.sort);
  g_free ((char *) reading->view.time_zone);
  g_array_unref (reading->ids);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  if (reading->kind->read != NULL)
    reading->rows = reading->kind->read (connection, error);

  return (reading->kind->read == NULL || reading->rows != NULL) &&
         reading->kind->list (reading->kind, &reading->view, reading->n_first, connection, reading->ids, error);
}

/* @n_first: how many are enough; 0: all */
static void
ask (GhListPage          *self,
     const GhView        *view,
     guint                n_first,
     GhTablePlace         place,
     GAsyncReadyCallback  callback)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  Listing *listing = g_new0 (Listing, 1);
  Reading *reading;

  listing->page = g_object_ref (self);
  listing->generation = self->generation;
  listing->place = place;
  if (self->kind->list_async != NULL)
    {
      self->kind->list_async (self->kind, view, n_first, session, self->listing, callback, listing);
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->kind = self->kind;
  reading->view = (GhView) { g_strdup (view->query), g_strdup (view->sort), .now = gh_session_get_now (session),
                             .time_zone = g_strdup (gh_session_get_time_zone (session)) };
  reading->n_first = n_first;
  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gh_session_read_async (session, read_cb, reading, reading_free, self->listing, callback, listing);
}

/* Whether there is an answer, or an error, that is still wanted. */
static gboolean
finish (const Listing  *listing,
        GAsyncResult   *result,
        GArray        **ids,
        GError        **error)
{
  GhListPage *self = listing->page;
  Reading *reading = NULL;

  if (self->kind->list_async != NULL)
    *ids = g_task_propagate_pointer (G_TASK (result), error);
  else if ((reading = gh_session_read_finish (result, error)) != NULL)
    *ids = g_array_ref (reading->ids);
  if (listing->generation != self->generation || self->table == NULL)
    return FALSE;

  gh_session_renew_reader (gh_page_get_session (GH_PAGE (self)));
  if (reading != NULL && reading->rows != NULL)
    {
      self->kind->take (self->source, g_steal_pointer (&reading->rows));
      gh_table_list_refresh (gh_table_get_list (self->table), NULL);
    }

  return TRUE;
}

/* --- showing --- */

static void
left_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (Listing) listing = data;
  g_autoptr (GArray) ids = NULL;

  if (finish (listing, result, &ids, NULL) && ids != NULL)
    gh_table_list_unselect_missing (gh_table_get_list (listing->page->table), FALSE, ids);
}

/* Selected rows that are filtered out may be gone, which the table does not see. */
static void
ask_what_is_left (GhListPage *self)
{
  GhTableList *list = gh_table_get_list (self->table);
  g_autofree char *sort = gh_list_page_dup_sort (self);
  const GhView all = { .query = self->base != NULL ? self->base : "", .sort = sort };

  if (gh_table_list_count_selected (list) != gh_table_list_count_selected_in_view (list))
    ask (self, &all, 0, GH_TABLE_PLACE_KEEP, left_listed_cb);
}

static void
stop_spinner (GhListPage *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
}

static void
show_list (GhListPage   *self,
           GArray       *ids,
           GhTablePlace  place)
{
  const char *shown = ids->len > 0 ? "table" : gh_list_page_is_plain (self) ? "nothing" : "no-match";

  stop_spinner (self);
  g_clear_handle_id (&self->first_id, g_source_remove);
  self->is_other_view = FALSE;
  place = gh_list_page_find_place (self, place);
  gh_table_set_ids (self->table, ids, place);
  if (place == GH_TABLE_PLACE_KEEP || self->returns_to != 0)
    ask_what_is_left (self);
  gtk_stack_set_visible_child_name (self->stack, shown);
  gtk_widget_set_visible (self->bars, !g_str_equal (shown, "nothing"));
  if (g_str_equal (shown, "no-match"))
    gh_list_page_describe_no_match (self);
  gh_list_page_update_count_label (self);
  gh_list_page_update_actions (self);
  gh_list_page_follow_list (self, place);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhListPage *self = listing->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!finish (listing, result, &ids, &error))
    return;

  g_clear_handle_id (&self->hold_id, g_source_remove);
  self->has_list = self->has_list || ids != NULL;
  if (ids != NULL)
    show_list (self, ids, listing->place);
  else
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
}

/* The first screen, if the whole list is not there yet. */
static void
listed_first_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhListPage *self = listing->page;
  g_autoptr (GArray) ids = NULL;

  if (!finish (listing, result, &ids, NULL) || self->has_list || ids == NULL || ids->len == 0)
    return;

  stop_spinner (self);
  gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

/* --- another order --- */

/* The order of a column that is new to sort by takes a while to read. The screen needs only its first rows; until the
 * rest comes, the other rows keep their order. */
typedef struct {
  GArray *first;
  GArray *before;
} Merging;

static void
merging_free (gpointer data)
{
  Merging *merging = data;

  g_array_unref (merging->first);
  g_array_unref (merging->before);
  g_free (merging);
}

static void
merge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Merging *merging = data;
  g_autoptr (GHashTable) is_first = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), merging->first->len + merging->before->len);

  for (guint i = 0; i < merging->first->len; i++)
    g_hash_table_add (is_first, &g_array_index (merging->first, gint64, i));
  g_array_append_vals (ids, merging->first->data, merging->first->len);
  for (guint i = 0; i < merging->before->len; i++)
    if (!g_hash_table_contains (is_first, &g_array_index (merging->before, gint64, i)))
      g_array_append_val (ids, g_array_index (merging->before, gint64, i));

  g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Listing) listing = data;
  GhListPage *self = listing->page;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);

  if (ids == NULL || listing->generation != self->generation || self->table == NULL || !self->is_other_view ||
      ids->len != gh_list_page_get_ids (self)->len)
    return;

  g_clear_handle_id (&self->hold_id, g_source_remove);
  gh_table_set_ids (self->table, ids, GH_TABLE_PLACE_TOP_SAME_IDS);
}

static void
ordered_first_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  Listing *listing = data;
  GhListPage *self = listing->page;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GTask) task = NULL;
  Merging *merging;

  if (!finish (listing, result, &ids, NULL) || ids == NULL || !self->is_other_view)
    {
      listing_free (listing);
      return;
    }

  merging = g_new0 (Merging, 1);
  merging->first = g_steal_pointer (&ids);
  merging->before = g_array_ref (gh_list_page_get_ids (self));
  task = g_task_new (NULL, self->listing, merged_cb, listing);
  g_task_set_source_tag (task, ordered_first_cb);
  g_task_set_task_data (task, merging, merging_free);
  g_task_run_in_thread (task, merge_in_thread);
}

/* Whether it asks for the current rows, if there are many, in another order. */
static gboolean
is_reordered (GhListPage *self,
              const char *query,
              const char *sort)
{
  gboolean is_other = g_strcmp0 (sort, self->listed_sort) != 0;
  gboolean is_same_query = g_strcmp0 (query, self->listed_query) == 0;

  g_free (self->listed_query);
  g_free (self->listed_sort);
  self->listed_query = g_strdup (query);
  self->listed_sort = g_strdup (sort);

  return is_other && is_same_query && self->has_list && gh_list_page_is_plain (self) && self->base == NULL &&
         self->kind->read == NULL && gh_list_page_get_ids (self)->len > N_FIRST;
}

static gboolean
ask_first_cb (gpointer data)
{
  GhListPage *self = data;
  const GhView view = { .query = self->listed_query, .sort = self->listed_sort };

  self->first_id = 0;
  ask (self, &view, N_FIRST, GH_TABLE_PLACE_TOP_SAME_IDS, ordered_first_cb);

  return G_SOURCE_REMOVE;
}

/* --- */

void
gh_list_page_stop_list (GhListPage *self)
{
  self->generation++;
  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

void
gh_list_page_start_list (GhListPage   *self,
                         GhTablePlace  place)
{
  g_autofree char *query = gh_list_page_dup_query (self);
  g_autofree char *sort = gh_list_page_dup_sort (self);
  const GhView view = { .query = query, .sort = sort };

  gh_list_page_stop_list (self);
  if (self->kind->has_base && self->base == NULL)
    return;

  if (place != GH_TABLE_PLACE_KEEP)
    self->is_other_view = TRUE;
  else if (self->is_other_view)
    place = GH_TABLE_PLACE_TOP;

  self->listing = g_cancellable_new ();
  if (is_reordered (self, query, sort))
    self->first_id = g_timeout_add (KNOWN_MS, ask_first_cb, self);
  /* The whole of a short list comes as soon. */
  if (!self->has_list && self->kind->read == NULL)
    ask (self, &view, N_FIRST, place, listed_first_cb);
  ask (self, &view, 0, place, listed_cb);
}
