/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/gh-connection.h"
#include "users/gh-user-row.h"
#include "verification/gh-app-state.h"

G_BEGIN_DECLS

/**
 * GhUserCode:
 *
 * A bypass code as its user's page shows it, without the code; @expires is 0 if it never expires; @uses, the total
 * allowed, is 0 for any number.
 */
typedef struct {
  const char *key;
  gint64      created;
  const char *created_by;
  gint64      expires;
  gint64      uses;
} GhUserCode;

/**
 * GhUserApp:
 *
 * The app on one of a user's phones; @until is when it ends unless a passcode comes before, or 0.
 */
typedef struct {
  GhAppState state;
  gint64     until;
} GhUserApp;

/**
 * GhUser:
 *
 * One complete user (U7), as last read. Its properties are read-only:
 *
 * | property | type | |
 * |---|---|---|
 * | id, key, revision | gint64, text, gint64 | row id; key; the entry that last touched the user (O8) |
 * | username, realname, email, notes | text | |
 * | firstname, lastname | text | "" while users have none (U7) |
 * | aliases | GStrv | in the order of their slots |
 * | status, until | gint64 | what is stored (S5): a #GhStoredStatus; the end of Bypass or 0 |
 * | effective, source, lockout-reason | gint64, text, text | what holds, a #GhEffectiveStatus; what decided it |
 * | locked, locked-until | gint64 | the last lock-out, whether it still holds or not; 0: none, or without end |
 * | locked-at | GStrv | the applications that alone deny the user for failures there (V3), by name |
 * | created, last-login, last-sync | gint64 | unix seconds, or 0 |
 * | directory, directory-disabled | text, gboolean | the directory's name; "" for unmanaged users |
 * | trash-origin, sent, sent-by, purge-at, status-before | gint64; sent-by is text | 0 and "" when not in the Trash |
 * | is-enrolled | gboolean | whether the user has a device |
 * | enrolment-email, enrolment-expires | text, gint64 | a pending enrolment, or "" and 0 |
 * | endpoints | GStrv | the computers that the user signed in from lately (V6) |
 * | phones, tokens, groups, codes | gpointer | to be notified: they are in gh_user_get_row(), gh_user_get_codes() |
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
 * gh_user_read_locked_at:
 * @connection: a reader inside a transaction
 * @id: row id
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: (transfer full) (nullable): what the property `locked-at` of that user would be
 */
GStrv gh_user_read_locked_at (GhConnection  *connection,
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

/**
 * gh_user_get_row:
 * @self: a user
 *
 * Returns: (transfer none): the user, until gh_user_take(); its facts lack @status_before, @until_before and @last_op,
 *   and no text is %NULL but @directory_key, @external_id and missing @aliases
 */
const GhUserRow *gh_user_get_row (GhUser *self);

gint64             gh_user_get_revision (GhUser *self);
const char *const *gh_user_get_aliases (GhUser *self);
const char *const *gh_user_get_endpoints (GhUser *self);
const char *const *gh_user_get_locked_at (GhUser *self);

/** The numbers of the phones, grouped. They are grouped while loading, because that takes long at first. */
const char *const *gh_user_get_numbers (GhUser *self);

/** (transfer none): the apps on the phones, one for each, in their order. They change with the phones' property. */
const GhUserApp *gh_user_get_apps (GhUser *self);

/** (transfer none) (element-type GhUserCode) */
GArray *gh_user_get_codes (GhUser *self);

G_END_DECLS
