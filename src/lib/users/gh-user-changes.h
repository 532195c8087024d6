/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"

G_BEGIN_DECLS

/** With more changed records than this, reading everybody again is cheaper. */
#define GH_USER_CHANGES_MAX 10000

/**
 * GhUserChanges:
 * @head: the newest log entry
 * @ids: (element-type gint64): users that were made, changed or removed
 * @is_everything: whether that is not known, or too much to name: everybody may have changed
 * @has_names: whether groups or directories changed, which rows of users show
 *
 * What has happened to users since a log entry, by whichever program (J1).
 */
typedef struct {
  gint64    head;
  GArray   *ids;
  gboolean  is_everything;
  gboolean  has_names;
} GhUserChanges;

/**
 * gh_user_changes_read:
 * @connection: a reader inside a transaction
 * @since: the newest log entry that is known already
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): what changed
 */
GhUserChanges *gh_user_changes_read (GhConnection  *connection,
                                     gint64         since,
                                     GError       **error);

void gh_user_changes_free (GhUserChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserChanges, gh_user_changes_free)

G_END_DECLS
