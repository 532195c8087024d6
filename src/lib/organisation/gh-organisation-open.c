/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-organisation-open.h"

#include "operations/gh-ending.h"
#include "operations/gh-era.h"
#include "operations/gh-run.h"
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

static gboolean
knows_events_cb (GhConnection  *connection,
                 gpointer       data,
                 GError       **error)
{
  return gh_era_knows_events (connection, data, error);
}

static gboolean
settle (GhStore  *store,
        GError  **error)
{
  g_autoptr (GhActor) system = gh_actor_new_system ("gatehouse");
  g_autoptr (GhResult) result = NULL;
  gboolean knows;

  if (!gh_store_read (store, knows_events_cb, &knows, error))
    return FALSE;
  if (!knows)
    {
      result = gh_run (store,
                       &(GhRequest) { .operation = gh_operation_find ("organisation.begin-era"), .actor = system },
                       NULL, error);
      if (result == NULL)
        return FALSE;
    }

  return gh_ending_catch_up (store, error);
}

void
gh_organisation_settle (GhStore *store)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GH_IS_STORE (store));

  /* Looking goes on where it fails: nothing that it would end is alive meanwhile. */
  if (gh_store_is_writable (store, NULL) && !settle (store, &error))
    g_ptr_array_add (gh_store_get_notices (store), g_strdup (error->message));
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
  gh_organisation_settle (store);
  if (warning != NULL)
    *warning = g_steal_pointer (&said);

  return g_steal_pointer (&store);
}
