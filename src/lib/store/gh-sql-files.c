/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-sql-files.h"

/* By glib-compile-resources. */
GResource *gh_sql_get_resource (void);

/* Held from the first question on, long before the end. */
static GResource *
get_resource (void)
{
  static gsize resource;

  if (g_once_init_enter (&resource))
    g_once_init_leave (&resource, (gsize) g_resource_ref (gh_sql_get_resource ()));

  return (GResource *) resource;
}

GBytes *
gh_sql_files_read (const char *path)
{
  GResource *own = get_resource ();
  GBytes *text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return text != NULL ? text : g_resource_lookup_data (own, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GStrv
gh_sql_files_list (const char *path)
{
  GResource *own = get_resource ();
  GStrv names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  if (names == NULL)
    names = g_resource_enumerate_children (own, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  return names;
}
