/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-fits.h"
#include "test-find.h"
#include "test-window.h"

#include "kit/gh-action-popover.h"
#include "kit/gh-ask.h"
#include "kit/gh-drop-frame.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-inner-name.h"
#include "kit/gh-notice.h"
#include "kit/gh-split.h"

#include <adwaita.h>

/* A window with one widget, and what it reported. */
typedef struct {
  GtkWidget    *window;
  guint         n_done;
  char         *text;
  GAsyncResult *result;
} Fixture;

static void
done_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  ((Fixture *) data)->n_done++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GActionEntry entries[] = { { .name = "do", .activate = done_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->window = gtk_window_new ();
  gtk_widget_insert_action_group (fixture->window, "test", G_ACTION_GROUP (group));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 400);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->text);
  g_clear_object (&fixture->result);
}

static void
present (Fixture   *fixture,
         GtkWidget *child)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), child);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  test_run_for (100);
}

static void
press (const char *keys)
{
  g_autofree char *arguments = g_strconcat ("key ", keys, NULL);

  test_xdotool (arguments);
}

/* The first widget of a type in a tree, saying @text if given. */
static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (text == NULL || (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_notice (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *notice = gh_notice_new ();

  present (fixture, notice);
  g_assert_false (gh_notice_is_shown (GH_NOTICE (notice)));

  gh_notice_show (GH_NOTICE (notice), GH_NOTICE_WARNING, "Secrets Are Locked", "Everything else works.");
  gh_notice_add_button (GH_NOTICE (notice), "_Unlock", "test.do");
  g_assert_true (gh_notice_is_shown (GH_NOTICE (notice)));
  test_wait_until (gtk_widget_get_mapped (find (notice, GTK_TYPE_BUTTON, NULL)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (notice), GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (notice), GTK_ACCESSIBLE_PROPERTY_LABEL, "Secrets Are Locked");
  press ("alt+u");
  test_wait_until (fixture->n_done == 1);

  /* Each notice has its own buttons. */
  gh_notice_show (GH_NOTICE (notice), GH_NOTICE_ERROR, "The Disk Is Full", NULL);
  g_assert_null (find (notice, GTK_TYPE_BUTTON, NULL));
  gh_notice_hide (GH_NOTICE (notice));
  g_assert_false (gh_notice_is_shown (GH_NOTICE (notice)));
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  fixture->n_done++;
  g_set_object (&fixture->result, result);
}

static const GhAnswer answers[] = {
  { "cancel", "_Cancel", ADW_RESPONSE_DEFAULT },
  { "discard", "_Discard", ADW_RESPONSE_DESTRUCTIVE },
  { "save", "_Save", ADW_RESPONSE_SUGGESTED },
};

static const GhQuestion question = {
  .heading = "Save Changes?",
  .body = "The notes have changed.",
  .answers = answers,
  .n_answers = G_N_ELEMENTS (answers),
  .default_id = "save",
};

/* The focused window, if it is not the fixture's. */
static GtkWidget *
get_active_dialog (Fixture *fixture)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != fixture->window && gtk_window_is_active (GTK_WINDOW (window)))
        return window;
    }

  return NULL;
}

static void
assert_answer (Fixture    *fixture,
               const char *keys,
               const char *expected)
{
  g_autofree char *id = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->result);
  gh_ask_async (fixture->window, &question, NULL, result_cb, fixture);
  test_wait_until (get_active_dialog (fixture) != NULL);
  test_run_for (100);
  press (keys);
  test_wait_until (fixture->result != NULL);
  id = gh_ask_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, expected);
}

static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  present (fixture, gtk_label_new ("below"));

  assert_answer (fixture, "Return", "save");
  assert_answer (fixture, "Escape", "cancel");
  assert_answer (fixture, "alt+d", "discard");
}

static void
test_ask_taken_back (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  present (fixture, gtk_label_new ("below"));
  gh_ask_async (fixture->window, &question, cancellable, result_cb, fixture);
  test_run_for (100);
  g_cancellable_cancel (cancellable);
  test_wait_until (fixture->result != NULL);
  g_assert_null (gh_ask_finish (fixture->result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
  test_wait_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1);
  g_assert_cmpuint (fixture->n_done, ==, 1);
}

/* Whoever asked hears of it, and nothing of the question stays. */
static void
test_ask_window_goes (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  present (fixture, gtk_label_new ("below"));
  gh_ask_async (fixture->window, &question, NULL, result_cb, fixture);
  test_run_for (100);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->result != NULL);
  g_assert_null (gh_ask_finish (fixture->result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_done, ==, 1);
  test_wait_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n_windows - 1);
  fixture->window = gtk_window_new ();
}

static void
test_ask_file (Fixture       *fixture,
               gconstpointer  data)
{
  static const GhFileQuestion file_question = {
    .title = "Save Report", .accept = "_Save", .save = TRUE, .name = "users.csv", .kind = "CSV files",
    .pattern = "*.csv",
  };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  present (fixture, gtk_label_new ("below"));
  gh_ask_file_async (fixture->window, &file_question, cancellable, result_cb, fixture);
  test_run_for (500);
  g_assert_null (fixture->result);
  g_cancellable_cancel (cancellable);
  test_wait_until (fixture->result != NULL);
  g_assert_null (gh_ask_file_finish (fixture->result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED);
}

static void
test_action_popover (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *const reason = "No mail server is set up.";
  GtkWidget *popover = gh_action_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *greyed;

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  present (fixture, button);
  gh_action_popover_add_separator (GH_ACTION_POPOVER (popover)); /* nothing before it: none */
  gh_action_popover_add (GH_ACTION_POPOVER (popover), "Send Enrolment E-mail…", "test.do", NULL, reason);
  gh_action_popover_add_separator (GH_ACTION_POPOVER (popover));
  gh_action_popover_add (GH_ACTION_POPOVER (popover), "Send to Trash…", "test.do", "Delete", NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_wait_until (gtk_widget_get_mapped (popover));
  test_run_for (200);

  greyed = gtk_widget_get_ancestor (find (popover, GTK_TYPE_LABEL, "Send Enrolment E-mail…"), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_is_sensitive (greyed));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (greyed), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);
  g_assert_true (gtk_widget_get_mapped (find (popover, GTK_TYPE_LABEL, reason)));
  g_assert_nonnull (find (popover, GTK_TYPE_LABEL, "Delete"));

  /* The greyed one is skipped. */
  press ("Return");
  test_wait_until (fixture->n_done == 1);
  test_wait_until (!gtk_widget_get_mapped (popover));

  gh_action_popover_clear (GH_ACTION_POPOVER (popover));
  g_assert_null (find (popover, GTK_TYPE_SEPARATOR, NULL));
  g_assert_null (find (popover, GTK_TYPE_BUTTON, NULL));
}

static void
chip_remove_cb (GhFilterBar *bar,
                const char  *key,
                Fixture     *fixture)
{
  g_free (fixture->text);
  fixture->text = g_strdup (key);
  gh_filter_bar_remove (bar, key);
}

static void
chip_edit_cb (GhFilterBar *bar,
              const char  *key,
              Fixture     *fixture)
{
  g_assert_cmpstr (key, ==, "phones");
  fixture->n_done++;
}

/* The value of the focused chip. */
static const char *
get_focused_value (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return GH_IS_FILTER_CHIP (focus) ? gtk_widget_get_tooltip_text (focus) : NULL;
}

static void
test_filter_bar (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *bar = gh_filter_bar_new ();
  GtkWidget *after = gtk_button_new_with_label ("after");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  int least;
  int wanted;

  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), after);
  gh_filter_bar_set (GH_FILTER_BAR (bar), "group", "Group", "Staff", "Filter: Group is Staff", "Remove filter");
  gh_filter_bar_set (GH_FILTER_BAR (bar), "phones", "Phones", "0", "Filter: Phones is 0", "Remove filter");
  gh_filter_bar_set (GH_FILTER_BAR (bar), "login", "Last login", "> 90 days", "Filter: Last login", "Remove filter");
  gh_filter_bar_set (GH_FILTER_BAR (bar), "group", "Group", "Guests", "Filter: Group is Guests", "Remove filter");
  g_assert_cmpuint (test_count (bar, GH_TYPE_FILTER_CHIP), ==, 3);
  g_signal_connect (bar, "edit", G_CALLBACK (chip_edit_cb), fixture);
  g_signal_connect (bar, "remove", G_CALLBACK (chip_remove_cb), fixture);
  present (fixture, box);

  gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD);
  g_assert_cmpstr (get_focused_value (fixture), ==, "Guests"); /* replaced where it was */
  press ("Right");
  test_wait_until (g_strcmp0 (get_focused_value (fixture), "0") == 0);
  press ("Return");
  test_wait_until (fixture->n_done == 1);
  press ("Delete");
  test_wait_until (g_strcmp0 (fixture->text, "phones") == 0);
  g_assert_cmpstr (get_focused_value (fixture), ==, "> 90 days");
  press ("Tab");
  test_wait_until (gtk_widget_has_focus (after));

  /* A chip that does not fit scrolls out of the bar and is not cut. */
  gtk_widget_measure (gtk_widget_get_parent (find (bar, GTK_TYPE_LABEL, "> 90 days")), GTK_ORIENTATION_HORIZONTAL, -1,
                      &least, &wanted, NULL, NULL);
  g_assert_cmpint (least, ==, wanted);

  gh_filter_bar_clear (GH_FILTER_BAR (bar));
  g_assert_cmpuint (test_count (bar, GH_TYPE_FILTER_CHIP), ==, 0);
}

static void
folded_cb (GhSplit    *split,
           GParamSpec *pspec,
           Fixture    *fixture)
{
  fixture->n_done++;
}

static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *sidebar = gtk_label_new ("sidebar");
  GtkWidget *content = gtk_label_new ("content");
  GtkWidget *split = gh_split_new (sidebar, content, 236, 700);

  g_signal_connect (split, "notify::folded", G_CALLBACK (folded_cb), fixture);
  present (fixture, split);
  g_assert_false (gh_split_get_folded (GH_SPLIT (split)));
  g_assert_true (gtk_widget_get_mapped (sidebar) && gtk_widget_get_mapped (content));
  g_assert_cmpint (gtk_widget_get_width (sidebar), ==, 236);

  test_resize (GTK_WINDOW (fixture->window), 400);
  test_wait_until (gh_split_get_folded (GH_SPLIT (split)) && fixture->n_done == 1);
  g_assert_false (gtk_widget_get_mapped (sidebar));
  g_assert_cmpint (gtk_widget_get_width (content), ==, gtk_widget_get_width (split));

  gh_split_set_sidebar_shown (GH_SPLIT (split), TRUE);
  test_wait_until (gtk_widget_get_mapped (sidebar));
  g_assert_false (gtk_widget_get_mapped (content));

  test_resize (GTK_WINDOW (fixture->window), 900);
  test_wait_until (!gh_split_get_folded (GH_SPLIT (split)));
  g_assert_true (gtk_widget_get_mapped (sidebar) && gtk_widget_get_mapped (content));
}

static void
dropped_cb (GhDropFrame *frame,
            GFile       *file,
            Fixture     *fixture)
{
  fixture->n_done++;
  fixture->text = g_file_get_path (file);
}

static void
test_drop_frame (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *frame = gh_drop_frame_new (gtk_label_new ("Child"));
  GtkDropTarget *target = test_find_drop_target (frame);
  GtkWidget *label = gtk_widget_get_last_child (gtk_widget_get_first_child (frame));
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  GdkDragAction action = 0;
  gsize n_types;

  g_signal_connect (frame, "dropped", G_CALLBACK (dropped_cb), fixture);
  present (fixture, frame);
  gtk_drop_target_get_gtypes (target, &n_types);
  g_assert_cmpuint (n_types, ==, 0);

  gh_drop_frame_set_label (GH_DROP_FRAME (frame), "Drop it");
  gtk_drop_target_get_gtypes (target, &n_types);
  g_assert_cmpuint (n_types, ==, 1);
  g_assert_false (gtk_widget_get_mapped (label));
  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_assert_cmpuint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_get_mapped (label));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_get_mapped (label));

  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_value_init (&value, G_TYPE_FILE);
  g_value_take_object (&value, g_file_new_for_path ("/nowhere/joiners.csv"));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  g_assert_false (gtk_widget_get_mapped (label));
  g_assert_cmpuint (fixture->n_done, ==, 1);
  g_assert_cmpstr (fixture->text, ==, "/nowhere/joiners.csv");
}

/* A pending event keeps the surface of a window that has gone, whose size nobody may ask for then. */
static void
test_window_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *window = adw_window_new ();
  guint compute_size = g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL);
  g_autoptr(GdkSurface) surface = NULL;

  gtk_window_present (GTK_WINDOW (window));
  surface = g_object_ref (gtk_native_get_surface (GTK_NATIVE (window)));
  g_assert_true (g_signal_has_handler_pending (surface, compute_size, 0, TRUE));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (gdk_surface_is_destroyed (surface));
  g_assert_false (g_signal_has_handler_pending (surface, compute_size, 0, TRUE));
}

/* The tooltip of a menu button says what the button does not. */
static void
test_menu_button (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "gh-down-symbolic");
  gh_menu_button_set_name (GTK_MENU_BUTTON (button), "Report");
  present (fixture, button);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Report");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), "Report");
  g_assert_null (gtk_widget_get_tooltip_text (button));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "gh-down-symbolic");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Report");
  gtk_widget_set_tooltip_text (button, "Your role may not do this");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), "Report");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Your role may not do this");
}

/* The open list focuses the current choice, even if it was not chosen there. */
static void
test_drop_down (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const choices[] = { "Active", "Bypass", "Disabled", NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (choices);

  gh_drop_down_set_up (GTK_DROP_DOWN (drop_down), "Status");
  present (fixture, drop_down);
  gtk_widget_grab_focus (drop_down);
  press ("space");
  test_run_for (300);
  press ("End Return");
  test_wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)) == 2);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 0);
  test_run_for (300);
  press ("space");
  test_run_for (300);
  press ("Down Return");
  test_wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)) != 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), ==, 1);
}

/* Screen readers get the last window in reply to a late question: it has to be a visible one. */
static void
test_hidden_windows (Fixture       *fixture,
                     gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);
  GtkWidget *later[2];

#define ASSERT_LAST(widget) \
  G_STMT_START { \
    g_autoptr (GtkWidget) last = g_list_model_get_item (windows, g_list_model_get_n_items (windows) - 1); \
    g_assert_true (last == (widget)); \
  } G_STMT_END

  present (fixture, gtk_label_new ("below"));
  for (guint i = 0; i < 2; i++)
    later[i] = gtk_window_new ();
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n + 2);
  ASSERT_LAST (fixture->window);
  gtk_window_present (GTK_WINDOW (later[0]));
  ASSERT_LAST (fixture->window);
  gtk_widget_set_visible (later[0], FALSE);
  ASSERT_LAST (fixture->window);
  gtk_window_destroy (GTK_WINDOW (later[0]));
  gtk_window_destroy (GTK_WINDOW (later[1]));
  ASSERT_LAST (fixture->window);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/U/notice", test_notice);
  ADD ("/U/ask", test_ask);
  ADD ("/U/ask-taken-back", test_ask_taken_back);
  ADD ("/U/ask-window-goes", test_ask_window_goes);
  ADD ("/U/ask-file", test_ask_file);
  ADD ("/O6/action-popover", test_action_popover);
  ADD ("/U3/filter-bar", test_filter_bar);
  ADD ("/U/drop-down", test_drop_down);
  ADD ("/U/menu-button", test_menu_button);
  ADD ("/U/split", test_split);
  ADD ("/U10/drop-frame", test_drop_frame);
  ADD ("/U/window-that-goes", test_window_goes);
  ADD ("/U/hidden-windows", test_hidden_windows);

  return g_test_run ();
}
