/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phones/gh-phone-record.h"

#include "base/gh-json-reader.h"
#include "operations/gh-undo.h"
#include "phones/gh-phone-app.h"
#include "phones/gh-phone-region.h"
#include "phones/gh-phone-rules.h"
#include "phones/gh-sms-batch.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>

GhInserter *
gh_phone_inserter_new (GhConnection *connection)
{
  return gh_inserter_new (connection, "phones/insert-phone");
}

/* --- who has a number --- */

static char *
describe_holder (const char *phone,
                 const char *owner,
                 gboolean    is_trashed,
                 gint64      n_owners)
{
  g_autofree char *others = g_strdup_printf ("%" G_GINT64_FORMAT, n_owners - 1);

  if (n_owners == 0)
    return g_strdup_printf (_("“%s” is a phone that nobody has"), phone);
  if (n_owners > 1)
    return g_strdup_printf (ngettext ("“%s” is a phone of %s and %s other person",
                                      "“%s” is a phone of %s and %s other people", (gulong) n_owners - 1),
                            phone, owner, others);
  if (is_trashed)
    return g_strdup_printf (_("“%s” is a phone of %s, who is in the Trash"), phone, owner);

  return g_strdup_printf (_("“%s” is a phone of %s"), phone, owner);
}

gboolean
gh_phone_find_holder (GhRun       *run,
                      const char  *number,
                      const char  *extension,
                      gint64      *phone_id,
                      char       **holder,
                      GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/find-phone-holder", error, "ss",
                                                        number, extension);

  *phone_id = 0;
  *holder = NULL;
  if (gh_statement_next (select))
    {
      g_autofree char *phone = gh_phone_number_format_whole (number, extension);

      *phone_id = gh_statement_get_int (select, 0);
      *holder = describe_holder (phone, gh_statement_get_text (select, 1), gh_statement_get_int (select, 2) != 0,
                                 gh_statement_get_int (select, 3));
    }

  return gh_statement_finish (select, error);
}

/* A phone is called by its number in any form, with its extension (R10); else by what was typed, which finds none. */
static char *
make_name_key (GhConnection  *connection,
               const char    *name,
               GError       **error)
{
  g_auto (GhSettings) settings = { 0 };
  g_autofree char *region = NULL;
  GhPhoneNumber read;
  const char *number;

  if (!gh_settings_read (&settings, connection, error))
    return NULL;

  region = gh_phone_region_find (&settings);
  gh_phone_number_read (name, region, &read);
  number = *read.number != '\0' ? read.number : read.with_plus;
  if (*number == '\0')
    return g_strdup (name);

  return *read.extension != '\0' ? g_strdup_printf ("%s x%s", number, read.extension) : g_strdup (number);
}

/* --- undo --- */

/* Whether an undo that removes the phone takes it from users whom it does not put back. */
static GhRefusal
check_holders (GhRun   *run,
               gint64   id,
               GError **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/list-holders-of-phone", error, "i", id);
  GhRefusal refusal = GH_REFUSAL_NONE;

  while (gh_statement_next (select))
    if (!gh_undo_check_record (run, GH_USER_KIND, gh_statement_get_int (select, 0), &refusal, error) ||
        refusal != GH_REFUSAL_NONE)
      return GH_REFUSAL_EDITED_SINCE;

  return gh_statement_finish (select, error) ? GH_REFUSAL_NONE : GH_REFUSAL_EDITED_SINCE;
}

/* What no operation would write does not come back from an edited journal either. */
static GhRefusal
check_texts (const char *before)
{
  static const char *const fields[] = { "number", "extension", "name", "type", "platform" };
  g_autoptr (JsonNode) node = gh_json_parse (before, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GhRefusal refusal = GH_REFUSAL_NONE;

  if (object == NULL)
    return GH_REFUSAL_JOURNAL_UNREADABLE;

  for (gsize i = 0; refusal == GH_REFUSAL_NONE && i < G_N_ELEMENTS (fields); i++)
    if (json_object_has_member (object, fields[i]))
      refusal = gh_phone_check_stored (fields[i], json_object_get_string_member (object, fields[i]));

  return refusal;
}

/* What was activated in it since would not end where an undo makes it a phone without apps. */
static GhRefusal
check_app (GhRun       *run,
           gint64       id,
           const char  *before,
           GError     **error)
{
  g_autoptr (GhStatement) select = gh_connection_query (run->connection, "phones/get-kind-coming-back", error, "is", id,
                                                        before);

  if (gh_statement_next (select))
    return gh_phone_can_have_app (gh_statement_get_text (select, 0), gh_statement_get_text (select, 1))
             ? GH_REFUSAL_NONE : GH_REFUSAL_EDITED_SINCE;

  return gh_statement_finish (select, error) ? GH_REFUSAL_NONE : GH_REFUSAL_EDITED_SINCE;
}

static GhRefusal
check_undo (GhRun       *run,
            gint64       id,
            const char  *before,
            GError     **error)
{
  GhRefusal refusal;
  gint64 is_taken;
  gboolean has_app, has_batch;

  /* What was activated in it since, or sent to it, would not end with it. */
  if (before == NULL && (!gh_phone_app_find (run, id, &has_app, error) || has_app ||
                         !gh_sms_batch_find (run->connection, id, &has_batch, error) || has_batch))
    return GH_REFUSAL_EDITED_SINCE;
  if (before == NULL)
    return check_holders (run, id, error);

  refusal = check_texts (before);
  if (refusal == GH_REFUSAL_NONE)
    refusal = check_app (run, id, before, error);
  if (refusal != GH_REFUSAL_NONE)
    return refusal;

  if (!gh_connection_get_number (run->connection, "phones/is-number-taken", &is_taken, error, "is", id, before))
    return GH_REFUSAL_EDITED_SINCE;

  return is_taken ? GH_REFUSAL_NUMBER_TAKEN : GH_REFUSAL_NONE;
}

/* SMS passcodes do not move to another number. */
static gboolean
put_back (GhRun   *run,
          GError **error)
{
  g_autoptr (GArray) phones = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_connection_list_ids (run->connection, "phones/list-other-numbers-back", phones, error, ""))
    return FALSE;

  for (guint i = 0; i < phones->len; i++)
    if (!gh_sms_batch_end (run, g_array_index (phones, gint64, i), error))
      return FALSE;

  return TRUE;
}

const GhRecordKind gh_record_kind_phone = {
  .name = GH_PHONE_KIND,
  .noun = GH_PLURAL ("%s phone", "%s phones"),
  .table = "phones",
  .describe = "phones/describe-phone",
  .record = "phones/get-phone-record",
  .fields = " key:text number:text extension:text name:text type:text platform:text activated:integer activated:null ",
  .label_fields = "[\"number\",\"name\",\"key\"]",
  .check_undo = check_undo,
  .put_back = put_back,
  .back = { "phones/amend-back-phones", "phones/remove-back-phones", "phones/make-back-phones",
            "phones/put-back-phones" },
  .list_users_touched = "phones/list-users-of-touched-phones",
  .remove_right = "phone.delete",
  .name_option = "number",
  .find_by_name = "phones/find-phone-by-name",
  .make_name_key = make_name_key,
  .no_such_name = N_("There is no phone “%s”."),
  .no_such_key = N_("There is no phone with the ID “%s”."),
  .list_removed = "phones/list-removed-phones",
};
