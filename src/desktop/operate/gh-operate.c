/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operate/gh-operate.h"

#include "groups/gh-group.h"
#include "operate/gh-operate-dialog-private.h"

#include <adwaita.h>

/* The request, and what the dialog needs before it can be created. The data of a task. */
typedef struct {
  GtkWidget         *parent; /* weak */
  gboolean           had_parent;
  GhStore           *store;
  GhActor           *actor;
  const GhOperation *operation;
  GhTarget          *target;
  JsonObject        *parameters;
  gboolean           at_once;
  gboolean           by_key;

  GhSettings         settings;
  GPtrArray         *groups;

  char              *toast;
  gboolean           was_hidden;
} Operating;

static void
operating_free (gpointer data)
{
  Operating *self = data;

  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->store);
  gh_actor_free (self->actor);
  g_clear_pointer (&self->target, gh_target_free);
  g_clear_pointer (&self->parameters, json_object_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  gh_settings_clear (&self->settings);
  g_free (self->toast);
  g_free (self);
}

static gboolean
read_cb (GhConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Operating *self = data;

  if (!gh_settings_read (&self->settings, connection, error))
    return FALSE;

  if (gh_operate_choices_needs_groups (self->operation))
    self->groups = gh_group_list (connection, error);

  return self->groups != NULL || !gh_operate_choices_needs_groups (self->operation);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      data,
             GCancellable *cancellable)
{
  Operating *self = g_task_get_task_data (data);
  GError *error = NULL;

  if (gh_store_read (self->store, read_cb, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GDateTime *
get_today (Operating *self)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (self->settings.timezone);
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (gh_clock_now (gh_store_get_clock (self->store)));

  return zone != NULL ? g_date_time_to_timezone (now, zone) : g_date_time_ref (now);
}

static void
done_cb (GhOperateDialog *dialog,
         gpointer         data)
{
  g_autoptr(GTask) task = data;
  Operating *self = g_task_get_task_data (task);
  GhResult *result = g_steal_pointer (&dialog->result);

  self->was_hidden = dialog->is_hidden;
  if (result != NULL)
    {
      g_clear_pointer (&self->parameters, json_object_unref);
      self->parameters = json_object_ref (dialog->parameters);
      self->toast = gh_operate_words_dup_done (gh_operate_words_find (self->operation), self->parameters, result);
    }
  g_task_return_pointer (task, result, (GDestroyNotify) gh_result_free);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  Operating *self = g_task_get_task_data (task);
  GtkRoot *root = self->parent != NULL ? gtk_widget_get_root (self->parent) : NULL;
  g_autoptr(GDateTime) today = NULL;
  GhOperateDialog *dialog;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->had_parent && root == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  today = get_today (self);
  dialog = gh_operate_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->store, self->actor,
                                  self->operation, self->target, self->parameters, &self->settings, today,
                                  self->groups);
  g_signal_connect (dialog, "done", G_CALLBACK (done_cb), g_object_ref (task));
  if (self->at_once)
    gh_operate_dialog_run (dialog);
  else
    gh_operate_dialog_ask (dialog, self->by_key);
}

static void
start (Operating           *self,
       GtkWidget           *parent,
       GhStore             *store,
       const GhActor       *actor,
       GAsyncReadyCallback  callback,
       gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, data);
  g_autoptr(GTask) reading = g_task_new (NULL, NULL, ready_cb, g_object_ref (task));

  g_set_weak_pointer (&self->parent, parent);
  self->had_parent = parent != NULL;
  self->store = g_object_ref (store);
  self->actor = gh_actor_copy (actor);
  g_task_set_source_tag (task, gh_operate_async);
  g_task_set_task_data (task, self, operating_free);
  g_task_set_source_tag (reading, start);
  g_task_set_task_data (reading, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (reading, read_thread);
}

void
gh_operate_async (GtkWidget           *parent,
                  GhStore             *store,
                  const GhActor       *actor,
                  const GhOperation   *operation,
                  const GhTarget      *target,
                  JsonObject          *parameters,
                  gboolean             by_key,
                  GAsyncReadyCallback  callback,
                  gpointer             data)
{
  Operating *self = g_new0 (Operating, 1);

  self->operation = operation;
  self->target = target != NULL ? gh_target_copy (target) : NULL;
  self->parameters = parameters != NULL ? json_object_ref (parameters) : NULL;
  self->by_key = by_key;
  start (self, parent, store, actor, callback, data);
}

void
gh_operate_undo_async (GtkWidget           *parent,
                       GhStore             *store,
                       const GhActor       *actor,
                       gint64               entry,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  Operating *self = g_new0 (Operating, 1);

  self->operation = gh_operation_find ("log.undo");
  self->parameters = json_object_new ();
  if (entry != 0)
    json_object_set_int_member (self->parameters, "entry", entry);
  self->at_once = TRUE;
  start (self, parent, store, actor, callback, data);
}

GhResult *
gh_operate_finish (GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
gh_operate_dup_toast_text (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_strdup (((Operating *) g_task_get_task_data (G_TASK (result)))->toast);
}

gboolean
gh_operate_chose (GAsyncResult *result,
                  const char   *flag)
{
  const Operating *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  self = g_task_get_task_data (G_TASK (result));

  return self->parameters != NULL && json_object_get_boolean_member_with_default (self->parameters, flag, FALSE);
}

gboolean
gh_operate_was_in_background (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return ((Operating *) g_task_get_task_data (G_TASK (result)))->was_hidden;
}
