/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name, description and status for members, edited in place. */
#include "group/gh-group-page-private.h"

#include "kit/gh-focus.h"
#include "kit/gh-inner-name.h"
#include "operate/gh-operate-failure.h"
#include "operations/gh-run.h"
#include "operations/gh-target.h"
#include "users/gh-user-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- showing --- */

static void
set_text (GtkEditable *editable,
          const char  *text)
{
  /* Keep what is being typed. */
  if (!gh_focus_is_inside (GTK_WIDGET (editable)))
    gtk_editable_set_text (editable, text);
}

static void
set_refusal (GhGroupPage *self,
             const char  *text)
{
  gtk_label_set_text (self->reason, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
}

void
gh_group_page_show_fields (GhGroupPage *self)
{
  const char *reason = gh_group_page_get_reason (self, "group.edit");
  const char *directory = gh_group_get_directory (self->group);
  g_autofree char *owner = g_strdup_printf (_("Comes from the directory %s"), directory);

  self->is_showing = TRUE;
  set_text (self->name, gh_group_get_name (self->group));
  set_text (self->description, gh_group_get_description (self->group));
  gtk_drop_down_set_selected (self->status, gh_group_get_status (self->group));
  self->is_showing = FALSE;

  gtk_editable_set_editable (self->name, reason == NULL);
  gtk_editable_set_editable (self->description, reason == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          reason == NULL || *gh_group_get_description (self->group) != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), reason == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->description), reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), reason);
  gtk_label_set_text (self->owner_label, owner);
  gtk_widget_set_visible (self->owner, *directory != '\0');
}

/* --- saving --- */

static void
saved_cb (GObject      *source,
          GAsyncResult *async_result,
          gpointer      data)
{
  g_autoptr (GhGroupPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResult) result = gh_run_finish (GH_STORE (source), async_result, &error);
  g_autofree char *text = NULL;

  if (result == NULL)
    gh_operate_failure_show (GTK_WIDGET (self), _("Nothing Was Saved"), error->message,
                             gh_operation_find ("group.edit"), NULL, NULL);
  else if (result->is_refused && result->skips->len > 0)
    {
      text = gh_skip_get_text (g_ptr_array_index (result->skips, 0));
      set_refusal (self, text);
    }
  else if (result->changed > 0)
    {
      gh_page_add_toast (GH_PAGE (self), _("Saved"), result->entry);
      if (gh_page_get_session (GH_PAGE (self)) != NULL)
        gh_session_tell_operated (gh_page_get_session (GH_PAGE (self)), result);
    }
}

static void
save (GhGroupPage *self,
      const char  *parameter,
      GtkEditable *editable,
      const char  *now)
{
  const char *text = gtk_editable_get_text (editable);
  g_autoptr (JsonObject) parameters = NULL;
  g_autoptr (GhTarget) target = NULL;
  g_autoptr (GhJob) job = NULL;
  GhSession *session = gh_page_get_session (GH_PAGE (self));

  /* A page going away leaves typed text to the next one. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->group == NULL || self->is_showing ||
      strcmp (text, now) == 0 || gh_group_page_get_reason (self, "group.edit") != NULL)
    return;

  job = gh_job_new ();
  target = gh_group_page_make_target (self);
  parameters = json_object_new ();
  json_object_set_string_member (parameters, parameter, text);
  gh_run_async (gh_session_get_store (session),
                &(GhRequest) {
                  .operation = gh_operation_find ("group.edit"),
                  .actor = gh_session_get_actor (session),
                  .target = target,
                  .parameters = parameters,
                },
                job, saved_cb, g_object_ref (self));
}

void
gh_group_page_save_name (GhGroupPage *self)
{
  if (self->group != NULL)
    {
      set_refusal (self, NULL);
      save (self, "new-name", self->name, gh_group_get_name (self->group));
    }
}

void
gh_group_page_save_description (GhGroupPage *self)
{
  if (self->group != NULL)
    save (self, "description", self->description, gh_group_get_description (self->group));
}

/* --- unsaved text --- */

const char *
gh_group_page_get_typed (GtkEditable *editable,
                         const char  *stored)
{
  const char *text = gtk_editable_get_text (editable);

  return strcmp (text, stored) != 0 ? text : NULL;
}

void
gh_group_page_type (GhGroupPage *self,
                    const char  *name,
                    const char  *description)
{
  GtkEditable *last = description != NULL ? self->description : self->name;

  if ((name == NULL && description == NULL) || gh_group_page_get_reason (self, "group.edit") != NULL)
    return;

  if (name != NULL)
    gtk_editable_set_text (self->name, name);
  if (description != NULL)
    gtk_editable_set_text (self->description, description);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (last));
  gtk_editable_set_position (last, -1);
}

/* --- status --- */

/* The members' status changes too; the dialog says for how many. */
static void
status_cb (GhGroupPage *self)
{
  GhStoredStatus wanted = (GhStoredStatus) gtk_drop_down_get_selected (self->status);
  g_autoptr (JsonObject) parameters = NULL;
  g_autoptr (GhTarget) target = NULL;

  if (self->group == NULL || self->is_showing || wanted == gh_group_get_status (self->group))
    return;

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->status, gh_group_get_status (self->group));
  self->is_showing = FALSE;

  target = gh_group_page_make_target (self);
  parameters = json_object_new ();
  json_object_set_string_member (parameters, "new-name", gh_group_get_name (self->group));
  json_object_set_string_member (parameters, "description", gh_group_get_description (self->group));
  json_object_set_string_member (parameters, "status", gh_stored_status_get_word (wanted));
  gh_page_operate (GH_PAGE (self), gh_operation_find ("group.edit"), target, parameters, FALSE);
}

/* Escape restores the stored text. */
static gboolean
key_cb (GhGroupPage           *self,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        GtkEventControllerKey *controller)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (key != GDK_KEY_Escape || self->group == NULL)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (entry), entry == GTK_WIDGET (self->name)
                                                 ? gh_group_get_name (self->group)
                                                 : gh_group_get_description (self->group));
  set_refusal (self, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
watch (GhGroupPage *self,
       GtkEditable *editable,
       GCallback    left_cb)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", left_cb, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (editable), keys);
  gtk_widget_add_controller (GTK_WIDGET (editable), focus);
}

void
gh_group_page_set_up_fields (GhGroupPage *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  for (GhEffectiveStatus status = GH_EFFECTIVE_ACTIVE; status <= GH_EFFECTIVE_DISABLED; status++)
    gtk_string_list_append (statuses, gh_effective_status_get_label (status));
  self->is_showing = TRUE;
  gtk_drop_down_set_model (self->status, G_LIST_MODEL (statuses));
  self->is_showing = FALSE;
  gh_drop_down_set_up (self->status, _("Status for members"));
  g_signal_connect_object (self->status, "notify::selected", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  watch (self, self->name, G_CALLBACK (gh_group_page_save_name));
  watch (self, self->description, G_CALLBACK (gh_group_page_save_description));
}
