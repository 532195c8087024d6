/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log/gh-log-kind.h"

#include "log/gh-log-source.h"
#include "log/gh-log-words.h"
#include "logs/gh-log-export.h"
#include "operations/gh-operation.h"

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
  .columns = gh_log_columns,
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
  .create_source = gh_log_source_new,
  .list = list,
  .count = count,
  .write = write_report,
};
