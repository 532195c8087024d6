/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-settings-page.h"

#include "base/gh-fold.h"
#include "keys/ops/gh-key-record.h"
#include "kit/gh-focus.h"
#include "kit/gh-notice.h"
#include "settings/gh-setting-row.h"
#include "settings/gh-settings-backup.h"
#include "settings/gh-settings-keys.h"
#include "settings/ops/gh-setting-record.h"
#include "trash/gh-trash-inactive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far below the top a section may begin and still be the current one. */
#define NEAR 48

typedef struct {
  GtkWidget  *group;
  GtkWidget  *list_row;
  const char *title;
  char       *words;    /* folded; NULL: its rows know */
} Section;

struct _GhSettingsPage {
  GhPage             parent_instance;

  GtkEditable       *search;
  GhNotice          *notice;
  GtkDropDown       *drop_down;
  GtkStringList     *titles;
  GtkListBox        *sections;
  GtkScrolledWindow *scrolled;
  GtkBox            *content;
  GtkWidget         *nothing;

  GPtrArray         *rows;      /* GhSettingRow */
  GArray            *all;       /* Section, in the order of the page */
  gboolean           is_moving; /* the list follows, or the page does */
  GhSettingsKeys    *keys;
  GCancellable      *counting;
};

static const char *const kinds[] = { GH_SETTING_KIND, GH_KEY_KIND, NULL };

G_DEFINE_FINAL_TYPE (GhSettingsPage, gh_settings_page, GH_TYPE_PAGE)

/* --- values --- */

typedef struct {
  gint64 now;
  gint64 days;
  guint  n;
} Counting;

static gboolean
count_cb (GhConnection  *connection,
          gpointer       data,
          GError       **error)
{
  Counting *counting = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gh_trash_list_inactive (connection, counting->now, counting->days, FALSE, ids, error))
    return FALSE;
  counting->n = ids->len;

  return TRUE;
}

static GhSettingRow *
find_row (GhSettingsPage *self,
          const char     *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (gh_setting_row_get_setting (g_ptr_array_index (self->rows, i))->key, key) == 0)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GhSettingsPage) self = data;
  const Counting *counting = gh_session_read_finish (result, NULL);
  g_autofree char *number = NULL;
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;

  if (counting == NULL || g_cancellable_is_cancelled (self->counting))
    return;

  if (counting->n == 0)
    {
      gh_setting_row_set_caption (find_row (self, "inactive_user_expiration"), _("Nobody would go there now"));
      return;
    }

  number = g_strdup_printf ("%'u", counting->n);
  days = g_strdup_printf ("%'" G_GINT64_FORMAT, counting->days);
  /* Translators: how many users, and for how many days: “1,093 have not signed in for 30 days” */
  text = g_strdup_printf (ngettext ("%s has not signed in for %s days", "%s have not signed in for %s days",
                                    counting->n), number, days);
  gh_setting_row_set_caption (find_row (self, "inactive_user_expiration"), text);
}

/* Whom the sweep would take, before it is switched on. */
static void
count_inactive (GhSettingsPage *self)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  const GhSetting *setting = gh_setting_find ("inactive_user_expiration");
  Counting *counting = g_new0 (Counting, 1);

  counting->now = gh_session_get_now (session);
  counting->days = gh_session_get_settings (session)->inactive_user_expiration;
  if (counting->days == 0)
    counting->days = setting->start;
  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  self->counting = g_cancellable_new ();
  gh_session_read_async (session, count_cb, counting, g_free, self->counting, counted_cb, g_object_ref (self));
}

static void
show_values (GhSettingsPage *self)
{
  GhSession *session = gh_page_get_session (GH_PAGE (self));
  g_autoptr (GError) error = NULL;
  GhConnection *reader = gh_session_get_reader (session, &error);

  for (guint i = 0; reader != NULL && error == NULL && i < self->rows->len; i++)
    {
      GhSettingRow *row = g_ptr_array_index (self->rows, i);
      gint64 id, revision;

      if (gh_setting_find_record (reader, gh_setting_row_get_setting (row)->key, &id, &revision, &error))
        gh_setting_row_show (row, gh_session_get_settings (session), revision);
    }
  if (error != NULL)
    g_warning ("Settings cannot be read: %s", error->message);
  count_inactive (self);
}

static void
gh_settings_page_changed (GhPage          *page,
                          const GhChanges *changes)
{
  show_values (GH_SETTINGS_PAGE (page));
  gh_settings_keys_update (GH_SETTINGS_PAGE (page)->keys);
}

/* --- sections --- */

static double
get_top (GhSettingsPage *self,
         GtkWidget      *group)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (group, GTK_WIDGET (self->content), &bounds) ? bounds.origin.y : 0;
}

static GtkAdjustment *
get_adjustment (GhSettingsPage *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

static void
mark_section (GhSettingsPage *self,
              guint           index)
{
  self->is_moving = TRUE;
  gtk_list_box_select_row (self->sections, GTK_LIST_BOX_ROW (g_array_index (self->all, Section, index).list_row));
  gtk_drop_down_set_selected (self->drop_down, index);
  self->is_moving = FALSE;
}

/* The section that one reads is marked. */
static void
scrolled_cb (GhSettingsPage *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double top = gtk_adjustment_get_value (adjustment);
  gboolean is_end = top > 0 && top + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment) - 1;
  guint current = 0;

  if (self->is_moving)
    return;

  for (guint i = 0; i < self->all->len; i++)
    {
      GtkWidget *group = g_array_index (self->all, Section, i).group;

      if (gtk_widget_get_visible (group) && (is_end || get_top (self, group) <= top + NEAR))
        current = i;
    }
  mark_section (self, current);
}

static void
go_to (GhSettingsPage *self,
       guint           index)
{
  self->is_moving = TRUE;
  gtk_adjustment_set_value (get_adjustment (self), get_top (self, g_array_index (self->all, Section, index).group));
  self->is_moving = FALSE;
  mark_section (self, index);
}

static void
section_selected_cb (GhSettingsPage *self,
                     GtkListBoxRow  *row)
{
  if (!self->is_moving && row != NULL)
    go_to (self, gtk_list_box_row_get_index (row));
}

static void
drop_down_cb (GhSettingsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);

  if (!self->is_moving && self->all != NULL && selected < self->all->len)
    go_to (self, selected);
}

/* @words: (nullable): what the search finds it by; %NULL: by its settings */
static void
add_section (GhSettingsPage *self,
             const char     *title,
             const char     *words,
             GtkWidget      *group)
{
  GtkWidget *label = gtk_label_new (title);
  Section section = { group, gtk_list_box_row_new (), title, words != NULL ? gh_fold_search (words) : NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->content, group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (section.list_row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section.list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->sections, section.list_row);
  self->is_moving = TRUE;
  gtk_string_list_append (self->titles, title);
  self->is_moving = FALSE;
  g_array_append_val (self->all, section);
}

static void
add_sections (GhSettingsPage *self)
{
  GhRefusal refusal = gh_page_check (GH_PAGE (self), gh_operation_find ("settings.set"), NULL);
  gsize n_settings;
  const GhSetting *settings = gh_setting_get_all (&n_settings);

  for (GhSettingSection section = 0; section < GH_SETTING_N_SECTIONS; section++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      for (gsize i = 0; i < n_settings; i++)
        if (settings[i].section == section)
          {
            GhSettingRow *row = gh_setting_row_new (&settings[i], GH_PAGE (self), ADW_PREFERENCES_GROUP (group));

            gh_setting_row_set_refusal (row, refusal);
            g_ptr_array_add (self->rows, row);
          }
      add_section (self, gh_setting_section_get_title (section), NULL, group);
    }
  self->keys = GH_SETTINGS_KEYS (gh_settings_keys_new (GH_PAGE (self)));
  add_section (self, _("Keys and Recovery"), _("Keys and recovery, rotate the key, recovery key, fingerprint"),
               GTK_WIDGET (self->keys));
  add_section (self, _("Backup"), _("Backup, back up, restore"), gh_settings_backup_new (GH_PAGE (self)));

  if (refusal != GH_REFUSAL_NONE)
    {
      const char *role = gh_role_get_label (gh_session_get_actor (gh_page_get_session (GH_PAGE (self)))->role);
      g_autofree char *text = g_strdup_printf (_("Your role, %s, may look but not change."), role);

      gh_notice_show (self->notice, GH_NOTICE_WARNING, text, NULL);
    }
}

/* --- search --- */

static gboolean
filter_section (GhSettingsPage *self,
                const Section  *section,
                const char     *needle)
{
  gboolean is_found = needle == NULL || (section->words != NULL && strstr (section->words, needle) != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GhSettingRow *row = g_ptr_array_index (self->rows, i);

      if (section->words == NULL &&
          strcmp (gh_setting_section_get_title (gh_setting_row_get_setting (row)->section), section->title) == 0)
        is_found = gh_setting_row_filter (row, needle) || is_found;
    }

  return is_found;
}

static void
search_changed_cb (GhSettingsPage *self)
{
  const char *text = gtk_editable_get_text (self->search);
  g_autofree char *folded = gh_fold_search (text);
  g_autofree char *needle = folded != NULL ? g_strstrip (g_strdup (folded)) : NULL;
  gboolean is_any = FALSE;

  for (guint i = 0; i < self->all->len; i++)
    {
      const Section *section = &g_array_index (self->all, Section, i);
      gboolean is_found = filter_section (self, section, needle != NULL && *needle != '\0' ? needle : NULL);

      gtk_widget_set_visible (section->group, is_found);
      gtk_widget_set_sensitive (section->list_row, is_found);
      is_any = is_any || is_found;
    }
  gtk_widget_set_visible (self->nothing, !is_any);
}

static void
stop_search_cb (GhSettingsPage *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

static gboolean
gh_settings_page_search (GhPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_SETTINGS_PAGE (page)->search));
}

/* --- what is typed and not set --- */

/* The search; of each setting its name, the text, and the revision that it was typed at. */
#define INPUT_TYPE "(sa(ssx))"

static GVariant *
gh_settings_page_dup_input (GhPage *page)
{
  GhSettingsPage *self = GH_SETTINGS_PAGE (page);
  const char *search = gtk_editable_get_text (self->search);
  GVariantBuilder typed;
  gboolean is_any = *search != '\0';

  g_variant_builder_init (&typed, G_VARIANT_TYPE ("a(ssx)"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      GhSettingRow *row = g_ptr_array_index (self->rows, i);
      gint64 revision;
      g_autofree char *text = gh_setting_row_dup_typed (row, &revision);

      if (text == NULL)
        continue;
      g_variant_builder_add (&typed, "(ssx)", gh_setting_row_get_setting (row)->key, text, revision);
      is_any = TRUE;
    }
  if (!is_any)
    {
      g_variant_builder_clear (&typed);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_new (INPUT_TYPE, search, &typed));
}

static void
gh_settings_page_take_input (GhPage   *page,
                             GVariant *input)
{
  GhSettingsPage *self = GH_SETTINGS_PAGE (page);
  g_autoptr (GVariantIter) typed = NULL;
  const char *search, *key, *text;
  gint64 revision;

  g_variant_get (input, "(&sa(ssx))", &search, &typed);
  gtk_editable_set_text (self->search, search);
  while (g_variant_iter_next (typed, "(&s&sx)", &key, &text, &revision))
    {
      GhSettingRow *row = find_row (self, key);

      if (row != NULL)
        gh_setting_row_type (row, text, revision);
    }
}

/* --- the page --- */

static void
narrow_cb (GhSettingsPage *self)
{
  gboolean narrow = gh_page_get_narrow (GH_PAGE (self));

  GtkWidget *shown = narrow ? GTK_WIDGET (self->drop_down) : GTK_WIDGET (self->sections);
  GtkWidget *hidden = narrow ? GTK_WIDGET (self->sections) : GTK_WIDGET (self->drop_down);

  gtk_widget_show (shown);
  gh_focus_hide (hidden, shown);
}

static void
gh_settings_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_settings_page_parent_class)->map (widget);

  /* Who has not signed in changes without a setting. */
  count_inactive (GH_SETTINGS_PAGE (widget));
}

static void
gh_settings_page_constructed (GObject *object)
{
  GhSettingsPage *self = GH_SETTINGS_PAGE (object);

  G_OBJECT_CLASS (gh_settings_page_parent_class)->constructed (object);

  if (gh_page_get_session (GH_PAGE (self)) == NULL)
    return;

  add_sections (self);
  show_values (self);
  mark_section (self, 0);
}

static void
section_clear (gpointer data)
{
  g_free (((Section *) data)->words);
}

static void
gh_settings_page_dispose (GObject *object)
{
  GhSettingsPage *self = GH_SETTINGS_PAGE (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->is_moving = TRUE;

  G_OBJECT_CLASS (gh_settings_page_parent_class)->dispose (object);
}

static void
gh_settings_page_finalize (GObject *object)
{
  GhSettingsPage *self = GH_SETTINGS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->all);

  G_OBJECT_CLASS (gh_settings_page_parent_class)->finalize (object);
}

static void
gh_settings_page_class_init (GhSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gh_settings_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gh_settings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_settings_page_finalize;
  widget_class->map = gh_settings_page_map;
  GH_PAGE_CLASS (klass)->kinds = kinds;
  GH_PAGE_CLASS (klass)->changed = gh_settings_page_changed;
  GH_PAGE_CLASS (klass)->search = gh_settings_page_search;
  GH_PAGE_CLASS (klass)->input_type = INPUT_TYPE;
  GH_PAGE_CLASS (klass)->dup_input = gh_settings_page_dup_input;
  GH_PAGE_CLASS (klass)->take_input = gh_settings_page_take_input;

  g_type_ensure (GH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/settings/gh-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, search);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, titles);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, sections);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhSettingsPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_down_cb);
}

static void
gh_settings_page_init (GhSettingsPage *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->all = g_array_new (FALSE, FALSE, sizeof (Section));
  g_array_set_clear_func (self->all, section_clear);
  gtk_widget_init_template (GTK_WIDGET (self));

  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->sections));
  gh_page_add_region (GH_PAGE (self), GTK_WIDGET (self->scrolled));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}
