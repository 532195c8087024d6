/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gh-application.h"

#include "app/gh-shortcuts.h"
#include "app/gh-window-private.h"
#include "kit/gh-dialog-size.h"
#include "kit/gh-toplevels.h"

#include <glib/gi18n-lib.h>

#define APPLICATION_ID "io.github.gatehouse.Gatehouse"

/* Ctrl+1 to Ctrl+9 open pages. */
#define MAX_DIGITS 9

struct _GhApplication {
  AdwApplication  parent_instance;

  GSettings      *settings;
  char           *database;  /* from the command line */
};

G_DEFINE_FINAL_TYPE (GhApplication, gh_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.search", { "<Control>f" } },
  { "win.show-sidebar", { "F9" } },
  { "win.main-menu", { "F10" } },
  { "win.add-user", { "<Control>n" } },
  { "win.next-region", { "F6" } },
  { "win.previous-region", { "<Shift>F6" } },
  { "win.back", { "<Alt>Left" } },
  { "win.forward", { "<Alt>Right" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.previous-page", { "<Control>Page_Up" } },
};

static GhWindow *
get_window (GhApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (GH_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* The organisation to open: from the command line, else the last one, else the default. */
static char *
find_database (GhApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "database");
  g_autofree char *path = gh_store_get_default_path ();

  if (self->database != NULL)
    return g_strdup (self->database);
  if (*last != '\0')
    return g_steal_pointer (&last);

  return g_steal_pointer (&path);
}

static void
gh_application_activate (GApplication *application)
{
  GhApplication *self = GH_APPLICATION (application);
  GhWindow *window = get_window (self);

  if (window == NULL)
    {
      g_autofree char *path = find_database (self);

      window = gh_window_new (GTK_APPLICATION (self), self->settings);
      gh_window_open (window, path, NULL);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
gh_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  g_autofree char *link = g_file_get_uri (files[0]);

  g_application_activate (application);
  gh_window_show_link (get_window (GH_APPLICATION (application)), link);
}

static int
gh_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  GhApplication *self = GH_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("gatehouse %s\n", GH_VERSION);
      return 0;
    }

  /* Another organisation runs in its own process; a second start without the option raises the first window. */
  if (g_variant_dict_lookup (options, "database", "^ay", &self->database))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GhWindow *window = get_window (data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  adw_show_about_window (GTK_WINDOW (get_window (data)),
                         "application-name", "Gatehouse",
                         "application-icon", APPLICATION_ID,
                         "version", GH_VERSION,
                         "comments", _("Look after the two-factor users of an organisation."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Application shortcuts work in dialogs, too. */
static gboolean
has_dialog (GhApplication *self)
{
  return !GH_IS_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static void
present_dialog (GhApplication *self,
                GtkWindow     *dialog,
                int            width,
                int            height)
{
  gtk_window_set_transient_for (dialog, GTK_WINDOW (get_window (self)));
  gtk_window_set_modal (dialog, TRUE);
  gh_dialog_set_size (dialog, width, height);
  gtk_window_present (dialog);
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  if (!has_dialog (data))
    present_dialog (data, gh_shortcuts_new (), 560, 640);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  GhApplication *self = data;
  GtkWidget *window, *page, *group, *row, *comfortable;

  if (has_dialog (self))
    return;

  window = adw_preferences_window_new ();
  page = adw_preferences_page_new ();
  group = adw_preferences_group_new ();
  row = adw_action_row_new ();
  comfortable = gtk_switch_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Preferences"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("This Computer"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Comfortable Rows"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Tables show fewer rows, with more room around each"));
  gtk_widget_set_valign (comfortable, GTK_ALIGN_CENTER);
  g_settings_bind (self->settings, "comfortable", comfortable, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), comfortable);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), comfortable);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  present_dialog (self, GTK_WINDOW (window), 480, 240);
}

static void
add_accelerators (GtkApplication *application)
{
  int digit = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);

  for (const GhPageEntry *entry = gh_page_entries; entry->name != NULL && digit <= MAX_DIGITS; entry++)
    if (entry->icon_name != NULL)
      {
        g_autofree char *action = g_strdup_printf ("win.open-page('%s')", entry->name);
        char key[] = "<Control>0";

        key[sizeof key - 2] += (char) digit++;
        gtk_application_set_accels_for_action (application, action, (const char *const[]) { key, NULL });
      }
}

static void
gh_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", quit_cb },
    { "about", about_cb },
    { "preferences", preferences_cb },
    { "shortcuts", shortcuts_cb },
  };
  GhApplication *self = GH_APPLICATION (application);

  G_APPLICATION_CLASS (gh_application_parent_class)->startup (application);
  gh_toplevels_guard ();

  self->settings = g_settings_new (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_accelerators (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
gh_application_finalize (GObject *object)
{
  GhApplication *self = GH_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->database);

  G_OBJECT_CLASS (gh_application_parent_class)->finalize (object);
}

static void
gh_application_class_init (GhApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_application_finalize;
  application_class->startup = gh_application_startup;
  application_class->activate = gh_application_activate;
  application_class->open = gh_application_open;
  application_class->handle_local_options = gh_application_handle_local_options;
}

static void
gh_application_init (GhApplication *self)
{
  static const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("The organisation to open"), N_("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GhApplication *
gh_application_new (void)
{
  return g_object_new (GH_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/gatehouse/Gatehouse",
                       NULL);
}
