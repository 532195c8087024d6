/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "operations/gh-changes.h"
#include "users/gh-belonging.h"

G_BEGIN_DECLS

/**
 * GhBelongingKind:
 * @get_type: the class of the objects
 * @read: called with a reader inside a transaction; adds an object for each that the user has, in the order of the list,
 *   by one statement
 * @kinds: (array zero-terminated=1): names of the kinds of records whose decisions may show in any of them
 * @fact_kind: (nullable): the kind whose facts are about them; the user's own facts always are
 *
 * What a user has of one kind: GhPhone, GhToken, GhBypassCode and GhEndpoint each define theirs.
 */
typedef struct {
  GType            (*get_type) (void);
  gboolean         (*read)     (GhConnection  *connection,
                                gint64         user_id,
                                gint64         now,
                                GPtrArray     *into,
                                GError       **error);
  const char *const *kinds;
  const char        *fact_kind;
} GhBelongingKind;

/**
 * GhBelongings:
 *
 * What one user has of one kind, a #GListModel for pages to bind to. It is empty until it is read. A change arrives as a
 * property notification of the object that changed; the list itself changes where something came, went or moved.
 * Belongs to the main loop.
 */
#define GH_TYPE_BELONGINGS (gh_belongings_get_type ())
G_DECLARE_FINAL_TYPE (GhBelongings, gh_belongings, GH, BELONGINGS, GObject)

/** Returns: (transfer full): an empty list. @user_id: row id of the user */
GhBelongings *gh_belongings_new (const GhBelongingKind *kind,
                                 gint64                 user_id);

const GhBelongingKind *gh_belongings_get_kind (GhBelongings *self);
gint64                 gh_belongings_get_user_id (GhBelongings *self);

/**
 * gh_belongings_read:
 * @kind: what to read
 * @user_id: row id of the user
 * @connection: a reader inside a transaction
 * @now: unix seconds, for what time does
 * @error: (out): where to put the error
 *
 * Reads what a list takes, on any thread; gh_session_follow() does both.
 *
 * Returns: (transfer full) (nullable) (element-type GhBelonging): all of the user's, none for a user who is gone
 */
GPtrArray *gh_belongings_read (const GhBelongingKind  *kind,
                               gint64                  user_id,
                               GhConnection           *connection,
                               gint64                  now,
                               GError                **error);

/**
 * gh_belongings_take:
 * @self: a list
 * @read: (transfer full) (element-type GhBelonging): what was read
 *
 * Becomes what was read. Objects stay for records that stay.
 */
void gh_belongings_take (GhBelongings *self,
                         GPtrArray    *read);

/** Returns: whether @changes may show in the list, so that it must be read again */
gboolean gh_belongings_are_touched (GhBelongings    *self,
                                    const GhChanges *changes);

G_END_DECLS
