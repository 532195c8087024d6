/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens/gh-token-record.h"

#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GhInserter *
gh_token_inserter_new (GhConnection *connection)
{
  return gh_inserter_new (connection, "tokens/insert-token");
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  gint64 found = 0;

  /* A token that another operation gave to a user, or a secret to, stays. */
  if (before == NULL)
    return gh_connection_get_number (run->connection, "tokens/has-other-owners", &found, error, "i", id) &&
           found ? GH_REFUSAL_EDITED_SINCE : GH_REFUSAL_NONE;

  if (gh_connection_get_number (run->connection, "tokens/find-taken-serial", &found, error, "is", id, before) &&
      found)
    return GH_REFUSAL_NAME_TAKEN;

  return GH_REFUSAL_NONE;
}

static gboolean
check_back (GhRun   *run,
            GError **error)
{
  gint64 n_owners;

  /* Users come before tokens when records are removed, so anyone who still owns one could not be put back. Removing
   * the token would take it away without a journal row. */
  if (!gh_connection_get_number (run->connection, "tokens/count-owners-of-back-tokens", &n_owners, error, ""))
    return FALSE;
  if (n_owners > 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           _("A token that would go has owners who cannot be put back, so nothing was done."));
      return FALSE;
    }

  return TRUE;
}

const GhRecordKind gh_record_kind_token = {
  .name = GH_TOKEN_KIND,
  .noun = GH_PLURAL ("%s hardware token", "%s hardware tokens"),
  .table = "tokens",
  .describe = "tokens/describe-token",
  .record = "tokens/get-token-record",
  .fields = " key:text type:text serial:text secret:null ",
  .label_fields = "[\"serial\"]",
  .check_undo = check_undo,
  .put_back = check_back,
  .back = { "tokens/remove-back-tokens", "tokens/make-back-tokens",
            "tokens/put-back-tokens" },
  .list_users_touched = "tokens/list-users-of-touched-tokens",
  .remove_right = "token.delete",
  .name_option = "serial",
  .find_by_name = "tokens/find-token-by-serial",
  .no_such_name = N_("There is no hardware token “%s”, or several types have this serial number: name it by its ID."),
  .no_such_key = N_("There is no hardware token with the ID “%s”."),
};
