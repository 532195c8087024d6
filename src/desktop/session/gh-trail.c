/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-trail.h"

typedef struct {
  GArray *ids;
  char   *name;
  guint   last; /* the last place found: the next is mostly beside it */
} Trail;

static void
trail_free (gpointer data)
{
  Trail *trail = data;

  g_array_unref (trail->ids);
  g_free (trail->name);
  g_free (trail);
}

static Trail *
get_trail (GhSession *session)
{
  return g_object_get_data (G_OBJECT (session), "gh-trail");
}

void
gh_trail_set (GhSession  *session,
              GArray     *ids,
              const char *name)
{
  Trail *trail = g_new0 (Trail, 1);

  g_return_if_fail (GH_IS_SESSION (session));

  trail->ids = g_array_ref (ids);
  trail->name = g_strdup (name);
  g_object_set_data_full (G_OBJECT (session), "gh-trail", trail, trail_free);
}

guint
gh_trail_find (GhSession   *session,
               gint64       id,
               guint       *n,
               const char **name)
{
  Trail *trail = get_trail (session);
  guint index;

  if (trail == NULL)
    return 0;

  *n = trail->ids->len;
  *name = trail->name;
  index = MAX (trail->last, 1) - 1;
  for (guint i = 0; i < trail->ids->len; i++)
    {
      if (g_array_index (trail->ids, gint64, index) == id)
        {
          trail->last = index;
          return index + 1;
        }
      index = index + 1 < trail->ids->len ? index + 1 : 0;
    }

  return 0;
}

gint64
gh_trail_get (GhSession *session,
              guint      place)
{
  Trail *trail = get_trail (session);

  if (trail == NULL || place == 0 || place > trail->ids->len)
    return 0;

  return g_array_index (trail->ids, gint64, place - 1);
}
