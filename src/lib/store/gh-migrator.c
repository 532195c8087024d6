/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-migrator.h"

#include "store/gh-sql-files.h"
#include "store/gh-statement-private.h"

#include <glib/gi18n-lib.h>

/* How much of a foreign name is shown, in characters. */
#define MAX_NAME 64

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

/* Lists the migrations in order: NNNN-what.sql, numbered from 1 without gaps. */
static GStrv
list_migrations (GhSchema schema)
{
  GStrv names = gh_sql_files_list (schemas[schema].folder);

  qsort (names, g_strv_length (names), sizeof names[0], compare_names);

  return names;
}

/* A table can only be recreated and renamed without foreign keys; with them, deleting its rows would delete their
 * children. So references are checked here. */
static gboolean
check_references (GhConnection  *connection,
                  GError       **error)
{
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, "PRAGMA foreign_key_check", error);

  if (!gh_statement_next (select))
    return gh_statement_finish (select, error);

  gh_sqlite_set_damaged (error, connection->path);
  return FALSE;
}

static gboolean
run_migration (GhConnection  *connection,
               GhSchema       schema,
               const char    *name,
               gint64         version,
               GError       **error)
{
  g_autofree char *path = g_strconcat (schemas[schema].folder, name, NULL);
  g_autoptr (GBytes) sql = gh_sql_files_read (path);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %" G_GINT64_FORMAT ";"
                                            "PRAGMA user_version = %" G_GINT64_FORMAT ";",
                                            schemas[schema].application_id, version);
  gint64 found;

  g_assert (g_ascii_strtoll (name, NULL, 10) == version);

  if (!gh_connection_begin_write (connection, error))
    return FALSE;

  /* Another program may have run it in the meantime. */
  if (!gh_connection_read_int (connection, "PRAGMA user_version", &found, error) ||
      (found < version && (!gh_connection_execute (connection, g_bytes_get_data (sql, NULL), error) ||
                           !gh_connection_execute (connection, stamp, error) ||
                           !check_references (connection, error))))
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
      g_set_error (error, GH_ERROR, GH_ERROR_DAMAGED, _("“%s” is a database, but not one of Gatehouse."),
                   connection->path);
      return FALSE;
    }

  if (*version > (gint64) g_strv_length (names))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_NEWER,
                   _("A later version of Gatehouse made “%s” (its format is %d, this version knows %d): "
                     "update Gatehouse."), connection->path, (int) *version,
                   (int) g_strv_length (names));
      return FALSE;
    }

  return TRUE;
}

gboolean
gh_migrator_check_version (GhConnection  *connection,
                           GhSchema       schema,
                           GError       **error)
{
  gint64 version;

  return read_version (connection, schema, &version, error);
}

static gboolean
migrate_to (GhConnection  *connection,
            GhSchema       schema,
            gint64         wanted,
            GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);
  gboolean ok = TRUE;
  gint64 version;

  if (!read_version (connection, schema, &version, error))
    return FALSE;
  if (version >= wanted)
    return TRUE;

  /* This has no effect within a transaction. */
  if (!gh_connection_execute (connection, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  for (; ok && version < wanted; version++)
    ok = run_migration (connection, schema, names[version], version + 1, error);

  /* A newer program may have migrated it further. */
  return gh_connection_execute (connection, "PRAGMA foreign_keys = ON", ok ? error : NULL) && ok &&
         read_version (connection, schema, &version, error);
}

gboolean
gh_migrator_migrate (GhConnection  *connection,
                     GhSchema       schema,
                     GError       **error)
{
  g_auto (GStrv) names = list_migrations (schema);

  return migrate_to (connection, schema, g_strv_length (names), error);
}

/* Makes an object's name fit to show: in a foreign file it may be anything. */
static char *
make_presentable (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_NAME));
}

/* A trigger may have the name of a table, and SQLite's own objects have no text. */
typedef struct {
  char *name;
  char *text;
} SchemaObject;

static void
schema_object_free (gpointer data)
{
  SchemaObject *object = data;

  g_free (object->name);
  g_free (object->text);
  g_free (object);
}

/* Reads the schema as "type name" -> SchemaObject. */
static GHashTable *
read_schema (GhConnection  *connection,
             GError       **error)
{
  const char *sql = "SELECT type || ' ' || name, name, tbl_name || ' ' || coalesce (sql, '') FROM main.sqlite_schema";
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, schema_object_free);
  g_autoptr (GhStatement) select = gh_connection_prepare_text (connection, sql, error);

  while (gh_statement_next (select))
    {
      const char *type_and_name = gh_statement_get_text (select, 0);
      char *key = g_strdup (type_and_name != NULL ? type_and_name : "");
      SchemaObject *object = g_new0 (SchemaObject, 1);

      /* A second object of a name is not ours, whatever its text. */
      if (g_hash_table_contains (objects, key))
        {
          g_free (key);
          key = g_strconcat (type_and_name, " again", NULL);
        }
      object->name = make_presentable (gh_statement_get_text (select, 1));
      object->text = g_strdup (gh_statement_get_text (select, 2));
      g_hash_table_insert (objects, key, object);
    }
  if (!gh_statement_finish (select, error))
    return NULL;

  return g_steal_pointer (&objects);
}

static gboolean
compare_schemas (const char  *path,
                 GHashTable  *found,
                 GHashTable  *wanted,
                 GError     **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const SchemaObject *object = value;
      const SchemaObject *ours = g_hash_table_lookup (wanted, key);

      if (ours == NULL)
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("“%s” holds “%s”, which Gatehouse did not make, so it is not opened."), path, object->name);
      else if (g_strcmp0 (ours->text, object->text) != 0)
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("“%s” holds “%s” other than Gatehouse made it, so it is not opened."), path, object->name);
      else
        continue;

      return FALSE;
    }

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (found, key))
      {
        g_set_error (error, GH_ERROR, GH_ERROR_UNSAFE,
                     _("“%s” lacks “%s”, which Gatehouse made, so it is not opened."), path,
                     ((const SchemaObject *) value)->name);
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

  if (is_old != NULL)
    *is_old = version < (gint64) g_strv_length (names);

  found = read_schema (connection, error);
  if (found == NULL)
    return FALSE;

  fresh = gh_connection_open (":memory:", GH_ACCESS_WRITE, error);
  if (fresh == NULL || !migrate_to (fresh, schema, version, error))
    return FALSE;

  wanted = read_schema (fresh, error);

  return wanted != NULL && compare_schemas (connection->path, found, wanted, error);
}
