/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a user with its own organisation: its contents, what saving does, and changes by others. */
#include "gh-test-organisation.h"
#include "kit/test-fits.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "session/gh-trail.h"
#include "user/gh-add-user.h"
#include "user/gh-user-page.h"

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkWidget          *toasts; /* around the page */
  GhPage             *page;
  char               *key;
  char               *opened; /* by win.open-user */
  char               *toast;
  int                 left;   /* -1: not answered */
} Fixture;

static void
toast_cb (Fixture  *fixture,
          AdwToast *toast)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (adw_toast_get_title (toast));
}

static void
open_user_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  Fixture *fixture = data;

  g_free (fixture->opened);
  fixture->opened = g_variant_dup_string (parameter, NULL);
}

/* @data: (nullable): statements for the directory, before anything reads it */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GActionEntry entries[] = { { .name = "open-user", .activate = open_user_cb, .parameter_type = "s" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GError) error = NULL;

  fixture->org = gh_test_organisation_new ();
  gh_test_add_users (fixture->org, "anna bert");
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Anna\",\"email\":\"anna@hu.example\",\"add-alias\":[\"a1\"]}", 1);
  gh_test_do (fixture->org, "group.add", NULL, "{\"name\":\"Staff\"}", 1);
  gh_test_do (fixture->org, "user.add-to-group", gh_target_new_for_name ("anna"), "{\"group\":\"Staff\"}", 1);
  if (data != NULL)
    gh_test_write_directory (fixture->org, data);
  fixture->key = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'anna'");
  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);

  fixture->window = adw_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  fixture->page = g_object_new (GH_TYPE_USER_PAGE, "session", fixture->session, NULL);
  g_signal_connect_swapped (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  fixture->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), GTK_WIDGET (fixture->page));
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->toasts);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 750);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->left = -1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_run_for (50);
  g_clear_object (&fixture->session);
  test_run_for (50);
  gh_test_organisation_free (fixture->org);
  g_free (fixture->key);
  g_free (fixture->opened);
  g_free (fixture->toast);
}

#define sees(text) (test_find (fixture->window, GTK_TYPE_LABEL, text) != NULL)

static GtkEditable *
get_entry (Fixture    *fixture,
           const char *title)
{
  GtkWidget *row = test_find (fixture->window, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);

  return GTK_EDITABLE (row);
}

#define text_of(title) gtk_editable_get_text (get_entry (fixture, title))

static gboolean
can_save (Fixture *fixture)
{
  return test_find (fixture->window, GTK_TYPE_BUTTON, "_Save") != NULL;
}

static void
open_page (Fixture *fixture)
{
  gh_page_open (fixture->page, fixture->key);
  test_wait_until (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Username") != NULL);
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  gh_test_write_directory (fixture->org, "INSERT INTO enrolments"
                           " SELECT 1, 'anna@hu.example', 1, 1795597200, era FROM organisation");
  open_page (fixture);
  g_assert_cmpstr (gh_page_get_title (fixture->page), ==, "anna");
  g_assert_cmpstr (text_of ("Username"), ==, "anna");
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna");
  g_assert_null (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "First name"));
  g_assert_null (test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Last name"));
  g_assert_cmpstr (text_of ("E-mail"), ==, "anna@hu.example");
  g_assert_cmpstr (text_of ("Alias 1"), ==, "a1");
  g_assert_true (sees ("7 more are possible"));
  g_assert_true (sees ("Two-factor sign-in is required."));
  g_assert_true (sees ("Staff"));
  g_assert_true (sees ("Enrolment link sent to anna@hu.example"));
  g_assert_true (sees ("No hardware tokens"));
  g_assert_true (sees ("Add to Group: Staff"));
  g_assert_false (can_save (fixture));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Anna K.");
  gtk_editable_set_text (get_entry (fixture, "Alias 1"), "");
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Saved");
  gh_test_assert_query (fixture->org, "SELECT realname FROM users WHERE id = 1", "Anna K.");
  gh_test_assert_query (fixture->org, "SELECT count(*) FROM user_aliases", "0");
  test_wait_until (sees ("Anna K.") && test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Alias 1") == NULL);
  g_assert_false (can_save (fixture));
}

#define WITH_NAMES "UPDATE settings SET value = 1 WHERE key = 'identity_proofing';" \
                   "UPDATE users SET firstname = 'Anna', firstname_fold = 'anna' WHERE username = 'anna'"
#define WITHOUT_DOT "UPDATE settings SET value = 0 WHERE key = 'email_needs_dot'"

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *too_long = g_strnfill (257, 'x');

  open_page (fixture);
  g_assert_cmpstr (text_of ("First name"), ==, "Anna");
  g_assert_cmpstr (text_of ("Last name"), ==, "");

  gtk_editable_set_text (get_entry (fixture, "Last name"), too_long);
  test_wait_until (sees (gh_refusal_get_sentence (GH_REFUSAL_TOO_LONG)));
  g_assert_false (can_save (fixture));
  gtk_editable_set_text (get_entry (fixture, "Last name"), "Kvåle");
  gtk_editable_set_text (get_entry (fixture, "First name"), "");
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Saved");
  gh_test_assert_query (fixture->org, "SELECT firstname || '|' || lastname FROM users WHERE id = 1", "|Kvåle");
  g_assert_false (can_save (fixture));
}

/* R12: as the setting says, while typing. */
static void
test_email_needs_dot (Fixture       *fixture,
                      gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "E-mail"), "anna@mailhost");
  test_wait_until (sees (gh_refusal_get_sentence (GH_REFUSAL_EMAIL_NO_DOT)));
  test_run_for (100);
  g_assert_false (can_save (fixture));
}

static void
test_email_without_dot (Fixture       *fixture,
                        gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "E-mail"), "anna@mailhost");
  test_wait_until (can_save (fixture));
  g_assert_false (sees (gh_refusal_get_sentence (GH_REFUSAL_EMAIL_NO_DOT)));
}

static void
test_invalid (Fixture       *fixture,
              gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "E-mail"), "no address");
  test_wait_until (sees (gh_refusal_get_sentence (GH_REFUSAL_EMAIL_CHARACTERS)));
  test_run_for (100);
  g_assert_false (can_save (fixture));

  gtk_editable_set_text (get_entry (fixture, "E-mail"), "anna@hu.example");
  gtk_editable_set_text (get_entry (fixture, "Username"), "BERT");
  test_wait_until (sees ("The name is taken. (“bert” is the username of bert)"));
  g_assert_false (can_save (fixture));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_entry (fixture, "Username")), "error"));

  gtk_editable_set_text (get_entry (fixture, "Username"), "anna");
  test_wait_until (!sees ("The name is taken. (“bert” is the username of bert)"));
  g_assert_false (can_save (fixture));
}

static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Mine");
  test_wait_until (can_save (fixture));
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"),
              "{\"real-name\":\"Theirs\",\"email\":\"new@hu.example\"}", 1);

  /* Unedited fields change in place; edited ones keep what was typed. */
  test_wait_until (g_str_equal (text_of ("E-mail"), "new@hu.example"));
  g_assert_cmpstr (text_of ("Real name"), ==, "Mine");
  g_assert_true (sees ("local:tester changed this to “Theirs”, Today 09:00"));
  test_wait_until (can_save (fixture));
  gtk_widget_activate (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
  test_wait_until (g_str_equal (text_of ("Real name"), "Theirs"));
  test_wait_until (!can_save (fixture));

  /* And the reverse: saving overwrites it. */
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Mine");
  gh_test_do (fixture->org, "user.edit", gh_target_new_for_name ("anna"), "{\"real-name\":\"Again\"}", 1);
  test_wait_until (sees ("local:tester changed this to “Again”, Today 09:00"));
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  test_wait_until (fixture->toast != NULL);
  gh_test_assert_query (fixture->org, "SELECT realname FROM users WHERE id = 1", "Mine");
  /* Nothing is left to take over. */
  test_wait_until (!sees ("local:tester changed this to “Again”, Today 09:00"));
  g_assert_null (test_find (fixture->window, GTK_TYPE_BUTTON, "_Take Over"));
}

static void
test_managed (Fixture       *fixture,
              gconstpointer  data)
{
  gh_test_make_managed (fixture->org, "anna");
  open_page (fixture);
  g_assert_true (sees ("Username, name and e-mail come from the directory AD."));
  g_assert_false (gtk_editable_get_editable (get_entry (fixture, "Username")));
  g_assert_true (gtk_editable_get_editable (get_entry (fixture, "Alias 1")));
}

static void
test_trashed (Fixture       *fixture,
              gconstpointer  data)
{
  open_page (fixture);
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  test_wait_until (sees ("In the Trash"));
  g_assert_true (sees ("Deleted for good on Tuesday 1 December 2026. Until then nothing is lost, and signing in is"
                       " denied."));
  g_assert_true (sees ("Restore the user first"));
  g_assert_false (gtk_editable_get_editable (get_entry (fixture, "Username")));
  g_assert_false (gtk_widget_is_sensitive (test_find (fixture->window, GTK_TYPE_BUTTON, "_Change Status…")));
}

static gboolean
has_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_sensitive (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page));
}

/* The focused button is insensitive or gone: the keys still reach the page. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  open_page (fixture);
  gtk_widget_grab_focus (test_find (fixture->window, GTK_TYPE_BUTTON, "_Change Status…"));
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  test_wait_until (sees ("In the Trash"));
  test_wait_until (has_focus (fixture));

  gtk_widget_grab_focus (test_find (fixture->window, GTK_TYPE_BUTTON, "_Restore…"));
  g_assert_true (has_focus (fixture));
  gh_test_do (fixture->org, "user.restore", gh_target_new_for_name ("anna"), NULL, 1);
  test_wait_until (!sees ("In the Trash"));
  test_wait_until (has_focus (fixture));
}

/* A narrow page has no line of sections: what had its focus is still on the page, not on a toast. */
static void
test_narrow_focus (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *line;

  open_page (fixture);
  line = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_TYPE_BOX);
  g_assert_true (gtk_widget_has_css_class (line, "gh-sections"));

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (fixture->toasts), adw_toast_new ("Saved"));
  test_resize (GTK_WINDOW (fixture->window), 400);
  test_wait_until (!gtk_widget_get_mapped (line));
  test_run_for (300);
  g_assert_true (has_focus (fixture));

  /* And that of the next user, opened with the line hidden. */
  gtk_root_set_focus (GTK_ROOT (fixture->window), NULL);
  gh_page_open (fixture->page, NULL);
  open_page (fixture);
  test_wait_until (has_focus (fixture));
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GhActor) actor = gh_actor_new (GH_ACTOR_ADMINISTRATOR, "DE0", "Reader", GH_ROLE_READ_ONLY, "test");
  g_autoptr(GError) error = NULL;
  GhPage *page;

  g_clear_object (&fixture->session);
  fixture->session = gh_session_new (fixture->org->store, actor, &error);
  g_assert_no_error (error);
  page = g_object_new (GH_TYPE_USER_PAGE, "session", fixture->session, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (page));
  fixture->page = page;
  open_page (fixture);
  g_assert_false (gtk_editable_get_editable (get_entry (fixture, "Username")));
  g_assert_true (sees ("Your role may not do this."));
}

static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  open_page (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.remove-from-group", "s", "Staff");
  test_wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Removed from “Staff”");
  test_wait_until (sees ("In no group"));
}

static void
test_unlock (Fixture       *fixture,
             gconstpointer  data)
{
  gh_test_write_events (fixture->org, GH_TEST_LOCK_OUT "VALUES (1, 1795500000, NULL, '10 wrong passcodes')");
  open_page (fixture);
  g_assert_true (sees ("10 wrong passcodes"));
  gtk_widget_activate (test_find (fixture->window, GTK_TYPE_BUTTON, "_Unlock"));
  test_wait_until (sees ("Two-factor sign-in is required."));
  g_assert_cmpstr (fixture->toast, ==, "Unlocked");
}

/* V3: an application that alone denies is named, and unlocking ends that. */
static void
test_unlock_there (Fixture       *fixture,
                   gconstpointer  data)
{
  gh_test_write_events (fixture->org, "INSERT INTO application_lockouts (user_id, application, name, time, attempt)"
                                      " VALUES (1, 1, 'VPN', 1795500000, 1), (1, 2, 'Mail', 1795500000, 2)");
  open_page (fixture);
  g_assert_true (sees ("Two-factor sign-in is required.\nLocked out, for failures there, of: Mail, VPN."));
  gtk_widget_activate (test_find (fixture->window, GTK_TYPE_BUTTON, "_Unlock"));
  test_wait_until (sees ("Two-factor sign-in is required."));
  g_assert_cmpstr (fixture->toast, ==, "Unlocked");
}

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  ((Fixture *) data)->left = gh_page_leave_finish (GH_PAGE (source), result);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static void
answer (const char *label)
{
  test_wait_until (find_question () != NULL &&
                   test_find (GTK_WIDGET (find_question ()), GTK_TYPE_BUTTON, label) != NULL);
  gtk_widget_activate (test_find (GTK_WIDGET (find_question ()), GTK_TYPE_BUTTON, label));
  test_wait_until (find_question () == NULL);
}

static void
leave (Fixture *fixture)
{
  fixture->left = -1;
  gh_page_leave_async (fixture->page, left_cb, fixture);
}

static void
test_leaving (Fixture       *fixture,
              gconstpointer  data)
{
  open_page (fixture);
  leave (fixture);
  test_wait_until (fixture->left == TRUE);

  gtk_editable_set_text (get_entry (fixture, "Real name"), "Anna K.");
  test_wait_until (can_save (fixture));
  leave (fixture);
  answer ("_Cancel");
  test_wait_until (fixture->left == FALSE);
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna K.");

  leave (fixture);
  answer ("_Save");
  test_wait_until (fixture->left == TRUE);
  gh_test_assert_query (fixture->org, "SELECT realname FROM users WHERE id = 1", "Anna K.");

  test_wait_until (!can_save (fixture));
  test_run_for (100);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "x");
  leave (fixture);
  answer ("_Discard");
  test_wait_until (fixture->left == TRUE);
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna K.");
}

/* Leaving while saving waits for the result. */
static void
test_leaving_while_saving (Fixture       *fixture,
                           gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Anna K.");
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  leave (fixture);
  g_assert_cmpint (fixture->left, ==, -1);
  test_wait_until (fixture->left == TRUE);
  gh_test_assert_query (fixture->org, "SELECT realname FROM users WHERE id = 1", "Anna K.");
  test_run_for (100);

  /* Free when typed, but no longer. */
  gtk_editable_set_text (get_entry (fixture, "Username"), "cleo");
  test_wait_until (can_save (fixture));
  gh_test_add_users (fixture->org, "cleo");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  leave (fixture);
  g_assert_cmpint (fixture->left, ==, -1);
  test_wait_until (fixture->left == FALSE);
  g_assert_true (sees ("The name is taken. (“cleo” is the username of cleo)"));
  g_assert_cmpstr (text_of ("Username"), ==, "cleo");

  /* Text typed while saving is not saved. */
  gtk_editable_set_text (get_entry (fixture, "Username"), "anna2");
  test_wait_until (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Anna M.");
  leave (fixture);
  test_wait_until (fixture->left == FALSE);
  g_assert_cmpstr (text_of ("Real name"), ==, "Anna M.");
}

static void
test_trail (Fixture       *fixture,
            gconstpointer  data)
{
  const gint64 ids[] = { 2, 1 };
  g_autoptr(GArray) trail = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *bert = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'bert'");

  g_array_append_vals (trail, ids, G_N_ELEMENTS (ids));
  gh_trail_set (fixture->session, trail, "Everybody");
  open_page (fixture);
  g_assert_true (sees ("2 of 2 in Everybody"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.next", NULL);
  g_assert_null (fixture->opened);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.previous", NULL);
  g_assert_cmpstr (fixture->opened, ==, bert);
}

/* The narrowest window is 360 pixels wide. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  int minimum;

  open_page (fixture);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  gh_page_open (fixture->page, "DU00000000000000000X");
  test_wait_until (sees ("No Such User"));
}

/* What is typed cannot be saved once the user is gone. */
static void
test_gone_while_typing (Fixture       *fixture,
                        gconstpointer  data)
{
  open_page (fixture);
  gtk_editable_set_text (get_entry (fixture, "Real name"), "Anna K.");
  test_wait_until (can_save (fixture));
  gh_test_do (fixture->org, "user.trash", gh_target_new_for_name ("anna"), NULL, 1);
  gh_test_do (fixture->org, "user.purge", gh_target_new_for_name ("anna"), "{\"confirm\":1}", 1);
  test_wait_until (sees ("No Such User"));
  g_assert_false (can_save (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "user.save", NULL);
}

static GtkWidget *
find_add_user (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GH_IS_ADD_USER (window))
        return window;
    }

  return NULL;
}

static void
test_add_user (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *cleo = NULL;
  GtkWidget *dialog;
  GtkEditable *entry;
  GtkWidget *button;
  int least;

  test_resize (GTK_WINDOW (fixture->window), 400);
  test_wait_until (gtk_widget_get_width (fixture->window) > 0 && gtk_widget_get_width (fixture->window) <= 400);
  gh_add_user_present (GTK_WINDOW (fixture->window), fixture->session);
  dialog = find_add_user ();
  test_wait_until (test_find (dialog, ADW_TYPE_ENTRY_ROW, "Username") != NULL);
  /* No wider than its parent. */
  gtk_widget_measure (adw_window_get_content (ADW_WINDOW (dialog)), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, gtk_widget_get_width (fixture->window));
  entry = GTK_EDITABLE (test_find (dialog, ADW_TYPE_ENTRY_ROW, "Username"));
  button = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  g_assert_false (gtk_widget_is_sensitive (button));

  gtk_editable_set_text (entry, "ANNA");
  test_wait_until (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (entry, "cleo");
  test_wait_until (gtk_widget_is_sensitive (button));
  gtk_widget_activate_action (dialog, "add.run", NULL);
  test_wait_until (fixture->opened != NULL);
  cleo = gh_test_query (fixture->org, "SELECT key FROM users WHERE username = 'cleo'");
  g_assert_cmpstr (fixture->opened, ==, cleo);
  test_wait_until (find_add_user () == NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  ADD ("/U7/user-page/shows", test_shows);
  ADD ("/U7/user-page/save", test_save);
  ADD ("/U7/user-page/invalid", test_invalid);
  g_test_add ("/U7/page/names", Fixture, WITH_NAMES, set_up, test_names, tear_down);
  ADD ("/R12/page/email-needs-dot", test_email_needs_dot);
  g_test_add ("/R12/page/email-without-dot", Fixture, WITHOUT_DOT, set_up, test_email_without_dot, tear_down);
  ADD ("/O8/user-page/changed-elsewhere", test_changed_elsewhere);
  ADD ("/D3/user-page/managed", test_managed);
  ADD ("/S7/user-page/trashed", test_trashed);
  ADD ("/A4/user-page/read-only", test_read_only);
  ADD ("/G1/user-page/group", test_group);
  ADD ("/S1/user-page/unlock", test_unlock);
  ADD ("/V3/user-page/unlock-there", test_unlock_there);
  ADD ("/U7/user-page/leaving", test_leaving);
  ADD ("/U7/user-page/leaving-while-saving", test_leaving_while_saving);
  ADD ("/U7/user-page/trail", test_trail);
  ADD ("/F2/user-page/narrow", test_narrow);
  ADD ("/T4/user-page/gone", test_gone);
  ADD ("/T4/user-page/gone-while-typing", test_gone_while_typing);
  ADD ("/U7/user-page/focus", test_focus);
  ADD ("/F2/user-page/narrow-focus", test_narrow_focus);
  ADD ("/U8/add-user/add", test_add_user);

  return g_test_run ();
}
