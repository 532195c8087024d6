/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P3: a phone gets new SMS passcodes, shown once, and the ones that it had end at once. */
#include "base/gh-time.h"
#include "keys/gh-key-list.h"
#include "keys/ops/gh-sealed-record.h"
#include "operations/gh-record-kind.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-target.h"
#include "phones/gh-sms-batch-rules.h"
#include "phones/gh-sms-batch.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* The payload names no more of them. */
#define MAX_KEYS 100

/* More passcodes at once ask for one's own again (A6). */
#define FREELY_AT_ONCE 10

typedef struct {
  gint64     today;       /* its first second */
  gint64     n_of_all;    /* batches of today, those that are planned among them */
  gint64     n_ending;    /* phones that have a batch */
  GhSecret  *look_key;    /* while applying */
  gint64     key_number;
  JsonArray *keys;        /* of the batches made */
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  g_clear_pointer (&self->look_key, gh_secret_unref);
  json_array_unref (self->keys);
  g_free (self);
}

/* --- the plan --- */

/* The organisation's day (S9). */
static gint64
find_today (GhRun *run)
{
  g_autofree char *day = gh_time_format_local (run->now, run->settings.timezone);
  gint64 start, end;

  day[MIN (strlen (day), strlen ("2026-11-24"))] = '\0';

  return gh_time_parse_days (day, run->settings.timezone, &start, &end) ? start : run->now - run->now % (24 * 60 * 60);
}

/* What a number says of one phone is of no use for several. */
static void
say_wait (GhRun                 *run,
          const GhSmsBatchCount *count)
{
  gint64 wait = gh_sms_batch_get_wait (count, run->now);
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, wait);
  g_autofree char *detail = g_strdup_printf (ngettext ("wait %s second", "wait %s seconds", (gulong) wait), seconds);

  gh_run_refuse (run, GH_REFUSAL_SMS_TOO_SOON, detail);
}

static gboolean
read_count (GhRun            *run,
            gint64            phone_id,
            GhSmsBatchCount  *count,
            GError          **error)
{
  Making *self = run->data;
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/count-sms-batches", error, "ii",
                                                        phone_id, self->today);

  if (!gh_statement_require (select, error))
    return FALSE;

  *count = (GhSmsBatchCount) {
    .newest = gh_statement_get_int (select, 0),
    .n_of_phone = gh_statement_get_int (select, 1),
    .n_of_all = self->n_of_all,
    .daily_sum = run->settings.sms_daily_sum,
  };

  return gh_statement_finish (select, error);
}

static gboolean
decide (GhRun               *run,
        const GhPhoneFacts  *phone,
        GhRefusal           *refusal,
        GError             **error)
{
  Making *self = run->data;
  GhSmsBatchCount count;
  gboolean has_batch;

  if (!read_count (run, phone->id, &count, error) || !gh_sms_batch_find (run->connection, phone->id, &has_batch, error))
    return FALSE;

  *refusal = gh_sms_batch_check_count (&count, run->now);
  if (*refusal == GH_REFUSAL_SMS_TOO_SOON && run->targets->len == 1)
    {
      say_wait (run, &count);
      *refusal = GH_REFUSAL_NONE;
    }
  else if (*refusal == GH_REFUSAL_NONE)
    {
      self->n_of_all++;
      self->n_ending += has_batch;
    }

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Making *self = g_new0 (Making, 1);
  gint64 n_codes;

  run->data = self;
  run->data_free = making_free;
  self->keys = json_array_new ();
  self->today = find_today (run);

  if (!gh_connection_get_number (run->connection, "phones/count-all-sms-batches", &self->n_of_all, error, "i",
                                 self->today) ||
      !gh_phone_plan (run, 0, decide, error))
    return FALSE;

  n_codes = (gint64) run->changes->len * run->settings.sms_batch;
  gh_run_limit_secrets (run, n_codes);
  gh_sms_batch_say_ends (run, self->n_ending);
  if (n_codes > FREELY_AT_ONCE)
    gh_run_need_passcode (run);

  return run->is_refused || run->changes->len == 0 || gh_sealed_plan (run, error);
}

/* --- making --- */

static gboolean
take_look_key (GhRun   *run,
               Making  *self,
               GError **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (run->connection, error);
  const GhKeyRow *newest = keys != NULL ? gh_key_list_find_master (keys) : NULL;

  if (keys == NULL)
    return FALSE;
  if (newest == NULL)
    return gh_refusal_set_error (GH_REFUSAL_NO_KEY, error, NULL);

  self->key_number = newest->number;
  self->look_key = gh_keys_dup_sub_key (gh_keys_of (run->store), newest->number, GH_KEY_LOOK);

  return self->look_key != NULL || gh_refusal_set_error (GH_REFUSAL_KEY_NOT_OPEN, error, NULL);
}

static GhSecret *
draw_code (char first)
{
  GhSecret *code = gh_secret_new (GH_SMS_DIGITS);
  guint8 *digits = gh_secret_get (code, NULL);

  digits[0] = (guint8) first;
  for (guint i = 1; i < GH_SMS_DIGITS; i++)
    digits[i] = '0' + randombytes_uniform (10);

  return code;
}

/* The first digits of a batch differ. */
static GPtrArray *
draw_codes (guint n)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_secret_unref);
  char first[] = "0123456789";

  for (guint i = 0; i < MIN (n, GH_SMS_BATCH_MAX); i++)
    {
      guint other = i + randombytes_uniform (GH_SMS_BATCH_MAX - i);
      char digit = first[other];

      first[other] = first[i];
      first[i] = digit;
      g_ptr_array_add (codes, draw_code (digit));
    }
  sodium_memzero (first, sizeof first);

  return codes;
}

static void
show_codes (GhRun           *run,
            const char      *phone,
            const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    {
      g_autofree char *name = codes->len == 1 ? g_strdup (phone) : g_strdup_printf ("%s %u", phone, i + 1);

      gh_run_show_secret (run, name, codes->pdata[i]);
    }
}

static gboolean
make_for_phone (GhRun               *run,
                const GhPhoneFacts  *phone,
                gpointer             data,
                GError             **error)
{
  Making *self = data;
  gint64 minutes = run->settings.sms_expiration;
  g_autoptr (GPtrArray) codes = draw_codes ((guint) run->settings.sms_batch);
  g_autofree char *label = NULL;
  g_autofree char *key = NULL;

  if (!gh_sms_batch_end (run, phone->id, error) ||
      !gh_sms_batch_make (run, phone->id, codes, minutes > 0 ? run->now + 60 * minutes : 0, self->look_key,
                          self->key_number, &key, error) ||
      !gh_record_kind_describe (&gh_record_kind_phone, run->connection, phone->id, NULL, &label, error))
    return FALSE;

  show_codes (run, label, codes);
  if (json_array_get_length (self->keys) < MAX_KEYS)
    json_array_add_string_element (self->keys, key);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  Making *self = run->data;

  if (!take_look_key (run, self, error) || !gh_phone_for_each (run, run->changes, 0, make_for_phone, self, error))
    return FALSE;

  json_object_set_int_member (run->facts, "count", run->settings.sms_batch);
  json_object_set_int_member (run->facts, "minutes", run->settings.sms_expiration);
  json_object_set_array_member (run->facts, "sms_batch_ids", json_array_ref (self->keys));

  return gh_sms_batch_sweep (run, error);
}

const GhOperation gh_op_phone_make_sms_passcodes = {
  .name = "phone.make-sms-passcodes",
  .label = N_("Make SMS Passcodes"),
  .done = GH_PLURAL ("SMS passcodes made for %s phone", "SMS passcodes made for %s phones"),
  .no_undo_reason = N_("Somebody may have the passcodes already: make new ones instead."),
  .target = &gh_target_phones,
  .check = gh_sms_batch_check_phone,
  .plan = plan,
  .apply = apply,
};
