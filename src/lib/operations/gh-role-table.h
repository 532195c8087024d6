/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-refusal.h"
#include "settings/gh-settings.h"

G_BEGIN_DECLS

/**
 * GhRole:
 *
 * An administrator's role (A4), in the order of the table's columns.
 */
typedef enum {
  GH_ROLE_OWNER,
  GH_ROLE_ADMINISTRATOR,
  GH_ROLE_APPLICATION_MANAGER,
  GH_ROLE_USER_MANAGER,
  GH_ROLE_HELP_DESK,
  GH_ROLE_SECURITY_ANALYST,
  GH_ROLE_READ_ONLY,

  GH_N_ROLES
} GhRole;

/**
 * GhStoredStatus:
 *
 * The statuses that can be set (S1, S5), with their numbers in the database.
 */
typedef enum {
  GH_STATUS_ACTIVE,
  GH_STATUS_BYPASS,
  GH_STATUS_DISABLED,
} GhStoredStatus;

/* Not operations, but they need a right too. */
#define GH_RIGHT_VIEW_USERS "users.view"
#define GH_RIGHT_EXPORT     "users.export"
#define GH_RIGHT_VIEW_LOG   "log.view"
#define GH_RIGHT_EXPORT_LOG "log.export"
#define GH_RIGHT_BACKUP     "organisation.backup"
#define GH_RIGHT_VIEW_ADMINISTRATORS "administrators.view"
#define GH_RIGHT_CHECK_PASSCODE "passcode.check"

/** Returns: %GH_REFUSAL_NONE, or %GH_REFUSAL_ROLE if @role may not do @name: an operation, or a GH_RIGHT */
GhRefusal gh_role_may (GhRole      role,
                       const char *name);

/** Adds a row, for gh_operation_add(). */
void gh_role_add (const char *name,
                  const char *may);

/**
 * gh_role_may_set_status:
 * @role: the caller's role
 * @wanted: the status that would result, in whatever way
 * @is_unlocking: whether the user is locked out and only that changes
 * @settings: the organisation's settings
 *
 * Also called where a status changes in another way: a group's membership or status, import, undo, restoring
 * with the previous status.
 *
 * Returns: %GH_REFUSAL_NONE, or why not
 */
GhRefusal gh_role_may_set_status (GhRole            role,
                                  GhStoredStatus    wanted,
                                  gboolean          is_unlocking,
                                  const GhSettings *settings);

/** Copying, printing or saving more rows than this is an export (A4). */
#define GH_ROLE_ROWS 100

/**
 * gh_role_may_take:
 * @role: the caller's role
 * @right: the right to export them, such as %GH_RIGHT_EXPORT
 * @n_rows: how many rows are to be copied, printed or saved
 *
 * Returns: %GH_REFUSAL_NONE, or %GH_REFUSAL_TOO_MANY_ROWS where that is an export and @role lacks @right
 */
GhRefusal gh_role_may_take (GhRole      role,
                            const char *right,
                            gint64      n_rows);

/** Returns: the role's name, translated */
const char *gh_role_get_label (GhRole role);

/** The words for roles in files and on the command line, in the order of #GhRole; never translated. */
extern const char *const gh_role_words[GH_N_ROLES + 1];

/** Returns: whether @word, such as "help-desk", names a role. @role: (out): which */
gboolean gh_role_parse (const char *word,
                        GhRole     *role);

/** Returns: the role's name as the API has it, never translated (domain 9.2) */
const char *gh_role_get_api_name (GhRole role);

G_END_DECLS
