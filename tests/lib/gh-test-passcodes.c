/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-passcodes.h"

#include "keys/ops/gh-key-making.h"

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

GhVerdict
gh_test_judge (GhTestOrganisation *org,
               GhPurpose           purpose,
               const char         *name,
               const char         *passcode)
{
  GhAttempt attempt = { .purpose = purpose, .name = name, .passcode = passcode, .way = "test", .address = "::1" };
  g_autoptr (GError) error = NULL;
  GhVerdict verdict;

  g_assert_true (gh_attempt_judge (org->store, &attempt, &verdict, &error));
  g_assert_no_error (error);

  return verdict;
}
