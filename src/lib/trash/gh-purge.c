/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trash/gh-purge.h"

#include "bypass-codes/gh-bypass-code-record.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-journal.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-sms-batch.h"
#include "users/gh-user-record.h"
#include "verification/gh-credential.h"
#include "verification/gh-facts.h"

#include <glib/gi18n-lib.h>

/* In order of deletion: what belongs to users before them, what they only hold after them. */
typedef enum {
  PART_CODES,
  PART_CREDENTIALS,
  PART_USERS,
  PART_PHONES,

  N_PARTS
} Part;

static const struct {
  const char *kind;
  const char *find;  /* NULL: the run's changes; else lists ids, ascending, for the users in temp.leaving */
} parts[N_PARTS] = {
  [PART_CODES] = { GH_BYPASS_CODE_KIND, "trash/find-leaving-codes" },
  [PART_CREDENTIALS] = { GH_CREDENTIAL_KIND, "trash/find-leaving-credentials" },
  [PART_USERS] = { GH_USER_KIND, NULL },
  [PART_PHONES] = { GH_PHONE_KIND, "trash/find-leaving-phones" },
};

typedef struct {
  GArray *ids[N_PARTS];
} Purge;

static void
purge_free (gpointer data)
{
  Purge *purge = data;

  for (Part part = 0; part < N_PARTS; part++)
    g_clear_pointer (&purge->ids[part], g_array_unref);
  g_free (purge);
}

static gboolean
add_leaving (GhRun   *run,
             gpointer data,
             GError **error)
{
  return gh_connection_run (run->connection, "trash/add-leaving", error, "");
}

gboolean
gh_purge_plan (GhRun   *run,
               GError **error)
{
  Purge *purge = g_new0 (Purge, 1);
  gint64 n_tokens, n_enrolments, n_endpoints;

  g_return_val_if_fail (run->data == NULL, FALSE);

  run->data = purge;
  run->data_free = purge_free;

  if (!gh_connection_execute (run->connection,
                              "CREATE TABLE IF NOT EXISTS temp.leaving (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.leaving", error) ||
      !gh_run_in_chunks (run, run->changes, add_leaving, NULL, error))
    return FALSE;

  for (Part part = 0; part < N_PARTS; part++)
    if (parts[part].find == NULL)
      purge->ids[part] = g_array_ref (run->changes);
    else
      {
        purge->ids[part] = g_array_new (FALSE, FALSE, sizeof (gint64));
        if (!gh_connection_list_ids (run->connection, parts[part].find, purge->ids[part], error, ""))
          return FALSE;
      }

  if (!gh_connection_get_number (run->connection, "trash/count-released-tokens", &n_tokens, error, "") ||
      !gh_connection_get_number (run->connection, "trash/count-leaving-enrolments", &n_enrolments, error, "") ||
      !gh_connection_get_number (run->connection, "trash/count-leaving-endpoints", &n_endpoints, error, "i",
                                 run->now - GH_ENDPOINT_SECONDS))
    return FALSE;

  gh_run_also (run, "phones", purge->ids[PART_PHONES]->len,
               "%s phone that nobody else holds goes too.", "%s phones that nobody else holds go too.");
  gh_run_also (run, "endpoints", n_endpoints,
               "%s endpoint that nobody else uses goes too.", "%s endpoints that nobody else uses go too.");
  gh_run_also (run, "bypass-codes", purge->ids[PART_CODES]->len,
               "%s bypass code goes too.", "%s bypass codes go too.");
  gh_run_also (run, "enrolments", n_enrolments,
               "%s enrolment link ends.", "%s enrolment links end.");
  gh_run_also (run, "tokens-released", n_tokens,
               "%s hardware token is released.", "%s hardware tokens are released.");

  return TRUE;
}

static gboolean
delete_sealed (GhRun        *run,
               const Purge  *purge,
               Part          part,
               GError      **error)
{
  for (guint i = 0; i < purge->ids[part]->len; i++)
    if (!gh_sealed_delete (run, parts[part].kind, g_array_index (purge->ids[part], gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
end_sms_passcodes (GhRun         *run,
                   const GArray  *phones,
                   GError       **error)
{
  for (guint i = 0; i < phones->len; i++)
    if (!gh_sms_batch_end (run, g_array_index (phones, gint64, i), error))
      return FALSE;

  return TRUE;
}

gboolean
gh_purge_apply (GhRun   *run,
                GError **error)
{
  const Purge *purge = run->data;

  if (!delete_sealed (run, purge, PART_CODES, error) || !delete_sealed (run, purge, PART_CREDENTIALS, error) ||
      !end_sms_passcodes (run, purge->ids[PART_PHONES], error))
    return FALSE;

  for (Part part = 0; part < N_PARTS; part++)
    if (!gh_run_in_chunks (run, purge->ids[part], gh_journal_purge_chunk, (gpointer) parts[part].kind, error))
      return FALSE;

  return TRUE;
}
