/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-source.h"

#include "log/gh-log-words.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW | \
                GH_TABLE_COLUMN_EXPAND)

const GhTableColumn gh_log_columns[GH_LOG_N_CELLS] = {
  [GH_LOG_CELL_TIME] = { "time", N_("Time"), 140, 0, GH_TABLE_COLUMN_NUMERIC },
  [GH_LOG_CELL_ACTION] = { "action", N_("Action"), 220, 0, GH_TABLE_COLUMN_RICH, 180 },
  [GH_LOG_CELL_OBJECT] = { "object", N_("Object"), 160, 0, GH_TABLE_COLUMN_EXPAND, 110 },
  [GH_LOG_CELL_ACTOR] = { "actor", N_("By"), 170, 0, 0, 100, 1 },
  [GH_LOG_CELL_CHANGED] = { "changed", N_("Users"), 80, 0, GH_TABLE_COLUMN_NUMERIC, 1, 2 },
  [GH_LOG_CELL_WHAT] = { "what", N_("Action"), 150, 0, NARROW },
  [GH_LOG_CELL_ABOUT] = { "about", N_("Object"), 130, 0, NARROW },
};

static GhLogEntry *
read_entry (GhSession  *session,
            GhTableRow *row)
{
  GhConnection *reader = gh_session_get_reader (session, NULL);

  return reader != NULL ? gh_log_entry_read (reader, gh_table_row_get_id (row), NULL) : NULL;
}

static gboolean
fill (gpointer    session,
      GhTableRow *row)
{
  g_autoptr (GhLogEntry) entry = read_entry (session, row);
  g_autofree char *time = NULL;
  g_autofree char *action = NULL;
  g_autofree char *object = NULL;
  g_autofree char *changed = NULL;
  gboolean has_object;

  if (entry == NULL)
    return FALSE;

  time = gh_when_dup_text (entry->time, gh_session_get_now (session));
  action = gh_log_words_dup_action (entry);
  object = gh_log_words_dup_object (entry);
  changed = g_strdup_printf ("%'" G_GINT64_FORMAT, entry->changed);
  gh_table_row_set_text (row, GH_LOG_CELL_TIME, time, NULL);
  gh_table_row_set_text (row, GH_LOG_CELL_ACTION, action, NULL);
  gh_table_row_set_icon (row, GH_LOG_CELL_ACTION, gh_log_words_get_icon (entry), "gh-dim");
  gh_table_row_set_text (row, GH_LOG_CELL_OBJECT, object, NULL);
  gh_table_row_set_text (row, GH_LOG_CELL_ACTOR, entry->actor, "gh-dim");
  gh_table_row_set_text (row, GH_LOG_CELL_CHANGED, changed, entry->changed == 0 ? "gh-dim" : NULL);

  gh_table_row_set_text (row, GH_LOG_CELL_WHAT, action, NULL);
  gh_table_row_set_icon (row, GH_LOG_CELL_WHAT, gh_log_words_get_icon (entry), "gh-dim");
  gh_table_row_set_suffix (row, GH_LOG_CELL_WHAT, time, "gh-second");
  /* Not every operation has an object. */
  has_object = object != NULL && *object != '\0';
  gh_table_row_set_text (row, GH_LOG_CELL_ABOUT, has_object ? object : entry->actor, has_object ? NULL : "gh-dim");
  gh_table_row_set_suffix (row, GH_LOG_CELL_ABOUT, has_object ? entry->actor : NULL, "gh-second");

  return TRUE;
}

static char *
dup_name (gpointer    session,
          GhTableRow *row)
{
  /* Not every operation has an object. */
  if (*gh_table_row_get_text (row, GH_LOG_CELL_OBJECT) == '\0')
    return g_strdup_printf (_("%s, %s, by %s, %s changed"), gh_table_row_get_text (row, GH_LOG_CELL_TIME),
                            gh_table_row_get_text (row, GH_LOG_CELL_ACTION),
                            gh_table_row_get_text (row, GH_LOG_CELL_ACTOR),
                            gh_table_row_get_text (row, GH_LOG_CELL_CHANGED));

  /* Translators: “Today 09:47, Send to Trash, group:Staff, by Ingrid Haugen, 1,187 changed” */
  return g_strdup_printf (_("%s, %s, %s, by %s, %s changed"), gh_table_row_get_text (row, GH_LOG_CELL_TIME),
                          gh_table_row_get_text (row, GH_LOG_CELL_ACTION),
                          gh_table_row_get_text (row, GH_LOG_CELL_OBJECT),
                          gh_table_row_get_text (row, GH_LOG_CELL_ACTOR),
                          gh_table_row_get_text (row, GH_LOG_CELL_CHANGED));
}

static char *
dup_tooltip (gpointer    session,
             GhTableRow *row,
             guint       column)
{
  g_autoptr (GhLogEntry) entry = column == GH_LOG_CELL_TIME ? read_entry (session, row) : NULL;

  return entry != NULL ? gh_when_dup_full (entry->time) : NULL;
}

GhTableSource *
gh_log_source_new (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };

  return gh_table_source_new (&funcs, g_object_ref (session), g_object_unref);
}
