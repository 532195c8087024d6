/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog as people meet it: its contents, what its button does, and what is reported afterwards. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "operate/gh-operate-dialog.h"
#include "operate/gh-operate.h"

typedef struct {
  GhTestOrganisation *org;
  GtkWidget          *window;
  gboolean            is_done;
  GhResult           *result;
  char               *toast;
} Fixture;

static void
operated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Fixture *fixture = data;
  g_autoptr(GError) error = NULL;

  fixture->result = gh_operate_finish (result, &error);
  g_assert_no_error (error);
  fixture->toast = gh_operate_dup_toast_text (result);
  fixture->is_done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert cleo dora");
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_run_for (50);
  g_clear_pointer (&fixture->result, gh_result_free);
  g_free (fixture->toast);
  gh_test_organisation_free (fixture->org);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GH_IS_OPERATE_DIALOG (window))
        return window;
    }

  return NULL;
}

#define sees(text) (find_dialog () != NULL && test_find (find_dialog (), GTK_TYPE_LABEL, text) != NULL)

static void
ask (Fixture    *fixture,
     const char *operation,
     GhTarget   *target,
     const char *parameters)
{
  g_autoptr(GhTarget) owned = target;
  g_autoptr(JsonNode) node = parameters != NULL ? json_from_string (parameters, NULL) : NULL;

  gh_operate_async (fixture->window, fixture->org->store, fixture->org->actor, gh_operation_find (operation), owned,
                    node != NULL ? json_node_get_object (node) : NULL, FALSE, operated_cb, fixture);
  test_wait_until (find_dialog () != NULL);
}

static gboolean
can_run (void)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (find_dialog ()));

  return button != NULL && gtk_widget_is_sensitive (button);
}

static void
run (void)
{
  gtk_widget_activate_action (find_dialog (), "operate.run", NULL);
}

static void
wait_until_done (Fixture *fixture)
{
  test_wait_until (fixture->is_done);
  test_wait_until (find_dialog () == NULL);
}

static void
test_rehearse_and_run (Fixture       *fixture,
                       gconstpointer  data)
{
  gh_test_make_managed (fixture->org, "cleo");
  ask (fixture, "user.trash", gh_target_new_for_query ("username:*"), NULL);
  test_wait_until (sees ("Send 4 Users to the Trash?"));
  g_assert_true (sees ("will go to the Trash"));
  g_assert_true (sees ("Send 3 to Trash"));
  g_assert_true (sees ("is skipped and stays as it is"));
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "0");
  run ();
  wait_until_done (fixture);
  g_assert_cmpint (fixture->result->changed, ==, 3);
  g_assert_cmpstr (fixture->toast, ==, "3 users sent to the Trash, 1 skipped");
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "3");
}

static void
test_show_skipped (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *row;

  gh_test_make_managed (fixture->org, "cleo");
  ask (fixture, "user.trash", gh_target_new_for_query ("username:*"), NULL);
  test_wait_until (sees ("Send 3 to Trash"));
  row = test_find (find_dialog (), ADW_TYPE_EXPANDER_ROW, "is skipped and stays as it is");
  g_assert_nonnull (row);
  /* The reasons start open, and stay closed once closed. */
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  test_wait_until (test_find (row, GTK_TYPE_BUTTON, "Show") != NULL);
  gtk_widget_activate (test_find (row, GTK_TYPE_BUTTON, "Show"));
  test_wait_until (test_find (find_dialog (), GTK_TYPE_INSCRIPTION, NULL) != NULL);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (test_find (find_dialog (), GTK_TYPE_INSCRIPTION, NULL))),
                   ==, "cleo");

  /* One step back at a time, where Return runs it as before. */
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  test_wait_until (sees ("Send 3 to Trash"));
  g_assert_true (can_run ());
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until_done (fixture);
  g_assert_null (fixture->result);
}

static void
test_managed_are_named (Fixture       *fixture,
                        gconstpointer  data)
{
  ask (fixture, "user.trash", gh_target_new_for_name ("anna"), NULL);
  test_wait_until (sees ("Send “anna” to the Trash?"));
  g_assert_true (sees ("Users managed by a directory are skipped"));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until_done (fixture);
  g_assert_null (fixture->result);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "0");
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  ask (fixture, "user.set-status", gh_target_new_for_query ("username:*"), "{\"status\":\"active\"}");
  test_wait_until (sees ("Already like this, so nothing changes."));
  g_assert_false (can_run ());

  gtk_widget_activate (test_find (find_dialog (), ADW_TYPE_ACTION_ROW, "Bypass"));
  test_wait_until (sees ("will change to Bypass"));
  g_assert_true (sees ("Tue 1 Dec 2026"));
  g_assert_true (sees ("Active again on Wednesday 2 December 2026 at 00:00"));
  test_wait_until (can_run ());
  run ();
  wait_until_done (fixture);
  g_assert_cmpstr (fixture->toast, ==, "Status of 4 users set to Bypass");
  /* Midnight in Oslo. */
  gh_test_assert_query (fixture->org, "SELECT DISTINCT datetime(until, 'unixepoch') FROM user_status",
                        "2026-12-01 23:00:00");
}

static void
test_help_desk (Fixture       *fixture,
                gconstpointer  data)
{
  gh_test_act_as (fixture->org, GH_ROLE_HELP_DESK);
  ask (fixture, "user.set-status", gh_target_new_for_query ("username:*"), NULL);
  test_wait_until (test_find (find_dialog (), ADW_TYPE_ACTION_ROW, "Unlock") != NULL);
  g_assert_null (test_find (find_dialog (), ADW_TYPE_ACTION_ROW, "Bypass"));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until_done (fixture);
}

static void
test_purge (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *entry;

  gh_test_do (fixture->org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 4);
  ask (fixture, "user.purge", gh_target_new_for_query ("username:*"), NULL);
  test_wait_until (sees ("Delete 4 Users"));
  g_assert_true (sees ("This cannot be undone. People who come back must enrol their phones again and be given tokens"
                       " again."));
  entry = test_find (find_dialog (), ADW_TYPE_ENTRY_ROW, "Type 4 to confirm");
  g_assert_nonnull (entry);

  /* Neither too early nor with a wrong number. */
  run ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "3");
  run ();
  test_run_for (100);
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (find_dialog ())));
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM users", "4");

  gtk_editable_set_text (GTK_EDITABLE (entry), "4");
  run ();
  wait_until_done (fixture);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM users", "0");
}

static void
test_plan_changed (Fixture       *fixture,
                   gconstpointer  data)
{
  ask (fixture, "user.trash", gh_target_new_for_query ("-anna"), NULL);
  test_wait_until (sees ("Send 3 to Trash"));
  test_wait_until (can_run ());
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("bert"), NULL, 1);
  run ();
  test_wait_until (sees ("Send 2 to Trash"));
  g_assert_true (sees ("1 user changed while you were reading."));
  g_assert_false (fixture->is_done);
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "1");

  test_wait_until (can_run ());
  run ();
  wait_until_done (fixture);
  g_assert_cmpint (fixture->result->changed, ==, 2);
}

/* Cancelled while running: nothing is changed, and the plan is back. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GhTestOrganisation) org = gh_test_organisation_new ();
  g_autoptr(GhResult) filled = gh_test_run (org, "organisation.fill-practice", NULL,
                                            "{\"users\":30000,\"seed\":7,\"today\":\"2026-11-24T00:00:00Z\"}");
  g_autofree char *before = gh_test_query (org, "SELECT count(*) FROM trash");
  g_autoptr(GhTarget) everybody = gh_target_new_for_query ("username:*");

  gh_operate_async (fixture->window, org->store, org->actor, gh_operation_find ("user.trash"), everybody, NULL,
                    FALSE, operated_cb, fixture);
  test_wait_until (find_dialog () != NULL && can_run ());
  run ();
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  test_wait_until (can_run ());
  g_assert_false (fixture->is_done);
  gh_test_assert_query (org, "SELECT count(*) FROM trash", before);

  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until_done (fixture);
  g_assert_null (fixture->result);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 entry = gh_test_do (fixture->org, "user.trash", gh_target_new_for_query ("username:*"), NULL, 4);

  gh_test_do (fixture->org, "user.restore", gh_target_new_for_name ("dora"), NULL, 1);
  gh_operate_undo_async (fixture->window, fixture->org->store, fixture->org->actor, entry, operated_cb, fixture);
  wait_until_done (fixture);
  g_assert_cmpstr (fixture->toast, ==, "3 put back as they were, 1 was edited since and stays");
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM trash", "0");
}

static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  ask (fixture, "user.add-to-group", gh_target_new_for_query ("username:*"), "{\"group\":\"Staff\"}");
  test_wait_until (sees ("Add 4 Users"));
  run ();
  wait_until_done (fixture);
  g_assert_cmpstr (fixture->toast, ==, "4 users added to “Staff”");
}

/* An operation without words of its own makes do with its label. */
static void
test_without_words (Fixture       *fixture,
                    gconstpointer  data)
{
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  ask (fixture, "group.edit", gh_target_new_for_name ("Staff"), "{\"new-name\":\"Crew\"}");
  test_wait_until (sees ("will change"));
  g_assert_true (sees ("Edit Group"));
  test_wait_until (can_run ());
  run ();
  wait_until_done (fixture);
  gh_test_assert_query (fixture->org, "SELECT name FROM groups", "Crew");
}

/* A toast names its subject, whatever was done. */
static void
test_toasts_name (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct {
    const char *operation;
    const char *name;
    const char *parameters;
    const char *action;
    const char *toast;
  } cases[] = {
    { "user.set-status", "anna", "{\"status\":\"disabled\"}", "Change 1 User", "Status of “anna” set to Disabled" },
    { "user.set-status", "anna", "{\"status\":\"active\"}", "Change 1 User", "Status of “anna” set to Active" },
    { "user.trash", "bert", NULL, "Send 1 to Trash", "“bert” sent to the Trash" },
    { "user.restore", "bert", NULL, "Restore 1 User", "“bert” restored as Disabled" },
    { "group.add", NULL, "{\"name\":\"Staff\"}", "Add Group", "Group “Staff” added" },
    { "user.add-to-group", "anna", "{\"group\":\"Staff\"}", "Add 1 User", "1 user added to “Staff”" },
    { "user.remove-from-group", "anna", "{\"group\":\"Staff\"}", "Remove 1 User", "1 user removed from “Staff”" },
    { "group.delete", "Staff", NULL, "Delete 1 Group", "Group “Staff” deleted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->is_done = FALSE;
      g_clear_pointer (&fixture->result, gh_result_free);
      g_clear_pointer (&fixture->toast, g_free);
      ask (fixture, cases[i].operation, cases[i].name != NULL ? gh_target_new_for_name (cases[i].name) : NULL,
           cases[i].parameters);
      test_wait_until (sees (cases[i].action) && can_run ());
      run ();
      wait_until_done (fixture);
      g_assert_cmpstr (fixture->toast, ==, cases[i].toast);
    }
}

/* GTK 4.8 reads a row's labels out after its name. */
static void
test_spoken_once (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *row;
  g_autofree char *differs = NULL;

  gh_test_make_managed (fixture->org, "cleo");
  ask (fixture, "user.trash", gh_target_new_for_query ("username:*"), NULL);
  test_wait_until (sees ("Send 3 to Trash"));
  row = test_find (find_dialog (), ADW_TYPE_ACTION_ROW, "will go to the Trash");
  g_assert_nonnull (row);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  differs = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                "3 will go to the Trash");
  g_assert_null (differs);
  row = test_find (find_dialog (), ADW_TYPE_EXPANDER_ROW, "is skipped and stays as it is");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until_done (fixture);
}

static void
test_parent_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  ask (fixture, "user.trash", gh_target_new_for_query ("username:*"), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until_done (fixture);
  g_assert_null (fixture->result);
  fixture->window = adw_window_new ();
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  ADD ("/O3/operate/rehearse-and-run", test_rehearse_and_run);
  ADD ("/O3/operate/show-skipped", test_show_skipped);
  ADD ("/T2/operate/managed-are-named", test_managed_are_named);
  ADD ("/S9/operate/status", test_status);
  ADD ("/A4/operate/help-desk", test_help_desk);
  ADD ("/T4/operate/purge", test_purge);
  ADD ("/O4/operate/plan-changed", test_plan_changed);
  ADD ("/O4/operate/cancel", test_cancel);
  ADD ("/O5/operate/undo", test_undo);
  ADD ("/G1/operate/group", test_group);
  ADD ("/O1/operate/without-words", test_without_words);
  ADD ("/O5/operate/toasts-name", test_toasts_name);
  ADD ("/O3/operate/spoken-once", test_spoken_once);
  ADD ("/O1/operate/parent-goes", test_parent_goes);

  return g_test_run ();
}
