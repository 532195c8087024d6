/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a table of a million made-up rows:  table-demo [--dark] [--select] [N] */
#include "test-source.h"

#include "kit/gh-action-popover.h"
#include "kit/gh-filter-bar.h"
#include "kit/gh-notice.h"

#include <adwaita.h>
#include <stdlib.h>

typedef struct {
  GtkWidget *table;
  GtkWidget *count;
  GtkWidget *search;
  GArray    *all;
  guint      n;
  gboolean   dark;
  gboolean   select;
  GtkWidget *menu;
} Demo;

static void
search_cb (GtkEditable *editable,
           Demo        *demo)
{
  gsize length = strlen (gtk_editable_get_text (editable));
  g_autoptr(GArray) ids = length > 0 ? test_ids_filter (demo->all, (guint) (3 * length * length * length)) : NULL;

  gh_table_set_ids (GH_TABLE (demo->table), ids != NULL ? ids : demo->all, GH_TABLE_PLACE_TOP);
}

static void
sort_cb (GhTable    *table,
         const char *key,
         gboolean    descending,
         Demo       *demo)
{
  g_autoptr(GArray) ids = test_ids_new (demo->n, g_str_hash (key) + (guint) descending);

  gh_table_set_ids (table, ids, GH_TABLE_PLACE_TOP);
}

static void
type_ahead_cb (GhTable    *table,
               const char *text,
               Demo       *demo)
{
  gtk_widget_grab_focus (demo->search);
  gtk_editable_set_text (GTK_EDITABLE (demo->search), text);
  gtk_editable_set_position (GTK_EDITABLE (demo->search), -1);
}

static void
context_menu_cb (GhTable *table,
                 double   x,
                 double   y,
                 Demo    *demo)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (demo->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (demo->menu));
}

static void
add_menu (Demo *demo)
{
  GhActionPopover *menu = GH_ACTION_POPOVER (gh_action_popover_new ());

  demo->menu = GTK_WIDGET (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (demo->menu, GTK_ALIGN_START);
  gh_action_popover_add (menu, "Change Status…", "window.close", "<Control>u", NULL);
  gh_action_popover_add (menu, "Add to Group…", "window.close", NULL, NULL);
  gh_action_popover_add_separator (menu);
  gh_action_popover_add (menu, "Send Enrolment E-mail…", "window.close", NULL,
                         "No mail server is set up. Add one in Settings, under Messages.");
  gh_action_popover_add (menu, "Send Activation…", "window.close", NULL, NULL);
  gh_action_popover_add_separator (menu);
  gh_action_popover_add (menu, "Send to Trash…", "window.close", "Delete", NULL);
  gtk_widget_set_parent (demo->menu, demo->table);
}

static GtkWidget *
create_bars (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *notice = gh_notice_new ();
  GtkWidget *bar = gh_filter_bar_new ();

  gh_notice_show (GH_NOTICE (notice), GH_NOTICE_WARNING, "Secrets Are Locked",
                  "Bypass codes and activations need the key in your keyring. Everything else works.");
  gh_notice_add_button (GH_NOTICE (notice), "_Use Recovery Key…", "window.close");
  gh_notice_add_button (GH_NOTICE (notice), "_Unlock Keyring", "window.close");
  gh_filter_bar_set (GH_FILTER_BAR (bar), "group", "Group", "Staff", "Filter: Group is Staff", "Remove filter");
  gh_filter_bar_set (GH_FILTER_BAR (bar), "login", "Last login", "> 90 days", "Filter: Last login", "Remove filter");
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_bottom (bar, 12);
  gtk_box_append (GTK_BOX (box), notice);
  gtk_box_append (GTK_BOX (box), bar);

  return box;
}

static void
update_count (Demo *demo)
{
  GhTableList *list = gh_table_get_list (GH_TABLE (demo->table));
  g_autofree char *text =
    g_strdup_printf ("%u of %u rows, %" G_GUINT64_FORMAT " selected, %" G_GUINT64_FORMAT " out of sight",
                     gh_table_list_get_ids (list)->len, demo->n, gh_table_list_count_selected (list),
                     gh_table_list_count_selected_out_of_sight (list));

  gtk_label_set_text (GTK_LABEL (demo->count), text);
}

static void
activate_cb (GtkApplication *application,
             Demo           *demo)
{
  g_autoptr(GtkCssProvider) css = gtk_css_provider_new ();
  g_autoptr(GhTableSource) source = test_source_new ();
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_header_bar_new ();
  GhTableList *list;

  gtk_css_provider_load_from_path (css, GH_TEST_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/gatehouse/Gatehouse/icons");
  if (demo->dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  demo->all = test_ids_new (demo->n, 0);
  demo->table = gh_table_new (test_columns, TEST_N_COLUMNS, source);
  gtk_widget_set_vexpand (demo->table, TRUE);
  list = gh_table_get_list (GH_TABLE (demo->table));
  demo->count = gtk_label_new (NULL);
  gtk_widget_set_margin_top (demo->count, 12);
  gtk_widget_set_margin_bottom (demo->count, 12);
  demo->search = gtk_search_entry_new ();
  gtk_widget_set_size_request (demo->search, 460, -1);
  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (bar), demo->search);
  gtk_widget_add_css_class (bar, "flat");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), create_bars ());
  gtk_box_append (GTK_BOX (box), demo->table);
  add_menu (demo);
  gtk_box_append (GTK_BOX (box), demo->count);

  g_signal_connect (demo->search, "changed", G_CALLBACK (search_cb), demo);
  g_signal_connect (demo->table, "sort-changed", G_CALLBACK (sort_cb), demo);
  g_signal_connect (demo->table, "type-ahead", G_CALLBACK (type_ahead_cb), demo);
  g_signal_connect (demo->table, "context-menu", G_CALLBACK (context_menu_cb), demo);
  g_signal_connect_swapped (list, "notify::n-selected", G_CALLBACK (update_count), demo);
  g_signal_connect_swapped (list, "order-changed", G_CALLBACK (update_count), demo);

  gh_table_set_sort (GH_TABLE (demo->table), "username", FALSE);
  gh_table_set_ids (GH_TABLE (demo->table), demo->all, GH_TABLE_PLACE_TOP);
  if (demo->select)
    {
      gtk_selection_model_select_range (GTK_SELECTION_MODEL (list), 0, 1200, FALSE);
      gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (list), 1);
      gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (list), 13);
    }

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1043, 800);
  gtk_window_set_title (GTK_WINDOW (window), "Table");
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (demo->table);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new ("io.github.gatehouse.TableDemo", G_APPLICATION_NON_UNIQUE);
  Demo demo = { .n = 1000000 };

  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--dark"))
      demo.dark = TRUE;
    else if (g_str_equal (argv[i], "--select"))
      demo.select = TRUE;
    else
      demo.n = (guint) strtoul (argv[i], NULL, 10);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &demo);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
