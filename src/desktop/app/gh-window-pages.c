/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the window: the current one, and the history. */
#include "app/gh-window-private.h"

#include "app/gh-sidebar.h"
#include "kit/gh-ask.h"
#include "kit/gh-drop-frame.h"
#include "kit/gh-split.h"
#include "logs/gh-log-entry.h"
#include "operations/gh-target.h"
#include "user/gh-add-user.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>

#define SIDEBAR_WIDTH 236
#define FOLD_WIDTH    860
#define MAX_PLACES    50

void
gh_place_free (gpointer place)
{
  g_free (((GhPlace *) place)->key);
  g_free (place);
}

GhPage *
gh_window_get_page (GhWindow *self)
{
  g_return_val_if_fail (GH_IS_WINDOW (self), NULL);

  return self->pages != NULL ? GH_PAGE (gtk_stack_get_visible_child (self->pages)) : NULL;
}

static GhPlace *
get_place (GhWindow *self)
{
  return self->places->len > 0 ? g_ptr_array_index (self->places, self->place) : NULL;
}

/* --- showing --- */

static void
update_title (GhWindow *self)
{
  GhPage *page = gh_window_get_page (self);
  g_autofree char *title = NULL;

  if (page == NULL || gh_page_get_title (page) == NULL)
    return;

  title = g_strdup_printf (C_("page – organisation", "%s – %s"), gh_page_get_title (page),
                           gh_session_get_name (self->session));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_folded (GhWindow *self)
{
  gboolean folded = gh_split_get_folded (GH_SPLIT (self->split));
  GhPlace *place = get_place (self);

  gh_sidebar_set_folded (GH_SIDEBAR (self->sidebar), folded);
  if (place != NULL)
    gh_page_set_folded (gh_window_get_page (self), folded, place->entry->icon_name == NULL);
}

static GhPage *
find_page (GhWindow          *self,
           const GhPageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->name);

  if (page == NULL)
    {
      page = g_object_new (entry->get_type (), "session", self->session, "title", _(entry->title), NULL);
      g_signal_connect_object (page, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "toast", G_CALLBACK (gh_window_show_toast), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->pages, page, entry->name);
    }

  return GH_PAGE (page);
}

GhPage *
gh_window_find_page (GhWindow   *self,
                     const char *name)
{
  const GhPageEntry *entry = gh_page_entry_find (name);

  return entry != NULL && entry->icon_name != NULL && self->session != NULL ? find_page (self, entry) : NULL;
}

/* GTK 4.8 exposes all pages of a stack to screen readers. */
static void
tell_shown_page (GhWindow *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 page != gtk_stack_get_visible_child (self->pages), -1);
}

static void
show_place (GhWindow *self)
{
  GhPlace *place = get_place (self);
  GhPage *page = find_page (self, place->entry);

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  gh_page_take_notice (page, self->notice);
  tell_shown_page (self);
  gh_page_open (page, place->key);
  if (place->entry->icon_name != NULL)
    {
      gh_sidebar_select (GH_SIDEBAR (self->sidebar), place->entry->name);
      g_settings_set_string (self->settings, "page", place->entry->name);
    }
  gh_drop_frame_set_label (GH_DROP_FRAME (self->drop_frame),
                           g_str_equal (place->entry->name, "users") ? _("Drop to import users") : NULL);
  gh_split_set_sidebar_shown (GH_SPLIT (self->split), FALSE);
  update_folded (self);
  update_title (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward", self->place + 1 < self->places->len);
  gh_page_take_focus (page);
}

void
gh_window_reopen_page (GhWindow *self)
{
  gh_page_open (gh_window_get_page (self), get_place (self)->key);
}

/* --- leaving --- */

/* Where to go once the current page may be left: a new place, or one from the history. */
typedef struct {
  GhWindow *window;
  GhPlace  *place;
  guint     index;
} Going;

static void
arrive (Going *going)
{
  GhWindow *self = going->window;

  if (going->place != NULL)
    {
      if (self->places->len > 0)
        g_ptr_array_set_size (self->places, (int) self->place + 1);
      if (self->places->len == MAX_PLACES)
        g_ptr_array_remove_index (self->places, 0);
      g_ptr_array_add (self->places, g_steal_pointer (&going->place));
      self->place = self->places->len - 1;
    }
  else
    self->place = going->index;

  show_place (self);
}

static void
going_free (Going *going)
{
  g_object_unref (going->window);
  g_clear_pointer (&going->place, gh_place_free);
  g_free (going);
}

static void
left_cb (GObject      *page,
         GAsyncResult *result,
         gpointer      data)
{
  Going *going = data;
  GhWindow *self = going->window;

  /* The page stays, so the sidebar's selection came too early. */
  if (!gh_page_leave_finish (GH_PAGE (page), result))
    gh_sidebar_select (GH_SIDEBAR (self->sidebar), get_place (self)->entry->name);
  /* A closed window has no application. */
  else if (gtk_window_get_application (GTK_WINDOW (self)) != NULL && going->index < MAX (self->places->len, 1))
    arrive (going);
  going_free (going);
}

static void
leave (GhWindow *self,
       GhPlace  *place,
       guint     index)
{
  Going *going = g_new0 (Going, 1);
  GhPage *page = gh_window_get_page (self);

  going->window = g_object_ref (self);
  going->place = place;
  going->index = index;
  if (page != NULL)
    {
      gh_page_leave_async (page, left_cb, going);
      return;
    }

  arrive (going);
  going_free (going);
}

void
gh_window_go (GhWindow   *self,
              const char *page,
              const char *key)
{
  const GhPageEntry *entry = gh_page_entry_find (page);
  GhPlace *here = get_place (self);
  GhPlace *place;

  if (self->session == NULL || gh_session_get_lost (self->session) != NULL || entry == NULL)
    return;

  if (here != NULL && here->entry == entry && g_strcmp0 (here->key, key) == 0)
    {
      gh_split_set_sidebar_shown (GH_SPLIT (self->split), FALSE);
      /* What was shown there may have been closed since. */
      if (key != NULL && entry->icon_name != NULL)
        gh_page_open (gh_window_get_page (self), key);
      return;
    }

  place = g_new0 (GhPlace, 1);
  place->entry = entry;
  place->key = g_strdup (key);
  leave (self, place, 0);
}

static void
import_file (GhWindow *self,
             GFile    *file)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    gh_window_go (self, "import", g_file_peek_path (file));
}

void
gh_window_begin_pages (GhWindow *self)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, "main");
  g_autofree char *page = g_settings_get_string (self->settings, "page");
  g_autoptr (GPropertyAction) show_sidebar = NULL;

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  g_ptr_array_set_size (self->places, 0);
  self->place = 0;
  gh_window_begin_undoing (self);

  g_signal_connect_object (self->session, "settings-changed", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  self->sidebar = gh_sidebar_new (self->session);
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  self->drop_frame = gh_drop_frame_new (GTK_WIDGET (self->pages));
  g_signal_connect_object (self->drop_frame, "dropped", G_CALLBACK (import_file), self, G_CONNECT_SWAPPED);
  self->split = gh_split_new (self->sidebar, self->drop_frame, SIDEBAR_WIDTH, FOLD_WIDTH);
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (update_folded), self, G_CONNECT_SWAPPED);
  show_sidebar = g_property_action_new ("show-sidebar", self->split, "sidebar-shown");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show_sidebar));
  gtk_stack_add_named (self->stack, self->split, "main");
  gtk_stack_set_visible_child (self->stack, self->split);
  gh_window_begin_keys (self);
  gh_window_begin_notices (self);

  gh_window_go (self, gh_page_entry_find (page) != NULL ? page : gh_page_entries[0].name, NULL);
  if (self->link != NULL)
    {
      g_autofree char *link = g_steal_pointer (&self->link);

      gh_window_show_link (self, link);
    }
}

/* --- actions --- */

static void
open_page_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gh_window_go (GH_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static gboolean
open_menu_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       data)
{
  GhWindow *self = GH_WINDOW (widget);

  /* A folded sidebar needs a layout first. */
  if (!gtk_widget_get_mapped (self->sidebar))
    return gh_split_get_sidebar_shown (GH_SPLIT (self->split)) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;

  gh_sidebar_open_menu (GH_SIDEBAR (self->sidebar));

  return G_SOURCE_REMOVE;
}

static void
main_menu_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session == NULL || !gtk_widget_get_mapped (self->split))
    return;

  if (gtk_widget_get_mapped (self->sidebar))
    {
      gh_sidebar_open_menu (GH_SIDEBAR (self->sidebar));
      return;
    }

  gh_split_set_sidebar_shown (GH_SPLIT (self->split), TRUE);
  gtk_widget_add_tick_callback (widget, open_menu_cb, NULL, NULL);
}

static void
import_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autoptr (GFile) file = gh_ask_file_finish (result, NULL);

  import_file (self, file);
}

static void
choose_import_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GhFileQuestion question = {
    .title = _("Import Users"),
    .accept = _("_Open"),
    .kind = _("CSV files"),
    .pattern = "*.csv",
  };

  gh_ask_file_async (widget, &question, NULL, import_chosen_cb, g_object_ref (widget));
}

/* "win.open-user" opens the page "user" with that key, "win.import" the page "import". */
static void
open_one_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  const char *page = action_name + strlen ("win.");

  if (g_str_has_prefix (page, "open-"))
    page += strlen ("open-");
  gh_window_go (GH_WINDOW (widget), page, g_variant_get_string (parameter, NULL));
}

static void
open_entry_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (parameter));

  gh_window_go (GH_WINDOW (widget), "administrator-log", key);
}

static void
add_user_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session != NULL)
    gh_add_user_present (GTK_WINDOW (self), self->session);
}

static void
add_group_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->session != NULL)
    gh_page_operate (gh_window_get_page (self), gh_operation_find ("group.add"), NULL, NULL, FALSE);
}

/* Returns the direction of "win.next-page" and the like. */
static int
get_step (const char *action_name)
{
  return g_str_has_prefix (action_name, "win.next-") ? 1 : -1;
}

/* Goes to the next or previous page in the sidebar. */
static void
step_page_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  int step = get_step (action_name);
  GhPlace *here = get_place (self);
  const GhPageEntry *entry;

  if (here == NULL)
    return;

  entry = here->entry;
  do
    {
      if (entry == gh_page_entries && step < 0)
        return;
      entry += step;
    }
  while (entry->name != NULL && entry->icon_name == NULL);

  if (entry->name != NULL)
    gh_window_go (self, entry->name, NULL);
}

static void
step_place_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  guint place = g_str_equal (action_name, "win.forward") ? self->place + 1 : self->place - 1;

  if (place < self->places->len)
    leave (self, NULL, place);
}

/* Leaves the current page, past all others of its kind in the history. */
static void
leave_page_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  GhPlace *here = get_place (self);
  guint index = self->place;

  if (here == NULL)
    return;

  while (index > 0 && ((GhPlace *) g_ptr_array_index (self->places, index))->entry == here->entry)
    index--;
  /* A long history may have lost the place before them. */
  if (((GhPlace *) g_ptr_array_index (self->places, index))->entry != here->entry)
    leave (self, NULL, index);
  else
    gh_window_go (self, gh_page_entries[0].name, NULL);
}

/* F6: the page's regions, with the sidebar before the first and after the last. */
static void
step_region_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  int step = get_step (action_name);
  GhPage *page = gh_window_get_page (self);

  if (page == NULL || gh_page_step_region (page, step))
    return;

  if (!gtk_widget_get_child_visible (self->sidebar) || !gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD))
    gh_page_step_region (page, step);
}

static void
search_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GhPage *page = gh_window_get_page (GH_WINDOW (widget));

  if (page != NULL)
    gh_page_search (page);
}

/* --- restored users --- */

typedef struct {
  gint64        entry;
  GhLogDetails *details;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->details, gh_log_details_free);
  g_free (reading);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Reading *reading = data;

  reading->details = gh_log_details_read (connection, reading->entry, 0, error);

  return reading->details != NULL;
}

static void
was_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GhWindow) self = data;
  g_autoptr (GError) error = NULL;
  GhPage *page = gh_window_get_page (self);
  Reading *reading = gh_session_read_finish (result, &error);
  g_autoptr (JsonObject) parameters = NULL;
  g_autoptr (GhTarget) target = NULL;

  if (page == NULL)
    return;
  if (reading == NULL)
    {
      gh_page_add_toast (page, error->message, 0);
      return;
    }

  parameters = json_object_new ();
  json_object_set_string_member (parameters, "status", gh_stored_status_get_word (GH_STATUS_ACTIVE));
  target = gh_target_new_for_ids ((const gint64 *) (void *) reading->details->user_ids->data,
                                  reading->details->user_ids->len);
  gh_page_operate (page, gh_operation_find ("user.set-status"), target, parameters, FALSE);
}

static void
set_active_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  Reading *reading;

  if (self->session == NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->entry = g_variant_get_int64 (parameter);
  gh_session_read_async (self->session, read_cb, reading, reading_free, NULL, was_read_cb, g_object_ref (self));
}

/* The actions that need the files. */
void
gh_window_enable_page_actions (GhWindow *self,
                               gboolean  enabled)
{
  static const char *const actions[] = {
    "win.add-user", "win.add-group", "win.choose-import", "win.main-menu", "win.next-page", "win.previous-page",
    "win.search", "win.next-region", "win.previous-region", "win.undo", "win.undo-entry", "win.redo",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", enabled && self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward", enabled && self->place + 1 < self->places->len);
}

void
gh_window_class_install_page_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-page", "s", open_page_cb);
  gtk_widget_class_install_action (klass, "win.open-user", "s", open_one_cb);
  gtk_widget_class_install_action (klass, "win.open-group", "s", open_one_cb);
  gtk_widget_class_install_action (klass, "win.open-entry", "x", open_entry_cb);
  gtk_widget_class_install_action (klass, "win.add-user", NULL, add_user_cb);
  gtk_widget_class_install_action (klass, "win.add-group", NULL, add_group_cb);
  gtk_widget_class_install_action (klass, "win.import", "s", open_one_cb);
  gtk_widget_class_install_action (klass, "win.choose-import", NULL, choose_import_cb);
  gtk_widget_class_install_action (klass, "win.main-menu", NULL, main_menu_cb);
  gtk_widget_class_install_action (klass, "win.next-page", NULL, step_page_cb);
  gtk_widget_class_install_action (klass, "win.previous-page", NULL, step_page_cb);
  gtk_widget_class_install_action (klass, "win.back", NULL, step_place_cb);
  gtk_widget_class_install_action (klass, "win.forward", NULL, step_place_cb);
  gtk_widget_class_install_action (klass, "win.leave-page", NULL, leave_page_cb);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (klass, "win.next-region", NULL, step_region_cb);
  gtk_widget_class_install_action (klass, "win.previous-region", NULL, step_region_cb);
  gtk_widget_class_install_action (klass, "win.set-active", "x", set_active_cb);
}
