/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the administrator log. */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl-report.h"

#include "logs/gh-log-export.h"
#include "logs/gh-log-state.h"
#include "logs/gh-log-summary.h"
#include "logs/gh-log-verify.h"
#include "store/gh-file.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* In the order of GhLogColumn. */
static const GhCtlColumn columns[] = {
  { N_("Entry"), 7 }, { N_("Time"), 20 }, { N_("Actor"), 16 }, { N_("Way"), 12 }, { N_("Operation"), 24 },
  { N_("Object"), 24 }, { N_("Changed"), 7 }, { N_("Skipped"), 7 }, { N_("Result"), 7 }, { N_("Undoes"), 0 },
};

static void
print_row (GhStatement *row)
{
  g_autofree char *time = gh_ctl_make_time (gh_statement_get_int (row, GH_LOG_COLUMN_TIME));
  g_autofree char *object = gh_log_dup_object (row);
  const char *cells[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *text = i == GH_LOG_COLUMN_TIME ? time
                         : i == GH_LOG_COLUMN_OBJECT ? object
                         : gh_statement_get_text (row, i);

      cells[i] = text != NULL ? text : "";
    }
  gh_ctl_print_cells (columns, cells);
}

static gboolean
print_table (GhCtlReport   *report,
             GhConnection  *connection,
             GError       **error)
{
  const GhView view = gh_ctl_report_get_view (report);
  g_autoptr (GhStatement) rows = gh_view_prepare (&gh_log_views, &view, connection, error);

  if (rows == NULL)
    return FALSE;

  gh_ctl_print_cells (columns, NULL);
  while (gh_statement_next (rows))
    {
      print_row (rows);
      if (!gh_ctl_check_output (error))
        return FALSE;
    }

  return gh_statement_finish (rows, error);
}

static const GhCtlReportKind entries = {
  .right = GH_RIGHT_VIEW_LOG,
  .fields = gh_log_fields,
  .saved = GH_PLURAL ("“%s” saved, %s entry\n", "“%s” saved, %s entries\n"),
  .print = print_table,
  .rows = &gh_report_of_log,
};

/* --- verify --- */

/* What was given to verify by. */
typedef struct {
  guint8       fingerprint[GH_FINGERPRINT_BYTES];
  gboolean     has_fingerprint;
  GPtrArray   *checkpoints;
  gboolean     asks_state;
  GhLogReport *report;        /* out */
  GPtrArray   *differences;   /* out; GhLogDifference */
  gint64       n_differences; /* out */
  gint64       n_records;     /* out */
} Verify;

static gboolean
verify_work (GhCtl     *ctl,
             gpointer   data,
             GError   **error)
{
  Verify *self = data;
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_VIEW_LOG);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  self->report = gh_log_verify_against (ctl->store, self->has_fingerprint ? self->fingerprint : NULL, self->checkpoints,
                                        ctl->job, error);

  return self->report != NULL &&
         (!self->asks_state || gh_log_compare_state (ctl->store, self->differences, &self->n_differences,
                                                     &self->n_records, ctl->job, error));
}

static gboolean
take_fingerprint (Verify     *self,
                  const char *hex)
{
  gsize length;

  if (hex == NULL)
    return TRUE;

  self->has_fingerprint = TRUE;
  if (sodium_hex2bin (self->fingerprint, sizeof self->fingerprint, hex, strlen (hex), ": ", &length, NULL) == 0 &&
      length == sizeof self->fingerprint)
    return TRUE;

  g_printerr (_("--fingerprint takes the %d hexadecimal digits that name a key.\n"), 2 * GH_FINGERPRINT_BYTES);
  return FALSE;
}

static gboolean
take_checkpoints (Verify *self,
                  GStrv   paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree GhCheckpoint *checkpoint = g_new0 (GhCheckpoint, 1);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      if (!g_file_get_contents (paths[i], &text, &length, &error) ||
          !gh_checkpoint_parse (checkpoint, text, length, &error))
        {
          g_printerr ("%s: %s\n", paths[i], error->message);
          return FALSE;
        }
      g_ptr_array_add (self->checkpoints, g_steal_pointer (&checkpoint));
    }

  return TRUE;
}

static JsonArray *
make_differences (const Verify *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->differences->len; i++)
    {
      const GhLogDifference *difference = self->differences->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", difference->kind);
      json_object_set_int_member (object, "id", difference->id);
      json_object_set_string_member (object, "label", difference->label);
      json_object_set_string_member (object, "field", difference->field);
      json_object_set_string_member (object, "problem", difference->problem);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
print_differences (const Verify *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_differences);
  g_autofree char *records = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_records);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_print (ngettext ("%s record compared with the journal.\n", "%s records compared with the journal.\n",
                     self->n_records), records);
  g_print (ngettext ("%s difference that no operation made.\n", "%s differences that no operation made.\n",
                     self->n_differences), number);
#pragma GCC diagnostic pop
  for (guint i = 0; i < self->differences->len; i++)
    {
      const GhLogDifference *difference = self->differences->pdata[i];

      g_print ("  %s %" G_GINT64_FORMAT "%s%s%s%s: %s\n", difference->kind, difference->id,
               difference->label != NULL ? " " : "", difference->label != NULL ? difference->label : "",
               difference->field != NULL ? " " : "", difference->field != NULL ? difference->field : "",
               difference->problem);
    }
}

static void
print_report (GhCtl        *ctl,
              const Verify *self)
{
  if (ctl->format == GH_FORMAT_JSON)
    {
      JsonNode *node = gh_log_report_to_json (self->report);

      if (self->asks_state)
        {
          JsonObject *object = json_node_get_object (node);

          json_object_set_int_member (object, "records", self->n_records);
          json_object_set_int_member (object, "n_differences", self->n_differences);
          json_object_set_array_member (object, "differences", make_differences (self));
        }
      gh_ctl_print_json (node);
    }
  else
    {
      g_autofree char *text = gh_log_report_to_text (self->report);

      g_print ("%s", text);
      if (self->asks_state)
        print_differences (self);
    }
}

/* Not being able to look is no verdict on the log (L4). */
static int
say_unchecked (GhCtl        *ctl,
               const GError *error)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (ctl->format == GH_FORMAT_JSON && !g_error_matches (error, GH_ERROR, GH_ERROR_REFUSED))
    {
      json_object_set_string_member (object, "state", "could not be checked");
      json_object_set_string_member (object, "problem", error->message);
      json_node_take_object (node, object);
      gh_ctl_print_json (node);
      return GH_EXIT_REFUSED;
    }

  json_object_unref (object);
  json_node_unref (node);
  if (!g_error_matches (error, GH_ERROR, GH_ERROR_REFUSED))
    g_printerr (_("The log could not be checked.\n"));

  return gh_ctl_fail (error);
}

static int
verify (GhCtl *ctl,
        GStrv  args)
{
  g_autoptr (GPtrArray) checkpoints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_log_difference_free);
  Verify self = { .checkpoints = checkpoints, .differences = differences };
  g_autofree char *fingerprint = NULL;
  g_auto (GStrv) paths = NULL;
  const GOptionEntry options[] = {
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &fingerprint, NULL, NULL },
    { "checkpoint", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_NONE, &self.asks_state, NULL, NULL },
    { NULL },
  };
  g_autoptr (GhLogReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!gh_ctl_parse (ctl, options, args, 0) || !take_fingerprint (&self, fingerprint) ||
      !take_checkpoints (&self, paths))
    return GH_EXIT_USAGE;
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  gh_ctl_try_keyring (ctl, FALSE);
  if (!gh_ctl_wait (ctl, verify_work, &self, &error))
    {
      g_clear_pointer (&self.report, gh_log_report_free);
      return say_unchecked (ctl, error);
    }

  report = self.report;
  print_report (ctl, &self);

  return report->state == GH_LOG_BROKEN || report->minutes.problem != NULL || self.n_differences > 0 ? GH_EXIT_REFUSED
                                                                                                      : GH_EXIT_DONE;
}

/* --- checkpoint --- */

static gboolean
checkpoint_work (GhCtl     *ctl,
                 gpointer   data,
                 GError   **error)
{
  GhRefusal refusal = gh_role_may (ctl->actor->role, GH_RIGHT_EXPORT_LOG);

  if (refusal != GH_REFUSAL_NONE)
    return gh_refusal_set_error (refusal, error, NULL);

  return gh_checkpoint_make (ctl->store, data, error);
}

static int
checkpoint (GhCtl *ctl,
            GStrv  args)
{
  g_autofree char *path = NULL;
  const GOptionEntry options[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GhCheckpoint made;

  if (!gh_ctl_parse (ctl, options, args, 0))
    return GH_EXIT_USAGE;
  if (path != NULL && !gh_file_check_replaceable (path, &error))
    return gh_ctl_fail (error);
  if (!gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;
  gh_ctl_try_keyring (ctl, FALSE);
  if (!gh_ctl_wait (ctl, checkpoint_work, &made, &error))
    return gh_ctl_fail (error);

  text = gh_checkpoint_to_text (&made);
  g_print ("%s", text);
  if (path != NULL && !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return gh_ctl_fail (error);

  return GH_EXIT_DONE;
}

/* --- retention, and what an Owner accepts --- */

static int
apply_retention (GhCtl *ctl,
                 GStrv  args)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  gint64 days = -1;
  const GOptionEntry options[] = {
    { "days", 0, 0, G_OPTION_ARG_INT64, &days, NULL, NULL },
    { NULL },
  };

  if (!gh_ctl_parse (ctl, options, args, 0))
    return GH_EXIT_USAGE;
  if (days != -1)
    json_object_set_int_member (parameters, "days", days);

  return gh_ctl_run_operation (ctl, gh_operation_find ("log.apply-retention"), NULL, parameters, NULL);
}

static int
accept_head (GhCtl *ctl,
             GStrv  args)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  if (!gh_ctl_parse (ctl, NULL, args, 0))
    return GH_EXIT_USAGE;

  return gh_ctl_run_operation (ctl, gh_operation_find ("log.accept-head"), NULL, parameters, NULL);
}

/* --- undo --- */

static int
undo (GhCtl *ctl,
      GStrv  args)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  if (!gh_ctl_parse (ctl, NULL, args, -1))
    return GH_EXIT_USAGE;

  if (args[0] != NULL)
    {
      guint64 entry;

      if (args[1] != NULL || !g_ascii_string_to_unsigned (args[0], 10, 1, G_MAXINT64, &entry, NULL))
        {
          g_printerr (_("“undo” takes the number of one entry, from “log list”.\n"));
          return GH_EXIT_USAGE;
        }
      json_object_set_int_member (parameters, "entry", entry);
    }

  return gh_ctl_run_operation (ctl, gh_operation_find ("log.undo"), NULL, parameters, NULL);
}

const GhCommand gh_ctl_log_commands[] = {
  { "undo", NULL, "[ENTRY]", N_("Undo an operation: your own last one, or that of a log entry"), undo,
    "log.undo" },
  { "log", "list", "[--query QUERY] [--limit N]", N_("List what was done, newest first"), gh_ctl_report_list,
    NULL, &entries },
  { "log", "export", "FILE.csv|FILE.json [--query QUERY] [--exact]", N_("Save a report of the log"),
    gh_ctl_report_export, NULL, &entries },
  { "log", "verify", "[--fingerprint HEX] [--checkpoint FILE]… [--state]",
    N_("Check the log and the journal for changes that no operation made"), verify },
  { "log", "checkpoint", "[--save FILE]", N_("Say what the log is now, signed, to be kept elsewhere"), checkpoint },
  { "log", "apply-retention", "[--days N]", N_("Remove entries older than the setting, or N days, says"),
    apply_retention, "log.apply-retention" },
  { "log", "accept-head", "", N_("Take the end of the log as good, and sign on behind it"), accept_head,
    "log.accept-head" },
  { NULL },
};
