/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-ending.h"

typedef struct {
  gint64  id;
  char   *kind;
  char   *key;
} GhEnding;

static void
ending_free (gpointer data)
{
  GhEnding *self = data;

  g_free (self->kind);
  g_free (self->key);
  g_free (self);
}

GPtrArray *
gh_ending_list_new (void)
{
  return g_ptr_array_new_with_free_func (ending_free);
}

gboolean
gh_ending_has (GhConnection  *connection,
               const char    *kind,
               const char    *key,
               gboolean      *has_ended,
               GError       **error)
{
  gint64 found = 0;
  gboolean ok = gh_connection_get_number (connection, "operations/has-ended", &found, error, "ss", kind, key);

  *has_ended = found != 0;

  return ok;
}

gboolean
gh_ending_list (GhConnection  *directory,
                gint64         after,
                GPtrArray     *endings,
                GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (directory, "operations/list-ended", error, "i", after);

  while (gh_statement_next (select))
    {
      GhEnding *ending = g_new0 (GhEnding, 1);

      ending->id = gh_statement_get_int (select, 0);
      ending->kind = g_strdup (gh_statement_get_text (select, 1));
      ending->key = g_strdup (gh_statement_get_text (select, 2));
      g_ptr_array_add (endings, ending);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_ending_read_highest (GhConnection  *connection,
                        gint64        *number,
                        GError       **error)
{
  return gh_connection_get_number (connection, "operations/get-highest-ending", number, error, "");
}

gboolean
gh_ending_add (GhConnection  *events,
               GPtrArray     *endings,
               gint64         now,
               GError       **error)
{
  for (guint i = 0; i < endings->len; i++)
    {
      const GhEnding *ending = g_ptr_array_index (endings, i);

      if (!gh_connection_run (events, "operations/insert-ending", error, "issi",
                              ending->id, ending->kind, ending->key, now))
        return FALSE;
    }

  return TRUE;
}

gboolean
gh_ending_merge (GhConnection  *events,
                 GError       **error)
{
  return gh_connection_run (events, "operations/merge-endings", error, "");
}

/* --- catching up --- */

typedef struct {
  GPtrArray *endings;
  gint64     now;
} CatchUp;

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  CatchUp *self = data;
  gint64 highest;

  return gh_ending_read_highest (connection, &highest, error) &&
         gh_ending_list (connection, highest, self->endings, error);
}

static gboolean
add_cb (GhConnection  *connection,
        gpointer       data,
        GError       **error)
{
  CatchUp *self = data;

  if (!gh_connection_begin_write (connection, error))
    return FALSE;
  if (gh_ending_add (connection, self->endings, self->now, error))
    return gh_connection_commit (connection, error);

  gh_connection_rollback (connection);
  return FALSE;
}

gboolean
gh_ending_is_behind (GhConnection *connection)
{
  gint64 is_behind = 0;

  return gh_connection_get_number (connection, "operations/is-ending-untold", &is_behind, NULL, "") && is_behind != 0;
}

gboolean
gh_ending_catch_up (GhStore  *store,
                    GError  **error)
{
  g_autoptr (GPtrArray) endings = gh_ending_list_new ();
  CatchUp catch_up = { endings, gh_clock_now (gh_store_get_clock (store)) };

  return gh_store_read (store, list_cb, &catch_up, error) &&
         (endings->len == 0 || gh_store_write (store, GH_FILE_EVENTS, add_cb, &catch_up, error));
}
