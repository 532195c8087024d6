/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-attempt-log.h"

#include "base/gh-netstring.h"
#include "store/gh-store.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#define MINUTE_US (60 * G_USEC_PER_SEC)
#define MINUTE    60

/* Minutes of a file that was begun anew go on above those of the lost one, as its attempts do. */
#define ROWS_A_MINUTE (60 * GH_ATTEMPTS_A_SECOND)

/* Valid UTF-8 of at most so many characters. */
static char *
dup_cut (const char *text,
         gsize       max_characters)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return g_utf8_substring (valid, 0, (glong) MIN (max_characters, (gsize) g_utf8_strlen (valid, -1)));
}

/* The same by bytes, at a whole character. */
static char *
dup_cut_bytes (const char *text,
               gsize       max_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  gsize length = strlen (valid);

  if (length > max_bytes)
    {
      const char *end = g_utf8_find_prev_char (valid, valid + max_bytes + 1);

      length = (gsize) (end - valid);
    }

  return g_strndup (valid, length);
}

char *
gh_attempt_dup_host (const char *host)
{
  return dup_cut (host, GH_ATTEMPT_HOST_MAX);
}

char *
gh_attempt_dup_address (const char *address)
{
  g_autoptr (GInetAddress) parsed = address != NULL ? g_inet_address_new_from_string (address) : NULL;

  return parsed != NULL ? g_inet_address_to_string (parsed) : g_strdup ("");
}

char *
gh_attempt_dup_client (const char *client)
{
  return dup_cut_bytes (client, GH_ATTEMPT_CLIENT_MAX);
}

gint64
gh_attempt_row_get_minute (const GhAttemptRow *row)
{
  return row->time_us / MINUTE_US * MINUTE;
}

void
gh_attempt_log_hash_row (guint8              rows[GH_HASH_BYTES],
                         gboolean            is_first,
                         const GhAttemptRow *row)
{
  g_autoptr (GByteArray) text = gh_netstrings_new (
    "biinssssssssssss", is_first ? NULL : rows, is_first ? (gsize) 0 : (gsize) GH_HASH_BYTES, row->number,
    row->time_us, row->user_id, row->name, row->application, row->way, row->purpose, row->actor, row->factor, row->result,
    row->reason, row->device, row->address, row->host, row->client);

  crypto_hash_sha256 (rows, text->data, text->len);
}

void
gh_attempt_log_hash_minute (const guint8 before[GH_HASH_BYTES],
                            gint64       minute,
                            const guint8 rows[GH_HASH_BYTES],
                            guint8       hash[GH_HASH_BYTES])
{
  g_autoptr (GByteArray) text = gh_netstrings_new ("bib", before, (gsize) GH_HASH_BYTES, minute, rows,
                                                   (gsize) GH_HASH_BYTES);

  crypto_hash_sha256 (hash, text->data, text->len);
}

typedef struct {
  gint64   number;                          /* 0: there is none */
  gint64   minute;
  guint8   rows[GH_HASH_BYTES];
  guint8   before[GH_HASH_BYTES];
  guint8   hash[GH_HASH_BYTES];
} Minute;

static void
take_hash (GhStatement *select,
           int          column,
           guint8       hash[GH_HASH_BYTES])
{
  gsize length;
  const guint8 *bytes = gh_statement_get_blob (select, column, &length);

  /* What somebody else put there is only hashed on. */
  memset (hash, 0, GH_HASH_BYTES);
  if (bytes != NULL)
    memcpy (hash, bytes, MIN (length, GH_HASH_BYTES));
}

static gboolean
read_newest (GhConnection  *events,
             Minute        *newest,
             GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (events, "verification/get-newest-minute", error);

  *newest = (Minute) { 0 };
  if (!gh_statement_next (select))
    return gh_statement_finish (select, error);

  newest->number = gh_statement_get_int (select, 0);
  newest->minute = gh_statement_get_int (select, 1);
  take_hash (select, 2, newest->rows);
  take_hash (select, 3, newest->before);
  take_hash (select, 4, newest->hash);

  return TRUE;
}

/* A minute grows until a later one begins; what comes late, from a clock that is behind, belongs to the newest. */
static gboolean
hash_row (GhConnection        *events,
          const GhAttemptRow  *row,
          GError             **error)
{
  gint64 minute = gh_attempt_row_get_minute (row);
  g_autoptr (GBytes) rows = NULL;
  g_autoptr (GBytes) hash = NULL;
  g_autoptr (GBytes) before = NULL;
  Minute newest;
  gboolean grows;

  if (!read_newest (events, &newest, error))
    return FALSE;

  grows = newest.number > 0 && minute <= newest.minute;
  if (!grows)
    {
      memcpy (newest.before, newest.hash, sizeof newest.before);
      newest.minute = minute;
      newest.number = newest.number > 0 ? newest.number + 1 : 1 + row->number / ROWS_A_MINUTE;
    }
  gh_attempt_log_hash_row (newest.rows, !grows, row);
  gh_attempt_log_hash_minute (newest.before, newest.minute, newest.rows, newest.hash);

  rows = g_bytes_new (newest.rows, sizeof newest.rows);
  hash = g_bytes_new (newest.hash, sizeof newest.hash);
  before = g_bytes_new (newest.before, sizeof newest.before);
  if (grows)
    return gh_connection_run (events, "verification/set-minute", error, "ibb", newest.number, rows, hash);

  return gh_connection_run (events, "verification/insert-minute", error, "iibbb", newest.number, newest.minute, rows,
                            before, hash);
}

gboolean
gh_attempt_log_add (GhConnection        *events,
                    const GhAttemptRow  *row,
                    GError             **error)
{
  g_autofree char *name = dup_cut (row->name, GH_ATTEMPT_NAME_MAX);
  g_autofree char *application = dup_cut (row->application, GH_ATTEMPT_NAME_MAX);
  g_autofree char *actor = dup_cut (row->actor, GH_ATTEMPT_NAME_MAX);
  g_autofree char *address = gh_attempt_dup_address (row->address);
  g_autofree char *host = gh_attempt_dup_host (row->host);
  g_autofree char *client = gh_attempt_dup_client (row->client);
  GhAttemptRow cut = *row;

  cut.name = name;
  cut.application = application;
  cut.actor = actor;
  cut.address = address;
  cut.host = host;
  cut.client = client;

  return gh_connection_run (events, "verification/insert-attempt", error, "iitssssssssssss", cut.number, cut.time_us,
                            cut.user_id, cut.name, cut.application, cut.way, cut.purpose, cut.actor, cut.factor,
                            cut.result, cut.reason, cut.device, cut.address, cut.host, cut.client) &&
         hash_row (events, &cut, error);
}
