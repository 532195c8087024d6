/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/gh-spelling.h"
#include "store/gh-connection.h"
#include "verification/gh-decision.h"

G_BEGIN_DECLS

/** Failures are kept of the names that were typed in so many attempts, of which each may be for another. */
#define GH_NAME_FAILURES_KEPT 100000

/**
 * GhNamed:
 * @spelling: what was typed
 * @match: what the directory knows of it
 * @user_id: whose name it is; 0: nobody's, or more than one person's
 * @near_id: somebody whose name is nearly it; 0: there is nobody, or it is found
 *
 * Who a typed name is.
 */
typedef struct {
  GhSpelling  spelling;
  GhNameMatch match;
  gint64      user_id;
  gint64      near_id;
} GhNamed;

/**
 * gh_named_look_up:
 * @self: (out caller-allocates): clear it with gh_named_clear(), even after an error
 * @connection: a connection to a directory
 * @typed: any bytes up to a NUL
 * @error: (out): where to put the error
 *
 * Looks up who is meant (V4).
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_named_look_up (GhNamed       *self,
                           GhConnection  *connection,
                           const char    *typed,
                           GError       **error);

void gh_named_clear (GhNamed *self);

/**
 * gh_named_note_failure:
 * @self: a name that is nobody's
 * @events: the events file's writing connection, in a transaction
 * @attempt: the attempt's number
 * @error: (out): where to put the error
 *
 * Counts a passcode that was typed for the name (V3), and forgets names that nobody has typed for long.
 *
 * Returns: %TRUE if written
 */
gboolean gh_named_note_failure (const GhNamed  *self,
                                GhConnection   *events,
                                gint64          attempt,
                                GError        **error);

/** Reads how many passcodes were typed for a name that is nobody's, as far as that is kept. */
gboolean gh_named_count_failures (const GhNamed  *self,
                                  GhConnection   *connection,
                                  gint64         *n_failures,
                                  GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhNamed, gh_named_clear)

G_END_DECLS
