/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "groups/gh-group-facts.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

G_BEGIN_DECLS

/** The records of groups in the journal. */
#define GH_GROUP_KIND "group"

extern const GhRecordKind gh_record_kind_group;

void gh_group_facts_clear (GhGroupFacts *self);

/**
 * gh_group_facts_read:
 * @self: (out caller-allocates): the facts, to clear with gh_group_facts_clear()
 * @run: a run
 * @id: row id
 * @error: (out): where to put the error
 *
 * Returns: %TRUE if it could be looked up
 */
gboolean gh_group_facts_read (GhGroupFacts  *self,
                              GhRun         *run,
                              gint64         id,
                              GError       **error);

/** The same by @name, ignoring case. */
gboolean gh_group_facts_find (GhGroupFacts  *self,
                              GhRun         *run,
                              const char    *name,
                              GError       **error);

/**
 * gh_group_insert:
 * @run: a run that applies
 * @name: an unused name
 * @description: its description
 * @status: its status
 * @directory_id: the directory that owns it; 0: none
 * @id: (out): row id
 * @key: (out) (optional) (transfer full): its key
 * @error: (out): where to put the error
 *
 * Creates a group, with its journal row.
 *
 * Returns: %TRUE if created
 */
gboolean gh_group_insert (GhRun           *run,
                          const char      *name,
                          const char      *description,
                          GhStoredStatus   status,
                          gint64           directory_id,
                          gint64          *id,
                          char           **key,
                          GError         **error);

/** The same without a journal row (Y1). */
gboolean gh_group_insert_row (GhRun           *run,
                              const char      *key,
                              const char      *name,
                              const char      *description,
                              GhStoredStatus   status,
                              gint64           directory_id,
                              GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhGroupFacts, gh_group_facts_clear)

G_END_DECLS
