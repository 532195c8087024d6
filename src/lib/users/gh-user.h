/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "users/gh-user-status.h"

G_BEGIN_DECLS

/**
 * GhUserPhone:
 *
 * A phone as its owner's page shows it; @type and @platform are the database's words.
 */
typedef struct {
  char     *key;
  char     *number;
  char     *grouped;    /* @number for display */
  char     *extension;
  char     *name;
  char     *type;
  char     *platform;
  gboolean  is_activated;
} GhUserPhone;

/**
 * GhUserToken:
 *
 * A hardware token as its owner's page shows it.
 */
typedef struct {
  char *key;
  char *type;
  char *serial;
} GhUserToken;

/**
 * GhUserMembership:
 *
 * A group as its member's page shows it.
 */
typedef struct {
  char           *key;
  char           *name;
  GhStoredStatus  status;
} GhUserMembership;

/**
 * GhUserCode:
 *
 * A bypass code as its user's page shows it, without the code; @expires is 0 if it never expires; @uses, the total
 * allowed, is 0 for any number.
 */
typedef struct {
  char   *key;
  gint64  created;
  char   *created_by;
  gint64  expires;
  gint64  uses;
} GhUserCode;

/**
 * GhUserEndpoint:
 *
 * A computer that the user signed in from.
 */
typedef struct {
  char *key;
  char *name;
} GhUserEndpoint;

/**
 * GhUser:
 *
 * One complete user (U7), as last read. Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | id, key, revision | gint64, text, gint64 | row id; key; the entry that last touched the user (O8) |
 * | username, realname, email, notes | text | |
 * | aliases | GStrv | in the order of their slots |
 * | status, until | gint64 | what is stored (S5): a #GhStoredStatus; the end of Bypass or 0 |
 * | effective, source, lockout-reason | gint64, text, text | what holds, a #GhEffectiveStatus; what decided it |
 * | locked, locked-until | gint64 | the last lock-out, whether it still holds or not; 0: none, or without end |
 * | created, last-login, last-sync | gint64 | unix seconds, or 0 |
 * | directory, directory-disabled | text, gboolean | the directory's name; "" for unmanaged users |
 * | trash-origin, sent, sent-by, purge-at, status-before | gint64; sent-by is text | 0 and "" when not in the Trash |
 * | is-enrolled | gboolean | whether the user has a device |
 * | enrolment-email, enrolment-expires | text, gint64 | a pending enrolment, or "" and 0 |
 * | phones, tokens, groups | GPtrArray | of #GhUserPhone, #GhUserToken, #GhUserMembership |
 * | codes, endpoints | GPtrArray | of #GhUserCode, #GhUserEndpoint |
 */
#define GH_TYPE_USER (gh_user_get_type ())
G_DECLARE_FINAL_TYPE (GhUser, gh_user, GH, USER, GObject)

/**
 * gh_user_load:
 * @connection: a reader inside a transaction
 * @id: row id
 * @now: unix seconds, for the effective status
 * @error: (out): %GH_ERROR_NOT_FOUND if there is no such user
 *
 * Returns: (transfer full) (nullable): the user
 */
GhUser *gh_user_load (GhConnection  *connection,
                      gint64         id,
                      gint64         now,
                      GError       **error);

/**
 * gh_user_take:
 * @self: a user
 * @other: (transfer full): the same user, read later, perhaps by another thread
 *
 * Becomes @other, notifying only the properties that changed.
 */
void gh_user_take (GhUser *self,
                   GhUser *other);

/** What an operation's check uses; without @status_before, @until_before and @last_op. */
const GhUserFacts *gh_user_get_facts (GhUser *self);

gint64             gh_user_get_id (GhUser *self);
gint64             gh_user_get_revision (GhUser *self);
GhEffectiveStatus  gh_user_get_effective (GhUser *self);
const char        *gh_user_get_key (GhUser *self);
const char        *gh_user_get_username (GhUser *self);
const char *const *gh_user_get_aliases (GhUser *self);

/* (transfer none) (element-type GhUserPhone) and so on */
GPtrArray *gh_user_get_phones (GhUser *self);
GPtrArray *gh_user_get_tokens (GhUser *self);
GPtrArray *gh_user_get_groups (GhUser *self);
GPtrArray *gh_user_get_codes (GhUser *self);
GPtrArray *gh_user_get_endpoints (GhUser *self);

G_END_DECLS
