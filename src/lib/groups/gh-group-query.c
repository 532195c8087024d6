/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups as a view: the fields of Q11. */
#include "groups/gh-group-query.h"

/* Few members are in the Trash, so they are subtracted. */
#define FROM_SQL \
  "groups AS g LEFT JOIN directories AS d ON d.id = g.directory_id" \
  " LEFT JOIN (SELECT m.group_id, count (*) AS n FROM trash AS t JOIN memberships AS m ON m.user_id = t.user_id" \
  " GROUP BY m.group_id) AS trashed ON trashed.group_id = g.id"

#define N_MEMBERS_SQL "count (*) - coalesce (trashed.n, 0)"
#define MEMBERS_SQL(what) "(SELECT " what " FROM memberships WHERE group_id = g.id)"

/* In the order of GhGroupColumn. */
#define COLUMNS_SQL \
  "g.id, g.key, g.name, g.description, g.status, g.directory_id, coalesce (d.name, ''), " MEMBERS_SQL (N_MEMBERS_SQL)

static const char *const status_words[] = { "active", "bypass", "disabled", NULL };

const GhQueryField gh_group_fields[] = {
  [GH_GROUP_FIELD_NAME] = { "name", GH_QUERY_FIELD_TEXT },
  [GH_GROUP_FIELD_DESCRIPTION] = { "description", GH_QUERY_FIELD_TEXT },
  [GH_GROUP_FIELD_STATUS] = { "status", GH_QUERY_FIELD_WORD, status_words },
  [GH_GROUP_FIELD_MEMBERS] = { "members", GH_QUERY_FIELD_COUNT },
  [GH_GROUP_FIELD_DIRECTORY] = { "directory", GH_QUERY_FIELD_NAME },
  { NULL },
};

static const GhViewField asks[] = {
  /* Every group has a name, though one of only marks folds to nothing. */
  [GH_GROUP_FIELD_NAME] = { "g.name_fold", .any = "1" },
  [GH_GROUP_FIELD_DESCRIPTION] = { "gh_search_fold (g.description)", .any = "g.description <> ''" },
  [GH_GROUP_FIELD_STATUS] = { "g.status" },
  [GH_GROUP_FIELD_MEMBERS] = { N_MEMBERS_SQL, MEMBERS_SQL ("%s") },
  [GH_GROUP_FIELD_DIRECTORY] = { "d.name_key", .any = "g.directory_id IS NOT NULL" },
};

static const GhViewField *const words[] = {
  &asks[GH_GROUP_FIELD_NAME], &asks[GH_GROUP_FIELD_DESCRIPTION], NULL,
};

#define THEN_BY_NAME "g.name_fold", "g.name"

static const GhViewColumn columns[] = {
  { "name", { THEN_BY_NAME } },
  { "description", { "gh_search_fold (g.description)", THEN_BY_NAME } },
  { "status", { "g.status", THEN_BY_NAME } },
  { "members", { MEMBERS_SQL (N_MEMBERS_SQL), THEN_BY_NAME } },
  { "directory", { "coalesce (gh_search_fold (d.name), '')", THEN_BY_NAME } },
  { NULL },
};

const GhViewKind gh_group_views = {
  FROM_SQL, "g.id", gh_group_fields, asks, words, columns, "name", COLUMNS_SQL,
};
