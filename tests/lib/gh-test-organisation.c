/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-organisation.h"

#include <glib/gstdio.h>
#include <sodium.h>

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR) && !g_file_test (inside, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inside);
      else
        g_unlink (inside);
    }
  g_rmdir (path);
}

GhTestOrganisation *
gh_test_organisation_new (void)
{
  GhTestOrganisation *self = g_new0 (GhTestOrganisation, 1);
  g_autoptr (GError) error = NULL;
  int ready = sodium_init ();

  g_assert_cmpint (ready, >=, 0);
  self->folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->clock = gh_clock_new_at (GH_TEST_NOW);
  self->actor = gh_actor_new (GH_ACTOR_LOCAL, "tester", "local:tester", GH_ROLE_OWNER, "test");
  self->store = gh_store_create (self->path, self->clock, &error);
  g_assert_no_error (error);
  gh_test_do (self, "organisation.create", NULL, "{\"name\":\"Test Ltd\",\"time-zone\":\"Europe/Oslo\"}", 1);

  return self;
}

void
gh_test_organisation_free (GhTestOrganisation *self)
{
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  gh_clock_unref (self->clock);
  gh_actor_free (self->actor);
  g_free (self);
}

void
gh_test_reopen (GhTestOrganisation *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->store);
  self->store = gh_store_open (self->path, self->clock, &error);
  g_assert_no_error (error);
}

void
gh_test_act_as (GhTestOrganisation *self,
                GhRole              role)
{
  gh_actor_free (self->actor);
  self->actor = gh_actor_new (GH_ACTOR_ADMINISTRATOR, "DE000000000000000000", "Admin", role, "test");
}

static GhResult *
call (GhTestOrganisation *self,
      const char         *name,
      GhTarget           *target,
      const char         *parameters,
      gboolean            only_rehearse)
{
  const GhOperation *operation = gh_operation_find (name);
  g_autoptr (GhTarget) owned = target;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  GhResult *result;
  JsonObject *object = NULL;

  g_assert_nonnull (operation);
  if (parameters != NULL)
    {
      node = json_from_string (parameters, &error);
      g_assert_no_error (error);
      object = json_node_get_object (node);
    }

  if (only_rehearse)
    result = gh_rehearse (self->store,
                          &(GhRequest) {
                            .operation = operation,
                            .actor = self->actor,
                            .target = owned,
                            .parameters = object,
                          },
                          NULL, &error);
  else
    result = gh_run (self->store,
                     &(GhRequest) {
                       .operation = operation,
                       .actor = self->actor,
                       .target = owned,
                       .parameters = object,
                     },
                     NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);

  return result;
}

GhResult *
gh_test_run (GhTestOrganisation *self,
             const char         *operation,
             GhTarget           *target,
             const char         *parameters)
{
  return call (self, operation, target, parameters, FALSE);
}

GhResult *
gh_test_rehearse (GhTestOrganisation *self,
                  const char         *operation,
                  GhTarget           *target,
                  const char         *parameters)
{
  return call (self, operation, target, parameters, TRUE);
}

gint64
gh_test_do (GhTestOrganisation *self,
            const char         *operation,
            GhTarget           *target,
            const char         *parameters,
            gint64              changed)
{
  g_autoptr (GhResult) result = call (self, operation, target, parameters, FALSE);
  g_autofree char *text = gh_result_to_text (result);

  if (result->is_refused)
    g_error ("%s was refused: %s", operation, text);
  g_assert_cmpint (result->changed, ==, changed);
  g_assert_cmpint (result->entry, >, 0);

  return result->entry;
}

gint64
gh_test_count_skipped (const GhResult *result,
                       GhRefusal       refusal)
{
  gint64 count = 0;

  for (guint i = 0; i < result->skips->len; i++)
    {
      const GhSkip *skip = g_ptr_array_index (result->skips, i);

      if (skip->refusal == refusal)
        count += MAX (1, skip->ids->len);
    }

  return count;
}

void
gh_test_refused (GhTestOrganisation *self,
                 const char         *operation,
                 GhTarget           *target,
                 const char         *parameters,
                 GhRefusal           refusal)
{
  g_autoptr (GhResult) result = call (self, operation, target, parameters, FALSE);

  if (!result->is_refused || gh_test_count_skipped (result, refusal) == 0)
    {
      g_autofree char *text = gh_result_to_text (result);

      g_error ("%s should be refused with “%s”, but: %s", operation, gh_refusal_get_code (refusal), text);
    }
  g_assert_cmpint (result->changed, ==, 0);
  g_assert_cmpint (result->entry, ==, 0);
}

void
gh_test_add_users (GhTestOrganisation *self,
                   const char         *usernames)
{
  g_auto (GStrv) names = g_strsplit (usernames, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *parameters = g_strdup_printf ("{\"username\":\"%s\"}", names[i]);

      gh_test_do (self, "user.add", NULL, parameters, 1);
    }
}

typedef struct {
  const char *sql;
  char       *text;
} Query;

static gboolean
query_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Query *query = data;
  g_autoptr (GhStatement) statement = gh_connection_prepare_text (connection, query->sql, error);

  if (statement == NULL)
    return FALSE;
  if (gh_statement_next (statement))
    query->text = g_strdup (gh_statement_get_text (statement, 0));

  return gh_statement_finish (statement, error);
}

char *
gh_test_query (GhTestOrganisation *self,
               const char         *sql)
{
  Query query = { sql, NULL };
  g_autoptr (GError) error = NULL;

  gh_store_read (self->store, query_cb, &query, &error);
  g_assert_no_error (error);

  return query.text;
}

void
gh_test_assert_query (GhTestOrganisation *self,
                      const char         *sql,
                      const char         *expected)
{
  g_autofree char *text = gh_test_query (self, sql);

  g_assert_cmpstr (text, ==, expected);
}

char *
gh_test_snapshot (GhTestOrganisation *self)
{
  return gh_test_query (self,
    "SELECT group_concat (line, char (10)) FROM ("
    "SELECT 'user ' || json_array (id, key, username, username_fold, realname, realname_fold, firstname,"
    " firstname_fold, lastname, lastname_fold, email, email_fold, notes,"
    " created, directory_id, external_id, last_sync, directory_disabled) AS line FROM users"
    " UNION ALL SELECT 'status ' || json_array (user_id, status, until, unlocked, unlocked_there, restored)"
    " FROM user_status"
    " UNION ALL SELECT 'name ' || json_array (name_key, user_id, slot) FROM user_names"
    " UNION ALL SELECT 'alias ' || json_array (user_id, slot, alias, alias_fold) FROM user_aliases"
    " UNION ALL SELECT 'trash ' || json_array (user_id, origin, sent, sent_by, purge_at, status_before, until_before)"
    " FROM trash"
    " UNION ALL SELECT 'group ' || json_array (id, key, name, name_key, name_fold, description, status, directory_id)"
    " FROM groups"
    " UNION ALL SELECT 'member ' || json_array (user_id, group_id) FROM memberships"
    " UNION ALL SELECT 'phone ' || json_array (id, key, number, extension, name, type, platform, activated) FROM phones"
    " UNION ALL SELECT 'phone of ' || json_array (user_id, phone_id) FROM phone_owners"
    " UNION ALL SELECT 'token ' || json_array (id, key, type, serial, serial_fold) FROM tokens"
    " UNION ALL SELECT 'token of ' || json_array (user_id, token_id) FROM token_owners"
    " UNION ALL SELECT 'code ' || json_array (id, key, user_id, created, created_by, expires, uses) FROM bypass_codes"
    " UNION ALL SELECT 'directory ' || json_array (id, key, name, name_key) FROM directories ORDER BY line)");
}

static gboolean
execute_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  return gh_connection_execute (connection, data, error);
}

void
gh_test_write_events (GhTestOrganisation *self,
                      const char         *sql)
{
  g_autoptr (GError) error = NULL;

  gh_store_write (self->store, GH_FILE_EVENTS, execute_cb, (gpointer) sql, &error);
  g_assert_no_error (error);
}

void
gh_test_write_directory (GhTestOrganisation *self,
                         const char         *sql)
{
  g_autoptr (GError) error = NULL;

  gh_store_write (self->store, GH_FILE_DIRECTORY, execute_cb, (gpointer) sql, &error);
  g_assert_no_error (error);
}

void
gh_test_make_managed (GhTestOrganisation *self,
                      const char         *username)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR IGNORE INTO directories VALUES (1, 'DS1', 'AD', 'ad', 1);"
                                          "UPDATE users SET directory_id = 1, external_id = 'x' || id"
                                          " WHERE username = '%s'", username);

  gh_test_write_directory (self, sql);
}
