/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/gh-settings-keys.h"

#include "keys/gh-key-list.h"
#include "operations/gh-role-table.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

struct _GhSettingsKeys {
  AdwPreferencesGroup  parent_instance;

  GhPage              *page;
  GtkWidget           *key;
  GtkWidget           *make;      /* buttons */
  GtkWidget           *rotate;
  GtkWidget           *recovery;
  GtkWidget           *renewal;
};

G_DEFINE_FINAL_TYPE (GhSettingsKeys, gh_settings_keys, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_made (GhSettingsKeys *self,
          gint64          made)
{
  GhSession *session = gh_page_get_session (self->page);
  g_autofree char *when = gh_when_dup_text (made, gh_session_get_now (session));

  /* Translators: a time, such as “Today 09:41” or “3 Sep 2025” */
  return g_strdup_printf (_("Made: %s"), when);
}

static void
show_key (GhSettingsKeys *self,
          const GhKeyRow *row)
{
  g_autofree char *title = g_strdup_printf (_("Key %d"), (int) row->number);
  g_autofree char *made = dup_made (self, row->made);
  g_autofree char *recovery_made = dup_made (self, row->recovery_made);
  char fingerprint[GH_FINGERPRINT_LENGTH + 1];
  g_autofree char *caption = NULL;

  gh_key_write_fingerprint (row->public_key, fingerprint);
  /* Translators: “Made: 3 Sep 2025 · fingerprint 0123456789abcdef” */
  caption = g_strdup_printf (_("%s · fingerprint %s"), made, fingerprint);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->key), caption);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->recovery), recovery_made);
}

void
gh_settings_keys_update (GhSettingsKeys *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  GhConnection *reader;
  const GhKeyRow *newest;

  g_return_if_fail (GH_IS_SETTINGS_KEYS (self));

  reader = gh_session_get_reader (gh_page_get_session (self->page), &error);
  keys = reader != NULL ? gh_key_list (reader, &error) : NULL;
  if (keys == NULL)
    {
      g_warning ("Keys cannot be read: %s", error->message);
      return;
    }

  newest = gh_key_list_find_master (keys);
  gtk_widget_set_visible (self->make, newest == NULL);
  gtk_widget_set_visible (self->rotate, newest != NULL);
  gtk_widget_set_visible (self->recovery, newest != NULL);
  gtk_widget_set_visible (self->renewal, newest != NULL);
  if (newest != NULL)
    {
      show_key (self, newest);
      return;
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), _("No key yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->key), _("Without one no secret can be kept, and the log is not signed"));
}

static void
refuse (GtkWidget *button,
        GhRefusal  refusal)
{
  gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_tooltip_text (button, gh_refusal_get_tooltip (refusal));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gh_refusal_get_tooltip (refusal), -1);
}

/* @operation: (nullable): what it runs; %NULL: anybody may */
static GtkWidget *
add_button (GhSettingsKeys *self,
            GtkWidget      *row,
            const char     *label,
            const char     *action_name,
            const char     *operation)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GhRole role = gh_session_get_actor (gh_page_get_session (self->page))->role;
  GhRefusal refusal = operation != NULL ? gh_role_may (role, operation) : GH_REFUSAL_NONE;

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  if (refusal == GH_REFUSAL_NONE)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  else
    refuse (button, refusal);

  return button;
}

static GtkWidget *
add_row (GhSettingsKeys *self,
         const char     *title,
         const char     *caption)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (caption != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), caption);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
gh_settings_keys_class_init (GhSettingsKeysClass *klass)
{
}

static void
gh_settings_keys_init (GhSettingsKeys *self)
{
  self->key = add_row (self, "", NULL);
  self->recovery = add_row (self, _("Recovery key"), NULL);
  self->renewal = add_row (self, _("Another recovery key"), _("The one before opens nothing any more"));
}

GtkWidget *
gh_settings_keys_new (GhPage *page)
{
  GhSettingsKeys *self = g_object_new (GH_TYPE_SETTINGS_KEYS, NULL);

  self->page = page;
  self->make = add_button (self, self->key, _("_Make Key…"), "win.make-key", "key.create");
  self->rotate = add_button (self, self->key, _("_Rotate…"), "win.rotate-key", "key.rotate");
  add_button (self, self->recovery, _("_Test Recovery Key…"), "win.test-recovery-key", NULL);
  add_button (self, self->renewal, _("_New Recovery Key…"), "win.renew-recovery-key", "key.renew-recovery");
  gh_settings_keys_update (self);

  return GTK_WIDGET (self);
}
