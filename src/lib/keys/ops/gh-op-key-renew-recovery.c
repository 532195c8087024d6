/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K6: a new recovery key takes the old one's place. */
#include "keys/gh-recovery-key.h"
#include "keys/ops/gh-key-record.h"
#include "operations/gh-journal.h"

#include <glib/gi18n-lib.h>

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  const GhKeyRow *newest;

  run->result->selected = 1;
  if (!gh_key_plan_newest (run, &keys, &newest, error))
    return FALSE;

  if (newest != NULL)
    gh_run_change (run, newest->number);

  return TRUE;
}

static char *
dup_recovery (GhRun   *run,
              gint64   number,
              gint64  *last_op,
              GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "keys/get-key-recovery", error, "i", number);

  if (!gh_statement_require (select, error))
    return NULL;

  *last_op = gh_statement_get_int (select, 0);

  return g_strdup (gh_statement_get_text (select, 1));
}

static gboolean
renew (GhRun         *run,
       gint64         number,
       GhSecret      *master,
       const guint8   public_key[GH_PUBLIC_BYTES],
       GError       **error)
{
  guint8 proof[GH_KEYED_HASH_BYTES], sealed[GH_SEALED_MASTER_BYTES];
  g_autoptr (GBytes) public_bytes = g_bytes_new (public_key, GH_PUBLIC_BYTES);
  g_autoptr (GBytes) proof_bytes = NULL;
  g_autoptr (GBytes) sealed_bytes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 prev, last_op;

  gh_recovery_key_prove_public (public_key, master, gh_store_get_organisation_key (run->store), number, proof);
  if (!gh_recovery_key_seal_master (public_key, master, sealed))
    return FALSE;

  proof_bytes = g_bytes_new (proof, sizeof proof);
  sealed_bytes = g_bytes_new (sealed, sizeof sealed);
  before = dup_recovery (run, number, &prev, error);
  if (before == NULL ||
      !gh_connection_run (run->connection, "keys/set-key-recovery", error, "ibbbii", number, public_bytes, proof_bytes,
                          sealed_bytes, run->now, run->entry))
    return FALSE;

  after = dup_recovery (run, number, &last_op, error);

  return after != NULL && gh_journal_changed (run, GH_KEY_KIND, number, prev, before, after, error);
}

/* Of the keys before the newest those that are open, too: the others stay sealed to the old recovery key. */
static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  g_autoptr (GhSecret) recovery_key = gh_recovery_key_new ();
  g_autoptr (GhSecret) text = gh_recovery_key_to_text (recovery_key);
  guint8 public_key[GH_PUBLIC_BYTES];
  const GhKeyRow *newest;
  g_autofree char *number = NULL;

  if (keys == NULL)
    return FALSE;

  gh_recovery_key_get_public (recovery_key, public_key);
  gh_run_show_secret (run, GH_KEY_RECOVERY_KEY, text);
  newest = gh_key_list_find_master (keys);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, newest->number);
  gh_run_about (run, GH_KEY_KIND, newest->key, number);

  for (guint i = 0; i < keys->len; i++)
    {
      const GhKeyRow *row = keys->pdata[i];
      g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (run->store), row->number);

      if (master != NULL && !renew (run, row->number, master, public_key, error))
        return FALSE;
    }

  return TRUE;
}

const GhOperation gh_op_key_renew_recovery = {
  .name = "key.renew-recovery",
  .label = N_("Renew Recovery Key"),
  .done = GH_PLURAL ("%s recovery key renewed", "%s recovery keys renewed"),
  .no_undo_reason = N_("The old recovery key has ended."),
  .has_no_menu = TRUE,
  .plan = plan,
  .apply = apply,
};
