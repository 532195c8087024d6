/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-era-ends.h"

#include "operations/gh-organisation.h"
#include "phones/gh-sms-batch.h"

#include <glib/gi18n-lib.h>

gboolean
gh_era_ends_plan (GhRun   *run,
                  GError **error)
{
  gint64 n_codes, n_links, n_batches;

  if (!gh_connection_get_number (run->connection, "organisation/count-living-codes", &n_codes, error, "i", run->now) ||
      !gh_connection_get_number (run->connection, "organisation/count-living-links", &n_links, error, "i", run->now) ||
      !gh_sms_batch_count (run->connection, run->now, &n_batches, error))
    return FALSE;

  gh_run_also (run, "bypass_codes", n_codes, "%s bypass code ends", "%s bypass codes end");
  gh_run_also (run, "links", n_links, "%s enrolment link ends", "%s enrolment links end");
  gh_sms_batch_say_ends (run, n_batches);

  return TRUE;
}

gboolean
gh_era_ends_apply (GhRun   *run,
                   GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;

  if (!gh_organisation_read (run->connection, &key, &name, NULL, error))
    return FALSE;
  gh_run_about (run, "organisation", key, name);

  return gh_connection_run (run->connection, "organisation/begin-era", error, "");
}
