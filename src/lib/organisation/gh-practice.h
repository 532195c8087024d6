/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-id.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

#define GH_PRACTICE_MAX_ALIASES 8
#define GH_PRACTICE_MAX_PHONES  3
#define GH_PRACTICE_MAX_GROUPS  4
#define GH_PRACTICE_DIRECTORIES 2

/**
 * GhPracticeUser:
 *
 * One made-up user (Y2). Numbers of phones, tokens, groups and directories count from 0; texts belong to the
 * #GhPractice until its next user.
 */
typedef struct {
  char        key[GH_ID_LENGTH + 1];
  const char *username;
  const char *realname;
  const char *email;
  const char *notes;
  guint       n_aliases;
  const char *aliases[GH_PRACTICE_MAX_ALIASES];
  int         status;            /* GhStoredStatus */
  gint64      until;             /* 0: none */
  int         directory;         /* -1: not managed */
  gint64      created;
  gint64      last_login;        /* 0: never */
  gint64      last_sync;         /* 0: never */
  gint64      locked;            /* 0: not */
  guint       n_phones;
  guint64     phones[GH_PRACTICE_MAX_PHONES];
  gboolean    has_token;
  guint64     token;
  guint       n_groups;
  guint       groups[GH_PRACTICE_MAX_GROUPS];
  int         trash_origin;      /* GhTrashOrigin; 0: not in the Trash */
  gint64      trash_sent;
  gint64      purge_at;
  int         status_before;
} GhPracticeUser;

/**
 * GhPractice:
 *
 * Makes up an organisation's users, one after another. The same numbers give the same users (Y1).
 */
typedef struct _GhPractice GhPractice;

/**
 * gh_practice_new:
 * @n_users: how many users, without those in the Trash
 * @seed: decides all that is random
 * @today: unix seconds of the day's first moment, UTC
 *
 * Returns: (transfer full): the maker
 */
GhPractice *gh_practice_new (guint64 n_users,
                             guint64 seed,
                             gint64  today);
void        gh_practice_free (GhPractice *self);

/**
 * gh_practice_next:
 * @self: a maker
 *
 * Returns: (transfer none) (nullable): the next user; %NULL after the last
 */
const GhPracticeUser *gh_practice_next (GhPractice *self);

guint64     gh_practice_get_n_users (GhPractice *self);   /* including those in the Trash */
guint       gh_practice_get_n_groups (GhPractice *self);
char       *gh_practice_make_group_name (GhPractice *self, guint group);
int         gh_practice_get_group_status (GhPractice *self, guint group);
int         gh_practice_get_group_directory (GhPractice *self, guint group);
void        gh_practice_make_key (GhPractice *self, const char *prefix, char key[GH_ID_LENGTH + 1]);

/**
 * gh_practice_fill_events:
 * @store: an organisation that organisation.fill-practice has filled
 * @n_users: as passed there
 * @seed: as passed there
 * @today: as passed there
 * @error: (out): where to put the error
 *
 * Writes the facts about the same users: last sign-ins and lock-outs. They are events, so no
 * operation writes them.
 *
 * Returns: %TRUE if written
 */
gboolean gh_practice_fill_events (GhStore  *store,
                                  guint64   n_users,
                                  guint64   seed,
                                  gint64    today,
                                  GError  **error);

/**
 * gh_practice_fill_attempts:
 * @store: an organisation that organisation.fill-practice has filled
 * @n_users: as passed there
 * @seed: as passed there
 * @today: as passed there
 * @n_attempts: how many attempts to sign in to make up, over the 30 days before @today
 * @error: (out): where to put the error
 *
 * Writes made-up rows of the authentication log (Y4). Nothing else follows from them.
 *
 * Returns: %TRUE if written
 */
gboolean gh_practice_fill_attempts (GhStore  *store,
                                    guint64   n_users,
                                    guint64   seed,
                                    gint64    today,
                                    guint64   n_attempts,
                                    GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPractice, gh_practice_free)

G_END_DECLS
