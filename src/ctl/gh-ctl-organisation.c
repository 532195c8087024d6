/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the organisation as a whole. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "operations/gh-witness.h"
#include "base/gh-time.h"
#include "organisation/gh-organisation-open.h"
#include "organisation/gh-practice.h"
#include "organisation/gh-restore.h"
#include "store/gh-backup.h"

#include <glib/gi18n-lib.h>

static GhResult *
create_cb (GhCtl     *ctl,
           gpointer   parameters,
           GError   **error)
{
  ctl->store = gh_store_create (ctl->database, ctl->clock, error);
  if (ctl->store == NULL)
    return NULL;

  g_free (gh_witness_attach (ctl->store));

  return gh_run (ctl->store,
                 &(GhRequest) {
                   .operation = gh_operation_find ("organisation.create"),
                   .actor = ctl->actor,
                   .parameters = parameters,
                 },
                 ctl->job, error);
}

/* Nobody signs in to an organisation that is only made now. */
static gboolean
is_local (GhCtl *ctl)
{
  if (ctl->as == NULL && !ctl->as_stdin)
    return TRUE;

  g_printerr (_("“%s” takes no --as: there is nobody yet who could sign in.\n"), ctl->command->noun);

  return FALSE;
}

static int
init (GhCtl *ctl,
      GStrv  args)
{
  g_autofree char *name = NULL;
  g_autofree char *time_zone = NULL;
  g_autofree char *save = NULL;
  GOptionEntry entries[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { "time-zone", 0, 0, G_OPTION_ARG_FILENAME, &time_zone, NULL, NULL },
    { NULL },
  };
  g_autoptr (JsonObject) parameters = json_object_new ();

  if (!gh_ctl_parse (ctl, entries, args, 0) || !is_local (ctl))
    return GH_EXIT_USAGE;

  if (name == NULL || !g_utf8_validate (name, -1, NULL) ||
      (time_zone != NULL && !g_utf8_validate (time_zone, -1, NULL)))
    {
      g_printerr (_("“init” needs --name \"Name of the Organisation\".\n"));
      return GH_EXIT_USAGE;
    }

  if (time_zone == NULL)
    {
      g_autoptr (GTimeZone) local = g_time_zone_new_local ();

      /* If the system does not name its zone, GLib returns a path. */
      time_zone = g_strdup (g_time_zone_get_identifier (local));
      if (!gh_time_zone_is_valid (time_zone))
        {
          g_free (time_zone);
          time_zone = g_strdup ("UTC");
        }
    }

  json_object_set_string_member (parameters, "name", name);
  json_object_set_string_member (parameters, "time-zone", time_zone);

  return gh_ctl_create_key (ctl, save, create_cb, parameters);
}

/* Creates the organisation first if the file is missing, as anyone who types this wants. */
static gboolean
open_or_create (GhCtl   *ctl,
                GError **error)
{
  g_autoptr (JsonObject) parameters = NULL;
  g_autoptr (GhResult) result = NULL;

  if (g_file_test (ctl->database, G_FILE_TEST_EXISTS))
    {
      ctl->store = gh_organisation_open (ctl->database, ctl->clock, error);
      return ctl->store != NULL;
    }

  parameters = json_object_new ();
  json_object_set_string_member (parameters, "name", _("Practice Organisation"));
  json_object_set_string_member (parameters, "time-zone", "UTC");
  ctl->store = gh_store_create (ctl->database, ctl->clock, error);
  if (ctl->store == NULL)
    return FALSE;

  result = gh_run (ctl->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("organisation.create"),
                     .actor = ctl->actor,
                     .parameters = parameters,
                   },
                   NULL, error);

  return result != NULL;
}

static int
practice (GhCtl *ctl,
          GStrv  args)
{
  gint64 users = 0;
  gint64 seed = 0;
  gint64 tokens = 0;
  gint64 codes = 0;
  gint64 attempts = 0;
  g_autofree char *today = NULL;
  GOptionEntry entries[] = {
    { "users", 0, 0, G_OPTION_ARG_INT64, &users, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_FILENAME, &today, NULL, NULL },
    { "tokens", 0, 0, G_OPTION_ARG_INT64, &tokens, NULL, NULL },
    { "codes", 0, 0, G_OPTION_ARG_INT64, &codes, NULL, NULL },
    { "attempts", 0, 0, G_OPTION_ARG_INT64, &attempts, NULL, NULL },
    { NULL },
  };
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autofree char *moment = NULL;
  g_autoptr (GError) error = NULL;
  GhRefusal refusal;
  gint64 day = 0;
  int status;

  if (!gh_ctl_parse (ctl, entries, args, 0) || !is_local (ctl))
    return GH_EXIT_USAGE;

  if (today == NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (gh_clock_now (ctl->clock));

      today = g_date_time_format (now, "%Y-%m-%d");
    }
  moment = g_strconcat (today, "T00:00:00Z", NULL);
  refusal = gh_time_check (moment);
  if (refusal != GH_REFUSAL_NONE)
    {
      g_printerr ("%s (%s)\n", gh_refusal_get_sentence (refusal), today);
      return GH_EXIT_USAGE;
    }
  if (users < 1 || tokens < 0 || codes < 0 || attempts < 0 || !gh_time_parse (moment, &day))
    {
      g_printerr (_("“practice” needs --users N, and takes --seed S, --today 2026-11-24, --tokens N, --codes N and "
                    "--attempts N.\n"));
      return GH_EXIT_USAGE;
    }

  json_object_set_int_member (parameters, "users", users);
  json_object_set_int_member (parameters, "seed", seed);
  json_object_set_string_member (parameters, "today", moment);
  if (tokens > 0)
    json_object_set_int_member (parameters, "tokens", tokens);
  if (codes > 0)
    json_object_set_int_member (parameters, "codes", codes);

  if (!open_or_create (ctl, &error))
    return gh_ctl_fail (error);
  g_free (gh_witness_attach (ctl->store));

  status = gh_ctl_run_operation (ctl, gh_operation_find ("organisation.fill-practice"), NULL, parameters, NULL);
  if (status == GH_EXIT_DONE && !ctl->rehearse &&
      !(gh_practice_fill_events (ctl->store, users, seed, day, &error) &&
        gh_practice_fill_attempts (ctl->store, users, seed, day, attempts, &error)))
    return gh_ctl_fail (error);

  return status;
}

static JsonObject *
make_json (const GhOperation *operation)
{
  JsonObject *object = json_object_new ();
  JsonArray *parameters = json_array_new ();

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    {
      JsonObject *parameter = json_object_new ();

      json_object_set_string_member (parameter, "name", p->name);
      json_object_set_boolean_member (parameter, "required", p->is_required);
      json_object_set_boolean_member (parameter, "secret", p->kind == GH_PARAMETER_SECRET);
      json_object_set_string_member (parameter, "label", _(p->label));
      json_array_add_object_element (parameters, parameter);
    }
  json_object_set_string_member (object, "name", operation->name);
  json_object_set_string_member (object, "label", _(operation->label));
  json_object_set_string_member (object, "target", operation->target != NULL ? operation->target->record_kind : NULL);
  json_object_set_boolean_member (object, "undo", operation->no_undo_reason == NULL);
  json_object_set_array_member (object, "parameters", parameters);

  return object;
}

static int
list_operations (GhCtl *ctl,
                 GStrv  args)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return GH_EXIT_USAGE;

  for (gsize i = 0; i < n_operations; i++)
    if (ctl->format == GH_FORMAT_JSON)
      json_array_add_object_element (array, make_json (operations[i]));
    else
      g_print ("%-28s %s\n", operations[i]->name, _(operations[i]->label));

  if (ctl->format == GH_FORMAT_JSON)
    gh_ctl_print_json (json_node_init_array (json_node_alloc (), array));

  return GH_EXIT_DONE;
}

static gboolean
backup_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_BACKUP);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  return gh_backup_make (ctl->store, data, ctl->job, error);
}

static int
backup (GhCtl *ctl,
        GStrv  args)
{
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_parse (ctl, NULL, args, 1))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_wait (ctl, backup_work, args[0], &error))
    return gh_ctl_fail (error);

  if (ctl->format == GH_FORMAT_TEXT)
    g_print (_("Backup made: “%s”, and beside it the events.\n"), args[0]);

  return GH_EXIT_DONE;
}

typedef struct {
  const char      *backup;
  GhRestoreReport *report;
} Restoring;

static gboolean
restore_work (GhCtl     *ctl,
              gpointer   data,
              GError   **error)
{
  Restoring *restoring = data;

  restoring->report = gh_restore (restoring->backup, ctl->database, ctl->clock, ctl->actor,
                                  ctl->store != NULL ? gh_keys_of (ctl->store) : NULL, ctl->rehearse, ctl->job, error);

  return restoring->report != NULL;
}

static gboolean
nothing_cb (GhConnection  *connection,
            gpointer       data,
            GError       **error)
{
  return TRUE;
}

/* The key signs the entry, if the keyring has it. Files that opening would mend stay as they are. */
static void
open_key (GhCtl *ctl)
{
  if (!gh_backup_read (ctl->database, nothing_cb, NULL, NULL) ||
      !gh_backup_read_events (ctl->database, nothing_cb, NULL, NULL))
    return;

  ctl->store = gh_store_open (ctl->database, ctl->clock, NULL);
  if (ctl->store != NULL)
    gh_ctl_try_keyring (ctl, !ctl->rehearse);
}

static int
restore (GhCtl *ctl,
         GStrv  args)
{
  g_autoptr (GhRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Restoring restoring = { 0 };

  if (!gh_ctl_parse (ctl, NULL, args, 1))
    return GH_EXIT_USAGE;

  restoring.backup = args[0];
  open_key (ctl);
  /* Where the database cannot be opened nobody can sign in: then its owner and root restore (O9). */
  if (ctl->store != NULL && !gh_ctl_sign_in (ctl, &error))
    return gh_ctl_fail (error);
  if (ctl->store == NULL && !is_local (ctl))
    return GH_EXIT_USAGE;
  if (!gh_ctl_wait (ctl, restore_work, &restoring, &error))
    return gh_ctl_fail (error);
  report = restoring.report;

  if (ctl->format == GH_FORMAT_JSON)
    gh_ctl_print_json (gh_restore_report_to_json (report));
  else
    {
      g_autofree char *result = gh_result_to_text (report->result);
      g_autofree char *text = gh_restore_report_to_text (report);

      g_print ("%s%s", result, text);
    }

  return report->result->is_refused ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

const GhCommand gh_ctl_organisation_commands[] = {
  { "init", NULL, "--name NAME [--time-zone ZONE] [--save FILE]",
    N_("Make a new organisation with its key, and show or save the recovery key"), init },
  { "practice", NULL, "--users N [--seed S] [--today DATE] [--tokens N] [--codes N] [--attempts N]", N_("Fill a new organisation with made-up users"),
    practice },
  { "backup", NULL, "FILE", N_("Copy both of the organisation’s files, at any time"), backup },
  { "restore", NULL, "FILE [--rehearse]", N_("Put a backup in the organisation’s place"), restore,
    "organisation.restore" },
  { "operations", "list", "", N_("List everything that changes an organisation"), list_operations },
  { NULL },
};
