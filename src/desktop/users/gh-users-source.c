/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "users/gh-users-source.h"

#include "session/gh-user-look.h"
#include "session/gh-when.h"
#include "users/gh-users-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From then on a user in the Trash is marked. */
#define SOON_SECONDS (2 * 24 * 60 * 60)

#define SORTED GH_TABLE_COLUMN_SORTABLE
#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW)
#define HIDDEN (GH_TABLE_COLUMN_SORTABLE | GH_TABLE_COLUMN_HIDDEN)

const GhTableColumn gh_users_columns[GH_USERS_N_COLUMNS] = {
  [GH_USERS_COLUMN_USERNAME] = { "username", N_("Username"), 142, 0, SORTED | GH_TABLE_COLUMN_LINK, 110 },
  [GH_USERS_COLUMN_REALNAME] = { "realname", N_("Real name"), 186, 0, SORTED, 110 },
  [GH_USERS_COLUMN_FIRSTNAME] = { "firstname", N_("First name"), 130, 0, HIDDEN, 90, 10 },
  [GH_USERS_COLUMN_LASTNAME] = { "lastname", N_("Last name"), 130, 0, HIDDEN, 90, 11 },
  [GH_USERS_COLUMN_EMAIL] = { "email", N_("E-mail"), 230, 0, SORTED | GH_TABLE_COLUMN_EXPAND, 150, 3 },
  [GH_USERS_COLUMN_PHONES] = { "phones", N_("Phones"), 68, 0, SORTED | GH_TABLE_COLUMN_NUMERIC, 1, 2 },
  [GH_USERS_COLUMN_TOKENS] = { "tokens", N_("Tokens"), 70, 0, SORTED | GH_TABLE_COLUMN_NUMERIC, 1, 1 },
  [GH_USERS_COLUMN_STATUS] = { "status", N_("Status"), 178, 0, SORTED | GH_TABLE_COLUMN_RICH },
  [GH_USERS_COLUMN_LOGIN] = { "login", N_("Last login"), 130, 0, SORTED | GH_TABLE_COLUMN_NUMERIC },
  [GH_USERS_COLUMN_ALIASES] = { "alias", N_("Aliases"), 160, 0, HIDDEN, 90, 7 },
  [GH_USERS_COLUMN_GROUPS] = { "group", N_("Groups"), 160, 0, HIDDEN, 90, 8 },
  [GH_USERS_COLUMN_CREATED] = { "created", N_("Created"), 130, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 130, 6 },
  [GH_USERS_COLUMN_NOTES] = { "notes", N_("Notes"), 200, 0, HIDDEN, 90, 9 },
  [GH_USERS_COLUMN_SYNCED] = { "synced", N_("Last directory sync"), 150, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC, 130, 5 },
  [GH_USERS_COLUMN_SOURCE] = { "source", N_("Status source"), 160, 0, GH_TABLE_COLUMN_HIDDEN, 90, 4 },
  [GH_USERS_COLUMN_WHY] = { "origin", N_("Why"), 190, 0, HIDDEN | GH_TABLE_COLUMN_RICH },
  [GH_USERS_COLUMN_BY] = { "sent_by", N_("By"), 160, 0, HIDDEN },
  [GH_USERS_COLUMN_SENT] = { "sent", N_("Sent"), 130, 0, HIDDEN | GH_TABLE_COLUMN_NUMERIC },
  [GH_USERS_COLUMN_PURGE] = { "purge", N_("Deleted for good"), 170, 0, HIDDEN | GH_TABLE_COLUMN_RICH },
  [GH_USERS_COLUMN_PERSON] = { "person", N_("User"), 140, 0, NARROW | GH_TABLE_COLUMN_LINK | GH_TABLE_COLUMN_EXPAND, 100 },
  [GH_USERS_COLUMN_STATE] = { "state", N_("Status"), 160, 0, NARROW },
};

/* --- cells --- */

static char *
join_aliases (const GhUserRow *user)
{
  const char *aliases[GH_MAX_ALIASES + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < GH_MAX_ALIASES; i++)
    if (user->aliases[i] != NULL)
      aliases[n++] = user->aliases[i];

  return g_strjoinv (", ", (GStrv) aliases);
}

static char *
join_groups (const GhUserRow *user)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < user->n_groups; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", user->groups[i]->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* What decided the status, in words; not said of the user's own. */
static char *
describe_source (const GhUserRow *user,
                 gboolean         in_full)
{
  const char *status = gh_effective_status_get_label (user->status);

  if (g_str_has_prefix (user->source, "group "))
    return in_full ? g_strdup_printf (_("%s by the group “%s”"), status, user->source + strlen ("group "))
                   : g_strdup_printf (_("Group “%s”"), user->source + strlen ("group "));
  if (strcmp (user->source, "directory") == 0)
    return in_full ? g_strdup_printf (_("%s by the directory"), status) : g_strdup (_("Directory"));
  if (strcmp (user->source, "lockout") == 0)
    return g_strdup (_("Lock-out"));
  if (strcmp (user->source, "trash") == 0)
    return g_strdup (_("Trash"));

  return in_full ? NULL : g_strdup (_("User"));
}

char *
gh_users_cell_dup_text (const GhUserRow *user,
                        GhUsersColumn    column,
                        gint64           now)
{
  switch (column)
    {
    case GH_USERS_COLUMN_USERNAME:
      return g_strdup (user->username);

    case GH_USERS_COLUMN_REALNAME:
      return g_strdup (user->realname);

    case GH_USERS_COLUMN_FIRSTNAME:
      return g_strdup (user->firstname);

    case GH_USERS_COLUMN_LASTNAME:
      return g_strdup (user->lastname);

    case GH_USERS_COLUMN_EMAIL:
      return g_strdup (user->email);

    case GH_USERS_COLUMN_PHONES:
      return g_strdup_printf ("%u", user->n_phones);

    case GH_USERS_COLUMN_TOKENS:
      return g_strdup_printf ("%u", user->n_tokens);

    case GH_USERS_COLUMN_STATUS:
      return g_strdup (gh_effective_status_get_label (user->status));

    case GH_USERS_COLUMN_LOGIN:
      return gh_when_dup_text (user->last_login, now);

    case GH_USERS_COLUMN_ALIASES:
      return join_aliases (user);

    case GH_USERS_COLUMN_GROUPS:
      return join_groups (user);

    case GH_USERS_COLUMN_CREATED:
      return gh_when_dup_text (user->created, now);

    case GH_USERS_COLUMN_NOTES:
      return g_strdup (user->notes);

    case GH_USERS_COLUMN_SYNCED:
      return gh_when_dup_text (user->last_sync, now);

    case GH_USERS_COLUMN_SOURCE:
      return describe_source (user, FALSE);

    case GH_USERS_COLUMN_WHY:
      return g_strdup (gh_users_origin_get_label (user->facts.trash_origin));

    case GH_USERS_COLUMN_BY:
      return g_strdup (user->sent_by);

    case GH_USERS_COLUMN_SENT:
      return user->sent != 0 ? gh_when_dup_text (user->sent, now) : NULL;

    case GH_USERS_COLUMN_PURGE:
      return user->facts.purge_at != 0 ? gh_when_dup_day (user->facts.purge_at, now, NULL) : NULL;

    case GH_USERS_COLUMN_PERSON:
      return g_strdup (*user->realname != '\0' ? user->realname : user->username);

    case GH_USERS_COLUMN_STATE:
      return g_strdup (gh_effective_status_get_label (user->status));

    default:
      g_return_val_if_reached (NULL);
    }
}

/* Empty values are dim. */
static gboolean
is_dim (const GhUserRow *user,
        GhUsersColumn    column)
{
  switch (column)
    {
    case GH_USERS_COLUMN_PHONES:
      return user->n_phones == 0;

    case GH_USERS_COLUMN_TOKENS:
      return user->n_tokens == 0;

    case GH_USERS_COLUMN_LOGIN:
      return user->last_login == 0;

    case GH_USERS_COLUMN_SYNCED:
      return user->last_sync == 0;

    case GH_USERS_COLUMN_BY:
      return TRUE;

    case GH_USERS_COLUMN_STATUS:
    case GH_USERS_COLUMN_STATE:
      return user->status == GH_EFFECTIVE_DISABLED || user->status == GH_EFFECTIVE_PENDING_DELETION;

    default:
      return FALSE;
    }
}

static void
set_status (GhTableRow      *row,
            GhSession       *session,
            const GhUserRow *user,
            gint64           now)
{
  const GhUserFacts *facts = &user->facts;

  g_autofree char *until = NULL;
  g_autofree char *login = NULL;
  const char *suffix = NULL;
  const char *style = "gh-dim";

  if (user->status == GH_EFFECTIVE_BYPASS && facts->status == GH_STATUS_BYPASS && facts->until == 0)
    {
      suffix = _("No end");
      style = "gh-tag";
    }
  else if (user->status == GH_EFFECTIVE_BYPASS && facts->status == GH_STATUS_BYPASS)
    {
      g_autofree char *day = gh_when_dup_day (facts->until - 1, now, gh_session_get_time_zone (session));

      suffix = until = g_strdup_printf (_("until %s"), day);
    }
  gh_table_row_set_icon (row, GH_USERS_COLUMN_STATUS, gh_user_looks[user->status].icon, gh_user_looks[user->status].style);
  gh_table_row_set_suffix (row, GH_USERS_COLUMN_STATUS, suffix, style);

  login = gh_when_dup_text (user->last_login, now);
  gh_table_row_set_icon (row, GH_USERS_COLUMN_STATE, gh_user_looks[user->status].icon, gh_user_looks[user->status].style);
  gh_table_row_set_suffix (row, GH_USERS_COLUMN_STATE, suffix != NULL ? suffix : login, "gh-second");
  gh_table_row_set_suffix (row, GH_USERS_COLUMN_PERSON, *user->realname != '\0' ? user->username : user->email,
                           "gh-second");
}

/* Why a user is in the Trash, and for how long. */
static void
set_trash (GhTableRow      *row,
           const GhUserRow *user,
           gint64           now)
{
  static const char *const icons[GH_N_TRASH_ORIGINS] = {
    [GH_TRASH_BY_HAND] = "gh-users-symbolic",
    [GH_TRASH_INACTIVITY] = "gh-clock-symbolic",
    [GH_TRASH_SYNC] = "gh-directory-symbolic",
  };
  const GhUserFacts *facts = &user->facts;
  g_autofree char *left = facts->purge_at != 0 ? gh_when_dup_days_left (facts->purge_at, now) : NULL;
  gboolean is_soon = facts->purge_at != 0 && facts->purge_at - now <= SOON_SECONDS;

  gh_table_row_set_icon (row, GH_USERS_COLUMN_WHY, icons[facts->trash_origin], "gh-dim");
  gh_table_row_set_icon (row, GH_USERS_COLUMN_PURGE, is_soon ? "gh-warning-symbolic" : NULL, "warning");
  gh_table_row_set_suffix (row, GH_USERS_COLUMN_PURGE, left, "gh-dim");
  if (left != NULL)
    gh_table_row_set_suffix (row, GH_USERS_COLUMN_STATE, left, "gh-second");
}

static gboolean
fill (gpointer    session,
      GhTableRow *row)
{
  const GhUserRow *user = gh_session_read_user (session, gh_table_row_get_id (row));
  gint64 now = gh_session_get_now (session);

  if (user == NULL)
    return FALSE;

  for (GhUsersColumn column = 0; column < GH_USERS_N_COLUMNS; column++)
    {
      g_autofree char *text = gh_users_cell_dup_text (user, column, now);

      gh_table_row_set_text (row, column, text, is_dim (user, column) ? "gh-dim" : NULL);
    }
  set_status (row, session, user, now);
  set_trash (row, user, now);

  return TRUE;
}

/* "Åsa Bergström, a.bergstrom, Bypass, No end, last login: Today 09:41" */
static char *
dup_name (gpointer    session,
          GhTableRow *row)
{
  const char *realname = gh_table_row_get_text (row, GH_USERS_COLUMN_REALNAME);
  const char *username = gh_table_row_get_text (row, GH_USERS_COLUMN_USERNAME);
  const char *suffix = gh_table_row_get_suffix (row, GH_USERS_COLUMN_STATUS);
  const char *status = gh_table_row_get_text (row, GH_USERS_COLUMN_STATUS);
  g_autofree char *names = NULL;
  g_autofree char *whole_status = NULL;

  names = realname != NULL && *realname != '\0' ? g_strdup_printf ("%s, %s", realname, username) : g_strdup (username);
  whole_status = suffix != NULL && *suffix != '\0' ? g_strdup_printf ("%s, %s", status, suffix) : g_strdup (status);

  if (gh_table_row_get_text (row, GH_USERS_COLUMN_PURGE) != NULL)
    return g_strdup_printf (_("%s, %s, deleted for good: %s, %s"), names,
                            gh_table_row_get_text (row, GH_USERS_COLUMN_WHY),
                            gh_table_row_get_text (row, GH_USERS_COLUMN_PURGE),
                            gh_table_row_get_suffix (row, GH_USERS_COLUMN_PURGE));

  return g_strdup_printf (_("%s, %s, last login: %s"), names, whole_status,
                          gh_table_row_get_text (row, GH_USERS_COLUMN_LOGIN));
}

static char *
dup_tooltip (gpointer    session,
             GhTableRow *row,
             guint       column)
{
  const GhUserRow *user = gh_session_read_user (session, gh_table_row_get_id (row));
  gint64 seconds = 0;

  if (user == NULL)
    return NULL;

  switch (column)
    {
    case GH_USERS_COLUMN_STATUS:
    case GH_USERS_COLUMN_STATE:
      return describe_source (user, TRUE);

    case GH_USERS_COLUMN_LOGIN:
      seconds = user->last_login;
      break;

    case GH_USERS_COLUMN_CREATED:
      seconds = user->created;
      break;

    case GH_USERS_COLUMN_SYNCED:
      seconds = user->last_sync;
      break;

    case GH_USERS_COLUMN_SENT:
      seconds = user->sent;
      break;

    case GH_USERS_COLUMN_PURGE:
      seconds = user->facts.purge_at;
      break;

    default:
      break;
    }

  return seconds != 0 ? gh_when_dup_full (seconds) : NULL;
}

GhTableSource *
gh_users_source_new (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };

  return gh_table_source_new (&funcs, g_object_ref (session), g_object_unref);
}
