/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "organisation/gh-organisation-open.h"

#include "operations/gh-ending.h"
#include "operations/gh-era.h"
#include "operations/gh-run.h"
#include "operations/gh-witness.h"
#include "store/gh-content.h"

#include <glib/gi18n-lib.h>

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

/* What may have been used since must not be good any more. */
static gboolean
renew_older_events (GhStore  *store,
                    GError  **error)
{
  if (!gh_witness_has_older_events (store))
    return TRUE;
  if (!gh_witness_renew_events (store, error))
    return FALSE;

  g_ptr_array_add (gh_store_get_notices (store), g_strdup_printf (
    _("The events of “%s” count as new from now on: nobody becomes inactive by it, and bypass codes and links made before "
      "end."), gh_store_get_path (store)));

  return TRUE;
}

void
gh_organisation_settle (GhStore *store)
{
  g_autoptr (GError) error = NULL;
  char *warning;

  g_return_if_fail (GH_IS_STORE (store));

  warning = gh_witness_attach (store);
  if (warning != NULL)
    g_ptr_array_add (gh_store_get_notices (store), warning);

  /* Looking goes on where it fails: nothing that it would end is alive meanwhile. */
  if (gh_store_is_writable (store, NULL) && (!renew_older_events (store, &error) || !settle (store, &error)))
    g_ptr_array_add (gh_store_get_notices (store), g_strdup (error->message));
}

GhStore *
gh_organisation_open (const char  *path,
                      GhClock     *clock,
                      GError     **error)
{
  g_autoptr (GhStore) store = gh_store_open (path, clock, error);
  Look look = { 0 };

  if (store == NULL)
    return NULL;

  look.organisation = gh_store_get_organisation_key (store);
  if (!gh_store_read (store, look_cb, &look, error) ||
      (!look.is_newest && !gh_content_check (store, GH_CONTENT_QUICK, error)))
    return NULL;

  gh_organisation_settle (store);

  return g_steal_pointer (&store);
}
