/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-role-table.h"

G_BEGIN_DECLS

/**
 * GhAdministratorFacts:
 * @id: row id; 0: there is no such administrator
 * @key: the key of 20 characters
 * @name: as people call this person
 * @email: by which this person signs in
 * @role: what this person may do
 * @is_disabled: whether signing in is denied
 * @is_ended: whether this person was removed after the backup that was restored: nothing makes signing in possible (O10)
 * @created: unix seconds
 * @has_password: whether there is a password
 * @has_factor: whether there is a second factor
 * @lockout: number of the lock-out that holds; 0: none does
 * @unlocked: number of the lock-out that the last unlocking ended; 0: there was none
 * @last_op: the entry that touched the record last
 *
 * What the rules ask about an administrator.
 */
typedef struct {
  gint64    id;
  char     *key;
  char     *name;
  char     *email;
  GhRole    role;
  gboolean  is_disabled;
  gboolean  is_ended;
  gint64    created;
  gboolean  has_password;
  gboolean  has_factor;
  gint64    lockout;
  gint64    unlocked;
  gint64    last_op;
} GhAdministratorFacts;

void gh_administrator_facts_clear (GhAdministratorFacts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhAdministratorFacts, gh_administrator_facts_clear)

G_END_DECLS
