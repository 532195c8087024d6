/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-source.h"

#include "log/gh-log-words.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

struct _GhLogSource {
  GObject    parent_instance;

  GhSession *session;
};

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
read_entry (GhLogSource *self,
            GhTableRow  *row)
{
  GhConnection *reader = gh_session_get_reader (self->session, NULL);

  return reader != NULL ? gh_log_entry_read (reader, gh_table_row_get_id (row), NULL) : NULL;
}

static gboolean
gh_log_source_fill (GhTableSource *source,
                    GhTableRow    *row)
{
  GhLogSource *self = GH_LOG_SOURCE (source);
  g_autoptr (GhLogEntry) entry = read_entry (self, row);
  g_autofree char *time = NULL;
  g_autofree char *action = NULL;
  g_autofree char *object = NULL;
  g_autofree char *changed = NULL;
  gboolean has_object;

  if (entry == NULL)
    return FALSE;

  time = gh_when_dup_text (entry->time, gh_session_get_now (self->session));
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
gh_log_source_dup_name (GhTableSource *source,
                        GhTableRow    *row)
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
gh_log_source_dup_tooltip (GhTableSource *source,
                           GhTableRow    *row,
                           guint          column)
{
  g_autoptr (GhLogEntry) entry = column == GH_LOG_CELL_TIME ? read_entry (GH_LOG_SOURCE (source), row) : NULL;

  return entry != NULL ? gh_when_dup_full (entry->time) : NULL;
}

static void
gh_log_source_iface_init (GhTableSourceInterface *iface)
{
  iface->fill = gh_log_source_fill;
  iface->dup_name = gh_log_source_dup_name;
  iface->dup_tooltip = gh_log_source_dup_tooltip;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhLogSource, gh_log_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABLE_SOURCE, gh_log_source_iface_init))

static void
gh_log_source_dispose (GObject *object)
{
  g_clear_object (&GH_LOG_SOURCE (object)->session);

  G_OBJECT_CLASS (gh_log_source_parent_class)->dispose (object);
}

static void
gh_log_source_class_init (GhLogSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_log_source_dispose;
}

static void
gh_log_source_init (GhLogSource *self)
{
}

GhTableSource *
gh_log_source_new (GhSession *session)
{
  GhLogSource *self = g_object_new (GH_TYPE_LOG_SOURCE, NULL);

  self->session = g_object_ref (session);

  return GH_TABLE_SOURCE (self);
}
