/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-operation.h"

G_BEGIN_DECLS

/**
 * GhTarget:
 * @ids: (nullable) (element-type gint64): row ids
 * @keys: (nullable) (array zero-terminated=1): keys of 20 characters, which must all exist
 * @name: (nullable): one username, alias or group name
 * @query: (nullable): a query (Q) that all targets match; one without a term is refused (Q9)
 * @except: (nullable) (element-type gint64): row ids left out of @query: "all but these"
 *
 * What an operation works on (O2): exactly one of @ids, @keys, @name and @query is set. Choosing all of a million
 * users is a query and costs nothing.
 */
struct _GhTarget {
  GArray *ids;
  GStrv   keys;
  char   *name;
  char   *query;
  GArray *except;
};

GhTarget *gh_target_new_for_ids (const gint64 *ids, gsize n_ids);
GhTarget *gh_target_new_for_keys (const char *const *keys);
GhTarget *gh_target_new_for_name (const char *name);
GhTarget *gh_target_new_for_query (const char *query);
GhTarget *gh_target_copy (const GhTarget *self);
void      gh_target_free (GhTarget *self);

/** Returns: (transfer full): how it was given, for the log: a query, a name, or the number of ids */
JsonObject *gh_target_to_json (const GhTarget *self);

/**
 * gh_target_resolve:
 * @self: a target
 * @run: a run being planned, whose operation has targets
 * @ids: (element-type gint64): where to append its row ids, ascending and without repeats
 * @error: (out): %GH_ERROR_NOT_FOUND where no record has a key or the name, %GH_ERROR_QUERY
 *
 * Returns: %TRUE if all were found
 */
gboolean gh_target_resolve (const GhTarget  *self,
                            GhRun           *run,
                            GArray          *ids,
                            GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTarget, gh_target_free)

G_END_DECLS
