/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhPhoneFacts:
 * @id: row id
 * @key: its 20-character key
 * @number: E.164; empty: none
 * @extension: its digits; empty: none
 * @name: its name, may be empty
 * @type: unknown, mobile, landline or tablet
 * @platform: a platform of the API, such as "google android"
 * @activated: when its app was activated, unix seconds; 0: it is not
 * @n_owners: how many users have it
 * @n_owners_in_trash: how many of them are in the Trash
 * @is_of_user: whether the user whom an operation names has it
 * @last_op: the entry that last touched it
 *
 * What the rules check about one phone; its texts are borrowed.
 */
typedef struct {
  gint64      id;
  const char *key;
  const char *number;
  const char *extension;
  const char *name;
  const char *type;
  const char *platform;
  gint64      activated;
  gint64      n_owners;
  gint64      n_owners_in_trash;
  gboolean    is_of_user;
  gint64      last_op;
} GhPhoneFacts;

G_END_DECLS
