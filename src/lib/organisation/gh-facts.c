/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-facts.h"

#define AT_ONCE 5000

static gboolean
forget (GhConnection  *connection,
        const char    *ids,
        GError       **error)
{
  return gh_connection_run (connection, "organisation/forget-logins", error, "s", ids) &&
         gh_connection_run (connection, "organisation/forget-lockouts", error, "s", ids);
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
