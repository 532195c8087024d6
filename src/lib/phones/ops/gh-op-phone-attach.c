/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1: a user gets phones that exist. */
#include "phones/gh-phone-owners.h"
#include "phones/gh-phone-rules.h"
#include "phones/gh-phone-target.h"

#include <glib/gi18n-lib.h>

static void
user_free (gpointer data)
{
  gh_phone_user_clear (data);
  g_free (data);
}

static gboolean
decide (GhRun               *run,
        const GhPhoneFacts  *phone,
        GhRefusal           *refusal,
        GError             **error)
{
  const GhPhoneUser *user = run->data;

  *refusal = gh_phone_check_joining (phone->is_of_user, user->n_phones + run->changes->len);

  return *refusal != GH_REFUSAL_NONE || gh_phone_joining_add (run, user->id, phone->id, error);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  g_autoptr (GhSharing) sharing = gh_sharing_new ();
  GhPhoneUser *user = g_new0 (GhPhoneUser, 1);

  run->data = user;
  run->data_free = user_free;
  if (!gh_phone_user_find (user, run, error))
    return FALSE;
  if (run->is_refused)
    return TRUE;

  if (!gh_phone_joining_begin (run, error) || !gh_phone_plan (run, user->id, decide, error) ||
      !gh_phone_joining_note (run, sharing, error))
    return FALSE;

  gh_sharing_say (sharing, run);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const GhPhoneUser *user = run->data;
  g_autoptr (GArray) users = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (users, user->id);
  gh_phone_user_note (user, run);

  return gh_run_in_chunks (run, users, gh_phone_join_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "username", GH_PARAMETER_TEXT, TRUE, N_("User who gets it") },
  { NULL },
};

const GhOperation gh_op_phone_attach = {
  .name = "phone.attach",
  .label = N_("Attach Phone"),
  .done = GH_PLURAL ("%s phone attached", "%s phones attached"),
  .target = &gh_target_phones,
  .parameters = parameters,
  .check = gh_phone_check_attaching,
  .plan = plan,
  .apply = apply,
};
