/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-page-private.h"

#include "kit/gh-menu-button-name.h"
#include "kit/gh-paced-label.h"
#include "kit/gh-term-pause.h"
#include "log/gh-log-source.h"
#include "logs/gh-log-query.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (GhLogPage, gh_log_page, GH_TYPE_PAGE)

static GhSession *
get_session (GhLogPage *self)
{
  return gh_page_get_session (GH_PAGE (self));
}

/* --- the list --- */

typedef struct {
  GhLogPage    *page;
  guint         generation;
  GhTablePlace  place;
  GhLogView     view;
  char         *query;
  char         *time_zone;
  GArray       *entries;
  gint64        total;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->page);
  g_free (listing->query);
  g_free (listing->time_zone);
  g_array_unref (listing->entries);
  g_free (listing);
}

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const GhLogView all = { .limit = -1 };
  Listing *listing = data;

  return gh_log_view_list (&listing->view, connection, listing->entries, error) &&
         gh_log_view_count (&all, connection, &listing->total, error);
}

static void
show_count (GhLogPage *self,
            gint64     n,
            gint64     total)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autofree char *whole = g_strdup_printf ("%'" G_GINT64_FORMAT, total);
  g_autofree char *text = NULL;

  if (n == total)
    text = g_strdup_printf (ngettext ("%s entry", "%s entries", (gulong) n), number);
  else
    text = g_strdup_printf (ngettext ("%s of %s entry", "%s of %s entries", (gulong) total), number, whole);
  gh_paced_label_set_text (GTK_WIDGET (self->count), text);
}

static gboolean
is_at_top (GhLogPage *self)
{
  guint first;

  gh_table_list_get_viewport (gh_table_get_list (self->table), &first, NULL);

  return first == 0;
}

/* While somebody reads further down, nothing moves, and a pill says how many have come. */
static void
update_news (GhLogPage *self)
{
  GArray *entries = gh_table_list_get_ids (gh_table_get_list (self->table));
  guint n = 0;
  g_autofree char *text = NULL;

  if (is_at_top (self))
    self->newest_seen = entries->len > 0 ? g_array_index (entries, gint64, 0) : self->newest_seen;
  while (n < entries->len && g_array_index (entries, gint64, n) > self->newest_seen)
    n++;
  text = g_strdup_printf (ngettext ("%'u new", "%'u new", n), n);
  gtk_button_set_label (self->news, text);
  gtk_widget_set_visible (GTK_WIDGET (self->news), n > 0);
}

static gboolean
news_idle_cb (gpointer data)
{
  GhLogPage *self = data;

  if (self->table != NULL)
    update_news (self);

  return G_SOURCE_REMOVE;
}

/* Comes during layout. */
static void
viewport_changed_cb (GhLogPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->news)) && is_at_top (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, news_idle_cb, g_object_ref (self), g_object_unref);
}

static void
show_list (GhLogPage     *self,
           const Listing *listing)
{
  gboolean was_at_top = self->has_list && is_at_top (self);
  GhTablePlace place = !self->has_list || (was_at_top && self->shown == 0) ? GH_TABLE_PLACE_TOP : listing->place;

  gh_session_renew_reader (gh_page_get_session (GH_PAGE (self)));
  gh_table_set_ids (self->table, listing->entries, place);
  if (!self->has_list || place == GH_TABLE_PLACE_TOP)
    self->newest_seen = listing->entries->len > 0 ? g_array_index (listing->entries, gint64, 0) : 0;
  self->has_list = TRUE;
  adw_status_page_set_title (self->message, _("No Entries Match"));
  gtk_stack_set_visible_child_name (self->stack, listing->entries->len > 0 ? "table" : "message");
  show_count (self, listing->entries->len, listing->total);
  update_news (self);
  gh_log_page_seek (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GhLogPage) self = data;
  g_autoptr (GError) error = NULL;
  const Listing *listing = gh_session_read_finish (result, &error);

  if (self->table == NULL)
    return;
  if (listing != NULL && listing->generation == self->generation)
    show_list (self, listing);
  else if (listing == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gh_page_add_toast (GH_PAGE (self), error->message, 0);
}

void
gh_log_page_update_view (GhLogPage    *self,
                         GhTablePlace  place)
{
  GhSession *session = get_session (self);
  Listing *listing;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (!gh_log_page_check_query (self))
    return;

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();

  listing = g_new0 (Listing, 1);
  listing->page = g_object_ref (self);
  listing->generation = ++self->generation;
  listing->place = place;
  listing->query = gh_log_page_dup_query (self);
  listing->time_zone = g_strdup (gh_session_get_time_zone (session));
  listing->entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  listing->view = (GhLogView) { listing->query, -1, gh_session_get_now (session), listing->time_zone };
  gh_session_read_async (session, list_cb, listing, listing_free, self->listing, listed_cb, g_object_ref (self));
}

static void
gh_log_page_changed (GhPage          *page,
                     const GhChanges *changes)
{
  GhLogPage *self = GH_LOG_PAGE (page);

  if (gh_role_may (gh_session_get_actor (get_session (self))->role, GH_RIGHT_VIEW_LOG) != GH_REFUSAL_NONE)
    return;

  if (self->pause_id == 0)
    gh_log_page_update_view (self, GH_TABLE_PLACE_KEEP);
  gh_log_page_update_verified (self);
  if (self->shown != 0)
    gh_log_page_show_entry (self, self->shown);
}

/* --- what people do --- */

static void
open_cb (GhLogPage *self,
         gint64     entry)
{
  gh_log_page_show_entry (self, entry);
}

static void
cursor_changed_cb (GhLogPage *self)
{
  gint64 entry = gh_table_get_cursor_id (self->table);

  if (self->shown != 0 && entry != GH_TABLE_ROW_BLANK && entry != self->shown)
    gh_log_page_show_entry (self, entry);
}

static void
newest_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GhLogPage *self = GH_LOG_PAGE (widget);

  gh_table_set_cursor (self->table, 0, TRUE);
}

static void
filter_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gh_log_page_set_term (GH_LOG_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
chip_edit_cb (GhLogPage  *self,
              const char *key,
              GtkWidget  *chip)
{
  gtk_menu_button_popup (self->filter_button);
}

static gboolean
pause_over_cb (gpointer data)
{
  GhLogPage *self = data;

  self->pause_id = 0;
  gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);

  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (GhLogPage *self)
{
  if (!gh_term_pause (GTK_EDITABLE (self->entry), gh_log_fields, &self->pause_id, pause_over_cb, self))
    gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
stop_search_cb (GhLogPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
focus_table_cb (GhLogPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
type_ahead_cb (GhLogPage  *self,
               const char *text)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* --- the page --- */

/* @key: the number of an entry to show */
static void
gh_log_page_open (GhPage     *page,
                  const char *key)
{
  if (key != NULL)
    gh_log_page_go_to_entry (GH_LOG_PAGE (page), g_ascii_strtoll (key, NULL, 10));
}

static gboolean
gh_log_page_search (GhPage *page)
{
  return gtk_widget_grab_focus (GH_LOG_PAGE (page)->entry);
}

static gboolean
gh_log_page_show_view (GhPage     *page,
                       const char *view,
                       const char *query,
                       const char *sort)
{
  GhLogPage *self = GH_LOG_PAGE (page);
  g_autoptr (GhQuery) parsed = query != NULL ? gh_query_parse (query, gh_log_fields, NULL, NULL) : NULL;

  if (view != NULL || sort != NULL || (query != NULL && parsed == NULL))
    return FALSE;

  gh_log_page_clear_filter (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query != NULL ? query : "");

  return TRUE;
}

static void
create_table (GhLogPage *self)
{
  g_autoptr (GhLogSource) source = gh_log_source_new (get_session (self));

  self->table = GH_TABLE (gh_table_new (gh_log_columns, GH_LOG_N_CELLS, GH_TABLE_SOURCE (source)));
  gh_table_make_plain (self->table);
  gh_table_set_search_entry (self->table, self->entry);
  adw_bin_set_child (self->table_place, GTK_WIDGET (self->table));
  g_signal_connect_object (self->table, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "cursor-changed", G_CALLBACK (cursor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "viewport-changed", G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "type-ahead", G_CALLBACK (type_ahead_cb), self, G_CONNECT_SWAPPED);
}

static void
update_comfortable (GhLogPage *self)
{
  gh_table_set_comfortable (self->table, gh_page_get_narrow (GH_PAGE (self)) ||
                                         g_settings_get_boolean (self->settings, "comfortable"));
}

static void
update_narrow (GhLogPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gtk_widget_set_visible (self->filter_label, !narrow);
  gtk_widget_set_visible (self->filter_arrow, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->verified), !narrow);
  if (narrow)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->clear_button), "gh-no-symbolic");
      gtk_menu_button_set_icon_name (self->report_button, "gh-report-symbolic");
    }
  else
    {
      gtk_button_set_label (GTK_BUTTON (self->clear_button), _("Clear"));
      gtk_menu_button_set_label (self->report_button, _("Report"));
    }
  gtk_widget_set_tooltip_text (self->clear_button, narrow ? _("Clear") : NULL);
  gtk_menu_button_set_always_show_arrow (self->report_button, !narrow);
  gh_table_set_narrow (self->table, narrow);
  update_comfortable (self);
  gh_log_pane_set_narrow (self->pane, narrow);
}

static void
gh_log_page_constructed (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);
  GhSession *session = get_session (self);
  GhRole role = gh_session_get_actor (session)->role;
  GhRefusal refusal = gh_role_may (role, GH_RIGHT_VIEW_LOG);
  g_autofree char *path = g_strconcat ("/io/github/gatehouse/Gatehouse/organisations/",
                                       gh_store_get_organisation_key (gh_session_get_store (session)), "/", NULL);

  G_OBJECT_CLASS (gh_log_page_parent_class)->constructed (object);

  self->settings = g_settings_new ("io.github.gatehouse.Gatehouse");
  self->organisation = g_settings_new_with_path ("io.github.gatehouse.Gatehouse.Organisation", path);
  create_table (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_narrow), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.close", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.undo", FALSE);
  if (refusal != GH_REFUSAL_NONE)
    {
      adw_status_page_set_title (self->message, gh_refusal_get_tooltip (refusal));
      adw_status_page_set_description (self->message, gh_refusal_get_sentence (refusal));
      gtk_stack_set_visible_child_name (self->stack, "message");
      gtk_widget_set_sensitive (self->entry, FALSE);
      gtk_widget_set_sensitive (gtk_widget_get_parent (GTK_WIDGET (self->count)), FALSE);
      return;
    }

  refusal = gh_role_may (role, GH_RIGHT_EXPORT_LOG);
  gh_menu_button_set_name (self->report_button, _("Report"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->report_button), refusal == GH_REFUSAL_NONE);
  if (refusal != GH_REFUSAL_NONE)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->report_button), gh_refusal_get_tooltip (refusal));
  gh_log_page_add_filter_menu (self);
  gh_menu_button_set_name (self->filter_button, _("Add Filter"));
  update_comfortable (self);
  g_signal_connect_object (self->settings, "changed::comfortable", G_CALLBACK (update_comfortable), self,
                           G_CONNECT_SWAPPED);
  gh_log_page_update_verified (self);
  gh_log_page_update_view (self, GH_TABLE_PLACE_TOP);
}

static void
gh_log_page_dispose (GObject *object)
{
  GhLogPage *self = GH_LOG_PAGE (object);

  gh_log_page_stop_reading (self);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (self->verifying != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->verifying));
  g_clear_object (&self->settings);
  g_clear_object (&self->organisation);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->user_ids, g_array_unref);
  self->table = NULL;

  G_OBJECT_CLASS (gh_log_page_parent_class)->dispose (object);
}

static void
gh_log_page_class_init (GhLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GH_TYPE_FILTER_BAR);
  g_type_ensure (GH_TYPE_LOG_PANE);
  g_type_ensure (GH_TYPE_PACED_LABEL);
  g_type_ensure (GH_TYPE_NOTICE);

  G_OBJECT_CLASS (klass)->constructed = gh_log_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_log_page_dispose;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_ENTRIES | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_log_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_log_page_open;
  GH_PAGE_CLASS (klass)->search = gh_log_page_search;
  GH_PAGE_CLASS (klass)->show_view = gh_log_page_show_view;

  gtk_widget_class_install_action (widget_class, "log.newest", NULL, newest_cb);
  gtk_widget_class_install_action (widget_class, "log.filter", "s", filter_cb);
  gh_log_page_class_install_pane_actions (widget_class);
  gh_log_page_class_install_check_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/log/gh-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, filter_arrow);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified_icon);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, verified);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, message);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, paned);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, news);
  gtk_widget_class_bind_template_child (widget_class, GhLogPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_table_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, gh_log_page_keep_pane_height);
  gtk_widget_class_bind_template_callback (widget_class, gh_log_page_remove_chip);
  gtk_widget_class_bind_template_callback (widget_class, gh_log_page_clear_filter);
}

static void
gh_log_page_init (GhLogPage *self)
{
  self->terms = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
