/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One user in full. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "base/gh-time.h"
#include "operations/gh-organisation.h"
#include "phones/gh-phone-number.h"
#include "users/gh-user-block.h"
#include "users/gh-user-record.h"
#include "users/gh-user.h"
#include "verification/gh-app-state.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GhCtl      *ctl;
  const char *name;
  const char *key;
} Show;

static gboolean
find_user (GhConnection  *connection,
           const Show    *show,
           gint64        *id,
           GError       **error)
{
  if (show->name != NULL ? !gh_record_kind_find_name (&gh_record_kind_user, connection, show->name, id, error)
                         : !gh_record_kind_find_key (&gh_record_kind_user, connection, show->key, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("There is no user “%s”."),
               show->name != NULL ? show->name : show->key);
  return FALSE;
}

static void
print_field (const char *label,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  gh_ctl_print_cell (label, 20);
  gh_ctl_print_cell (text, 0);
  gh_ctl_print_end ();
}

/* In the organisation's time zone, which the reader has in mind. */
static void
print_time (const char *label,
            gint64      seconds,
            const char *zone)
{
  g_autofree char *local = gh_time_format_local (seconds, zone);
  g_autofree char *time = seconds != 0 ? g_strdup_printf ("%s (%s)", local, zone) : g_strdup (_("never"));

  print_field (label, time);
}

/* What ends with a day is shown by that day (S9). */
static void
print_end (const char *label,
           gint64      seconds,
           const char *zone)
{
  g_autofree char *day = gh_time_find_last_day (seconds, zone);
  g_autofree char *text = NULL;

  if (day == NULL)
    {
      print_time (label, seconds, zone);
      return;
    }

  text = g_strdup_printf (_("the end of %s (%s)"), day, zone);
  print_field (label, text);
}

/* @text, then @more if there is any. */
static void
print_pair (const char *label,
            const char *text,
            const char *more)
{
  g_autofree char *both = *more != '\0' ? g_strdup_printf ("%s  %s", text, more) : g_strdup (text);

  print_field (label, both);
}

/* Returns (transfer full): the extension, or the ID where no number names the phone, and what is known of the app */
static char *
describe_phone (const GhRowPhone *phone,
                const GArray     *credentials,
                const char       *zone)
{
  gint64 until;
  GhAppState state = gh_app_state_find (credentials, phone->key, phone->is_activated, &until);
  g_autofree char *end = state == GH_APP_WAITS ? gh_time_format_local (until, zone) : NULL;
  g_autofree char *waits = NULL;
  const char *app = "";
  const char *which;

  if (state == GH_APP_WAITS)
    app = waits = g_strdup_printf (_("waiting for the first passcode until %s (%s)"), end, zone);
  else if (state == GH_APP_TOO_LATE)
    app = _("not activated in time");
  else if (state == GH_APP_ACTIVATED)
    app = _("activated");

  which = *phone->number != '\0' ? phone->extension : phone->key;

  return *which != '\0' && *app != '\0' ? g_strdup_printf ("%s  %s", which, app) : g_strconcat (which, app, NULL);
}

static void
print_user (const GhUserRow    *row,
            const char *const  *locked_at,
            const GArray       *credentials,
            const char         *zone)
{
  print_field (_("Username"), row->username);
  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    print_field (_("Alias"), row->aliases[i]);
  print_field (_("Real name"), row->realname);
  print_field (_("First name"), row->firstname);
  print_field (_("Last name"), row->lastname);
  print_field (_("E-mail"), row->email);
  print_field (_("Status"), gh_effective_status_get_word (row->status));
  print_field (_("Decided by"), row->source);
  for (; *locked_at != NULL; locked_at++)
    print_field (_("Locked out of"), *locked_at);
  if (row->facts.until != 0)
    print_end (_("Bypass until"), row->facts.until, zone);
  if (row->facts.purge_at != 0)
    print_end (_("Deleted for good"), row->facts.purge_at, zone);
  for (guint i = 0; i < row->n_phones; i++)
    {
      g_autofree char *number = gh_phone_number_format (row->phones[i].number);
      g_autofree char *more = describe_phone (&row->phones[i], credentials, zone);

      print_pair (_("Phone"), *number != '\0' ? number : row->phones[i].name, more);
    }
  for (guint i = 0; i < row->n_tokens; i++)
    {
      /* A serial number may be that of several, of which only the ID tells them apart. */
      g_autofree char *more = g_strdup_printf ("%s  %s", row->tokens[i].type, row->tokens[i].key);

      print_pair (_("Token"), row->tokens[i].serial, more);
    }
  for (guint i = 0; i < row->n_groups; i++)
    print_field (_("Group"), row->groups[i]->name);
  print_field (_("Notes"), row->notes);
  print_time (_("Created"), row->created, zone);
  print_time (_("Last login"), row->last_login, zone);
  print_time (_("Last directory sync"), row->last_sync, zone);
  print_field (_("User ID"), row->key);
}

static gboolean
print_text (GhUserBlock   *block,
            gint64         id,
            gint64         now,
            GhConnection  *connection,
            GError       **error)
{
  g_autofree char *time_zone = gh_organisation_read_time_zone (connection, error);
  g_autoptr (GArray) credentials = time_zone != NULL ? gh_held_credentials_read (connection, id, now, error) : NULL;
  g_auto (GStrv) locked_at = credentials != NULL ? gh_user_read_locked_at (connection, id, now, error) : NULL;

  if (locked_at != NULL)
    print_user (gh_user_block_get_row (block, 0), (const char *const *) locked_at, credentials, time_zone);

  return locked_at != NULL;
}

static gboolean
show_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Show *show = data;
  g_autoptr (GhUserBlock) block = NULL;
  g_autoptr (GhReportFile) out = NULL;
  gint64 now = gh_clock_now (show->ctl->clock);
  gint64 id;

  if (!find_user (connection, show, &id, error))
    return FALSE;

  block = gh_user_block_new (connection, now, error);
  if (block == NULL || !gh_user_block_read (block, &id, 1, error))
    return FALSE;

  if (show->ctl->format != GH_FORMAT_JSON)
    return print_text (block, id, now, connection, error);

  out = gh_report_file_new ("/dev/stdout", error);
  if (out == NULL)
    return FALSE;

  gh_user_row_append_json (gh_user_block_get_row (block, 0), out);
  gh_report_file_append_text (out, "\n");

  return gh_report_file_commit (out, error);
}

static int
show_user (GhCtl *ctl,
           GStrv  args)
{
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;
  GOptionEntry entries[] = {
    { "username", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { "id", 0, 0, G_OPTION_ARG_FILENAME, &key, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Show show = { .ctl = ctl };

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if ((name == NULL) == (key == NULL) || (name != NULL && !g_utf8_validate (name, -1, NULL)))
    {
      g_printerr (_("“user show” takes either --username or --id.\n"));
      return GH_EXIT_USAGE;
    }

  show.name = name;
  show.key = key;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_store_read (ctl->store, show_cb, &show, &error) ? GH_EXIT_DONE : gh_ctl_fail (error);
}

const GhCommand gh_ctl_user_show_commands[] = {
  { "user", "show", "--username NAME | --id ID", N_("Show one user, whole"), show_user },
  { NULL },
};
