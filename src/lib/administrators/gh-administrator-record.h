/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "administrators/gh-administrator-facts.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

#define GH_ADMINISTRATOR_KIND "administrator"

extern const GhRecordKind gh_record_kind_administrator;

/**
 * gh_administrator_facts_read:
 * @self: (out caller-allocates): the administrator; its id is 0 if there is none
 * @connection: a connection to both files
 * @id: row id
 * @now: unix seconds
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be read
 */
gboolean gh_administrator_facts_read (GhAdministratorFacts  *self,
                                      GhConnection          *connection,
                                      gint64                 id,
                                      gint64                 now,
                                      GError               **error);

/** The same by e-mail address, in any case. */
gboolean gh_administrator_facts_find (GhAdministratorFacts  *self,
                                      GhConnection          *connection,
                                      const char            *email,
                                      gint64                 now,
                                      GError               **error);

/**
 * gh_administrator_write:
 * @run: a run being applied
 * @old_facts: the administrator, as read
 * @facts: the same with another name, address, role, status, or lock-out that was ended
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it is written and journaled
 */
gboolean gh_administrator_write (GhRun                       *run,
                                 const GhAdministratorFacts  *old_facts,
                                 const GhAdministratorFacts  *facts,
                                 GError                     **error);

/**
 * gh_administrator_count:
 * @connection: a connection
 * @n_all: (out): how many administrators there are
 * @n_owners: (out): how many of them are usable Owners (A5): enabled, with a second factor
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if they could be counted
 */
gboolean gh_administrator_count (GhConnection  *connection,
                                 gint64        *n_all,
                                 gint64        *n_owners,
                                 GError       **error);

G_END_DECLS
