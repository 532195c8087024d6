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
