/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisation's keys (K). */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-secret-file.h"
#include "ctl/gh-ctl.h"

#include "base/gh-time.h"
#include "keys/gh-key-list.h"
#include "keys/gh-recovery-key.h"
#include "keys/ops/gh-key-making.h"
#include "keys/ops/gh-key-record.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- opening the key --- */

static gboolean
recover_work (GhCtl     *ctl,
              gpointer   data,
              GError   **error)
{
  return gh_keys_recover (ctl->store, data, FALSE, error);
}

static gboolean
test_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  return gh_keys_recover (ctl->store, data, TRUE, error);
}

/* Asks for the recovery key and hands it to @work. */
static gboolean
ask_recovery_key (GhCtl      *ctl,
                  GhCtlWork   work,
                  GError    **error)
{
  g_autoptr (GhSecret) typed = gh_ctl_ask_secret (_("Recovery key"), error);
  g_autoptr (GhSecret) recovery_key = typed != NULL ? gh_recovery_key_parse (typed, error) : NULL;

  return recovery_key != NULL && gh_ctl_wait (ctl, work, recovery_key, error);
}

gboolean
gh_ctl_open_keys (GhCtl   *ctl,
                  GError **error)
{
  return gh_keys_get_number (gh_keys_of (ctl->store)) != 0 || gh_ctl_use_keyring (ctl) ||
         ask_recovery_key (ctl, recover_work, error);
}

/* --- making keys --- */

typedef struct {
  const char *operation;
  GhResult   *result;
} Making;

static gboolean
make_work (GhCtl     *ctl,
           gpointer   data,
           GError   **error)
{
  Making *making = data;

  making->result = gh_key_make (ctl->store, making->operation, ctl->actor, ctl->rehearse, gh_ctl_keep_key, ctl,
                                ctl->job, error);

  return making->result != NULL;
}

/* Prints a result whose secret goes into @file, or is printed where there is none. */
static int
end_run (GhCtl           *ctl,
         GhResult        *result,
         const char      *name,
         GhCtlSecretFile *file)
{
  g_autoptr (GhSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = FALSE;
  int status = result->is_refused ? GH_EXIT_REFUSED : GH_EXIT_DONE;

  /* In JSON it stands within the answer. */
  if (result->secrets != NULL && (file->fd >= 0 || ctl->format != GH_FORMAT_JSON))
    {
      secret = gh_secret_ref (g_hash_table_lookup (result->secrets, name));
      g_clear_pointer (&result->secrets, g_hash_table_unref);
    }
  if (secret != NULL && file->fd >= 0)
    is_kept = gh_ctl_secret_file_write (file, secret, &error);
  gh_ctl_secret_file_close (file, is_kept);

  gh_ctl_print_result (ctl, result);
  if (error != NULL)
    status = gh_ctl_fail (error);
  /* A recovery key that could not be saved is better shown than lost. */
  if (secret != NULL && !is_kept && g_str_equal (name, GH_KEY_RECOVERY_KEY))
    {
      g_print (_("The recovery key, which is shown this once; keep it on paper or in a safe place, apart from the "
                 "database:\n"));
      gh_ctl_print_secret (secret);
    }

  return status;
}

int
gh_ctl_create_key (GhCtl      *ctl,
                   const char *save,
                   GhCtlBegin  begin,
                   gpointer    data)
{
  Making making = { "key.create", NULL };
  g_autoptr (GhResult) begun = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhCtlSecretFile file;

  if (!gh_ctl_secret_file_open (&file, ctl->database, save, &error))
    return gh_ctl_fail (error);

  if (begin != NULL)
    begun = begin (ctl, data, &error);
  if (error == NULL && (begun == NULL || begun->entry != 0))
    gh_ctl_wait (ctl, make_work, &making, &error);
  result = making.result;
  if (error != NULL)
    {
      gh_ctl_secret_file_close (&file, FALSE);
      if (begun != NULL)
        gh_ctl_print_result (ctl, begun);
      return gh_ctl_fail (error);
    }

  if (begun != NULL && result != NULL)
    begun->secrets = g_steal_pointer (&result->secrets);

  return end_run (ctl, begun != NULL ? begun : result, GH_KEY_RECOVERY_KEY, &file);
}

static int
create (GhCtl *ctl,
        GStrv  args)
{
  g_autofree char *save = NULL;
  GOptionEntry entries[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, NULL, NULL },
    { NULL },
  };

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  return gh_ctl_create_key (ctl, save, NULL, NULL);
}

/* --- operations on keys that are open --- */

typedef struct {
  const GhOperation *operation;
  JsonObject        *parameters;
  GhResult          *result;
} Run;

static gboolean
run_work (GhCtl     *ctl,
          gpointer   data,
          GError   **error)
{
  Run *run = data;
  GhRequest request = {
    .operation = run->operation,
    .actor = ctl->actor,
    .parameters = run->parameters,
  };

  if (ctl->rehearse)
    run->result = gh_rehearse (ctl->store, &request, ctl->job, error);
  else
    run->result = gh_run (ctl->store, &request, ctl->job, error);

  return run->result != NULL;
}

static GhResult *
run_operation (GhCtl       *ctl,
               const char  *operation,
               JsonObject  *parameters,
               GError     **error)
{
  Run run = { gh_operation_find (operation), parameters, NULL };

  return gh_ctl_wait (ctl, run_work, &run, error) ? run.result : NULL;
}

static int
renew_recovery (GhCtl      *ctl,
                const char *save)
{
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhCtlSecretFile file;

  if (!gh_ctl_secret_file_open (&file, ctl->database, save, &error))
    return gh_ctl_fail (error);

  if (gh_ctl_open_keys (ctl, &error))
    result = run_operation (ctl, "key.renew-recovery", NULL, &error);
  if (result == NULL)
    {
      gh_ctl_secret_file_close (&file, FALSE);
      return gh_ctl_fail (error);
    }

  return end_run (ctl, result, GH_KEY_RECOVERY_KEY, &file);
}

static int
recovery (GhCtl *ctl,
          GStrv  args)
{
  g_autofree char *save = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, NULL, NULL },
    { NULL },
  };
  gboolean is_test;

  if (!gh_ctl_parse (ctl, entries, args, 1))
    return GH_EXIT_USAGE;

  is_test = strcmp (args[0], "test") == 0;
  if ((!is_test && strcmp (args[0], "renew") != 0) || (is_test && save != NULL))
    {
      g_printerr (_("“key recovery” takes “test”, or “renew” and --save FILE.\n"));
      return GH_EXIT_USAGE;
    }
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!is_test)
    return renew_recovery (ctl, save);

  if (!ask_recovery_key (ctl, test_work, &error))
    return gh_ctl_fail (error);

  g_print (_("This is the recovery key, and it opens the organisation’s key.\n"));

  return GH_EXIT_DONE;
}

/* Whether keys would go to a terminal, which is refused. */
static gboolean
is_for_terminal (GhCtl      *ctl,
                 const char *plain)
{
  if (plain != NULL || ctl->rehearse || !isatty (STDOUT_FILENO))
    return FALSE;

  g_printerr (_("Keys are not shown on a terminal: pipe them into “systemd-creds encrypt”, or give --plain FILE.\n"));

  return TRUE;
}

/* Puts the credential of a result into @file, or alone on stdout, for what it is piped into. */
static int
end_export (GhCtl           *ctl,
            GhResult        *result,
            GhCtlSecretFile *file)
{
  if (result->secrets == NULL || file->path != NULL)
    return end_run (ctl, result, GH_KEY_CREDENTIAL, file);

  gh_ctl_print_secret (g_hash_table_lookup (result->secrets, GH_KEY_CREDENTIAL));

  return GH_EXIT_DONE;
}

static int
export (GhCtl *ctl,
        GStrv  args)
{
  g_autofree char *unit = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit, NULL, NULL },
    { "plain", 0, 0, G_OPTION_ARG_FILENAME, &plain, NULL, NULL },
    { NULL },
  };
  GhCtlSecretFile file;

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if (unit == NULL || !g_utf8_validate (unit, -1, NULL))
    {
      g_printerr (_("“key export” needs --unit NAME, the unit of systemd that it is for.\n"));
      return GH_EXIT_USAGE;
    }
  if (is_for_terminal (ctl, plain))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_secret_file_open (&file, ctl->database, plain, &error))
    return gh_ctl_fail (error);

  json_object_set_string_member (parameters, "unit", unit);
  if (gh_ctl_open_keys (ctl, &error))
    result = run_operation (ctl, "key.export", parameters, &error);
  if (result == NULL)
    {
      gh_ctl_secret_file_close (&file, FALSE);
      return gh_ctl_fail (error);
    }

  return end_export (ctl, result, &file);
}

/* --- rotating --- */

typedef struct {
  const char  *unit;
  GhKeyComing  coming;
  GhResult    *result;
} Rotating;

static gboolean
export_coming_work (GhCtl     *ctl,
                    gpointer   data,
                    GError   **error)
{
  Rotating *rotating = data;

  rotating->result = gh_key_export_coming (ctl->store, ctl->actor, rotating->unit, gh_ctl_keep_key, ctl,
                                           &rotating->coming, ctl->job, error);

  return rotating->result != NULL;
}

static gboolean
rotate_to_work (GhCtl     *ctl,
                gpointer   data,
                GError   **error)
{
  Rotating *rotating = data;

  rotating->result = gh_key_rotate_to (ctl->store, ctl->actor, &rotating->coming, ctl->job, error);

  return rotating->result != NULL;
}

/* Waits until somebody says that the service has what was exported. */
static gboolean
is_loaded (const char *unit)
{
  g_autofree char *typed = NULL;
  char *line = NULL;
  gsize room = 0;

  g_printerr (_("Once %s has loaded this, type its name to rotate the key: "), unit);
  if (getline (&line, &room, stdin) > 0)
    typed = g_strstrip (g_strdup (line));
  free (line);

  return g_strcmp0 (typed, unit) == 0;
}

/* K7: first an export with the old and the coming sub-keys, which the service loads; then the rotation. */
static int
rotate_after_export (GhCtl      *ctl,
                     const char *unit,
                     const char *plain)
{
  Rotating rotating = { .unit = unit };
  g_autoptr (GhSecret) master = NULL;
  g_autoptr (GhResult) exported = NULL;
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhCtlSecretFile file;
  int status;

  if (!gh_ctl_secret_file_open (&file, ctl->database, plain, &error))
    return gh_ctl_fail (error);
  if (!gh_ctl_open_keys (ctl, &error) || !gh_ctl_wait (ctl, export_coming_work, &rotating, &error))
    {
      gh_ctl_secret_file_close (&file, FALSE);
      return gh_ctl_fail (error);
    }

  exported = rotating.result;
  master = rotating.coming.master;
  status = end_export (ctl, exported, &file);
  if (!gh_ctl_check_output (&error))
    return gh_ctl_fail (error);
  if (master == NULL || status != GH_EXIT_DONE)
    return status;

  /* Whoever reads the pipe has all of it now; the rest is for the person. */
  if (plain == NULL)
    dup2 (STDERR_FILENO, STDOUT_FILENO);
  if (!is_loaded (unit))
    {
      g_printerr (_("The key was not rotated. The export stays good for the key in use.\n"));
      return GH_EXIT_REFUSED;
    }
  if (!gh_ctl_wait (ctl, rotate_to_work, &rotating, &error))
    return gh_ctl_fail (error);

  result = rotating.result;
  gh_ctl_print_result (ctl, result);

  return result->is_refused ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

static int
rotate (GhCtl *ctl,
        GStrv  args)
{
  g_autofree char *unit = NULL;
  g_autofree char *plain = NULL;
  GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit, NULL, NULL },
    { "plain", 0, 0, G_OPTION_ARG_FILENAME, &plain, NULL, NULL },
    { NULL },
  };
  Making making = { "key.rotate", NULL };
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_parse (ctl, entries, args, 0))
    return GH_EXIT_USAGE;
  if ((plain != NULL && unit == NULL) || (unit != NULL && !g_utf8_validate (unit, -1, NULL)))
    {
      g_printerr (_("“key rotate” takes --unit NAME, and --plain FILE beside it.\n"));
      return GH_EXIT_USAGE;
    }
  if (unit != NULL && is_for_terminal (ctl, plain))
    return GH_EXIT_REFUSED;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (unit != NULL && !ctl->rehearse)
    return rotate_after_export (ctl, unit, plain);
  if (!gh_ctl_open_keys (ctl, &error) || !gh_ctl_wait (ctl, make_work, &making, &error))
    return gh_ctl_fail (error);

  result = making.result;
  gh_ctl_print_result (ctl, result);

  return result->is_refused ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

/* --- showing --- */

static gboolean
list_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  *(GPtrArray **) data = gh_key_list (connection, error);

  return *(GPtrArray **) data != NULL;
}

static JsonObject *
make_json (const GhKeyRow *row)
{
  JsonObject *object = json_object_new ();
  char fingerprint[GH_FINGERPRINT_LENGTH + 1];

  gh_key_write_fingerprint (row->public_key, fingerprint);
  json_object_set_int_member (object, "number", row->number);
  json_object_set_string_member (object, "use", row->is_service ? "service" : "master");
  json_object_set_int_member (object, "made", row->made);
  json_object_set_int_member (object, "ended", row->ended);
  json_object_set_string_member (object, "fingerprint", fingerprint);
  json_object_set_int_member (object, "recovery_made", row->recovery_made);
  json_object_set_string_member (object, "unit", row->unit);

  return object;
}

static void
print_row (const GhKeyRow *row)
{
  static const GhCtlColumn columns[] = {
    { N_("Key"), 4 }, { N_("Use"), 8 }, { N_("Made"), 20 }, { N_("Ended"), 20 }, { N_("Fingerprint"), 16 },
    { N_("Recovery key made"), 20 }, { N_("Unit"), 0 },
  };
  g_autofree char *number = NULL;
  g_autofree char *made = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *recovery = NULL;
  char fingerprint[GH_FINGERPRINT_LENGTH + 1];

  if (row == NULL)
    {
      gh_ctl_print_cells (columns, NULL);
      return;
    }

  gh_key_write_fingerprint (row->public_key, fingerprint);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);
  made = gh_time_format (row->made);
  ended = row->ended != 0 ? gh_time_format (row->ended) : g_strdup ("");
  recovery = row->recovery_made != 0 ? gh_time_format (row->recovery_made) : g_strdup ("");
  gh_ctl_print_cells (columns, (const char *const[]) { number, row->is_service ? _("service") : _("master"), made, ended,
                                                       fingerprint, recovery, row->unit != NULL ? row->unit : "" });
}

static int
show (GhCtl *ctl,
      GStrv  args)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *array;

  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  if (!gh_store_read (ctl->store, list_cb, &keys, &error))
    return gh_ctl_fail (error);

  if (ctl->format == GH_FORMAT_JSON)
    {
      array = json_array_new ();
      for (guint i = 0; i < keys->len; i++)
        json_array_add_object_element (array, make_json (keys->pdata[i]));
      gh_ctl_print_json (json_node_init_array (json_node_alloc (), array));
      json_array_unref (array);
      return GH_EXIT_DONE;
    }

  if (keys->len == 0)
    g_print ("%s\n", gh_refusal_get_sentence (GH_REFUSAL_NO_KEY));
  else
    print_row (NULL);
  for (guint i = 0; i < keys->len; i++)
    print_row (keys->pdata[i]);

  return GH_EXIT_DONE;
}

const GhCommand gh_ctl_key_commands[] = {
  { "key", "create", "[--save FILE]", N_("Make the organisation’s key, and show its recovery key once"), create,
    "key.create" },
  { "key", "show", "", N_("List the keys, with what to compare them by; none is shown itself"), show },
  { "key", "rotate", "[--unit NAME [--plain FILE]]",
    N_("Put a new key in the old one’s place, and seal all secrets anew; for a service that runs, export both first"),
    rotate, "key.rotate" },
  { "key", "recovery", "test | renew [--save FILE]",
    N_("Find out whether a recovery key is the right one, or show a new one once"), recovery, "key.renew-recovery" },
  { "key", "export", "--unit NAME [--plain FILE]",
    N_("Write what a service needs to standard output, for “systemd-creds encrypt”"), export, "key.export" },
  { NULL },
};
