/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-role-table.h"
#include "trash/gh-trash-rules.h"

#define NOW G_GINT64_CONSTANT (1795510800)

typedef struct {
  GhTrashAct    act;
  GhTrashOrigin origin;
  gboolean      is_managed;
  GhRefusal     refusal;
} Case;

#define ALL_IN_TRASH(act, refusal) \
  { act, GH_TRASH_BY_HAND, FALSE, refusal }, { act, GH_TRASH_INACTIVITY, FALSE, refusal }, \
  { act, GH_TRASH_SYNC, TRUE, refusal }

/* Each sentence of domain 2.6 and S7. */
static const Case cases[] = {
  /* may an admin send such a user by hand: yes, if not managed */
  { GH_TRASH_ACT_SEND, GH_TRASH_NONE, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SEND, GH_TRASH_NONE, TRUE, GH_REFUSAL_MANAGED_BY_DIRECTORY },
  ALL_IN_TRASH (GH_TRASH_ACT_SEND, GH_REFUSAL_ALREADY_SO),
  /* managed users are not swept */
  { GH_TRASH_ACT_SWEEP, GH_TRASH_NONE, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SWEEP, GH_TRASH_NONE, TRUE, GH_REFUSAL_MANAGED_BY_DIRECTORY },
  ALL_IN_TRASH (GH_TRASH_ACT_SWEEP, GH_REFUSAL_ALREADY_SO),
  /* a sync sends its own */
  { GH_TRASH_ACT_SEND_BY_SYNC, GH_TRASH_NONE, TRUE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SEND_BY_SYNC, GH_TRASH_NONE, FALSE, GH_REFUSAL_NOT_MANAGED },
  ALL_IN_TRASH (GH_TRASH_ACT_SEND_BY_SYNC, GH_REFUSAL_ALREADY_SO),
  /* restore by admin: manual yes, inactivity yes, sync no */
  { GH_TRASH_ACT_RESTORE, GH_TRASH_NONE, FALSE, GH_REFUSAL_NOT_IN_TRASH },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_NONE, TRUE, GH_REFUSAL_NOT_IN_TRASH },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_BY_HAND, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_INACTIVITY, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_SYNC, TRUE, GH_REFUSAL_ONLY_SYNC_RESTORES },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_SYNC, FALSE, GH_REFUSAL_ONLY_SYNC_RESTORES },
  /* managed users are not restored by hand, however trashed */
  { GH_TRASH_ACT_RESTORE, GH_TRASH_BY_HAND, TRUE, GH_REFUSAL_ONLY_SYNC_RESTORES },
  { GH_TRASH_ACT_RESTORE, GH_TRASH_INACTIVITY, TRUE, GH_REFUSAL_ONLY_SYNC_RESTORES },
  /* by the next sync that sees the user */
  { GH_TRASH_ACT_RESTORE_BY_SYNC, GH_TRASH_NONE, TRUE, GH_REFUSAL_NOT_IN_TRASH },
  { GH_TRASH_ACT_RESTORE_BY_SYNC, GH_TRASH_SYNC, TRUE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_RESTORE_BY_SYNC, GH_TRASH_BY_HAND, FALSE, GH_REFUSAL_IN_TRASH },
  { GH_TRASH_ACT_RESTORE_BY_SYNC, GH_TRASH_INACTIVITY, FALSE, GH_REFUSAL_IN_TRASH },
  /* purge now by admin: yes, yes, yes */
  { GH_TRASH_ACT_PURGE, GH_TRASH_NONE, FALSE, GH_REFUSAL_NOT_IN_TRASH },
  { GH_TRASH_ACT_PURGE, GH_TRASH_NONE, TRUE, GH_REFUSAL_NOT_IN_TRASH },
  ALL_IN_TRASH (GH_TRASH_ACT_PURGE, GH_REFUSAL_NONE),
  { GH_TRASH_ACT_PURGE_DUE, GH_TRASH_NONE, FALSE, GH_REFUSAL_NOT_IN_TRASH },
  ALL_IN_TRASH (GH_TRASH_ACT_PURGE_DUE, GH_REFUSAL_NONE),
  /* login while in Trash: denied, possible, denied */
  { GH_TRASH_ACT_SIGN_IN, GH_TRASH_NONE, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SIGN_IN, GH_TRASH_NONE, TRUE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SIGN_IN, GH_TRASH_BY_HAND, FALSE, GH_REFUSAL_IN_TRASH },
  { GH_TRASH_ACT_SIGN_IN, GH_TRASH_INACTIVITY, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_SIGN_IN, GH_TRASH_SYNC, TRUE, GH_REFUSAL_IN_TRASH },
  /* every other change */
  { GH_TRASH_ACT_CHANGE, GH_TRASH_NONE, FALSE, GH_REFUSAL_NONE },
  { GH_TRASH_ACT_CHANGE, GH_TRASH_NONE, TRUE, GH_REFUSAL_NONE },
  ALL_IN_TRASH (GH_TRASH_ACT_CHANGE, GH_REFUSAL_IN_TRASH),
};

static void
test_table (void)
{
  gboolean seen[GH_N_TRASH_ACTS][GH_N_TRASH_ORIGINS] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhUserFacts facts = {
        .id = 1, .trash_origin = cases[i].origin, .directory_id = cases[i].is_managed ? 1 : 0, .purge_at = NOW,
      };
      GhRefusal refusal = gh_trash_check (cases[i].act, &facts, NOW);

      if (refusal != cases[i].refusal)
        g_error ("case %" G_GSIZE_FORMAT ": “%s”, not “%s”", i, gh_refusal_get_code (refusal),
                 gh_refusal_get_code (cases[i].refusal));
      seen[cases[i].act][cases[i].origin] = TRUE;
    }

  for (GhTrashAct act = 0; act < GH_N_TRASH_ACTS; act++)
    for (GhTrashOrigin origin = 0; origin < GH_N_TRASH_ORIGINS; origin++)
      g_assert_true (seen[act][origin]);
}

static void
test_due (void)
{
  GhUserFacts facts = { .id = 1, .trash_origin = GH_TRASH_BY_HAND, .purge_at = NOW + 1 };

  g_assert_cmpint (gh_trash_check (GH_TRASH_ACT_PURGE_DUE, &facts, NOW), ==, GH_REFUSAL_NOT_DUE);
  g_assert_cmpint (gh_trash_check (GH_TRASH_ACT_PURGE_DUE, &facts, NOW + 1), ==, GH_REFUSAL_NONE);
  /* By hand there is no waiting. */
  g_assert_cmpint (gh_trash_check (GH_TRASH_ACT_PURGE, &facts, NOW), ==, GH_REFUSAL_NONE);
}

static void
test_status_before (void)
{
  GhUserFacts facts = { .id = 1, .trash_origin = GH_TRASH_INACTIVITY, .status = GH_STATUS_DISABLED };
  gint64 until = 1;

  facts.status_before = GH_STATUS_ACTIVE;
  g_assert_cmpint (gh_trash_get_status_before (&facts, NOW, &until), ==, GH_STATUS_ACTIVE);
  g_assert_cmpint (until, ==, 0);

  facts.status_before = GH_STATUS_BYPASS;
  g_assert_cmpint (gh_trash_get_status_before (&facts, NOW, NULL), ==, GH_STATUS_BYPASS);
  facts.until_before = NOW + 1;
  g_assert_cmpint (gh_trash_get_status_before (&facts, NOW, &until), ==, GH_STATUS_BYPASS);
  g_assert_cmpint (until, ==, NOW + 1);
  g_assert_cmpint (gh_trash_get_status_before (&facts, NOW + 1, &until), ==, GH_STATUS_ACTIVE);
  g_assert_cmpint (until, ==, 0);
}

/* The columns follow GhRole. */
static void
test_roles (void)
{
  static const struct {
    const char *operation;
    const char *may;
  } rows[] = {
    { "user.trash", "yy-yy--" },
    { "user.restore", "yy-yy--" },
    { "user.purge", "yy-yy--" },
    { "user.sweep-inactive", "y------" },
    { "user.purge-due", "y------" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (GhRole role = 0; role < GH_N_ROLES; role++)
      g_assert_cmpint (gh_role_may (role, rows[i].operation), ==,
                       rows[i].may[role] == 'y' ? GH_REFUSAL_NONE : GH_REFUSAL_ROLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/T2/rules/table", test_table);
  g_test_add_func ("/T1/rules/due", test_due);
  g_test_add_func ("/T3/rules/status-before", test_status_before);
  g_test_add_func ("/A4/trash/roles", test_roles);

  return g_test_run ();
}
