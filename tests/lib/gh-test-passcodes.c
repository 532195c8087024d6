/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-passcodes.h"

#include "gh-test-files.h"

#include "keys/ops/gh-key-making.h"

#include <glib/gstdio.h>
#include <liboath/oath.h>
#include <string.h>

void
gh_test_run_key (GhTestOrganisation *org,
                 const char         *operation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_key_make (org->store, operation, org->actor, FALSE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (result->is_refused);
}

GhResult *
gh_test_run_with_secret (GhTestOrganisation  *org,
                         const char          *operation,
                         GhTarget            *target,
                         const char          *parameters,
                         const char          *name,
                         const char          *secret,
                         GError             **error)
{
  g_autoptr (JsonNode) node = json_from_string (parameters, NULL);
  g_autoptr (GHashTable) secrets = gh_secrets_new ();
  GhResult *result;

  if (secret != NULL)
    g_hash_table_insert (secrets, g_strdup (name), gh_secret_copy (secret, strlen (secret)));
  result = gh_run (org->store,
                   &(GhRequest) {
                     .operation = gh_operation_find (operation),
                     .actor = org->actor,
                     .target = target,
                     .parameters = json_node_get_object (node),
                     .secrets = secrets,
                   },
                   NULL, error);
  if (target != NULL)
    gh_target_free (target);

  return result;
}

GhTestOrganisation *
gh_test_app_organisation_new (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_run_key (org, "key.create");
  gh_test_add_users (org, "anna bert");
  gh_test_do (org, "phone.add", NULL,
              "{\"username\":\"anna\",\"number\":\"" GH_TEST_PHONE "\",\"platform\":\"android\"}", 1);

  return org;
}

char *
gh_test_activate_app (GhTestOrganisation *org,
                      const char         *number,
                      const char         *parameters)
{
  g_autoptr (GhResult) result = gh_test_run (org, "phone.activate", gh_target_new_for_name (number), parameters);
  g_autofree char *sql = g_strdup_printf ("SELECT key FROM phones WHERE number = '%s'", number);
  g_autofree char *key = gh_test_query (org, sql);
  GhSecret *uri;

  g_assert_false (result->is_refused);
  g_assert_cmpint (result->changed, ==, 1);
  uri = g_hash_table_lookup (result->secrets, key);
  g_assert_nonnull (uri);

  return g_strdup ((const char *) gh_secret_get (uri, NULL));
}

char *
gh_test_get_app_code (GhTestOrganisation *org,
                      const char         *uri,
                      int                 steps)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) query = g_uri_parse_params (g_uri_get_query (parsed), -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *secret = g_hash_table_lookup (query, "secret");
  g_autofree char *code = g_malloc0 (7);
  char *seed;
  size_t length;

  g_assert_cmpstr (g_uri_get_scheme (parsed), ==, "otpauth");
  g_assert_cmpstr (g_hash_table_lookup (query, "period"), ==, "30");
  g_assert_cmpint (oath_base32_decode (secret, strlen (secret), &seed, &length), ==, OATH_OK);
  g_assert_cmpint (oath_totp_generate (seed, length, (time_t) (gh_clock_now (org->clock) + 30 * steps), 30, 0, 6, code), ==,
                   OATH_OK);
  free (seed);

  return g_steal_pointer (&code);
}

GStrv
gh_test_make_sms_passcodes (GhTestOrganisation *org,
                            const char         *number)
{
  g_autoptr (GhResult) result = gh_test_run (org, "phone.make-sms-passcodes", gh_target_new_for_name (number), NULL);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  guint n;

  g_assert_false (result->is_refused);
  n = g_hash_table_size (result->secrets);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = n == 1 ? g_strdup (number) : g_strdup_printf ("%s %u", number, i);
      GhSecret *code = g_hash_table_lookup (result->secrets, name);

      g_assert_nonnull (code);
      g_ptr_array_add (codes, g_strdup ((const char *) gh_secret_get (code, NULL)));
    }
  g_ptr_array_add (codes, NULL);

  return (GStrv) g_ptr_array_steal (codes, NULL);
}

static GhVerdict
judge (GhTestOrganisation *org,
       const GhAttempt    *attempt)
{
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  g_assert_true (gh_attempt_judge (org->store, attempt, &verdict, &error));
  g_assert_no_error (error);

  return verdict;
}

void
gh_test_try_app (GhTestOrganisation *org,
                 const char         *uri,
                 GhOutcome           outcome)
{
  g_autofree char *code = gh_test_get_app_code (org, uri, 0);

  g_assert_cmpint (gh_test_judge (org, GH_PURPOSE_SIGN_IN, "anna", code).decision.outcome, ==, outcome);
}

void
gh_test_lose_events (GhTestOrganisation *org)
{
  static const char *const ends[] = { "-events", "-events-wal", "-events-shm" };
  g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (org->store), 1);

  g_clear_object (&org->store);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (org->path, ends[i], NULL);

      g_unlink (path);
    }
  gh_test_come_back (org);
  g_assert_true (gh_keys_add (gh_keys_of (org->store), 1, master));
}

void
gh_test_restore_with_key (GhTestOrganisation *org,
                          const char         *backup)
{
  g_autoptr (GhSecret) master = gh_keys_dup_master (gh_keys_of (org->store), 1);

  gh_restore_report_free (gh_test_restore (org, backup));
  gh_test_come_back (org);
  g_assert_true (gh_keys_add (gh_keys_of (org->store), 1, master));
}

GhVerdict
gh_test_judge (GhTestOrganisation *org,
               GhPurpose           purpose,
               const char         *name,
               const char         *passcode)
{
  GhAttempt attempt = { .purpose = purpose, .name = name, .passcode = passcode, .way = "test", .address = "::1" };

  return judge (org, &attempt);
}

GhVerdict
gh_test_judge_at (GhTestOrganisation         *org,
                  const GhAttemptApplication *application,
                  const char                 *name,
                  const char                 *passcode)
{
  GhAttempt attempt = {
    .application = application, .name = name, .passcode = passcode, .way = "test", .address = "::1",
  };

  return judge (org, &attempt);
}

char *
gh_test_create_code (GhTestOrganisation *org,
                     const char         *name,
                     const char         *parameters)
{
  g_autoptr (GhResult) result = gh_test_run (org, "bypass-code.create", gh_target_new_for_name (name), parameters);

  g_assert_false (result->is_refused);

  return g_strdup ((const char *) gh_secret_get (g_hash_table_lookup (result->secrets, name), NULL));
}
