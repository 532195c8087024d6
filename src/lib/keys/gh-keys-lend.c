/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys/gh-keys-lend.h"

#include "keys/gh-seal.h"

typedef struct {
  GhKeys  *keys;
  GhStore *other;
} Lending;

static gboolean
lend_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  const Lending *lending = data;
  const char *organisation = gh_store_get_organisation_key (lending->other);
  g_autoptr (GhStatement) row = gh_connection_query (connection, "keys/list-master-keys", error, "");

  while (gh_statement_next (row))
    {
      gint64 number = gh_statement_get_int (row, 0);
      g_autoptr (GhSecret) master = gh_keys_dup_master (lending->keys, number);
      gsize length;
      gconstpointer value = gh_statement_get_blob (row, 1, &length);

      if (master != NULL && gh_key_check (master, organisation, number, value, length))
        gh_keys_add (gh_keys_of (lending->other), number, master);
    }

  return gh_statement_finish (row, error);
}

gboolean
gh_keys_lend (GhKeys   *self,
              GhStore  *other,
              GError  **error)
{
  Lending lending = { self, other };

  g_return_val_if_fail (self != NULL && GH_IS_STORE (other), FALSE);

  return gh_store_read (other, lend_cb, &lending, error);
}
