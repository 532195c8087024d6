/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L2, J6. Minutes and attempts are read side by side, each by number. An attempt belongs to the newest minute until one
 * of a later minute comes, so the attempts alone say which minute has which. Each minute is checked against the stored
 * hash of the one before, and only the first that is wrong is reported.
 */
#include "verification/gh-minutes.h"

#include "base/gh-time.h"
#include "verification/gh-attempt-log.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  ROW_ID,
  ROW_TIME,
  ROW_USER_ID,
  ROW_FIRST_TEXT,
};

enum {
  MINUTE_NUMBER,
  MINUTE_MINUTE,
  MINUTE_ROWS,
  MINUTE_BEFORE,
  MINUTE_HASH,
};

typedef struct {
  GhMinutes    *found;
  GhStatement  *rows;
  gboolean      has_row;                    /* @row is one that no minute has taken yet */
  GhAttemptRow  row;
  gboolean      is_whole;                   /* @row is as rows are written */
  gint64        last;                       /* number of the minute before */
  guint8        last_hash[GH_HASH_BYTES];
} Walk;

static void
complain (GhMinutes  *self,
          gint64      minute,
          const char *problem)
{
  if (self->problem != NULL && self->first_bad <= minute)
    return;

  self->first_bad = minute;
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

static gboolean
next_row (Walk    *self,
          GError **error)
{
  GhAttemptRow *row = &self->row;
  const char **const texts[] = {
    &row->name, &row->application, &row->way, &row->purpose, &row->actor, &row->factor, &row->result, &row->reason,
    &row->device, &row->address, &row->host, &row->client,
  };

  self->has_row = gh_statement_next (self->rows);
  if (!self->has_row)
    return gh_statement_finish (self->rows, error);

  row->number = gh_statement_get_int (self->rows, ROW_ID);
  row->time_us = gh_statement_get_int (self->rows, ROW_TIME);
  self->is_whole = gh_statement_take_number (self->rows, ROW_USER_ID, &row->user_id);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    self->is_whole &= gh_statement_take_text (self->rows, ROW_FIRST_TEXT + (int) i, texts[i]);

  return TRUE;
}

/* Takes the attempts of a minute, whose hash must be @stored (nullable). */
static gboolean
check_rows (Walk          *self,
            gint64         minute,
            const guint8  *stored,
            GError       **error)
{
  gboolean is_emptied = self->found->n_attempts == 0;
  gboolean is_whole = TRUE;
  guint8 rows[GH_HASH_BYTES] = { 0 };
  gint64 n = 0;

  for (; self->has_row && gh_attempt_row_get_minute (&self->row) <= minute; n++)
    {
      is_whole &= self->is_whole;
      gh_attempt_log_hash_row (rows, n == 0, &self->row);
      if (!next_row (self, error))
        return FALSE;
    }

  self->found->n_attempts += n;
  if (n == 0 && is_emptied)
    self->found->n_emptied++;
  else if (n == 0)
    complain (self->found, minute, _("Its attempts are missing."));
  else if (!is_whole || stored == NULL || memcmp (rows, stored, sizeof rows) != 0)
    complain (self->found, minute, _("Its attempts are not those that were written."));

  return TRUE;
}

static gboolean
check_minute (Walk         *self,
              GhStatement  *minutes,
              GError      **error)
{
  gint64 number = gh_statement_get_int (minutes, MINUTE_NUMBER);
  gint64 minute = gh_statement_get_int (minutes, MINUTE_MINUTE);
  const guint8 *rows, *before, *stored;
  const guint8 none[GH_HASH_BYTES] = { 0 };
  guint8 hash[GH_HASH_BYTES];
  gboolean has_rows = gh_statement_take_blob (minutes, MINUTE_ROWS, GH_HASH_BYTES, &rows);
  gboolean has_before = gh_statement_take_blob (minutes, MINUTE_BEFORE, GH_HASH_BYTES, &before);
  gboolean has_hash = gh_statement_take_blob (minutes, MINUTE_HASH, GH_HASH_BYTES, &stored);
  /* An events file was begun anew, and what had been lost came back before it. */
  gboolean is_beginning = has_before && number > self->last + 1 && memcmp (before, none, sizeof none) == 0;
  gboolean is_whole = has_rows && has_before && has_hash &&
                      (is_beginning || memcmp (before, self->last_hash, sizeof self->last_hash) == 0);

  if (is_whole)
    {
      gh_attempt_log_hash_minute (before, minute, rows, hash);
      is_whole = memcmp (hash, stored, sizeof hash) == 0;
    }
  if (number != self->last + 1 && !is_beginning)
    complain (self->found, minute, _("A minute before it is missing."));
  else if (!is_whole)
    complain (self->found, minute, _("It is not as it was written, or another stood before it."));

  self->last = number;
  memset (self->last_hash, 0, sizeof self->last_hash);
  if (has_hash)
    memcpy (self->last_hash, stored, sizeof self->last_hash);
  self->found->n_minutes++;
  self->found->last = minute;

  return check_rows (self, minute, has_rows ? rows : NULL, error);
}

static gboolean
check_rest (Walk    *self,
            GError **error)
{
  if (self->has_row)
    complain (self->found, gh_attempt_row_get_minute (&self->row), _("It has attempts, but no hash."));
  for (; self->has_row; self->found->n_attempts++)
    if (!next_row (self, error))
      return FALSE;

  return TRUE;
}

gboolean
gh_minutes_verify (GhMinutes     *self,
                   GhConnection  *connection,
                   GError       **error)
{
  g_autoptr (GhStatement) minutes = gh_connection_prepare (connection, "verification/list-minutes", error);
  g_autoptr (GhStatement) rows = NULL;
  Walk walk = { .found = self };

  *self = (GhMinutes) { 0 };
  if (minutes == NULL ||
      !gh_connection_get_number (connection, "verification/get-beginning", &self->began, error, ""))
    return FALSE;

  walk.rows = rows = gh_connection_prepare (connection, "verification/list-attempts", error);
  if (rows == NULL || !next_row (&walk, error))
    return FALSE;

  while (gh_statement_next (minutes))
    if (!check_minute (&walk, minutes, error))
      return FALSE;

  return gh_statement_finish (minutes, error) && check_rest (&walk, error);
}

gboolean
gh_minutes_compare (GhMinutes     *self,
                    GhConnection  *connection,
                    gint64         number,
                    const guint8   hash[GH_HASH_BYTES],
                    gint64         time_us,
                    gboolean      *is_compared,
                    GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/get-minute", error, "i", number);
  gboolean is_there = gh_statement_next (select);
  gint64 last = self->n_minutes > 0 ? self->last : gh_attempt_row_get_minute (&(GhAttemptRow) { .time_us = time_us });
  gint64 minute = is_there ? gh_statement_get_int (select, 0) : last;
  const guint8 *stored;
  gboolean is_same = is_there && gh_statement_take_blob (select, 1, GH_HASH_BYTES, &stored) &&
                     memcmp (stored, hash, GH_HASH_BYTES) == 0;

  *is_compared = is_same || time_us / G_USEC_PER_SEC >= self->began;
  if (is_same && number > self->proved)
    {
      self->proved = number;
      self->proved_last = minute;
    }
  else if (!is_same && *is_compared)
    complain (self, minute, is_there ? _("It, or a minute before it, is not what a checkpoint says it was.")
                                     : _("Minutes behind it are missing that a checkpoint knows."));

  return gh_statement_finish (select, error);
}

char *
gh_minutes_format (gint64 seconds)
{
  char text[GH_TIME_BYTES];

  gh_time_write (seconds, text);

  return *text != '\0' ? g_strdup_printf ("%.16sZ", text) : g_strdup ("");
}

char *
gh_minutes_dup_problem (const GhMinutes *self)
{
  g_autofree char *minute = gh_minutes_format (self->first_bad);

  return self->problem != NULL ? g_strdup_printf (_("The authentication log was changed: minute %s. %s"), minute,
                                                  self->problem) : NULL;
}

void
gh_minutes_clear (GhMinutes *self)
{
  g_clear_pointer (&self->problem, g_free);
}
