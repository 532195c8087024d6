/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The administrator log as a view: the fields of C2. */
#include "logs/gh-log-query.h"

#include "base/gh-fold.h"

/* A tampered payload must not keep the rest from being shown. */
#define FROM_PAYLOAD(path) "CASE WHEN json_valid (l.payload) THEN l.payload ->> '" path "' END"

#define ACTOR_SQL "coalesce (" FROM_PAYLOAD ("$.actor") ", l.actor_id)"

#define OBJECT_SQL \
  "coalesce (" FROM_PAYLOAD ("$.label") ", " FROM_PAYLOAD ("$.target.query") ", " FROM_PAYLOAD ("$.target.name") "," \
  " l.object_id, '')"

#define COLUMNS_SQL \
  "l.seq, l.time / 1000000, " ACTOR_SQL ", l.way, l.operation, " OBJECT_SQL \
  ", l.changed, l.skipped, l.result, l.undoes, l.payload" \
  ", (SELECT undone.operation FROM log AS undone WHERE undone.seq = l.undoes)"

/* What touched a user: the record stores the last entry, and each journal row the one before (J1). Users that are gone
 * are found by the name or key in the entries. */
#define TOUCHED_SQL \
  "l.seq IN (WITH RECURSIVE touched (op, id) AS (" \
  " SELECT s.last_op, s.user_id FROM user_status AS s" \
  " WHERE s.user_id IN (SELECT user_id FROM user_names WHERE name_key = ?%u" \
  " UNION SELECT id FROM users WHERE key = ?%u)" \
  " UNION SELECT j.prev, j.id FROM touched JOIN journal AS j ON j.op = touched.op AND j.kind = 'user'" \
  " AND j.id = touched.id WHERE j.prev IS NOT NULL)" \
  " SELECT op FROM touched)"

static void
add_user (GhViewQuery        *query,
          const GhQueryValue *value)
{
  guint name = gh_view_query_bind (query, gh_fold_name_key (value->text));
  guint key = gh_view_query_bind (query, g_strdup (value->text));

  gh_view_query_append (query,
                        "(" TOUCHED_SQL " OR (l.object_kind = 'user'"
                        " AND (l.object_id = ?%u OR gh_name_key (" OBJECT_SQL ") = ?%u)))",
                        name, key, key, name);
}

#define FOLDED(text) "gh_search_fold (" text ")", .any = text " <> ''"

static const GhViewField asks[] = {
  [GH_LOG_FIELD_ACTOR] = { FOLDED (ACTOR_SQL) },
  [GH_LOG_FIELD_OPERATION] = { FOLDED ("l.operation") },
  [GH_LOG_FIELD_USER] = { .any = "EXISTS (SELECT 1 FROM journal WHERE op = l.seq AND kind = 'user')", .add = add_user },
  [GH_LOG_FIELD_RESULT] = { FOLDED ("l.result") },
  [GH_LOG_FIELD_TIME] = { "l.time / 1000000" },
  [GH_LOG_FIELD_ENTRY] = { "l.seq" },
};

static const GhViewField object = { FOLDED (OBJECT_SQL) };
static const GhViewField *const words[] = { &asks[GH_LOG_FIELD_ACTOR], &object, NULL };

/* By the row id alone. */
static const GhViewColumn columns[] = { { "entry" }, { NULL } };

const GhViewKind gh_log_views = {
  "log AS l", "l.seq", gh_log_fields, asks, words, columns, "entry:desc", COLUMNS_SQL,
};

GhStatement *
gh_log_prepare_entry (GhConnection  *connection,
                      gint64         entry,
                      GError       **error)
{
  GhStatement *select = gh_connection_prepare_text (connection, "SELECT " COLUMNS_SQL " FROM log AS l WHERE l.seq = ?1",
                                                    error);

  if (select != NULL)
    gh_statement_bind_int (select, 1, entry);

  return select;
}
