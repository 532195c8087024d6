/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-migrator.h"

#include "store/gh-statement-private.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *folder;
  gint64      application_id; /* "GHdi", "GHev" */
} schemas[] = {
  [GH_SCHEMA_DIRECTORY] = { "/io/github/gatehouse/Gatehouse/sql/store/schema/directory/", 0x47486469 },
  [GH_SCHEMA_EVENTS] = { "/io/github/gatehouse/Gatehouse/sql/store/schema/events/", 0x47486576 },
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* The migrations in their order: NNNN-what.sql, numbered from 1 without gaps. */
static GStrv
list_migrations (GhSchema schema)
{
  g_autoptr (GError) error = NULL;
  GStrv names = g_resources_enumerate_children (schemas[schema].folder, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  qsort (names, g_strv_length (names), sizeof names[0], compare_names);

  return names;
}

static gboolean
run_migration (GhConnection  *connection,
               GhSchema       schema,
               const char    *name,
               gint64         version,
               GError       **error)
{
  g_autofree char *path = g_strconcat (schemas[schema].folder, name, NULL);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %" G_GINT64_FORMAT ";"
                                            "PRAGMA user_version = %" G_GINT64_FORMAT ";",
                                            schemas[schema].application_id, version);

  g_assert (g_ascii_strtoll (name, NULL, 10) == version);

  if (!gh_connection_begin_write (connection, error))
    return FALSE;

  if (!gh_connection_execute (connection, g_bytes_get_data (sql, NULL), error) ||
      !gh_connection_execute (connection, stamp, error))
    {
      gh_connection_rollback (connection);
      return FALSE;
    }

  return gh_connection_commit (connection, error);
}

static gboolean
read_version (GhConnection  *connection,
              GhSchema       schema,
              gint64        *version,
              GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);
  gint64 application_id = 0;

  if (!gh_connection_read_int (connection, "PRAGMA application_id", &application_id, error) ||
      !gh_connection_read_int (connection, "PRAGMA user_version", version, error))
    return FALSE;

  if (application_id != schemas[schema].application_id && !(application_id == 0 && *version == 0))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_DAMAGED, _("This is a database, but not one of Gatehouse."));
      return FALSE;
    }

  if (*version > (gint64) g_strv_length (names))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NEWER,
                   _("A later version of Gatehouse made this database (its format is %d, this version knows %d): "
                     "update Gatehouse."), (int) *version, (int) g_strv_length (names));
      return FALSE;
    }

  return TRUE;
}

static gboolean
migrate_to (GhConnection  *connection,
            GhSchema       schema,
            gint64         wanted,
            GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);
  gint64 version;

  if (!read_version (connection, schema, &version, error))
    return FALSE;

  for (; version < wanted; version++)
    if (!run_migration (connection, schema, names[version], version + 1, error))
      return FALSE;

  return TRUE;
}

gboolean
gh_migrator_migrate (GhConnection  *connection,
                     GhSchema       schema,
                     GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);

  return migrate_to (connection, schema, g_strv_length (names), error);
}

/* The schema as name -> "type table text"; what SQLite makes by itself has no text. */
static GHashTable *
read_schema (GhConnection  *connection,
             GError       **error)
{
  const char *sql = "SELECT name, type || ' ' || tbl_name || ' ' || coalesce (sql, '') FROM main.sqlite_schema";
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return NULL;

  while (gh_statement_step (select, &local_error))
    g_hash_table_insert (objects, g_strdup (gh_statement_get_text (select, 0)),
                         g_strdup (gh_statement_get_text (select, 1)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&objects);
}

static gboolean
compare_schemas (GHashTable  *found,
                 GHashTable  *wanted,
                 GError     **error)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_strcmp0 (g_hash_table_lookup (wanted, name), text) != 0)
      {
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("The database holds “%s”, which Gatehouse did not make (%.60s…), so it is not opened."),
                     (char *) name, (char *) text);
        return FALSE;
      }

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!g_hash_table_contains (found, name))
      {
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("The database lacks “%s”, which Gatehouse made, so it is not opened."), (char *) name);
        return FALSE;
      }

  return TRUE;
}

gboolean
gh_migrator_check (GhConnection  *connection,
                   GhSchema       schema,
                   gboolean      *is_old,
                   GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);
  g_autoptr (GhConnection) fresh = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) wanted = NULL;
  gint64 version;

  if (!read_version (connection, schema, &version, error))
    return FALSE;

  *is_old = version < (gint64) g_strv_length (names);

  found = read_schema (connection, error);
  if (found == NULL)
    return FALSE;

  fresh = gh_connection_open (":memory:", GH_ACCESS_WRITE, error);
  if (fresh == NULL || !migrate_to (fresh, schema, version, error))
    return FALSE;

  wanted = read_schema (fresh, error);

  return wanted != NULL && compare_schemas (found, wanted, error);
}
