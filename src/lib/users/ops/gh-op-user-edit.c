/* SPDX-License-Identifier: GPL-3.0-or-later */
/* U7, O8: the texts and names of users. Names are edited one user at a time, the other texts for any number. */
#include "base/gh-email.h"
#include "base/gh-json-text.h"
#include "operations/gh-revision.h"
#include "trash/gh-trash-rules.h"
#include "users/gh-user-names.h"
#include "users/gh-user-record.h"
#include "users/gh-user-target.h"
#include "users/gh-user-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  FIELD_USERNAME,
  FIELD_ALIASES,
  FIELD_REALNAME,
  FIELD_FIRSTNAME,
  FIELD_LASTNAME,
  FIELD_EMAIL,
  FIELD_NOTES,

  N_FIELDS
} Field;

static const struct {
  const char *name;          /* in the journal */
  const char *parameter;     /* NULL: the aliases have two */
  const char *label;
  gsize       max_characters;
  gboolean    is_of_directory;
} fields[N_FIELDS] = {
  [FIELD_USERNAME] = { "username", "new-username", N_("Username"), GH_USERNAME_MAX, TRUE },
  [FIELD_ALIASES] = { "aliases", NULL, N_("Aliases"), GH_USERNAME_MAX, FALSE },
  [FIELD_REALNAME] = { "realname", "real-name", N_("Real name"), GH_REALNAME_MAX, TRUE },
  [FIELD_FIRSTNAME] = { "firstname", "first-name", N_("First name"), GH_REALNAME_MAX, FALSE },
  [FIELD_LASTNAME] = { "lastname", "last-name", N_("Last name"), GH_REALNAME_MAX, FALSE },
  [FIELD_EMAIL] = { "email", "email", N_("E-mail"), GH_EMAIL_MAX, TRUE },
  [FIELD_NOTES] = { "notes", "notes", N_("Notes"), GH_NOTES_MAX, FALSE },
};

/* The columns of users/read-chunk-texts. */
enum {
  COLUMN_ID,
  COLUMN_KEY,
  COLUMN_USERNAME,
  COLUMN_REALNAME,
  COLUMN_FIRSTNAME,
  COLUMN_LASTNAME,
  COLUMN_EMAIL,
  COLUMN_NOTES,
  COLUMN_DIRECTORY,
  COLUMN_TRASH_ORIGIN,
};

/* The operation's data: the request, and who changed what since it was read. */
typedef struct {
  const char *wanted[N_FIELDS];   /* none for FIELD_ALIASES */
  JsonArray  *add;                /* nullable */
  JsonArray  *remove;             /* nullable */
  char       *changed_by[N_FIELDS];
} Edit;

/* The outcome for one user. */
typedef struct {
  GhRefusal   refusal;
  char       *detail;
  JsonObject *before;
  JsonObject *after;
  GPtrArray  *kept;               /* sentences: fields that somebody else changed */
} Outcome;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  for (guint i = 0; i < N_FIELDS; i++)
    g_free (edit->changed_by[i]);
  g_free (edit);
}

static void
outcome_init (Outcome *self)
{
  *self = (Outcome) {
    .before = json_object_new (),
    .after = json_object_new (),
    .kept = g_ptr_array_new_with_free_func (g_free),
  };
}

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->before, json_object_unref);
  g_clear_pointer (&self->after, json_object_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static gboolean
refuse (Outcome    *outcome,
        GhRefusal   refusal,
        const char *detail)
{
  outcome->refusal = refusal;
  g_free (outcome->detail);
  outcome->detail = g_strdup (detail);

  return TRUE;
}

static gboolean
changes_names (const Edit *edit)
{
  return edit->wanted[FIELD_USERNAME] != NULL || edit->add != NULL || edit->remove != NULL;
}

/* --- the request --- */

static JsonArray *
get_texts (GhRun      *run,
           const char *name)
{
  JsonArray *texts = json_object_has_member (run->parameters, name)
                       ? json_object_get_array_member (run->parameters, name) : NULL;

  return texts != NULL && json_array_get_length (texts) > 0 ? texts : NULL;
}

static void
check_wanted (GhRun      *run,
              const Edit *edit)
{
  gboolean is_given = changes_names (edit);

  for (Field field = 0; field < N_FIELDS; field++)
    {
      const char *text = edit->wanted[field];
      GhRefusal refusal;

      if (text == NULL)
        continue;

      is_given = TRUE;
      if (field == FIELD_USERNAME)
        refusal = gh_user_check_username (text);
      else if ((field == FIELD_FIRSTNAME || field == FIELD_LASTNAME) && !run->settings.identity_proofing)
        refusal = GH_REFUSAL_NO_IDENTITY_PROOFING;
      else if (field == FIELD_EMAIL)
        refusal = gh_email_check (text, run->settings.email_needs_dot);
      else
        refusal = gh_user_check_text (text, fields[field].max_characters);
      if (refusal != GH_REFUSAL_NONE)
        gh_run_refuse (run, refusal, _(fields[field].label));
    }

  for (guint i = 0; edit->add != NULL && i < json_array_get_length (edit->add); i++)
    {
      const char *alias = json_array_get_string_element (edit->add, i);
      GhRefusal refusal = gh_user_check_username (alias);

      if (refusal != GH_REFUSAL_NONE)
        gh_run_refuse (run, refusal, alias);
    }

  if (!is_given)
    gh_run_refuse (run, GH_REFUSAL_NOTHING_GIVEN, NULL);
  else if (run->targets->len > 1 && changes_names (edit))
    gh_run_refuse (run, GH_REFUSAL_ONE_AT_A_TIME, _(fields[FIELD_USERNAME].label));
  else if (run->targets->len > 1 && json_object_has_member (run->parameters, "revision"))
    gh_run_refuse (run, GH_REFUSAL_ONE_AT_A_TIME, NULL);
}

/* --- what somebody changed since (O8) --- */

static gboolean
find_changes_since (GhRun    *run,
                    Edit     *edit,
                    gint64    revision,
                    GError  **error)
{
  const char *names[N_FIELDS + 1] = { NULL };

  for (Field field = 0; field < N_FIELDS; field++)
    names[field] = fields[field].name;

  return gh_revision_read (run, GH_USER_KIND, g_array_index (run->targets, gint64, 0), revision, names,
                           edit->changed_by, error);
}

/* Whether the field stays as somebody else left it. */
static gboolean
keep_field (const Edit *edit,
            Outcome    *outcome,
            Field       field,
            const char *value)
{
  if (edit->changed_by[field] == NULL)
    return FALSE;

  g_ptr_array_add (outcome->kept, gh_revision_dup_kept (_(fields[field].label), edit->changed_by[field], value));

  return TRUE;
}

/* --- the outcome for one user --- */

static gboolean
check_is_free (GhRun       *run,
               gint64       user_id,
               const char  *name,
               Outcome     *outcome,
               GError     **error)
{
  g_autofree char *holder = NULL;
  gboolean is_trashed;
  gint64 holder_id;

  if (!gh_user_find_holder (run, name, &holder_id, &is_trashed, &holder, error))
    return FALSE;

  if (holder_id != 0 && holder_id != user_id)
    refuse (outcome, is_trashed ? GH_REFUSAL_NAME_TAKEN_IN_TRASH : GH_REFUSAL_NAME_TAKEN, holder);

  return TRUE;
}

/* Makes the new names; added ones are checked against everybody else's. */
static gboolean
make_names (GhRun             *run,
            const Edit        *edit,
            const GhUserNames *old,
            GhUserNames       *new,
            gint64             user_id,
            Outcome           *outcome,
            GError           **error)
{
  const char *username = edit->wanted[FIELD_USERNAME];
  GhRefusal refusal;

  gh_user_names_copy (old, new);
  for (guint i = 0; edit->remove != NULL && i < json_array_get_length (edit->remove); i++)
    {
      const char *alias = json_array_get_string_element (edit->remove, i);

      if ((refusal = gh_user_names_remove_alias (new, alias)) != GH_REFUSAL_NONE)
        return refuse (outcome, refusal, alias);
    }

  if (username != NULL)
    {
      if ((refusal = gh_user_names_set_username (new, username)) != GH_REFUSAL_NONE)
        return refuse (outcome, refusal, username);
      if (!check_is_free (run, user_id, username, outcome, error))
        return FALSE;
    }

  for (guint i = 0; edit->add != NULL && i < json_array_get_length (edit->add); i++)
    {
      const char *alias = json_array_get_string_element (edit->add, i);

      if ((refusal = gh_user_names_add_alias (new, alias)) != GH_REFUSAL_NONE)
        return refuse (outcome, refusal, alias);
      if (!check_is_free (run, user_id, alias, outcome, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
work_out_names (GhRun       *run,
                const Edit  *edit,
                GhStatement *row,
                Outcome     *outcome,
                GError     **error)
{
  gint64 user_id = gh_statement_get_int (row, COLUMN_ID);
  g_auto (GhUserNames) old = { 0 };
  g_auto (GhUserNames) new = { 0 };

  if (!gh_user_names_read (&old, run, user_id, gh_statement_get_text (row, COLUMN_USERNAME), error) ||
      !make_names (run, edit, &old, &new, user_id, outcome, error))
    return FALSE;
  if (outcome->refusal != GH_REFUSAL_NONE)
    return TRUE;

  if (strcmp (old.username, new.username) != 0 && !keep_field (edit, outcome, FIELD_USERNAME, old.username))
    {
      if (!gh_statement_is_null (row, COLUMN_DIRECTORY))
        return refuse (outcome, GH_REFUSAL_FIELD_OF_DIRECTORY, NULL);
      json_object_set_string_member (outcome->before, fields[FIELD_USERNAME].name, old.username);
      json_object_set_string_member (outcome->after, fields[FIELD_USERNAME].name, new.username);
    }

  if (!gh_user_names_have_same_aliases (&old, &new))
    {
      g_autofree char *value = gh_user_names_join_aliases (&old);

      if (!keep_field (edit, outcome, FIELD_ALIASES, value))
        {
          json_object_set_object_member (outcome->before, fields[FIELD_ALIASES].name, gh_user_names_to_json (&old));
          json_object_set_object_member (outcome->after, fields[FIELD_ALIASES].name, gh_user_names_to_json (&new));
        }
    }

  return TRUE;
}

static void
work_out_text (const Edit  *edit,
               GhStatement *row,
               Field        field,
               Outcome     *outcome)
{
  static const int columns[N_FIELDS] = {
    [FIELD_REALNAME] = COLUMN_REALNAME,
    [FIELD_FIRSTNAME] = COLUMN_FIRSTNAME,
    [FIELD_LASTNAME] = COLUMN_LASTNAME,
    [FIELD_EMAIL] = COLUMN_EMAIL,
    [FIELD_NOTES] = COLUMN_NOTES,
  };
  const char *old = gh_statement_get_text (row, columns[field]);
  const char *new = edit->wanted[field];

  if (new == NULL || strcmp (old, new) == 0 || keep_field (edit, outcome, field, old))
    return;

  if (fields[field].is_of_directory && !gh_statement_is_null (row, COLUMN_DIRECTORY))
    {
      refuse (outcome, GH_REFUSAL_FIELD_OF_DIRECTORY, NULL);
      return;
    }

  json_object_set_string_member (outcome->before, fields[field].name, old);
  json_object_set_string_member (outcome->after, fields[field].name, new);
}

static gboolean
work_out (GhRun       *run,
          GhStatement *row,
          Outcome     *outcome,
          GError     **error)
{
  const Edit *edit = run->data;
  GhUserFacts facts = {
    .id = gh_statement_get_int (row, COLUMN_ID),
    .directory_id = gh_statement_get_int (row, COLUMN_DIRECTORY),
    .trash_origin = gh_statement_get_int (row, COLUMN_TRASH_ORIGIN),
  };
  GhRefusal refusal = run->operation->check (&facts, run->now);

  outcome_init (outcome);
  if (refusal != GH_REFUSAL_NONE)
    return refuse (outcome, refusal, NULL);

  if (changes_names (edit) && !work_out_names (run, edit, row, outcome, error))
    return FALSE;

  for (Field field = FIELD_REALNAME; field < N_FIELDS && outcome->refusal == GH_REFUSAL_NONE; field++)
    work_out_text (edit, row, field, outcome);

  if (outcome->refusal == GH_REFUSAL_NONE && json_object_get_size (outcome->after) == 0)
    {
      if (outcome->kept->len > 0)
        return refuse (outcome, GH_REFUSAL_CHANGED_SINCE, g_ptr_array_index (outcome->kept, 0));
      return refuse (outcome, GH_REFUSAL_ALREADY_SO, NULL);
    }

  return TRUE;
}

/* --- the operation --- */

static void
say_outcome (GhRun       *run,
             GhStatement *row,
             Outcome     *outcome)
{
  gint64 id = gh_statement_get_int (row, COLUMN_ID);

  if (run->targets->len == 1)
    gh_run_about (run, GH_USER_KIND, gh_statement_get_text (row, COLUMN_KEY),
                  gh_statement_get_text (row, COLUMN_USERNAME));

  if (outcome->detail != NULL)
    gh_run_refuse (run, outcome->refusal, outcome->detail);
  else if (outcome->refusal != GH_REFUSAL_NONE)
    gh_run_skip (run, GH_USER_KIND, id, outcome->refusal);
  else
    {
      gh_run_change (run, id);
      for (guint i = 0; i < outcome->kept->len; i++)
        gh_run_note (run, gh_refusal_get_code (GH_REFUSAL_CHANGED_SINCE), 1,
                     g_strdup (g_ptr_array_index (outcome->kept, i)));
    }
}

static gboolean
plan_chunk (GhRun    *run,
            gpointer  data,
            GError  **error)
{
  g_autoptr (GhStatement) row = gh_connection_prepare (run->connection, "users/read-chunk-texts", error);

  if (row == NULL)
    return FALSE;

  while (gh_statement_next (row))
    {
      g_auto (Outcome) outcome = { 0 };

      if (!work_out (run, row, &outcome, error))
        return FALSE;
      say_outcome (run, row, &outcome);
    }

  return gh_statement_finish (row, error);
}

static gboolean
plan (GhRun   *run,
      GError **error)
{
  Edit *edit = g_new0 (Edit, 1);

  run->data = edit;
  run->data_free = edit_free;
  for (Field field = 0; field < N_FIELDS; field++)
    if (fields[field].parameter != NULL)
      edit->wanted[field] = gh_run_get_text (run, fields[field].parameter);
  edit->add = get_texts (run, "add-alias");
  edit->remove = get_texts (run, "remove-alias");

  check_wanted (run, edit);
  if (run->is_refused)
    return TRUE;

  if (json_object_has_member (run->parameters, "revision") &&
      !find_changes_since (run, edit, gh_run_get_number (run, "revision", 0), error))
    return FALSE;

  return gh_run_in_chunks (run, run->targets, plan_chunk, NULL, error);
}

static gboolean
apply_chunk (GhRun    *run,
             gpointer  data,
             GError  **error)
{
  g_autoptr (GhStatement) row = gh_connection_prepare (run->connection, "users/read-chunk-texts", error);

  if (row == NULL)
    return FALSE;

  while (gh_statement_next (row))
    {
      g_auto (Outcome) outcome = { 0 };
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (!work_out (run, row, &outcome, error))
        return FALSE;

      g_assert (outcome.refusal == GH_REFUSAL_NONE);
      before = gh_json_object_to_text (outcome.before);
      after = gh_json_object_to_text (outcome.after);
      if (!gh_user_write_add (run, gh_statement_get_int (row, COLUMN_ID), before, after, error))
        return FALSE;
    }

  if (!gh_statement_finish (row, error))
    return FALSE;

  return gh_user_write_batch (run, error);
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  return gh_user_write_begin (run, error) &&
         gh_run_in_chunks (run, run->changes, apply_chunk, NULL, error);
}

static const GhParameter parameters[] = {
  { "new-username", GH_PARAMETER_TEXT, FALSE, N_("Username") },
  { "real-name", GH_PARAMETER_TEXT, FALSE, N_("Real name") },
  { "first-name", GH_PARAMETER_TEXT, FALSE, N_("First name, with identity proofing") },
  { "last-name", GH_PARAMETER_TEXT, FALSE, N_("Last name, with identity proofing") },
  { "email", GH_PARAMETER_TEXT, FALSE, N_("E-mail") },
  { "notes", GH_PARAMETER_TEXT, FALSE, N_("Notes") },
  { "add-alias", GH_PARAMETER_TEXTS, FALSE, N_("Alias to add") },
  { "remove-alias", GH_PARAMETER_TEXTS, FALSE, N_("Alias to remove") },
  { "revision", GH_PARAMETER_NUMBER, FALSE, N_("Entry that last changed the user when it was read") },
  { NULL },
};

const GhOperation gh_op_user_edit = {
  .name = "user.edit",
  .label = N_("Edit User"),
  .done = GH_PLURAL ("%s user changed", "%s users changed"),
  .target = &gh_target_users,
  .parameters = parameters,
  .check = gh_trash_check_change,
  .plan = plan,
  .apply = apply,
};
