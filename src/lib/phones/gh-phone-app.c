/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-app.h"

#include "operations/gh-journal.h"
#include "phones/gh-phone-record.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>

gboolean
gh_phone_app_find (GhRun     *run,
                   gint64     phone_id,
                   gboolean  *has_app,
                   GError   **error)
{
  gint64 credential;

  if (!gh_credential_find (run->connection, GH_PHONE_KIND, phone_id, &credential, error))
    return FALSE;

  *has_app = credential != 0;

  return TRUE;
}

void
gh_phone_app_say_ends (GhRun  *run,
                       gint64  n_phones)
{
  gh_run_also (run, "apps-end", n_phones, N_("%s app that is activated is accepted from no longer"),
               N_("%s apps that are activated are accepted from no longer"));
}

gboolean
gh_phone_app_set_back (GhRun               *run,
                       const GhPhoneFacts  *phone,
                       GError             **error)
{
  g_autofree char *before = g_strdup_printf ("{\"activated\":%" G_GINT64_FORMAT "}", phone->activated);

  return phone->activated == 0 ||
         (gh_journal_changed (run, GH_PHONE_KIND, phone->id, phone->last_op, before, "{\"activated\":null}", error) &&
          gh_connection_run (run->connection, "phones/set-not-activated", error, "ii", phone->id, run->entry));
}
