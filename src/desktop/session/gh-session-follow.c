/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-session-follow.h"

/* Kept with the list. */
typedef struct {
  gboolean is_reading;
  gboolean is_stale;    /* something changed since it began to */
} Following;

typedef struct {
  GhSession             *session;
  GhBelongings          *list;
  const GhBelongingKind *kind;
  gint64                 user_id;
  gint64                 now;
  GPtrArray             *found;
} Reading;

#define FOLLOWING "gh-following"

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_object_unref (reading->list);
  g_object_unref (reading->session);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->found = gh_belongings_read (reading->kind, reading->user_id, connection, reading->now, error);

  return reading->found != NULL;
}

static void read_list (GhSession *session, GhBelongings *list);

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GhBelongings) list = data;
  g_autoptr (GError) error = NULL;
  Reading *reading = gh_session_read_finish (result, &error);
  Following *following = g_object_get_data (G_OBJECT (list), FOLLOWING);

  following->is_reading = FALSE;
  if (reading == NULL)
    {
      /* Within a minute it is read again, for what time does. */
      g_debug ("What a user has could not be read: %s", error->message);
      return;
    }

  gh_belongings_take (list, g_steal_pointer (&reading->found));
  if (following->is_stale)
    read_list (reading->session, list);
}

static void
read_list (GhSession    *session,
           GhBelongings *list)
{
  Following *following = g_object_get_data (G_OBJECT (list), FOLLOWING);
  Reading *reading;

  following->is_stale = following->is_reading;
  if (following->is_reading)
    return;

  following->is_reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->session = g_object_ref (session);
  reading->list = g_object_ref (list);
  reading->kind = gh_belongings_get_kind (list);
  reading->user_id = gh_belongings_get_user_id (list);
  reading->now = gh_session_get_now (session);
  gh_session_read_async (session, read_cb, reading, reading_free, NULL, read_done_cb, g_object_ref (list));
}

static void
changed_cb (GhSession       *session,
            const GhChanges *changes,
            GhBelongings    *list)
{
  if (gh_belongings_are_touched (list, changes))
    read_list (session, list);
}

void
gh_session_follow (GhSession    *self,
                   GhBelongings *list)
{
  g_return_if_fail (GH_IS_SESSION (self) && GH_IS_BELONGINGS (list));
  g_return_if_fail (g_object_get_data (G_OBJECT (list), FOLLOWING) == NULL);

  g_object_set_data_full (G_OBJECT (list), FOLLOWING, g_new0 (Following, 1), g_free);
  g_signal_connect_object (self, "changed", G_CALLBACK (changed_cb), list, 0);
  read_list (self, list);
}
