/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-run.h"
#include "users/gh-user-rules.h"

G_BEGIN_DECLS

/**
 * GhUserNames:
 * @username: the username
 * @aliases: the aliases by slot, from 1 on; %NULL where a slot is free
 *
 * All the names of one user.
 */
typedef struct {
  char *username;
  char *aliases[GH_MAX_ALIASES + 1];
} GhUserNames;

void gh_user_names_clear (GhUserNames *self);
void gh_user_names_copy (const GhUserNames *self, GhUserNames *copy);

/**
 * gh_user_names_read:
 * @self: (out caller-allocates): the names, to clear with gh_user_names_clear()
 * @run: a run
 * @user_id: row id
 * @username: the username, already read by the caller
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if read
 */
gboolean gh_user_names_read (GhUserNames  *self,
                             GhRun        *run,
                             gint64        user_id,
                             const char   *username,
                             GError      **error);

/**
 * gh_user_names_remove_alias:
 * @self: names
 * @alias: one of them, in any case
 *
 * Returns: %GH_REFUSAL_NONE or %GH_REFUSAL_NO_SUCH_ALIAS
 */
GhRefusal gh_user_names_remove_alias (GhUserNames *self,
                                      const char  *alias);

/**
 * gh_user_names_add_alias:
 * @self: names
 * @alias: a name that gh_user_check_username() accepted
 *
 * Takes the lowest free slot. An alias already there, letter for letter, stays as it is.
 *
 * Returns: %GH_REFUSAL_NONE, or why not
 */
GhRefusal gh_user_names_add_alias (GhUserNames *self,
                                   const char  *alias);

/**
 * gh_user_names_set_username:
 * @self: names
 * @username: a name that gh_user_check_username() accepted
 *
 * Returns: %GH_REFUSAL_NONE or %GH_REFUSAL_ALIAS_IS_USERNAME
 */
GhRefusal gh_user_names_set_username (GhUserNames *self,
                                      const char  *username);

gboolean gh_user_names_have_same_aliases (const GhUserNames *a, const GhUserNames *b);

/** Joins the aliases for display: "a, b". */
char *gh_user_names_join_aliases (const GhUserNames *self);

/**
 * gh_user_names_to_json:
 * @self: names
 *
 * Returns: (transfer full): the aliases in the journal's form: {"alias1": …}
 */
JsonObject *gh_user_names_to_json (const GhUserNames *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhUserNames, gh_user_names_clear)

G_END_DECLS
