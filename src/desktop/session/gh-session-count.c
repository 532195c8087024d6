/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-session-count.h"

typedef struct {
  GPtrArray     *queries;
  GhListCount    count;
  gconstpointer  kind;
  char          *time_zone;
  gint64         now;
  GArray        *counts;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_ptr_array_unref (counting->queries);
  g_array_unref (counting->counts);
  g_free (counting->time_zone);
  g_free (counting);
}

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;

  for (guint i = 0; i < counting->queries->len; i++)
    {
      const GhView view = { .query = g_ptr_array_index (counting->queries, i), .now = counting->now,
                            .time_zone = counting->time_zone };
      g_autoptr (GError) local_error = NULL;
      gint64 n = -1;

      /* A saved view may no longer be a valid query. */
      if (!counting->count (counting->kind, &view, connection, &n, &local_error) &&
          !g_error_matches (local_error, GH_ERROR, GH_ERROR_QUERY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_array_append_val (counting->counts, n);
    }

  return TRUE;
}

void
gh_session_count_async (GhSession           *self,
                        GPtrArray           *queries,
                        GhListCount          count,
                        gconstpointer        kind,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->queries = queries;
  counting->count = count;
  counting->kind = kind;
  counting->time_zone = g_strdup (gh_session_get_time_zone (self));
  counting->now = gh_session_get_now (self);
  counting->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gh_session_read_async (self, count_cb, counting, counting_free, cancellable, callback, data);
}

GArray *
gh_session_count_finish (GAsyncResult  *result,
                         GError       **error)
{
  Counting *counting = gh_session_read_finish (result, error);

  return counting != NULL ? counting->counts : NULL;
}
