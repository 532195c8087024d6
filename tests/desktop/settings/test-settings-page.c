/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of settings as people meet it (I1): each change applies at once, or says why not. */
#include "gh-test-organisation.h"
#include "kit/test-find.h"
#include "kit/test-window.h"

#include "kit/gh-choice-button.h"
#include "kit/gh-focus.h"
#include "kit/gh-notice.h"
#include "settings/gh-setting-choice.h"
#include "settings/gh-setting.h"
#include "settings/gh-settings-page.h"
#include "trash/gh-trash-page.h"

#include <string.h>

typedef struct {
  GhTestOrganisation *org;
  GhSession          *session;
  GtkWidget          *window;
  GtkWidget          *toasts;    /* around the page */
  GtkWidget          *page;
  char               *toast;     /* the last one's text */
} Fixture;

static void
toast_cb (GhPage   *page,
          AdwToast *toast,
          gpointer  data)
{
  Fixture *fixture = data;

  g_free (fixture->toast);
  fixture->toast = g_strdup (adw_toast_get_title (toast));
}

static void
show_page (Fixture *fixture,
           GType    type)
{
  fixture->page = g_object_new (type, "session", fixture->session, "title", "Settings", NULL);
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  fixture->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->toasts);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_widget_get_mapped (fixture->page) && gtk_widget_get_height (fixture->page) > 0);
}

static void
show (Fixture *fixture,
      GType    type)
{
  g_autoptr (GError) error = NULL;

  fixture->session = gh_session_new (fixture->org->store, fixture->org->actor, &error);
  g_assert_no_error (error);
  show_page (fixture, type);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  if (data != NULL)
    gh_test_act_as (fixture->org, GPOINTER_TO_INT (data));
  show (fixture, GH_TYPE_SETTINGS_PAGE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until_last (fixture->session);
  g_assert_finalize_object (fixture->session);
  gh_test_organisation_free (fixture->org);
  g_free (fixture->toast);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  return test_find (fixture->page, ADW_TYPE_PREFERENCES_ROW, title);
}

static GtkWidget *
find_in (GtkWidget *widget,
         GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (child, type);

  return found;
}

static GtkWidget *
find_of_class (GtkWidget  *widget,
               const char *css_class)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, css_class) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_of_class (child, css_class);

  return found;
}

static GtkWidget *
get_editor (Fixture    *fixture,
            const char *title,
            GType       type)
{
  GtkWidget *row = find_row (fixture, title);
  GtkWidget *editor = row != NULL ? find_in (row, type) : NULL;

  g_assert_nonnull (editor);

  return editor;
}

/* Types a number and presses Enter. */
static void
type_number (Fixture    *fixture,
             const char *title,
             const char *text)
{
  GtkWidget *spin = get_editor (fixture, title, GTK_TYPE_SPIN_BUTTON);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (spin)), "activate");
}

static gboolean
is_set (Fixture    *fixture,
        const char *key,
        const char *value)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (value, 'never') FROM settings WHERE key = '%s'", key);
  g_autofree char *found = gh_test_query (fixture->org, sql);

  return g_strcmp0 (found, value) == 0;
}

static gboolean
shows_number (Fixture    *fixture,
              const char *title,
              const char *number)
{
  GtkWidget *spin = get_editor (fixture, title, GTK_TYPE_SPIN_BUTTON);

  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), number);
}

#define LIMIT "Permanently delete at most"

/* --- cases --- */

static void
test_number (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (shows_number (fixture, LIMIT, "100"));
  type_number (fixture, LIMIT, "50");
  test_wait_until (is_set (fixture, "purge_limit", "50"));
  test_wait_until (g_strcmp0 (fixture->toast, "At most 50 users are deleted for good in one action") == 0);

  /* And again at once: one's own change is none that came between (O8). */
  type_number (fixture, LIMIT, "1");
  test_wait_until (is_set (fixture, "purge_limit", "1"));
  g_assert_nonnull (test_find (find_row (fixture, LIMIT), GTK_TYPE_LABEL, "user"));
  test_wait_until (g_str_has_prefix (fixture->toast, "At most 1 user is"));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log WHERE operation = 'settings.set'", "2");
}

static void
test_range (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const bad[] = { "0", "1001", "5000", "99999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      type_number (fixture, LIMIT, bad[i]);
      test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "1 to 1000 users") != NULL);
      g_assert_true (gtk_widget_has_css_class (find_row (fixture, LIMIT), "gh-wrong"));
      /* What was typed stays, to be corrected. */
      g_assert_true (shows_number (fixture, LIMIT, bad[i]));
      g_assert_true (is_set (fixture, "purge_limit", "100"));
      g_assert_null (fixture->toast);

      type_number (fixture, LIMIT, "100");
      test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "1 to 1000 users") == NULL);
      g_assert_false (gtk_widget_has_css_class (find_row (fixture, LIMIT), "gh-wrong"));
    }
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log", "1");
}

/* Leaving the field applies. */
static void
test_leaving (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *spin = get_editor (fixture, LIMIT, GTK_TYPE_SPIN_BUTTON);

  gtk_widget_grab_focus (spin);
  gtk_editable_set_text (GTK_EDITABLE (spin), "70");
  gtk_widget_grab_focus (get_editor (fixture, "First and last names", GTK_TYPE_SWITCH));
  test_wait_until (is_set (fixture, "purge_limit", "70"));
}

static void
test_switch (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *dot = get_editor (fixture, "E-mail domains need a dot", GTK_TYPE_SWITCH);

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (dot)));
  gtk_switch_set_active (GTK_SWITCH (dot), FALSE);
  test_wait_until (is_set (fixture, "email_needs_dot", "0"));
  test_wait_until (!gh_session_get_settings (fixture->session)->email_needs_dot);
  g_assert_cmpstr (fixture->toast, ==, "The domain of an e-mail address needs no dot");

  /* The undo of the toast shows here. */
  gh_test_do (fixture->org, "log.undo", NULL, NULL, 1);
  test_wait_until (gtk_switch_get_active (GTK_SWITCH (dot)));
  gh_test_assert_query (fixture->org, "SELECT count (*) FROM log WHERE operation = 'settings.set'", "1");
}

/* A number that can be off has a switch, and a row of its own while it is on. */
static void
test_never (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *toggle = get_editor (fixture, "Send inactive users to the Trash", GTK_TYPE_SWITCH);

  g_assert_false (gtk_switch_get_active (GTK_SWITCH (toggle)));
  g_assert_null (find_row (fixture, "Inactive after"));
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  test_wait_until (is_set (fixture, "inactive_user_expiration", "90"));
  test_wait_until (find_row (fixture, "Inactive after") != NULL);
  type_number (fixture, "Inactive after", "29");
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "30 to 365 days, or never") != NULL);
  type_number (fixture, "Inactive after", "45");
  test_wait_until (is_set (fixture, "inactive_user_expiration", "45"));
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  test_wait_until (is_set (fixture, "inactive_user_expiration", "never"));
  test_wait_until (find_row (fixture, "Inactive after") == NULL);
}

/* Whoever shows the name shows the new one. */
static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *entry = find_row (fixture, "Name");

  gtk_editable_set_text (GTK_EDITABLE (entry), "Halden <University>");
  g_signal_emit_by_name (entry, "apply");
  test_wait_until (is_set (fixture, "name", "Halden <University>"));
  test_wait_until (g_str_equal (gh_session_get_name (fixture->session), "Halden <University>"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "apply");
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "A name is needed.") != NULL);

}

/* Searches in the list that the button of a row opens, and presses Enter. */
static void
choose (Fixture    *fixture,
        const char *title,
        const char *search,
        const char *label)
{
  GtkWidget *button = get_editor (fixture, title, GTK_TYPE_MENU_BUTTON);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *entry = find_in (popover, GTK_TYPE_SEARCH_ENTRY);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_wait_until (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), search);
  test_wait_until (test_find (popover, GTK_TYPE_LABEL, label) != NULL);
  g_signal_emit_by_name (entry, "activate");
  test_wait_until (!gtk_widget_get_visible (popover));
}

static gboolean
shows_choice (Fixture    *fixture,
              const char *title,
              const char *label)
{
  return test_find (get_editor (fixture, title, GH_TYPE_CHOICE_BUTTON), GTK_TYPE_LABEL, label) != NULL;
}

/* A zone and a country are found by what people call them, and nobody types them. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_false (ADW_IS_ENTRY_ROW (find_row (fixture, "Time zone")));
  choose (fixture, "Time zone", "TÓKYO", "Asia/Tokyo");
  test_wait_until (g_str_equal (gh_session_get_time_zone (fixture->session), "Asia/Tokyo"));
  g_assert_true (shows_choice (fixture, "Time zone", "Asia/Tokyo"));
  /* By its country, and with a blank in its name. */
  choose (fixture, "Time zone", "norway", "Europe/Oslo");
  test_wait_until (is_set (fixture, "timezone", "Europe/Oslo"));
  choose (fixture, "Time zone", "new york", "America/New York");
  test_wait_until (is_set (fixture, "timezone", "America/New_York"));

  choose (fixture, "Country of phone numbers without +", "norw", "Norway");
  test_wait_until (is_set (fixture, "region", "NO"));
  g_assert_true (shows_choice (fixture, "Country of phone numbers without +", "Norway"));
  choose (fixture, "Country of phone numbers without +", "as the time", "As the time zone says");
  test_wait_until (is_set (fixture, "region", "never"));

  /* What is set elsewhere, and what was undone, shows. */
  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"timezone\",\"value\":\"Asia/Kabul\"}", 1);
  test_wait_until (shows_choice (fixture, "Time zone", "Asia/Kabul"));
  /* An old name is none that people choose today. */
  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"timezone\",\"value\":\"Asia/Calcutta\"}", 1);
  test_wait_until (shows_choice (fixture, "Time zone", "Asia/Calcutta"));
}

/* All that can be chosen may be set. */
static void
test_all_choices (void)
{
  gsize n_settings, n_choices = 0;
  const GhSetting *settings = gh_setting_get_all (&n_settings);

  for (gsize i = 0; i < n_settings; i++)
    {
      g_autoptr (GPtrArray) choices = settings[i].list_choices != NULL ? settings[i].list_choices () : NULL;

      for (guint j = 0; choices != NULL && j < choices->len; j++)
        {
          const GhSettingChoice *choice = choices->pdata[j];
          GhSettingValue value;

          g_assert_cmpint (gh_setting_read (&settings[i], choice->value, &value), ==, GH_REFUSAL_NONE);
          g_assert_cmpint (*choice->label, !=, '\0');
          n_choices++;
        }
    }
  g_assert_cmpuint (n_choices, >, 600);
}

static gboolean
may_turn (Fixture    *fixture,
          const char *title,
          const char *button)
{
  return gtk_widget_is_sensitive (find_of_class (get_editor (fixture, title, GTK_TYPE_SPIN_BUTTON), button));
}

/* The buttons stop where the range ends; from beyond it they lead only back. */
static void
test_buttons (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *spin = get_editor (fixture, LIMIT, GTK_TYPE_SPIN_BUTTON);

  g_assert_true (may_turn (fixture, LIMIT, "up") && may_turn (fixture, LIMIT, "down"));
  type_number (fixture, LIMIT, "999");
  test_wait_until (is_set (fixture, "purge_limit", "999"));
  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (spin, "change-value", GTK_SCROLL_STEP_UP);
  g_assert_true (shows_number (fixture, LIMIT, "1000"));
  g_assert_false (may_turn (fixture, LIMIT, "up"));

  /* Even where it is typed while what was turned to is still being set. */
  type_number (fixture, LIMIT, "998");
  type_number (fixture, LIMIT, "5000");
  test_wait_until (gtk_widget_has_css_class (find_row (fixture, LIMIT), "gh-wrong"));
  g_assert_true (shows_number (fixture, LIMIT, "5000"));
  g_assert_false (may_turn (fixture, LIMIT, "up"));
  g_signal_emit_by_name (spin, "change-value", GTK_SCROLL_STEP_DOWN);
  g_assert_true (shows_number (fixture, LIMIT, "4999"));

  type_number (fixture, LIMIT, "1");
  test_wait_until (is_set (fixture, "purge_limit", "1"));
  g_assert_true (may_turn (fixture, LIMIT, "up"));
  g_assert_false (may_turn (fixture, LIMIT, "down"));
  g_signal_emit_by_name (spin, "change-value", GTK_SCROLL_STEP_DOWN);
  g_assert_true (shows_number (fixture, LIMIT, "1"));
  type_number (fixture, LIMIT, "0");
  test_wait_until (gtk_widget_has_css_class (find_row (fixture, LIMIT), "gh-wrong"));
  g_assert_true (shows_number (fixture, LIMIT, "0"));
}

/* What is typed and not set is there again on a new page, and was typed when it was. */
static void
test_input (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) nothing = gh_page_dup_input (GH_PAGE (fixture->page));
  g_autoptr (GVariant) input = NULL;
  GtkWidget *before = fixture->window;

  g_assert_null (nothing);
  gtk_editable_set_text (GTK_EDITABLE (get_editor (fixture, LIMIT, GTK_TYPE_SPIN_BUTTON)), "5000");
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, "Name")), "Half a na");
  gtk_editable_set_text (GTK_EDITABLE (find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY)), "e");
  input = gh_page_dup_input (GH_PAGE (fixture->page));
  g_assert_nonnull (input);
  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"name\",\"value\":\"Meanwhile\"}", 1);

  fixture->page = NULL;
  gtk_window_destroy (GTK_WINDOW (before));
  show_page (fixture, GH_TYPE_SETTINGS_PAGE);
  gh_page_take_input (GH_PAGE (fixture->page), input);
  g_assert_true (shows_number (fixture, LIMIT, "5000"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Name"))), ==, "Half a na");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY))), ==, "e");
  g_assert_true (is_set (fixture, "name", "Meanwhile"));

  g_signal_emit_by_name (find_row (fixture, "Name"), "apply");
  test_wait_until (gtk_widget_has_css_class (find_row (fixture, "Name"), "gh-wrong"));
  g_assert_true (is_set (fixture, "name", "Meanwhile"));
}

/* O8: what another has set shows; what is being typed stays, and does not overwrite it unseen. */
static void
test_another (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *spin = get_editor (fixture, LIMIT, GTK_TYPE_SPIN_BUTTON);

  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"purge_limit\",\"value\":\"60\"}", 1);
  test_wait_until (shows_number (fixture, LIMIT, "60"));

  gtk_editable_set_text (GTK_EDITABLE (spin), "80");
  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"purge_limit\",\"value\":\"70\"}", 1);
  test_wait_until (gh_session_get_settings (fixture->session)->purge_limit == 70);
  g_assert_true (shows_number (fixture, LIMIT, "80"));
  type_number (fixture, LIMIT, "80");
  test_wait_until (gtk_widget_has_css_class (find_row (fixture, LIMIT), "gh-wrong"));
  g_assert_true (is_set (fixture, "purge_limit", "70"));

  /* Having read that, one may insist. */
  type_number (fixture, LIMIT, "80");
  test_wait_until (is_set (fixture, "purge_limit", "80"));
}

/* Domain 9.2 */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *notice = find_in (fixture->page, GH_TYPE_NOTICE);
  GtkWidget *make;

  g_assert_true (gh_notice_is_shown (GH_NOTICE (notice)));
  test_wait_until (test_find (notice, GTK_TYPE_LABEL, "Your role, Help Desk, may look but not change.") != NULL);
  g_assert_true (shows_number (fixture, LIMIT, "100"));
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, LIMIT)));
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, "Name")));
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, "Back up")));
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, "Restore")));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_row (fixture, LIMIT)), ==, "Your role may not do this");
  g_assert_nonnull (find_row (fixture, "No key yet"));
  make = test_find (fixture->page, GTK_TYPE_BUTTON, "_Make Key…");
  g_assert_false (gtk_widget_is_sensitive (make));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (make), ==, "Your role may not do this");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *search = find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY);

  g_assert_true (gh_page_search (GH_PAGE (fixture->page)));
  gtk_editable_set_text (GTK_EDITABLE (search), "TRÁSH");
  test_wait_until (find_row (fixture, "Name") == NULL);
  g_assert_nonnull (find_row (fixture, "Keep users in the Trash"));
  g_assert_null (find_row (fixture, "Back up"));

  /* Between two texts all is shown for a moment. */
  gtk_editable_set_text (GTK_EDITABLE (search), "restore");
  test_wait_until (find_row (fixture, "Restore") != NULL && find_row (fixture, "No key yet") == NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), "recovery");
  test_wait_until (find_row (fixture, "No key yet") != NULL && find_row (fixture, "Restore") == NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), "qqq");
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL, "No setting matches.") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  test_wait_until (find_row (fixture, "Name") != NULL);
}

/* The list of sections is a drop-down where there is little room. */
static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *list = find_of_class (fixture->page, "gh-sections");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (find_row (fixture, LIMIT), GTK_TYPE_SCROLLED_WINDOW)));

  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))), ==, 0);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 420);
  test_wait_until (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 300);
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  test_wait_until (gtk_adjustment_get_value (adjustment) > 0);
  gtk_adjustment_set_value (adjustment, 0);
  test_wait_until (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))) == 0);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  test_wait_until (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))) == 8);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (fixture->toasts), adw_toast_new ("Saved"));
  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
  test_wait_until (gh_focus_is_inside (list));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 600);
  test_wait_until (gtk_widget_get_mapped (find_in (fixture->page, GTK_TYPE_DROP_DOWN)));
  test_wait_until (!gtk_widget_get_mapped (list));
  test_run_for (300);
  g_assert_true (gh_focus_is_inside (find_in (fixture->page, GTK_TYPE_DROP_DOWN)));
}

/* T1: the Trash says what is set. */
static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL,
                              "Users stay here for 7 days before they are deleted for good.") != NULL);
  gh_test_do (fixture->org, "settings.set", NULL, "{\"name\":\"pending_deletion_days\",\"value\":\"14\"}", 1);
  test_wait_until (test_find (fixture->page, GTK_TYPE_LABEL,
                              "Users stay here for 14 days before they are deleted for good.") != NULL);
}

static void
set_up_trash (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->org = gh_test_organisation_new ();
  show (fixture, GH_TYPE_TRASH_PAGE);
}

int
main (int   argc,
      char *argv[])
{
  test_init (&argc, &argv);

  g_test_add ("/settings-page/I1/number", Fixture, NULL, set_up, test_number, tear_down);
  g_test_add ("/settings-page/I1/range", Fixture, NULL, set_up, test_range, tear_down);
  g_test_add ("/settings-page/I1/leaving", Fixture, NULL, set_up, test_leaving, tear_down);
  g_test_add ("/settings-page/I1/switch", Fixture, NULL, set_up, test_switch, tear_down);
  g_test_add ("/settings-page/I1/never", Fixture, NULL, set_up, test_never, tear_down);
  g_test_add ("/settings-page/I1/acts/name", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/settings-page/I1/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add_func ("/settings-page/I1/choices/may-be-set", test_all_choices);
  g_test_add ("/settings-page/I1/buttons-stop", Fixture, NULL, set_up, test_buttons, tear_down);
  g_test_add ("/settings-page/I1/input", Fixture, NULL, set_up, test_input, tear_down);
  g_test_add ("/settings-page/O8/another", Fixture, NULL, set_up, test_another, tear_down);
  g_test_add ("/settings-page/A4/read-only", Fixture, GINT_TO_POINTER (GH_ROLE_HELP_DESK), set_up, test_read_only,
              tear_down);
  g_test_add ("/settings-page/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/settings-page/sections", Fixture, NULL, set_up, test_sections, tear_down);
  g_test_add ("/settings-page/T1/trash", Fixture, NULL, set_up_trash, test_trash, tear_down);

  return g_test_run ();
}
