/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/gh-ctl-print.h"
#include "ctl/gh-ctl.h"

#include "base/gh-json-text.h"
#include "keys/gh-key-list.h"
#include "logs/gh-log-result.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* --- running --- */

/* What is shown once follows the rest under its name, or within the JSON. */
static void
print_secrets (GhCtl          *ctl,
               const GhResult *result)
{
  g_autoptr (GList) names = result->secrets != NULL ? g_hash_table_get_keys (result->secrets) : NULL;

  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (const GList *name = names; name != NULL; name = name->next)
    {
      GhSecret *secret = g_hash_table_lookup (result->secrets, name->data);

      if (ctl->format == GH_FORMAT_JSON)
        {
          g_autoptr (JsonNode) key = json_node_init_string (json_node_alloc (), name->data);
          g_autofree char *quoted = json_to_string (key, FALSE);

          g_print ("%s%s:", name != names ? "," : "", quoted);
          gh_ctl_print_secret_as_json (secret);
        }
      else
        {
          g_print ("%s:\n", (const char *) name->data);
          gh_ctl_print_secret (secret);
        }
    }
}

void
gh_ctl_print_result (GhCtl          *ctl,
                     const GhResult *result)
{
  if (ctl->format == GH_FORMAT_JSON)
    {
      g_autoptr (JsonNode) node = gh_result_to_json (result);
      g_autofree char *json = gh_json_to_text (node);

      g_print ("%.*s", (int) strlen (json) - 1, json);
      if (result->secrets != NULL)
        g_print (",\"secrets\":{");
      print_secrets (ctl, result);
      g_print (result->secrets != NULL ? "}}\n" : "}\n");
    }
  else
    {
      g_autofree char *text = gh_result_to_text (result);

      if (result->is_refused)
        g_printerr ("%s", text);
      else
        g_print ("%s", text);
      if (result->notice != NULL)
        g_print (_("The commands for it are “gatehousectl log verify” and “gatehousectl log accept-head”.\n"));
      print_secrets (ctl, result);
    }
}

typedef struct {
  const GhOperation *operation;
  const GhTarget    *target;
  JsonObject        *parameters;
  GHashTable        *secrets;
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
    .target = run->target,
    .parameters = run->parameters,
    .secrets = run->secrets,
  };

  if (ctl->rehearse)
    run->result = gh_rehearse (ctl->store, &request, ctl->job, error);
  else
    run->result = gh_run (ctl->store, &request, ctl->job, error);

  return run->result != NULL;
}

static gboolean
find_key_cb (GhConnection  *connection,
             gpointer       has_key,
             GError       **error)
{
  g_autoptr (GPtrArray) keys = gh_key_list (connection, error);

  *(gboolean *) has_key = keys != NULL && gh_key_list_find_master (keys) != NULL;

  return keys != NULL;
}

/* Whether it is refused because the key is not open, which somebody at a terminal can open (K2). */
static gboolean
waits_for_key (GhCtl          *ctl,
               const GhResult *result)
{
  gboolean has_key = FALSE;

  for (guint i = 0; result->is_refused && i < result->skips->len; i++)
    if (((const GhSkip *) g_ptr_array_index (result->skips, i))->refusal == GH_REFUSAL_KEY_NOT_OPEN)
      return isatty (STDIN_FILENO) && gh_store_read (ctl->store, find_key_cb, &has_key, NULL) && has_key;

  return FALSE;
}

int
gh_ctl_run_operation (GhCtl             *ctl,
                      const GhOperation *operation,
                      const GhTarget    *target,
                      JsonObject        *parameters,
                      GHashTable        *secrets)
{
  Run run = { operation, target, parameters, secrets, NULL };
  g_autoptr (GhResult) result = NULL;
  g_autoptr (GhReportFile) skipped = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  if (ctl->store == NULL && !gh_ctl_open (ctl))
    return GH_EXIT_REFUSED;

  /* Before any change, which must not happen if its result cannot be saved. */
  if (ctl->skipped != NULL && (skipped = gh_report_file_new (ctl->skipped, &error)) == NULL)
    return gh_ctl_fail (error);
  if (!ctl->rehearse)
    gh_ctl_try_keyring (ctl, TRUE);
  if (!gh_ctl_wait (ctl, run_work, &run, &error))
    return gh_ctl_fail (error);
  if (waits_for_key (ctl, run.result))
    {
      g_clear_pointer (&run.result, gh_result_free);
      if (!gh_ctl_open_keys (ctl, &error) || !gh_ctl_wait (ctl, run_work, &run, &error))
        return gh_ctl_fail (error);
    }

  result = run.result;
  gh_ctl_print_result (ctl, result);
  if (skipped != NULL &&
      !gh_log_skipped_export (ctl->store, ctl->actor, result, ctl->skipped, skipped, &count, &error))
    return gh_ctl_fail (error);

  return result->is_refused ? GH_EXIT_REFUSED : GH_EXIT_DONE;
}

/* --- options from the register --- */

typedef union {
  char    *text;
  GStrv    texts;
  gint64   number;
  gboolean flag;
} Value;

static GOptionArg
option_arg_for (GhParameterKind kind)
{
  switch (kind)
    {
    case GH_PARAMETER_FLAG:
    case GH_PARAMETER_SECRET:
      return G_OPTION_ARG_NONE;
    case GH_PARAMETER_NUMBER:
      return G_OPTION_ARG_INT64;
    case GH_PARAMETER_TEXTS:
      return G_OPTION_ARG_FILENAME_ARRAY;
    default:
      return G_OPTION_ARG_FILENAME;
    }
}

static gboolean
take_value (const GhParameter *parameter,
            Value              value,
            JsonObject        *parameters)
{
  switch (parameter->kind)
    {
    case GH_PARAMETER_FLAG:
      if (value.flag)
        json_object_set_boolean_member (parameters, parameter->name, TRUE);
      return TRUE;

    case GH_PARAMETER_NUMBER:
      if (value.number != G_MININT64)
        json_object_set_int_member (parameters, parameter->name, value.number);
      return TRUE;

    case GH_PARAMETER_TEXTS:
      if (value.texts != NULL)
        {
          g_autoptr (JsonArray) array = json_array_new ();

          for (guint i = 0; value.texts[i] != NULL; i++)
            {
              if (!g_utf8_validate (value.texts[i], -1, NULL))
                return FALSE;
              json_array_add_string_element (array, value.texts[i]);
            }
          json_object_set_array_member (parameters, parameter->name, g_steal_pointer (&array));
        }
      return TRUE;

    case GH_PARAMETER_SECRET:
      return TRUE;

    default:
      if (value.text != NULL)
        {
          if (!g_utf8_validate (value.text, -1, NULL))
            return FALSE;
          json_object_set_string_member (parameters, parameter->name, value.text);
        }
      return TRUE;
    }
}

static void
free_value (GhParameterKind kind,
            Value           value)
{
  if (kind == GH_PARAMETER_TEXTS)
    g_strfreev (value.texts);
  else if (kind != GH_PARAMETER_FLAG && kind != GH_PARAMETER_NUMBER && kind != GH_PARAMETER_SECRET)
    g_free (value.text);
}

char *
gh_ctl_dup_target_usage (const GhTargetKind *target)
{
  const char *option = gh_record_kind_find (target->record_kind)->name_option;

  if (option == NULL)
    return g_strdup ("--id ID… | --ids-from FILE");

  return g_strdup_printf ("--%s NAME | --id ID… | --ids-from FILE%s", option,
                          target->list_query != NULL ? " | --query QUERY" : "");
}

typedef struct {
  char  *name;      /* the kind's own option, such as --username */
  char  *ids_from;
  char  *query;
  GStrv  ids;
} TargetOptions;

static GhTarget *
read_ids (const char  *path,
          GError     **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND, local_error->message);
      return NULL;
    }

  lines = g_strsplit_set (text, " \t\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (keys, lines[i]);
  g_ptr_array_add (keys, NULL);

  return gh_target_new_for_keys ((const char *const *) keys->pdata);
}

static GhTarget *
make_target (const GhOperation    *operation,
             const TargetOptions  *options,
             GError              **error)
{
  int n_given = (options->name != NULL) + (options->ids != NULL) + (options->ids_from != NULL) +
                (options->query != NULL);

  if (n_given != 1)
    {
      g_autofree char *usage = gh_ctl_dup_target_usage (operation->target);

      if (n_given == 0)
        g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” needs one of these: %s"), operation->name, usage);
      else
        g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” takes only one of these: %s"), operation->name, usage);
      return NULL;
    }

  if (options->name != NULL)
    return gh_target_new_for_name (options->name);
  if (options->ids != NULL)
    return gh_target_new_for_keys ((const char *const *) options->ids);
  if (options->query != NULL)
    return gh_target_new_for_query (options->query);

  return read_ids (options->ids_from, error);
}

/* In the order of the register. @values: for a secret that may be left out, whether it
 * is to be asked for */
static GHashTable *
ask_secrets (const GhOperation  *operation,
             const Value        *values,
             GError            **error)
{
  g_autoptr (GHashTable) secrets = gh_secrets_new ();

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++)
    {
      g_autoptr (GhSecret) secret = NULL;
      gsize length;

      if (p->kind != GH_PARAMETER_SECRET || (!p->is_required && !values[p - operation->parameters].flag))
        continue;

      secret = gh_ctl_ask_secret (_(p->label), error);
      if (secret == NULL)
        return NULL;
      gh_secret_get (secret, &length);
      if (length == 0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("Nothing was typed: %s."), _(p->label));
          return NULL;
        }
      g_hash_table_insert (secrets, g_strdup (p->name), g_steal_pointer (&secret));
    }

  return g_steal_pointer (&secrets);
}

int
gh_ctl_run_from_register (GhCtl             *ctl,
                          const GhOperation *operation,
                          GStrv              args)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GhTarget) target = NULL;
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_open = TRUE;
  TargetOptions options = { 0 };
  Value values[32] = { 0 };
  int status = GH_EXIT_USAGE;
  guint n = 0;

  for (const GhParameter *p = operation->parameters; p != NULL && p->name != NULL; p++, n++)
    {
      GOptionEntry entry = { p->name, 0, 0, option_arg_for (p->kind), &values[n], NULL, NULL };

      g_assert (n < G_N_ELEMENTS (values));
      if (p->kind == GH_PARAMETER_NUMBER)
        values[n].number = G_MININT64;
      /* No secret in argv: of one that may be left out, only that it is to be asked for (K8). */
      if (p->kind != GH_PARAMETER_SECRET || !p->is_required)
        g_array_append_val (entries, entry);
    }

  if (operation->target != NULL)
    {
      const char *name_option = gh_record_kind_find (operation->target->record_kind)->name_option;
      GOptionEntry name_entry = { name_option, 0, 0, G_OPTION_ARG_FILENAME, &options.name, NULL, NULL };
      GOptionEntry target_entries[] = {
        { "id", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.ids, NULL, NULL },
        { "ids-from", 0, 0, G_OPTION_ARG_FILENAME, &options.ids_from, NULL, NULL },
        { "query", 0, 0, G_OPTION_ARG_FILENAME, &options.query, NULL, NULL },
      };

      if (name_option != NULL)
        g_array_append_val (entries, name_entry);
      g_array_append_vals (entries, target_entries, G_N_ELEMENTS (target_entries));
    }

  if (gh_ctl_parse (ctl, (const GOptionEntry *) (void *) entries->data, args, 0))
    {
      gboolean ok = TRUE;

      for (guint i = 0; ok && i < n; i++)
        ok = take_value (&operation->parameters[i], values[i], parameters);

      if (!ok)
        g_set_error_literal (&error, GH_ERROR, GH_ERROR_QUERY, _("What was typed is not UTF-8."));
      else if (operation->target != NULL)
        target = make_target (operation, &options, &error);

      /* Whoever signs in is asked for that first. */
      if (error == NULL && gh_operation_check_parameters (operation, parameters, &error) && !ctl->rehearse)
        {
          if (ctl->as != NULL && !gh_ctl_open (ctl))
            is_open = FALSE;
          else
            secrets = ask_secrets (operation, values, &error);
        }

      if (error != NULL)
        status = gh_ctl_fail (error);
      else if (!is_open)
        status = GH_EXIT_REFUSED;
      else
        status = gh_ctl_run_operation (ctl, operation, target, parameters, secrets);
    }

  for (guint i = 0; i < n; i++)
    free_value (operation->parameters[i].kind, values[i]);
  g_free (options.name);
  g_free (options.ids_from);
  g_free (options.query);
  g_strfreev (options.ids);

  return status;
}
