/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "organisation/gh-practice.h"

G_BEGIN_DECLS

/**
 * gh_user_insert_practice:
 * @token_id: row id of the user's token, if any
 *
 * Inserts a made-up user with names, memberships, phones and token, without a journal row (Y1). Row ids of groups and
 * phones are their numbers from 1.
 */
gboolean gh_user_insert_practice (GhRun                 *run,
                                  const GhPracticeUser  *user,
                                  gint64                 id,
                                  gint64                 token_id,
                                  GError               **error);

/** Gives the user a made-up token (Y4). */
gboolean gh_user_insert_practice_token (GhRun   *run,
                                        gint64   id,
                                        gint64   token_id,
                                        GError **error);

G_END_DECLS
