/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bypass-codes/gh-bypass-code-lookup.h"

#include "base/gh-netstring.h"

void
gh_bypass_code_get_lookup (GhSecret *look_key,
                           gint64    user_id,
                           GhSecret *code,
                           guint8    lookup[GH_KEYED_HASH_BYTES])
{
  g_autoptr (GByteArray) prefix = gh_netstrings_new ("si", "bypass", user_id);

  gh_keyed_hash (look_key, prefix, code, lookup);
}

gboolean
gh_bypass_code_set_lookup (GhConnection  *connection,
                           gint64         id,
                           GhSecret      *look_key,
                           GhSecret      *code,
                           GError       **error)
{
  guint8 lookup[GH_KEYED_HASH_BYTES];
  g_autoptr (GBytes) bytes = NULL;
  gint64 user_id;

  if (!gh_connection_get_number (connection, "bypass-codes/get-user-of-code", &user_id, error, "i", id))
    return FALSE;

  gh_bypass_code_get_lookup (look_key, user_id, code, lookup);
  bytes = g_bytes_new (lookup, sizeof lookup);

  return gh_connection_run (connection, "bypass-codes/set-lookup", error, "ib", id, bytes) &&
         gh_connection_run (connection, "bypass-codes/insert-past-bypass-code", error, "ib", user_id, bytes);
}

gboolean
gh_bypass_code_forget_past (GhConnection  *connection,
                            GError       **error)
{
  return gh_connection_run (connection, "bypass-codes/forget-past-bypass-codes", error, "");
}
