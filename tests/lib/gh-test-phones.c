/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-phones.h"

#include "logs/gh-log-state.h"
#include "logs/gh-log-verify.h"

GhTestOrganisation *
gh_test_phones_new (void)
{
  GhTestOrganisation *org = gh_test_organisation_new ();

  gh_test_add_users (org, "anna bert carl dora");
  gh_test_make_managed (org, "dora");
  gh_test_do (org, "phone.add", NULL,
              "{\"username\":\"anna\",\"number\":\"912 34 567\",\"name\":\"Pixel 8\",\"platform\":\"android\"}", 1);
  gh_test_do (org, "phone.add", NULL,
              "{\"username\":\"anna\",\"number\":\"22 85 50 50 ext. 417\",\"type\":\"landline\"}", 1);
  gh_test_do (org, "phone.attach", NUMBER (DESK), "{\"username\":\"bert\"}", 1);
  gh_test_do (org, "phone.add", NULL, "{\"name\":\"Ward 3\",\"type\":\"tablet\"}", 1);
  gh_test_do (org, "phone.add", NULL, "{\"username\":\"carl\",\"number\":\"+47 22 85 50 52\"}", 1);
  gh_test_do (org, "user.trash", USER ("carl"), NULL, 1);
  gh_test_assert_query (org, OWNED, "anna:+4791234567,+4722855050417 bert:+4722855050417 carl:+4722855052");

  return org;
}

void
gh_test_activate_phone (GhTestOrganisation *org,
                        int                 id)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE phones SET activated = 5 WHERE id = %d", id);

  gh_test_write_directory (org, sql);
}

static gboolean
is_activated (GhTestOrganisation *org,
              gint64              id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM phones WHERE id = %" G_GINT64_FORMAT
                                          " AND activated IS NOT NULL", id);
  g_autofree char *found = gh_test_query (org, sql);

  return found != NULL;
}

void
gh_test_assert_phones_whole (GhTestOrganisation *org)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLogReport) report = gh_log_verify_chain (org->store, NULL, &error);
  gint64 n_differences, n_records;

  g_assert_no_error (error);
  g_assert_true (report->state == GH_LOG_SIGNED || report->state == GH_LOG_CHAINED);
  g_assert_true (gh_log_compare_state (org->store, differences, &n_differences, &n_records, NULL, &error));
  for (guint i = 0; i < differences->len; i++)
    {
      const GhLogDifference *one = g_ptr_array_index (differences, i);

      /* What the test did itself: it made a user managed, and activated phones. */
      if (!(g_str_equal (one->kind, "user") && one->id == 4) && !g_str_equal (one->kind, "directory") &&
          !(g_str_equal (one->kind, "phone") && is_activated (org, one->id)))
        g_error ("%s %" G_GINT64_FORMAT " %s: %s", one->kind, one->id, one->field, one->problem);
    }
  gh_test_assert_query (org,
    "SELECT count (*) FROM journal AS j WHERE coalesce (j.prev, 0) <> coalesce ("
    "(SELECT max (op) FROM journal AS p WHERE p.kind = j.kind AND p.id = j.id AND p.op < j.op), 0)", "0");
}

GhTarget *
gh_test_two_ids (gint64 first,
                 gint64 second)
{
  const gint64 ids[] = { first, second };

  return gh_target_new_for_ids (ids, G_N_ELEMENTS (ids));
}

gint64
gh_test_undo_entry (GhTestOrganisation *org,
                    gint64              entry,
                    gint64              changed)
{
  g_autofree char *parameters = g_strdup_printf ("{\"entry\":%" G_GINT64_FORMAT "}", entry);

  return gh_test_do (org, "log.undo", NULL, parameters, changed);
}

const GhConsequence *
gh_test_find_also (const GhResult *result,
                   const char     *code)
{
  for (guint i = 0; i < result->also->len; i++)
    {
      const GhConsequence *also = g_ptr_array_index (result->also, i);

      if (g_str_equal (also->code, code))
        return also;
    }

  return NULL;
}

gint64
gh_test_count_also (const GhResult *result,
                    const char     *code)
{
  const GhConsequence *also = gh_test_find_also (result, code);

  return also != NULL ? also->count : 0;
}
