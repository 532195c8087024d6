/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/gh-session-private.h"

#include "base/gh-time.h"
#include "operations/gh-witness.h"
#include "operations/gh-run.h"
#include "organisation/gh-organisation-open.h"

#include <glib/gi18n-lib.h>

#define WAY "gatehouse"

static void
opening_free (gpointer data)
{
  GhOpening *opening = data;

  if (opening->reader != NULL)
    gh_store_return_reader (opening->store, opening->reader);
  g_clear_object (&opening->store);
  g_free (opening->path);
  g_free (opening->new_name);
  gh_settings_clear (&opening->settings);
  g_free (opening);
}

/* The computer's zone; if it has no name, GLib returns a path. */
static char *
dup_local_time_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  return g_strdup (gh_time_zone_is_valid (name) ? name : "UTC");
}

static gboolean
create (GhOpening  *opening,
        GError    **error)
{
  g_autoptr (GhActor) actor = gh_actor_new_local (WAY);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autofree char *time_zone = dup_local_time_zone ();
  g_autoptr (GhResult) result = NULL;

  json_object_set_string_member (parameters, "name", opening->new_name);
  json_object_set_string_member (parameters, "time-zone", time_zone);
  result = gh_run (opening->store,
                   &(GhRequest) {
                     .operation = gh_operation_find ("organisation.create"),
                     .actor = actor,
                     .parameters = parameters,
                   },
                   NULL, error);
  if (result == NULL)
    return FALSE;

  if (result->is_refused)
    {
      g_autofree char *text = gh_result_to_text (result);

      g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED, text);
      return FALSE;
    }

  return TRUE;
}

/* Lends the session its reader, and finds from where it follows what changes. */
static gboolean
begin (GhOpening  *opening,
       GError    **error)
{
  g_autoptr (GhChanges) everything = NULL;
  g_autoptr (GError) local_error = NULL;

  opening->reader = gh_store_lend_reader (opening->store, error);
  if (opening->reader == NULL)
    return FALSE;

  opening->version = gh_connection_get_data_version (opening->reader);
  if (!gh_connection_begin_read (opening->reader, error))
    return FALSE;

  /* Without a place the first update reports that everything may have changed. */
  everything = gh_changes_read (opening->reader, NULL, &local_error);
  if (everything != NULL)
    opening->place = everything->place;
  else
    g_debug ("From where changes are followed could not be read: %s", local_error->message);

  return gh_connection_commit (opening->reader, error);
}

static gboolean
read_organisation (GhOpening  *opening,
                   GError    **error)
{
  if (!begin (opening, error) ||
      !gh_settings_read (&opening->settings, opening->reader, error))
    return FALSE;

  if (opening->settings.name == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("“%s” holds no organisation."),
                 gh_store_get_path (opening->store));

  return opening->settings.name != NULL;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GhOpening *opening = data;
  g_autoptr (GhClock) clock = gh_clock_new ();
  GError *error = NULL;

  if (opening->new_name != NULL)
    opening->store = gh_store_create (opening->path, clock, &error);
  else
    opening->store = gh_organisation_open (opening->path, clock, &error);

  if (opening->store != NULL && opening->new_name != NULL)
    g_free (gh_witness_attach (opening->store));

  if (opening->store == NULL || (opening->new_name != NULL && !create (opening, &error)) ||
      !read_organisation (opening, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
gh_session_open_async (const char          *path,
                       const char          *name,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  GhOpening *opening = g_new0 (GhOpening, 1);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, gh_session_open_async);
  opening->path = g_strdup (path);
  opening->new_name = g_strdup (name);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

GhSession *
gh_session_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return gh_session_make (g_task_get_task_data (G_TASK (result)), gh_actor_new_local (WAY));
}

GhSession *
gh_session_new (GhStore        *store,
                const GhActor  *actor,
                GError        **error)
{
  GhOpening *opening = g_new0 (GhOpening, 1);
  GhSession *self = NULL;

  opening->store = g_object_ref (store);
  if (read_organisation (opening, error))
    self = gh_session_make (opening, gh_actor_copy (actor));
  opening_free (opening);

  return self;
}

static void
retry_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GhOpening *opening = data;
  GError *error = NULL;

  if (!gh_store_reopen (opening->store, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  gh_organisation_settle (opening->store);
  if (begin (opening, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gh_session_retry_async (GhSession           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  GhOpening *opening = g_new0 (GhOpening, 1);

  g_return_if_fail (GH_IS_SESSION (self));

  g_task_set_source_tag (task, gh_session_retry_async);
  opening->store = g_object_ref (gh_session_get_store (self));
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, retry_in_thread);
}

gboolean
gh_session_retry_finish (GhSession    *self,
                         GAsyncResult *result)
{
  GError *error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      gh_session_set_lost (self, error);
      return FALSE;
    }

  gh_session_resume (self, g_task_get_task_data (G_TASK (result)));

  return TRUE;
}
