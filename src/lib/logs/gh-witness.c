/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L8. One small key file per organisation, replaced as a whole, so that a kill leaves the old or the new one. */
#include "logs/gh-witness.h"

#include "base/gh-id.h"
#include "logs/gh-log-entry.h"
#include "operations/gh-head.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define SECTION "Head"

static char *
make_path (const char *organisation)
{
  g_autofree char *name = g_strconcat (organisation, ".head", NULL);

  return g_build_filename (g_get_user_state_dir (), "gatehouse", name, NULL);
}

gboolean
gh_witness_load (const char *organisation,
                 GhWitness  *witness)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = NULL;
  g_autofree char *hex = NULL;
  gsize length = 0;

  /* The key comes from the database, and must not lead to a file elsewhere. */
  if (organisation == NULL || !gh_id_is_valid (organisation))
    return FALSE;

  path = make_path (organisation);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;

  witness->seq = g_key_file_get_int64 (file, SECTION, "Entry", NULL);
  witness->time = g_key_file_get_int64 (file, SECTION, "Time", NULL);
  witness->seen = g_key_file_get_int64 (file, SECTION, "Seen", NULL);
  hex = g_key_file_get_string (file, SECTION, "Hash", NULL);

  return witness->seq > 0 && hex != NULL &&
         sodium_hex2bin (witness->hash, sizeof witness->hash, hex, strlen (hex), NULL, &length, NULL) == 0 &&
         length == sizeof witness->hash;
}

static void
save (const char      *organisation,
      const GhWitness *witness)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  char hex[2 * GH_HASH_BYTES + 1];

  if (!gh_id_is_valid (organisation))
    return;

  sodium_bin2hex (hex, sizeof hex, witness->hash, sizeof witness->hash);
  g_key_file_set_int64 (file, SECTION, "Entry", witness->seq);
  g_key_file_set_string (file, SECTION, "Hash", hex);
  g_key_file_set_int64 (file, SECTION, "Time", witness->time);
  g_key_file_set_int64 (file, SECTION, "Seen", witness->seen);

  path = make_path (organisation);
  folder = g_path_get_dirname (path);
  text = g_key_file_to_data (file, NULL, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("Keeping the head of %s: %s", organisation, error != NULL ? error->message : g_strerror (errno));
}

gboolean
gh_witness_find (const GhWitness  *witness,
                 GhConnection     *connection,
                 gboolean         *is_contained,
                 GError          **error)
{
  guint8 hash[GH_HASH_BYTES];

  *is_contained = FALSE;
  if (!gh_log_entry_read_hash (connection, witness->seq, hash, error))
    return FALSE;
  *is_contained = !sodium_is_zero (hash, sizeof hash) && memcmp (hash, witness->hash, sizeof hash) == 0;

  return TRUE;
}

gboolean
gh_witness_is_newest (const char   *organisation,
                      GhConnection *connection)
{
  GhWitness witness;
  GhHead head;

  return gh_witness_load (organisation, &witness) && gh_head_read (&head, connection, NULL) && head.is_whole &&
         head.seq == witness.seq && memcmp (head.hash, witness.hash, sizeof head.hash) == 0;
}

typedef struct {
  GhStore  *store;      /* borrowed: it holds us */
  gboolean  accept_all;
  gboolean  is_foreign; /* out: the log lacks what was seen */
  GhWitness seen;       /* out: what was seen last, if foreign */
} Look;

/* Compares the log with what was seen, and keeps its head if allowed. */
static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;
  const char *organisation = gh_store_get_organisation_key (look->store);
  gboolean has_seen;
  GhHead head;

  has_seen = gh_witness_load (organisation, &look->seen);
  if (has_seen && !look->accept_all)
    {
      gboolean is_contained;

      if (!gh_witness_find (&look->seen, connection, &is_contained, error))
        return FALSE;
      look->is_foreign = !is_contained;
      if (look->is_foreign)
        return TRUE;
    }

  if (!gh_head_read (&head, connection, error))
    return FALSE;
  if (head.is_whole &&
      (!has_seen || head.seq != look->seen.seq || memcmp (head.hash, look->seen.hash, sizeof head.hash) != 0))
    {
      GhWitness witness = { .seq = head.seq, .time = head.time_us,
                            .seen = gh_clock_now (gh_store_get_clock (look->store)) };

      memcpy (witness.hash, head.hash, sizeof head.hash);
      save (organisation, &witness);
    }

  return TRUE;
}

static void
committed_cb (GhStore      *store,
              GhConnection *connection,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Look look = { .store = store };

  if (!look_cb (connection, &look, &error) && error != NULL)
    g_debug ("Looking at the head: %s", error->message);
}

char *
gh_witness_attach (GhStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) seen = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *entry = NULL;
  Look look = { .store = store };

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  gh_store_set_committed_func (store, committed_cb, NULL);
  if (!gh_store_read (store, look_cb, &look, &error) || !look.is_foreign)
    return NULL;

  seen = g_date_time_new_from_unix_local (look.seen.seen);
  moment = seen != NULL ? g_date_time_format (seen, "%Y-%m-%d %H:%M") : g_strdup ("?");

  entry = g_strdup_printf ("%" G_GINT64_FORMAT, look.seen.seq);

  return g_strdup_printf (_("“%s” is older or other than what this computer saw on %s: its log lacks entry %s as it "
                            "was then. Find out who put it there; an older state is accepted through "
                            "“gatehousectl restore” alone."),
                          gh_store_get_path (store), moment, entry);
}

void
gh_witness_accept (GhStore *store)
{
  g_autoptr (GError) error = NULL;
  Look look = { .store = store, .accept_all = TRUE };

  g_return_if_fail (GH_IS_STORE (store));

  if (!gh_store_read (store, look_cb, &look, &error) && error != NULL)
    g_debug ("Looking at the head: %s", error->message);
}
