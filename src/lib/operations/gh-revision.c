/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-revision.h"

#include "base/gh-json-reader.h"
#include "operations/gh-record-kind.h"

#include <glib/gi18n-lib.h>

static gboolean
has_field (const char *json,
           const char *name)
{
  g_autoptr (JsonNode) node = gh_json_parse (json, NULL);

  /* If it cannot be parsed, the field may have been in it. */
  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
         json_object_has_member (json_node_get_object (node), name);
}

static char *
format_who_and_when (const char *who,
                     gint64      when,
                     const char *time_zone)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  g_autofree char *time = g_date_time_format (local, "%F %R");

  /* Translators: who changed something, and when */
  return g_strdup_printf (_("%s on %s"), who, time);
}

gboolean
gh_revision_read (GhRun              *run,
                  const char         *kind,
                  gint64              id,
                  gint64              revision,
                  const char *const  *fields,
                  char              **changed_by,
                  GError            **error)
{
  g_autoptr (GhStatement) select = gh_record_kind_query_changes (gh_record_kind_find (kind), run->connection, id,
                                                                 revision, error);

  while (gh_statement_next (select))
    {
      const char *before = gh_statement_get_text (select, 2);

      for (gsize i = 0; fields[i] != NULL; i++)
        if (changed_by[i] == NULL && (before == NULL || has_field (before, fields[i])))
          changed_by[i] = format_who_and_when (gh_statement_get_text (select, 1), gh_statement_get_int (select, 0),
                                               run->settings.timezone);
    }

  return gh_statement_finish (select, error);
}

char *
gh_revision_dup_kept (const char *label,
                      const char *changed_by,
                      const char *value)
{
  /* Translators: a field's label, who changed it and when, and its value now */
  return g_strdup_printf (_("“%s” stays as it was changed by %s: “%s”"), label, changed_by, value);
}
