/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups/gh-group-record.h"

#include "base/gh-fold.h"
#include "base/gh-id.h"
#include "base/gh-json-reader.h"
#include "groups/gh-group-rules.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
gh_group_facts_clear (GhGroupFacts *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);
}

static gboolean
read_facts (GhGroupFacts *self,
            GhStatement  *select,
            GError      **error)
{
  *self = (GhGroupFacts) { 0 };
  if (gh_statement_next (select))
    *self = (GhGroupFacts) {
      .id = gh_statement_get_int (select, 0),
      .key = g_strdup (gh_statement_get_text (select, 1)),
      .name = g_strdup (gh_statement_get_text (select, 2)),
      .description = g_strdup (gh_statement_get_text (select, 3)),
      .status = gh_statement_get_int (select, 4),
      .directory_id = gh_statement_get_int (select, 5),
      .last_op = gh_statement_get_int (select, 6),
    };

  return gh_statement_finish (select, error);
}

gboolean
gh_group_facts_read (GhGroupFacts  *self,
                     GhRun         *run,
                     gint64         id,
                     GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "groups/get-group", error);

  if (select == NULL)
    return FALSE;
  gh_statement_bind_int (select, 1, id);

  return read_facts (self, select, error);
}

gboolean
gh_group_facts_find (GhGroupFacts  *self,
                     GhRun         *run,
                     const char    *name,
                     GError       **error)
{
  g_autofree char *name_key = gh_fold_name_key (name);
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "groups/find-group-by-name", error);

  if (select == NULL)
    return FALSE;
  gh_statement_bind (select, "s", name_key);

  return read_facts (self, select, error);
}

gboolean
gh_group_insert_row (GhRun           *run,
                     const char      *key,
                     const char      *name,
                     const char      *description,
                     GhStoredStatus   status,
                     gint64           directory_id,
                     GError         **error)
{
  g_autofree char *name_key = gh_fold_name_key (name);
  g_autofree char *fold = gh_fold_search (name);

  return gh_connection_run (run->connection, "groups/insert-group", error, "sssssiti", key, name, name_key, fold,
                            description, (gint64) status, directory_id, run->entry);
}

gboolean
gh_group_insert (GhRun           *run,
                 const char      *name,
                 const char      *description,
                 GhStoredStatus   status,
                 gint64           directory_id,
                 gint64          *id,
                 char           **key,
                 GError         **error)
{
  g_autofree char *new_key = gh_id_new (GH_ID_GROUP);

  if (!gh_group_insert_row (run, new_key, name, description, status, directory_id, error))
    return FALSE;

  *id = gh_connection_get_last_row_id (run->connection);
  if (key != NULL)
    *key = g_steal_pointer (&new_key);

  return gh_journal_created_record (run, GH_GROUP_KIND, *id, error);
}

/* --- undo --- */

/* An edited journal must not bring back what no operation would accept. */
static GhRefusal
check_texts (const char *before)
{
  g_autoptr (JsonNode) node = gh_json_parse (before, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (object == NULL)
    return GH_REFUSAL_JOURNAL_UNREADABLE;

  if (json_object_has_member (object, "name"))
    refusal = gh_group_check_name (json_object_get_string_member (object, "name"));
  if (refusal == GH_REFUSAL_NONE && json_object_has_member (object, "description"))
    refusal = gh_group_check_description (json_object_get_string_member (object, "description"));

  return refusal;
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  GhRefusal refusal;
  gint64 found = 0;

  /* Members added by another operation stay, and so does their group. */
  if (before == NULL)
    return gh_connection_get_number (run->connection, "groups/has-other-members", &found, error, "i", id) &&
           found ? GH_REFUSAL_EDITED_SINCE : GH_REFUSAL_NONE;

  refusal = check_texts (before);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (strstr (before, "\"name\":") != NULL &&
      gh_connection_get_number (run->connection, "groups/find-taken-name-of-group", &found, error, "is", id, before) &&
      found)
    return GH_REFUSAL_GROUP_NAME_TAKEN;

  if (strstr (before, "\"directory\":") != NULL &&
      gh_connection_get_number (run->connection, "groups/find-missing-of-group", &found, error, "s", before) && found)
    return GH_REFUSAL_OWNER_GONE;

  return GH_REFUSAL_NONE;
}

static gboolean
check_back (GhRun   *run,
            GError **error)
{
  gint64 n_members;

  /* Users come before groups when records are removed, so anyone still a member could not be put back. Removing the
   * group would end the membership without a journal row. */
  if (!gh_connection_get_number (run->connection, "groups/count-members-of-back-groups", &n_members, error, ""))
    return FALSE;
  if (n_members > 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           _("A group that would go has members who cannot be put back, so nothing was done."));
      return FALSE;
    }

  return TRUE;
}

const GhRecordKind gh_record_kind_group = {
  .name = GH_GROUP_KIND,
  .noun = GH_PLURAL ("%s group", "%s groups"),
  .table = "groups",
  .describe = "groups/describe-group",
  .record = "groups/get-group-record",
  .fields = " key:text name:text description:text status:integer directory:integer directory:null ",
  .label_fields = "[\"name\"]",
  .check_undo = check_undo,
  .put_back = check_back,
  .back = { "groups/remove-back-groups", "groups/make-back-groups", "groups/put-back-groups" },
  .is_name_of_users = TRUE,
  .name_option = "name",
  .find_by_name = "groups/find-group-by-name",
  .no_such_name = N_("There is no group “%s”."),
  .no_such_key = N_("There is no group with the ID “%s”."),
};
