/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-kind.h"

#include "log/gh-log-words.h"
#include "logs/gh-log-export.h"
#include "operations/gh-operation.h"
#include "session/gh-when.h"

#include <glib/gi18n-lib.h>

/* --- fields --- */

static gboolean
list_operations (GhConnection  *connection,
                 GPtrArray     *names,
                 GError       **error)
{
  gsize n_operations;
  const GhOperation *const *operations = gh_operation_get_all (&n_operations);

  for (gsize i = 0; i < n_operations; i++)
    g_ptr_array_add (names, g_strdup (operations[i]->name));

  return TRUE;
}

static const GhListField fields[] = {
  [GH_LOG_FIELD_ACTOR] = { N_("By") },
  [GH_LOG_FIELD_OPERATION] = { N_("Action"), .list_names = list_operations, .dup_label = gh_log_words_dup_label },
  [GH_LOG_FIELD_USER] = { N_("User") },
  [GH_LOG_FIELD_RESULT] = { N_("Result") },
  [GH_LOG_FIELD_TIME] = { N_("Time"), .is_never_missing = TRUE },
  [GH_LOG_FIELD_ENTRY] = { N_("Entry") },
};

static const guint offered[] = {
  GH_LOG_FIELD_TIME, GH_LOG_FIELD_OPERATION, GH_LOG_FIELD_ACTOR, GH_LOG_FIELD_USER, GH_LOG_FIELD_RESULT,
};

static const GhListFields log_fields = { gh_log_fields, fields, offered, G_N_ELEMENTS (offered), "time:<7d" };

static const GhListCategory categories[] = {
  { "all", "", N_("All entries") },
  { NULL },
};

/* --- rows --- */

typedef enum {
  GH_LOG_CELL_TIME,
  GH_LOG_CELL_ACTION,
  GH_LOG_CELL_OBJECT,
  GH_LOG_CELL_ACTOR,
  GH_LOG_CELL_CHANGED,
  /* when narrow: two lines each */
  GH_LOG_CELL_WHAT,
  GH_LOG_CELL_ABOUT,

  GH_LOG_N_CELLS
} GhLogCell;

#define NARROW (GH_TABLE_COLUMN_RICH | GH_TABLE_COLUMN_STACKED | GH_TABLE_COLUMN_HIDDEN | GH_TABLE_COLUMN_NARROW | \
                GH_TABLE_COLUMN_EXPAND)

static const GhTableColumn columns[GH_LOG_N_CELLS] = {
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

static GhTableSource *
create_source (GhSession *session)
{
  static const GhTableSourceFuncs funcs = { fill, dup_name, dup_tooltip };

  return gh_table_source_new (&funcs, g_object_ref (session), g_object_unref);
}

/* --- reading --- */

static gboolean
list (const GhListKind  *self,
      const GhView      *view,
      guint              n_first,
      GhConnection      *connection,
      GArray            *ids,
      GError           **error)
{
  GhView first = *view;

  first.limit = n_first;

  return gh_view_list (&gh_log_views, &first, connection, ids, error);
}

static gboolean
count (gconstpointer   self,
       const GhView   *view,
       GhConnection   *connection,
       gint64         *n,
       GError        **error)
{
  return gh_view_count (&gh_log_views, view, connection, n, error);
}

static gboolean
write_report (const GhListKind  *self,
              const GhView      *view,
              GhStore           *store,
              const GhActor     *actor,
              GhReportFormat     format,
              const char        *path,
              GhJob             *job,
              gint64            *n,
              GError           **error)
{
  return gh_report_export (&gh_report_of_log, store, actor, view, format, path, job, n, error);
}

const GhListKind gh_log_kind = {
  .name = "administrator-log",
  .link = "administrator-log",
  .fields = &log_fields,
  .categories = categories,
  .columns = columns,
  .n_columns = GH_LOG_N_CELLS,
  .view_right = GH_RIGHT_VIEW_LOG,
  .export_right = GH_RIGHT_EXPORT_LOG,
  .has_no_selection = TRUE,
  .is_live = TRUE,
  .search_label = N_("Search the log"),
  .search_all = N_("Search the Whole Log"),
  .no_match_title = N_("No Entries Match"),
  .no_match = N_("No entry has “%s” in what was done, by whom or to whom."),
  .no_match_in_view = N_("No entry in this view has “%s” in what was done, by whom or to whom."),
  .no_match_filter = N_("No entry is all that is asked for."),
  .count_of_all = GH_PLURAL ("%s entry", "%s entries"),
  .count_of_some = GH_PLURAL ("%s of %s entry", "%s of %s entries"),
  .report_of = GH_PLURAL ("Report of %s entry", "Report of %s entries"),
  .icon_name = "gh-administrator-log-symbolic",
  .empty_title = N_("No Entries Yet"),
  .create_source = create_source,
  .list = list,
  .count = count,
  .write = write_report,
};
