/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "administrators/gh-administrator-record.h"

#include "administrators/gh-administrator-rules.h"
#include "base/gh-fold.h"
#include "base/gh-json-reader.h"
#include "base/gh-json-text.h"
#include "operations/gh-journal.h"
#include "operations/gh-organisation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
gh_administrator_facts_clear (GhAdministratorFacts *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->email, g_free);
}

static gboolean
read_facts (GhAdministratorFacts  *self,
            GhStatement           *select,
            GError               **error)
{
  *self = (GhAdministratorFacts) { 0 };
  if (gh_statement_next (select))
    *self = (GhAdministratorFacts) {
      .id = gh_statement_get_int (select, 0),
      .key = g_strdup (gh_statement_get_text (select, 1)),
      .name = g_strdup (gh_statement_get_text (select, 2)),
      .email = g_strdup (gh_statement_get_text (select, 3)),
      .role = (GhRole) gh_statement_get_int (select, 4),
      .is_disabled = gh_statement_get_int (select, 5) != 0,
      .created = gh_statement_get_int (select, 6),
      .has_password = gh_statement_get_int (select, 7) != 0,
      .has_factor = gh_statement_get_int (select, 8) != 0,
      .lockout = gh_statement_get_int (select, 9),
      .unlocked = gh_statement_get_int (select, 10),
      .last_op = gh_statement_get_int (select, 11),
      .is_ended = gh_statement_get_int (select, 12) != 0,
    };

  return gh_statement_finish (select, error);
}

gboolean
gh_administrator_facts_read (GhAdministratorFacts  *self,
                             GhConnection          *connection,
                             gint64                 id,
                             gint64                 now,
                             GError               **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (connection, "administrators/get-administrator", error, "isi", id,
                                                        NULL, now);

  return read_facts (self, select, error);
}

gboolean
gh_administrator_facts_find (GhAdministratorFacts  *self,
                             GhConnection          *connection,
                             const char            *email,
                             gint64                 now,
                             GError               **error)
{
  g_autofree char *key = gh_fold_name_key (email);
  g_autoptr (GhStatement) select = gh_connection_query (connection, "administrators/get-administrator", error, "tsi",
                                                        (gint64) 0, key, now);

  return read_facts (self, select, error);
}

gboolean
gh_administrator_count (GhConnection  *connection,
                        gint64        *n_all,
                        gint64        *n_owners,
                        GError       **error)
{
  return gh_organisation_count_administrators (connection, n_all, error) &&
         gh_connection_get_number (connection, "administrators/count-usable-owners", n_owners, error, "tt", (gint64) 0,
                                   (gint64) 0);
}

static void
add_text (JsonObject *before,
          JsonObject *after,
          const char *member,
          const char *old_text,
          const char *new_text)
{
  if (strcmp (old_text, new_text) == 0)
    return;

  json_object_set_string_member (before, member, old_text);
  json_object_set_string_member (after, member, new_text);
}

/* @zero_is_null: as the record has it */
static void
add_number (JsonObject *before,
            JsonObject *after,
            const char *member,
            gint64      old_number,
            gint64      new_number,
            gboolean    zero_is_null)
{
  if (old_number == new_number)
    return;

  if (old_number == 0 && zero_is_null)
    json_object_set_null_member (before, member);
  else
    json_object_set_int_member (before, member, old_number);
  json_object_set_int_member (after, member, new_number);
}

gboolean
gh_administrator_write (GhRun                       *run,
                        const GhAdministratorFacts  *old_facts,
                        const GhAdministratorFacts  *facts,
                        GError                     **error)
{
  g_autoptr (JsonObject) before = json_object_new ();
  g_autoptr (JsonObject) after = json_object_new ();
  g_autofree char *before_text = NULL;
  g_autofree char *after_text = NULL;

  add_text (before, after, "name", old_facts->name, facts->name);
  add_text (before, after, "email", old_facts->email, facts->email);
  add_number (before, after, "role", old_facts->role, facts->role, FALSE);
  add_number (before, after, "disabled", old_facts->is_disabled, facts->is_disabled, FALSE);
  add_number (before, after, "unlocked", old_facts->unlocked, facts->unlocked, TRUE);
  before_text = gh_json_object_to_text (before);
  after_text = gh_json_object_to_text (after);

  return gh_journal_changed (run, GH_ADMINISTRATOR_KIND, facts->id, old_facts->last_op, before_text, after_text, error) &&
         gh_connection_run (run->connection, "administrators/edit-administrator", error, "issiiti", facts->id, facts->name,
                            facts->email, (gint64) facts->role, (gint64) facts->is_disabled, facts->unlocked, run->entry);
}

/* --- undo --- */

/* Only names and addresses are put back: all else about an administrator is a right of access (O5). */
static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  g_autoptr (JsonNode) node = before != NULL ? gh_json_parse (before, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;
  gint64 taken = 0;

  if (before == NULL)
    return GH_REFUSAL_CANNOT_BE_UNDONE;
  if (object == NULL)
    return GH_REFUSAL_JOURNAL_UNREADABLE;

  if (json_object_has_member (object, "role") || json_object_has_member (object, "disabled"))
    return GH_REFUSAL_CANNOT_BE_UNDONE;
  /* What needs the passcode again needs it by this way, too (A6). */
  gh_run_need_passcode (run);
  if (json_object_has_member (object, "name"))
    refusal = gh_administrator_check_name (json_object_get_string_member (object, "name"));
  if (refusal == GH_REFUSAL_NONE && json_object_has_member (object, "email"))
    {
      refusal = gh_administrator_check_email (json_object_get_string_member (object, "email"),
                                              run->settings.email_needs_dot);
      if (refusal == GH_REFUSAL_NONE &&
          gh_connection_get_number (run->connection, "administrators/find-taken-email", &taken, error, "is", id,
                                    json_object_get_string_member (object, "email")) && taken)
        refusal = GH_REFUSAL_ADMINISTRATOR_TAKEN;
    }

  return refusal;
}

const GhRecordKind gh_record_kind_administrator = {
  .name = GH_ADMINISTRATOR_KIND,
  .noun = GH_PLURAL ("%s administrator", "%s administrators"),
  .table = "administrators",
  .describe = "administrators/describe-administrator",
  .record = "administrators/get-administrator-record",
  .fields = " key:text name:text email:text role:integer disabled:integer created:integer unlocked:integer"
            " unlocked:null ",
  .label_fields = "[\"name\"]",
  .check_undo = check_undo,
  .back = { "administrators/put-back-administrators" },
  .name_option = "email",
  .find_by_name = "administrators/find-administrator-by-email",
  .no_such_name = N_("There is no administrator “%s”."),
  .no_such_key = N_("There is no administrator with the ID “%s”."),
};
