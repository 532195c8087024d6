/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification/gh-attempt-sms.h"

#include "phones/gh-sms-batch-rules.h"
#include "phones/gh-sms-batch.h"

#include <string.h>

static void
clear_held (gpointer data)
{
  GhHeldBatch *self = data;

  g_clear_pointer (&self->label, g_free);
}

/* The columns of list-sms-batches.sql. */
typedef enum {
  PHONE_ID,
  DEVICE,
  LABEL,
  BATCH,
  EXPIRES,
  N_LEFT,
  IS_LATE,
} Column;

GArray *
gh_held_batches_read (GhConnection  *connection,
                      gint64         user_id,
                      gint64         now,
                      GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "verification/list-sms-batches", error, "i", user_id);
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (GhHeldBatch));

  g_array_set_clear_func (held, clear_held);
  while (gh_statement_next (select))
    {
      gint64 expires = gh_statement_get_int (select, EXPIRES);
      GhHeldBatch batch = {
        .phone_id = gh_statement_get_int (select, PHONE_ID),
        .label = g_strdup (gh_statement_get_text (select, LABEL)),
        .is_over = (expires != 0 && expires <= now) || gh_statement_get_int (select, IS_LATE) != 0,
        .n_left = gh_statement_get_int (select, N_LEFT),
      };

      g_strlcpy (batch.device, gh_statement_get_text (select, DEVICE), sizeof batch.device);
      if (!gh_statement_is_null (select, BATCH))
        g_strlcpy (batch.batch, gh_statement_get_text (select, BATCH), sizeof batch.batch);
      g_array_append_val (held, batch);
    }

  return gh_statement_finish (select, error) ? g_steal_pointer (&held) : NULL;
}

gboolean
gh_held_batch_is_good (const GhHeldBatch *self)
{
  return *self->batch != '\0' && !self->is_over;
}

gboolean
gh_held_batch_could_be (const GhPasscode *passcode)
{
  return gh_passcode_has_digits (passcode, GH_SMS_DIGITS);
}

static GhSmsMatch
judge (const GhHeldBatch *self,
       const char        *batch,
       gboolean           is_used)
{
  if (is_used)
    return GH_SMS_USED;
  if (strcmp (batch, self->batch) != 0)
    return GH_SMS_OUTDATED;

  return self->is_over ? GH_SMS_OVER : GH_SMS_RIGHT;
}

gboolean
gh_held_batch_match (const GhHeldBatch  *self,
                     GhConnection       *connection,
                     GhSecret           *look_key,
                     const GhPasscode   *passcode,
                     GhSmsMatch         *match,
                     gint64             *number,
                     GError            **error)
{
  g_autoptr (GhSecret) typed = gh_secret_copy (passcode->text, passcode->length);
  g_autoptr (GhStatement) select = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint8 lookup[GH_KEYED_HASH_BYTES];

  *match = GH_SMS_WRONG;
  *number = 0;
  gh_sms_batch_get_lookup (look_key, self->phone_id, typed, lookup);
  bytes = g_bytes_new (lookup, sizeof lookup);
  select = gh_connection_query (connection, "verification/find-sms-code", error, "ib", self->phone_id, bytes);

  /* By chance an earlier batch may have had the same one. */
  while (gh_statement_next (select))
    {
      GhSmsMatch found = judge (self, gh_statement_get_text (select, 0), gh_statement_get_int (select, 2) != 0);

      if (found > *match)
        {
          *match = found;
          *number = gh_statement_get_int (select, 1);
        }
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_held_batch_use (const GhHeldBatch  *self,
                   GhConnection       *events,
                   gint64              number,
                   gint64              now,
                   GError            **error)
{
  return gh_connection_run (events, "verification/use-sms-code", error, "sii", self->batch, number, now);
}

gboolean
gh_held_batch_end (const GhHeldBatch  *self,
                   GhConnection       *events,
                   gint64              now,
                   GError            **error)
{
  return gh_connection_run (events, "verification/end-sms-batch", error, "si", self->batch, now);
}
