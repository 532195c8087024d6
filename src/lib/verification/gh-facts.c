/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-facts.h"

#define AT_ONCE 5000

/* Runs statements that take the same arguments. */
static gboolean
run_all (GhConnection       *connection,
         const char *const  *names,
         const char         *types,
         const char         *argument,
         GError            **error)
{
  for (; *names != NULL; names++)
    if (!gh_connection_run (connection, *names, error, types, argument))
      return FALSE;

  return TRUE;
}

static gboolean
forget (GhConnection  *connection,
        const char    *ids,
        GError       **error)
{
  static const char *const names[] = {
    "verification/forget-logins",   "verification/forget-lockouts",  "verification/forget-application-lockouts",
    "verification/forget-failures", "verification/forget-successes", "verification/forget-endpoints", NULL,
  };

  return run_all (connection, names, "s", ids, error);
}

static gboolean
forget_cb (GhConnection  *connection,
           gpointer       data,
           GError       **error)
{
  if (!gh_connection_begin_write (connection, error))
    return FALSE;
  if (forget (connection, data, error) && gh_connection_commit (connection, error))
    return TRUE;

  gh_connection_rollback (connection);

  return FALSE;
}

gboolean
gh_facts_forget_users (GhStore  *store,
                       GArray   *ids,
                       GError  **error)
{
  for (guint i = 0; i < ids->len; i += AT_ONCE)
    {
      g_autoptr (GString) text = g_string_new ("[");

      for (guint j = i; j < MIN (ids->len, i + AT_ONCE); j++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, j > i ? "," : "", g_array_index (ids, gint64, j));
      g_string_append_c (text, ']');
      if (!gh_store_write (store, GH_FILE_EVENTS, forget_cb, text->str, error))
        return FALSE;
    }

  return TRUE;
}

/* --- endpoints --- */

typedef struct {
  gint64 since;
  gint64 n;     /* how many went */
} Unused;

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Unused *unused = data;

  return gh_connection_get_number (connection, "verification/has-unused-endpoints", &unused->n, error, "i", unused->since);
}

static gboolean
forget_unused_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  Unused *unused = data;

  if (!gh_connection_run (connection, "verification/forget-unused-endpoints", error, "ii", unused->since,
                          (gint64) AT_ONCE))
    return FALSE;

  unused->n = gh_connection_get_changes (connection);

  return TRUE;
}

gboolean
gh_facts_forget_endpoints (GhStore  *store,
                           gint64    since,
                           GError  **error)
{
  Unused unused = { since, 0 };

  if (!gh_store_read (store, look_cb, &unused, error))
    return FALSE;
  if (unused.n == 0)
    return TRUE;

  do
    if (!gh_store_write_together (store, GH_FILE_EVENTS, forget_unused_cb, &unused, error))
      return FALSE;
  while (unused.n == AT_ONCE);

  /* Nothing of them may be left in the WAL (X1). */
  gh_store_checkpoint_soon (store, GH_FILE_EVENTS, TRUE);

  return TRUE;
}

/* --- a backup --- */

gboolean
gh_facts_merge (GhConnection  *events,
                GError       **error)
{
  static const char *const names[] = {
    "verification/merge-logins",    "verification/merge-lockouts",  "verification/merge-application-lockouts",
    "verification/merge-failures",  "verification/merge-successes", "verification/merge-seeds",
    "verification/merge-minutes",   "verification/merge-attempts",  "verification/merge-bypass-uses",
    "verification/merge-sms-uses",  "verification/merge-late-credentials", "verification/merge-late-sms-batches",
    "verification/merge-endpoints", "verification/merge-name-failures", NULL,
  };

  return run_all (events, names, "", NULL, error);
}

/* --- made-up users --- */

gboolean
gh_facts_insert_login (GhConnection  *events,
                       gint64         user_id,
                       gint64         time,
                       GError       **error)
{
  return gh_connection_run (events, "verification/insert-login", error, "ii", user_id, time);
}

gboolean
gh_facts_insert_lockout (GhConnection  *events,
                         gint64         user_id,
                         gint64         time,
                         GError       **error)
{
  return gh_connection_run (events, "verification/insert-lockout", error, "ii", user_id, time);
}
