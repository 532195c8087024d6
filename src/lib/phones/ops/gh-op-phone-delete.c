/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1, O5: phones go, and come back only without what was activated in them. */
#include "operations/gh-journal.h"
#include "phones/gh-phone-owners.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-rules.h"
#include "phones/gh-phone-target.h"
#include "phones/gh-sms-batch.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>

static gboolean
list_owners (GhRun   *run,
             GArray  *owners,
             GError **error)
{
  return gh_connection_list_ids (run->connection, "phones/list-leaving-owners", owners, error, "");
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 n_authenticators, n_batches;

  if (!gh_phone_plan (run, 0, NULL, error) || !gh_phone_leaving_begin (run, run->changes, error) ||
      !list_owners (run, owners, error) ||
      !gh_connection_get_number (run->connection, "phones/count-losing-authenticator", &n_authenticators, error, "") ||
      !gh_connection_get_number (run->connection, "phones/count-leaving-sms-batches", &n_batches, error, ""))
    return FALSE;

  gh_run_also (run, "owners", owners->len, "%s person loses a phone", "%s people lose a phone");
  gh_run_also (run, "authenticators", n_authenticators,
               "%s person loses an authenticator. If the phone comes back it must be activated again.",
               "%s people lose their authenticator. If the phone comes back it must be activated again.");
  gh_sms_batch_say_ends (run, n_batches);

  return TRUE;
}

static gboolean
remove_chunk (GhRun    *run,
              gpointer  data,
              GError  **error)
{
  return gh_journal_rows (run, GH_PHONE_KIND, "phones/list-removed-phones", error) &&
         gh_connection_run (run->connection, "phones/remove-phones", error, "");
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < run->changes->len; i++)
    if (!gh_credential_end (run, GH_PHONE_KIND, g_array_index (run->changes, gint64, i), error) ||
        !gh_sms_batch_end (run, g_array_index (run->changes, gint64, i), error))
      return FALSE;

  return list_owners (run, owners, error) &&
         gh_run_in_chunks (run, owners, gh_phone_leave_chunk, NULL, error) &&
         gh_run_in_chunks (run, run->changes, remove_chunk, NULL, error);
}

const GhOperation gh_op_phone_delete = {
  .name = "phone.delete",
  .label = N_("Delete Phone…"),
  .done = GH_PLURAL ("%s phone deleted", "%s phones deleted"),
  .target = &gh_target_phones,
  .check = gh_phone_check_deleting,
  .plan = plan,
  .apply = apply,
};
