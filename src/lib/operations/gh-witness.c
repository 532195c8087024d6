/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L8. One small key file per organisation, replaced as a whole, so that a kill leaves the old or the new one. */
#include "operations/gh-witness.h"

#include "base/gh-id.h"
#include "operations/gh-head.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define SECTION "Head"

/* The second in which a store last noted an attempt. */
#define NOTED "gh-witness-noted"

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
  g_autofree char *events = NULL;
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
  witness->key_number = g_key_file_get_int64 (file, SECTION, "Key", NULL);
  witness->last_attempt = g_key_file_get_int64 (file, SECTION, "Attempt", NULL);
  hex = g_key_file_get_string (file, SECTION, "Hash", NULL);
  events = g_key_file_get_string (file, SECTION, "Events", NULL);
  memset (witness->events, 0, sizeof witness->events);
  if (events != NULL)
    sodium_hex2bin (witness->events, sizeof witness->events, events, strlen (events), NULL, NULL, NULL);

  /* One kept by a version that did not count from where it watched. */
  witness->first = g_key_file_get_int64 (file, SECTION, "First", NULL);
  if (witness->first < 1)
    witness->first = witness->seq;

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
  char events[2 * GH_EVENTS_IDENTITY_BYTES + 1];

  if (!gh_id_is_valid (organisation))
    return;

  sodium_bin2hex (hex, sizeof hex, witness->hash, sizeof witness->hash);
  g_key_file_set_int64 (file, SECTION, "Entry", witness->seq);
  g_key_file_set_string (file, SECTION, "Hash", hex);
  g_key_file_set_int64 (file, SECTION, "Time", witness->time);
  g_key_file_set_int64 (file, SECTION, "Seen", witness->seen);
  g_key_file_set_int64 (file, SECTION, "First", witness->first);
  g_key_file_set_int64 (file, SECTION, "Key", witness->key_number);
  sodium_bin2hex (events, sizeof events, witness->events, sizeof witness->events);
  g_key_file_set_string (file, SECTION, "Events", events);
  g_key_file_set_int64 (file, SECTION, "Attempt", witness->last_attempt);

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
  gint64 first;

  *is_contained = FALSE;
  if (!gh_head_read_entry (connection, witness->seq, hash, error) ||
      !gh_head_read_first (connection, &first, error))
    return FALSE;

  /* What retention removed cannot be compared: verifying looks at what it left in its place (J7). */
  *is_contained = witness->seq < first ||
                  (!sodium_is_zero (hash, sizeof hash) && memcmp (hash, witness->hash, sizeof hash) == 0);

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
  gboolean  is_opening; /* says what is other, so from then on that is what was seen */
  gboolean  is_foreign; /* out: the log lacks what was seen */
  gboolean  is_other;   /* out: the events file is another than was seen */
  gboolean  is_older;   /* out: it is the one that was seen, but lacks attempts that it had then */
  GhWitness seen;       /* out: what was seen last, if foreign */
} Look;

/* Sets what @witness says of the events file. */
static gboolean
read_events (GhWitness     *witness,
             GhConnection  *connection,
             GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "operations/get-events-head", error);

  if (gh_statement_next (select))
    {
      gsize length;
      const guint8 *identity = gh_statement_get_blob (select, 0, &length);

      if (length == sizeof witness->events)
        memcpy (witness->events, identity, length);
      witness->last_attempt = gh_statement_get_int (select, 1);
    }

  return gh_statement_finish (select, error);
}

static gboolean
is_same (const GhWitness *a,
         const GhWitness *b)
{
  return a->seq == b->seq && memcmp (a->hash, b->hash, sizeof a->hash) == 0 && a->key_number == b->key_number &&
         a->first == b->first && a->last_attempt == b->last_attempt &&
         memcmp (a->events, b->events, sizeof a->events) == 0;
}

static void
compare_events (Look            *look,
                const GhWitness *now)
{
  gboolean is_same_file = memcmp (look->seen.events, now->events, sizeof now->events) == 0;

  if (sodium_is_zero (look->seen.events, sizeof look->seen.events))
    return;

  look->is_other = !is_same_file;
  look->is_older = is_same_file && now->last_attempt < look->seen.last_attempt;
}

/* Whether the log has the very entry that @head names. If not, somebody wrote to one of them, and a witness of what it
 * says would accuse the log of more than that. */
static gboolean
is_of_log (const GhHead  *head,
           GhConnection  *connection,
           gboolean      *is_entry,
           GError       **error)
{
  guint8 hash[GH_HASH_BYTES];

  if (!gh_head_read_entry (connection, head->seq, hash, error))
    return FALSE;

  *is_entry = head->is_whole && memcmp (hash, head->hash, sizeof hash) == 0;

  return TRUE;
}

/* Compares the log with what was seen, and keeps its head if allowed. */
static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;
  const char *organisation = gh_store_get_organisation_key (look->store);
  GhWitness now = { .seen = gh_clock_now (gh_store_get_clock (look->store)) };
  gboolean has_seen, is_entry;
  GhHead head;

  if (!read_events (&now, connection, error))
    return FALSE;

  has_seen = gh_witness_load (organisation, &look->seen);
  if (has_seen && !look->accept_all)
    {
      gboolean is_contained;

      compare_events (look, &now);
      if (!gh_witness_find (&look->seen, connection, &is_contained, error))
        return FALSE;
      look->is_foreign = !is_contained;
      if (look->is_foreign)
        return TRUE;
    }

  if (!gh_head_read (&head, connection, error) || !is_of_log (&head, connection, &is_entry, error))
    return FALSE;

  now.seq = head.seq;
  now.time = head.time_us;
  now.key_number = head.key_number;
  now.first = look->accept_all ? 1 : has_seen ? look->seen.first : head.seq;
  memcpy (now.hash, head.hash, sizeof head.hash);
  /* One that was set back is remembered as it was, until it counts as new. */
  if (look->is_older || (look->is_other && !look->is_opening))
    {
      memcpy (now.events, look->seen.events, sizeof now.events);
      now.last_attempt = look->seen.last_attempt;
    }
  /* A head that names an earlier entry makes nobody forget the later ones. */
  if (is_entry && (!has_seen || look->accept_all || now.seq >= look->seen.seq) &&
      (!has_seen || !is_same (&look->seen, &now)))
    save (organisation, &now);

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

static char *
describe (const Look *look)
{
  g_autoptr (GDateTime) seen = g_date_time_new_from_unix_local (look->seen.seen);
  g_autofree char *moment = seen != NULL ? g_date_time_format (seen, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, look->seen.seq);

  if (!look->is_foreign && look->is_older)
    return g_strdup_printf (_("The events of “%s” are older than what this computer saw on %s: sign-ins, lock-outs and used "
                              "codes are missing. Find out who put the file there."),
                            gh_store_get_path (look->store), moment);
  if (!look->is_foreign)
    return g_strdup_printf (_("The events of “%s” are not those that this computer saw on %s: sign-ins, "
                              "lock-outs and used codes may be missing. Find out who put the file there."),
                            gh_store_get_path (look->store), moment);

  return g_strdup_printf (_("“%s” is older or other than what this computer saw on %s: its log lacks entry %s as it "
                            "was then. Find out who put it there; an older state is accepted through "
                            "“gatehousectl restore” alone."),
                          gh_store_get_path (look->store), moment, entry);
}

char *
gh_witness_attach (GhStore *store)
{
  g_autoptr (GError) error = NULL;
  Look look = { .store = store, .is_opening = TRUE };

  g_return_val_if_fail (GH_IS_STORE (store), NULL);

  gh_store_set_committed_func (store, committed_cb, NULL);
  if (!gh_store_read (store, look_cb, &look, &error) || !(look.is_foreign || look.is_other || look.is_older))
    return NULL;

  return describe (&look);
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

/* --- the events --- */

void
gh_witness_note_attempt (GhStore *store)
{
  static GMutex lock;
  gpointer second = GSIZE_TO_POINTER ((gsize) (g_get_monotonic_time () / G_USEC_PER_SEC));
  g_autoptr (GError) error = NULL;
  Look look = { .store = store };
  gboolean is_noted;

  g_return_if_fail (GH_IS_STORE (store));

  g_mutex_lock (&lock);
  is_noted = g_object_get_data (G_OBJECT (store), NOTED) == second;
  g_object_set_data (G_OBJECT (store), NOTED, second);
  g_mutex_unlock (&lock);

  if (!is_noted && !gh_store_read (store, look_cb, &look, &error) && error != NULL)
    g_debug ("Noting an attempt: %s", error->message);
}

gboolean
gh_witness_has_older_events (GhStore *store)
{
  g_autoptr (GError) error = NULL;
  Look look = { .store = store };

  g_return_val_if_fail (GH_IS_STORE (store), FALSE);

  return gh_store_read (store, look_cb, &look, &error) && look.is_older;
}

static gboolean
accept_events_cb (GhConnection  *connection,
                  gpointer       data,
                  GError       **error)
{
  const char *organisation = gh_store_get_organisation_key (data);
  GhWitness witness;

  if (!gh_witness_load (organisation, &witness))
    return TRUE;
  if (!read_events (&witness, connection, error))
    return FALSE;

  save (organisation, &witness);

  return TRUE;
}

gboolean
gh_witness_renew_events (GhStore  *store,
                         GError  **error)
{
  g_autoptr (GBytes) identity = NULL;
  GhWitness seen;

  g_return_val_if_fail (GH_IS_STORE (store), FALSE);

  if (!gh_witness_load (gh_store_get_organisation_key (store), &seen))
    return TRUE;

  identity = g_bytes_new (seen.events, sizeof seen.events);

  return gh_store_renew_events (store, identity, error) && gh_store_read (store, accept_events_cb, store, error);
}
