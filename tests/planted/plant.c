/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the register says of secrets, and any operation with secrets of the test's own (K8).
 *
 * plant list                              operation, parameter, and 1 if a command asks for it, a line each
 * plant run FILE.db OPERATION PARAMETERS  runs it with PARAMETERS as JSON and the secrets given on standard input,
 *                                         "PARAMETER TEXT" a line; "open NUMBER KEY" is the key in use
 *
 * Ends with 1 where the operation is refused or fails, and says so on stderr as the programs do. Prints what the result
 * shows once. */
#include "keys/gh-keys.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As gatehousectl finds out. */
static gboolean
is_command (const GhOperation *operation)
{
  g_autofree char *noun = g_strndup (operation->name, strcspn (operation->name, "."));
  const GhRecordKind *kind = gh_record_kind_find (noun);

  return !operation->has_no_menu && kind != NULL;
}

static void
list_secrets (void)
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    for (const GhParameter *p = operations[i]->parameters; p != NULL && p->name != NULL; p++)
      if (p->kind == GH_PARAMETER_SECRET)
        g_print ("%s %s %d\n", operations[i]->name, p->name, is_command (operations[i]));
}

static GHashTable *
read_secrets (void)
{
  GHashTable *secrets = gh_secrets_new ();
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (g_strchomp (line), " ", 2);

      g_hash_table_insert (secrets, g_strdup (parts[0]), gh_secret_copy (parts[1], strlen (parts[1])));
    }

  return secrets;
}

static void
print_secrets (GHashTable *secrets)
{
  GHashTableIter iter;
  gpointer name, secret;

  g_hash_table_iter_init (&iter, secrets);
  while (g_hash_table_iter_next (&iter, &name, &secret))
    g_print ("%s %s\n", (const char *) name, (const char *) gh_secret_get (secret, NULL));
}

static void
open_key (GhStore    *store,
          GHashTable *secrets)
{
  GhSecret *key = g_hash_table_lookup (secrets, "open");
  g_auto (GStrv) parts = key != NULL ? g_strsplit ((const char *) gh_secret_get (key, NULL), " ", 2) : NULL;
  g_autoptr (GhSecret) master = NULL;

  if (parts == NULL)
    return;

  master = gh_secret_copy (parts[1], strlen (parts[1]));
  if (!gh_keys_add (gh_keys_of (store), g_ascii_strtoll (parts[0], NULL, 10), master))
    g_error ("That is no key.");
  g_hash_table_remove (secrets, "open");
}

static int
run (const char *path,
     const char *name,
     const char *parameters)
{
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhActor) actor = gh_actor_new_local ("plant");
  g_autoptr (GHashTable) secrets = read_secrets ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStore) store = gh_store_open (path, clock, &error);
  g_autoptr (JsonNode) node = json_from_string (parameters, NULL);
  g_autoptr (GhResult) result = NULL;
  g_autofree char *text = NULL;

  if (store == NULL)
    g_error ("%s", error->message);

  open_key (store, secrets);
  result = gh_run (store,
                   &(GhRequest) {
                     .operation = gh_operation_find (name),
                     .actor = actor,
                     .parameters = json_node_get_object (node),
                     .secrets = secrets,
                   },
                   NULL, &error);
  if (result == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  text = gh_result_to_text (result);
  g_printerr ("%s", text);
  if (result->secrets != NULL)
    print_secrets (result->secrets);

  return result->is_refused ? EXIT_FAILURE : EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");

  if (argc == 2 && strcmp (argv[1], "list") == 0)
    list_secrets ();
  else if (argc == 5 && strcmp (argv[1], "run") == 0)
    return run (argv[2], argv[3], argv[4]);
  else
    g_error ("Usage: %s list | run FILE.db OPERATION PARAMETERS", argv[0]);

  return EXIT_SUCCESS;
}
