/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-properties.h"

#include "base/gh-email.h"
#include "user/gh-user-field.h"
#include "users/gh-user-rules.h"

#include <glib/gi18n-lib.h>

typedef enum {
  FIELD_USERNAME,
  FIELD_REALNAME,
  FIELD_FIRSTNAME,
  FIELD_LASTNAME,
  FIELD_EMAIL,
  FIELD_NOTES,
  N_FIELDS
} Field;

static const struct {
  const char *property;
  const char *parameter;
  const char *title;
  const char *in_sentence;
  gboolean    is_of_directory;
} fields[N_FIELDS] = {
  [FIELD_USERNAME] = { "username", "new-username", N_("Username"), N_("username"), TRUE },
  [FIELD_REALNAME] = { "realname", "real-name", N_("Real name"), N_("real name"), TRUE },
  [FIELD_FIRSTNAME] = { "firstname", "first-name", N_("First name"), N_("first name"), FALSE },
  [FIELD_LASTNAME] = { "lastname", "last-name", N_("Last name"), N_("last name"), FALSE },
  [FIELD_EMAIL] = { "email", "email", N_("E-mail"), N_("e-mail"), TRUE },
  [FIELD_NOTES] = { "notes", "notes", N_("Notes"), N_("notes"), FALSE },
};

struct _GhUserProperties {
  AdwPreferencesGroup  parent_instance;

  GhUserField         *fields[N_FIELDS];
  GhUserField         *aliases[GH_MAX_ALIASES];
  GtkWidget           *add_alias;
  guint                n_aliases; /* rows that are shown */
  GStrv                stored_aliases;
  gboolean             may_edit;
  gboolean             email_needs_dot;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhUserProperties, gh_user_properties, ADW_TYPE_PREFERENCES_GROUP)

/* --- what is wrong --- */

static const char *
get_error (GhRefusal refusal)
{
  return refusal != GH_REFUSAL_NONE ? gh_refusal_get_sentence (refusal) : NULL;
}

static GhRefusal
check_field (GhUserProperties *self,
             Field             field)
{
  const char *text = gh_user_field_get_text (self->fields[field]);

  if (!gh_user_field_is_changed (self->fields[field]))
    return GH_REFUSAL_NONE;

  switch (field)
    {
    case FIELD_USERNAME:
      return gh_user_check_username (text);

    case FIELD_REALNAME:
    case FIELD_FIRSTNAME:
    case FIELD_LASTNAME:
      return gh_user_check_text (text, GH_REALNAME_MAX);

    case FIELD_EMAIL:
      return gh_email_check (text, self->email_needs_dot);

    case FIELD_NOTES:
    default:
      return gh_user_check_text (text, GH_NOTES_MAX);
    }
}

static void
check (GhUserProperties *self)
{
  for (Field field = 0; field < N_FIELDS; field++)
    gh_user_field_set_error (self->fields[field], get_error (check_field (self, field)));
  for (guint i = 0; i < self->n_aliases; i++)
    {
      const char *text = gh_user_field_get_text (self->aliases[i]);

      gh_user_field_set_error (self->aliases[i],
                               *text != '\0' ? get_error (gh_user_check_username (text)) : NULL);
    }
}

static void
changed_cb (GhUserProperties *self)
{
  check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- aliases --- */

static void
show_aliases (GhUserProperties *self,
              guint             n)
{
  guint more = GH_MAX_ALIASES - n;
  g_autofree char *caption = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more is possible",
                                                           "%u more are possible", more), more);

  self->n_aliases = n;
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    gtk_widget_set_visible (gh_user_field_get_row (self->aliases[i]), i < n);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->add_alias), caption);
  gtk_widget_set_visible (self->add_alias, self->may_edit && more > 0);
}

static void
add_alias_cb (GhUserProperties *self)
{
  if (self->n_aliases == GH_MAX_ALIASES)
    return;

  gh_user_field_begin (self->aliases[self->n_aliases], "");
  gh_user_field_set_editable (self->aliases[self->n_aliases], TRUE, NULL);
  show_aliases (self, self->n_aliases + 1);
  gh_user_field_focus (self->aliases[self->n_aliases - 1]);
}

static gboolean
has_alias (GhUserProperties *self,
           const char       *alias)
{
  for (guint i = 0; i < self->n_aliases; i++)
    if (g_str_equal (gh_user_field_get_text (self->aliases[i]), alias))
      return TRUE;

  return FALSE;
}

static gboolean
aliases_are_changed (GhUserProperties *self)
{
  for (guint i = 0; i < self->n_aliases; i++)
    if (gh_user_field_is_changed (self->aliases[i]))
      return TRUE;

  return FALSE;
}

static void
begin_aliases (GhUserProperties *self)
{
  guint n = g_strv_length (self->stored_aliases);

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    gh_user_field_begin (self->aliases[i], i < n ? self->stored_aliases[i] : "");
  show_aliases (self, n);
}

/* --- the user --- */

/* What was typed goes with a field that is no longer shown. */
static void
show_identity (GhUserProperties *self,
               gboolean          has_identity)
{
  static const Field identity[] = { FIELD_FIRSTNAME, FIELD_LASTNAME };

  for (guint i = 0; i < G_N_ELEMENTS (identity); i++)
    {
      gtk_widget_set_visible (gh_user_field_get_row (self->fields[identity[i]]), has_identity);
      if (!has_identity)
        gh_user_field_begin (self->fields[identity[i]], "");
    }
}

static void
set_editable (GhUserProperties *self,
              GhUser           *user,
              const GhSettings *settings,
              GhRefusal         refusal)
{
  g_autofree char *directory = NULL;
  g_autofree char *padlock = NULL;
  g_autofree char *description = NULL;

  g_object_get (user, "directory", &directory, NULL);
  self->may_edit = refusal == GH_REFUSAL_NONE;
  self->email_needs_dot = settings->email_needs_dot;
  show_identity (self, settings->identity_proofing);
  if (*directory != '\0')
    {
      padlock = g_strdup_printf (_("Comes from the directory %s"), directory);
      description = g_markup_printf_escaped (_("Username, name and e-mail come from the directory %s."), directory);
    }
  for (Field field = 0; field < N_FIELDS; field++)
    {
      gboolean is_locked = fields[field].is_of_directory && padlock != NULL;

      gh_user_field_set_editable (self->fields[field], self->may_edit && !is_locked, is_locked ? padlock : NULL);
    }
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    gh_user_field_set_editable (self->aliases[i], self->may_edit, NULL);

  if (!self->may_edit)
    {
      g_free (description);
      description = g_markup_escape_text (gh_refusal_get_sentence (refusal), -1);
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

static GStrv
dup_aliases (GhUser *user)
{
  return g_strdupv ((char **) gh_user_get_aliases (user));
}

void
gh_user_properties_begin (GhUserProperties *self,
                          GhUser           *user,
                          const GhSettings *settings,
                          GhRefusal         refusal)
{
  g_return_if_fail (GH_IS_USER_PROPERTIES (self) && GH_IS_USER (user));

  set_editable (self, user, settings, refusal);
  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *text = NULL;

      g_object_get (user, fields[field].property, &text, NULL);
      gh_user_field_begin (self->fields[field], text);
    }
  g_strfreev (self->stored_aliases);
  self->stored_aliases = dup_aliases (user);
  begin_aliases (self);
}

static void
say_conflict (GhUserField *field,
              const char  *value,
              const char  *by,
              const char  *at)
{
  g_autofree char *sentence = NULL;

  /* Translators: who, what it is now, when: “Ingrid Haugen changed this to “…”, Today 10:02” */
  if (by != NULL)
    sentence = g_strdup_printf (_("%s changed this to “%s”, %s"), by, value, at);
  else
    sentence = g_strdup_printf (_("Somebody changed this to “%s”"), value);
  gh_user_field_set_conflict (field, sentence);
}

/* Saved: the typed aliases are the stored ones, in any order. */
static gboolean
aliases_are_stored (GhUserProperties *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_aliases; i++)
    n += *gh_user_field_get_text (self->aliases[i]) != '\0';
  for (guint i = 0; self->stored_aliases[i] != NULL; i++)
    if (!has_alias (self, self->stored_aliases[i]))
      return FALSE;

  return n == g_strv_length (self->stored_aliases);
}

static void
update_aliases (GhUserProperties *self,
                GhUser           *user,
                const char       *by,
                const char       *at)
{
  g_auto(GStrv) aliases = dup_aliases (user);
  guint n = g_strv_length (aliases);
  gboolean was_edited = aliases_are_changed (self);

  if (g_strv_equal ((const char *const *) aliases, (const char *const *) self->stored_aliases))
    return;

  g_strfreev (self->stored_aliases);
  self->stored_aliases = g_steal_pointer (&aliases);
  if (!was_edited || aliases_are_stored (self))
    {
      begin_aliases (self);
      return;
    }

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    {
      const char *stored = i < n ? self->stored_aliases[i] : "";

      if (gh_user_field_update (self->aliases[i], stored))
        say_conflict (self->aliases[i], stored, by, at);
    }
  show_aliases (self, MAX (self->n_aliases, n));
}

void
gh_user_properties_update (GhUserProperties *self,
                           GhUser           *user,
                           const GhSettings *settings,
                           GhRefusal         refusal,
                           const char       *by,
                           const char       *at)
{
  g_return_if_fail (GH_IS_USER_PROPERTIES (self) && GH_IS_USER (user));

  set_editable (self, user, settings, refusal);
  for (Field field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *text = NULL;

      g_object_get (user, fields[field].property, &text, NULL);
      if (gh_user_field_update (self->fields[field], text))
        say_conflict (self->fields[field], text, by, at);
    }
  update_aliases (self, user, by, at);
  show_aliases (self, self->n_aliases);
}

/* --- what is typed --- */

gboolean
gh_user_properties_is_changed (GhUserProperties *self)
{
  g_return_val_if_fail (GH_IS_USER_PROPERTIES (self), FALSE);

  for (Field field = 0; field < N_FIELDS; field++)
    if (gh_user_field_is_changed (self->fields[field]))
      return TRUE;

  return aliases_are_changed (self);
}

gboolean
gh_user_properties_is_valid (GhUserProperties *self)
{
  g_return_val_if_fail (GH_IS_USER_PROPERTIES (self), FALSE);

  for (Field field = 0; field < N_FIELDS; field++)
    if (gh_user_field_has_error (self->fields[field]))
      return FALSE;
  for (guint i = 0; i < self->n_aliases; i++)
    if (gh_user_field_has_error (self->aliases[i]))
      return FALSE;

  return TRUE;
}

JsonObject *
gh_user_properties_dup_parameters (GhUserProperties *self)
{
  JsonObject *parameters = json_object_new ();
  g_autoptr(JsonArray) add = json_array_new ();
  g_autoptr(JsonArray) remove = json_array_new ();

  for (Field field = 0; field < N_FIELDS; field++)
    if (gh_user_field_is_changed (self->fields[field]))
      json_object_set_string_member (parameters, fields[field].parameter,
                                     gh_user_field_get_text (self->fields[field]));

  for (guint i = 0; self->stored_aliases[i] != NULL; i++)
    if (!has_alias (self, self->stored_aliases[i]))
      json_array_add_string_element (remove, self->stored_aliases[i]);
  for (guint i = 0; i < self->n_aliases; i++)
    {
      const char *alias = gh_user_field_get_text (self->aliases[i]);

      if (*alias != '\0' && !g_strv_contains ((const char *const *) self->stored_aliases, alias))
        json_array_add_string_element (add, alias);
    }
  if (json_array_get_length (add) > 0)
    json_object_set_array_member (parameters, "add-alias", g_steal_pointer (&add));
  if (json_array_get_length (remove) > 0)
    json_object_set_array_member (parameters, "remove-alias", g_steal_pointer (&remove));

  return parameters;
}

/* The first field that a name's refusal can be about: only names can clash with other users'. */
static GhUserField *
find_changed_name (GhUserProperties *self)
{
  if (gh_user_field_is_changed (self->fields[FIELD_USERNAME]))
    return self->fields[FIELD_USERNAME];
  for (guint i = 0; i < self->n_aliases; i++)
    if (gh_user_field_is_changed (self->aliases[i]))
      return self->aliases[i];
  for (Field field = 0; field < N_FIELDS; field++)
    if (gh_user_field_is_changed (self->fields[field]))
      return self->fields[field];

  return self->fields[FIELD_USERNAME];
}

void
gh_user_properties_set_refusal (GhUserProperties *self,
                                const GhResult   *result)
{
  g_return_if_fail (GH_IS_USER_PROPERTIES (self));

  check (self);
  if (result != NULL && result->skips->len > 0)
    {
      g_autofree char *text = gh_skip_get_text (g_ptr_array_index (result->skips, 0));

      gh_user_field_set_error (find_changed_name (self), text);
    }
}

char *
gh_user_properties_dup_changed (GhUserProperties *self)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  g_return_val_if_fail (GH_IS_USER_PROPERTIES (self), NULL);

  for (Field field = 0; field < N_FIELDS; field++)
    if (gh_user_field_is_changed (self->fields[field]))
      g_ptr_array_add (labels, _(fields[field].in_sentence));
  if (aliases_are_changed (self))
    g_ptr_array_add (labels, _("aliases"));
  g_ptr_array_add (labels, NULL);

  return g_strjoinv (", ", (char **) labels->pdata);
}

void
gh_user_properties_focus_username (GhUserProperties *self)
{
  g_return_if_fail (GH_IS_USER_PROPERTIES (self));

  gh_user_field_focus (self->fields[FIELD_USERNAME]);
}

void
gh_user_properties_focus_realname (GhUserProperties *self)
{
  g_return_if_fail (GH_IS_USER_PROPERTIES (self));

  gh_user_field_focus (self->fields[FIELD_REALNAME]);
}

/* --- what outlives the page --- */

/* First the fields, then the aliases. */
static GhUserField *
get_field (GhUserProperties *self,
           guint             i)
{
  return i < N_FIELDS ? self->fields[i] : self->aliases[i - N_FIELDS];
}

GVariant *
gh_user_properties_dup_input (GhUserProperties *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (GH_USER_PROPERTIES_INPUT));
  guint n = N_FIELDS;

  g_return_val_if_fail (GH_IS_USER_PROPERTIES (self), NULL);

  /* Aliases are identified by position, so include all or none. */
  if (aliases_are_changed (self) || self->n_aliases > g_strv_length (self->stored_aliases))
    n += self->n_aliases;
  for (guint i = 0; i < n; i++)
    {
      GhUserField *field = get_field (self, i);

      if (i >= N_FIELDS || gh_user_field_is_changed (field))
        g_variant_builder_add (&builder, "(uss)", i, gh_user_field_get_before (field), gh_user_field_get_text (field));
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

void
gh_user_properties_take_input (GhUserProperties *self,
                               GVariant         *input)
{
  g_autoptr (GStrvBuilder) stored = g_strv_builder_new ();
  GVariantIter iter;
  const char *before;
  const char *text;
  guint n_aliases = 0;
  guint i;

  g_return_if_fail (GH_IS_USER_PROPERTIES (self));

  g_variant_iter_init (&iter, input);
  while (g_variant_iter_next (&iter, "(u&s&s)", &i, &before, &text))
    if (i < N_FIELDS + GH_MAX_ALIASES)
      {
        gh_user_field_take (get_field (self, i), before, text);
        if (i < N_FIELDS)
          continue;

        n_aliases = i - N_FIELDS + 1;
        if (*before != '\0')
          g_strv_builder_add (stored, before);
      }
  if (n_aliases > 0)
    {
      g_strfreev (self->stored_aliases);
      self->stored_aliases = g_strv_builder_end (stored);
      show_aliases (self, n_aliases);
    }
  check (self);
}

/* --- the object --- */

static void
gh_user_properties_dispose (GObject *object)
{
  GhUserProperties *self = GH_USER_PROPERTIES (object);

  for (Field field = 0; field < N_FIELDS; field++)
    g_clear_object (&self->fields[field]);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    g_clear_object (&self->aliases[i]);
  g_clear_pointer (&self->stored_aliases, g_strfreev);

  G_OBJECT_CLASS (gh_user_properties_parent_class)->dispose (object);
}

static void
gh_user_properties_class_init (GhUserPropertiesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_user_properties_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GhUserField *
add_field (GhUserProperties *self,
           const char       *title,
           gboolean          is_long)
{
  GhUserField *field = gh_user_field_new (title, is_long);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), gh_user_field_get_row (field));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), gh_user_field_get_remark_row (field));
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return field;
}

static void
gh_user_properties_init (GhUserProperties *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Properties"));
  self->stored_aliases = g_new0 (char *, 1);

  for (Field field = 0; field < FIELD_NOTES; field++)
    self->fields[field] = add_field (self, _(fields[field].title), FALSE);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    {
      g_autofree char *title = g_strdup_printf (_("Alias %u"), i + 1);

      self->aliases[i] = add_field (self, title, FALSE);
    }

  self->add_alias = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_alias), _("Add an Alias"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->add_alias), gtk_image_new_from_icon_name ("gh-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->add_alias), TRUE);
  g_signal_connect_object (self->add_alias, "activated", G_CALLBACK (add_alias_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_alias);

  self->fields[FIELD_NOTES] = add_field (self, _(fields[FIELD_NOTES].title), TRUE);
  show_aliases (self, 0);
}
