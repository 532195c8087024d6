/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gh-sql-files.h"

/* By glib-compile-resources. */
GResource *gh_sql_get_resource (void);

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
  return g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GStrv
gh_sql_files_list (const char *path)
{
  g_autoptr (GError) error = NULL;
  GStrv names = g_resource_enumerate_children (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);

  return names;
}
