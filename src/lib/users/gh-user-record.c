/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-record.h"

#include "base/gh-fold.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)

gboolean
gh_user_find_holder (GhRun       *run,
                     const char  *name,
                     gint64      *user_id,
                     gboolean    *is_trashed,
                     char       **holder,
                     GError     **error)
{
  g_autofree char *key = gh_fold_name_key (name);
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/find-name-holder", error);
  g_autoptr (GError) local_error = NULL;

  *user_id = 0;
  *is_trashed = FALSE;
  *holder = NULL;
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", key);
  if (gh_statement_step (select, &local_error))
    {
      gboolean is_alias = gh_statement_get_int (select, 1) != 0;
      const char *real_name = gh_statement_get_text (select, 3);
      const char *held = gh_statement_get_text (select, 5);

      *user_id = gh_statement_get_int (select, 0);
      *is_trashed = gh_statement_get_int (select, 4) != 0;
      if (is_alias && *is_trashed)
        *holder = g_strdup_printf (_("“%s” is an alias of %s, who is in the Trash"), held, real_name);
      else if (is_alias)
        *holder = g_strdup_printf (_("“%s” is an alias of %s"), held, real_name);
      else if (*is_trashed)
        *holder = g_strdup_printf (_("“%s” is the username of %s, who is in the Trash"), held, real_name);
      else
        *holder = g_strdup_printf (_("“%s” is the username of %s"), held, real_name);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
gh_user_journal_created (GhRun    *run,
                         gpointer  data,
                         GError  **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "users/list-created-users", error);
}

/* Nothing but an unlocking changed: that is no field to put back. */
static gboolean
is_only_unlocked (const char *before)
{
  return g_str_has_prefix (before, "{\"unlocked\":") && strchr (before, ',') == NULL;
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  gint64 found = 0;

  if (before == NULL)
    return GH_REFUSAL_NONE;

  if (is_only_unlocked (before))
    return GH_REFUSAL_UNLOCKING_STAYS;

  if ((strstr (before, "\"username\":") != NULL || strstr (before, "\"aliases\":") != NULL) &&
      gh_connection_get_number (run->connection, "users/find-taken-name-of-user", &found, error, "is", id, before) &&
      found)
    return GH_REFUSAL_NAME_TAKEN;

  if ((strstr (before, "\"groups\":") != NULL || strstr (before, "\"phones\":") != NULL ||
       strstr (before, "\"tokens\":") != NULL || strstr (before, "\"endpoints\":") != NULL ||
       strstr (before, "\"directory\":") != NULL) &&
      gh_connection_get_number (run->connection, "users/find-missing-of-user", &found, error, "s", before) && found)
    return GH_REFUSAL_OWNER_GONE;

  return GH_REFUSAL_NONE;
}

static gboolean
put_back (GhRun   *run,
          GError **error)
{
  static const char *const statements[] = {
    "users/amend-back-unlocked",
    "users/remove-back-users",
    "users/make-back-users",
    "users/make-back-user-status",
    "users/put-back-users",
    "users/put-back-user-status",
    "users/clear-back-user-names",
    "users/clear-back-user-aliases",
    "users/put-back-user-aliases",
    "users/put-back-user-names",
    "users/clear-back-trash",
    "users/put-back-trash",
    "users/clear-back-user-groups",
    "users/put-back-user-groups",
    "users/clear-back-user-phones",
    "users/put-back-user-phones",
    "users/clear-back-user-tokens",
    "users/put-back-user-tokens",
    "users/clear-back-user-endpoints",
    "users/put-back-user-endpoints",
  };

  if (!gh_connection_run (run->connection, "users/amend-back-trash", error, "ii",
                          run->now, (gint64) run->settings->trash_days * DAY_SECONDS))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GhStatement) statement = gh_run_statement (run, statements[i], error);

      if (statement == NULL || !gh_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

const GhRecordKind gh_record_kind_user = {
  .name = GH_USER_KIND,
  .describe = "users/describe-user",
  .record = "users/get-user-record",
  .last_op = "users/get-user-last-op",
  .check_undo = check_undo,
  .put_back = put_back,
};
