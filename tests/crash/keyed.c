/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only a program with the organisation's key does, as a process that can be killed.
 *
 * keyed --database FILE.db prepare   makes a key, and a history of a year with checkpoints
 * keyed --database FILE.db retain    removes from the log what is older than 30 days
 */
#include "gh-test-log.h"

#include "logs/gh-checkpoint.h"
#include "operations/gh-run.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DAY  (G_GINT64_CONSTANT (24) * 60 * 60)
#define DAYS 360

static void
prepare (GhTestOrganisation *org)
{
  g_autoptr (GError) error = NULL;

  gh_test_make_key (org);
  for (int day = 0; day <= DAYS; day += 60)
    {
      gh_clock_set (org->clock, GH_TEST_NOW + day * DAY);
      gh_result_free (gh_test_run (org, "user.set-status", gh_target_new_for_query ("username:*"),
                                   day % 120 == 0 ? "{\"status\":\"disabled\"}" : "{\"status\":\"active\"}"));
      g_assert_true (gh_checkpoint_make_due (org->store, &error));
    }
}

static void
retain (GhTestOrganisation *org)
{
  g_autoptr (GhResult) result = NULL;

  gh_test_open_key (org, 1);
  gh_clock_set (org->clock, GH_TEST_NOW + (DAYS + 1) * DAY);
  result = gh_test_run (org, "log.apply-retention", NULL, "{\"days\":30}");
  g_assert_cmpint (result->entry, >, 0);
}

int
main (int    argc,
      char **argv)
{
  GhTestOrganisation org = { 0 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 4 || strcmp (argv[1], "--database") != 0)
    g_error ("Usage: %s --database FILE.db prepare|retain", argv[0]);

  org.path = argv[2];
  org.clock = gh_clock_new_at (GH_TEST_NOW);
  org.store = gh_store_open (org.path, org.clock, &error);
  g_assert_no_error (error);
  org.actor = gh_actor_new_local ("keyed");
  if (strcmp (argv[3], "prepare") == 0)
    prepare (&org);
  else
    retain (&org);

  gh_actor_free (org.actor);
  g_object_unref (org.store);
  gh_clock_unref (org.clock);

  return EXIT_SUCCESS;
}
