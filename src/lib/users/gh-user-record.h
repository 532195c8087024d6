/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of users in the journal. */
#define GH_USER_KIND "user"

extern const GhRecordKind gh_record_kind_user;

/**
 * gh_user_find_holder:
 * @run: a run
 * @name: a username or alias, in any case
 * @user_id: (out): row id of the user who holds it; 0: nobody
 * @is_trashed: (out): whether that user is in the Trash
 * @holder: (out) (transfer full): "“k.minjun” is the username of 김민준", %NULL if nobody holds it
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_user_find_holder (GhRun       *run,
                              const char  *name,
                              gint64      *user_id,
                              gboolean    *is_trashed,
                              char       **holder,
                              GError     **error);

/**
 * gh_user_journal_created:
 * @run: a run that applies, with the ids of new users in `chunk`
 * @data: not used: this is a #GhRunChunkFunc
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if the journal has their records
 */
gboolean gh_user_journal_created (GhRun    *run,
                                  gpointer  data,
                                  GError  **error);

G_END_DECLS
