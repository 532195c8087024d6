/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P1, O8: number, extension, name, type and platform of phones. Numbers are edited one phone at a time. A phone that becomes
 * one without apps loses the one in it (P2). */
#include "base/gh-json-text.h"
#include "operations/gh-journal.h"
#include "operations/gh-revision.h"
#include "phones/gh-phone-app.h"
#include "phones/gh-phone-record.h"
#include "phones/gh-phone-target.h"
#include "phones/gh-phone-wish.h"
#include "phones/gh-sms-batch.h"
#include "verification/gh-credential.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  FIELD_NUMBER,
  FIELD_EXTENSION,
  FIELD_NAME,
  FIELD_TYPE,
  FIELD_PLATFORM,

  N_FIELDS
} Field;

static const struct {
  const char *name;   /* in the journal */
  const char *label;
} fields[N_FIELDS] = {
  [FIELD_NUMBER] = { "number", N_("Number") },
  [FIELD_EXTENSION] = { "extension", N_("Extension") },
  [FIELD_NAME] = { "name", N_("Name") },
  [FIELD_TYPE] = { "type", N_("Type") },
  [FIELD_PLATFORM] = { "platform", N_("Platform") },
};

/* The operation's data: the request, and who changed what since it was read. */
typedef struct {
  GhPhoneWish  wish;
  char        *changed_by[N_FIELDS];
  gint64       n_batches;  /* of SMS passcodes that end */
  gint64       n_apps_ending;
} Edit;

/* The outcome for one phone. */
typedef struct {
  GhPhoneValues  values;
  gboolean       ends_app;  /* if there is one */
  JsonObject    *before;
  JsonObject    *after;
  GPtrArray     *kept;    /* sentences: fields that somebody else changed */
} Outcome;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  for (Field field = 0; field < N_FIELDS; field++)
    g_free (self->changed_by[field]);
  g_free (self);
}

static void
outcome_init (Outcome *self)
{
  self->before = json_object_new ();
  self->after = json_object_new ();
  self->kept = g_ptr_array_new_with_free_func (g_free);
}

static void
outcome_clear (Outcome *self)
{
  json_object_unref (self->before);
  json_object_unref (self->after);
  g_ptr_array_unref (self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* --- one phone --- */

static const char *
get_old (const GhPhoneFacts *phone,
         Field               field)
{
  const char *const texts[N_FIELDS] = { phone->number, phone->extension, phone->name, phone->type, phone->platform };

  return texts[field];
}

static const char *
get_new (const GhPhoneValues *values,
         Field                field)
{
  const char *const texts[N_FIELDS] = { values->number, values->extension, values->name, values->type,
                                        values->platform };

  return texts[field];
}

static void
set_back (GhPhoneValues      *values,
          const GhPhoneFacts *phone,
          Field               field)
{
  if (field == FIELD_NUMBER)
    g_strlcpy (values->number, phone->number, sizeof values->number);
  else if (field == FIELD_EXTENSION)
    g_strlcpy (values->extension, phone->extension, sizeof values->extension);
  else if (field == FIELD_NAME)
    values->name = phone->name;
  else if (field == FIELD_TYPE)
    values->type = phone->type;
  else
    values->platform = phone->platform;
}

/* Fills the fields that change, as the journal has them, but for those that stay as somebody else left them. */
static GhRefusal
work_out (const Edit         *edit,
          const GhPhoneFacts *phone,
          Outcome            *outcome)
{
  GhRefusal refusal = gh_phone_fulfil (&edit->wish, phone, &outcome->values);

  for (Field field = 0; refusal == GH_REFUSAL_NONE && field < N_FIELDS; field++)
    {
      const char *old = get_old (phone, field);
      const char *new = get_new (&outcome->values, field);

      if (strcmp (old, new) == 0)
        continue;

      if (edit->changed_by[field] == NULL)
        {
          json_object_set_string_member (outcome->before, fields[field].name, old);
          json_object_set_string_member (outcome->after, fields[field].name, new);
        }
      else
        {
          set_back (&outcome->values, phone, field);
          g_ptr_array_add (outcome->kept,
                           gh_revision_dup_kept (_(fields[field].label), edit->changed_by[field], old));
        }
    }

  outcome->ends_app = gh_phone_can_have_app (phone->type, phone->platform) &&
                      !gh_phone_can_have_app (outcome->values.type, outcome->values.platform);
  if (outcome->ends_app && phone->activated != 0)
    {
      json_object_set_int_member (outcome->before, "activated", phone->activated);
      json_object_set_null_member (outcome->after, "activated");
    }

  return refusal == GH_REFUSAL_NONE ? gh_phone_check_values (&outcome->values) : refusal;
}

/* Whether SMS passcodes that were sent are with somebody else then, or could be sent no more. */
static gboolean
ends_batch (const Outcome *outcome)
{
  return json_object_has_member (outcome->after, fields[FIELD_NUMBER].name) ||
         json_object_has_member (outcome->after, fields[FIELD_TYPE].name);
}

static gboolean
count_app (GhRun               *run,
           const GhPhoneFacts  *phone,
           const Outcome       *outcome,
           GError             **error)
{
  Edit *edit = run->data;
  gboolean has_app = FALSE;

  if (outcome->ends_app && !gh_phone_app_find (run, phone->id, &has_app, error))
    return FALSE;

  edit->n_apps_ending += has_app;

  return TRUE;
}

static gboolean
check_number (GhRun                *run,
              const GhPhoneFacts   *phone,
              const GhPhoneValues  *values,
              GError              **error)
{
  g_autofree char *holder = NULL;
  gint64 taken;

  if (!gh_phone_find_holder (run, values->number, values->extension, &taken, &holder, error))
    return FALSE;

  if (taken != 0 && taken != phone->id)
    gh_run_refuse (run, GH_REFUSAL_NUMBER_TAKEN, holder);
  else if (strcmp (phone->number, values->number) != 0)
    gh_phone_wish_remark (run, values->number);

  return TRUE;
}

static gboolean
decide (GhRun               *run,
        const GhPhoneFacts  *phone,
        GhRefusal           *refusal,
        GError             **error)
{
  Edit *edit = run->data;
  g_auto (Outcome) outcome = { 0 };
  gboolean has_batch = FALSE;

  outcome_init (&outcome);
  *refusal = work_out (edit, phone, &outcome);
  if (*refusal != GH_REFUSAL_NONE)
    return TRUE;

  if (json_object_get_size (outcome.after) == 0 && outcome.kept->len > 0)
    {
      gh_run_refuse (run, GH_REFUSAL_CHANGED_SINCE, g_ptr_array_index (outcome.kept, 0));
      return TRUE;
    }
  if (json_object_get_size (outcome.after) == 0)
    *refusal = GH_REFUSAL_ALREADY_SO;
  for (guint i = 0; i < outcome.kept->len; i++)
    gh_run_note (run, gh_refusal_get_code (GH_REFUSAL_CHANGED_SINCE), 1,
                 g_strdup (g_ptr_array_index (outcome.kept, i)));
  if (ends_batch (&outcome) && !gh_sms_batch_find (run->connection, phone->id, &has_batch, error))
    return FALSE;
  edit->n_batches += has_batch;

  return *refusal != GH_REFUSAL_NONE ||
         (count_app (run, phone, &outcome, error) && check_number (run, phone, &outcome.values, error));
}

/* --- the operation --- */

static void
check_request (GhRun             *run,
               const GhPhoneWish *wish)
{
  gboolean is_number = wish->has_number || wish->has_extension;

  if (!is_number && wish->name == NULL && wish->type == NULL && wish->platform == NULL)
    gh_run_refuse (run, GH_REFUSAL_NOTHING_GIVEN, NULL);
  else if (run->targets->len > 1 && (is_number || json_object_has_member (run->parameters, "revision")))
    gh_run_refuse (run, GH_REFUSAL_ONE_AT_A_TIME, is_number ? _(fields[FIELD_NUMBER].label) : NULL);
}

static gboolean
find_changes_since (GhRun   *run,
                    Edit    *edit,
                    GError **error)
{
  const char *names[N_FIELDS + 1] = { NULL };

  if (!json_object_has_member (run->parameters, "revision"))
    return TRUE;

  for (Field field = 0; field < N_FIELDS; field++)
    names[field] = fields[field].name;

  return gh_revision_read (run, GH_PHONE_KIND, g_array_index (run->targets, gint64, 0),
                           gh_run_get_number (run, "revision", 0), names, edit->changed_by, error);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Edit *edit = g_new0 (Edit, 1);

  run->data = edit;
  run->data_free = edit_free;
  gh_phone_wish_take (&edit->wish, run, "new-number");
  if (!run->is_refused)
    check_request (run, &edit->wish);

  if (run->is_refused)
    return TRUE;
  if (!find_changes_since (run, edit, error) || !gh_phone_plan (run, 0, decide, error))
    return FALSE;
  gh_sms_batch_say_ends (run, edit->n_batches);
  gh_phone_app_say_ends (run, edit->n_apps_ending);

  return TRUE;
}

static gboolean
write_phone (GhRun               *run,
             const GhPhoneFacts  *phone,
             gpointer             data,
             GError             **error)
{
  g_auto (Outcome) outcome = { 0 };
  const GhPhoneValues *values = &outcome.values;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  outcome_init (&outcome);
  work_out (data, phone, &outcome);
  before = gh_json_object_to_text (outcome.before);
  after = gh_json_object_to_text (outcome.after);

  return (!ends_batch (&outcome) || gh_sms_batch_end (run, phone->id, error)) &&
         (!outcome.ends_app || gh_credential_end (run, GH_PHONE_KIND, phone->id, error)) &&
         gh_journal_changed (run, GH_PHONE_KIND, phone->id, phone->last_op, before, after, error) &&
         gh_connection_run (run->connection, "phones/edit-phone", error, "isssssii", phone->id, values->number,
                            values->extension, values->name, values->type, values->platform, (gint64) outcome.ends_app,
                            run->entry);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_phone_for_each (run, run->changes, 0, write_phone, run->data, error);
}

static const GhParameter parameters[] = {
  { "new-number", GH_PARAMETER_TEXT, FALSE, N_("Number, perhaps with an extension") },
  { "extension", GH_PARAMETER_TEXT, FALSE, N_("Extension") },
  { "name", GH_PARAMETER_TEXT, FALSE, N_("Name") },
  { "type", GH_PARAMETER_TEXT, FALSE, N_("Type: mobile, tablet, landline or unknown") },
  { "platform", GH_PARAMETER_TEXT, FALSE, N_("Platform of a mobile phone or tablet, such as iphone or android") },
  { "revision", GH_PARAMETER_NUMBER, FALSE, N_("Entry that last changed the phone when it was read") },
  { NULL },
};

const GhOperation gh_op_phone_edit = {
  .name = "phone.edit",
  .label = N_("Edit Phone"),
  .done = GH_PLURAL ("%s phone changed", "%s phones changed"),
  .target = &gh_target_phones,
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};
