/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "operations/gh-role-table.h"

G_BEGIN_DECLS

/**
 * GhGroupFacts:
 * @id: row id; 0: there is no such group
 * @key: its 20-character key
 * @name: its name
 * @description: its description
 * @status: the status it gives its members
 * @directory_id: the directory that owns it; 0: none
 * @last_op: the entry that last touched it
 *
 * What the rules check about one group.
 */
typedef struct {
  gint64          id;
  char           *key;
  char           *name;
  char           *description;
  GhStoredStatus  status;
  gint64          directory_id;
  gint64          last_op;
} GhGroupFacts;

G_END_DECLS
