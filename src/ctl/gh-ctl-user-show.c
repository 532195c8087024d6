/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One user, whole. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "base/gh-fold.h"
#include "users/gh-user-row.h"

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
  g_autofree char *name_key = show->name != NULL ? gh_fold_name_key (show->name) : NULL;

  if (!gh_connection_get_number (connection, name_key != NULL ? "users/find-name-holder" : "users/find-user-by-key", id,
                                 error, "s", name_key != NULL ? name_key : show->key))
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

static void
print_time (const char  *label,
            GhStatement *row,
            int          column)
{
  g_autofree char *time = gh_ctl_make_time (gh_statement_get_int (row, column));

  print_field (label, time);
}

/* A line for each row of @list: its text of @first, and of @second behind it. */
static gboolean
print_list (const char   *label,
            GhStatement  *list,
            int           first,
            int           second,
            GError      **error)
{
  while (gh_statement_step (list, error))
    {
      const char *more = second >= 0 ? gh_statement_get_text (list, second) : NULL;
      g_autofree char *text = more != NULL && *more != '\0'
                              ? g_strdup_printf ("%s  %s", gh_statement_get_text (list, first), more)
                              : g_strdup (gh_statement_get_text (list, first));

      print_field (label, text);
    }

  return *error == NULL;
}

static gboolean
print_user (GhUserRows  *rows,
            GError     **error)
{
  GhStatement *row = rows->row;

  print_field (_("Username"), gh_statement_get_text (row, GH_USER_COLUMN_USERNAME));
  if (!print_list (_("Alias"), rows->aliases, 1, -1, error))
    return FALSE;
  print_field (_("Real name"), gh_statement_get_text (row, GH_USER_COLUMN_REALNAME));
  print_field (_("E-mail"), gh_statement_get_text (row, GH_USER_COLUMN_EMAIL));
  print_field (_("Status"), gh_user_row_get_effective_word (gh_statement_get_int (row, GH_USER_COLUMN_EFFECTIVE)));
  print_field (_("Decided by"), gh_statement_get_text (row, GH_USER_COLUMN_SOURCE));
  if (!gh_statement_is_null (row, GH_USER_COLUMN_UNTIL))
    print_time (_("Bypass until"), row, GH_USER_COLUMN_UNTIL);
  if (!gh_statement_is_null (row, GH_USER_COLUMN_PURGE_AT))
    print_time (_("Deleted for good"), row, GH_USER_COLUMN_PURGE_AT);
  if (!print_list (_("Phone"), rows->phones, 1, 2, error) || !print_list (_("Token"), rows->tokens, 2, 1, error) ||
      !print_list (_("Group"), rows->groups, 1, -1, error))
    return FALSE;
  print_field (_("Notes"), gh_statement_get_text (row, GH_USER_COLUMN_NOTES));
  print_time (_("Created"), row, GH_USER_COLUMN_CREATED);
  print_time (_("Last login"), row, GH_USER_COLUMN_LAST_LOGIN);
  print_time (_("Last directory sync"), row, GH_USER_COLUMN_LAST_SYNC);
  print_field (_("User ID"), gh_statement_get_text (row, GH_USER_COLUMN_KEY));

  return TRUE;
}

static gboolean
show_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Show *show = data;
  g_auto (GhUserRows) rows = { 0 };
  g_autoptr (GhReportFile) out = NULL;
  gint64 id;

  if (!find_user (connection, show, &id, error) ||
      !gh_user_rows_init (&rows, connection, gh_clock_now (show->ctl->clock), error) ||
      !gh_user_rows_read (&rows, id, error))
    return FALSE;

  if (show->ctl->format != GH_FORMAT_JSON)
    return print_user (&rows, error);

  out = gh_report_file_new ("/dev/stdout", error);
  if (out == NULL || !gh_user_row_append_json (&rows, out, error))
    return FALSE;
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
  g_auto (GStrv) left = g_strdupv (args);
  g_autoptr (GError) error = NULL;
  Show show = { .ctl = ctl };

  if (!gh_ctl_parse (ctl, entries, &left, 0))
    return GH_EXIT_USAGE;
  if ((name == NULL) == (key == NULL) || (name != NULL && !g_utf8_validate (name, -1, NULL)))
    {
      g_printerr (_("“user show” needs one of --username and --id.\n"));
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
