/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K8: a secret goes into an operation and comes out of it beside everything that is kept, shown or sent. */
#include "gh-test-organisation.h"

#include "operations/gh-journal.h"

#include <string.h>

#define TYPED "open-sesame-4711"
#define SHOWN "the-answer-is-4712"

static gboolean
plan (GhRun   *run,
      GError **error)
{
  gh_run_change (run, 0);

  return TRUE;
}

static gboolean
apply (GhRun   *run,
       GError **error)
{
  g_autoptr (GhSecret) answer = gh_secret_copy (SHOWN, strlen (SHOWN));
  gsize length;

  g_assert_cmpstr ((const char *) gh_secret_get (gh_run_get_secret (run, "password"), &length), ==, TYPED);
  g_assert_cmpuint (length, ==, strlen (TYPED));
  g_assert_null (gh_run_get_secret (run, "note"));
  gh_run_show_secret (run, "answer", answer);

  return TRUE;
}

static gboolean
fail (GhRun   *run,
      GError **error)
{
  if (!apply (run, error))
    return FALSE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED, "It does not work.");

  return FALSE;
}

static const GhParameter parameters[] = {
  { "note", GH_PARAMETER_TEXT, FALSE, "Note" },
  { "password", GH_PARAMETER_SECRET, TRUE, "Password" },
  { NULL },
};

/* Named like one that an Owner may run. */
static const GhOperation operation = {
  .name = "user.edit",
  .label = "Test",
  .done = GH_PLURAL ("%s", "%s"),
  .parameters = parameters,
  .plan = plan,
  .apply = apply,
};

static GHashTable *
type (const char *name)
{
  GHashTable *secrets = gh_secrets_new ();

  g_hash_table_insert (secrets, g_strdup (name), gh_secret_copy (TYPED, strlen (TYPED)));

  return secrets;
}

static void
assert_nowhere (const char *text)
{
  g_assert_null (strstr (text, TYPED));
  g_assert_null (strstr (text, SHOWN));
}

/* In no file of the organisation. */
static void
assert_not_stored (GhTestOrganisation *org)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint n_files = 0;

  gh_test_reopen (org);
  folder = g_dir_open (org->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (org->folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_file_get_contents (path, &text, &length, NULL))
        continue;
      g_assert_null (memmem (text, length, TYPED, strlen (TYPED)));
      g_assert_null (memmem (text, length, SHOWN, strlen (SHOWN)));
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 2);
}

static void
check_result (GhTestOrganisation *org,
              GhResult           *result)
{
  g_autoptr (JsonNode) node = gh_result_to_json (result);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *text = gh_result_to_text (result);
  g_autofree char *payload = NULL;

  assert_nowhere (json);
  assert_nowhere (text);
  g_assert_cmpint (result->entry, >, 0);
  g_assert_cmpstr ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, "answer"), NULL), ==, SHOWN);

  gh_test_assert_query (org, "SELECT payload ->> '$.parameters.password' FROM log ORDER BY seq DESC LIMIT 1",
                        "given: yes");
  payload = gh_test_query (org, "SELECT payload FROM log ORDER BY seq DESC LIMIT 1");
  assert_nowhere (payload);
  assert_not_stored (org);
}

static void
test_beside (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GHashTable) secrets = type ("password");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) rehearsal = gh_rehearse (org->store,
                                                &(GhRequest) { .operation = &operation, .actor = org->actor },
                                                NULL, &error);
  g_autoptr (GhResult) result = NULL;

  /* Rehearsed before anything is typed, with the same digest. */
  g_assert_no_error (error);
  g_assert_null (rehearsal->secrets);
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = &operation,
                     .actor = org->actor,
                     .secrets = secrets,
                     .rehearsal = rehearsal,
                   },
                   NULL, &error);
  g_assert_no_error (error);
  check_result (org, result);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(GhResult **) data = gh_run_finish (GH_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_beside_async (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GhResult) result = NULL;
  GHashTable *secrets = type ("password");

  gh_run_async (org->store,
                &(GhRequest) { .operation = &operation, .actor = org->actor, .secrets = secrets },
                NULL, ran_cb, &result);
  g_hash_table_unref (secrets);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  check_result (org, result);
}

static void
assert_refused (GhTestOrganisation *org,
                GHashTable         *secrets,
                const char         *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run (org->store,
                                        &(GhRequest) {
                                          .operation = &operation,
                                          .actor = org->actor,
                                          .parameters = json_node_get_object (node),
                                          .secrets = secrets,
                                        },
                                        NULL, &error);

  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_QUERY);
  assert_nowhere (error->message);
}

static void
test_refused (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GHashTable) right = type ("password");
  g_autoptr (GHashTable) unknown = type ("pin");
  g_autoptr (GHashTable) not_secret = type ("note");

  assert_refused (org, NULL, "{}");
  assert_refused (org, unknown, "{}");
  assert_refused (org, not_secret, "{}");
  assert_refused (org, NULL, "{\"password\":\"" TYPED "\"}");
  assert_refused (org, right, "{\"password\":\"" TYPED "\"}");
  gh_test_assert_query (org, "SELECT count (*) FROM log", "1");
  assert_not_stored (org);
}

/* What failed shows nothing and keeps nothing. */
static void
test_failed (void)
{
  g_autoptr (GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr (GHashTable) secrets = type ("password");
  GhOperation failing = operation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = NULL;

  failing.apply = fail;
  result = gh_run (org->store,
                   &(GhRequest) { .operation = &failing, .actor = org->actor, .secrets = secrets }, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  assert_nowhere (error->message);
  assert_not_stored (org);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/K8/secret/beside", test_beside);
  g_test_add_func ("/K8/secret/beside-async", test_beside_async);
  g_test_add_func ("/K8/secret/refused", test_refused);
  g_test_add_func ("/K8/secret/failed", test_failed);

  return g_test_run ();
}
