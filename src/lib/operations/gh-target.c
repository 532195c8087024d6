/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations/gh-target.h"

#include "base/gh-error.h"
#include "base/gh-row-ids.h"
#include "operations/gh-record-kind.h"
#include "operations/gh-run.h"

#include <glib/gi18n-lib.h>

GhTarget *
gh_target_new_for_ids (const gint64 *ids,
                       gsize         n_ids)
{
  GhTarget *self = g_new0 (GhTarget, 1);

  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  if (n_ids > 0)
    g_array_append_vals (self->ids, ids, n_ids);

  return self;
}

GhTarget *
gh_target_new_for_keys (const char *const *keys)
{
  GhTarget *self = g_new0 (GhTarget, 1);

  self->keys = g_strdupv ((GStrv) keys);

  return self;
}

GhTarget *
gh_target_new_for_name (const char *name)
{
  GhTarget *self = g_new0 (GhTarget, 1);

  self->name = g_strdup (name);

  return self;
}

GhTarget *
gh_target_new_for_query (const char *query)
{
  GhTarget *self = g_new0 (GhTarget, 1);

  self->query = g_strdup (query);

  return self;
}

GhTarget *
gh_target_copy (const GhTarget *self)
{
  GhTarget *copy = g_new0 (GhTarget, 1);

  copy->ids = self->ids != NULL ? g_array_copy (self->ids) : NULL;
  copy->keys = g_strdupv (self->keys);
  copy->name = g_strdup (self->name);
  copy->query = g_strdup (self->query);
  copy->except = self->except != NULL ? g_array_copy (self->except) : NULL;

  return copy;
}

void
gh_target_free (GhTarget *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->except, g_array_unref);
  g_strfreev (self->keys);
  g_free (self->name);
  g_free (self->query);
  g_free (self);
}

JsonObject *
gh_target_to_json (const GhTarget *self)
{
  JsonObject *object = json_object_new ();

  if (self->query != NULL)
    json_object_set_string_member (object, "query", self->query);
  else if (self->name != NULL)
    json_object_set_string_member (object, "name", self->name);
  else
    json_object_set_int_member (object, "ids", self->ids != NULL ? self->ids->len : g_strv_length (self->keys));
  if (self->except != NULL)
    json_object_set_int_member (object, "except", self->except->len);

  return object;
}

/* --- resolving --- */

/* Both are ascending. */
static void
remove_excepted (GArray *ids,
                 GArray *except)
{
  guint n = 0;
  guint e = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (e < except->len && g_array_index (except, gint64, e) < id)
        e++;
      if (e == except->len || g_array_index (except, gint64, e) != id)
        g_array_index (ids, gint64, n++) = id;
    }
  g_array_set_size (ids, n);
}

static gboolean
list_query (const GhTarget  *self,
            GhRun           *run,
            GArray          *ids,
            GError         **error)
{
  const GhTargetKind *kind = run->operation->target;

  if (kind->list_query == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_QUERY, _("“%s” works on names and IDs, not on a query."),
                   run->operation->name);
      return FALSE;
    }

  if (!kind->list_query (run, self->query, ids, error))
    return FALSE;

  if (self->except != NULL)
    {
      g_autoptr (GArray) except = g_array_copy (self->except);

      gh_row_ids_unify (except);
      remove_excepted (ids, except);
    }

  return TRUE;
}

gboolean
gh_target_resolve (const GhTarget  *self,
                   GhRun           *run,
                   GArray          *ids,
                   GError         **error)
{
  const GhRecordKind *kind = gh_record_kind_find (run->operation->target->record_kind);
  gint64 id;

  if (self->query != NULL)
    return list_query (self, run, ids, error);

  for (guint i = 0; self->keys != NULL && self->keys[i] != NULL; i++)
    {
      if (!gh_record_kind_require_key (kind, run->connection, self->keys[i], &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  if (self->name != NULL)
    {
      if (!gh_record_kind_require_name (kind, run->connection, self->name, &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  if (self->ids != NULL)
    g_array_append_vals (ids, self->ids->data, self->ids->len);

  gh_row_ids_unify (ids);

  return TRUE;
}
