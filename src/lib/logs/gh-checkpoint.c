/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logs/gh-checkpoint.h"

#include "base/gh-netstring.h"
#include "base/gh-refusal.h"
#include "base/gh-time.h"
#include "operations/gh-signing.h"
#include "settings/gh-settings.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <syslog.h>

#define VERSION "1"

/* The longest of its lines; a text of more is none. */
#define MAX_BYTES 1024

enum {
  COLUMN_ENTRY,
  COLUMN_HASH,
  COLUMN_TIME,
  COLUMN_EVENTS,
  COLUMN_EVENTS_HASH,
  COLUMN_KEY,
  COLUMN_PUBLIC,
  COLUMN_SIGNATURE,
};

/* --- the text --- */

static const char *const names[] = { "organisation", "entry", "hash", "time", "events", "key" };

/* The values, as text, of the lines in @names. */
static GStrv
make_values (const GhCheckpoint *self)
{
  char hash[2 * GH_HASH_BYTES + 1], events_hash[2 * GH_HASH_BYTES + 1], public_key[2 * GH_PUBLIC_BYTES + 1];
  char **values = g_new0 (char *, G_N_ELEMENTS (names) + 1);

  sodium_bin2hex (hash, sizeof hash, self->hash, sizeof self->hash);
  sodium_bin2hex (events_hash, sizeof events_hash, self->events_hash, sizeof self->events_hash);
  sodium_bin2hex (public_key, sizeof public_key, self->public_key, sizeof self->public_key);
  values[0] = g_strdup (self->organisation);
  values[1] = g_strdup_printf ("%" G_GINT64_FORMAT, self->entry);
  values[2] = g_strdup (hash);
  values[3] = gh_time_format_microseconds (self->time_us);
  values[4] = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->events, events_hash);
  values[5] = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->key_number, public_key);

  return values;
}

/* What is signed: another first word than a head's, so that neither can pose as the other. */
static GByteArray *
make_message (const GhCheckpoint *self)
{
  g_auto (GStrv) values = make_values (self);

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == 6);

  return gh_netstrings_new ("sssssss", "gatehouse-checkpoint-1", values[0], values[1], values[2], values[3], values[4],
                            values[5]);
}

char *
gh_checkpoint_to_text (const GhCheckpoint *self)
{
  g_auto (GStrv) values = make_values (self);
  g_autofree char *signature = g_base64_encode (self->signature, sizeof self->signature);
  GString *text = g_string_new ("gatehouse-checkpoint: " VERSION "\n");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (text, "%s: %s\n", names[i], values[i]);
  g_string_append_printf (text, "signature: %s\n", signature);

  return g_string_free (text, FALSE);
}

gboolean
gh_checkpoint_verify (const GhCheckpoint *self)
{
  g_autoptr (GByteArray) message = make_message (self);

  return crypto_sign_verify_detached (self->signature, message->data, message->len, self->public_key) == 0;
}

static gboolean
take_number (const char *text,
             gint64     *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = value;

  return TRUE;
}

static gboolean
take_hex (const char *text,
          guint8      bytes[GH_HASH_BYTES])
{
  gsize length;

  return sodium_hex2bin (bytes, GH_HASH_BYTES, text, strlen (text), NULL, &length, NULL) == 0 && length == GH_HASH_BYTES;
}

/* "12 3af…": a number and a hash or key. */
static gboolean
take_pair (const char *text,
           gint64     *number,
           guint8      bytes[GH_HASH_BYTES])
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  return g_strv_length (parts) == 2 && take_number (parts[0], number) && take_hex (parts[1], bytes);
}

/* "2026-11-24T09:41:00.123456Z" */
static gboolean
take_time (const char *text,
           gint64     *time_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *seconds = NULL;
  const char *dot = strchr (text, '.');
  guint64 fraction;
  g_autofree char *digits = NULL;

  if (dot == NULL || strlen (dot) != strlen (".123456Z"))
    return FALSE;

  seconds = g_strndup (text, dot - text);
  digits = g_strndup (dot + 1, 6);
  time = g_date_time_new_from_iso8601 (seconds, utc);
  if (time == NULL || !g_ascii_string_to_unsigned (digits, 10, 0, 999999, &fraction, NULL))
    return FALSE;
  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + fraction;

  return TRUE;
}

static gboolean
take_signature (const char *text,
                guint8      signature[GH_SIGNATURE_BYTES])
{
  gsize length;

  return sodium_base642bin (signature, GH_SIGNATURE_BYTES, text, strlen (text), NULL, &length, NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 && length == GH_SIGNATURE_BYTES;
}

/* Returns the value of the line, NULL if it is another. */
static const char *
get_value (const char *line,
           const char *name)
{
  gsize length = strlen (name);

  return line != NULL && strncmp (line, name, length) == 0 && line[length] == ':' && line[length + 1] == ' '
         ? line + length + 2 : NULL;
}

static gboolean
take_lines (GhCheckpoint *self,
            GStrv         lines)
{
  const char *values[G_N_ELEMENTS (names)];
  const char *signature;

  if (g_strv_length (lines) != G_N_ELEMENTS (names) + 3)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      values[i] = get_value (lines[i + 1], names[i]);
      if (values[i] == NULL)
        return FALSE;
    }

  signature = get_value (lines[G_N_ELEMENTS (names) + 1], "signature");

  return g_strlcpy (self->organisation, values[0], sizeof self->organisation) < sizeof self->organisation &&
         take_number (values[1], &self->entry) && take_hex (values[2], self->hash) &&
         take_time (values[3], &self->time_us) && take_pair (values[4], &self->events, self->events_hash) &&
         take_pair (values[5], &self->key_number, self->public_key) && signature != NULL &&
         take_signature (signature, self->signature);
}

gboolean
gh_checkpoint_parse (GhCheckpoint  *self,
                     const char    *text,
                     gsize          length,
                     GError       **error)
{
  g_autofree char *copy = length <= MAX_BYTES ? g_strndup (text, length) : NULL;
  g_auto (GStrv) lines = copy != NULL ? g_strsplit (copy, "\n", -1) : NULL;
  g_autofree char *again = NULL;

  memset (self, 0, sizeof *self);
  if (lines != NULL && take_lines (self, lines))
    again = gh_checkpoint_to_text (self);

  /* There is one way to write each: whatever was taken for another value shows here. */
  if (again == NULL || strlen (again) != length || memcmp (again, text, length) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY, _("This is not a checkpoint of version 1."));
      return FALSE;
    }
  if (!gh_checkpoint_verify (self))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_QUERY,
                           _("The checkpoint was changed: its signature is not that of its key."));
      return FALSE;
    }

  return TRUE;
}

/* --- rows --- */

static gboolean
take_blob (GhStatement *row,
           int          column,
           gpointer     bytes,
           gsize        wanted)
{
  gsize length;
  const guint8 *blob = gh_statement_get_blob (row, column, &length);

  if (length == wanted)
    memcpy (bytes, blob, wanted);

  return length == wanted;
}

gboolean
gh_checkpoint_read_next (GhCheckpoint *self,
                         const char   *organisation,
                         GhStatement  *select)
{
  memset (self, 0, sizeof *self);
  if (!gh_statement_next (select))
    return FALSE;

  g_strlcpy (self->organisation, organisation, sizeof self->organisation);
  self->entry = gh_statement_get_int (select, COLUMN_ENTRY);
  self->time_us = gh_statement_get_int (select, COLUMN_TIME);
  self->events = gh_statement_get_int (select, COLUMN_EVENTS);
  if (take_blob (select, COLUMN_HASH, self->hash, sizeof self->hash) &&
      take_blob (select, COLUMN_EVENTS_HASH, self->events_hash, sizeof self->events_hash) &&
      take_blob (select, COLUMN_PUBLIC, self->public_key, sizeof self->public_key) &&
      take_blob (select, COLUMN_SIGNATURE, self->signature, sizeof self->signature))
    self->key_number = gh_statement_get_int (select, COLUMN_KEY);

  return TRUE;
}

/* --- making --- */

typedef struct {
  GhStore      *store;
  gboolean      only_if_due;
  GhCheckpoint *checkpoint;
  gboolean      is_made;
  gboolean      wants_syslog;
} Make;

static gboolean
is_due (GhConnection  *connection,
        const GhHead  *head,
        gint64         now_us,
        gboolean      *is_due,
        GError       **error)
{
  g_autoptr (GhStatement) last = gh_connection_prepare (connection, "logs/get-last-checkpoint", error);

  *is_due = TRUE;
  if (gh_statement_next (last))
    {
      gint64 n_since = head->seq - gh_statement_get_int (last, 0);
      gint64 age_us = now_us - gh_statement_get_int (last, 1);

      *is_due = n_since >= GH_CHECKPOINT_ENTRIES ||
                (n_since > 0 && age_us >= GH_CHECKPOINT_HOURS * G_TIME_SPAN_HOUR);
    }

  return gh_statement_finish (last, error);
}

static gboolean
refuse (const GhSigning  *signing,
        GError          **error)
{
  g_autofree char *notice = gh_signing_dup_notice (signing);

  if (signing->state == GH_SIGNING_NO_KEY)
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  g_set_error (error, GH_ERROR, GH_ERROR_REFUSED, "%s", notice != NULL ? notice
               : _("The last entries were written without the key. The next change made with it names them: make the "
                   "checkpoint after that."));
  return FALSE;
}

static gboolean
sign (GhCheckpoint  *self,
      GhKeys        *keys,
      GError       **error)
{
  g_autoptr (GByteArray) message = NULL;

  self->key_number = gh_keys_get_number (keys);
  if (!gh_keys_get_public (keys, self->key_number, self->public_key))
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  message = make_message (self);
  if (!gh_keys_sign (keys, self->key_number, message->data, message->len, self->signature))
    return gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);

  return TRUE;
}

static gboolean
insert (const GhCheckpoint  *self,
        GhConnection        *connection,
        GError             **error)
{
  g_autoptr (GhStatement) insert = gh_connection_prepare (connection, "logs/insert-checkpoint", error);

  if (insert == NULL)
    return FALSE;

  gh_statement_bind_int (insert, 1, self->entry);
  gh_statement_bind_blob (insert, 2, self->hash, sizeof self->hash);
  gh_statement_bind_int (insert, 3, self->time_us);
  gh_statement_bind_int (insert, 4, self->events);
  gh_statement_bind_blob (insert, 5, self->events_hash, sizeof self->events_hash);
  gh_statement_bind_int (insert, 6, self->key_number);
  gh_statement_bind_blob (insert, 7, self->public_key, sizeof self->public_key);
  gh_statement_bind_blob (insert, 8, self->signature, sizeof self->signature);

  return gh_statement_run (insert, error);
}

static gboolean
find (GhCheckpoint  *self,
      const char    *organisation,
      GhConnection  *connection,
      gint64         entry,
      gboolean      *is_there,
      GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "logs/get-checkpoint", error, "i", entry);

  *is_there = gh_checkpoint_read_next (self, organisation, select);

  return gh_statement_finish (select, error);
}

/* The newest minute still grows, so its hash says nothing yet. */
static gboolean
take_minutes (GhCheckpoint  *self,
              GhConnection  *connection,
              GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (connection, "logs/get-last-full-minute", error);

  if (gh_statement_next (select) &&
      take_blob (select, 1, self->events_hash, sizeof self->events_hash))
    self->events = gh_statement_get_int (select, 0);

  return gh_statement_finish (select, error);
}

static gboolean
make (Make          *self,
      GhConnection  *connection,
      GError       **error)
{
  const char *organisation = gh_store_get_organisation_key (self->store);
  g_auto (GhSettings) settings = { 0 };
  gint64 now_us = gh_clock_now_us (gh_store_get_clock (self->store));
  GhSigning signing;
  gboolean is_wanted = TRUE, is_there;

  if (!gh_signing_read (&signing, self->store, connection, error) ||
      (self->only_if_due && !is_due (connection, &signing.head, now_us, &is_wanted, error)))
    return FALSE;
  if (self->only_if_due && (!is_wanted || signing.state != GH_SIGNING_READY))
    return TRUE;

  if (signing.state != GH_SIGNING_READY)
    return refuse (&signing, error);
  if (!find (self->checkpoint, organisation, connection, signing.head.seq, &is_there, error))
    return FALSE;
  if (is_there)
    return TRUE;

  *self->checkpoint = (GhCheckpoint) { .entry = signing.head.seq, .time_us = now_us };
  g_strlcpy (self->checkpoint->organisation, organisation, sizeof self->checkpoint->organisation);
  memcpy (self->checkpoint->hash, signing.head.hash, sizeof signing.head.hash);
  if (!gh_settings_read (&settings, connection, error) || !take_minutes (self->checkpoint, connection, error) ||
      !sign (self->checkpoint, gh_keys_of (self->store), error) ||
      !insert (self->checkpoint, connection, error))
    return FALSE;

  self->wants_syslog = settings.syslog_checkpoints;
  self->is_made = TRUE;

  return TRUE;
}

static gboolean
make_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Make *self = data;

  if (!gh_connection_begin_write (connection, error))
    return FALSE;

  if (!make (self, connection, error) || !self->is_made)
    {
      gh_connection_rollback (connection);
      return error == NULL || *error == NULL;
    }

  return gh_connection_commit (connection, error);
}

/* One line, as syslog has no others. */
static void
send_to_syslog (const GhCheckpoint *self)
{
  g_autofree char *text = gh_checkpoint_to_text (self);

  g_strchomp (text);
  g_strdelimit (text, "\n", ';');
  syslog (LOG_AUTH | LOG_NOTICE, "%s", text);
}

static gboolean
run (Make    *self,
     GError **error)
{
  GError *local_error = NULL;

  if (!gh_store_write (self->store, GH_FILE_DIRECTORY, make_cb, self, &local_error))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (self->is_made && self->wants_syslog)
    send_to_syslog (self->checkpoint);

  return TRUE;
}

gboolean
gh_checkpoint_make (GhStore       *store,
                    GhCheckpoint  *self,
                    GError       **error)
{
  Make work = { .store = store, .checkpoint = self };

  g_return_val_if_fail (GH_IS_STORE (store) && self != NULL, FALSE);

  return run (&work, error);
}

gboolean
gh_checkpoint_make_due (GhStore  *store,
                        GError  **error)
{
  GhCheckpoint checkpoint;
  Make work = { .store = store, .checkpoint = &checkpoint, .only_if_due = TRUE };

  g_return_val_if_fail (GH_IS_STORE (store), FALSE);

  return run (&work, error);
}
