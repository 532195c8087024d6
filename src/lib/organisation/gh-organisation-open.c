/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-organisation-open.h"

#include "operations/gh-witness.h"
#include "store/gh-content.h"

typedef struct {
  const char *organisation;
  gboolean    is_newest;
} Look;

static gboolean
look_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Look *look = data;

  look->is_newest = gh_witness_is_newest (look->organisation, connection);

  return TRUE;
}

GhStore *
gh_organisation_open (const char  *path,
                      GhClock     *clock,
                      char       **warning,
                      GError     **error)
{
  g_autoptr (GhStore) store = gh_store_open (path, clock, error);
  g_autofree char *said = NULL;
  Look look = { 0 };

  if (store == NULL)
    return NULL;

  look.organisation = gh_store_get_organisation_key (store);
  if (!gh_store_read (store, look_cb, &look, error) ||
      (!look.is_newest && !gh_content_check (store, GH_CONTENT_QUICK, error)))
    return NULL;

  said = gh_witness_attach (store);
  if (warning != NULL)
    *warning = g_steal_pointer (&said);

  return g_steal_pointer (&store);
}
