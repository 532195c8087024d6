/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "list/gh-list-kind.h"
#include "users/gh-user-by-facts.h"
#include "users/gh-user-fields.h"
#include "users/gh-user-query.h"
#include "users/gh-users-source.h"

G_BEGIN_DECLS

/**
 * GhUsersKind:
 * @list: the kind of list
 * @scope: which users it may list
 *
 * A list of users.
 */
typedef struct {
  GhListKind  list;
  GhUserScope scope;
} GhUsersKind;

/** The query fields of lists of users, with the numbers of #GhUserField, while users have no first and last names. */
extern const GhListFields gh_users_fields;

/* What the organisation's users have, see #GhListKind. */

const GhListFields *gh_users_get_fields (GhSession *session);
gboolean            gh_users_has_column (GhSession *session,
                                         guint      column);

/**
 * gh_users_origin_get_label:
 *
 * Returns: why users with that origin are in the Trash, translated; "" if they are not
 */
const char *gh_users_origin_get_label (GhTrashOrigin origin);

/**
 * gh_users_dup_in_group:
 * @name: the name of a group
 * @is_not: whether to negate it
 *
 * Returns: (transfer full): the query of its members
 */
char *gh_users_dup_in_group (const char *name,
                             gboolean    is_not) G_GNUC_WARN_UNUSED_RESULT;

/** The prefix of the actions of lists of users. */
#define GH_USERS_PREFIX "users."

/** What all lists of users share, for the initializer of a #GhUsersKind. */
#define GH_USERS_KIND \
  .fields = &gh_users_fields, \
  .get_fields = gh_users_get_fields, \
  .has_column = gh_users_has_column, \
  .n_columns = GH_USERS_N_COLUMNS, \
  .view_right = GH_RIGHT_VIEW_USERS, \
  .export_right = GH_RIGHT_EXPORT, \
  .no_match_title = N_("No Users Match"), \
  .no_match = N_("Nobody has “%s” in their name, e-mail, phone number or token serial."), \
  .no_match_in_view = N_("Nobody in this view has “%s” in their name, e-mail, phone number or token serial."), \
  .no_match_filter = N_("Nobody is all that is asked for."), \
  .can_import = TRUE, \
  .none_selected = N_("No user is selected."), \
  .report_of = GH_PLURAL ("Report of %s user", "Report of %s users"), \
  .report_of_selected = GH_PLURAL ("Report of the %s selected user", "Report of the %s selected users"), \
  .create_source = gh_users_source_new, \
  .is_by_facts = gh_user_view_is_by_facts, \
  .list_async = gh_users_list_async, \
  .count = gh_users_count, \
  .copy = gh_users_copy, \
  .write = gh_users_write

/** Of the users page itself. */
extern const GhUsersKind gh_users_kind;

/* Functions that read users, see #GhListKind. */

void     gh_users_list_async (const GhListKind    *kind,
                              const GhView        *view,
                              guint                n_first,
                              GhSession           *session,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             data);
gboolean gh_users_count      (gconstpointer   kind,
                              const GhView   *view,
                              GhConnection   *connection,
                              gint64         *count,
                              GError        **error);
gboolean gh_users_copy       (const GArray  *ids,
                              const guint   *columns,
                              guint          n_columns,
                              gint64         now,
                              GhConnection  *connection,
                              GString       *text,
                              GError       **error);
gboolean gh_users_write      (const GhListKind  *kind,
                              const GhView      *view,
                              GhStore           *store,
                              const GhActor     *actor,
                              GhReportFormat     format,
                              const char        *path,
                              GhJob             *job,
                              gint64            *count,
                              GError           **error);

G_END_DECLS
