/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "user/gh-user-belongings.h"

#include "phones/gh-phone-rules.h"
#include "session/gh-when.h"
#include "user/gh-user-list.h"

#include <glib/gi18n-lib.h>

/* For a number that begins with a plus, which right-to-left text would move to its end. */
#define LEFT_TO_RIGHT "\342\200\216"

/* Joins the non-empty parts of a caption with dots. */
static char *
join (const char *first,
      const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second);
  if (second == NULL || *second == '\0')
    return g_strdup (first);

  return g_strdup_printf ("%s · %s", first, second);
}

/* @look: (nullable): the style class of its colour */
static void
add_tag (GtkWidget  *row,
         const char *text,
         const char *look)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "gh-tag");
  if (look != NULL)
    gtk_widget_add_css_class (tag, look);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);
}

static const char *
get_phone_type (const char *type)
{
  if (g_str_equal (type, "mobile"))
    return _("Mobile");
  if (g_str_equal (type, "landline"))
    return _("Landline");
  if (g_str_equal (type, "tablet"))
    return _("Tablet");

  return _("Type unknown");
}

/* Returns (transfer full) (nullable): until when its app waits */
static char *
describe_wait (const GhUserApp *app,
               gint64           now)
{
  g_autofree char *end = app->state == GH_APP_WAITS ? gh_when_dup_text (app->until, now) : NULL;

  /* Translators: a moment, such as “24 Dec 08:12” */
  return end != NULL ? g_strdup_printf (_("Waiting for the first passcode until %s"), end) : NULL;
}

/* A user with an enrolment link has no device yet. */
static void
add_enrolment (GPtrArray *rows,
               GhUser    *user,
               gint64     now)
{
  g_autofree char *email = NULL;
  g_autofree char *title = NULL;
  g_autofree char *end = NULL;
  g_autofree char *caption = NULL;
  gint64 expires;

  g_object_get (user, "enrolment-email", &email, "enrolment-expires", &expires, NULL);
  if (*email == '\0')
    return;

  title = g_strdup_printf (_("Enrolment link sent to %s"), email);
  end = gh_when_dup_text (expires, now);
  /* Translators: a moment, such as “24 Dec 08:12” */
  caption = g_strdup_printf (_("Ends %s"), end);
  g_ptr_array_add (rows, gh_user_list_make_row ("gh-enrolment-symbolic", title, caption));
}

GPtrArray *
gh_user_make_phone_rows (GhUser *user,
                         gint64  now)
{
  GPtrArray *rows = g_ptr_array_new ();
  const GhUserRow *from = gh_user_get_row (user);
  const GhUserApp *apps = gh_user_get_apps (user);

  add_enrolment (rows, user, now);
  for (guint i = 0; i < from->n_phones; i++)
    {
      const GhRowPhone *phone = &from->phones[i];
      gboolean has_number = *phone->number != '\0';
      const char *grouped = gh_user_get_numbers (user)[i];
      g_autofree char *number = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *kind = join (get_phone_type (phone->type),
                                    g_str_equal (phone->platform, "unknown")
                                      ? NULL : gh_phone_get_platform_label (phone->platform));
      g_autofree char *name = join (has_number ? phone->name : NULL, kind);
      g_autofree char *wait = describe_wait (&apps[i], now);
      g_autofree char *caption = join (name, wait);
      GtkWidget *row;

      if (*phone->extension != '\0')
        /* Translators: a phone number and its extension */
        number = g_strdup_printf (_("%s ext. %s"), grouped, phone->extension);
      else
        number = g_strdup (has_number ? grouped : phone->name);
      shown = g_strconcat (LEFT_TO_RIGHT, number, NULL);
      row = gh_user_list_make_row (g_str_equal (phone->type, "landline") ? "gh-landline-symbolic" : "gh-phone-symbolic",
                                   has_number ? shown : number, caption);
      if (apps[i].state == GH_APP_ACTIVATED)
        add_tag (row, _("Activated"), "ok");
      else if (apps[i].state == GH_APP_TOO_LATE)
        add_tag (row, _("Not activated in time"), NULL);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

GPtrArray *
gh_user_make_token_rows (GhUser *user)
{
  GPtrArray *rows = g_ptr_array_new ();
  const GhUserRow *from = gh_user_get_row (user);

  for (guint i = 0; i < from->n_tokens; i++)
    g_ptr_array_add (rows, gh_user_list_make_row ("gh-token-symbolic", from->tokens[i].serial, from->tokens[i].type));

  return rows;
}

GPtrArray *
gh_user_make_code_rows (GhUser *user,
                        gint64  now)
{
  GPtrArray *rows = g_ptr_array_new ();
  GArray *codes = gh_user_get_codes (user);

  for (guint i = 0; i < codes->len; i++)
    {
      const GhUserCode *code = &g_array_index (codes, GhUserCode, i);
      g_autofree char *created = gh_when_dup_text (code->created, now);
      g_autofree char *made = g_strdup_printf (_("Made by %s, %s"), code->created_by, created);
      g_autofree char *end = code->expires != 0 ? gh_when_dup_text (code->expires, now) : NULL;
      g_autofree char *until = end != NULL ? g_strdup_printf (_("until %s"), end) : g_strdup (_("no end"));
      g_autofree char *caption = join (made, until);
      GtkWidget *row = gh_user_list_make_row ("gh-bypass-code-symbolic", "••• ••• •••", caption);

      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hidden bypass code"),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

GPtrArray *
gh_user_make_endpoint_rows (GhUser *user)
{
  GPtrArray *rows = g_ptr_array_new ();
  const char *const *names = gh_user_get_endpoints (user);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (rows, gh_user_list_make_row ("gh-endpoint-symbolic", names[i], NULL));

  return rows;
}

static const char *
get_effect (GhStoredStatus status)
{
  switch (status)
    {
    case GH_STATUS_BYPASS:
      return _("Bypass: members need no second factor");

    case GH_STATUS_DISABLED:
      return _("Disabled: members cannot sign in");

    case GH_STATUS_ACTIVE:
    default:
      return _("Active: no effect on members");
    }
}

GPtrArray *
gh_user_make_group_rows (GhUser    *user,
                         GhRefusal  refusal)
{
  GPtrArray *rows = g_ptr_array_new ();
  const GhUserRow *from = gh_user_get_row (user);

  for (guint i = 0; i < from->n_groups; i++)
    {
      const GhRowGroup *group = from->groups[i];
      GtkWidget *row = gh_user_list_make_row (NULL, group->name, get_effect (group->status));
      GtkWidget *button = gtk_button_new_from_icon_name ("gh-remove-symbolic");
      g_autofree char *tooltip = g_strdup_printf (_("Remove from “%s”"), group->name);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, refusal != GH_REFUSAL_NONE ? gh_refusal_get_tooltip (refusal) : tooltip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "user.remove-from-group");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", group->name);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static void
add_undo (GtkWidget         *row,
          const GhUserEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Undo"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.undo-entry");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", entry->entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

GPtrArray *
gh_user_make_history_rows (GPtrArray     *history,
                           const GhActor *actor,
                           gint64         now)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < history->len; i++)
    {
      const GhUserEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *when = gh_when_dup_text (entry->time, now);
      g_autofree char *full = gh_when_dup_full (entry->time);
      g_autofree char *caption = join (when, entry->actor);
      GtkWidget *row = gh_user_list_make_row ("gh-administrator-log-symbolic", entry->what, caption);

      gtk_widget_set_tooltip_text (row, full);
      if (g_str_equal (entry->actor, actor->name) && !entry->is_undone && entry->operation != NULL &&
          entry->operation->no_undo_reason == NULL)
        add_undo (row, entry);
      g_ptr_array_add (rows, row);
    }

  return rows;
}
