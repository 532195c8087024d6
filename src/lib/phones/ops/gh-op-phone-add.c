/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1: a new phone, for a user or for nobody yet. */
#include "base/gh-id.h"
#include "operations/gh-journal.h"
#include "phones/gh-phone-owners.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-wish.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhPhoneUser   user;
  GhPhoneWish   wish;
  GhPhoneValues values;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  gh_phone_user_clear (&self->user);
  g_free (self);
}

/* R10: digits without + that with one are a phone of this user are that phone, and so are taken. */
static gboolean
settle_number (GhRun   *run,
               Adding  *self,
               GError **error)
{
  GhPhoneNumber *number = &self->wish.number;
  gint64 is_theirs = 0;

  if (self->user.id != 0 && *number->with_plus != '\0' &&
      !gh_connection_get_number (run->connection, "phones/is-of-user", &is_theirs, error, "iss", self->user.id,
                                 number->with_plus, self->wish.extension))
    return FALSE;

  if (is_theirs)
    {
      g_strlcpy (number->number, number->with_plus, sizeof number->number);
      self->wish.number_refusal = GH_REFUSAL_NONE;
    }

  return TRUE;
}

static gboolean
decide (GhRun   *run,
        Adding  *self,
        GError **error)
{
  g_autofree char *holder = NULL;
  GhRefusal refusal;
  gint64 taken;

  if (!settle_number (run, self, error))
    return FALSE;

  refusal = gh_phone_fulfil (&self->wish, NULL, &self->values);
  if (refusal == GH_REFUSAL_NONE && self->user.id != 0)
    refusal = gh_phone_check_joining (FALSE, self->user.n_phones);
  if (refusal != GH_REFUSAL_NONE)
    {
      gh_run_refuse (run, refusal, NULL);
      return TRUE;
    }

  if (!gh_phone_find_holder (run, self->values.number, self->values.extension, &taken, &holder, error))
    return FALSE;

  if (taken != 0)
    gh_run_refuse (run, GH_REFUSAL_NUMBER_TAKEN, holder);
  else
    {
      gh_run_change (run, 0);
      gh_phone_wish_remark (run, self->values.number);
    }

  return TRUE;
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Adding *self = g_new0 (Adding, 1);

  run->data = self;
  run->data_free = adding_free;
  run->result->selected = 1;

  gh_phone_wish_take (&self->wish, run, "number");
  if (!gh_phone_user_find (&self->user, run, error))
    return FALSE;

  return run->is_refused || decide (run, self, error);
}

/* Domain 10.2: what was typed is in the parameters already. */
static void
note_values (GhRun               *run,
             const GhPhoneValues *values)
{
  json_object_set_string_member (run->facts, "number", values->number);
  json_object_set_string_member (run->facts, "extension", values->extension);
  json_object_set_string_member (run->facts, "name", values->name);
  json_object_set_string_member (run->facts, "type", values->type);
  json_object_set_string_member (run->facts, "platform", values->platform);
}

static gboolean
give_to_user (GhRun              *run,
              const GhPhoneUser  *user,
              gint64              phone_id,
              GError            **error)
{
  g_autoptr (GArray) users = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (user->id == 0)
    return TRUE;

  g_array_append_val (users, user->id);
  gh_phone_user_note (user, run);

  return gh_phone_joining_begin (run, error) && gh_phone_joining_add (run, user->id, phone_id, error) &&
         gh_run_in_chunks (run, users, gh_phone_join_chunk, NULL, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  const Adding *self = run->data;
  const GhPhoneValues *values = &self->values;
  g_autofree char *key = gh_id_new (GH_ID_PHONE);
  g_autofree char *label = NULL;
  gint64 id;

  if (!gh_connection_run (run->connection, "phones/add-phone", error, "ssssssi", key, values->number, values->extension,
                          values->name, values->type, values->platform, run->entry))
    return FALSE;

  id = gh_connection_get_last_row_id (run->connection);
  if (!gh_journal_created_record (run, GH_PHONE_KIND, id, error) ||
      !gh_record_kind_describe (&gh_record_kind_phone, run->connection, id, NULL, &label, error))
    return FALSE;

  gh_run_about (run, GH_PHONE_KIND, key, label);
  note_values (run, values);

  return give_to_user (run, &self->user, id, error);
}

static const GhParameter parameters[] = {
  { "username", GH_PARAMETER_TEXT, FALSE, N_("User who has it") },
  { "number", GH_PARAMETER_TEXT, FALSE, N_("Number, perhaps with an extension") },
  { "extension", GH_PARAMETER_TEXT, FALSE, N_("Extension") },
  { "name", GH_PARAMETER_TEXT, FALSE, N_("Name") },
  { "type", GH_PARAMETER_TEXT, FALSE, N_("Type: mobile, tablet, landline or unknown") },
  { "platform", GH_PARAMETER_TEXT, FALSE, N_("Platform of a mobile phone or tablet, such as iphone or android") },
  { NULL },
};

const GhOperation gh_op_phone_add = {
  .name = "phone.add",
  .label = N_("Add Phone"),
  .done = GH_PLURAL ("%s phone added", "%s phones added"),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
