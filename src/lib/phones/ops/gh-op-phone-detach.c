/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1: a user loses phones, which stay. The SMS passcodes of one that nobody has then do not: they were sent to somebody. */
#include "phones/gh-phone-owners.h"
#include "phones/gh-phone-target.h"
#include "phones/gh-sms-batch.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhPhoneUser user;
  GArray     *unowned;    /* the phones that nobody has then */
  gint64      n_batches;  /* how many of them have SMS passcodes */
} Detaching;

static void
detaching_free (gpointer data)
{
  Detaching *self = data;

  gh_phone_user_clear (&self->user);
  g_array_unref (self->unowned);
  g_free (self);
}

static gboolean
decide (GhRun               *run,
        const GhPhoneFacts  *phone,
        GhRefusal           *refusal,
        GError             **error)
{
  Detaching *self = run->data;
  gboolean has_batch = FALSE;

  if (!phone->is_of_user)
    *refusal = GH_REFUSAL_NOT_OWNER;
  else if (phone->n_owners == 1)
    {
      if (!gh_sms_batch_find (run->connection, phone->id, &has_batch, error))
        return FALSE;
      g_array_append_val (self->unowned, phone->id);
      self->n_batches += has_batch;
    }

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Detaching *self = g_new0 (Detaching, 1);

  self->unowned = g_array_new (FALSE, FALSE, sizeof (gint64));
  run->data = self;
  run->data_free = detaching_free;
  if (!gh_phone_user_find (&self->user, run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  if (!gh_phone_plan (run, self->user.id, decide, error))
    return FALSE;
  gh_run_also (run, "unowned", self->unowned->len, "%s phone stays, but nobody has it then",
               "%s phones stay, but nobody has them then");
  gh_sms_batch_say_ends (run, self->n_batches);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const Detaching *self = run->data;
  g_autoptr (GArray) users = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (users, self->user.id);
  gh_phone_user_note (&self->user, run);
  for (guint i = 0; i < self->unowned->len; i++)
    if (!gh_sms_batch_end (run, g_array_index (self->unowned, gint64, i), error))
      return FALSE;

  return gh_phone_leaving_begin (run, run->changes, error) &&
         gh_run_in_chunks (run, users, gh_phone_leave_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "username", GH_PARAMETER_TEXT, TRUE, N_("User who loses it") },
  { NULL },
};

const GhOperation gh_op_phone_detach = {
  .name = "phone.detach",
  .label = N_("Detach Phone"),
  .done = GH_PLURAL ("%s phone detached", "%s phones detached"),
  .target = &gh_target_phones,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
