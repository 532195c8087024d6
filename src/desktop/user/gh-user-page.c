/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-page-private.h"

#include "kit/gh-focus.h"
#include "kit/gh-inner-name.h"
#include "session/gh-trail.h"
#include "session/gh-when.h"
#include "user/gh-user-belongings.h"
#include "user/gh-user-columns.h"
#include "session/gh-user-look.h"
#include "users/gh-user-record.h"

#include <glib/gi18n-lib.h>

/* A user added this recently without a name is about to get one. */
#define NEW_SECONDS 60

G_DEFINE_FINAL_TYPE (GhUserPage, gh_user_page, GH_TYPE_PAGE)

static const char *const kinds[] = { "user", "group", "directory", "settings", NULL };

static GhSession *
get_session (GhUserPage *self)
{
  return gh_page_get_session (GH_PAGE (self));
}

static gint64
get_now (GhUserPage *self)
{
  return gh_session_get_now (get_session (self));
}

GhRefusal
gh_user_page_check (GhUserPage *self,
                    const char *operation)
{
  return gh_page_check (GH_PAGE (self), gh_operation_find (operation),
                        self->user != NULL ? &gh_user_get_row (self->user)->facts : NULL);
}

/* --- showing --- */

static void
show_identity (GhUserPage *self)
{
  g_autofree char *realname = NULL;
  g_autofree char *directory = NULL;
  const char *username = gh_user_get_row (self->user)->username;

  g_object_get (self->user, "realname", &realname, "directory", &directory, NULL);
  gh_page_set_title (GH_PAGE (self), username);
  adw_window_title_set_title (self->title, username);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), username);
  adw_avatar_set_text (self->avatar, *realname != '\0' ? realname : username);
  gtk_label_set_text (self->name, *realname != '\0' ? realname : username);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), realname);
  gtk_label_set_text (self->username, username);
  gh_user_look_set (self->status_icon, self->status, gh_user_get_row (self->user)->status);
  gtk_widget_set_visible (self->from_directory, *directory != '\0');
}

/* Moves the focus on if the pressed button is about to go. */
static void
hide_notice (GhUserPage *self)
{
  if (gh_focus_is_inside (GTK_WIDGET (self->notice)))
    gh_user_sections_focus (self->sections);
  gh_notice_hide (self->notice);
}

static void
show_notice (GhUserPage *self)
{
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *day = NULL;
  g_autofree char *caption = NULL;
  gint64 purge_at;

  if (gh_user_get_row (self->user)->status != GH_EFFECTIVE_PENDING_DELETION)
    {
      hide_notice (self);
      return;
    }

  g_object_get (self->user, "purge-at", &purge_at, NULL);
  zone = g_time_zone_new_identifier (gh_session_get_time_zone (get_session (self)));
  utc = g_date_time_new_from_unix_utc (purge_at);
  time = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  /* Translators: a day, for strftime(). */
  day = g_date_time_format (time, _("%A %-d %B %Y"));
  caption = g_strdup_printf (_("Deleted for good on %s. Until then nothing is lost, and signing in is denied."), day);
  gh_notice_show (self->notice, GH_NOTICE_WARNING, _("In the Trash"), caption);
  gh_notice_add_button (self->notice, _("_Permanently Delete…"), "user.purge");
  gh_notice_add_button (self->notice, _("_Restore…"), "user.restore");
}

static void
set_fact (GhUserPage *self,
          GhUserFact  fact,
          const char *text,
          const char *tooltip)
{
  gboolean is_known = text != NULL && *text != '\0';

  gtk_label_set_text (self->fact_values[fact], is_known ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fact_values[fact]), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->fact_names[fact]), is_known);
  gtk_widget_set_visible (GTK_WIDGET (self->fact_values[fact]), is_known);
}

static void
set_time (GhUserPage *self,
          GhUserFact  fact,
          gint64      seconds)
{
  g_autofree char *text = gh_when_dup_text (seconds, get_now (self));
  g_autofree char *full = seconds != 0 ? gh_when_dup_full (seconds) : NULL;

  set_fact (self, fact, text, full);
}

static void
show_facts (GhUserPage *self)
{
  g_autofree char *directory = NULL;
  gint64 created, last_login, last_sync;

  g_object_get (self->user, "created", &created, "last-login", &last_login, "last-sync", &last_sync,
                "directory", &directory, NULL);
  set_time (self, GH_USER_FACT_CREATED, created);
  set_time (self, GH_USER_FACT_LAST_LOGIN, last_login);
  if (*directory != '\0')
    set_time (self, GH_USER_FACT_LAST_SYNC, last_sync);
  else
    set_fact (self, GH_USER_FACT_LAST_SYNC, NULL, NULL);
  set_fact (self, GH_USER_FACT_DIRECTORY, directory, directory);
  set_fact (self, GH_USER_FACT_KEY, gh_user_get_row (self->user)->key, gh_user_get_row (self->user)->key);
}

static void
set_rows (GhUserPage *self,
          GhUserList *list,
          guint       n,
          GPtrArray  *rows)
{
  gh_user_sections_set_count (self->sections, GTK_WIDGET (list), n);
  gh_user_list_set_rows (list, rows);
  g_ptr_array_unref (rows);
}

static void
show_phones (GhUserPage *self)
{
  set_rows (self, self->phones, gh_user_get_row (self->user)->n_phones,
            gh_user_make_phone_rows (self->user, get_now (self)));
}

static void
show_tokens (GhUserPage *self)
{
  set_rows (self, self->tokens, gh_user_get_row (self->user)->n_tokens, gh_user_make_token_rows (self->user));
}

static void
show_codes (GhUserPage *self)
{
  set_rows (self, self->codes, gh_user_get_codes (self->user)->len,
            gh_user_make_code_rows (self->user, get_now (self)));
}

static void
show_endpoints (GhUserPage *self)
{
  set_rows (self, self->endpoints, g_strv_length ((GStrv) gh_user_get_endpoints (self->user)),
            gh_user_make_endpoint_rows (self->user));
}

static void
show_groups (GhUserPage *self)
{
  set_rows (self, self->groups, gh_user_get_row (self->user)->n_groups,
            gh_user_make_group_rows (self->user, gh_user_page_check (self, "user.remove-from-group")));
}

/* Entries only change by being undone, which adds an entry. */
static void
show_history (GhUserPage *self,
              GPtrArray  *history)
{
  gint64 newest = history->len > 0 ? ((const GhUserEntry *) g_ptr_array_index (history, 0))->entry : 0;
  g_autoptr(GPtrArray) rows = NULL;

  if (self->user != NULL && self->newest_entry == newest)
    return;

  self->newest_entry = newest;
  rows = gh_user_make_history_rows (history, gh_session_get_actor (get_session (self)), get_now (self));
  gh_user_list_set_rows (self->history, rows);
}

/* Moves the focus to the sections if the focused button has become insensitive. */
static void
keep_focus (GhUserPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (focus == NULL || !gtk_widget_is_sensitive (focus)))
    gh_user_sections_focus (self->sections);
}

/* Shows everything that depends on more than one property. */
static void
show_head (GhUserPage *self)
{
  show_identity (self);
  show_notice (self);
  show_facts (self);
  gh_user_card_show (self->card, self->user, get_session (self), gh_user_page_check (self, "user.set-status"));
  gh_user_page_update_actions (self);
  keep_focus (self);
}

static void
show_trail (GhUserPage *self)
{
  const char *name = NULL;
  guint n = 0;
  guint place = gh_trail_find (get_session (self), gh_user_get_row (self->user)->facts.id, &n, &name);
  g_autofree char *subtitle = NULL;

  /* When narrow, only the keys step. */
  if (gh_page_get_narrow (GH_PAGE (self)))
    place = 0;
  if (place != 0 && name != NULL)
    /* Translators: the place in a list, how many there are in it, what it is called: “3 of 7 in Locked out” */
    subtitle = g_strdup_printf (_("%'u of %'u in %s"), place, n, name);
  else if (place != 0)
    subtitle = g_strdup_printf (_("%'u of %'u"), place, n);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_set_visible (self->steps, place != 0);
}

/* Starts with a user who is not shown yet. */
static void
begin (GhUserPage *self,
       GhUser     *user)
{
  static const char *const head[] = { "notify::username", "notify::realname", "notify::effective", "notify::source",
                                      "notify::until", "notify::directory", "notify::last-login", "notify::last-sync",
                                      "notify::purge-at", "notify::locked", "notify::locked-until",
                                      "notify::locked-at" };

  self->user = g_object_ref (user);
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    g_signal_connect_object (user, head[i], G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::phones", G_CALLBACK (show_phones), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::enrolment-email", G_CALLBACK (show_phones), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::tokens", G_CALLBACK (show_tokens), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::codes", G_CALLBACK (show_codes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::endpoints", G_CALLBACK (show_endpoints), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (user, "notify::groups", G_CALLBACK (show_groups), self, G_CONNECT_SWAPPED);

  gh_user_properties_begin (self->properties, user, gh_session_get_settings (get_session (self)),
                            gh_user_page_check (self, "user.edit"));
  show_head (self);
  show_phones (self);
  show_tokens (self);
  show_codes (self);
  show_endpoints (self);
  show_groups (self);
  show_trail (self);
  gh_user_sections_go_to_top (self->sections);
}

static void
focus_first (GhUserPage *self)
{
  g_autofree char *realname = NULL;
  gint64 created;

  /* If the page was left before the user was read, the focus stays where it is. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_object_get (self->user, "realname", &realname, "created", &created, NULL);
  if (*realname == '\0' && get_now (self) - created < NEW_SECONDS)
    gh_user_properties_focus_realname (self->properties);
  else
    gh_user_sections_focus (self->sections);
}

/* Shows what is stored now beside what is typed. */
static void
update (GhUserPage *self,
        GPtrArray  *history)
{
  const GhUserEntry *newest = history->len > 0 ? g_ptr_array_index (history, 0) : NULL;
  g_autofree char *at = NULL;

  if (newest != NULL)
    at = gh_when_dup_text (newest->time, get_now (self));
  gh_user_properties_update (self->properties, self->user, gh_session_get_settings (get_session (self)),
                             gh_user_page_check (self, "user.edit"), newest != NULL ? newest->actor : NULL, at);
  gh_user_page_edited (self);
}

/* --- reading --- */

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GhUserPage) self = data;
  g_autoptr(GError) error = NULL;
  GhUserReading *reading = gh_session_read_finish (result, &error);
  gboolean is_new = self->user == NULL;

  if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || get_session (self) == NULL)
    return;

  g_clear_object (&self->reading);
  if (reading == NULL)
    {
      gh_page_add_toast (GH_PAGE (self), error->message, 0);
      return;
    }
  if (reading->user == NULL)
    {
      g_clear_object (&self->user);
      gh_page_set_title (GH_PAGE (self), _("No Such User"));
      adw_window_title_set_title (self->title, "");
      gtk_stack_set_visible_child_name (self->stack, "gone");
      gh_user_page_edited (self);
      return;
    }

  show_history (self, reading->history);
  if (is_new)
    begin (self, reading->user);
  else
    gh_user_take (self->user, g_steal_pointer (&reading->user));
  if (self->input != NULL)
    gh_user_properties_take_input (self->properties, self->input);
  if (!is_new || self->input != NULL)
    update (self, reading->history);
  g_clear_pointer (&self->input, g_variant_unref);
  if (!is_new)
    return;

  gtk_stack_set_visible_child_name (self->stack, "user");
  focus_first (self);
}

void
gh_user_page_reload (GhUserPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->key == NULL)
    return;

  self->reading = g_cancellable_new ();
  gh_user_reading_async (get_session (self), self->key, self->reading, read_done_cb, g_object_ref (self));
}

static void
gh_user_page_changed (GhPage          *page,
                      const GhChanges *changes)
{
  GhUserPage *self = GH_USER_PAGE (page);

  if (self->user != NULL && (changes->is_time || changes->has_names ||
                             gh_changes_has (changes, GH_USER_KIND, gh_user_get_row (self->user)->facts.id)))
    gh_user_page_reload (self);
}

/* Reloads before the change is noticed. */
static void
operated_cb (GhUserPage *self)
{
  if (self->user != NULL)
    gh_user_page_reload (self);
}

static void
gh_user_page_open (GhPage     *page,
                   const char *key)
{
  GhUserPage *self = GH_USER_PAGE (page);

  if (g_strcmp0 (self->key, key) != 0)
    {
      g_free (self->key);
      self->key = g_strdup (key);
      if (self->user != NULL)
        g_signal_handlers_disconnect_by_data (self->user, self);
      g_clear_object (&self->user);
      g_clear_pointer (&self->input, g_variant_unref);
      self->may_save = FALSE;
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      gh_user_page_update_actions (self);
    }
  else if (self->user != NULL)
    show_trail (self);
  gh_user_page_reload (self);
}

/* --- unsaved input, for a page that is created again --- */

static GVariant *
gh_user_page_dup_input (GhPage *page)
{
  GhUserPage *self = GH_USER_PAGE (page);
  g_autoptr (GVariant) typed = NULL;

  if (self->input != NULL)
    typed = g_variant_ref (self->input);
  else if (self->user != NULL)
    typed = gh_user_properties_dup_input (self->properties);
  if (typed == NULL || g_variant_n_children (typed) == 0)
    return NULL;

  return g_variant_ref_sink (g_variant_new ("(s@" GH_USER_PROPERTIES_INPUT ")", self->key, typed));
}

static void
gh_user_page_take_input (GhPage   *page,
                         GVariant *input)
{
  GhUserPage *self = GH_USER_PAGE (page);
  const char *key;

  g_clear_pointer (&self->input, g_variant_unref);
  g_variant_get_child (input, 0, "&s", &key);
  gh_page_open (page, key);
  self->input = g_variant_get_child_value (input, 1);
}

/* --- the object --- */

static GhUserList *
add_list (GhUserPage *self,
          const char *title,
          const char *section,
          const char *nothing)
{
  GtkWidget *list = gh_user_list_new (title, nothing);

  gtk_box_append (self->main, list);
  gh_user_sections_add (self->sections, section, list);

  return GH_USER_LIST (list);
}

static void
add_lists (GhUserPage *self)
{
  GtkWidget *add_to_group = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  gh_user_sections_add (self->sections, _("Properties"), GTK_WIDGET (self->properties));
  self->phones = add_list (self, _("Phones"), _("Phones"), _("No phones"));
  self->tokens = add_list (self, _("Hardware Tokens"), _("Tokens"), _("No hardware tokens"));
  self->codes = add_list (self, _("Bypass Codes"), _("Bypass Codes"), _("No bypass codes"));
  self->endpoints = add_list (self, _("Endpoints"), _("Endpoints"), _("No endpoints"));
  self->groups = add_list (self, _("Groups"), _("Groups"), _("In no group"));
  self->history = add_list (self, _("History"), _("History"), _("Nothing has been logged"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->history), _("From the administrator log."));

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "gh-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Add to _Group…"));
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (add_to_group), content);
  gtk_widget_add_css_class (add_to_group, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add_to_group), "user.add-to-group");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->groups), add_to_group);
}

static void
add_facts (GhUserPage *self)
{
  static const char *const names[GH_USER_N_FACTS] = {
    [GH_USER_FACT_CREATED] = N_("Created"),
    [GH_USER_FACT_LAST_LOGIN] = N_("Last login"),
    [GH_USER_FACT_LAST_SYNC] = N_("Last directory sync"),
    [GH_USER_FACT_DIRECTORY] = N_("Directory"),
    [GH_USER_FACT_KEY] = N_("User ID"),
  };

  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (GhUserFact fact = 0; fact < GH_USER_N_FACTS; fact++)
    {
      self->fact_names[fact] = GTK_LABEL (gtk_label_new (_(names[fact])));
      gtk_label_set_xalign (self->fact_names[fact], 0);
      gtk_widget_add_css_class (GTK_WIDGET (self->fact_names[fact]), "dim-label");
      self->fact_values[fact] = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (self->fact_values[fact], 1);
      gtk_label_set_selectable (self->fact_values[fact], TRUE);
      gtk_label_set_wrap (self->fact_values[fact], fact != GH_USER_FACT_KEY);
      gtk_label_set_wrap_mode (self->fact_values[fact], PANGO_WRAP_WORD_CHAR);
      gtk_label_set_attributes (self->fact_values[fact], attributes);
      gtk_widget_set_hexpand (GTK_WIDGET (self->fact_values[fact]), TRUE);
      gtk_widget_add_css_class (GTK_WIDGET (self->fact_values[fact]), "numeric");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->fact_values[fact]), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      self->fact_names[fact], NULL, -1);
      gtk_grid_attach (self->facts, GTK_WIDGET (self->fact_names[fact]), 0, fact, 1, 1);
      /* A key that is read out over the phone must be whole, on one line. */
      if (fact == GH_USER_FACT_KEY)
        gtk_grid_attach (self->facts, GTK_WIDGET (self->fact_values[fact]), 0, fact + 1, 2, 1);
      else
        gtk_grid_attach (self->facts, GTK_WIDGET (self->fact_values[fact]), 1, fact, 1, 1);
    }
}

/* A narrow page has no room for a line of buttons, nor for any beside a text. */
static void
narrow_cb (GhUserPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  gh_user_sections_set_line_shown (self->sections, !narrow);
  gh_notice_set_narrow (self->notice, narrow);
  if (self->user != NULL)
    show_trail (self);
}

static void
gh_user_page_constructed (GObject *object)
{
  GhUserPage *self = GH_USER_PAGE (object);

  G_OBJECT_CLASS (gh_user_page_parent_class)->constructed (object);

  g_signal_connect_object (get_session (self), "operated", G_CALLBACK (operated_cb), self, G_CONNECT_SWAPPED);
}

static void
gh_user_page_dispose (GObject *object)
{
  GhUserPage *self = GH_USER_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->checking != NULL)
    g_cancellable_cancel (gh_job_get_cancellable (self->checking));
  g_clear_object (&self->checking);
  self->generation++;
  if (self->user != NULL)
    g_signal_handlers_disconnect_by_data (self->user, self);
  g_clear_object (&self->user);
  g_clear_pointer (&self->input, g_variant_unref);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (gh_user_page_parent_class)->dispose (object);
}

static void
gh_user_page_finalize (GObject *object)
{
  g_ptr_array_unref (GH_USER_PAGE (object)->leaving);

  G_OBJECT_CLASS (gh_user_page_parent_class)->finalize (object);
}

static void
gh_user_page_class_init (GhUserPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gh_user_page_constructed;
  object_class->dispose = gh_user_page_dispose;
  object_class->finalize = gh_user_page_finalize;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->beside = GH_CHANGES_FACTS | GH_CHANGES_TIME;
  GH_PAGE_CLASS (klass)->changed = gh_user_page_changed;
  GH_PAGE_CLASS (klass)->open = gh_user_page_open;
  GH_PAGE_CLASS (klass)->leave_async = gh_user_page_leave_async;
  GH_PAGE_CLASS (klass)->input_type = "(s" GH_USER_PROPERTIES_INPUT ")";
  GH_PAGE_CLASS (klass)->dup_input = gh_user_page_dup_input;
  GH_PAGE_CLASS (klass)->take_input = gh_user_page_take_input;

  g_type_ensure (GH_TYPE_ACTION_POPOVER);
  g_type_ensure (GH_TYPE_NOTICE);
  g_type_ensure (GH_TYPE_USER_CARD);
  g_type_ensure (GH_TYPE_USER_COLUMNS);
  g_type_ensure (GH_TYPE_USER_PROPERTIES);
  g_type_ensure (GH_TYPE_USER_SECTIONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gatehouse/Gatehouse/user/gh-user-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, steps);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, title);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, menu);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, sections);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, name);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, username);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, from_directory);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, place);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, card);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, main);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, properties);
  gtk_widget_class_bind_template_child (widget_class, GhUserPage, facts);
  gh_user_page_class_install_actions (widget_class);
}

static void
gh_user_page_init (GhUserPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  gh_user_sections_set_place (self->sections, self->place);
  add_lists (self);
  add_facts (self);
  gh_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _("More Actions"));
  g_signal_connect_object (self->properties, "changed", G_CALLBACK (gh_user_page_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}
