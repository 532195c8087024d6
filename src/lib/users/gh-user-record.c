/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-user-record.h"

#include "base/gh-email.h"
#include "base/gh-fold.h"
#include "base/gh-json-reader.h"
#include "operations/gh-journal.h"
#include "operations/gh-record-kind.h"
#include "phones/gh-phone-owners.h"
#include "phones/gh-sms-batch.h"
#include "trash/gh-trash-send.h"
#include "users/gh-user-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
gh_user_find_holder (GhRun       *run,
                     const char  *name,
                     gint64      *user_id,
                     gboolean    *is_trashed,
                     char       **holder,
                     GError     **error)
{
  g_autofree char *key = gh_fold_name_key (name);
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/find-name-holder", error);

  *user_id = 0;
  *is_trashed = FALSE;
  *holder = NULL;
  if (select == NULL)
    return FALSE;

  gh_statement_bind (select, "s", key);
  if (gh_statement_next (select))
    {
      gboolean is_alias = gh_statement_get_int (select, 1) != 0;
      const char *real_name = gh_statement_get_text (select, 3);
      const char *held = gh_statement_get_text (select, 5);

      *user_id = gh_statement_get_int (select, 0);
      *is_trashed = gh_statement_get_int (select, 4) != 0;
      if (is_alias && *is_trashed)
        *holder = g_strdup_printf (_("“%s” is an alias of %s, who is in the Trash"), held, real_name);
      else if (is_alias)
        *holder = g_strdup_printf (_("“%s” is an alias of %s"), held, real_name);
      else if (*is_trashed)
        *holder = g_strdup_printf (_("“%s” is the username of %s, who is in the Trash"), held, real_name);
      else
        *holder = g_strdup_printf (_("“%s” is the username of %s"), held, real_name);
    }

  return gh_statement_finish (select, error);
}

gboolean
gh_user_journal_created (GhRun    *run,
                         gpointer  data,
                         GError  **error)
{
  return gh_journal_rows (run, GH_USER_KIND, "users/list-created-users", error);
}

/* Whether an unlocking keeps the row from being put back: where nothing else changed, and where somebody who was locked
 * out would come back as Bypass without the lock-out, and need no passcode. A whole record comes back with its lock-out. */
static gboolean
is_kept_by_unlocking (const char *before)
{
  g_autoptr (JsonNode) node = strstr (before, "\"unlocked") != NULL ? gh_json_parse (before, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint n;

  if (object == NULL || json_object_has_member (object, "key"))
    return FALSE;

  n = (json_object_has_member (object, "unlocked") ? 1 : 0) + (json_object_has_member (object, "unlocked_there") ? 1 : 0);

  return n > 0 && (json_object_get_size (object) == n ||
                   json_object_get_int_member_with_default (object, "status", GH_STATUS_ACTIVE) == GH_STATUS_BYPASS);
}

/* Values that an operation would refuse do not come back from an edited journal either. */
static GhRefusal
check_texts (const char *before)
{
  static const struct {
    const char *name;
    gsize       max_characters;
  } texts[] = {
    { "realname", GH_REALNAME_MAX }, { "firstname", GH_REALNAME_MAX }, { "lastname", GH_REALNAME_MAX },
    { "email", GH_EMAIL_MAX },       { "notes", GH_NOTES_MAX },
  };
  g_autoptr (JsonNode) node = gh_json_parse (before, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;
  JsonObjectIter iter;
  JsonNode *value;

  if (object == NULL)
    return GH_REFUSAL_JOURNAL_UNREADABLE;

  for (gsize i = 0; refusal == GH_REFUSAL_NONE && i < G_N_ELEMENTS (texts); i++)
    if (json_object_has_member (object, texts[i].name))
      refusal = gh_user_check_text (json_object_get_string_member (object, texts[i].name), texts[i].max_characters);
  if (refusal == GH_REFUSAL_NONE && json_object_has_member (object, "username"))
    refusal = gh_user_check_username (json_object_get_string_member (object, "username"));
  if (refusal != GH_REFUSAL_NONE || !json_object_has_member (object, "aliases"))
    return refusal;

  json_object_iter_init (&iter, json_object_get_object_member (object, "aliases"));
  while (refusal == GH_REFUSAL_NONE && json_object_iter_next (&iter, NULL, &value))
    refusal = json_node_get_value_type (value) == G_TYPE_STRING ? gh_user_check_username (json_node_get_string (value))
                                                                : GH_REFUSAL_JOURNAL_UNREADABLE;

  return refusal;
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  gboolean has_names, has_texts;
  GhRefusal refusal;
  gint64 found = 0;

  /* Codes that were made since would go without a word. */
  if (before == NULL)
    return gh_connection_get_number (run->connection, "users/has-bypass-codes", &found, error, "i", id) && found
           ? GH_REFUSAL_EDITED_SINCE : GH_REFUSAL_NONE;

  if (is_kept_by_unlocking (before))
    return GH_REFUSAL_UNLOCKING_STAYS;

  has_names = strstr (before, "\"username\":") != NULL || strstr (before, "\"aliases\":") != NULL;
  has_texts = strstr (before, "\"realname\":") != NULL || strstr (before, "\"firstname\":") != NULL ||
              strstr (before, "\"lastname\":") != NULL || strstr (before, "\"email\":") != NULL ||
              strstr (before, "\"notes\":") != NULL;
  if ((has_names || has_texts) && (refusal = check_texts (before)) != GH_REFUSAL_NONE)
    return refusal;

  if (has_names &&
      gh_connection_get_number (run->connection, "users/find-taken-name-of-user", &found, error, "is", id, before) &&
      found)
    return GH_REFUSAL_NAME_TAKEN;

  if ((strstr (before, "\"groups\":") != NULL || strstr (before, "\"phones\":") != NULL ||
       strstr (before, "\"tokens\":") != NULL || strstr (before, "\"directory\":") != NULL) &&
      gh_connection_get_number (run->connection, "users/find-missing-of-user", &found, error, "s", before) && found)
    return GH_REFUSAL_OWNER_GONE;

  return GH_REFUSAL_NONE;
}

static gboolean
note_undo (GhRun   *run,
           GError **error)
{
  g_autoptr (GhSharing) sharing = gh_sharing_new ();
  g_autoptr (GhStatement) tokens = NULL;

  if (!gh_phone_joining_begin (run, error) ||
      !gh_connection_run (run->connection, "users/list-phones-back", error, "i", run->undoes) ||
      !gh_phone_joining_note (run, sharing, error))
    return FALSE;

  tokens = gh_connection_query (run->connection, "users/list-shared-tokens-back", error, "i", run->undoes);
  if (!gh_sharing_add_all (sharing, run, GH_SHARED_TOKEN, tokens, error))
    return FALSE;

  gh_sharing_say (sharing, run);

  return TRUE;
}

/* What a chunk of `back` holds, in the column order of list-back-parts.sql. */
typedef enum {
  PART_REMOVED,
  PART_MADE,
  PART_KEPT,
  PART_TEXTS,
  PART_UNLOCKED,
  PART_NAMES,
  PART_TRASH,
  PART_GROUPS,
  PART_PHONES,
  PART_TOKENS,

  N_PARTS
} Part;

/* Run in this order; a chunk of only statuses needs few of them. */
static const struct {
  Part        part;
  const char *name;
} statements[] = {
  { PART_UNLOCKED, "users/amend-back-unlocked" },
  { PART_REMOVED, "users/remove-back-users" },
  { PART_MADE, "users/make-back-users" },
  { PART_MADE, "users/make-back-user-status" },
  { PART_TEXTS, "users/put-back-users" },
  { PART_KEPT, "users/put-back-user-status" },
  { PART_NAMES, "users/clear-back-user-names" },
  { PART_NAMES, "users/clear-back-user-aliases" },
  { PART_NAMES, "users/put-back-user-aliases" },
  { PART_NAMES, "users/put-back-user-names" },
  { PART_GROUPS, "users/clear-back-user-groups" },
  { PART_GROUPS, "users/put-back-user-groups" },
  { PART_PHONES, "users/clear-back-user-phones" },
  { PART_PHONES, "users/put-back-user-phones" },
  { PART_TOKENS, "users/clear-back-user-tokens" },
  { PART_TOKENS, "users/put-back-user-tokens" },
};

static gboolean
list_parts (GhRun     *run,
            gboolean   has[N_PARTS],
            GError   **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare (run->connection, "users/list-back-parts", error);

  if (select == NULL || !gh_statement_require (select, error))
    return FALSE;

  for (Part part = 0; part < N_PARTS; part++)
    has[part] = gh_statement_get_int (select, part) != 0;

  return TRUE;
}

static gboolean
put_back (GhRun   *run,
          GError **error)
{
  gboolean has[N_PARTS];

  if (!list_parts (run, has, error))
    return FALSE;

  if (has[PART_TRASH] && !gh_trash_put_back (run, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (has[statements[i].part] && !gh_run_write (run, statements[i].name, error))
      return FALSE;

  return (!has[PART_PHONES] && !has[PART_REMOVED]) || gh_sms_batch_end_unowned (run, error);
}

const GhRecordKind gh_record_kind_user = {
  .name = GH_USER_KIND,
  .noun = GH_PLURAL ("%s user", "%s users"),
  .table = "users",
  .touched = "user_status",
  .describe = "users/describe-user",
  .record = "users/get-user-record",
  .fields = " key:text username:text aliases:object realname:text firstname:text lastname:text email:text notes:text"
            " created:integer directory:integer directory:null external_id:text external_id:null"
            " last_sync:integer last_sync:null"
            " directory_disabled:integer status:integer until:integer until:null unlocked:integer unlocked:null"
            " unlocked_there:array unlocked_there:null"
            " restored:integer restored:null trash:object trash:null groups:array phones:array tokens:array endpoints:array ",
  .label_fields = "[\"username\"]",
  .check_undo = check_undo,
  .note_undo = note_undo,
  .list_missing = "users/list-missing-groups",
  .put_back = put_back,
  .name_option = "username",
  .find_by_name = "users/find-name-holder",
  .no_such_name = N_("There is no user “%s”."),
  .no_such_key = N_("There is no user with the ID “%s”."),
  .list_removed = "users/list-removed-users",
};
