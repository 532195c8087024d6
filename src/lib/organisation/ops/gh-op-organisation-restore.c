/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O9, O10. A restored backup must not let anyone in again: all codes and links end, and no new user gets the row id of
 * one who is given up. Runs in the copy of a backup that gh_restore() is about to put in place. */
#include "bypass-codes/gh-bypass-code-record.h"
#include "operations/gh-journal.h"
#include "operations/gh-organisation.h"
#include "operations/gh-run-ids.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GArray *codes;
  GArray *links;
} Living;

static void
living_free (gpointer data)
{
  Living *living = data;

  g_array_unref (living->codes);
  g_array_unref (living->links);
  g_free (living);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Living *living = g_new0 (Living, 1);

  living->codes = g_array_new (FALSE, FALSE, sizeof (gint64));
  living->links = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->data = living;
  run->data_free = living_free;

  if (!gh_connection_list_ids (run->connection, "organisation/list-living-codes", living->codes, error, "i", run->now) ||
      !gh_connection_list_ids (run->connection, "organisation/list-living-links", living->links, error, "i", run->now))
    return FALSE;

  run->result->selected = 1;
  gh_run_change (run, 0);
  gh_run_also (run, "bypass_codes", living->codes->len, "%s bypass code ends", "%s bypass codes end");
  gh_run_also (run, "links", living->links->len, "%s enrolment link ends", "%s enrolment links end");

  return TRUE;
}

static gboolean
end_links (GhRun    *run,
           gpointer  data,
           GError  **error)
{
  return gh_journal_rows (run, "enrolment", "organisation/list-ending-links", error) &&
         gh_run_write (run, "organisation/end-links", error);
}

/* "groups 4 users 41", as gh_restore() writes it. */
static gboolean
raise_row_ids (GhRun   *run,
               GError **error)
{
  const char *text = gh_run_get_text (run, "abandoned-ids");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    if (!gh_run_raise_row_ids (run, words[i], g_ascii_strtoll (words[i + 1], NULL, 10), error))
      return FALSE;

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  Living *living = run->data;
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;

  if (!gh_organisation_read (run->connection, &key, &name, NULL, error))
    return FALSE;
  gh_run_about (run, "organisation", key, name);

  return raise_row_ids (run, error) &&
         gh_run_in_chunks (run, living->codes, gh_bypass_code_end_chunk, NULL, error) &&
         gh_run_in_chunks (run, living->links, end_links, NULL, error);
}

static const GhParameter parameters[] = {
  { "abandoned-entry", GH_PARAMETER_NUMBER, FALSE, N_("Number of the newest entry that is given up") },
  { "abandoned-hash", GH_PARAMETER_TEXT, FALSE, N_("That entry’s hash") },
  { "abandoned-ids", GH_PARAMETER_TEXT, FALSE, N_("The highest row ids that were given there") },
  { NULL },
};

const GhOperation gh_op_organisation_restore = {
  .name = "organisation.restore",
  .label = N_("Restore a Backup"),
  .done = GH_PLURAL ("%s organisation restored", "%s organisations restored"),
  .no_undo_reason = N_("Restoring a backup ends codes and links, and those cannot be brought back."),
  .has_no_menu = TRUE,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
