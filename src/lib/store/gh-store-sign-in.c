/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3: how an attempt to sign in is written. What is not written counts for nothing, so it must be denied. */
#include "store/gh-store-private.h"

gboolean
gh_store_write_sign_in (GhStore      *self,
                        GhStoreFunc   func,
                        gpointer      data,
                        GError      **error)
{
  g_return_val_if_fail (GH_IS_STORE (self), FALSE);

  return gh_writer_run (gh_store_get_writer (self, GH_FILE_EVENTS), GH_WRITE_SIGN_IN, func, data, error);
}
